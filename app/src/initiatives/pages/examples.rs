//! A small Landkaart in memory, for tests of pages.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;

use crate::geo::{Bounds, LonLat, Rd};
use crate::initiatives::filter::Filter;
use crate::initiatives::marks::{Mark, Marks};
use crate::initiatives::model::{
    Facet, FacetValue, Initiative, InitiativeId, InitiativeSummary, Precision, Source, Taxonomy,
};
use crate::initiatives::needs::{
    Boundaries, Browse, Drawing, InitiativeView, MunicipalityView, Overview, Reference, SearchOutcome,
};
use crate::initiatives::places::{Municipality, Places, Province};
use crate::initiatives::shading::Shading;
use crate::site::{Asking, Site};

/// Text that would do harm if it were not escaped.
pub(crate) const HOSTILE: &str = "<script>alert('x')</script>\"&";

fn value(code: &str, key: &str, label: &str, confirmed: bool) -> FacetValue {
    FacetValue { code: code.into(), key: key.into(), label: label.into(), explanation: label.into(), confirmed }
}

fn place(code: &str, name: &str, slug: &str, province: Option<usize>, x: f64, y: f64) -> Municipality {
    Municipality {
        code: code.into(),
        name: name.into(),
        slug: slug.into(),
        province,
        label: LonLat { lon: 5.4, lat: 52.1 },
        rd: Rd { x, y },
        other_names: Vec::new(),
    }
}

/// Two municipalities, one with a hostile name, and a public body.
pub(crate) fn reference() -> Reference {
    let facet = |code: &str, label: &str, values| Facet {
        code: code.into(),
        label: label.into(),
        question: String::new(),
        at_most: 3,
        values,
    };
    let taxonomy = Taxonomy {
        facets: vec![
            facet(
                "soort",
                "Soort",
                vec![
                    value("burgerberaad", "T01", "Burgerberaad en G1000", true),
                    value("referendum", "T07", "Referendum", true),
                ],
            ),
            facet(
                "status",
                "Status",
                vec![value("loopt", "S3", "Loopt", true), value("te-controleren", "S7", "Te controleren", false)],
            ),
        ],
    };
    let places = Places::new(
        vec![
            place("GM0307", "Amersfoort", "amersfoort", Some(0), 155_000.0, 463_000.0),
            place("GM9999", &format!("B{HOSTILE}"), "b-script", Some(0), 255_000.0, 563_000.0),
            place("GM9003", "Saba", "saba", None, 30_000.0, 330_000.0),
        ],
        vec![Province { code: "PV26".into(), name: "Utrecht".into(), slug: "utrecht".into(), other_names: vec![] }],
    );
    let around = |x, y| Bounds::around([Rd { x, y }], 5_000.0);
    let boundaries = Boundaries {
        far: Drawing {
            municipalities: vec!["M0 0h10v10z".into(), "M50 50h10v10z".into(), String::new()],
            provinces: "M0 0h60".into(),
        },
        close: Drawing {
            municipalities: vec!["M0 0h10.1v10.1z".into(), "M50 50h10.1v10.1z".into(), String::new()],
            provinces: "M0 0h60.1".into(),
        },
        close_name: "0123".into(),
        extents: vec![around(155_000.0, 463_000.0), around(255_000.0, 563_000.0), None],
        attribution: "© CBS / Kadaster, bewerkt".into(),
    };
    Reference { taxonomy, places, boundaries, street_map: None }
}

/// An initiative that still has to be checked, with a hostile name.
pub(crate) fn summary() -> InitiativeSummary {
    InitiativeSummary {
        id: InitiativeId(7),
        title: format!("Raad {HOSTILE}"),
        summary: HOSTILE.into(),
        municipality: 0,
        main_type: "burgerberaad".into(),
        status: "te-controleren".into(),
        start_year: Some(2019),
        end_year: None,
        period_text: None,
        last_checked: None,
        stale: false,
    }
}

