//! 责任追究: from the clue to the lifted warning — through the door, with its notices, lists and refusals.

use std::collections::BTreeSet;

use xiaoneng_app::Denied;
use xiaoneng_app::cards::{CardWish, CardsOf};
use xiaoneng_app::cases::{CaseLine, CasesOf, NewClue};
use xiaoneng_app::desk_messages::NoteAbout;
use xiaoneng_domain::accountability::{
    AcceptClue, Against, AskAppeal, AskCaseReview, CaseAct, CaseCommand, CastVote, ClueSource,
    ConfirmExecution, ConvenePanel, DecideCase, DecideReview, Deviation, ExamineStatement,
    FactKind, FindFaults, Fixed, Imposed, MakeCaseStatement, NameInvestigators, NameReviewers,
    NewFault, NextStep, NotifyIntent, RecordFact, RedressOutcome, Right, RoleChain, ServeCase,
    ServiceWay, Stage, StatementOutcome, Vote, WaiveStatement,
};
use xiaoneng_domain::id::{CaseNumber, PersonId};
use xiaoneng_domain::rules::{Fault, Gravity, Liability, Measure, PersonCategory, Root};
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::stream::StreamId;

use crate::county::{County, staff};
use crate::site::{Site, on_both};

on_both! {
    e34_a_case_goes_from_clue_to_lifted_warning
    clause_22_nothing_is_decided_before_he_was_heard
    nobody_of_the_line_deliberates_and_no_remedy_comes_too_late
    a_remedy_suspends_nothing_and_makes_nothing_heavier
    others_who_are_liable_get_a_case_of_their_own
    a_final_red_card_is_a_clue
    whoever_a_case_does_not_concern_finds_none
}

fn people(names: &[&str]) -> BTreeSet<PersonId> {
    names.iter().map(|name| PersonId::from(*name)).collect()
}

fn fixed(measure: Measure) -> Vec<Fixed> {
    vec![Fixed { fault: 1, measure: Some(Imposed::Person(measure)), sanction: None }]
}

/// One case against k2, a civil servant of 教育科, by an audit.
struct Hall {
    county: County,
    case: CaseNumber,
}

impl Hall {
    async fn clue(site: &Site) -> Self {
        let county = County::found(site).await;
        let against = Against::Person("k2".into(), PersonCategory::CivilServant);
        let reference = "审计报告第三条".to_owned();
        let new = NewClue { source: ClueSource::Audit, reference, against };
        let case = county.app.open_case(&staff("e1"), new).await.unwrap();
        Self { county, case }
    }

    async fn wish(&self, who: &str, wish: impl Into<CaseCommand>) -> Result<(), Denied> {
        self.county.app.act_on_case(&staff(who), (&self.case, None), wish).await.map(|_| ())
    }

    async fn done(&self, who: &str, wish: impl Into<CaseCommand>) {
        self.wish(who, wish).await.unwrap_or_else(|no| panic!("{who}: {no}"));
    }

    async fn refused(&self, who: &str, wish: impl Into<CaseCommand>) -> String {
        match self.wish(who, wish).await {
            Err(Denied::Refused(no)) => no.to_string(),
            other => panic!("{who}: {other:?}"),
        }
    }

    /// Accepted and investigated by e2 and i2; found that he alone let an application lie.
    async fn found(site: &Site) -> Self {
        let hall = Self::clue(site).await;
        hall.done("e1", AcceptClue { reason: hall.written("有具体事实") }).await;
        hall.done("e1", NameInvestigators { investigators: people(&["e2", "i2"]) }).await;
        hall.done("e2", hall.fact()).await;
        hall.done("i2", hall.faults(Deviation::NotAsApproved)).await;
        hall
    }

    fn fact(&self) -> RecordFact {
        let (text, present) = (self.written("登记簿上四月三日收件"), people(&["e2", "i2"]));
        RecordFact { kind: FactKind::Document, text, present }
    }

