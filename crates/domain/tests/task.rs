//! 督办. The way of a task, its never-list, clauses 4, 5 and 27. Its figures stand in `task_figures.rs`,
//! the laws over sequences of wishes by chance in `task_laws.rs`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;
mod task_bench;

use county::at;
use supervision::{blank, digest, said, written};
use task_bench::{
    Bench, concluded, every_test, instruct, open, opened, proposal, propose, reported, slip,
};
use xiaoneng_domain::rules::{SourceKind, UrgingLevel};
use xiaoneng_domain::task::{NotPermitted, TaskRefusal as No, *};

fn date(text: &str) -> xiaoneng_calendar::Date {
    text.parse().unwrap()
}

/// 办公室、教育科、平安科、督导室 push; no other section and no school does (clause 27).
#[test]
fn the_four_sections_push() {
    for (section, by) in
        [("BGS", "BGS_staff"), ("JYK", "JYK_staff"), ("PAK", "PAK_head"), ("DDS", "DDS_clerk")]
    {
        let mut bench = Bench::new();
        let mut wish = proposal();
        wish.section = section.into();
        wish.assisting.clear();
        bench.grant(by, propose("t1", wish));
    }
    for (section, by) in [("XNB", "XNB_staff"), ("S2", "S2_head"), ("JU", "director")] {
        let mut wish = proposal();
        wish.section = section.into();
        let refused = Bench::new().refused(by, propose("t1", wish));
        assert_eq!(refused, No::NotPushing { unit: section.into() });
    }
    // Somebody of another section proposes nothing in this one's name.
    let refused = Bench::new().refused("JYK_staff", propose("t1", proposal()));
    assert_eq!(refused.code(), "not_permitted");
}

/// Never: a task without one lead; nobody has two parts; the section has none.
#[test]
fn one_lead_and_no_part_for_the_section() {
    let refused = |change: fn(&mut Proposal)| {
        let mut wish = proposal();
        change(&mut wish);
        Bench::new().refused("BGS_staff", propose("t1", wish))
    };
    let twice = refused(|wish| wish.assisting[0].unit = "S1".into());
    assert_eq!(twice, No::PartyTwice { unit: "S1".into() });
    let own = refused(|wish| wish.lead = Party { unit: "BGS".into(), person: None });
    assert_eq!(own, No::SectionIsParty { unit: "BGS".into() });
    let above = refused(|wish| wish.lead = Party { unit: "JU".into(), person: None });
    assert_eq!(above, No::SectionIsParty { unit: "JU".into() });
    let assisting = refused(|wish| wish.assisting[0].unit = "BGS".into());
    assert_eq!(assisting, No::SectionIsParty { unit: "BGS".into() });
    let stranger = refused(|wish| wish.lead.person = Some("S2_staff".into()));
    assert_eq!(stranger.code(), "person_not_of_lead");
    for change in [
        (|wish| wish.title = blank()) as fn(&mut Proposal),
        |wish| wish.source_document = blank(),
        |wish| wish.content = blank(),
        |wish| wish.demand = blank(),
        |wish| wish.quality = blank(),
    ] {
        assert_eq!(refused(change).code(), "text_missing");
    }
}

/// 多头督查 (政府督查工作条例 art. 15): the same item of the same source is given out once.
#[test]
fn the_same_item_is_not_given_out_twice() {
    let other = |key, task: &str| OpenSource { key, task: task.into(), section: "JYK".into() };
    let with = |open_sources| Propose { number: "t1".into(), proposal: proposal(), open_sources };
    let elsewhere = No::OpenElsewhere { task: "t0".into(), section: "JYK".into() };
    let refused = Bench::new().refused("BGS_staff", with(vec![other(digest(1), "t0")]));
    assert_eq!(refused, elsewhere);
    let mut bench = Bench::new();
    bench.grant("BGS_staff", with(vec![other(digest(2), "t0")]));
    // In the meantime somebody else opened it.
    let late = Open { slip: slip(1), open_sources: vec![other(digest(1), "t0")] };
    assert_eq!(bench.refused("BGS_head", late), elsewhere);
    let own = Open { slip: slip(1), open_sources: vec![other(digest(1), "t1")] };
    bench.grant("BGS_head", own);
}

