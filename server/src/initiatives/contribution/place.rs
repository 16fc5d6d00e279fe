//! What somebody points out in the form: a place on the map, an address, a part of the country. The answer is the form again, with what
//! was found filled in.

use std::net::IpAddr;
use std::time::Duration;

use app::geo::{Bounds, LonLat, Rd};
use app::initiatives::contribution::form::names as form_names;
use app::initiatives::contribution::place::{FoundPlace, Looked, Placing, SIDE, names};
use app::initiatives::needs::Reference;
use app::initiatives::pages::small_map::around;
use app::ui::form::value;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::filling_in::{Around, Filled, failed};
use crate::budgets::{Budget, Spent, Whose, spend};
use crate::store::StoreError;

/// The smallest side of a map, in metres: the streets around a square.
const CLOSEST: f64 = 1_400.0;

/// What is shown around a place of which nobody said the municipality, where there are no streets to recognise it by.
const WITHOUT_STREETS: f64 = 30_000.0;

/// The largest: the country.
const WIDEST: f64 = 340_000.0;

/// A place that was pressed on a map of at most so many metres is that place; on a larger one it is somewhere around there.
const PRECISE: f64 = 3_000.0;

/// The longest address that is looked for, in characters; the field takes no more.
const LONGEST_ADDRESS: usize = 120;

/// How often one network looks for an address. What answers belongs to somebody else, and is not ours to be hammered on.
const FOR_NETWORK: Budget = Budget { purpose: "geocoder network", most: 30, within: Duration::from_secs(60) };

/// How often everybody together does.
pub(super) const FOR_ALL: Budget = Budget { purpose: "geocoder all", most: 300, within: Duration::from_secs(60) };

/// What somebody wants to see or point out.
#[derive(Clone, Debug, PartialEq)]
enum Pointing {
    /// They pressed the map, so many pixels from the left and from the top.
    Pressed(f64, f64),
    /// They chose one of the places that have the address.
    Chose(LonLat, String),
    /// They look for an address.
    Looks,
    /// They want the map of the municipality.
    Shows,
    /// They want to see more of the country.
    Out,
}

impl Pointing {
    /// What the pairs of a form ask for; nothing when it is sent to be sent.
    fn of(pairs: &[(String, String)]) -> Option<Self> {
        let pixel = |axis: &str| value(pairs, &format!("{}.{axis}", names::MAP)).parse::<f64>().ok();
        if let (Some(x), Some(y)) = (pixel("x"), pixel("y")) {
            // A keyboard presses the corner: it means the map, not a place.
            let is_place = (x, y) != (0.0, 0.0) && (0.0..=SIDE).contains(&x) && (0.0..=SIDE).contains(&y);
            return Some(if is_place { Self::Pressed(x, y) } else { Self::Shows });
        }
        if let [lon, lat, precision] = value(pairs, names::CHOSEN).split(' ').collect::<Vec<_>>()[..]
            && let (Ok(lon), Ok(lat)) = (lon.parse(), lat.parse())
        {
            return Some(Self::Chose(LonLat { lon, lat }, precision.to_owned()));
        }
        match value(pairs, form_names::DO) {
            names::LOOK => Some(Self::Looks),
            names::ENTER if !value(pairs, names::WORDS).is_empty() && value(pairs, "lon").is_empty() => {
                Some(Self::Looks)
            }
            names::SHOW => Some(Self::Shows),
            names::OUT => Some(Self::Out),
            _ => None,
        }
    }
}

/// A number as people write it.
fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// Where the initiative is, as far as it is filled in.
fn spot_of(pairs: &[(String, String)]) -> Option<Rd> {
    let at = LonLat { lon: number(value(pairs, "lon"))?, lat: number(value(pairs, "lat"))? };
    let at = at.to_rd();
    Bounds::NETHERLANDS.contains(at).then_some(at)
}

