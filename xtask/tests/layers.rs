//! The layering check finds what it should, on small made-up checkouts, and lets the rest stand.

#![allow(clippy::unwrap_used, reason = "a test may stop where its own made-up tree is wrong")]

use std::fs;
use std::path::PathBuf;

use xtask::layers::{Report, arrows, check};

/// A made-up checkout with an empty crate for each floor.
struct Checkout {
    root: PathBuf,
}

impl Checkout {
    fn new(name: &str) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("layers").join(name);
        let _ = fs::remove_dir_all(&root);
        let checkout = Self { root };
        checkout.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\", \"xtask\"]\n");
        for floor in ["calendar", "domain", "store", "app", "server", "cli"] {
            checkout.write(&format!("crates/{floor}/Cargo.toml"), &manifest(floor, ""));
            checkout.write(&format!("crates/{floor}/src/lib.rs"), "//! A floor.\n");
        }
        checkout.write("xtask/Cargo.toml", "[package]\nname = \"xtask\"\n");
        checkout
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn with(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    fn with_dependencies(self, floor: &str, lines: &str) -> Self {
        let text = manifest(floor, &format!("[dependencies]\n{lines}"));
        self.with(&format!("crates/{floor}/Cargo.toml"), &text)
    }

    fn report(&self) -> Report {
        check(&self.root).unwrap()
    }

    /// `path:line` of each error.
    fn errors(&self) -> Vec<String> {
        let report = self.report();
        report.errors.iter().map(|one| format!("{}:{}", one.path.display(), one.line)).collect()
    }

    fn message(&self) -> String {
        let errors = self.report().errors;
        assert_eq!(errors.len(), 1, "{errors:?}");
        errors[0].message.clone()
    }
}

fn manifest(floor: &str, rest: &str) -> String {
    format!("[package]\nname = \"xiaoneng-{floor}\"\n\n{rest}")
}

const NOTHING: [&str; 0] = [];

#[test]
fn floors_that_keep_their_places_pass() {
    let checkout = Checkout::new("keep")
        .with_dependencies("domain", "xiaoneng-calendar.workspace = true\nserde = \"1\"\n")
        .with_dependencies("cli", "xiaoneng-app = { path = \"../app\" }\n")
        .with(
            "xtask/Cargo.toml",
            "[package]\nname = \"xtask\"\n[dependencies]\nxiaoneng-store = \"0.1\"\n",
        );
    let report = checkout.report();
    assert_eq!(report.errors, []);
    assert_eq!(report.warnings, []);
    assert_eq!(report.files, 6);
}

/// architecture 2: "domain -> calendar … Allowed arrows; nothing else".
#[test]
fn an_arrow_upwards_is_found_at_its_line() {
    let checkout = Checkout::new("up").with(
        "crates/domain/Cargo.toml",
        &manifest("domain", "[dependencies]\nserde = \"1\"\nxiaoneng-store.workspace = true\n"),
    );
    assert_eq!(checkout.errors(), ["crates/domain/Cargo.toml:6"]);
    let message = checkout.message();
    assert!(message.contains("domain → store"), "{message}");
    assert!(message.contains("domain may depend on calendar only"), "{message}");
}

#[test]
fn an_arrow_is_found_however_it_is_written() {
    let ways = [
        (
            "inline",
            "[dependencies]\nbelow = { path = \"../store\", package = \"xiaoneng-store\" }\n",
            5,
        ),
        ("section", "[dependencies.xiaoneng-store]\npath = \"../store\"\n", 4),
        ("renamed", "[dependencies.below]\npath = \"../store\"\npackage = \"xiaoneng-store\"\n", 4),
        ("target", "[target.'cfg(unix)'.dependencies]\nxiaoneng-store = \"0.1\"\n", 5),
        ("build", "[build-dependencies]\nxiaoneng-store = \"0.1\"\n", 5),
        ("quoted", "[dependencies]\n\"xiaoneng-store\" = \"0.1\" # why\n", 5),
        (
            "dotted",
            "[dependencies]\nserde = { features = [\n \"rc\",\n] }\nxiaoneng-store.path = \"..\"\n",
            8,
        ),
    ];
    for (name, rest, line) in ways {
        let checkout =
            Checkout::new(name).with("crates/calendar/Cargo.toml", &manifest("calendar", rest));
        assert_eq!(checkout.errors(), [format!("crates/calendar/Cargo.toml:{line}")], "{name}");
        assert!(checkout.message().contains("calendar knows nothing of ours"));
    }
}

