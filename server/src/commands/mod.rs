//! The command line: one file per command.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong use. What a command has to say goes to standard output; logs go to standard error.

mod account;
mod backup;
mod doctor;
mod export;
mod import;
mod migrate;
mod reading;
mod restore;
mod serve;
mod shown_settings;
mod whole_file;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use app::desk::pages::settings::ShownSetting;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::settings::{DatabaseSettings, ServeSettings};
use crate::store::Store;

/// Democratie in Actie: the public platform of the programme
#[derive(Debug, Parser)]
#[command(name = "dia", version, about, propagate_version = true)]
pub struct CommandLine {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(subcommand)]
    command: Command,
    /// What is set, and where, for the page that shows it.
    #[arg(skip)]
    shown: Vec<ShownSetting>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the database up to date and serve
    Serve(Box<ServeSettings>),
    /// Bring the database up to date and stop
    Migrate,
    /// Take in a file
    #[command(subcommand)]
    Import(import::What),
    /// Write out what is there
    #[command(subcommand)]
    Export(export::What),
    /// Accounts of those who work with the platform
    #[command(subcommand)]
    Account(account::What),
    /// Write a consistent copy of the database while it serves (`SQLite`)
    Backup {
        /// The file to write; it must not exist
        file: PathBuf,
    },
    /// Put a copy back in place of the database (`SQLite`); stop serving first
    Restore {
        /// The copy
        file: PathBuf,
    },
    /// Check settings, database, files and clock, and say what to do
    Doctor(Box<ServeSettings>),
}

impl CommandLine {
    /// Reads the command line and the environment. What is wrong ends the process here, with code 2 and a sentence that
    /// names it.
    #[must_use]
    pub fn read() -> Self {
        reading::read(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }
}

/// Why a command failed, as a sentence for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CommandError(String);

impl CommandError {
    fn because(reason: impl std::fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

/// Structured logs on standard error; how much is set by `RUST_LOG`.
pub fn start_logging() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn"));
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Does what the command line asks.
pub fn run(command_line: CommandLine) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("dia: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(dispatch(command_line)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dia: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line. Whoever stopped listening, as `head` does after the first one, has what they wanted.
fn say(words: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

async fn dispatch(command_line: CommandLine) -> Result<(), CommandError> {
    let database = &command_line.database;
    match command_line.command {
        Command::Serve(settings) => serve::run(database, &settings, command_line.shown).await,
        Command::Migrate => migrate::run(database).await,
        Command::Import(what) => import::run(database, what).await,
        Command::Export(what) => export::run(database, what).await,
        Command::Account(what) => account::run(database, what).await,
        Command::Backup { file } => backup::run(database, &file).await,
        Command::Restore { file } => restore::run(database, &file).await,
        Command::Doctor(settings) => doctor::run(database, &settings).await,
    }
}

/// Opens the database and brings it up to date, with the taxonomy that everything stands on.
async fn open(settings: &DatabaseSettings) -> Result<Store, CommandError> {
    let store = Store::open(settings.database_url.expose()).await.map_err(CommandError::because)?;
    if store.is_new().await.map_err(CommandError::because)? {
        // Whoever mistyped where the database is would otherwise look for their data in an empty one.
        eprintln!("There was no database yet; a new one is being made: {}.", store.place());
    }
    store.migrate().await.map_err(CommandError::because)?;
    crate::initiatives::load_taxonomy(&store).await.map_err(CommandError::because)?;
    Ok(store)
}

/// Opens the database for a command that only looks: it has to be there and up to date, and stays as it is.
async fn open_to_look(settings: &DatabaseSettings) -> Result<Store, CommandError> {
    let store = Store::open_existing(settings.database_url.expose()).await.map_err(CommandError::because)?;
    store.ready().await.map_err(CommandError::because)?;
    Ok(store)
}
