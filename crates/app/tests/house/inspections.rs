//! 督导、抽查: a sample drawn by a published seed and drawn again by hand; a school visited, heard,
//! given an opinion, put right and looked at again — through the door.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use xiaoneng_app::Denied;
use xiaoneng_app::desk_messages::NoteAbout;
use xiaoneng_app::inspections::{
    InspectionFolder, InspectionsOf, ListOf, NewInspection, NoList, Question, QuestionsFor,
};
use xiaoneng_domain::id::{InspectionNumber, PersonId};
use xiaoneng_domain::inspection::{
    Answer, Candidate, Defend, FileUpward, GivePreliminary, InspectionCommand, InspectionKind,
    Notify, PublishReport, RecordVisit, ReportRectification, SelfAssess, ServeOpinion, Stage,
    Verify,
};
use xiaoneng_domain::rules::Audience;
use xiaoneng_domain::text::TextDigest;

use crate::county::{County, staff};
use crate::papers::photograph;
use crate::site::{Site, on_both};

on_both! {
    f15_a_spot_check_is_drawn_by_a_published_seed_and_anybody_can_draw_it_again
    f15_follow_up_calls_are_drawn_among_what_was_completed_and_never_made_by_the_handlers
    l13_a_school_is_visited_heard_told_puts_right_and_is_looked_at_again
    whoever_it_does_not_concern_finds_no_inspection
}

fn new(county: &County, kind: InspectionKind, inspectors: &[&str]) -> NewInspection {
    NewInspection {
        kind,
        office: "inspection".into(),
        school: (kind != InspectionKind::SpotCheck).then(|| "school".into()),
        scope: county.written("看首问登记和时限公示。"),
        inspectors: inspectors.iter().map(|one| PersonId::from(*one)).collect(),
        planned_on: "2026-06-10".parse().unwrap(),
    }
}

async fn planned(county: &County, kind: InspectionKind, inspectors: &[&str]) -> InspectionNumber {
    let wish = new(county, kind, inspectors);
    county.app.plan_inspection(&staff("i2"), wish).await.unwrap()
}

async fn folder(county: &County, who: &str, number: &InspectionNumber) -> InspectionFolder {
    county.app.inspection(&staff(who), number).await.unwrap().expect("not to be seen")
}

async fn done(county: &County, who: &str, number: &InspectionNumber, wish: InspectionCommand) {
    let acted = county.app.act_on_inspection(&staff(who), (number, None), wish).await;
    assert!(!acted.unwrap().facts.is_empty(), "{who}");
}

async fn refused(
    county: &County,
    who: &str,
    number: &InspectionNumber,
    wish: InspectionCommand,
) -> String {
    no(county.app.act_on_inspection(&staff(who), (number, None), wish).await)
}

fn no<T: std::fmt::Debug>(answer: Result<T, Denied>) -> String {
    match answer {
        Err(Denied::Refused(no)) => no.to_string(),
        other => panic!("{other:?}"),
    }
}

fn answers(asked: QuestionsFor, answer: Answer) -> BTreeMap<Candidate, Answer> {
    let code = |question: &Question| (Candidate::read(question.code()).unwrap(), answer);
    asked.all().iter().map(code).collect()
}

/// 复抽 as anybody does it: SHA-256 over three lines, in the order of the digests.
fn drawn_by_hand(seed: &str, list: &str, count: usize) -> Vec<String> {
    let mut lots: Vec<(String, &str)> = list
        .lines()
        .map(|id| (hex::encode(Sha256::digest(format!("xiaoneng/draw/1\n{seed}\n{id}"))), id))
        .collect();
    lots.sort();
    lots.into_iter().take(count).map(|(_, id)| id.to_owned()).collect()
}

