//! Filters, counts and changes against a model that is too simple to be wrong.

use std::collections::BTreeSet;

use app::geo::{Bounds, Rd};
use proptest::prelude::*;

use super::fixture::{entries, reference};
use super::{Entry, Facet, Index, MunicipalityNames, Query, Reference, TagGroup};

const TITLES: [&str; 6] =
    ["Burgerberaad Aa", "burgerbegroting", "Wijkraad Bé", "Wijkraad Be", "Coöperatie Aa-Bé", "Raad op pad"];
const TEXTS: [&str; 5] =
    ["", "loting in aa", "een begroting voor de wijk", "coöperatie en burgerberaad", "pad raad bé aa"];

fn small_reference() -> Reference {
    let name = |name: &str, former: &[&str]| MunicipalityNames {
        name: name.into(),
        former: former.iter().map(|&f| f.into()).collect(),
        province: Some(0),
        ..MunicipalityNames::default()
    };
    Reference {
        municipalities: vec![name("Aa", &["Oudaa"]), name("Bé", &[]), name("Cee", &[]), name("Dee", &[])],
        provinces: vec![vec!["Eff".into(), "Ef".into()]],
        facets: vec![
            Facet { first: 0, labels: ["Berating", "Begroting", "Raad"].map(Into::into).into(), searched: true },
            Facet { first: 3, labels: ["loopt", "gestopt"].map(Into::into).into(), searched: false },
        ],
        synonyms: vec![vec!["burgerberaad".into(), "loting".into()]],
        stopwords: ["de", "een", "in", "en"].map(Into::into).into(),
    }
}

fn entry() -> impl Strategy<Value = Entry> {
    (
        (0i64..40, prop::sample::select(&TITLES[..]), prop::sample::select(&TEXTS[..]), 0u16..4),
        (prop::collection::btree_set(0u16..5, 0..4), prop::option::of(2000i16..2006), prop::option::of(2003i16..2009)),
        (0u8..10, 0u8..10),
        prop::collection::btree_set(0u16..4, 0..2),
    )
        .prop_map(|((id, title, text, municipality), (tags, start_year, end_year), (x, y), also_in)| Entry {
            id,
            title: title.into(),
            text: text.into(),
            municipality,
            also_in: also_in.into_iter().filter(|&other| other != municipality).collect(),
            main_type: tags.first().copied().unwrap_or(0),
            tags: tags.into_iter().collect(),
            start_year,
            end_year,
            position: Rd { x: f64::from(x), y: f64::from(y) },
            unconfirmed: false,
            stale: id % 3 == 0,
            updated: id,
        })
}

fn entries_of_any_kind() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 0..60)
}

fn query() -> impl Strategy<Value = Query> {
    let text = prop::sample::select(vec![
        "burgerberaad",
        "begroting",
        "raad aa",
        "cooperaite",
        "oudaa",
        "wijkra",
        "loting be",
    ]);
    let group = |tags: std::ops::Range<u16>| {
        prop::option::of((prop::collection::btree_set(tags, 0..3), any::<bool>()))
            .prop_map(|group| group.map(|(tags, all)| TagGroup { tags: tags.into_iter().collect(), all }))
    };
    let frame = (0u8..8, 0u8..8, 1u8..8, 1u8..8).prop_map(|(x, y, width, height)| {
        let [x, y, width, height] = [x, y, width, height].map(f64::from);
        Bounds::new(Rd { x, y }, Rd { x: x + width, y: y + height })
    });
    (
        prop::option::of(text),
        (group(0..3), group(3..5)),
        prop::option::of(prop::collection::btree_set(0u16..4, 0..3)),
        prop::option::of((1999i16..2010, 0i16..5)),
        prop::option::of(frame),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(text, (types, status), municipalities, years, frame, stale)| Query {
            text: text.map(Into::into),
            groups: types.into_iter().chain(status).collect(),
            municipalities,
            years: years.map(|(from, length)| from..=from + length),
            stale,
            frame: frame.flatten(),
        })
}

