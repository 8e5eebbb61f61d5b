//! 我要反映 / 办事 (F1): four fields, a check, one matter; and what people really type.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests"
)]

mod common;

use common::browser::{Browser, Page};
use common::county::County;
use common::papers::photograph;
use xiaoneng_domain::id::MatterNumber;

const STORY: &str = "三年级午托费没有公示标准，想知道依据是什么。";

/// What a parent fills in.
fn filled<'a>(unit: &'a str, story: &'a str, phone: &'a str) -> Vec<(&'a str, &'a str)> {
    let who = if unit.is_empty() { "dunno" } else { "unit" };
    vec![("who", who), ("unit", unit), ("story", story), ("name", "刘女士"), ("phone", phone)]
}

/// Opens the form, fills it in and goes on to the check.
async fn check(browser: &Browser, unit: &str, story: &str, phone: &str) -> Page {
    browser.get("/file").await;
    browser.post_files("/file/check", &filled(unit, story, phone), &[]).await
}

/// Sends what the check page holds, every hidden field of it.
async fn submit(browser: &Browser, checked: &Page, story: &str) -> Page {
    let hidden = checked.hidden();
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("story", story));
    browser.post("/file/submit", &fields).await
}

/// The code on a receipt, its twelve digits.
pub fn code_on(receipt: &Page) -> String {
    let page = receipt.text();
    let (_, code) = page.split_once("id=\"code\">").expect("a code on the receipt");
    let (code, _) = code.split_once("</p>").unwrap();
    code.chars().filter(char::is_ascii_digit).collect()
}

async fn numbers(county: &County) -> usize {
    usize::try_from(county.app.figures().await.unwrap().received).unwrap()
}

#[tokio::test]
async fn a_parent_files_and_gets_a_receipt_with_a_code() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let form = browser.get("/file").await;
    for words in ["共 4 项，2 项可以不填", "我不清楚，请帮我转", "实验小学", "optgroup"]
    {
        assert!(form.has(words), "{words}");
    }
    let checked = check(&browser, "primary", STORY, "138 0000 0000").await;
    assert_eq!(checked.status, 200, "{}", checked.text());
    for words in ["核对并提交", "点“提交”后我们才收到", "实验小学", STORY, "13800000000"]
    {
        assert!(checked.has(words), "{words}: {}", checked.text());
    }
    // 首次回应 1 个工作日: 22 September is day zero, 23 September 18:00 the end.
    assert!(checked.has("9 月 23 日（周三）18:00 前告诉您谁来办"), "{}", checked.text());
    let sent = submit(&browser, &checked, STORY).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let receipt = browser.get(&sent.goes_to()).await;
    assert_eq!(receipt.status, 200);
    let code = code_on(&receipt);
    assert_eq!(code.len(), 12);
    assert!(receipt.has("实验小学 周老师") && receipt.has("2026-0922"), "{}", receipt.text());
    assert!(!sent.goes_to().contains(&code), "no code in an address");
    assert!(!receipt.has("您没有留手机号"), "a number was left");
}

#[tokio::test]
async fn reload_shows_the_same_code_and_later_none() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let checked = check(&browser, "", STORY, "").await;
    let path = submit(&browser, &checked, STORY).await.goes_to();
    let first = browser.get(&path).await;
    assert!(first.has("您没有留手机号，请务必保存查询码"), "{}", first.text());
    county.it_is("2026-09-22T10:46");
    assert_eq!(code_on(&browser.get(&path).await), code_on(&first), "within a quarter of an hour");
    county.it_is("2026-09-22T10:48");
    let later = browser.get(&path).await;
    assert!(!later.has("id=\"code\"") && later.has("查询码只完整显示一次"), "{}", later.text());
    assert!(!later.has(&code_on(&first)[..4]), "no digit of it");
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_matter() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let checked = check(&browser, "primary", STORY, "").await;
    let first = submit(&browser, &checked, STORY).await.goes_to();
    let second = submit(&browser, &checked, STORY).await.goes_to();
    assert_eq!(first, second);
    county.it_is("2026-09-22T10:34");
    assert_eq!(numbers(&county).await, 1);
}

/// Sent by two tabs of the same browser, two forms are two matters.
#[tokio::test]
async fn two_forms_are_two_matters() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let one = check(&browser, "primary", STORY, "").await;
    let other = check(&browser, "willow", "操场的路灯坏了三盏，晚上看不见。", "").await;
    let first = submit(&browser, &one, STORY).await.goes_to();
    let second = submit(&browser, &other, "操场的路灯坏了三盏，晚上看不见。").await.goes_to();
    assert_ne!(first, second);
}

