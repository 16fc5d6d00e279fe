//! The fields in which initiatives and municipalities leave the platform: what each is called, what it means, and in which
//! forms it stands. The page explains this list, and the files get their columns from it; tests hold every form to it.

use super::model::{STATUS_FACET, TYPE_FACET, Taxonomy};
use crate::texts::t;

/// A form in which data leave the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The table.
    Csv,
    /// The file with geometries.
    GeoJson,
    /// The service with geometries (OGC API Features).
    Features,
    /// The REST interface.
    Json,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Csv, Self::GeoJson, Self::Features, Self::Json];

    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::GeoJson => "GeoJSON",
            Self::Features => "OGC",
            Self::Json => "JSON",
        }
    }
}

/// A column of a table or a property of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the data.
    pub name: String,
    /// What it says.
    pub meaning: String,
    /// What can stand in it.
    pub values: String,
    /// Where it stands.
    pub forms: &'static [Form],
}

/// Forms with a geometry, where a feature has its number outside the properties.
const FEATURES: &[Form] = &[Form::GeoJson, Form::Features];
/// Everything that is no table.
const OBJECTS: &[Form] = &[Form::GeoJson, Form::Features, Form::Json];
/// What programs get besides what an import reads.
const PROGRAMS: &[Form] = &[Form::Features, Form::Json];
const TABLE: &[Form] = &[Form::Csv];
const REST: &[Form] = &[Form::Json];

fn field(name: &str, meaning: String, values: String, forms: &'static [Form]) -> Field {
    Field { name: name.to_owned(), meaning, values, forms }
}

/// The name of a facet among the fields.
#[must_use]
pub fn property_of(facet: &str) -> &str {
    if facet == TYPE_FACET { "soorten" } else { facet }
}

/// The fields of an initiative, in the order of the table.
#[must_use]
pub fn of_initiative(taxonomy: &Taxonomy) -> Vec<Field> {
    let facets = taxonomy.facets.iter().map(|facet| {
        let meaning = match facet.code.as_str() {
            TYPE_FACET => t!("field-types"),
            _ => t!("field-facet", name = facet.label.as_str()),
        };
        let values = if facet.code == STATUS_FACET { t!("values-code") } else { t!("values-codes") };
        field(property_of(&facet.code), meaning, values, &Form::ALL)
    });
    let before = [
        field("id", t!("field-id"), t!("values-number"), OBJECTS),
        field("external_id", t!("field-external-id"), t!("values-text"), &Form::ALL),
        field("titel", t!("field-title"), t!("values-text"), &Form::ALL),
        field("samenvatting", t!("field-summary"), t!("values-text"), &Form::ALL),
        field("beschrijving", t!("field-description"), t!("values-text-or-empty"), &Form::ALL),
        field("gemeente", t!("field-municipality"), t!("values-municipality"), &Form::ALL),
        field("gemeentenaam", t!("field-municipality-name"), t!("values-text"), &Form::ALL),
        field("ook_in", t!("field-also"), t!("values-municipalities"), &Form::ALL),
        field("precisie", t!("field-precision"), t!("values-precision"), &Form::ALL),
    ];
    let after = [
        field("startjaar", t!("field-start-year"), t!("values-year"), &Form::ALL),
        field("eindjaar", t!("field-end-year"), t!("values-year"), &Form::ALL),
        field("periode_tekst", t!("field-period"), t!("values-text-or-empty"), &Form::ALL),
        field("bronnen", t!("field-sources"), t!("values-sources"), &Form::ALL),
        field("laatst_gecontroleerd", t!("field-checked"), t!("values-day"), &Form::ALL),
        field("zekerheid", t!("field-certainty"), t!("values-certainty"), &Form::ALL),
        field("opmerking", t!("field-remark"), t!("values-text-or-empty"), &Form::ALL),
        field("lon", t!("field-lon"), t!("values-degrees"), TABLE),
        field("lat", t!("field-lat"), t!("values-degrees"), TABLE),
        field("geometry", t!("field-point"), t!("values-point"), FEATURES),
        field("positie", t!("field-point"), t!("values-position"), REST),
        field("onbevestigd", t!("field-stale"), t!("values-yes-no"), PROGRAMS),
        field("provincie", t!("field-province"), t!("values-province"), PROGRAMS),
        field("bijgewerkt", t!("field-updated"), t!("values-moment"), PROGRAMS),
        field("webadres", t!("field-page"), t!("values-address"), PROGRAMS),
        field("_links", t!("field-links"), t!("values-addresses"), REST),
    ];
    before.into_iter().chain(facets).chain(after).collect()
}

/// The fields of a municipality, in the order of the table.
#[must_use]
pub fn of_municipality() -> Vec<Field> {
    vec![
        field("code", t!("field-code"), t!("values-municipality"), &Form::ALL),
        field("naam", t!("field-municipality-name"), t!("values-text"), &Form::ALL),
        field("slug", t!("field-slug"), t!("values-slug"), OBJECTS),
        field("provinciecode", t!("field-province-code"), t!("values-province-code"), &Form::ALL),
        field("provincie", t!("field-province"), t!("values-province"), &Form::ALL),
        field("initiatieven", t!("field-count"), t!("values-number"), &Form::ALL),
        field("lon", t!("field-label-lon"), t!("values-degrees"), TABLE),
        field("lat", t!("field-label-lat"), t!("values-degrees"), TABLE),
        field("geometry", t!("field-outline"), t!("values-outline"), FEATURES),
        field("positie", t!("field-label"), t!("values-position"), REST),
        field("vroegereNamen", t!("field-former-names"), t!("values-names"), REST),
        field("webadres", t!("field-page"), t!("values-address"), OBJECTS),
        field("_links", t!("field-links"), t!("values-addresses"), REST),
    ]
}

/// The names of the fields in a form, in their order.
#[must_use]
pub fn names(fields: Vec<Field>, form: Form) -> Vec<String> {
    fields.into_iter().filter(|field| field.forms.contains(&form)).map(|field| field.name).collect()
}
