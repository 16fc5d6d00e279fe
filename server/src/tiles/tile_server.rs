//! A tile server for tests, which behaves as it is told.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What the server does with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behaviour {
    /// Gives a tile.
    Tile,
    /// Waits until it may go on, and gives a tile.
    Hang,
    /// Says that it cannot.
    Fail,
    /// Says that there is no such tile.
    Missing,
    /// Gives a page with status 200.
    Html,
    /// Gives more than any tile is.
    TooLarge,
}

/// The server.
pub(super) struct TileServer {
    /// Its address, without a slash at the end.
    pub(super) base: String,
    shared: Arc<Shared>,
}

struct Shared {
    behaviour: watch::Sender<Behaviour>,
    asked: watch::Sender<Vec<String>>,
    made: Mutex<u8>,
}

impl TileServer {
    /// The bytes of a tile.
    pub(super) const SIZE: u64 = 100;

    pub(super) async fn start() -> Self {
        let shared = Arc::new(Shared {
            behaviour: watch::Sender::new(Behaviour::Tile),
            asked: watch::Sender::new(Vec::new()),
            made: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { base, shared }
    }

    pub(super) fn behave(&self, behaviour: Behaviour) {
        self.shared.behaviour.send_replace(behaviour);
    }

    /// Lets everything that hangs go on.
    pub(super) fn go_on(&self) {
        self.behave(Behaviour::Tile);
    }

    /// The paths that were asked for.
    pub(super) fn asked(&self) -> Vec<String> {
        self.shared.asked.borrow().clone()
    }

    pub(super) async fn wait_until_asked(&self, times: usize) {
        let mut asked = self.shared.asked.subscribe();
        asked.wait_for(|asked| asked.len() >= times).await.expect("a server");
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    shared.asked.send_modify(|asked| asked.push(request.uri().path().to_owned()));
    let mut behaviour = shared.behaviour.subscribe();
    let now = *behaviour.borrow();
    match now {
        Behaviour::Tile => tile(&shared),
        Behaviour::Hang => {
            let _ = behaviour.wait_for(|behaviour| *behaviour != Behaviour::Hang).await;
            tile(&shared)
        }
        Behaviour::Fail => StatusCode::BAD_GATEWAY.into_response(),
        Behaviour::Missing => StatusCode::NOT_FOUND.into_response(),
        Behaviour::Html => "<!DOCTYPE html><title>Onderhoud</title>".into_response(),
        Behaviour::TooLarge => picture(2 * 1024 * 1024, 0).into_response(),
    }
}

/// A tile that differs from the one before.
fn tile(shared: &Shared) -> Response {
    let mut made = shared.made.lock().expect("a number");
    *made = made.wrapping_add(1);
    picture(usize::try_from(TileServer::SIZE).expect("a size"), *made).into_response()
}

/// What begins as a PNG does.
fn picture(size: usize, with: u8) -> Vec<u8> {
    let mut bytes = vec![with; size];
    bytes[..8].copy_from_slice(b"\x89PNG\r\n\x1a\n");
    bytes
}
