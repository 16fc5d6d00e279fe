//! Rows of the database as the types of the room. A code of a municipality that ended leads to the present one. What cannot be
//! understood is our mistake or a database from the future; it is left out, never guessed, and never in silence.

use std::collections::BTreeMap;

use app::geo::LonLat;
use app::initiatives::codebook::property_of;
use app::initiatives::model::{
    Initiative, InitiativeId, InitiativeSummary, Precision, STATUS_FACET, Source, TYPE_FACET, Taxonomy,
};
use app::initiatives::needs::Reference;
use app::initiatives::photos::Photo;
use app::initiatives::places::Places;

use super::index::{Entry, TagIdx};

/// A row of [`super::sql::ENTRIES_SINCE`].
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(super) struct EntryRow {
    pub(super) id: i64,
    title: String,
    summary: String,
    description: Option<String>,
    municipality_code: String,
    lon: f64,
    lat: f64,
    start_year: Option<i32>,
    end_year: Option<i32>,
    changed_at: i64,
    pub(super) withdrawn_at: Option<i64>,
    unconfirmed_since: Option<i64>,
    tags: Option<String>,
    also_in: Option<String>,
}

impl EntryRow {
    /// An initiative as it was in a version of its history; nothing when its municipality is unknown. Where only the municipality
    /// is known, it lies in the middle of it.
    pub(super) fn of_cells(id: i64, cells: &BTreeMap<String, String>, reference: &Reference) -> Option<Self> {
        let cell = |name: &str| cells.get(name).cloned().unwrap_or_default();
        let parts = |name: &str| -> Vec<String> {
            cell(name).split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
        };
        let municipality_code = cell("gemeente");
        let place = place_of(id, &municipality_code, &reference.places)?;
        let middle = reference.places.municipalities()[place].label;
        let degrees = |name: &str, otherwise| cell(name).parse::<f64>().unwrap_or(otherwise);
        let facets = reference.taxonomy.facets.iter();
        let tags = facets.flat_map(|facet| {
            let values = parts(property_of(&facet.code)).into_iter();
            values.map(|value| format!("{}:{value}", facet.code))
        });
        Some(Self {
            id,
            title: cell("titel"),
            summary: cell("samenvatting"),
            description: cells.get("beschrijving").cloned(),
            lon: degrees("lon", middle.lon),
            lat: degrees("lat", middle.lat),
            start_year: cell("startjaar").parse().ok(),
            end_year: cell("eindjaar").parse().ok(),
            tags: Some(tags.collect::<Vec<_>>().join(" ")),
            also_in: Some(parts("ook_in").join(" ")),
            municipality_code,
            changed_at: 0,
            withdrawn_at: None,
            unconfirmed_since: None,
        })
    }

    /// The first value of a facet.
    pub(super) fn value(&self, facet: &str) -> Option<&str> {
        let mut tags = self.tags.as_deref().unwrap_or_default().split(' ').filter_map(|tag| tag.split_once(':'));
        tags.find(|&(code, _)| code == facet).map(|(_, value)| value)
    }

    /// The row for the index; nothing when its municipality is unknown.
    pub(super) fn into_entry(self, taxonomy: &Taxonomy, places: &Places) -> Option<Entry> {
        let municipality = place_of(self.id, &self.municipality_code, places)?;
        let place = &places.municipalities()[municipality];
        let mut tags = Vec::new();
        let mut main_type = None;
        let stale = self.unconfirmed_since.is_some();
        let mut unconfirmed = stale;
        for (facet, value) in self.tags.as_deref().unwrap_or_default().split(' ').filter_map(|tag| tag.split_once(':'))
        {
            let Some(number) = number(taxonomy, facet, value) else { continue };
            if facet == TYPE_FACET && main_type.is_none() {
                main_type = Some(number);
            }
            if facet == STATUS_FACET {
                unconfirmed |= taxonomy.facet(facet).and_then(|f| f.value(value)).is_some_and(|v| !v.confirmed);
            }
            tags.push(number);
        }
        let also_in = self.also_in.as_deref().unwrap_or_default().split(' ').filter(|code| !code.is_empty());
        let mut also_in: Vec<usize> = also_in.filter_map(|code| place_of(self.id, code, places)).collect();
        // Two that take part may have become one, or part of the municipality itself.
        also_in.sort_unstable();
        also_in.dedup();
        also_in.retain(|&other| other != municipality);
        let mut text = self.summary;
        let names = std::iter::once(municipality).chain(also_in.iter().copied());
        let names = names.map(|index| places.municipalities()[index].name.as_str());
        for part in self.description.as_deref().into_iter().chain(names) {
            text.push(' ');
            text.push_str(part);
        }
        Some(Entry {
            id: self.id,
            text,
            title: self.title,
            municipality: u16::try_from(municipality).ok()?,
            also_in: also_in.into_iter().filter_map(|index| u16::try_from(index).ok()).collect(),
            main_type: main_type.unwrap_or_default(),
            tags,
            start_year: self.start_year.and_then(|year| i16::try_from(year).ok()),
            end_year: self.end_year.and_then(|year| i16::try_from(year).ok()),
            // A public body is drawn in the inset, wherever on earth it lies.
            position: if place.province.is_some() { LonLat { lon: self.lon, lat: self.lat }.to_rd() } else { place.rd },
            unconfirmed,
            stale,
            updated: self.changed_at,
        })
    }
}

