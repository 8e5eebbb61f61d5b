//! Who sees what: the unit complained of nothing at all, others the outline, the number masked.

use crate::common::county::County;
use crate::desk::{Desk, filed, grievance};

#[tokio::test]
async fn whoever_is_complained_of_finds_nothing() {
    let county = County::found().await;
    let number = filed(&county, grievance(Some("primary"))).await;
    for recused in ["s1", "s2", "d2"] {
        let desk = Desk::of(&county, recused).await;
        let real = desk.get(&format!("/w/m/{number}")).await;
        let none = desk.get("/w/m/2026-09229999").await;
        assert_eq!((real.status, none.status), (axum::http::StatusCode::NOT_FOUND, none.status));
        let masked =
            |page: String| page.replace(number.as_str(), "N").replace("2026-09229999", "N");
        assert_eq!(masked(real.text()), masked(none.text()), "{recused}: the same words");
        let act = desk.get(&format!("/w/m/{number}/reply")).await;
        assert_eq!(act.status, 404);
        for list in ["/w", "/w?of=mine", "/w?list=unsigned", "/w/approvals", "/w/disputes"] {
            let page = desk.get(list).await;
            assert!(!page.has(number.as_str()), "{recused} {list}");
        }
        assert!(desk.get("/w").await.has("全部 <b>0</b>"), "nothing is counted");
    }
}

#[tokio::test]
async fn another_unit_sees_who_handles_it_and_the_light_alone() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let page = Desk::of(&county, "s2").await.get(&format!("/w/m/{number}")).await;
    assert_eq!(page.status, 403);
    assert!(page.has("这一件由 教育科 办理。") && page.has("您可以看到编号和灯，看不到内容。"));
    assert!(!page.has("午托费"));
}

#[tokio::test]
async fn the_number_is_masked_until_somebody_asks_and_is_noted() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let page = desk.get(&format!("/w/m/{number}")).await;
    assert!(page.has("139****1234") && !page.has("13900001234"), "{}", page.text());
    let seen = desk.submit(&page, &format!("/w/m/{number}/contact"), &[]).await;
    assert!(seen.has("13900001234") && seen.has("已记入安全日志"));
}

#[tokio::test]
async fn the_page_says_what_may_be_done_and_why_not() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let desk = Desk::of(&county, "k2").await;
    let page = desk.get(&format!("/w/m/{number}")).await;
    for act in ["reply", "done", "handover", "cohandle", "extend"] {
        assert!(page.has(&format!("/w/m/{number}/{act}\"")), "{act}: {}", page.text());
    }
    for words in ["首次回应", "办结", "首问责任人", "办理过程", "到期时间怎么算的", "账本摘要"]
    {
        assert!(page.has(words), "{words}");
    }
    // 安全办 has no part in it; the head of the unit may hand it over, and not answer.
    let head = Desk::of(&county, "k1").await.get(&format!("/w/m/{number}")).await;
    assert!(head.has(&format!("/w/m/{number}/handover\"")));
    assert!(!head.has(&format!("/w/m/{number}/reply\"")));
    desk.does(&number, "handover", &[("to", "safety"), ("request", "请核实。")]).await;
    let page = desk.get(&format!("/w/m/{number}")).await;
    assert!(page.has("现在不能办的，为什么") && page.has("正等对方签收"), "{}", page.text());
    let internal = desk.get(&format!("/w/m/{number}?show=internal")).await;
    assert!(!internal.has("移交给 平安科"));
}

#[tokio::test]
async fn the_inbox_counts_by_light_and_every_count_leads_to_its_list() {
    let county = County::found().await;
    for _ in 0..3 {
        filed(&county, grievance(None)).await;
    }
    let desk = Desk::of(&county, "k2").await;
    let page = desk.get("/w").await;
    assert!(page.has("全部 <b>3</b>"), "{}", page.text());
    county.it_is("2026-12-01T10:00");
    let page = desk.get("/w").await;
    assert!(page.has("超期 <b>3</b>"), "{}", page.text());
    let red = desk.get("/w?of=unit&light=red").await;
    assert_eq!(red.text().matches("row-red").count(), 3);
    assert!(desk.get("/w?of=unit&light=green").await.has("没有这种灯的件。"));
    let empty = Desk::of(&county, "a2").await.get("/w").await;
    assert!(empty.has("没有待办的件。"));
}
