//! Every Dutch sentence of an import, for people who keep a list in a spreadsheet: what is wrong, and what they can do.
//!
//! One function per kind of sentence, each over a type without words, so that another language is another file.

use std::io;

use super::{
    fault::{Fault, FileProblem},
    report::{Encoding, Format, Problem, Report, Severity},
    sheet::At,
    text::TextFault,
};
use crate::disk::bare;

/// The header of the table in a terminal.
pub(super) const TABLE_HEADER: [&str; 6] = ["rij", "external_id", "veld", "ernst", "waarde", "probleem"];
/// The header of the report as CSV.
pub(super) const REPORT_HEADER: [&str; 9] =
    ["rij", "feature", "external_id", "veld", "waarde", "ernst", "code", "probleem", "voorstel"];

/// The sentence for a file that cannot be read at all.
pub(super) fn file_problem(problem: &FileProblem) -> String {
    use FileProblem as P;
    match problem {
        P::Unreadable(error) => unreadable(error),
        P::TooLarge { limit } => format!("Het bestand is groter dan {} MiB. Splits het in kleinere bestanden.", limit / 1024 / 1024),
        P::TooManyRows { limit } => format!("Het bestand heeft meer dan {} rijen. Splits het in kleinere bestanden.", thousands(*limit)),
        P::TooManyColumns { limit } => format!("Het bestand heeft meer dan {limit} kolommen. Laat de kolommen weg die wij niet kennen."),
        P::Empty => "Het bestand is leeg.".to_owned(),
        P::NoRows => "Het bestand heeft geen initiatieven: er staat niets onder de kop.".to_owned(),
        P::Spreadsheet => "Dit is een rekenblad (zoals Excel of LibreOffice) of een zip-bestand. Bewaar het als CSV UTF-8 en probeer het opnieuw.".to_owned(),
        P::Binary => "Dit is geen tekstbestand. Wij lezen GeoJSON en CSV.".to_owned(),
        P::Utf16WithoutMark => "Het bestand lijkt UTF-16 te zijn, maar begint niet met het kenmerk daarvan. Bewaar het als CSV UTF-8.".to_owned(),
        P::Markup => "Dit is een webpagina of een ander XML-bestand. Wij lezen GeoJSON en CSV.".to_owned(),
        P::NotJson { line, column } => format!("De GeoJSON klopt niet: op regel {line}, teken {column} staat iets dat daar niet mag staan."),
        P::NotAFeatureCollection { found: Some(found) } => format!("Dit is JSON van het type {}. Wij lezen GeoJSON van het type FeatureCollection.", super::report::shown(found, 40)),
        P::NotAFeatureCollection { found: None } => "Dit is JSON, maar geen GeoJSON van het type FeatureCollection.".to_owned(),
        P::CutOffFeatures { line, complete } => format!(
            "Het bestand is niet compleet: het houdt op in regel {line}, na {}. Maak of verstuur het bestand opnieuw.",
            counted(*complete, "volledig initiatief", "volledige initiatieven")
        ),
        P::OpenQuote { row, line } => format!(
            "Het bestand is niet compleet: in rij {row} (die begint op regel {line}) begint een tekst met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt."
        ),
        P::MissingColumns { missing, meant } => missing_columns(missing, meant),
        P::DuplicateColumn { name } => format!("De kolom \"{name}\" staat twee keer in het bestand. Haal er een weg."),
    }
}

fn missing_columns(missing: &[String], meant: &[(String, String)]) -> String {
    let (columns, verb) = if missing.len() == 1 { ("de kolom", "ontbreekt") } else { ("de kolommen", "ontbreken") };
    let first = format!("In het bestand {verb} {columns} {}.", quoted_list(missing, "en"));
    let meant = meant
        .iter()
        .map(|(given, name)| format!("Bedoelde u met \"{}\" de kolom \"{name}\"?", super::report::shown(given, 40)));
    std::iter::once(first).chain(meant).collect::<Vec<_>>().join(" ")
}

