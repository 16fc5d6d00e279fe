#![expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tile numbers of spots inside the grid")]

use proptest::prelude::*;

use super::*;

const GRIDS: [TileGrid; 2] = [TileGrid::Rd, TileGrid::Mercator];

#[test]
fn the_national_grid_has_the_corners_and_resolutions_that_pdok_publishes() {
    let world = TileId::new(TileGrid::Rd, 0, 0, 0).expect("level 0 has one tile").bounds();
    assert!(world.min().distance(Rd { x: -285_401.92, y: 22_598.08 }) < 0.001);
    assert!(world.max().distance(Rd { x: 595_401.92, y: 903_401.92 }) < 0.001);
    assert!((TileGrid::Rd.resolution(14) - 0.21).abs() < 1e-9);
    let [a, b, c, d, e, f] = TileId::new(TileGrid::Rd, 3, 4, 4).expect("it exists").placement().metres;
    assert!((a - 110_100.48).abs() < 1e-6 && (d + 110_100.48).abs() < 1e-6 && b.abs() < 1e-6 && c.abs() < 1e-6);
    assert!((e - 155_000.0).abs() < 1e-6 && (f - 463_000.0).abs() < 1e-6, "the middle of the grid is Amersfoort");
}

#[test]
fn the_dam_in_amsterdam_is_in_the_openstreetmap_tile_of_its_address() {
    // Slippy map tile names of OpenStreetMap: n = 2^z, x = n (lon + 180) / 360, y = n (1 - asinh(tan lat) / pi) / 2.
    let dam = LonLat { lon: 4.8926, lat: 52.3731 };
    let (x, y) = TileGrid::Mercator.fraction(dam.to_rd(), 14);
    assert_eq!((x as u32, y as u32), (8414, 5384));
    assert!(TileId::new(TileGrid::Mercator, 14, 8414, 5384).expect("it exists").bounds().contains(dam.to_rd()));
}

#[test]
fn addresses_outside_the_grid_do_not_exist() {
    for grid in GRIDS {
        assert!(TileId::new(grid, 0, 0, 0).is_some());
        assert!(TileId::new(grid, 1, 2, 0).is_none() && TileId::new(grid, 1, 0, 2).is_none());
        assert!(TileId::new(grid, grid.max_zoom() + 1, 0, 0).is_none() && TileId::new(grid, 255, 0, 0).is_none());
    }
}

#[test]
fn only_tiles_that_touch_the_netherlands_may_be_fetched() {
    let touches = |grid, z, x, y| TileId::new(grid, z, x, y).expect("it exists").touches_netherlands();
    assert!(touches(TileGrid::Mercator, 0, 0, 0) && touches(TileGrid::Mercator, 14, 8414, 5384));
    assert!(!touches(TileGrid::Mercator, 14, 8800, 5374), "Berlin");
    assert!(!touches(TileGrid::Mercator, 14, 2620, 6333) && !touches(TileGrid::Mercator, 14, 8414, 11_000));
    assert!(touches(TileGrid::Rd, 0, 0, 0) && !touches(TileGrid::Rd, 4, 0, 0) && !touches(TileGrid::Rd, 4, 15, 15));
}

#[test]
fn the_degrees_enclose_the_whole_rectangle_of_the_netherlands() {
    let b = Bounds::NETHERLANDS;
    for i in 0..=100 {
        let t = f64::from(i) / 100.0;
        let (x, y) = (b.min().x + t * b.width(), b.min().y + t * b.height());
        for rd in [Rd { x, y: b.min().y }, Rd { x, y: b.max().y }, Rd { x: b.min().x, y }, Rd { x: b.max().x, y }] {
            let at = rd.to_lonlat();
            assert!(
                (DEGREES.0.lon..DEGREES.1.lon).contains(&at.lon) && (DEGREES.0.lat..DEGREES.1.lat).contains(&at.lat),
                "{at:?}"
            );
        }
    }
}

/// The largest distance, in tile pixels, between where a point of a tile is and where the affine placement draws it.
fn error_in_pixels(tile: TileId) -> f64 {
    let steps = (0..=8).flat_map(|i| (0..=8).map(move |j| (f64::from(i) / 8.0, f64::from(j) / 8.0)));
    let metres = steps.map(|(u, v)| tile.at(u, v).distance(tile.placement().at(u, v))).fold(0.0, f64::max);
    metres / TileGrid::Mercator.resolution(tile.z)
}

#[test]
fn a_mercator_tile_is_drawn_right_to_a_fraction_of_a_pixel() {
    for z in 8..=17_u8 {
        // 0.32 pixels at level 10, in the corners of the northernmost tiles; half of it at every next level.
        let allowed = 0.33 * (10.0 - f64::from(z)).exp2();
        let (west, north, east, south) = TileGrid::Mercator.range(&Bounds::NETHERLANDS, z);
        let step = ((east - west) / 12).max(1) as usize;
        let tiles = (west..=east).step_by(step).flat_map(|x| (north..=south).step_by(step).map(move |y| (x, y)));
        let worst =
            tiles.map(|(x, y)| error_in_pixels(TileId { grid: TileGrid::Mercator, z, x, y })).fold(0.0, f64::max);
        assert!(worst < allowed, "level {z}: {worst:.3} pixels");
    }
}

proptest! {
    #[test]
    fn every_spot_of_a_view_is_covered_by_few_tiles(
        x in 10_000.0..270_000.0, y in 310_000.0..610_000.0, metres_per_pixel in 0.1..4_000.0,
        width in 100.0..4_000.0, height in 100.0..3_000.0, u in 0.0..1.0, v in 0.0..1.0,
    ) {
        let view = Bounds::new(Rd { x, y }, Rd { x: x + width * metres_per_pixel, y: y + height * metres_per_pixel }).expect("a view");
        for grid in GRIDS {
            let tiles = grid.cover(&view, metres_per_pixel);
            prop_assert!(tiles.len() <= MAX_TILES);
            let spot = Rd { x: x + u * view.width(), y: y + v * view.height() };
            if Bounds::NETHERLANDS.contains(spot) {
                let (column, row) = grid.fraction(spot, tiles.first().expect("a view of the country has tiles").tile.z);
                prop_assert!(tiles.iter().any(|t| t.tile.x == column as u32 && t.tile.y == row as u32));
            }
            prop_assert!(tiles.iter().all(|t| t.tile.touches_netherlands()));
            prop_assert!(tiles.iter().all(|t| TileId::new(grid, t.tile.z, t.tile.x, t.tile.y) == Some(t.tile)));
        }
    }

    #[test]
    fn the_level_fits_the_pixels_of_the_view(metres_per_pixel in 0.3..1_500.0) {
        for grid in GRIDS {
            let factor = grid.resolution(grid.zoom_for(metres_per_pixel)) / metres_per_pixel;
            prop_assert!((0.70..1.42).contains(&factor), "{}", factor);
        }
    }

    #[test]
    fn no_number_makes_the_cover_fail(x in any::<f64>(), y in any::<f64>(), w in any::<f64>(), h in any::<f64>(), mpp in any::<f64>()) {
        if let Some(view) = Bounds::new(Rd { x, y }, Rd { x: x + w, y: y + h }) {
            for grid in GRIDS {
                prop_assert!(grid.cover(&view, mpp).len() <= MAX_TILES);
            }
        }
    }
}
