//! `dia restore FILE`

use std::path::Path;

use super::{CommandError, say};
use crate::settings::DatabaseSettings;
use crate::store::Store;

pub(super) async fn run(database: &DatabaseSettings, file: &Path) -> Result<(), CommandError> {
    let kept = Store::restore(database.database_url.expose(), file).await.map_err(CommandError::because)?;
    say(format_args!("The database is as it was in {}.", file.display()));
    if let Some(kept) = kept {
        say(format_args!("What was there before is in {}.", kept.display()));
    }
    Ok(())
}
