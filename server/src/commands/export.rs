//! `dia export initiatives`: everything that is published, in the interchange format.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use clap::{Subcommand, ValueEnum};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::serve::site;
use super::{CommandError, open};
use crate::http;
use crate::initiatives::LandkaartService;
use crate::platform::Platform;
use crate::settings::{BaseUrl, DatabaseSettings};

/// What can be exported.
#[derive(Debug, Subcommand)]
pub(super) enum What {
    /// All published initiatives
    Initiatives {
        /// The format
        #[arg(long, value_enum, default_value_t = Format::Geojson)]
        format: Format,
        /// Public address of the site, for the links in the file
        #[arg(long, env = "DIA_BASE_URL", default_value = "http://127.0.0.1:3000")]
        base_url: BaseUrl,
        /// Write to this file in place of standard output
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

/// Formats that `dia import` reads back.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// `GeoJSON`, WGS 84
    Geojson,
    /// CSV in UTF-8, with commas
    Csv,
}

pub(super) async fn run(database: &DatabaseSettings, what: What) -> Result<(), CommandError> {
    let What::Initiatives { format, base_url, output } = what;
    let store = open(database).await?;
    let landkaart = LandkaartService::start(store.clone(), None).await.map_err(CommandError::because)?;
    let platform = Arc::new(Platform::new(store.clone(), site(&base_url)?, landkaart));
    // The same answer that anyone gets over the web, so that the two can never differ.
    let address = match format {
        Format::Geojson => "/api/v1/initiatieven.geojson",
        Format::Csv => "/api/v1/initiatieven.csv",
    };
    let request = Request::get(address).body(Body::empty()).map_err(CommandError::because)?;
    let Ok(mut answer) = http::router(platform).oneshot(request).await;
    if !answer.status().is_success() {
        return Err(CommandError(format!("the initiatives cannot be read ({})", answer.status())));
    }
    let mut target: Box<dyn Write> = match &output {
        Some(path) => {
            Box::new(File::create(path).map_err(|error| CommandError(format!("{}: {error}", path.display())))?)
        }
        None => Box::new(std::io::stdout().lock()),
    };
    while let Some(part) = answer.body_mut().frame().await {
        if let Some(bytes) = part.map_err(CommandError::because)?.data_ref() {
            target.write_all(bytes).map_err(CommandError::because)?;
        }
    }
    target.flush().map_err(CommandError::because)?;
    store.close().await;
    Ok(())
}
