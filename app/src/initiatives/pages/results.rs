//! The list of initiatives, page by page; and, when it is empty, where there are more.

use leptos::prelude::*;

use super::landkaart::Shown;
use crate::initiatives::filter::Filter;
use crate::initiatives::follow::page as follow;
use crate::initiatives::model::{InitiativeSummary, STATUS_FACET, TYPE_FACET, Taxonomy};
use crate::initiatives::needs::{Browse, Elsewhere, Reference, Restriction};
use crate::site::Site;
use crate::texts::t;
use crate::ui::pagination::Pagination;

/// The list beside the map.
#[component]
pub fn Results(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let list = if shown.results.is_empty() {
        view! { <Nothing shown=shown.clone() /> }.into_any()
    } else {
        let items = shown
            .results
            .iter()
            .map(|summary| view! { <ResultItem reference=shown.reference.clone() summary=summary.clone() /> });
        let (page, pages) = (shown.asked.filter.page, shown.pages);
        let pagination = shown.clone();
        let address = Box::new(move |page| pagination.address(&pagination.asked.filter.on_page(page)));
        view! {
            <ol class="results__list">{items.collect_view()}</ol>
            <Pagination current=page pages address />
            {print_rest(&shown)}
        }
        .into_any()
    };
    let follow = shown.address_at(follow::PATH, &shown.asked.filter.selection());
    view! {
        <section class="landkaart__results" id="resultaten" tabindex="-1" aria-labelledby="resultaten-titel">
            <div class="results__head">
                <h2 class="results__title" id="resultaten-titel">
                    {t!("results-title")}
                </h2>
                <p class="results__range">{range(&shown)}</p>
            </div>
            {list}
            <p class="nl-paragraph results__follow only-screen">
                <a class="nl-link" href=follow>
                    {t!("results-follow")}
                </a>
            </p>
        </section>
    }
}

/// On paper, where the rest of the list is.
fn print_rest(browse: &Browse) -> Option<impl IntoView + use<>> {
    (browse.pages > 1).then(|| {
        let base = expect_context::<Site>().base_url;
        let address = format!("{base}{}", browse.address(&browse.asked.filter.on_page(1)));
        let count = u32::try_from(browse.results.len()).unwrap_or(u32::MAX);
        view! { <p class="print-only">{t!("results-print", count = count, total = browse.total, address = address)}</p> }
    })
}

/// Which of how many are shown.
fn range(browse: &Browse) -> String {
    let here = u32::try_from(browse.results.len()).unwrap_or(u32::MAX);
    if here == 0 {
        return t!("results-none");
    }
    let page = browse.asked.filter.page.max(1);
    // Every page but the last is full.
    let first = if page < browse.pages { (page - 1) * here + 1 } else { browse.total.saturating_sub(here) + 1 };
    t!("results-range", first = first, last = first + here - 1, total = browse.total)
}

