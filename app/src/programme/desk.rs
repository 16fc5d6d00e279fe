//! The pages of the desk on which the programme writes: `/beheer/nieuws` and `/beheer/partners`.

use leptos::prelude::*;

use super::piece::{Kind, Stage};
use crate::desk::done::WhatWasDone;
use crate::desk::frame::DeskPage;
use crate::desk::list::{DO, Nothing, TheList};
use crate::desk::parts::Part;
use crate::texts::{moments, t, text};
use crate::ui::fields::ErrorSummary;
use crate::ui::form::{Posted, TextArea, TextField};
use crate::ui::page::Crumb;

/// The names of the fields.
pub mod names {
    /// The title or name.
    pub const TITLE: &str = "titel";
    /// In a sentence or two.
    pub const LEAD: &str = "inleiding";
    /// The story.
    pub const BODY: &str = "verhaal";
    /// Where more stands.
    pub const WEBSITE: &str = "website";
    /// The version that was on the screen.
    pub const VERSION: &str = "versie";
    /// The day from which visitors see it.
    pub const FROM: &str = "vanaf";
}

/// What can be done with a piece besides changing its words.
pub mod deeds {
    /// Keeps the words.
    pub const SAVE: &str = "bewaar";
    /// Shows it to visitors, at once or from a day on.
    pub const PUBLISH: &str = "publiceer";
    /// Makes it a draft again.
    pub const HIDE: &str = "verberg";
    /// Takes it away for good; its address says so.
    pub const WITHDRAW: &str = "trek-in";
}

/// In which part of the desk a kind is written.
#[must_use]
pub const fn part(kind: Kind) -> Part {
    match kind {
        Kind::News => Part::News,
        Kind::Partner => Part::Partners,
    }
}

/// Where a new one is begun.
#[must_use]
pub fn new_path(kind: Kind) -> String {
    format!("{}/nieuw", part(kind).path())
}

/// Where one is.
#[must_use]
pub fn path(kind: Kind, id: &str) -> String {
    format!("{}/{id}", part(kind).path())
}

/// A piece on the screen of whoever writes. Provided by the server as context.
#[derive(Clone, Debug)]
pub struct ShownPiece {
    /// Its number.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// How far it is.
    pub stage: Stage,
    /// The version that was read.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// What it is in short.
    pub lead: String,
    /// How visitors will see the story.
    pub html: String,
    /// When it was last changed.
    pub updated_at: i64,
    /// From when on visitors see it.
    pub published_at: Option<i64>,
    /// Where visitors see it.
    pub address: String,
    /// What somebody else saved meanwhile, by the label of each field: it is shown and not overwritten.
    pub meanwhile: Vec<(String, String)>,
}

/// The kind that is written. Provided by the server as context for a new piece.
#[derive(Clone, Copy, Debug)]
pub struct Writing(pub Kind);

/// The list of news.
#[component]
pub fn NewsDeskPage() -> impl IntoView {
    view! { <Pieces kind=Kind::News /> }
}

/// The list of partners.
#[component]
pub fn PartnersDeskPage() -> impl IntoView {
    view! { <Pieces kind=Kind::Partner /> }
}

#[component]
fn Pieces(kind: Kind) -> impl IntoView {
    let (add, none) = match kind {
        Kind::News => (t!("piece-news-add"), t!("piece-news-none")),
        Kind::Partner => (t!("piece-partner-add"), t!("piece-partner-none")),
    };
    let next = Some((add.clone(), new_path(kind)));
    view! {
        <DeskPage part=Some(part(kind)) title=part(kind).name()>
            <p class="nl-paragraph">
                <a class="nl-link" href=new_path(kind)>
                    {add}
                </a>
            </p>
            <TheList nothing=Nothing { words: none, next } />
        </DeskPage>
    }
}

/// What the fields of a kind are called.
#[must_use]
pub fn label(kind: Kind, field: &str) -> String {
    text(match (field, kind) {
        (names::TITLE, Kind::News) => "piece-title",
        (names::TITLE, Kind::Partner) => "piece-name",
        (names::LEAD, _) => "piece-lead",
        (names::BODY, _) => "piece-body",
        (names::WEBSITE, _) => "piece-website",
        _ => "piece-from",
    })
}

/// The fields with what was written.
#[component]
fn Fields(kind: Kind) -> impl IntoView {
    view! {
        <TextField name=names::TITLE label=label(kind, names::TITLE) longest=200 />
        <TextArea name=names::LEAD label=label(kind, names::LEAD) hint=t!("piece-lead-hint") longest=500 />
        <TextArea name=names::BODY label=label(kind, names::BODY) hint=t!("piece-body-hint") longest=20_000 />
        <TextField
            name=names::WEBSITE
            label=label(kind, names::WEBSITE)
            hint=t!("piece-website-hint")
            kind="url"
            longest=500
        />
    }
}

