//! The pages of the Landkaart, one per file, with the parts that they share.

use leptos::prelude::*;

use super::filter::{Filter, PAGE};
use super::model::Taxonomy;
use super::needs::LandkaartError;
use crate::site::Asking;
use crate::texts::t;
use crate::ui::errors::{ErrorPage, ErrorTexts, ErrorWords, WayOut, status};

pub mod chosen;
pub mod embed;
#[cfg(test)]
pub(crate) mod examples;
pub mod filters;
pub mod initiative;
pub mod landkaart;
pub mod legend;
pub mod map;
pub mod municipality;
pub mod results;
pub mod small_map;
pub mod statistics;
pub mod summary;
pub mod table;
pub mod take_along;

/// The page that says why there is no answer, with the status that belongs to it.
pub(crate) fn no_answer(error: &LandkaartError) -> AnyView {
    let (texts, way_out) = refused(error);
    let search = matches!(error, LandkaartError::NotFound | LandkaartError::Gone(_));
    view! { <ErrorPage texts way_out search /> }.into_any()
}

/// The same without the frame of a page, for what has none.
fn no_fragment(error: &LandkaartError) -> AnyView {
    let (texts, way_out) = refused(error);
    view! { <ErrorWords texts way_out /> }.into_any()
}

/// Sets the status of an error; gives its words, and where to go instead.
fn refused(error: &LandkaartError) -> (ErrorTexts, Option<WayOut>) {
    let (code, kind) = refusal(error);
    status(code);
    let first_page = match error {
        LandkaartError::NoSuchPage { .. } => use_context::<Asking>().map(|asking| first_page(&asking)),
        _ => None,
    };
    let mut texts = ErrorTexts::of(kind);
    if let LandkaartError::Gone(Some(reason)) = error {
        texts.text = format!("{} {}", texts.text, t!("error-gone-reason", reason = reason.as_str()));
    }
    (texts, first_page.map(|href| WayOut { href, words: t!("error-to-first-page"), beside: false }))
}

/// The address of the first page of the list that was asked for.
fn first_page(asking: &Asking) -> String {
    let path = if asking.path == FRAGMENT_PATH { landkaart::PATH } else { asking.path.as_str() };
    let pairs = asking.pairs.iter().filter(|(name, _)| name != PAGE);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The status of an error, and the kind of error that its words are kept under.
fn refusal(error: &LandkaartError) -> (u16, &'static str) {
    match error {
        LandkaartError::NotFound => (404, "not-found"),
        LandkaartError::Gone(_) => (410, "gone"),
        LandkaartError::NoSuchPage { .. } => (404, "no-such-page"),
        LandkaartError::Unavailable => (500, "internal"),
    }
}

/// Where the parts of the Landkaart that follow its filter are asked for.
const FRAGMENT_PATH: &str = "/landkaart/resultaten";

/// What the page at a path understands of a query, field by field in a fixed order and without what is empty: nothing else may
/// have an effect on the page. Several pairs of one field keep their order, because the last may count.
#[must_use]
pub fn understood(path: &str, pairs: Vec<(String, String)>, taxonomy: &Taxonomy) -> Vec<(String, String)> {
    let own: &[&str] = match path {
        landkaart::PATH | FRAGMENT_PATH | statistics::PATH => &[],
        embed::PATH => &[embed::BARE.0],
        _ => return Vec::new(),
    };
    let place = |name: &str| Filter::fields(taxonomy).chain(own.iter().copied()).position(|field| field == name);
    let mut understood: Vec<(usize, (String, String))> = pairs
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|pair| Some((place(&pair.0)?, pair)))
        .collect();
    understood.sort_by_key(|&(place, _)| place);
    understood.into_iter().map(|(_, pair)| pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, browse, markup};
    use crate::texts::has_text;

    #[test]
    fn every_reason_for_no_answer_has_words() {
        let all = [
            LandkaartError::NotFound,
            LandkaartError::Gone(None),
            LandkaartError::NoSuchPage { pages: 1 },
            LandkaartError::Unavailable,
        ];
        for (_, kind) in all.iter().map(refusal) {
            assert!(has_text(&format!("error-{kind}-title")) && has_text(&format!("error-{kind}-text")), "{kind}");
        }
    }

    #[test]
    fn a_page_beyond_the_end_of_a_list_leads_to_its_first_page_with_the_same_filters() {
        for (path, query, href) in [
            ("/landkaart", "q=raad+%26+daad&soort=T01&pagina=99", "/landkaart?q=raad+%26+daad&amp;soort=T01"),
            ("/landkaart", "pagina=99", "/landkaart"),
            (FRAGMENT_PATH, "q=raad&pagina=99", "/landkaart?q=raad"),
            (embed::PATH, "q=raad&pagina=99", "/landkaart/insluiten?q=raad"),
        ] {
            let html = markup(asking(path, query), || no_answer(&LandkaartError::NoSuchPage { pages: 3 }));
            let list = html.split("<main").nth(1).expect("a page");
            let link = format!(r#"<a href="{href}" class="nl-link">Naar de eerste pagina van deze lijst</a>"#);
            assert!(list.contains(&link), "{list}");
        }
        let html = markup(asking("/landkaart", "pagina=99"), || no_answer(&LandkaartError::NoSuchPage { pages: 3 }));
        assert!(!html.contains(r#"role="search""#), "{html}");
        let gone = markup(asking("/landkaart", "pagina=99"), || {
            no_answer(&LandkaartError::Gone(Some("Het bestaat niet meer.".into())))
        });
        assert!(gone.contains(r#"role="search""#) && !gone.contains("eerste pagina van deze lijst"), "{gone}");
    }

    fn of(path: &str, query: &str) -> String {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let pairs = understood(path, pairs, &browse("").reference.taxonomy);
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    #[test]
    fn a_page_understands_its_own_fields_in_one_order_and_nothing_else() {
        let query = "fbclid=1&weergave=kaart&pagina=2&soort=T07&q=&vanaf=2001&soort=T01&q=raad";
        assert_eq!(of("/landkaart", query), "q=raad&soort=T07&soort=T01&vanaf=2001&pagina=2");
        assert_eq!(of("/landkaart/resultaten", query), of("/landkaart", query));
        assert_eq!(of("/landkaart/insluiten", query), of("/landkaart", query) + "&weergave=kaart");
        for path in ["/", "/privacy", "/landkaart/gemeente/amersfoort", "/landkaart/initiatief/1-g1000"] {
            assert_eq!(of(path, query), "", "{path}");
        }
    }
}
