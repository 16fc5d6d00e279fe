//! The binary `dia`: reads the command line, starts logging, does what was asked.

use std::process::ExitCode;

use server::commands::{self, CommandLine};

fn main() -> ExitCode {
    // A wrong flag or setting ends here with code 2 and a sentence that names it.
    let command_line = CommandLine::read();
    commands::start_logging();
    commands::run(command_line)
}
