//! The newest changes as a feed (RFC 4287), for whoever wants to follow a type, a municipality or a search.

use std::collections::BTreeMap;

use app::initiatives::filter::{CHECKED, Checked};
use app::initiatives::model::TYPE_FACET;
use app::initiatives::needs::Reference;
use app::initiatives::words;
use app::texts::text;
use atom_syndication::extension::Extension;
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::http::StatusCode;
use axum::response::Response;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::answer::{Kind, settled, whole};
use super::asking::Asking;
use super::record::{moment, page_of};
use super::refusal::Refusal;
use super::rows::{self, FullRow};
use crate::initiatives::selection::Selection;

/// Entries in a feed.
const ENTRIES: usize = 50;

/// `GET /landkaart/feed.atom?{filter}`
pub(super) async fn atom(asking: Asking) -> Result<Response, Refusal> {
    settled(&asking, atom_now).await
}

async fn atom_now(asking: &Asking) -> Result<Response, Refusal> {
    let selection = understood(asking).await?;
    let snapshot = selection.snapshot.clone();
    let reference = &snapshot.reference;
    let mut ranks = selection.found.order.clone();
    // Of equal moments (one import) the order of the list stays.
    ranks.sort_by_key(|&rank| std::cmp::Reverse(snapshot.index.updated(rank)));
    ranks.truncate(ENTRIES);
    let ids: Vec<i64> = ranks.iter().map(|&rank| snapshot.index.id(rank)).collect();
    let rows = rows::of_snapshot(&asking.platform.store, &snapshot, &ids).await?;

    let filter = selection.asked.filter.selection();
    let base = &asking.platform.site.base_url;
    let address = |path: &str| asking.address(&filter.address(path, &reference.taxonomy, &reference.places));
    let updated = rows.first().map_or_else(|| snapshot.versions.written_at(), |row| row.changed_at);
    let own = filter.address("/landkaart/feed.atom", &reference.taxonomy, &reference.places);
    let feed = Feed {
        title: Text::plain(words::export_title(&filter, reference)),
        subtitle: Some(Text::plain(text("export-feed-subtitle"))),
        id: lasting_id(snapshot.installation, &own),
        updated: date(updated),
        authors: vec![Person { name: "Democratie in Actie".into(), uri: Some(base.clone()), ..Person::default() }],
        links: vec![
            link("self", "application/atom+xml", asking.address(&own)),
            link("alternate", "text/html", address("/landkaart")),
        ],
        rights: Some(Text::plain(text("export-licence"))),
        icon: Some(format!("{base}/favicon.svg")),
        lang: Some("nl".into()),
        namespaces: BTreeMap::from([("georss".to_owned(), "http://www.georss.org/georss".to_owned())]),
        entries: rows.iter().map(|row| entry(row, reference, snapshot.installation, base)).collect(),
        ..Feed::default()
    };
    whole(asking, Kind::new("application/atom+xml; charset=utf-8"), feed.to_string()).await
}

/// What the filter of an address for people chooses. A filter that is not understood is refused, because a feed that
/// follows everything instead would go unnoticed; other parameters are none of our business.
pub(super) async fn understood(asking: &Asking) -> Result<Selection, Refusal> {
    let pairs: Vec<_> = asking.pairs.iter().filter(|(name, _)| name != "pagina").cloned().collect();
    let selection = asking.platform.landkaart.find(&pairs).await?;
    let mut parameters = asking.parameters();
    parameters.refuse_filter(&selection.asked);
    parameters.finish_as(StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(selection)
}

fn entry(row: &FullRow, reference: &Reference, installation: Uuid, base: &str) -> Entry {
    let place = reference.places.municipality(&row.municipality_code);
    let name = place.map_or(row.municipality_code.as_str(), |index| &reference.places.municipalities()[index].name);
    let position = row.position();
    let point = Extension {
        name: "georss:point".into(),
        value: Some(format!("{} {}", position.lat, position.lon)),
        ..Extension::default()
    };
    Entry {
        title: Text::plain(format!("{} ({name})", row.title)),
        // Without the title, so that it stays the same when the title is corrected.
        id: lasting_id(installation, &format!("/landkaart/initiatief/{}", row.id)),
        // That somebody checked it is no change that a reader has to look at (RFC 4287, 4.2.15).
        updated: date(row.changed_at),
        summary: Some(Text::plain(row.summary.clone())),
        links: vec![link("alternate", "text/html", page_of(base, row))],
        categories: row
            .values(TYPE_FACET)
            .map(|value| Category {
                term: value.to_owned(),
                scheme: Some(format!("{base}/api/v1/soorten")),
                label: Some(reference.taxonomy.label(TYPE_FACET, value).to_owned()),
            })
            .chain(row.unconfirmed_since.map(|_| Category {
                term: Checked::Unconfirmed.code().to_owned(),
                scheme: Some(format!("{base}/landkaart?{CHECKED}={}", Checked::Unconfirmed.code())),
                label: Some(Checked::Unconfirmed.name()),
            }))
            .collect(),
        extensions: BTreeMap::from([("georss".to_owned(), BTreeMap::from([("point".to_owned(), vec![point])]))]),
        ..Entry::default()
    }
}

/// A name that stays when the site moves to another address (RFC 4287, 4.2.6): a UUID made of who we are and the path
/// (RFC 9562, 5.8).
pub(in super::super) fn lasting_id(installation: Uuid, path: &str) -> String {
    let digest = Sha256::new().chain_update(installation).chain_update(path).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().urn().to_string()
}

fn link(relation: &str, mime_type: &str, href: String) -> Link {
    Link { href, rel: relation.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

fn date(seconds: i64) -> FixedDateTime {
    moment(seconds).parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::example;
    use super::*;

    #[test]
    fn an_entry_keeps_its_id_and_escapes_what_it_says() {
        let [here, moved, other] =
            [("https://example.org", 1), ("https://elders.example", 1), ("https://example.org", 2)].map(
                |(base, installation)| entry(&example(), &Reference::default(), Uuid::from_u128(installation), base),
            );
        assert_eq!(here.id, "urn:uuid:471040f8-a269-8de2-9877-fd51dabaf421");
        assert_eq!(moved.id, here.id, "the address of the site is not part of it");
        assert_ne!(other.id, here.id, "two installations number their initiatives alike");
        let entry = here;
        let feed = Feed { entries: vec![entry], ..Feed::default() };
        let xml = feed.to_string();
        assert!(xml.contains("&lt;1&gt;") && !xml.contains("<1>"), "{xml}");
        assert!(xml.contains("<georss:point>52.1787 5.3935</georss:point>"), "{xml}");
        assert!(xml.parse::<Feed>().is_ok());
    }
}
