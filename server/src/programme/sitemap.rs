//! `sitemap.xml`: every page that is worth finding, with an index of parts when there are more than fit in one file.

use std::fmt::Write as _;
use std::sync::Arc;

use app::day::needs::Days as _;
use app::day::pages as edition_page;
use app::initiatives::model::slug;
use app::initiatives::needs::Landkaart as _;
use app::programme::needs::Programme as _;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use time::OffsetDateTime;

use crate::blocking::blocking;
use crate::http::kept::{Key, Made, Page};
use crate::http::limits;
use crate::http::query::pairs;
use crate::platform::Platform;

/// A sitemap may hold so many addresses (sitemaps.org, protocol 0.9).
const MOST_ADDRESSES: usize = 50_000;

/// The pages with an address of their own.
const FIXED: [&str; 9] = [
    "/",
    "/landkaart",
    "/landkaart/insluiten",
    "/landkaart/cijfers",
    "/nieuws",
    "/partners",
    "/open-data",
    "/toegankelijkheid",
    "/privacy",
];

/// `GET /sitemap.xml`, and `?deel=2` for a part. Parts are in the query, because a sitemap speaks for what lies below it.
pub(super) async fn sitemap(State(platform): State<Arc<Platform>>, request: Parts) -> Response {
    let pairs = match pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let part = match pairs.iter().find(|(name, _)| name == "deel").map(|(_, part)| part.parse::<usize>()) {
        None => None,
        Some(Ok(part)) => Some(part),
        Some(Err(_)) => return StatusCode::NOT_FOUND.into_response(),
    };
    let address = part.map_or_else(|| "/sitemap.xml".to_owned(), |part| format!("/sitemap.xml?deel={part}"));
    let key = Key { version: platform.version(), address };
    if let Some(file) = platform.pages.files.get(&key) {
        return file.respond(&request.headers);
    }
    if let Err(exceeded) = limits::check(&platform, &request) {
        return exceeded.into_response();
    }
    platform.pages.files.get_or_make(key, make(&platform, part)).await.respond(&request.headers)
}

async fn make(platform: &Arc<Platform>, part: Option<usize>) -> Made {
    let _turn = match platform.limits.turn().await {
        Ok(turn) => turn,
        Err(exceeded) => return Made::Busy(exceeded),
    };
    let platform = platform.clone();
    let made = blocking("writing the sitemap", move || {
        let xml = write(&platform.site.base_url, &addresses(&platform), part, MOST_ADDRESSES)?;
        let headers =
            HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"))]);
        Some(Arc::new(Page::packed(&headers, xml.into())))
    });
    match made.await {
        Ok(Some(file)) => Made::Page(file),
        Ok(None) => Made::Refused(StatusCode::NOT_FOUND),
        Err(_) => Made::Refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Every path with the moment of its last change, where that is known.
fn addresses(platform: &Platform) -> Vec<(String, Option<i64>)> {
    let reference = platform.landkaart.reference();
    let municipalities = reference.places.municipalities();
    let fixed = FIXED.into_iter().map(|path| (path.to_owned(), None));
    let municipalities = municipalities.iter().map(|place| (format!("/landkaart/gemeente/{}", place.slug), None));
    let initiatives = platform
        .landkaart
        .all_titles()
        .into_iter()
        .map(|(id, title, updated)| (format!("/landkaart/initiatief/{id}-{}", slug(&title)), Some(updated)));
    let news = platform.programme.news().into_iter().map(|piece| (piece.address(), Some(piece.updated_at)));
    let news: Vec<_> = news.collect();
    fixed.chain(news).chain(of_day(platform)).chain(municipalities).chain(initiatives).collect()
}

/// The pages of the editions, with what stands in the programme of the coming one.
fn of_day(platform: &Platform) -> Vec<(String, Option<i64>)> {
    let Some(current) = platform.days.current() else { return Vec::new() };
    let mut paths = vec![edition_page::PATH.to_owned()];
    paths.extend(platform.days.earlier().iter().map(|view| view.edition.address()));
    let programme = &current.programme;
    if !programme.sessions.is_empty() {
        paths.extend([edition_page::PROGRAMME, edition_page::SPEAKERS].map(str::to_owned));
        paths.extend(programme.sessions.iter().map(|session| edition_page::session_path(&session.code)));
        paths.extend(programme.speakers.iter().map(|speaker| edition_page::speaker_path(&speaker.code)));
    }
    paths.into_iter().map(|path| (path, None)).collect()
}

/// All addresses when they fit in one file, or else the index of the parts; or one of the parts, counted from 1. Nothing for a
/// part that is not there.
fn write(base: &str, addresses: &[(String, Option<i64>)], part: Option<usize>, most: usize) -> Option<String> {
    let parts = addresses.len().div_ceil(most);
    match part {
        None if parts > 1 => Some(index(base, parts)),
        None => Some(list(base, addresses)),
        Some(part) if parts > 1 => addresses.chunks(most).nth(part.checked_sub(1)?).map(|part| list(base, part)),
        Some(_) => None,
    }
}

fn index(base: &str, parts: usize) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for part in 1..=parts {
        let _ = writeln!(xml, "<sitemap><loc>{base}/sitemap.xml?deel={part}</loc></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn list(base: &str, addresses: &[(String, Option<i64>)]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // Paths are made of slugs and digits, so there is nothing to escape.
    for (path, changed) in addresses {
        let _ = write!(xml, "<url><loc>{base}{path}</loc>");
        if let Some(day) = changed.and_then(|at| OffsetDateTime::from_unix_timestamp(at).ok()) {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.date());
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_addresses_than_fit_in_a_file_are_parts_with_an_index() {
        let addresses: Vec<_> = (0..5).map(|number| (format!("/{number}"), Some(0))).collect();
        let write = |part, most| write("https://example.org", &addresses, part, most);
        let index = write(None, 2).expect("an index");
        assert_eq!(index.matches("<sitemap><loc>https://example.org/sitemap.xml?deel=").count(), 3, "{index}");
        let last = write(Some(3), 2).expect("a part");
        assert!(last.contains("<url><loc>https://example.org/4</loc><lastmod>1970-01-01</lastmod></url>"), "{last}");
        assert_eq!(last.matches("<url>").count(), 1);
        assert_eq!((write(Some(0), 2), write(Some(4), 2)), (None, None));
        assert_eq!(write(None, 5).expect("a list").matches("<url>").count(), 5);
        assert_eq!(write(Some(1), 5), None);
    }
}
