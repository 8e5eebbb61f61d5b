//! What is arranged before a walk: things that take many steps of several people.

use std::collections::BTreeSet;

use xiaoneng_app::cases::NewClue;
use xiaoneng_browser::County;
use xiaoneng_domain::accountability::{
    AcceptClue, Against, CaseCommand, ClueSource, Deviation, FactKind, FindFaults, Fixed, Imposed,
    NameInvestigators, NewFault, NotifyIntent, RecordFact, RoleChain, Subject, recusal,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Function;
use xiaoneng_domain::rules::{Fault, Gravity, Measure, PersonCategory, Root};
use xiaoneng_domain::text::Written;

fn written(county: &County, text: &str) -> Written {
    Written::new(text, county.app().chance().bytes())
}

/// 追责案 about a teacher: he was told what is intended, and may state and defend.
pub(crate) async fn case_in_hand(county: &County) {
    let app = county.app();
    let organization = app.known().await.unwrap().organization;
    let office = organization.unit_for(Function::EfficacyOffice).unwrap().head.clone().unwrap();
    let (person, category) = (PersonId::from("XX07-02"), PersonCategory::InstitutionStaff);
    let subject = Subject::Person { person: person.clone(), category, unit: "XX07".into() };
    let is_free = |one: &&PersonId| {
        recusal(&organization, &subject, one).is_none()
            && organization.director() != Some(one)
            && **one != office
    };
    let free: Vec<PersonId> = organization.persons.keys().filter(is_free).cloned().collect();
    let pair: BTreeSet<PersonId> = free.into_iter().take(2).collect();
    let against = Against::Person(person, category);
    let reference = "审计报告第三条".to_owned();
    let clue = NewClue { source: ClueSource::Audit, reference, against };
    let office = Actor::Staff(office);
    let number = app.open_case(&office, clue).await.unwrap();
    let first = Actor::Staff(pair.first().unwrap().clone());
    let acts = async |actor: &Actor, wish: CaseCommand| {
        app.act_on_case(actor, (&number, None), wish).await.unwrap();
    };
    acts(&office, AcceptClue { reason: written(county, "有具体事实") }.into()).await;
    acts(&office, NameInvestigators { investigators: pair.clone() }.into()).await;
    let text = written(county, "登记簿上四月三日收件，之后没有经手记录");
    acts(&first, RecordFact { kind: FactKind::Document, text, present: pair }.into()).await;
    let chain = RoleChain { handler: "XX07-02".into(), reviewer: None, approver: None };
    let fault = NewFault {
        fault: Fault::F02,
        root: Root::Omission,
        conduct: 1,
        gravity: Gravity::Ordinary,
        effect: Some(written(county, "申请人跑了三趟")),
        evidence: BTreeSet::from([1]),
        text: written(county, "收件后搁置二十天"),
        answerable: Some((chain, Deviation::NotAsApproved)),
    };
    let report = written(county, "调查报告：情况属实");
    let find = FindFaults { faults: vec![fault], circumstances: BTreeSet::new(), report };
    acts(&first, find.into()).await;
    let measure = Some(Imposed::Person(Measure::Admonition));
    let proposed = vec![Fixed { fault: 1, measure, sanction: None }];
    let (facts, basis) = (written(county, "收件后搁置二十天"), written(county, "限时办结制度"));
    acts(&office, NotifyIntent { proposed, facts, basis }.into()).await;
}
