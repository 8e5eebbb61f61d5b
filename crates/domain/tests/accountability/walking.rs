//! The case from the clue to the archive, with what is refused on the way (domain.md 7.7, 7.9).

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::*;
use xiaoneng_domain::rules::*;

use crate::county::at;
use crate::hall::*;

#[test]
fn from_clue_to_archive() {
    let mut hall = Hall::served(Measure::WrittenWarning);
    assert_eq!(hall.case.stage, Stage::Executing);
    hall.grant("XNB_head", ConfirmExecution { record: text("已谈话") });
    // 30 days of 3 March: 1 April; nothing was asked, so it is final.
    hall.on("2026-04-01T09:00");
    assert!(hall.beat().is_empty());
    hall.on("2026-04-02T09:00");
    assert_eq!(hall.beat(), ["case_became_final/1"]);
    assert!(hall.case.is_final());
    let refusal = hall.refusal("XNB_head", ArchiveCase {});
    assert_eq!(refusal, CaseRefusal::NotExecuted, "the warning runs");
    hall.on("2026-06-02T09:01");
    assert_eq!(hall.beat(), ["case_warning_lifted/1"], "7.4 #7: three months");
    hall.grant("XNB_head", ArchiveCase {});
    assert_eq!(hall.case.stage, Stage::Archived);
    assert_eq!(hall.replayed(), hall.case);
    assert_eq!(next_case_due_at(&hall.case), None);
}

/// domain.md 7.7: five working days to accept, thirty to decide; overdue is on record once.
#[test]
fn terms_of_the_office() {
    let mut hall = Hall::new();
    hall.grant("XNB_head", clue(ClueSource::RedCard, of_staff()));
    assert_eq!(hall.case.terms[&CaseStep::Acceptance].due_at, at("2026-03-09T17:30"));
    hall.on("2026-03-09T17:30");
    assert!(hall.beat().is_empty());
    hall.on("2026-03-09T17:31");
    assert_eq!(hall.beat(), ["case_step_overdue/1"]);
    let due_at = Some(at("2026-03-09T17:30"));
    let overdue = CaseTold { template: CaseNotice::Overdue, due_at };
    assert!(hall.told.contains(&("director".into(), overdue)));
    hall.grant("XNB_head", AcceptClue { reason: text("补办受理") });
    let due_at = hall.case.terms[&CaseStep::Investigation].due_at;
    let calendar = crate::county::rules().calendar();
    let days =
        calendar.working_days_between(hall.now().date().plus_days(1), due_at.date().plus_days(1));
    assert_eq!(days, 30, "7.7");
}

/// domain.md 7.7: at most thirty more, once, by approval, before the limit is over.
#[test]
fn extension() {
    let ask = |amount| AskCaseExtension { amount, reason: text("取证难") };
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let before = hall.case.terms[&CaseStep::Investigation].due_at;
    let most = "30 working days".parse().unwrap();
    assert_eq!(hall.refusal("XNB_clerk", ask(31)), CaseRefusal::ExtensionTooLong { most });
    assert_eq!(hall.refusal("XNB_clerk", ask(0)), CaseRefusal::ExtensionTooLong { most });
    hall.grant("XNB_clerk", ask(10));
    let yes = || DecideCaseExtension { request: 1, refusal: None };
    assert_eq!(hall.refusal("XNB_head", yes()).code(), "case_not_permitted");
    hall.grant("director", yes());
    assert!(hall.case.terms[&CaseStep::Investigation].due_at > before);
    assert_eq!(hall.refusal("XNB_clerk", ask(5)), CaseRefusal::ExtensionSpent { allowed: 1 });
    assert_eq!(hall.refusal("director", yes()), CaseRefusal::NoSuchRequest { request: 1 });
    let mut late = Hall::investigating(ClueSource::RedCard, of_staff());
    late.on("2026-06-01T09:00");
    assert_eq!(late.refusal("XNB_clerk", ask(5)).code(), "case_term_over", "B17");
}

