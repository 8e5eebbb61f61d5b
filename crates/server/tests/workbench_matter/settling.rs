//! Answer → complete → deliver; what can be asked of the clock, and until when (ux 3.8, 3.11).

use xiaoneng_domain::matter::ClockName;

use crate::common::county::County;
use crate::desk::{Desk, filed, grievance, matter};

const RESULT: &str = "多收的三十元已经全部退还，收费标准已在校门口公示。";

#[tokio::test]
async fn an_answer_stops_the_first_clock_and_a_delivered_result_completes() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let form = desk.get(&format!("/w/m/{number}/reply")).await;
    let by = form.value("by");
    let due =
        matter(&county, &number).await.clock(ClockName::Completion).unwrap().projection.due_at;
    assert_eq!(by, due.to_string()[..16], "the due time is proposed");
    let reply = [("text", "这件事由我办，正在核对收费公示。"), ("handler", "k2"), ("by", &by)];
    let page = desk.does(&number, "reply", &reply).await;
    assert!(page.has("首次回应的时钟停了"), "{}", page.text());
    assert!(matter(&county, &number).await.first_response_at.is_some());

    county.it_is("2026-09-23T10:00");
    let result = [("outcome", "resolved"), ("text", RESULT), ("way", "notice")];
    let page = desk.does(&number, "done", &result).await;
    assert!(page.has("已办结，按时。群众会收到评价邀请。"), "{}", page.text());
    let ended = matter(&county, &number).await;
    assert!(ended.ended.is_some() && ended.delivered_at.is_some());
    assert!(page.has(RESULT), "what the citizen reads stands in the trail");
}

#[tokio::test]
async fn a_refusal_owes_its_basis_and_what_else_can_be_done() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/done");
    let form = desk.get(&path).await;
    let typed = [
        ("outcome", "cannot"),
        ("ground", "conditions_not_met"),
        ("text", "经核实，该项收费符合规定，不能退还。"),
        ("legal_basis", ""),
        ("alternative", ""),
        ("remedy", ""),
        ("way", "notice"),
    ];
    let page = desk.submit(&form, &path, &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.has("“不能办”还缺"), "{}", page.text());
    assert!(matter(&county, &number).await.result.is_none());
}

#[tokio::test]
async fn an_extension_is_approved_by_the_leader_and_refused_after_the_limit() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let asked = [("amount", "1"), ("reason", "要等学校补凭证。"), ("notice", "还要一天核对凭证。")];
    let page = desk.does(&number, "extend", &asked).await;
    assert!(page.has("已提交审批") && page.has("等 马副局长 审批"), "{}", page.text());
    let leader = Desk::of(&county, "d2").await;
    let list = leader.get("/w/approvals").await;
    assert!(list.has(number.as_str()), "{}", list.text());
    let form = leader.get(&format!("/w/m/{number}/decide-extension")).await;
    assert!(form.has("要等学校补凭证。") && form.has("还要一天核对凭证。"));
    leader.does(&number, "decide-extension", &[("verdict", "agree")]).await;
    let clock = matter(&county, &number).await.clock(ClockName::Completion).unwrap().clone();
    assert_eq!(clock.extensions.len(), 1);
    let page = desk.get(&format!("/w/m/{number}")).await;
    assert!(page.has("原定") && page.has("还要一天核对凭证。"), "both dates stay visible");

    let late = filed(&county, grievance(None)).await;
    let due = matter(&county, &late).await.clock(ClockName::Completion).unwrap().projection.due_at;
    county.clock.set(due.plus_minutes(1));
    let path = format!("/w/m/{late}/extend");
    let form = desk.get(&path).await;
    assert!(form.has("到期后不能再申请延期"), "{}", form.text());
    let sent = desk.submit(&form, &path, &asked).await;
    assert_eq!(sent.status, 422);
    assert!(sent.has("到期后不能再申请延期") && sent.has("要等学校补凭证。"));
    assert!(matter(&county, &late).await.extension_requests.is_empty());
}

#[tokio::test]
async fn the_citizen_is_told_once_what_is_missing_and_the_clock_waits() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/notice");
    let typed = [
        ("materials", "收费票据一张"),
        ("form", "written"),
        ("occasion", "missing"),
        ("preview", "1"),
    ];
    let form = desk.get(&path).await;
    let preview = desk.submit(&form, &path, &typed).await;
    assert!(preview.has("群众会看到：") && preview.has("收费票据一张"));
    assert!(matter(&county, &number).await.supplements.is_empty(), "a preview does nothing");
    let page = desk.does(&number, "notice", &typed[..3]).await;
    assert!(page.has("已告知，等群众在"), "{}", page.text());
    let page = desk.does(&number, "supply", &[("materials", "票据已交")]).await;
    assert!(page.has("继续计时"));
}

/// 补记首问 (domain.md 4.2): a matter that came by the portal has no record; each situation owes what
/// the rules demand of it.
#[tokio::test]
async fn what_was_done_about_a_matter_from_the_portal_is_recorded_later() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    assert!(matter(&county, &number).await.first_contact.is_none());
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/first-contact");
    assert!(desk.get(&format!("/w/m/{number}")).await.has(&path));
    let form = desk.get(&path).await;
    assert!(form.has("B 本人职责，不能当场办：一次性告知（窗口要书面）"), "{}", form.text());
    let lacking = desk.submit(&form, &path, &[("situation", "B"), ("form", "written")]).await;
    assert_eq!(lacking.status, 422);
    assert!(lacking.has("一次性告知"), "{}", lacking.text());
    let told = [("situation", "B"), ("form", "written"), ("notice", "要收费票据，三十日内答复。")];
    let page = desk.does(&number, "first-contact", &told).await;
    assert!(
        page.has("首问情况已记下。") && page.has("要收费票据，三十日内答复。"),
        "{}",
        page.text()
    );
    let recorded = matter(&county, &number).await;
    assert_eq!(recorded.first_contact.unwrap().situation.letter(), "B");
    assert!(recorded.acceptance.is_some(), "what one keeps is taken in");
    assert!(!page.has(&path), "recorded once");

    let handed = filed(&county, grievance(None)).await;
    let over = [("situation", "E"), ("to", "safety"), ("request", "请核实食堂收费。")];
    desk.does(&handed, "first-contact", &over).await;
    let offer = matter(&county, &handed).await.offers.last().unwrap().to.unit.clone();
    assert_eq!(offer.as_str(), "safety");
    let leader = filed(&county, grievance(None)).await;
    let at_once = [("situation", "J"), ("leader_told", "d2")];
    desk.does(&leader, "first-contact", &at_once).await;
    assert_eq!(matter(&county, &leader).await.first_contact.unwrap().situation.letter(), "J");
}
