//! Finding the place of an address, at a server that knows all of them: PDOK's Locatieserver, or one that answers as it does. Asked by the
//! server and never by the visitor's browser.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use app::geo::LonLat;
use serde::Deserialize;
use url::Url;

/// PDOK's Locatieserver, free to use: <https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/>.
const PDOK: &str = "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free";

/// How long it may take, while somebody waits.
const PATIENCE: Duration = Duration::from_secs(3);

/// So many places are shown.
const MOST: u8 = 5;

/// The largest answer that is read, in bytes.
const LARGEST: usize = 256 * 1024;

/// The setting `DIA_GEOCODER_URL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeocoderAddress(Url);

impl FromStr for GeocoderAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = if text.trim() == "pdok" { PDOK } else { text.trim() };
        let url = text.parse::<Url>().ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = url.filter(|url| url.has_host() && url.query().is_none());
        url.map(Self).ok_or_else(|| "it should be pdok, or an address such as https://geocoder.example/free".into())
    }
}

impl fmt::Display for GeocoderAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why nothing is found.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GeocoderError {
    /// It does not answer, or not in time.
    #[error("the geocoder does not answer: {0}")]
    Silent(reqwest::Error),
    /// It answers something else.
    #[error("the geocoder answers what cannot be read")]
    Unreadable,
}

/// A place with a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// What it is called, such as `Stationsplein 1, 3818LE Amersfoort`.
    pub(crate) label: String,
    /// Where.
    pub(crate) at: LonLat,
    /// Whether it is one address, and not a street or a village.
    pub(crate) is_address: bool,
}

/// Asks the server.
pub struct Geocoder {
    address: Url,
    client: reqwest::Client,
}

#[derive(Deserialize)]
struct Answer {
    response: Found,
}

#[derive(Deserialize)]
struct Found {
    docs: Vec<Doc>,
}

#[derive(Deserialize)]
struct Doc {
    weergavenaam: String,
    /// `POINT(5.3878 52.1561)`
    centroide_ll: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Geocoder {
    /// One that asks at an address.
    pub fn new(address: GeocoderAddress) -> Result<Self, reqwest::Error> {
        // Another part of the process may have chosen a provider of cryptography already; either will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("democratie-in-actie/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { address: address.0, client })
    }

    /// The places that fit an address best, those in a municipality when that is known.
    pub(crate) async fn find(&self, words: &str, municipality: Option<&str>) -> Result<Vec<Place>, GeocoderError> {
        let address = self.asked(words, municipality);
        let silent = |error: reqwest::Error| GeocoderError::Silent(error.without_url());
        let mut answer =
            self.client.get(address).send().await.and_then(reqwest::Response::error_for_status).map_err(silent)?;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(silent)? {
            if bytes.len() + part.len() > LARGEST {
                return Err(GeocoderError::Unreadable);
            }
            bytes.extend_from_slice(&part);
        }
        let answer: Answer = serde_json::from_slice(&bytes).map_err(|_| GeocoderError::Unreadable)?;
        let places = answer.response.docs.into_iter().filter_map(|doc| {
            let at = point(&doc.centroide_ll)?;
            Some(Place { label: doc.weergavenaam, at, is_address: doc.kind == "adres" })
        });
        Ok(places.take(MOST.into()).collect())
    }

    /// The whole question.
    fn asked(&self, words: &str, municipality: Option<&str>) -> Url {
        let mut address = self.address.clone();
        let mut query = address.query_pairs_mut();
        query.append_pair("q", words).append_pair("rows", &MOST.to_string());
        query.append_pair("fl", "weergavenaam,centroide_ll,type");
        query.append_pair("fq", "type:(adres OR weg OR postcode OR woonplaats OR wijk OR buurt)");
        if let Some(municipality) = municipality {
            query.append_pair("fq", &format!("gemeentenaam:\"{}\"", municipality.replace(['"', '\\'], " ")));
        }
        drop(query);
        address
    }
}

/// The numbers of a point in well-known text.
fn point(text: &str) -> Option<LonLat> {
    let inside = text.strip_prefix("POINT(")?.strip_suffix(')')?;
    let (lon, lat) = inside.split_once(' ')?;
    let (lon, lat) = (lon.parse::<f64>().ok()?, lat.parse::<f64>().ok()?);
    (lon.is_finite() && lat.is_finite()).then_some(LonLat { lon, lat })
}

#[cfg(test)]
pub(crate) mod tests {
    use axum::Router;
    use axum::extract::RawQuery;
    use axum::http::StatusCode;
    use axum::response::IntoResponse as _;
    use serde_json::json;
    use tokio::net::TcpListener;

    use super::*;

    /// A geocoder that knows one square, and answers as PDOK does. `weg` makes it fail, `onzin` makes it answer something else.
    pub(crate) async fn geocoder() -> Geocoder {
        async fn answer(RawQuery(query): RawQuery) -> axum::response::Response {
            let query = query.unwrap_or_default();
            let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            let words = pairs.iter().find(|(name, _)| name == "q").map(|(_, words)| words.as_str()).unwrap_or_default();
            match words {
                "weg" => StatusCode::BAD_GATEWAY.into_response(),
                "onzin" => "<html>".into_response(),
                "Slotlaan 1" => {
                    let within = pairs.iter().any(|(_, text)| text == "gemeentenaam:\"Zeist\"");
                    assert!(within, "only in the municipality: {pairs:?}");
                    let doc = json!({
                        "weergavenaam": "Slotlaan 1, 3701GA Zeist", "centroide_ll": "POINT(5.2353 52.0886)", "type": "adres",
                    });
                    axum::Json(json!({ "response": { "numFound": 1, "docs": [doc] } })).into_response()
                }
                _ => axum::Json(json!({ "response": { "numFound": 0, "docs": [] } })).into_response(),
            }
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}/free", listener.local_addr().expect("an address"));
        let app = Router::new().fallback(answer);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Geocoder::new(address.parse().expect("an address")).expect("a client")
    }

    #[tokio::test]
    async fn an_address_is_found_in_its_municipality_and_trouble_is_said() {
        let geocoder = geocoder().await;
        let found = geocoder.find("Slotlaan 1", Some("Zeist")).await.expect("an answer");
        let at = LonLat { lon: 5.2353, lat: 52.0886 };
        assert_eq!(found, [Place { label: "Slotlaan 1, 3701GA Zeist".into(), at, is_address: true }]);
        assert_eq!(geocoder.find("Nergensstraat", None).await.expect("an answer"), []);
        assert!(matches!(geocoder.find("weg", None).await, Err(GeocoderError::Silent(_))));
        assert!(matches!(geocoder.find("onzin", None).await, Err(GeocoderError::Unreadable)));
    }

    #[test]
    fn a_point_is_two_numbers_and_an_address_of_a_geocoder_is_one_of_the_web() {
        assert_eq!(point("POINT(5.5 52.25)"), Some(LonLat { lon: 5.5, lat: 52.25 }));
        for wrong in ["", "POINT()", "POINT(5.5)", "POINT(NaN 52)", "LINESTRING(0 0)"] {
            assert_eq!(point(wrong), None, "{wrong}");
        }
        assert_eq!("pdok".parse::<GeocoderAddress>().map(|address| address.to_string()), Ok(PDOK.to_owned()));
        for wrong in ["", "zoek.example", "ftp://zoek.example", "https://zoek.example/?sleutel=1"] {
            assert!(wrong.parse::<GeocoderAddress>().is_err(), "{wrong}");
        }
    }
}
