//! What people read about their files, word for word, and what they can do with it.

use super::*;

const HEADER: &str = "external_id;titel;samenvatting;gemeente;gemeentenaam;precisie;soorten;status;startjaar;eindjaar;\
    bronnen;laatst_gecontroleerd;ook_in;lon;lat;x;y;opmerkng;interne notitie";

/// One row of [`HEADER`]: a good one in which some cells are replaced.
fn row(changes: &[(&str, &str)]) -> String {
    let good = |name: &str| match name {
        "external_id" => "a-1",
        "titel" => "Burgertop",
        "samenvatting" => "Inwoners bespreken samen de agenda van de stad.",
        "gemeente" => "Amersfoort",
        "soorten" => "T01 | burgerbegroting",
        "status" => "loopt",
        _ => "",
    };
    let cell = |name: &str| changes.iter().find(|(changed, _)| *changed == name).map_or(good(name), |(_, cell)| *cell);
    HEADER.split(';').map(cell).collect::<Vec<_>>().join(";")
}

pub(super) fn table(rows: &[&[(&str, &str)]]) -> String {
    let rows = rows.iter().map(|changes| row(changes));
    std::iter::once(HEADER.to_owned()).chain(rows).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

/// A table in which every row but the first has something to be said about it.
fn table_with_mistakes() -> String {
    table(&[
        &[("bronnen", "RTV <https://rtv.nl/x>"), ("laatst_gecontroleerd", "1-2-2026"), ("ook_in", "GM1991")],
        &[("external_id", ""), ("titel", "ab")],
        &[],
        &[("external_id", "a-4"), ("gemeente", "Amersfort"), ("soorten", "burgerbegrotting"), ("status", "klaar")],
        &[("external_id", "a-5"), ("gemeente", "Bergen"), ("startjaar", "2016"), ("eindjaar", "2015")],
        &[
            ("external_id", "a-6"),
            ("gemeente", "Uden"),
            ("gemeentenaam", "Meierijstad"),
            ("x", "170000"),
            ("y", "407000"),
        ],
        &[("external_id", "a-7"), ("lon", "52,15"), ("lat", "5,38"), ("bronnen", "www.vng.nl/x | javascript:alert(1)")],
        &[("external_id", "a-8"), ("lon", "2.35"), ("lat", "48.85"), ("laatst_gecontroleerd", "2026-12-01")],
        &[("external_id", "a-9"), ("lon", "5.1214"), ("lat", "52.0907"), ("precisie", "adres")],
        &[
            ("external_id", "a-10"),
            ("titel", "=HYPERLINK(\"https://x.nl\")"),
            ("samenvatting", "Met <b>vet</b> en \u{0}nul."),
        ],
        &[("external_id", "a-11"), ("interne notitie", "een;twee")],
        &[("external_id", "a-12"), ("soorten", "T01, T02"), ("precisie", "straat"), ("startjaar", "'16")],
        &[
            ("external_id", "a-13"),
            ("titel", "#NAAM?"),
            ("soorten", "T01|T02|T03|T04"),
            ("status", ""),
            ("precisie", "adres"),
        ],
    ])
}

#[test]
fn the_built_in_content_has_nothing_to_be_said_about_it() {
    let reading = reading(include_str!("../../../../content/initiatives.geojson"));
    assert_eq!(reading.report.problems, []);
    assert!(reading.candidates.len() >= 40);
    assert!(reading.candidates.iter().all(|candidate| candidate.tags[0].facet() == "soort"));
}

#[test]
fn every_mistake_is_a_sentence_with_its_row_field_and_value() {
    insta::assert_snapshot!(reading(table_with_mistakes()).report.to_text(50), @r#"
    CSV in UTF-8: 13 initiatieven, waarvan 3 goed en 10 met fouten.
    20 fouten, 4 waarschuwingen, 6 opmerkingen.

    rij  external_id  veld                  ernst      waarde                   probleem
                      opmerkng              let op                              Deze kolom kennen we niet; we slaan hem over. Bedoelde u "opmerking"?
                      interne notitie       opmerking                           Deze kolom kennen we niet; we slaan hem over.
                      lon, lat              opmerking                           De plaats staat bij 1 initiatief in meters van het RD-stelsel (EPSG:28992); we rekenen die om.
                      status                opmerking                           Bij 1 initiatief staat geen status; we maken er "te controleren" van.
                      precisie              opmerking                           Bij 1 initiatief staat wel een plaats, maar niet hoe precies die is; we maken er "buurt" van.
    3                 external_id           fout                                Dit moet ingevuld zijn.
    3                 titel                 fout       ab                       Deze tekst heeft 2 tekens; er zijn er minstens 3 nodig.
    4    a-1          external_id           fout       a-1                      Dit external_id staat ook al in rij 2. Geef elk initiatief een eigen external_id.
    5    a-4          gemeente              fout       Amersfort                Deze gemeente kennen we niet. Bedoelde u "Amersfoort"?
    5    a-4          soorten               fout       burgerbegrotting         Deze waarde staat niet in de lijst. Bedoelde u "burgerbegroting"?
    5    a-4          status                fout       klaar                    Deze waarde staat niet in de lijst. Kies uit: idee, in-voorbereiding, loopt, afgerond, structureel, gestopt, te-controleren.
    6    a-5          gemeente              fout       Bergen                   Er is meer dan een gemeente met deze naam. Kies "Bergen (L.)" of "Bergen (NH.)".
    6    a-5          eindjaar              fout       2015                     Het eindjaar ligt vóór het startjaar.
    7    a-6          gemeente              opmerking  Uden                     Deze naam hoort nu bij de gemeente Maashorst; we gebruiken die.
    7    a-6          gemeentenaam          let op     Meierijstad              Deze naam past niet bij de gemeente die in de kolom gemeente staat (Maashorst); we gebruiken Maashorst. Controleer welke gemeente u bedoelt.
    8    a-7          bronnen               fout       www.vng.nl/x             Dit is geen webadres dat met http:// of https:// begint en een geldige naam heeft. Bedoelde u "https://www.vng.nl/x"?
    8    a-7          bronnen               fout       javascript:alert(1)      Dit is geen webadres dat met http:// of https:// begint en een geldige naam heeft.
    8    a-7          lon, lat              fout       52.15, 5.38              Lengte (lon) en breedte (lat) lijken verwisseld. Bedoelde u lon 5.38 en lat 52.15?
    9    a-8          laatst_gecontroleerd  fout       2026-12-01               Deze datum ligt in de toekomst. Gebruik een datum tot en met vandaag (2026-11-23).
    9    a-8          lon, lat              fout       2.35, 48.85              Deze plaats ligt buiten Nederland. Gebruik graden (WGS 84) of meters in het RD-stelsel.
    10   a-9          lon, lat              let op     5.1214, 52.0907          Deze plaats ligt ongeveer 14 km buiten de gemeente Amersfoort. Controleer de plaats en de gemeente.
    11   a-10         samenvatting          opmerking  Met <b>vet</b> en ␀nul.  Hier staat HTML in; we laten die als gewone tekst zien.
    11   a-10         samenvatting          fout       Met <b>vet</b> en ␀nul.  In deze tekst staat een onzichtbaar stuurteken (U+0000). Typ de tekst opnieuw, zonder hem te plakken.
    12   a-11                               fout       twee                     Deze rij heeft 20 cellen, maar de kop heeft er 19. Zet een tekst met een scheidingsteken erin tussen aanhalingstekens.
    13   a-12         soorten               fout       T01, T02                 Deze waarde staat niet in de lijst. Bedoelde u "T01 | T02"?
    13   a-12         startjaar             fout       '16                      Dit is geen jaartal. Schrijf een jaartal van vier cijfers, zoals 2024.
    13   a-12         precisie              fout       straat                   Deze waarde staat niet in de lijst. Kies uit: adres, buurt, gemeente.
    14   a-13         titel                 fout       #NAAM?                   Hier staat een foutmelding van het rekenblad in plaats van een tekst. Typ de tekst opnieuw.
    14   a-13         soorten               fout       T01|T02|T03|T04          Hier passen hoogstens 3 waarden, maar er staan er 4. Laat de minst belangrijke weg.
    14   a-13         precisie              let op     adres                    Er staat geen plaats bij; we zetten het initiatief midden in de gemeente, met precisie "gemeente".
    "#);
}

#[test]
fn refused_rows_come_out_as_a_file_to_correct() {
    let csv = String::from_utf8(reading(table_with_mistakes()).corrections.to_csv()).expect("UTF-8");
    let lines: Vec<&str> = csv.split("\r\n").take(4).collect();
    insta::assert_snapshot!(lines.join("\n").trim_start_matches('\u{feff}'), @r#"
    external_id;titel;samenvatting;gemeente;gemeentenaam;precisie;soorten;status;startjaar;eindjaar;bronnen;laatst_gecontroleerd;ook_in;lon;lat;x;y;opmerkng;interne notitie;fout;voorstel
    ;ab;Inwoners bespreken samen de agenda van de stad.;Amersfoort;;;T01 | burgerbegroting;loopt;;;;;;;;;;;;"external_id: Dit moet ingevuld zijn. titel: Deze tekst heeft 2 tekens; er zijn er minstens 3 nodig.";
    a-1;Burgertop;Inwoners bespreken samen de agenda van de stad.;Amersfoort;;;T01 | burgerbegroting;loopt;;;;;;;;;;;;external_id: Dit external_id staat ook al in rij 2.;external_id: Geef elk initiatief een eigen external_id.
    a-4;Burgertop;Inwoners bespreken samen de agenda van de stad.;Amersfort;;;burgerbegrotting;klaar;;;;;;;;;;;;gemeente: Deze gemeente kennen we niet. soorten: Deze waarde staat niet in de lijst. status: Deze waarde staat niet in de lijst.;"gemeente: Bedoelde u ""Amersfoort""? soorten: Bedoelde u ""burgerbegroting""? status: Kies uit: idee, in-voorbereiding, loopt, afgerond, structureel, gestopt, te-controleren."
    "#);
}

#[test]
fn a_corrected_file_is_read_without_a_word() {
    let rows: [&[(&str, &str)]; 2] = [&[("external_id", "-x"), ("gemeente", "Amersfort")], &[("external_id", "b")]];
    let corrections =
        reading(table(&rows).replace("opmerkng", "opmerking").replace("interne notitie", "vorm")).corrections;
    let csv = String::from_utf8(corrections.to_csv()).expect("UTF-8");
    assert!(csv.contains("\r\n'-x;"), "{csv}");
    let corrected = reading(csv.replace(";Amersfort;", ";Amersfoort;"));
    assert_eq!(corrected.report.problems, []);
    assert_eq!(corrected.candidates[0].external_id.as_str(), "-x");
    // What is still wrong comes out with new advice beside it, not with the old advice too.
    let again = String::from_utf8(reading(&csv).corrections.to_csv()).expect("UTF-8");
    assert_eq!(again, csv);
}

#[test]
fn a_report_for_programs_has_stable_names() {
    let json = reading(table(&[&[("gemeente", "Amersfort")]])).report.to_json().expect("JSON");
    insta::assert_snapshot!(json, @r#"
    {
      "format": "csv",
      "encoding": "utf-8",
      "counts": {
        "rows": 1,
        "valid": 0,
        "invalid": 1,
        "errors": 1,
        "warnings": 1,
        "notes": 1
      },
      "problems": [
        {
          "row": null,
          "feature": null,
          "external_id": null,
          "field": "opmerkng",
          "value": "",
          "severity": "warning",
          "code": "unknown-column",
          "problem": "Deze kolom kennen we niet; we slaan hem over.",
          "suggestion": "Bedoelde u \"opmerking\"?"
        },
        {
          "row": null,
          "feature": null,
          "external_id": null,
          "field": "interne notitie",
          "value": "",
          "severity": "note",
          "code": "unknown-column",
          "problem": "Deze kolom kennen we niet; we slaan hem over.",
          "suggestion": null
        },
        {
          "row": 2,
          "feature": null,
          "external_id": "a-1",
          "field": "gemeente",
          "value": "Amersfort",
          "severity": "error",
          "code": "unknown-municipality",
          "problem": "Deze gemeente kennen we niet.",
          "suggestion": "Bedoelde u \"Amersfoort\"?"
        }
      ]
    }
    "#);
    let csv = reading(table(&[&[("titel", "=2")]])).report.to_csv();
    let csv = String::from_utf8(csv).expect("UTF-8").replace("\r\n", "\n");
    insta::assert_snapshot!(csv.trim_start_matches('\u{feff}'), @r#"
    rij;feature;external_id;veld;waarde;ernst;code;probleem;voorstel
    ;;;opmerkng;;warning;unknown-column;"Deze kolom kennen we niet; we slaan hem over.";"Bedoelde u ""opmerking""?"
    ;;;interne notitie;;note;unknown-column;"Deze kolom kennen we niet; we slaan hem over.";
    2;;a-1;titel;'=2;error;too-short;"Deze tekst heeft 2 tekens; er zijn er minstens 3 nodig.";
    "#);
}

#[test]
fn a_long_table_says_how_much_was_left_out() {
    let text = reading(table_with_mistakes()).report.to_text(1);
    assert!(text.ends_with("meldingen; het volledige verslag is er als JSON en als CSV.\n"), "{text}");
    assert!(reading(table(&[&[]]).replace("opmerkng", "vorm").replace("interne notitie", "schaal")).report.to_text(1).ends_with(
        "CSV in UTF-8: 1 initiatief, waarvan 1 goed en 0 met fouten.\n0 fouten, 0 waarschuwingen, 0 opmerkingen.\n"
    ));
}

#[test]
fn features_are_named_by_their_index() {
    let feature = |id: &str, place: &str, gemeente: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{place},"properties":{{"external_id":"{id}","titel":"Burgertop","samenvatting":"Inwoners bespreken de agenda.","gemeente":"{gemeente}","soorten":["T01"]}}}}"#
        )
    };
    let point = |lon: f64, lat: f64| format!(r#"{{"type":"Point","coordinates":[{lon},{lat}]}}"#);
    let features = [
        feature("a", &point(155_000.0, 463_000.0), "307"),
        feature("b", r#"{"type":"Polygon","coordinates":[]}"#, "gemeente amersfoort"),
        feature("c", &point(-68.27, 12.15), "Bonaire"),
        feature("d", &point(-68.27, 12.15), "Amersfoort"),
        feature("e", &point(5.1, 52.1), "Saba"),
        "[]".to_owned(),
        feature("g", "null", "'s-gravenhage"),
    ];
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let reading = reading(file);
    insta::assert_snapshot!(reading.report.to_text(50), @r#"
    GeoJSON in UTF-8: 7 initiatieven, waarvan 4 goed en 3 met fouten.
    3 fouten, 1 waarschuwing, 3 opmerkingen.

    rij          external_id  veld      ernst      waarde                               probleem
                              lon, lat  opmerking                                       De plaats staat bij 1 initiatief in meters van het RD-stelsel (EPSG:28992); we rekenen die om.
                              status    opmerking                                       Bij 6 initiatieven staat geen status; we maken er "te controleren" van.
                              precisie  opmerking                                       Bij 4 initiatieven staat wel een plaats, maar niet hoe precies die is; we maken er "buurt" van.
    features[1]  b            geometry  fout       {"coordinates":[],"type":"Polygon"}  De plaats moet een punt zijn met twee getallen. Geef de plaats als Point met lengte en breedte, of laat hem weg.
    features[3]  d            lon, lat  fout       -68.27, 12.15                        Deze plaats ligt in Caribisch Nederland, maar de gemeente ligt daar niet. Controleer de plaats en de gemeente.
    features[4]  e            lon, lat  let op     5.1, 52.1                            Deze plaats ligt ongeveer 6997 km buiten de gemeente Saba. Controleer de plaats en de gemeente.
    features[5]                         fout       []                                   Dit is geen Feature met eigenschappen (properties).
    "#);
    let valid: Vec<&str> = reading.candidates.iter().map(|candidate| candidate.external_id.as_str()).collect();
    assert_eq!(valid, ["a", "c", "e", "g"]);
    assert_eq!(reading.candidates[3].precision, Precision::Municipality);
    assert_eq!(reading.candidates[0].tags[1].value(), "te-controleren");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_one_sentence() {
    let missing = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let problems = [
        FileProblem::Unreadable(std::io::Error::other("schijf weg")),
        FileProblem::TooLarge { limit: 50 * 1024 * 1024 },
        FileProblem::TooManyRows { limit: 100_000 },
        FileProblem::TooManyColumns { limit: 100 },
        FileProblem::Empty,
        FileProblem::NoRows,
        FileProblem::Spreadsheet,
        FileProblem::Binary,
        FileProblem::Utf16WithoutMark,
        FileProblem::Markup,
        FileProblem::NotJson { line: 3, column: 14 },
        FileProblem::NotAFeatureCollection { found: Some("Topology".to_owned()) },
        FileProblem::NotAFeatureCollection { found: None },
        FileProblem::CutOffFeatures { line: 812, complete: 1 },
        FileProblem::OpenQuote { row: 3, line: 4 },
        FileProblem::MissingColumns { missing: missing(&["titel", "soorten"]), meant: vec![] },
        FileProblem::DuplicateColumn { name: "titel".to_owned() },
    ];
    let sentences: Vec<String> = problems.iter().map(|problem| format!("{}: {problem}", problem.code())).collect();
    insta::assert_snapshot!(sentences.join("\n"), @r#"
    file-unreadable: Het bestand is niet te lezen (schijf weg). Controleer of het er nog staat en of u het mag openen.
    file-too-large: Het bestand is groter dan 50 MiB. Splits het in kleinere bestanden.
    too-many-rows: Het bestand heeft meer dan 100.000 rijen. Splits het in kleinere bestanden.
    too-many-columns: Het bestand heeft meer dan 100 kolommen. Laat de kolommen weg die wij niet kennen.
    file-empty: Het bestand is leeg.
    no-rows: Het bestand heeft geen initiatieven: er staat niets onder de kop.
    file-is-spreadsheet: Dit is een rekenblad (zoals Excel of LibreOffice) of een zip-bestand. Bewaar het als CSV UTF-8 en probeer het opnieuw.
    file-is-binary: Dit is geen tekstbestand. Wij lezen GeoJSON en CSV.
    utf16-without-mark: Het bestand lijkt UTF-16 te zijn, maar begint niet met het kenmerk daarvan. Bewaar het als CSV UTF-8.
    file-is-markup: Dit is een webpagina of een ander XML-bestand. Wij lezen GeoJSON en CSV.
    not-json: De GeoJSON klopt niet: op regel 3, teken 14 staat iets dat daar niet mag staan.
    not-a-feature-collection: Dit is JSON van het type Topology. Wij lezen GeoJSON van het type FeatureCollection.
    not-a-feature-collection: Dit is JSON, maar geen GeoJSON van het type FeatureCollection.
    file-cut-off: Het bestand is niet compleet: het houdt op in regel 812, na 1 volledig initiatief. Maak of verstuur het bestand opnieuw.
    file-cut-off: Het bestand is niet compleet: in rij 3 (die begint op regel 4) begint een tekst met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.
    missing-columns: In het bestand ontbreken de kolommen "titel" en "soorten".
    duplicate-column: De kolom "titel" staat twee keer in het bestand. Haal er een weg.
    "#);
}

#[test]
fn a_file_in_windows_1252_is_read_with_a_clear_word() {
    let table =
        table(&[&[("titel", "Coöperatie één")]]).replace("opmerkng", "vorm").replace("interne notitie", "schaal");
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&table);
    let reading = reading(bytes);
    assert_eq!(reading.candidates[0].title.as_str(), "Coöperatie één");
    let problem = &reading.report.problems[0];
    assert_eq!(problem.problem, "Het bestand is in Windows-1252 opgeslagen, niet in UTF-8; we lezen het zo.");
    assert_eq!(
        (problem.code, problem.suggestion.as_deref()),
        ("windows-1252", Some("Bewaar het bestand als CSV UTF-8."))
    );
}
