//! `GET /tegels/{z}/{x}/{y}.png`

use std::sync::Arc;

use app::geo::tiles::TileId;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::fetch::{TileError, content_type};
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
            let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=86400")];
            (headers, Body::from(bytes)).into_response()
        }
        // The provider has no tile here, at sea for example: no outage, and soon asked again for nothing.
        Err(TileError::NotFound) => (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "public, max-age=600")]).into_response(),
        Err(TileError::Unavailable { retry_after }) => {
            (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, HeaderValue::from(retry_after))]).into_response()
        }
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

    use super::super::tile_server::{Behaviour, TileServer};
    use super::super::{TileSource, Tiles};
    use super::*;
    use crate::http::testing::Visitor;
    use crate::store::testing::TestStore;

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
            // Closer than any map of ours looks.
            ("19", "268995", "172559.png"),
        ] {
            assert!(parse(TileGrid::Mercator, z, x, y).is_none(), "{z}/{x}/{y}");
        }
    }

    async fn visitor(server: &TileServer, folder: &std::path::Path) -> (Visitor, TestStore) {
        let tiles = Tiles::new(TileSource::pdok(&server.base), folder.to_owned(), 1_000_000).expect("a client");
        let test = TestStore::sqlite().await;
        let with_tiles = |platform| Platform { tiles: Some(tiles), ..platform };
        (Visitor::of(test.store.clone(), with_tiles).await, test)
    }

    #[tokio::test]
    async fn a_map_gets_tiles_from_here_and_knows_an_outage_from_a_place_without() {
        let folder = tempfile::tempdir().expect("a folder");
        let server = TileServer::start().await;
        let (visitor, _test) = visitor(&server, folder.path()).await;
        let tile = visitor.get("/tegels/5/16/16.png").await;
        assert_eq!((tile.status, tile.header("content-type")), (StatusCode::OK, "image/png"));

        server.behave(Behaviour::Missing);
        let nothing = visitor.get("/tegels/5/16/17.png").await;
        assert_eq!((nothing.status, nothing.bytes.len()), (StatusCode::NOT_FOUND, 0));
        assert_eq!(nothing.header("cache-control"), "public, max-age=600");

        server.behave(Behaviour::Fail);
        let outage = visitor.get("/tegels/5/16/18.png").await;
        assert_eq!((outage.status, outage.bytes.len()), (StatusCode::SERVICE_UNAVAILABLE, 0));
        assert!(outage.header("retry-after").parse::<u64>().is_ok());
        assert_eq!(outage.header("cache-control"), "no-store");
    }

    proptest! {
        #[test]
        fn any_address_is_a_tile_or_is_not(z in "\\PC{0,12}", x in "\\PC{0,12}", y in "\\PC{0,12}") {
            let _ = parse(TileGrid::Rd, &z, &x, &format!("{y}.png"));
        }
    }
}
