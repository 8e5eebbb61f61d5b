//! 效能投诉 through the doors (clauses 24 to 26; decisions E31, E32): filed on a phone, handled inside,
//! and nowhere to be found by those it is about.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::net::{IpAddr, Ipv4Addr};

use axum::http::StatusCode;
use common::browser::{Browser, Page};
use common::county::{County, at, staff};
use common::papers::photograph;
use xiaoneng_app::complaints::{ComplaintHolder, ComplaintLookUp};
use xiaoneng_domain::organization::{AppointPerson, MovePerson, Role};

const DOORS: &str = include_str!("doors.txt");
const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
const FACTS: &str = "九月十八日上午在传达室等了三个小时，没有人理会，最后说系统坏了。";
const SECRET: &str = "传达室等了三个小时";
const NOBODY: &str = "TS22222222";

async fn county() -> County {
    let county = County::found_with(SETTINGS).await;
    let roles = [Role::Discipline].into_iter().collect();
    let appoint = AppointPerson { person: "z1".into(), unit: "bureau".into(), roles };
    county.arrange(&staff("d1"), appoint).await;
    county
}

/// 回执, as it was copied from the page.
struct Slip {
    reference: String,
    code: String,
}

async fn filed(county: &County, fields: &[(&str, &str)]) -> (Browser, Slip) {
    let browser = Browser::new(&county.site);
    let slip = file_in(&browser, fields).await;
    (browser, slip)
}