/// Who may not investigate: 政务处分法 47.
#[test]
fn investigators() {
    let name = |names: &[&str]| NameInvestigators { investigators: people(names) };
    let mut hall = Hall::new();
    hall.grant("XNB_head", clue(ClueSource::RedCard, of_staff()))
        .grant("XNB_head", AcceptClue { reason: text("有") });
    let rows = [
        ("JYK_clerk", RecusalCause::Deputy),
        ("JYK_third", RecusalCause::SameUnit),
        ("JYK_staff", RecusalCause::Oneself),
        ("deputy", RecusalCause::Superior),
        ("director", RecusalCause::Superior),
        ("sysadmin", RecusalCause::Administrator),
        ("nobody", RecusalCause::NotServing),
    ];
    for (person, cause) in rows {
        let act = CaseAct::NameInvestigators;
        let refusal = hall.refusal("XNB_head", name(&["XNB_clerk", person]));
        assert_eq!(refusal, CaseRefusal::Recused { act, cause }, "{person}");
    }
    let refusal = hall.refusal("XNB_head", name(&["XNB_clerk"]));
    let whom = "调查人员";
    assert_eq!(refusal, CaseRefusal::TooFew { whom, found: 1, needed: 2 }, "两人以上");
    assert_eq!(hall.refusal("XNB_clerk", fact(FactKind::Talk)).code(), "case_not_permitted");
    hall.grant("XNB_head", name(&["XNB_clerk", "XNB_staff"]));
    let mut lonely = fact(FactKind::Talk);
    lonely.present = people(&["XNB_clerk"]);
    assert_eq!(hall.refusal("XNB_clerk", lonely).code(), "case_too_few");
    let excuse = ExcuseInvestigator { person: "XNB_staff".into(), reason: text("同学") };
    hall.grant("XNB_staff", excuse);
    assert_eq!(hall.refusal("XNB_clerk", fact(FactKind::Talk)).code(), "case_not_investigator");
}

/// The head of a school is not investigated by his own deputies, nor by those he leads.
#[test]
fn subordinates_do_not_investigate() {
    let mut hall = Hall::new();
    let against = Against::Person("S1_head".into(), PersonCategory::EducationManager);
    hall.grant("XNB_head", clue(ClueSource::RedCard, against))
        .grant("XNB_head", AcceptClue { reason: text("有") });
    for person in ["S1_staff", "S1_clerk"] {
        let investigators = people(&["XNB_clerk", person]);
        let refusal = hall.refusal("XNB_head", NameInvestigators { investigators });
        assert_eq!(refusal.code(), "case_recused", "{person}");
    }
}

/// Clause 50: a fault without effect cannot be graded beyond 一般.
#[test]
fn clause_50_effect_before_gravity() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let without = |gravity| NewFault { effect: None, ..fault(gravity) };
    let blank = |gravity| NewFault {
        effect: Some(xiaoneng_domain::text::Written::new(" ", [1; 16])),
        ..fault(gravity)
    };
    for gravity in [Gravity::Serious, Gravity::Grave] {
        let most = Gravity::Ordinary;
        let due = CaseRefusal::EffectMissing { gravity, most };
        assert_eq!(hall.refusal("XNB_clerk", found(vec![without(gravity)])), due);
        assert_eq!(hall.refusal("XNB_clerk", found(vec![blank(gravity)])), due);
        assert!(hall.asked("XNB_clerk", found(vec![fault(gravity)])).is_ok());
    }
    hall.grant("XNB_clerk", found(vec![without(Gravity::Ordinary)]));
}

