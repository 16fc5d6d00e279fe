//! The pages to get in, and to see where one is in.

pub mod ask_link;
pub mod link_sent;
pub mod logins;
pub mod organisation;
pub mod passkeys;
pub mod sign_in;
