//! 每一页: whoever follows the links from his first page sees every page that is for him; each is
//! looked at in both sizes: rules of accessibility, valid HTML, width, weight, and a picture.
//!
//! That no page is forgotten is held by the list of doors: a route with pages that no walk came to
//! fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arranged;

use std::collections::BTreeSet;

use arranged::case_in_hand;
use xiaoneng_app::circulars::{CircularDraft, FactKey, ItemDraft, LedgerFact};
use xiaoneng_app::complaints::NewComplaint;
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_app::inspections::{ListOf, NewInspection, Question, QuestionsFor};
use xiaoneng_browser::{Browser, County, Screen, Scripts, Walk};
use xiaoneng_domain::circular::Submit;
use xiaoneng_domain::complaint::{
    Accept as Accepts, Appoint, Close, ComplaintCommand, Deal, DealingKind, Effect, FaultCategory,
    Find, IdentityMode, Mode, NewRoute, Outcome as FoundAs, RecordInvestigation, RecordKind,
    RootCategory,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, MatterNumber, UnitId};
use xiaoneng_domain::inspection::{Answer, Candidate, InspectionKind};
use xiaoneng_domain::matter::{
    Accept, AskExtension, Channel, DeliveryWay, Destination, GiveResult, HandOver, MatterCommand,
    Outcome, RecordDelivery,
};
use xiaoneng_domain::organization::Function;
use xiaoneng_domain::rules::{SourceKind, Urgency, UrgingLevel};
use xiaoneng_domain::task::{Party, Proposal};
use xiaoneng_domain::text::Written;

/// Every route, as the test of the doors has them.
const DOORS: &str = include_str!("../../../crates/server/tests/doors.txt");

/// What is no page: for programs, for the page's own script, files.
const NO_PAGES: [&str; 21] = [
    "/s/complaints/{reference}/file/{place}",
    "/assets/{*name}",
    "/healthz",
    "/prefs",
    "/q/{unit}/code.svg",
    "/t/{number}/proof.txt",
    "/t/{number}/files/{ordinal}",
    "/w/live",
    "/s/live",
    "/s/wall/live",
    "/wall/{token}/live",
    "/w/search.csv",
    "/w/m/{no}/file/{ordinal}",
    "/w/tasks/{number}/file/{ordinal}",
    "/s/inspections/{number}/file/{ordinal}",
    "/open/draws/{number}/list.txt",
    "/a/backup/{name}",
    "/a/rules/file",
    "/logout",
    "/unlock",
    "/unlock/draft",
];

fn routes() -> Vec<String> {
    let rows = DOORS.lines().filter_map(|line| line.strip_prefix("GET "));
    let paths = rows.filter_map(|row| row.split_whitespace().next().map(str::to_owned));
    let mut paths: Vec<String> = paths.filter(|path| !NO_PAGES.contains(&path.as_str())).collect();
    // A written segment before one that stands for many.
    paths.sort_by_key(|path| path.contains('{'));
    paths
}

async fn walk(county: &County, name: &str, login: Option<&str>, prefixes: &[&str]) -> Walk {
    let held = (Screen::Desk, Scripts::On);
    let browser = match login {
        Some(login) => county.entered_by(name, login, held).await.unwrap(),
        None => Browser::open(name, held.0, held.1).await.unwrap(),
    };
    Walk::begin(browser, &county.at(""), all_of(prefixes)).unwrap()
}

