//! 本人所见、权限表、案卷行 (domain.md 2.2, decisions E32): the person sees everything about himself and
//! what comes next; others who have no part see nothing.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::*;
use xiaoneng_domain::rules::*;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{Row, Whom, rows_of};

use crate::county::at;
use crate::hall::*;

/// Every act has its row, once; not found and not his are the same words.
#[test]
fn the_table_is_whole() {
    let acts: BTreeSet<&str> = CASE_TABLE.iter().map(|row| row.act.code()).collect();
    assert_eq!(acts.len(), CASE_TABLE.len());
    assert_eq!(acts.len(), CaseAct::ALL.len());
    assert!(CASE_TABLE.iter().all(|row| !row.allowed.is_empty() && !row.clause.is_empty()));
    let mut nothing = Hall::new();
    let accept = || AcceptClue { reason: text("有") };
    let missing = nothing.refusal("S1_head", accept());
    let mut hall = Hall::investigating(ClueSource::Complaint, of_staff());
    let unseen = hall.refusal("S1_head", accept());
    let own = hall.refusal("JYK_staff", accept());
    assert_eq!(missing.to_string(), unseen.to_string());
    assert_eq!(missing.to_string(), own.to_string());
    assert_eq!((missing.code(), missing.clause()), (own.code(), own.clause()));
    assert_eq!(hall.refusal("citizen:p1", accept()).to_string(), missing.to_string());
    assert_eq!(
        hall.refusal("JYK_staff", clue(ClueSource::Media, of_staff())).code(),
        "case_unseen"
    );
}

/// Sealed until explanation is demanded; open from acceptance where nothing is sealed.
#[test]
fn from_when_the_person_sees() {
    for source in ClueSource::ALL {
        let mut hall = Hall::investigating(*source, of_staff());
        assert_eq!(hall.seen().is_some(), !source.is_sealed(), "{}", source.name());
        assert_eq!(hall.may_see("JYK_staff"), !source.is_sealed(), "{}", source.name());
        let told = hall.told.iter().any(|(person, _)| person.as_str() == "JYK_staff");
        assert_eq!(told, !source.is_sealed(), "{}", source.name());
        hall.grant("XNB_clerk", fact(FactKind::SubjectTalk));
        assert!(hall.seen().is_some() && hall.may_see("JYK_staff"));
    }
}

/// His unit, his line but the director, and strangers see nothing while it is open.
#[test]
fn who_else_sees() {
    let hall = Hall::notified(Measure::Circular);
    let rows = [
        ("JYK_staff", true),
        ("XNB_head", true),
        ("XNB_clerk", true),
        ("DDS_staff", false),
        ("DDS_clerk", false),
        ("director", true),
        ("discipline", true),
        ("JYK_head", false),
        ("JYK_clerk", false),
        ("deputy", false),
        ("deputy_schools", false),
        ("hr", false),
        ("S1_head", false),
        ("sysadmin", false),
        ("secadmin", false),
        ("auditadmin", false),
        ("citizen:p1", false),
    ];
    for (person, sees) in rows {
        assert_eq!(hall.may_see(person), sees, "{person}");
    }
    let served = Hall::served(Measure::Circular);
    assert!(served.may_see("JYK_head"), "he lets it be carried out");
    assert!(served.may_see("hr"));
    assert!(!served.may_see("deputy") && !served.may_see("JYK_clerk"));
}

/// The steps done, the next with its due, the rights with their end.
#[test]
fn what_the_person_sees() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let next = |hall: &Hall| hall.seen().unwrap().next.unwrap();
    assert_eq!(next(&hall).step, NextStep::Investigate);
    assert!(next(&hall).due_at.is_some());
    hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]));
    assert_eq!(hall.seen().unwrap().stage, Stage::Investigating, "told with the notice");
    hall.grant("XNB_head", intent(vec![measure(1, Measure::WrittenWarning)]));
    let seen = hall.seen().unwrap();
    assert_eq!(next(&hall).step, NextStep::Statement);
    let until = at("2026-03-09T17:30");
    assert_eq!(seen.rights, [OpenRight { right: Right::Statement, until }]);
    assert_eq!(seen.done.last().unwrap().texts.len(), 2, "facts and basis");
    hall.on("2026-03-09T17:31");
    assert!(hall.seen().unwrap().rights.is_empty());
    hall.on("2026-03-05T09:00").grant("JYK_staff", MakeCaseStatement { text: text("我说") });
    assert_eq!(next(&hall).step, NextStep::Examine);
    let examine = ExamineStatement { outcome: StatementOutcome::Adopted, record: text("核实") };
    hall.grant("XNB_clerk", examine).grant("XNB_head", panel());
    assert_eq!(next(&hall).step, NextStep::Decide);
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        hall.grant(member, vote(Vote::AsProposed));
    }
    let fixed = vec![measure(1, Measure::WrittenWarning)];
    let warning = Some("3 months".parse().unwrap());
    hall.grant("director", DecideCase { warning, ..decision(fixed) });
    assert_eq!(hall.seen().unwrap().measure, None, "not before it is served");
    assert_eq!(hall.seen().unwrap().stage, Stage::Deliberated);
    hall.grant("XNB_head", serve());
    let seen = hall.seen().unwrap();
    assert_eq!(seen.measure, Some(Imposed::Person(Measure::WrittenWarning)));
    let rights: Vec<Right> = seen.rights.iter().map(|one| one.right).collect();
    assert_eq!(rights, [Right::Review, Right::Appeal]);
    assert_eq!(seen.next.unwrap().step, NextStep::BecomeFinal);
    assert_eq!(seen.warning_until, Some(at("2026-06-05T09:00")));
    let kinds: Vec<MilestoneKind> = seen.done.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.first(), Some(&MilestoneKind::Accepted));
    assert_eq!(kinds.last(), Some(&MilestoneKind::Served));
}

