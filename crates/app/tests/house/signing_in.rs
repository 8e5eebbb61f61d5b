//! 登录: lock-out, second factor, and the life of a session, under a clock set by hand.

use std::fs;

use xiaoneng_app::sign_in::{
    AccountRefused, ChangeRefused, Credentials, Entry, EntryRefused, LockedSubject, NotDone,
    PasswordRefused, Presence, PuzzleAnswer, SecurityKind, SessionToken, Step, Visit, Visitor,
    code_at, read_base32,
};
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{AppointPerson, RecordLeaving, Role};
use xiaoneng_store::Identity;

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    an_initial_password_is_changed_at_once
    five_failures_lock_a_name_for_fifteen_minutes
    a_name_that_does_not_exist_is_counted_alike
    guesses_made_at_once_count_one_by_one
    a_sum_is_asked_after_three_failures
    an_address_is_locked_whatever_the_names
    those_who_decide_enrol_a_second_factor
    a_code_is_good_once_and_wrong_ones_lock
    a_recovery_code_is_good_once
    a_session_locks_when_nobody_is_there
    watching_keeps_no_session_awake
    a_session_ends_after_twelve_hours
    a_fourth_session_ends_the_oldest
    a_changed_password_ends_other_sessions
    whoever_leaves_is_out_at_once
    weak_passwords_are_refused
    an_old_password_must_be_changed
    the_security_administrator_resets_and_lifts
    nobody_else_resets
    drafts_outlive_the_session
    an_erased_account_leaves_nothing
    a_reset_at_the_machine
}

const GOOD: &str = "Spring rain 26";

/// Cheap hashes: what is tested is not how slow they are.
async fn county(site: &Site) -> County {
    fs::create_dir_all(site.home()).unwrap();
    let cheap = "[sign_in]\nmemory_kib = 64\npasses = 1\n";
    fs::write(site.home().join("xiaoneng.toml"), cheap).unwrap();
    let county = County::found(site).await;
    for (person, role) in [("sys1", Role::Sysadmin), ("aud1", Role::Auditadmin)] {
        let roles = [role].into();
        let appoint = AppointPerson { person: person.into(), unit: "bureau".into(), roles };
        county.arrange(&staff("d1"), appoint).await;
    }
    county
}

fn visitor() -> Visitor {
    Visitor { address: Some("10.0.0.7".to_owned()), device: "Chrome · Windows".to_owned() }
}

type Refused<T> = Result<T, NotDone<EntryRefused>>;

#[track_caller]
fn refusal<T: std::fmt::Debug, R: std::error::Error>(outcome: Result<T, NotDone<R>>) -> R {
    match outcome.unwrap_err() {
        NotDone::Refused(refused) => refused,
        NotDone::Denied(denied) => panic!("{denied}"),
    }
}

impl County {
    async fn try_password(&self, login: &str, password: &str) -> Refused<Entry> {
        let typed = Credentials { login, password, answer: None };
        self.app.sign_in(typed, &visitor()).await
    }

    /// The same, answering the sum where one is asked.
    async fn try_patiently(&self, login: &str, password: &str) -> Refused<Entry> {
        let puzzle = self.app.puzzle_for(login);
        let sum = (puzzle.left + puzzle.right).to_string();
        let answer = PuzzleAnswer { sum, seal: puzzle.seal };
        let typed = Credentials { login, password, answer: Some(&answer) };
        self.app.sign_in(typed, &visitor()).await
    }

    /// An account whose password is [`GOOD`].
    async fn account(&self, person: &str, login: &str) {
        self.app.open_shown_account(&person.into(), login, GOOD).await.unwrap();
    }

    /// Somebody whose roles need no second factor comes in.
    async fn enter(&self, login: &str) -> SessionToken {
        let entry = self.try_password(login, GOOD).await.unwrap();
        assert_eq!(entry.owed, None);
        entry.token
    }

    async fn visit(&self, token: &SessionToken) -> Visit {
        self.app.visit(token, Presence::Acting).await.unwrap()
    }

    async fn is_in(&self, token: &SessionToken) -> bool {
        matches!(self.visit(token).await, Visit::SignedIn(_))
    }

    async fn kinds_of(&self, person: &str) -> Vec<SecurityKind> {
        let person = PersonId::from(person);
        let lines = self.app.security_log(&staff("sec1"), Some(&person), None, 50).await.unwrap();
        lines.into_iter().rev().map(|line| line.kind.unwrap()).collect()
    }

