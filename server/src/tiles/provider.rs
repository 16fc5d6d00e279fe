//! Which tiles, from where, and who has to be named.

use std::fmt;
use std::str::FromStr;

use app::geo::tiles::{TileGrid, TileId};
use app::initiatives::needs::StreetMap;

/// PDOK's BRT background map in RD, the grey variant, made to lie under data. Licence: CC BY 4.0, Kadaster.
const PDOK: &str = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:28992/{z}/{x}/{y}.png";

/// The tile server of the OpenStreetMap foundation, for light use only. Licence of the data: `ODbL`.
const OSM: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

/// The setting `DIA_TILES`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TileProvider {
    /// No street map.
    None,
    /// PDOK in RD.
    Pdok,
    /// OpenStreetMap in Web Mercator.
    Osm,
    /// Another server, in RD when its address says `28992`, otherwise in Web Mercator.
    Template(String),
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

impl fmt::Display for TileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Pdok => "pdok",
            Self::Osm => "osm",
            Self::Template(template) => template,
        })
    }
}

impl TileProvider {
    /// What pages need to know; nothing without a street map.
    #[must_use]
    pub fn street_map(&self) -> Option<StreetMap> {
        let (grid, attribution) = match self {
            Self::None => return None,
            Self::Pdok => (TileGrid::Rd, "Straatkaart: BRT, © Kadaster (CC BY 4.0)"),
            Self::Osm => (TileGrid::Mercator, "Straatkaart: © OpenStreetMap-bijdragers (ODbL)"),
            Self::Template(template) if template.contains("28992") => (TileGrid::Rd, ""),
            Self::Template(_) => (TileGrid::Mercator, ""),
        };
        Some(StreetMap { grid, attribution: attribution.to_owned() })
    }

    /// Where a tile is fetched.
    pub(super) fn address(&self, tile: TileId) -> Option<String> {
        let template = match self {
            Self::None => return None,
            Self::Pdok => PDOK,
            Self::Osm => OSM,
            Self::Template(template) => template,
        };
        Some(
            template
                .replace("{z}", &tile.z().to_string())
                .replace("{x}", &tile.x().to_string())
                .replace("{y}", &tile.y().to_string()),
        )
    }
}
