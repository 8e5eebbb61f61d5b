//! 遮住证件号. Numbers that look like those of identity cards are taken out of what people write,
//! before it is kept.

/// Digits of an identity number, and of its old form.
const LENGTHS: [usize; 2] = [18, 15];

/// A text with every number that looks like one of an identity card replaced; none if there is no
/// such number in it.
pub fn mask_identity_numbers(text: &str, instead: &str) -> Option<String> {
    let groups = digit_groups(text);
    let mut masked = String::with_capacity(text.len());
    let (mut from, mut at) = (0, 0);
    while at < groups.len() {
        match identity_from(&groups, at) {
            Some(last) => {
                masked.push_str(text.get(from..groups[at].begin).unwrap_or_default());
                masked.push_str(instead);
                from = groups[last].end;
                at = last + 1;
            }
            None => at += 1,
        }
    }
    if from == 0 {
        return None;
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    Some(masked)
}

/// Digits without anything between them.
struct Group {
    /// The digits, plain, with a final X if it is directly followed by one.
    digits: String,
    /// Where it begins, in bytes.
    begin: usize,
    /// Where it ends.
    end: usize,
    /// Whether at most one joint stands between it and the group before.
    follows: bool,
}

fn digit_groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut joints: Option<usize> = None;
    while let Some((begin, sign)) = signs.next() {
        let Some(first) = plain_digit(sign) else {
            joints = joints.filter(|count| *count == 0 && is_joint(sign)).map(|count| count + 1);
            continue;
        };
        let mut group = Group {
            digits: first.to_string(),
            begin,
            end: begin + sign.len_utf8(),
            follows: joints.is_some(),
        };
        while let Some((place, sign)) = signs.peek().copied() {
            let is_last = matches!(sign, 'x' | 'X' | 'Ｘ' | 'ｘ');
            let Some(digit) = plain_digit(sign).or(is_last.then_some('X')) else { break };
            group.digits.push(digit);
            group.end = place + sign.len_utf8();
            signs.next();
            if is_last {
                break;
            }
        }
        joints = Some(0);
        groups.push(group);
    }
    groups
}

/// The group with which an identity number ends that begins with this one.
fn identity_from(groups: &[Group], first: usize) -> Option<usize> {
    let mut digits = String::new();
    for (at, group) in groups.iter().enumerate().skip(first) {
        if at > first && !group.follows {
            return None;
        }
        digits.push_str(&group.digits);
        if is_identity(&digits) {
            return Some(at);
        }
        if digits.len() > LENGTHS[0] {
            return None;
        }
    }
    None
}

fn plain_digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// One of these may stand between the parts of one number.
fn is_joint(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '－' | '–' | '—' | '\u{a0}' | '\u{3000}' | '.')
}

/// Eighteen places with a birth date within, or the fifteen of the old form.
fn is_identity(number: &str) -> bool {
    if !LENGTHS.contains(&number.len()) || number.starts_with('0') {
        return false;
    }
    let is_new = number.len() == LENGTHS[0];
    if !is_new && number.ends_with('X') {
        return false;
    }
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    let (year, month, day) = match is_new {
        true => (part(6..10), part(10..12), part(12..14)),
        false => (Some(1900), part(8..10), part(10..12)),
    };
    let within = |part: Option<u32>, range: std::ops::RangeInclusive<u32>| {
        part.is_some_and(|part| range.contains(&part))
    };
    within(year, 1850..=2099) && within(month, 1..=12) && within(day, 1..=31)
}
