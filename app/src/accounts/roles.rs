//! Roles and what they may do. A page shows what its reader may do; the use case decides.

use std::fmt;
use std::str::FromStr;

/// Something that not everybody may do. Named after the job, so that a use case asks for its own and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// See the desk at all.
    SeeDesk,
    /// Give and take roles, close accounts.
    ManageAccounts,
    /// Read what staff did.
    ReadAudit,
    /// Look at outgoing mail, and send it again.
    HandleMail,
    /// See how the platform is set up.
    ReadSettings,
    /// Decide on who keeps which municipality, and answer for what people propose for the Landkaart.
    Moderate,
    /// Decide on what people propose for the Landkaart: everywhere, or in the municipalities that the role is bound to. To be
    /// asked with the municipality.
    DecideProposals,
    /// Change any initiative, merge and split, withdraw and restore.
    EditInitiatives,
    /// Publish and change initiatives of the municipalities that the role is bound to.
    EditOwnInitiatives,
    /// Take in files.
    Import,
    /// Say on which types two moderators decide.
    SetRules,
    /// Write news and partners.
    EditProgramme,
    /// Set up an edition of the Dag: rounds, sessions, speakers, rooms.
    OrganiseDay,
    /// See who registered, and change registrations.
    HandleRegistrations,
    /// Check tickets at the door.
    CheckIn,
    /// See how many eat what, without names.
    ReadCatering,
    /// Start and follow Quick Scans.
    FacilitateScans,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::SeeDesk,
        Self::ManageAccounts,
        Self::ReadAudit,
        Self::HandleMail,
        Self::ReadSettings,
        Self::Moderate,
        Self::DecideProposals,
        Self::EditInitiatives,
        Self::EditOwnInitiatives,
        Self::Import,
        Self::SetRules,
        Self::EditProgramme,
        Self::OrganiseDay,
        Self::HandleRegistrations,
        Self::CheckIn,
        Self::ReadCatering,
        Self::FacilitateScans,
    ];
}

/// What somebody is to the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Answers for the platform.
    Owner,
    /// Keeps the Landkaart.
    Moderator,
    /// Runs the Dag.
    Organiser,
    /// Lets people in at the Dag.
    Door,
    /// Cooks for the Dag, and knows nobody's name.
    Caterer,
    /// Guides Quick Scans.
    ScanFacilitator,
    /// A civil servant who keeps the initiatives of one municipality; given once for each.
    Custodian,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Owner,
        Self::Moderator,
        Self::Organiser,
        Self::Door,
        Self::Caterer,
        Self::ScanFacilitator,
        Self::Custodian,
    ];

    /// The word for it on the command line and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Moderator => "moderator",
            Self::Organiser => "organiser",
            Self::Door => "door",
            Self::Caterer => "caterer",
            Self::ScanFacilitator => "scan-facilitator",
            Self::Custodian => "custodian",
        }
    }

    /// Whether it is given for a municipality, and not for the whole country.
    #[must_use]
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Custodian)
    }

    /// What it may do.
    #[must_use]
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission::{
            CheckIn, DecideProposals, EditInitiatives, EditOwnInitiatives, EditProgramme, FacilitateScans, HandleMail,
            HandleRegistrations, Import, ManageAccounts, Moderate, OrganiseDay, ReadAudit, ReadCatering, ReadSettings,
            SeeDesk, SetRules,
        };
        match self {
            Self::Owner => &[
                SeeDesk,
                ManageAccounts,
                ReadAudit,
                HandleMail,
                ReadSettings,
                Moderate,
                DecideProposals,
                EditInitiatives,
                Import,
                SetRules,
                EditProgramme,
                OrganiseDay,
                HandleRegistrations,
                CheckIn,
                ReadCatering,
                FacilitateScans,
            ],
            Self::Moderator => {
                &[SeeDesk, HandleMail, Moderate, DecideProposals, EditInitiatives, Import, EditProgramme]
            }
            Self::Organiser => &[SeeDesk, EditProgramme, OrganiseDay, HandleRegistrations, CheckIn, ReadCatering],
            Self::Door => &[SeeDesk, CheckIn],
            Self::Caterer => &[SeeDesk, ReadCatering],
            Self::ScanFacilitator => &[SeeDesk, FacilitateScans],
            Self::Custodian => &[SeeDesk, DecideProposals, EditOwnInitiatives],
        }
    }
}

/// Text that names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it should be one of owner, moderator, organiser, door, caterer, scan-facilitator and custodian")]
pub struct NoRole;

impl FromStr for Role {
    type Err = NoRole;

    fn from_str(code: &str) -> Result<Self, NoRole> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or(NoRole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A role somebody has: everywhere, or in one municipality.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenRole {
    role: Role,
    municipality: Option<String>,
}

/// A role that does not fit where it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnfitRole {
    /// It has to be said for which municipality.
    #[error("this role is given for a municipality; say which")]
    NeedsMunicipality,
    /// It holds everywhere.
    #[error("this role holds in the whole country; leave the municipality out")]
    HasNoMunicipality,
}

impl GivenRole {
    /// A role with the CBS code of its municipality, if it is a local one.
    pub fn new(role: Role, municipality: Option<String>) -> Result<Self, UnfitRole> {
        match (role.is_local(), municipality.is_some()) {
            (true, false) => Err(UnfitRole::NeedsMunicipality),
            (false, true) => Err(UnfitRole::HasNoMunicipality),
            _ => Ok(Self { role, municipality }),
        }
    }

    /// Which role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The CBS code of its municipality, for a local one.
    #[must_use]
    pub fn municipality(&self) -> Option<&str> {
        self.municipality.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_code_of_its_own_and_sees_the_desk() {
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(role));
            assert!(role.permissions().contains(&Permission::SeeDesk), "{role}");
        }
        assert_eq!("admin".parse::<Role>(), Err(NoRole));
    }

    #[test]
    fn every_permission_belongs_to_somebody() {
        for permission in Permission::ALL {
            assert!(Role::ALL.iter().any(|role| role.permissions().contains(&permission)), "{permission:?}");
        }
    }

    #[test]
    fn only_an_owner_gives_roles_and_reads_what_staff_did() {
        for permission in
            [Permission::ManageAccounts, Permission::ReadAudit, Permission::ReadSettings, Permission::SetRules]
        {
            let roles: Vec<Role> =
                Role::ALL.into_iter().filter(|role| role.permissions().contains(&permission)).collect();
            assert_eq!(roles, [Role::Owner], "{permission:?}");
        }
    }

    #[test]
    fn a_caterer_never_sees_a_name() {
        for permission in [Permission::HandleRegistrations, Permission::CheckIn, Permission::ManageAccounts] {
            assert!(!Role::Caterer.permissions().contains(&permission), "{permission:?}");
        }
    }

    #[test]
    fn a_custodian_is_bound_to_a_municipality_and_nobody_else_is() {
        assert_eq!(GivenRole::new(Role::Custodian, None), Err(UnfitRole::NeedsMunicipality));
        assert!(GivenRole::new(Role::Custodian, Some("GM0307".into())).is_ok());
        assert_eq!(GivenRole::new(Role::Owner, Some("GM0307".into())), Err(UnfitRole::HasNoMunicipality));
    }
}
