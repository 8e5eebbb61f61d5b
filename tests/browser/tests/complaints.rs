//! 效能投诉: filed on a phone without a name, looked into, found, dealt with, answered by code; and one
//! about the director, which nobody inside gets to see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{Browser, County, Screen, Scripts};

const FACTS: &str = "九月十八日上午在传达室等了三个小时，没有人理会，最后说系统坏了。";

/// 回执, as it is copied from the page.
struct Slip {
    reference: String,
    code: String,
}

/// Looks at the page: rules of accessibility, width, a picture in both sizes.
async fn sound(browser: &mut Browser, what: &str) {
    for screen in [Screen::Desk, Screen::Phone] {
        browser.turn_to(screen).await.unwrap();
        let seen = browser.look(what).await.unwrap();
        assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0), "{what}");
    }
}

async fn complain(county: &County, phone: &mut Browser, described: &str) -> Slip {
    phone.go(&county.at("/complain")).await.unwrap();
    sound(phone, "complain").await;
    phone.choose("mode", "anonymous").await.unwrap();
    phone.choose("unit", "XX07").await.unwrap();
    phone.type_into("described", described).await.unwrap();
    phone.type_into("facts", FACTS).await.unwrap();
    phone.choose("fault", "F07").await.unwrap();
    phone.press_button("下一步：核对").await.unwrap();
    phone.sees("不保存任何身份信息").await.unwrap();
    sound(phone, "check").await;
    phone.press_button("提交投诉").await.unwrap();
    phone.sees("已收到您的投诉").await.unwrap();
    sound(phone, "receipt").await;
    let reference = phone.text_of("#reference").await.unwrap();
    let code = phone.text_of("#code").await.unwrap();
    Slip { reference, code }
}

async fn looks_up(county: &County, phone: &Browser, slip: &Slip) {
    phone.go(&county.at("/complain/track")).await.unwrap();
    phone.type_into("reference", &slip.reference).await.unwrap();
    phone.type_into("code", &slip.code).await.unwrap();
    phone.press_button("查询").await.unwrap();
    phone.sees(&slip.reference).await.unwrap();
}

