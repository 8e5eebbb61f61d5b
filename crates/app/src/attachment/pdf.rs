//! PDF 文件. It is not taken apart: what it says of its making is overwritten where it stands open,
//! so that every offset in it still holds. What may be hidden in packed parts is said to the citizen
//! honestly. A PDF that runs something by itself is not taken.

use super::{FileRefused, Remains};

/// How far from the end its last words may stand.
const TAIL: usize = 1_024;
/// What runs by itself, carries other files, or holds forms of its own kind.
const ACTIVE: [&[u8]; 8] = [
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/XFA",
    b"/SubmitForm",
    b"/ImportData",
];
/// What its making is told by, in the dictionary that `/Info` names.
const TOLD: [&[u8]; 8] = [
    b"/Author",
    b"/Creator",
    b"/Producer",
    b"/Title",
    b"/Subject",
    b"/Keywords",
    b"/CreationDate",
    b"/ModDate",
];

pub(super) fn is_pdf(sent: &[u8]) -> bool {
    sent.starts_with(b"%PDF-")
}

/// Overwrites what it says of its making, and says whether something may be left.
pub(super) fn clean(sent: &[u8]) -> Result<(Vec<u8>, Remains), FileRefused> {
    let end = rfind(sent, b"%%EOF").ok_or(FileRefused::Damaged)?;
    let trailer = sent.get(end + 5..).unwrap_or_default();
    // Behind its end stands nothing: a second file glued to it is not taken along.
    if trailer.len() > TAIL || !trailer.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
    {
        return Err(FileRefused::Damaged);
    }
    if find(sent, b"startxref", 0).is_none() {
        return Err(FileRefused::Damaged);
    }
    if ACTIVE.iter().any(|name| has_name(sent, name)) {
        return Err(FileRefused::Active);
    }
    let mut bytes = sent.to_vec();
    let is_open = blank_information(&mut bytes);
    blank_packets(&mut bytes);
    blank_photographs(&mut bytes);
    let is_packed = has_name(sent, b"/ObjStm") || has_name(sent, b"/Encrypt");
    let has_packed_packet = has_packed_metadata(sent);
    let remains = match is_open && !is_packed && !has_packed_packet {
        true => Remains::Nothing,
        false => Remains::Perhaps,
    };
    Ok((bytes, remains))
}

/// A name that ends where it ends: `/JS` is not `/JSX`. A name may be written with `#xx` for its
/// letters; one that is, is read as what it says.
fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(bytes, b"/", at) {
        if name_at(bytes, found).as_deref() == Some(name) {
            return true;
        }
        at = found + 1;
    }
    false
}

/// The name that stands there, its `#xx` read; none longer than any that is looked for.
fn name_at(bytes: &[u8], at: usize) -> Option<Vec<u8>> {
    let mut name = vec![*bytes.get(at)?];
    let mut at = at + 1;
    while name.len() <= 16 {
        let byte = match bytes.get(at).copied() {
            Some(byte) if !is_delimiter(byte) => byte,
            Some(_) | None => return Some(name),
        };
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'#').and_then(hex_byte);
        match escaped {
            Some(byte) => {
                name.push(byte);
                at += 3;
            }
            None => {
                name.push(byte);
                at += 1;
            }
        }
    }
    None
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let mut byte = [0; 1];
    hex::decode_to_slice(digits, &mut byte).ok().map(|()| byte[0])
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0 || b"()<>[]{}/%".contains(&byte)
}

/// Overwrites the strings of the dictionaries that `/Info` names. Whether all of them stood open.
fn blank_information(bytes: &mut [u8]) -> bool {
    let mut at = 0;
    let mut all_open = true;
    while let Some(found) = find(bytes, b"/Info", at) {
        at = found + 5;
        let Some(reference) = reference(bytes.get(at..).unwrap_or_default()) else { continue };
        let head = format!("{reference} obj");
        let mut stands_open = false;
        let mut from = 0;
        while let Some(object) = find(bytes, head.as_bytes(), from) {
            from = object + head.len();
            let is_whole = object == 0 || bytes.get(object - 1).is_some_and(|b| is_delimiter(*b));
            if is_whole {
                let end = find(bytes, b"endobj", from).unwrap_or(bytes.len());
                blank_strings(bytes, from, end);
                stands_open = true;
            }
        }
        all_open &= stands_open;
    }
    all_open
}

