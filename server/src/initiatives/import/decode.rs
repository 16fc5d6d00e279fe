//! Bytes to text: limits, encodings, and the files that are no text at all.

use std::io::Read;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    fault::{Fault, FileProblem},
    report::{Encoding, Format},
};

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Without byte order mark.
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// What is to be said about the encoding.
    pub(super) fault: Option<Fault>,
}

/// Reads at most `limit` bytes and one more, and turns them into text.
///
/// # Errors
/// Too large, unreadable, empty or no text.
pub(super) fn decode(source: impl Read, known_length: Option<u64>, limit: u64) -> Result<Decoded, FileProblem> {
    if known_length.is_some_and(|length| length > limit) {
        return Err(FileProblem::TooLarge { limit });
    }
    let mut bytes = Vec::new();
    let read = source.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(read).map_or(true, |read| read > limit) {
        return Err(FileProblem::TooLarge { limit });
    }
    refuse_other_formats(&bytes)?;
    let decoded = text_of(bytes);
    if decoded.text.trim().is_empty() { Err(FileProblem::Empty) } else { Ok(decoded) }
}

/// The format by the first character that is not white space.
///
/// # Errors
/// A web page or another XML file.
pub(super) fn recognise(decoded: &Decoded) -> Result<Format, FileProblem> {
    match decoded.text.trim_start().chars().next() {
        Some('{' | '[') => Ok(Format::GeoJson),
        Some('<') => Err(FileProblem::Markup),
        _ => Ok(Format::Csv),
    }
}

fn refuse_other_formats(bytes: &[u8]) -> Result<(), FileProblem> {
    // Zip (xlsx, ods) and the compound file of xls, by their first bytes.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(FileProblem::Spreadsheet);
    }
    if has_utf16_mark(bytes) {
        return Ok(());
    }
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"\x1f\x8b") {
        return Err(FileProblem::Binary);
    }
    let start = &bytes[..bytes.len().min(8_192)];
    let zeros_at = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    if start.len() >= 4 && (zeros_at(0) * 5 > start.len() * 2 || zeros_at(1) * 5 > start.len() * 2) {
        let all = zeros_at(0) + zeros_at(1);
        let one_side = all < start.len() * 3 / 5;
        return Err(if one_side { FileProblem::Utf16WithoutMark } else { FileProblem::Binary });
    }
    // A stray control character costs only its row; a file full of them is no text.
    let control = start.iter().filter(|byte| **byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')).count();
    if control > 4 && control * 10 > start.len() { Err(FileProblem::Binary) } else { Ok(()) }
}

fn has_utf16_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

fn text_of(bytes: Vec<u8>) -> Decoded {
    if has_utf16_mark(&bytes) {
        let encoding = if bytes[0] == 0xff { UTF_16LE } else { UTF_16BE };
        let (text, _) = encoding.decode_with_bom_removal(&bytes);
        return Decoded { text: text.into_owned(), encoding: Encoding::Utf16, fault: None };
    }
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text: without_mark(text), encoding: Encoding::Utf8, fault: None },
        Err(error) => {
            let bytes = error.into_bytes();
            if marked || is_damaged_utf8(&bytes) {
                let text = without_mark(String::from_utf8_lossy(&bytes).into_owned());
                Decoded { text, encoding: Encoding::Utf8, fault: Some(Fault::DamagedUtf8) }
            } else {
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
                Decoded { text: text.into_owned(), encoding: Encoding::Windows1252, fault: Some(Fault::Windows1252) }
            }
        }
    }
}

fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

/// Whether bytes that are not UTF-8 were meant to be: text in Windows-1252 hardly ever holds a valid sequence of more bytes, so as
/// many of those as of broken ones means UTF-8 that was damaged. A sequence that the end of the file cuts is no sign against UTF-8.
/// When it is all there is, it is UTF-8 too, except for one byte that may well be a last letter (`é` in Windows-1252).
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut at, mut whole, mut broken, mut cut) = (0_usize, 0_usize, 0_usize, false);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        match chunk.invalid() {
            [] => {}
            end if at + chunk.valid().len() + end.len() == bytes.len() && is_incomplete(end) => {
                cut = !matches!(end, [0xe0..=0xff]);
            }
            _ => broken += 1,
        }
        at += chunk.valid().len() + chunk.invalid().len();
    }
    (whole > 0 && whole >= broken) || (whole == 0 && broken == 0 && cut)
}

