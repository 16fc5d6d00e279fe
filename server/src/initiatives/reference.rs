//! What things are called and where they are, put together from the database and the content inside the binary.

use std::collections::HashMap;

use app::geo::LonLat;
use app::initiatives::model::{Facet, FacetValue, Taxonomy};
use app::initiatives::needs::{Reference, StreetMap};
use app::initiatives::places::Places;

use super::boundaries::BoundaryError;
use super::boundary_set::{self, InUse};
use super::content::{self, ContentError, OtherNames};
use super::{import, index, sql};
use crate::blocking::{Stopped, blocking};
use crate::store::{Store, StoreError, read};

/// Why the reference lists cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The content inside the binary.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The boundaries, built in or imported.
    #[error(transparent)]
    Boundaries(#[from] BoundaryError),
    /// The work of putting the lists or the index together.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl From<sqlx::Error> for ReferenceError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The lists for the pages and for the index, which number everything alike.
pub(super) struct Lists {
    pub(super) reference: Reference,
    pub(super) index: index::Reference,
}

#[derive(sqlx::FromRow)]
struct FacetRow {
    code: String,
    label: String,
    question: String,
    searched: bool,
    at_most: i32,
}

#[derive(sqlx::FromRow)]
struct ValueRow {
    facet_code: String,
    code: String,
    value_key: String,
    label: String,
    explanation: String,
    confirmed: bool,
}

/// Reads and puts together.
pub(super) async fn load(store: &Store, street_map: Option<StreetMap>) -> Result<Lists, ReferenceError> {
    let facets: Vec<FacetRow> = read!(store, |db| sqlx::query_as(sql::FACETS).fetch_all(db).await)?;
    let values: Vec<ValueRow> = read!(store, |db| sqlx::query_as(sql::FACET_VALUES).fetch_all(db).await)?;
    let imported = boundary_set::stored(store).await?;
    // Drawing the boundaries takes tens of milliseconds.
    blocking("drawing the boundaries", move || assemble(facets, values, imported, street_map)).await?
}

fn assemble(
    facets: Vec<FacetRow>,
    values: Vec<ValueRow>,
    imported: Option<boundary_set::Stored>,
    street_map: Option<StreetMap>,
) -> Result<Lists, ReferenceError> {
    let names = content::other_names()?;
    let places = content::places(&names)?;
    let InUse { drawn: boundaries, refused, .. } = boundary_set::choose(imported, &places)?;
    if let Some(error) = refused {
        tracing::error!(
            %error,
            "the imported boundaries do not fit this version, the built-in ones are used: import newer ones, \
             or `dia import municipalities --built-in`"
        );
    }
    let mut of_facet: HashMap<String, Vec<FacetValue>> = HashMap::new();
    for row in values {
        of_facet.entry(row.facet_code).or_default().push(FacetValue {
            code: row.code,
            key: row.value_key,
            label: row.label,
            explanation: row.explanation,
            confirmed: row.confirmed,
        });
    }
    let searched: Vec<bool> = facets.iter().map(|row| row.searched).collect();
    let taxonomy = Taxonomy {
        facets: facets
            .into_iter()
            .map(|row| Facet {
                values: of_facet.remove(&row.code).unwrap_or_default(),
                code: row.code,
                label: row.label,
                question: row.question,
                at_most: usize::try_from(row.at_most).unwrap_or(1),
            })
            .collect(),
    };
    let reference = Reference { taxonomy, places, boundaries, street_map };
    let index = for_index(&reference, &names, &searched)?;
    Ok(Lists { reference, index })
}

fn for_index(reference: &Reference, names: &OtherNames, searched: &[bool]) -> Result<index::Reference, ContentError> {
    let synonyms = content::synonyms()?;
    let mut first = 0;
    let facets = reference
        .taxonomy
        .facets
        .iter()
        .zip(searched)
        .map(|(facet, &searched)| {
            let facet =
                index::Facet { first, labels: facet.values.iter().map(|v| v.label.clone()).collect(), searched };
            first = facet.tags().end;
            facet
        })
        .collect();
    Ok(index::Reference {
        municipalities: reference
            .places
            .municipalities()
            .iter()
            .map(|m| {
                let names = names.of(&m.code);
                index::MunicipalityNames {
                    name: m.name.clone(),
                    aliases: names.usual,
                    former: [names.former, names.former_aliases].concat(),
                    villages: names.villages,
                    ordinary_words: names.ordinary_words,
                    province: m.province.and_then(|p| u16::try_from(p).ok()),
                }
            })
            .collect(),
        provinces: reference
            .places
            .provinces()
            .iter()
            .map(|p| std::iter::once(&p.name).chain(&p.other_names).cloned().collect())
            .collect(),
        facets,
        synonyms: synonyms.groups.into_iter().map(|group| group.terms).collect(),
        stopwords: synonyms.stopwords,
    })
}

/// The same lists as the import wants them.
pub(super) fn for_import(reference: &Reference, names: &OtherNames) -> (import::Taxonomy, import::Municipalities) {
    let taxonomy = reference
        .taxonomy
        .facets
        .iter()
        .map(|facet| import::Facet {
            code: facet.code.clone(),
            label: facet.label.clone(),
            at_most: facet.at_most,
            values: facet
                .values
                .iter()
                .map(|v| import::FacetValue { code: v.code.clone(), key: v.key.clone(), label: v.label.clone() })
                .collect(),
        })
        .collect();
    (import::Taxonomy::new(taxonomy), municipalities_for_import(&reference.places, names))
}

/// The municipalities with every name and code by which a file may call them.
pub(super) fn municipalities_for_import(places: &Places, names: &OtherNames) -> import::Municipalities {
    let municipalities = places.municipalities().iter().filter_map(|m| {
        let names = names.of(&m.code);
        Some(import::Municipality {
            code: m.code.parse().ok()?,
            slug: m.slug.clone(),
            name: m.name.clone(),
            usual: names.usual,
            former: [names.former, names.former_aliases, names.former_codes].concat(),
            label_point: LonLat { lon: m.label.lon, lat: m.label.lat },
            caribbean: m.province.is_none(),
        })
    });
    import::Municipalities::new(municipalities.collect())
}