async fn file_in(browser: &Browser, fields: &[(&str, &str)]) -> Slip {
    let form = browser.get("/complain").await;
    assert_eq!(form.status, StatusCode::OK);
    let check = browser.send_on(&form, "/complain/check", fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    let sent = browser.send_on(&check, "/complain/submit", fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(sent.goes_to(), "/complain/receipt");
    let receipt = browser.get("/complain/receipt").await.text();
    let mut marked = receipt.split("<p class=\"receipt__code\" id=").skip(1);
    let mut next = || marked.next().unwrap().split(['>', '<']).nth(1).unwrap().to_owned();
    Slip { reference: next(), code: next() }
}

fn sealed(unit: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("mode", "sealed"),
        ("unit", unit),
        ("described", "张老师"),
        ("facts", FACTS),
        ("name", "章小华"),
        ("phone", "13912345678"),
    ]
}

async fn holder(county: &County, slip: &Slip) -> ComplaintHolder {
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let found = county.app.look_up_complaint((&slip.reference, &slip.code), here).await.unwrap();
    let ComplaintLookUp::Found(holder) = found else { panic!("{found:?}") };
    holder
}

async fn deed(browser: &Browser, slip: &Slip, act: &str, typed: &[(&str, &str)]) -> Page {
    let path = format!("/s/complaints/{}/{act}", slip.reference);
    let form = browser.get(&path).await;
    assert_eq!(form.status, StatusCode::OK, "{path}: {}", form.text());
    browser.send_on(&form, &path, typed).await
}

async fn done(browser: &Browser, slip: &Slip, act: &str, typed: &[(&str, &str)]) {
    let page = deed(browser, slip, act, typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{act}: {}", page.text());
}

async fn refused(browser: &Browser, slip: &Slip, act: &str, typed: &[(&str, &str)]) -> String {
    let page = deed(browser, slip, act, typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}: {}", page.text());
    page.text()
}

const ACCEPTED: [(&str, &str); 2] = [("mode", "self_handle"), ("notice", "已受理，由效能办直查。")];
const APPOINTED: [(&str, &str); 2] = [("first", "e2"), ("second", "e3")];
const RECORDED: [(&str, &str); 2] = [("kind", "talk"), ("text", "谈话：当天上午确有人等候。")];
const VERIFIED: [(&str, &str); 5] = [
    ("outcome", "verified"),
    ("root", "inaction"),
    ("fault", "F02"),
    ("effect", "efficiency"),
    ("report", "等候属实。"),
];

/// 匿名也受理，凭码看进度，不存任何身份信息.
#[tokio::test(flavor = "multi_thread")]
async fn clause_24_an_anonymous_complaint_gets_a_code_and_nothing_of_who_it_was_is_kept() {
    let county = county().await;
    let mut fields = sealed("primary");
    fields[0] = ("mode", "anonymous");
    let (browser, slip) = filed(&county, &fields).await;
    assert!(slip.reference.starts_with("TS") && slip.reference.len() == 10);
    assert_eq!(slip.code.chars().filter(char::is_ascii_digit).count(), 12);

    let another = Browser::new(&county.site);
    another.get("/complain/track").await;
    let typed = [("reference", slip.reference.as_str()), ("code", slip.code.as_str())];
    let found = another.post("/complain/track", &typed).await;
    assert_eq!(found.goes_to(), "/complain/mine");
    let mine = another.get("/complain/mine").await;
    assert!(mine.has("已登记") && mine.has("没有人看过您的身份信息"));
    assert!(!mine.has(SECRET), "the story stands on no page of his");
    assert!(browser.get("/complain/mine").await.has("已登记"));

    let holder = holder(&county, &slip).await;
    assert!(county.app.identity(&holder.person).await.unwrap().found().is_none());
    let officer = county.signed_in("e2").await;
    let file = officer.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(file.has(SECRET) && file.has("匿名"));
    for given in ["章小华", "13912345678", "/identity", "/unseal"] {
        assert!(!file.has(given), "{given}");
    }
}

/// 没有两名调查人和记录，不能结案.
#[tokio::test(flavor = "multi_thread")]
async fn clause_25_nothing_is_closed_without_two_investigators_and_a_record() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e2").await);
    done(&one, &slip, "accept", &ACCEPTED).await;
    assert!(refused(&head, &slip, "close", &[]).await.contains("有诉必查"));
    let same = [("first", "e2"), ("second", "e2")];
    assert!(refused(&head, &slip, "appoint", &same).await.contains("两名不同的人"));
    // Whoever is concerned is neither offered nor taken.
    let form = head.get(&format!("/s/complaints/{}/appoint", slip.reference)).await;
    assert!(form.has("value=\"e2\"") && !form.has("value=\"s2\""));
    refused(&head, &slip, "appoint", &[("first", "e2"), ("second", "s2")]).await;
    done(&head, &slip, "appoint", &APPOINTED).await;
    assert!(refused(&one, &slip, "find", &VERIFIED).await.contains("调查记录"));
    assert!(refused(&head, &slip, "close", &[]).await.contains("有诉必查"));
}

/// 属实而没有处理、整改的，不能结案; then it is answered, and he says whether he is content.
#[tokio::test(flavor = "multi_thread")]
async fn clause_26_what_is_verified_is_dealt_with_before_it_is_closed() {
    let county = county().await;
    let (complainant, slip) = filed(&county, &sealed("primary")).await;
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e2").await);
    done(&one, &slip, "accept", &ACCEPTED).await;
    done(&head, &slip, "appoint", &APPOINTED).await;
    done(&one, &slip, "record", &RECORDED).await;
    done(&one, &slip, "find", &VERIFIED).await;
    refused(&head, &slip, "close", &[]).await;
    done(&head, &slip, "deal", &[("kind", "rectification"), ("text", "限期整改窗口值守。")]).await;
    done(&head, &slip, "close", &[]).await;
    let before = complainant.get("/complain/mine").await;
    assert!(before.has("已结案") && !before.has("属实"));
    done(&one, &slip, "reply", &[("text", "您反映的情况属实，已责令整改。")]).await;
    let mine = complainant.get("/complain/mine").await;
    assert!(mine.has("已责令整改") && mine.has("您对办理满意吗") && mine.has("属实"));
    let answer = [("do", "answer"), ("content", "fair"), ("words", "")];
    let sent = complainant.post("/complain/mine", &answer).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(!complainant.get("/complain/mine").await.has("您对办理满意吗"));
    let photograph = photograph();
    let file = [("pic", "现场.jpg", photograph.as_slice())];
    let supply = [("do", "supply"), ("text", "补一张照片")];
    let sent = complainant.post_files("/complain/mine", &supply, &file).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = one.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(page.has("补一张照片") && page.has("/file/0"));
    let fetched = one.get(&format!("/s/complaints/{}/file/0", slip.reference)).await;
    assert!(fetched.bytes.starts_with(&[0xff, 0xd8]));
}

/// 身份封存: two persons, a reason, and the complainant is told of the opening and of each reading.
#[tokio::test(flavor = "multi_thread")]
async fn the_sealed_identity_is_opened_by_two_and_every_reading_is_told() {
    let county = county().await;
    let (complainant, slip) = filed(&county, &sealed("primary")).await;
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e2").await);
    let file = one.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(!file.has("章小华") && !file.has("13912345678"));
    let reason = [("reason", "需要核对时间")];
    refused(&one, &slip, "identity", &reason).await;
    done(&one, &slip, "unseal", &reason).await;
    refused(&one, &slip, "decide-unsealing", &[("verdict", "yes")]).await;
    done(&head, &slip, "decide-unsealing", &[("verdict", "yes")]).await;
    refused(&head, &slip, "identity", &reason).await;
    let shown = deed(&one, &slip, "identity", &reason).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.has("章小华") && shown.has("13912345678"));
    let mine = complainant.get("/complain/mine").await;
    assert!(mine.has("经两人同意启封") && mine.has("需要核对时间"));
    assert!(mine.has("办理人员查看了身份信息"));
    // By his telephone number nobody finds him: it links his complaint to no matter of his.
    let clerk = county.signed_in("o2").await;
    assert!(!clerk.get("/w/search?q=13912345678").await.has(&slip.reference));
}

