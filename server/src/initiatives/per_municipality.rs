//! How many initiatives there are per municipality.

use super::index::MunicipalityIdx;
use super::landkaart::count;
use super::snapshot::Snapshot;

/// All initiatives of each municipality.
pub(super) fn per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    (0..snapshot.reference.places.municipalities().len())
        .map(|index| MunicipalityIdx::try_from(index).map_or(0, |index| snapshot.index.municipality_count(index)))
        .collect()
}

/// How many of the initiatives of each municipality still have to be checked.
pub(super) fn unconfirmed_per_municipality(snapshot: &Snapshot) -> Vec<u32> {
    let index = &snapshot.index;
    let mut counts = vec![0; snapshot.reference.places.municipalities().len()];
    for rank in (0..count(index.len())).filter(|&rank| index.unconfirmed(rank)) {
        if let Some(count) = counts.get_mut(usize::from(index.municipality(rank))) {
            *count += 1;
        }
    }
    counts
}
