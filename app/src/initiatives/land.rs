//! The municipalities as SVG: links with the shape, the colour and the name of each.
//!
//! The first view draws 342 of them, so they are written as one string instead of as a thousand components. Everything
//! that comes from data is escaped here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

use super::needs::Reference;
use super::shading::Shading;
use crate::geo::Bounds;
use crate::texts::t;

/// How the municipalities are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Land<'a> {
    /// Shapes and names.
    pub reference: &'a Reference,
    /// Initiatives per municipality, position as in the places.
    pub counts: &'a [u32],
    /// The classes of the colours.
    pub shading: &'a Shading,
    /// Draw only what reaches into this part of the country; everything when absent.
    pub within: Option<Bounds>,
    /// The municipality that the page is about.
    pub selected: Option<usize>,
    /// Whether links open beside the page, as in a frame on another site.
    pub beside: bool,
}

impl Land<'_> {
    /// The municipalities: the content of `g.map__municipalities`. Those that reach into the frame are links; the browser
    /// makes links of the others when they come into view, so that there are never too many at a time.
    #[must_use]
    pub fn municipalities(&self, frame: &Bounds) -> String {
        let boundaries = &self.reference.boundaries;
        let mut markup = String::with_capacity(boundaries.paths.iter().map(String::len).sum::<usize>() + 64 * 1024);
        let mut names = Names::default();
        for (index, place) in self.reference.places.municipalities().iter().enumerate() {
            let Some(path) = boundaries.paths.get(index).filter(|path| !path.is_empty()) else { continue };
            if self.outside(index) {
                continue;
            }
            let extent = boundaries.extents.get(index).copied().flatten();
            self.open_link(&mut markup, index, extent.is_none_or(|extent| extent.intersects(frame)));
            let _ = write!(
                markup,
                r#"<path d="{}"/><title>{}</title></a>"#,
                escape(path),
                escape(&names.of(&place.name, self.count(index)))
            );
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
                escape(&names.of(&place.name, self.count(index)))
            );
        }
        markup
    }

    /// The class of every place, in order: what the browser needs to colour the map anew.
    #[must_use]
    pub fn classes(&self) -> String {
        (0..self.reference.places.municipalities().len()).map(|index| char::from(b'0' + self.class(index))).collect()
    }

    /// The count of every place, in order, with commas between them.
    #[must_use]
    pub fn counts(&self) -> String {
        let counts: Vec<_> =
            (0..self.reference.places.municipalities().len()).map(|index| self.count(index).to_string()).collect();
        counts.join(",")
    }

    fn open_link(&self, markup: &mut String, index: usize, in_view: bool) {
        let place = &self.reference.places.municipalities()[index];
        // What has a place in the order of stops can be operated too, link or not.
        let (href, stop) = if in_view { ("href", r#" tabindex="-1""#) } else { ("data-href", "") };
        let _ = write!(
            markup,
            r#"<a {href}="/landkaart/gemeente/{}" class="m k{}{}" data-code="{}"{stop}{}>"#,
            escape(&place.slug),
            self.class(index),
            if self.selected == Some(index) { " is-selected" } else { "" },
            escape(&place.code),
            if self.beside { r#" target="_blank" rel="noopener""# } else { "" }
        );
    }

    fn count(&self, index: usize) -> u32 {
        self.counts.get(index).copied().unwrap_or_default()
    }

    fn class(&self, index: usize) -> u8 {
        self.shading.class(self.count(index))
    }

    fn outside(&self, index: usize) -> bool {
        let extent = self.reference.boundaries.extents.get(index).copied().flatten();
        self.within.is_some_and(|frame| !extent.is_some_and(|extent| extent.intersects(&frame)))
    }
}

/// What a place is called with its count. Looked up once per count, because there are few counts and many places.
#[derive(Default)]
struct Names(HashMap<u32, String>);

impl Names {
    fn of(&mut self, place: &str, count: u32) -> String {
        let count = self.0.entry(count).or_insert_with(|| t!("landkaart-place-count", count = count));
        format!("{place}: {count}")
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
        Land { reference, counts, shading, within: None, selected: None, beside: false }
    }

    #[test]
    fn a_municipality_is_a_link_with_its_class_and_its_name_in_the_order_of_the_places() {
        let reference = reference();
        let counts = [2, 0, 0];
        let shading = Shading::of(&counts);
        let markup = land(&reference, &counts, &shading).municipalities(&Bounds::NETHERLANDS);
        let first = r#"<a href="/landkaart/gemeente/amersfoort" class="m k3" data-code="GM0307" tabindex="-1"><path d="M0 0h10v10z"/><title>Amersfoort: 2 initiatieven</title></a>"#;
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
    fn the_browser_gets_a_class_and_a_count_for_every_place() {
        let reference = reference();
        let counts = [7, 0, 1];
        let shading = Shading::of(&counts);
        let land = land(&reference, &counts, &shading);
        assert_eq!((land.classes().as_str(), land.counts().as_str()), ("601", "7,0,1"));
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
