//! 救济、公布、撤销与恢复 (domain.md 7.7): remedies neither suspend nor aggravate; what was wrong is made
//! good in the same scope.

use xiaoneng_domain::accountability::*;
use xiaoneng_domain::rules::*;

use crate::county::at;
use crate::hall::*;

fn review() -> AskCaseReview {
    AskCaseReview { grounds: text("事实不清") }
}

fn appeal() -> AskAppeal {
    AskAppeal { grounds: text("依据不对") }
}

fn reviewers() -> NameReviewers {
    NameReviewers { reviewers: people(&["deputy_schools", "hr"]) }
}

fn outcome(outcome: RedressOutcome) -> DecideReview {
    DecideReview { outcome, reasons: text("理由") }
}

fn changed(which: Measure) -> RedressOutcome {
    RedressOutcome::Change { fixed: vec![measure(1, which)], warning: None, scope: None }
}

fn recorded(outcome: RedressOutcome) -> RecordAppeal {
    RecordAppeal {
        outcome, organ: Organ::CompetentOrgan, document: text("人社函〔2026〕5号")
    }
}

/// 公务员法 95: review within 30 days; decided in 30; appeal within 15 days of it; decided in 60.
#[test]
fn the_clocks_of_an_official() {
    let mut hall = Hall::served(Measure::NoAwards);
    assert_eq!(hall.case.terms[&CaseStep::ReviewApply].due_at, at("2026-04-01T17:30"));
    assert_eq!(
        hall.case.terms[&CaseStep::AppealApply].due_at,
        at("2026-04-01T17:30"),
        "直接申诉 30 日"
    );
    hall.on("2026-04-01T17:30").grant("JYK_staff", review());
    assert_eq!(
        hall.case.terms[&CaseStep::ReviewDecision].due_at,
        at("2026-05-06T17:30"),
        "30 日，遇假顺延"
    );
    hall.grant("XNB_head", reviewers());
    hall.on("2026-04-20T09:00").grant("hr", outcome(RedressOutcome::Uphold));
    assert_eq!(
        hall.case.terms[&CaseStep::AppealApply].due_at,
        at("2026-05-06T17:30"),
        "15 日，遇假顺延"
    );
    hall.on("2026-05-06T17:00").grant("JYK_staff", appeal());
    assert_eq!(hall.case.terms[&CaseStep::AppealDecision].due_at, at("2026-07-06T18:00"), "60 日");
    let extend = || ExtendAppeal { reason: text("案情复杂") };
    hall.grant("XNB_head", extend());
    assert_eq!(
        hall.case.terms[&CaseStep::AppealDecision].due_at,
        at("2026-08-04T18:00"),
        "再加 30 日"
    );
    assert_eq!(hall.refusal("XNB_head", extend()).code(), "case_extension_spent");
    assert!(!hall.case.is_final());
    hall.grant("XNB_head", recorded(RedressOutcome::Uphold));
    assert!(hall.case.is_final());
    assert_eq!(hall.replayed(), hall.case);
}

/// After the term both remedies are refused, before and after the heartbeat.
#[test]
fn too_late_is_refused() {
    let mut hall = Hall::served(Measure::NoAwards);
    hall.on("2026-04-01T17:31");
    assert_eq!(hall.refusal("JYK_staff", review()).code(), "case_term_over");
    assert_eq!(hall.refusal("JYK_staff", appeal()).code(), "case_term_over");
    hall.beat();
    assert_eq!(hall.refusal("JYK_staff", review()), CaseRefusal::AlreadyFinal);
    assert_eq!(hall.refusal("JYK_staff", appeal()), CaseRefusal::AlreadyFinal);
}

/// Nobody but the person asks, and one remedy after the other.
#[test]
fn who_asks() {
    let mut hall = Hall::served(Measure::NoAwards);
    for person in ["JYK_head", "XNB_head", "director"] {
        assert_eq!(hall.refusal(person, review()).code(), "case_not_permitted", "{person}");
    }
    assert_eq!(hall.refusal("S1_head", review()).code(), "case_unseen");
    hall.grant("JYK_staff", review());
    assert_eq!(hall.refusal("JYK_staff", appeal()), CaseRefusal::RemedyPending);
    assert_eq!(hall.refusal("JYK_staff", review()), CaseRefusal::RemedyPending);
}

