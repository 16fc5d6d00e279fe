//! Contributing to the Landkaart: what people propose, how far it is, and the pages on which they and moderators see it.

pub mod deciding;
pub mod desk;
pub mod difference;
pub mod fields;
pub mod form;
pub mod history;
pub mod place;
pub mod ready;
pub mod state;
pub mod status;
pub mod words;
