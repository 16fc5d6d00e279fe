//! Every address of the desk, asked by every role and by nobody: who may come in where, in one table.

use app::accounts::roles::{GivenRole, Permission, Role};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};

use crate::accounts::testing::cookie_of_new;
use crate::http::testing::Visitor;
use crate::store::testing::TestStore;

/// Who may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    /// Everybody who is logged in.
    Anybody,
    /// Those with this permission.
    Those(Permission),
    /// Those who keep all initiatives, or those of their own municipality.
    Keepers,
}

use For::{Anybody, Keepers, Those};

/// What can be asked of the desk. A form is sent empty: it may be refused for what is in it, never for who sends it.
const ADDRESSES: &[(Method, &str, For)] = &[
    (Method::GET, "/beheer", Those(Permission::SeeDesk)),
    (Method::GET, "/beheer/inloggen", Anybody),
    (Method::GET, "/beheer/inzendingen", Those(Permission::DecideProposals)),
    (Method::GET, "/beheer/inzendingen.csv", Those(Permission::DecideProposals)),
    (Method::GET, "/beheer/inzendingen.xlsx", Those(Permission::DecideProposals)),
    (Method::GET, "/beheer/inzendingen/onbekend", Those(Permission::DecideProposals)),
    (Method::POST, "/beheer/inzendingen/onbekend", Those(Permission::DecideProposals)),
    (Method::GET, "/beheer/inzendingen/onbekend/foto/groot.jpg", Those(Permission::DecideProposals)),
    (Method::GET, "/beheer/mijn-gemeente", Those(Permission::EditOwnInitiatives)),
    (Method::POST, "/beheer/mijn-gemeente", Those(Permission::EditOwnInitiatives)),
    (Method::GET, "/beheer/gemeenten", Those(Permission::Moderate)),
    (Method::GET, "/beheer/gemeenten.csv", Those(Permission::Moderate)),
    (Method::GET, "/beheer/gemeenten.xlsx", Those(Permission::Moderate)),
    (Method::GET, "/beheer/gemeenten/domeinen", Those(Permission::ManageAccounts)),
    (Method::POST, "/beheer/gemeenten/domeinen", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/gemeenten/GM0307", Those(Permission::Moderate)),
    (Method::POST, "/beheer/gemeenten/GM0307", Those(Permission::Moderate)),
    (Method::GET, "/beheer/initiatieven", Those(Permission::EditInitiatives)),
    (Method::POST, "/beheer/initiatieven", Those(Permission::EditInitiatives)),
    (Method::GET, "/beheer/initiatieven.csv", Those(Permission::EditInitiatives)),
    (Method::GET, "/beheer/initiatieven.xlsx", Those(Permission::EditInitiatives)),
    (Method::GET, "/beheer/initiatieven/nieuw", Keepers),
    (Method::POST, "/beheer/initiatieven/nieuw", Keepers),
    (Method::GET, "/beheer/initiatieven/1", Keepers),
    (Method::POST, "/beheer/initiatieven/1", Keepers),
    (Method::GET, "/beheer/initiatieven/1/foto", Keepers),
    (Method::POST, "/beheer/initiatieven/1/foto", Keepers),
    (Method::GET, "/beheer/initiatieven/1/foto/groot.jpg", Keepers),
    (Method::GET, "/beheer/initiatieven/1/samenvoegen", Those(Permission::EditInitiatives)),
    (Method::POST, "/beheer/initiatieven/1/samenvoegen", Those(Permission::EditInitiatives)),
    (Method::GET, "/beheer/imports", Those(Permission::Import)),
    (Method::POST, "/beheer/imports", Those(Permission::Import)),
    (Method::GET, "/beheer/imports.csv", Those(Permission::Import)),
    (Method::GET, "/beheer/imports.xlsx", Those(Permission::Import)),
    (Method::GET, "/beheer/imports/onbekend", Those(Permission::Import)),
    (Method::GET, "/beheer/imports/proef/onbekend", Those(Permission::Import)),
    (Method::POST, "/beheer/imports/proef/onbekend", Those(Permission::Import)),
    (Method::GET, "/beheer/beslissen", Those(Permission::Moderate)),
    (Method::POST, "/beheer/beslissen", Those(Permission::SetRules)),
    (Method::GET, "/beheer/beslissen/antwoord", Those(Permission::Moderate)),
    (Method::POST, "/beheer/beslissen/antwoord", Those(Permission::Moderate)),
    (Method::GET, "/beheer/beslissen/antwoord/onbekend", Those(Permission::Moderate)),
    (Method::POST, "/beheer/beslissen/antwoord/onbekend", Those(Permission::Moderate)),
    (Method::GET, "/beheer/nieuws", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/nieuws.csv", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/nieuws.xlsx", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/nieuws/nieuw", Those(Permission::EditProgramme)),
    (Method::POST, "/beheer/nieuws/nieuw", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/nieuws/onbekend", Those(Permission::EditProgramme)),
    (Method::POST, "/beheer/nieuws/onbekend", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/partners", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/partners.csv", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/partners.xlsx", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/partners/nieuw", Those(Permission::EditProgramme)),
    (Method::POST, "/beheer/partners/nieuw", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/partners/onbekend", Those(Permission::EditProgramme)),
    (Method::POST, "/beheer/partners/onbekend", Those(Permission::EditProgramme)),
    (Method::GET, "/beheer/zoeken", Those(Permission::SeeDesk)),
    (Method::GET, "/beheer/post", Those(Permission::HandleMail)),
    (Method::POST, "/beheer/post", Those(Permission::HandleMail)),
    (Method::GET, "/beheer/post.csv", Those(Permission::HandleMail)),
    (Method::GET, "/beheer/post.xlsx", Those(Permission::HandleMail)),
    (Method::GET, "/beheer/post/onbekend", Those(Permission::HandleMail)),
    (Method::GET, "/beheer/accounts", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/accounts.csv", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/accounts.xlsx", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/accounts/nieuw", Those(Permission::ManageAccounts)),
    (Method::POST, "/beheer/accounts/nieuw", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/accounts/onbekend", Those(Permission::ManageAccounts)),
    (Method::POST, "/beheer/accounts/onbekend", Those(Permission::ManageAccounts)),
    (Method::GET, "/beheer/logboek", Those(Permission::ReadAudit)),
    (Method::GET, "/beheer/logboek.csv", Those(Permission::ReadAudit)),
    (Method::GET, "/beheer/logboek.xlsx", Those(Permission::ReadAudit)),
    (Method::GET, "/beheer/logboek/keten", Those(Permission::ReadAudit)),
    (Method::GET, "/beheer/instellingen", Those(Permission::ReadSettings)),
    (Method::POST, "/beheer/inloggen/passkey", Anybody),
    (Method::POST, "/beheer/inloggen/passkey.json", Anybody),
    (Method::POST, "/beheer/inloggen/passkey/weg", Anybody),
];

const FORM: &str = "application/x-www-form-urlencoded";

fn given(role: Role) -> GivenRole {
    let municipality = role.is_local().then(|| "GM0307".to_owned());
    GivenRole::new(role, municipality).expect("a role that fits")
}

#[tokio::test]
async fn every_role_comes_in_where_it_may_and_nowhere_else() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    for role in Role::ALL.map(Some).into_iter().chain([None]) {
        let cookie = cookie_of_new(&visitor, &role.map(given).into_iter().collect::<Vec<_>>()).await;
        let may = |needed: For| match needed {
            Anybody => true,
            Those(permission) => role.is_some_and(|role| role.permissions().contains(&permission)),
            Keepers => [Permission::EditInitiatives, Permission::EditOwnInitiatives]
                .iter()
                .any(|permission| role.is_some_and(|role| role.permissions().contains(permission))),
        };
        for (method, address, needed) in ADDRESSES {
            let headers = [(COOKIE, cookie.as_str()), (CONTENT_TYPE, FORM)];
            let answer = visitor.send(method.clone(), address, &headers, Body::empty()).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !may(*needed), "{method} {address} by {role:?}: {}", answer.status);
            assert!(!answer.status.is_server_error(), "{method} {address} by {role:?}: {}", answer.status);
            assert!(!refused || answer.text().contains("Dit is niet voor uw account"), "{method} {address}");
        }
    }
}

#[tokio::test]
async fn whoever_is_not_logged_in_is_led_to_where_they_log_in_or_hears_how_to_keep_what_they_typed() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    for (method, address, _) in ADDRESSES {
        let answer = visitor.send(method.clone(), address, &[(CONTENT_TYPE, FORM)], Body::empty()).await;
        if method == Method::POST && *address != "/uitloggen" {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {address}");
            assert!(
                answer.text().contains("Log in op een nieuw tabblad"),
                "{method} {address}: what was typed is not lost"
            );
            continue;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{method} {address}");
        assert!(answer.header("location").starts_with("/inloggen"), "{method} {address}");
    }
}

/// The routes below `/beheer` in the source, as `get("…")` is not to be read from a router.
#[test]
fn no_part_of_the_desk_is_left_out() {
    for part in app::desk::parts::Part::ALL {
        let known = ADDRESSES.iter().find(|(method, address, _)| method == Method::GET && *address == part.path());
        assert_eq!(known.map(|(_, _, needed)| *needed), Some(Those(part.needs())), "{part:?}");
    }
}
