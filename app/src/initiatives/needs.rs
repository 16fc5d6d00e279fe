//! What the pages of the Landkaart ask of the server.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::filter::Asked;
use super::marks::Marks;
use super::model::{Initiative, InitiativeId, InitiativeSummary, Taxonomy};
use super::places::Places;
use super::shading::Shading;
use super::statistics::Statistics;
use crate::geo::{Bounds, TileGrid};

/// An answer that takes a while.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, LandkaartError>> + Send + 'a>>;

/// The Landkaart as the pages know it.
pub trait Landkaart: Send + Sync {
    /// The pairs of a query → the view of the Landkaart that they ask for.
    fn browse<'a>(&'a self, pairs: &'a [(String, String)]) -> Answer<'a, Browse>;

    /// A municipality by what stands in its address.
    fn municipality<'a>(&'a self, slug: &'a str) -> Answer<'a, MunicipalityView>;

    /// An initiative by its number.
    fn initiative(&self, id: InitiativeId) -> Answer<'_, InitiativeView>;

    /// What the home page shows of the Landkaart.
    fn overview(&self) -> Answer<'_, Overview>;

    /// The pairs of a query → the Landkaart in figures under its filter.
    fn statistics<'a>(&'a self, pairs: &'a [(String, String)]) -> Answer<'a, Statistics>;

    /// What things are called and where they are.
    fn reference(&self) -> Arc<Reference>;

    /// The day (ISO 8601, UTC) on which the data last changed, as in [`Overview::written_at`]: the initiatives or the lists that
    /// they are read against. After it every page has said the same.
    fn changed_on(&self) -> Option<String>;
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LandkaartError {
    /// There is nothing at this address.
    #[error("there is nothing at this address")]
    NotFound,
    /// There was an initiative here; it has been withdrawn, for this reason when somebody gave one.
    #[error("this initiative has been withdrawn")]
    Gone(Option<String>),
    /// The list has fewer pages than that.
    #[error("the list has {pages} pages")]
    NoSuchPage {
        /// How many pages there are, at least 1.
        pages: u32,
    },
    /// The server cannot answer now; the log says why.
    #[error("the server cannot answer now")]
    Unavailable,
}

/// What things are called and where they are; the same for everyone, changed only by an import.
#[derive(Debug, Default)]
pub struct Reference {
    /// Types and other facets.
    pub taxonomy: Taxonomy,
    /// Municipalities and provinces.
    pub places: Places,
    /// Their shapes, ready to be drawn.
    pub boundaries: Boundaries,
    /// The street map that can be drawn under them.
    pub street_map: Option<StreetMap>,
}

/// The shapes of the municipalities, drawn twice: with few points for the whole country, which travels with every first view,
/// and with many for whoever looks closer.
#[derive(Debug, Default)]
pub struct Boundaries {
    /// For a view of the whole country.
    pub far: Drawing,
    /// For a closer view.
    pub close: Drawing,
    /// Names the closer drawing: another one has another name.
    pub close_name: String,
    /// Rectangle per municipality in RD; `None` for one without a shape.
    pub extents: Vec<Option<Bounds>>,
    /// Who has to be named with any map.
    pub attribution: String,
}

/// Municipalities and provinces as SVG path data in the units of the map (100 m, `y` downwards).
#[derive(Debug, Default)]
pub struct Drawing {
    /// Per municipality (position in [`Places`]); empty for one without a shape.
    pub municipalities: Vec<String>,
    /// The borders between provinces.
    pub provinces: String,
}

impl Boundaries {
    /// The drawing for a view of this part of the country.
    #[must_use]
    pub fn for_frame(&self, frame: &Bounds) -> &Drawing {
        /// A map this wide or wider, in metres, shows nothing of what the closer drawing has more.
        const WIDE: f64 = 150_000.0;
        if frame.width() < WIDE { &self.close } else { &self.far }
    }
}

impl Drawing {
    /// The path of a municipality; nothing for one without a shape.
    #[must_use]
    pub fn municipality(&self, index: usize) -> Option<&str> {
        self.municipalities.get(index).map(String::as_str).filter(|path| !path.is_empty())
    }
}

/// A street map from tiles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreetMap {
    /// The grid of the tiles.
    pub grid: TileGrid,
    /// Who has to be named.
    pub attribution: String,
}