/// 立项 takes a number of this year; one signs once.
#[test]
fn opening_takes_a_number_and_is_done_once() {
    let mut bench = Bench::new();
    bench.grant("BGS_staff", propose("t1", proposal()));
    for wrong in [docket_slip(2025, 1), docket_slip(2026, 0)] {
        let refused = bench.refused("BGS_head", Open { slip: wrong, open_sources: vec![] });
        assert_eq!(refused, No::SlipMalformed { slip: wrong });
    }
    assert_eq!(bench.refused("BGS_staff", open(1)).code(), "not_permitted");
    assert_eq!(bench.refused("S1_head", open(1)).code(), "unseen", "only proposed yet");
    bench.grant("BGS_head", open(1));
    assert_eq!(bench.refused("BGS_head", open(2)).code(), "already_opened");
    assert_eq!(bench.refused("BGS_staff", propose("t1", proposal())).code(), "already_proposed");
    assert_eq!(task_state(&bench.state), "assigned");
    bench.grant("S1_clerk", Sign { unit: "S1".into() });
    assert_eq!(bench.refused("S1_head", Sign { unit: "S1".into() }).code(), "already_signed");
    assert_eq!(bench.refused("S1_head", Sign { unit: "S2".into() }).code(), "not_of_that_unit");
    bench.grant("S2_clerk", Sign { unit: "S2".into() });
    assert_eq!(task_state(&bench.state), "in_progress");
}

fn docket_slip(year: i16, number: u32) -> xiaoneng_domain::docket::Slip {
    xiaoneng_domain::docket::Slip { year, number }
}

/// 批示: by a leader, with the source 批示, proposed and opened in one.
#[test]
fn a_leader_instructs_in_one() {
    let mut wish = proposal();
    wish.source_kind = SourceKind::Instruction;
    let kinds = Bench::new().grant("director", instruct("t1", wish.clone()));
    assert_eq!(kinds, ["task_proposed/1", "task_opened/1"]);
    Bench::new().grant("deputy", instruct("t1", wish.clone()));
    Bench::new().grant("deputy_schools", instruct("t1", wish.clone()));
    assert_eq!(Bench::new().refused("BGS_head", instruct("t1", wish)).code(), "not_permitted");
    let refused = Bench::new().refused("director", instruct("t1", proposal()));
    assert_eq!(refused, No::NotAnInstruction);
}

/// Clause 4: a report without evidence is refused; a returned report counts as redo.
#[test]
fn a_report_needs_evidence_and_its_return_counts() {
    let mut bench = opened();
    let bare = Report { text: written(), evidence: vec![] };
    assert_eq!(bench.refused("S1_head", bare), No::EvidenceMissing);
    let signed_by_clerk = Report { text: written(), evidence: vec![digest(5)] };
    assert_eq!(bench.refused("S1_clerk", signed_by_clerk).code(), "not_permitted");
    reported(&mut bench);
    assert_eq!(task_state(&bench.state), "reported");
    let again = Report { text: written(), evidence: vec![digest(5)] };
    assert_eq!(bench.refused("S1_head", again), No::UnderReview { report: 1 });
    let back = Finding::Return { reason: written() };
    bench.grant("BGS_staff", ReviewReport { report: 1, finding: back });
    assert_eq!((redo_count(&bench.state), task_state(&bench.state)), (1, "in_progress"));
    reported(&mut bench);
    concluded(&mut bench, 2);
    let march = Period { from: at("2026-03-01"), until: at("2026-04-01") };
    let share = |part, whole| Share { part, whole };
    assert_eq!(first_pass_rate([&bench.state], march), share(0, 1));
    let mut smooth = opened();
    reported(&mut smooth);
    concluded(&mut smooth, 1);
    assert_eq!(first_pass_rate([&bench.state, &smooth.state], march), share(1, 2));
}

