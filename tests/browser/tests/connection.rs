//! 断线: the form arrived, its answer did not. Whoever presses again has one matter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::json;
use xiaoneng_browser::{Browser, County, Line, STORY, Screen, Scripts};

async fn checked(journey: &str, line: &Line, scripts: Scripts) -> Browser {
    let phone = Browser::open(journey, Screen::Phone, scripts).await.unwrap();
    phone.go(&line.at("/file?unit=XX07")).await.unwrap();
    phone.type_into("story", STORY).await.unwrap();
    phone.type_into("name", "王女士").await.unwrap();
    phone.press("下一步：核对").await.unwrap();
    phone.sees("核对并提交").await.unwrap();
    phone
}

/// How many matters were filed that day.
async fn filed_today(county: &County) -> usize {
    let mut found = 0;
    for place in 1..=20 {
        let number = format!("2026-0922{place:04}").as_str().into();
        found += usize::from(county.app().matter(&number).await.unwrap().is_some());
    }
    found
}

/// Presses the button; whatever the browser tries by itself, no answer comes back until it gives
/// up and the page says so.
async fn presses_in_vain(phone: &Browser, line: &Line, told: &str) {
    line.loses_answers();
    // The driver may complain too: it waits for the page that does not come.
    let _ = phone.press_button("提交").await;
    phone.sees(told).await.unwrap();
    assert!(line.lost() > 0, "it was asked, and the answers were lost");
    line.is_mended();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_never_came_leaves_one_matter_with_one_code() {
    let county = County::with_matters(1).await.unwrap();
    let line = county.line().await.unwrap();
    let phone = checked("answer-lost", &line, Scripts::On).await;
    presses_in_vain(&phone, &line, "没有等到回音").await;
    phone.sees(STORY).await.unwrap();
    let seen = phone.look("no-answer").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));
    assert_eq!(filed_today(&county).await, 1, "it had arrived");
    phone.press_button("提交").await.unwrap();
    phone.sees("已收到").await.unwrap();
    phone.sees("2026-09220001").await.unwrap();
    assert_eq!(filed_today(&county).await, 1);
    // What is filed after it is a matter of its own.
    phone.driver().back().await.unwrap();
    phone.go(&line.at("/file?unit=XX07")).await.unwrap();
    phone.type_into("story", "另一件事：校门口晚上没有路灯").await.unwrap();
    phone.press("下一步：核对").await.unwrap();
    phone.sees("核对并提交").await.unwrap();
    phone.press_button("提交").await.unwrap();
    phone.sees("2026-09220002").await.unwrap();
    phone.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_going_back_finds_the_receipt() {
    let county = County::with_matters(1).await.unwrap();
    let line = county.line().await.unwrap();
    let phone = checked("answer-lost-without-scripts", &line, Scripts::Off).await;
    presses_in_vain(&phone, &line, "ERR_EMPTY_RESPONSE").await;
    phone.picture("browser-says").await.unwrap();
    // Back to the check, which the browser asks for once more.
    phone.driver().back().await.unwrap();
    phone.driver().refresh().await.unwrap();
    phone.sees("已收到").await.unwrap();
    phone.sees("2026-09220001").await.unwrap();
    let code = phone.text_of(".receipt__code").await.unwrap();
    assert_eq!(code.chars().filter(char::is_ascii_digit).count(), 12, "{code}");
    assert_eq!(filed_today(&county).await, 1);
    phone.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_net_nothing_is_sent_and_nothing_is_lost() {
    let county = County::with_matters(1).await.unwrap();
    let line = county.line().await.unwrap();
    let phone = checked("offline", &line, Scripts::On).await;
    let net = |is_gone: bool| {
        let wish = json!({
            "offline": is_gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        let (phone, network) = (&phone, "Network.emulateNetworkConditions");
        async move { phone.driver().cdp().send_raw(network, wish).await.unwrap() }
    };
    phone.driver().cdp().send_raw("Network.enable", json!({})).await.unwrap();
    net(true).await;
    phone.press_button("提交").await.unwrap();
    phone.sees("网断了，内容已留在本页").await.unwrap();
    phone.picture("offline").await.unwrap();
    assert_eq!(filed_today(&county).await, 0);
    net(false).await;
    phone.press_button("提交").await.unwrap();
    phone.sees("已收到").await.unwrap();
    assert_eq!(filed_today(&county).await, 1);
    phone.close().await.unwrap();
    county.close().await.unwrap();
}
