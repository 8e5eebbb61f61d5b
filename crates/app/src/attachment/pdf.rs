//! PDF 文件. It is not taken apart: what it says of its making is overwritten where it stands open,
//! so that every offset in it still holds. What may be hidden in packed parts is said to the citizen
//! honestly. A PDF that runs something by itself is not taken.

use std::collections::BTreeSet;

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
/// What keeps parts of a document where they cannot be seen.
const PACKED: [&[u8]; 2] = [b"/ObjStm", b"/Encrypt"];
/// Longer than any name that is looked for.
const LONGEST: usize = 16;
/// How often a dictionary is named or changed in a document that somebody made to be read.
const MOST_NAMED: usize = 8;
/// No dictionary of its making is longer.
const LONGEST_OBJECT: usize = 1 << 16;
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
    let named = Named::within(sent);
    if named.is_active {
        return Err(FileRefused::Active);
    }
    let mut bytes = sent.to_vec();
    let is_open = blank_information(&mut bytes);
    let has_packet = blank_packets(&mut bytes);
    blank_photographs(&mut bytes);
    let is_clean = is_open && !named.is_packed && (has_packet || !named.has_metadata);
    Ok((bytes, if is_clean { Remains::Nothing } else { Remains::Perhaps }))
}

/// What the names in a document say of it.
#[derive(Default)]
struct Named {
    is_active: bool,
    is_packed: bool,
    has_metadata: bool,
}

impl Named {
    /// One pass over the document.
    fn within(bytes: &[u8]) -> Self {
        let mut named = Self::default();
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
            rest = rest.get(at..).unwrap_or_default();
            let (name, length) = name_at(rest);
            let name = name.get(..length).unwrap_or_default();
            named.is_active |= ACTIVE.contains(&name);
            named.is_packed |= PACKED.contains(&name);
            named.has_metadata |= name == b"/Metadata";
            rest = rest.get(1..).unwrap_or_default();
        }
        named
    }
}

/// The name that begins there with its length, its `#xx` read; of a longer one than any that is
/// looked for, nothing. `/JSX` is not `/JS`, and `/J#53` is.
fn name_at(bytes: &[u8]) -> ([u8; LONGEST], usize) {
    let mut name = [0; LONGEST];
    let mut length = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied().filter(|byte| at == 0 || !is_delimiter(*byte)) {
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'#').and_then(hex_byte);
        let Some(place) = name.get_mut(length) else { return (name, 0) };
        *place = escaped.unwrap_or(byte);
        length += 1;
        at += if escaped.is_some() { 3 } else { 1 };
    }
    (name, length)
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let mut byte = [0; 1];
    hex::decode_to_slice(digits, &mut byte).ok().map(|()| byte[0])
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0 || b"()<>[]{}/%".contains(&byte)
}

/// Overwrites the strings of the dictionaries that `/Info` names. Whether all of them stood open.
/// A document names one, or a few after being changed; of one that names more, nothing is promised.
fn blank_information(bytes: &mut [u8]) -> bool {
    let mut references = BTreeSet::new();
    let mut at = 0;
    while let Some(found) = find(bytes, b"/Info", at) {
        at = found + 5;
        references.extend(reference(bytes.get(at..).unwrap_or_default()));
    }
    let are_few = references.len() <= MOST_NAMED;
    references.into_iter().take(MOST_NAMED).all(|reference| blank_object(bytes, &reference))
        && are_few
}

/// Overwrites what an object tells, in all its versions. Whether it stands open.
fn blank_object(bytes: &mut [u8], reference: &str) -> bool {
    let head = format!("{reference} obj");
    let (mut versions, mut from) = (0, 0);
    while let Some(object) = find(bytes, head.as_bytes(), from) {
        from = object + head.len();
        let before = object.checked_sub(1).and_then(|before| bytes.get(before));
        if before.is_some_and(|byte| !is_delimiter(*byte)) {
            continue;
        }
        versions += 1;
        if versions > MOST_NAMED {
            return false;
        }
        let end = bytes.len().min(from + LONGEST_OBJECT);
        let close = bytes.get(from..end).and_then(|object| find(object, b"endobj", 0));
        let Some(close) = close else { return false };
        blank_strings(bytes, from, from + close);
    }
    versions > 0
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
        while let Some(found) = bytes.get(..end).and_then(|object| find(object, name, at)) {
            at = found + name.len();
            let value =
                (at..end).find(|at| bytes.get(*at).is_some_and(|b| !b.is_ascii_whitespace()));
            match value.and_then(|value| bytes.get(value).copied().map(|byte| (value, byte))) {
                Some((value, b'(')) => blank_literal(bytes, value + 1, end),
                Some((value, b'<')) => {
                    let close = bytes.get(..end).and_then(|object| find(object, b">", value));
                    let close = close.unwrap_or(end);
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

/// Overwrites open packets of metadata between their marks. Whether there was one.
fn blank_packets(bytes: &mut [u8]) -> bool {
    let mut at = 0;
    while let Some(begin) = find(bytes, b"<?xpacket begin", at) {
        let Some(close) = find(bytes, b"?>", begin) else { break };
        let Some(end) = find(bytes, b"<?xpacket end", close) else { break };
        fill(bytes, close + 2, end, b' ');
        at = end;
    }
    at > 0
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
