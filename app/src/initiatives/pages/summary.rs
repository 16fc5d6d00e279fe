//! The Landkaart in a sentence: how many initiatives, in how many municipalities, and how many of them are still to be
//! checked.

use leptos::prelude::*;

use super::landkaart::Shown;
use super::results::first_step;
use crate::initiatives::filter::Filter;
use crate::initiatives::needs::{Browse, Reference};
use crate::texts::t;

/// How many municipalities (public bodies not counted) have initiatives, and how many have none.
pub fn with_and_without(reference: &Reference, counts: &[u32]) -> (usize, usize) {
    let municipalities =
        reference.places.municipalities().iter().zip(counts).filter(|(place, _)| place.province.is_some());
    let with = municipalities.filter(|&(_, &count)| count > 0).count();
    (with, reference.places.municipality_count().saturating_sub(with))
}

/// How many of those that have none take part in what another municipality began; `known` counts that too.
pub fn only_taking_part(reference: &Reference, counts: &[u32], known: &[u32]) -> usize {
    let municipalities = reference.places.municipalities().iter().zip(counts).zip(known);
    municipalities.filter(|&((place, &count), &known)| place.province.is_some() && count == 0 && known > 0).count()
}

/// The name of the place that a filter keeps to, the smaller one when it names two.
pub fn place<'a>(filter: &Filter, reference: &'a Reference) -> Option<&'a str> {
    let places = &reference.places;
    let municipality = filter.municipality.map(|index| places.municipalities()[index].name.as_str());
    municipality.or_else(|| filter.province.map(|index| places.provinces()[index].name.as_str()))
}

/// Why there is something on the map outside the place that was asked for; nothing when there is not.
pub fn begun_elsewhere(count: u32, filter: &Filter, reference: &Reference) -> Option<String> {
    let place = place(filter, reference).filter(|_| count > 0)?;
    Some(t!("landkaart-summary-begun-elsewhere", count = count, place = place))
}

/// The sentence.
pub fn sentence(browse: &Browse) -> String {
    let filter = &browse.asked.filter;
    let (with, without) = with_and_without(&browse.reference, &browse.per_municipality);
    if browse.total > 0 && filter.narrows() {
        let found = t!("landkaart-summary-filtered", total = browse.total, with = with, everything = browse.everything);
        let elsewhere = begun_elsewhere(browse.begun_elsewhere, filter, &browse.reference);
        return elsewhere.into_iter().fold(found, |found, more| format!("{found} {more}"));
    }
    if browse.total > 0 {
        let taking_part = only_taking_part(&browse.reference, &browse.per_municipality, &browse.known);
        return t!("landkaart-summary", total = browse.total, with = with, without = without, others = taking_part);
    }
    if browse.everything == 0 {
        return t!("landkaart-summary-empty");
    }
    let place = place(filter, &browse.reference);
    // A place is only said to be empty when nothing else can be the reason.
    let narrowed = !filter.tags.is_empty()
        || filter.from.is_some()
        || filter.until.is_some()
        || filter.checked.is_some()
        || filter.within_frame
        || (filter.municipality.is_some() && filter.province.is_some());
    match (filter.text.as_str(), place) {
        ("", _) if narrowed => t!("landkaart-summary-none"),
        (text, _) if narrowed => t!("landkaart-summary-none-text-filters", text = text),
        ("", None) => t!("landkaart-summary-none"),
        ("", Some(place)) => t!("landkaart-summary-none-place", place = place),
        (text, None) => t!("landkaart-summary-none-text", text = text),
        (text, Some(place)) => t!("landkaart-summary-none-text-place", text = text, place = place),
    }
}

/// The sentence on the page, announced when it changes.
#[component]
pub fn Summary(
    /// What is shown.
    shown: Shown,
) -> impl IntoView {
    let unconfirmed = (shown.unconfirmed > 0).then(|| t!("landkaart-summary-unconfirmed", count = shown.unconfirmed));
    view! {
        <div class="summary" role="status" id="samenvatting">
            {sentence(&shown)}
            {unconfirmed
                .map(|words| {
                    view! {
                        " "
                        <span class="muted">{words}</span>
                    }
                })}
            {first_step(&shown)}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_public_body_only_is_not_said_to_be_in_no_municipality() {
        let filtered =
            |total: u32, with: u32| t!("landkaart-summary-filtered", total = total, with = with, everything = 40);
        assert_eq!(filtered(1, 0), "1 initiatief voldoet aan uw filters. Zonder filters zijn het er 40.");
        assert_eq!(
            filtered(3, 2),
            "3 initiatieven in 2 gemeenten voldoen aan uw filters. Zonder filters zijn het er 40."
        );
        let all = t!("landkaart-summary", total = 2, with = 0, without = 342, others = 0);
        assert_eq!(all, "2 initiatieven. 342 gemeenten nog zonder.");
    }
}
