//! Everything that only a server does: database, files, feeds, jobs, command line.

// The type of a page is the type of everything on it, nested as deep as the markup.
#![recursion_limit = "512"]

pub mod accounts;
mod blocking;
pub mod budgets;
pub mod clock;
pub mod commands;
pub mod day;
mod desk;
mod disk;
pub mod geocoder;
pub mod http;
pub mod initiatives;
pub mod jobs;
pub mod mail;
mod own_data;
pub mod platform;
pub mod programme;
pub mod seals;
pub mod settings;
pub mod store;
pub mod tiles;

/// Threads give back what others took: the C library makes them wait for each other then. For SQLite too.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