/// The position of a municipality by its code, present or former. A code that this version does not know keeps its initiative
/// off the map, or out of a list, so it is counted and said.
fn place_of(initiative: i64, code: &str, places: &Places) -> Option<usize> {
    let place = places.municipality(code);
    if place.is_none() {
        metrics::counter!("dia_unplaced_initiatives_total").increment(1);
        tracing::error!(
            initiative,
            municipality = code,
            "an initiative is not shown there: this version knows no such municipality"
        );
    }
    place
}

/// The number of a value when the values of all facets are counted through.
pub(super) fn number(taxonomy: &Taxonomy, facet: &str, value: &str) -> Option<TagIdx> {
    let mut first = 0;
    for candidate in &taxonomy.facets {
        if candidate.code == facet {
            let position = candidate.values.iter().position(|v| v.code == value)?;
            return u16::try_from(first + position).ok();
        }
        first += candidate.values.len();
    }
    None
}

/// A row of [`super::sql::SUMMARIES`].
#[derive(Debug, sqlx::FromRow)]
pub(super) struct SummaryRow {
    id: i64,
    title: String,
    summary: String,
    municipality_code: String,
    start_year: Option<i32>,
    end_year: Option<i32>,
    period_text: Option<String>,
    last_checked: Option<String>,
    unconfirmed_since: Option<i64>,
    main_type: Option<String>,
    status: Option<String>,
}

impl SummaryRow {
    pub(super) fn into_summary(self, places: &Places) -> Option<InitiativeSummary> {
        Some(InitiativeSummary {
            id: InitiativeId(self.id),
            title: self.title,
            summary: self.summary,
            municipality: place_of(self.id, &self.municipality_code, places)?,
            main_type: self.main_type.unwrap_or_default(),
            status: self.status.unwrap_or_default(),
            start_year: self.start_year,
            end_year: self.end_year,
            period_text: self.period_text,
            last_checked: self.last_checked,
            stale: self.unconfirmed_since.is_some(),
        })
    }
}

/// A row of [`super::sql::INITIATIVE`].
#[derive(Debug, sqlx::FromRow)]
pub(super) struct InitiativeRow {
    id: i64,
    external_id: String,
    title: String,
    summary: String,
    description: Option<String>,
    municipality_code: String,
    place_precision: String,
    lon: f64,
    lat: f64,
    start_year: Option<i32>,
    end_year: Option<i32>,
    period_text: Option<String>,
    remark: Option<String>,
    last_checked: Option<String>,
    updated_at: i64,
    pub(super) withdrawn_at: Option<i64>,
    pub(super) withdrawn_reason: Option<String>,
    unconfirmed_since: Option<i64>,
    photo_id: Option<String>,
    photo_text: Option<String>,
    photo_width: Option<i64>,
    photo_height: Option<i64>,
}

impl InitiativeRow {
    /// Its photo, when that is still there.
    fn photo(&self) -> Option<Photo> {
        Some(Photo {
            id: self.photo_id.clone()?,
            text: self.photo_text.clone()?,
            width: self.photo_width?,
            height: self.photo_height?,
        })
    }

    pub(super) fn into_initiative(
        self,
        tags: Vec<(String, String)>,
        sources: Vec<(String, Option<String>)>,
        also_in: &[String],
        places: &Places,
    ) -> Option<Initiative> {
        let municipality = place_of(self.id, &self.municipality_code, places)?;
        let place = &places.municipalities()[municipality];
        let position = LonLat { lon: self.lon, lat: self.lat };
        let mut grouped: Vec<(String, Vec<String>)> = Vec::new();
        for (facet, value) in tags {
            match grouped.iter_mut().find(|(code, _)| *code == facet) {
                Some((_, values)) => values.push(value),
                None => grouped.push((facet, vec![value])),
            }
        }
        let first = |facet: &str| {
            grouped
                .iter()
                .find(|(code, _)| code == facet)
                .and_then(|(_, values)| values.first().cloned())
                .unwrap_or_default()
        };
        let photo = self.photo();
        Some(Initiative {
            summary: InitiativeSummary {
                id: InitiativeId(self.id),
                title: self.title,
                summary: self.summary,
                municipality,
                main_type: first(TYPE_FACET),
                status: first(STATUS_FACET),
                start_year: self.start_year,
                end_year: self.end_year,
                period_text: self.period_text,
                last_checked: self.last_checked,
                stale: self.unconfirmed_since.is_some(),
            },
            external_id: self.external_id,
            description: self.description,
            tags: grouped,
            precision: Precision::from_code(&self.place_precision)?,
            rd: if place.province.is_some() { position.to_rd() } else { place.rd },
            position,
            sources: sources.into_iter().map(|(title, url)| Source { title, url }).collect(),
            also_in: also_in.iter().filter_map(|code| place_of(self.id, code, places)).collect(),
            photo,
            remark: self.remark,
            updated_at: self.updated_at,
        })
    }
}
