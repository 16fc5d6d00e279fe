//! Something that the programme writes: news, or who a partner is.

use crate::texts::text;

/// What kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// News.
    News,
    /// A partner.
    Partner,
}

impl Kind {
    /// The word for it in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Partner => "partner",
        }
    }

    /// The kind of a word of the database.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::News, Self::Partner].into_iter().find(|kind| kind.code() == code)
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not finished.
    Draft,
    /// It will be out at a moment.
    Planned,
    /// Visitors see it.
    Out,
    /// Its address says that it is gone.
    Withdrawn,
}

impl Stage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Planned, Self::Out, Self::Withdrawn];

    /// The stage of a piece at a moment.
    #[must_use]
    pub const fn of(published_at: Option<i64>, withdrawn_at: Option<i64>, now: i64) -> Self {
        match (published_at, withdrawn_at) {
            (_, Some(_)) => Self::Withdrawn,
            (Some(at), None) if at <= now => Self::Out,
            (Some(_), None) => Self::Planned,
            (None, None) => Self::Draft,
        }
    }

    /// The word for it in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "concept",
            Self::Planned => "gepland",
            Self::Out => "zichtbaar",
            Self::Withdrawn => "ingetrokken",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Draft => "piece-draft",
            Self::Planned => "piece-planned",
            Self::Out => "piece-out",
            Self::Withdrawn => "piece-withdrawn",
        })
    }
}

/// A piece as visitors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number, for names that stay when addresses change.
    pub id: String,
    /// Its name in addresses.
    pub slug: String,
    /// The title, or the name of a partner.
    pub title: String,
    /// What it is in a sentence or two.
    pub lead: String,
    /// The story as HTML that can do no harm.
    pub html: String,
    /// Where more stands; may be empty.
    pub website: String,
    /// Since when it is out, in seconds since 1970 UTC.
    pub published_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
}

impl Piece {
    /// Where news is read.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/nieuws/{}", self.slug)
    }
}