    /// Enrols a second factor; gives the secret and the recovery codes.
    async fn enrol(&self, person: &str, token: &SessionToken) -> (Vec<u8>, Vec<String>) {
        let person = PersonId::from(person);
        let offered = self.app.offer_second_factor(&person).await.unwrap().unwrap();
        assert_eq!(self.app.offer_second_factor(&person).await.unwrap(), Some(offered.clone()));
        let secret = read_base32(&offered.secret).unwrap();
        let url =
            format!("otpauth://totp/%E6%95%88%E8%83%BD%E9%80%9A:k1?secret={}", offered.secret);
        assert!(offered.url.starts_with(&url), "{}", offered.url);
        let code = code_at(&secret, self.clock.now());
        let codes = self.app.confirm_second_factor(token, &code, &visitor()).await.unwrap();
        (secret, codes.0)
    }
}

fn later(time: Instant, seconds: i64) -> Instant {
    Instant::from_micros(time.micros() + seconds * 1_000_000)
}

async fn an_initial_password_is_changed_at_once(site: &Site) {
    let county = county(site).await;
    let name = Identity { name: "王芳".to_owned(), ..Identity::default() };
    county.app.keep_identity(&"k2".into(), &name).await.unwrap();
    let initial =
        county.app.open_account(&staff("sys1"), &"k2".into(), "WangFang").await.unwrap().0;
    assert_eq!(initial.len(), 14, "three groups of four");
    let entry = county.try_password(" wangfang ", &initial).await.unwrap();
    assert_eq!(entry.owed, Some(Step::ChangePassword));
    let token = entry.token;
    assert!(matches!(county.visit(&token).await, Visit::Halfway(half)
        if half.step == Step::ChangePassword && half.login == "WangFang"));
    let again = county.app.change_password(&token, None, &initial, &visitor()).await;
    let used = PasswordRefused::UsedBefore { remembered: 5 };
    assert_eq!(refusal(again), ChangeRefused::Password(used));
    county.app.change_password(&token, None, GOOD, &visitor()).await.unwrap();
    let Visit::SignedIn(somebody) = county.visit(&token).await else { panic!("not in") };
    assert_eq!((&*somebody.name, somebody.unit.as_str()), ("王芳", "education"));
    assert_eq!((somebody.actor(), somebody.is(Role::Clerk)), (staff("k2"), true));
    assert!(county.try_password("wangfang", &initial).await.is_err());
    county.enter("wangfang").await;

    // An initial password that nobody used is void after seven days.
    let initial = county.app.open_account(&staff("sys1"), &"k3".into(), "k3").await.unwrap().0;
    county.it_is("2026-06-08T09:00");
    let late = county.try_password("k3", &initial).await;
    assert_eq!(refusal(late), EntryRefused::InitialPasswordExpired);
    county.app.close().await.unwrap();
}

/// 等保三级 8.1.4.1 b): 5 failures, 15 minutes.
async fn five_failures_lock_a_name_for_fifteen_minutes(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    // (time, password, what is heard); the failure counted last stands 15 minutes.
    let wrong = |left| Some(EntryRefused::WrongPassword { left, lock_minutes: 15 });
    let locked = Some(EntryRefused::LockedOut { until: at("2026-06-01T09:17") });
    let table = [
        ("2026-06-01T09:00", "wrong", wrong(4)),
        ("2026-06-01T09:00", "wrong", wrong(3)),
        ("2026-06-01T09:01", GOOD, None),
        ("2026-06-01T09:01", "wrong", wrong(4)),
        ("2026-06-01T09:01", "wrong", wrong(3)),
        ("2026-06-01T09:01", "wrong", wrong(2)),
        ("2026-06-01T09:02", "wrong", wrong(1)),
        ("2026-06-01T09:02", "wrong", locked.clone()),
        ("2026-06-01T09:02", GOOD, locked.clone()),
        ("2026-06-01T09:16", GOOD, locked),
        ("2026-06-01T09:17", "wrong", wrong(4)),
        ("2026-06-01T09:17", GOOD, None),
        // Four failures, and the fifth long after: forgotten.
        ("2026-06-01T10:00", "wrong", wrong(4)),
        ("2026-06-01T10:00", "wrong", wrong(3)),
        ("2026-06-01T10:00", "wrong", wrong(2)),
        ("2026-06-01T10:00", "wrong", wrong(1)),
        ("2026-06-01T10:15", "wrong", wrong(4)),
    ];
    for (row, (time, password, heard)) in table.into_iter().enumerate() {
        county.it_is(time);
        let outcome = county.try_patiently("k2", password).await;
        match heard {
            Some(heard) => assert_eq!(refusal(outcome), heard, "row {row}"),
            None => assert!(outcome.is_ok(), "row {row}"),
        }
    }
    county.app.close().await.unwrap();
}