/// What the map showed.
fn frame_of(pairs: &[(String, String)]) -> Option<Bounds> {
    let numbers: Vec<f64> = value(pairs, names::FRAME).split(',').map_while(|part| part.parse().ok()).collect();
    let [x, y, side] = numbers[..] else { return None };
    if !(CLOSEST - 1.0..=WIDEST).contains(&side) || !x.is_finite() || !y.is_finite() {
        return None;
    }
    let frame = Bounds::new(Rd { x, y }, Rd { x: x + side, y: y + side })?;
    frame.intersects(&Bounds::NETHERLANDS).then_some(frame)
}

/// A square of the country.
fn square(centre: Rd, side: f64) -> Option<Bounds> {
    Bounds::around([centre], side.clamp(CLOSEST, WIDEST) / 2.0)
}

/// The map of the municipality that was filled in.
fn of_municipality(pairs: &[(String, String)], reference: &Reference) -> Option<Bounds> {
    let index = reference.places.municipality(value(pairs, "gemeente").trim())?;
    Some(around(reference, index, reference.places.municipalities()[index].rd))
}

/// What can be pointed out in a form with these values.
pub(super) fn placing(pairs: &[(String, String)], action: &str, around: &Around) -> Placing {
    let spot = spot_of(pairs);
    let shown = frame_of(pairs).filter(|frame| spot.is_none_or(|spot| frame.contains(spot)));
    let has_streets = around.snapshot.reference.street_map.is_some();
    let frame = shown
        .or_else(|| spot.filter(|_| has_streets).and_then(|spot| square(spot, PRECISE)))
        .or_else(|| of_municipality(pairs, &around.snapshot.reference))
        .or_else(|| spot.and_then(|spot| square(spot, WITHOUT_STREETS)));
    Placing {
        action: action.to_owned(),
        frame,
        municipality: around.snapshot.reference.places.municipality(value(pairs, "gemeente").trim()),
        spot,
        looks: around.platform.geocoder.is_some(),
        used: false,
        looked: None,
    }
}

/// The form again when somebody pointed something out; nothing when they want to send it.
pub(super) async fn pointed_out(around: &Around, form: &Filled<'_>) -> Option<Response> {
    let pointing = Pointing::of(form.pairs)?;
    let mut pairs = form.pairs.to_vec();
    let (mut looked, mut wait) = (None, None);
    match pointing {
        Pointing::Pressed(x, y) => {
            if let Some(frame) = frame_of(&pairs) {
                let pixel = frame.width() / SIDE;
                let at = Rd { x: frame.min().x + x * pixel, y: frame.max().y - y * pixel };
                let precise = frame.width() <= PRECISE;
                put_place(&mut pairs, at.to_lonlat(), if precise { "adres" } else { "buurt" });
                // Closer, so that the next press says it better; without streets there is nothing to see there.
                let has_streets = around.snapshot.reference.street_map.is_some();
                let closer = if precise || !has_streets { Some(frame) } else { square(at, frame.width() / 4.0) };
                put_frame(&mut pairs, closer);
            }
        }
        Pointing::Chose(at, precision) => {
            put_place(&mut pairs, at, &precision);
            put_frame(&mut pairs, None);
        }
        Pointing::Looks => {
            let words = value(&pairs, names::WORDS).trim().to_owned();
            looked = Some(match look_for(around, form.network, &words, value(&pairs, "gemeente").trim()).await {
                Ok(Ok(found)) => Looked::Found(found),
                Ok(Err(spent)) => {
                    wait = Some(spent);
                    Looked::TooOften
                }
                Err(error) => return Some(failed(&error)),
            });
        }
        Pointing::Shows => put_frame(&mut pairs, None),
        Pointing::Out => {
            let frame = placing(&pairs, form.path, around).frame;
            put_frame(&mut pairs, frame.and_then(|frame| square(frame.centre(), frame.width() * 4.0)));
        }
    }
    let placing = Placing { looked, used: true, ..placing(&pairs, form.path, around) };
    let mut answer = around.form_again(form, pairs, placing).await;
    if let Some(spent) = wait {
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(spent.seconds()));
    }
    Some(answer)
}

