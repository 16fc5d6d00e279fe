//! `/partners`: who works together in the programme.

use std::sync::Arc;

use leptos::prelude::*;

use crate::programme::needs::Programme;
use crate::programme::piece::Piece;
use crate::texts::t;
use crate::ui::page::{Crumb, Page};

/// Where the page is.
pub const PATH: &str = "/partners";

/// The page.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let partners = expect_context::<Arc<dyn Programme>>().partners();
    let content = if partners.is_empty() {
        view! { <p class="nl-paragraph">{t!("partners-none")}</p> }.into_any()
    } else {
        partners.into_iter().map(partner).collect_view().into_any()
    };
    view! {
        <Page title=t!("partners-title") description=t!("partners-lead") crumbs=vec![Crumb::here(t!("partners-title"))]>
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{t!("partners-title")}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("home-partners")}</p>
                {content}
            </div>
        </Page>
    }
}

/// A partner, with the way to its website.
fn partner(piece: Arc<Piece>) -> impl IntoView {
    let website = (!piece.website.is_empty()).then(|| {
        view! {
            <p class="nl-paragraph">
                <a class="nl-link" href=piece.website.clone()>
                    {t!("partners-website", name = piece.title.as_str())}
                </a>
            </p>
        }
    });
    view! {
        <section class="result">
            <h2 class="result__title">{piece.title.clone()}</h2>
            <p class="result__text">{piece.lead.clone()}</p>
            <div class="written" inner_html=piece.html.clone()></div>
            {website}
        </section>
    }
}
