//! AB 岗与离岗 (domain.md 5.2), 批量 (ux.md 2.2).

use axum::http::StatusCode;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::organization::{FillPost, ProposeCover, SignCover};

use crate::common::county::{County, staff};
use crate::window::Window;

/// 周老师 holds a post at 实验小学, 张老师 is proposed as his B.
async fn paired(county: &County) {
    let post = FillPost {
        post: "s2-post".into(),
        title: "收件岗".to_owned(),
        unit: "primary".into(),
        person: "s2".into(),
    };
    county.arrange(&staff("d1"), post).await;
    county.arrange(&staff("s1"), ProposeCover { post: "s2-post".into(), b: "s3".into() }).await;
}

#[tokio::test]
async fn a_pair_counts_once_both_have_signed() {
    let county = County::found().await;
    paired(&county).await;
    let a = Window::of(&county, "s2").await;
    let page = a.get("/w/duty").await;
    assert!(page.has("等双方签认") && page.has("收件岗"), "{}", page.plain());
    let sign = [("do", "sign"), ("post", "s2-post")];
    let page = a.follow(&a.post("/w/duty", &sign).await).await;
    assert!(page.has("已签认。") && page.has("等 B 岗签认"), "{}", page.plain());
    let b = Window::of(&county, "s3").await;
    b.get("/w/duty").await;
    let page = b.follow(&b.post("/w/duty", &sign).await).await;
    assert!(page.has("双方已签认"), "{}", page.plain());
}

#[tokio::test]
async fn a_and_b_are_not_away_together_and_the_page_says_which_days() {
    let county = County::found().await;
    paired(&county).await;
    for person in ["s2", "s3"] {
        county.arrange(&staff(person), SignCover { post: "s2-post".into() }).await;
    }
    let head = Window::of(&county, "s1").await;
    head.get("/w/duty").await;
    let away = [("do", "away"), ("person", "s2"), ("first", "10-12"), ("last", "10-14")];
    let answer = head.post("/w/duty", &away).await;
    let page = head.follow(&answer).await;
    assert!(page.has("10 月 12 日（周一） 到 10 月 14 日（周三）"), "{}", page.plain());
    // B would not be covered for either: his own post first.
    let post = FillPost {
        post: "s3-post".into(),
        title: "经办岗".to_owned(),
        unit: "primary".into(),
        person: "s3".into(),
    };
    county.arrange(&staff("d1"), post).await;
    county.arrange(&staff("s1"), ProposeCover { post: "s3-post".into(), b: "s2".into() }).await;
    for person in ["s2", "s3"] {
        county.arrange(&staff(person), SignCover { post: "s3-post".into() }).await;
    }
    let both = [("do", "away"), ("person", "s3"), ("first", "10月13日"), ("last", "1016")];
    let refused = head.post("/w/duty", &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["A、B 岗不能同时离岗", "周老师 10 月 12 日（周一）到10 月 14 日（周三）", "1016"]
    {
        assert!(refused.has(words), "{words}: {}", refused.plain());
    }
    let wrong = [("do", "away"), ("person", "s3"), ("first", "10-20"), ("last", "国庆")];
    let refused = head.post("/w/duty", &wrong).await;
    assert!(refused.has("没看懂日期“国庆”"), "{}", refused.plain());
}

#[tokio::test]
async fn several_are_signed_for_at_once_and_what_was_not_is_told_with_its_reason() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let mut numbers = Vec::new();
    for story in ["三年级午托费没有公示标准", "孩子要转学到外县怎么办"] {
        clerk.get("/w/new").await;
        let answer =
            clerk.post("/w/new", &[("story", story), ("to", "syxx"), ("do", "save")]).await;
        numbers.push(answer.registered());
    }
    let school = Window::of(&county, "s2").await;
    school.get("/w/duty").await;
    let fields = [("number", &*numbers[0]), ("number", &*numbers[1]), ("do", "sign")];
    let page = school.follow(&school.post("/w/batch", &fields).await).await;
    assert!(page.has("成功 2 件"), "{}", page.plain());
    // Signed already: each refusal stands beside its matter, and can be tried again.
    let page = school.post("/w/batch", &fields).await;
    assert!(page.has("成功 0 件，未成功 2 件") && page.has("没有办成的原因"), "{}", page.plain());
    assert!(page.has("再试这 2 件"), "{}", page.plain());

    // 分派 inside the school: a hand-over that the colleague signs (decisions A3).
    let chosen = [("number", &*numbers[0]), ("number", &*numbers[1])];
    let choosing = school.post("/w/batch", &[&chosen[..], &[("do", "choose")]].concat()).await;
    assert!(choosing.has("分派这 2 件") && choosing.has("午托"), "{}", choosing.plain());
    let assign = [&chosen[..], &[("do", "assign"), ("to", "张老师")]].concat();
    let page = school.follow(&school.post("/w/batch", &assign).await).await;
    assert!(page.has("成功 2 件"), "{}", page.plain());
    let number = MatterNumber::from(numbers[0].as_str());
    let matter = county.app.matter(&number).await.unwrap().unwrap();
    let offer = matter.offers.last().unwrap();
    assert!(offer.is_open() && offer.to.person.as_ref().unwrap().as_str() == "s3");

    let table = school.post("/w/batch", &[&chosen[..], &[("do", "export")]].concat()).await;
    assert_eq!(table.text.lines().count(), 3, "{}", table.text);
}

#[tokio::test]
async fn the_office_distributes_what_citizens_filed_without_knowing_whom_to_ask() {
    let county = County::found().await;
    let clerk = Window::of(&county, "k2").await;
    clerk.get("/w/new").await;
    let fields = [("story", "不知道这件事该找谁反映"), ("to", "9"), ("do", "save")];
    let answer = clerk.post("/w/new", &fields).await;
    let number = answer.registered();
    let office = Window::of(&county, "o2").await;
    office.get("/w/new").await;
    let assign = [("number", &*number), ("do", "assign"), ("to", "pak")];
    let page = office.follow(&office.post("/w/batch", &assign).await).await;
    assert!(page.has("成功 1 件"), "{}", page.plain());
    let matter = county.app.matter(&number.as_str().into()).await.unwrap().unwrap();
    assert_eq!(matter.responsible.unwrap().holder.person.as_str(), "o2", "signed first");
    assert_eq!(matter.offers.last().unwrap().to.unit.as_str(), "safety");
    // Nobody assigns what he may not see, and none at all is no batch.
    let stranger = Window::of(&county, "w2").await;
    stranger.get("/w/new").await;
    let page = stranger.post("/w/batch", &assign).await;
    assert!(page.has("未成功 1 件") && !page.has("该找谁"), "{}", page.plain());
    let page = stranger.post("/w/batch", &[("do", "sign")]).await;
    assert!(page.has("还没有选"), "{}", page.plain());
}