    fn faults(&self, deviation: Deviation) -> FindFaults {
        let chain = RoleChain {
            handler: "k2".into(),
            reviewer: Some("k3".into()),
            approver: Some("k1".into()),
        };
        let fault = NewFault {
            fault: Fault::F02,
            root: Root::Omission,
            conduct: 1,
            gravity: Gravity::Ordinary,
            effect: Some(self.written("申请人跑了三趟")),
            evidence: BTreeSet::from([1]),
            text: self.written("收件后搁置二十天"),
            answerable: Some((chain, deviation)),
        };
        let report = self.written("调查报告");
        FindFaults { faults: vec![fault], circumstances: BTreeSet::new(), report }
    }

    async fn told(&self, measure: Measure) {
        let (facts, basis) = (self.written("搁置二十天"), self.written("限时办结制度"));
        self.done("e1", NotifyIntent { proposed: fixed(measure), facts, basis }).await;
    }

    async fn deliberated(&self) {
        let panel = ConvenePanel { chair: "o1".into(), members: people(&["o1", "i1", "a1"]) };
        self.done("e1", panel).await;
        for member in ["o1", "i1", "a1"] {
            let opinion = self.written("事实清楚");
            self.done(member, CastVote { vote: Vote::AsProposed, opinion }).await;
        }
    }

    fn decision(&self, measure: Measure) -> DecideCase {
        let warns = measure == Measure::WrittenWarning;
        let warning = warns.then(|| "3 months".parse().unwrap());
        let text = self.written("决定书");
        DecideCase { fixed: fixed(measure), warning, scope: None, text }
    }

    async fn served(&self, measure: Measure) {
        self.done("d1", self.decision(measure)).await;
        let remedies = self.written("三十日内可以申请复核");
        self.done("e1", ServeCase { way: ServiceWay::InPerson, remedies }).await;
    }

    /// The whole way to a decision served.
    async fn executing(site: &Site, measure: Measure) -> Self {
        let hall = Self::found(site).await;
        hall.told(measure).await;
        hall.done("k2", WaiveStatement {}).await;
        hall.deliberated().await;
        hall.served(measure).await;
        hall
    }

    fn written(&self, text: &str) -> xiaoneng_domain::text::Written {
        self.county.written(text)
    }

    async fn stage(&self) -> Stage {
        let file = self.county.app.case_dossier(&staff("e1"), &self.case).await.unwrap();
        file.unwrap().case.stage
    }

    async fn list(&self, who: &str, of: CasesOf) -> Vec<CaseLine> {
        self.county.app.list_cases(&who.into(), of, true, (None, 20)).await.unwrap().rows
    }

    /// What he was told so far, by the codes of the notices.
    async fn notes(&self, who: &str) -> Vec<String> {
        let notes = self.county.app.desk_notes(&who.into(), None, 50).await.unwrap().notes;
        let codes = notes.iter().filter_map(|note| match &note.about {
            NoteAbout::Docket(notice) => Some(notice.template().to_owned()),
            NoteAbout::Matter(..) => None,
        });
        codes.collect()
    }
}