async fn f15_a_spot_check_is_drawn_by_a_published_seed_and_anybody_can_draw_it_again(site: &Site) {
    let county = County::found(site).await;
    let (app, office) = (&county.app, staff("i2"));
    let number = planned(&county, InspectionKind::SpotCheck, &[]).await;
    assert!(number.as_str().starts_with("JC2026-0601"), "{number}");
    assert!(app.public_draw(&number).await.unwrap().is_none());
    // 名单由记录生成，不含组织抽查的科室自己。
    let own = "inspection".into();
    let list = app.list_to_draw(&own, ListOf::Sections).await.unwrap().unwrap();
    let ids: Vec<&str> = list.iter().map(Candidate::as_str).collect();
    assert_eq!(ids, ["education", "efficacy", "office", "safety"]);
    // 没有公布种子，抽不了。
    assert!(no(app.draw_sample(&office, (&number, None)).await).contains("种子还没有公布"));
    app.publish_seed(&office, (&number, None), list.clone(), 2).await.unwrap();
    let second = app.publish_seed(&office, (&number, None), list, 2).await;
    assert!(no(second).contains("不能再换"));
    let public = app.public_draw(&number).await.unwrap().unwrap();
    assert_eq!((public.seed.universe_size, public.seed.sample), (4, 2));
    assert!(public.released.is_none() && public.drawn_at.is_none());
    // 与公布同一时刻，还不能抽；之后抽一次，结果不变。
    assert!(no(app.draw_sample(&office, (&number, None)).await).contains("种子还没有公布"));
    county.it_is("2026-06-02T09:00");
    app.draw_sample(&office, (&number, None)).await.unwrap();
    assert!(no(app.draw_sample(&office, (&number, None)).await).contains("已经抽取过"));
    // 查完之前，名单和结果不公开，被抽中的单位也看不到这次抽查。
    assert!(app.public_draw(&number).await.unwrap().unwrap().released.is_none());
    let drawn = folder(&county, "i2", &number).await.state.drawn.unwrap().result;
    for one in &drawn {
        let head = heads(one.as_str());
        if head != "e1" {
            assert!(app.inspection(&staff(head), &number).await.unwrap().is_none(), "{head}");
        }
        let wish = (answers(QuestionsFor::Unit, Answer::No), Some(county.written("登记本缺页。")));
        app.record_check(&office, (&number, None), one.clone(), wish.clone()).await.unwrap();
        let again = app.record_check(&office, (&number, None), one.clone(), wish).await;
        assert!(matches!(again, Err(Denied::Refused(_))));
        assert!(app.inspection(&staff(head), &number).await.unwrap().is_some(), "{head}");
    }
    // 现在人人可以重抽：种子和名单都公开了，手工算出来的是同一批。
    let public = app.public_draw(&number).await.unwrap().unwrap();
    let released = public.released.unwrap();
    assert!(released.is_the_same);
    let by_hand = drawn_by_hand(&public.seed.seed.to_string(), &released.lines(), 2);
    let result: Vec<&str> = released.result.iter().map(Candidate::as_str).collect();
    assert_eq!(by_hand, result);
    assert_eq!(app.public_draws().await.unwrap().len(), 1);
    let file = FileUpward { reference: county.written("效能档〔2026〕6 号") };
    done(&county, "i2", &number, file.into()).await;
    assert_eq!(folder(&county, "i2", &number).await.state.stage(), Stage::Filed);
    assert!(app.public_draw(&number).await.unwrap().unwrap().released.is_some());
    app.beat().await.unwrap();
    let told = templates(&county, heads(drawn[0].as_str())).await;
    assert!(told.contains(&"checked".to_owned()), "{told:?}");
    assert_eq!(app.rebuild().await.unwrap().differing, 0);
}

fn heads(unit: &str) -> &'static str {
    match unit {
        "education" => "k1",
        "efficacy" => "e1",
        "office" => "o1",
        "safety" => "a1",
        other => panic!("{other}"),
    }
}

async fn templates(county: &County, who: &str) -> Vec<String> {
    let notes = county.app.desk_notes(&who.into(), None, 50).await.unwrap().notes;
    let template = |about: &NoteAbout| match about {
        NoteAbout::Docket(notice) => Some(notice.template().to_owned()),
        NoteAbout::Matter(..) => None,
    };
    notes.iter().filter_map(|note| template(&note.about)).collect()
}

