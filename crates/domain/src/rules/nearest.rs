//! The known word that was probably meant.

/// The word of `known` that is nearest to `written`, if any is near enough to be a slip.
pub(super) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = written.chars().count();
    known
        .into_iter()
        .map(|word| (distance(written, word), word))
        .filter(|(distance, word)| *distance * 2 <= length.max(word.chars().count()))
        .min()
        .map(|(_, word)| word)
}

/// How many letters must be put in, taken out or changed to make `one` into `two`.
fn distance(one: &str, two: &str) -> usize {
    let one: Vec<char> = one.chars().take(64).collect();
    let two: Vec<char> = two.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (down, left) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = down + 1;
        for (across, above) in two.iter().enumerate() {
            let changed = corner + usize::from(left != above);
            corner = row[across + 1];
            row[across + 1] = changed.min(corner + 1).min(row[across] + 1);
        }
    }
    row[two.len()]
}
