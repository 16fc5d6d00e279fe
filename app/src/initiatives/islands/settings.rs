//! What the server gives the browser with the page, and answers to it later: JSON, read by the browser's own parser, because
//! a second one would be a fifth of the download.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::query::Query;
use super::words::{MapWords, TileSource};
use crate::geo::{Bounds, Rd};
use crate::initiatives::marks::Mark;

/// What the map starts with; see `MapViewer`.
pub(super) struct Settings {
    pub(super) frame: Bounds,
    pub(super) scale: f64,
    pub(super) words: MapWords,
    pub(super) tiles: Option<TileSource>,
    pub(super) query: Query,
    pub(super) beside: bool,
    /// Where the municipalities with more points are.
    pub(super) closer: String,
}

impl Settings {
    /// Reads the settings from the marks that the server drew.
    pub(super) fn read(marks: &Element) -> Option<Self> {
        let settings = Json::parse(&marks.get_attribute("data-settings")?)?;
        let words = settings.get("words");
        let tiles = settings.get("tiles");
        let corners: Vec<f64> = settings.get("frame").list().iter().map(Json::number).collect();
        let &[x0, y0, x1, y1] = &*corners else { return None };
        Some(Self {
            frame: Bounds::new(Rd { x: x0, y: y0 }, Rd { x: x1, y: y1 })?,
            scale: settings.get("scale").number(),
            words: MapWords {
                map: words.text("map"),
                role: words.text("role"),
                wheel_hint: words.text("wheel_hint"),
                failed: words.text("failed"),
                tiles_failed: words.text("tiles_failed"),
                suggestions: words.text("suggestions"),
                suggestions_one: words.text("suggestions_one"),
                thousands: words.text("thousands"),
                suggestions_many: words.text("suggestions_many"),
                // The rest stands in the page already.
                ..MapWords::default()
            },
            tiles: tiles.is_there().then(|| TileSource {
                national_grid: tiles.get("national_grid").is_true(),
                address: tiles.text("address"),
                from: tiles.get("from").number(),
            }),
            query: Query::parse(&settings.text("query")),
            beside: settings.get("beside").is_true(),
            closer: settings.text("closer"),
        })
    }
}

/// A value of JSON. What is missing is an empty text, the number 0, and not true.
pub(super) struct Json(JsValue);

impl Json {
    /// Reads a text; `None` when it is no JSON.
    pub(super) fn parse(text: &str) -> Option<Self> {
        js_sys::JSON::parse(text).ok().map(Self)
    }

    /// The value of a name.
    pub(super) fn get(&self, name: &str) -> Self {
        Self(js_sys::Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    /// The values of a list; none when it is no list.
    pub(super) fn list(&self) -> Vec<Self> {
        self.0.dyn_ref::<js_sys::Array>().map(|list| list.iter().map(Self).collect()).unwrap_or_default()
    }

    /// This value as a text.
    pub(super) fn as_text(&self) -> String {
        self.0.as_string().unwrap_or_default()
    }

    /// The text of a name.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).as_text()
    }

    fn number(&self) -> f64 {
        self.0.as_f64().unwrap_or_default()
    }

    fn is_true(&self) -> bool {
        self.0.is_truthy()
    }

    fn is_there(&self) -> bool {
        self.0.is_object()
    }

    /// This value as a mark, as `initiatives::marks::Mark` is written.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the server wrote whole numbers of these sizes"
    )]
    pub(super) fn mark(&self) -> Mark {
        let number = |name: &str| self.get(name).number();
        let zoom_to = self.get("zoom_to");
        let corner = |name: &str| {
            let corner = zoom_to.get(name);
            Rd { x: corner.get("x").number(), y: corner.get("y").number() }
        };
        Mark {
            x: number("x") as i32,
            y: number("y") as i32,
            count: number("count") as u32,
            radius: number("radius") as f32,
            href: self.text("href"),
            label: self.text("label"),
            unconfirmed: self.get("unconfirmed").is_true(),
            zoom_to: zoom_to.is_there().then(|| Bounds::new(corner("min"), corner("max"))).flatten(),
        }
    }
}
