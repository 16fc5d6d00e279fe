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

/// The encoding that the client likes best, and of what it likes equally the smallest (RFC 9110, 12.5.3).
pub(crate) fn best(request: &HeaderMap) -> Encoding {
    let likes = |name: &str| accepted(request).find(|(coding, _)| coding.eq_ignore_ascii_case(name)).map(|(_, q)| q);
    let others = likes("*").unwrap_or(0.0);
    let (brotli, gzip) = (likes("br").unwrap_or(others), likes("gzip").unwrap_or(others));
    // What is sent as it is needs no permission, so only who says so prefers it.
    let identity = likes("identity").unwrap_or(0.0);
    if brotli > 0.0 && brotli >= gzip.max(identity) {
        Encoding::Brotli
    } else if gzip > 0.0 && gzip >= identity {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// The codings that the client names, each with its weight from 0 (never) to 1.
fn accepted(request: &HeaderMap) -> impl Iterator<Item = (&str, f32)> {
    let values = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(|item| {
        let mut parts = item.split(';');
        let coding = parts.next().unwrap_or_default().trim();
        let weight = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            // A weight that nobody can read is no permission.
            .map_or(1.0, |(_, weight)| weight.trim().parse().ok().filter(|q| (0.0..=1.0).contains(q)).unwrap_or(0.0));
        (coding, weight)
    })
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
    fn the_encoding_that_the_client_likes_best_is_chosen_and_never_one_that_it_refuses() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("BR", Encoding::Brotli),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("br;q=0.0, gzip", Encoding::Gzip),
            ("br; Q = 0.000, gzip ; q=0.001", Encoding::Gzip),
            ("br;q=0.0", Encoding::Identity),
            ("br;q=0.001", Encoding::Brotli),
            ("br;q=0.5, gzip;q=0.9", Encoding::Gzip),
            ("br;q=veel, gzip;q=NaN", Encoding::Identity),
            ("*", Encoding::Brotli),
            ("br;q=0, *", Encoding::Gzip),
            ("identity, *;q=0", Encoding::Identity),
            ("identity, br;q=0.5, gzip;q=0.5", Encoding::Identity),
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
