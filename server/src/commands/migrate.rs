//! `dia migrate`

use super::{CommandError, open};
use crate::settings::DatabaseSettings;

pub(super) async fn run(database: &DatabaseSettings) -> Result<(), CommandError> {
    let store = open(database).await?;
    println!("The database is up to date: {}.", store.place());
    store.close().await;
    Ok(())
}
