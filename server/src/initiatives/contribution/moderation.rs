//! What a moderator sees: what waits, and everything about one proposal in one view.

use app::accounts::actor::{Actor, Forbidden, Where};
use app::accounts::roles::Permission;
use app::desk::frame::Waiting;
use app::desk::parts::Part;
use app::initiatives::contribution::desk::{FirstModerator, Moderators, Remark, ShownProposal, Submitter, WAITING};
use app::initiatives::contribution::difference::Difference;
use app::initiatives::contribution::state::State;
use app::initiatives::contribution::words;
use app::initiatives::needs::Reference;
use app::texts::{moments, text, text_with};
use sqlx::FromRow;
use time::OffsetDateTime;

use super::super::custodians::codes_of;
use super::super::export::{cells_of, full_row};
use super::super::import::{self, PHOTO_CELL, PHOTO_TEXT_CELL, Problem, Severity};
use super::super::photos::shown_photo;
use super::super::snapshot::Snapshot;
use super::alike::alike;
use super::decide::proposed;
use super::form::{Cells, Rules};
use super::sql;
use super::stored::{self, Stored};
use super::{ready, two};
use crate::store::{Store, StoreError, read};

/// What waits so long, in days, waits too long.
pub(in super::super) const TOO_LONG: i64 = 7;

/// Why a moderator sees nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum LookError {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("there is no such proposal")]
    NotFound,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for LookError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// How many days ago something was.
pub(in super::super) fn days(since: i64, now: OffsetDateTime) -> i64 {
    (now.unix_timestamp() - since).max(0) / 86_400
}

/// The municipalities in which somebody decides, as the statements take them; empty for the whole country.
pub(super) fn scope(actor: &Actor) -> String {
    match actor.where_may(Permission::DecideProposals) {
        Where::Everywhere => String::new(),
        // Not empty without any: that would be the whole country.
        Where::In(own) => {
            // Until the next import an initiative may stand under a code that became part of this one.
            let codes = own.into_iter().flat_map(|code| codes_of(&code).unwrap_or_else(|_| vec![code]));
            format!(" {} ", codes.collect::<Vec<_>>().join(" "))
        }
    }
}

/// The municipalities that a proposal is about: where it would be, and where it is.
pub(super) fn places_of<'a>(cells: &'a Cells, present: Option<&'a Cells>, reference: &'a Reference) -> Vec<&'a str> {
    let place = |cells: &'a Cells| {
        let written = cells.get("gemeente").map_or("", String::as_str);
        let known = reference.places.municipality(written);
        known.map_or(written, |at| reference.places.municipalities()[at].code.as_str())
    };
    std::iter::once(cells).chain(present).map(place).collect()
}

/// What waits for a moderator.
pub(crate) async fn waiting(store: &Store, actor: &Actor, now: OffsetDateTime) -> Result<Option<Waiting>, StoreError> {
    if !actor.may(Permission::DecideProposals) {
        return Ok(None);
    }
    let scope = scope(actor);
    let (mut count, mut oldest): (i64, Option<i64>) = (0, None);
    if scope.is_empty() {
        (count, oldest) = read!(store, |db| sqlx::query_as(sql::PENDING).fetch_one(db).await)?;
    }
    for code in scope.split_whitespace() {
        let (here, since): (i64, Option<i64>) =
            read!(store, |db| sqlx::query_as(sql::PENDING_IN).bind(&scope).bind(code).fetch_one(db).await)?;
        count += here;
        oldest = oldest.into_iter().chain(since).min();
    }
    Ok(oldest.filter(|_| count > 0).map(|oldest| {
        let days = days(oldest, now);
        Waiting {
            part: Part::Submissions,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            what: text_with("desk-submissions-wait", [("count", count.into())]),
            since: if days >= TOO_LONG {
                text_with("desk-waits-too-long", [("days", days.into())])
            } else {
                text_with("desk-waits-since", [("days", days.into())])
            },
            href: WAITING.to_owned(),
        }
    }))
}

/// A proposal that waits.
#[derive(Clone, Debug, FromRow)]
pub(in super::super) struct Pending {
    pub(in super::super) id: String,
    pub(in super::super) kind: String,
    pub(in super::super) title: String,
    pub(in super::super) waiting_since: Option<i64>,
}

/// What waits for a municipality, by its code, the oldest first; at most twenty.
pub(in super::super) async fn waiting_in(store: &Store, code: &str) -> Result<Vec<Pending>, StoreError> {
    let scope = format!(" {code} ");
    Ok(read!(store, |db| sqlx::query_as(sql::WAITING_IN).bind(&scope).fetch_all(db).await)?)
}

/// The initiative that a proposal changes or became, as it is.
struct Present {
    /// The version of the data in which it was last written.
    revision: i64,
    cells: Cells,
    /// Whether it is no longer on the Landkaart.
    has_left: bool,
}

