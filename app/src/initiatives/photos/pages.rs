//! The pages on which a photo is added, described anew or taken away: behind the link of a proposal, and at the desk.

use leptos::prelude::*;

use super::form::{DO, FILE, REMOVE, RIGHTS, SEEN, SEND, TEXT};
use super::{Photo, Picture};
use crate::desk::frame::DeskPage;
use crate::desk::parts::Part;
use crate::initiatives::contribution::form as contribution;
use crate::initiatives::keeping::list;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{FileField, Posted, TextArea, TickBox};
use crate::ui::page::{Crumb, Page};

/// What a page about a photo is about. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct PhotoAt {
    /// Where its form is sent; sizes of the photo that is there are below it.
    pub address: String,
    /// Where one goes back to.
    pub back: String,
    /// What the initiative is called.
    pub title: String,
    /// Its number at the desk.
    pub id: i64,
    /// The photo that is there.
    pub photo: Option<Photo>,
    /// The version that the form shows.
    pub seen: i64,
}

/// `/landkaart/melding/{token}/foto`
#[component]
pub fn OwnPhotoPage() -> impl IntoView {
    let Some(at) = use_context::<PhotoAt>() else {
        return view! { <crate::initiatives::contribution::status::StatusPage /> }.into_any();
    };
    let title = t!("photo-title", title = at.title.as_str());
    let back = at.back.clone();
    view! {
        // The address of this page lets somebody change a proposal, so it is named nowhere.
        <Page
            title=title.clone()
            description=t!("photo-lead")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical=contribution::PATH
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                <p class="nl-paragraph nl-paragraph--lead">{t!("photo-lead")}</p>
                <PhotoForm at />
                <p class="nl-paragraph">
                    <a class="nl-link" href=back>
                        {t!("photo-back")}
                    </a>
                </p>
            </div>
        </Page>
    }
    .into_any()
}

/// `/beheer/initiatieven/{id}/foto`
#[component]
pub fn DeskPhotoPage() -> impl IntoView {
    let at = expect_context::<PhotoAt>();
    let crumbs = vec![
        Crumb::to(Part::Initiatives.name(), Part::Initiatives.path()),
        Crumb::to(at.title.clone(), list::path(at.id)),
    ];
    view! {
        <DeskPage part=Some(Part::Initiatives) title=t!("photo-title", title = at.title.as_str()) crumbs>
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph nl-paragraph--lead">{t!("photo-desk-lead")}</p>
            <PhotoForm at />
        </DeskPage>
    }
}

/// The photo that is there, and the form for another one.
#[component]
pub fn PhotoForm(
    /// What it is about.
    at: PhotoAt,
) -> impl IntoView {
    let has_one = at.photo.is_some();
    let (action, seen) = (at.address.clone(), at.seen.to_string());
    let present = at.photo.map(|photo| {
        let address = at.address.clone();
        view! {
            <figure class="photo-now">
                <Picture photo address sizes="20rem" />
            </figure>
        }
    });
    let remove = has_one.then(|| {
        view! {
            <form class="form" action=action.clone() method="post" enctype="multipart/form-data">
                <input type="hidden" name=SEEN value=seen.clone() />
                <div class="actions">
                    <button class="nl-button nl-button--secondary" type="submit" name=DO value=REMOVE>
                        {t!("photo-remove")}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        {present}
        <form class="form" action=action method="post" enctype="multipart/form-data" novalidate>
            <input type="hidden" name=SEEN value=seen />
            // Telephones that keep photos in a format of their own turn them into one of these.
            <FileField
                name=FILE
                label=if has_one { t!("photo-file-other") } else { t!("photo-file") }
                hint=t!("photo-file-hint")
                accept="image/jpeg,image/png,image/webp"
                why=Personal::Photo
            />
            <TextArea name=TEXT label=t!("photo-text") hint=t!("photo-text-hint") longest=300 />
            <TickBox name=RIGHTS label=t!("photo-rights") />
            <div class="actions">
                <button class="nl-button nl-button--primary" type="submit" name=DO value=SEND>
                    {t!("photo-send")}
                </button>
            </div>
        </form>
        {remove}
    }
}
