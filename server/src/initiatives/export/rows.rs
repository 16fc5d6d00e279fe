//! Whole initiatives from the database, for files and programs: one statement for a hundred of them.

use std::collections::HashMap;

use app::geo::LonLat;

use super::refusal::Refusal;
use crate::initiatives::snapshot::Snapshot;
use crate::initiatives::sql;
use crate::store::{Store, Tx, read, within};

/// How many initiatives one statement reads; as many places as [`sql::FULL_ROWS`] has.
const AT_ONCE: usize = 100;

/// A row of [`sql::FULL_ROWS`].
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(in super::super) struct FullRow {
    pub(in super::super) id: i64,
    pub(in super::super) external_id: String,
    pub(in super::super) title: String,
    pub(super) summary: String,
    pub(super) description: Option<String>,
    pub(in super::super) municipality_code: String,
    pub(super) place_precision: String,
    lon: f64,
    lat: f64,
    pub(super) start_year: Option<i32>,
    pub(super) end_year: Option<i32>,
    pub(super) period_text: Option<String>,
    pub(super) remark: Option<String>,
    pub(super) certainty: Option<String>,
    pub(super) last_checked: Option<String>,
    pub(in super::super) updated_at: i64,
    /// When it last changed in more than the day on which it was checked.
    pub(in super::super) changed_at: i64,
    pub(in super::super) withdrawn_at: Option<i64>,
    pub(in super::super) withdrawn_reason: Option<String>,
    pub(in super::super) merged_into: Option<i64>,
    pub(in super::super) merged_proposals: Option<String>,
    pub(in super::super) unconfirmed_since: Option<i64>,
    pub(in super::super) revision: i64,
    pub(in super::super) photo_id: Option<String>,
    pub(in super::super) photo_text: Option<String>,
    tags: Option<String>,
    sources: Option<String>,
    also_in: Option<String>,
}

impl FullRow {
    /// Where it is.
    pub(super) fn position(&self) -> LonLat {
        LonLat { lon: self.lon, lat: self.lat }
    }

    /// Its values of a facet, the main one first.
    pub(super) fn values<'a>(&'a self, facet: &'a str) -> impl Iterator<Item = &'a str> {
        let tags = self.tags.as_deref().unwrap_or_default().split(' ').filter_map(|tag| tag.split_once(':'));
        tags.filter(move |&(code, _)| code == facet).map(|(_, value)| value)
    }

    /// Its sources: title and address, of which one may be missing.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let sources = self.sources.as_deref().into_iter().flat_map(|sources| sources.split('\u{1e}'));
        sources
            .filter_map(|source| source.split_once('\u{1f}'))
            .map(|(title, url)| (title, Some(url).filter(|url| !url.is_empty())))
    }

    /// The codes of the municipalities that take part too.
    pub(super) fn also_in(&self) -> impl Iterator<Item = &str> {
        self.also_in.as_deref().unwrap_or_default().split(' ').filter(|code| !code.is_empty())
    }
}

/// The initiatives with these numbers, as they are now; a number that does not exist is left out.
pub(super) async fn by_ids(store: &Store, ids: &[i64]) -> Result<Vec<FullRow>, Refusal> {
    let mut rows: Vec<FullRow> = Vec::with_capacity(ids.len());
    for part in ids.chunks(AT_ONCE) {
        let found: Vec<FullRow> = read!(store, |db| {
            let mut statement = sqlx::query_as(sql::FULL_ROWS);
            for place in 0..AT_ONCE {
                statement = statement.bind(part.get(place).copied().unwrap_or(-1));
            }
            statement.fetch_all(db).await
        })
        .map_err(Refusal::unavailable)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// One initiative as a transaction sees it.
pub(in super::super) async fn full_row(tx: &mut Tx, id: i64) -> Result<FullRow, sqlx::Error> {
    within!(tx, |db| {
        let mut statement = sqlx::query_as(sql::FULL_ROWS).bind(id);
        for _ in 1..AT_ONCE {
            statement = statement.bind(-1i64);
        }
        statement.fetch_one(db).await
    })
}

/// The initiatives with these numbers, in the given order and as they were in a snapshot. When one was written since, the
/// answer would be of two moments; then it is [`Refusal::Moved`] and the caller begins again with a new snapshot.
pub(super) async fn of_snapshot(store: &Store, snapshot: &Snapshot, ids: &[i64]) -> Result<Vec<FullRow>, Refusal> {
    let mut rows = by_ids(store, ids).await?;
    let newer = |row: &FullRow| row.revision > snapshot.versions.initiatives.number || row.withdrawn_at.is_some();
    if rows.len() != ids.len() || rows.iter().any(newer) {
        return Err(Refusal::Moved);
    }
    let places: HashMap<i64, usize> = ids.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    rows.sort_by_key(|row| places.get(&row.id).copied());
    Ok(rows)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn example() -> FullRow {
        FullRow {
            id: 7,
            external_id: "dia-7".into(),
            title: "=Wijk & \"raad\" <1>".into(),
            summary: "Eerste regel.".into(),
            municipality_code: "GM0307".into(),
            place_precision: "gemeente".into(),
            lon: 5.3935,
            lat: 52.1787,
            start_year: Some(2014),
            updated_at: 1_700_000_000,
            changed_at: 1_700_000_000,
            tags: Some("soort:burgerberaad soort:raadpleging status:loopt onderwerp:jeugd".into()),
            sources: Some("Krant\u{1f}https://example.org/a\u{1e}Rapport 2.0\u{1f}".into()),
            also_in: Some("GM0308 GM0310".into()),
            ..FullRow::default()
        }
    }

    #[test]
    fn the_lists_of_a_row_come_out_in_their_order() {
        let row = example();
        assert_eq!(row.values("soort").collect::<Vec<_>>(), ["burgerberaad", "raadpleging"]);
        assert_eq!(row.values("vorm").count(), 0);
        assert_eq!(
            row.sources().collect::<Vec<_>>(),
            [("Krant", Some("https://example.org/a")), ("Rapport 2.0", None)]
        );
        assert_eq!(row.also_in().collect::<Vec<_>>(), ["GM0308", "GM0310"]);
        assert_eq!(FullRow::default().sources().count() + FullRow::default().also_in().count(), 0);
    }
}
