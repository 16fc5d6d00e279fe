//! The map at work: what it shows, and how it gets from one view to the next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::prelude::*;
use web_sys::{ResizeObserver, ResizeObserverEntry};

use super::browser::{self, Latest};
use super::notices::Notices;
use super::query::{FRAME, Query, WITHIN};
use super::settings::{Json, Settings};
use super::stage::Stage;
use super::street_map::StreetMap;
use super::view_state::{Screen, ViewState};
use super::words::MapWords;
use super::{gestures, highlight, keyboard, suggestions, sync};
use crate::geo::{Bounds, Rd, cluster::ZoomStep};

/// How long a glide takes, in milliseconds.
const GLIDE: f64 = 220.0;
/// How long the map rests before it asks for marks and writes the address, in milliseconds.
const REST: u64 = 120;
/// How long after the last turn of the wheel a zoom has ended, in milliseconds.
const WHEEL_REST: u64 = 140;

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
    /// Where a glide is going, while it goes.
    goal: Cell<Option<ViewState>>,
    moving: Cell<bool>,
    painting: Cell<bool>,
    /// Whether what comes of the present move is said aloud.
    pub(super) aloud: Cell<bool>,
    glides: Latest,
    settles: Latest,
    rests: Latest,
    pub(super) releases: Latest,
    /// Whether a pointer is down on the map.
    pub(super) pressed: Cell<bool>,
    /// Marks that came while a pointer was down.
    pub(super) waiting: RefCell<Option<Json>>,
    pub(super) questions: Latest,
    /// The address that marks were last asked at.
    pub(super) asked: RefCell<String>,
    pub(super) street_map: Option<StreetMap>,
    /// Where the municipalities with more points are, until they are fetched.
    pub(super) closer: Cell<Option<String>>,
    pub(super) highlight: highlight::Highlight,
    pub(super) under_way: sync::UnderWay,
}

