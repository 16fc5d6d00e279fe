//! Lists at the desk: asked by their address, shown on a page, and given as a file with the very same rows.

mod csv;
mod sorted;
mod xlsx;

use std::sync::Arc;

use app::accounts::actor::Actor;
use app::desk::list::{Asked, ROWS_ON_PAGE, Row, Shape, ShownList};
use app::desk::parts::Part;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;

use super::Staff;
use super::staff::page;
use crate::http::{forbidden, long_list, query, see_other};
use crate::platform::Platform;
use crate::store::StoreError;

pub(crate) use csv::CsvFile;
#[cfg(test)]
pub(crate) use sorted::all_of;
pub(crate) use sorted::{Sorted, sorted, statement};

/// So many rows fit in a file: a reader of more has better ways, and memory is shared with everybody else.
const MOST_IN_FILE: u32 = 100_000;

/// Which rows of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    /// So many at most.
    pub(crate) limit: i64,
    /// After so many others.
    pub(crate) offset: i64,
}

/// What a list found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// How many rows there are in all.
    pub(crate) total: u32,
    /// Those that were asked for.
    pub(crate) rows: Vec<Row>,
}

/// A list of the desk, as its room makes it.
pub(crate) trait DeskList: 'static {
    /// In which part of the desk it stands; that says who may see it.
    const PART: Part;

    /// What can be asked of it.
    fn shape(platform: &Platform) -> impl Future<Output = Result<Shape, StoreError>> + Send;

    /// Its rows, as far as somebody may see them.
    fn find(
        platform: &Platform,
        actor: &Actor,
        asked: &Asked,
        range: Range,
    ) -> impl Future<Output = Result<Found, StoreError>> + Send;
}

/// `GET` of the page of a list.
pub(crate) async fn show<L: DeskList>(State(platform): State<Arc<Platform>>, staff: Staff, request: Parts) -> Response {
    match query::pairs(request.uri.query()) {
        Ok(pairs) => show_with::<L>(&platform, &staff, &pairs, || {}).await,
        Err(too_long) => too_long.into_response(),
    }
}

/// The page of a list with what `provide` gives it besides, as context.
pub(crate) async fn show_with<L: DeskList>(
    platform: &Arc<Platform>,
    staff: &Staff,
    pairs: &[(String, String)],
    provide: impl Fn() + Clone + Send + 'static,
) -> Response {
    if staff.actor.need(L::PART.needs()).is_err() {
        return forbidden();
    }
    let found = async {
        let shape = L::shape(platform).await?;
        let asked = Asked::parse(&shape, pairs);
        let range = Range { limit: ROWS_ON_PAGE.into(), offset: asked.first_row() };
        let found = L::find(platform, &staff.actor, &asked, range).await?;
        Ok::<_, StoreError>(ShownList { shape, asked, total: found.total, rows: found.rows })
    };
    let list = match found.await {
        Ok(list) => list,
        Err(error) => return failed(&error),
    };
    if list.rows.is_empty() && list.total > 0 {
        // Rows went while somebody turned the pages.
        let end = list.asked.on_page(list.total.div_ceil(ROWS_ON_PAGE));
        return see_other(&end.address(&list.shape, ""));
    }
    page(platform, staff, L::PART.path(), move || {
        provide_context(list.clone());
        provide();
    })
    .await
}

/// `GET` of a list as CSV.
pub(crate) async fn as_csv<L: DeskList>(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    request: Parts,
) -> Response {
    file::<L>(&platform, &staff, &request, "csv", "text/csv; charset=utf-8; header=present", |shape, rows| {
        let mut bytes = Vec::new();
        let written = CsvFile::begin(shape, &mut bytes).and_then(|mut file| {
            file.add(rows)?;
            file.finish()
        });
        written.map(|()| bytes).map_err(|error| error.to_string())
    })
    .await
}

/// `GET` of a list for Excel.
pub(crate) async fn as_xlsx<L: DeskList>(
    State(platform): State<Arc<Platform>>,
    staff: Staff,
    request: Parts,
) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    file::<L>(&platform, &staff, &request, "xlsx", kind, |shape, rows| {
        xlsx::write(shape, rows).map_err(|error| error.to_string())
    })
    .await
}

async fn file<L: DeskList>(
    platform: &Platform,
    staff: &Staff,
    request: &Parts,
    extension: &str,
    kind: &'static str,
    write: fn(&Shape, &[Row]) -> Result<Vec<u8>, String>,
) -> Response {
    if staff.actor.need(L::PART.needs()).is_err() {
        return forbidden();
    }
    let pairs = match query::pairs(request.uri.query()) {
        Ok(pairs) => pairs,
        Err(too_long) => return too_long.into_response(),
    };
    let found = async {
        let shape = L::shape(platform).await?;
        let asked = Asked::parse(&shape, &pairs);
        if asked.is_misunderstood() {
            return Ok(Err(shape.path));
        }
        let range = Range { limit: MOST_IN_FILE.into(), offset: 0 };
        let found = L::find(platform, &staff.actor, &asked, range).await?;
        Ok::<_, StoreError>(Ok((shape, found)))
    };
    let (shape, found) = match found.await {
        Ok(Ok(found)) => found,
        // A file could not say that it holds more than was asked for; the page does.
        Ok(Err(page)) => return see_other(&format!("{page}?{}", request.uri.query().unwrap_or_default())),
        Err(error) => return failed(&error),
    };
    if found.total > MOST_IN_FILE {
        // Half a list would be taken for a whole one.
        return long_list();
    }
    let name = format!("{}.{extension}", shape.path.rsplit('/').next().unwrap_or_default());
    // Packing a long list takes a while: not on a thread that serves.
    let written = tokio::task::spawn_blocking(move || write(&shape, &found.rows)).await;
    match written.map_err(|error| error.to_string()).and_then(|written| written) {
        Ok(bytes) => {
            let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
            let headers = [
                (CONTENT_TYPE, HeaderValue::from_static(kind)),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => {
            tracing::error!(error, "a list could not be written as a file");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "a list could not be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// A text for `LIKE … ESCAPE '!'` that finds it anywhere, in small letters; empty for empty.
pub(crate) fn anywhere(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("%{}%", literal(&text.to_lowercase()))
}

/// A text for `LIKE … ESCAPE '!'` in which nothing stands for anything else.
pub(crate) fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::anywhere;

    #[test]
    fn what_is_searched_for_is_found_as_it_is_typed() {
        assert_eq!(anywhere("Jan_de 100%!"), "%jan!_de 100!%!!%");
        assert_eq!(anywhere(""), "");
    }
}