/// What a finding needs: root, evidence on file, liability of the person, each act once.
#[test]
fn findings() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let plain = || fault(Gravity::Ordinary);
    let rows = [
        (NewFault { fault: Fault::F02, root: Root::Commission, ..plain() }, "case_root_unfit"),
        (NewFault { evidence: BTreeSet::new(), ..plain() }, "case_evidence_missing"),
        (NewFault { evidence: BTreeSet::from([2]), ..plain() }, "case_evidence_missing"),
        (NewFault { answerable: None, ..plain() }, "case_liability_missing"),
        (NewFault { answerable: alone("JYK_head"), ..plain() }, "case_not_liable"),
    ];
    for (fault, code) in rows {
        assert_eq!(hall.refusal("XNB_clerk", found(vec![fault])).code(), code);
    }
    assert_eq!(hall.refusal("XNB_clerk", found(vec![])), CaseRefusal::NoFaults);
    let twice = vec![plain(), plain()];
    assert_eq!(hall.refusal("XNB_clerk", found(twice)).code(), "case_same_conduct");
    let other = NewFault { conduct: 2, ..plain() };
    hall.grant("XNB_clerk", found(vec![plain(), other]));
    assert_eq!(hall.case.findings.as_ref().unwrap().faults.len(), 2);
    assert_eq!(hall.case.findings.as_ref().unwrap().faults[0].liability, Some(Liability::Direct));
}

/// 7.2 in the case: others along the chain are named, so that they get a case of their own.
#[test]
fn others_along_the_chain() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let chain = RoleChain {
        handler: "JYK_staff".into(),
        reviewer: Some("JYK_head".into()),
        approver: Some("deputy".into()),
    };
    let seen = Awareness::ShouldHaveSeen;
    let deviation = Deviation::WrongDraft { reviewer: seen, approver: seen };
    let one = NewFault { answerable: Some((chain, deviation)), ..fault(Gravity::Ordinary) };
    hall.grant("XNB_clerk", found(vec![one]));
    let others = &hall.case.findings.as_ref().unwrap().others;
    let due =
        [("JYK_head".into(), Liability::MainLeader), ("deputy".into(), Liability::ImportantLeader)];
    assert_eq!(*others, Liable::from(due));
}

/// 政务处分法 43: no decision before the person was heard, has waived it, or his term has passed.
#[test]
fn nothing_is_decided_before_the_defence() {
    let mut hall = Hall::notified(Measure::Circular);
    let decide = || decision(vec![measure(1, Measure::Circular)]);
    let until = Some(at("2026-03-09T17:30"));
    assert_eq!(hall.refusal("director", decide()), CaseRefusal::NotYetHeard { until });
    assert_eq!(hall.refusal("XNB_head", panel()).code(), "case_wrong_stage");
    hall.grant("JYK_staff", MakeCaseStatement { text: text("我病了") });
    assert_eq!(hall.refusal("XNB_head", panel()).code(), "case_wrong_stage", "not examined yet");
    hall.on("2026-03-20T09:00");
    assert!(!hall.beat().contains(&"case_statement_term_passed/1"), "it was made");
    let examine =
        ExamineStatement { outcome: StatementOutcome::NotAdopted, record: text("核实") };
    hall.grant("XNB_clerk", examine).grant("XNB_head", panel());
    assert_eq!(hall.refusal("director", decide()).code(), "case_wrong_stage", "not deliberated");
}

/// The term passes in silence; then nothing is accepted any more, and the case goes on.
#[test]
fn the_term_for_a_statement_passes() {
    let mut hall = Hall::notified(Measure::Circular);
    hall.on("2026-03-09T17:30");
    assert!(hall.beat().is_empty());
    hall.on("2026-03-09T17:31");
    assert_eq!(hall.beat(), ["case_statement_term_passed/1"]);
    let refusal = hall.refusal("JYK_staff", MakeCaseStatement { text: text("现在才说") });
    assert_eq!(refusal.code(), "case_wrong_stage");
    hall.grant("XNB_head", panel());
}