/// Nothing here: the other ways to let one thing go, one click away.
#[component]
fn Nothing(shown: Shown) -> impl IntoView {
    let filter = &shown.asked.filter;
    let place = filter.municipality.map(|index| &shown.reference.places.municipalities()[index]);
    let invitation = place.map(|place| {
        view! {
            <p class="nl-paragraph">
                {t!("elsewhere-municipality", name = place.name.as_str())} " "
                <a class="nl-link" href=format!("/landkaart/gemeente/{}", place.slug)>
                    {t!("elsewhere-municipality-link", name = place.name.as_str())}
                </a>
            </p>
        }
    });
    // Whoever lets go of one thing may see everything already.
    let everything = shown.elsewhere.iter().all(|elsewhere| elsewhere.count < shown.everything) && shown.everything > 0;
    let everything = everything.then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href="/landkaart">
                    {t!("elsewhere-everything", total = shown.everything)}
                </a>
            </p>
        }
    });
    // The first one stands at the top of the page, with the message.
    let rest = shown
        .elsewhere
        .iter()
        .skip(1)
        .map(|elsewhere| {
            let (address, words) = step(&shown, elsewhere);
            view! {
                <li class="result">
                    <h3 class="result__title">
                        <a class="nl-link" href=address>
                            {words}
                        </a>
                    </h3>
                    <p class="result__place">{t!("results-count", count = elsewhere.count)}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="results__elsewhere">
            <p class="nl-paragraph">{t!("elsewhere-absence")}</p>
            {invitation}
            {everything}
        </div>
        <ul class="results__list">{rest}</ul>
    }
}

/// A step to where there are more: its address, and what is let go.
fn step(browse: &Browse, elsewhere: &Elsewhere) -> (String, String) {
    let filter = &browse.asked.filter;
    let words = match elsewhere.without {
        Restriction::Frame => t!("elsewhere-frame"),
        Restriction::Place => t!("elsewhere-place"),
        Restriction::Years => t!("elsewhere-years"),
        Restriction::Checked => t!("elsewhere-checked"),
        Restriction::Text => t!("elsewhere-text", text = filter.text.as_str()),
        Restriction::Facet(facet) => {
            t!("elsewhere-facet", name = browse.reference.taxonomy.facets[facet].label.as_str())
        }
    };
    (browse.address(&without(filter, elsewhere.without)), words)
}

/// The first step out of an empty list, as it stands beside the message that the list is empty.
pub fn first_step(browse: &Browse) -> Option<impl IntoView + use<>> {
    let elsewhere = browse.elsewhere.first().filter(|_| browse.results.is_empty())?;
    let (address, words) = step(browse, elsewhere);
    let count = t!("results-count", count = elsewhere.count);
    Some(view! {
        <p class="actions">
            <a class="nl-button nl-button--primary" href=address>
                {t!("elsewhere-show", words = words, count = count)}
            </a>
        </p>
    })
}

/// A filter without one of its restrictions.
fn without(filter: &Filter, restriction: Restriction) -> Filter {
    let mut without = filter.on_page(1);
    match restriction {
        Restriction::Frame => without.within_frame = false,
        Restriction::Place => (without.province, without.municipality) = (None, None),
        Restriction::Facet(facet) => {
            without.tags.remove(&facet);
        }
        Restriction::Years => (without.from, without.until) = (None, None),
        Restriction::Checked => without.checked = None,
        Restriction::Text => without.text.clear(),
    }
    without
}

/// An initiative in a list.
#[component]
pub fn ResultItem(
    /// What the codes in it mean.
    reference: std::sync::Arc<Reference>,
    /// The initiative.
    summary: InitiativeSummary,
    /// Whether its name is a heading of the second level, as on a page without headings above the list.
    #[prop(optional)]
    second_level: bool,
    /// Whether links open beside the page, as in a frame on another site.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let link = view! {
        <a class="nl-link" href=summary.address() target=beside.then_some("_blank") rel=beside.then_some("noopener")>
            {summary.title.clone()}
        </a>
    };
    let heading = if second_level {
        view! { <h2 class="result__title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="result__title">{link}</h3> }.into_any()
    };
    let municipality =
        reference.places.municipalities().get(summary.municipality).map_or("", |place| place.name.as_str());
    let whereabouts = match period(&summary) {
        Some(period) => format!("{municipality} · {period}"),
        None => municipality.to_owned(),
    };
    let main_type = reference.taxonomy.label(TYPE_FACET, &summary.main_type).to_owned();
    view! {
        <li class="result" data-name=municipality.to_owned()>
            {heading}
            <p class="result__place">{whereabouts}</p>
            <p class="result__text">{summary.summary.clone()}</p>
            <p class="result__meta">
                <Status taxonomy=&reference.taxonomy status=&summary.status />
                <Stale stale=summary.stale />
                <span>{main_type}</span>
            </p>
        </li>
    }
}

/// How far an initiative is: a word with a mark.
#[component]
pub fn Status<'a>(
    /// What the code means.
    taxonomy: &'a Taxonomy,
    /// The code.
    status: &'a str,
) -> impl IntoView + use<> {
    let confirmed = is_confirmed(taxonomy, status);
    let class = match (confirmed, status) {
        (false, _) => "nl-data-badge status status--unverified",
        (true, "loopt") => "nl-data-badge status status--running",
        (true, "structureel") => "nl-data-badge status status--permanent",
        (true, "afgerond") => "nl-data-badge status status--done",
        (true, "gestopt") => "nl-data-badge status status--stopped",
        (true, _) => "nl-data-badge status",
    };
    view! { <span class=class>{taxonomy.label(STATUS_FACET, status).to_owned()}</span> }
}

/// Says that nobody confirmed it for too long, when that is so.
#[component]
pub fn Stale(
    /// Whether it is so.
    stale: bool,
) -> impl IntoView {
    stale.then(|| view! { <span class="nl-data-badge status status--unverified">{t!("checked-unconfirmed")}</span> })
}

/// Whether somebody has checked what a status says.
pub fn is_confirmed(taxonomy: &Taxonomy, status: &str) -> bool {
    taxonomy.facet(STATUS_FACET).and_then(|facet| facet.value(status)).is_none_or(|value| value.confirmed)
}

/// When it was or is: years, or the words of whoever wrote it down.
pub fn period(summary: &InitiativeSummary) -> Option<String> {
    match (summary.period_text.as_deref(), summary.start_year, summary.end_year) {
        (Some(words), ..) => Some(words.to_owned()),
        (None, Some(start), Some(end)) if start == end => Some(start.to_string()),
        (None, Some(start), Some(end)) => Some(format!("{start}–{end}")),
        (None, Some(start), None) => Some(t!("period-from", year = start.to_string())),
        (None, None, Some(end)) => Some(t!("period-until", year = end.to_string())),
        (None, None, None) => None,
    }
}
