//! `dia import initiatives|municipalities FILE`

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use time::OffsetDateTime;

use super::{CommandError, open};
use crate::initiatives::import_boundaries::import_boundaries;
use crate::initiatives::import_initiatives::{Imported, Mode, import_initiatives};
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
        file: PathBuf,
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
        What::Initiatives { file, dry_run, report, corrections } => {
            let opened = open_file(&file)?;
            let length = opened.metadata().ok().map(|about| about.len());
            let mode = if dry_run { Mode::DryRun } else { Mode::Write };
            let imported = import_initiatives(&store, BufReader::new(opened), length, mode, now)
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
        What::Municipalities { file, attribution } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| CommandError(format!("{} cannot be read: {error}", file.display())))?;
            let imported = import_boundaries(&store, text, &attribution, now).await.map_err(CommandError::because)?;
            store.close().await;
            println!("Boundaries of {} municipalities are in place.", imported.municipalities);
            for difference in &imported.differences {
                println!("  {}: {:.1} km2 → {:.1} km2", difference.municipality, difference.before, difference.after);
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
        }
    }
    Ok(())
}
