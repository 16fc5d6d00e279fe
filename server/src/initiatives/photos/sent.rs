//! What somebody asks with a form about a photo.

use app::initiatives::photos::{DO, FILE, REMOVE, RIGHTS, SEEN, TEXT, label_of};
use app::texts::text;
use app::ui::fields::FieldError;
use app::ui::form::{Posted, value};
use axum::extract::Request;
use axum::http::StatusCode;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::super::import::PhotoText;
use super::change::PhotoChange;
use super::print::{NoPhoto, prints};
use crate::blocking::blocking;
use crate::http::forms::Pairs;
use crate::http::uploads::{NotRead, upload};

/// The largest file, in bytes: the best quality of a good telephone.
const LARGEST: usize = 12 * 1024 * 1024;

/// So many are read at a time, each in memory.
static READING: Semaphore = Semaphore::const_new(8);

/// Unpacked a photo takes ten times as much, so one at a time is.
static UNPACKING: Semaphore = Semaphore::const_new(1);

/// A form that was read and is in order, but for the photo itself.
pub(crate) struct Asked {
    /// The fields that are no file.
    pub(crate) pairs: Pairs,
    file: Option<Vec<u8>>,
    wish: Wish,
    _turn: SemaphorePermit<'static>,
}

enum Wish {
    Put(PhotoText),
    Remove,
}

/// Why nothing can be done.
pub(crate) enum NotAsked {
    /// Something has to be filled in otherwise.
    Wrong(Posted, StatusCode),
    /// It is no form about a photo, or too many are being sent.
    NoForm(StatusCode),
}

/// What is wrong with the file.
pub(crate) fn wrong_with(key: &str) -> FieldError {
    wrong(FILE, key)
}

fn wrong(field: &str, key: &str) -> FieldError {
    FieldError { field: field.to_owned(), label: label_of(field), text: text(key) }
}

/// Reads a form about a photo. Whether there `is_one` already, says whether a file has to come.
pub(crate) async fn asked_for(request: Request, is_one: bool) -> Result<Asked, NotAsked> {
    let Ok(turn) = READING.try_acquire() else { return Err(NotAsked::NoForm(StatusCode::SERVICE_UNAVAILABLE)) };
    let form = upload(request, FILE, LARGEST).await.map_err(|error| match error {
        NotRead::TooLarge(pairs) => NotAsked::Wrong(
            Posted { pairs, errors: vec![wrong_with("photo-too-large")] },
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        NotRead::NoForm => NotAsked::NoForm(StatusCode::BAD_REQUEST),
    })?;
    let file = form.file.map(|file| file.content);
    let pairs = form.pairs;
    if value(&pairs, DO) == REMOVE {
        return Ok(Asked { pairs, file: None, wish: Wish::Remove, _turn: turn });
    }
    let mut errors = Vec::new();
    if file.is_none() && !is_one {
        errors.push(wrong_with("photo-missing"));
    }
    let words = PhotoText::parse(value(&pairs, TEXT));
    if words.is_err() {
        errors.push(wrong(TEXT, "photo-text-missing"));
    }
    if value(&pairs, RIGHTS) != "ja" {
        errors.push(wrong(RIGHTS, "photo-rights-missing"));
    }
    match words {
        Ok(words) if errors.is_empty() => Ok(Asked { pairs, file, wish: Wish::Put(words), _turn: turn }),
        _ => Err(NotAsked::Wrong(Posted { pairs, errors }, StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

impl Asked {
    /// Whether there is a photo to unpack.
    pub(crate) fn has_file(&self) -> bool {
        self.file.is_some()
    }

    /// What has to change, the version that was seen, and the fields: makes the prints.
    pub(crate) async fn change(self) -> Result<(PhotoChange, i64, Pairs), NotAsked> {
        let pairs = self.pairs;
        let seen = value(&pairs, SEEN).parse().unwrap_or(-1);
        let words = match self.wish {
            Wish::Put(words) => words,
            Wish::Remove => return Ok((PhotoChange::Remove, seen, pairs)),
        };
        let Some(file) = self.file else { return Ok((PhotoChange::Put(None, words), seen, pairs)) };
        let Ok(_turn) = UNPACKING.acquire().await else {
            return Err(NotAsked::NoForm(StatusCode::SERVICE_UNAVAILABLE));
        };
        let made = blocking("making a photo", move || prints(&file)).await.unwrap_or(Err(NoPhoto::Broken));
        match made {
            Ok(prints) => Ok((PhotoChange::Put(Some(prints), words), seen, pairs)),
            Err(error) => {
                let posted = Posted { pairs, errors: vec![wrong_with(said(error))] };
                Err(NotAsked::Wrong(posted, StatusCode::UNPROCESSABLE_ENTITY))
            }
        }
    }
}

const fn said(error: NoPhoto) -> &'static str {
    match error {
        NoPhoto::OtherKind => "photo-other-kind",
        NoPhoto::Broken => "photo-broken",
        NoPhoto::TooManyPoints => "photo-too-many-points",
        NoPhoto::TooSmall => "photo-too-small",
    }
}
