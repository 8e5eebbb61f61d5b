//! 改动. Two texts line by line: what went, what came, with a little around it.

/// How many lines that are the same stand around a change.
const AROUND: usize = 2;

/// A stretch of lines that belong together.
pub(super) struct Hunk {
    /// Where it begins in the text as it would be.
    pub(super) line: usize,
    /// Its lines.
    pub(super) lines: Vec<ChangedLine>,
}

/// A line with how it changes.
pub(super) struct ChangedLine {
    /// `in`, `out`, or empty where it stays.
    pub(super) kind: &'static str,
    /// `+`, `-` or a space.
    pub(super) mark: &'static str,
    /// The text.
    pub(super) text: String,
}

/// The changes from one text to the other.
pub(super) fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let middle = steps(&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let mut all: Vec<(&'static str, &str)> = new[..head].iter().map(|text| ("", *text)).collect();
    all.extend(middle);
    all.extend(new[new.len() - tail..].iter().map(|text| ("", *text)));
    gathered(&all)
}

/// The shortest way from one to the other, by the longest common lines.
fn steps<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(&'static str, &'a str)> {
    let width = new.len() + 1;
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            steps.push(("", old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            steps.push(("out", old[i]));
            i += 1;
        } else {
            steps.push(("in", new[j]));
            j += 1;
        }
    }
    steps
}

/// Only what changes, with a few lines around it.
fn gathered(all: &[(&'static str, &str)]) -> Vec<Hunk> {
    let changes = |at: usize| all.get(at).is_some_and(|(kind, _)| !kind.is_empty());
    let is_near = |at: usize| (at.saturating_sub(AROUND)..=at + AROUND).any(changes);
    let (mut hunks, mut line, mut is_open): (Vec<Hunk>, usize, bool) = (Vec::new(), 1, false);
    for (at, (kind, text)) in all.iter().enumerate() {
        if is_near(at) {
            if !is_open {
                hunks.push(Hunk { line, lines: Vec::new() });
                is_open = true;
            }
            let mark = match *kind {
                "in" => "+",
                "out" => "-",
                _ => " ",
            };
            if let Some(hunk) = hunks.last_mut() {
                hunk.lines.push(ChangedLine { kind, mark, text: (*text).to_owned() });
            }
        } else {
            is_open = false;
        }
        line += usize::from(*kind != "out");
    }
    hunks
}
