//! 督办 at the doors: the desks of the four pushing sections, the acts of whoever has a part, and what
//! nobody else learns.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::{Browser, Page};
use common::county::County;
use common::papers::photograph;
use xiaoneng_domain::id::TaskNumber;
use xiaoneng_domain::task::Task;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";

/// What is typed for a new task; the title tells them apart.
fn fields<'a>(title: &'a str, lead: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("lead", lead),
        ("content", "核查午托收费公示"),
        ("demand", "一周内全部公示"),
        ("quality", "附公示照片"),
        ("source_kind", "minutes"),
        ("source_document", "局长办公会纪要〔2026〕18 号"),
        ("source_item", title),
        ("urgency", "normal"),
    ]
}

async fn county() -> County {
    County::found_with(SETTINGS).await
}

/// The path of a task that somebody proposed.
async fn proposed(who: &Browser, typed: &[(&str, &str)]) -> String {
    let form = who.get("/w/tasks/new").await;
    let sent = who.send_on(&form, "/w/tasks/new", typed).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    sent.goes_to().split('?').next().unwrap().to_owned()
}

/// Sends a form of a task.
async fn does(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) -> Page {
    let path = format!("{path}/{act}");
    let form = who.get(&path).await;
    who.send_on(&form, &path, typed).await
}

/// The same with a photograph as evidence.
async fn reports(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) -> Page {
    let path = format!("{path}/{act}");
    let form = who.get(&path).await;
    let hidden = form.hidden();
    let mut all: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    all.extend_from_slice(typed);
    let photo = photograph();
    who.post_files(&path, &all, &[("pic", "公示.jpg", &photo)]).await
}

async fn must(sent: Page) {
    assert_eq!(sent.status, 303, "{}", sent.text());
}

async fn standing(county: &County, path: &str) -> Task {
    let number = TaskNumber::from(path.rsplit('/').next().unwrap());
    let director = common::county::staff("d1");
    county.app.task(&director, &number).await.unwrap().unwrap().task
}

/// 讲话第二十七条: 办公室、教育科、平安科、督导室 each see what they pushed: open, overdue, urged.
#[tokio::test]
async fn clause_27_each_of_the_four_sections_counts_what_is_open_overdue_and_urged() {
    let county = county().await;
    for (head, section) in [("o1", "办公室"), ("k1", "教育科"), ("a1", "平安科"), ("i1", "督导室")]
    {
        county.it_is("2026-09-22T10:32");
        let who = county.signed_in(head).await;
        let first = format!("{section}督办甲");
        let path = proposed(&who, &fields(&first, "primary")).await;
        must(does(&who, &path, "open", &[]).await).await;
        let second = format!("{section}督办乙");
        let other = proposed(&who, &fields(&second, "willow")).await;
        must(does(&who, &other, "open", &[]).await).await;
        must(does(&who, &path, "urge", &[("level", "reminder"), ("demand", "请抓紧")]).await).await;
        let page = who.get("/w/tasks?of=desk").await;
        let figures = figures(&page);
        assert_eq!(figures, ["2", "0", "1"], "{section}: open, overdue, urged");
        let notice = who.get(&format!("{path}/print")).await;
        assert!(notice.has("催办通知单") && notice.has("请抓紧"), "{}", notice.text());
        assert!(notice.has("陈校长") || notice.has("周老师"), "to whom: {}", notice.text());
    }
    // Gapless: the four reminders bear 1 to 4.
    let all = county.signed_in("e1").await.get("/w/tasks?of=all").await;
    for section in ["办公室", "教育科", "平安科", "督导室"] {
        assert!(
            all.has(&format!(">{section}</a></th><td>2</td><td>0</td><td>1</td>")),
            "{section}"
        );
    }
}