/// The routes below those.
fn all_of(prefixes: &[&str]) -> Vec<String> {
    let is_below = |route: &str, prefix: &str| {
        route.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let wanted = |route: &String| prefixes.iter().any(|prefix| is_below(route, prefix));
    routes().into_iter().filter(wanted).collect()
}

/// The walks of several kinds of people; every page of theirs is sound, and none is forgotten.
async fn walk_all(county: &County, people: &[&str], starts: &[&str], not_linked: &[&str]) {
    let prefixes = [starts[0], "/me"];
    let mut seen = BTreeSet::new();
    for login in people {
        let name = format!("pages-{login}");
        let mut walk = walk(county, &name, Some(login), &prefixes).await.enough_of("/w/m/{no}", 8);
        walk.follow(starts).await.unwrap();
        seen.extend(walk.end().await.unwrap().into_keys());
    }
    let is_owed =
        |route: &String| !route.contains("{act}") && !not_linked.contains(&route.as_str());
    let owed = all_of(&prefixes).into_iter().filter(is_owed);
    let lost: Vec<String> = owed.filter(|route| !seen.contains(route)).collect();
    assert!(lost.is_empty(), "nobody came to {lost:?}; seen: {seen:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_sees_sound_pages_in_two_languages() {
    let county = County::with_matters(30).await.unwrap();
    checked_and_circulated(&county).await;
    let public = [
        "/accessibility",
        "/commitments",
        "/guide",
        "/help",
        "/privacy",
        "/q",
        "/units",
        "/open",
        "/file",
        "/track",
        "/complain",
        "/login",
        "/r",
        "/t",
    ];
    let mut walk = walk(&county, "pages-public", None, &public).await.enough_of("/t/{number}", 2);
    walk.follow(&["/", "/login", "/track/lost/sent", "/q/XX07"]).await.unwrap();
    walk.follow(&["/en", "/en/q/XX07"]).await.unwrap();
    // It is linked from the first page alone.
    walk.follow(&["/complain", "/en/complain"]).await.unwrap();
    for language in ["", "/en"] {
        let browser = walk.browser();
        browser.go(&county.at(&format!("{language}/file?unit=XX07"))).await.unwrap();
        browser.type_into("story", "三年级午托费没有公示标准，想知道收费依据").await.unwrap();
        browser.send_form().await.unwrap();
        browser.send_form().await.unwrap();
        let receipt = browser.path().await.unwrap();
        let matter = receipt.replace("/r/", "/t/");
        walk.follow(&[&receipt, &matter]).await.unwrap();
    }
    let browser = walk.browser();
    browser.go(&county.at("/complain")).await.unwrap();
    browser.choose("unit", "XX07").await.unwrap();
    browser.type_into("facts", FACTS).await.unwrap();
    browser.send_form().await.unwrap();
    browser.press_button("提交投诉").await.unwrap();
    browser.sees("已收到您的投诉").await.unwrap();
    walk.follow(&["/complain/receipt", "/complain/mine"]).await.unwrap();
    let code = ended_with_a_code(&county).await;
    let browser = walk.browser();
    browser.go(&county.at("/track")).await.unwrap();
    browser.type_into("code", &code).await.unwrap();
    browser.send_form().await.unwrap();
    let matter = browser.path().await.unwrap();
    walk.follow(&[&matter]).await.unwrap();
    let looked_at = walk.end().await.unwrap();
    let not_linked =
        ["/file/check", "/complain/check", "/login/code", "/login/password", "/login/recovery"];
    let owed = all_of(&public).into_iter().filter(|route| {
        let route = route.as_str();
        !not_linked.contains(&route) && !route.starts_with("/login/")
    });
    let lost: Vec<String> = owed.filter(|route| !looked_at.contains_key(route)).collect();
    assert!(lost.is_empty(), "nobody came to {lost:?}; seen: {looked_at:#?}");
    county.close().await.unwrap();
}

/// 关怀版 in its largest step, and on paper: nothing runs out of the screen or the sheet.
#[tokio::test(flavor = "multi_thread")]
async fn large_letters_and_paper_hold_every_public_page() {
    let county = County::with_matters(6).await.unwrap();
    let browser = Browser::open("large", Screen::Phone, Scripts::Off).await.unwrap();
    browser.go(&county.at("/file?unit=XX07")).await.unwrap();
    browser.type_into("story", "三年级午托费没有公示标准，想知道收费依据").await.unwrap();
    browser.send_form().await.unwrap();
    browser.send_form().await.unwrap();
    let receipt = browser.path().await.unwrap();
    let matter = receipt.replace("/r/", "/t/");
    let own = [receipt.as_str(), matter.as_str()];
    let pages =
        ["/", "/file", "/track", "/guide", "/units", "/units/XX07", "/q/XX07", "/help", "/nowhere"];
    browser.go(&county.at("/prefs?elder=3&back=/")).await.unwrap();
    for path in pages.iter().chain(&own) {
        browser.go(&county.at(path)).await.unwrap();
        let seen = browser.look(&format!("large{}", path.replace('/', "-"))).await.unwrap();
        assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0), "{path}");
    }
    browser.turn_to_paper().await.unwrap();
    for path in own.iter().chain(&["/q/XX07/poster", "/commitments", "/units/XX07"]) {
        browser.go(&county.at(path)).await.unwrap();
        browser.picture(&format!("paper{}", path.replace('/', "-"))).await.unwrap();
        assert_eq!(browser.too_wide().await.unwrap(), 0, "{path}");
        // What is for the screen alone is not on the sheet.
        assert!(!browser.shows("header nav").await.unwrap(), "{path}");
        assert!(browser.shows("h1").await.unwrap(), "{path}");
    }
    browser.close().await.unwrap();
    county.close().await.unwrap();
}