/// Whether bytes are the beginning of a UTF-8 sequence of which the rest is missing.
fn is_incomplete(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<Decoded, FileProblem> {
        decode(bytes, None, 1_000)
    }

    fn code(bytes: &[u8]) -> &'static str {
        decoded(bytes).expect_err("a problem").code()
    }

    #[test]
    fn the_encoding_is_recognised_by_content() {
        let utf16: Vec<u8> = "\u{feff}één;€".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = "\u{feff}één;€".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [(&[u8], Encoding); 5] = [
            ("één;€".as_bytes(), Encoding::Utf8),
            ("\u{feff}één;€".as_bytes(), Encoding::Utf8),
            (&utf16, Encoding::Utf16),
            (&utf16_be, Encoding::Utf16),
            (b"\xe9\xe9n;\x80", Encoding::Windows1252),
        ];
        for (bytes, encoding) in cases {
            let file = decoded(bytes).expect("text");
            assert_eq!((file.text.as_str(), file.encoding), ("één;€", encoding));
        }
    }

    #[test]
    fn one_broken_byte_does_not_turn_utf8_into_another_encoding() {
        let mut bytes = "één gemeente, twee coöperaties".as_bytes().to_vec();
        bytes.push(0xc3);
        let file = decoded(&bytes).expect("text");
        assert_eq!((file.encoding, file.fault), (Encoding::Utf8, Some(Fault::DamagedUtf8)));
        assert!(file.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn a_file_that_is_cut_in_a_letter_is_still_utf8_and_one_that_ends_in_a_letter_is_still_windows_1252() {
        for cut in [&b"kopje; caf\xc3"[..], b"een \xe2\x82", b"\xc3\xa9n \xe9 caf\xc3", b"\xc3\xa9\xff"] {
            assert_eq!(decoded(cut).expect("text").encoding, Encoding::Utf8, "{cut:x?}");
        }
        for whole in [&b"caf\xe9"[..], b"\xe9\xe9n caf\xe9", b"\xc3\xa9 \xe9 \xe8 \xeb"] {
            assert_eq!(decoded(whole).expect("text").encoding, Encoding::Windows1252, "{whole:x?}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(code(b"PK\x03\x04\x14\0\x06\0"), "file-is-spreadsheet");
        assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "file-is-spreadsheet");
        assert_eq!(code(b"%PDF-1.7"), "file-is-binary");
        assert_eq!(code(b"\x01\x02\x03\x04\x05\x06\x07abc"), "file-is-binary");
        assert_eq!(code(b"t\0i\0t\0e\0l\0"), "utf16-without-mark");
        assert_eq!(code(b"\0\0\0\0\0\0\0\0"), "file-is-binary");
        assert_eq!(code(b""), "file-empty");
        assert_eq!(code("\u{feff} \r\n".as_bytes()), "file-empty");
        assert_eq!(
            recognise(&decoded(b" <!doctype html>").expect("text")).expect_err("markup").code(),
            "file-is-markup"
        );
    }

    #[test]
    fn a_file_above_the_limit_is_refused_before_it_is_read_whole() {
        struct Untouchable;
        impl Read for Untouchable {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                panic!("a file of known length above the limit must not be read");
            }
        }
        let limit = 50 * 1024 * 1024;
        let problem = decode(Untouchable, Some(100 * 1024 * 1024), limit).expect_err("too large");
        assert_eq!(problem.to_string(), "Het bestand is groter dan 50 MiB. Splits het in kleinere bestanden.");
        let endless = std::io::repeat(b'a');
        assert_eq!(decode(endless, None, 1_000).expect_err("too large").code(), "file-too-large");
        assert!(decode(std::io::repeat(b'a').take(1_000), None, 1_000).is_ok());
    }

    #[test]
    fn an_error_while_reading_is_a_sentence() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("schijf weg"))
            }
        }
        let problem = decode(Broken, None, 10).expect_err("unreadable");
        assert_eq!(problem.code(), "file-unreadable");
        assert!(problem.to_string().starts_with("Het bestand is niet te lezen (schijf weg)."));
    }
}