/// Whether an entry fits everything but the text.
fn fits(entry: &Entry, query: &Query) -> bool {
    let group = |group: &TagGroup| {
        let has = |tag: &u16| entry.tags.contains(tag);
        group.tags.is_empty() || if group.all { group.tags.iter().all(has) } else { group.tags.iter().any(has) }
    };
    let years = |years: &std::ops::RangeInclusive<i16>| {
        (entry.start_year.is_some() || entry.end_year.is_some())
            && entry.start_year.is_none_or(|start| start <= *years.end())
            && entry.end_year.is_none_or(|end| end >= *years.start())
    };
    query.stale.is_none_or(|stale| stale == entry.stale)
        && query.groups.iter().all(group)
        && query.municipalities.as_ref().is_none_or(|chosen| {
            chosen.contains(&entry.municipality) || entry.also_in.iter().any(|other| chosen.contains(other))
        })
        && query.years.as_ref().is_none_or(years)
        && query.frame.is_none_or(|frame| frame.contains(entry.position))
}

fn ids(index: &Index, query: &Query) -> BTreeSet<i64> {
    let found = index.find(query);
    found.ids(index, 0..found.total()).into_iter().collect()
}

/// The entries that stay when the last one of every id counts.
fn last_ones(entries: &[Entry]) -> Vec<Entry> {
    let mut kept: std::collections::BTreeMap<i64, Entry> = std::collections::BTreeMap::new();
    for entry in entries {
        kept.insert(entry.id, entry.clone());
    }
    kept.into_values().collect()
}

proptest! {
    #[test]
    fn filters_and_counts_agree_with_the_model(entries in entries_of_any_kind(), query in query()) {
        let index = Index::build(entries.clone(), small_reference());
        let found = index.find(&query);
        // The text is taken from the index itself; everything else is counted by hand.
        let text = ids(&index, &Query { text: query.text.clone(), ..Query::default() });
        let entries = last_ones(&entries);
        let with_text = |entry: &&Entry| text.contains(&entry.id);
        let count = |query: &Query| -> u32 {
            entries.iter().filter(with_text).map(|entry| u32::from(fits(entry, query))).sum()
        };

        let expected: BTreeSet<i64> =
            entries.iter().filter(with_text).filter(|entry| fits(entry, &query)).map(|entry| entry.id).collect();
        prop_assert_eq!(&found.ids(&index, 0..usize::MAX).into_iter().collect::<BTreeSet<_>>(), &expected);
        prop_assert_eq!(found.total(), expected.len());
        prop_assert_eq!(found.positions(&index).len(), expected.len());
        prop_assert_eq!(found.municipalities.iter().sum::<u32>() as usize, found.total());
        for (municipality, &count) in (0u16..).zip(&found.municipalities) {
            let there = expected.iter().filter(|&&id| entries.iter().any(|e| e.id == id && e.municipality == municipality));
            prop_assert_eq!(there.count(), count as usize, "each counts where it is, once");
        }

        for tag in 0u16..5 {
            let of_facet = |tag: u16| tag < 3;
            let own = |group: &TagGroup| !group.all && group.tags.iter().any(|&t| of_facet(t) == of_facet(tag));
            let mut others = query.clone();
            others.groups.retain(|group| !own(group));
            others.groups.push(TagGroup { tags: vec![tag], all: false });
            prop_assert_eq!(found.tags[usize::from(tag)], count(&others), "tag {}", tag);
        }
    }

    #[test]
    fn an_empty_answer_says_how_many_there_are_without_each_filter(entries in entries_of_any_kind(), query in query()) {
        let index = Index::build(entries, small_reference());
        let found = index.find(&query);
        prop_assert_eq!(found.elsewhere.is_some(), found.total() == 0);
        let Some(elsewhere) = found.elsewhere else { return Ok(()) };
        let count = |query: &Query| u32::try_from(index.find(query).total()).unwrap_or(u32::MAX);
        let (no_frame, no_place) = (Query { frame: None, ..query.clone() }, Query { municipalities: None, ..query.clone() });
        let neither = Query { frame: None, municipalities: None, ..query.clone() };
        let both = query.frame.is_some() && query.municipalities.is_some();
        prop_assert_eq!(elsewhere.outside_frame, query.frame.map(|_| count(&no_frame)));
        prop_assert_eq!(elsewhere.other_places, query.municipalities.as_ref().map(|_| count(&no_place)));
        prop_assert_eq!(elsewhere.whole_country, both.then(|| count(&neither)));
        let no_years = Query { years: None, ..query.clone() };
        prop_assert_eq!(elsewhere.other_years, query.years.as_ref().map(|_| count(&no_years)));
        let no_checks = Query { stale: None, ..query.clone() };
        prop_assert_eq!(elsewhere.other_checks, query.stale.map(|_| count(&no_checks)));
        let no_text = Query { text: None, ..query.clone() };
        prop_assert_eq!(elsewhere.without_text, query.text.as_ref().map(|_| count(&no_text)));
        for (number, without) in elsewhere.without_group {
            let mut dropped = query.clone();
            dropped.groups.remove(number);
            prop_assert_eq!(without, count(&dropped));
        }
    }

    #[test]
    fn an_index_with_changes_answers_like_one_built_anew(
        before in entries_of_any_kind(),
        changed in prop::collection::vec(entry(), 0..30),
        removed in prop::collection::vec(0i64..40, 0..8),
        queries in prop::collection::vec(query(), 1..5),
    ) {
        let index = Index::build(before.clone(), small_reference());
        let next = index.with_changes(changed.clone(), &removed);
        let mut all = before;
        all.extend(changed);
        all.retain(|entry| !removed.contains(&entry.id));
        let anew = Index::build(all, small_reference());
        prop_assert_eq!(next.len(), anew.len());
        for query in &queries {
            let (one, other) = (next.find(query), anew.find(query));
            prop_assert_eq!(one.ids(&next, 0..usize::MAX), other.ids(&anew, 0..usize::MAX));
            prop_assert_eq!(one.tags, other.tags);
            prop_assert_eq!(one.municipalities, other.municipalities);
            prop_assert_eq!(one.elsewhere, other.elsewhere);
            prop_assert_eq!(one.text, other.text);
        }
        for text in ["bur", "raad", "o", "oud", "aa be", "cooperaite"] {
            prop_assert_eq!(next.suggest(text, 9), anew.suggest(text, 9));
        }
    }

    #[test]
    fn any_text_is_answered(text in any::<String>(), spaced in prop::collection::vec("[a-zé'\0 -/]{0,9}", 0..30)) {
        let index = Index::build(entries(), reference());
        for text in [text, spaced.join(" "), "a-".repeat(3_000), "burgerberaad ".repeat(500), "e\u{301}".repeat(999)] {
            let _ = index.find(&Query { text: Some(text.clone()), ..Query::default() });
            let _ = index.suggest(&text, 10);
        }
    }
}