async fn a_name_that_does_not_exist_is_counted_alike(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    for left in [4, 3, 2, 1] {
        let wrong = EntryRefused::WrongPassword { left, lock_minutes: 15 };
        assert_eq!(refusal(county.try_patiently("nobody", "wrong").await), wrong);
        assert_eq!(refusal(county.try_patiently("k2", "wrong").await), wrong);
    }
    let locked = EntryRefused::LockedOut { until: at("2026-06-01T09:15") };
    assert_eq!(refusal(county.try_patiently("nobody", "wrong").await), locked);
    assert_eq!(refusal(county.try_patiently("k2", "wrong").await), locked);
    let found = county.app.list_locked_out(&staff("aud1")).await.unwrap();
    let mut subjects: Vec<LockedSubject> = found.into_iter().map(|one| one.subject).collect();
    subjects.sort_by_key(|subject| *subject == LockedSubject::Other);
    let k2 = LockedSubject::Login { person: "k2".into(), login: "k2".to_owned() };
    assert_eq!(subjects, [k2, LockedSubject::Other]);
    county.app.close().await.unwrap();
}

async fn guesses_made_at_once_count_one_by_one(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let mut guesses = tokio::task::JoinSet::new();
    for number in 0..20 {
        let app = county.app.clone();
        guesses.spawn(async move {
            let password = format!("guess {number}");
            let typed = Credentials { login: "k2", password: &password, answer: None };
            let address = Some(format!("10.0.1.{number}"));
            let from = Visitor { address, device: String::new() };
            app.sign_in(typed, &from).await
        });
    }
    let mut looked_at = 0;
    while let Some(outcome) = guesses.join_next().await {
        match refusal(outcome.unwrap()) {
            EntryRefused::WrongPassword { .. } => looked_at += 1,
            EntryRefused::LockedOut { .. } | EntryRefused::Puzzle => {}
            other @ (EntryRefused::WrongCode { .. }
            | EntryRefused::AddressLocked { .. }
            | EntryRefused::InitialPasswordExpired
            | EntryRefused::SessionEnded) => panic!("{other}"),
        }
    }
    assert!(looked_at <= 4, "{looked_at} guesses were looked at before the lock");
    county.app.close().await.unwrap();
}

/// ux.md 2.2: no sum before 3 failures.
async fn a_sum_is_asked_after_three_failures(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    for _ in 0..3 {
        assert!(!county.app.needs_puzzle("k2").await.unwrap());
        county.try_password("k2", "wrong").await.unwrap_err();
    }
    assert!(county.app.needs_puzzle(" K2").await.unwrap());
    // Without an answer nothing is tried and nothing is counted.
    for _ in 0..9 {
        assert_eq!(refusal(county.try_password("k2", GOOD).await), EntryRefused::Puzzle);
    }
    let puzzle = county.app.puzzle_for("k2");
    let right = u32::from(puzzle.left) + u32::from(puzzle.right);
    let other = county.app.puzzle_for("k3");
    let forged = puzzle.seal.replacen(&puzzle.left.to_string(), "1", 1);
    let old = puzzle.seal.clone();
    let answers = [
        ((right + 1).to_string(), puzzle.seal.clone()),
        (String::new(), puzzle.seal.clone()),
        ((other.left + other.right).to_string(), other.seal),
        ((1 + puzzle.right).to_string(), format!("{forged}0")),
        ("2".to_owned(), "1.1.0.".to_owned()),
    ];
    for (sum, seal) in answers {
        let answer = PuzzleAnswer { sum, seal };
        let typed = Credentials { login: "k2", password: GOOD, answer: Some(&answer) };
        assert_eq!(refusal(county.app.sign_in(typed, &visitor()).await), EntryRefused::Puzzle);
    }
    county.it_is("2026-06-01T09:11");
    let stale = PuzzleAnswer { sum: right.to_string(), seal: old };
    let typed = Credentials { login: "k2", password: GOOD, answer: Some(&stale) };
    assert_eq!(refusal(county.app.sign_in(typed, &visitor()).await), EntryRefused::Puzzle);
    county.try_patiently("k2", GOOD).await.unwrap();
    assert!(!county.app.needs_puzzle("k2").await.unwrap());
    county.app.close().await.unwrap();
}

