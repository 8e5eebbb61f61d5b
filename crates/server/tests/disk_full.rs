//! 磁盘已满: whoever presses a button meanwhile is told what to do, and has everything still there;
//! once there is room again it is taken in, once.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests"
)]

mod common;

use axum::http::StatusCode;
use common::browser::{Browser, Page};
use common::county::County;
use xiaoneng_domain::matter::MatterEvent;
use xiaoneng_powercut::PowerCut;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\nmemory_kib = 64\npasses = 1\n";
const STORY: &str = "三年级午托费没有公示标准，想知道依据是什么。𠮷";
const ANSWER: &str = "已经联系学校，正在核对收费公示和批准文件。";
const QUESTION: &str = "再问一句，上学期多收的能退吗？";

/// It was not taken in: ours to mend, with a reference, what to do, and every word.
#[track_caller]
fn says_what_to_do(page: &Page, words: &str) {
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{}", page.text());
    for told in ["系统出了问题，不是您的操作", "可以过几分钟再试", words] {
        assert!(page.has(told), "{told}: {}", page.text());
    }
    assert!(!page.has("SQLite") && !page.has("磁盘"), "the cause is for the log");
}

/// A citizen files while the disk is full, and once more when it is not; gives the receipt's path.
async fn a_citizen_files(county: &County, fill: impl Fn(), room: impl Fn()) -> (Browser, String) {
    let citizen = Browser::new(&county.site);
    citizen.get("/file").await;
    let typed = [("who", "unit"), ("unit", "primary"), ("story", STORY), ("phone", "13800000000")];
    let checked = citizen.post_files("/file/check", &typed, &[]).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text());
    fill();
    assert_eq!(citizen.get("/").await.status, StatusCode::OK, "reading goes on");
    let refused = citizen.send_on(&checked, "/file/submit", &[("story", STORY)]).await;
    says_what_to_do(&refused, STORY);
    assert!(refused.has("13800000000"), "{}", refused.text());
    let again = citizen.send_on(&refused, "/file/submit", &[("story", STORY)]).await;
    says_what_to_do(&again, STORY);
    room();
    let sent = citizen.send_on(&again, "/file/submit", &[("story", STORY)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let twice = citizen.send_on(&again, "/file/submit", &[("story", STORY)]).await;
    assert_eq!(twice.goes_to(), sent.goes_to());
    let receipt = citizen.get(&sent.goes_to()).await;
    assert!(receipt.has("id=\"code\""), "{}", receipt.text());
    (citizen, sent.goes_to())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_is_lost_while_the_disk_is_full() {
    let power = PowerCut::register_for_all("the machine's disk").unwrap();
    let county = County::found_with(SETTINGS).await;
    assert!(power.operations() > 0, "the county stands on it");
    let fill = || power.fill_disk_after(0);
    let room = || power.make_room();
    let (citizen, receipt) = a_citizen_files(&county, fill, room).await;
    let number = receipt.rsplit('/').next().unwrap().to_owned();

    // A citizen asks something.
    let path = format!("/t/{number}/ask");
    let form = citizen.get(&path).await;
    assert_eq!(form.status, StatusCode::OK);
    fill();
    let refused = citizen.send_on(&form, &path, &[("text", QUESTION)]).await;
    says_what_to_do(&refused, QUESTION);
    room();
    let sent = citizen.send_on(&refused, &path, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());

    // The school answers, more than a minute after it was last seen.
    let desk = county.signed_in("s2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    fill();
    county.it_is("2026-09-22T10:35");
    assert_eq!(desk.get(&path).await.status, StatusCode::OK, "reading goes on");
    let refused = desk.send_on(&form, &path, &[("text", ANSWER)]).await;
    says_what_to_do(&refused, ANSWER);
    room();
    let sent = desk.send_on(&refused, &path, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let history = county.app.history(&number.as_str().into()).await.unwrap();
    let replies = history.iter().filter(|fact| matches!(fact.event, MatterEvent::Replied(_)));
    assert_eq!(replies.count(), 1);

    // A clerk registers somebody at the window.
    let form = desk.get("/w/new").await;
    let typed = [("story", "孩子要转学到外县，怎么办手续"), ("to", "0"), ("do", "save")];
    fill();
    let refused = desk.send_on(&form, "/w/new", &typed).await;
    says_what_to_do(&refused, "孩子要转学到外县，怎么办手续");
    room();
    let sent = desk.send_on(&refused, "/w/new", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(county.app.figures().await.unwrap().received, 2, "one each, nothing by halves");
    county.app.close().await.unwrap();
}