/// Whoever investigated, deliberated or signed does not review; nor the person's line.
#[test]
fn others_review() {
    let mut hall = Hall::served(Measure::NoAwards);
    hall.grant("JYK_staff", review());
    let rows = [
        ("XNB_clerk", RecusalCause::Investigated),
        ("DDS_head", RecusalCause::Deliberated),
        ("director", RecusalCause::Signed),
        ("deputy", RecusalCause::Superior),
        ("JYK_clerk", RecusalCause::Deputy),
    ];
    for (person, cause) in rows {
        let reviewers = people(&["hr", person]);
        let refusal = hall.refusal("XNB_head", NameReviewers { reviewers });
        assert_eq!(
            refusal,
            CaseRefusal::Recused { act: CaseAct::NameReviewers, cause },
            "{person}"
        );
    }
    hall.grant("XNB_head", reviewers());
    let refusal = hall.refusal("XNB_clerk", outcome(RedressOutcome::Uphold));
    assert_eq!(refusal.code(), "case_not_permitted");
}

/// 公务员法 96, 政务处分法 56: execution goes on; nothing becomes heavier.
#[test]
fn neither_suspended_nor_heavier() {
    let mut hall = Hall::served(Measure::NoAwards);
    let before = hall.case.verdict.clone();
    hall.grant("JYK_staff", review()).grant("XNB_head", reviewers());
    assert_eq!((hall.case.stage, &hall.case.verdict), (Stage::Executing, &before));
    hall.grant("XNB_head", ConfirmExecution { record: text("已取消") });
    let warning = Some("3 months".parse().unwrap());
    let fixed = vec![measure(1, Measure::WrittenWarning)];
    let heavier = RedressOutcome::Change { fixed, warning, scope: None };
    assert_eq!(hall.refusal("hr", outcome(heavier)), CaseRefusal::WouldAggravate);
    hall.grant("hr", outcome(changed(Measure::Talk)));
    let executed = hall.case.verdict.as_ref().unwrap().executed;
    assert_eq!(executed, Some(Imposed::Person(Measure::Talk)));
    hall.grant("JYK_staff", appeal());
    let again = recorded(changed(Measure::NoAwards));
    assert_eq!(hall.refusal("XNB_head", again), CaseRefusal::WouldAggravate, "not back up either");
}

/// A longer warning or a wider scope is heavier too; a shorter one is not.
#[test]
fn the_period_is_part_of_the_weight() {
    let mut hall = Hall::deliberated(Measure::WrittenWarning, Vote::AsProposed);
    let fixed = || vec![measure(1, Measure::WrittenWarning)];
    let warning = |months: &str| Some(months.parse().unwrap());
    hall.grant("director", DecideCase { warning: warning("4 months"), ..decision(fixed()) })
        .grant("XNB_head", serve())
        .grant("JYK_staff", review())
        .grant("XNB_head", reviewers());
    let change = |months: &str| {
        let (fixed, warning) = (fixed(), warning(months));
        outcome(RedressOutcome::Change { fixed, warning, scope: None })
    };
    assert_eq!(hall.refusal("hr", change("5 months")), CaseRefusal::WouldAggravate);
    assert_eq!(hall.case.terms[&CaseStep::Warning].due_at, at("2026-07-02T09:00"));
    hall.grant("hr", change("3 months"));
    assert_eq!(hall.case.terms[&CaseStep::Warning].due_at, at("2026-06-02T09:00"));
}

/// Clause 49: published only when final, in no wider scope than decided.
#[test]
fn published_when_final() {
    let mut hall = Hall::served(Measure::Circular);
    let publish = |scope| PublishCase { scope };
    let until = Some(at("2026-04-01T17:30"));
    let refusal = hall.refusal("XNB_head", publish(Scope::Unit));
    assert_eq!(refusal, CaseRefusal::NotFinal { until });
    hall.on("2026-04-02T09:00").beat();
    let refusal = hall.refusal("XNB_head", publish(Scope::System));
    assert_eq!(refusal, CaseRefusal::ScopeTooWide { decided: Scope::Bureau });
    hall.grant("XNB_head", publish(Scope::Bureau));
    let mut silent = Hall::served(Measure::Talk);
    silent.on("2026-04-02T09:00").beat();
    let refusal = silent.refusal("XNB_head", publish(Scope::Unit));
    assert_eq!(refusal, CaseRefusal::NothingToPublish);
}