async fn an_address_is_locked_whatever_the_names(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    // Those who come in cost their address nothing.
    for _ in 0..60 {
        county.try_password("k2", GOOD).await.unwrap();
    }
    for number in 0..50 {
        let heard = refusal(county.try_password(&format!("name{number}"), "wrong").await);
        assert!(matches!(heard, EntryRefused::WrongPassword { .. }), "{number}: {heard}");
    }
    let until = at("2026-06-01T09:15");
    let heard = refusal(county.try_password("k2", GOOD).await);
    assert_eq!(heard, EntryRefused::AddressLocked { until });
    let elsewhere = Visitor { address: Some("10.0.0.8".to_owned()), device: String::new() };
    let typed = Credentials { login: "k2", password: GOOD, answer: None };
    county.app.sign_in(typed, &elsewhere).await.unwrap();
    county.app.close().await.unwrap();
}

/// architecture.md 11: a second factor for staff roles that can decide.
async fn those_who_decide_enrol_a_second_factor(site: &Site) {
    let county = county(site).await;
    for (person, owed) in [
        ("d1", Some(Step::EnrolSecondFactor)),
        ("d2", Some(Step::EnrolSecondFactor)),
        ("k1", Some(Step::EnrolSecondFactor)),
        ("s1", Some(Step::EnrolSecondFactor)),
        ("e2", Some(Step::EnrolSecondFactor)),
        ("sec1", Some(Step::EnrolSecondFactor)),
        ("sys1", Some(Step::EnrolSecondFactor)),
        ("aud1", Some(Step::EnrolSecondFactor)),
        ("k2", None),
        ("k3", None),
    ] {
        county.account(person, person).await;
        assert_eq!(county.try_password(person, GOOD).await.unwrap().owed, owed, "{person}");
    }
    let first = county.try_password("k1", GOOD).await.unwrap().token;
    let other = county.try_password("k1", GOOD).await.unwrap().token;
    let wrong = county.app.confirm_second_factor(&first, "000000", &visitor()).await;
    assert!(matches!(refusal(wrong), EntryRefused::SessionEnded), "nothing was offered yet");
    let (_, codes) = county.enrol("k1", &first).await;
    assert_eq!(codes.len(), 10);
    assert!(county.is_in(&first).await);
    // A session that was there before owes the code now.
    assert!(matches!(county.visit(&other).await, Visit::Halfway(half)
        if half.step == Step::SecondFactor));
    county.app.close().await.unwrap();
}

async fn a_code_is_good_once_and_wrong_ones_lock(site: &Site) {
    let county = county(site).await;
    county.account("k1", "k1").await;
    let token = county.try_password("k1", GOOD).await.unwrap().token;
    let (secret, _) = county.enrol("k1", &token).await;
    let code = |seconds| code_at(&secret, later(county.clock.now(), seconds));
    let half = county.try_password("k1", GOOD).await.unwrap();
    assert_eq!(half.owed, Some(Step::SecondFactor));
    let give = async |text: &str| county.app.give_code(&half.token, text, &visitor()).await;
    // The code that confirmed the enrolment was used; one of a minute ago is too old.
    for used in [code(0), code(-60), code(60), "12345".to_owned(), "abcdef".to_owned()] {
        let heard = refusal(give(&used).await);
        assert!(!matches!(heard, EntryRefused::SessionEnded), "{used}: {heard}");
    }
    let locked = EntryRefused::LockedOut { until: at("2026-06-01T09:15") };
    assert_eq!(refusal(give(&code(30)).await), locked);
    // Another right password does not free the codes.
    let again = county.try_password("k1", GOOD).await.unwrap().token;
    let heard = county.app.give_code(&again, &code(30), &visitor()).await;
    assert_eq!(refusal(heard), locked);
    county.it_is("2026-06-01T09:15");
    let ended = refusal(give(&code_at(&secret, county.clock.now())).await);
    assert_eq!(ended, EntryRefused::SessionEnded, "a sign-in left half way ends");
    let late = county.try_password("k1", GOOD).await.unwrap().token;
    let spaced = code_at(&secret, county.clock.now());
    let spaced = format!("{} {}", &spaced[..3], &spaced[3..]);
    assert_eq!(county.app.give_code(&late, &spaced, &visitor()).await.unwrap(), None);
    assert!(county.is_in(&late).await);
    county.app.close().await.unwrap();
}

