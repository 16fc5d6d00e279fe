//! The street map under the municipalities, when there is one and the view is close enough.
//!
//! The colours give way to streets only when there are streets. A tile that does not exist (404, as beyond the border) is
//! nothing; when most others do not come, or none for a while, the colours come back with a line that says so, and the
//! next view, or a later moment, tries again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Element;

use super::browser::{Latest, Listen, all, around, fetch, listen};
use super::live::Live;
use super::query::fill;
use super::stage::{Stage, draw};
use super::words::TileSource;

/// How long the first tile of a view may take, in milliseconds.
const PATIENCE: u64 = 4_000;
/// How long after an outage the same view is tried again, in milliseconds.
const RETRY: u64 = 30_000;
/// So many tiles are fetched at a time; a browser asks a site for six things at a time.
const AT_A_TIME: usize = 4;
/// Where an image has the address that it is fetched from when its turn comes.
const ADDRESS: &str = "data-href";
/// Where an image says what became of it; one that is under way has nothing there.
const FATE: &str = "data-tile";
/// It came.
const CAME: &str = "came";
/// There is no such tile.
const NONE: &str = "none";
/// It did not come, and nobody knows yet why.
const MISSED: &str = "missed";
/// It could not be had.
const FAILED: &str = "failed";
/// Class of the map while the colours give way.
const SHOWN: &str = "map--tiles";

/// The tiles on the map.
pub(super) struct StreetMap {
    source: TileSource,
    layer: RefCell<Option<Element>>,
    waits: Latest,
    /// Whether somebody is finding out why a tile did not come.
    asking: Cell<bool>,
}

impl StreetMap {
    pub(super) fn new(source: TileSource) -> Self {
        Self { source, layer: RefCell::new(None), waits: Latest::default(), asking: Cell::new(false) }
    }

    fn images(&self) -> Vec<Element> {
        self.layer.borrow().as_ref().map(|layer| all(layer, "image")).unwrap_or_default()
    }

    /// Fetches as many tiles at a time as leave the browser room for anything else: a provider that does not answer would
    /// hold up the marks and the list too.
    fn fetch(&self) {
        let images = self.images();
        let has = |image: &Element, attribute| image.has_attribute(attribute);
        let under_way = images.iter().filter(|image| has(image, "href") && !has(image, FATE)).count();
        let waiting = images.iter().filter(|image| !has(image, "href"));
        for image in waiting.take(AT_A_TIME.saturating_sub(under_way)) {
            let _ = image.set_attribute("href", &image.get_attribute(ADDRESS).unwrap_or_default());
        }
    }

    fn clear(&self, stage: &Stage) {
        drop(self.waits.begin());
        self.images().iter().for_each(forget);
        if let Some(layer) = self.layer.take() {
            layer.remove();
        }
        let _ = stage.map.class_list().remove_1(SHOWN);
    }

    fn layer(&self, stage: &Stage) -> Option<Element> {
        if self.layer.borrow().is_none() {
            let layer = draw("g", &[("class", "map__tiles"), ("aria-hidden", "true")])?;
            stage.land.insert_before(&layer, stage.land.first_child().as_ref()).ok()?;
            *self.layer.borrow_mut() = Some(layer);
        }
        self.layer.borrow().clone()
    }
}