/// Fills in where it is.
fn put_place(pairs: &mut Vec<(String, String)>, at: LonLat, precision: &str) {
    pairs.retain(|(name, _)| !["lon", "lat", "precisie"].contains(&name.as_str()));
    let written = |degrees: f64| format!("{degrees:.5}").replace('.', ",");
    for (name, text) in [("lon", written(at.lon)), ("lat", written(at.lat)), ("precisie", precision.to_owned())] {
        pairs.push((name.to_owned(), text));
    }
}

/// Says what the map shows next; nothing for what fits best.
fn put_frame(pairs: &mut Vec<(String, String)>, frame: Option<Bounds>) {
    pairs.retain(|(name, _)| name != names::FRAME);
    if let Some(frame) = frame {
        let text = format!("{:.0},{:.0},{:.0}", frame.min().x, frame.min().y, frame.width());
        pairs.push((names::FRAME.to_owned(), text));
    }
}

/// The places that have an address, unless it was looked for too often lately.
async fn look_for(
    around: &Around,
    network: IpAddr,
    words: &str,
    municipality: &str,
) -> Result<Result<Vec<FoundPlace>, Spent>, StoreError> {
    let Some(geocoder) = &around.platform.geocoder else { return Ok(Ok(vec![])) };
    if words.is_empty() || words.chars().count() > LONGEST_ADDRESS {
        return Ok(Ok(vec![]));
    }
    let mut tx = around.platform.store.begin().await?;
    for (budget, whose) in [(FOR_NETWORK, Whose::Network(network)), (FOR_ALL, Whose::Person(String::new()))] {
        if let Err(spent) = spend(&mut tx, budget, &whose, around.now).await? {
            return Ok(Err(spent));
        }
    }
    tx.commit().await?;
    let places = &around.snapshot.reference.places;
    let name = places.municipality(municipality).map(|index| places.municipalities()[index].name.as_str());
    let found = match geocoder.find(words, name).await {
        Ok(found) => found,
        Err(error) => {
            // Whoever fills in the form can point at the map or go on without.
            tracing::warn!(%error, "an address could not be looked for");
            vec![]
        }
    };
    let found = found
        .into_iter()
        .map(|place| FoundPlace {
            value: format!(
                "{:.5} {:.5} {}",
                place.at.lon,
                place.at.lat,
                if place.is_address { "adres" } else { "buurt" }
            ),
            label: place.label,
        })
        .collect();
    Ok(Ok(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_form_that_is_sent_points_nothing_out_and_a_keyboard_points_at_no_corner() {
        assert_eq!(Pointing::of(&pairs(&[("doe", "verstuur"), ("plek", "")])), None);
        assert_eq!(Pointing::of(&pairs(&[("klik.x", "0"), ("klik.y", "0")])), Some(Pointing::Shows));
        assert_eq!(Pointing::of(&pairs(&[("klik.x", "900"), ("klik.y", "1")])), Some(Pointing::Shows));
        assert_eq!(Pointing::of(&pairs(&[("klik.x", "NaN"), ("klik.y", "1")])), Some(Pointing::Shows));
        assert_eq!(Pointing::of(&pairs(&[("klik.x", "10"), ("klik.y", "20")])), Some(Pointing::Pressed(10.0, 20.0)));
        assert_eq!(Pointing::of(&pairs(&[("doe", "zoek-adres")])), Some(Pointing::Looks));
        assert_eq!(Pointing::of(&pairs(&[("doe", "enter"), ("adres", "Slotlaan 1")])), Some(Pointing::Looks));
        assert_eq!(Pointing::of(&pairs(&[("doe", "enter"), ("adres", "")])), None);
    }

    #[test]
    fn a_map_that_was_never_shown_is_no_map() {
        for wrong in ["", "1,2", "1,2,3", "NaN,0,5000", "1e300,0,5000", "0,0,1e9", "9000000,9000000,5000", "a,b,c"] {
            assert_eq!(frame_of(&pairs(&[("kader", wrong)])), None, "{wrong}");
        }
        assert!(frame_of(&pairs(&[("kader", "150000,460000,12000")])).is_some());
    }
}
