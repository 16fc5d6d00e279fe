//! What holds for every file, whatever is in it.

use encoding_rs::WINDOWS_1252;
use proptest::{collection::vec, option, prelude::*, sample::select};
use time::{Date, Duration, macros::date};

use super::{
    writing::{csv_of, geojson_of},
    *,
};
use crate::initiatives::import::place::rounded;

const CONTENT: &str = include_str!("../../../../content/initiatives.geojson");

fn line<const MIN: usize, const MAX: usize>() -> impl Strategy<Value = text::Line<MIN, MAX>> {
    let texts = prop_oneof!["[=+@'-]{0,2}[a-zé \"|;,<>]{3,40}", "\\PC{1,60}", "[A-Za-zëï ]{10,60}"];
    texts.prop_filter_map("a text that can be read", |text| text::Line::parse(&text).ok())
}

fn prose<const MAX: usize>() -> impl Strategy<Value = text::Prose<MAX>> {
    let texts = prop_oneof!["[a-z \n\r\"';,|=]{1,80}", "(\\PC|\n){1,60}"];
    texts.prop_filter_map("a text that can be read", |text| text::Prose::parse(&text).ok())
}

fn source() -> impl Strategy<Value = Source> {
    let title = "\\PC{1,30}".prop_filter_map("a title", |title| SourceTitle::parse(&title).ok());
    let url = option::of("https?://[a-z]{1,8}\\.nl(:[1-9][0-9]{0,3})?(/[a-zé0-9=&%;,]{0,9})?(\\?[a-z=|]{0,5})?");
    (title, url).prop_map(|(title, url)| Source { title, url: url.and_then(|url| HttpUrl::parse(&url)) })
}

fn tags() -> impl Strategy<Value = Vec<Tag>> {
    // Per facet: at most so many, each value once; types and status are always there.
    let facets: Vec<_> = TAXONOMY
        .facets()
        .enumerate()
        .map(|(index, facet)| {
            let least = usize::from(facet.code == "soort" || facet.code == "status");
            let codes: Vec<String> = facet.values.iter().map(|value| value.code.clone()).collect();
            let chosen = proptest::sample::subsequence(codes, least..=facet.at_most).prop_shuffle();
            chosen.prop_map(move |codes| codes.iter().filter_map(|code| TAXONOMY.tag(index, code)).collect::<Vec<_>>())
        })
        .collect();
    facets.prop_map(|tags| tags.concat())
}

fn period() -> impl Strategy<Value = Period> {
    let year = option::of((1945..=2037_i32).prop_map(|year| Year::new(year, date!(2026 - 11 - 23))));
    (year.clone(), year).prop_filter_map("a period", |(start, end)| Period::new(start.flatten(), end.flatten()))
}

fn candidate() -> impl Strategy<Value = Candidate> {
    let codes = select(vec!["GM0307", "GM1991", "GM0518", "GM0373", "GM9003"]);
    let codes = codes.prop_map(|code| code.parse::<MunicipalityCode>().expect("a code"));
    let texts = (line(), line(), line(), option::of(prose()), option::of(line()), option::of(prose()));
    let day = option::of((0..20_000_i64).prop_map(|days| date!(2026 - 11 - 23) - Duration::days(days)));
    let position = (3.3..7.2_f64, 50.8..53.5_f64).prop_map(|(lon, lat)| rounded(LonLat { lon, lat }));
    let place = (codes.clone(), vec(codes, 0..3), select(Precision::ALL.to_vec()), position);
    let certainty = option::of(select(vec![Certainty::Verified, Certainty::PartlyVerified]));
    let rest = (tags(), period(), vec(source(), 0..4), day, certainty);
    (texts, place, rest).prop_map(|(texts, place, rest)| {
        let (external_id, title, summary, description, period_text, remark) = texts;
        let (municipality, mut also_in, precision, position) = place;
        let (tags, period, mut sources, last_checked, certainty): (_, _, Vec<Source>, Option<Date>, _) = rest;
        also_in.sort();
        also_in.dedup();
        also_in.retain(|code| *code != municipality);
        let mut once: Vec<Source> = Vec::new();
        sources.retain(|source| {
            !once.contains(source) && {
                once.push(source.clone());
                true
            }
        });
        Candidate {
            photo: None,
            at: At::File,
            external_id,
            title,
            summary,
            description,
            municipality,
            precision,
            tags,
            period,
            period_text,
            sources,
            last_checked,
            remark,
            also_in,
            certainty,
            position,
        }
    })
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    vec(candidate(), 1..4).prop_map(|mut candidates| {
        candidates.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        candidates.dedup_by(|a, b| a.external_id == b.external_id);
        candidates
    })
}

