//! The frame around every page, and the table of addresses.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::accounts::pages::ask_link::AskLinkPage;
use crate::accounts::pages::link_sent::LinkSentPage;
use crate::accounts::pages::logins::LoginsPage;
use crate::accounts::pages::organisation::OrganisationPage;
use crate::accounts::pages::sign_in::SignInPage;
use crate::day::pages::changes::ChangesPage;
use crate::day::pages::edition::{DayPage, EditionPage};
use crate::day::pages::programme::ProgrammePage;
use crate::day::pages::session::SessionPage;
use crate::day::pages::speakers::{SpeakerPage, SpeakersPage};
use crate::desk::pages::account::AccountPage;
use crate::desk::pages::account_new::AccountNewPage;
use crate::desk::pages::accounts::AccountsPage;
use crate::desk::pages::audit::AuditPage;
use crate::desk::pages::audit_chain::AuditChainPage;
use crate::desk::pages::home::DeskHomePage;
use crate::desk::pages::mail::MailPage;
use crate::desk::pages::outbox::OutboxPage;
use crate::desk::pages::search::SearchPage;
use crate::desk::pages::settings::SettingsPage;
use crate::initiatives::contribution::deciding::{AnswerPage, DecidingPage};
use crate::initiatives::contribution::desk::{ProposalPage, ProposalsPage};
use crate::initiatives::contribution::form::{ContributePage, ProposalSentPage};
use crate::initiatives::contribution::history::HistoryPage;
use crate::initiatives::contribution::status::StatusPage;
use crate::initiatives::custodians::claim::{ClaimLinkPage, ClaimPage, ClaimSentPage};
use crate::initiatives::custodians::municipality::{DeskMunicipalityPage, DomainsPage, MunicipalitiesPage};
use crate::initiatives::custodians::own::OwnMunicipalitiesPage;
use crate::initiatives::follow::confirm::ConfirmFollowPage;
use crate::initiatives::follow::own::OwnFollowsPage;
use crate::initiatives::follow::page::{FollowPage, FollowSentPage};
use crate::initiatives::follow::stop::{StopPage, Stopped};
use crate::initiatives::freshness::QuestionsPage;
use crate::initiatives::keeping::entry::EntryPage;
use crate::initiatives::keeping::list::InitiativesPage;
use crate::initiatives::keeping::merge::MergePage;
use crate::initiatives::keeping::new::NewEntryPage;
use crate::initiatives::pages::embed::EmbedPage;
use crate::initiatives::pages::initiative::InitiativePage;
use crate::initiatives::pages::landkaart::LandkaartPage;
use crate::initiatives::pages::municipality::MunicipalityPage;
use crate::initiatives::pages::statistics::StatisticsPage;
use crate::initiatives::photos::{DeskPhotoPage, OwnPhotoPage};
use crate::initiatives::taking_in::{ImportPage, ImportsPage};
use crate::programme::desk::{NewsDeskPage, PartnersDeskPage, PieceNewPage, PiecePage};
use crate::programme::pages::accessibility::AccessibilityPage;
use crate::programme::pages::home::HomePage;
use crate::programme::pages::news::{NewsItemPage, NewsPage};
use crate::programme::pages::open_data::OpenDataPage;
use crate::programme::pages::own_data::{AskOwnDataPage, OwnDataErasedPage, OwnDataPage, OwnDataSentPage};
use crate::programme::pages::partners::PartnersPage;
use crate::programme::pages::privacy::PrivacyPage;
use crate::texts::Language;
use crate::ui::errors::{NotFoundPage, ShowError, ShownError};

/// What every page needs to know of the site it is part of. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct Site {
    /// Public address without a slash at the end.
    pub base_url: String,
    /// Version of the platform.
    pub version: &'static str,
    /// Address of the style sheet.
    pub style: String,
    /// Address of the style sheet that pages with forms and the desk need besides.
    pub work_style: String,
    /// Addresses of the fonts that the first view needs.
    pub fonts: Vec<String>,
    /// How visitors reach whoever runs the site, when the operator says so.
    pub contact: Option<Contact>,
    /// Where Leptos finds the wasm of the islands.
    pub leptos: LeptosOptions,
}

/// An address to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `mailto:…` or `https://…`
    pub href: String,
    /// The address as people read it.
    pub words: String,
}

