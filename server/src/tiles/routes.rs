//! `GET /tegels/{z}/{x}/{y}.png`

use std::sync::Arc;

use app::geo::tiles::TileId;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::cache::{TileError, content_type};
use crate::http::limits;
use crate::platform::Platform;

pub(crate) fn routes() -> Router<Arc<Platform>> {
    Router::new().route("/tegels/{z}/{x}/{file}", get(tile))
}

async fn tile(
    State(platform): State<Arc<Platform>>,
    Path((z, x, file)): Path<(String, String, String)>,
    request: Parts,
) -> Response {
    let Some(tiles) = &platform.tiles else { return StatusCode::NOT_FOUND.into_response() };
    let Some(tile) = parse(tiles.grid(), &z, &x, &file) else { return StatusCode::NOT_FOUND.into_response() };
    if let Err(exceeded) = limits::check(&platform, &request) {
        return exceeded.into_response();
    }
    match tiles.tile(tile).await {
        Ok(bytes) => {
            let kind = content_type(&bytes).unwrap_or("application/octet-stream");
            let mut response = Body::from(bytes).into_response();
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
            response
        }
        Err(TileError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(TileError::Unavailable) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

/// A tile from the parts of an address; nothing for one that is no tile of the Netherlands.
fn parse(grid: app::geo::tiles::TileGrid, z: &str, x: &str, file: &str) -> Option<TileId> {
    let plain =
        |text: &str| (!text.is_empty() && text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit())).then_some(());
    let y = file.strip_suffix(".png")?;
    [z, x, y].into_iter().try_for_each(plain)?;
    TileId::new(grid, z.parse().ok()?, x.parse().ok()?, y.parse().ok()?).filter(|tile| tile.touches_netherlands())
}

#[cfg(test)]
mod tests {
    use app::geo::tiles::TileGrid;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_tiles_of_the_netherlands_are_fetched() {
        assert!(parse(TileGrid::Mercator, "8", "131", "84.png").is_some());
        for (z, x, y) in [
            ("8", "0", "0.png"),
            ("99", "1", "1.png"),
            ("8", "-1", "84.png"),
            ("8", "131", "84"),
            ("", "", ".png"),
            ("8", "131", "84.png.png"),
        ] {
            assert!(parse(TileGrid::Mercator, z, x, y).is_none(), "{z}/{x}/{y}");
        }
    }

    proptest! {
        #[test]
        fn any_address_is_a_tile_or_is_not(z in "\\PC{0,12}", x in "\\PC{0,12}", y in "\\PC{0,12}") {
            let _ = parse(TileGrid::Rd, &z, &x, &format!("{y}.png"));
        }
    }
}
