//! `/landkaart/gemeente/{slug}/beheren`: a civil servant asks to keep the initiatives of a municipality; and the page behind the
//! link in the mail that follows. Opening that does nothing: programs open every link in a mail, and only a person presses a button.

use leptos::prelude::*;

use crate::accounts::pages::ask_link;
use crate::desk::parts::Part;
use crate::personal::Personal;
use crate::texts::t;
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextField};
use crate::ui::page::{Crumb, Page};

/// Where they read what to do next.
pub const SENT: &str = "/landkaart/beheren/verstuurd";

/// The field with a name.
pub const NAME: &str = "naam";
/// The field with a mail address.
pub const EMAIL: &str = "email";
/// The field with what somebody does for the municipality.
pub const JOB: &str = "functie";
/// A trap for programs; people leave it empty.
pub const TRAP: &str = "website";

/// Where somebody asks for a municipality.
#[must_use]
pub fn path(slug: &str) -> String {
    format!("/landkaart/gemeente/{slug}/beheren")
}

/// The municipality that is asked for. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
}

fn way(claimed: &Claimed, title: String) -> Vec<Crumb> {
    vec![
        Crumb::to(t!("site-part-landkaart"), "/landkaart"),
        Crumb::to(claimed.name.clone(), format!("/landkaart/gemeente/{}", claimed.slug)),
        Crumb::here(title),
    ]
}

/// The form.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let claimed = expect_context::<Claimed>();
    let title = t!("claim-title", name = claimed.name.as_str());
    let action = path(&claimed.slug);
    view! {
        <Page
            title=title.clone()
            description=t!("claim-description", name = claimed.name.as_str())
            crumbs=way(&claimed, title.clone())
            canonical=action.clone()
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <ErrorSummary errors=Posted::now().errors />
                <p class="nl-paragraph nl-paragraph--lead">{t!("claim-lead", name = claimed.name.as_str())}</p>
                <p class="nl-paragraph">{t!("claim-how", name = claimed.name.as_str())}</p>
                <form class="form" action=action method="post" novalidate>
                    <div class="form-trap" aria-hidden="true">
                        <label for=TRAP>{t!("contribute-trap")}</label>
                        <input type="text" id=TRAP name=TRAP tabindex="-1" autocomplete="off" />
                    </div>
                    <TextField
                        name=NAME
                        label=t!("claim-name")
                        why=Personal::ClaimName
                        autocomplete="name"
                        longest=200
                    />
                    <TextField
                        name=EMAIL
                        label=t!("claim-email")
                        why=Personal::ClaimAddress
                        kind="email"
                        autocomplete="email"
                        longest=254
                    />
                    <TextField
                        name=JOB
                        label=t!("claim-job")
                        why=Personal::ClaimJob
                        autocomplete="organization-title"
                        longest=200
                    />
                    <div class="actions">
                        <button class="nl-button nl-button--primary" type="submit">
                            {t!("claim-send")}
                        </button>
                    </div>
                </form>
            </div>
        </Page>
    }
}

/// Says where to look now, the same to everybody.
#[component]
pub fn ClaimSentPage() -> impl IntoView {
    let title = t!("contribute-sent-title");
    view! {
        <Page
            title=title.clone()
            description=t!("claim-sent-lead")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("claim-sent-lead")}</p>
                <p class="nl-paragraph">{t!("claim-sent-next")}</p>
            </div>
        </Page>
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Behind this link somebody proves that the address is theirs.
    ToConfirm,
    /// That was not done in time.
    TooLate,
    /// A moderator has to decide.
    Waiting,
    /// They keep the municipality.
    Accepted,
    /// They do not.
    Refused,
}

/// What somebody asked for. Provided by the server as context; without it the link leads nowhere.
#[derive(Clone, Debug)]
pub struct OwnClaim {
    /// The municipality.
    pub claimed: Claimed,
    /// How far it is.
    pub progress: Progress,
    /// The address of this page.
    pub address: String,
}

/// The page behind the link.
#[component]
pub fn ClaimLinkPage() -> impl IntoView {
    let Some(own) = use_context::<OwnClaim>() else {
        return view! { <NoClaim /> }.into_any();
    };
    let name = own.claimed.name.as_str();
    let title = t!("claim-link-title", name = name);
    let words = match own.progress {
        Progress::ToConfirm => t!("claim-to-confirm", name = name),
        Progress::TooLate => t!("claim-too-late"),
        Progress::Waiting => t!("claim-waiting", name = name),
        Progress::Accepted => t!("claim-accepted", name = name),
        Progress::Refused => t!("claim-refused", name = name),
    };
    let next = match own.progress {
        Progress::ToConfirm => view! {
            <form class="form" action=own.address.clone() method="post">
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("claim-confirm")}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        Progress::TooLate => link(path(&own.claimed.slug), t!("claim-again")),
        Progress::Accepted => link(
            format!("{}?naar={}", ask_link::PATH, Part::OwnMunicipalities.path().replace('/', "%2F")),
            t!("claim-sign-in"),
        ),
        Progress::Waiting | Progress::Refused => {
            link(format!("/landkaart/gemeente/{}", own.claimed.slug), t!("claim-look", name = name))
        }
    };
    view! {
        // The address of this page lets somebody in, so it is named nowhere.
        <Page
            title=title.clone()
            description=words.clone()
            crumbs=way(&own.claimed, title.clone())
            canonical=path(&own.claimed.slug)
            work=true
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{words}</p>
                {next}
            </div>
        </Page>
    }
    .into_any()
}

fn link(href: String, words: String) -> AnyView {
    view! {
        <p class="nl-paragraph">
            <a class="nl-link" href=href>
                {words}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn NoClaim() -> impl IntoView {
    let title = t!("status-nothing-title");
    view! {
        <Page
            title=title.clone()
            description=t!("claim-nothing-text")
            crumbs=vec![Crumb::to(t!("site-part-landkaart"), "/landkaart"), Crumb::here(title.clone())]
            canonical="/landkaart"
        >
            <div class="prose">
                <h1 class="nl-heading nl-heading--level-1">{title}</h1>
                <p class="nl-paragraph nl-paragraph--lead">{t!("claim-nothing-text")}</p>
                {link("/landkaart".to_owned(), t!("error-to-landkaart"))}
            </div>
        </Page>
    }
}
