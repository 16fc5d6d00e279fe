//! `dia export`: everything that is published, in the interchange format; and what staff did.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::desk::list::{Asked, Order};
use axum::body::Body;
use axum::http::Request;
use clap::{Subcommand, ValueEnum};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::serve::site;
use super::whole_file::WholeFile;
use super::{CommandError, open_to_look};
use crate::accounts::audit_list;
use crate::desk::list::{CsvFile, Range};
use crate::disk::{self, why_unwritten};
use crate::http;
use crate::initiatives::{LandkaartService, content};
use crate::platform::Platform;
use crate::settings::{BaseUrl, DatabaseSettings};

/// How often a file is begun anew because somebody published meanwhile.
const ATTEMPTS: usize = 5;

/// So many entries of the audit log are read at a time.
const STRETCH: i64 = 5_000;

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
    /// What staff did, from the first entry on, as CSV; the people in it who were forgotten are not named
    Audit {
        /// Write to this file in place of standard output
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

/// Formats that `dia import` reads back.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    #[value(help = "GeoJSON, WGS 84")]
    Geojson,
    #[value(help = "CSV in UTF-8, with commas")]
    Csv,
}

pub(super) async fn run(database: &DatabaseSettings, what: What) -> Result<(), CommandError> {
    match what {
        What::Initiatives { format, base_url, output } => {
            initiatives(database, format, &base_url, output.as_deref()).await
        }
        What::Audit { output } => audit(database, output.as_deref()).await,
    }
}

/// Where to write.
fn file(output: Option<&Path>) -> Result<WholeFile, CommandError> {
    match output {
        Some(path) => WholeFile::named(path),
        None => WholeFile::standard_output(),
    }
    .map_err(|error| not_written(output, &error))
}

fn not_written(output: Option<&Path>, error: &io::Error) -> CommandError {
    match output {
        Some(path) => CommandError(format!("{} cannot be written: {}", path.display(), why_unwritten(path, error))),
        None => CommandError(format!("standard output cannot be written: {}", disk::bare(error))),
    }
}

/// Writes the audit log down, stretch after stretch: it only grows, so that nothing moves meanwhile.
async fn audit(database: &DatabaseSettings, output: Option<&Path>) -> Result<(), CommandError> {
    let mut whole = file(output)?;
    let store = open_to_look(database).await?;
    let places = content::other_names().and_then(|names| content::places(&names)).map_err(CommandError::because)?;
    let shape = audit_list::shape(&store).await.map_err(CommandError::because)?;
    let asked = Asked::parse(&shape, &[]).in_order(Order { by: shape.order.by, descending: false });
    let mut written = CsvFile::begin(&shape, &mut whole).map_err(CommandError::because)?;
    let mut range = Range { limit: STRETCH, offset: 0 };
    loop {
        let found = audit_list::rows(&store, &places, &asked, range).await.map_err(CommandError::because)?;
        if found.rows.is_empty() {
            break;
        }
        written.add(&found.rows).map_err(CommandError::because)?;
        range.offset += STRETCH;
    }
    written.finish().map_err(CommandError::because)?;
    whole.finish().map_err(|error| not_written(output, &error))?;
    store.close().await;
    Ok(())
}

async fn initiatives(
    database: &DatabaseSettings,
    format: Format,
    base_url: &BaseUrl,
    output: Option<&Path>,
) -> Result<(), CommandError> {
    let named = |error: io::Error| not_written(output, &error);
    let mut file = file(output)?;
    let store = open_to_look(database).await?;
    let landkaart = LandkaartService::start(store.clone(), None).await.map_err(CommandError::because)?;
    let platform = Arc::new(Platform::new(store.clone(), site(base_url)?, landkaart));
    // The same answer that anyone gets over the web, so that the two can never differ.
    let address = match format {
        Format::Geojson => "/api/v1/initiatieven.geojson",
        Format::Csv => "/api/v1/initiatieven.csv",
    };
    let mut attempt = 1;
    loop {
        match fetch(&platform, address, &mut file).await {
            Ok(()) => break,
            Err(Interrupted::Disk(error)) => return Err(named(error)),
            Err(Interrupted::Moved) if attempt < ATTEMPTS => {
                attempt += 1;
                platform.landkaart.refresh().await.map_err(CommandError::because)?;
                file.empty().map_err(named)?;
            }
            Err(error) => return Err(CommandError::because(error)),
        }
    }
    file.finish().map_err(named)?;
    store.close().await;
    Ok(())
}

