//! 工作台: a matter goes from desk to desk, is returned, ruled on, answered and completed; the
//! citizen rates it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{County, Screen, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_matter_is_answered_completed_delivered_and_rated() {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed("complete", "XX07").await.unwrap();
    let desk =
        county.signed_in_as("complete", "XX07-02", (Screen::Desk, Scripts::On)).await.unwrap();
    desk.go(&county.at("/w")).await.unwrap();
    desk.sees(&number).await.unwrap();
    let seen = desk.look("inbox").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));
    desk.go(&county.at(&format!("/w/m/{number}"))).await.unwrap();
    desk.sees("三年级午托费没有公示标准").await.unwrap();
    let seen = desk.look("matter").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));

    desk.go(&county.at(&format!("/w/m/{number}/reply"))).await.unwrap();
    desk.type_into("text", "这件事由我办，先核对收费公示，本周内答复您。").await.unwrap();
    desk.choose("handler", "XX07-02").await.unwrap();
    desk.picture("reply").await.unwrap();
    desk.press_button("答复群众").await.unwrap();
    desk.sees("首次回应的时钟停了").await.unwrap();

    desk.go(&county.at(&format!("/w/m/{number}/done"))).await.unwrap();
    desk.choose("outcome", "resolved").await.unwrap();
    desk.type_into("text", "收费依据已经公示在校门口，多收的三十元本周退还到原账户。")
        .await
        .unwrap();
    desk.choose("way", "notice").await.unwrap();
    desk.picture("done").await.unwrap();
    desk.press_button("办结").await.unwrap();
    desk.sees("已办结，按时").await.unwrap();
    desk.close().await.unwrap();

    citizen.go(&county.at(&format!("/t/{number}"))).await.unwrap();
    citizen.sees("多收的三十元本周退还").await.unwrap();
    citizen.picture("progress").await.unwrap();
    citizen.go(&county.at(&format!("/t/{number}/rate"))).await.unwrap();
    citizen.press_button("提交评价").await.unwrap();
    citizen.sees("请先选“事情解决了吗”").await.unwrap();
    citizen.choose("solved", "yes").await.unwrap();
    citizen.choose("satisfaction", "satisfied").await.unwrap();
    citizen.picture("rate").await.unwrap();
    citizen.press_button("提交评价").await.unwrap();
    citizen.sees("谢谢。已公布到人民路小学的评价里").await.unwrap();
    citizen.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_returns_open_a_ruling_without_scripts_too() {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed("ruling", "JY03").await.unwrap();
    let page = |act: &str| county.at(&format!("/w/m/{number}/{act}"));
    let off = (Screen::Desk, Scripts::Off);
    let first = county.signed_in_as("ruling", "JY03-02", off).await.unwrap();
    for unit in ["JY04", "JY06"] {
        first.go(&page("handover")).await.unwrap();
        first.choose("to", unit).await.unwrap();
        first.type_into("request", "请核实后答复群众").await.unwrap();
        first.type_into("duty_clause", "职责目录第三条").await.unwrap();
        first.press_button("移交").await.unwrap();
        first.sees("等待签收").await.unwrap();
        let other = county.signed_in_as("ruling", &format!("{unit}-02"), off).await.unwrap();
        other.go(&page("sign")).await.unwrap();
        other.press_button("签收").await.unwrap();
        other.sees("已签收").await.unwrap();
        other.go(&page("return")).await.unwrap();
        other.choose("reason", "not_our_duty").await.unwrap();
        other.choose("belongs_to", "JY03").await.unwrap();
        other.type_into("duty_clause", "职责目录第九条").await.unwrap();
        other.press_button("退回").await.unwrap();
        other.sees("退回").await.unwrap();
        other.close().await.unwrap();
    }
    first.close().await.unwrap();
    let office = county.signed_in_as("ruling", "JY02-03", off).await.unwrap();
    office.go(&county.at("/w/disputes")).await.unwrap();
    office.sees(&number).await.unwrap();
    office.go(&page("rule")).await.unwrap();
    office.picture("rule").await.unwrap();
    office.choose("unit", "JY04").await.unwrap();
    office.type_into("reason", "职责目录第三条写明由平安科承办").await.unwrap();
    office.press_button("裁定").await.unwrap();
    office.sees("已裁定由").await.unwrap();
    office.close().await.unwrap();
    citizen.go(&county.at(&format!("/t/{number}"))).await.unwrap();
    citizen.sees("裁定").await.unwrap();
    citizen.close().await.unwrap();
    county.close().await.unwrap();
}
