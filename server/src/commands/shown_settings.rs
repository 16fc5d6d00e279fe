//! The settings as the process was started with them, for the page that shows them: the same texts as `--help`, and no secrets.

use app::desk::pages::settings::{SettingSource, SettingValue, ShownSetting};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

/// The settings of a command that was asked for, in the order of its help; `command` was built.
pub(super) fn of(command: &Command, matches: &ArgMatches) -> Vec<ShownSetting> {
    let Some((name, matches)) = matches.subcommand() else { return Vec::new() };
    let Some(below) = command.find_subcommand(name) else { return Vec::new() };
    below.get_arguments().filter_map(|argument| shown(argument, matches)).collect()
}

/// A setting; nothing for an argument that has no variable.
fn shown(argument: &Arg, matches: &ArgMatches) -> Option<ShownSetting> {
    let variable = argument.get_env()?.to_string_lossy().into_owned();
    let id = argument.get_id().as_str();
    let values = matches.try_get_raw(id).ok().flatten();
    let value = values.map(|values| values.map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(","));
    let source = match matches.value_source(id) {
        Some(ValueSource::CommandLine) => SettingSource::Flag,
        Some(ValueSource::EnvVariable) => SettingSource::Variable,
        _ => SettingSource::Default,
    };
    Some(ShownSetting {
        variable,
        flag: format!("--{}", argument.get_long()?),
        meaning: argument.get_help()?.to_string(),
        value: match value {
            None => SettingValue::Unset,
            // What may hold a password or a key is not told in help either.
            Some(_) if argument.is_hide_env_values_set() && source != SettingSource::Default => SettingValue::Hidden,
            Some(value) => SettingValue::Known(value),
        },
        source,
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::commands::reading;

    #[test]
    fn every_setting_is_shown_with_where_it_comes_from_and_no_secret_is() {
        let words = [
            "dia",
            "serve",
            "--listen",
            "127.0.0.1:4000",
            "--smtp-url",
            "smtps://dia:geheim@mail.example.org",
            "--database-url",
            "postgres://dia:geheim@db/dia",
            "--trusted-proxies",
            "10.0.0.0/8,127.0.0.1",
        ];
        let read = reading::read(words.iter().map(OsString::from)).expect("a command line");
        let shown = read.shown;
        assert!(shown.len() > 15, "{}", shown.len());
        let of = |variable: &str| shown.iter().find(|setting| setting.variable == variable).expect("a setting");
        assert_eq!(of("DIA_LISTEN").value, SettingValue::Known("127.0.0.1:4000".into()));
        assert_eq!((of("DIA_LISTEN").source, of("DIA_LISTEN").flag.as_str()), (SettingSource::Flag, "--listen"));
        assert_eq!(of("DIA_TILES").value, SettingValue::Known("none".into()));
        assert_eq!(of("DIA_TILES").source, SettingSource::Default);
        assert_eq!(of("DIA_CONTACT").value, SettingValue::Unset);
        assert_eq!(of("DIA_TRUSTED_PROXIES").value, SettingValue::Known("10.0.0.0/8,127.0.0.1".into()));
        for secret in ["DIA_SMTP_URL", "DIA_DATABASE_URL"] {
            assert_eq!(of(secret).value, SettingValue::Hidden);
        }
        assert!(!format!("{shown:?}").contains("geheim"));
        assert!(of("DIA_SMTP_URL").meaning.contains("without one mail becomes files"));
        assert!(!shown.iter().any(|setting| setting.meaning.contains('`')), "plain words, as help has them");
    }
}
