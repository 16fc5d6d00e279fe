//! The map at work: what it shows, and how it gets from one view to the next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::prelude::*;
use web_sys::{ResizeObserver, ResizeObserverEntry};

use super::browser::{self, Latest, Listen, listen};
use super::notices::Notices;
use super::query::{FRAME, Query, WITHIN};
use super::settings::Settings;
use super::stage::Stage;
use super::street_map::StreetMap;
use super::view_state::{Point, Screen, ViewState};
use super::words::MapWords;
use super::{gestures, keyboard, suggestions, sync};
use crate::geo::{Bounds, cluster::ZoomStep};

/// How long a glide takes, in milliseconds.
const GLIDE: f64 = 220.0;
/// How long the map rests before it asks for marks and writes the address, in milliseconds.
const REST: u64 = 120;

/// The live map.
pub(super) struct Live {
    pub(super) stage: Stage,
    pub(super) words: MapWords,
    /// Whether links open beside the page.
    pub(super) beside: bool,
    /// The scale that the server drew for, in metres per pixel.
    drawn_for: f64,
    pub(super) notices: Notices,
    /// What narrows the list, with its page; without the frame.
    pub(super) list: RefCell<Query>,
    /// Whether the view is the whole country, and stays it when the window changes.
    home: Cell<bool>,
    screen: Cell<Screen>,
    /// What is in view.
    view: Cell<ViewState>,
    /// What is drawn; another view only during a gesture.
    drawn: Cell<ViewState>,
    moving: Cell<bool>,
    painting: Cell<bool>,
    /// Whether what comes of the present move is said aloud.
    pub(super) aloud: Cell<bool>,
    glides: Latest,
    rests: Latest,
    pub(super) questions: Latest,
    /// The address that marks were last asked at.
    pub(super) asked: RefCell<String>,
    street_map: Option<StreetMap>,
    pub(super) under_way: sync::UnderWay,
}

/// Brings the map of the page to life. A page without one is left alone.
pub(super) fn wake() {
    let Some(stage) = Stage::find() else { return };
    let (Some(settings), Some(notices)) = (Settings::read(&stage.marks), Notices::find(&stage.frame)) else { return };
    let query = settings.query;
    notices.set_within(query.get(WITHIN).is_some());
    let screen = Screen::new(1.0, 1.0);
    let view = ViewState::fitting(&settings.frame, screen);
    let live = Rc::new(Live {
        stage,
        notices,
        words: settings.words,
        beside: settings.beside,
        drawn_for: settings.scale,
        home: Cell::new(query.frame().is_none() && settings.frame == Bounds::NETHERLANDS),
        list: RefCell::new(query.without(&[FRAME, WITHIN])),
        screen: Cell::new(screen),
        view: Cell::new(view),
        drawn: Cell::new(view),
        moving: Cell::new(false),
        painting: Cell::new(false),
        aloud: Cell::new(false),
        glides: Latest::default(),
        rests: Latest::default(),
        questions: Latest::default(),
        asked: RefCell::default(),
        street_map: settings.tiles.map(StreetMap::new),
        under_way: sync::UnderWay::default(),
    });
    live.watch_size(settings.frame);
    live.watch_tiles();
    gestures::wake(&live);
    keyboard::wake(&live);
    sync::wake(&live);
    suggestions::wake(&live);
}

impl Live {
    /// The size of the map on the screen.
    pub(super) fn screen(&self) -> Screen {
        self.screen.get()
    }

    /// What is in view.
    pub(super) fn view(&self) -> ViewState {
        self.view.get()
    }

    /// The frame for the address; `None` for the whole country.
    pub(super) fn asked_frame(&self) -> Option<Bounds> {
        (!self.home.get()).then(|| self.view().asked_frame(self.screen()))
    }

    /// Begins a gesture; a glide that is under way ends where it is.
    pub(super) fn begin(&self) {
        drop(self.glides.begin());
        self.moving.set(true);
        self.notices.hide_card();
        self.stage.moving(true);
    }

    /// Shows a view while it moves, at most once per frame of the screen.
    pub(super) fn show(self: &Rc<Self>, view: ViewState) {
        self.view.set(view);
        self.home.set(false);
        if !self.painting.replace(true) {
            let live = Rc::clone(self);
            request_animation_frame(move || {
                live.painting.set(false);
                if live.moving.get() {
                    live.stage.shift(live.view().shift_from(&live.drawn.get(), live.screen()));
                }
            });
        }
    }

    /// Ends a gesture: draws what is in view, and a moment later asks what stands there.
    pub(super) fn settle(self: &Rc<Self>) {
        self.moving.set(false);
        self.stage.moving(false);
        self.draw();
        let live = Rc::clone(self);
        self.rests.after(REST, move || {
            live.ask();
            sync::follow(&live);
        });
    }