/// The figures of a desk: open, overdue, urged.
fn figures(page: &Page) -> Vec<String> {
    let text = page.text();
    let found = text.split("<dd class=\"stat__fig\">").skip(1);
    found.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// 讲话第四条: 反馈 without evidence is refused, and what was typed stays; a lead does not conclude
/// its own task; returned, it is reported again and only then concluded.
#[tokio::test]
async fn clause_4_a_report_needs_evidence_and_another_to_conclude_it() {
    let county = county().await;
    let (section, lead) = (county.signed_in("k1").await, county.signed_in("s1").await);
    let path = proposed(&section, &fields("午托收费公示", "primary")).await;
    assert_eq!(lead.get(&path).await.status, 404, "what is only proposed is not theirs yet");
    must(does(&section, &path, "open", &[]).await).await;
    must(does(&lead, &path, "sign", &[("unit", "primary")]).await).await;
    let bare = does(&lead, &path, "report", &[("text", "已经全部公示在校门口")]).await;
    assert_eq!(bare.status, 422);
    assert!(bare.has("没有附佐证") && bare.has("已经全部公示在校门口"), "{}", bare.text());
    assert!(bare.has("有错误：") || bare.has("错误："), "{}", bare.text());
    must(reports(&lead, &path, "report", &[("text", "已经全部公示在校门口")]).await).await;
    let own = [("verdict", "approve"), ("text", "办得很好")];
    let concluding = does(&lead, &path, "review", &own).await;
    assert_eq!(concluding.status, 422, "the lead concludes its own task");
    assert!(standing(&county, &path).await.ended.is_none());
    let reviewer = county.signed_in("k2").await;
    let few = [("verdict", "approve"), ("text", "属实"), ("tests", "facts_clear")];
    let page = does(&reviewer, &path, "review", &few).await;
    assert_eq!(page.status, 422);
    assert!(page.has("不能办结") && page.has("属实"), "{}", page.text());
    must(does(&reviewer, &path, "review", &[("verdict", "return"), ("text", "照片不清楚")]).await)
        .await;
    must(reports(&lead, &path, "report", &[("text", "重拍了清楚的照片")]).await).await;
    let all: Vec<(&str, &str)> = [
        "facts_clear",
        "problem_solved",
        "task_done",
        "conclusion_correct",
        "measure_lawful",
        "form_correct",
    ]
    .into_iter()
    .map(|test| ("tests", test))
    .chain([("verdict", "approve"), ("text", "核实属实")])
    .collect();
    must(does(&reviewer, &path, "review", &all).await).await;
    assert!(standing(&county, &path).await.ended.is_some());
    let page = reviewer.get(&path).await;
    assert!(page.has("已办结") && page.has("照片不清楚"), "{}", page.text());
    let file = lead.get(&format!("{path}/file/1")).await;
    assert_eq!(
        (file.status.as_u16(), file.headers["content-type"].to_str().unwrap()),
        (200, "image/jpeg")
    );
    let stranger = county.signed_in("h1").await;
    assert_eq!(stranger.get(&format!("{path}/file/1")).await.status, 404);
}

#[tokio::test]
async fn who_has_no_part_learns_nothing_at_all() {
    let county = county().await;
    let section = county.signed_in("k1").await;
    let path = proposed(&section, &fields("只给实验小学", "primary")).await;
    must(does(&section, &path, "open", &[]).await).await;
    let stranger = county.signed_in("h1").await;
    for end in ["", "/print", "/sign", "/urge"] {
        let not_his = stranger.get(&format!("{path}{end}")).await;
        let not_there = stranger.get(&format!("/w/tasks/DB2026-09229999{end}")).await;
        assert_eq!((not_his.status, not_there.status), (not_there.status, not_his.status));
        assert_eq!(not_his.status, 404);
        // Only where one is differs: the address of the page itself.
        let number = path.rsplit('/').next().unwrap();
        let told = not_his.text().replace(number, "DB2026-09229999");
        assert!(told == not_there.text(), "{end}: another page");
    }
    assert!(!stranger.get("/w/tasks").await.has("只给实验小学"));
    // With a token of his own, from a page that has a form.
    stranger.get("/me").await;
    let sent = stranger.post(&format!("{path}/sign"), &[("unit", "primary")]).await;
    assert_eq!(sent.status, 404);
    assert!(standing(&county, &path).await.signed.is_none());
}

/// 讲话第五条: an assisting unit is late by itself.
#[tokio::test]
async fn clause_5_an_assisting_unit_that_is_late_bears_its_own_mark() {
    let county = county().await;
    let section = county.signed_in("k1").await;
    let mut typed = fields("联合检查", "primary");
    typed.extend([("assist1", "willow"), ("assist1_due", "2026-09-24")]);
    let path = proposed(&section, &typed).await;
    must(does(&section, &path, "open", &[]).await).await;
    county.it_is("2026-09-30T10:00");
    county.app.beat().await.unwrap();
    let task = standing(&county, &path).await;
    assert!(task.assists[0].fell_overdue_at.is_some(), "its own mark");
    assert!(task.rounds[0].fell_overdue_at.is_none(), "never the lead's");
    // A week later he has to sign in anew; another of the section looks.
    let page = county.signed_in("k2").await.get(&path).await;
    assert!(page.has("协办逾期，记柳林小学的"), "{}", page.text());
    let assisting = county.signed_in("w1").await;
    let late = [("unit", "willow"), ("text", "已查")];
    must(reports(&assisting, &path, "assist", &late).await).await;
    assert!(assisting.get("/w/messages").await.has("督办"), "they were told");
}

#[tokio::test]
async fn the_same_source_is_given_out_once_and_an_order_of_a_level_once() {
    let county = county().await;
    let (education, office) = (county.signed_in("k1").await, county.signed_in("o1").await);
    let path = proposed(&education, &fields("食堂台账", "primary")).await;
    must(does(&education, &path, "open", &[]).await).await;
    let form = office.get("/w/tasks/new").await;
    let mut again = fields("食堂台账", "willow");
    again[6].1 = "局长办公会纪要 〔2026〕18号";
    let refused = office.send_on(&form, "/w/tasks/new", &again).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("多头督查") && refused.has("教育科"), "{}", refused.text());
    assert!(refused.has("一周内全部公示"), "what was typed stays");
    let urge = [("level", "reminder"), ("demand", "请答复")];
    must(does(&education, &path, "urge", &urge).await).await;
    let twice = does(&education, &path, "urge", &[("level", "reminder"), ("demand", "再催")]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.has("已有未销号的一级（提醒）督办单，要升级吗？"), "{}", twice.text());
    assert!(twice.has("value=\"order\" checked") && twice.has("再催"), "the next level is offered");
}

