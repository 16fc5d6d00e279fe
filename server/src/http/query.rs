//! Reading the query of an address.

use axum::http::StatusCode;
use percent_encoding::percent_decode;

/// The longest query that is read, in bytes. Longer than any form of the site can make, and short enough for every proxy.
pub(crate) const LONGEST: usize = 8 * 1024;

/// Why a query cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum QueryError {
    /// More than [`LONGEST`] bytes.
    #[error("the address is longer than {LONGEST} bytes")]
    TooLong,
    /// The percent-encoding does not stand for UTF-8.
    #[error("the address holds percent-encoding that is not UTF-8")]
    NotUtf8,
}

impl QueryError {
    /// The status of the answer.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::NotUtf8 => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// The pairs of a query in their order, decoded.
pub(crate) fn pairs(query: Option<&str>) -> Result<Vec<(String, String)>, QueryError> {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST {
        return Err(QueryError::TooLong);
    }
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, QueryError> {
    let spaced = text.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| QueryError::NotUtf8)
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
    fn a_query_that_is_not_text_is_refused() {
        assert_eq!(pairs(Some("q=%ff%fe")), Err(QueryError::NotUtf8));
        assert_eq!(pairs(Some(&"a".repeat(LONGEST + 1))), Err(QueryError::TooLong));
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in "\\PC{0,200}") {
            let _ = pairs(Some(&query));
        }
    }
}
