//! What roles are called.

use crate::accounts::roles::{GivenRole, Role};
use crate::initiatives::places::Places;
use crate::texts::{t, text};

/// What a role is called.
#[must_use]
pub fn name(role: Role) -> String {
    text(match role {
        Role::Owner => "role-owner",
        Role::Moderator => "role-moderator",
        Role::Organiser => "role-organiser",
        Role::Door => "role-door",
        Role::Caterer => "role-caterer",
        Role::ScanFacilitator => "role-scan-facilitator",
        Role::Custodian => "role-custodian",
    })
}

/// What somebody with a role does.
#[must_use]
pub fn does(role: Role) -> String {
    text(match role {
        Role::Owner => "role-owner-does",
        Role::Moderator => "role-moderator-does",
        Role::Organiser => "role-organiser-does",
        Role::Door => "role-door-does",
        Role::Caterer => "role-caterer-does",
        Role::ScanFacilitator => "role-scan-facilitator-does",
        Role::Custodian => "role-custodian-does",
    })
}

/// What a role that somebody has is called, with its municipality.
#[must_use]
pub fn given(role: &GivenRole, places: &Places) -> String {
    match role.municipality() {
        Some(code) => {
            let known = places.municipality(code).map(|index| places.municipalities()[index].name.clone());
            t!("role-custodian-of", municipality = known.unwrap_or_else(|| code.to_owned()))
        }
        None => name(role.role()),
    }
}
