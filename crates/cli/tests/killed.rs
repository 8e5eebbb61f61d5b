//! The server is killed while 32 citizens file at once, and begun again: whatever was shown is
//! there, and nothing is there twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc;
use std::sync::{Arc, Barrier};
use std::thread;

use common::citizen::Citizen;
use common::doors::Doors;
use common::{Folder, run};

const AT_ONCE: usize = 32;
const ROUNDS: usize = 3;
const UNIT: &str = "XX07";

/// What one of them saw before the server was gone.
struct Witness {
    citizen: Citizen,
    /// The number he was sent on to; empty if no answer came.
    number: String,
    /// The code on his receipt; empty if he did not see it.
    code: String,
}

/// The seed of the rounds, unless another is wished.
const SEED: u64 = 1;

/// Small chance of our own, so that a round can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

fn seed() -> u64 {
    std::env::var("XIAONENG_TEST_SEED").map_or(SEED, |seed| seed.parse().unwrap())
}

/// The number at the end of a receipt's path.
fn number_in(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// All fill in their forms and send them in the same instant; after so many signs of life the
/// server is killed.
fn storm(data: &str, round: usize, after: usize) -> Vec<Witness> {
    let doors = Doors::open(data);
    let start = Arc::new(Barrier::new(AT_ONCE));
    let (signs, seen) = mpsc::channel::<()>();
    let threads: Vec<_> = (0..AT_ONCE)
        .map(|place| {
            let (address, start, signs) = (doors.address.clone(), start.clone(), signs.clone());
            thread::spawn(move || {
                let story = format!("第{round}回第{place}位：午托费没有公示标准，想知道依据。");
                let mut witness = Witness {
                    citizen: Citizen::with(story),
                    number: String::new(),
                    code: String::new(),
                };
                witness.citizen.fill_in(&address, UNIT).unwrap();
                start.wait();
                let Ok(sent) = witness.citizen.submit(&address, UNIT) else { return witness };
                assert_eq!(sent.status, 303, "{}", sent.body);
                witness.number = number_in(&sent.location);
                let _ = signs.send(());
                if let Ok(receipt) = witness.citizen.get(&address, &sent.location) {
                    witness.code = Citizen::code_on(&receipt);
                    assert_eq!(witness.code.len(), 12, "{}", receipt.body);
                    let _ = signs.send(());
                }
                witness
            })
        })
        .collect();
    drop(signs);
    seen.iter().take(after).for_each(drop);
    doors.kill();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

/// Each sends his form again, twice: he gets the number he had, and the code he saw.
fn each_has_one_matter(doors: &Doors, witnesses: Vec<Witness>) -> BTreeMap<String, String> {
    let mut numbers = BTreeMap::new();
    for mut witness in witnesses {
        let citizen = &mut witness.citizen;
        let sent = citizen.submit(&doors.address, UNIT).unwrap();
        assert_eq!(sent.status, 303, "{}", sent.body);
        let number = number_in(&sent.location);
        if !witness.number.is_empty() {
            assert_eq!(number, witness.number, "what was acknowledged is there");
        }
        let again = citizen.submit(&doors.address, UNIT).unwrap();
        assert_eq!(number_in(&again.location), number, "the same form, the same matter");
        let receipt = citizen.get(&doors.address, &sent.location).unwrap();
        let code = Citizen::code_on(&receipt);
        assert!(receipt.body.contains(&number), "{}", receipt.body);
        if !witness.code.is_empty() {
            assert_eq!(code, witness.code, "the same code as before");
        }
        let story = witness.citizen.story.clone();
        assert!(numbers.insert(number, code).is_none(), "{story}: somebody else's number");
    }
    numbers
}

/// Whoever types a code comes to its matter.
fn each_code_opens_its_matter(doors: &Doors, codes: &BTreeMap<String, String>) {
    for (number, code) in codes {
        let mut other = Citizen::with(String::new());
        other.get(&doors.address, "/track").unwrap();
        let found = other.post(&doors.address, "/track", &[("code", code)]).unwrap();
        assert_eq!(number_in(&found.location), *number, "{}", found.body);
    }
}

/// The matters of the ledger.
fn matters(data: &str) -> BTreeSet<String> {
    let database = rusqlite::Connection::open(format!("{data}/xiaoneng.db")).unwrap();
    let mut streams =
        database.prepare("SELECT DISTINCT stream FROM event WHERE stream LIKE 'matter/%'").unwrap();
    let rows = streams.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn killed_during_32_filings_nothing_shown_is_lost_and_nothing_is_there_twice() {
    let seed = seed();
    println!("XIAONENG_TEST_SEED={seed}");
    let mut dice = Dice(seed);
    let folder = Folder::new();
    let data = folder.at("data");
    run(&["demo", "--data", &data, "--matters", "2", "--only-make"]).ends(0);
    let mut known = matters(&data).len();
    for round in 1..=ROUNDS {
        // Each gives two signs of life: his number, and his receipt. Every other round ends while
        // most have neither.
        let most = if round % 2 == 0 { AT_ONCE / 3 } else { 2 * AT_ONCE - 1 };
        let after = 1 + dice.below(most);
        let witnesses = storm(&data, round, after);
        let shown = witnesses.iter().filter(|witness| !witness.code.is_empty()).count();
        let told = witnesses.iter().filter(|witness| !witness.number.is_empty()).count();
        println!("round {round}: killed after {after} signs; {told} acknowledged, {shown} shown");
        let doors = Doors::open(&data);
        let codes = each_has_one_matter(&doors, witnesses);
        each_code_opens_its_matter(&doors, &codes);
        doors.close();
        let now = matters(&data).len();
        assert_eq!(now, known + AT_ONCE, "one matter each");
        known = now;
    }
    let told = run(&["ledger", "verify", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(told["unsealed"], 0, "{told}");
    assert_eq!(told["problems"].as_array().map(Vec::len).unwrap_or_default(), 0, "{told}");
}