/// What is wrong, as a sentence.
pub(super) fn problem(fault: &Fault) -> String {
    use Fault as F;
    match fault {
        F::Windows1252 => "Het bestand is in Windows-1252 opgeslagen, niet in UTF-8; we lezen het zo.".to_owned(),
        F::DamagedUtf8 => "Het bestand is UTF-8, maar enkele tekens zijn beschadigd.".to_owned(),
        F::UnknownColumn { .. } => "Deze kolom kennen we niet; we slaan hem over.".to_owned(),
        F::EmptyRows { count } => format!("We sloegen {} over.", counted(*count, "lege rij", "lege rijen")),
        F::RdCoordinates { rows } => format!(
            "De plaats staat bij {} in meters van het RD-stelsel (EPSG:28992); we rekenen die om.",
            counted(*rows, "initiatief", "initiatieven")
        ),
        F::StatusAssumed { rows } => format!(
            "Bij {} staat geen status; we maken er \"te controleren\" van.",
            counted(*rows, "initiatief", "initiatieven")
        ),
        F::PrecisionAssumed { rows } => format!(
            "Bij {} staat wel een plaats, maar niet hoe precies die is; we maken er \"buurt\" van.",
            counted(*rows, "initiatief", "initiatieven")
        ),
        F::TooManyCells { cells, columns } => format!("Deze rij heeft {cells} cellen, maar de kop heeft er {columns}."),
        F::TooFewCells { cells, columns } => {
            format!("Deze rij heeft te weinig cellen: {cells}, en de kop heeft er {columns}.")
        }
        F::NoLineEnd { row } => {
            format!("Het bestand houdt op zonder regeleinde, in rij {row}. Misschien is de laatste cel niet compleet.")
        }
        F::Withdrawn => "Dit initiatief is ingetrokken. We laten het zo.".to_owned(),
        F::RowCutOff { cells, columns } => {
            format!("Hier houdt het bestand op, midden in een rij: er zijn {cells} van de {columns} cellen.")
        }
        F::NotAFeature => "Dit is geen Feature met eigenschappen (properties).".to_owned(),
        F::UnreadableFeature => "Dit onderdeel van de GeoJSON is niet te lezen.".to_owned(),
        F::WrongKind => "Hier hoort een tekst of een getal, geen ander soort waarde.".to_owned(),
        F::Missing => "Dit moet ingevuld zijn.".to_owned(),
        F::Text(fault) => text_problem(*fault),
        F::Markup => "Hier staat HTML in; we laten die als gewone tekst zien.".to_owned(),
        F::DuplicateExternalId { first: At::Row(row) } => format!("Dit external_id staat ook al in rij {row}."),
        F::DuplicateExternalId { first } => format!("Dit external_id staat ook al in {first}."),
        F::UnknownMunicipality { .. } => "Deze gemeente kennen we niet.".to_owned(),
        F::AmbiguousMunicipality { .. } => "Er is meer dan een gemeente met deze naam.".to_owned(),
        F::FormerMunicipality { now } => format!("Deze naam hoort nu bij de gemeente {now}; we gebruiken die."),
        F::OtherMunicipalityName { meant } => format!(
            "Deze naam past niet bij de gemeente die in de kolom gemeente staat ({meant}); we gebruiken {meant}."
        ),
        F::NotAPoint => "De plaats moet een punt zijn met twee getallen.".to_owned(),
        F::NotANumber => "Dit is geen getal.".to_owned(),
        F::HalfAPlace { missing } => format!("De plaats is niet compleet: {missing} ontbreekt."),
        F::Swapped { .. } => "Lengte (lon) en breedte (lat) lijken verwisseld.".to_owned(),
        F::SwappedRd { .. } => "De RD-coördinaten x en y lijken verwisseld.".to_owned(),
        F::DegreesAsRd => "In x en y horen meters van het RD-stelsel; dit lijken graden.".to_owned(),
        F::OutsideTheNetherlands => "Deze plaats ligt buiten Nederland.".to_owned(),
        F::InTheCaribbean => "Deze plaats ligt in Caribisch Nederland, maar de gemeente ligt daar niet.".to_owned(),
        F::FarFromMunicipality { municipality, kilometres } => {
            format!("Deze plaats ligt ongeveer {kilometres} km buiten de gemeente {municipality}.")
        }
        F::PrecisionWithoutPlace => {
            "Er staat geen plaats bij; we zetten het initiatief midden in de gemeente, met precisie \"gemeente\"."
                .to_owned()
        }
        F::UnknownValue { .. } => "Deze waarde staat niet in de lijst.".to_owned(),
        F::TooManyValues { max: 1, given } => format!("Hier past één waarde, maar er staan er {given}."),
        F::TooManyValues { max, given } => format!("Hier passen hoogstens {max} waarden, maar er staan er {given}."),
        F::RepeatedValue => "Deze waarde staat er twee keer; we lezen haar één keer.".to_owned(),
        F::NotAYear => "Dit is geen jaartal.".to_owned(),
        F::YearOutOfRange { first, last } => format!("Het jaar moet tussen {first} en {last} liggen."),
        F::EndBeforeStart => "Het eindjaar ligt vóór het startjaar.".to_owned(),
        F::NotADate { .. } => "Dit is geen datum.".to_owned(),
        F::DateInFuture { .. } => "Deze datum ligt in de toekomst.".to_owned(),
        F::NotAUrl { .. } => {
            "Dit is geen webadres dat met http:// of https:// begint en een geldige naam heeft.".to_owned()
        }
    }
}

