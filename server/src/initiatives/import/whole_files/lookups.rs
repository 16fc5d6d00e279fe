//! How the words of a file find their municipality and their facet values, and when two rows are the same.

use super::{sentences::table, *};

#[test]
fn municipalities_are_found_by_code_slug_present_usual_and_former_name() {
    let names = [
        ("GM0307", "GM0307"),
        ("0307", "GM0307"),
        ("amersfoort", "GM0307"),
        ("Gemeente Amersfoort", "GM0307"),
        ("s-gravenhage", "GM0518"),
        ("'S-GRAVENHAGE", "GM0518"),
        ("bergen-nh", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Sudwest Fryslan", "GM1900"),
        ("Uden", "GM1991"),
        ("GM0856", "GM1991"),
        ("856", "GM1991"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
        ("Ljouwert", "GM0080"),
        ("Boalsert", "GM1900"),
        ("Serooskerke (Schouwen)", "GM1676"),
        ("Saba", "GM9003"),
    ];
    for (name, code) in names {
        let reading = reading(table(&[&[("gemeente", name)]]));
        let found = reading.candidates.first().map(|candidate| candidate.municipality.as_str().to_owned());
        assert_eq!(found.as_deref(), Some(code), "{name}");
    }
    let wrong = [
        ("Amersvoort", "Bedoelde u \"Amersfoort\"?"),
        ("Bergen", "Kies \"Bergen (L.)\" of \"Bergen (NH.)\"."),
        ("Den Hagg", "Bedoelde u \"'s-Gravenhage\"?"),
        ("Valkenburg", "Kies \"Katwijk\" of \"Valkenburg aan de Geul\"."),
        // A village is not its municipality.
        ("Grouw", "Gebruik de naam of de code van het CBS, zoals GM0307."),
        ("GM9999", "Gebruik de naam of de code van het CBS, zoals GM0307."),
        ("Atlantis aan de Zee", "Gebruik de naam of de code van het CBS, zoals GM0307."),
    ];
    for (name, suggestion) in wrong {
        let reading = reading(table(&[&[("gemeente", name)]]));
        let problem = reading.report.problems.into_iter().find(|problem| problem.severity == Severity::Error);
        assert_eq!(problem.and_then(|problem| problem.suggestion).as_deref(), Some(suggestion), "{name}");
    }
}

#[test]
fn a_value_of_a_facet_is_found_by_code_key_and_label() {
    for value in ["burgerbegroting", "t02", "T02", "Burgerbegroting en Buurtbudget", "BURGERBEGROTING"] {
        let reading = reading(table(&[&[("soorten", value)]]));
        assert_eq!(reading.candidates[0].tags[0].value(), "burgerbegroting", "{value}");
    }
    for (value, meant) in [("burgerbegrooting", "burgerbegroting"), ("G1000", "burgerberaad"), ("T01;T02", "T01 | T02")]
    {
        let file = table(&[&[("soorten", &format!("\"{value}\""))]]);
        let problem = reading(file).report.problems.into_iter().find(|problem| problem.code == "unknown-value");
        let suggestion = problem.and_then(|problem| problem.suggestion);
        assert_eq!(suggestion, Some(format!("Bedoelde u \"{meant}\"?")), "{value}");
    }
}

#[test]
fn only_what_would_be_stored_changes_the_fingerprint() {
    let fingerprint = |file: String| reading(file).candidates[0].fingerprint();
    let first = fingerprint(table(&[&[]]));
    assert_eq!(first, fingerprint(table(&[&[("titel", " Burgertop "), ("soorten", "burgerberaad|T02")]])));
    assert_eq!(first, fingerprint(table(&[&[("gemeente", "GM0307"), ("interne notitie", "iets")]])));
    for change in [("titel", "Burgertop 2"), ("soorten", "T02|T01"), ("ook_in", "Soest"), ("startjaar", "2014")] {
        assert_ne!(first, fingerprint(table(&[&[change]])), "{change:?}");
    }
    assert_eq!(first.as_str().len(), 64);
}
