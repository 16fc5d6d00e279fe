//! Encodings and entity tags: what a client can read, and whether it has it already.

use std::io::Write as _;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;
use sha2::{Digest, Sha256};

/// How the bytes of an answer are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Smallest; every browser of the last eight years.
    Brotli,
    /// Everything else that is not a script.
    Gzip,
    /// As they are.
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none for bytes as they are.
    pub(crate) fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }
}

/// The best encoding that the client accepts (RFC 9110, 12.5.3).
pub(crate) fn best(request: &HeaderMap) -> Encoding {
    let accepts = |name: &str| {
        request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
            value.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                let refused = || -> bool { item.replace(' ', "").contains(";q=0") && !item.contains("q=0.") };
                parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name)) && !refused()
            })
        })
    };
    if accepts("br") {
        Encoding::Brotli
    } else if accepts("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// The strong entity tag of content in an encoding: other bytes, other tag (RFC 9110, 8.8.3).
pub(crate) fn etag(hash: &str, encoding: Encoding) -> HeaderValue {
    let tag = match encoding {
        Encoding::Brotli => format!("\"{hash}-br\""),
        Encoding::Gzip => format!("\"{hash}-gz\""),
        Encoding::Identity => format!("\"{hash}\""),
    };
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// Whether `If-None-Match` says that the client has this already (RFC 9110, 13.1.2: weak comparison).
pub(crate) fn not_modified(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|item| item.trim().trim_start_matches("W/"))
        .any(|item| item == "*" || item == etag)
}

/// A short hash of content, for entity tags.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().take(12).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Brotli at a level that costs milliseconds, not seconds.
pub(crate) fn brotli(bytes: &[u8]) -> Bytes {
    brotli_at(6, bytes)
}

/// Brotli at its best: a tenth smaller, and most of a second for a large page.
pub(crate) fn best_brotli(bytes: &[u8]) -> Bytes {
    brotli_at(11, bytes)
}

fn brotli_at(quality: u32, bytes: &[u8]) -> Bytes {
    const WINDOW: u32 = 22;
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    {
        let mut writer = brotli::CompressorWriter::new(&mut packed, 4096, quality, WINDOW);
        // Writing into memory cannot fail.
        let _ = writer.write_all(bytes);
    }
    packed.into()
}

/// Gzip at its usual level.
pub(crate) fn gzip(bytes: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::default());
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_smallest_encoding_that_the_client_accepts_is_chosen() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("", Encoding::Identity),
        ] {
            assert_eq!(best(&asking(header::ACCEPT_ENCODING, accept)), expected, "{accept}");
        }
    }

    #[test]
    fn a_client_that_has_the_bytes_does_not_get_them_again() {
        let tag = etag("abc", Encoding::Brotli);
        for (value, expected) in
            [("\"abc-br\"", true), ("W/\"abc-br\"", true), ("\"x\", \"abc-br\"", true), ("*", true), ("\"abc\"", false)]
        {
            assert_eq!(not_modified(&asking(header::IF_NONE_MATCH, value), &tag), expected, "{value}");
        }
    }

    #[test]
    fn packing_keeps_the_content() {
        use std::io::Read as _;
        let text = "democratie ".repeat(500);
        let mut unpacked = String::new();
        brotli::Decompressor::new(&brotli(text.as_bytes())[..], 4096).read_to_string(&mut unpacked).expect("brotli");
        assert_eq!(unpacked, text);
    }
}