/// Whoever deliberates stands outside the person's line and the investigation.
#[test]
fn who_deliberates() {
    let mut hall = Hall::notified(Measure::Circular);
    hall.grant("JYK_staff", WaiveStatement {});
    let convene = |person: &str| ConvenePanel {
        chair: "DDS_head".into(),
        members: people(&["DDS_head", "PAK_head", person]),
    };
    let rows = [
        ("director", RecusalCause::Superior),
        ("deputy", RecusalCause::Superior),
        ("JYK_third", RecusalCause::SameUnit),
        ("JYK_clerk", RecusalCause::Deputy),
        ("XNB_clerk", RecusalCause::Investigated),
        ("JYK_staff", RecusalCause::Oneself),
        ("auditadmin", RecusalCause::Administrator),
    ];
    for (person, cause) in rows {
        let refusal = hall.refusal("XNB_head", convene(person));
        assert_eq!(refusal, CaseRefusal::Recused { act: CaseAct::ConvenePanel, cause }, "{person}");
    }
    let mut two = panel();
    two.members = people(&["DDS_head", "PAK_head"]);
    assert_eq!(hall.refusal("XNB_head", two).code(), "case_too_few");
    let outside = ConvenePanel { chair: "XNB_head".into(), ..panel() };
    assert_eq!(hall.refusal("XNB_head", outside), CaseRefusal::ChairNotMember);
    hall.grant("XNB_head", panel()).grant("DDS_head", vote(Vote::AsProposed));
    assert_eq!(hall.refusal("DDS_head", vote(Vote::Lighter)), CaseRefusal::VotedAlready);
    assert_eq!(hall.refusal("XNB_head", panel()), CaseRefusal::VotingBegan);
    assert_eq!(hall.refusal("BGS_staff", vote(Vote::Lighter)).code(), "case_unseen");
}

/// The panel's conclusion bounds the decision; in doubt for the person.
#[test]
fn the_panel_bounds_the_decision() {
    let decide = |which| decision(vec![measure(1, which)]);
    let mut hall = Hall::deliberated(Measure::WrittenReview, Vote::Lighter);
    let outcome = Vote::Lighter;
    let refusal = hall.refusal("director", decide(Measure::WrittenReview));
    assert_eq!(refusal, CaseRefusal::AgainstThePanel { outcome });
    hall.grant("director", decide(Measure::Talk));
    let mut none = Hall::deliberated(Measure::WrittenReview, Vote::NotAccountable);
    assert_eq!(none.refusal("director", decide(Measure::Talk)).code(), "case_against_panel");
    none.grant("director", DecideNone { reason: text("情节显著轻微") });
    assert_eq!(none.case.stage, Stage::Cleared);
    let votes = [Vote::AsProposed, Vote::Lighter, Vote::NotAccountable];
    let mut split = Hall::notified(Measure::WrittenReview);
    split.grant("JYK_staff", WaiveStatement {}).grant("XNB_head", panel());
    for (member, cast) in ["DDS_head", "PAK_head", "BGS_head"].into_iter().zip(votes) {
        split.grant(member, vote(cast));
    }
    assert_eq!(split.case.panel.as_ref().unwrap().outcome, Some(Vote::Lighter));
}

/// 申辩不加重: never heavier than what he was told.
#[test]
fn never_heavier_than_the_notice() {
    let mut hall = Hall::deliberated(Measure::WrittenReview, Vote::AsProposed);
    let heavier = decision(vec![measure(1, Measure::Admonition)]);
    assert_eq!(hall.refusal("director", heavier), CaseRefusal::HeavierThanBefore { fault: 1 });
    hall.grant("director", decision(vec![measure(1, Measure::WrittenReview)]));
}