async fn a_recovery_code_is_good_once(site: &Site) {
    let county = county(site).await;
    county.account("k1", "k1").await;
    let token = county.try_password("k1", GOOD).await.unwrap().token;
    let (_, codes) = county.enrol("k1", &token).await;
    for (typed, works) in [
        (codes[0].clone(), true),
        (codes[0].clone(), false),
        (codes[1].to_lowercase().replace('-', " "), true),
    ] {
        let half = county.try_password("k1", GOOD).await.unwrap().token;
        let outcome = county.app.give_code(&half, &typed, &visitor()).await;
        assert_eq!(outcome.is_ok(), works, "{typed}");
    }
    let left = county.app.recovery_codes_left(&"k1".into()).await.unwrap();
    assert_eq!(left, Some(8));
    let renewed = county.app.renew_recovery_codes(&"k1".into()).await.unwrap();
    let half = county.try_password("k1", GOOD).await.unwrap().token;
    assert!(county.app.give_code(&half, &codes[2], &visitor()).await.is_err());
    county.app.give_code(&half, &renewed.0[0], &visitor()).await.unwrap();
    county.app.close().await.unwrap();
}

/// ux.md 7.1: staff sessions lock after 15 idle minutes; one password to go on.
async fn a_session_locks_when_nobody_is_there(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let token = county.enter("k2").await;
    for (time, is_in) in [
        ("2026-06-01T09:14", true),
        ("2026-06-01T09:28", true),
        ("2026-06-01T09:43", false),
        ("2026-06-01T09:44", false),
    ] {
        county.it_is(time);
        assert_eq!(county.is_in(&token).await, is_in, "{time}");
    }
    let Visit::Locked(locked) = county.visit(&token).await else { panic!("not locked") };
    assert_eq!((locked.person.as_str(), &*locked.name), ("k2", "k2"));
    let wrong = county.app.unlock(&token, "wrong", &visitor()).await;
    let heard = EntryRefused::WrongPassword { left: 4, lock_minutes: 15 };
    assert_eq!(refusal(wrong), heard);
    county.app.unlock(&token, GOOD, &visitor()).await.unwrap();
    assert!(county.is_in(&token).await);
    county.app.lock_session(&token).await.unwrap();
    assert!(!county.is_in(&token).await, "locked by hand");
    county.app.unlock(&token, GOOD, &visitor()).await.unwrap();
    assert!(county.is_in(&token).await);
    county.app.sign_out(&token).await.unwrap();
    assert_eq!(county.visit(&token).await, Visit::Stranger);
    county.app.close().await.unwrap();
}

async fn watching_keeps_no_session_awake(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let token = county.enter("k2").await;
    for minute in 1..15 {
        county.it_is(&format!("2026-06-01T09:{minute:02}"));
        let visit = county.app.visit(&token, Presence::Watching).await.unwrap();
        assert!(matches!(visit, Visit::SignedIn(_)), "{minute}");
    }
    county.it_is("2026-06-01T09:15");
    let visit = county.app.visit(&token, Presence::Watching).await.unwrap();
    assert!(matches!(visit, Visit::Locked(_)));
    county.app.close().await.unwrap();
}

async fn a_session_ends_after_twelve_hours(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let token = county.enter("k2").await;
    let mut minute = 0;
    while minute < 12 * 60 {
        county.it_is(&format!("2026-06-01T{:02}:{:02}", 9 + minute / 60, minute % 60));
        assert!(county.is_in(&token).await, "{minute}");
        minute += 10;
    }
    county.it_is("2026-06-01T21:00");
    assert_eq!(county.visit(&token).await, Visit::Stranger);
    let heard = county.app.unlock(&token, GOOD, &visitor()).await;
    assert_eq!(refusal(heard), EntryRefused::SessionEnded);
    assert_eq!(county.app.all_sessions(&staff("sec1")).await.unwrap(), []);
    // What was typed in it still finds its owner, for as long as drafts are kept.
    county.app.tidy_sign_in().await.unwrap();
    assert_eq!(county.app.owner_of(&token).await.unwrap(), Some("k2".into()));
    county.it_is("2026-06-08T21:00");
    county.app.tidy_sign_in().await.unwrap();
    assert_eq!(county.app.owner_of(&token).await.unwrap(), None);
    county.app.close().await.unwrap();
}

async fn a_fourth_session_ends_the_oldest(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let mut tokens = Vec::new();
    for minute in 0..3 {
        county.it_is(&format!("2026-06-01T09:0{minute}"));
        tokens.push(county.enter("k2").await);
    }
    county.it_is("2026-06-01T09:05");
    assert!(county.is_in(&tokens[0]).await, "used again: no longer the oldest");
    tokens.push(county.enter("k2").await);
    let mut there = Vec::new();
    for token in &tokens {
        there.push(county.is_in(token).await);
    }
    assert_eq!(there, [true, false, true, true]);
    let own = county.app.own_sessions(&"k2".into()).await.unwrap();
    assert_eq!(own.len(), 3);
    assert_eq!(own[0].device, "Chrome · Windows");
    // One ends one's own; not those of others.
    let other = county.app.end_session(&staff("k3"), tokens[0].id()).await;
    assert!(matches!(refusal(other), AccountRefused::NotAllowed(_)));
    assert!(county.app.end_session(&staff("k2"), tokens[0].id()).await.unwrap());
    assert!(!county.app.end_session(&staff("k2"), tokens[0].id()).await.unwrap());
    assert!(county.app.end_session(&staff("sec1"), tokens[2].id()).await.unwrap());
    assert_eq!(county.visit(&tokens[0]).await, Visit::Stranger);
    county.app.close().await.unwrap();
}