#[test]
fn the_default_order_is_latest_first_and_unknown_years_last() {
    let index = Index::build(entries(), reference());
    let found = index.find(&Query::default());
    let all = entries();
    let years: Vec<Option<i16>> = found
        .ids(&index, 0..40)
        .iter()
        .map(|id| all.iter().find(|entry| entry.id == *id).and_then(|entry| entry.start_year))
        .collect();
    assert_eq!(years.len(), 40);
    assert!(years.windows(2).all(|pair| pair[0] >= pair[1]), "{years:?}");
    assert!(years.last().is_some_and(Option::is_none));
}

#[test]
fn an_index_can_be_shared_between_threads() {
    fn shareable<T: Send + Sync + 'static>() {}
    shareable::<Index>();
}

#[test]
fn an_index_without_entries_answers_too() {
    let index = Index::build([], Reference::default());
    let query = Query { text: Some("raad".into()), municipalities: Some(BTreeSet::from([65_535])), ..Query::default() };
    assert_eq!(index.find(&query).total(), 0);
    assert!(index.is_empty());
    assert_eq!(index.suggest("raad", 5), []);
}

#[test]
fn many_entries_are_read_by_two_threads_with_the_same_result() {
    let many = |copies: i64| {
        (0..copies).flat_map(|copy| {
            entries().into_iter().map(move |mut entry| {
                entry.id += copy * 100;
                entry.title = format!("{} {copy}", entry.title);
                entry
            })
        })
    };
    let index = Index::build(many(100), reference());
    let step_by_step = many(100)
        .collect::<Vec<_>>()
        .chunks(900)
        .fold(Index::build([], reference()), |index, chunk| index.with_changes(chunk.to_vec(), &[]));
    for text in ["burgerberaad 77", "begroting emmen", "burgerberaat", "uden"] {
        let query = Query { text: Some(text.into()), ..Query::default() };
        let (one, other) = (index.find(&query), step_by_step.find(&query));
        assert_eq!(one.ids(&index, 0..usize::MAX), other.ids(&step_by_step, 0..usize::MAX), "{text}");
        assert_eq!(one.text, other.text);
    }
}
