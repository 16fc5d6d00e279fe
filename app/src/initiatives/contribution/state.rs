//! How far a proposal is.

use crate::texts::text;

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Saved, to go on later.
    Draft,
    /// Sent; the mail address is not confirmed yet.
    Unconfirmed,
    /// A moderator can look at it.
    Pending,
    /// A moderator asked something.
    Asked,
    /// On the Landkaart.
    Accepted,
    /// Not for the Landkaart.
    Refused,
    /// It was there already.
    Merged,
    /// Taken back by whoever proposed it.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Unconfirmed,
        Self::Pending,
        Self::Asked,
        Self::Accepted,
        Self::Refused,
        Self::Merged,
        Self::Withdrawn,
    ];

    /// The word in the database and in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Unconfirmed => "unconfirmed",
            Self::Pending => "pending",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Merged => "merged",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state that a word means.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Draft => "submission-draft",
            Self::Unconfirmed => "submission-unconfirmed",
            Self::Pending => "submission-pending",
            Self::Asked => "submission-asked",
            Self::Accepted => "submission-accepted",
            Self::Refused => "submission-refused",
            Self::Merged => "submission-merged",
            Self::Withdrawn => "submission-withdrawn",
        })
    }

    /// Whether whoever proposed it can still change it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Unconfirmed | Self::Pending | Self::Asked)
    }

    /// Whether moderators see it: not before it was sent and confirmed, and not what was taken back.
    #[must_use]
    pub const fn is_seen(self) -> bool {
        !matches!(self, Self::Draft | Self::Unconfirmed | Self::Withdrawn)
    }

    /// Whether a moderator can decide on it.
    #[must_use]
    pub const fn can_be_decided(self) -> bool {
        matches!(self, Self::Pending | Self::Asked)
    }
}