async fn a_changed_password_ends_other_sessions(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let (one, other) = (county.enter("k2").await, county.enter("k2").await);
    let new = "Autumn rain 27";
    let wrong = county.app.change_password(&one, Some("wrong"), new, &visitor()).await;
    let heard = EntryRefused::WrongPassword { left: 4, lock_minutes: 15 };
    assert_eq!(refusal(wrong), ChangeRefused::Entry(heard));
    let without = county.app.change_password(&one, None, new, &visitor()).await;
    assert!(matches!(refusal(without), ChangeRefused::Entry(_)));
    county.app.change_password(&one, Some(GOOD), new, &visitor()).await.unwrap();
    assert!(county.is_in(&one).await);
    assert_eq!(county.visit(&other).await, Visit::Stranger);
    // Not the old one again, nor any of the last five.
    let back = county.app.change_password(&one, Some(new), GOOD, &visitor()).await;
    let used = PasswordRefused::UsedBefore { remembered: 5 };
    assert_eq!(refusal(back), ChangeRefused::Password(used.clone()));
    let mut old = new.to_owned();
    for number in 0..3 {
        let next = format!("Winter rain {number}");
        county.app.change_password(&one, Some(&old), &next, &visitor()).await.unwrap();
        old = next;
    }
    let back = county.app.change_password(&one, Some(&old), GOOD, &visitor()).await;
    assert_eq!(refusal(back), ChangeRefused::Password(used));
    county.app.change_password(&one, Some(&old), "Winter rain 3", &visitor()).await.unwrap();
    county.app.change_password(&one, Some("Winter rain 3"), GOOD, &visitor()).await.unwrap();
    county.app.close().await.unwrap();
}

async fn whoever_leaves_is_out_at_once(site: &Site) {
    let county = county(site).await;
    county.account("k3", "k3").await;
    let token = county.enter("k3").await;
    county.arrange(&staff("d1"), RecordLeaving { person: "k3".into() }).await;
    assert_eq!(county.visit(&token).await, Visit::Stranger);
    assert_eq!(county.app.own_sessions(&"k3".into()).await.unwrap(), []);
    let heard = refusal(county.try_password("k3", GOOD).await);
    assert!(matches!(heard, EntryRefused::WrongPassword { .. }));
    let opened = county.app.open_account(&Actor::System, &"k3".into(), "k3b").await;
    assert_eq!(refusal(opened), AccountRefused::NotInOffice);
    county.app.close().await.unwrap();
}

async fn weak_passwords_are_refused(site: &Site) {
    use PasswordRefused as No;
    let county = county(site).await;
    county.account("k2", "wangfang").await;
    let token = county.enter("wangfang").await;
    for (password, refused) in [
        ("", No::TooShort { least: 10, given: 0 }),
        ("Sh0rt one", No::TooShort { least: 10, given: 9 }),
        ("WangFang 2026", No::HoldsLogin),
        ("1234567890", No::TooCommon),
        ("9876543210", No::TooCommon),
        ("password123", No::TooCommon),
        ("Woaini1314!", No::TooCommon),
        ("abcabcabcabc", No::TooCommon),
        ("QWERTYUIOP", No::TooCommon),
        ("kjqmzvxwpr", No::TooFewKinds { least: 2 }),
    ] {
        let heard = county.app.change_password(&token, Some(GOOD), password, &visitor()).await;
        assert_eq!(refusal(heard), ChangeRefused::Password(refused), "{password}");
    }
    let long = "长".repeat(100);
    let heard = county.app.change_password(&token, Some(GOOD), &long, &visitor()).await;
    assert_eq!(refusal(heard), ChangeRefused::Password(No::TooLong { most: 256 }));
    let chinese = "东边日出西边雨道是无晴";
    county.app.change_password(&token, Some(GOOD), chinese, &visitor()).await.unwrap();
    county.try_password("ＷａｎｇＦａｎｇ", chinese).await.unwrap();
    let seen = county.app.open_account(&staff("sys1"), &"k3".into(), "WANGFANG").await;
    assert_eq!(refusal(seen), AccountRefused::Taken { login: "WANGFANG".to_owned() });
    for login in ["", "k", "a b", "王 芳", &"x".repeat(41)] {
        let opened = county.app.open_account(&staff("sys1"), &"k3".into(), login).await;
        assert_eq!(refusal(opened), AccountRefused::NotALogin, "{login}");
    }
    county.app.open_account(&staff("sys1"), &"k3".into(), "李强").await.unwrap();
    county.app.close().await.unwrap();
}

