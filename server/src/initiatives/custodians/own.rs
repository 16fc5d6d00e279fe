//! What a custodian keeps: the initiatives of each of their municipalities, and what others propose for them.

use std::sync::OnceLock;

use app::accounts::actor::{Actor, Forbidden, Where};
use app::accounts::roles::Permission;
use app::initiatives::custodians::own::{OwnInitiative, OwnMunicipalities, OwnMunicipality, OwnProposal};
use app::initiatives::model::STATUS_FACET;
use app::initiatives::needs::Reference;
use sqlx::FromRow;
use time::OffsetDateTime;

use super::super::content::{self, ContentError, OtherNames};
use super::super::contribution::{days, waiting_in};
use super::sql;
use crate::store::{Store, StoreError, read};

/// So many initiatives of a municipality are shown; the list of the desk has the rest.
const SHOWN: i64 = 200;

/// Why there is nothing to see.
#[derive(Debug, thiserror::Error)]
pub(super) enum OwnError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Content(#[from] ContentError),
}

impl From<sqlx::Error> for OwnError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    title: String,
    last_checked: Option<String>,
    unconfirmed_since: Option<i64>,
    status: Option<String>,
}

/// All codes under which initiatives of a municipality may stand: its own, and those of the ones that became part of it.
pub(in super::super) fn codes_of(code: &str) -> Result<Vec<String>, ContentError> {
    // Every page of a custodian asks for them.
    static NAMES: OnceLock<OtherNames> = OnceLock::new();
    let names = match NAMES.get() {
        Some(names) => names,
        None => NAMES.get_or_init({
            let read = content::other_names()?;
            || read
        }),
    };
    let mut codes = vec![code.to_owned()];
    codes.extend(names.of(code).former_codes);
    codes.sort();
    codes.dedup();
    Ok(codes)
}

/// All that somebody keeps, in the order of the alphabet.
pub(super) async fn own(
    store: &Store,
    actor: &Actor,
    reference: &Reference,
    now: OffsetDateTime,
) -> Result<OwnMunicipalities, OwnError> {
    actor.need(Permission::EditOwnInitiatives)?;
    let Where::In(codes) = actor.where_may(Permission::EditOwnInitiatives) else {
        return Ok(OwnMunicipalities(Vec::new()));
    };
    let mut all = Vec::new();
    for place in reference.places.municipalities().iter().filter(|place| codes.contains(&place.code)) {
        let (mut rows, mut total): (Vec<Row>, i64) = (Vec::new(), 0);
        for code in codes_of(&place.code)? {
            let found: Vec<Row> =
                read!(store, |db| sqlx::query_as(sql::OWN).bind(&code).bind(SHOWN).fetch_all(db).await)?;
            rows.extend(found);
            total += read!(store, |db| sqlx::query_scalar::<_, i64>(sql::COUNT_OWN).bind(&code).fetch_one(db).await)?;
        }
        rows.sort_by(|a, b| {
            let key = |row: &Row| (row.unconfirmed_since.is_none(), row.last_checked.clone(), row.title.clone());
            key(a).cmp(&key(b))
        });
        rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        let initiatives = rows.into_iter().map(|row| OwnInitiative {
            id: row.id,
            title: row.title,
            status: reference.taxonomy.label(STATUS_FACET, row.status.as_deref().unwrap_or_default()).to_owned(),
            checked: row.last_checked,
            unconfirmed: row.unconfirmed_since.is_some(),
        });
        let proposals = waiting_in(store, &place.code).await?.into_iter().map(|waiting| OwnProposal {
            days: days(waiting.waiting_since.unwrap_or_default(), now),
            is_change: waiting.kind == "change",
            id: waiting.id,
            title: waiting.title,
        });
        all.push(OwnMunicipality {
            code: place.code.clone(),
            name: place.name.clone(),
            slug: place.slug.clone(),
            initiatives: initiatives.collect(),
            total,
            proposals: proposals.collect(),
        });
    }
    Ok(OwnMunicipalities(all))
}
