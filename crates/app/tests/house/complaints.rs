//! 效能投诉: filed without a name, accepted, looked into by two, dealt with, answered by code; what
//! is owed and not done is on record the moment its limit passes.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use xiaoneng_app::Denied;
use xiaoneng_app::complaints::{
    ComplaintHolder, ComplaintLookUp, ComplaintReceipt, ComplaintStanding, NewComplaint, OnPaper,
};
use xiaoneng_app::desk_messages::NoteAbout;
use xiaoneng_domain::complaint::{
    Accept, AdverseEvent, Appoint, AskExtension, Close, ComplaintChannel, ComplaintCommand,
    Content, Deal, DealingKind, Effect, FaultCategory, Find, IdentityMode, Mode, NewRoute, Outcome,
    RecordInvestigation, RecordKind, Reply, RootCategory, Stage,
};
use xiaoneng_domain::id::ComplaintReference;
use xiaoneng_domain::organization::{AssignRoles, MovePerson};

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    clauses_24_to_26_an_anonymous_complaint_is_investigated_dealt_with_and_answered_by_its_code
    each_limit_that_passes_is_recorded_once_and_told
    e33_who_works_here_is_watched_over_and_nobody_learns_who_he_is
    leaders_read_the_conclusion_once_it_is_closed_and_nothing_else
    what_comes_on_paper_is_taken_down_by_nobody_concerned
}

fn anonymous() -> NewComplaint {
    NewComplaint {
        identity: IdentityMode::Anonymous,
        name: "不会保存的名字".to_owned(),
        phone: Some("13900000099".to_owned()),
        wants_call: false,
        unit: "school".into(),
        described: String::new(),
        persons: Default::default(),
        happened_on: None,
        facts: "六月一日上午窗口没有人，等了三个小时。".to_owned(),
        demand: "请安排人值守。".to_owned(),
        categories: [FaultCategory::F07].into(),
        works_here: None,
    }
}

async fn complain(county: &County, new: NewComplaint) -> ComplaintReceipt {
    county.app.complain(&county.app.new_form(), new, Vec::new()).await.unwrap()
}

async fn act(
    county: &County,
    who: &str,
    about: &ComplaintReference,
    wish: impl Into<ComplaintCommand>,
) -> Result<usize, String> {
    let dossier = county.app.complaint_dossier(&staff(who), about).await.unwrap();
    let seen = dossier.map_or(1, |dossier| dossier.version());
    match county.app.act_on_complaint(&staff(who), (about, seen), wish).await {
        Ok(acted) => Ok(acted.facts.len()),
        Err(Denied::Refused(no)) => Err(no.to_string()),
        Err(other) => panic!("{who}: {other}"),
    }
}

fn accept(county: &County) -> Accept {
    let route = NewRoute {
        mode: Mode::SelfHandle,
        unit: None,
        assisting: Default::default(),
        finish_on: None,
        letter: None,
    };
    Accept { route, notice: county.written("已受理，由效能办直查。") }
}

fn two() -> Appoint {
    Appoint { first: "e2".into(), second: "i2".into() }
}

async fn by_code(county: &County, receipt: &ComplaintReceipt) -> ComplaintHolder {
    let typed = (receipt.holder.reference.as_str(), &*receipt.code.unwrap().digits());
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    match county.app.look_up_complaint(typed, here).await.unwrap() {
        ComplaintLookUp::Found(holder) => holder,
        other => panic!("{other:?}"),
    }
}

async fn standing(county: &County, holder: &ComplaintHolder) -> ComplaintStanding {
    county.app.complaint_standing(holder).await.unwrap().unwrap()
}

/// What was laid on somebody's desk about complaints, by its code.
async fn told(county: &County, who: &str) -> Vec<String> {
    let notes = county.app.desk_notes(&who.into(), None, 100).await.unwrap().notes;
    let of_dockets = notes.iter().filter_map(|note| match &note.about {
        NoteAbout::Docket(notice) => Some(notice.template().to_owned()),
        NoteAbout::Matter(..) => None,
    });
    of_dockets.collect()
}

