//! `dia doctor`: looks at everything that can be wrong before it goes wrong, and says what to do.

use std::net::TcpListener;
use std::path::Path;

use time::OffsetDateTime;
use time::macros::date;

use super::CommandError;
use crate::http::assets;
use crate::initiatives::boundary_set::{self, State};
use crate::settings::{DatabaseSettings, ServeSettings};
use crate::store::Store;

/// What was found about one thing.
enum Finding {
    Good(String),
    /// It works, and could be better.
    Advice(String),
    /// It does not work.
    Wrong(String),
}

pub(super) async fn run(database: &DatabaseSettings, settings: &ServeSettings) -> Result<(), CommandError> {
    let mut findings = vec![
        database_answers(database).await,
        assets_are_inside(),
        address_is_free(settings),
        base_address(settings),
        clock(),
        example_content_for_real(database).await,
        boundaries(database).await,
    ];
    if settings.tiles.street_map().is_some() {
        findings.push(writable(&settings.tile_cache));
    }
    let mut wrong = 0;
    for finding in &findings {
        match finding {
            Finding::Good(text) => println!("goed    {text}"),
            Finding::Advice(text) => println!("advies  {text}"),
            Finding::Wrong(text) => {
                wrong += 1;
                println!("fout    {text}");
            }
        }
    }
    if wrong == 0 { Ok(()) } else { Err(CommandError(format!("{wrong} things need attention."))) }
}

async fn database_answers(database: &DatabaseSettings) -> Finding {
    let store = match Store::open(database.database_url.expose()).await {
        Ok(store) => store,
        Err(error) => return Finding::Wrong(format!("database: {error}. Check DIA_DATABASE_URL.")),
    };
    let finding = match store.ready().await {
        Ok(()) => Finding::Good(format!("database: {:?} answers and is up to date", database.database_url)),
        Err(error) => Finding::Wrong(format!("database: {error}. Run `dia migrate`.")),
    };
    store.close().await;
    finding
}

async fn example_content_for_real(database: &DatabaseSettings) -> Finding {
    let Ok(store) = Store::open(database.database_url.expose()).await else {
        return Finding::Wrong("initiatives: the database cannot be read".into());
    };
    let empty = crate::initiatives::is_empty(&store).await;
    store.close().await;
    match empty {
        Ok(false) => Finding::Good("initiatives: there are some".into()),
        Ok(true) => {
            Finding::Advice("initiatives: none yet. `dia import initiatives FILE` takes them in, `dia serve --demo` the built-in forty.".into())
        }
        Err(error) => Finding::Wrong(format!("initiatives: {error}")),
    }
}

async fn boundaries(database: &DatabaseSettings) -> Finding {
    let Ok(store) = Store::open(database.database_url.expose()).await else {
        return Finding::Wrong("boundaries: the database cannot be read".into());
    };
    let state = boundary_set::state(&store).await;
    store.close().await;
    match state {
        Ok(State::BuiltIn) => Finding::Good("boundaries: the built-in ones".into()),
        Ok(State::Imported(attribution)) => Finding::Good(format!("boundaries: imported, {attribution}")),
        Ok(State::Unusable(error)) => Finding::Wrong(format!(
            "boundaries: the imported ones do not fit this version, the built-in ones are shown: {error} Import newer ones, or go back with `dia import municipalities --built-in`."
        )),
        Err(error) => Finding::Wrong(format!("boundaries: {error}")),
    }
}

fn assets_are_inside() -> Finding {
    if assets::are_complete() {
        Finding::Good("files of the site: style, fonts and wasm are inside the binary".into())
    } else {
        Finding::Wrong(
            "files of the site: missing from this binary. Build it with `make`, not with a bare `cargo build`.".into(),
        )
    }
}

fn address_is_free(settings: &ServeSettings) -> Finding {
    match TcpListener::bind(settings.listen) {
        Ok(_) => Finding::Good(format!("address: {} is free", settings.listen)),
        Err(error) => {
            Finding::Advice(format!("address: {} is taken ({error}). Fine if `dia serve` is running.", settings.listen))
        }
    }
}

fn base_address(settings: &ServeSettings) -> Finding {
    let base = settings.base(settings.listen);
    if base.is_https() {
        Finding::Good(format!("public address: {}", base.as_str()))
    } else if settings.listen.ip().is_loopback() && settings.base_url.is_none() {
        Finding::Advice(
            "public address: not set, so links say http://127.0.0.1. For a real site set DIA_BASE_URL=https://…".into(),
        )
    } else {
        Finding::Advice(format!("public address: {} is not https; visitors' browsers will warn", base.as_str()))
    }
}

/// The platform is younger than this day, so a clock that says earlier is wrong.
fn clock() -> Finding {
    let now = OffsetDateTime::now_utc();
    if now.date() >= date!(2026 - 11 - 01) {
        Finding::Good(format!("clock: {} UTC", now.date()))
    } else {
        Finding::Wrong(format!(
            "clock: it says {}, which is before this version was made. Set the clock (NTP).",
            now.date()
        ))
    }
}

fn writable(folder: &Path) -> Finding {
    let probe = folder.join(".doctor");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Finding::Good(format!("tiles: {} can be written", folder.display())),
        Err(error) => {
            Finding::Wrong(format!("tiles: {} cannot be written ({error}). Set DIA_TILE_CACHE.", folder.display()))
        }
    }
}
