//! What becomes of the photo of an initiative.

use std::collections::BTreeMap;

use super::super::import::{PHOTO_CELL, PHOTO_TEXT_CELL, PhotoText};
use super::print::Prints;

/// What somebody wants of a photo.
#[derive(Clone, Debug)]
pub(crate) enum PhotoChange {
    /// Another photo, or the same one with other words.
    Put(Option<Prints>, PhotoText),
    /// None.
    Remove,
}

impl PhotoChange {
    /// The photo that is not kept yet.
    pub(crate) fn prints(&self) -> Option<&Prints> {
        match self {
            Self::Put(prints, _) => prints.as_ref(),
            Self::Remove => None,
        }
    }

    /// Writes it into the cells of an initiative.
    pub(crate) fn put_in(&self, cells: &mut BTreeMap<String, String>) {
        match self {
            Self::Put(prints, text) => {
                cells.extend(prints.iter().map(|prints| (PHOTO_CELL.to_owned(), prints.id.clone())));
                cells.insert(PHOTO_TEXT_CELL.to_owned(), text.as_str().to_owned());
            }
            Self::Remove => cells.retain(|name, _| name != PHOTO_CELL && name != PHOTO_TEXT_CELL),
        }
    }
}