/// The path of the page that is being made, and the pairs of its query. Provided by the server as context.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// Path without the query.
    pub path: String,
    /// Names and values in the order of the address, percent-decoded.
    pub pairs: Vec<(String, String)>,
}

/// The whole document.
#[component]
pub fn Document() -> impl IntoView {
    provide_meta_context();
    let site = expect_context::<Site>();
    view! {
        <!DOCTYPE html>
        <html lang=Language::of_answer().code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=site.style.clone() />
                {site
                    .fonts
                    .iter()
                    .map(|font| {
                        view! {
                            <link rel="preload" href=font.clone() r#as="font" r#type="font/woff2" crossorigin="" />
                        }
                    })
                    .collect_view()}
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <MetaTags />
            </head>
            <body class="utrecht-document">
                <Pages />
            </body>
        </html>
    }
}

/// The page at the address.
#[component]
fn Pages() -> impl IntoView {
    if let Some(ShowError(kind)) = use_context::<ShowError>() {
        return view! { <ShownError kind /> }.into_any();
    }
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage />
                <Route path=path!("/landkaart") view=LandkaartPage />
                <Route path=path!("/landkaart/insluiten") view=EmbedPage />
                <Route path=path!("/landkaart/gemeente/:slug") view=MunicipalityPage />
                <Route path=path!("/landkaart/gemeente/:slug/beheren") view=ClaimPage />
                <Route path=path!("/landkaart/beheren/verstuurd") view=ClaimSentPage />
                <Route path=path!("/landkaart/beheren/:token") view=ClaimLinkPage />
                <Route path=path!("/landkaart/controle/:token") view=QuestionsPage />
                <Route path=path!("/landkaart/controle/:token/:id/wijzigen") view=ContributePage />
                <Route path=path!("/landkaart/initiatief/:key") view=InitiativePage />
                <Route path=path!("/landkaart/initiatief/:key/wijzigen") view=ContributePage />
                <Route path=path!("/landkaart/initiatief/:key/geschiedenis") view=HistoryPage />
                <Route path=path!("/landkaart/toevoegen") view=ContributePage />
                <Route path=path!("/landkaart/toevoegen/verstuurd") view=ProposalSentPage />
                <Route path=path!("/landkaart/cijfers") view=StatisticsPage />
                <Route path=path!("/landkaart/volgen") view=FollowPage />
                <Route path=path!("/landkaart/volgen/verstuurd") view=FollowSentPage />
                <Route path=path!("/landkaart/volgen/gestopt") view=Stopped />
                <Route path=path!("/landkaart/volgen/bevestigen/:token") view=ConfirmFollowPage />
                <Route path=path!("/landkaart/volgen/mijn/:link") view=OwnFollowsPage />
                <Route path=path!("/landkaart/volgen/stop/:link") view=StopPage />
                <Route path=path!("/landkaart/melding/:token") view=StatusPage />
                <Route path=path!("/landkaart/melding/:token/bewerken") view=ContributePage />
                <Route path=path!("/landkaart/melding/:token/foto") view=OwnPhotoPage />
                <Route path=path!("/dag") view=DayPage />
                <Route path=path!("/dag/edities/:code") view=EditionPage />
                <Route path=path!("/dag/programma") view=ProgrammePage />
                <Route path=path!("/dag/programma/wijzigingen") view=ChangesPage />
                <Route path=path!("/dag/programma/:code") view=SessionPage />
                <Route path=path!("/dag/sprekers") view=SpeakersPage />
                <Route path=path!("/dag/sprekers/:code") view=SpeakerPage />
                <Route path=path!("/inloggen") view=AskLinkPage />
                <Route path=path!("/inloggen/verstuurd") view=LinkSentPage />
                <Route path=path!("/inloggen/organisatie") view=OrganisationPage />
                <Route path=path!("/inloggen/:token") view=SignInPage />
                <Route path=path!("/beheer") view=DeskHomePage />
                <Route path=path!("/beheer/inloggen") view=LoginsPage />
                <Route path=path!("/beheer/inzendingen") view=ProposalsPage />
                <Route path=path!("/beheer/inzendingen/:id") view=ProposalPage />
                <Route path=path!("/beheer/initiatieven") view=InitiativesPage />
                <Route path=path!("/beheer/initiatieven/nieuw") view=NewEntryPage />
                <Route path=path!("/beheer/initiatieven/:id") view=EntryPage />
                <Route path=path!("/beheer/initiatieven/:id/samenvoegen") view=MergePage />
                <Route path=path!("/beheer/initiatieven/:id/foto") view=DeskPhotoPage />
                <Route path=path!("/beheer/imports") view=ImportsPage />
                <Route path=path!("/beheer/imports/:id") view=ImportPage />
                <Route path=path!("/beheer/imports/proef/:id") view=ImportPage />
                <Route path=path!("/beheer/beslissen") view=DecidingPage />
                <Route path=path!("/beheer/beslissen/antwoord") view=AnswerPage />
                <Route path=path!("/beheer/beslissen/antwoord/:id") view=AnswerPage />
                <Route path=path!("/beheer/mijn-gemeente") view=OwnMunicipalitiesPage />
                <Route path=path!("/beheer/gemeenten") view=MunicipalitiesPage />
                <Route path=path!("/beheer/gemeenten/domeinen") view=DomainsPage />
                <Route path=path!("/beheer/gemeenten/:code") view=DeskMunicipalityPage />
                <Route path=path!("/beheer/post") view=OutboxPage />
                <Route path=path!("/beheer/post/:id") view=MailPage />
                <Route path=path!("/beheer/accounts") view=AccountsPage />
                <Route path=path!("/beheer/accounts/nieuw") view=AccountNewPage />
                <Route path=path!("/beheer/accounts/:id") view=AccountPage />
                <Route path=path!("/beheer/logboek") view=AuditPage />
                <Route path=path!("/beheer/logboek/keten") view=AuditChainPage />
                <Route path=path!("/beheer/instellingen") view=SettingsPage />
                <Route path=path!("/beheer/zoeken") view=SearchPage />
                <Route path=path!("/beheer/nieuws") view=NewsDeskPage />
                <Route path=path!("/beheer/nieuws/nieuw") view=PieceNewPage />
                <Route path=path!("/beheer/nieuws/:id") view=PiecePage />
                <Route path=path!("/beheer/partners") view=PartnersDeskPage />
                <Route path=path!("/beheer/partners/nieuw") view=PieceNewPage />
                <Route path=path!("/beheer/partners/:id") view=PiecePage />
                <Route path=path!("/nieuws") view=NewsPage />
                <Route path=path!("/nieuws/:slug") view=NewsItemPage />
                <Route path=path!("/partners") view=PartnersPage />
                <Route path=path!("/open-data") view=OpenDataPage />
                <Route path=path!("/toegankelijkheid") view=AccessibilityPage />
                <Route path=path!("/privacy") view=PrivacyPage />
                <Route path=path!("/privacy/gegevens") view=AskOwnDataPage />
                <Route path=path!("/privacy/gegevens/verstuurd") view=OwnDataSentPage />
                <Route path=path!("/privacy/gegevens/gewist") view=OwnDataErasedPage />
                <Route path=path!("/privacy/gegevens/:token") view=OwnDataPage />
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

/// The script that wakes the islands of a page. It is the same on every page of a build, so that the content security
/// policy can name it by its hash.
///
/// Leptos has one of its own, ten times as long: it looks for islands in the children of others, and reads a manifest
/// of parts of the wasm. Our islands stand by themselves, and the wasm is one.
#[component]
pub fn IslandScript() -> impl IntoView {
    let options = expect_context::<Site>().leptos;
    let address = |kind: &str| format!("/{}/{}.{kind}", options.site_pkg_dir, options.output_name);
    let (script, wasm) = (address("js"), address("wasm"));
    let wake = format!(
        "import*as a from{script:?};a.default({{module_or_path:{wasm:?}}}).then(()=>{{a.hydrate();\
         for(const e of document.querySelectorAll(\"leptos-island\"))a[e.dataset.component](e)}})"
    );
    view! {
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" inner_html=wake></script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::initiatives::pages::examples::{asking, markup};

    #[test]
    fn the_script_that_wakes_the_map_is_short_the_same_for_everyone_and_names_both_files_of_the_build() {
        let script = |path: &str| markup(asking(path, ""), || view! { <IslandScript /> });
        let html = script("/landkaart");
        assert_eq!(html, script("/landkaart/insluiten"));
        assert!(html.contains(r#"from"/pkg/app.js""#) && html.contains(r#"module_or_path:"/pkg/app.wasm""#), "{html}");
        assert!(!html.contains("nonce") && html.len() < 500, "{} bytes: {html}", html.len());
    }
}