/// `12 0 R`, as `12 0`.
fn reference(rest: &[u8]) -> Option<String> {
    let text =
        std::str::from_utf8(rest.get(..rest.len().min(32))?.split(|b| !b.is_ascii()).next()?);
    let mut words = text.ok()?.split_ascii_whitespace();
    let (number, generation) = (words.next()?, words.next()?);
    let is_reference = words.next().is_some_and(|word| word.starts_with('R'));
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_good = is_reference && is_number(number) && is_number(generation);
    is_good.then(|| format!("{number} {generation}"))
}

/// Overwrites the strings that follow the names by which its making is told.
fn blank_strings(bytes: &mut [u8], from: usize, end: usize) {
    for name in TOLD {
        let mut at = from;
        while let Some(found) = find(bytes, name, at).filter(|found| *found < end) {
            at = found + name.len();
            let value =
                (at..end).find(|at| bytes.get(*at).is_some_and(|b| !b.is_ascii_whitespace()));
            match value.and_then(|value| bytes.get(value).copied().map(|byte| (value, byte))) {
                Some((value, b'(')) => blank_literal(bytes, value + 1, end),
                Some((value, b'<')) => {
                    let close = find(bytes, b">", value).unwrap_or(end).min(end);
                    fill(bytes, value + 1, close, b'0');
                }
                Some(_) | None => {}
            }
        }
    }
}

/// Overwrites a string in round brackets, which may hold balanced ones.
fn blank_literal(bytes: &mut [u8], from: usize, end: usize) {
    let (mut depth, mut at) = (1_u32, from);
    while at < end {
        match bytes.get(at).copied() {
            Some(b'\\') => at += 1,
            Some(b'(') => depth += 1,
            Some(b')') => depth -= 1,
            Some(_) => {}
            None => break,
        }
        if depth == 0 {
            break;
        }
        at += 1;
    }
    fill(bytes, from, at.min(end), b' ');
}

/// Overwrites open packets of metadata between their marks.
fn blank_packets(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(begin) = find(bytes, b"<?xpacket begin", at) {
        let body = find(bytes, b"?>", begin).map_or(bytes.len(), |close| close + 2);
        let end = find(bytes, b"<?xpacket end", body).unwrap_or(body);
        fill(bytes, body, end, b' ');
        at = end.max(begin + 1);
    }
}

/// Overwrites what photographs within the document tell of place, time and camera.
fn blank_photographs(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = find(bytes, b"Exif\0\0", at) {
        at = found + 6;
        let head = found.checked_sub(4).and_then(|head| bytes.get(head..found));
        let Some([0xff, 0xe1, high, low]) = head else { continue };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        fill(bytes, at, (found - 2).saturating_add(length), 0);
    }
}

/// A packet of metadata that is packed and cannot be seen.
fn has_packed_metadata(bytes: &[u8]) -> bool {
    has_name(bytes, b"/Metadata") && find(bytes, b"<?xpacket begin", 0).is_none()
}

fn fill(bytes: &mut [u8], from: usize, end: usize, with: u8) {
    let end = end.min(bytes.len());
    if let Some(part) = bytes.get_mut(from..end) {
        part.fill(with);
    }
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = (*wanted.first()?, bytes.get(from..)?);
    let mut at = 0;
    while let Some(found) = rest.get(at..)?.iter().position(|byte| *byte == first) {
        at += found;
        if rest.get(at..)?.starts_with(wanted) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let places = bytes.windows(wanted.len());
    places.into_iter().rposition(|place| place == wanted)
}
