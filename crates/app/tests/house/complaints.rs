//! 效能投诉: filed without a name, accepted, looked into by two, dealt with, answered by code; what
//! is owed and not done is on record the moment its limit passes.

use std::net::{IpAddr, Ipv4Addr};

use xiaoneng_app::Denied;
use xiaoneng_app::complaints::{
    ComplaintHolder, ComplaintLookUp, ComplaintReceipt, ComplaintStanding, NewComplaint,
};
use xiaoneng_app::desk_messages::NoteAbout;
use xiaoneng_domain::complaint::{
    Accept, Appoint, AskExtension, Close, ComplaintCommand, Content, Deal, DealingKind, Effect,
    FaultCategory, Find, IdentityMode, Mode, NewRoute, Outcome, RecordInvestigation, RecordKind,
    Reply, RootCategory, Stage,
};
use xiaoneng_domain::id::ComplaintReference;

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    clauses_24_to_26_an_anonymous_complaint_is_investigated_dealt_with_and_answered_by_its_code
    each_limit_that_passes_is_recorded_once_and_told
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
    let find = Find {
        outcome: Outcome::Verified,
        root: RootCategory::Inaction,
        categories: [FaultCategory::F07].into(),
        effect: Some(Effect::Efficiency),
        report: county.written("当日窗口确无人值守。"),
    };
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
