//! A filter as it is written in an address.

use form_urlencoded::Serializer;

use super::Filter;
use super::frame::frame_text;
use crate::initiatives::model::{TYPE_FACET, Taxonomy};
use crate::initiatives::places::Places;

/// The names in the query, apart from the facets' own codes.
pub(super) const TEXT: &str = "q";
pub(super) const PROVINCE: &str = "provincie";
pub(super) const MUNICIPALITY: &str = "gemeente";
pub(super) const FROM: &str = "vanaf";
pub(super) const UNTIL: &str = "tot";
/// Whether it was confirmed lately.
pub const CHECKED: &str = "gecontroleerd";
pub(super) const FRAME: &str = "kader";
pub(super) const WITHIN: &str = "binnen";
pub(super) const COLOUR: &str = "kleur";
/// The page of the list.
pub const PAGE: &str = "pagina";

impl Filter {
    /// The names that mean something in a query, in the order in which they are written.
    pub fn fields(taxonomy: &Taxonomy) -> impl Iterator<Item = &str> {
        let facets = taxonomy.facets.iter().map(|facet| facet.code.as_str());
        let rest = [PROVINCE, MUNICIPALITY, FROM, UNTIL, CHECKED, FRAME, WITHIN, COLOUR, PAGE];
        std::iter::once(TEXT).chain(facets).chain(rest)
    }

    /// The query of this view, with the fields in a fixed order and nothing superfluous; empty for the whole country.
    #[must_use]
    pub fn query(&self, taxonomy: &Taxonomy, places: &Places) -> String {
        let mut query = Serializer::new(String::new());
        if !self.text.is_empty() {
            query.append_pair(TEXT, &self.text);
        }
        for (&facet, values) in &self.tags {
            for &value in values {
                let facet = &taxonomy.facets[facet];
                query.append_pair(&facet.code, &facet.values[value].code);
            }
        }
        if let Some(province) = self.province {
            query.append_pair(PROVINCE, &places.provinces()[province].slug);
        }
        if let Some(municipality) = self.municipality {
            query.append_pair(MUNICIPALITY, &places.municipalities()[municipality].slug);
        }
        for (field, year) in [(FROM, self.from), (UNTIL, self.until)] {
            if let Some(year) = year {
                query.append_pair(field, &year.to_string());
            }
        }
        if let Some(checked) = self.checked {
            query.append_pair(CHECKED, checked.code());
        }
        if let Some(frame) = self.frame {
            query.append_pair(FRAME, &frame_text(&frame));
        }
        if self.within_frame {
            query.append_pair(WITHIN, FRAME);
        }
        if let (Some(value), Some(facet)) = (self.colour, taxonomy.facet(TYPE_FACET)) {
            query.append_pair(COLOUR, &facet.values[value].code);
        }
        if self.page > 1 {
            query.append_pair(PAGE, &self.page.to_string());
        }
        query.finish()
    }

    /// An address with the query of this view.
    #[must_use]
    pub fn address(&self, path: &str, taxonomy: &Taxonomy, places: &Places) -> String {
        let query = self.query(taxonomy, places);
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}