fn text_problem(fault: TextFault) -> String {
    match fault {
        TextFault::Empty => "Dit moet ingevuld zijn.".to_owned(),
        TextFault::TooShort { min, given } => {
            format!("Deze tekst heeft {}; er zijn er minstens {min} nodig.", counted(given, "teken", "tekens"))
        }
        TextFault::TooLong { max, given } => format!("Deze tekst heeft {given} tekens; er passen er {max}."),
        TextFault::Control { code } => format!("In deze tekst staat een onzichtbaar stuurteken (U+{code:04X})."),
        TextFault::Unreadable => "In deze tekst staat een teken dat niet te lezen is.".to_owned(),
        TextFault::SpreadsheetError => {
            "Hier staat een foutmelding van het rekenblad in plaats van een tekst.".to_owned()
        }
    }
}

/// What could be done about it.
pub(super) fn suggestion(fault: &Fault) -> Option<String> {
    use Fault as F;
    match fault {
        F::Windows1252 | F::DamagedUtf8 => Some("Bewaar het bestand als CSV UTF-8.".to_owned()),
        F::UnknownColumn { meant } | F::NotAUrl { meant } => meant.as_deref().map(did_you_mean),
        F::TooManyCells { .. } => {
            Some("Zet een tekst met een scheidingsteken erin tussen aanhalingstekens.".to_owned())
        }
        F::TooFewCells { .. } => {
            Some("Staat er een regeleinde in een tekst? Zet die tekst tussen aanhalingstekens. Zet anders lege cellen achter de rij.".to_owned())
        }
        F::NoLineEnd { .. } => Some("Controleer die cel.".to_owned()),
        F::Withdrawn => Some("Moet het terug op de landkaart? Zet het terug in het beheer, of gebruik --republish.".to_owned()),
        F::RowCutOff { .. } => Some("Maak het bestand opnieuw, of vul de rij aan.".to_owned()),
        F::WrongKind => Some("Schrijf de waarde als tekst, tussen aanhalingstekens.".to_owned()),
        F::Text(fault) => text_suggestion(*fault),
        F::DuplicateExternalId { .. } => Some("Geef elk initiatief een eigen external_id.".to_owned()),
        F::UnknownMunicipality { nearest } => Some(
            nearest
                .as_deref()
                .map_or_else(|| "Gebruik de naam of de code van het CBS, zoals GM0307.".to_owned(), did_you_mean),
        ),
        F::AmbiguousMunicipality { names } => Some(format!("Kies {}.", quoted_list(names, "of"))),
        F::NotAPoint => Some("Geef de plaats als Point met lengte en breedte, of laat hem weg.".to_owned()),
        F::NotANumber => Some("Schrijf een getal zoals 5.387 of 5,387.".to_owned()),
        F::HalfAPlace { .. } => Some("Vul beide getallen in, of laat ze allebei weg.".to_owned()),
        F::Swapped { lon, lat } => Some(format!("Bedoelde u lon {lon} en lat {lat}?")),
        F::SwappedRd { x, y } => Some(format!("Bedoelde u x {x} en y {y}?")),
        F::DegreesAsRd => Some("Gebruik de kolommen lon en lat.".to_owned()),
        F::OutsideTheNetherlands => Some("Gebruik graden (WGS 84) of meters in het RD-stelsel.".to_owned()),
        F::FarFromMunicipality { .. } | F::InTheCaribbean => Some("Controleer de plaats en de gemeente.".to_owned()),
        F::OtherMunicipalityName { .. } => Some("Controleer welke gemeente u bedoelt.".to_owned()),
        F::UnknownValue { nearest: Some(nearest), .. } => Some(did_you_mean(nearest)),
        F::UnknownValue { nearest: None, choices } => Some(format!("Kies uit: {}.", choices.join(", "))),
        F::TooManyValues { .. } => Some("Laat de minst belangrijke weg.".to_owned()),
        F::NotAYear => Some("Schrijf een jaartal van vier cijfers, zoals 2024.".to_owned()),
        F::NotADate { meant } => Some(
            meant.as_deref().map_or_else(|| "Schrijf de datum als 2026-11-23 of 23-11-2026.".to_owned(), did_you_mean),
        ),
        F::DateInFuture { today } => Some(format!("Gebruik een datum tot en met vandaag ({today}).")),
        _ => None,
    }
}

