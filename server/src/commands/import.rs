//! `dia import initiatives|municipalities FILE`

use std::fs::File;
use std::io::{BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Subcommand, ValueEnum};
use serde::Serialize;
use time::OffsetDateTime;

use super::whole_file::WholeFile;
use super::{CommandError, open, open_to_look, say};
use crate::disk::{self, why_unread};
use crate::initiatives::import::{FileProblem, Report};
use crate::initiatives::import_boundaries::{ImportBoundariesError, import_boundaries, use_built_in_boundaries};
use crate::initiatives::import_initiatives::{ImportError, Imported, Mode, Run, Withdrawn, import_with};
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
    /// Official boundaries (`GeoJSON`, RD or WGS 84) in place of the built-in ones, or the built-in ones again
    #[command(group = ArgGroup::new("which").args(["file", "built_in"]).required(true))]
    Municipalities {
        /// The file
        file: Option<PathBuf>,
        /// Go back to the built-in boundaries
        #[arg(long)]
        built_in: bool,
        /// Who has to be named on every map
        #[arg(long, default_value = "© CBS / Kadaster, bewerkt", value_parser = somebody)]
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

/// An official file of all boundaries in full detail is about half of this.
const LARGEST_BOUNDARIES: u64 = 64 * 1024 * 1024;

pub(super) async fn run(database: &DatabaseSettings, what: What) -> Result<(), CommandError> {
    let now = OffsetDateTime::now_utc();
    match what {
        What::Initiatives { file, dry_run, republish, report, corrections } => {
            let mode = if dry_run { Mode::DryRun } else { Mode::Write };
            let withdrawn = if republish { Withdrawn::Republish } else { Withdrawn::Leave };
            initiatives(database, &file, (mode, withdrawn), report, corrections.as_deref(), now).await
        }
        What::Municipalities { file: Some(file), attribution, .. } => {
            municipalities(database, &file, &attribution, now).await
        }
        What::Municipalities { file: None, .. } => built_in_municipalities(database).await,
    }
}

/// A clerk reads what this command says of the file, so that is in Dutch, to the last line; what is wrong with the database
/// is for the operator, in English. Standard output holds the report and nothing else.
async fn initiatives(
    database: &DatabaseSettings,
    file: &Path,
    (mode, withdrawn): (Mode, Withdrawn),
    format: ReportFormat,
    corrections: Option<&Path>,
    now: OffsetDateTime,
) -> Result<(), CommandError> {
    let about = |path: &Path, error: &dyn std::fmt::Display| CommandError(format!("{}: {error}", path.display()));
    let opened = File::open(file).map_err(|error| about(file, &FileProblem::from(error)))?;
    let length = opened.metadata().ok().map(|about| about.len());
    // Before anything is stored: afterwards the rows are in and what is left to correct would be lost.
    let to_correct = match corrections {
        Some(path) if is_same_file(path, file) => {
            return Err(about(path, &"kies voor --corrections een ander bestand dan het bestand dat u inleest."));
        }
        Some(path) => Some((
            path,
            WholeFile::named(path).map_err(|error| {
                about(
                    path,
                    &format!(
                        "hier kan niet worden geschreven: {}. Er is niets opgeslagen.",
                        why_unwritten_in_dutch(&error)
                    ),
                )
            })?,
        )),
        None => None,
    };
    let store = match mode {
        Mode::DryRun => open_to_look(database).await?,
        Mode::Write => open(database).await?,
    };
    let (id, name) = (Run::new_id(), file.file_name().unwrap_or_default().to_string_lossy());
    let run = Run { id: &id, account: None, name: &name, waiting: None };
    let imported = import_with(&store, BufReader::new(opened), length, (mode, withdrawn), Some(run), now)
        .await
        .map_err(|error| match error {
            ImportError::File(problem) => about(file, &problem),
            other => CommandError::because(other),
        })?;
    store.close().await;
    let rows = &imported.reading.corrections;
    // A file without rows says that there is nothing to correct; an older one would say otherwise.
    if let Some((path, mut whole)) = to_correct {
        whole.write_all(&rows.to_csv()).and_then(|()| whole.finish()).map_err(|error| {
            about(
                path,
                &format!(
                    "de rijen om te verbeteren zijn niet geschreven: {}. Lees het bestand daarna nog eens in.",
                    why_unwritten_in_dutch(&error)
                ),
            )
        })?;
        if !rows.is_empty() {
            eprintln!("Om te verbeteren: {}, in {}.", counted(rows.len()), path.display());
        }
    }
    show(&imported, format, mode)?;
    if imported.reading.report.is_clean() {
        Ok(())
    } else {
        Err(CommandError(format!("Niet opgenomen: {}.", counted(imported.reading.report.counts.invalid))))
    }
}

fn somebody(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() { Err("it should name who made the boundaries") } else { Ok(text.to_owned()) }
}

async fn built_in_municipalities(database: &DatabaseSettings) -> Result<(), CommandError> {
    let store = open(database).await?;
    let replaced = use_built_in_boundaries(&store).await.map_err(CommandError::because)?;
    store.close().await;
    say(format_args!("The built-in boundaries are {}.", if replaced { "back in place" } else { "in place already" }));
    Ok(())
}

async fn municipalities(
    database: &DatabaseSettings,
    file: &Path,
    attribution: &str,
    now: OffsetDateTime,
) -> Result<(), CommandError> {
    let text = read_at_most(file, LARGEST_BOUNDARIES)?;
    let store = open(database).await?;
    let imported = import_boundaries(&store, text, attribution, now).await.map_err(|error| match error {
        ImportBoundariesError::File(problem) => CommandError(format!("{}: {problem}", file.display())),
        other => CommandError::because(other),
    })?;
    store.close().await;
    for sentence in imported.sentences() {
        say(format_args!("{sentence}"));
    }
    Ok(())
}

/// A whole text, refused before it is read when it is too large. What does not know its size, such as a pipe, is read to
/// the limit.
fn read_at_most(file: &Path, limit: u64) -> Result<String, CommandError> {
    let failed =
        |error: std::io::Error| CommandError(format!("{} cannot be read: {}", file.display(), why_unread(&error)));
    let too_large = || {
        let most = limit / 1024 / 1024;
        CommandError(format!("{} is larger than {most} MiB; simplify the boundaries first", file.display()))
    };
    let opened = File::open(file).map_err(failed)?;
    if opened.metadata().map_err(failed)?.len() > limit {
        return Err(too_large());
    }
    let mut text = String::new();
    opened.take(limit + 1).read_to_string(&mut text).map_err(failed)?;
    if text.len() as u64 > limit { Err(too_large()) } else { Ok(text) }
}

/// Why a file of rows to correct was not written, for a clerk.
fn why_unwritten_in_dutch(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound | Kind::NotADirectory => "deze map is er niet; maak haar eerst of kies een andere".to_owned(),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "dit mag niet met dit account; kies een andere map".to_owned()
        }
        Kind::IsADirectory => "dit is een map; geef de naam van een bestand".to_owned(),
        Kind::StorageFull => "de schijf is vol; maak ruimte of kies een andere map".to_owned(),
        _ => disk::bare(error),
    }
}

