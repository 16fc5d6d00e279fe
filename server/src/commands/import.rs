//! `dia import initiatives|municipalities FILE`

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use time::OffsetDateTime;

use super::{CommandError, open};
use crate::initiatives::import_boundaries::{import_boundaries, use_built_in_boundaries};
use crate::initiatives::import_initiatives::{Imported, Mode, Withdrawn, import_with};
use crate::settings::DatabaseSettings;

/// So many problems are shown in a terminal; a report in JSON or CSV holds all.
const MOST_PROBLEMS: usize = 200;

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(super) enum What {
    /// Initiatives, as `GeoJSON` or CSV; rows that are in order go in, the others are reported
    Initiatives {
        /// The file
        file: PathBuf,
        /// Say what would happen and write nothing
        #[arg(long)]
        dry_run: bool,
        /// Put back on the map what was withdrawn, when the file has it
        #[arg(long)]
        republish: bool,
        /// How the report is written
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        report: ReportFormat,
        /// Write the rows that are not in order to this CSV file, to correct them and feed them in again
        #[arg(long)]
        corrections: Option<PathBuf>,
    },
    /// Official boundaries (`GeoJSON`, RD or WGS 84) in place of the built-in ones
    Municipalities {
        /// The file
        #[arg(required_unless_present = "built_in")]
        file: Option<PathBuf>,
        /// Go back to the built-in boundaries
        #[arg(long, conflicts_with = "file")]
        built_in: bool,
        /// Who has to be named on every map
        #[arg(long, default_value = "© CBS / Kadaster")]
        attribution: String,
    },
}

/// How a report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For a spreadsheet
    Csv,
}

pub(super) async fn run(database: &DatabaseSettings, what: What) -> Result<(), CommandError> {
    let store = open(database).await?;
    let now = OffsetDateTime::now_utc();
    match what {
        What::Initiatives { file, dry_run, republish, report, corrections } => {
            let opened = open_file(&file)?;
            let length = opened.metadata().ok().map(|about| about.len());
            let mode = if dry_run { Mode::DryRun } else { Mode::Write };
            let withdrawn = if republish { Withdrawn::Republish } else { Withdrawn::Leave };
            let imported = import_with(&store, BufReader::new(opened), length, mode, withdrawn, now)
                .await
                .map_err(CommandError::because)?;
            store.close().await;
            show(&imported, report, mode)?;
            if let Some(path) = corrections.filter(|_| !imported.reading.corrections.is_empty()) {
                std::fs::write(&path, imported.reading.corrections.to_csv())
                    .map_err(|error| CommandError(format!("{}: {error}", path.display())))?;
                println!("{} rijen om te verbeteren staan in {}.", imported.reading.corrections.len(), path.display());
            }
            if imported.reading.report.is_clean() {
                Ok(())
            } else {
                Err(CommandError(format!("{} rows were not taken in.", imported.reading.report.counts.invalid)))
            }
        }
        What::Municipalities { file, attribution, .. } => {
            let Some(file) = file else {
                let replaced = use_built_in_boundaries(&store).await.map_err(CommandError::because)?;
                store.close().await;
                let were = if replaced { "back in place" } else { "in place already" };
                println!("The built-in boundaries are {were}.");
                return Ok(());
            };
            let text = std::fs::read_to_string(&file)
                .map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display())))?;
            let imported = import_boundaries(&store, text, &attribution, now).await.map_err(CommandError::because)?;
            store.close().await;
            for sentence in imported.sentences() {
                println!("{sentence}");
            }
            Ok(())
        }
    }
}

fn open_file(file: &Path) -> Result<File, CommandError> {
    File::open(file).map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display())))
}

fn show(imported: &Imported, format: ReportFormat, mode: Mode) -> Result<(), CommandError> {
    use std::io::Write as _;
    let report = &imported.reading.report;
    match format {
        ReportFormat::Json => println!("{}", report.to_json().map_err(CommandError::because)?),
        ReportFormat::Csv => std::io::stdout().write_all(&report.to_csv()).map_err(CommandError::because)?,
        ReportFormat::Text => {
            println!("{}", report.to_text(MOST_PROBLEMS));
            let what = match mode {
                Mode::DryRun => "Proef: er is niets opgeslagen. Zou toevoegen",
                Mode::Write => "Opgeslagen. Toegevoegd",
            };
            println!(
                "{what}: {}, gewijzigd: {}, ongewijzigd: {}.",
                imported.added, imported.changed, imported.unchanged
            );
            if imported.withdrawn > 0 {
                println!("Ingetrokken en zo gelaten: {}.", imported.withdrawn);
            }
        }
    }
    Ok(())
}
