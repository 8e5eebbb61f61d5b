//! Two people on one matter, and one who clicks twice.

use xiaoneng_domain::matter::MatterEvent;

use crate::common::county::County;
use crate::desk::{Desk, filed, grievance, matter};

const ANSWER: &str = "已经联系学校，正在核对收费公示和批准文件。";

#[tokio::test]
async fn who_was_slower_keeps_his_words_and_sees_what_happened() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let (desk, head) = (Desk::of(&county, "k2").await, Desk::of(&county, "k1").await);
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    head.does(&number, "handover", &[("to", "safety"), ("request", "请核实后答复。")]).await;
    let typed = [("text", ANSWER), ("handler", ""), ("by", "")];
    let page = desk.submit(&form, &path, &typed).await;
    assert_eq!(page.status, 409);
    assert!(page.has("您打开以后，王芳 在") && page.has("改过这一件。"), "{}", page.text());
    assert!(page.has("移交给 平安科"), "what happened is shown");
    assert!(page.has(ANSWER), "what was typed is still there");
    assert!(page.has("按最新情况再提交"));
    let again = desk.submit(&page, &path, &typed).await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(replies(&county, &number).await, 1);
}

#[tokio::test]
async fn a_form_sent_twice_is_carried_out_once() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    let typed = [("text", ANSWER), ("handler", ""), ("by", "")];
    let first = desk.submit(&form, &path, &typed).await;
    let second = desk.submit(&form, &path, &typed).await;
    assert_eq!((first.status, first.goes_to()), (second.status, second.goes_to()));
    assert_eq!(replies(&county, &number).await, 1);

    desk.does(&number, "handover", &[("to", "safety"), ("request", "请办。")]).await;
    let safety = Desk::of(&county, "a2").await;
    let sign = format!("/w/m/{number}/sign");
    let form = safety.get(&sign).await;
    let first = safety.submit(&form, &sign, &[]).await;
    let second = safety.submit(&form, &sign, &[]).await;
    assert_eq!((first.status, first.goes_to()), (second.status, second.goes_to()));
    assert_eq!(matter(&county, &number).await.holdings.len(), 2);
}

async fn replies(county: &County, number: &xiaoneng_domain::id::MatterNumber) -> usize {
    let history = county.app.history(number).await.unwrap();
    history.iter().filter(|fact| matches!(fact.event, MatterEvent::Replied(_))).count()
}