/// 等保: passwords are changed from time to time; 90 days by default.
async fn an_old_password_must_be_changed(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    county.it_is("2026-08-30T08:59");
    let token = county.enter("k2").await;
    county.it_is("2026-08-30T09:01");
    assert!(county.is_in(&token).await, "nobody is interrupted at work");
    let entry = county.try_password("k2", GOOD).await.unwrap();
    assert_eq!(entry.owed, Some(Step::ChangePassword));
    let new = "Autumn rain 27";
    county.app.change_password(&entry.token, None, new, &visitor()).await.unwrap();
    assert!(county.is_in(&entry.token).await);
    county.app.close().await.unwrap();
}

async fn the_security_administrator_resets_and_lifts(site: &Site) {
    let county = county(site).await;
    county.account("k1", "k1").await;
    let token = county.try_password("k1", GOOD).await.unwrap().token;
    county.enrol("k1", &token).await;
    for _ in 0..5 {
        county.try_patiently("k1", "wrong").await.unwrap_err();
    }
    let locked = county.app.list_locked_out(&staff("sec1")).await.unwrap();
    assert_eq!((locked.len(), locked[0].failures), (1, 5));
    assert!(county.app.lift_lock_out(&staff("sec1"), &locked[0].mark).await.unwrap());
    assert!(!county.app.lift_lock_out(&staff("sec1"), &locked[0].mark).await.unwrap());
    assert!(!county.app.lift_lock_out(&staff("sec1"), "not a mark").await.unwrap());
    county.try_password("k1", GOOD).await.unwrap();

    let initial = county.app.reset_password(&staff("sec1"), &"k1".into()).await.unwrap().0;
    assert_eq!(county.visit(&token).await, Visit::Stranger);
    assert!(county.try_password("k1", GOOD).await.is_err());
    let entry = county.try_password("k1", &initial).await.unwrap();
    assert_eq!(entry.owed, Some(Step::SecondFactor), "the telephone is still asked");
    county.app.drop_second_factor(&staff("sec1"), &"k1".into()).await.unwrap();
    let entry = county.try_password("k1", &initial).await.unwrap();
    assert_eq!(entry.owed, Some(Step::ChangePassword));
    let new = "Autumn rain 27";
    county.app.change_password(&entry.token, None, new, &visitor()).await.unwrap();
    assert!(matches!(county.visit(&entry.token).await, Visit::Halfway(half)
        if half.step == Step::EnrolSecondFactor));

    use SecurityKind as Kind;
    let kinds = county.kinds_of("k1").await;
    let expected = [
        Kind::AccountOpened,
        Kind::PasswordChanged,
        Kind::SignedIn,
        Kind::SecondFactorOn,
        Kind::WrongPassword,
        Kind::WrongPassword,
        Kind::WrongPassword,
        Kind::WrongPassword,
        Kind::WrongPassword,
        Kind::LockedOut,
        Kind::LockLifted,
        Kind::SignedIn,
        Kind::PasswordReset,
        Kind::SessionEnded,
        Kind::WrongPassword,
        Kind::SignedIn,
        Kind::SecondFactorOff,
        Kind::SessionEnded,
        Kind::SignedIn,
        Kind::PasswordChanged,
        Kind::SessionEnded,
    ];
    assert_eq!(kinds, expected);
    // Wrong passwords stand in the log with the account that was tried, and the address.
    let all = county.app.security_log(&staff("sec1"), None, None, 100).await.unwrap();
    let wrong: Vec<_> = all.iter().filter(|line| line.kind == Some(Kind::WrongPassword)).collect();
    assert_eq!(wrong.len(), 6);
    assert!(wrong.iter().all(|line| line.actor == Actor::System), "nobody has shown who he is");
    assert!(wrong.iter().all(|line| line.address.as_deref() == Some("10.0.0.7")));
    // 审计管理员 sees that it was the same address, not which.
    let audited = county.app.security_log(&staff("aud1"), None, None, 100).await.unwrap();
    assert_eq!(audited.len(), all.len());
    assert!(audited.iter().all(|line| line.address.is_none()));
    assert!(audited.iter().any(|line| line.address_mark.is_some()));
    county.app.close().await.unwrap();
}