/// Never: concluded by the lead itself, nor by an assisting unit, nor by whoever is not of the section.
#[test]
fn only_the_section_concludes() {
    let approve = || {
        let finding = Finding::Approve { tests: every_test(), opinion: written() };
        ReviewReport { report: 1, finding }
    };
    let mut bench = opened();
    reported(&mut bench);
    for by in ["S1_head", "S1_staff", "S2_head", "deputy_schools", "director", "XNB_staff"] {
        assert_eq!(bench.refused(by, approve()).code(), "not_permitted", "{by}");
    }
    for by in ["PAK_head", "hr_of_nowhere", "citizen:c1", "sysadmin", "secadmin", "auditadmin"] {
        assert_eq!(bench.refused(by, approve()).code(), "unseen", "{by}");
    }
    bench.grant("BGS_clerk", approve());
    assert!(bench.state.ended.is_some());
}

/// A supervisor who moved to the lead unit, and the head who signed the report there, review nothing.
#[test]
fn whoever_changes_sides_does_not_review() {
    use std::collections::BTreeSet;
    use xiaoneng_domain::organization::{MovePerson, Role};
    let mut county = county::county();
    let mut bench = opened();
    reported(&mut bench);
    // The head of the school becomes a clerk of the section after he signed.
    county.grant("director", MovePerson { person: "S1_head".into(), unit: "BGS".into() });
    let roles = BTreeSet::from([Role::Staff]);
    let assign = xiaoneng_domain::organization::AssignRoles { person: "S1_head".into(), roles };
    county.grant("director", assign);
    bench.organization = county.organization;
    let finding = Finding::Approve { tests: every_test(), opinion: written() };
    let refused = bench.refused("S1_head", ReviewReport { report: 1, finding });
    assert!(matches!(refused, No::NotPermitted(NotPermitted::BothSides { .. })), "{refused}");
}

/// A new instruction begins a round of its own where the report was in time; where it was late the due
/// instant stands.
#[test]
fn a_new_instruction_never_rescues_what_is_late() {
    let further = || {
        let finding = Finding::Instruct { instruction: written(), due_on: None };
        ReviewReport { report: 1, finding }
    };
    let mut bench = opened();
    reported(&mut bench);
    bench.on("2026-04-02T09:00").grant("BGS_head", further());
    assert_eq!(bench.state.rounds.len(), 2);
    assert_eq!(bench.state.round().unwrap().due.at, at("2026-05-06T17:30"), "30 days, holidays on");
    let mut late = opened();
    late.on("2026-04-01T17:31");
    reported(&mut late);
    late.grant("BGS_head", further());
    assert_eq!(late.state.rounds.len(), 1);
    assert!(late.state.is_overdue(late.now));
}

/// Clause 5: an assisting unit that is late has its own mark; the lead has none.
#[test]
fn an_assisting_unit_is_late_by_itself() {
    let mut bench = opened();
    bench.on("2026-03-20T17:31");
    let kinds = bench.grant("system", KeepTime { next_slip: slip(9) });
    assert!(kinds.contains(&"task_assist_fell_overdue/1"), "{kinds:?}");
    assert_eq!(bench.grant("system", KeepTime { next_slip: slip(9) }), [""; 0], "once");
    reported(&mut bench);
    concluded(&mut bench, 1);
    let points = &bench.rules.on(bench.now.date()).task.as_ref().unwrap().points;
    let march = Period { from: at("2026-03-01"), until: at("2026-04-01") };
    let found = deductions(&bench.state, points, march);
    let found: Vec<_> = found.iter().map(|one| (one.unit.as_str(), one.cause)).collect();
    assert_eq!(found, [("S2", DeductionCause::LateAssist)]);
    let mut punctual = opened();
    let answer = AnswerAssist { unit: "S2".into(), text: written(), evidence: vec![digest(6)] };
    assert_eq!(punctual.refused("S1_head", answer.clone()).code(), "not_permitted");
    let bare = AnswerAssist { evidence: vec![], ..answer.clone() };
    assert_eq!(punctual.refused("S2_head", bare), No::EvidenceMissing);
    punctual.grant("S2_head", answer);
    punctual.on("2026-03-20T17:31").grant("system", KeepTime { next_slip: slip(9) });
    assert!(!punctual.state.assists[0].is_late(punctual.now));
    assert!(punctual.state.assists[0].fell_overdue_at.is_none());
}