async fn e34_a_case_goes_from_clue_to_lifted_warning(site: &Site) {
    let hall = Hall::clue(site).await;
    let (app, case) = (&hall.county.app, &hall.case);
    // 受理之前本人不知道；承办机构的清单里有。
    assert!(app.own_case(&staff("k2"), case).await.unwrap().is_none());
    assert!(hall.list("k2", CasesOf::Own).await.is_empty());
    assert_eq!(hall.list("e1", CasesOf::ToDo).await[0].acts_due, [CaseAct::AcceptClue]);

    hall.done("e1", AcceptClue { reason: hall.written("有具体事实") }).await;
    hall.done("e1", NameInvestigators { investigators: people(&["e2", "i2"]) }).await;
    assert_eq!(hall.list("i2", CasesOf::ToDo).await[0].acts_due, [CaseAct::RecordFact]);
    hall.done("e2", hall.fact()).await;
    hall.done("i2", hall.faults(Deviation::NotAsApproved)).await;
    let own = app.own_case(&staff("k2"), case).await.unwrap().unwrap();
    // 认定了什么，要等告知才对本人说。
    assert_eq!((own.seen.stage, own.charges.len()), (Stage::Investigating, 0));
    assert_eq!(hall.list("k2", CasesOf::Own).await[0].row.state, "investigating");

    hall.told(Measure::WrittenWarning).await;
    let own = app.own_case(&staff("k2"), case).await.unwrap().unwrap();
    assert_eq!(own.seen.rights[0].right, Right::Statement);
    // 五个工作日: from Monday 1 June, the end of Monday 8 June.
    assert_eq!(own.seen.rights[0].until.to_string()[..10], *"2026-06-08");
    assert_eq!(own.charges[0].measure, Some(Imposed::Person(Measure::WrittenWarning)));
    assert_eq!(own.charges[0].liability, Some(Liability::Direct));
    assert!(hall.list("k2", CasesOf::Own).await[0].waits_for_me);

    let text = hall.written("当时窗口停电");
    hall.done("k2", MakeCaseStatement { text }).await;
    assert_eq!(hall.list("i2", CasesOf::ToDo).await[0].acts_due, [CaseAct::ExamineStatement]);
    let record = hall.written("停电只有一天");
    let outcome = StatementOutcome::PartlyAdopted;
    hall.done("i2", ExamineStatement { outcome, record }).await;
    hall.deliberated().await;
    assert_eq!(hall.list("d1", CasesOf::ToDo).await[0].acts_due, [CaseAct::Decide]);
    hall.done("d1", hall.decision(Measure::WrittenWarning)).await;
    // 决定没有送达，本人看到的还是研究中。
    let own = app.own_case(&staff("k2"), case).await.unwrap().unwrap();
    assert_eq!((own.seen.stage, own.seen.measure), (Stage::Deliberated, None));
    let remedies = hall.written("三十日内可以申请复核");
    hall.done("e1", ServeCase { way: ServiceWay::InPerson, remedies }).await;
    let own = app.own_case(&staff("k2"), case).await.unwrap().unwrap();
    assert_eq!(own.seen.measure, Some(Imposed::Person(Measure::WrittenWarning)));
    assert!(!own.seen.is_final, "nothing counts before it is final (invariant 9)");
    hall.done("e1", ConfirmExecution { record: hall.written("已谈话并存档") }).await;

    // 三十个自然日没有申请复核：生效；三个月满：解除。都由心跳处理。
    hall.county.it_is("2026-07-03T09:00");
    app.beat().await.unwrap();
    let own = app.own_case(&staff("k2"), case).await.unwrap().unwrap();
    assert!(own.seen.is_final);
    assert_eq!(own.seen.next.unwrap().step, NextStep::Lift);
    let told = hall.notes("k2").await;
    for step in ["accepted_against_you", "intent_notified", "served", "final"] {
        let template = format!("case_{step}");
        assert!(told.contains(&template), "{template} in {told:?}");
    }
    hall.county.it_is("2026-09-02T09:00");
    app.beat().await.unwrap();
    assert!(app.own_case(&staff("k2"), case).await.unwrap().unwrap().seen.warning_until.is_none());
    assert!(hall.notes("k2").await.contains(&"case_lifted".to_owned()));
    assert_eq!(app.rebuild().await.unwrap().differing, 0);
}

async fn clause_22_nothing_is_decided_before_he_was_heard(site: &Site) {
    let hall = Hall::found(site).await;
    hall.told(Measure::Admonition).await;
    let early = hall.refused("d1", hall.decision(Measure::Admonition)).await;
    assert!(early.contains("还没有听取陈述申辩"), "{early}");
    let panel = ConvenePanel { chair: "o1".into(), members: people(&["o1", "i1", "a1"]) };
    hall.refused("e1", panel.clone()).await;
    // 期满没有提出，才往下办；期满之后再提出的不受理。
    hall.county.it_is("2026-06-09T09:00");
    hall.county.app.beat().await.unwrap();
    assert_eq!(hall.stage().await, Stage::Heard);
    hall.refused("k2", MakeCaseStatement { text: hall.written("迟到的申辩") }).await;
    hall.done("e1", panel).await;
}

