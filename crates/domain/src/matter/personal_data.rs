//! 个人信息检查. What must not stand in a published text: telephone, identity and card numbers.
//!
//! Digits are read through spaces, dashes and full-width forms; runs of other lengths (years,
//! document numbers, amounts) are left alone.

/// The kinds of personal data that a text seems to hold, in words; never the data.
pub fn personal_data_in(text: &str) -> Vec<&'static str> {
    let mut kinds: Vec<&'static str> = Vec::new();
    for run in digit_runs(text) {
        if let Some(kind) = kind_of(&run)
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    kinds
}

/// Runs of digits, each with a final X if it is directly followed by one.
fn digit_runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut gap = false;
    for sign in text.chars() {
        let digit = plain_digit(sign);
        if let Some(digit) = digit {
            run.push(digit);
            gap = false;
        } else if !run.is_empty() && !gap && is_joint(sign) {
            gap = true;
        } else {
            if !run.is_empty() && !gap && matches!(sign, 'x' | 'X' | 'Ｘ' | 'ｘ') {
                run.push('X');
            }
            take(&mut run, &mut runs);
            gap = false;
        }
    }
    take(&mut run, &mut runs);
    runs
}

fn take(run: &mut String, runs: &mut Vec<String>) {
    if !run.is_empty() {
        runs.push(std::mem::take(run));
    }
}

fn plain_digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// One of these may stand between the groups of one number.
fn is_joint(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '－' | '–' | '—' | '\u{a0}' | '\u{3000}' | '.')
}

fn kind_of(run: &str) -> Option<&'static str> {
    let number = run.strip_prefix("86").filter(|rest| is_mobile(rest)).unwrap_or(run);
    if is_mobile(number) {
        Some("手机号")
    } else if is_identity(number) {
        Some("身份证号")
    } else if is_card(number) {
        Some("银行卡号")
    } else if is_land_line(number) {
        Some("电话号码")
    } else {
        None
    }
}

fn is_mobile(run: &str) -> bool {
    run.len() == 11 && run.starts_with('1') && !matches!(run.as_bytes().get(1), Some(b'0'..=b'2'))
}

/// Eighteen places with a birth date within, or the fifteen of the old form.
fn is_identity(run: &str) -> bool {
    let birth = match run.len() {
        18 => run.get(6..14),
        15 => run.get(6..12),
        _ => None,
    };
    let Some(birth) = birth else {
        return false;
    };
    let (month, day) = match birth.len() {
        8 => (birth.get(4..6), birth.get(6..8)),
        _ => (birth.get(2..4), birth.get(4..6)),
    };
    let within = |part: Option<&str>, last: u32| {
        part.and_then(|part| part.parse::<u32>().ok())
            .is_some_and(|part| (1..=last).contains(&part))
    };
    within(month, 12) && within(day, 31)
}

/// Sixteen to nineteen digits whose check digit is right.
fn is_card(run: &str) -> bool {
    if !(16..=19).contains(&run.len()) || run.ends_with('X') {
        return false;
    }
    let doubled = |digit: u32| if digit * 2 > 9 { digit * 2 - 9 } else { digit * 2 };
    let digits = run.chars().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { doubled(digit) } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// An area code with a number of seven or eight digits. A published contact is written with the
/// office's name and without area code, or as a service number.
fn is_land_line(run: &str) -> bool {
    run.starts_with('0') && (10..=12).contains(&run.len())
}