fn verified(county: &County) -> Find {
    Find {
        outcome: Outcome::Verified,
        root: RootCategory::Inaction,
        categories: [FaultCategory::F07].into(),
        effect: Some(Effect::Efficiency),
        report: county.written("当日窗口确无人值守。"),
    }
}

/// From acceptance to the end of the investigation, closed.
async fn close(county: &County, about: &ComplaintReference) {
    act(county, "e2", about, accept(county)).await.unwrap();
    act(county, "e1", about, two()).await.unwrap();
    let (kind, text) = (RecordKind::Visit, county.written("调看当日监控。"));
    act(county, "e2", about, RecordInvestigation { kind, text }).await.unwrap();
    act(county, "e2", about, verified(county)).await.unwrap();
    let (kind, text) = (DealingKind::Rectification, county.written("责令一周内排定值守。"));
    act(county, "e1", about, Deal { kind, text }).await.unwrap();
    act(county, "e1", about, Close {}).await.unwrap();
}

async fn clauses_24_to_26_an_anonymous_complaint_is_investigated_dealt_with_and_answered_by_its_code(
    site: &Site,
) {
    let county = County::found(site).await;
    let receipt = complain(&county, anonymous()).await;
    let holder = by_code(&county, &receipt).await;
    let about = &holder.reference;
    assert!(county.app.identity(&holder.person).await.unwrap().found().is_none());
    county.app.beat().await.unwrap();
    // 被投诉学校、分管领导一无所知；效能办知道。
    for who in ["s1", "s2", "d1", "d2", "k1"] {
        assert!(county.app.complaint_dossier(&staff(who), about).await.unwrap().is_none(), "{who}");
        assert!(told(&county, who).await.is_empty(), "{who}");
        assert!(act(&county, who, about, accept(&county)).await.is_err(), "{who}");
    }
    assert_eq!(told(&county, "e2").await, ["complaint_to_accept"]);
    assert_eq!(act(&county, "e2", about, accept(&county)).await, Ok(2));
    // 有诉必查：没有两名调查人和记录，不能认定，不能结案。
    act(&county, "e1", about, Close {}).await.unwrap_err();
    act(&county, "e1", about, two()).await.unwrap();
    let find = verified(&county);
    let no = act(&county, "e2", about, find.clone()).await.unwrap_err();
    assert!(no.contains("调查记录"), "{no}");
    let record = RecordInvestigation {
        kind: RecordKind::Visit,
        text: county.written("调看当日监控。"),
    };
    act(&county, "e2", about, record).await.unwrap();
    act(&county, "e2", about, find).await.unwrap();
    // 查明必处：属实而没有处理的，不能结案。
    act(&county, "e1", about, Close {}).await.unwrap_err();
    for (kind, text) in [
        (DealingKind::MeasureProposed, "建议对值守人员作书面检查。"),
        (DealingKind::Rectification, "责令学校一周内排定值守。"),
    ] {
        act(&county, "e1", about, Deal { kind, text: county.written(text) }).await.unwrap();
    }
    act(&county, "e1", about, Close {}).await.unwrap();
    let before = standing(&county, &holder).await.standing;
    assert_eq!((before.stage, before.outcome), (Stage::Closed, None), "told with the reply alone");
    let reply = "您反映的情况属实，已责令整改。";
    act(&county, "e2", about, Reply { text: county.written(reply) }).await.unwrap();
    // 再凭码来看，看到的是结论和答复；回访只在这里问一次。
    let stands = standing(&county, &by_code(&county, &receipt).await).await;
    assert_eq!(stands.standing.outcome, Some(Outcome::Verified));
    assert_eq!(stands.texts.body(&stands.standing.reply.unwrap()), Some(reply));
    assert!(stands.standing.follow_up_by.is_some());
    county.app.answer_follow_up(&holder, Content::Satisfied, "").await.unwrap();
    assert!(standing(&county, &holder).await.standing.follow_up_by.is_none());
    county.app.beat().await.unwrap();
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

async fn each_limit_that_passes_is_recorded_once_and_told(site: &Site) {
    let county = County::found(site).await;
    let receipt = complain(&county, anonymous()).await;
    let about = &receipt.holder.reference;
    let owed = standing(&county, &receipt.holder).await.standing.accept_by.unwrap();
    // 受理五个工作日：六月一日收到，六月八日下班到期。
    assert_eq!(owed.date(), at("2026-06-08T12:00").date());
    county.it_is("2026-06-08T12:00");
    county.app.beat().await.unwrap();
    let passed = async || {
        let told = told(&county, "e1").await;
        told.iter().filter(|template| *template == "complaint_limit_passed").count()
    };
    assert_eq!(passed().await, 0);
    county.it_is("2026-06-09T09:00");
    for _ in 0..2 {
        county.app.beat().await.unwrap();
        assert_eq!(passed().await, 1, "once, however often one looks");
    }
    // 核查说明三个工作日，过期不候；办结三十日，过期留痕，未批的延期失效。
    act(&county, "e2", about, accept(&county)).await.unwrap();
    act(&county, "e1", about, two()).await.unwrap();
    let demand = county.app.new_inquiry("s2".into(), "六月一日上午由谁值守？");
    act(&county, "e2", about, demand).await.unwrap();
    county.it_is("2026-06-15T09:00");
    county.app.beat().await.unwrap();
    assert!(told(&county, "e2").await.iter().any(|one| one == "complaint_explanation_lapsed"));
    let finish_by = standing(&county, &receipt.holder).await.standing.finish_by.unwrap();
    assert_eq!(finish_by.date(), at("2026-07-09T12:00").date());
    let ask = AskExtension {
        reason: county.written("证人出差。"),
        notice: county.written("还要等一名证人。"),
    };
    act(&county, "e2", about, ask).await.unwrap();
    county.it_is("2026-07-10T09:00");
    county.app.beat().await.unwrap();
    assert_eq!(passed().await, 2);
    let dossier = county.app.complaint_dossier(&staff("e1"), about).await.unwrap().unwrap();
    assert!(dossier.complaint.inquiries.iter().all(|one| one.has_lapsed));
    assert!(!dossier.complaint.extensions.iter().any(|one| one.is_open()), "void at the limit");
    assert!(!county.app.has_fallen_due().await.unwrap(), "nothing is left over");
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

/// 两种人事变动, each of somebody at the school who complained and asked to be watched over.
async fn e33_who_works_here_is_watched_over_and_nobody_learns_who_he_is(site: &Site) {
    let county = County::found(site).await;
    let sealed = |works_here: Option<&str>| NewComplaint {
        identity: IdentityMode::Sealed,
        works_here: works_here.map(Into::into),
        ..anonymous()
    };
    let watched = complain(&county, sealed(Some("s3"))).await;
    let other = complain(&county, sealed(Some("s2"))).await;
    let without = complain(&county, sealed(None)).await;
    for receipt in [&watched, &other, &without] {
        act(&county, "e2", &receipt.holder.reference, accept(&county)).await.unwrap();
        act(&county, "e1", &receipt.holder.reference, two()).await.unwrap();
    }
    county.app.beat().await.unwrap();
    let suspicions = async |who: &str, receipt: &ComplaintReceipt| {
        let about = &receipt.holder.reference;
        let dossier = county.app.complaint_dossier(&staff(who), about).await.unwrap().unwrap();
        dossier.complaint.suspicions.iter().map(|one| one.what).collect::<BTreeSet<_>>()
    };
    assert!(suspicions("e2", &watched).await.is_empty());
    // 调离，岗位随之空出：只提示调查人，不阻拦任何事。
    let (person, unit) = ("s3".into(), "safety".into());
    county.arrange(&staff("d1"), MovePerson { person, unit }).await;
    county.app.beat().await.unwrap();
    let moved = BTreeSet::from([AdverseEvent::Moved, AdverseEvent::PostVacated]);
    assert_eq!(suspicions("e2", &watched).await, moved);
    assert!(suspicions("e1", &watched).await.is_empty(), "the investigators' alone");
    for receipt in [&other, &without] {
        assert!(suspicions("e2", receipt).await.is_empty());
    }
    for (who, is_told) in [("e2", true), ("i2", true), ("e1", false), ("d1", false), ("s1", false)]
    {
        let told = told(&county, who).await;
        let hit = told.iter().any(|one| one == "complaint_retaliation_suspected");
        assert_eq!(hit, is_told, "{who}");
    }
    // 取消角色、离职也算；同一件事只提示一次。
    county.arrange(&staff("d1"), AssignRoles { person: "s2".into(), roles: [].into() }).await;
    for _ in 0..2 {
        county.app.beat().await.unwrap();
    }
    assert_eq!(suspicions("e2", &other).await, BTreeSet::from([AdverseEvent::RolesTaken]));
    // 库里没有一处写着他是谁：同一投诉的密文不是他的编号，也不是编号的散列。
    let texts = county.app.complaint_dossier(&staff("e2"), &other.holder.reference).await.unwrap();
    let kept = texts.unwrap().complaint.filing.unwrap().works_here.unwrap();
    assert_ne!(kept.to_string(), county.written("s2").digest().to_string());
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

async fn leaders_read_the_conclusion_once_it_is_closed_and_nothing_else(site: &Site) {
    let county = County::found(site).await;
    let receipt = complain(&county, NewComplaint { unit: "education".into(), ..anonymous() }).await;
    let about = &receipt.holder.reference;
    // 局长不分管教育科，读结论；分管领导 d2 回避，什么也看不到。
    let conclusion = async |who: &str| county.app.conclusion(&staff(who), about).await.unwrap();
    assert!(conclusion("d1").await.is_none(), "not before it is closed");
    close(&county, about).await;
    let shown = conclusion("d1").await.unwrap();
    assert_eq!(shown.report, "当日窗口确无人值守。");
    assert_eq!(shown.dealings, [(DealingKind::Rectification, "责令一周内排定值守。".to_owned())]);
    assert!(county.app.complaint_dossier(&staff("d1"), about).await.unwrap().is_none());
    let listed = county.app.conclusions(&staff("d1")).await.unwrap();
    assert_eq!(listed.iter().map(|line| &line.reference).collect::<Vec<_>>(), [about]);
    for who in ["d2", "k1", "k2", "s1", "o1", "i1"] {
        assert!(conclusion(who).await.is_none(), "{who}");
        assert!(county.app.conclusions(&staff(who)).await.unwrap().is_empty(), "{who}");
    }
}

async fn what_comes_on_paper_is_taken_down_by_nobody_concerned(site: &Site) {
    let county = County::found(site).await;
    let came = OnPaper {
        channel: ComplaintChannel::Letter,
        received_on: at("2026-05-29T09:00").date(),
        representatives: None,
    };
    let register = async |who: &str, new: NewComplaint| {
        let form = county.app.new_form();
        let registered =
            county.app.register_complaint(&staff(who), &form, (new, Vec::new()), came).await;
        registered.map_err(|denied| denied.to_string())
    };
    for who in ["o2", "k1", "s1", "d1"] {
        assert!(!county.app.may_register_complaints(&staff(who)).await.unwrap(), "{who}");
        register(who, anonymous()).await.unwrap_err();
    }
    let receipt = register("e2", anonymous()).await.unwrap();
    // 受理时限自收到之日起，不自登记之时。
    let holder = by_code(&county, &receipt).await;
    let accept_by = standing(&county, &holder).await.standing.accept_by.unwrap();
    assert_eq!(accept_by.date(), at("2026-06-05T09:00").date());
    // 投诉效能办的人，效能办不得登记。
    let about_us = NewComplaint { persons: ["e1".into()].into(), ..anonymous() };
    let refused =
        register("e2", NewComplaint { unit: "efficacy".into(), ..about_us }).await.unwrap_err();
    assert!(refused.contains("利害关系"), "{refused}");
    let both = NewComplaint { persons: ["e2".into()].into(), ..anonymous() };
    register("e2", both).await.unwrap_err();
}