#[test]
fn an_arrow_renamed_in_the_common_list_is_found() {
    let checkout = Checkout::new("common")
        .with(
            "Cargo.toml",
            "[workspace.dependencies]\nledger = { path = \"x\", package = \"xiaoneng-store\" }\n",
        )
        .with_dependencies("server", "ledger.workspace = true\n");
    assert_eq!(checkout.errors(), ["crates/server/Cargo.toml:5"]);
}

#[test]
fn tests_may_use_anything() {
    let rest = "[dev-dependencies]\nxiaoneng-app = { path = \"../app\" }\ntokio = \"1\"\n";
    let checkout = Checkout::new("dev").with("crates/domain/Cargo.toml", &manifest("domain", rest));
    assert_eq!(checkout.errors(), NOTHING);
}

#[test]
fn nothing_depends_on_what_is_not_shipped() {
    let rest = "[dependencies]\nxtask = { path = \"../../xtask\" }\n";
    let checkout = Checkout::new("outside").with("crates/cli/Cargo.toml", &manifest("cli", rest));
    assert_eq!(checkout.errors(), ["crates/cli/Cargo.toml:5"]);
    assert!(checkout.message().contains("not shipped"));
}

#[test]
fn a_crate_without_a_floor_is_asked_for_its_place() {
    let checkout = Checkout::new("homeless")
        .with("crates/helpers/Cargo.toml", &manifest("helpers", ""))
        .with("crates/helpers/src/lib.rs", "");
    assert_eq!(checkout.errors(), ["crates/helpers/Cargo.toml:1"]);
}

/// architecture 2, the table read as a whole.
#[test]
fn the_table_of_arrows_is_that_of_the_architecture() {
    let names = ["calendar", "documents", "classifier", "domain", "store", "app", "server", "cli"];
    let mut allowed = Vec::new();
    for from in names {
        for to in names {
            if arrows::may_depend(from, to) {
                allowed.push(format!("{from} {to}"));
            }
        }
    }
    let expected = [
        "domain calendar",
        "store domain",
        "app calendar",
        "app documents",
        "app classifier",
        "app domain",
        "app store",
        "server domain",
        "server app",
        "cli app",
        "cli server",
    ];
    assert_eq!(allowed, expected);
    assert!(arrows::may_depend("sim", "cli") && !arrows::may_depend("cli", "sim"));
}

#[test]
fn the_core_reaches_no_run_time_and_no_chance_however_deep() {
    let lock = "[[package]]\nname = \"digests\"\ndependencies = [\n \"keys 0.1.0\",\n]\n\n\
                [[package]]\nname = \"keys\"\ndependencies = [\n \"rand\",\n]\n\n\
                [[package]]\nname = \"xiaoneng-calendar\"\ndependencies = [\n \"rand\",\n]\n";
    let rest = "[dependencies]\ndigests = \"1\"\ntokio = \"1\"\nxiaoneng-calendar = \"0.1\"\n";
    let checkout = Checkout::new("deep")
        .with("Cargo.lock", lock)
        .with("crates/domain/Cargo.toml", &manifest("domain", rest));
    let errors = checkout.report().errors;
    assert_eq!(checkout.errors(), ["crates/domain/Cargo.toml:5", "crates/domain/Cargo.toml:6"]);
    assert!(errors[0].message.contains("digests → keys → rand"), "{}", errors[0].message);
    assert!(errors[1].message.contains("a run time"), "{}", errors[1].message);
}

