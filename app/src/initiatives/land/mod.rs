//! The municipalities as SVG: links with the shape, the colour and the name of each.
//!
//! The first view draws 342 of them, so they are written as one string instead of as a thousand components. Everything
//! that comes from data is escaped here.

mod names;

use std::borrow::Cow;
use std::fmt::Write as _;

use super::needs::Reference;
use super::shading::Shading;
use crate::geo::Bounds;
use crate::texts::t;

pub use names::{Choice, Names};

/// The class of a place of which nothing at all is known.
pub const UNKNOWN: char = '0';

/// The class of a place of which something is known, but nothing of what was chosen.
pub const NONE_CHOSEN: char = 'f';

/// The class of a place that takes part in what another began, and began nothing itself.
pub const TAKES_PART: char = 'd';

/// How the municipalities are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Land<'a> {
    /// Shapes and names.
    pub reference: &'a Reference,
    /// Initiatives per municipality of what was chosen, position as in the places.
    pub counts: &'a [u32],
    /// Initiatives of others per municipality in which it takes part, of what was chosen.
    pub taking_part: &'a [u32],
    /// All initiatives per municipality that are known; what was chosen counts among them anyhow.
    pub known: &'a [u32],
    /// What was chosen.
    pub choice: Choice,
    /// The classes of the colours.
    pub shading: &'a Shading,
    /// Draw only what reaches into this part of the country; everything when absent.
    pub within: Option<Bounds>,
    /// The municipality that the page is about.
    pub selected: Option<usize>,
    /// Whether links open beside the page, as in a frame on another site.
    pub beside: bool,
}

impl<'a> Land<'a> {
    /// Everything that is known, as links on this page.
    #[must_use]
    pub fn of_everything(
        reference: &'a Reference,
        counts: &'a [u32],
        taking_part: &'a [u32],
        shading: &'a Shading,
    ) -> Self {
        Self {
            reference,
            counts,
            taking_part,
            known: counts,
            choice: Choice::Everything,
            shading,
            within: None,
            selected: None,
            beside: false,
        }
    }

