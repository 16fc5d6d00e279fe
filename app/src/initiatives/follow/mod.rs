//! Following the Landkaart: any filter, by feed or by mail every day or week, without an account.

pub mod confirm;
pub mod own;
pub mod page;
pub mod stop;

use crate::texts::text;

/// How often somebody hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Every morning on which there is something to tell.
    Daily,
    /// On Monday mornings.
    Weekly,
}

impl Pace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    /// The word for it in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    /// The pace of a word of the database.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.code() == code)
    }

    /// The word for it in forms.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Daily => "dag",
            Self::Weekly => "week",
        }
    }

    /// The pace that was chosen in a form.
    #[must_use]
    pub fn from_field(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.field() == field)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Daily => "follow-daily",
            Self::Weekly => "follow-weekly",
        })
    }
}