/// A path of `doors.txt` with the complaint's reference wherever something varies.
fn aimed(path: &str, reference: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{act}" => "accept",
        "{place}" => "0",
        "{unit}" | "{code}" => "primary",
        other if other.starts_with('{') => reference,
        other => other,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// E32: whoever is concerned, and whoever has no part in it, finds nothing on any page, in any
/// search, message or count; and what is not his looks, to the last byte, like what is not there.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_concerned_finds_it_nowhere() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    county.app.beat().await.unwrap();
    // Named; his head; staff of the unit; leader in charge; and some who only have no part.
    for person in ["s3", "s1", "s2", "d2", "d1", "k1", "k3", "o2", "z1"] {
        let browser = county.signed_in(person).await;
        browser.get("/w").await;
        for line in DOORS.lines().filter(|line| line.starts_with("GET")) {
            let path = line.split_whitespace().nth(1).unwrap();
            let is_inside = ["/w", "/s", "/a", "/me"].iter().any(|door| path.starts_with(door));
            if !is_inside || path.ends_with("/live") {
                continue;
            }
            // A page may say back what was asked for, as often as it says back what is not there.
            let its = browser.get(&aimed(path, &slip.reference)).await;
            let none = browser.get(&aimed(path, NOBODY)).await;
            let said = |page: &Page, words: &str| {
                String::from_utf8_lossy(&page.bytes).matches(words).count()
            };
            assert_eq!(its.status, none.status, "{person}: {path}");
            assert_eq!(said(&its, SECRET), 0, "{person}: {path}");
            let (echoed, nothing) = (said(&its, &slip.reference), said(&none, NOBODY));
            assert_eq!(echoed, nothing, "{person}: {path}");
            assert_eq!(said(&none, &slip.reference), 0, "{person}: {path}");
        }
        for words in [SECRET, "传达室"] {
            let query = serde_urlencoded::to_string([("q", words)]).unwrap();
            let page = browser.get(&format!("/w/search?{query}")).await;
            assert!(!page.has(&slip.reference), "{person}: {words}");
            let page = browser.get(&format!("/w/search.csv?{query}")).await;
            assert!(!String::from_utf8_lossy(&page.bytes).contains(&slip.reference));
        }
        for end in ["", "/accept", "/identity", "/file/0"] {
            let its = browser.get(&format!("/s/complaints/{}{end}", slip.reference)).await;
            let none = browser.get(&format!("/s/complaints/{NOBODY}{end}")).await;
            assert_eq!(its.status, StatusCode::NOT_FOUND, "{person}{end}");
            assert_eq!(its.bytes, none.bytes, "{person}{end}");
        }
        for act in ["accept", "close", "no-such-act"] {
            let fields = [("version", "1"), ("notice", "x"), ("mode", "self_handle")];
            let path = |reference: &str| format!("/s/complaints/{reference}/{act}");
            let its = browser.post(&path(&slip.reference), &fields).await;
            let none = browser.post(&path(NOBODY), &fields).await;
            assert_eq!((its.status, &its.bytes), (none.status, &none.bytes), "{person}: {act}");
            assert_eq!(its.status, StatusCode::NOT_FOUND);
        }
        let unread = county.app.count_unread_notes(&person.into()).await.unwrap();
        assert_eq!(unread, 0, "{person}");
    }
}

