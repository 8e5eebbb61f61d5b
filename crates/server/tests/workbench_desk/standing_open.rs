//! 消息 (ux.md 2.2, domain.md 9): what lies on a desk, and what wants an answer.

use crate::common::county::County;
use crate::window::Window;

#[tokio::test]
async fn an_alert_wants_a_written_answer_and_no_empty_one() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [("story", "政策咨询一下怎么办理"), ("to", "0"), ("do", "save")];
    let number = clerk.post("/w/new", &fields).await.registered();
    // Over the next holidays nobody answers; the limit is two working days.
    county.it_is("2026-10-12T10:00");
    county.app.beat().await.unwrap();
    let page = clerk.get("/w/messages").await;
    assert!(page.has("要您书面回复的预警") && page.has("已超期"), "{}", page.plain());
    assert!(page.has("政策咨询") && page.has("新"), "{}", page.plain());
    let matter = county.app.matter(&number.as_str().into()).await.unwrap().unwrap();
    let owed = matter.signals.iter().find(|signal| signal.answer_by.is_some()).unwrap();
    let signal = owed.ordinal.to_string();
    let answer = |text: &'static str| {
        [("number", number.as_str()), ("signal", signal.as_str()), ("answer", text)]
    };
    let refused = clerk.post("/w/messages", &answer("已阅")).await;
    assert!(refused.has("不算答复") && refused.has("有错误："), "{}", refused.plain());
    let said = answer("等财政口径，10月13日下班前答复群众");
    let page = clerk.follow(&clerk.post("/w/messages", &said).await).await;
    assert!(page.has("已回复。"), "{}", page.plain());
    let until = page.text.split_once("name=\"until\" value=\"").unwrap().1;
    let until = until.split('"').next().unwrap().to_owned();
    assert!(county.app.count_unread_notes(&"o2".into()).await.unwrap() > 0);
    clerk.follow(&clerk.post("/w/messages", &[("do", "read"), ("until", &until)]).await).await;
    assert_eq!(county.app.count_unread_notes(&"o2".into()).await.unwrap(), 0);
}