/// 三员分立, domain.md 20.3.
async fn nobody_else_resets(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    county.account("sec1", "sec1").await;
    let token = county.enter("k2").await;
    for person in ["d1", "k1", "k2", "sys1", "aud1"] {
        let (by, of) = (staff(person), PersonId::from("k2"));
        let reset = county.app.reset_password(&by, &of).await;
        assert!(matches!(refusal(reset), AccountRefused::NotAllowed(_)), "{person}");
        let dropped = county.app.drop_second_factor(&by, &of).await;
        assert!(matches!(refusal(dropped), AccountRefused::NotAllowed(_)), "{person}");
        let lifted = county.app.lift_lock_out(&by, "00").await;
        assert!(matches!(refusal(lifted), AccountRefused::NotAllowed(_)), "{person}");
        let sees = matches!(person, "aud1");
        assert_eq!(county.app.security_log(&by, None, None, 9).await.is_ok(), sees, "{person}");
        assert_eq!(county.app.all_sessions(&by).await.is_ok(), sees, "{person}");
        let opens = matches!(person, "sys1");
        let opened = county.app.open_account(&by, &"k3".into(), "k3").await;
        assert_eq!(opened.is_ok(), opens, "{person}");
    }
    let own = county.app.reset_password(&staff("sec1"), &"sec1".into()).await;
    assert_eq!(refusal(own), AccountRefused::OwnAccount);
    assert!(county.is_in(&token).await);
    county.app.close().await.unwrap();
}

async fn drafts_outlive_the_session(site: &Site) {
    let county = county(site).await;
    county.account("k2", "k2").await;
    let (person, page) = (PersonId::from("k2"), "/w/new");
    let body = "story=食堂饭菜质量差".to_owned();
    assert!(county.app.save_draft(&person, page, body.clone()).await.unwrap());
    assert!(!county.app.save_draft(&person, page, "x".repeat(300_000)).await.unwrap());
    county.it_is("2026-06-02T09:00");
    county.enter("k2").await;
    let draft = county.app.draft(&person, page).await.unwrap().unwrap();
    assert_eq!((draft.body, draft.saved_at), (body, at("2026-06-01T09:00")));
    assert_eq!(county.app.draft(&person, "/w").await.unwrap(), None);
    assert_eq!(county.app.draft(&"k3".into(), page).await.unwrap(), None);
    county.app.drop_draft(&person, page).await.unwrap();
    assert_eq!(county.app.draft(&person, page).await.unwrap(), None);
    county.app.save_draft(&person, page, "later".to_owned()).await.unwrap();
    county.it_is("2026-06-10T09:00");
    county.app.tidy_sign_in().await.unwrap();
    assert_eq!(county.app.draft(&person, page).await.unwrap(), None, "kept seven days");
    county.app.close().await.unwrap();
}

async fn an_erased_account_leaves_nothing(site: &Site) {
    let county = county(site).await;
    county.account("k3", "k3").await;
    county.enter("k3").await;
    county.app.save_draft(&"k3".into(), "/w/new", "text".to_owned()).await.unwrap();
    county.app.close().await.unwrap();
    let store = site.store().await;
    let person = PersonId::from("k3");
    store.erase_person(&person, at("2026-06-01T10:00")).await.unwrap();
    assert_eq!(store.read_account(&person).await.unwrap(), None);
    assert_eq!(store.list_sessions_of(&person).await.unwrap(), []);
    assert_eq!(store.read_draft(&person, "/w/new").await.unwrap(), None);
    store.close().await.unwrap();
}

async fn a_reset_at_the_machine(site: &Site) {
    let county = county(site).await;
    county.account("sec1", "sec1").await;
    let initial = county.app.reset_password_at_machine("SEC1").await.unwrap().0;
    county.try_password("sec1", &initial).await.unwrap();
    let nobody = county.app.reset_password_at_machine("nobody").await;
    assert_eq!(refusal(nobody), AccountRefused::NoAccount);
    assert!(county.kinds_of("sec1").await.contains(&SecurityKind::PasswordReset));
    county.app.close().await.unwrap();
}

/// RFC 6238 appendix B, the last six digits of each.
#[test]
fn codes_are_those_of_the_standard() {
    let secret = b"12345678901234567890";
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        let at = Instant::from_micros(seconds * 1_000_000);
        assert_eq!(code_at(secret, at), code, "{seconds}");
    }
    assert_eq!(read_base32("GEZDGNBVGY3TQOJQ GEZDGNBVGY3TQOJQ").unwrap(), secret);
    assert_eq!(read_base32("1"), None);
}