/// Who turns out to be concerned loses sight of it at once: list, file, messages, counts.
#[tokio::test(flavor = "multi_thread")]
async fn a_note_vanishes_for_whoever_may_not_see_it_any_more() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    county.app.beat().await.unwrap();
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e3").await);
    assert!(one.get("/w/messages").await.has(&slip.reference));
    assert_eq!(county.app.count_unread_notes(&"e3".into()).await.unwrap(), 1);
    assert!(one.get("/s/complaints").await.has(&slip.reference));
    done(&head, &slip, "identify", &[("unit", ""), ("person", "e3")]).await;
    for browser in [&one, &head] {
        assert!(!browser.get("/w/messages").await.has(&slip.reference));
        assert!(!browser.get("/s/complaints").await.has(&slip.reference));
        let page = browser.get(&format!("/s/complaints/{}", slip.reference)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(county.app.count_unread_notes(&"e3".into()).await.unwrap(), 0);
    county.app.beat().await.unwrap();
    let liaison = county.signed_in("z1").await;
    assert!(liaison.get("/s/complaints").await.has(&slip.reference));
    assert!(liaison.get("/w/messages").await.has("请您承接"));
}

/// A complaint that names the director goes outside; nobody inside hears of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_that_names_the_director_goes_outside() {
    let county = county().await;
    let mut fields = sealed("primary");
    fields[2] = ("described", "刘局长在会上训人");
    let (browser, slip) = filed(&county, &fields).await;
    assert!(browser.get("/complain/receipt").await.has("已直接转到局外"));
    county.app.beat().await.unwrap();
    for person in ["e1", "e2", "d1", "d2"] {
        let inside = county.signed_in(person).await;
        assert!(!inside.get("/w/messages").await.has(&slip.reference), "{person}");
        let page = inside.get(&format!("/s/complaints/{}", slip.reference)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{person}");
    }
    let liaison = county.signed_in("z1").await;
    let file = liaison.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(file.has(SECRET));
    done(&liaison, &slip, "end", &[("notice", "已由派驻机构处理。")]).await;
    assert!(browser.get("/complain/mine").await.has("已由派驻机构处理"));
}

/// 核查项: the person asked sees the one question, and nothing of where it comes from.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_sees_the_question_and_nothing_else() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e2").await);
    done(&one, &slip, "accept", &ACCEPTED).await;
    done(&head, &slip, "appoint", &APPOINTED).await;
    let question = "请说明 9 月 18 日上午窗口由谁值守。";
    done(&one, &slip, "demand", &[("to", "s3"), ("question", question)]).await;
    county.app.beat().await.unwrap();

    let asked = county.signed_in("s3").await;
    let messages = asked.get("/w/messages").await;
    assert!(messages.has("核查事项 HC") && !messages.has(&slip.reference));
    let list = asked.get("/w/inquiries").await.text();
    let item = list.split("/w/inquiries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = asked.get(&format!("/w/inquiries/{item}")).await;
    assert!(page.has(question) && !page.has(&slip.reference) && !page.has(SECRET));
    let other = county.signed_in("s2").await;
    other.get("/w").await;
    let its = other.get(&format!("/w/inquiries/{item}")).await;
    let none = other.get("/w/inquiries/HC22222222").await;
    assert_eq!((its.status, its.bytes), (none.status, none.bytes));
    let path = format!("/w/inquiries/{item}");
    let answered = asked.send_on(&page, &path, &[("text", "当天由我值守，中途去开会。")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    assert!(asked.get(&format!("/w/inquiries/{item}")).await.has("中途去开会"));
    let file = one.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(file.has("中途去开会"));
}

/// A wrong code and a complaint that is not there say the same; then one must wait.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_says_what_no_complaint_says() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    let (_, other) = filed(&county, &sealed("willow")).await;
    let browser = Browser::new(&county.site);
    browser.get("/complain/track").await;
    let look = async |reference: &str, code: &str| {
        browser.post("/complain/track", &[("reference", reference), ("code", code)]).await
    };
    let wrong = look(&slip.reference, &other.code).await;
    let none = look(NOBODY, &other.code).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.text().replace(&slip.reference, ""), none.text().replace(NOBODY, ""));
    // No other door knows the code.
    browser.get("/track").await;
    assert!(!browser.post("/track", &[("code", &slip.code)]).await.goes_to().contains("/t/"));
    for _ in 0..3 {
        look(NOBODY, &other.code).await;
    }
    assert!(look(&slip.reference, &slip.code).await.has("试的次数多了"));
    county.it_is("2026-09-22T10:50");
    assert_eq!(look(&slip.reference, &slip.code).await.goes_to(), "/complain/mine");
    browser.post("/complain/close", &[]).await;
    assert_eq!(browser.get("/complain/mine").await.goes_to(), "/complain/track");
}

/// What was typed stays, whatever it is.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_typed_is_lost() {
    let county = county().await;
    let browser = Browser::new(&county.site);
    let form = browser.get("/complain").await;
    let title = form.text().split("<title>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(!title.contains("投诉"), "{title}");
    assert_eq!(form.headers.get("cache-control").unwrap(), "no-store");
    assert_eq!(form.headers.get("referrer-policy").unwrap(), "no-referrer");
    let empty = browser.send_on(&form, "/complain/check", &[("mode", "sealed")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("请从列表里选被投诉的单位") && empty.has("请写一两句发生了什么"));

    let hostile = "<script>alert(1)</script>\u{0} ' OR 1=1 --";
    let fields =
        [("mode", "everything"), ("unit", "no-such"), ("facts", hostile), ("name", "章小华")];
    let page = browser.send_on(&form, "/complain/check", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.has("<script>alert") && page.has("alert(1)") && page.has("章小华"));

    let long = "很长的经过".repeat(350_000);
    assert!(long.len() > 5_000_000);
    let fields = [("mode", "sealed"), ("unit", "primary"), ("facts", long.as_str())];
    let page = browser.send_on(&form, "/complain/check", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has(&long) && page.has("最多 5000 个字"));
}

/// Many from one network are slowed; what was typed stays, and the next day nobody is known.
#[tokio::test(flavor = "multi_thread")]
async fn many_from_one_network_are_slowed() {
    let county = county().await;
    let fields = sealed("primary");
    for _ in 0..10 {
        filed(&county, &fields).await;
    }
    let browser = Browser::new(&county.site);
    let form = browser.get("/complain").await;
    let check = browser.send_on(&form, "/complain/check", &fields).await;
    let sent = browser.send_on(&check, "/complain/submit", &fields).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.has("从同一网络提交的太多了") && sent.has(SECRET));
    county.it_is("2026-09-22T10:44");
    let again = browser.send_on(&sent, "/complain/submit", &fields).await;
    assert_eq!(again.goes_to(), "/complain/receipt");
}

/// The office is reminded when acceptance is owed; an outsider's page tells of the date.
#[tokio::test(flavor = "multi_thread")]
async fn a_limit_that_passes_is_told() {
    let county = county().await;
    let (_, slip) = filed(&county, &sealed("primary")).await;
    county.app.beat().await.unwrap();
    county.clock.set(at("2026-10-12T09:00"));
    county.app.beat().await.unwrap();
    let head = county.signed_in("e1").await;
    let messages = head.get("/w/messages").await;
    assert!(messages.has(&slip.reference) && messages.has("时限已过"));
}

/// 来信来电来访: taken down by 效能办 out of sight of whom it is about, never by whoever is concerned;
/// the complainant has reference and code as on the web.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_taken_down_and_answered_by_its_code() {
    let county = county().await;
    let clerk = county.signed_in("e2").await;
    assert!(clerk.get("/s/complaints").await.has("登记来信来电来访"));
    let form = clerk.get("/s/complaints/new").await;
    assert_eq!(form.status, StatusCode::OK);
    let empty = clerk.send_on(&form, "/s/complaints/new", &[("mode", "sealed")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("请选怎样来的") && empty.has("请从列表里选被投诉的单位"));
    let mut typed = vec![("channel", "letter"), ("received", "2026-09-21")];
    typed.extend(sealed("primary"));
    let sent = clerk.send_on(&form, "/s/complaints/new", &typed).await;
    assert_eq!(sent.goes_to(), "/s/complaints/new/receipt", "{}", sent.text());
    // Sent twice, it is one.
    let again = clerk.send_on(&form, "/s/complaints/new", &typed).await;
    assert_eq!(again.goes_to(), "/s/complaints/new/receipt");
    let receipt = clerk.get("/s/complaints/new/receipt").await.text();
    let mut marked = receipt.split("<strong class=\"mono\">").skip(1);
    let mut next = || marked.next().unwrap().split('<').next().unwrap().to_owned();
    let slip = Slip { reference: next(), code: next() };
    let lines = clerk.get("/s/complaints").await.text();
    assert_eq!(lines.matches("/s/complaints/TS").count(), 1);
    let file = clerk.get(&format!("/s/complaints/{}", slip.reference)).await;
    assert!(file.has(SECRET) && !file.has("章小华") && !file.has("13912345678"));
    let complainant = Browser::new(&county.site);
    complainant.get("/complain/track").await;
    let typed = [("reference", slip.reference.as_str()), ("code", slip.code.as_str())];
    assert_eq!(complainant.post("/complain/track", &typed).await.goes_to(), "/complain/mine");
    assert!(complainant.get("/complain/mine").await.has("已登记"));
    // 登记人不得是被投诉的人，也不在被投诉的单位.
    let mut about_him = vec![("channel", "visit"), ("received", "2026-09-22")];
    about_him.extend(sealed("efficacy"));
    let form = clerk.get("/s/complaints/new").await;
    let refused = clerk.send_on(&form, "/s/complaints/new", &about_him).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("有利害关系") && refused.has(SECRET) && refused.has("章小华"));
    for person in ["k1", "s1", "o2", "d1"] {
        let page = county.signed_in(person).await.get("/s/complaints/new").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{person}");
    }
    // 局外联络员可以登记，投诉的是效能办也收.
    let liaison = county.signed_in("z1").await;
    let form = liaison.get("/s/complaints/new").await;
    let sent = liaison.send_on(&form, "/s/complaints/new", &about_him).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(liaison.get("/s/complaints/new/receipt").await.has("局外的纪检监察联络员"));
}