const DESK: &str = "XX07-02";
const FACTS: &str = "九月十八日上午在传达室等了三个小时，没有人理会。";

async fn filing(county: &County, story: &str) -> Filing {
    Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: county.app().foresee(None).await.unwrap().item,
        unit: Some("XX07".into()),
        story: story.to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    }
}

async fn acts(county: &County, number: &MatterNumber, command: impl Into<MatterCommand>) {
    county.app().act(&Actor::Staff(DESK.into()), number, command).await.unwrap();
}

fn written(county: &County, text: &str) -> Written {
    Written::new(text, county.app().chance().bytes())
}

async fn decides(county: &County, number: &MatterNumber) {
    acts(county, number, Accept {}).await;
    let text = written(county, "依据已公示在校门口。");
    acts(county, number, GiveResult { outcome: Outcome::Resolved, text }).await;
}

/// A matter that is done, by the code of whoever brought it.
async fn ended_with_a_code(county: &County) -> String {
    let app = county.app();
    let filing = filing(county, "图书室周末不开放").await;
    let receipt = app.file_with_code(None, &app.new_form(), filing, Vec::new()).await.unwrap();
    let number = &receipt.holder.matter;
    decides(county, number).await;
    acts(county, number, RecordDelivery { way: DeliveryWay::NoticeSent }).await;
    receipt.code.unwrap().digits()
}

/// 办件 at one school, each where other things can be done with it; the last is handed over.
async fn matters_in_hand(county: &County) -> MatterNumber {
    let mut numbers = Vec::new();
    for story in ["午托费没有公示", "操场夜里不开灯", "校服预订退款", "课后服务排课", "食堂价格"]
    {
        let citizen = Actor::Citizen("portal".into());
        let filed = county.app().file(&citizen, filing(county, story).await).await.unwrap();
        numbers.push(filed.number);
    }
    let [_, extended, decided, ended, handed] = numbers.as_slice() else { unreachable!() };
    acts(county, extended, Accept {}).await;
    let (reason, notice) = (written(county, "要等财务核对"), written(county, "核对后答复您"));
    acts(county, extended, AskExtension { amount: 1, reason, notice }).await;
    decides(county, decided).await;
    decides(county, ended).await;
    acts(county, ended, RecordDelivery { way: DeliveryWay::NoticeSent }).await;
    let to = Destination { unit: "JY03".into(), person: None };
    let request = written(county, "价格由教育科核定");
    let duty_clause = Some(written(county, "职责目录第三条"));
    let done_so_far = Some(written(county, "已核对"));
    acts(county, handed, HandOver { to, request, duty_clause, done_so_far }).await;
    handed.clone()
}

/// 督查任务, instructed by the director, urged, led by one school.
async fn task_in_hand(county: &County) {
    let app = county.app();
    let proposal = Proposal {
        title: written(county, "午托收费公示"),
        source_kind: SourceKind::Instruction,
        source_document: written(county, "局长批示"),
        source_key: app.source_key("局长批示", "午托收费公示"),
        source_on: None,
        urgency: Urgency::Normal,
        content: written(county, "核查午托收费公示"),
        demand: written(county, "一周内全部公示"),
        quality: written(county, "附公示照片"),
        section: "JY03".into(),
        lead: Party { unit: "XX07".into(), person: None },
        assisting: Vec::new(),
        due_on: None,
        later: None,
        report_every: None,
    };
    let director = Actor::Staff("JY00-01".into());
    let number = app.instruct_task(&director, proposal).await.unwrap();
    let demand = (UrgingLevel::Reminder, written(county, "请答复何时办结"));
    app.urge_task(&director, &number, demand).await.unwrap();
}

async fn complained(county: &County) -> ComplaintReference {
    let new = NewComplaint {
        identity: IdentityMode::Sealed,
        name: "章小华".to_owned(),
        phone: None,
        wants_call: false,
        unit: "XX07".into(),
        described: "传达室值班人员".to_owned(),
        persons: BTreeSet::new(),
        happened_on: None,
        facts: FACTS.to_owned(),
        demand: "请安排人值守。".to_owned(),
        categories: [FaultCategory::F07].into(),
        works_here: None,
    };
    let app = county.app();
    app.complain(&app.new_form(), new, Vec::new()).await.unwrap().holder.reference
}

