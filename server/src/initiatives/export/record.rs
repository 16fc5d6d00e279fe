//! An initiative as JSON. The names of its properties are those of the interchange format that `dia import` reads, in every
//! form in which initiatives leave the platform, so that one codebook explains them all.

use app::initiatives::codebook::property_of;
use app::initiatives::model::{STATUS_FACET, slug};
use app::initiatives::needs::Reference;
use serde::ser::{Serialize, SerializeMap, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::rows::FullRow;

/// Who reads the properties.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reader<'a> {
    /// An import, which knows these columns and no others.
    Import,
    /// A program, which also wants to know where the page is and when it changed; holds the address of the site.
    Program(&'a str),
    /// The REST interface, which has no geometry and follows links; holds the address of the site.
    Rest(&'a str),
}

/// The properties of an initiative, in the order of the interchange format.
pub(super) struct Properties<'a> {
    pub(super) row: &'a FullRow,
    pub(super) reference: &'a Reference,
    pub(super) reader: Reader<'a>,
}

/// The page of an initiative.
pub(super) fn page_of(base: &str, row: &FullRow) -> String {
    format!("{base}/landkaart/initiatief/{}-{}", row.id, slug(&row.title))
}

/// A moment in seconds since 1970 as RFC 3339.
pub(in super::super) fn moment(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}

#[derive(serde::Serialize)]
struct Source<'a> {
    titel: &'a str,
    url: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Position {
    lon: f64,
    lat: f64,
}

#[derive(serde::Serialize)]
struct Link {
    href: String,
}

#[derive(serde::Serialize)]
struct Links {
    #[serde(rename = "self")]
    own: Link,
    html: Link,
    gemeente: Link,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { row, reference, reader } = self;
        let places = &reference.places;
        let place = places.municipality(&row.municipality_code).map(|index| &places.municipalities()[index]);
        let mut map = serializer.serialize_map(None)?;
        if let Reader::Rest(_) = reader {
            map.serialize_entry("id", &row.id)?;
        }
        map.serialize_entry("external_id", &row.external_id)?;
        map.serialize_entry("titel", &row.title)?;
        map.serialize_entry("samenvatting", &row.summary)?;
        map.serialize_entry("beschrijving", &row.description)?;
        map.serialize_entry("gemeente", &row.municipality_code)?;
        map.serialize_entry("gemeentenaam", &place.map(|place| &place.name))?;
        map.serialize_entry("ook_in", &row.also_in().collect::<Vec<_>>())?;
        map.serialize_entry("precisie", &row.place_precision)?;
        for facet in &reference.taxonomy.facets {
            let mut values = row.values(&facet.code);
            if facet.code == STATUS_FACET {
                map.serialize_entry(&facet.code, &values.next())?;
            } else {
                map.serialize_entry(property_of(&facet.code), &values.collect::<Vec<_>>())?;
            }
        }
        map.serialize_entry("startjaar", &row.start_year)?;
        map.serialize_entry("eindjaar", &row.end_year)?;
        map.serialize_entry("periode_tekst", &row.period_text)?;
        map.serialize_entry("bronnen", &row.sources().map(|(titel, url)| Source { titel, url }).collect::<Vec<_>>())?;
        map.serialize_entry("laatst_gecontroleerd", &row.last_checked)?;
        map.serialize_entry("zekerheid", &row.certainty)?;
        map.serialize_entry("opmerking", &row.remark)?;
        if let Reader::Program(base) | Reader::Rest(base) = reader {
            let province = place.and_then(|place| place.province).map(|province| &places.provinces()[province].name);
            map.serialize_entry("onbevestigd", &row.unconfirmed_since.is_some())?;
            map.serialize_entry("provincie", &province)?;
            map.serialize_entry("bijgewerkt", &moment(row.updated_at))?;
            map.serialize_entry("webadres", &page_of(base, row))?;
        }
        if let Reader::Rest(base) = reader {
            let position = row.position();
            map.serialize_entry("positie", &Position { lon: position.lon, lat: position.lat })?;
            let gemeente = format!("{base}/api/v1/gemeenten/{}", row.municipality_code);
            map.serialize_entry(
                "_links",
                &Links {
                    own: Link { href: format!("{base}/api/v1/initiatieven/{}", row.id) },
                    html: Link { href: page_of(base, row) },
                    gemeente: Link { href: gemeente },
                },
            )?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::tests::example;
    use super::*;

    #[test]
    fn an_import_gets_its_own_columns_and_a_program_the_address_too() {
        let reference = Reference::default();
        let row = example();
        let text =
            |reader| serde_json::to_value(Properties { row: &row, reference: &reference, reader }).expect("JSON");
        let import = text(Reader::Import);
        assert_eq!(import["bronnen"][1]["url"], serde_json::Value::Null);
        assert!(import.get("webadres").is_none());
        assert_eq!(
            text(Reader::Program("https://example.org"))["webadres"],
            "https://example.org/landkaart/initiatief/7-wijk-raad-1"
        );
        assert_eq!(text(Reader::Rest(""))["_links"]["self"]["href"], "/api/v1/initiatieven/7");
    }

    #[test]
    fn a_moment_is_written_as_rfc_3339() {
        assert_eq!(moment(1_700_000_000), "2023-11-14T22:13:20Z");
    }
}
