//! `dia serve`

use std::sync::Arc;
use std::time::Duration;

use app::desk::pages::settings::ShownSetting;
use app::site::Site;
use leptos::config::LeptosOptions;
use time::OffsetDateTime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{CommandError, open, say};
use crate::clock::Clock;
use crate::geocoder::Geocoder;
use crate::http::{self, Limits, assets};
use crate::initiatives::import_initiatives::{Mode, import_initiatives};
use crate::initiatives::{LandkaartService, content};
use crate::mail::{Postman, Sender, Transport};
use crate::platform::Platform;
use crate::settings::{BaseUrl, DatabaseSettings, ServeSettings};
use crate::store::Store;
use crate::tiles::{TileSource, Tiles};

/// Mail to others needs a sender that they can see.
const NO_SENDER: &str =
    "mail would come from nobody: set DIA_MAIL_FROM, or DIA_BASE_URL to the public address of the site";

/// The options that Leptos reads, the same that the build used.
const LEPTOS_OPTIONS: &str = include_str!("../../../Leptos.toml");

pub(super) async fn run(
    database: &DatabaseSettings,
    settings: &ServeSettings,
    shown: Vec<ShownSetting>,
) -> Result<(), CommandError> {
    let street_map = settings.tile_source().map_err(CommandError::because)?;
    // Before anything says that the site serves: from then on it ends in good order.
    let asked_to_stop = Signals::expect()?;
    let store = open(database).await?;
    if settings.demo {
        load_demo(&store).await?;
    }
    let (listener, address) = http::listen(settings.listen).await.map_err(CommandError::because)?;
    let platform = platform(store, settings, street_map, &settings.base(address), shown).await?;
    let stop = CancellationToken::new();
    let drain = Duration::from_secs(settings.drain_seconds.into());
    let serving = http::serve(platform, listener, settings.metrics_listen, drain, stop.clone())
        .await
        .map_err(CommandError::because)?;
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
    say(format_args!("Democratie in Actie: http://{address}"));
    asked_to_stop.arrive().await;
    tracing::info!("stopping");
    stop.cancel();
    serving.ended().await;
    Ok(())
}

/// Everything that requests share, from settings.
async fn platform(
    store: Store,
    settings: &ServeSettings,
    source: Option<TileSource>,
    base: &BaseUrl,
    shown: Vec<ShownSetting>,
) -> Result<Arc<Platform>, CommandError> {
    const MEGABYTE: u64 = 1024 * 1024;
    let street_map = source.as_ref().map(|source| source.street_map.clone());
    let landkaart = LandkaartService::start(store.clone(), street_map).await.map_err(CommandError::because)?;
    let most = u64::from(settings.tile_cache_mb) * MEGABYTE;
    let tiles = source.map(|source| Tiles::new(source, settings.tile_cache.clone(), most));
    let tiles = tiles.transpose().map_err(CommandError::because)?;
    let geocoder = settings.geocoder_url.clone().map(Geocoder::new).transpose().map_err(CommandError::because)?;
    let clock = Clock::of_machine();
    let organisation = settings.organisation.provider(base).map_err(CommandError::because)?;
    let signer = settings.dkim.signer().map_err(CommandError::because)?;
    let transport = settings.transport().map_err(CommandError::because)?;
    let sender = match (settings.sender(base), &transport) {
        (Some(sender), _) => sender,
        (None, Transport::Folder(_)) => Sender::of_files(),
        (None, Transport::Smtp(..)) => return Err(CommandError::because(NO_SENDER)),
    };
    let platform = Platform {
        postman: Postman::new(store.clone(), transport, sender, clock.clone()).signing(signer),
        clock,
        organisation,
        limits: Limits::new(settings.rate_limit),
        trusted_proxies: settings.trusted_proxies.clone(),
        embed_ancestors: settings.embed_ancestors.clone(),
        security_contact: settings.security_contact.clone(),
        settings: shown,
        geocoder,
        tiles,
        ..Platform::new(store, Site { contact: settings.contact.clone(), ..site(base)? }, landkaart)
    };
    platform.programme.refresh(platform.clock.now()).await.map_err(CommandError::because)?;
    platform.days.refresh(platform.clock.now()).await.map_err(CommandError::because)?;
    Ok(Arc::new(platform))
}

/// What pages know of the site.
pub(super) fn site(base: &BaseUrl) -> Result<Site, CommandError> {
    let mut leptos: LeptosOptions =
        leptos::config::get_config_from_str(LEPTOS_OPTIONS).map_err(CommandError::because)?;
    // Scripts are asked for by a name that holds the hash of their content.
    let script = assets::address("pkg/app.js");
    if let Some(name) = script.strip_prefix("/pkg/").and_then(|name| name.strip_suffix(".js")) {
        leptos.output_name = name.into();
    }
    Ok(Site {
        base_url: base.as_str().to_owned(),
        version: env!("CARGO_PKG_VERSION"),
        style: assets::address("pkg/app.css"),
        work_style: assets::address("pkg/work.css"),
        fonts: assets::first_view_fonts(),
        contact: None,
        leptos,
    })
}

/// Loads the built-in initiatives and editions into a database that has none.
async fn load_demo(store: &Store) -> Result<(), CommandError> {
    let now = OffsetDateTime::now_utc();
    let editions = crate::day::load_example::load_example(store, now).await.map_err(CommandError::because)?;
    if editions > 0 {
        tracing::info!(editions, "loaded the example editions");
    }
    if !crate::initiatives::is_empty(store).await.map_err(CommandError::because)? {
        return Ok(());
    }
    let bytes = content::INITIATIVES.as_bytes();
    let loaded = import_initiatives(store, bytes, Some(bytes.len() as u64), Mode::Write, now)
        .await
        .map_err(CommandError::because)?;
    tracing::info!(initiatives = loaded.added, "loaded the example content");
    Ok(())
}

/// What asks the process to stop: SIGTERM from whoever runs it, SIGINT from the keyboard.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// From now on they are waited for, and no longer end the process by themselves.
    fn expect() -> Result<Self, CommandError> {
        Ok(Self {
            terminate: signal(SignalKind::terminate()).map_err(CommandError::because)?,
            interrupt: signal(SignalKind::interrupt()).map_err(CommandError::because)?,
        })
    }

    /// Waits for the first, which may have come already.
    async fn arrive(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use toml::Value;

    #[test]
    fn leptos_toml_says_the_same_as_the_metadata_in_cargo_toml() {
        let run_time: Value = toml::from_str(super::LEPTOS_OPTIONS).expect("Leptos.toml");
        let build: Value = toml::from_str(include_str!("../../../Cargo.toml")).expect("Cargo.toml");
        let keys =
            |value: &Value| value["workspace"]["metadata"]["leptos"][0].as_table().expect("a table of options").clone();
        let build = keys(&build);
        for (key, value) in keys(&run_time) {
            assert_eq!(build.get(&key), Some(&value), "{key}");
        }
    }
}
