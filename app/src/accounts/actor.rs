//! Somebody who is logged in, with what they may do.

use super::roles::{GivenRole, Permission};

/// Who asks for something that not everybody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The number of their account.
    pub account: AccountId,
    /// What they are called.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// What they are to the platform.
    pub roles: Vec<GivenRole>,
}

/// The number of an account: a `UUIDv7` in its usual writing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub String);

/// Where somebody may do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the whole country.
    Everywhere,
    /// In these municipalities, by their CBS codes; none when they may not do it at all.
    In(Vec<String>),
}

/// Somebody asked for what they may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this needs {0:?}, which this account does not have")]
pub struct Forbidden(pub Permission);

impl Actor {
    /// Whether they may do something, wherever in the country.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.iter().any(|given| given.role().permissions().contains(&permission))
    }

    /// Whether they may do something for a municipality, by its CBS code.
    #[must_use]
    pub fn may_in(&self, permission: Permission, municipality: &str) -> bool {
        self.roles
            .iter()
            .filter(|given| given.municipality().is_none_or(|own| own == municipality))
            .any(|given| given.role().permissions().contains(&permission))
    }

    /// Where they may do something.
    #[must_use]
    pub fn where_may(&self, permission: Permission) -> Where {
        let mut own = Vec::new();
        for given in self.roles.iter().filter(|given| given.role().permissions().contains(&permission)) {
            match given.municipality() {
                Some(municipality) => own.push(municipality.to_owned()),
                None => return Where::Everywhere,
            }
        }
        Where::In(own)
    }

    /// The same as [`Self::need`] for municipalities: all of them.
    pub fn need_in<'a>(
        &self,
        permission: Permission,
        municipalities: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Forbidden> {
        self.need(permission)?;
        let all = municipalities.into_iter().all(|municipality| self.may_in(permission, municipality));
        if all { Ok(()) } else { Err(Forbidden(permission)) }
    }

    /// Ends a use case that they may not do.
    pub fn need(&self, permission: Permission) -> Result<(), Forbidden> {
        if self.may(permission) { Ok(()) } else { Err(Forbidden(permission)) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::roles::Role;
    use super::*;

    #[test]
    fn a_custodian_may_do_for_one_municipality_what_an_owner_may_not_do_for_any() {
        let of = |role, municipality: Option<&str>| Actor {
            account: AccountId("1".into()),
            name: String::new(),
            email: String::new(),
            roles: vec![GivenRole::new(role, municipality.map(str::to_owned)).expect("a role that fits")],
        };
        let custodian = of(Role::Custodian, Some("GM0307"));
        assert!(custodian.may_in(Permission::EditOwnInitiatives, "GM0307"));
        assert!(!custodian.may_in(Permission::EditOwnInitiatives, "GM0363"));
        assert_eq!(custodian.need(Permission::Moderate), Err(Forbidden(Permission::Moderate)));
        assert!(of(Role::Owner, None).may_in(Permission::EditInitiatives, "GM0363"));
        assert_eq!(of(Role::Moderator, None).need(Permission::Moderate), Ok(()));
        let decides = Permission::DecideProposals;
        assert_eq!(of(Role::Moderator, None).where_may(decides), Where::Everywhere);
        assert_eq!(custodian.where_may(decides), Where::In(vec!["GM0307".into()]));
        assert_eq!(custodian.where_may(Permission::Moderate), Where::In(vec![]));
        assert_eq!(custodian.need_in(decides, ["GM0307", "GM0363"]), Err(Forbidden(decides)));
        assert_eq!(custodian.need_in(decides, ["GM0307"]), Ok(()));
    }
}