/// The form for a new one.
#[component]
pub fn PieceNewPage() -> impl IntoView {
    let Writing(kind) = expect_context();
    let title = match kind {
        Kind::News => t!("piece-news-add"),
        Kind::Partner => t!("piece-partner-add"),
    };
    view! {
        <DeskPage part=Some(part(kind)) title crumbs=vec![Crumb::to(part(kind).name(), part(kind).path())]>
            <ErrorSummary errors=Posted::now().errors />
            <form class="form" action=new_path(kind) method="post" novalidate>
                <Fields kind />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit">
                        {t!("piece-save-draft")}
                    </button>
                </div>
            </form>
        </DeskPage>
    }
}

/// One piece: its words, how it will look, and whether visitors see it.
#[component]
pub fn PiecePage() -> impl IntoView {
    let piece = expect_context::<ShownPiece>();
    let kind = piece.kind;
    let action = path(kind, &piece.id);
    let meanwhile = piece.meanwhile.clone();
    let other = (!meanwhile.is_empty()).then(|| {
        let rows = meanwhile.into_iter().map(|(label, words)| {
            view! {
                <h3 class="nl-heading nl-heading--level-3">{label}</h3>
                <blockquote class="said">{words}</blockquote>
            }
        });
        view! {
            <section aria-labelledby="intussen">
                <h2 class="nl-heading nl-heading--level-2" id="intussen">
                    {t!("piece-meanwhile-title")}
                </h2>
                <p class="nl-paragraph">{t!("piece-meanwhile")}</p>
                {rows.collect_view()}
            </section>
        }
    });
    let open = piece.stage != Stage::Withdrawn;
    let form = open.then(|| {
        view! {
            <form class="form" action=action.clone() method="post" novalidate>
                <input type="hidden" name=names::VERSION value=piece.version.to_string() />
                <Fields kind />
                <div class="actions">
                    <button class="nl-button nl-button--primary" type="submit" name=DO value=deeds::SAVE>
                        {t!("piece-save")}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <DeskPage
            part=Some(part(kind))
            title=piece.title.clone()
            crumbs=vec![Crumb::to(part(kind).name(), part(kind).path())]
        >
            <WhatWasDone />
            <ErrorSummary errors=Posted::now().errors />
            <p class="nl-paragraph">{stage(&piece)}</p>
            {other}
            {form}
            <section aria-labelledby="voorbeeld">
                <h2 class="nl-heading nl-heading--level-2" id="voorbeeld">
                    {t!("piece-preview")}
                </h2>
                <div class="written written--preview">
                    <p class="nl-paragraph nl-paragraph--lead">{piece.lead.clone()}</p>
                    <div inner_html=piece.html.clone()></div>
                </div>
            </section>
            {open.then(|| view! { <Seen piece=piece.clone() action /> })}
        </DeskPage>
    }
}

/// How far it is, with the way to it.
fn stage(piece: &ShownPiece) -> impl IntoView + use<> {
    let name = piece.stage.name();
    let at = piece.published_at.filter(|_| piece.stage != Stage::Withdrawn).map(moments::short);
    let look = (piece.stage == Stage::Out).then(|| {
        view! {
            " "
            <a class="nl-link" href=piece.address.clone()>
                {t!("piece-look")}
            </a>
        }
    });
    let changed = t!("piece-changed", moment = moments::short(piece.updated_at));
    view! {
        <strong>{name}</strong>
        {at.map(|at| format!(" ({at})"))}
        ". "
        {changed}
        {look}
    }
}

/// Whether visitors see it.
#[component]
fn Seen(piece: ShownPiece, action: String) -> impl IntoView {
    let shown = matches!(piece.stage, Stage::Out | Stage::Planned);
    let publish = (!shown).then(|| {
        view! {
            <TextField
                name=names::FROM
                label=label(piece.kind, names::FROM)
                hint=t!("piece-from-hint")
                kind="date"
                short=true
                longest=10
            />
        }
    });
    let button = |deed: &'static str, words: String, primary: bool| {
        let class = if primary { "nl-button nl-button--primary" } else { "nl-button nl-button--secondary" };
        view! {
            <button class=class type="submit" name=DO value=deed>
                {words}
            </button>
        }
    };
    view! {
        <section aria-labelledby="zichtbaar">
            <h2 class="nl-heading nl-heading--level-2" id="zichtbaar">
                {t!("piece-seen")}
            </h2>
            <form class="form" action=action method="post" novalidate>
                <input type="hidden" name=names::VERSION value=piece.version.to_string() />
                {publish}
                <div class="actions">
                    {if shown {
                        button(deeds::HIDE, t!("piece-hide"), false)
                    } else {
                        button(deeds::PUBLISH, t!("piece-publish"), true)
                    }} {button(deeds::WITHDRAW, t!("piece-withdraw"), false)}
                </div>
                <p class="form-field__hint">{t!("piece-withdraw-hint")}</p>
            </form>
        </section>
    }
}
