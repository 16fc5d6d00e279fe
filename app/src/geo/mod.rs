//! Where things are: positions in RD New, tile grids, circles for many points, borders, and the way of an arrow key.
//!
//! This floor is shared by the server and the browser, and by every room that shows a map. It is pure: no clock, no
//! network, no markup, and nothing but the standard library and the browser's own, so that what the browser does not call
//! costs it nothing.

pub mod bounds;
mod cells;
mod circles;
pub mod cluster;
pub mod crossings;
pub(crate) mod functions;
pub mod nearest;
mod network;
pub mod path;
pub mod rd;
pub mod shape;
mod simplify;
pub mod tiles;
pub mod topology;
mod winding;

pub use bounds::{Bounds, LonLat, MAP_TOP, MAP_UNIT, Rd};
pub use cluster::{Cluster, Clusters, Located, ZoomStep, cluster, radius_px};
pub use nearest::{Direction, nearest_in_direction};
pub use tiles::{PlacedTile, Placement, TileGrid, TileId};
pub use topology::{Area, Problem, Simplified, Topology};
