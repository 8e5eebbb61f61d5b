//! 常用答复: kept by the head of the unit, filled in on the forms, never sent unread (ux 2.2, 3.11).

use crate::common::county::County;
use crate::desk::{Desk, filed, grievance, matter};

const TEXT: &str = "{称呼}您好，您反映的{事项}由{单位}{承办人}办理，{到期}前答复。";

/// Writes one as that person; gives the page it leads to.
async fn write(desk: &Desk, fields: &[(&str, &str)]) -> crate::common::browser::Page {
    let path = "/w/templates/new";
    let form = desk.get(path).await;
    assert_eq!(form.status, 200, "{}", form.text());
    desk.submit(&form, path, fields).await
}

fn fields<'a>(unit: &'a str, title: &'a str, text: &'a str) -> [(&'a str, &'a str); 5] {
    [("unit", unit), ("title", title), ("offered_for", "答复"), ("item", ""), ("text", text)]
}

#[tokio::test]
async fn a_head_writes_one_and_a_handler_fills_it_in_and_reads_it_first() {
    let county = County::found().await;
    let head = Desk::of(&county, "k1").await;
    let sent = write(&head, &fields("education", "正在办理", TEXT)).await;
    assert_eq!(sent.goes_to(), "/w/templates?told=written", "{}", sent.text());
    assert!(head.get(&sent.goes_to()).await.has("已保存。"));

    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    assert!(form.has("正在办理</option>") && form.has("name=\"fill\""), "{}", form.text());
    let typed = [("template", "1"), ("text", "收到。"), ("handler", ""), ("fill", "1")];
    let page = desk.submit(&form, &path, &typed).await;
    assert_eq!(page.status, 200);
    // 30 calendar days from Tuesday 22 September: closing time of Thursday 22 October.
    let filled =
        "收到。\n刘女士您好，您反映的违规收费由教育科郑洋办理，10 月 22 日（周四）17:30前答复。";
    assert!(page.has(filled), "{}", page.text());
    assert!(matter(&county, &number).await.first_response_at.is_none(), "nothing is sent by it");
    let twice = [("template", "1"), ("text", filled), ("fill", "1")];
    let page = desk.submit(&page, &path, &twice).await;
    assert_eq!(page.text().matches("刘女士您好").count(), 1, "pressed twice, there once");
    let none = [("template", ""), ("text", "收到。"), ("fill", "1")];
    assert!(desk.submit(&page, &path, &none).await.has("收到。"), "what was written stays");
    let form = desk.get(&format!("/w/m/{number}/done")).await;
    assert!(!form.has("name=\"fill\""), "it is for answers alone");
}

#[tokio::test]
async fn others_use_it_and_do_not_change_it() {
    let county = County::found().await;
    let head = Desk::of(&county, "k1").await;
    write(&head, &fields("education", "正在办理", TEXT)).await;
    let office = Desk::of(&county, "o1").await;
    write(&office, &fields("office", "已收到", "已经收到，会尽快答复。")).await;

    let handler = Desk::of(&county, "k2").await;
    let list = handler.get("/w/templates").await;
    assert!(list.has("正在办理") && list.has("已收到") && list.has("全局通用"), "{}", list.text());
    assert!(!list.has("/w/templates/1") && !list.has("/w/templates/new"), "{}", list.text());
    for path in ["/w/templates/1", "/w/templates/new"] {
        let page = handler.get(path).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.has("写常用答复") && page.has("王芳"), "who can do it: {}", page.text());
    }
    let school = Desk::of(&county, "s2").await.get("/w/templates").await;
    assert!(!school.has("正在办理") && school.has("已收到"), "{}", school.text());

    let path = "/w/templates/1";
    let form = head.get(path).await;
    assert!(form.has(TEXT), "{}", form.text());
    let taken = office.submit(&form, path, &fields("office", "拿来", TEXT)).await;
    assert_eq!(taken.status, 403, "the head of another unit");
    let wrong = head.submit(&form, path, &fields("education", "正在办理", "{姓名}您好")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("花括号里的“姓名”不认识") && wrong.has("有错误："), "{}", wrong.text());
    let other = fields("office", "拿来", TEXT);
    let not_his = head.submit(&form, path, &other).await;
    assert_eq!(not_his.status, 422, "nor given away: {}", not_his.text());
    let dropped = head.submit(&form, path, &[("do", "drop")]).await;
    assert!(head.get(&dropped.goes_to()).await.has("已停用。"));
    assert!(!handler.get("/w/templates").await.has("正在办理"));
}