async fn nobody_of_the_line_deliberates_and_no_remedy_comes_too_late(site: &Site) {
    let hall = Hall::found(site).await;
    hall.told(Measure::Admonition).await;
    hall.done("k2", WaiveStatement {}).await;
    // 科长、分管领导、同科室的、互为 AB 岗的、调查过的、签发的局长，都不研究。
    for other in ["k1", "d2", "k3", "e2", "d1"] {
        let members = people(&["o1", "i1", other]);
        let no = hall.refused("e1", ConvenePanel { chair: "o1".into(), members }).await;
        assert!(no.contains("应当回避"), "{other}: {no}");
    }
    hall.deliberated().await;
    hall.served(Measure::Admonition).await;
    // 复核期到 7 月 1 日，第二天就不受理了，哪怕心跳还没有走到。
    hall.county.it_is("2026-07-02T09:00");
    let grounds = hall.written("不服");
    let late = hall.refused("k2", AskCaseReview { grounds: grounds.clone() }).await;
    assert!(late.contains("期限已在"), "{late}");
    hall.refused("k2", AskAppeal { grounds }).await;
}

async fn a_remedy_suspends_nothing_and_makes_nothing_heavier(site: &Site) {
    let hall = Hall::executing(site, Measure::Admonition).await;
    hall.done("k2", AskCaseReview { grounds: hall.written("量处偏重") }).await;
    // 复核期间不停止执行。
    hall.done("e1", ConfirmExecution { record: hall.written("已诫勉谈话") }).await;
    // 参与过原决定的人不复核。
    for other in ["e2", "o1", "d1", "k1"] {
        let reviewers = people(&["o2", other]);
        hall.refused("e1", NameReviewers { reviewers }).await;
    }
    hall.done("e1", NameReviewers { reviewers: people(&["o2", "a2"]) }).await;
    assert_eq!(hall.list("o2", CasesOf::ToDo).await[0].acts_due, [CaseAct::DecideReview]);
    let change = |measure: Measure| {
        let outcome = RedressOutcome::Change { fixed: fixed(measure), warning: None, scope: None };
        DecideReview { outcome, reasons: hall.written("复核理由") }
    };
    let heavier = hall.refused("o2", change(Measure::NoAwards)).await;
    assert!(heavier.contains("不能比原决定重"), "{heavier}");
    hall.done("a2", change(Measure::WrittenReview)).await;
    let own = hall.county.app.own_case(&staff("k2"), &hall.case).await.unwrap().unwrap();
    assert_eq!(own.seen.measure, Some(Imposed::Person(Measure::WrittenReview)));
    assert_eq!(own.seen.rights[0].right, Right::Appeal);
}

async fn others_who_are_liable_get_a_case_of_their_own(site: &Site) {
    let hall = Hall::clue(site).await;
    hall.done("e1", AcceptClue { reason: hall.written("有具体事实") }).await;
    hall.done("e1", NameInvestigators { investigators: people(&["e2", "i2"]) }).await;
    hall.done("e2", hall.fact()).await;
    // 承办人拟错，审核人、批准人应当发现。
    use xiaoneng_domain::accountability::Awareness::ShouldHaveSeen;
    let wrong = Deviation::WrongDraft { reviewer: ShouldHaveSeen, approver: ShouldHaveSeen };
    hall.done("i2", hall.faults(wrong)).await;
    let app = &hall.county.app;
    for _ in 0..2 {
        app.beat().await.unwrap();
    }
    let lines = hall.list("e1", CasesOf::All).await;
    let of_others = lines.iter().filter(|line| line.source == Some(ClueSource::OtherCase));
    let mut others: Vec<String> = of_others
        .map(|line| {
            assert_eq!(line.row.state, Stage::Clue.code());
            line.subject.person().unwrap().to_string()
        })
        .collect();
    others.sort();
    assert_eq!(others, ["k1", "k3"], "each once");
    // 卷里看得到各人另案的编号；本人在告知之前不知道。
    let file = app.case_dossier(&staff("e1"), &hall.case).await.unwrap().unwrap();
    let known = app.others_liable(&staff("e1"), &file).await.unwrap();
    assert!(known.iter().all(|other| other.case.is_some()), "{known:?}");
    for who in ["k1", "k3"] {
        assert!(hall.list(who, CasesOf::Own).await.is_empty(), "{who}");
    }
}