/// 7.3, 7.4: what is proposed fits the category, is ours to decide, and is admissible.
#[test]
fn what_may_be_proposed() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]));
    let elsewhere = [
        (Measure::Suspension, DecidedBy::CadreAuthority),
        (Measure::Resignation, DecidedBy::CadreAuthority),
        (Measure::Removal, DecidedBy::CadreAuthority),
        (Measure::Dismissal, DecidedBy::CompetentOrgan),
        (Measure::Sanction, DecidedBy::CompetentOrgan),
        (Measure::Transfer, DecidedBy::Bureau),
    ];
    for (which, decided_by) in elsewhere {
        let refusal = hall.refusal("XNB_head", intent(vec![measure(1, which)]));
        assert_eq!(refusal, CaseRefusal::NotOurs { measure: which, decided_by }, "7.4");
    }
    let sanction = Fixed { fault: 1, measure: None, sanction: Some(Sanction::Warning) };
    let refusal = hall.refusal("XNB_head", intent(vec![sanction]));
    assert_eq!(refusal.code(), "case_sanction_not_admissible", "7.3: 一般过错");
    let unit =
        Fixed { fault: 1, measure: Some(Imposed::Unit(UnitMeasure::Rectify)), sanction: None };
    assert_eq!(hall.refusal("XNB_head", intent(vec![unit])), CaseRefusal::NotForPersons);
    assert_eq!(hall.refusal("XNB_head", intent(vec![])).code(), "case_fixed_once");
    let talk = measure(1, Measure::Talk);
    assert_eq!(hall.refusal("XNB_head", intent(vec![talk, talk])).code(), "case_fixed_once");
    let unknown = vec![talk, measure(2, Measure::Talk)];
    assert_eq!(hall.refusal("XNB_head", intent(unknown)).code(), "case_no_such_fault");
    hall.grant("XNB_head", intent(vec![talk]));
}

/// 2.3: 诫勉 is not for contract staff.
#[test]
fn the_category_fits() {
    let against = Against::Person("JYK_staff".into(), PersonCategory::ContractStaff);
    let mut hall = Hall::investigating(ClueSource::RedCard, against);
    hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]));
    let refusal = hall.refusal("XNB_head", intent(vec![measure(1, Measure::Admonition)]));
    let (measure_of, category) = (Measure::Admonition, PersonCategory::ContractStaff);
    assert_eq!(refusal, CaseRefusal::NotForCategory { measure: measure_of, category });
    hall.grant("XNB_head", intent(vec![measure(1, Measure::WrittenReview)]));
}

/// 政务处分法 15: each fault is fixed, the heaviest executed.
#[test]
fn several_faults() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let other = NewFault { conduct: 2, ..fault(Gravity::Ordinary) };
    let fixed = || vec![measure(1, Measure::Talk), measure(2, Measure::NoAwards)];
    hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary), other]))
        .grant("XNB_head", intent(fixed()))
        .grant("JYK_staff", WaiveStatement {})
        .grant("XNB_head", panel());
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        hall.grant(member, vote(Vote::AsProposed));
    }
    hall.grant("director", decision(fixed()));
    let verdict = hall.case.verdict.as_ref().unwrap();
    assert_eq!(verdict.executed, Some(Imposed::Person(Measure::NoAwards)));
}

/// 7.6: with an exempting circumstance nothing is proposed; the case is closed in favour.
#[test]
fn exempt() {
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let circumstances = BTreeSet::from([Circumstance::GoodFaith]);
    let found = FindFaults { circumstances, ..found(vec![fault(Gravity::Ordinary)]) };
    hall.grant("XNB_clerk", found);
    let refusal = hall.refusal("XNB_head", intent(vec![measure(1, Measure::Talk)]));
    assert_eq!(refusal, CaseRefusal::Exempt);
    hall.grant("director", DecideNone { reason: text("容错") });
}

