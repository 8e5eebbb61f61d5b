//! 通报: drafted by the system after the gravest urging order, or by a section from facts of the
//! ledger; signed, acknowledged, corrected; public only where it went to everybody.

use std::collections::BTreeSet;

use xiaoneng_app::Denied;
use xiaoneng_app::circulars::{
    CircularDraft, CircularFolder, CircularsOf, FactKey, ItemDraft, LedgerFact,
};
use xiaoneng_domain::circular::{
    Acknowledge, CircularCommand, Correct, NamedPerson, SendBack, Submit, circular_state,
};
use xiaoneng_domain::id::{CircularNumber, TaskNumber, UnitId};
use xiaoneng_domain::rules::{SourceKind, Urgency};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{Cancel, Party, Proposal};

use crate::county::{County, staff};
use crate::site::{Site, on_both};

on_both! {
    clause_28_overdue_urged_three_times_then_a_circular_stands_drafted_once
    clause_28_facts_come_from_the_ledger_and_figures_are_counted
    what_does_not_stand_any_more_is_not_signed
    clause_49_a_circular_is_read_by_its_scope_and_public_only_for_everybody
}

/// A task of 办公室 for the school, opened on Monday and due on the 5th.
async fn task(county: &County) -> TaskNumber {
    let text = |body: &str| county.written(body);
    let proposal = Proposal {
        title: text("午托收费公示"),
        source_kind: SourceKind::Minutes,
        source_document: text("局长办公会纪要"),
        source_key: county.app.source_key("局长办公会纪要", "午托收费公示"),
        source_on: None,
        urgency: Urgency::Normal,
        content: text("核查午托收费公示"),
        demand: text("全部公示"),
        quality: text("附照片"),
        section: "office".into(),
        lead: Party { unit: "school".into(), person: None },
        assisting: vec![],
        due_on: Some("2026-06-05".parse().unwrap()),
        later: None,
        report_every: None,
    };
    let number = county.app.propose_task(&staff("o2"), proposal).await.unwrap();
    county.app.open_task(&staff("o1"), &number).await.unwrap();
    number
}

/// The same, and time passes until the ladder of urging orders is at its end.
async fn urged_to_the_end(county: &County) -> TaskNumber {
    let number = task(county).await;
    for day in ["05T20:00", "08T20:00", "11T20:00", "18T20:00", "22T20:00", "23T20:00"] {
        county.it_is(&format!("2026-06-{day}"));
        county.app.beat().await.unwrap();
        county.app.beat().await.unwrap();
    }
    number
}

async fn folder(county: &County, who: &str, number: &CircularNumber) -> CircularFolder {
    county.app.circular(&staff(who), number).await.unwrap().expect("not to be seen")
}

async fn done(
    county: &County,
    who: &str,
    number: &CircularNumber,
    wish: impl Into<CircularCommand>,
) {
    let acted = county.app.act_on_circular(&staff(who), (number, None), wish).await;
    assert!(!acted.unwrap().facts.is_empty(), "{who}");
}

fn no<T: std::fmt::Debug>(answer: Result<T, Denied>) -> String {
    match answer {
        Err(Denied::Refused(no)) => no.to_string(),
        other => panic!("{other:?}"),
    }
}

async fn facts(county: &County, who: &str) -> Vec<LedgerFact> {
    county.app.facts_about(&staff(who), &"school".into()).await.unwrap()
}

fn units(names: &[&str]) -> BTreeSet<UnitId> {
    names.iter().map(|name| UnitId::from(*name)).collect()
}

fn draft(county: &County, facts: &[LedgerFact], scope: &[&str]) -> CircularDraft {
    let item = ItemDraft {
        unit: "school".into(),
        facts: facts.iter().map(LedgerFact::key).collect(),
        person: None,
        demand: county.written("立即公示，举一反三。"),
        due_on: None,
    };
    CircularDraft {
        office: "office".into(),
        title: county.written("关于午托收费公示督办情况的通报"),
        items: vec![item],
        scope: units(scope),
    }
}

