//! How long the index of the Landkaart takes to build and to take in one change, for `make bench`:
//! `cargo run --release --example index -- 100000` prints a line per figure.
//!
//! The entries are those of `tools/bench-data` in kind: the forty built-in ones with words of a made-up vocabulary in the
//! proportions that words have in a language (Zipf).

use std::time::Instant;

use app::initiatives::places::Places;
use serde_json::Value;
use server::initiatives::content;
use server::initiatives::index::{Entry, Facet, Index, MunicipalityNames, Reference};

/// How often each figure is measured; the middle one is printed.
const ROUNDS: usize = 7;

const SYLLABLES: [&str; 42] = [
    "ba", "be", "bo", "bu", "da", "de", "do", "du", "ga", "ge", "go", "ka", "ke", "ko", "la", "le", "lo", "ma", "me",
    "mo", "na", "ne", "no", "ra", "re", "ro", "sa", "se", "so", "ta", "te", "to", "va", "ve", "vo", "wa", "we", "wo",
    "za", "ze", "zo", "zu",
];

/// Numbers that are the same in every run (xorshift, Marsaglia 2003).
struct Pick(u64);

impl Pick {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % end.max(1)
    }
}

/// A vocabulary with how often each word is used.
struct Words {
    words: Vec<String>,
    /// Sums of the weights 1/rank, in millionths.
    sums: Vec<usize>,
}

impl Words {
    fn new(pick: &mut Pick) -> Self {
        let word = |_| (0..2 + pick.below(4)).map(|_| SYLLABLES[pick.below(SYLLABLES.len())]).collect();
        let words: Vec<String> = (0..25_000).map(word).collect();
        let weights = (1..=words.len()).map(|rank| 1_000_000 / rank);
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect(), words }
    }

    fn one(&self, pick: &mut Pick) -> &str {
        let at = pick.below(self.sums.last().copied().unwrap_or(0));
        &self.words[self.sums.partition_point(|&sum| sum <= at)]
    }
}

fn reference(places: &Places, names: &content::OtherNames) -> Result<Reference, content::ContentError> {
    let synonyms = content::synonyms()?;
    let mut first = 0;
    let facets = content::taxonomy()?.into_iter().map(|facet| {
        let facet = Facet {
            first,
            labels: facet.values.into_iter().map(|value| value.label).collect(),
            searched: matches!(facet.code.as_str(), "soort" | "onderwerp"),
        };
        first = facet.tags().end;
        facet
    });
    Ok(Reference {
        facets: facets.collect(),
        municipalities: places
            .municipalities()
            .iter()
            .map(|place| {
                let names = names.of(&place.code);
                MunicipalityNames {
                    name: place.name.clone(),
                    aliases: names.usual,
                    former: names.former,
                    villages: names.villages,
                    ordinary_words: names.ordinary_words,
                    province: place.province.and_then(|province| u16::try_from(province).ok()),
                }
            })
            .collect(),
        provinces: places.provinces().iter().map(|province| vec![province.name.clone()]).collect(),
        synonyms: synonyms.groups.into_iter().map(|group| group.terms).collect(),
        stopwords: synonyms.stopwords,
    })
}

fn entries(count: usize, places: &Places, reference: &Reference) -> Result<Vec<Entry>, serde_json::Error> {
    let content: Value = serde_json::from_str(content::INITIATIVES)?;
    let built_in: Vec<(&str, &str)> = content["features"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|feature| {
            Some((feature["properties"]["titel"].as_str()?, feature["properties"]["samenvatting"].as_str()?))
        })
        .collect();
    let mut pick = Pick(2018);
    let words = Words::new(&mut pick);
    let facets = &reference.facets;
    Ok((0..count)
        .map(|number| {
            let (title, summary) = built_in[pick.below(built_in.len())];
            let place = pick.below(places.municipality_count());
            let municipality = &places.municipalities()[place];
            let more: Vec<&str> = (0..20).map(|_| words.one(&mut pick)).collect();
            let tags: Vec<u16> = facets
                .iter()
                .filter_map(|facet| {
                    let given = pick.below(3) > 0;
                    let value = u16::try_from(pick.below(facet.labels.len())).ok()?;
                    given.then_some(facet.first + value)
                })
                .collect();
            let year = i16::try_from(2005 + pick.below(22)).ok();
            Entry {
                id: i64::try_from(number).unwrap_or_default(),
                title: format!("{title} {} {} {number}", municipality.name, words.one(&mut pick)),
                text: format!("{summary} {} {}", more.join(" "), municipality.name),
                municipality: u16::try_from(place).unwrap_or_default(),
                // One in ten takes part in something together.
                also_in: if number % 10 == 0 {
                    vec![u16::try_from((place + 1) % 342).unwrap_or_default()]
                } else {
                    vec![]
                },
                main_type: tags.first().copied().unwrap_or_default(),
                tags,
                start_year: year.filter(|_| number % 8 != 0),
                end_year: None,
                position: municipality.rd,
                unconfirmed: number % 2 == 0,
                stale: number % 4 == 0,
                updated: 0,
            }
        })
        .collect())
}

/// The middle of some measurements of a job, in milliseconds; what the job needs is made outside the clock.
fn median<T, R>(mut prepare: impl FnMut() -> T, mut job: impl FnMut(T) -> R) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let prepared = prepare();
            let begin = Instant::now();
            let result = job(prepared);
            let time = begin.elapsed().as_secs_f64() * 1_000.0;
            drop(result);
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).ok_or("say how many entries")?.parse()?;
    let names = content::other_names()?;
    let places = content::places(&names)?;
    let reference = reference(&places, &names)?;
    let all = entries(count, &places, &reference)?;
    let rebuild = median(|| (all.clone(), reference.clone()), |(all, reference)| Index::build(all, reference));
    println!("index.rebuild.{count} {rebuild:.1} milliseconds");
    let index = Index::build(all.clone(), reference);
    let changed = Entry { title: "Stadsgesprek met iets nieuws".into(), ..all[count / 2].clone() };
    let change = median(|| vec![changed.clone()], |changed| index.with_changes(changed, &[]));
    println!("index.change.{count} {change:.1} milliseconds");
    Ok(())
}
