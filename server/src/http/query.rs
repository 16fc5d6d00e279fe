//! Reading the query of an address.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode;

/// The longest query that is read, in bytes. Longer than any form of the site can make, and short enough for every proxy.
pub(crate) const LONGEST: usize = 8 * 1024;

/// The query is longer than [`LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl IntoResponse for TooLong {
    fn into_response(self) -> Response {
        StatusCode::URI_TOO_LONG.into_response()
    }
}

/// The pairs of a query in their order, decoded. What does not stand for text becomes U+FFFD, so that whoever knows what a field
/// means can refuse it by its name, and nobody minds in a field that means nothing here.
pub(crate) fn pairs(query: Option<&str>) -> Result<Vec<(String, String)>, TooLong> {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST {
        return Err(TooLong);
    }
    let parts = query.split('&').filter(|part| !part.is_empty());
    Ok(parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        })
        .collect())
}

fn decode(text: &str) -> String {
    percent_decode(text.replace('+', " ").as_bytes()).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_query_is_read_pair_by_pair() {
        let expected = vec![
            ("q".to_owned(), "een twee".to_owned()),
            ("soort".into(), "a&b".into()),
            ("leeg".into(), String::new()),
        ];
        assert_eq!(pairs(Some("q=een+twee&&soort=a%26b&leeg")), Ok(expected));
        assert_eq!(pairs(None), Ok(vec![]));
    }

    #[test]
    fn a_query_that_is_too_long_is_refused_and_one_that_is_no_text_shows_where() {
        assert_eq!(pairs(Some(&"a".repeat(LONGEST + 1))), Err(TooLong));
        let read = pairs(Some("q=raad%ff&soort=T01"));
        assert_eq!(read, Ok(vec![("q".into(), "raad\u{fffd}".into()), ("soort".into(), "T01".into())]));
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in "\\PC{0,200}") {
            let _ = pairs(Some(&query));
        }
    }
}
