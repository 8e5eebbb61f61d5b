//! What holds for all rule files: the order of files does not matter, no text brings the reader
//! down, every fault has a place and a remedy, and of a rulebook without fault the limits agree.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::{shipped_files, small_files};
use proptest::prelude::*;
use xiaoneng_domain::rules::{RuleFile, Rules};

/// Reads, and looks at what came out.
fn read(files: &[RuleFile]) {
    match Rules::read(files) {
        Ok(rules) => holds(&rules),
        Err(faults) => {
            assert!(!faults.is_empty(), "a refusal names its faults");
            for fault in faults {
                assert!(!fault.wrong.is_empty() && !fault.right.is_empty(), "{fault}");
                let known = files.iter().find(|file| file.path == fault.file);
                let lines = known.map_or(0, |file| file.text.split('\n').count());
                assert!(fault.line <= lines, "line {} of {lines}: {fault}", fault.line);
                let is_of_a_line = known.is_some_and(|_| fault.line > 0);
                let is_of_the_folder = known.is_none() && fault.line == 0;
                assert!(is_of_a_line || is_of_the_folder, "{fault}");
            }
        }
    }
}

/// Invariant 5: promised ≤ statutory, the sum of the steps ≤ promised.
fn holds(rules: &Rules) {
    for (_, book) in rules.editions() {
        for matter_type in book.matter_types.values() {
            let promised = matter_type.promised.limit;
            if let Some(statutory) = &matter_type.statutory {
                assert_eq!(statutory.limit.unit, promised.unit, "{}", matter_type.code);
                assert!(promised.amount <= statutory.limit.amount, "{}", matter_type.code);
            }
            let sum: u32 = matter_type.steps.iter().map(|step| step.limit.amount).sum();
            assert!(sum <= promised.amount, "{}", matter_type.code);
            assert!(matter_type.steps.iter().all(|step| step.limit.unit == promised.unit));
            for code in &matter_type.suspensions {
                assert!(book.suspensions.contains_key(code), "{code}");
            }
        }
        assert_eq!(book.first_contact.duties.len(), 12);
    }
}

fn put(files: &[RuleFile], which: usize, text: String) -> Vec<RuleFile> {
    let mut files = files.to_vec();
    let at = which % files.len();
    files[at].text = text;
    files
}

/// A place in a text that does not cut a letter.
fn place(text: &str, at: usize) -> usize {
    let mut at = at % (text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Values of every type, most of them wrong wherever they stand.
const VALUES: [&str; 22] = [
    "0",
    "-1",
    "1.5",
    "true",
    "\"\"",
    "\"x\"",
    "[]",
    "{}",
    "[[]]",
    "2026-02-28",
    "08:30:00",
    "9223372036854775808",
    "0xff",
    "nan",
    "\"999999 working days\"",
    "\"-1 hours\"",
    "\"0000-01-01\"",
    "9999-12-31",
    "2026-02-28T08:00:00+08:00",
    "[1, \"a\", {}]",
    "{ limit = \"1 month\", source = \"约定\", from = 2020-01-01 }",
    "'''\n'''",
];

#[test]
fn the_shipped_rules_agree_with_themselves() {
    holds(&Rules::read(&shipped_files()).expect("no fault"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_files_does_not_matter(order in Just(small_files()).prop_shuffle()) {
        let (one, two) = (Rules::read(&order), Rules::read(&small_files()));
        let (one, two) = (one.expect("no fault"), two.expect("no fault"));
        prop_assert_eq!(one.digest(), two.digest());
        prop_assert!(one.editions().eq(two.editions()));
        prop_assert_eq!(one.calendar(), two.calendar());
    }

    #[test]
    fn the_order_of_files_does_not_matter_to_faults(
        order in Just(small_files()).prop_shuffle(),
        which in any::<usize>(),
        at in any::<usize>(),
    ) {
        let sorted = small_files();
        let broken = &sorted[which % sorted.len()];
        let cut = broken.text[..place(&broken.text, at)].to_owned();
        let break_it = |files: &[RuleFile]| -> Vec<RuleFile> {
            let break_one = |file: &RuleFile| {
                let is_it = file.path == broken.path;
                let text = if is_it { cut.clone() } else { file.text.clone() };
                RuleFile { path: file.path.clone(), text }
            };
            files.iter().map(break_one).collect()
        };
        let (one, two) = (Rules::read(&break_it(&order)), Rules::read(&break_it(&sorted)));
        prop_assert_eq!(one.err(), two.err());
    }

    #[test]
    fn random_bytes_bring_nothing_down(
        which in any::<usize>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        match RuleFile::from_bytes("national/random.toml", &bytes) {
            Ok(file) => read(&put(&small_files(), which, file.text)),
            Err(fault) => prop_assert!(!fault.right.is_empty()),
        }
    }

    #[test]
    fn random_text_brings_nothing_down(
        which in any::<usize>(),
        text in "[\\[\\]{}=\"a-z0-9 ,.\n年-]{0,200}",
    ) {
        read(&put(&small_files(), which, text));
    }

    #[test]
    fn a_value_put_for_another_brings_nothing_down(
        which in any::<usize>(),
        line in any::<usize>(),
        value in prop::sample::select(VALUES.to_vec()),
    ) {
        let files = small_files();
        let file = &files[which % files.len()];
        let mut lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
        let at = line % lines.len();
        if let Some((key, _)) = lines[at].clone().split_once('=') {
            lines[at] = format!("{key}= {value}");
        }
        read(&put(&files, which, lines.join("\n")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_shipped_file_cut_or_mixed_with_another_brings_nothing_down(
        which in any::<usize>(),
        from in any::<usize>(),
        to in any::<usize>(),
        into in any::<usize>(),
        at in any::<usize>(),
    ) {
        let files = shipped_files();
        let text = &files[which % files.len()].text;
        let (one, two) = (place(text, from), place(text, to));
        let (one, two) = (one.min(two), one.max(two));
        let target = &files[into % files.len()].text;
        let (before, after) = target.split_at(place(target, at));
        read(&put(&files, into, format!("{before}{}{after}", &text[one..two])));
        read(&put(&files, which, format!("{}{}", &text[..one], &text[two..])));
    }
}