/// 督办单: the first level to the lead, the second to his head as well, the third to the leader in
/// charge as well; a level once in a round; what is not overdue is only reminded.
#[test]
fn orders_of_three_levels() {
    let urge = |level, number| Urge { level, demand: written(), slip: slip(number) };
    let mut bench = opened();
    let early = bench.refused("BGS_staff", urge(UrgingLevel::Order, 1));
    assert_eq!(early.code(), "not_overdue_yet");
    bench.grant("BGS_staff", urge(UrgingLevel::Reminder, 1));
    assert_eq!(bench.state.orders[0].recipients, ["S1_staff".into()]);
    let twice = bench.refused("BGS_staff", urge(UrgingLevel::Reminder, 2));
    assert_eq!(twice.code(), "already_urged");
    assert_eq!(bench.refused("S1_head", urge(UrgingLevel::Reminder, 2)).code(), "not_permitted");
    assert_eq!(bench.refused("S2_staff", urge(UrgingLevel::Reminder, 2)).code(), "not_permitted");
    bench.on("2026-04-01T17:31");
    bench.grant("BGS_head", urge(UrgingLevel::Order, 2));
    assert_eq!(bench.state.orders[1].recipients, ["S1_staff".into(), "S1_head".into()]);
    bench.grant("BGS_head", urge(UrgingLevel::Grave, 3));
    let all = ["S1_staff".into(), "S1_head".into(), "deputy_schools".into()];
    assert_eq!(bench.state.orders[2].recipients, all);
}

/// 延期: before expiry, with reason and progress; first check, then the leader; three persons; and a
/// due instant never moves after it has passed.
#[test]
fn more_time_is_asked_before_expiry_and_decided_by_two() {
    let ask =
        |until: &str| AskExtension { until: date(until), reason: written(), progress: written() };
    let check = CheckExtension { request: 1, verdict: Verdict::Agree };
    let decide = DecideExtension { request: 1, verdict: Verdict::Agree };
    let mut bench = opened();
    let empty = AskExtension { reason: blank(), ..ask("2026-04-10") };
    assert_eq!(bench.refused("S1_head", empty).code(), "text_missing");
    let silent = AskExtension { progress: blank(), ..ask("2026-04-10") };
    assert_eq!(bench.refused("S1_head", silent).code(), "text_missing");
    assert_eq!(bench.refused("S1_head", ask("2026-04-01")).code(), "extension_empty");
    bench.grant("S1_staff", ask("2026-04-10"));
    assert_eq!(bench.refused("S1_head", ask("2026-04-11")).code(), "extension_pending");
    assert_eq!(bench.refused("deputy", decide.clone()).code(), "not_permitted", "not checked yet");
    for by in ["S1_staff", "S1_head", "deputy", "director"] {
        assert_eq!(bench.refused(by, check.clone()).code(), "not_permitted", "{by}");
    }
    bench.grant("BGS_head", check.clone());
    assert_eq!(bench.refused("BGS_head", decide.clone()).code(), "not_permitted");
    assert_eq!(bench.state.round().unwrap().due.at, at("2026-04-01T17:30"));
    let mut late = bench.clone();
    bench.grant("deputy", decide.clone());
    assert_eq!(bench.state.round().unwrap().due.at, at("2026-04-10T17:30"));
    assert_eq!(bench.state.round().unwrap().first_due.at, at("2026-04-01T17:30"));

    late.on("2026-04-01T17:30");
    assert_eq!(late.refused("deputy", decide.clone()).code(), "due_passed");
    let kinds = late.on("2026-04-01T17:31").grant("system", KeepTime { next_slip: slip(1) });
    assert!(kinds.contains(&"task_extension_lapsed/1"), "{kinds:?}");
    assert_eq!(late.refused("deputy", decide).code(), "not_permitted");
    assert_eq!(late.refused("S1_head", ask("2026-04-20")).code(), "due_passed");
    assert_eq!(late.state.round().unwrap().due.at, at("2026-04-01T17:30"));
}