#[test]
fn the_store_may_have_a_run_time() {
    let rest = "[dependencies]\ntokio = \"1\"\nrusqlite = \"1\"\n";
    let checkout = Checkout::new("store").with("crates/store/Cargo.toml", &manifest("store", rest));
    assert_eq!(checkout.errors(), NOTHING);
}

#[test]
fn the_clock_is_read_at_the_top_only() {
    let reads = "pub fn now() -> std::time::SystemTime {\n    std::time::SystemTime::now()\n}\n";
    let checkout = Checkout::new("clock")
        .with("crates/store/src/sealer.rs", reads)
        .with("crates/app/src/act.rs", reads)
        .with("crates/app/src/clock.rs", reads)
        .with("crates/cli/src/main.rs", reads)
        .with("crates/store/tests/contract.rs", reads);
    assert_eq!(checkout.errors(), ["crates/app/src/act.rs:2", "crates/store/src/sealer.rs:2"]);
}

#[test]
fn words_in_texts_and_comments_are_not_code() {
    let text = r##"
        /// Never `Instant::now()`.
        pub const A: &str = "Instant::now()";
        /* Utc::now() /* in */ Utc::now() */
        pub const B: &str = r#"a " SystemTime::now()"#;
        pub fn f<'a>(x: &'a str) -> char { let _ = (x, '\''); '"' }
        pub const C: &str = "\" Utc::now()";
        pub const D: &[u8] = b"Utc::now()";
    "##;
    let checkout = Checkout::new("texts").with("crates/store/src/lib.rs", text);
    assert_eq!(checkout.errors(), NOTHING);
}

#[test]
fn a_reason_lets_a_line_stand_and_is_counted() {
    let reason = "// layers: the deadline of a driver's own timer\nlet a = Instant::now();\n";
    let bare = "// layers:\nlet a = Instant::now();\n";
    let checkout = Checkout::new("reason")
        .with("crates/store/src/with.rs", reason)
        .with("crates/store/src/without.rs", bare);
    assert_eq!(checkout.errors(), ["crates/store/src/without.rs:2"]);
    assert_eq!(checkout.report().let_stand, 1);
}

/// architecture 4: "No clock, no chance, no I/O, no async in `domain`".
#[test]
fn the_core_asks_the_world_nothing() {
    for (name, code) in [
        ("async", "pub async fn f() {}"),
        ("await", "let a = b.await;"),
        ("fs", "use std::fs;"),
        ("env", "let a = std::env::var(\"A\");"),
        ("thread", "std::thread::sleep(a);"),
        ("order", "use std::collections::HashMap;"),
    ] {
        let core = Checkout::new(name).with("crates/domain/src/matter.rs", code);
        assert_eq!(core.errors(), ["crates/domain/src/matter.rs:1"], "{code}");
        let above = Checkout::new(name).with("crates/app/src/matter.rs", code);
        assert_eq!(above.errors(), NOTHING, "{code}");
    }
}

#[test]
fn numbers_of_the_institution_are_found() {
    for code in [
        "let due = days(5);",
        "let due = date.plus_days(15);",
        "let limit = Limit { amount: 5, unit };",
        "let limit = Limit::new(5, LimitUnit::WorkingDay);",
        "const RETURN_DAYS: u32 = 3;",
        "const DAYS_OF_EXTENSION: u32 = 10;",
        "const DAYS_PER_RETURN: u32 = 2;",
        "let years_kept = 30;",
        "let working_hours = 2;",
        "if elapsed_days > 30 {}",
        "Term { score_weight: 20 }",
        "let limit = WorkingDays(5);",
        "let text = \"可在 15 日内提出\";",
        "let text = \"五个工作日\";",
    ] {
        let checkout = Checkout::new("numbers").with("crates/domain/src/matter.rs", code);
        assert_eq!(checkout.errors(), ["crates/domain/src/matter.rs:1"], "{code}");
    }
}

