//! PNG 图片. Chunk by chunk: what draws the picture stays byte for byte, texts, times and camera data
//! go; whatever follows the end goes too.

use super::FileRefused;

/// A picture without what it told.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that change how the picture looks.
const DRAWING: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"mDCv", b"cLLi", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT",
];

pub(super) fn is_png(sent: &[u8]) -> bool {
    sent.starts_with(SIGNATURE)
}

/// Takes out texts, times, camera data and whatever nobody knows.
pub(super) fn clean(sent: &[u8]) -> Result<Cleaned, FileRefused> {
    let mut bytes = SIGNATURE.to_vec();
    let mut rest = sent.strip_prefix(SIGNATURE).ok_or(FileRefused::Damaged)?;
    let mut size: Option<(u32, u32)> = None;
    let mut has_picture = false;
    loop {
        let (chunk, after) = next(rest).ok_or(FileRefused::Damaged)?;
        rest = after;
        if size.is_none() {
            size = Some(dimensions(&chunk).ok_or(FileRefused::Damaged)?);
        } else if chunk.name == b"IHDR" {
            return Err(FileRefused::Damaged);
        }
        has_picture |= chunk.name == b"IDAT" && !chunk.content.is_empty();
        // A capital begins the name of what must be understood.
        let is_known = DRAWING.contains(&chunk.name);
        if !is_known && chunk.name[0].is_ascii_uppercase() {
            return Err(FileRefused::Damaged);
        }
        if is_known {
            bytes.extend_from_slice(chunk.whole);
        }
        if chunk.name == b"IEND" {
            break;
        }
    }
    match size {
        Some((width, height)) if has_picture && width > 0 && height > 0 => {
            Ok(Cleaned { bytes, width, height })
        }
        Some(_) | None => Err(FileRefused::Damaged),
    }
}

struct Chunk<'a> {
    name: &'a [u8; 4],
    content: &'a [u8],
    whole: &'a [u8],
}

/// The next chunk, whole and with its right sum, and what follows it.
fn next(rest: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk::<4>()?)).ok()?;
    let end = length.checked_add(8)?;
    let name = rest.get(4..8)?.first_chunk::<4>()?;
    let content = rest.get(8..end)?;
    let sum = u32::from_be_bytes(*rest.get(end..)?.first_chunk::<4>()?);
    if !name.iter().all(u8::is_ascii_alphabetic) || sum != crc(rest.get(4..end)?) {
        return None;
    }
    let (whole, after) = rest.split_at_checked(end + 4)?;
    Some((Chunk { name, content, whole }, after))
}

fn dimensions(chunk: &Chunk<'_>) -> Option<(u32, u32)> {
    if chunk.name != b"IHDR" || chunk.content.len() != 13 {
        return None;
    }
    let width = u32::from_be_bytes(*chunk.content.first_chunk::<4>()?);
    let height = u32::from_be_bytes(*chunk.content.get(4..)?.first_chunk::<4>()?);
    Some((width, height))
}

/// CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 256] = steps();
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        let at = usize::from(sum.to_le_bytes()[0] ^ byte);
        STEPS[at & 0xff] ^ (sum >> 8)
    });
    !sum
}

const fn steps() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut value = at as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        table[at] = value;
        at += 1;
    }
    table
}