/// A table whose cells are mostly wrong but whose header is right.
fn odd_table() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        "[0-9.,e+-]{1,8}",
        "\\PC{0,12}",
        "(\"|\n|\r|;|,|\t|\u{0}|'|=){0,5}",
        Just("GM0307".to_owned()),
        Just("burgerberaad|T02".to_owned()),
        Just("2026-01-01".to_owned()),
        Just("a <https://b.nl>".to_owned()),
    ];
    vec(vec(cell, 0..13), 0..8).prop_map(|rows| {
        let header =
            "external_id;titel;samenvatting;gemeente;soorten;lon;lat;x;y;startjaar;laatst_gecontroleerd;bronnen";
        let rows = rows.into_iter().map(|cells| cells.join(";"));
        std::iter::once(header.to_owned()).chain(rows).collect::<Vec<_>>().join("\n").into_bytes()
    })
}

/// The built-in content with a few bytes changed, cut off somewhere.
fn damaged_content() -> impl Strategy<Value = Vec<u8>> {
    let changes = vec((0..4_000_usize, any::<u8>()), 0..6);
    (changes, 0..4_000_usize, any::<bool>()).prop_map(|(changes, end, cut)| {
        let features: Vec<&str> = CONTENT.lines().take(5).collect();
        let mut bytes = format!("{}\n]}}", features.join("\n").trim_end_matches(',')).into_bytes();
        for (at, byte) in changes {
            if let Some(old) = bytes.get_mut(at) {
                *old = byte;
            }
        }
        if cut {
            bytes.truncate(end);
        }
        bytes
    })
}

/// Whatever is read, the books balance, every output can be made, and the corrections can be fed in again.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    match read_bytes(bytes) {
        Err(problem) => prop_assert!(problem.to_string().ends_with(['.', '?'])),
        Ok(reading) => {
            let counts = reading.report.counts;
            prop_assert_eq!(counts.valid, reading.candidates.len());
            prop_assert_eq!(counts.invalid, reading.corrections.len());
            prop_assert_eq!(counts.rows, counts.valid + counts.invalid);
            prop_assert_eq!(reading.report.is_clean(), counts.errors == 0);
            prop_assert!(reading.report.to_json().is_ok());
            prop_assert!(std::str::from_utf8(&reading.report.to_csv()).is_ok());
            let text = reading.report.to_text(3);
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{:?}", text);
            for problem in &reading.report.problems {
                prop_assert!(problem.value.chars().count() <= 80);
            }
            if !reading.corrections.is_empty() {
                let again = read_bytes(&reading.corrections.to_csv());
                prop_assert_eq!(again.map(|again| again.report.counts.rows).ok(), Some(counts.invalid));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_report_or_a_sentence(bytes in vec(any::<u8>(), 0..600)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text_gives_a_report_or_a_sentence(text in "[\\[\\]{}\":,;\n\ra-z0-9 |<>]{0,200}") {
        check(text.as_bytes())?;
    }

    #[test]
    fn any_table_gives_a_report(bytes in odd_table()) {
        check(&bytes)?;
    }

    #[test]
    fn damaged_geojson_gives_a_report_or_a_sentence(bytes in damaged_content()) {
        check(&bytes)?;
    }

    #[test]
    fn what_is_written_as_geojson_is_read_back_equal(candidates in candidates()) {
        let reading = reading(geojson_of(&candidates));
        prop_assert!(reading.report.is_clean(), "{}", reading.report.to_text(9));
        prop_assert_eq!(anywhere(reading.candidates), candidates);
    }

    #[test]
    fn what_is_written_as_csv_is_read_back_equal(
        candidates in candidates(),
        separator in select(vec![b',', b';', b'\t']),
        crlf in any::<bool>(),
    ) {
        let line_end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let reading = reading(csv_of(&candidates, separator, line_end));
        prop_assert!(reading.report.is_clean(), "{}", reading.report.to_text(9));
        let read = anywhere(reading.candidates);
        let fingerprints = |candidates: &[Candidate]| candidates.iter().map(Candidate::fingerprint).collect::<Vec<_>>();
        prop_assert_eq!(fingerprints(&read), fingerprints(&candidates));
        prop_assert_eq!(read, candidates);
    }

    #[test]
    fn the_encoding_of_a_file_makes_no_difference(words in vec(select(vec!["coöperatie", "één", "€", "Súd", "wijk"]), 3..9)) {
        let content = reading(CONTENT).candidates;
        let title = Title::parse(&words.join(" ")).expect("a title");
        let mut candidates: Vec<Candidate> = anywhere(content).into_iter().take(2).collect();
        candidates[0].title = title;
        let csv = csv_of(&candidates, b';', csv::Terminator::CRLF);
        let marked = format!("\u{feff}{csv}");
        let (windows, _, unmappable) = WINDOWS_1252.encode(&csv);
        prop_assert!(!unmappable);
        let files = [
            csv.clone().into_bytes(),
            marked.clone().into_bytes(),
            windows.into_owned(),
            marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ];
        for file in files {
            prop_assert_eq!(&anywhere(reading(&file).candidates), &candidates);
        }
    }
}