/// E33 through the doors: who works here ticks a box; a transfer is shown to the investigators alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_retaliation_transfer_is_shown_to_the_investigators_alone() {
    let county = county().await;
    let mut fields = sealed("primary");
    fields[4] = ("name", "周老师");
    fields.extend([("works", "1"), ("works_unit", "primary")]);
    let browser = Browser::new(&county.site);
    let form = browser.get("/complain").await;
    let wrong = [&fields[..4], &[("name", "谁"), ("works", "1")]].concat();
    let page = browser.send_on(&form, "/complain/check", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("没有对上人") && page.has(SECRET));
    let mut anonymous = fields.clone();
    anonymous[0] = ("mode", "anonymous");
    let page = browser.send_on(&form, "/complain/check", &anonymous).await;
    assert!(page.has("没法关注您的岗位变动"));
    let (complainant, slip) = filed(&county, &fields).await;
    let (head, one) = (county.signed_in("e1").await, county.signed_in("e2").await);
    done(&one, &slip, "accept", &ACCEPTED).await;
    done(&head, &slip, "appoint", &APPOINTED).await;
    let moved = MovePerson { person: "s2".into(), unit: "willow".into() };
    county.arrange(&staff("d1"), moved).await;
    county.app.beat().await.unwrap();
    let path = format!("/s/complaints/{}", slip.reference);
    assert!(one.get(&path).await.has("投诉人被调离"));
    assert!(one.get(&path).await.has("疑似报复") && !head.get(&path).await.has("疑似报复"));
    assert!(one.get("/w/messages").await.has("疑似报复"));
    assert!(!head.get("/w/messages").await.has("疑似报复"));
    assert!(!complainant.get("/complain/mine").await.has("疑似报复"));
    let check = [("outcome", "retaliation"), ("text", "没有正当理由。")];
    done(&one, &slip, "suspicion", &check).await;
    assert!(one.get(&path).await.has("没有正当理由"));
}

