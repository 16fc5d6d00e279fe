//! What parts of a proposal are called.

use crate::initiatives::needs::Reference;
use crate::texts::text;

/// What a column of the interchange format is called on a page.
#[must_use]
pub fn column(name: &str, reference: &Reference) -> String {
    let facet = reference.taxonomy.facet(if name == "soorten" { "soort" } else { name });
    if let Some(facet) = facet {
        return facet.label.clone();
    }
    text(match name {
        "titel" => "contribute-name",
        "samenvatting" => "contribute-summary",
        "beschrijving" => "contribute-story",
        "gemeente" => "contribute-municipality",
        "ook_in" => "column-also-in",
        "foto" => "photo-column",
        "precisie" => "contribute-precision",
        "startjaar" => "contribute-start",
        "eindjaar" => "contribute-end",
        "periode_tekst" => "column-period",
        "bronnen" => "contribute-sources",
        "zekerheid" => "column-certainty",
        "opmerking" => "column-remark",
        "lon" => "contribute-lon",
        "lat" => "contribute-lat",
        _ => "column-other",
    })
}

/// What happened to a proposal, by the word in the database.
#[must_use]
pub fn event(kind: &str) -> String {
    text(match kind {
        "saved" => "submission-event-saved",
        "sent" => "submission-event-sent",
        "confirmed" => "submission-event-confirmed",
        "asked" => "submission-event-asked",
        "answered" => "submission-event-answered",
        "edited" => "submission-event-edited",
        "accepted" => "submission-event-accepted",
        "refused" => "submission-event-refused",
        "merged" => "submission-event-merged",
        _ => "submission-event-withdrawn",
    })
}