async fn f15_follow_up_calls_are_drawn_among_what_was_completed_and_never_made_by_the_handlers(
    site: &Site,
) {
    let county = County::found(site).await;
    let app = &county.app;
    let mut finished = BTreeSet::new();
    for phone in ["13900000031", "13900000032", "13900000033"] {
        let filed = county.file(phone, "食堂收费没有明细。").await;
        county.finish(&filed.number).await;
        finished.insert(filed.number.to_string());
    }
    county.file("13900000034", "这一件还没有办完。").await;
    let days = |from: &str, until: &str| ListOf::Completed {
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
    };
    let own = "inspection".into();
    let list = app.list_to_draw(&own, days("2026-06-01", "2026-06-01")).await.unwrap().unwrap();
    let ids: BTreeSet<String> = list.iter().map(|one| one.as_str().to_owned()).collect();
    assert_eq!(ids, finished, "what is completed, and nothing else");
    let none = app.list_to_draw(&own, days("2026-05-01", "2026-05-31")).await.unwrap();
    assert_eq!(none, Err(NoList::Empty));
    let backwards = app.list_to_draw(&own, days("2026-06-02", "2026-06-01")).await.unwrap();
    assert_eq!(backwards, Err(NoList::Backwards));
    // 承办科室自己组织，名单里没有它办的件。
    let handlers = "education".into();
    let own_calls = app.list_to_draw(&handlers, days("2026-06-01", "2026-06-01")).await.unwrap();
    assert_eq!(own_calls, Err(NoList::Empty));
    let number = planned(&county, InspectionKind::SpotCheck, &[]).await;
    app.publish_seed(&staff("i2"), (&number, None), list, 1).await.unwrap();
    county.it_is("2026-06-02T09:00");
    app.draw_sample(&staff("i2"), (&number, None)).await.unwrap();
    let drawn = folder(&county, "i2", &number).await.state.drawn.unwrap().result;
    let wish = || (answers(QuestionsFor::Matter, Answer::Yes), None);
    let subject = drawn[0].clone();
    let by_handler = app.record_check(&staff("k2"), (&number, None), subject, wish()).await;
    assert!(no(by_handler).contains("没有这次督导或抽查"));
    let called = app.record_check(&staff("i2"), (&number, None), drawn[0].clone(), wish()).await;
    assert!(!called.unwrap().facts.is_empty());
    let checked = folder(&county, "i2", &number).await.state.checks;
    assert_eq!(checked[&drawn[0]].facts.unit.as_str(), "education");
}

