//! The parts of the desk, and who comes in where.

use crate::accounts::actor::Actor;
use crate::accounts::roles::Permission;
use crate::texts::text;

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What waits.
    Home,
    /// The municipalities that somebody keeps.
    OwnMunicipalities,
    /// What people propose for the Landkaart.
    Submissions,
    /// What stands on the Landkaart, and what stood there.
    Initiatives,
    /// Files of initiatives that were taken in.
    Imports,
    /// How moderators decide.
    Deciding,
    /// News of the programme.
    News,
    /// Who works together in it.
    Partners,
    /// Municipalities: their domains, who keeps them, who asks to.
    Municipalities,
    /// Mail on its way out.
    Post,
    /// Who works with the platform.
    Accounts,
    /// What staff did.
    Audit,
    /// How the platform is set up.
    Settings,
}

impl Part {
    /// All of them, in the order of the list beside every page.
    pub const ALL: [Self; 13] = [
        Self::Home,
        Self::OwnMunicipalities,
        Self::Submissions,
        Self::Initiatives,
        Self::Imports,
        Self::Deciding,
        Self::Municipalities,
        Self::News,
        Self::Partners,
        Self::Post,
        Self::Accounts,
        Self::Audit,
        Self::Settings,
    ];

    /// Where it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/beheer",
            Self::OwnMunicipalities => "/beheer/mijn-gemeente",
            Self::Submissions => "/beheer/inzendingen",
            Self::Initiatives => "/beheer/initiatieven",
            Self::Imports => "/beheer/imports",
            Self::Deciding => "/beheer/beslissen",
            Self::Municipalities => "/beheer/gemeenten",
            Self::News => "/beheer/nieuws",
            Self::Partners => "/beheer/partners",
            Self::Post => "/beheer/post",
            Self::Accounts => "/beheer/accounts",
            Self::Audit => "/beheer/logboek",
            Self::Settings => "/beheer/instellingen",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> String {
        text(match self {
            Self::Home => "desk-home",
            Self::OwnMunicipalities => "custodian-own-title",
            Self::Submissions => "desk-submissions",
            Self::Initiatives => "keep-title",
            Self::Imports => "imports-title",
            Self::Deciding => "deciding-title-page",
            Self::News => "desk-news",
            Self::Partners => "desk-partners",
            Self::Municipalities => "municipalities-title",
            Self::Post => "post-title",
            Self::Accounts => "accounts-title",
            Self::Audit => "audit-title",
            Self::Settings => "settings-title",
        })
    }

    /// What its readers may do.
    #[must_use]
    pub const fn needs(self) -> Permission {
        match self {
            Self::Home => Permission::SeeDesk,
            Self::OwnMunicipalities => Permission::EditOwnInitiatives,
            Self::Submissions => Permission::DecideProposals,
            Self::Deciding | Self::Municipalities => Permission::Moderate,
            Self::Initiatives => Permission::EditInitiatives,
            Self::Imports => Permission::Import,
            Self::News | Self::Partners => Permission::EditProgramme,
            Self::Post => Permission::HandleMail,
            Self::Accounts => Permission::ManageAccounts,
            Self::Audit => Permission::ReadAudit,
            Self::Settings => Permission::ReadSettings,
        }
    }

    /// The parts that somebody comes in.
    #[must_use]
    pub fn of(actor: &Actor) -> Vec<Self> {
        Self::ALL.into_iter().filter(|part| actor.may(part.needs())).collect()
    }
}
