//! `/inloggen/verstuurd`: says where to look now, the same to everybody.

use leptos::prelude::*;

use super::ask_link;
use crate::texts::t;
use crate::ui::page::Crumb;
use crate::ui::sent::SentPage;

/// Where the page is.
pub const PATH: &str = "/inloggen/verstuurd";

/// What to do now.
#[component]
pub fn LinkSentPage() -> impl IntoView {
    view! {
        <SentPage
            title=t!("link-sent-title")
            lead=t!("link-sent-lead")
            next=t!("link-sent-nothing")
            way=vec![Crumb::to(t!("sign-in-title"), ask_link::PATH)]
            onward=(ask_link::PATH, t!("link-sent-again"))
        />
    }
}