async fn l13_a_school_is_visited_heard_told_puts_right_and_is_looked_at_again(site: &Site) {
    let county = County::found(site).await;
    let app = &county.app;
    let group = ["i2", "o2", "a2"];
    let number = planned(&county, InspectionKind::Special, &group).await;
    assert!(app.inspection(&staff("s1"), &number).await.unwrap().is_none(), "before the notice");
    let text = |body: &str| county.written(body);
    done(&county, "i2", &number, Notify { letter: text("六月十日到校。") }.into()).await;
    done(&county, "s1", &number, SelfAssess { text: text("自评已完成。") }.into()).await;
    let visit = |heard: &[Audience], evidence: Vec<TextDigest>| RecordVisit {
        inspectors: group.iter().map(|one| PersonId::from(*one)).collect(),
        heard: heard.iter().copied().collect(),
        record: county.written("看了登记本和公示栏。"),
        evidence,
    };
    let unheard = refused(&county, "i2", &number, visit(&[Audience::Public], vec![]).into()).await;
    assert!(unheard.contains("家长"), "{unheard}");
    county.it_is("2026-06-10T15:00");
    let files = app.clean_files(&[photograph(7, 9)]).unwrap();
    let all = |evidence| visit(Audience::ALL, evidence);
    let by = staff("i2");
    app.act_on_inspection_with_evidence(&by, (&number, None), files, all).await.unwrap();
    assert!(app.evidence_of_inspection(&staff("s1"), &number, 1).await.unwrap().is_some());
    assert!(app.evidence_of_inspection(&staff("k2"), &number, 1).await.unwrap().is_none());
    done(&county, "i2", &number, GivePreliminary { text: text("两处不合要求。") }.into()).await;
    let opinion = || ServeOpinion {
        text: county.written("应当整改。"),
        issues: vec![county.written("首问登记缺页。"), county.written("时限没有公示。")],
        rectify_on: None,
    };
    assert!(refused(&county, "i1", &number, opinion().into()).await.contains("可以申辩到"));
    // 申辩期满（5 个工作日），由心跳记下，意见书才能送达。
    county.it_is("2026-06-18T09:00");
    app.beat().await.unwrap();
    let late = Defend { statement: None };
    refused(&county, "s1", &number, late.into()).await;
    done(&county, "i1", &number, opinion().into()).await;
    let put_right = |issues: &[u32]| {
        let (issues, text) = (issues.iter().copied().collect(), county.written("已补登、已公示。"));
        move |evidence| ReportRectification { issues, text, evidence }
    };
    let bare = put_right(&[1])(vec![]);
    assert!(refused(&county, "s1", &number, bare.into()).await.contains("佐证"));
    let school = staff("s1");
    let files = app.clean_files(&[photograph(7, 9)]).unwrap();
    app.act_on_inspection_with_evidence(&school, (&number, None), files, put_right(&[1, 2]))
        .await
        .unwrap();
    let look = |closed: &[u32], returned: &[u32]| Verify {
        closed: closed.iter().copied().collect(),
        returned: returned.iter().copied().collect(),
        record: county.written("到校看过。"),
    };
    refused(&county, "s1", &number, look(&[1, 2], &[]).into()).await;
    done(&county, "i2", &number, look(&[1], &[2]).into()).await;
    // 退回的一个 30 日内没有改好：逾期由系统记下。
    county.it_is("2026-07-21T09:00");
    app.beat().await.unwrap();
    app.beat().await.unwrap();
    assert!(folder(&county, "s1", &number).await.state.rectification_overdue_at.is_some());
    let told = templates(&county, "s1").await;
    assert!(told.contains(&"rectification_overdue".to_owned()), "{told:?}");
    let files = app.clean_files(&[photograph(7, 9)]).unwrap();
    app.act_on_inspection_with_evidence(&school, (&number, None), files, put_right(&[2]))
        .await
        .unwrap();
    done(&county, "i2", &number, look(&[2], &[]).into()).await;
    done(&county, "i1", &number, PublishReport { report: text("督导报告。") }.into()).await;
    done(&county, "i2", &number, FileUpward { reference: text("督档 7 号") }.into()).await;
    assert_eq!(folder(&county, "s1", &number).await.state.stage(), Stage::Filed);
    let (of, by) = (InspectionsOf::Mine("s1".into()), staff("s1"));
    let ended = app.inspections(&by, (&of, false), (None, 10)).await.unwrap().inspections;
    assert_eq!(ended.len(), 1);
    assert_eq!(app.rebuild().await.unwrap().differing, 0);
}

async fn whoever_it_does_not_concern_finds_no_inspection(site: &Site) {
    let county = County::found(site).await;
    let number = planned(&county, InspectionKind::Regular, &["i2"]).await;
    let nowhere = InspectionNumber::from("JC2026-06010099");
    let wish = || Notify { letter: county.written("到校。") };
    // 分管领导也分管这所学校，通知之前一样看不到。
    for who in ["s1", "s2", "k1", "k2", "o2", "d2", "sec1"] {
        assert!(county.app.inspection(&staff(who), &number).await.unwrap().is_none(), "{who}");
        let his = refused(&county, who, &number, wish().into()).await;
        assert_eq!(his, refused(&county, who, &nowhere, wish().into()).await, "{who}");
        for of in [InspectionsOf::All, InspectionsOf::Mine(who.into())] {
            let page = county.app.inspections(&staff(who), (&of, true), (None, 10)).await;
            assert!(page.unwrap().inspections.is_empty(), "{who} {of:?}");
        }
    }
    for who in ["i1", "i2", "d1", "e1"] {
        assert!(county.app.inspection(&staff(who), &number).await.unwrap().is_some(), "{who}");
    }
    let all = county.app.inspections(&staff("d1"), (&InspectionsOf::All, true), (None, 10)).await;
    assert_eq!(all.unwrap().inspections.len(), 1);
}