/// The second extension is the director's.
#[test]
fn the_second_extension_goes_to_the_director() {
    let mut bench = opened();
    for (request, until, approver) in [(1, "2026-04-10", "deputy"), (2, "2026-04-20", "director")] {
        let ask = AskExtension { until: date(until), reason: written(), progress: written() };
        bench.grant("S1_head", ask);
        bench.grant("BGS_head", CheckExtension { request, verdict: Verdict::Agree });
        assert_eq!(bench.state.pending_extension().unwrap().approver, approver.into());
        bench.grant(approver, DecideExtension { request, verdict: Verdict::Agree });
    }
    let ask = AskExtension { until: date("2026-04-30"), reason: written(), progress: written() };
    bench.grant("S1_head", ask);
    let no = || Verdict::Refuse(written());
    bench.grant("BGS_head", CheckExtension { request: 3, verdict: no() });
    assert!(bench.state.pending_extension().is_none());
}

/// 撤销 by the leader above who opened it, with a reason; never by who opened it.
#[test]
fn a_task_is_cancelled_from_above() {
    let cancel = || Cancel { reason: written() };
    let mut bench = opened();
    assert_eq!(bench.refused("BGS_head", cancel()).code(), "not_permitted");
    assert_eq!(bench.refused("deputy", Cancel { reason: blank() }).code(), "text_missing");
    bench.grant("deputy", cancel());
    assert_eq!(task_state(&bench.state), "cancelled");
    reported_after_end(&mut bench);
    let mut wish = proposal();
    wish.source_kind = SourceKind::Instruction;
    let mut by_deputy = Bench::new();
    by_deputy.grant("deputy", instruct("t1", wish.clone()));
    assert_eq!(by_deputy.refused("deputy", cancel()).code(), "not_permitted");
    by_deputy.grant("director", cancel());
    let mut by_director = Bench::new();
    by_director.grant("director", instruct("t1", wish));
    assert_eq!(by_director.refused("deputy", cancel()).code(), "not_permitted");
    by_director.grant("director", cancel());
    let mut proposed = Bench::new();
    proposed.grant("BGS_staff", propose("t1", proposal()));
    proposed.grant("BGS_head", cancel());
}

fn reported_after_end(bench: &mut Bench) {
    let report = Report { text: written(), evidence: vec![digest(5)] };
    assert_eq!(bench.refused("S1_head", report).code(), "already_ended");
    assert!(bench.grant("BGS_staff", Archive { archive_number: said("DA-1") }).len() == 1);
    let again = bench.refused("BGS_staff", Archive { archive_number: said("DA-1") });
    assert_eq!(again.code(), "already_archived");
}

/// Who reads a task: those who push, lead, assist, lead from above, and the two supervising offices;
/// for everybody else there is none.
#[test]
fn who_sees_a_task() {
    let bench = opened();
    let sees = |by: &str| bench.seen_by(by, |cx| may_see(cx, &bench.state));
    for by in [
        "system",
        "BGS_clerk",
        "BGS_head",
        "deputy",
        "director",
        "deputy_schools",
        "S1_clerk",
        "S1_head",
        "S2_head",
        "S2_staff",
        "XNB_staff",
        "DDS_clerk",
    ] {
        assert!(sees(by), "{by}");
    }
    for by in ["JYK_staff", "PAK_head", "citizen:c1", "sysadmin", "auditadmin"] {
        assert!(!sees(by), "{by}");
    }
    let nothing = Bench::new();
    assert!(!nothing.seen_by("director", |cx| may_see(cx, &nothing.state)));
    let mut hidden = opened();
    let mut absent = Bench::new();
    let sign = || Sign { unit: "S1".into() };
    let both = [hidden.refused("PAK_head", sign()), absent.refused("PAK_head", sign())];
    assert_eq!(both[0], both[1], "not found and not yours are one");
}

/// Every act has one row with a clause; nobody but the system keeps time.
#[test]
fn the_table_is_whole() {
    assert_eq!(TASK_TABLE.len(), TaskAct::ALL.len());
    for act in TaskAct::ALL {
        let rows = TASK_TABLE.iter().filter(|row| row.act == *act).count();
        assert_eq!((rows, act.row().clause.is_empty()), (1, false), "{}", act.name());
    }
    let mut bench = opened();
    for by in ["director", "BGS_head", "citizen:c1"] {
        let refused = bench.refused(by, KeepTime { next_slip: slip(1) });
        assert!(matches!(refused, No::NotPermitted(_)), "{by}");
    }
}
