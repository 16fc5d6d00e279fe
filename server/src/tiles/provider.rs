//! Which tiles, from where, and who has to be named.

use std::fmt;
use std::str::FromStr;

use app::geo::tiles::{TileGrid, TileId};
use app::initiatives::needs::StreetMap;

/// PDOK, which serves the BRT background map of Kadaster (CC BY 4.0).
const PDOK: &str = "https://service.pdok.nl";

/// The grey variant of that map in RD, made to lie under data.
const PDOK_PATH: &str = "/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/{z}/{x}/{y}.png";

/// The tile server of the OpenStreetMap foundation, for light use only. Licence of the data: `ODbL`.
const OSM: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

/// The setting `DIA_TILES`.
#[derive(Clone, PartialEq, Eq)]
pub enum TileProvider {
    /// No street map.
    None,
    /// PDOK in RD.
    Pdok,
    /// OpenStreetMap in Web Mercator.
    Osm,
    /// Another server, in RD when its address says `28992`, otherwise in Web Mercator. May hold a key, so it is never shown.
    Template(String),
}

/// A template says nothing about who made the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "DIA_TILES_ATTRIBUTION is not set: with a template for DIA_TILES it has to say who made the map, such as “© Kadaster”."
)]
pub struct NoAttribution;

/// Where tiles come from: what the cache asks, and what pages show.
#[derive(Clone)]
pub(crate) struct TileSource {
    /// A name for the folder in which its tiles are kept.
    pub(super) name: String,
    /// Grid, and who has to be named.
    pub(crate) street_map: StreetMap,
    template: String,
}

impl FromStr for TileProvider {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "" | "none" | "geen" => Ok(Self::None),
            "pdok" => Ok(Self::Pdok),
            "osm" => Ok(Self::Osm),
            template
                if (template.starts_with("http://") || template.starts_with("https://"))
                    && ["{z}", "{x}", "{y}"].iter().all(|place| template.contains(place)) =>
            {
                Ok(Self::Template(template.to_owned()))
            }
            _ => Err("it should be none, pdok, osm, or an address with {z}, {x} and {y}".into()),
        }
    }
}

impl fmt::Debug for TileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Pdok => "pdok",
            Self::Osm => "osm",
            Self::Template(_) => "a template",
        })
    }
}

impl TileProvider {
    /// Where tiles come from; nothing without a street map. `attribution` is who has to be named with a template.
    pub(crate) fn source(&self, attribution: Option<&str>) -> Result<Option<TileSource>, NoAttribution> {
        match self {
            Self::None => Ok(None),
            Self::Pdok => Ok(Some(TileSource::pdok(PDOK))),
            Self::Osm => {
                let named = "Straatkaart: © OpenStreetMap-bijdragers (ODbL)";
                Ok(Some(TileSource::new("osm", OSM.to_owned(), TileGrid::Mercator, named)))
            }
            Self::Template(template) => {
                let named = attribution.map(str::trim).filter(|named| !named.is_empty()).ok_or(NoAttribution)?;
                let grid = if template.contains("28992") { TileGrid::Rd } else { TileGrid::Mercator };
                let name = crate::http::negotiation::content_hash(template.as_bytes());
                Ok(Some(TileSource::new(&name, template.clone(), grid, named)))
            }
        }
    }
}

impl TileSource {
    fn new(name: &str, template: String, grid: TileGrid, attribution: &str) -> Self {
        let street_map = StreetMap { grid, attribution: attribution.to_owned() };
        Self { name: name.to_owned(), street_map, template }
    }

    /// The tiles of PDOK at an address where it answers.
    pub(super) fn pdok(base: &str) -> Self {
        Self::new("pdok", format!("{base}{PDOK_PATH}"), TileGrid::Rd, "Straatkaart: BRT, © Kadaster (CC BY 4.0)")
    }

    /// Where a tile is fetched.
    pub(super) fn address(&self, tile: TileId) -> String {
        self.template
            .replace("{z}", &tile.z().to_string())
            .replace("{x}", &tile.x().to_string())
            .replace("{y}", &tile.y().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "https://tiles.example/{z}/{x}/{y}.png?key=geheim";

    #[test]
    fn a_template_needs_somebody_to_name_and_the_others_name_their_own() {
        let template: TileProvider = TEMPLATE.parse().expect("a template");
        assert_eq!(template.source(None).err(), Some(NoAttribution));
        assert_eq!(template.source(Some("  ")).err(), Some(NoAttribution));
        let source = template.source(Some("© Maker")).expect("a source").expect("a street map");
        assert_eq!(source.street_map, StreetMap { grid: TileGrid::Mercator, attribution: "© Maker".into() });
        for (provider, named) in [(TileProvider::Pdok, "Kadaster"), (TileProvider::Osm, "OpenStreetMap")] {
            let source = provider.source(None).expect("a source").expect("a street map");
            assert!(source.street_map.attribution.contains(named));
        }
        assert!(TileProvider::None.source(None).is_ok_and(|source| source.is_none()));
    }

    #[test]
    fn a_key_in_a_template_is_never_shown() {
        let template: TileProvider = TEMPLATE.parse().expect("a template");
        assert!(!format!("{template:?}").contains("geheim"));
    }
}