impl Live {
    /// Lays the tiles of the view, and takes away those of the last one that it does not need.
    pub(super) fn lay_tiles(self: &Rc<Self>) {
        let Some(streets) = &self.street_map else { return };
        let (view, screen) = (self.view(), self.screen());
        if view.metres_per_pixel > streets.source.from {
            streets.clear(&self.stage);
            self.notices.take_back(&self.words.tiles_failed);
            return;
        }
        let Some(layer) = streets.layer(&self.stage) else { return };
        let mut old = streets.images();
        for placed in streets.source.grid().cover(&view.frame(screen), view.metres_per_pixel) {
            let tile = placed.tile;
            let [z, x, y] = [u32::from(tile.z()), tile.x(), tile.y()].map(|number| number.to_string());
            let address = fill(&streets.source.address, &[("z", &z), ("x", &x), ("y", &y)]);
            let stays = |image: &Element| {
                has(image, ADDRESS, &address) && !has(image, FATE, MISSED) && !has(image, FATE, FAILED)
            };
            if let Some(at) = old.iter().position(stays) {
                old.swap_remove(at);
                continue;
            }
            let matrix = js_sys::Array::new();
            for number in placed.placement.to_map() {
                matrix.push(&number.into());
            }
            let transform = format!("matrix({})", String::from(matrix.join(" ")));
            let attributes = [(ADDRESS, &*address), ("width", "1"), ("height", "1"), ("transform", &*transform)];
            if let Some(image) = draw("image", &attributes) {
                let _ = image.set_attribute("preserveAspectRatio", "none");
                let _ = layer.append_child(&image);
            }
        }
        old.iter().for_each(forget);
        streets.fetch();
        let live = Rc::clone(self);
        streets.waits.after(PATIENCE, move || live.judge_tiles(true));
    }

    /// Hears which tiles come and which do not; these events do not bubble.
    pub(super) fn watch_tiles(self: &Rc<Self>) {
        for event in ["load", "error"] {
            let live = Rc::clone(self);
            listen(&self.stage.land, event, Listen::Capturing, move |event| {
                let (Some(image), Some(streets)) = (around(&event, "image"), &live.street_map) else { return };
                if event.type_() == "load" {
                    let _ = image.set_attribute(FATE, CAME);
                    let _ = live.stage.map.class_list().add_1(SHOWN);
                    live.notices.take_back(&live.words.tiles_failed);
                } else {
                    let _ = image.set_attribute(FATE, MISSED);
                    live.ask_why();
                }
                streets.fetch();
            });
        }
    }

    /// Finds out why tiles did not come, one after the other: an image does not tell. One that could not be had stands for
    /// all that did not come with it.
    fn ask_why(self: &Rc<Self>) {
        let Some(streets) = &self.street_map else { return };
        let Some(image) = streets.images().into_iter().find(|image| has(image, FATE, MISSED)) else {
            self.judge_tiles(false);
            return;
        };
        if streets.asking.replace(true) {
            return;
        }
        let live = Rc::clone(self);
        fetch(image.get_attribute(ADDRESS).unwrap_or_default(), move |answer| {
            let Some(streets) = &live.street_map else { return };
            streets.asking.set(false);
            if answer.status == 404 {
                let _ = image.set_attribute(FATE, NONE);
            } else {
                let missed = streets.images().into_iter().filter(|image| has(image, FATE, MISSED));
                missed.for_each(|image| drop(image.set_attribute(FATE, FAILED)));
            }
            live.ask_why();
        });
    }

    /// Gives the streets up when most tiles cannot be had, or when none came in all the time they had.
    fn judge_tiles(self: &Rc<Self>, time_is_up: bool) {
        let Some(streets) = &self.street_map else { return };
        let images = streets.images();
        let count = |fate: &str| images.iter().filter(|image| has(image, FATE, fate)).count();
        let (wanted, came, failed) = (images.len() - count(NONE), count(CAME), count(FAILED));
        if wanted == 0 {
            let _ = self.stage.map.class_list().remove_1(SHOWN);
        } else if failed * 2 > wanted || (time_is_up && came == 0) {
            streets.clear(&self.stage);
            self.notices.warn(&self.words.tiles_failed);
            let live = Rc::clone(self);
            streets.waits.after(RETRY, move || live.lay_tiles());
        }
    }
}

/// Takes a tile away, also when it is still under way.
fn forget(image: &Element) {
    let _ = image.remove_attribute("href");
    image.remove();
}

fn has(element: &Element, attribute: &str, value: &str) -> bool {
    element.get_attribute(attribute).as_deref() == Some(value)
}
