//! 查找、我移交的、本单位 (ux.md 2.2).

use axum::http::StatusCode;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::SignFor;

use crate::common::county::{County, staff};
use crate::window::Window;

/// Registers something with a clerk of 办公室.
async fn register(clerk: &Window<'_>, phone: &str, name: &str, story: &str, to: &str) -> String {
    clerk.get("/w/new").await;
    let fields = [("phone", phone), ("name", name), ("story", story), ("to", to), ("do", "save")];
    let answer = clerk.post("/w/new", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.plain());
    answer.registered()
}

#[tokio::test]
async fn matters_are_found_by_number_phone_name_and_two_characters() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let fees = register(&clerk, "13800000001", "王2", "三年级午托费没有公示标准", "syxx").await;
    let other = register(&clerk, "13800000002", "李1", "食堂饭菜经常是凉的", "pak").await;

    for (asked, found, not) in [
        (fees.as_str(), &fees, &other),
        ("13800000002", &other, &fees),
        ("王女士", &fees, &other),
        ("午托", &fees, &other),
        ("凉的", &other, &fees),
    ] {
        let query = serde_urlencoded::to_string([("q", asked)]).unwrap();
        let page = clerk.get(&format!("/w/search?{query}")).await;
        assert!(page.has(&format!("/w/m/{found}")), "{asked}: {}", page.plain());
        assert!(!page.has(&format!("/w/m/{not}")), "{asked}: {}", page.plain());
        assert!(page.has("找到 1 件"), "the count comes before the list: {}", page.plain());
    }
    let nothing = clerk.get("/w/search?q=%E7%9B%B4%E5%8D%87%E6%9C%BA").await;
    assert!(nothing.has("没有找到。检查编号，或去掉一个条件。"), "{}", nothing.plain());
}

#[tokio::test]
async fn filters_stand_in_the_address_and_can_be_taken_off() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let own = register(&clerk, "13800000001", "王2", "政策咨询一下怎么办理", "0").await;
    county.it_is("2026-10-09T10:00");
    let page = clerk.get("/w/search?unit=office&light=overdue&from=9-1").await;
    assert!(page.has(&own) && page.has("超期"), "{}", page.plain());
    assert!(page.has("href=\"/w/search?unit=office&#38;from=9-1\""), "without the light");
    let page = clerk.get("/w/search?unit=office&light=normal").await;
    assert!(!page.has(&own), "{}", page.plain());
    let page = clerk.get("/w/search?from=10-01").await;
    assert!(!page.has(&own), "{}", page.plain());
    let page = clerk.get("/w/search?from=13-45").await;
    assert!(page.has("没看懂日期“13-45”"), "{}", page.plain());
    let table = clerk.get("/w/search.csv?unit=office").await;
    assert!(table.text.starts_with('\u{feff}') && table.has(&own), "{}", table.text);
    assert_eq!(table.text.lines().count(), 2, "the head and what the list shows");
}

#[tokio::test]
async fn nobody_finds_what_he_may_not_see() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let fees = register(&clerk, "13800000001", "王2", "三年级午托费没有公示标准", "syxx").await;
    let stranger = Window::of(&county, "w2").await;
    for asked in [fees.as_str(), "13800000001", "王女士", "午托"] {
        let query = serde_urlencoded::to_string([("q", asked)]).unwrap();
        let page = stranger.get(&format!("/w/search?{query}")).await;
        assert!(!page.has("/w/m/2026"), "{asked}: {}", page.plain());
        let table = stranger.get(&format!("/w/search.csv?{query}")).await;
        assert_eq!(table.text.lines().count(), 1, "{asked}");
    }
    let administrator = Window::of(&county, "sys1").await;
    let page = administrator.get("/w/search?unit=primary").await;
    assert!(!page.has("/w/m/2026"), "{}", page.plain());
}

#[tokio::test]
async fn what_was_handed_over_stays_in_view_until_signed_and_first_asked_until_the_end() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let fees = register(&clerk, "13800000001", "王2", "三年级午托费没有公示标准", "syxx").await;
    let page = clerk.get("/w/sent").await;
    assert!(
        page.has("还没有人签收") && page.has("交给") && page.has("实验小学"),
        "{}",
        page.plain()
    );
    // 催签收: the receiver is told again, once a day.
    let remind = [("number", fees.as_str()), ("offer", "1"), ("do", "remind")];
    for _ in 0..2 {
        let page = clerk.follow(&clerk.post("/w/sent", &remind).await).await;
        assert!(page.has("已再次告诉对方"), "{}", page.plain());
    }
    county.app.beat().await.unwrap();
    let told = county.app.desk_notes(&"s2".into(), None, 50).await.unwrap();
    assert_eq!(told.notes.len(), 2, "the offer, and one reminder: {:?}", told.notes);

    let number = MatterNumber::from(fees.as_str());
    county.app.act(&staff("s2"), &number, SignFor { offer: 1 }).await.unwrap();
    let page = clerk.get("/w/sent").await;
    assert!(page.has("您移交的件都有人签收了"), "{}", page.plain());
    assert!(page.has("我首问的") && page.has(&fees) && page.has("周老师"), "{}", page.plain());
    // Another's hand-over is not his to withdraw.
    let other = Window::of(&county, "w2").await;
    other.get("/w/sent").await;
    let withdraw = [("number", fees.as_str()), ("offer", "1"), ("do", "withdraw")];
    let refused = other.post("/w/sent", &withdraw).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_hand_over_is_withdrawn_before_it_is_signed() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let fees = register(&clerk, "13800000001", "王2", "三年级午托费没有公示标准", "syxx").await;
    clerk.get("/w/sent").await;
    let withdraw = [("number", fees.as_str()), ("offer", "1"), ("do", "withdraw")];
    let page = clerk.follow(&clerk.post("/w/sent", &withdraw).await).await;
    assert!(page.has("移交已撤回"), "{}", page.plain());
    let matter = county.app.matter(&fees.as_str().into()).await.unwrap().unwrap();
    assert_eq!(matter.responsible.unwrap().holder.person.as_str(), "o2");
}

#[tokio::test]
async fn a_head_sees_his_people_by_light_and_nobody_else_does() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    register(&clerk, "13800000001", "王2", "政策咨询一下怎么办理", "0").await;
    let head = Window::of(&county, "o1").await;
    let page = head.get("/w/unit").await;
    assert!(page.has("赵敏") && page.has("各人在办"), "{}", page.plain());
    assert!(page.has("本月对外数字") && page.has("收到"), "three people: {}", page.plain());
    let page = clerk.get("/w/unit").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.plain());
    assert!(page.has("李强"), "it says who grants it: {}", page.plain());
    let director = Window::of(&county, "d1").await;
    let page = director.get("/w/unit/office").await;
    assert!(page.has("赵敏"), "{}", page.plain());
}