/// Where the clue came from is in nothing that the person may read.
#[test]
fn the_source_stays_with_the_office() {
    let hall = Hall::notified(Measure::Circular);
    let reference = hall.case.clue.as_ref().unwrap().reference;
    let texts: Vec<_> = hall.seen().unwrap().done.into_iter().flat_map(|one| one.texts).collect();
    assert!(!texts.contains(&reference));
}

/// One row, the lists it stands in, the timer; from the events alone.
#[test]
fn rows() {
    let hall = Hall::deliberated(Measure::Circular, Vote::AsProposed);
    let stream = StreamId::Case("ZZ-2026-0001".into());
    let rows = rows_of(&stream, &hall.recorded).unwrap();
    assert_eq!(rows, case_rows(&hall.case));
    let mut parts = Vec::new();
    for row in &rows {
        match row {
            Row::Docket(row) => {
                assert_eq!((row.state.as_str(), row.grade.as_str()), ("deliberated", "ordinary"));
                assert_eq!(row.person, Some("JYK_staff".into()));
                assert_eq!(row.unit, Some("JYK".into()));
                assert_eq!(row.matter, None);
                assert!(row.due_at.is_some());
            }
            Row::DocketPart(part) => {
                let whom = match &part.whom {
                    Whom::Person(person) => person.to_string(),
                    Whom::Unit(unit) => unit.to_string(),
                };
                parts.push(format!("{whom}:{}", part.part));
            }
            Row::Timer(timer) => assert_eq!(timer.stream, stream),
            other => panic!("{other:?}"),
        }
    }
    parts.sort();
    let due = [
        "JYK_staff:subject",
        "XNB:handles",
        "XNB_clerk:investigates",
        "XNB_staff:investigates",
        "director:decides",
    ];
    assert_eq!(parts, due);
    let sealed = Hall::investigating(ClueSource::Complaint, of_staff());
    let is_his = |row: &Row| matches!(row, Row::DocketPart(part) if part.part == "subject");
    assert!(!case_rows(&sealed.case).iter().any(is_his));
    assert!(case_rows(&Case::default()).is_empty());
}

/// States while it is carried out.
#[test]
fn states_of_execution() {
    let mut hall = Hall::served(Measure::WrittenWarning);
    assert_eq!(state_code(&hall.case), "executing");
    hall.grant("JYK_staff", AskCaseReview { grounds: text("不服") });
    assert_eq!(state_code(&hall.case), "review");
    let mut other = Hall::served(Measure::WrittenWarning);
    other.grant("JYK_staff", AskAppeal { grounds: text("不服") });
    assert_eq!(state_code(&other.case), "appeal");
    let mut silent = Hall::served(Measure::WrittenWarning);
    silent.on("2026-04-02T09:00").beat();
    assert_eq!(state_code(&silent.case), "final");
    silent.on("2026-07-02T09:00").beat();
    assert_eq!(state_code(&silent.case), "lifted");
}

/// Who is told what, in order.
#[test]
fn who_is_told() {
    let hall = Hall::served(Measure::Talk);
    let told: Vec<String> = hall
        .told
        .iter()
        .map(|(person, what)| format!("{person}:{}", what.template.code()))
        .collect();
    let due = [
        "XNB_head:case_clue_arrived",
        "JYK_staff:case_accepted_against_you",
        "XNB_clerk:case_investigate",
        "XNB_staff:case_investigate",
        "XNB_head:case_faults_found",
        "JYK_staff:case_intent_notified",
        "XNB_head:case_ready_to_deliberate",
        "BGS_head:case_deliberate",
        "DDS_head:case_deliberate",
        "PAK_head:case_deliberate",
        "director:case_ready_to_decide",
        "XNB_head:case_ready_to_serve",
        "JYK_staff:case_served",
    ];
    assert_eq!(told, due);
    let of = |notice| hall.told.iter().find(|(_, told)| told.template == notice).unwrap().1.due_at;
    assert_eq!(of(CaseNotice::IntentNotified), Some(at("2026-03-09T17:30")));
    assert_eq!(of(CaseNotice::Served), Some(at("2026-04-01T17:30")));
}