/// 7.4 #7, #5: the warning period of three to six months; the scope of a circular.
#[test]
fn what_a_decision_must_say() {
    let mut hall = Hall::deliberated(Measure::WrittenWarning, Vote::AsProposed);
    let warning = |months: Option<&str>| DecideCase {
        warning: months.map(|months| months.parse().unwrap()),
        ..decision(vec![measure(1, Measure::WrittenWarning)])
    };
    for months in [None, Some("2 months"), Some("7 months"), Some("90 calendar days")] {
        assert_eq!(hall.refusal("director", warning(months)).code(), "case_warning_period");
    }
    let lighter = DecideCase {
        warning: Some("3 months".parse().unwrap()),
        ..decision(vec![measure(1, Measure::NoAwards)])
    };
    assert_eq!(hall.refusal("director", lighter), CaseRefusal::NoWarning);
    assert!(hall.asked("director", warning(Some("3 months"))).is_ok());
    assert!(hall.asked("director", warning(Some("6 months"))).is_ok());
    let mut circular = Hall::deliberated(Measure::Circular, Vote::AsProposed);
    let plain = decision(vec![measure(1, Measure::Circular)]);
    assert_eq!(circular.refusal("director", plain.clone()), CaseRefusal::ScopeMissing);
    circular.grant("director", DecideCase { scope: Some(Scope::Unit), ..plain });
}

/// Two supervisors sign at once: the second finds it signed.
#[test]
fn signed_once() {
    let mut hall = Hall::deliberated(Measure::Talk, Vote::AsProposed);
    let decide = || decision(vec![measure(1, Measure::Talk)]);
    for person in ["XNB_head", "JYK_clerk", "PAK_head", "deputy", "JYK_staff"] {
        assert!(hall.asked(person, decide()).is_err(), "{person} does not sign");
    }
    assert!(hall.asked("JYK_head", decide()).is_ok(), "7.4: 提醒谈话由单位决定");
    hall.grant("director", decide());
    assert_eq!(hall.refusal("director", decide()).code(), "case_wrong_stage");
}

/// The head of the unit signs nothing that the bureau decides, and nothing from a complaint.
#[test]
fn what_the_unit_decides() {
    let mut heavier = Hall::deliberated(Measure::NoAwards, Vote::AsProposed);
    let decide = decision(vec![measure(1, Measure::NoAwards)]);
    assert_eq!(heavier.refusal("JYK_head", decide).code(), "case_unseen");
    let mut sealed = Hall::investigating(ClueSource::Complaint, of_staff());
    sealed
        .grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]))
        .grant("XNB_head", intent(vec![measure(1, Measure::Talk)]))
        .grant("JYK_staff", WaiveStatement {})
        .grant("XNB_head", panel());
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        sealed.grant(member, vote(Vote::AsProposed));
    }
    let decide = decision(vec![measure(1, Measure::Talk)]);
    assert_eq!(sealed.refusal("JYK_head", decide).code(), "case_unseen");
}

/// Of the bureau's leaders and of the bureau itself nothing is handled here but the transfer.
#[test]
fn leaders_go_outside() {
    let transfer = || TransferCase { to: TransferTo::Discipline, text: text("移送函") };
    let against = [
        Against::Person("director".into(), PersonCategory::CivilServant),
        Against::Person("deputy_schools".into(), PersonCategory::CivilServant),
        Against::Unit("JU".into()),
    ];
    for against in against {
        let mut hall = Hall::new();
        hall.grant("system", clue(ClueSource::Complaint, against));
        assert_eq!(hall.case.stage, Stage::Clue);
        let accept = AcceptClue { reason: text("有") };
        assert!(hall.asked("DDS_head", accept.clone()).is_err());
        assert!(hall.asked("XNB_head", accept).is_err());
        hall.grant("discipline", transfer());
        assert_eq!(hall.case.stage, Stage::Transferred);
        assert_eq!(hall.seen(), None);
        assert_eq!(hall.refusal("discipline", transfer()).code(), "case_wrong_stage");
    }
}

/// A case against 效能办 is handled by 督导室.
#[test]
fn another_office_where_the_office_is_a_party() {
    let mut hall = Hall::new();
    let against = Against::Person("XNB_staff".into(), PersonCategory::CivilServant);
    hall.grant("DDS_head", clue(ClueSource::RedCard, against.clone()));
    assert_eq!(hall.case.clue.as_ref().unwrap().office.as_str(), "DDS");
    let accept = || AcceptClue { reason: text("有") };
    assert_eq!(hall.refusal("XNB_head", accept()).code(), "case_unseen");
    hall.grant("DDS_head", accept());
}

