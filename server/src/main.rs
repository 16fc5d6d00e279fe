//! The binary `dia`: reads the command line, starts logging, does what was asked.

use std::process::ExitCode;

use server::commands::{self, CommandLine};

fn main() -> ExitCode {
    let command_line = CommandLine::read();
    commands::start_logging();
    commands::run(command_line)
}
