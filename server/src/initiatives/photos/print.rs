//! From a file that somebody sends to the prints that are kept.
//!
//! What the file says of itself is not believed: what it is, is read from its first bytes, and how large it becomes is known before it
//! is unpacked.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use uuid::Uuid;

/// The most points that a photo may have: what a good telephone makes, and 120 MB unpacked.
const MOST_POINTS: u64 = 40_000_000;

/// The most memory that unpacking may take, in bytes: four bytes for each point, and what a reader needs beside them.
const MOST_MEMORY: u64 = 200_000_000;

/// A photo with a shorter side than this shows nothing, in pixels.
const LEAST_SIDE: u32 = 200;

/// The longest side of the large print, in pixels: as wide as the column of text on a screen with double points.
const LARGE: u32 = 1_280;

/// The longest side of the small one: a telephone.
const SMALL: u32 = 480;

/// The quality of JPEG at which people see no difference.
const QUALITY: u8 = 82;

/// A photo as it is kept: JPEG in two sizes.
#[derive(Clone, Debug)]
pub(crate) struct Prints {
    /// Its number.
    pub(crate) id: String,
    /// Of the large one, in pixels.
    pub(crate) width: u32,
    /// See `width`.
    pub(crate) height: u32,
    pub(super) small: Vec<u8>,
    pub(super) large: Vec<u8>,
}

/// Why a file is no photo that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoPhoto {
    /// It is something else, whatever it is called.
    #[error("it is not JPEG, PNG or WebP")]
    OtherKind,
    /// It begins like a photo and does not go on as one.
    #[error("it is broken")]
    Broken,
    /// It is more than can be unpacked.
    #[error("it has too many points")]
    TooManyPoints,
    /// It is too small to see anything.
    #[error("it is too small")]
    TooSmall,
}

/// Makes the prints of a file. Takes up to two seconds of a processor: not for a thread that serves.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn prints(file: &[u8]) -> Result<Prints, NoPhoto> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| NoPhoto::Broken)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(NoPhoto::OtherKind);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| cause(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_POINTS {
        return Err(NoPhoto::TooManyPoints);
    }
    if width.min(height) < LEAST_SIDE {
        return Err(NoPhoto::TooSmall);
    }
    // What it says of how the telephone was held is all that is used of what it says of itself.
    let turned = decoder.orientation().map_err(|error| cause(&error))?;
    let mut photo = DynamicImage::from_decoder(decoder).map_err(|error| cause(&error))?;
    photo.apply_orientation(turned);
    let large = on_white(within(photo, LARGE));
    let small = within(DynamicImage::ImageRgb8(large.clone()), SMALL).into_rgb8();
    Ok(Prints {
        id: Uuid::new_v4().simple().to_string(),
        width: large.width(),
        height: large.height(),
        small: jpeg(&small)?,
        large: jpeg(&large)?,
    })
}

fn cause(error: &ImageError) -> NoPhoto {
    match error {
        ImageError::Limits(_) => NoPhoto::TooManyPoints,
        ImageError::Unsupported(_) => NoPhoto::OtherKind,
        _ => NoPhoto::Broken,
    }
}

/// Makes a photo fit, when it does not.
fn within(photo: DynamicImage, side: u32) -> DynamicImage {
    match photo.width().max(photo.height()) {
        longest if longest <= side => photo,
        // The careful way takes 16 bytes for every point of a line: of a very large photo first the quick one.
        longest if longest > 4 * side => within(photo.thumbnail(2 * side, 2 * side), side),
        _ => photo.resize(side, side, FilterType::CatmullRom),
    }
}