#[tokio::test]
async fn everything_to_mend_is_said_twice_and_what_was_typed_stays() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let page = check(&browser, "primary", "午托费", "138 0000 000").await;
    assert_eq!(page.status, 422);
    let text = page.text();
    assert!(text.contains("<title>有错误：我要反映"), "{text}");
    assert!(text.contains("有 2 处要改") && text.contains("role=\"alert\""), "{text}");
    for (field, words) in [
        ("story", "再多写几个字，至少 5 个字，我们才看得懂"),
        ("phone", "手机号是 11 位，您填了 10 位。也可以不填"),
    ] {
        assert_eq!(text.matches(words).count(), 2, "{words}: in the summary and at the field");
        assert!(text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    assert!(text.contains("午托费</textarea>"), "{text}");
    assert_eq!(page.value("phone"), "138 0000 000");
    assert!(text.contains("value=\"primary\" selected"), "{text}");
}

/// Table of what people type, and what they are told; the clause is ux 3.16.
#[tokio::test]
async fn each_mistake_has_its_sentence() {
    let county = County::found().await;
    let long = "长".repeat(501);
    let cases: [(&str, &str, &str, &str, &str); 9] = [
        ("", "", "", "", "请选学校或科室；不确定就选“我不清楚，请帮我转”"),
        ("unit", "nowhere", STORY, "", "没找到“nowhere”。换个说法，或选“我不清楚”"),
        ("dunno", "", "", "", "请写什么事，一两句就行"),
        ("dunno", "", "  \u{3000} ", "", "请写什么事，一两句就行"),
        ("dunno", "", &long, "", "现在 501 字，最多 500 字。长材料可以用照片或附件"),
        ("dunno", "", STORY, "0", "手机号以 1 开头。座机请带区号，如 0370-1234567"),
        ("dunno", "", STORY, "6612345", "手机号以 1 开头。座机请带区号，如 0370-1234567"),
        ("dunno", "", STORY, "电话在家里", "手机号以 1 开头。座机请带区号，如 0370-1234567"),
        ("dunno", "", STORY, "123", "手机号是 11 位，您填了 3 位。也可以不填"),
    ];
    for (who, unit, story, phone, says) in cases {
        let browser = Browser::new(&county.site);
        browser.get("/file").await;
        let fields =
            [("who", who), ("unit", unit), ("story", story), ("name", ""), ("phone", phone)];
        let page = browser.post("/file/check", &fields).await;
        assert_eq!(page.status, 422, "{says}");
        assert!(page.has(says), "{says}: {}", page.text());
    }
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let name = "王".repeat(21);
    let fields = [("who", "dunno"), ("story", STORY), ("name", &name)];
    assert!(browser.post("/file/check", &fields).await.has("称呼最多 20 个字"));
}

#[tokio::test]
async fn telephone_numbers_are_understood_as_people_write_them() {
    let county = County::found().await;
    for (typed, read) in [
        ("+86 138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0086 138 0000 0000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("0370-1234567", "03701234567"),
        ("（0370）1234567", "03701234567"),
    ] {
        let page = check(&Browser::new(&county.site), "primary", STORY, typed).await;
        assert_eq!(page.status, 200, "{typed}: {}", page.text());
        assert!(page.has(&format!("<span class=\"num\">{read}</span>")), "{typed}");
    }
}

#[tokio::test]
async fn identity_numbers_are_masked_before_anything_is_kept() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let story = "孩子身份证 41010119900307888X，学籍里写错了，请帮忙更正。";
    let checked = check(&browser, "primary", story, "").await;
    assert!(checked.has("里面好像有身份证号，已替您遮住"), "{}", checked.text());
    assert!(checked.has("［身份证号已遮住］") && !checked.has("41010119900307888X"));
    // Even where the page was changed on the way.
    let sent = submit(&browser, &checked, story).await;
    let number = sent.goes_to().rsplit('/').next().unwrap().to_owned();
    let actor = xiaoneng_domain::decider::Actor::System;
    let dossier = county.app.dossier(&actor, &MatterNumber::from(number)).await.unwrap().unwrap();
    let told = dossier.matter.filing.as_ref().unwrap().story;
    let body = dossier.texts.body(&told).unwrap();
    assert!(!body.contains("4101") && body.contains("已遮住"), "{body}");
}

#[tokio::test]
async fn danger_is_answered_with_whom_to_call_and_nothing_is_blocked() {
    let county = County::found().await;
    let page = check(&Browser::new(&county.site), "primary", "食堂后面着火了，快来人。", "").await;
    assert_eq!(page.status, 200);
    assert!(page.has("先打 110 / 120"), "{}", page.text());
}

#[tokio::test]
async fn what_is_strange_is_kept_to_the_letter() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    // Beyond the BMP, emoji, a script, SQL, quotes.
    let story = "𠮷𡘙同学<script>alert('x')</script> '); DROP TABLE event;-- \"引号\" 👨‍👩‍👧 &amp; 。";
    let checked = check(&browser, "primary", story, "").await;
    assert_eq!(checked.status, 200, "{}", checked.text());
    assert!(!checked.has("<script>alert"), "it is shown, not run");
    let sent = submit(&browser, &checked, story).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let number = MatterNumber::from(sent.goes_to().rsplit('/').next().unwrap().to_owned());
    let actor = xiaoneng_domain::decider::Actor::System;
    let dossier = county.app.dossier(&actor, &number).await.unwrap().unwrap();
    let told = dossier.matter.filing.as_ref().unwrap().story;
    assert_eq!(dossier.texts.body(&told), Some(story));
    let shown = browser.get(&format!("/t/{number}")).await;
    assert!(shown.has("𠮷𡘙") && !shown.has("<script>alert"), "{}", shown.text());
}