async fn handles(
    county: &County,
    who: &str,
    about: &ComplaintReference,
    wish: impl Into<ComplaintCommand>,
) {
    let actor = Actor::Staff(who.into());
    let dossier = county.app().complaint_dossier(&actor, about).await.unwrap().unwrap();
    let seen = (about, dossier.version());
    county.app().act_on_complaint(&actor, seen, wish).await.unwrap();
}

/// 投诉 in the hands of two investigators.
async fn complaint_under_way(county: &County) -> ComplaintReference {
    let about = complained(county).await;
    let route = NewRoute {
        mode: Mode::SelfHandle,
        unit: None,
        assisting: BTreeSet::new(),
        finish_on: None,
        letter: None,
    };
    let accept = Accepts { route, notice: written(county, "您的投诉已受理。") };
    handles(county, "JY02-02", &about, accept).await;
    let two = Appoint { first: "JY02-02".into(), second: "JY02-03".into() };
    handles(county, "JY02-01", &about, two).await;
    about
}

/// With a question to somebody at the desk.
async fn somebody_asked(county: &County) {
    let about = complaint_under_way(county).await;
    let demand = county.app().new_inquiry(DESK.into(), "请说明当日传达室由谁值守。");
    handles(county, "JY02-02", &about, demand).await;
    county.app().beat().await.unwrap();
}

async fn complaint_closed(county: &County) {
    let about = complaint_under_way(county).await;
    let (kind, text) = (RecordKind::Visit, written(county, "调看当日监控。"));
    handles(county, "JY02-02", &about, RecordInvestigation { kind, text }).await;
    let find = Find {
        outcome: FoundAs::Verified,
        root: RootCategory::Inaction,
        categories: [FaultCategory::F07].into(),
        effect: Some(Effect::Efficiency),
        report: written(county, "等候属实。"),
    };
    handles(county, "JY02-02", &about, find).await;
    let (kind, text) = (DealingKind::Rectification, written(county, "责令整改。"));
    handles(county, "JY02-01", &about, Deal { kind, text }).await;
    handles(county, "JY02-01", &about, Close {}).await;
}

/// 抽查 of one school by 效能办, drawn and recorded; 通报 to everybody of what the ledger has about a
/// unit.
async fn checked_and_circulated(county: &County) {
    let app = county.app();
    let organization = app.known().await.unwrap().organization;
    let office = organization.unit_for(Function::EfficacyOffice).unwrap();
    let head = Actor::Staff(office.head.clone().unwrap());
    let wish = NewInspection {
        kind: InspectionKind::SpotCheck,
        office: office.id.clone(),
        school: None,
        scope: written(county, "首问登记和时限公示"),
        inspectors: BTreeSet::new(),
        planned_on: app.clock().now().date(),
    };
    let number = app.plan_inspection(&head, wish).await.unwrap();
    let list = app.list_to_draw(&office.id, ListOf::Schools).await.unwrap().unwrap();
    app.publish_seed(&head, (&number, None), list, 2).await.unwrap();
    app.clock().set(app.clock().now().plus_minutes(1));
    app.draw_sample(&head, (&number, None)).await.unwrap();
    let folder = app.inspection(&head, &number).await.unwrap().unwrap();
    for subject in folder.state.drawn.unwrap().result {
        let code = |one: &Question| (Candidate::read(one.code()).unwrap(), Answer::No);
        let answers = QuestionsFor::Unit.all().iter().map(code).collect();
        let remark = Some(written(county, "登记本缺三页"));
        app.record_check(&head, (&number, None), subject, (answers, remark)).await.unwrap();
    }
    let (unit, facts) = told_of_some_unit(county, &head).await;
    let item = ItemDraft {
        unit: unit.clone(),
        facts,
        person: None,
        demand: written(county, "立即办结，举一反三。"),
        due_on: None,
    };
    let draft = CircularDraft {
        office: office.id.clone(),
        title: written(county, "关于超期事项的通报"),
        items: vec![item],
        scope: [unit, organization.bureau().unwrap().id.clone()].into(),
    };
    let number = app.draft_circular(&head, draft).await.unwrap();
    app.act_on_circular(&head, (&number, None), Submit {}).await.unwrap();
    let folder = app.circular(&head, &number).await.unwrap().unwrap();
    let signer = Actor::Staff(folder.state.submitted.unwrap().signer);
    let year = app.clock().now().date().year();
    let document_number = written(county, &format!("青教〔{year}〕12号"));
    app.publish_circular(&signer, (&number, None), document_number).await.unwrap();
}