fn counted(rows: usize) -> String {
    if rows == 1 { "1 rij".into() } else { format!("{rows} rijen") }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The report for programs: what was found, and what became of it.
#[derive(Serialize)]
struct Told<'a> {
    mode: &'static str,
    added: usize,
    changed: usize,
    unchanged: usize,
    #[serde(flatten)]
    report: &'a Report,
}

fn show(imported: &Imported, format: ReportFormat, mode: Mode) -> Result<(), CommandError> {
    let report = &imported.reading.report;
    let Imported { added, changed, unchanged, .. } = *imported;
    let what = match mode {
        Mode::DryRun => "Proef: er is niets opgeslagen. Zou toevoegen",
        Mode::Write => "Opgeslagen. Toegevoegd",
    };
    let outcome = format!("{what}: {added}, gewijzigd: {changed}, ongewijzigd: {unchanged}.");
    let mut out = std::io::stdout().lock();
    match format {
        ReportFormat::Json => {
            let mode = match mode {
                Mode::DryRun => "dry-run",
                Mode::Write => "write",
            };
            let told = Told { mode, added, changed, unchanged, report };
            serde_json::to_string_pretty(&told).map_err(Into::into).and_then(|json| writeln!(out, "{json}"))
        }
        // A table has a line per problem and no place for this.
        ReportFormat::Csv => {
            eprintln!("{outcome}");
            out.write_all(&report.to_csv())
        }
        ReportFormat::Text => writeln!(out, "{}\n{outcome}", report.to_text(MOST_PROBLEMS)),
    }
    .map_err(CommandError::because)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_boundaries_that_is_too_large_is_refused_without_being_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("grenzen.geojson");
        // A hole of that size takes no room on the disk.
        let file = File::create(&path).expect("a file");
        file.set_len(LARGEST_BOUNDARIES + 1).expect("a hole");
        let refused = read_at_most(&path, LARGEST_BOUNDARIES).expect_err("too large");
        assert!(refused.to_string().ends_with("is larger than 64 MiB; simplify the boundaries first"), "{refused}");
        std::fs::write(&path, "{}").expect("writable");
        assert_eq!(read_at_most(&path, 2).expect("small"), "{}");
        assert!(read_at_most(&path, 1).is_err());
    }
}