/// Opens the form of an act by its link on the page of the complaint.
async fn to(county: &County, browser: &mut Browser, slip: &Slip, act: &str) {
    browser.go(&county.at(&format!("/s/complaints/{}", slip.reference))).await.unwrap();
    browser.press(act).await.unwrap();
    sound(browser, act).await;
    browser.turn_to(Screen::Desk).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_complaint_is_found_true_rectified_and_answered_by_its_code() {
    let county = County::with_matters(4).await.unwrap();
    let mut phone = Browser::open("complaint", Screen::Phone, Scripts::On).await.unwrap();
    let slip = complain(&county, &mut phone, "传达室值班人员").await;
    // In her own browser nothing stays open.
    phone.press_button("看完了，在这台设备上关闭").await.unwrap();
    county.app().beat().await.unwrap();

    let on = (Screen::Desk, Scripts::On);
    let mut officer = county.signed_in_as("complaint-officer", "JY02-02", on).await.unwrap();
    officer.go(&county.at("/s/complaints")).await.unwrap();
    officer.sees(&slip.reference).await.unwrap();
    sound(&mut officer, "list").await;
    officer.go(&county.at(&format!("/s/complaints/{}", slip.reference))).await.unwrap();
    officer.sees(FACTS).await.unwrap();
    sound(&mut officer, "file").await;
    to(&county, &mut officer, &slip, "受理").await;
    officer.choose("mode", "self_handle").await.unwrap();
    officer.press_button("受理").await.unwrap();
    officer.sees("已受理").await.unwrap();

    let mut head = county.signed_in_as("complaint-head", "JY02-01", on).await.unwrap();
    to(&county, &mut head, &slip, "指定调查人").await;
    head.choose("first", "JY02-02").await.unwrap();
    head.choose("second", "JY02-03").await.unwrap();
    head.press_button("指定调查人").await.unwrap();
    head.sees("调查中").await.unwrap();

    to(&county, &mut officer, &slip, "要求书面说明").await;
    officer.choose("to", "XX07-02").await.unwrap();
    officer.type_into("question", "请说明 9 月 18 日上午传达室由谁值守。").await.unwrap();
    officer.press_button("要求书面说明").await.unwrap();
    officer.sees("“要求书面说明”已办").await.unwrap();
    county.app().beat().await.unwrap();
    let mut asked = county.signed_in_as("complaint-asked", "XX07-02", on).await.unwrap();
    asked.go(&county.at("/w/inquiries")).await.unwrap();
    asked.does_not_see(&slip.reference).await.unwrap();
    sound(&mut asked, "inquiries").await;
    asked.turn_to(Screen::Desk).await.unwrap();
    asked.press("HC").await.unwrap();
    asked.does_not_see("系统坏了").await.unwrap();
    sound(&mut asked, "inquiry").await;
    asked.type_into("text", "当天由我值守，中途去开会。").await.unwrap();
    asked.press_button("提交说明").await.unwrap();
    asked.sees("说明已提交").await.unwrap();
    asked.close().await.unwrap();

    to(&county, &mut officer, &slip, "记录调查").await;
    officer.choose("kind", "document").await.unwrap();
    officer.type_into("text", "调看当日监控，确有人等候近三小时。").await.unwrap();
    officer.press_button("记录调查").await.unwrap();
    officer.sees("“记录调查”已办").await.unwrap();
    to(&county, &mut officer, &slip, "认定").await;
    officer.choose("outcome", "verified").await.unwrap();
    officer.choose("root", "inaction").await.unwrap();
    officer.choose("effect", "efficiency").await.unwrap();
    officer.type_into("report", "等候属实，值守人员中途离岗未安排补位。").await.unwrap();
    officer.press_button("认定").await.unwrap();
    officer.sees("已认定").await.unwrap();

    // 查明必处: a measure is proposed, a rectification ordered; before that nothing is closed.
    head.go(&county.at(&format!("/s/complaints/{}/close", slip.reference))).await.unwrap();
    head.sees("处理").await.unwrap();
    for (kind, text) in
        [("measure", "建议对离岗人员作书面检查。"), ("rectification", "责令学校一周内排定补位表。")]
    {
        to(&county, &mut head, &slip, "处理").await;
        head.choose("kind", kind).await.unwrap();
        head.type_into("text", text).await.unwrap();
        head.press_button("处理").await.unwrap();
        head.sees("“处理”已办").await.unwrap();
    }
    to(&county, &mut head, &slip, "结案").await;
    head.press_button("结案").await.unwrap();
    head.sees("已结案").await.unwrap();
    to(&county, &mut officer, &slip, "答复投诉人").await;
    officer.type_into("text", "您反映的情况属实，已责令学校整改。").await.unwrap();
    officer.press_button("答复投诉人").await.unwrap();
    officer.sees("已答复").await.unwrap();
    sound(&mut officer, "file-replied").await;
    let mut director = county.signed_in_as("complaint-director", "JY00-01", on).await.unwrap();
    director.go(&county.at("/s/complaints/conclusions")).await.unwrap();
    sound(&mut director, "conclusions").await;
    director.turn_to(Screen::Desk).await.unwrap();
    director.press(&slip.reference).await.unwrap();
    director.sees("值守人员中途离岗").await.unwrap();
    director.does_not_see("系统坏了").await.unwrap();
    sound(&mut director, "conclusion").await;
    for browser in [director, head, officer] {
        browser.close().await.unwrap();
    }

    looks_up(&county, &phone, &slip).await;
    phone.sees("已责令学校整改").await.unwrap();
    sound(&mut phone, "mine").await;
    phone.choose("content", "satisfied").await.unwrap();
    phone.press_button("提交").await.unwrap();
    phone.sees("谢谢，已记下").await.unwrap();
    phone.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_about_the_director_goes_to_the_contact_outside() {
    let county = County::with_matters(2).await.unwrap();
    let director = county.app().name_of(&"JY00-01".into()).await.unwrap().unwrap();
    let mut phone = Browser::open("about-director", Screen::Phone, Scripts::Off).await.unwrap();
    let slip = complain(&county, &mut phone, &format!("{director}局长在会上训人")).await;
    phone.sees("已直接转到局外的纪检监察联络员").await.unwrap();
    county.app().beat().await.unwrap();
    for person in ["JY00-01", "JY00-02", "JY02-01", "JY02-02"] {
        let inside = (Screen::Desk, Scripts::Off);
        let browser = county.signed_in_as("about-inside", person, inside).await.unwrap();
        browser.go(&county.at("/s/complaints")).await.unwrap();
        browser.does_not_see(&slip.reference).await.unwrap();
        browser.go(&county.at(&format!("/s/complaints/{}", slip.reference))).await.unwrap();
        browser.sees("按保密规定只有办理人能看").await.unwrap();
        browser.does_not_see("系统坏了").await.unwrap();
        browser.close().await.unwrap();
    }
    let outside = (Screen::Desk, Scripts::On);
    let mut liaison = county.entered_by("about-outside", "jijian", outside).await.unwrap();
    liaison.go(&county.at("/w/messages")).await.unwrap();
    liaison.sees(&slip.reference).await.unwrap();
    to(&county, &mut liaison, &slip, "记录局外办理结果").await;
    liaison.type_into("notice", "已由派驻机构谈话提醒。").await.unwrap();
    liaison.press_button("记录局外办理结果").await.unwrap();
    liaison.sees("外部办结").await.unwrap();
    liaison.close().await.unwrap();
    looks_up(&county, &phone, &slip).await;
    phone.sees("已由派驻机构谈话提醒").await.unwrap();
    phone.close().await.unwrap();
    county.close().await.unwrap();
}

/// A letter is taken down by the office; the form keeps what was typed.
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_taken_down() {
    let county = County::with_matters(2).await.unwrap();
    let on = (Screen::Desk, Scripts::On);
    let mut clerk = county.signed_in_as("letter", "JY02-03", on).await.unwrap();
    clerk.go(&county.at("/s/complaints")).await.unwrap();
    sound(&mut clerk, "list-empty").await;
    clerk.turn_to(Screen::Desk).await.unwrap();
    clerk.press("登记来信来电来访").await.unwrap();
    sound(&mut clerk, "new").await;
    clerk.turn_to(Screen::Desk).await.unwrap();
    clerk.choose("channel", "letter").await.unwrap();
    clerk.type_into("facts", FACTS).await.unwrap();
    clerk.press_button("登记来信来电来访").await.unwrap();
    clerk.sees("请从列表里选被投诉的单位").await.unwrap();
    sound(&mut clerk, "new-errors").await;
    assert_eq!(clerk.typed_in("facts").await.unwrap(), FACTS);
    clerk.choose("unit", "XX07").await.unwrap();
    clerk.press_button("登记来信来电来访").await.unwrap();
    clerk.sees("请把下面两样告诉投诉人").await.unwrap();
    sound(&mut clerk, "registered").await;
    clerk.close().await.unwrap();
    county.close().await.unwrap();
}
