//! What became of files, kept in the transaction in which it did.

use std::fmt::Write as _;

use app::accounts::actor::AccountId;
use app::initiatives::taking_in::{Outcome, RowRemark};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::import::{Problem, Report};
use super::super::import_initiatives::Imported;
use super::sql;
use crate::accounts::audit::{self, Entry};
use crate::store::{StoreError, Tx, within};

/// So much is kept of what is to be said of rows: more is read by nobody on a page.
const MOST_REMARKS: usize = 1_000;

/// Who takes in a file.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What it is called in the list.
    pub id: &'a str,
    /// The account; nothing for the command line.
    pub account: Option<&'a AccountId>,
    /// The name of the file.
    pub name: &'a str,
    /// The file that waited for it.
    pub waiting: Option<&'a str>,
}

impl Run<'_> {
    /// A number for the list.
    pub fn new_id() -> String {
        Uuid::now_v7().to_string()
    }
}

/// Bytes in hexadecimal digits.
pub(in super::super) fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What became of a file, as pages show it.
pub(super) fn outcome(imported: &Imported) -> Outcome {
    let report: &Report = &imported.reading.report;
    let remarks = report.problems.iter().take(MOST_REMARKS).map(remark).collect();
    Outcome {
        added: imported.added,
        changed: imported.changed,
        unchanged: imported.unchanged,
        withdrawn: imported.withdrawn,
        invalid: report.counts.invalid,
        remarks,
        left_out: report.problems.len().saturating_sub(MOST_REMARKS),
    }
}

fn remark(problem: &Problem) -> RowRemark {
    let advice = problem.suggestion.as_ref().map(|advice| format!(" {advice}")).unwrap_or_default();
    RowRemark {
        place: problem.place(),
        external_id: problem.external_id.clone().unwrap_or_default(),
        field: problem.field.clone(),
        value: problem.value.clone(),
        severity: problem.severity.as_str().to_owned(),
        words: format!("{}{advice}", problem.problem),
    }
}

/// Ends the wait of the file of a run; whether it still waited. Two who press the button at once take it in once.
pub(in super::super) async fn end_wait(tx: &mut Tx, run: &Run<'_>) -> Result<bool, StoreError> {
    let Some(waiting) = run.waiting else { return Ok(true) };
    let gone = within!(tx, |db| {
        sqlx::query(sql::END_WAIT).bind(waiting).execute(db).await.map(|done| done.rows_affected())
    })?;
    Ok(gone > 0)
}

/// Notes what became of a file.
pub(in super::super) async fn record(
    tx: &mut Tx,
    run: &Run<'_>,
    hash: &str,
    imported: &Imported,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let outcome = outcome(imported);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let report = serde_json::to_string(&outcome).map_err(|error| sqlx::Error::Encode(error.into()))?;
    within!(&mut *tx, |db| sqlx::query(sql::RECORD)
        .bind(run.id)
        .bind(now.unix_timestamp())
        .bind(run.account.map(|account| account.0.as_str()))
        .bind(run.name)
        .bind(hash)
        .bind(number(outcome.added))
        .bind(number(outcome.changed))
        .bind(number(outcome.unchanged))
        .bind(number(outcome.withdrawn))
        .bind(number(outcome.invalid))
        .bind(&report)
        .execute(db)
        .await
        .map(|_| ()))?;
    let after = json!({ "file": run.name, "hash": hash, "added": outcome.added, "changed": outcome.changed });
    let entry = Entry {
        actor: run.account,
        action: "file-imported",
        subject: format!("import:{}", run.id),
        before: None,
        after: Some(after),
    };
    audit::record(tx, entry, now).await
}