#[test]
fn other_numbers_and_other_crates_are_left_alone() {
    let code = "let next = date.plus_days(1);\nlet none = days(0);\nlet salt = [0_u8; 16];\n\
                let half = amount / 2;\nlet text = format!(\"{}日内\", days);\nlet n = Some(5);\n\
                let returns = 2;\nlet day = Date::new(2026, 2, 13);\n\
                const HOURS_OF_DAY: u32 = 24;\nconst LEAP_YEAR: i16 = 2024;\n\
                const MICROS_PER_MINUTE: i64 = 60_000_000;\n";
    let checkout = Checkout::new("left")
        .with("crates/domain/src/matter.rs", code)
        .with("crates/domain/tests/matter.rs", "let due = days(5);")
        .with("crates/app/src/demo.rs", "let due = days(5);");
    assert_eq!(checkout.errors(), NOTHING);
}

#[test]
fn sql_stands_in_the_store_alone() {
    for text in [
        "SELECT seq FROM event",
        "  select seq\\n from event where x",
        "INSERT INTO event VALUES ($1)",
        "UPDATE desk SET unit = $1",
        "DELETE FROM desk",
        "CREATE TABLE desk (unit TEXT)",
        "PRAGMA synchronous = FULL",
    ] {
        let code = format!("pub const A: &str = \"{text}\";\n");
        let checkout = Checkout::new("sql")
            .with("crates/app/src/ask.rs", &code)
            .with("crates/store/src/ledger.rs", &code)
            .with("crates/app/tests/tampering.rs", &code);
        assert_eq!(checkout.errors(), ["crates/app/src/ask.rs:1"], "{text}");
    }
    for text in ["Select a unit from the list", "Update the rules", "从事项目录中选择"] {
        let code = format!("pub const A: &str = \"{text}\";\n");
        let checkout = Checkout::new("prose").with("crates/app/src/ask.rs", &code);
        assert_eq!(checkout.errors(), NOTHING, "{text}");
    }
}

#[test]
fn two_modules_that_use_each_other_are_named_with_both_places() {
    let checkout = Checkout::new("circle")
        .with("crates/store/src/lib.rs", "mod ledger;\nmod vault;\n")
        .with("crates/store/src/ledger.rs", "//! Ledger.\nuse crate::vault::Key;\n")
        .with("crates/store/src/vault.rs", "mod key;\npub(crate) use self::key::Key;\n")
        .with("crates/store/src/vault/key.rs", "\nuse super::super::ledger::Entry;\n");
    assert_eq!(checkout.errors(), ["crates/store/src/ledger.rs:2"]);
    let message = checkout.message();
    assert!(message.contains("ledger → vault::key (crates/store/src/ledger.rs:2)"), "{message}");
    assert!(message.contains("vault::key → ledger (crates/store/src/vault/key.rs:2)"), "{message}");
}

#[test]
fn a_circle_through_names_shown_by_the_root_is_found() {
    let checkout = Checkout::new("shown")
        .with(
            "crates/calendar/src/lib.rs",
            "pub use date::{Date, Weekday};\npub use limit::Limit;\npub use hours::Hours;\n",
        )
        .with("crates/calendar/src/date.rs", "use crate::{Limit, std::x};\n")
        .with("crates/calendar/src/limit.rs", "use crate::{\n    Hours,\n};\n")
        .with("crates/calendar/src/hours.rs", "pub fn f(day: crate::Weekday) {}\n");
    let message = checkout.message();
    for step in ["date → limit", "limit → hours", "hours → date"] {
        assert!(message.contains(step), "{message}");
    }
}

/// The state of an institution may lie below the decider's vocabulary, and its decider above.
#[test]
fn folders_in_a_circle_whose_files_are_not_are_a_warning() {
    let checkout = Checkout::new("folders")
        .with("crates/domain/src/lib.rs", "pub mod decider;\npub mod organization;\n")
        .with("crates/domain/src/decider.rs", "use crate::organization::{Organization, Unit};\n")
        .with(
            "crates/domain/src/organization.rs",
            "mod absence;\nmod unit;\npub use absence::Absence;\npub use unit::{Unit as Unit};\n",
        )
        .with("crates/domain/src/organization/unit.rs", "")
        .with("crates/domain/src/organization/absence.rs", "use crate::decider::Decider;\n");
    let report = checkout.report();
    assert_eq!(report.errors, []);
    assert_eq!(report.warnings.len(), 1);
    assert!(report.warnings[0].message.contains("organization → decider"), "{report:?}");
}