/// A unit about which the ledger has something, with the first of it.
async fn told_of_some_unit(county: &County, actor: &Actor) -> (UnitId, Vec<FactKey>) {
    let app = county.app();
    let organization = app.known().await.unwrap().organization;
    for unit in organization.open_units() {
        let facts = app.facts_about(actor, &unit.id).await.unwrap();
        if !facts.is_empty() {
            return (unit.id.clone(), facts.iter().take(5).map(LedgerFact::key).collect());
        }
    }
    panic!("nothing is told of anybody")
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_handles_sees_sound_pages() {
    let county = County::with_matters(20).await.unwrap();
    let receipt = format!("/w/print/receipt/{}", matters_in_hand(&county).await);
    task_in_hand(&county).await;
    somebody_asked(&county).await;
    case_in_hand(&county).await;
    county.signed_in_as("pages-handler", DESK, (Screen::Desk, Scripts::Off)).await.unwrap();
    // Walked by those who decide: a card is seen by whom it is about, his heads and supervision.
    let later = [
        "/w/approvals",
        "/w/disputes",
        "/w/batch",
        "/w/print/files",
        "/w/unit/{unit}",
        "/w/cards/{card}",
    ];
    walk_all(&county, &["u-xx07-02", "xiaozhang", "kezhang"], &["/w", &receipt], &later).await;
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_distributes_and_decides_sees_sound_pages() {
    let county = County::with_matters(40).await.unwrap();
    for login in ["shouli", "xiaoneng", "fenguan"] {
        let name = format!("pages-{login}");
        let mut walk = walk(&county, &name, Some(login), &["/w"]).await;
        walk.follow(&["/w"]).await.unwrap();
        walk.end().await.unwrap();
    }
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_supervises_sees_sound_pages() {
    let county = County::with_matters(120).await.unwrap();
    complaint_under_way(&county).await;
    complaint_closed(&county).await;
    case_in_hand(&county).await;
    checked_and_circulated(&county).await;
    let mut seen = BTreeSet::new();
    for login in ["xiaoneng", "fenguan", "juzhang"] {
        let name = format!("pages-board-{login}");
        let mut walk = walk(&county, &name, Some(login), &["/s", "/wall"]).await;
        walk = walk.enough_of("/s/waiting/{kind}", 3);
        walk.follow(&["/s", "/s/cases?show=open"]).await.unwrap();
        if login == "xiaoneng" {
            let browser = walk.browser();
            browser.go(&county.at("/s/wall/links")).await.unwrap();
            browser.type_into("name", "一楼大厅").await.unwrap();
            browser.press_button("做链接").await.unwrap();
            let link = browser.text_of("#wall-link").await.unwrap();
            let path = link.trim_start_matches(&county.at("")).to_owned();
            walk.follow(&[&path]).await.unwrap();
            let browser = walk.browser();
            browser.go(&county.at("/s/complaints/new")).await.unwrap();
            browser.choose("channel", "hotline").await.unwrap();
            browser.choose("unit", "XX07").await.unwrap();
            browser.type_into("facts", FACTS).await.unwrap();
            browser.press_button("登记来信来电来访").await.unwrap();
            browser.sees("请把下面两样告诉投诉人").await.unwrap();
            walk.follow(&["/s/complaints/new/receipt"]).await.unwrap();
        }
        seen.extend(walk.end().await.unwrap().into_keys());
    }
    // Acts are seen under their own names.
    let owed = all_of(&["/s", "/wall"]).into_iter().filter(|route| !route.contains("{act}"));
    let lost: Vec<String> = owed.filter(|route| !seen.contains(route)).collect();
    assert!(lost.is_empty(), "nobody came to {lost:?}; seen: {seen:#?}");
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_see_sound_pages() {
    let county = County::with_matters(5).await.unwrap();
    let later = ["/a/rules/proposal/{proposal}", "/a/security/password"];
    let people = ["xitong", "anquan", "shenji", "juzhang"];
    walk_all(&county, &people, &["/a"], &later).await;
    county.close().await.unwrap();
}
