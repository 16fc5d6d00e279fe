//! Reading the command line and the environment: what clap does, and four promises more. An empty variable is as good as
//! none. A wrong value is told with the flag, the variable and what it should be. A secret is never told. Help is plain text.

use std::error::Error as _;
use std::ffi::{OsStr, OsString};

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use super::{CommandLine, shown_settings};

/// Reads these arguments, the name of the program first, and the environment.
pub(super) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<CommandLine, clap::Error> {
    let mut command = without_empty_variables(in_plain_words(CommandLine::command()), &|name| std::env::var_os(name));
    let mut described = command.clone();
    described.build();
    command
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| {
            let mut read = CommandLine::from_arg_matches(&matches)?;
            read.shown = shown_settings::of(&described, &matches);
            Ok(read)
        })
        .and_then(together)
        .map_err(|error| in_words(error, &mut command))
}

/// Refuses settings that are in order one by one and not together. `doctor` tells about them itself.
fn together(read: CommandLine) -> Result<CommandLine, clap::Error> {
    if let super::Command::Serve(settings) = &read.command {
        let refused = |error: String| CommandLine::command().error(ErrorKind::MissingRequiredArgument, error);
        settings.tile_source().map_err(|error| refused(error.to_string()))?;
        settings.dkim.signer().map_err(|error| refused(error.to_string()))?;
        settings.organisation.whole().map_err(|error| refused(error.to_string()))?;
    }
    Ok(read)
}

/// Takes the marks of documentation out of help: it comes from comments, where names stand in backticks and addresses in angles.
fn in_plain_words(command: Command) -> Command {
    let plain = |text: &StyledStr| text.to_string().replace(['`', '<', '>'], "");
    let about = command.get_about().map(plain);
    let command = command.mut_args(|argument| match argument.get_help().map(plain) {
        Some(help) => argument.help(help),
        None => argument,
    });
    let command = command.mut_subcommands(in_plain_words);
    match about {
        Some(about) => command.about(about),
        None => command,
    }
}

/// Takes away the variables that are there and say nothing, as a file of settings has them for what is off.
fn without_empty_variables(command: Command, value_of: &dyn Fn(&OsStr) -> Option<OsString>) -> Command {
    let says_nothing =
        |name: &OsStr| value_of(name).is_some_and(|value| value.to_str().is_some_and(|v| v.trim().is_empty()));
    command
        .mut_args(|argument| match argument.get_env() {
            Some(name) if says_nothing(name) => argument.env(None::<&str>),
            _ => argument,
        })
        .mut_subcommands(|command| without_empty_variables(command, value_of))
}

/// The same error with a sentence of our own where a value is wrong. clap repeats every value, passwords too, and does not
/// say that it came from a variable.
fn in_words(error: clap::Error, command: &mut Command) -> clap::Error {
    if error.kind() != ErrorKind::ValueValidation {
        return error;
    }
    let (Some(ContextValue::String(argument)), Some(wrong)) = (error.get(ContextKind::InvalidArg), error.source())
    else {
        return error;
    };
    command.build();
    let known = arguments(command).into_iter().find(|known| known.to_string() == *argument);
    let variable = known.and_then(Arg::get_env).map(|name| format!(" ({})", name.display())).unwrap_or_default();
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) if known.is_some_and(|known| !known.is_hide_env_values_set()) => {
            format!(" cannot be {value:?}")
        }
        _ => " is wrong".to_owned(),
    };
    let sentence = format!("{argument}{variable}{value}: {wrong}\n");
    clap::Error::raw(ErrorKind::ValueValidation, sentence).with_cmd(command)
}