async fn clause_28_overdue_urged_three_times_then_a_circular_stands_drafted_once(site: &Site) {
    let county = County::found(site).await;
    let task = urged_to_the_end(&county).await;
    let dossier = county.app.task(&staff("o1"), &task).await.unwrap().unwrap();
    assert_eq!(dossier.task.orders.len(), 3, "three orders, and no fourth");
    let of = CircularsOf::Mine("o1".into());
    let listed = county.app.circulars(&staff("o1"), (&of, true), (None, 10)).await.unwrap();
    let [one] = listed.circulars.as_slice() else { panic!("{} drafts", listed.circulars.len()) };
    let number = one.number.clone();
    let first = folder(&county, "o1", &number).await;
    let drafted = first.state.draft.as_ref().unwrap();
    assert!(drafted.facts.by.is_none(), "by the system");
    // 事实是台账里的：一次逾期、三份督办单。
    let counts = first.counts(&drafted.facts.items[0]);
    let counts: Vec<(&str, u32)> =
        counts.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    assert_eq!(counts, [("task_fell_overdue", 1), ("task_urged", 3)]);
    // 签发之前，被通报的学校看不到。
    assert!(county.app.circular(&staff("s1"), &number).await.unwrap().is_none());
    done(&county, "o1", &number, Submit {}).await;
    let back = SendBack { reason: county.written("范围发至全县。") };
    done(&county, "d1", &number, back).await;
    let wide = draft(&county, &facts(&county, "o1").await, &["school", "office", "bureau"]);
    county.app.redraft_circular(&staff("o1"), (&number, None), wide).await.unwrap();
    done(&county, "o1", &number, Submit {}).await;
    let sign = |body: &str| county.written(body);
    let by = staff("d2");
    let wrong = county.app.publish_circular(&by, (&number, None), sign("第12号")).await;
    assert!(matches!(wrong, Err(Denied::Refused(_))));
    let signer = folder(&county, "d1", &number).await.state.submitted.unwrap().signer;
    let signed = county
        .app
        .publish_circular(&staff(signer.as_str()), (&number, None), sign("青教〔2026〕12号"))
        .await;
    assert!(!signed.unwrap().facts.is_empty());
    done(&county, "s2", &number, Acknowledge { unit: "school".into() }).await;
    let again = Acknowledge { unit: "school".into() };
    let again = county.app.act_on_circular(&staff("s3"), (&number, None), again).await;
    assert!(no(again).contains("不用再签"));
    // 更正：撤回一条，数字跟着变，原范围重新签收。
    let published = folder(&county, "s1", &number).await;
    let wrong = published.state.draft.as_ref().unwrap().facts.facts().next().unwrap().clone();
    let withdrawn = BTreeSet::from([wrong.clone()]);
    let text = county.written("经核对，有一条不实，予以撤回。");
    done(&county, signer.as_str(), &number, Correct { withdrawn, text }).await;
    let corrected = folder(&county, "s1", &number).await;
    assert_eq!(corrected.state.corrections.len(), 1);
    let item = corrected.state.draft.as_ref().unwrap().facts.items[0].clone();
    assert_eq!(corrected.counts(&item).values().sum::<u32>(), 3);
    assert_eq!(circular_state(&corrected.state), "published", "to be acknowledged anew");
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

async fn clause_28_facts_come_from_the_ledger_and_figures_are_counted(site: &Site) {
    let county = County::found(site).await;
    let number = task(&county).await;
    assert!(facts(&county, "o1").await.is_empty(), "nothing is late yet");
    county.it_is("2026-06-08T09:00");
    county.app.beat().await.unwrap();
    let found = facts(&county, "o1").await;
    assert_eq!(found.len(), 1);
    // 看不到这件督办的科室，也选不到它的事实。
    assert!(facts(&county, "k1").await.is_empty());
    let app = &county.app;
    let taken = draft(&county, &found, &["school"]);
    let by_other = CircularDraft { office: "education".into(), ..taken.clone() };
    assert!(no(app.draft_circular(&staff("k2"), by_other).await).contains("台账"));
    // 自己写的事实、自己写的数字都不行。
    let keys: [FactKey; 3] = [
        (StreamId::Task(number.clone()), 1),
        (StreamId::Task(number.clone()), 99),
        (StreamId::Task("DB2026-06010099".into()), 1),
    ];
    for key in keys {
        let mut wish = taken.clone();
        wish.items[0].facts = vec![key];
        assert!(no(app.draft_circular(&staff("o1"), wish).await).contains("台账"));
    }
    let typed =
        CircularDraft { title: county.written("关于 3 件逾期的通报"), ..taken.clone() };
    assert!(no(app.draft_circular(&staff("o1"), typed).await).contains("自己写的数字“3”"));
    let mut undecided = taken.clone();
    let decision = county.written(" ");
    undecided.items[0].person = Some(NamedPerson { person: "s1".into(), decision });
    assert!(no(app.draft_circular(&staff("o1"), undecided).await).contains("处理决定文号"));
    let number = app.draft_circular(&staff("o1"), taken).await.unwrap();
    assert!(number.as_str().starts_with("TB2026-0608"), "{number}");
}

async fn what_does_not_stand_any_more_is_not_signed(site: &Site) {
    let county = County::found(site).await;
    let task = task(&county).await;
    county.it_is("2026-06-08T09:00");
    county.app.beat().await.unwrap();
    let wish = draft(&county, &facts(&county, "o1").await, &["school"]);
    let number = county.app.draft_circular(&staff("o2"), wish).await.unwrap();
    done(&county, "o1", &number, Submit {}).await;
    let signer = folder(&county, "d1", &number).await.state.submitted.unwrap().signer;
    let cancel = Cancel { reason: county.written("重复立项。") };
    county.app.act_on_task(&staff("d1"), (&task, None), cancel).await.unwrap();
    let sign = county.written("青教〔2026〕13号");
    let by = staff(signer.as_str());
    let refused = no(county.app.publish_circular(&by, (&number, None), sign).await);
    assert!(refused.contains("有 1 条事实已经变化"), "{refused}");
}

async fn clause_49_a_circular_is_read_by_its_scope_and_public_only_for_everybody(site: &Site) {
    let county = County::found(site).await;
    task(&county).await;
    county.it_is("2026-06-08T09:00");
    county.app.beat().await.unwrap();
    let found = facts(&county, "o1").await;
    let mut numbers = Vec::new();
    for (place, scope) in [["school", "safety"], ["school", "bureau"]].iter().enumerate() {
        let mut wish = draft(&county, &found, scope);
        let decision = county.written("青教处〔2026〕1号");
        wish.items[0].person = Some(NamedPerson { person: "s2".into(), decision });
        let number = county.app.draft_circular(&staff("o1"), wish).await.unwrap();
        done(&county, "o1", &number, Submit {}).await;
        let signer = folder(&county, "d1", &number).await.state.submitted.unwrap().signer;
        let sign = county.written(&format!("青教〔2026〕{}号", place + 20));
        let by = staff(signer.as_str());
        county.app.publish_circular(&by, (&number, None), sign).await.unwrap();
        numbers.push(number);
    }
    let sees =
        async |who: &str, number| county.app.circular(&staff(who), number).await.unwrap().is_some();
    for (who, some, all) in
        [("s1", true, true), ("a2", true, true), ("k2", false, true), ("sec1", false, false)]
    {
        assert_eq!(sees(who, &numbers[0]).await, some, "{who}");
        assert_eq!(sees(who, &numbers[1]).await, all, "{who}");
    }
    assert!(county.app.public_circular(&numbers[0]).await.unwrap().is_none());
    let public = county.app.public_circulars().await.unwrap();
    let [one] = public.as_slice() else { panic!("{}", public.len()) };
    assert_eq!((&one.number, one.document_number.as_str()), (&numbers[1], "青教〔2026〕21号"));
    assert!(one.items[0].names_somebody, "that somebody is named, and not who");
}