/// 500 complaints from one telephone: ten come in, the others are told when to press again, and keep
/// every letter; another network is not slowed.
#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_from_one_telephone_are_slowed_and_none_is_lost() {
    let county = county().await;
    let fields = sealed("primary");
    let browser = Browser::new(&county.site);
    let (mut taken, mut waiting) = (0, Vec::new());
    for _ in 0..500 {
        let form = browser.get("/complain").await;
        let check = browser.send_on(&form, "/complain/check", &fields).await;
        let sent = browser.send_on(&check, "/complain/submit", &fields).await;
        match sent.status {
            StatusCode::SEE_OTHER => taken += 1,
            status => {
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(sent.has("从同一网络提交的太多了") && sent.has(SECRET));
                waiting.push(sent);
            }
        }
    }
    assert_eq!((taken, waiting.len()), (10, 490));
    county.it_is("2026-09-22T10:50");
    for page in &waiting[..3] {
        let again = browser.send_on(page, "/complain/submit", &fields).await;
        assert_eq!(again.goes_to(), "/complain/receipt");
    }
    // The last one pressed a hundred times is one.
    for _ in 0..100 {
        let again = browser.send_on(&waiting[2], "/complain/submit", &fields).await;
        assert_eq!(again.goes_to(), "/complain/receipt");
    }
    let officer = county.signed_in("e2").await;
    let list = officer.get("/s/complaints").await.text();
    assert_eq!(list.matches("/s/complaints/TS").count(), 13);
}