async fn a_final_red_card_is_a_clue(site: &Site) {
    let county = County::found(site).await;
    county.file("13900000021", "食堂收费没有明细。").await;
    county.it_is("2026-06-30T09:00");
    for _ in 0..2 {
        county.app.beat().await.unwrap();
    }
    let cards = county.app.list_cards(&"k2".into(), CardsOf::Mine, true, (None, 20)).await.unwrap();
    let red = cards.rows.iter().find(|row| row.grade == "red").expect("no red card was drafted");
    let StreamId::Card(card) = &red.stream else { panic!("{red:?}") };
    let act = async |who: &str, wish: CardWish| {
        county.app.act_on_card(&staff(who), card, &wish).await.unwrap();
    };
    act("k2", CardWish::Waive).await;
    act("e2", CardWish::Sign(CardColour::Red, "逾期属实".to_owned())).await;
    county.app.beat().await.unwrap();
    let all = async || {
        let cases = county.app.list_cases(&"e1".into(), CasesOf::All, true, (None, 20)).await;
        cases.unwrap().rows
    };
    assert!(all().await.is_empty(), "a card that is not final is no clue");
    county.it_is("2026-07-30T09:00");
    for _ in 0..3 {
        county.app.beat().await.unwrap();
    }
    let cases = all().await;
    assert_eq!(cases.len(), 1, "{cases:?}");
    assert_eq!(cases[0].source, Some(ClueSource::RedCard));
    assert_eq!(cases[0].subject.person().unwrap().as_str(), "k2");
    assert_eq!(cases[0].subject.category(), Some(PersonCategory::CivilServant));
    assert_eq!(cases[0].acts_due, [CaseAct::AcceptClue], "a clue is no measure");
}

async fn whoever_a_case_does_not_concern_finds_none(site: &Site) {
    let hall = Hall::found(site).await;
    let app = &hall.county.app;
    let nowhere = CaseNumber::from("AJ22222222");
    for who in ["k1", "k3", "s1", "o1", "sec1", "d2"] {
        assert!(app.case_dossier(&staff(who), &hall.case).await.unwrap().is_none(), "{who}");
        assert!(app.own_case(&staff(who), &hall.case).await.unwrap().is_none(), "{who}");
        for of in [CasesOf::Own, CasesOf::ToDo, CasesOf::All] {
            assert!(hall.list(who, of).await.is_empty(), "{who} {of:?}");
        }
        let his = hall.refused(who, WaiveStatement {}).await;
        let other = app.act_on_case(&staff(who), (&nowhere, None), WaiveStatement {}).await;
        assert_eq!(his, other.unwrap_err().to_string(), "{who}");
    }
    // 本人不读案卷，案卷不给本人。
    assert!(app.case_dossier(&staff("k2"), &hall.case).await.unwrap().is_none());
    for who in ["e1", "e2", "i2", "d1"] {
        assert!(app.case_dossier(&staff(who), &hall.case).await.unwrap().is_some(), "{who}");
    }
    // 没有效能办职责的人不能登记线索。
    let against = Against::Person("k2".into(), PersonCategory::CivilServant);
    let (source, reference) = (ClueSource::Audit, "审计".to_owned());
    let new = NewClue { source, reference, against };
    assert!(matches!(app.open_case(&staff("k1"), new).await, Err(Denied::Refused(_))));
}