fn text_suggestion(fault: TextFault) -> Option<String> {
    match fault {
        TextFault::TooLong { max, given } => {
            Some(format!("Maak de tekst {} korter.", counted(given - max, "teken", "tekens")))
        }
        TextFault::Control { .. } => Some("Typ de tekst opnieuw, zonder hem te plakken.".to_owned()),
        TextFault::Unreadable | TextFault::SpreadsheetError => Some("Typ de tekst opnieuw.".to_owned()),
        TextFault::Empty | TextFault::TooShort { .. } => None,
    }
}

/// Why a file was not read.
fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "Dit bestand is er niet. Controleer de naam en de map.".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "Dit bestand mag niet worden gelezen met dit account. Pas de rechten aan of gebruik een ander account."
                .to_owned()
        }
        io::ErrorKind::IsADirectory => {
            "Dit is een map en geen bestand. Geef de naam van een bestand daarin.".to_owned()
        }
        _ => format!(
            "Het bestand is niet te lezen ({}). Controleer of het er nog staat en of u het mag openen.",
            bare(error)
        ),
    }
}

/// The counts of a report, as the lines above the table.
pub(super) fn counts(report: &Report) -> String {
    let format = match report.format {
        Format::GeoJson => "GeoJSON",
        Format::Csv => "CSV",
    };
    let encoding = match report.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Windows1252 => "Windows-1252",
    };
    let counts = report.counts;
    format!(
        "{format} in {encoding}: {}, waarvan {} goed en {} met fouten.\n{}, {}, {}.\n",
        counted(counts.rows, "initiatief", "initiatieven"),
        thousands(counts.valid),
        thousands(counts.invalid),
        counted(counts.errors, "fout", "fouten"),
        counted(counts.warnings, "waarschuwing", "waarschuwingen"),
        counted(counts.notes, "opmerking", "opmerkingen"),
    )
}

/// The last line of a table that was cut.
pub(super) fn left_out(count: usize) -> String {
    format!("En nog {}; het volledige verslag is er als JSON en als CSV.\n", counted(count, "melding", "meldingen"))
}

/// The word for a severity in the table.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fout",
        Severity::Warning => "let op",
        Severity::Note => "opmerking",
    }
}

/// A problem with its suggestion, as one text.
pub(super) fn with_suggestion(problem: &Problem) -> String {
    match &problem.suggestion {
        Some(suggestion) => format!("{} {suggestion}", problem.problem),
        None => problem.problem.clone(),
    }
}

/// A problem as the corrections file names it: the field in front.
pub(super) fn with_field(field: &str, sentence: &str) -> String {
    if field.is_empty() { sentence.to_owned() } else { format!("{field}: {sentence}") }
}

fn did_you_mean(meant: &str) -> String {
    format!("Bedoelde u \"{meant}\"?")
}

fn quoted_list(names: &[String], last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { more })
}

/// A number as Dutch writes it: `100.000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}
