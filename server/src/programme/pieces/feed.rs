//! The news as a feed (RFC 4287).

use std::sync::Arc;

use app::programme::needs::Programme as _;
use app::programme::pages::news::{FEED, PATH};
use app::texts::text;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::http::kept::{Key, Made, Page};
use crate::platform::Platform;

/// Entries in the feed.
const ENTRIES: usize = 50;

/// `GET /nieuws/feed.atom`
pub(super) async fn atom(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let key = Key { version: platform.version(), address: FEED.to_owned() };
    let made = platform.pages.files.get_or_make(key, async {
        let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, kind)]);
        Made::Page(Arc::new(Page::packed(&headers, feed(&platform).to_string().into())))
    });
    made.await.respond(&request.headers)
}

fn feed(platform: &Platform) -> Feed {
    let base = &platform.site.base_url;
    let mut news = platform.programme.news();
    news.truncate(ENTRIES);
    let changed = news.iter().map(|piece| piece.updated_at.max(piece.published_at)).max().unwrap_or(0);
    Feed {
        title: Text::plain(format!("{}: {}", text("site-name"), text("news-title"))),
        subtitle: Some(Text::plain(text("news-lead"))),
        id: platform.landkaart.lasting_id(FEED),
        updated: moment(changed),
        authors: vec![Person { name: text("site-name"), uri: Some(base.clone()), ..Person::default() }],
        links: vec![
            link("self", "application/atom+xml", format!("{base}{FEED}")),
            link("alternate", "text/html", format!("{base}{PATH}")),
        ],
        lang: Some("nl".into()),
        entries: news
            .iter()
            .map(|piece| Entry {
                title: Text::plain(piece.title.clone()),
                id: format!("urn:uuid:{}", piece.id),
                published: Some(moment(piece.published_at)),
                updated: moment(piece.updated_at.max(piece.published_at)),
                summary: Some(Text::plain(piece.lead.clone())),
                content: Some(Content {
                    content_type: Some("html".into()),
                    value: Some(piece.html.clone()),
                    ..Content::default()
                }),
                links: vec![link("alternate", "text/html", format!("{base}{}", piece.address()))],
                ..Entry::default()
            })
            .collect(),
        ..Feed::default()
    }
}

fn link(relation: &str, mime_type: &str, href: String) -> Link {
    Link { href, rel: relation.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

fn moment(seconds: i64) -> FixedDateTime {
    let moment = OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|moment| moment.format(&Rfc3339).ok());
    moment.and_then(|moment| moment.parse().ok()).unwrap_or_default()
}