/// The arguments of a command and of those below it.
fn arguments(command: &Command) -> Vec<&Arg> {
    command.get_arguments().chain(command.get_subcommands().flat_map(arguments)).collect()
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;
    use std::path::PathBuf;

    use super::*;

    fn said(words: &[&str]) -> String {
        match read(words.iter().map(OsString::from)) {
            Ok(_) => String::new(),
            Err(error) => {
                assert_eq!(error.exit_code(), 2, "{error}");
                error.render().to_string()
            }
        }
    }

    #[test]
    fn a_wrong_value_of_any_setting_is_told_with_its_flag_its_variable_and_what_it_should_be() {
        let mut command = CommandLine::command();
        command.build();
        let mut tried = 0;
        for below in command.get_subcommands() {
            // What stands above holds for every command; what stands deeper is the same setting again.
            for setting in command.get_arguments().chain(below.get_arguments()) {
                let (Some(variable), Some(flag)) = (setting.get_env(), setting.get_long()) else { continue };
                // Any text can be the name of a file or of somebody, and a switch takes no value on the command line.
                let any_text = ["demo", "tiles-attribution", "oidc-client-id", "oidc-client-secret", "oidc-name"];
                let takes_any_text = any_text.contains(&flag);
                if setting.get_value_parser().type_id() == TypeId::of::<PathBuf>() || takes_any_text {
                    continue;
                }
                let name = if below.has_subcommands() { "migrate" } else { below.get_name() };
                let message = said(&["dia", name, &format!("--{flag}"), "w!rong"]);
                let expected = format!("--{flag} ");
                assert!(message.contains(&expected), "{message}");
                assert!(message.contains(&format!("({})", variable.display())), "{message}");
                assert!(message.contains(": it should "), "{message}");
                tried += 1;
            }
        }
        assert!(tried > 10, "{tried}");
    }

    #[test]
    fn the_password_in_a_wrong_database_address_is_never_told() {
        for address in ["postgrs://dia:geheim@db/dia", "postgres://dia:geheim@db", "dia:geheim@db"] {
            for words in [["dia", "--database-url", address, "serve"], ["dia", "migrate", "--database-url", address]] {
                let message = said(&words);
                assert!(!message.contains("geheim"), "{message}");
                assert!(message.contains("(DIA_DATABASE_URL) is wrong: it should be a file such as"), "{message}");
            }
        }
    }

    #[test]
    fn a_value_is_told_in_a_form_that_cannot_steer_a_terminal() {
        let message = said(&["dia", "serve", "--listen", "\u{1b}[2Jlocalhost:3000"]);
        assert!(!message.contains("\u{1b}[2J") && message.contains("localhost:3000"), "{message}");
    }

    #[test]
    fn tiles_without_anybody_to_name_are_refused_at_the_start() {
        let template = "https://tiles.example/{z}/{x}/{y}.png";
        assert!(said(&["dia", "serve", "--tiles", template]).contains("DIA_TILES_ATTRIBUTION"));
        assert_eq!(said(&["dia", "serve", "--tiles", template, "--tiles-attribution", "© Maker"]), "");
        assert_eq!(said(&["dia", "serve", "--tiles", "pdok"]), "");
        assert_eq!(said(&["dia", "doctor", "--tiles", template]), "");
    }

    #[test]
    fn an_organisation_of_which_only_half_is_set_is_refused_at_the_start() {
        let issuer = "https://login.example.nl";
        assert!(said(&["dia", "serve", "--oidc-issuer", issuer]).contains("DIA_OIDC_CLIENT_ID is not set"));
        let whole = ["dia", "serve", "--oidc-issuer", issuer, "--oidc-client-id", "dia", "--oidc-client-secret", "x"];
        assert_eq!(said(&whole), "");
    }

    #[test]
    fn help_is_plain_text_at_every_depth() {
        fn pages(mut command: Command) -> Vec<String> {
            let below: Vec<Command> = command.get_subcommands().cloned().collect();
            let own = [command.render_help().to_string(), command.render_long_help().to_string()];
            own.into_iter().chain(below.into_iter().flat_map(pages)).collect()
        }
        let mut command = in_plain_words(CommandLine::command());
        command.build();
        let pages = pages(command);
        assert!(pages.len() > 20 && pages.iter().any(|page| page.contains("such as https://")), "{}", pages.len());
        for page in pages {
            assert!(!page.contains('`') && !page.contains("<http"), "{page}");
        }
    }

    #[test]
    fn an_empty_variable_is_as_good_as_none() {
        let value_of = |name: &OsStr| (name == "DIA_METRICS_LISTEN").then(|| OsString::from(" "));
        let command = without_empty_variables(CommandLine::command(), &value_of);
        let serve = command.find_subcommand("serve").expect("a command");
        let variables: Vec<&OsStr> = serve.get_arguments().filter_map(Arg::get_env).collect();
        assert!(!variables.contains(&OsStr::new("DIA_METRICS_LISTEN")));
        assert!(variables.contains(&OsStr::new("DIA_LISTEN")));
    }
}