/// Clue not accepted: with a reason, and it is over; the person never knows.
#[test]
fn not_accepted() {
    let mut hall = Hall::new();
    hall.grant("XNB_head", clue(ClueSource::Complaint, of_staff()));
    let why = DeclineReason::NoFacts;
    hall.grant("XNB_head", DeclineClue { why, reason: text("没有具体事实") });
    assert_eq!(hall.case.stage, Stage::NotAccepted);
    assert_eq!(hall.seen(), None);
    assert!(!hall.may_see("JYK_staff"));
    assert!(hall.told.iter().all(|(person, _)| person.as_str() != "JYK_staff"));
    hall.grant("XNB_head", ArchiveCase {});
}

/// A unit: its own measures, answered by its head.
#[test]
fn against_a_unit() {
    let mut hall = Hall::investigating(ClueSource::Inspection, Against::Unit("S1".into()));
    let one = NewFault { answerable: None, ..fault(Gravity::Ordinary) };
    hall.grant("XNB_clerk", found(vec![one]));
    let of_unit = |which| Fixed { fault: 1, measure: Some(Imposed::Unit(which)), sanction: None };
    let refusal = hall.refusal("XNB_head", intent(vec![measure(1, Measure::Talk)]));
    assert_eq!(refusal, CaseRefusal::NotForUnits);
    hall.grant("XNB_head", intent(vec![of_unit(UnitMeasure::Circular)]))
        .grant("S1_head", MakeCaseStatement { text: text("学校的说明") });
    let examine =
        ExamineStatement { outcome: StatementOutcome::PartlyAdopted, record: text("核") };
    hall.grant("XNB_clerk", examine).grant("XNB_head", panel());
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        hall.grant(member, vote(Vote::AsProposed));
    }
    let decide =
        DecideCase { scope: Some(Scope::System), ..decision(vec![of_unit(UnitMeasure::Circular)]) };
    hall.grant("director", decide).grant("XNB_head", serve());
    assert_eq!(hall.case.verdict.as_ref().unwrap().track, Track::Unit);
    let appeal = AskAppeal { grounds: text("不服") };
    assert_eq!(hall.refusal("S1_head", appeal).code(), "case_no_remedy");
    hall.grant("S1_head", AskCaseReview { grounds: text("不服") });
}

/// Rules that are silent open no case.
#[test]
fn without_rules_no_case() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files = Vec::new();
    for shelf in ["national", "county/lian", "calendar"] {
        for entry in std::fs::read_dir(folder.join(shelf)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            files.push(RuleFile { path: format!("{shelf}/{name}"), text });
        }
    }
    let rules = Rules::read(&files).unwrap();
    let hall = Hall::new();
    let refusal = hall.asked_under(&rules, "XNB_head", clue(ClueSource::RedCard, of_staff()));
    assert_eq!(refusal, Err(CaseRefusal::RulesSilent));
}

/// Decisions B15: nothing follows from a provisional date; the holiday notice makes it certain.
#[test]
fn provisional_terms() {
    let mut hall = Hall::new();
    let early = crate::county::rules_without_2026();
    hall.wish_under(early, "XNB_head", clue(ClueSource::RedCard, of_staff())).unwrap();
    assert!(hall.case.terms[&CaseStep::Acceptance].is_provisional);
    assert_eq!(next_case_due_at(&hall.case), None);
    hall.on("2026-03-20T09:00");
    assert!(hall.beat().is_empty(), "no overdue from an estimate");
    assert_eq!(hall.wish("system", ReprojectCase {}).unwrap(), ["case_terms_reprojected/1"]);
    assert_eq!(hall.case.terms[&CaseStep::Acceptance].due_at, at("2026-03-09T17:30"));
    assert_eq!(hall.beat(), ["case_step_overdue/1"]);
    assert!(hall.wish("system", ReprojectCase {}).unwrap().is_empty());
    assert_eq!(hall.replayed(), hall.case);
}