/// 政务处分法 60: revoked after publication: rights, and reputation in the same scope, are owed.
#[test]
fn revoked_and_restored_in_the_same_scope() {
    let mut hall = Hall::served(Measure::Circular);
    hall.on("2026-04-02T09:00").beat();
    hall.grant("XNB_head", PublishCase { scope: Scope::Bureau });
    let revoke = || RevokeDecision { reason: text("事实有误") };
    assert_eq!(hall.refusal("XNB_head", revoke()).code(), "case_not_permitted");
    hall.grant("director", revoke());
    assert!(!hall.case.is_final(), "no effect any more");
    assert_eq!(hall.seen().unwrap().measure, None);
    assert_eq!(hall.case.terms[&CaseStep::Restoration].due_at, at("2026-04-17T17:30"), "15 日");
    assert_eq!(hall.refusal("XNB_head", ArchiveCase {}), CaseRefusal::RestorationOwed);
    hall.on("2026-04-18T09:00");
    assert_eq!(hall.beat(), ["case_step_overdue/1"], "owed until done");
    let restore = |scope| RestoreReputation { scope, text: text("澄清") };
    for scope in [Scope::Unit, Scope::System] {
        let refusal = hall.refusal("XNB_head", restore(scope));
        assert_eq!(refusal, CaseRefusal::SameScope { due: Scope::Bureau });
    }
    hall.grant("XNB_head", restore(Scope::Bureau));
    assert_eq!(hall.refusal("XNB_head", ArchiveCase {}), CaseRefusal::RestorationOwed);
    hall.grant("hr", RestoreRights { record: text("恢复评优资格") });
    assert_eq!(hall.refusal("XNB_head", restore(Scope::Bureau)), CaseRefusal::NothingOwed);
    hall.grant("XNB_head", ArchiveCase {});
    assert_eq!(hall.replayed(), hall.case);
}

/// Upheld on appeal the other way: the appeal revokes, nothing was published, so rights alone.
#[test]
fn an_appeal_revokes() {
    let mut hall = Hall::served(Measure::NoAwards);
    hall.grant("JYK_staff", appeal());
    let wrong =
        RecordAppeal { organ: Organ::InspectionAuthority, ..recorded(RedressOutcome::Revoke) };
    assert_eq!(hall.refusal("XNB_head", wrong).code(), "case_organ");
    hall.grant("XNB_head", recorded(RedressOutcome::Revoke));
    assert_eq!(hall.case.stage, Stage::Revoked);
    assert!(hall.case.correction.owes_rights && hall.case.correction.reputation.is_none());
}

/// P48: accountability of 教育督导 has its own clocks and its own organ.
#[test]
fn the_clocks_of_inspection() {
    let mut hall = Hall::investigating(ClueSource::Inspection, of_staff());
    hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]))
        .grant("XNB_head", intent(vec![measure(1, Measure::WrittenReview)]))
        .grant("JYK_staff", WaiveStatement {})
        .grant("XNB_head", panel());
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        hall.grant(member, vote(Vote::AsProposed));
    }
    hall.grant("director", decision(vec![measure(1, Measure::WrittenReview)]))
        .grant("XNB_head", serve());
    assert_eq!(hall.case.verdict.as_ref().unwrap().track, Track::Inspection);
    assert_eq!(hall.case.terms[&CaseStep::ReviewApply].due_at, at("2026-04-01T17:30"), "30 日");
    assert_eq!(
        hall.case.terms[&CaseStep::AppealApply].due_at,
        at("2026-03-17T17:30"),
        "直接 15 日"
    );
    hall.grant("JYK_staff", appeal());
    let extend = ExtendAppeal { reason: text("复杂") };
    assert_eq!(hall.refusal("XNB_head", extend).code(), "case_no_remedy");
    let own =
        RecordAppeal { organ: Organ::InspectionAuthority, ..recorded(RedressOutcome::Uphold) };
    hall.grant("XNB_head", own);
}

/// Staff of institutions appeal only after review; contract staff have the review alone.
#[test]
fn staff_review_before_they_appeal() {
    for (category, has_appeal) in
        [(PersonCategory::InstitutionStaff, true), (PersonCategory::ContractStaff, false)]
    {
        let against = Against::Person("JYK_staff".into(), category);
        let mut hall = Hall::investigating(ClueSource::RedCard, against);
        hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]))
            .grant("XNB_head", intent(vec![measure(1, Measure::WrittenReview)]))
            .grant("JYK_staff", WaiveStatement {})
            .grant("XNB_head", panel());
        for member in ["DDS_head", "PAK_head", "BGS_head"] {
            hall.grant(member, vote(Vote::AsProposed));
        }
        hall.grant("director", decision(vec![measure(1, Measure::WrittenReview)]))
            .grant("XNB_head", serve());
        assert_eq!(hall.refusal("JYK_staff", appeal()).code(), "case_no_remedy");
        hall.grant("JYK_staff", review()).grant("XNB_head", reviewers());
        hall.grant("hr", outcome(RedressOutcome::Uphold));
        assert_eq!(hall.asked("JYK_staff", appeal()).is_ok(), has_appeal, "{}", category.name());
        assert_eq!(hall.case.is_final(), !has_appeal);
    }
}