/// Brings the map of the page to life. A page without one is left alone.
pub(super) fn wake() {
    let Some(stage) = Stage::find() else { return };
    let (Some(settings), Some(notices)) = (Settings::read(&stage.marks), Notices::find(&stage.map)) else { return };
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
        goal: Cell::new(None),
        moving: Cell::new(false),
        painting: Cell::new(false),
        aloud: Cell::new(false),
        glides: Latest::default(),
        settles: Latest::default(),
        rests: Latest::default(),
        releases: Latest::default(),
        pressed: Cell::new(false),
        waiting: RefCell::default(),
        questions: Latest::default(),
        asked: RefCell::default(),
        street_map: settings.tiles.map(StreetMap::new),
        closer: Cell::new(Some(settings.closer)),
        highlight: highlight::Highlight::default(),
        under_way: sync::UnderWay::default(),
    });
    live.watch_size(settings.frame);
    live.watch_tiles();
    gestures::wake(&live);
    keyboard::wake(&live);
    highlight::wake(&live);
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

    /// What will be in view when a glide that is under way has ended: what the next step starts from.
    pub(super) fn goal(&self) -> ViewState {
        self.goal.get().unwrap_or_else(|| self.view())
    }

    /// Whether the view is the whole country.
    pub(super) fn is_home(&self) -> bool {
        self.home.get()
    }

    /// The frame for the address; `None` for the whole country.
    pub(super) fn asked_frame(&self) -> Option<Bounds> {
        (!self.home.get()).then(|| self.view().asked_frame(self.screen()))
    }

    /// Begins a gesture; a glide that is under way ends where it is, and what was to come after the last gesture waits for
    /// the end of this one.
    pub(super) fn begin(&self) {
        for latest in [&self.glides, &self.settles, &self.rests] {
            drop(latest.begin());
        }
        self.goal.set(None);
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
        let (screen, rest) = (self.screen(), self.view().at_rest(self.screen()));
        if !rest.looks_like(&self.view(), screen) {
            self.glide_to(rest);
            return;
        }
        self.view.set(rest);
        self.home.set(rest == ViewState::home(screen));
        self.goal.set(None);
        drop(self.settles.begin());
        self.moving.set(false);
        self.stage.moving(false);
        self.draw();
        self.rest();
    }

    /// A moment from now, unless something moves again: asks what stands in view, and brings address and list in step.
    fn rest(self: &Rc<Self>) {
        let live = Rc::clone(self);
        self.rests.after(REST, move || {
            live.ask();
            sync::follow(&live);
        });
    }

    /// Ends a gesture that has no end of its own, unless it goes on.
    pub(super) fn settle_soon(self: &Rc<Self>) {
        let live = Rc::clone(self);
        self.settles.after(WHEEL_REST, move || live.settle());
    }

    /// Goes to a view at once.
    pub(super) fn jump_to(self: &Rc<Self>, view: ViewState) {
        self.begin();
        self.view.set(view);
        self.settle();
    }

    /// Goes to the whole country.
    pub(super) fn go_home(self: &Rc<Self>) {
        self.glide_to(ViewState::home(self.screen()));
    }

    /// Goes back to a frame that was in an address, without asking anything; the caller asks.
    pub(super) fn restore(self: &Rc<Self>, frame: Option<Bounds>) {
        self.begin();
        self.moving.set(false);
        self.stage.moving(false);
        self.look_at(frame);
        self.draw();
    }

    /// Makes the ground `factor` times as large, about a position on it or else the middle.
    pub(super) fn zoom(self: &Rc<Self>, factor: f64, about: Option<Rd>) {
        let (from, screen) = (self.goal(), self.screen());
        let at = about.map_or_else(|| screen.middle(), |about| from.pixel(about, screen));
        self.glide_to(from.zoomed(factor, at, screen));
    }

    /// Says aloud what the next move brings.
    pub(super) fn say_what_comes(&self) {
        self.aloud.set(true);
    }

    /// Goes to a view, gliding unless a person asked for less movement.
    pub(super) fn glide_to(self: &Rc<Self>, to: ViewState) {
        self.begin();
        let (from, screen) = (self.view(), self.screen());
        let to = to.at_rest(screen);
        if browser::wants_less_movement() || from.looks_like(&to, screen) {
            self.view.set(to);
            self.settle();
            return;
        }
        self.goal.set(Some(to));
        let still = Rc::new(self.glides.begin());
        self.step(from, to, js_sys::Date::now(), still);
    }

    fn step(self: &Rc<Self>, from: ViewState, to: ViewState, began: f64, still: Rc<impl Fn() -> bool + 'static>) {
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
                live.step(from, to, began, still);
            } else {
                live.view.set(to);
                live.settle();
            }
        });
    }

    /// Makes a frame what is in view; `None` is the whole country.
    fn look_at(&self, frame: Option<Bounds>) {
        let (screen, home) = (self.screen(), ViewState::home(self.screen()));
        let view = frame.map_or(home, |frame| ViewState::fitting(&frame, screen).limited(screen).at_rest(screen));
        self.view.set(view);
        self.home.set(view == home);
    }

    fn draw(self: &Rc<Self>) {
        let (view, screen) = (self.view(), self.screen());
        self.drawn.set(view);
        self.stage.draw(&view, screen, self.is_home(), self.drawn_for);
        self.lay_tiles();
        self.look_closer();
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
            if live.is_home() {
                live.look_at(None);
            } else if first {
                live.look_at(Some(frame));
            }
            live.draw();
            let fits = first && live.is_home() && live.view().step() == ZoomStep::covering(live.drawn_for);
            if first {
                live.stage.open();
            }
            if fits {
                live.stage.ready();
            } else if first {
                // The address says already what is in view.
                let asking = Rc::clone(&live);
                live.rests.after(REST, move || asking.ask());
            } else {
                live.rest();
            }
        };
        let changed = Closure::<dyn FnMut(js_sys::Array)>::new(changed).into_js_value();
        if let Ok(observer) = ResizeObserver::new(changed.unchecked_ref()) {
            observer.observe(&self.stage.marks);
        }
    }
}