#[test]
fn a_name_shown_again_leads_to_the_file_that_writes_it() {
    let checkout = Checkout::new("leads")
        .with("crates/domain/src/lib.rs", "pub mod decider;\npub mod organization;\n")
        .with("crates/domain/src/decider.rs", "use crate::organization::{self, Absence as Away};\n")
        .with("crates/domain/src/organization.rs", "mod absence;\npub use absence::Absence;\n")
        .with("crates/domain/src/organization/absence.rs", "fn f(a: crate::decider::Actor) {}\n");
    assert_eq!(checkout.errors(), ["crates/domain/src/decider.rs:1"]);
    assert!(checkout.message().contains("decider → organization::absence"));
}

#[test]
fn one_way_and_within_one_module_is_no_circle() {
    let checkout = Checkout::new("one_way")
        .with("crates/store/src/lib.rs", "use crate::ledger::Entry;\nuse crate::vault::Key;\n")
        .with(
            "crates/store/src/ledger.rs",
            "use crate::ledger::row::Row;\nuse crate::vault::{Key, Safe};\n",
        )
        .with("crates/store/src/ledger/row.rs", "use super::Entry;\nuse crate::ledger::Entry;\n")
        .with("crates/store/src/vault.rs", "use std::fmt;\nuse super::Nothing;\n");
    assert_eq!(checkout.errors(), NOTHING);
}

#[test]
fn tests_stand_in_their_folder() {
    let code = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn works() {}\n}\n";
    let checkout = Checkout::new("in_src")
        .with("crates/store/src/ledger.rs", code)
        .with("crates/store/tests/ledger.rs", code);
    assert_eq!(checkout.errors(), ["crates/store/src/ledger.rs:1", "crates/store/src/ledger.rs:3"]);
}

#[test]
fn a_test_that_needs_the_data_folder_says_so_in_its_name() {
    let helper = "pub fn folder() { std::env::var(\"XIAONENG_TEST_DATA\"); }\n";
    let marked = "pub fn real_data() { std::env::var(\"XIAONENG_TEST_DATA\"); }\n";
    let tests = "#[test]\nfn real_data_agrees() { common::real_data(); }\n\
                 #[test]\nfn all_agree() { common::real_data(); }\n\
                 #[tokio::test(flavor = \"x\")]\nasync fn later() { common::real_data(); }\n\
                 fn reads() { common::real_data(); }\n";
    let checkout = Checkout::new("real")
        .with("crates/app/tests/bare/mod.rs", helper)
        .with("crates/app/tests/common/mod.rs", marked)
        .with("crates/app/tests/facts.rs", tests);
    let expected = [
        "crates/app/tests/bare/mod.rs:1",
        "crates/app/tests/facts.rs:4",
        "crates/app/tests/facts.rs:6",
    ];
    assert_eq!(checkout.errors(), expected);
}

#[test]
fn length_is_a_warning_only() {
    let long = format!("fn short() {{}}\nfn long() {{\n{}}}\n", "    f();\n".repeat(119));
    let whole = "// line\n".repeat(601);
    let checkout = Checkout::new("length")
        .with("crates/app/src/long.rs", &long)
        .with("crates/app/tests/whole.rs", &whole)
        .with("crates/app/src/fits.rs", &"// line\n".repeat(600));
    let report = checkout.report();
    assert_eq!(report.errors, []);
    let places: Vec<String> =
        report.warnings.iter().map(|one| format!("{}:{}", one.path.display(), one.line)).collect();
    assert_eq!(places, ["crates/app/src/long.rs:2", "crates/app/tests/whole.rs:1"]);
}

#[test]
fn a_function_of_the_full_length_passes() {
    let fits = format!("fn fits() {{\n{}}}\n", "    f();\n".repeat(118));
    let checkout = Checkout::new("fits").with("crates/app/src/fits.rs", &fits);
    assert_eq!(checkout.report().warnings, []);
}
