//! `dia account`

use app::accounts::roles::{GivenRole, NoRole, Role};
use app::initiatives::places::Places;
use clap::Subcommand;
use time::OffsetDateTime;

use super::{CommandError, open, say};
use crate::accounts::add_account::add_account;
use crate::initiatives::content;
use crate::mail::{EmailAddress, NoAddress};
use crate::settings::{BaseUrl, DatabaseSettings};

/// What is done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum What {
    /// Give somebody a role, with an account if there is none, and print a link to sign in with
    Add {
        /// Mail address
        #[arg(long, value_parser = address)]
        email: EmailAddress,

        /// Role: owner, moderator, organiser, door, caterer, scan-facilitator or custodian
        #[arg(long, value_parser = role)]
        role: Role,

        /// What the person is called
        #[arg(long, default_value = "")]
        name: String,

        /// Municipality, by name or code, for the role custodian
        #[arg(long)]
        municipality: Option<String>,

        /// Public address of the site, for the link
        #[arg(long, env = "DIA_BASE_URL", default_value = "http://127.0.0.1:3000")]
        base_url: BaseUrl,
    },
}

pub(super) async fn run(database: &DatabaseSettings, what: What) -> Result<(), CommandError> {
    let What::Add { email, role, name, municipality, base_url } = what;
    let municipality = match municipality {
        Some(written) => Some(code_of(&written)?),
        None => None,
    };
    let role = GivenRole::new(role, municipality).map_err(CommandError::because)?;
    let store = open(database).await?;
    let link = add_account(&store, &email, name.trim(), &role, OffsetDateTime::now_utc()).await;
    store.close().await;
    let link = link.map_err(CommandError::because)?;
    say(format_args!("{}/inloggen/{}", base_url.as_str(), link.expose()));
    say(format_args!("The link works once, within a quarter of an hour, while the platform serves."));
    Ok(())
}

fn code_of(written: &str) -> Result<String, CommandError> {
    let places: Places =
        content::other_names().and_then(|names| content::places(&names)).map_err(CommandError::because)?;
    let place = places.municipality(written).map(|index| &places.municipalities()[index]);
    place.map(|place| place.code.clone()).ok_or_else(|| CommandError(format!("there is no municipality {written}")))
}

fn address(text: &str) -> Result<EmailAddress, NoAddress> {
    text.parse()
}

fn role(text: &str) -> Result<Role, NoRole> {
    text.parse()
}
