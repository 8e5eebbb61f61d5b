//! 电话. Numbers as people write them: with +86, spaces, dashes, full-width digits; a mobile or a
//! landline with its area code.

/// Digits of a mobile number.
const MOBILE: usize = 11;
/// Digits of a landline with its area code, from and to.
const LANDLINE: std::ops::RangeInclusive<usize> = 10..=12;

/// Why a number was not understood.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum NotAPhone {
    /// A mobile number with so many digits.
    Length(usize),
    /// Neither a mobile number nor a landline with its area code.
    Form,
}

/// The digits of a number; none if nothing was written.
pub(crate) fn read(written: &str) -> Result<Option<String>, NotAPhone> {
    let mut kept = String::new();
    for sign in written.trim().chars() {
        match narrow(sign) {
            digit @ '0'..='9' => kept.push(digit),
            '+' if kept.is_empty() => kept.push('+'),
            ' ' | '-' | '(' | ')' | '.' | '\u{3000}' | '\u{a0}' | '–' | '—' | '－' => {}
            _ => return Err(NotAPhone::Form),
        }
    }
    if kept.is_empty() {
        return if written.trim().is_empty() { Ok(None) } else { Err(NotAPhone::Form) };
    }
    let digits = kept.strip_prefix("+86").or_else(|| kept.strip_prefix("0086"));
    let digits = digits.unwrap_or(&kept);
    let bare = digits.strip_prefix("86").filter(|rest| rest.starts_with('1'));
    let digits = bare.filter(|rest| rest.len() == MOBILE).unwrap_or(digits);
    if digits.starts_with('1') {
        let length = digits.len();
        return if length == MOBILE {
            Ok(Some(digits.to_owned()))
        } else {
            Err(NotAPhone::Length(length))
        };
    }
    let is_landline = digits.starts_with('0') && LANDLINE.contains(&digits.len());
    if is_landline { Ok(Some(digits.to_owned())) } else { Err(NotAPhone::Form) }
}

/// Full-width forms as their plain ones.
fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}