/// Why an answer did not come in whole.
#[derive(Debug, thiserror::Error)]
enum Interrupted {
    /// Somebody published between two pieces of it.
    #[error("the initiatives kept changing while they were read; try again in a quiet moment")]
    Moved,
    /// It was refused.
    #[error("the initiatives cannot be read ({0})")]
    Refused(String),
    /// It could not be written down.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Asks this address and writes the answer down.
async fn fetch(platform: &Arc<Platform>, address: &str, into: &mut impl Write) -> Result<(), Interrupted> {
    let refused = |reason: &dyn std::fmt::Display| Interrupted::Refused(reason.to_string());
    let request = Request::get(address).body(Body::empty()).map_err(|error| refused(&error))?;
    let Ok(mut answer) = http::router(platform.clone()).oneshot(request).await;
    if !answer.status().is_success() {
        return Err(refused(&answer.status()));
    }
    while let Some(part) = answer.body_mut().frame().await {
        // A download is cut off when its data move, so that nobody takes half a file for a whole one.
        if let Some(bytes) = part.map_err(|_| Interrupted::Moved)?.data_ref() {
            into.write_all(bytes)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::http::testing::{Visitor, import};
    use crate::initiatives::import_initiatives::Mode;
    use crate::store::testing::TestStore;

    /// Publishes as soon as the first piece is written.
    struct Publisher<'a> {
        visitor: &'a Visitor,
        news: Option<&'a str>,
    }

    impl Write for Publisher<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if let Some(news) = self.news.take() {
                let publish = import(&self.visitor.store, news, Mode::Write);
                let published = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(publish));
                assert_eq!(published.changed, 1);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_publish_in_between_is_seen_so_that_the_file_is_begun_anew() {
        let test = TestStore::sqlite().await;
        let visitor = Visitor::of_forty(test.store.clone()).await;
        // More rows than are read ahead.
        let header = "external_id,titel,samenvatting,gemeente,soorten,status\n";
        let row = |number: u32, title: &str| {
            format!("rij-{number:04},{title} {number},Bewoners maken samen een plan.,GM0307,referendum,loopt\n")
        };
        let mut rows = header.to_owned();
        for number in 0..3_000 {
            let _ = rows.write_str(&row(number, "Zelfde"));
        }
        assert_eq!(import(&visitor.store, &rows, Mode::Write).await.added, 3_000);
        visitor.platform.landkaart.refresh().await.expect("a new snapshot");
        // Changes the row that is read last.
        let file = visitor.get("/api/v1/initiatieven.csv").await;
        let last =
            file.text().trim_end().rsplit('\n').next().and_then(|line| line.get(4..8)).expect("a row").to_owned();
        let news = format!("{header}{}", row(last.parse().expect("a number"), "Ander"));

        let address = "/api/v1/initiatieven.csv";
        let mut publisher = Publisher { visitor: &visitor, news: Some(&news) };
        let interrupted = fetch(&visitor.platform, address, &mut publisher).await;
        assert!(matches!(interrupted, Err(Interrupted::Moved)), "{interrupted:?}");
        visitor.platform.landkaart.refresh().await.expect("a new snapshot");
        let mut whole = Vec::new();
        fetch(&visitor.platform, address, &mut whole).await.expect("a whole file");
        assert_eq!(String::from_utf8_lossy(&whole).lines().count(), 3_041);
    }
}
