//! The open data as a set: what it is, who is responsible, and where it can be had. The page and both descriptions for
//! machines (schema.org in the page, DCAT for catalogues) are made of this, so that they say the same.

use crate::texts::t;

/// The licence of the descriptions: no rights reserved.
pub const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// The first year that an initiative can have.
pub const FIRST_YEAR: u16 = 1945;

/// Where the initiatives are: west, south, east and north in degrees. The Netherlands in Europe, and the public bodies; a
/// rectangle around both would be mostly ocean.
pub const EXTENTS: [[f64; 4]; 2] = [[3.35, 50.75, 7.24, 53.56], [-68.42, 12.02, -62.94, 17.65]];

/// What catalogues want to know.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Its name.
    pub title: String,
    /// What is in it.
    pub description: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Who makes and publishes it.
    pub publisher: String,
    /// The files.
    pub files: Vec<File>,
    /// The services that answer questions.
    pub services: [Service; 2],
}

/// A file with everything, or with what the filter leaves.
#[derive(Clone, Debug)]
pub struct File {
    /// The name of its form.
    pub form: &'static str,
    /// Its path.
    pub path: &'static str,
    /// Its media type (IANA).
    pub media_type: &'static str,
    /// Its code in the list of file types of the European Union.
    pub file_type: &'static str,
    /// What it is.
    pub title: String,
    /// What it is good for.
    pub use_for: String,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name of its kind.
    pub form: &'static str,
    /// Where it begins.
    pub path: &'static str,
    /// Where one of its answers with data is, for those who want to see some.
    pub example: &'static str,
    /// The media type of that answer.
    pub media_type: &'static str,
    /// The path of its OpenAPI document.
    pub description: &'static str,
    /// The standard that it follows.
    pub standard: &'static str,
    /// Its name.
    pub title: String,
    /// What it is good for.
    pub use_for: String,
}

/// The dataset.
#[must_use]
pub fn dataset() -> Dataset {
    let file =
        |form, path, media_type, file_type, title, use_for| File { form, path, media_type, file_type, title, use_for };
    Dataset {
        title: t!("data-name-value"),
        description: t!("data-description"),
        keywords: t!("data-keywords").split(", ").map(str::to_owned).collect(),
        publisher: t!("site-name"),
        files: vec![
            file(
                "GeoJSON",
                "/api/v1/initiatieven.geojson",
                "application/geo+json",
                "GEOJSON",
                t!("data-file-geojson"),
                t!("data-form-geojson"),
            ),
            file("CSV", "/api/v1/initiatieven.csv", "text/csv", "CSV", t!("data-file-csv"), t!("data-form-csv")),
            file(
                "GeoJSON",
                "/api/v1/gemeenten.geojson",
                "application/geo+json",
                "GEOJSON",
                t!("data-file-municipalities-geojson"),
                t!("data-form-municipalities-geojson"),
            ),
            file(
                "CSV",
                "/api/v1/gemeenten.csv",
                "text/csv",
                "CSV",
                t!("data-file-municipalities-csv"),
                t!("data-form-municipalities-csv"),
            ),
            file(
                "Atom",
                "/landkaart/feed.atom",
                "application/atom+xml",
                "ATOM",
                t!("data-file-atom"),
                t!("data-form-atom"),
            ),
            file("SVG", "/landkaart/kaart.svg", "image/svg+xml", "SVG", t!("data-file-svg"), t!("data-form-svg")),
        ],
        services: [
            Service {
                form: "REST",
                path: "/api/v1",
                example: "/api/v1/initiatieven",
                media_type: "application/json",
                description: "/api/v1/openapi.json",
                standard: "https://logius-standaarden.github.io/API-Design-Rules/",
                title: t!("data-service-rest"),
                use_for: t!("data-form-json"),
            },
            Service {
                form: "OGC API Features",
                path: "/ogc/v1",
                example: "/ogc/v1/collections/initiatieven/items",
                media_type: "application/geo+json",
                description: "/ogc/v1/openapi.json",
                standard: "http://www.opengis.net/doc/IS/ogcapi-features-1/1.0",
                title: t!("data-service-ogc"),
                use_for: t!("data-form-ogc"),
            },
        ],
    }
}

/// The rights to everything that is not ours.
#[must_use]
pub fn rights(attribution: &str) -> String {
    t!("data-rights", attribution = attribution)
}

/// Where data in the set come from: address and name.
#[must_use]
pub fn sources() -> [(&'static str, String); 2] {
    [("https://www.cbs.nl/", t!("data-source-borders")), ("https://www.geonames.org/", t!("data-source-names"))]
}

/// The name of each of the [`EXTENTS`].
#[must_use]
pub fn extent_names() -> [String; 2] {
    [t!("data-extent-europe"), t!("data-extent-caribbean")]
}