/// 处分 is recorded with the organ and its document, never issued; not twice for the same conduct.
#[test]
fn sanctions_are_recorded() {
    let record = |decision, organ, document: &str| RecordOutside {
        decision,
        organ,
        document: xiaoneng_domain::text::Written::new(document, [3; 16]),
    };
    let sanction = |which| OutsideDecision::Sanction { sanction: which, conduct: 1 };
    let mut hall = Hall::investigating(ClueSource::RedCard, of_staff());
    let (warning, demerit) = (sanction(Sanction::Warning), sanction(Sanction::Demerit));
    let early = record(warning, Organ::Supervision, "监〔2026〕3号");
    assert_eq!(hall.refusal("XNB_head", early).code(), "case_wrong_stage", "before the defence");
    let serious = NewFault { answerable: alone("JYK_staff"), ..fault(Gravity::Serious) };
    let proposed = Fixed { fault: 1, measure: None, sanction: Some(Sanction::Warning) };
    hall.grant("XNB_clerk", found(vec![serious]))
        .grant("XNB_head", intent(vec![proposed]))
        .grant("JYK_staff", WaiveStatement {})
        .grant("XNB_head", panel());
    for member in ["DDS_head", "PAK_head", "BGS_head"] {
        hall.grant(member, vote(Vote::AsProposed));
    }
    hall.grant("director", decision(vec![proposed]));
    assert_eq!(hall.case.verdict.as_ref().unwrap().executed, None, "nothing is issued here");
    let blank = record(warning, Organ::Supervision, "  ");
    assert_eq!(hall.refusal("XNB_head", blank).code(), "case_text_missing", "document number");
    let wrong = record(warning, Organ::CadreAuthority, "组〔2026〕3号");
    assert_eq!(hall.refusal("XNB_head", wrong).code(), "case_organ");
    let unfit = record(sanction(Sanction::LowerPost), Organ::Supervision, "监〔2026〕3号");
    assert_eq!(hall.refusal("XNB_head", unfit).code(), "case_sanction_not_for_category");
    hall.grant("XNB_head", record(warning, Organ::Supervision, "监〔2026〕3号"));
    let again = record(demerit, Organ::CompetentOrgan, "教〔2026〕9号");
    let organ = Organ::Supervision;
    assert_eq!(hall.refusal("XNB_head", again), CaseRefusal::SanctionedAlready { organ });
    let of_cadres =
        |which| record(OutsideDecision::Measure(which), Organ::CadreAuthority, "组〔2026〕1号");
    for which in [Measure::Suspension, Measure::PostChange, Measure::Resignation, Measure::Removal]
    {
        assert!(hall.asked("XNB_head", of_cadres(which)).is_ok(), "{}", which.name());
    }
    for which in [Measure::Talk, Measure::Circular, Measure::Sanction, Measure::Transfer] {
        assert_eq!(hall.refusal("XNB_head", of_cadres(which)).code(), "case_not_recorded_so");
    }
    assert_eq!(hall.refusal("XNB_head", of_cadres(Measure::Dismissal)).code(), "case_organ");
}

/// A relapse, decided in another case, keeps the warning to its longest; then it is lifted anyway.
#[test]
fn a_relapse_delays_the_lifting() {
    let mut hall = Hall::served(Measure::WrittenWarning);
    let relapse = |case: &str| RecordRelapse { case: case.into() };
    assert_eq!(hall.refusal("XNB_head", relapse("ZZ-2026-0001")), CaseRefusal::SameCase);
    hall.on("2026-05-06T09:00").beat();
    hall.grant("XNB_head", relapse("ZZ-2026-0009"));
    hall.on("2026-06-02T09:01");
    assert!(hall.beat().is_empty());
    hall.on("2026-09-02T09:01");
    assert_eq!(hall.beat(), ["case_warning_lifted/1"], "six months at the longest");
    assert_eq!(hall.refusal("XNB_head", relapse("ZZ-2026-0010")), CaseRefusal::NoWarning);
}

/// 政务处分法 53: after a false accusation that did harm the facts are made clear.
#[test]
fn a_false_accusation_is_cleared() {
    let mut hall = Hall::investigating(ClueSource::Complaint, of_staff());
    assert_eq!(hall.seen(), None);
    let clear_in = Some(Scope::Unit);
    hall.grant("XNB_clerk", FindNothing { report: text("查无实据"), clear_in });
    assert_eq!(hall.seen().unwrap().stage, Stage::Cleared);
    assert_eq!(hall.refusal("XNB_head", ArchiveCase {}), CaseRefusal::RestorationOwed);
    hall.grant("XNB_head", RestoreReputation { scope: Scope::Unit, text: text("澄清") })
        .grant("XNB_head", ArchiveCase {});
}
