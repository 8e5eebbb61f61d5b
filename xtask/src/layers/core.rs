//! Where the world may be asked: the time at the top only, and nothing at all in the core.

use super::Report;
use super::tree::{Room, SourceFile, Tree};

/// The one file of the application that reads the clock.
const CLOCK_FILE: &str = "crates/app/src/clock.rs";
/// Programs for people at a terminal may show how long something takes.
const FREE: [&str; 2] = ["cli", "xtask"];
/// Types whose `now` is a clock.
const CLOCKS: [&str; 7] =
    ["SystemTime", "Instant", "Utc", "Local", "Zoned", "Timestamp", "OffsetDateTime"];

/// The crates that compute institutions.
const PURE: [&str; 2] = ["domain", "calendar"];
/// What they must not say, and what that is.
const WORLD: &[(&[&str], &str)] = &[
    (&["async", "fn"], "asynchronous code"),
    (&["async", "move"], "asynchronous code"),
    (&[".", "await"], "asynchronous code"),
    (&["std", "::", "fs"], "the file system"),
    (&["std", "::", "io"], "input and output"),
    (&["std", "::", "env"], "the environment"),
    (&["std", "::", "net"], "the network"),
    (&["std", "::", "process"], "processes"),
    (&["std", "::", "thread"], "threads"),
    (&["println", "!"], "the terminal"),
    (&["eprintln", "!"], "the terminal"),
    (&["HashMap"], "chance: its order changes from run to run, take BTreeMap"),
    (&["HashSet"], "chance: its order changes from run to run, take BTreeSet"),
];

/// Both rules over all shipped files.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    for file in tree.files.iter().filter(|file| file.room == Room::Shipped) {
        if !FREE.contains(&file.floor.as_str()) && !file.path.ends_with(CLOCK_FILE) {
            check_clock(file, report);
        }
        if PURE.contains(&file.floor.as_str()) {
            check_world(file, report);
        }
    }
}

fn check_clock(file: &SourceFile, report: &mut Report) {
    let clocks = CLOCKS.iter().map(|clock| [*clock, "::", "now"]);
    for words in clocks.chain([["UNIX_EPOCH", ".", "elapsed"]]) {
        for at in file.source.find(&words) {
            let message = format!(
                "这里读了时钟 / the clock is read here ({}): take the time as an argument; only \
                 {CLOCK_FILE} and the command line read it",
                words.concat()
            );
            file.refuse(report, file.source.tokens[at].line, message);
        }
    }
}

fn check_world(file: &SourceFile, report: &mut Report) {
    for (words, what) in WORLD {
        for at in file.source.find(words) {
            let message = format!(
                "{} 里不得有 / must not stand in {}: `{}` is {what}",
                file.floor,
                file.floor,
                words.join(" ")
            );
            file.refuse(report, file.source.tokens[at].line, message);
        }
    }
}