/// JPEG has no transparency: what shines through is white, as the page is.
fn on_white(photo: DynamicImage) -> RgbImage {
    if !photo.color().has_alpha() {
        return photo.into_rgb8();
    }
    let photo = photo.into_rgba8();
    RgbImage::from_fn(photo.width(), photo.height(), |x, y| {
        let [red, green, blue, alpha] = photo.get_pixel(x, y).0;
        let mixed = |channel: u8| {
            let (channel, alpha) = (u16::from(channel), u16::from(alpha));
            u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([red, green, blue].map(mixed))
    })
}

fn jpeg(photo: &RgbImage) -> Result<Vec<u8>, NoPhoto> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(photo).map_err(|error| cause(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::super::testing::{jpeg_of_telephone, png_with_header};
    use super::*;

    fn png(photo: DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        photo.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    }

    fn kept(bytes: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).expect("JPEG").into_rgb8()
    }

    #[test]
    fn nothing_of_the_file_lives_on_but_what_can_be_seen_and_it_stands_upright() {
        let sent = jpeg_of_telephone(1_600, 900);
        assert!(sent.windows(4).any(|part| part == b"Exif") && sent.windows(11).any(|part| part == b"Dorpsstraat"));
        let made = prints(&sent).expect("a photo");
        assert_eq!((made.width, made.height), (720, 1_280), "the telephone was held upright");
        for print in [&made.small, &made.large] {
            for word in [&b"Exif"[..], b"GPS", b"Dorpsstraat", b"<script>", b"PK"] {
                assert!(!print.windows(word.len()).any(|part| part == word), "{word:?}");
            }
        }
        // Red was on the left of the file; turned right, that is above.
        let large = kept(&made.large);
        assert!(large.get_pixel(360, 100).0[0] > 200 && large.get_pixel(360, 1_200).0[2] > 200);
        assert_eq!(kept(&made.small).dimensions(), (270, 480));
    }

    #[test]
    fn what_shines_through_becomes_white_and_a_small_photo_stays_as_large_as_it_is() {
        let mut photo = RgbaImage::from_pixel(300, 240, Rgba([0, 0, 0, 0]));
        (0..150).for_each(|x| (0..240).for_each(|y| photo.put_pixel(x, y, Rgba([10, 20, 200, 255]))));
        let made = prints(&png(DynamicImage::ImageRgba8(photo))).expect("a photo");
        assert_eq!((made.width, made.height), (300, 240));
        let large = kept(&made.large);
        assert!(large.get_pixel(290, 10).0.iter().all(|&channel| channel > 250));
        assert!(large.get_pixel(10, 10).0[2] > 180);
    }

    #[test]
    fn a_file_is_what_its_bytes_are_and_not_what_it_is_called() {
        let svg =
            br#"<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><script>alert(1)</script></svg>"#;
        let gif = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;<script>alert(1)</script>";
        for file in [&svg[..], gif, b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"", b"\0"] {
            assert_eq!(prints(file).map(|made| made.id), Err(NoPhoto::OtherKind), "{file:?}");
        }
        // Two things at once: a photo for one reader, a page or an archive for another. Only the photo is left.
        let mut polyglot = jpeg_of_telephone(400, 300);
        polyglot.extend_from_slice(b"<html><script>alert(1)</script>PK\x03\x04");
        let made = prints(&polyglot).expect("a photo");
        assert!(!made.large.windows(8).any(|part| part == b"<script>"));
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_fits_is_refused_before_it_is_unpacked() {
        for (width, height) in [(60_000, 60_000), (20_000, 2_001), (u32::MAX >> 1, 1)] {
            let bomb = png_with_header(width, height);
            assert!(bomb.len() < 200);
            assert_eq!(prints(&bomb).map(|made| made.id), Err(NoPhoto::TooManyPoints), "{width} x {height}");
        }
        assert_eq!(prints(&png_with_header(199, 4_000)).map(|made| made.id), Err(NoPhoto::TooSmall));
    }

    #[test]
    fn half_a_photo_is_broken() {
        let photo = png(DynamicImage::ImageRgb8(RgbImage::from_fn(300, 300, |x, y| {
            Rgb([x, y, x * y].map(|channel| channel.to_le_bytes()[0]))
        })));
        assert_eq!(prints(&photo[..photo.len() / 2]).map(|made| made.id), Err(NoPhoto::Broken));
        assert_eq!(prints(&photo[..40]).map(|made| made.id), Err(NoPhoto::Broken));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_file_whatever_breaks_the_reader(at in 0usize..4_000, byte: u8, cut in 0usize..4_000, kind in 0usize..2) {
            let mut file = if kind == 0 {
                jpeg_of_telephone(240, 220)
            } else {
                png(DynamicImage::ImageRgb8(RgbImage::new(220, 240)))
            };
            let (at, cut) = (at % file.len(), file.len() - cut % file.len());
            file[at] = byte;
            let _ = prints(&file[..cut]);
        }
    }
}