    /// The municipalities: the content of `g.map__municipalities`. Those that reach into the frame are links; the browser
    /// makes links of the others when they come into view, so that there are never too many at a time.
    #[must_use]
    pub fn municipalities(&self, frame: &Bounds) -> String {
        let boundaries = &self.reference.boundaries;
        let far = &boundaries.far;
        let mut markup = String::with_capacity(far.municipalities.iter().map(String::len).sum::<usize>() + 64 * 1024);
        let mut names = Names::default();
        for index in 0..self.reference.places.municipalities().len() {
            if self.outside(index) {
                continue;
            }
            let extent = boundaries.extents.get(index).copied().flatten();
            let in_view = extent.is_none_or(|extent| extent.intersects(frame));
            let drawing = if in_view { boundaries.for_frame(frame) } else { far };
            let Some(path) = drawing.municipality(index) else { continue };
            self.open_link(&mut markup, index, in_view);
            let _ =
                write!(markup, r#"<path d="{}"/><title>{}</title></a>"#, escape(path), escape(&names.of(self, index)));
        }
        markup
    }

    /// Only the colours, without links: what lies under a street map, and shows where a tile of it is missing.
    #[must_use]
    pub fn ground(&self, frame: &Bounds) -> String {
        let drawing = self.reference.boundaries.for_frame(frame);
        let mut markup = String::new();
        for index in (0..drawing.municipalities.len()).filter(|&index| !self.outside(index)) {
            if let Some(path) = drawing.municipality(index) {
                let _ = write!(markup, r#"<path class="k{}" d="{}"/>"#, self.class(index), escape(path));
            }
        }
        markup
    }

    /// The three public bodies in the Caribbean, which no map of the Netherlands reaches: a frame with a circle and a name
    /// each. Empty when there are none.
    #[must_use]
    pub fn inset(&self, frame: &Bounds) -> String {
        let bodies = || self.reference.places.municipalities().iter().enumerate().filter(|(_, p)| p.province.is_none());
        let Some((left, top, bottom)) = bodies().map(|(_, place)| place.rd.to_map()).fold(None, |edges, (x, y)| {
            let (left, top, bottom) = edges.unwrap_or((x, y, y));
            Some((f64::min(left, x), f64::min(top, y), f64::max(bottom, y)))
        }) else {
            return String::new();
        };
        let mut names = Names::default();
        let (x, y, height) = (left - 60.0, top - 190.0, bottom - top + 260.0);
        let mut markup = format!(
            r#"<rect class="map__inset-frame" x="{x}" y="{y}" width="900" height="{height}" rx="12"/><text class="map__inset-title" x="{}" y="{}">{}</text>"#,
            left - 15.0,
            top - 115.0,
            escape(&t!("landkaart-map-inset"))
        );
        for (index, place) in bodies() {
            let (x, y) = place.rd.to_map();
            self.open_link(&mut markup, index, frame.contains(place.rd));
            let _ = write!(
                markup,
                r#"<circle cx="{x}" cy="{y}" r="32"/><text x="{}" y="{y}">{}</text><title>{}</title></a>"#,
                x + 60.0,
                escape(&place.name),
                escape(&names.of(self, index))
            );
        }
        markup
    }

    /// The class of every place, in order: what the browser needs to colour the map anew.
    #[must_use]
    pub fn classes(&self) -> String {
        (0..self.reference.places.municipalities().len()).map(|index| self.class(index)).collect()
    }

    /// Whether a place of this class is drawn.
    #[must_use]
    pub fn shows(&self, class: char) -> bool {
        let mut drawn = (0..self.reference.places.municipalities().len()).filter(|&index| !self.outside(index));
        drawn.any(|index| self.class(index) == class)
    }

    fn open_link(&self, markup: &mut String, index: usize, in_view: bool) {
        let place = &self.reference.places.municipalities()[index];
        // What has a place in the order of stops can be operated too, link or not.
        let (href, stop) = if in_view { ("href", r#" tabindex="-1""#) } else { ("data-href", "") };
        let _ = write!(
            markup,
            r#"<a {href}="/landkaart/gemeente/{}" class="m k{}{}"{stop}{}>"#,
            escape(&place.slug),
            self.class(index),
            if self.selected == Some(index) { " is-selected" } else { "" },
            if self.beside { r#" target="_blank" rel="noopener""# } else { "" }
        );
    }

    fn count(&self, index: usize) -> u32 {
        self.counts.get(index).copied().unwrap_or_default()
    }

    fn takes_part(&self, index: usize) -> u32 {
        self.taking_part.get(index).copied().unwrap_or_default()
    }

    /// The class of a place, as in the names of the classes `k0` to `k6`, `kd` and `kf`.
    #[must_use]
    pub fn class(&self, index: usize) -> char {
        match self.count(index) {
            0 if self.takes_part(index) > 0 => TAKES_PART,
            0 if self.is_known(index) => NONE_CHOSEN,
            0 => UNKNOWN,
            count => char::from(b'0' + self.shading.class(count)),
        }
    }

    fn is_known(&self, index: usize) -> bool {
        self.known.get(index).is_some_and(|&known| known > 0)
    }

    fn outside(&self, index: usize) -> bool {
        let extent = self.reference.boundaries.extents.get(index).copied().flatten();
        self.within.is_some_and(|frame| !extent.is_some_and(|extent| extent.intersects(&frame)))
    }
}

/// Text as it may stand between tags and in attributes.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::reference;

    fn land<'a>(reference: &'a Reference, counts: &'a [u32], shading: &'a Shading) -> Land<'a> {
        Land::of_everything(reference, counts, &[], shading)
    }

    #[test]
    fn a_municipality_is_a_link_with_its_class_and_its_name_in_the_order_of_the_places() {
        let reference = reference();
        let counts = [2, 0, 0];
        let shading = Shading::of(&counts);
        let markup = land(&reference, &counts, &shading).municipalities(&Bounds::NETHERLANDS);
        let first = r#"<a href="/landkaart/gemeente/amersfoort" class="m k3" tabindex="-1"><path d="M0 0h10v10z"/><title>Amersfoort: 2 initiatieven</title></a>"#;
        assert!(markup.starts_with(first), "{markup}");
        assert_eq!(markup.matches("<a ").count(), 2, "a public body has no shape");
        assert!(markup.contains("nog geen initiatief bekend"));
    }

    #[test]
    fn a_name_cannot_break_out_of_its_place() {
        assert_eq!(escape(r#"<a b="c">&'"#), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
        let reference = reference();
        let shading = Shading::of(&[]);
        let markup = land(&reference, &[], &shading).municipalities(&Bounds::NETHERLANDS);
        assert!(!markup.contains("<script>") && markup.contains("&lt;script&gt;"), "{markup}");
    }

    #[test]
    fn a_place_that_only_takes_part_is_neither_unknown_nor_coloured() {
        let reference = reference();
        let (counts, taking_part) = ([1, 0, 0], [1, 2, 0]);
        let shading = Shading::of(&counts);
        let land = Land { taking_part: &taking_part, ..land(&reference, &counts, &shading) };
        assert_eq!(land.classes(), "3d0");
        assert_eq!(Names::default().of(&land, 0), "Amersfoort: 1 initiatief");
        assert!(Names::default().of(&land, 1).ends_with(": doet mee aan 2 initiatieven van andere gemeenten"));
        let of_a_type = Land { known: &[1, 1, 0], choice: Choice::Both, taking_part: &[0, 1, 0], ..land };
        assert!(Names::default().of(&of_a_type, 1).ends_with(": doet mee aan 1 initiatief van deze soort"));
        assert!(land.shows(TAKES_PART) && Land { within: reference.boundaries.extents[0], ..land }.shows('3'));
        assert!(!Land { within: reference.boundaries.extents[0], ..land }.shows(TAKES_PART), "it lies elsewhere");
    }

    #[test]
    fn only_what_reaches_into_the_frame_is_drawn() {
        let reference = reference();
        let shading = Shading::of(&[]);
        let frame = reference.boundaries.extents[0].expect("a shape");
        let near = Land { within: Some(frame), ..land(&reference, &[], &shading) };
        assert_eq!(near.municipalities(&frame).matches("<a ").count(), 1);
    }

    #[test]
    fn what_lies_outside_the_frame_is_drawn_but_is_no_link_yet() {
        let reference = reference();
        let shading = Shading::of(&[]);
        let land = land(&reference, &[], &shading);
        let frame = reference.boundaries.extents[0].expect("a shape").grown(-1.0);
        let markup = land.municipalities(&frame) + &land.inset(&frame);
        assert_eq!((markup.matches(" href=").count(), markup.matches(" data-href=").count()), (1, 2), "{markup}");
        assert_eq!(markup.matches("tabindex").count(), 1, "{markup}");
    }

    #[test]
    fn the_public_bodies_stand_in_a_frame_of_their_own() {
        let reference = reference();
        let shading = Shading::of(&[]);
        let markup = land(&reference, &[], &shading).inset(&Bounds::NETHERLANDS);
        assert!(markup.contains("map__inset-frame") && markup.contains("/landkaart/gemeente/saba"), "{markup}");
    }
}
