//! What is on the Landkaart already and may be the same as what somebody proposes.

use app::initiatives::contribution::form::Alike;
use app::initiatives::model::slug;

use super::super::import::Candidate;
use super::super::snapshot::Snapshot;

/// So many are shown at most: more are not compared by anyone.
const MOST: usize = 5;

/// The initiatives that may be the same, the likeliest first; `itself` is left out.
pub(in super::super) fn alike(snapshot: &Snapshot, candidate: &Candidate, itself: Option<i64>) -> Vec<(i64, Alike)> {
    let (index, places) = (&snapshot.index, &snapshot.reference.places);
    let municipality = places.municipality(candidate.municipality.as_str()).and_then(|at| u16::try_from(at).ok());
    let ranks = index.alike(candidate.title.as_str(), municipality, candidate.position.to_rd());
    let others = ranks.into_iter().filter(|&rank| Some(index.id(rank)) != itself);
    others
        .take(MOST)
        .map(|rank| {
            let (id, title) = (index.id(rank), index.title(rank));
            let place = places.municipalities().get(usize::from(index.municipality(rank)));
            let found = Alike {
                title: title.to_owned(),
                place: place.map(|place| place.name.clone()).unwrap_or_default(),
                href: format!("/landkaart/initiatief/{id}-{}", slug(title)),
            };
            (id, found)
        })
        .collect()
}
