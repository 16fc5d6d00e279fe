//! `dia backup FILE`

use std::path::Path;

use super::{CommandError, say};
use crate::settings::DatabaseSettings;
use crate::store::Store;

pub(super) async fn run(database: &DatabaseSettings, file: &Path) -> Result<(), CommandError> {
    // Older tables are fine: a copy is wanted most before they are brought up to date.
    let store = Store::open_existing(database.database_url.expose()).await.map_err(CommandError::because)?;
    store.backup(file).await.map_err(CommandError::because)?;
    store.close().await;
    say(format_args!("A copy is in {}.", file.display()));
    Ok(())
}
