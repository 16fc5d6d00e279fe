//! The pages of the programme, one per file.

pub mod accessibility;
pub mod home;
pub mod news;
pub mod open_data;
pub mod own_data;
pub mod partners;
pub mod privacy;
