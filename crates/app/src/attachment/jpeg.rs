//! JPEG 照片. Segment by segment: what draws the picture stays byte for byte, what tells of place,
//! time and camera goes; whatever follows the end of the picture goes too.

use super::FileRefused;

/// A photograph without what it told.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COM: u8 = 0xfe;
/// The head of a JFIF segment without the small picture that may follow it.
const JFIF_HEAD: usize = 14;
const ORIENTATION: u16 = 0x0112;

pub(super) fn is_jpeg(sent: &[u8]) -> bool {
    sent.starts_with(&[0xff, SOI, 0xff])
}

/// One piece between markers.
struct Segment<'a> {
    marker: u8,
    /// What follows the length; nothing for markers that stand alone.
    payload: &'a [u8],
    /// Marker, length and payload as they stand.
    whole: &'a [u8],
    /// Of a scan: the picture's data up to the next marker.
    scan: &'a [u8],
}

/// Takes out what tells of place, time and camera; how the camera was held stays, else the picture
/// would lie on its side.
pub(super) fn clean(sent: &[u8]) -> Result<Cleaned, FileRefused> {
    let mut bytes = vec![0xff, SOI];
    let mut size: Option<(u32, u32)> = None;
    let mut has_scan = false;
    let mut has_orientation = false;
    let mut rest = sent.get(2..).ok_or(FileRefused::Damaged)?;
    loop {
        let (segment, after) = next(rest).ok_or(FileRefused::Damaged)?;
        rest = after;
        match segment.marker {
            EOI => break,
            SOI => return Err(FileRefused::Damaged),
            APP0 if segment.payload.starts_with(b"JFIF\0") => {
                bytes.extend_from_slice(&jfif(segment.payload).ok_or(FileRefused::Damaged)?);
            }
            APP1 => {
                let orientation = orientation(segment.payload).filter(|_| !has_orientation);
                if let Some(orientation) = orientation {
                    has_orientation = true;
                    bytes.extend_from_slice(&orientation_alone(orientation));
                }
            }
            APP2 if segment.payload.starts_with(b"ICC_PROFILE\0") => {
                bytes.extend_from_slice(segment.whole);
            }
            APP14 if segment.payload.starts_with(b"Adobe") => {
                bytes.extend_from_slice(segment.whole);
            }
            APP0..=APP15 | COM => {}
            marker => {
                if is_frame(marker) && size.is_none() {
                    size = Some(dimensions(segment.payload).ok_or(FileRefused::Damaged)?);
                }
                if marker == SOS {
                    has_scan = true;
                    if size.is_none() || segment.scan.is_empty() {
                        return Err(FileRefused::Damaged);
                    }
                }
                bytes.extend_from_slice(segment.whole);
                bytes.extend_from_slice(segment.scan);
            }
        }
    }
    bytes.extend_from_slice(&[0xff, EOI]);
    match size {
        Some((width, height)) if has_scan && width > 0 && height > 0 => {
            Ok(Cleaned { bytes, width, height })
        }
        Some(_) | None => Err(FileRefused::Damaged),
    }
}

/// The next segment and what follows it.
fn next(rest: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    let (&first, after) = rest.split_first()?;
    if first != 0xff {
        return None;
    }
    // Before a marker any number of ff may stand.
    let padding = after.iter().take_while(|byte| **byte == 0xff).count();
    let marker = *after.get(padding)?;
    let body = after.get(padding + 1..)?;
    if marker == SOI || marker == EOI || (0xd0..=0xd7).contains(&marker) || marker == 0x01 {
        let whole = after.get(padding..padding + 1)?;
        let _ = whole;
        let segment = Segment { marker, payload: &[], whole: &[], scan: &[] };
        return Some((segment, body));
    }
    if marker == 0x00 {
        return None;
    }
    let length = usize::from(u16::from_be_bytes(*body.first_chunk::<2>()?));
    let payload = body.get(2..length)?;
    let whole = rest.get(padding..padding + 2 + length)?;
    let after = body.get(length..)?;
    let scan_length = if marker == SOS { length_of_scan(after)? } else { 0 };
    let (scan, after) = after.split_at_checked(scan_length)?;
    Some((Segment { marker, payload, whole, scan }, after))
}

/// The picture's data end before the next marker that is neither a stuffed byte nor a restart.
fn length_of_scan(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = data.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        at += found;
        match *data.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// A frame: every SOF but the three markers that have its number and are none.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn dimensions(payload: &[u8]) -> Option<(u32, u32)> {
    let height = u16::from_be_bytes(*payload.get(1..3)?.first_chunk::<2>()?);
    let width = u16::from_be_bytes(*payload.get(3..5)?.first_chunk::<2>()?);
    Some((u32::from(width), u32::from(height)))
}

/// The head of JFIF, without the small picture in it.
fn jfif(payload: &[u8]) -> Option<Vec<u8>> {
    let mut head = payload.get(..JFIF_HEAD)?.to_vec();
    head[12] = 0;
    head[13] = 0;
    Some(segment_of(APP0, &head))
}

fn segment_of(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    let mut segment = vec![0xff, marker];
    segment.extend_from_slice(&length.to_be_bytes());
    segment.extend_from_slice(payload);
    segment
}

/// How the camera was held, 2 to 8; none where it was upright or nothing is said.
fn orientation(payload: &[u8]) -> Option<u16> {
    let tiff = payload.strip_prefix(b"Exif\0\0")?;
    let is_big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<4>()?;
        Some(if is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if short(at)? == ORIENTATION {
            return short(at + 8).filter(|value| (2..=8).contains(value));
        }
    }
    None
}

/// A segment that says how the camera was held, and nothing else.
fn orientation_alone(orientation: u16) -> Vec<u8> {
    let mut payload = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    payload.extend_from_slice(&ORIENTATION.to_be_bytes());
    payload.extend_from_slice(&[0, 3, 0, 0, 0, 1]);
    payload.extend_from_slice(&orientation.to_be_bytes());
    payload.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    segment_of(APP1, &payload)
}