#[tokio::test]
async fn a_leader_instructs_and_what_is_amiss_keeps_what_was_typed() {
    let county = county().await;
    let leader = county.signed_in("d2").await;
    let form = leader.get("/w/tasks/new").await;
    let empty = leader.send_on(&form, "/w/tasks/new", &[]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.has("请写标题") && empty.has("href=\"#lead\""), "{}", empty.text());
    let long = "字".repeat(5_001);
    let hostile = [
        ("title", "<script>alert(1)</script>"),
        ("lead", "nowhere"),
        ("content", long.as_str()),
        ("demand", "办"),
        ("quality", "好"),
        ("section", "education"),
        ("source_document", "批示"),
        ("due_on", "明天"),
    ];
    let page = leader.send_on(&form, "/w/tasks/new", &hostile).await;
    assert_eq!(page.status, 422);
    assert!(!page.has("<script>alert(1)"), "{}", page.text());
    assert!(page.has("没有这个单位") && page.has("没看懂这个日期") && page.has(&long));
    let right = [
        ("title", "校车检查"),
        ("lead", "primary"),
        ("content", "检查全部校车"),
        ("demand", "逐车登记"),
        ("quality", "附登记表"),
        ("section", "safety"),
        ("source_document", "马副局长批示"),
        ("urgency", "urgent"),
    ];
    let sent = leader.send_on(&form, "/w/tasks/new", &right).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let again = leader.send_on(&form, "/w/tasks/new", &right).await;
    assert_eq!(again.goes_to(), sent.goes_to(), "the same form sent twice is one task");
    let path = sent.goes_to().split('?').next().unwrap().to_owned();
    assert!(standing(&county, &path).await.opening.is_some());
    // 平安科 pushes what it was given, 实验小学 signs.
    assert!(county.signed_in("a2").await.get("/w/tasks").await.has("校车检查"));
    assert!(county.signed_in("s2").await.get(&path).await.has("签收"));
}
