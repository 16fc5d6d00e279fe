//! Files as telephones and people with bad intentions send them.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// A photo as a telephone makes it: red on the left and blue on the right, turned by what it says of itself (EXIF), with where it was
/// taken.
pub(in super::super) fn jpeg_of_telephone(width: u32, height: u32) -> Vec<u8> {
    let photo =
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([230, 20, 20]) } else { Rgb([20, 20, 230]) });
    let mut plain = Cursor::new(Vec::new());
    JpegEncoder::new(&mut plain).encode_image(&photo).expect("a picture");
    let plain = plain.into_inner();
    // TIFF, big endian: one directory with the orientation 6, "turn it right", and a text.
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend_from_slice(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    tiff.extend_from_slice(b"\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26\0\0\0\0");
    tiff.extend_from_slice(b"GPS Dorpsstraat\0<script>PK");
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend_from_slice(&tiff);
    let length = u16::try_from(segment.len() + 2).expect("short").to_be_bytes();
    let mut file = plain[..2].to_vec();
    file.extend_from_slice(&[0xff, 0xe1]);
    file.extend_from_slice(&length);
    file.extend_from_slice(&segment);
    file.extend_from_slice(&plain[2..]);
    file
}

/// The beginning of a PNG that says that it is so large, and hardly anything more.
pub(in super::super) fn png_with_header(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], content: &[u8]| {
        file.extend_from_slice(&u32::try_from(content.len()).expect("short").to_be_bytes());
        let mut checked = kind.to_vec();
        checked.extend_from_slice(content);
        file.extend_from_slice(&checked);
        let mut crc = flate2::Crc::new();
        crc.update(&checked);
        file.extend_from_slice(&crc.sum().to_be_bytes());
    };
    let mut head = width.to_be_bytes().to_vec();
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    chunk(b"IHDR", &head);
    chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
    chunk(b"IEND", &[]);
    file
}
