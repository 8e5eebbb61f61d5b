//! 最像的单位. Whoever types “实小” means 实验小学.

/// The name nearest to what was typed, if one is near and no other as near.
pub(super) fn nearest<'a, T>(
    typed: &str,
    names: impl Iterator<Item = (&'a str, T)>,
) -> Option<(&'a str, T)> {
    let typed: Vec<char> = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    if typed.len() < 2 {
        return None;
    }
    let mut best: Option<(u32, &str, T)> = None;
    let mut is_tied = false;
    for (name, what) in names {
        let near = nearness(&typed, &name.chars().collect::<Vec<char>>());
        let best_yet = best.as_ref().map_or(0, |(near, _, _)| *near);
        if near > best_yet {
            (best, is_tied) = (Some((near, name, what)), false);
        } else if near == best_yet {
            is_tied = true;
        }
    }
    best.filter(|(near, _, _)| *near >= NEAR && !is_tied).map(|(_, name, what)| (name, what))
}

/// In thousandths: below this nothing is proposed.
const NEAR: u32 = 400;

/// In thousandths. A short form keeps the order of its signs and the first of them; else it is the
/// part of the signs that both have in the same order.
fn nearness(typed: &[char], name: &[char]) -> u32 {
    if typed.is_empty() || name.is_empty() {
        return 0;
    }
    let common = u32::try_from(common(typed, name)).unwrap_or(0);
    let (short, long) = (length(typed.len().min(name.len())), length(typed.len().max(name.len())));
    let share = common * 1000 / long;
    let is_short_form = common == short && common >= 2;
    let begins_alike = typed.first() == name.first();
    match (is_short_form, begins_alike) {
        (true, true) => 600 + share * 4 / 10,
        (true, false) => 450 + share * 4 / 10,
        (false, _) => share,
    }
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).max(1)
}

/// How many signs both have in the same order.
fn common(one: &[char], other: &[char]) -> usize {
    let mut above = vec![0; other.len() + 1];
    for left in one {
        let mut diagonal = 0;
        for (at, right) in other.iter().enumerate() {
            let here = if left == right { diagonal + 1 } else { above[at + 1].max(above[at]) };
            diagonal = std::mem::replace(&mut above[at + 1], here);
        }
    }
    above[other.len()]
}
