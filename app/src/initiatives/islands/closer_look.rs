//! The municipalities with more points, for whoever looks closer than the drawing of the first view is good for. They are
//! fetched once, when they are needed, and stay.

use std::rc::Rc;

use web_sys::Element;

use super::browser::fetch;
use super::live::Live;
use super::settings::Json;
use super::stage::Stage;

/// Below this scale, in metres per pixel, one sees that the first drawing has few points.
const COARSE: f64 = 300.0;

impl Live {
    /// Draws the municipalities anew when one looks closer; until the points are there, and when they do not come, the first
    /// drawing stays.
    pub(super) fn look_closer(self: &Rc<Self>) {
        if self.view().metres_per_pixel > COARSE {
            return;
        }
        let Some(address) = self.closer.take() else { return };
        let live = Rc::clone(self);
        fetch(address, move |answer| {
            if let Some(shapes) = answer.text().and_then(|text| Json::parse(&text)) {
                redraw(&live.stage, &shapes);
            }
        });
    }
}

fn redraw(stage: &Stage, shapes: &Json) {
    let draw = |path: Option<Element>, d: &str| {
        if let Some(path) = path {
            let _ = path.set_attribute("d", d);
        }
    };
    let path_in = |element: &Element, selector: &str| element.query_selector(selector).ok().flatten();
    for (municipality, shape) in stage.municipalities.iter().zip(shapes.get("municipalities").list()) {
        draw(path_in(municipality, "path"), &shape.as_text());
    }
    draw(path_in(&stage.land, ".map__provinces"), &shapes.text("provinces"));
}