#[tokio::test]
async fn five_megabytes_come_back_to_be_cut() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let story = "重".repeat(5 * 1024 * 1024 / 3);
    let page = browser.post_files("/file/check", &filled("primary", &story, ""), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("最多 500 字") && page.has(&story), "what was typed is still there");
}

#[tokio::test]
async fn what_is_no_form_is_not_taken() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let request =
        axum::http::Request::post("/file/check").header("content-type", "application/json");
    let page = browser.send(request.body(axum::body::Body::from("{}")).unwrap()).await;
    assert_eq!(page.status, 400);
    assert!(page.has("请返回上一页，再提交一次"), "{}", page.text());
}

/// A page that was open while the server was restarted: the form comes back whole, and goes
/// through the second time.
#[tokio::test]
async fn a_page_that_was_open_too_long_loses_nothing() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let checked = check(&browser, "primary", STORY, "").await;
    browser.forget("visit");
    let again = submit(&browser, &checked, STORY).await;
    assert_eq!(again.status, 403);
    assert!(again.has("再点一次提交。内容还在") && again.has(STORY), "{}", again.text());
    let hidden = again.hidden();
    let fields: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(browser.post("/file/submit", &fields).await.status, 303);
}

#[tokio::test]
async fn back_from_the_check_everything_is_still_there() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let checked = check(&browser, "primary", STORY, "13800000000").await;
    let hidden = checked.hidden();
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("story", STORY));
    let form = browser.post("/file", &fields).await;
    assert_eq!(form.status, 200);
    assert!(form.has(STORY) && form.has("value=\"primary\" selected"), "{}", form.text());
    assert_eq!(form.value("phone"), "13800000000");
}

#[tokio::test]
async fn a_poster_leads_to_the_form_of_its_school() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let form = browser.get("/file?unit=willow&via=qr").await;
    assert!(form.has("value=\"willow\" selected") && form.value("via") == "qr");
    assert!(!browser.get("/file?unit=gone").await.has(" selected"));
}

#[tokio::test]
async fn outside_office_hours_it_is_said_when_they_open() {
    let county = County::found().await;
    county.it_is("2026-09-24T20:15");
    let page = check(&Browser::new(&county.site), "primary", STORY, "").await;
    // 中秋 25–27 September; Monday 28 September, 8:30.
    assert!(page.has("9 月 28 日（周一）8:30 上班后办理"), "{}", page.text());
}

#[tokio::test]
async fn somebody_with_the_same_trouble_may_follow_instead() {
    let county = County::found().await;
    let first = Browser::new(&county.site);
    let checked = check(&first, "primary", STORY, "").await;
    let path = submit(&first, &checked, STORY).await.goes_to();
    let number = path.rsplit('/').next().unwrap().to_owned();
    let second = Browser::new(&county.site);
    let alike = "午托费标准没有公示，三年级收的依据是什么？";
    let checked = check(&second, "primary", alike, "").await;
    assert!(checked.has("也许已经有人反映") && checked.has("我也遇到，跟进这一件"));
    assert!(!checked.has(STORY), "nobody's words are shown to strangers");
    let other =
        check(&Browser::new(&county.site), "primary", "校门口的路灯坏了，天黑看不见。", "").await;
    assert!(!other.has("也许已经有人反映"), "another trouble is not offered");
    let hidden = checked.hidden();
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend([("story", alike), ("follow", number.as_str())]);
    let followed = second.post("/file/follow", &fields).await;
    assert_eq!(followed.goes_to(), path);
    let receipt = second.get(&followed.goes_to()).await;
    assert!(receipt.has("已跟进") && !code_on(&receipt).is_empty());
    let shown = second.get(&format!("/t/{number}")).await;
    assert!(shown.has(alike) && !shown.has(STORY), "{}", shown.text());
}

