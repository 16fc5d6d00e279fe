//! `dia migrate`

use super::{CommandError, open, say};
use crate::settings::DatabaseSettings;

pub(super) async fn run(database: &DatabaseSettings) -> Result<(), CommandError> {
    let store = open(database).await?;
    say(format_args!("The database is up to date: {}.", store.place()));
    store.close().await;
    Ok(())
}
