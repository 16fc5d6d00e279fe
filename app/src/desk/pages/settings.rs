//! `/beheer/instellingen`: how the platform is set up. It is set up where it is started, and here it is only read.

use leptos::prelude::*;

use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::texts::{t, text};

/// A setting, as the process was started with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSetting {
    /// The name of its variable.
    pub variable: String,
    /// Its flag, with the two dashes.
    pub flag: String,
    /// What it means, as `--help` says it.
    pub meaning: String,
    /// What it is.
    pub value: SettingValue,
    /// Where that comes from.
    pub source: SettingSource,
}

/// What a setting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// This.
    Known(String),
    /// It is a secret, or may hold one.
    Hidden,
    /// It is not set.
    Unset,
}

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingSource {
    /// Nobody said anything.
    Default,
    /// A variable of the environment.
    Variable,
    /// A flag on the command line.
    Flag,
}

impl SettingSource {
    fn words(self) -> String {
        text(match self {
            Self::Default => "settings-source-default",
            Self::Variable => "settings-source-variable",
            Self::Flag => "settings-source-flag",
        })
    }
}

/// All settings. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct AllSettings(pub Vec<ShownSetting>);

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let AllSettings(settings) = expect_context();
    let heads = [t!("settings-name"), t!("settings-value"), t!("settings-source"), t!("settings-meaning")];
    let labels = heads.clone();
    let rows =
        settings.into_iter().map(|setting| view! { <OneSetting setting labels=labels.clone() /> }).collect_view();
    view! {
        <DeskPage part=Some(Part::Settings) title=Part::Settings.name()>
            <p class="nl-paragraph">{t!("settings-lead")}</p>
            <table class="list">
                <caption class="visually-hidden">{Part::Settings.name()}</caption>
                <thead>
                    <tr>
                        {heads
                            .into_iter()
                            .map(|head| {
                                view! {
                                    <th scope="col" class="list__unsorted">
                                        {head}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </DeskPage>
    }
}

#[component]
fn OneSetting(setting: ShownSetting, labels: [String; 4]) -> impl IntoView {
    let [_, value_label, source_label, meaning_label] = labels;
    let value = match setting.value {
        SettingValue::Known(value) => view! { <code>{value}</code> }.into_any(),
        SettingValue::Hidden => t!("settings-hidden").into_any(),
        SettingValue::Unset => t!("settings-unset").into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <code>{setting.variable}</code>
                <br />
                <code>{setting.flag}</code>
            </th>
            <td data-label=value_label>{value}</td>
            <td data-label=source_label>{setting.source.words()}</td>
            // The text of `--help`, which is written for operators.
            <td data-label=meaning_label>
                <span lang="en">{setting.meaning}</span>
            </td>
        </tr>
    }
}