#[tokio::test]
async fn the_form_stands_in_english() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    assert!(browser.get("/en/file").await.has("Which school or section"));
    let fields = filled("primary", STORY, "");
    let checked = browser.post("/en/file/check", &fields).await;
    assert!(checked.has("Check and submit") && checked.has("action=\"/en/file/submit\""));
    let hidden = checked.hidden();
    let mut fields: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("story", STORY));
    let sent = browser.post("/en/file/submit", &fields).await;
    assert!(sent.goes_to().starts_with("/en/r/"), "{}", sent.goes_to());
    assert!(browser.get(&sent.goes_to()).await.has("Your query code"));
}

/// Every hidden field but the token.
fn carried(page: &Page) -> Vec<(String, String)> {
    page.hidden().into_iter().filter(|(name, _)| name != "token").collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_photograph_is_kept_over_mistakes_and_comes_with_the_matter_without_its_place() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let photo = photograph();
    let files: [(&str, &str, &[u8]); 1] = [("pic", "校门口.jpg", &photo)];
    // The story is too short; the photograph is held all the same.
    let page = browser.post_files("/file/check", &filled("primary", "午托", ""), &files).await;
    assert_eq!(page.status, 422);
    assert!(page.has("已经收好的文件") && page.has("照片 1"), "{}", page.text());
    let form = page.value("form");
    let mut fields = filled("primary", STORY, "");
    fields.push(("form", form.as_str()));
    let checked = browser.post_files("/file/check", &fields, &[]).await;
    assert!(checked.has("照片 1"), "{}", checked.text());
    let path = submit(&browser, &checked, STORY).await.goes_to();
    assert!(browser.get(&path).await.has("1 个，已收好"));
    let number = path.rsplit('/').next().unwrap();
    assert!(browser.get(&format!("/t/{number}")).await.has(&format!("/t/{number}/files/1")));
    let sent = browser.get(&format!("/t/{number}/files/1")).await;
    assert_eq!(sent.headers["content-type"], "image/jpeg");
    assert!(sent.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert!(!sent.bytes.windows(3).any(|part| part == b"GPS"), "the place is taken out");
    let stranger = Browser::new(&county.site);
    let closed = stranger.get(&format!("/t/{number}/files/1")).await;
    assert!(closed.goes_to().starts_with("/track"));
}

#[tokio::test]
async fn a_held_file_can_be_taken_off_again() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let photo = photograph();
    let files: [(&str, &str, &[u8]); 1] = [("pic", "一.jpg", &photo)];
    let page = browser.post_files("/file/check", &filled("primary", "午托", ""), &files).await;
    let (form, mut fields) = (page.value("form"), filled("primary", STORY, ""));
    fields.extend([("form", form.as_str()), ("remove", "1")]);
    let page = browser.post("/file", &fields).await;
    assert!(!page.has("已经收好的文件") && page.has(STORY), "{}", page.text());
}

#[tokio::test]
async fn a_program_with_the_name_of_a_photograph_is_not_taken() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let program = b"MZ\x90\0\x03\0\0\0 this program cannot be run in DOS mode";
    let files: [(&str, &str, &[u8]); 1] = [("pic", "收据<b>.jpg", program)];
    let page = browser.post_files("/file/check", &filled("primary", STORY, ""), &files).await;
    assert_eq!(page.status, 422);
    assert!(page.has("打不开。请传照片（jpg、png）或 PDF"), "{}", page.text());
    assert!(!page.has("收据<b>") && page.has(STORY), "shown, not run; what was typed stays");
}

#[tokio::test]
async fn five_photographs_are_one_too_many() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let photo = photograph();
    let files = ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"].map(|name| ("pic", name, &photo[..]));
    let page = browser.post_files("/file/check", &filled("primary", STORY, ""), &files).await;
    assert_eq!(page.status, 422);
    assert!(page.has("最多 4 个文件，您选了 5 个"), "{}", page.text());
}

#[tokio::test]
async fn what_is_refused_on_sending_stays_on_the_page() {
    let county = County::found().await;
    let first = Browser::new(&county.site);
    let checked = check(&first, "primary", STORY, "").await;
    let path = submit(&first, &checked, STORY).await.goes_to();
    let number = path.rsplit('/').next().unwrap().to_owned();
    let second = Browser::new(&county.site);
    let alike = "午托费标准没有公示，三年级收的依据是什么？";
    let checked = check(&second, "primary", alike, "").await;
    // Meanwhile the first parent withdraws.
    first.get(&format!("/t/{number}")).await;
    first.post(&format!("/t/{number}/withdraw"), &[("text", "已经解决了")]).await;
    let fields = carried(&checked);
    let mut fields = borrowed(&fields);
    fields.extend([("story", alike), ("follow", number.as_str())]);
    let page = second.post("/file/follow", &fields).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.has(alike) && page.has("role=\"alert\""), "{}", page.text());
    assert_eq!(submit(&second, &page, alike).await.status, 303, "and can be sent after all");
}