/// The Landkaart with that one initiative, under a query.
pub(crate) fn browse(query: &str) -> Browse {
    let reference = Arc::new(reference());
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let asked = Filter::parse(&pairs, &reference.taxonomy, &reference.places);
    let counts = vec![1, 0, 0];
    let mark = Mark {
        x: 155_000,
        y: 463_000,
        count: 1,
        radius: 12.0,
        href: summary().address(),
        label: HOSTILE.into(),
        unconfirmed: true,
        zoom_to: None,
    };
    Browse {
        total: 1,
        unconfirmed: 1,
        begun_elsewhere: 0,
        everything: 1,
        per_municipality: counts.clone(),
        coloured: counts.clone(),
        taking_part: vec![0; 3],
        coloured_taking_part: vec![0; 3],
        known: counts.clone(),
        shading: Shading::of(&counts),
        facet_counts: vec![vec![1, 0], vec![0, 1]],
        results: vec![summary()],
        pages: 1,
        search: SearchOutcome::default(),
        elsewhere: Vec::new(),
        marks: Marks { marks: vec![mark], inside: 1, sentence: "1 van 1".into() },
        scale: 500.0,
        frame: asked.filter.frame.unwrap_or(Bounds::NETHERLANDS),
        asked,
        reference,
    }
}

/// The page of a municipality.
pub(crate) fn municipality(index: usize) -> MunicipalityView {
    let counts = vec![1, 0, 0];
    MunicipalityView {
        reference: Arc::new(reference()),
        municipality: index,
        initiatives: if index == 0 { vec![summary()] } else { Vec::new() },
        total: counts[index],
        takes_part_in: Vec::new(),
        takes_part_total: 0,
        shading: Shading::of(&counts),
        unconfirmed: counts.clone(),
        per_municipality: counts,
        taking_part: vec![0; 3],
    }
}

/// The page of that initiative.
pub(crate) fn initiative() -> InitiativeView {
    InitiativeView {
        reference: Arc::new(reference()),
        initiative: Initiative {
            summary: summary(),
            external_id: "x-1".into(),
            description: Some(format!("Eerst.\n\nDan {HOSTILE}")),
            tags: vec![("soort".into(), vec!["burgerberaad".into()]), ("status".into(), vec!["te-controleren".into()])],
            precision: Precision::Municipality,
            position: LonLat { lon: 5.4, lat: 52.1 },
            rd: Rd { x: 155_000.0, y: 463_000.0 },
            sources: vec![Source { title: HOSTILE.into(), url: Some("https://example.org/?a=1&b=2".into()) }],
            also_in: vec![1],
            remark: None,
            photo: None,
            updated_at: 0,
        },
        alike: vec![summary()],
        per_municipality: vec![1, 0, 0],
        taking_part: vec![0; 3],
        shading: Shading::of(&[1]),
    }
}

/// The whole Landkaart.
pub(crate) fn overview() -> Overview {
    let counts = vec![1, 0, 0];
    Overview {
        reference: Arc::new(reference()),
        total: 1,
        unconfirmed: 1,
        shading: Shading::of(&counts),
        per_municipality: counts,
        taking_part: vec![0; 3],
        newest: vec![summary()],
        per_type: vec![1, 0],
        written_at: "2026-01-01T00:00:00Z".into(),
    }
}

/// The markup of a page, with what the server would provide around it.
pub(crate) fn markup<V: IntoView>(asking: Asking, page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_meta_context();
        provide_context(asking);
        provide_context(Site {
            base_url: "https://example.org".into(),
            version: "1.2.3",
            style: "/style.css".into(),
            work_style: "/work.css".into(),
            fonts: Vec::new(),
            contact: None,
            leptos: LeptosOptions::builder().output_name("app").build(),
        });
        page().to_html()
    })
}

/// Asked for this address.
pub(crate) fn asking(path: &str, query: &str) -> Asking {
    Asking { path: path.into(), pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect() }
}
