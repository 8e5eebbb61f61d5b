//! 什么都可能填进来: rare characters, scripts, far too much, nothing at all. Shown to the letter
//! wherever it comes, run nowhere, and never lost without a word.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests"
)]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::browser::{Browser, Page};
use common::county::County;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\nmemory_kib = 64\npasses = 1\n";

/// 生僻字 beyond the BMP (in names: 𬭊, 𠮷, 㛃), a family of emoji, a flag, a letter with its accent
/// apart, right-to-left marks, full-width digits, scripts, SQL, templates, quotes, two lines.
const STRANGE: &str = "𬭊𠮷㛃𡘙老师 👨‍👩‍👧🇨🇳 e\u{301} \u{202e}倒着\u{202c} １２３ <script>alert(1)</script>\
    <img src=x onerror=alert(1)> '); DROP TABLE event;-- {{7*7}} ${7*7} \"引号\" 'x' &amp;&lt; \\ %00 \u{3000}。";

async fn file(county: &County, story: &str) -> (Browser, String) {
    let citizen = Browser::new(&county.site);
    citizen.get("/file").await;
    let typed = [("who", "unit"), ("unit", "primary"), ("story", story), ("name", "𬭊女士")];
    let checked = citizen.post_files("/file/check", &typed, &[]).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text());
    let sent = citizen.send_on(&checked, "/file/submit", &[("story", story)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    (citizen, sent.goes_to().rsplit('/').next().unwrap().to_owned())
}

/// What a page shows, as a browser would read it: entities resolved, tags apart.
fn read(page: &Page) -> String {
    let text = page.text();
    let marks = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    marks.iter().fold(text, |text, (mark, sign)| text.replace(mark, sign))
}

/// The page shows it to the letter, and nothing of it is markup.
#[track_caller]
fn shows(page: &Page, text: &str, whose: &str) {
    assert_eq!(page.status, StatusCode::OK, "{whose}: {}", page.text());
    assert!(read(page).contains(text), "{whose}: {}", page.text());
    for markup in ["<script>alert", "<img src=x"] {
        assert!(!page.has(markup), "{whose}: run, not shown");
    }
}

#[tokio::test]
async fn what_is_strange_comes_to_every_page_and_every_paper_to_the_letter() {
    let county = County::found_with(SETTINGS).await;
    let (citizen, number) = file(&county, STRANGE).await;
    let desk = county.signed_in("s2").await;
    let page = |end: &str| format!("/w/m/{number}{end}");
    shows(&desk.get(&page("")).await, STRANGE, "the matter's page");
    shows(&desk.get(&page("/reply")).await, STRANGE, "beside the answer");
    // Without a name that needs a click: the name is masked until then.
    for paper in ["file", "receipt", "handover"] {
        let printed = desk.get(&format!("/w/print/{paper}/{number}")).await;
        assert_eq!(printed.status, StatusCode::OK, "{paper}");
        assert!(!printed.has("<script>alert"), "{paper}");
        if paper == "file" {
            shows(&printed, STRANGE, "the case file");
        }
    }
    let form = desk.get(&page("/reply")).await;
    let sent = desk.send_on(&form, &page("/reply"), &[("text", STRANGE)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let progress = citizen.get(&format!("/t/{number}")).await;
    shows(&progress, STRANGE, "the citizen's page");
    assert!(read(&progress).matches(STRANGE).count() >= 2, "question and answer");
    let list = desk.get("/w").await;
    assert!(list.has("𬭊𠮷㛃𡘙老师") && !list.has("<script>alert"), "{}", list.text());
    for word in ["𬭊𠮷", "DROP TABLE", "');--", "老师"] {
        let query = serde_urlencoded::to_string([("q", word)]).unwrap();
        let found = desk.get(&format!("/w/search?{query}")).await;
        assert_eq!(found.status, StatusCode::OK, "{word}: {}", found.text());
        assert!(!found.has("<script>alert"), "{word}");
    }
    let query = serde_urlencoded::to_string([("q", "老师")]).unwrap();
    let found = desk.get(&format!("/w/search?{query}")).await;
    assert!(found.has(&number), "{}", found.text());
}

#[tokio::test]
async fn lines_stay_lines() {
    let county = County::found_with(SETTINGS).await;
    let story = "第一行：午托费没有公示标准\n\n第三行：想知道依据";
    let (_, number) = file(&county, story).await;
    let desk = county.signed_in("s2").await;
    let page = desk.get(&format!("/w/m/{number}")).await;
    assert!(page.text().replace("\r\n", "\n").contains(story), "{}", page.text());
}

#[tokio::test]
async fn far_too_long_an_answer_comes_back_whole() {
    let county = County::found_with(SETTINGS).await;
    let (_, number) = file(&county, "午托费没有公示标准，想知道依据").await;
    let desk = county.signed_in("s2").await;
    let long = "重".repeat(5 * 1024 * 1024 / 3);
    for (path, field) in [(format!("/w/m/{number}/reply"), "text"), ("/w/new".into(), "story")] {
        let form = desk.get(&path).await;
        let page = desk.send_on(&form, &path, &[(field, &long), ("to", "0"), ("do", "save")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(page.has(&long), "{path}: what was typed is still there");
        assert!(page.has("errsum") && page.has("字"), "{path}: what to do is said");
    }
    // More than anything may be: not taken in, and told what to do.
    let form = desk.get(&format!("/w/m/{number}/reply")).await;
    let far = "重".repeat(7 * 1024 * 1024);
    let page = desk.send_on(&form, &format!("/w/m/{number}/reply"), &[("text", &far)]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.has("请返回上一页，把文字或照片减少一些再提交"), "{}", page.text());
}

#[tokio::test]
async fn nothing_at_all_is_answered_by_what_is_missing() {
    let county = County::found_with(SETTINGS).await;
    let (citizen, number) = file(&county, "午托费没有公示标准，想知道依据").await;
    let desk = county.signed_in("s2").await;
    for act in ["reply", "done", "handover", "suspend", "extend", "notice", "note", "return"] {
        let path = format!("/w/m/{number}/{act}");
        desk.get(&path).await;
        for empty in ["", " \u{3000}\r\n\t "] {
            let fields = [("text", empty), ("reason", empty), ("to", ""), ("amount", empty)];
            let page = desk.post(&path, &fields).await;
            let is_told = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT];
            assert!(is_told.contains(&page.status), "{act}: {} {}", page.status, page.text());
            assert!(page.has("errsum"), "{act}: {}", page.text());
        }
    }
    for act in ["ask", "urge", "rate", "withdraw", "add", "review"] {
        let path = format!("/t/{number}/{act}");
        citizen.get(&path).await;
        let page = citizen.post(&path, &[("text", " \u{3000} ")]).await;
        assert!(page.status.is_client_error() || page.status.is_redirection(), "{act}");
        assert!(!page.status.is_server_error(), "{act}: {}", page.text());
    }
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_told_and_does_nothing() {
    let county = County::found_with(SETTINGS).await;
    let (_, number) = file(&county, "午托费没有公示标准，想知道依据").await;
    let desk = county.signed_in("s2").await;
    let path = format!("/w/m/{number}/reply");
    desk.get(&path).await;
    let multipart = "multipart/form-data; boundary=x";
    let form = "application/x-www-form-urlencoded";
    for (kind, body) in [
        ("application/json", &b"{\"text\": \"x\"}"[..]),
        ("text/plain", b"text=x"),
        ("application/octet-stream", b"\0\x01\xff\xfe"),
        ("multipart/form-data", b"no boundary"),
        (multipart, b"--x\r\nnothing that ends"),
        (multipart, b""),
        (form, b"text=%ff%fe%00&=&&&token"),
        (form, b"\xff\xfe\x00"),
        ("\u{0}"[..0].as_ref(), b"\xff"),
    ] {
        for path in [path.as_str(), "/w/new", "/file/submit", "/file/check", "/track", "/login"] {
            let request = Request::post(path).header("content-type", kind);
            let page = desk.send(request.body(Body::from(body.to_vec())).unwrap()).await;
            let is_told = page.status.is_client_error() || page.status.is_redirection();
            assert!(is_told, "{path} {kind}: {} {}", page.status, page.text());
            assert!(page.status.is_redirection() || page.has("<h1>"), "{path} {kind}: a page");
        }
    }
    let history = county.app.history(&number.as_str().into()).await.unwrap();
    let by_staff = history.iter().filter(|fact| fact.actor == common::county::staff("s2"));
    assert_eq!(by_staff.count(), 0);
}

#[tokio::test]
async fn whoever_checks_again_what_was_taken_in_comes_to_its_receipt() {
    let county = County::found_with(SETTINGS).await;
    let citizen = Browser::new(&county.site);
    let story = "午托费没有公示标准，想知道依据";
    let form = citizen.get("/file").await.value("form");
    let told = |story: &'static str| {
        [("form", form.clone()), ("who", "unit".into()), ("unit", "primary".into())]
            .into_iter()
            .chain([("story", story.to_owned())])
            .collect::<Vec<(&str, String)>>()
    };
    let send = async |path: &str, fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        citizen.post(path, &fields).await
    };
    let checked = send("/file/check", &told(story)).await;
    assert_eq!(checked.value("form"), form, "one form from the beginning");
    let receipt = send("/file/submit", &told(story)).await.goes_to();
    // The answer was lost; he goes back, and his browser sends the same once more.
    let again = send("/file/check", &told(story)).await;
    assert_eq!((again.status, again.goes_to()), (StatusCode::SEE_OTHER, receipt.clone()));
    // Another story on a page that the browser kept is another matter.
    let other = send("/file/check", &told("校门口晚上没有路灯，孩子看不清")).await;
    assert_eq!(other.status, StatusCode::OK);
    assert_ne!(other.value("form"), form);
}
