//! What the platform keeps about people: why, and for how long. The privacy statement is made of this list, and the job that
//! forgets takes its periods from it, so that the two cannot differ.

use crate::texts::{t, text};

/// Something that is kept about people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// The mail address of whoever proposed something for the Landkaart, and the talk about it.
    Submitter,
    /// What was begun or sent, and never confirmed.
    UnfinishedSubmission,
    /// A photo of an initiative: there may be people on it.
    Photo,
    /// Why somebody wants something on the Landkaart to be otherwise.
    Reason,
    /// The mail address of whoever follows the Landkaart, and what they follow.
    Follower,
    /// A mail address that asked to follow, and did not confirm.
    UnconfirmedFollower,
    /// The mail address of somebody who wants to be asked every year whether an initiative is still so.
    CheckContact,
    /// What somebody is called who asks to keep a municipality.
    ClaimName,
    /// Their mail address.
    ClaimAddress,
    /// What they do for the municipality.
    ClaimJob,
    /// The name and mail address of somebody who works with the platform.
    Account,
    /// In which browser somebody is logged in.
    Login,
    /// What recognises the passkey of somebody's device, and what they call it.
    Passkey,
    /// Who got which mail.
    Mail,
    /// The address of whoever asks what is kept about them.
    OwnDataLink,
}

/// For how long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// So many days.
    Days(u16),
    /// So many days after what it was needed for ended.
    DaysAfterwards(u16),
    /// So many days after somebody answered, or after it was left unfinished.
    AfterDecision(u16),
    /// So many days after it is shown no more.
    AfterShown(u16),
    /// Until they say that it is enough, or do not answer for fifteen months.
    UntilStopped,
    /// As long as somebody works with the platform.
    WhileAtWork,
    /// As long as somebody follows something.
    WhileFollowing,
    /// As long as everybody can read it in the history of an initiative; so many days after somebody said no.
    InHistory(u16),
}

impl Personal {
    /// All of them, in the order of the statement.
    pub const ALL: [Self; 15] = [
        Self::Submitter,
        Self::UnfinishedSubmission,
        Self::Photo,
        Self::Reason,
        Self::CheckContact,
        Self::ClaimName,
        Self::ClaimAddress,
        Self::ClaimJob,
        Self::Follower,
        Self::UnconfirmedFollower,
        Self::Account,
        Self::Login,
        Self::Passkey,
        Self::Mail,
        Self::OwnDataLink,
    ];

    /// What it is.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Submitter => "personal-submitter",
            Self::UnfinishedSubmission => "personal-unfinished",
            Self::Photo => "personal-photo",
            Self::Reason => "personal-reason",
            Self::Follower => "personal-follower",
            Self::UnconfirmedFollower => "personal-unconfirmed-follower",
            Self::CheckContact => "personal-check",
            Self::ClaimName => "personal-claim-name",
            Self::ClaimAddress => "personal-claim-address",
            Self::ClaimJob => "personal-claim-job",
            Self::Account => "personal-account",
            Self::Login => "personal-login",
            Self::Passkey => "personal-passkey",
            Self::Mail => "personal-mail",
            Self::OwnDataLink => "personal-own-data-link",
        })
    }

    /// What it is kept for.
    #[must_use]
    pub fn purpose(self) -> String {
        text(match self {
            Self::Submitter => "personal-submitter-purpose",
            Self::UnfinishedSubmission => "personal-unfinished-purpose",
            Self::Photo => "personal-photo-purpose",
            Self::Reason => "personal-reason-purpose",
            Self::Follower => "personal-follower-purpose",
            Self::UnconfirmedFollower => "personal-unconfirmed-follower-purpose",
            Self::CheckContact => "personal-check-purpose",
            Self::ClaimName => "personal-claim-name-purpose",
            Self::ClaimAddress => "personal-claim-address-purpose",
            Self::ClaimJob => "personal-claim-job-purpose",
            Self::Account => "personal-account-purpose",
            Self::Login => "personal-login-purpose",
            Self::Passkey => "personal-passkey-purpose",
            Self::Mail => "personal-mail-purpose",
            Self::OwnDataLink => "personal-own-data-link-purpose",
        })
    }

    /// For how long.
    #[must_use]
    pub const fn kept(self) -> Kept {
        match self {
            Self::Submitter => Kept::DaysAfterwards(365),
            Self::UnfinishedSubmission => Kept::Days(30),
            Self::Photo => Kept::AfterShown(30),
            Self::Reason => Kept::InHistory(365),
            Self::CheckContact => Kept::UntilStopped,
            Self::ClaimName | Self::ClaimAddress | Self::ClaimJob => Kept::AfterDecision(30),
            Self::Account | Self::Passkey => Kept::WhileAtWork,
            Self::Login | Self::UnconfirmedFollower => Kept::Days(7),
            Self::Follower => Kept::WhileFollowing,
            Self::Mail => Kept::Days(90),
            Self::OwnDataLink => Kept::Days(1),
        }
    }

    /// For how long, in words.
    #[must_use]
    pub fn kept_in_words(self) -> String {
        match self.kept() {
            Kept::Days(days) => t!("personal-days", days = i64::from(days)),
            Kept::DaysAfterwards(days) => t!("personal-days-afterwards", days = i64::from(days)),
            Kept::AfterDecision(days) => t!("personal-after-decision", days = i64::from(days)),
            Kept::AfterShown(days) => t!("personal-after-shown", days = i64::from(days)),
            Kept::UntilStopped => t!("personal-until-stopped"),
            Kept::WhileAtWork => t!("personal-while-at-work"),
            Kept::WhileFollowing => t!("personal-while-following"),
            Kept::InHistory(days) => t!("personal-in-history", days = i64::from(days)),
        }
    }

    /// For how many seconds; nothing when it does not end by itself.
    #[must_use]
    pub const fn seconds(self) -> Option<i64> {
        match self.kept() {
            Kept::Days(days)
            | Kept::DaysAfterwards(days)
            | Kept::AfterDecision(days)
            | Kept::AfterShown(days)
            | Kept::InHistory(days) => Some(days as i64 * 24 * 60 * 60),
            Kept::UntilStopped | Kept::WhileAtWork | Kept::WhileFollowing => None,
        }
    }
}