/// A proposal that somebody may decide on, and the initiative that it changes or became.
async fn seen(
    store: &Store,
    actor: &Actor,
    id: &str,
    rules: &Rules<'_>,
) -> Result<(Stored, Option<Present>), LookError> {
    actor.need(Permission::DecideProposals)?;
    let known = stored::by_id(store, id)
        .await?
        .filter(|known| known.state.is_seen() || known.state == State::Withdrawn)
        .ok_or(LookError::NotFound)?;
    let mut present = None;
    if let Some(initiative) = known.initiative {
        let mut tx = store.begin_to_look().await?;
        let row = full_row(&mut tx, initiative).await?;
        let (revision, has_left) = (row.revision, row.withdrawn_at.is_some());
        present = Some(Present { revision, cells: cells_of(&row, rules.reference), has_left });
    }
    let before = present.as_ref().map(|present| &present.cells).filter(|_| known.is_change);
    actor.need_in(Permission::DecideProposals, places_of(&known.cells, before, rules.reference))?;
    Ok((known, present))
}

/// The number of the photo of a proposal.
pub(super) async fn photo_of(
    store: &Store,
    actor: &Actor,
    id: &str,
    rules: &Rules<'_>,
) -> Result<Option<String>, LookError> {
    let (known, _) = seen(store, actor, id, rules).await?;
    Ok(known.cells.get(PHOTO_CELL).cloned())
}

/// Everything about one proposal.
pub(super) async fn look(
    store: &Store,
    actor: &Actor,
    id: &str,
    snapshot: &Snapshot,
    rules: &Rules<'_>,
    now: OffsetDateTime,
) -> Result<ShownProposal, LookError> {
    let (known, present) = seen(store, actor, id, rules).await?;
    let has_left = known.is_change && present.as_ref().is_some_and(|present| present.has_left);
    let (seen_initiative, present) = present.map(|present| (present.revision, present.cells)).unzip();
    let before = present.as_ref().filter(|_| known.is_change);
    let said = stored::said(store, id).await?;
    let others: Vec<(String, i64)> = read!(store, |db| sqlx::query_as(sql::OF_SAME).bind(id).fetch_all(db).await)?;
    let everywhere = actor.where_may(Permission::DecideProposals) == Where::Everywhere;
    let after = match &present {
        Some(present) if known.is_change && known.state.is_open() => proposed(present, &known),
        _ => known.cells.clone(),
    };
    let mut with_id = after.clone();
    with_id.entry("external_id".to_owned()).or_insert_with(|| "dia".to_owned());
    let (candidate, problems) = rules.read(&with_id);
    let found = candidate.as_ref().map(|candidate| alike(snapshot, candidate, known.initiative)).unwrap_or_default();
    let types = two::types(store).await?;
    let needs_two = two::needs_two(&after, &types) || before.is_some_and(|before| two::needs_two(before, &types));
    let first = two::first(store, id).await?.filter(|first| {
        let revision = seen_initiative.filter(|_| known.is_change);
        known.state.can_be_decided() && first.holds(known.version, revision)
    });
    Ok(ShownProposal {
        photo: shown_photo(store, &known.cells).await?,
        moderators: match first {
            Some(first) => Moderators::Second(FirstModerator {
                is_reader: first.account_id == actor.account.0,
                name: first.who.unwrap_or_default(),
                day: moments::day(first.at),
            }),
            None if needs_two => Moderators::Two,
            None => Moderators::One,
        },
        ready: ready::answers(store).await?,
        title: known.cells.get("titel").cloned().unwrap_or_default(),
        state: known.state,
        version: known.version,
        seen_initiative,
        initiative: known.initiative,
        is_change: known.is_change,
        has_left,
        reason: known.reason.clone(),
        submitter: match known.email.clone() {
            _ if !everywhere => Submitter::Hidden,
            Some(email) => Submitter::Known(email),
            None => Submitter::Forgotten,
        },
        days: days(known.waiting_since.unwrap_or(known.created_at), now),
        too_long: known.state.can_be_decided()
            && days(known.waiting_since.unwrap_or(known.created_at), now) >= TOO_LONG,
        differences: differences(before, &after, rules.reference),
        conflicts: conflicts(before, &known),
        problems: said_of(problems.iter().filter(|problem| problem.severity == Severity::Error), rules.reference),
        remarks: said_of(problems.iter().filter(|problem| problem.severity != Severity::Error), rules.reference),
        alike: found,
        others: others
            .into_iter()
            .filter(|_| everywhere)
            .filter_map(|(state, count)| Some((State::from_code(&state)?, count)))
            .collect(),
        said: said
            .into_iter()
            .map(|said| Remark {
                day: moments::day(said.at),
                what: words::event(&said.kind),
                by: said.by,
                words: said.words,
            })
            .collect(),
        place: candidate.map(|candidate| candidate.position.to_rd()),
        municipality: rules
            .reference
            .places
            .municipality(after.get("gemeente").map(String::as_str).unwrap_or_default()),
        id: known.id,
    })
}