/// A view of the Landkaart.
#[derive(Clone, Debug)]
pub struct Browse {
    /// What the positions in all the rest point into.
    pub reference: Arc<Reference>,
    /// What was asked for.
    pub asked: Asked,
    /// How many initiatives the list holds.
    pub total: u32,
    /// How many of them began outside the place that was asked for, which takes part in them.
    pub begun_elsewhere: u32,
    /// How many of them still have to be checked.
    pub unconfirmed: u32,
    /// How many there are on the whole Landkaart.
    pub everything: u32,
    /// Initiatives per municipality under the filter, position as in [`Places`].
    pub per_municipality: Vec<u32>,
    /// Initiatives per municipality as they are coloured: of one type when the filter says so.
    pub coloured: Vec<u32>,
    /// Of what was found, how often each municipality takes part in what another began.
    pub taking_part: Vec<u32>,
    /// The same of what is coloured.
    pub coloured_taking_part: Vec<u32>,
    /// Initiatives per municipality without any filter, its own and those in which it takes part.
    pub known: Vec<u32>,
    /// The classes of the colours.
    pub shading: Shading,
    /// Per facet and value: how many there are with all other filters applied.
    pub facet_counts: Vec<Vec<u32>>,
    /// The page of the list.
    pub results: Vec<InitiativeSummary>,
    /// How many pages the list has, at least 1.
    pub pages: u32,
    /// What became of the search text.
    pub search: SearchOutcome,
    /// Where there are more when the list is empty.
    pub elsewhere: Vec<Elsewhere>,
    /// What stands on the map.
    pub marks: Marks,
    /// The part of the country in view.
    pub frame: Bounds,
    /// The scale that the marks were made for, in metres per CSS pixel.
    pub scale: f64,
}

/// What became of a search text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchOutcome {
    /// The text as it was searched, when a word had to be corrected.
    pub corrected: Option<String>,
    /// Whether not every word could be matched, so that initiatives with fewer words are shown.
    pub partial: bool,
    /// Municipalities that the text names, as positions in [`Places`].
    pub places: Vec<usize>,
}

/// A step from an empty list to one that is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// What would be let go.
    pub without: Restriction,
    /// How many there would be.
    pub count: u32,
}

/// Something that narrows a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// To the part of the map in view.
    Frame,
    /// To a municipality or province.
    Place,
    /// To values of a facet (position in the taxonomy).
    Facet(usize),
    /// To years.
    Years,
    /// To what was confirmed lately, or was not.
    Checked,
    /// To a text.
    Text,
}

/// A municipality with its initiatives.
#[derive(Clone, Debug)]
pub struct MunicipalityView {
    /// What the positions point into.
    pub reference: Arc<Reference>,
    /// Position of the municipality.
    pub municipality: usize,
    /// Its initiatives, at most 100.
    pub initiatives: Vec<InitiativeSummary>,
    /// How many it has.
    pub total: u32,
    /// Initiatives of other municipalities in which it takes part, at most 100.
    pub takes_part_in: Vec<InitiativeSummary>,
    /// In how many it takes part.
    pub takes_part_total: u32,
    /// Initiatives per municipality in the whole country, to colour the neighbours.
    pub per_municipality: Vec<u32>,
    /// The initiatives of others in which each municipality takes part.
    pub taking_part: Vec<u32>,
    /// How many of them still have to be checked.
    pub unconfirmed: Vec<u32>,
    /// Classes of the colours.
    pub shading: Shading,
}

/// An initiative with its surroundings.
#[derive(Clone, Debug)]
pub struct InitiativeView {
    /// What the positions point into.
    pub reference: Arc<Reference>,
    /// The initiative.
    pub initiative: Initiative,
    /// Others of the same type, nearest first, at most four.
    pub alike: Vec<InitiativeSummary>,
    /// Initiatives per municipality in the whole country, to colour its surroundings.
    pub per_municipality: Vec<u32>,
    /// The initiatives of others in which each municipality takes part.
    pub taking_part: Vec<u32>,
    /// Classes of the colours.
    pub shading: Shading,
}

/// The Landkaart in a glance.
#[derive(Clone, Debug)]
pub struct Overview {
    /// What the positions point into.
    pub reference: Arc<Reference>,
    /// How many initiatives there are.
    pub total: u32,
    /// How many of them still have to be checked.
    pub unconfirmed: u32,
    /// How many there are per municipality.
    pub per_municipality: Vec<u32>,
    /// The initiatives of others in which each municipality takes part.
    pub taking_part: Vec<u32>,
    /// Classes of the colours.
    pub shading: Shading,
    /// Those that began last, at most three.
    pub newest: Vec<InitiativeSummary>,
    /// How many there are per type, in the order of the taxonomy.
    pub per_type: Vec<u32>,
    /// When the data last changed, as RFC 3339: on paper, in the description of the data and in an empty feed.
    pub written_at: String,
}