    /// Goes to a view at once.
    pub(super) fn jump_to(self: &Rc<Self>, view: ViewState) {
        self.begin();
        self.view.set(view);
        self.home.set(false);
        self.settle();
    }

    /// Goes to a view, gliding unless a person asked for less movement.
    pub(super) fn glide_to(self: &Rc<Self>, view: ViewState) {
        self.travel(view, false);
    }

    /// Goes to the whole country.
    pub(super) fn go_home(self: &Rc<Self>) {
        self.travel(ViewState::home(self.screen()), true);
    }

    /// Goes back to a frame that was in an address, without asking anything; the caller asks.
    pub(super) fn restore(&self, frame: Option<Bounds>) {
        drop(self.glides.begin());
        self.moving.set(false);
        self.stage.moving(false);
        self.home.set(frame.is_none());
        let view = frame.map_or_else(|| ViewState::home(self.screen()), |f| ViewState::fitting(&f, self.screen()));
        self.view.set(view.limited(self.screen()));
        self.draw();
    }

    /// Makes the ground `factor` times as large, about a pixel or else the middle.
    pub(super) fn zoom(self: &Rc<Self>, factor: f64, at: Option<Point>) {
        let at = at.unwrap_or_else(|| self.screen().middle());
        self.glide_to(self.view().zoomed(factor, at, self.screen()));
    }

    /// Says aloud what the next move brings.
    pub(super) fn say_what_comes(&self) {
        self.aloud.set(true);
    }

    fn travel(self: &Rc<Self>, to: ViewState, home: bool) {
        self.begin();
        let (from, screen) = (self.view(), self.screen());
        if browser::wants_less_movement() || from.looks_like(&to, screen) {
            self.view.set(to);
            self.home.set(home);
            self.settle();
            return;
        }
        let still = Rc::new(self.glides.begin());
        self.step(from, to, js_sys::Date::now(), home, still);
    }

    fn step(
        self: &Rc<Self>,
        from: ViewState,
        to: ViewState,
        began: f64,
        home: bool,
        still: Rc<impl Fn() -> bool + 'static>,
    ) {
        let live = Rc::clone(self);
        request_animation_frame(move || {
            if !still() {
                return;
            }
            let time = ((js_sys::Date::now() - began) / GLIDE).min(1.0);
            if time < 1.0 {
                // Fast first, then slower: the map answers at once and comes to rest gently.
                let part = 1.0 - (1.0 - time).powi(3);
                live.show(from.towards(&to, part));
                live.step(from, to, began, home, still);
            } else {
                live.view.set(to);
                live.home.set(home);
                live.settle();
            }
        });
    }

    fn draw(&self) {
        let (view, screen) = (self.view(), self.screen());
        self.drawn.set(view);
        self.stage.draw(&view, screen, self.home.get(), self.drawn_for);
        if let Some(street_map) = &self.street_map {
            street_map.lay(&self.stage, &view, screen);
        }
    }

    /// Keeps the drawing as large as its place, and draws the first one.
    fn watch_size(self: &Rc<Self>, frame: Bounds) {
        let live = Rc::clone(self);
        let ready = Cell::new(false);
        let changed = move |entries: js_sys::Array| {
            let Some(entry) = entries.iter().last() else { return };
            let size = entry.unchecked_into::<ResizeObserverEntry>().content_rect();
            let screen = Screen::new(size.width(), size.height());
            if size.width() < 1.0 || screen == live.screen.replace(screen) {
                return;
            }
            let first = !ready.replace(true);
            if first && !live.home.get() {
                live.view.set(ViewState::fitting(&frame, screen).limited(screen));
            } else if live.home.get() {
                live.view.set(ViewState::home(screen));
            }
            live.draw();
            let fits = first && live.home.get() && live.view().step() == ZoomStep::covering(live.drawn_for);
            if first {
                live.stage.open();
            }
            if !fits {
                let asking = Rc::clone(&live);
                live.rests.after(REST, move || asking.ask());
            }
        };
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(changed).into_js_value();
        if let Ok(observer) = ResizeObserver::new(changed.unchecked_ref()) {
            observer.observe(&self.stage.marks);
        }
    }

    /// Hears which tiles come and which do not; these events do not bubble.
    fn watch_tiles(self: &Rc<Self>) {
        for event in ["load", "error"] {
            let live = Rc::clone(self);
            listen(&self.stage.land, event, Listen::Capturing, move |event| {
                let Some(street_map) = &live.street_map else { return };
                if event.type_() == "load" {
                    street_map.came();
                } else if street_map.failed(&live.stage) {
                    live.notices.warn(&live.words.tiles_failed);
                }
            });
        }
    }
}