/// What there is to say about the cells, each with what the field is called.
fn said_of<'a>(problems: impl Iterator<Item = &'a Problem>, reference: &Reference) -> Vec<String> {
    problems
        .map(|problem| {
            let label = problem.field.split(", ").map(|column| words::column(column, reference)).collect::<Vec<_>>();
            format!("{}: {}", label.join(", "), problem.problem)
        })
        .collect()
}

/// What differs, column by column, in the order of the interchange format; everything for a new one.
pub(in super::super) fn differences(before: Option<&Cells>, after: &Cells, reference: &Reference) -> Vec<Difference> {
    let columns = app::initiatives::codebook::of_initiative(&reference.taxonomy);
    let names = app::initiatives::codebook::names(columns, app::initiatives::codebook::Form::Csv);
    let hidden = ["external_id", "gemeentenaam", "laatst_gecontroleerd"];
    let cell = |cells: Option<&Cells>, name: &str| cells.and_then(|cells| cells.get(name)).cloned().unwrap_or_default();
    names
        .into_iter()
        .filter(|name| !hidden.contains(&name.as_str()))
        .map(|name| Difference {
            before: before.map(|_| readable(&name, &cell(before, &name), reference)),
            after: readable(&name, &cell(Some(after), &name), reference),
            links: if name == "bronnen" { addresses(&cell(Some(after), &name)) } else { Vec::new() },
            label: words::column(&name, reference),
        })
        .filter(|difference| match &difference.before {
            Some(before) => *before != difference.after,
            None => !difference.after.is_empty(),
        })
        .chain(photo_difference(before, after))
        .collect()
}

/// Another photo, or other words for it.
fn photo_difference(before: Option<&Cells>, after: &Cells) -> Option<Difference> {
    let of = |cells: &Cells| {
        cells.get(PHOTO_CELL).zip(cells.get(PHOTO_TEXT_CELL)).map(|(id, text)| (id.clone(), text.clone()))
    };
    let (old, new) = (before.and_then(of), of(after));
    if old == new {
        return None;
    }
    let is_another = old.as_ref().map(|(id, _)| id) != new.as_ref().map(|(id, _)| id);
    let new = new.map(|(_, words)| if is_another { text_with("photo-new", [("text", words.into())]) } else { words });
    Some(Difference {
        label: text("photo-column"),
        before: before.map(|_| old.map(|(_, words)| words).unwrap_or_default()),
        after: new.unwrap_or_default(),
        links: Vec::new(),
    })
}

/// A cell as people read it: the labels of facet values, and the titles of sources.
fn readable(column: &str, text: &str, reference: &Reference) -> String {
    let facet = reference.taxonomy.facet(if column == "soorten" { "soort" } else { column });
    let parts = text.split('|').map(str::trim).filter(|part| !part.is_empty());
    match (facet, column) {
        (Some(facet), _) => {
            let label = |part| facet.value(part).map_or(part, |value| value.label.as_str());
            parts.map(label).collect::<Vec<_>>().join(", ")
        }
        (None, "bronnen") => import::sources_of_cell(text)
            .into_iter()
            .map(|(title, address)| if title.is_empty() { address } else { title })
            .collect::<Vec<_>>()
            .join("\n"),
        (None, "gemeente" | "ook_in") => parts.map(|code| named(code, reference)).collect::<Vec<_>>().join(", "),
        _ => text.to_owned(),
    }
}

/// The name of a municipality that may be given by its code.
pub(in super::super) fn named(written: &str, reference: &Reference) -> String {
    let places = &reference.places;
    places.municipality(written).map_or_else(|| written.to_owned(), |at| places.municipalities()[at].name.clone())
}

/// The addresses of sources that a browser may open.
fn addresses(cell: &str) -> Vec<String> {
    let found = import::sources_of_cell(cell).into_iter().filter_map(|(_, address)| import::HttpUrl::parse(&address));
    found.map(|address| address.as_str().to_owned()).collect()
}

/// The columns that somebody else changed too since the change was made.
fn conflicts(present: Option<&Cells>, known: &Stored) -> Vec<String> {
    let (Some(present), Some(base)) = (present, known.base.as_ref()) else { return Vec::new() };
    let changed = |name: &String| base.get(name) != known.cells.get(name);
    let moved = |name: &String| base.get(name) != present.get(name);
    let names: std::collections::BTreeSet<&String> = base.keys().chain(known.cells.keys()).collect();
    names.into_iter().filter(|name| changed(name) && moved(name)).cloned().collect()
}
