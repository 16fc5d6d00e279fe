//! The street map under the municipalities, when there is one and the view is close enough.

use std::cell::{Cell, RefCell};

use web_sys::Element;

use super::browser::all;
use super::stage::{Stage, draw};
use super::view_state::{Screen, ViewState};
use super::words::TileSource;

/// So many tiles in a row have to fail, without one that comes, before the street map is given up.
const PATIENCE: u32 = 3;

/// The tiles on the map.
pub(super) struct StreetMap {
    source: TileSource,
    layer: RefCell<Option<Element>>,
    failures: Cell<u32>,
    given_up: Cell<bool>,
}

impl StreetMap {
    pub(super) fn new(source: TileSource) -> Self {
        Self { source, layer: RefCell::new(None), failures: Cell::new(0), given_up: Cell::new(false) }
    }

    /// Lays the tiles of a view, and takes away those of the last one that it does not need.
    pub(super) fn lay(&self, stage: &Stage, view: &ViewState, screen: Screen) {
        if self.given_up.get() || view.metres_per_pixel > self.source.from {
            self.clear(stage);
            return;
        }
        let Some(layer) = self.layer(stage) else { return };
        let old = all(&layer, "image");
        let mut kept = vec![false; old.len()];
        for placed in self.source.grid().cover(&view.frame(screen), view.metres_per_pixel) {
            let tile = placed.tile;
            let part = |template: String, name: &str, n: u32| template.replace(name, &n.to_string());
            let address = part(self.source.address.clone(), "{z}", u32::from(tile.z()));
            let address = part(part(address, "{x}", tile.x()), "{y}", tile.y());
            if let Some(at) = old.iter().position(|image| image.get_attribute("href").as_deref() == Some(&address)) {
                kept[at] = true;
                continue;
            }
            let matrix = js_sys::Array::new();
            for number in placed.placement.to_map() {
                matrix.push(&number.into());
            }
            let transform = format!("matrix({})", String::from(matrix.join(" ")));
            let attributes = [("href", &*address), ("width", "1"), ("height", "1"), ("transform", &*transform)];
            if let Some(image) = draw("image", &attributes) {
                let _ = image.set_attribute("preserveAspectRatio", "none");
                let _ = layer.append_child(&image);
            }
        }
        for (image, kept) in old.iter().zip(kept) {
            if !kept {
                image.remove();
            }
        }
        let _ = stage.map.class_list().add_1("map--tiles");
    }

    /// A tile came.
    pub(super) fn came(&self) {
        self.failures.set(0);
    }

    /// A tile did not come. True when this is the moment to give up: the tiles are gone and the colours are back.
    pub(super) fn failed(&self, stage: &Stage) -> bool {
        self.failures.set(self.failures.get() + 1);
        let give_up = self.failures.get() >= PATIENCE && !self.given_up.get();
        if give_up {
            self.given_up.set(true);
            self.clear(stage);
        }
        give_up
    }

    fn clear(&self, stage: &Stage) {
        if let Some(layer) = self.layer.take() {
            layer.remove();
        }
        let _ = stage.map.class_list().remove_1("map--tiles");
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
