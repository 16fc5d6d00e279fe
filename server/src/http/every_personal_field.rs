//! Every field in which somebody fills in something about a person says why it is asked and for how long it is kept.

use app::accounts::roles::{GivenRole, Role};
use axum::http::Method;
use axum::http::header::COOKIE;

use super::every_address::ADDRESSES;
use super::testing::{Visitor, opened};
use crate::accounts::testing::cookie_of_new;
use crate::store::testing::TestStore;
use crate::store::{read, within};

/// Fields that browsers do not recognise as personal: where they stand, and what they are called.
const PERSONAL: &[(&str, &str)] = &[
    ("/landkaart/toevoegen", "ieder_jaar"),
    ("/landkaart/initiatief/1-g1000-amersfoort/wijzigen", "reden"),
    ("/landkaart/initiatief/1-g1000-amersfoort/wijzigen", "ieder_jaar"),
    ("/landkaart/melding/", "tekst"),
    ("/beheer/inloggen", "naam"),
    ("/beheer/accounts/nieuw", "naam"),
];

/// What browsers fill in about whoever sits before them.
const ABOUT_PEOPLE: [&str; 4] = ["email", "name", "organization-title", "tel"];

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// The names of the fields about people in a page; each has to say why.
fn fields_that_say_why(address: &str, html: &str) -> Vec<String> {
    let tags = html.split('<').filter(|tag| tag.starts_with("input ") || tag.starts_with("textarea "));
    let tags = tags.filter_map(|tag| tag.split('>').next());
    let about_people = tags.filter(|tag| {
        let listed = |(place, name): &(&str, &str)| address.starts_with(place) && attribute(tag, "name") == *name;
        attribute(tag, "type") == "email"
            || ABOUT_PEOPLE.contains(&attribute(tag, "autocomplete"))
            || PERSONAL.iter().any(listed)
    });
    let named = about_people.map(|tag| {
        let name = attribute(tag, "name");
        let why = format!("{}-waarom", attribute(tag, "id"));
        assert!(attribute(tag, "aria-describedby").split(' ').any(|id| id == why), "{address}: {name} is tied to it");
        let said = html.split(&format!(" id=\"{why}\"")).nth(1).and_then(|rest| rest.split("</p>").next());
        let said = said.unwrap_or_else(|| panic!("{address}: {name} says why"));
        assert!(said.contains("Wij bewaren dit ") && said.contains("href=\"/privacy#bewaren\""), "{address}: {said}");
        name.to_owned()
    });
    named.collect()
}

/// The page of a proposal about which a moderator asked something.
async fn asked(visitor: &Visitor) -> String {
    let sealed = opened("propose", 10);
    let form = format!(
        "begonnen={sealed}&titel=Buurtparlement&samenvatting=Bewoners+beslissen+samen.&gemeente=Zeist&soort=burgerbegroting\
         &status=loopt&bron=https://voorbeeld.nl&email=inwoner@voorbeeld.nl&licentie=ja&doe=verstuur"
    );
    assert_eq!(
        visitor.post("/landkaart/toevoegen", &form, "").await.header("location"),
        "/landkaart/toevoegen/verstuurd"
    );
    let letter = "SELECT plain FROM outbox WHERE letter = 'submission-confirm'";
    let letter: String = read!(&visitor.store, |db| sqlx::query_scalar(letter).fetch_one(db).await).expect("a letter");
    let mut tx = visitor.store.begin().await.expect("a transaction");
    within!(&mut tx, |db| sqlx::query("UPDATE submission SET state = 'asked'").execute(db).await.map(|_| ()))
        .expect("a question");
    tx.commit().await.expect("a commit");
    let link = letter.split_whitespace().find(|word| word.contains("/landkaart/melding/")).expect("a link");
    link.trim_start_matches("https://example.org").to_owned()
}

#[tokio::test]
async fn every_field_about_a_person_says_why_it_is_asked_and_for_how_long_it_is_kept() {
    let test = TestStore::sqlite().await;
    let visitor = Visitor::of_forty(test.store.clone()).await;
    let cookie = cookie_of_new(&visitor, &[GivenRole::new(Role::Owner, None).expect("a role")]).await;
    let proposal = asked(&visitor).await;
    let mut found = Vec::new();
    for address in ADDRESSES.iter().map(|(address, _)| *address).chain([proposal.as_str()]) {
        let page = visitor.ask(Method::GET, address, &[(COOKIE, &cookie)]).await;
        if page.header("content-type").starts_with("text/html") {
            let names = fields_that_say_why(address, page.text());
            found.extend(names.into_iter().map(|name| (address.to_owned(), name)));
        }
    }
    for (place, name) in PERSONAL {
        let is_there = found.iter().any(|(address, other)| address.starts_with(place) && other == name);
        assert!(is_there, "{place} asks {name}");
    }
    let mails = found.iter().filter(|(_, name)| name == "email").count();
    assert!(mails >= 7, "{found:?}");
}
