//! 查进度 (F3) and 评价 (F4): the code opens its matter and nothing else; what a citizen may do
//! with it; nobody rates for him.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::{Browser, Page};
use common::county::{County, staff};
use xiaoneng_app::sign_in::{Credentials, Visitor};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{
    Accept, AskSupplement, DeliveryWay, Destination, GiveResult, HandOver, MatterCommand,
    NoticeForm, Outcome, RecordDelivery, Reply, Return, ReturnReason, SignFor, SupplementOccasion,
};
use xiaoneng_domain::text::Written;

const STORY: &str = "三年级午托费没有公示标准，想知道依据是什么。";

/// A matter as a parent filed it.
struct Filed {
    browser: Browser,
    number: MatterNumber,
    code: String,
}

impl Filed {
    async fn page(&self, end: &str) -> Page {
        self.browser.get(&format!("/t/{}{end}", self.number)).await
    }

    /// The visit of this morning is over; he types his code again.
    async fn come_back(&self) {
        self.browser.get("/track").await;
        let page = self.browser.post("/track", &[("code", &self.code)]).await;
        assert_eq!(page.status, 303, "{}", page.text());
    }

    async fn post(&self, end: &str, fields: &[(&str, &str)]) -> Page {
        self.browser.post(&format!("/t/{}{end}", self.number), fields).await
    }
}

async fn file(county: &County, unit: &str, phone: &str) -> Filed {
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let who = if unit.is_empty() { "dunno" } else { "unit" };
    let fields =
        [("who", who), ("unit", unit), ("story", STORY), ("name", "刘女士"), ("phone", phone)];
    let checked = browser.post("/file/check", &fields).await;
    let hidden = checked.hidden();
    let mut sent: Vec<(&str, &str)> = hidden
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    sent.push(("story", STORY));
    let path = browser.post("/file/submit", &sent).await.goes_to();
    let receipt = browser.get(&path).await.text();
    let (_, code) = receipt.split_once("id=\"code\">").expect("a code");
    let (code, _) = code.split_once("</p>").unwrap();
    let code = code.chars().filter(char::is_ascii_digit).collect();
    let number = MatterNumber::from(path.rsplit('/').next().unwrap());
    Filed { browser, number, code }
}

fn written(county: &County, text: &str) -> Written {
    Written::new(text, county.app.chance().bytes())
}

async fn act(county: &County, filed: &Filed, person: &str, command: impl Into<MatterCommand>) {
    county.app.act(&staff(person), &filed.number, command.into()).await.unwrap();
}

/// The one who answers for it takes it in, answers and delivers.
async fn finish(county: &County, filed: &Filed) {
    let matter = county.app.matter(&filed.number).await.unwrap().unwrap();
    let by = matter.responsible.unwrap().holder.person.to_string();
    if matter.acceptance.is_none() {
        act(county, filed, &by, Accept {}).await;
    }
    let text = written(county, "午托收费标准已贴在校门公示栏，多收的已原路退回。");
    act(county, filed, &by, GiveResult { outcome: Outcome::Resolved, text }).await;
    act(county, filed, &by, RecordDelivery { way: DeliveryWay::NoticeSent }).await;
}

#[tokio::test]
async fn a_code_opens_its_matter_from_any_browser_and_stands_in_no_address() {
    let county = County::found().await;
    let filed = file(&county, "primary", "13800000000").await;
    let other = Browser::new(&county.site);
    let closed = other.get(&format!("/t/{}", filed.number)).await;
    assert_eq!(closed.goes_to(), format!("/track?see={}", filed.number));
    assert!(other.get(&closed.goes_to()).await.has("请输入查询码查看这一件"));
    let typed = format!("{} {}-{}", &filed.code[..4], &filed.code[4..8], &filed.code[8..]);
    let opened = other.post("/track", &[("code", &typed)]).await;
    assert_eq!(opened.goes_to(), format!("/t/{}", filed.number));
    let page = other.get(&opened.goes_to()).await;
    for words in [STORY, "实验小学 周老师", "到期时间怎么算的", "办理过程", "首次回应"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(!page.has(&filed.code), "the code stands on the receipt alone");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
}

/// The table of ux 3.16, for the code.
#[tokio::test]
async fn a_wrong_code_is_answered_by_what_is_wrong_with_it() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    let other = Browser::new(&county.site);
    other.get("/track").await;
    let mut swapped: Vec<char> = filed.code.chars().collect();
    swapped[11] = if swapped[11] == '9' { '0' } else { char::from(swapped[11] as u8 + 1) };
    let wrong: String = swapped.iter().collect();
    for (typed, says) in [
        ("", "请输入查询码"),
        ("2803 5174 669", "查询码是 12 位数字，您填了 11 位"),
        (wrong.as_str(), "有一位可能抄错了，请对照回执再看一遍"),
        ("<script>alert(1)</script>", "查询码是 12 位数字，您填了 1 位"),
    ] {
        let page = other.post("/track", &[("code", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.has(says), "{typed}: {}", page.text());
        assert_eq!(page.value("code"), typed, "what was typed stays");
    }
}

/// Five wrong codes from one network, and it must wait; the right one too.
#[tokio::test]
async fn guessing_is_slowed_and_then_made_to_wait() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    let other = Browser::new(&county.site);
    other.get("/track").await;
    // Codes with a right check digit that open nothing.
    let guesses = (0..5_u64).map(xiaoneng_app::query_code::QueryCode::from_digits);
    for guess in guesses {
        let page = other.post("/track", &[("code", &guess.to_string())]).await;
        assert!(page.has("没有查到"), "{}", page.text());
    }
    let page = other.post("/track", &[("code", &filed.code)]).await;
    assert!(page.has("试的次数多了，请") && page.has("分钟后再试"), "{}", page.text());
    county.it_is("2026-09-22T10:50");
    let page = other.post("/track", &[("code", &filed.code)]).await;
    assert_eq!(page.status, 303, "later it opens: {}", page.text());
}

#[tokio::test]
async fn the_sentence_follows_the_matter() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    assert!(filed.page("").await.has("等签收"), "{}", filed.page("").await.text());
    act(&county, &filed, "s2", Accept {}).await;
    let page = filed.page("").await;
    assert!(page.has("实验小学 周老师正在办"), "{}", page.text());
    let to = Destination { unit: "education".into(), person: None };
    let request = written(&county, "请核对收费依据。");
    let (clause, done) = (written(&county, "三定方案第五条"), written(&county, "已核实。"));
    let hand_over = HandOver { to, request, duty_clause: Some(clause), done_so_far: Some(done) };
    act(&county, &filed, "s2", hand_over).await;
    assert!(filed.page("").await.has("已交给教育科，等签收（应在"));
    act(&county, &filed, "k2", SignFor { offer: 1 }).await;
    let back = Return {
        offer: 1,
        reason: ReturnReason::NotOurDuty,
        belongs_to: Some("safety".into()),
        duty_clause: written(&county, "三定方案第二条"),
    };
    act(&county, &filed, "k2", back).await;
    let page = filed.page("").await;
    assert!(page.has("教育科认为不归他们管，已退回"), "{}", page.text());
}

#[tokio::test]
async fn what_is_missing_is_shown_and_can_be_added() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    act(&county, &filed, "s2", Accept {}).await;
    let ask = AskSupplement {
        materials: written(&county, "缴费收据的照片"),
        form: NoticeForm::Written,
        occasion: SupplementOccasion::Missing,
    };
    act(&county, &filed, "s2", ask).await;
    let page = filed.page("").await;
    // A grievance is not paused for it, and nothing else is said.
    assert!(page.has("在等您补充“缴费收据的照片”，请在"), "{}", page.text());
    assert!(!page.has("暂停计时"), "{}", page.text());
    let form = filed.page("/add").await;
    assert!(form.has("要您补充的") && form.has("缴费收据的照片") && !form.has("提交后继续计时"));
    let empty = filed.post("/add", &[("text", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.has("请写一两句"));
    let path = format!("/t/{}/add", filed.number);
    let program = b"MZ\x90\x00 a program with the name of a photograph";
    let refused = filed
        .browser
        .post_files(&path, &[("text", "收据见照片")], &[("pic", "收据.jpg", program)])
        .await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.has("“收据.jpg”打不开。请传照片（jpg、png）或 PDF"), "{}", refused.text());
    assert!(refused.has("收据见照片"), "what was typed stays");
    let sent = filed.post("/add", &[("text", "收据丢了，附一张转账记录。")]).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("收到了。") && !page.has("在等您补充"), "{}", page.text());
}

#[tokio::test]
async fn pressing_is_possible_once_a_day() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    let form = filed.page("/urge").await;
    assert!(form.has("还没到期。仍要提醒一下吗？"), "{}", form.text());
    assert!(filed.post("/urge", &[("reason", "")]).await.has("请选为什么催"));
    let sent = filed.post("/urge", &[("reason", "no_news")]).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("已提醒周老师和实验小学负责人"), "{}", page.text());
    let again = filed.post("/urge", &[("reason", "pressing")]).await;
    assert_eq!(again.status, 422);
    assert!(again.has("现在不能这样办"), "{}", again.text());
}

#[tokio::test]
async fn a_question_is_answered_in_the_trail() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    act(&county, &filed, "s2", Accept {}).await;
    let sent = filed.post("/ask", &[("text", "要不要带收据原件？")]).await;
    assert!(filed.browser.get(&sent.goes_to()).await.has("要不要带收据原件？"));
    let text = written(&county, "不用带原件，照片就可以。");
    act(&county, &filed, "s2", Reply { text, handler: None, by: None }).await;
    assert!(filed.page("").await.has("不用带原件，照片就可以。"));
}

#[tokio::test]
async fn a_withdrawn_matter_says_so_and_cannot_be_rated() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    assert!(filed.page("/withdraw").await.has("撤回以后不再办理"));
    let sent = filed.post("/withdraw", &[("text", "已经解决了")]).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("您已撤回这一件"), "{}", page.text());
    assert!(!page.has("/urge\"") && !page.has("/rate\""));
}

#[tokio::test]
async fn the_citizen_rates_once_and_nothing_is_preselected() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    let early = filed.page("/rate").await;
    assert!(!early.has("name=\"solved\""), "not before it is done: {}", early.text());
    county.it_is("2026-09-23T11:00");
    finish(&county, &filed).await;
    filed.come_back().await;
    let page = filed.page("").await;
    assert!(page.has("已办结：已解决。您认可吗？") && page.has("/rate\""), "{}", page.text());
    assert!(page.has("午托收费标准已贴在校门公示栏"), "{}", page.text());
    let form = filed.page("/rate").await;
    assert!(!form.has(" checked"), "nothing is preselected");
    let empty = filed.post("/rate", &[("say", "办得快")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.has("请先选“事情解决了吗”") && empty.has("办得快"));
    let sent = filed.post("/rate", &[("solved", "yes"), ("satisfaction", "very")]).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("谢谢。已公布到实验小学的评价里"), "{}", page.text());
    assert!(!filed.page("/rate").await.has("name=\"solved\""), "once");
}

#[tokio::test]
async fn a_bad_rating_is_promised_to_be_looked_into_by_another() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    county.it_is("2026-09-23T11:00");
    finish(&county, &filed).await;
    filed.come_back().await;
    let fields = [("solved", "no"), ("satisfaction", "dissatisfied"), ("chip", "slow")];
    let sent = filed.post("/rate", &fields).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("会有承办人以外的人联系核实"), "{}", page.text());
}

#[tokio::test]
async fn a_browser_with_a_staff_session_cannot_rate() {
    const PASSWORD: &str = "Lan-se-diannao-7";
    let county = County::found_with("[sign_in]\nsecond_factor = \"nobody\"\n").await;
    let filed = file(&county, "primary", "").await;
    county.it_is("2026-09-23T11:00");
    finish(&county, &filed).await;
    filed.come_back().await;
    county.app.open_shown_account(&"s2".into(), "zhou", PASSWORD).await.unwrap();
    let typed = Credentials { login: "zhou", password: PASSWORD, answer: None };
    let visitor = Visitor { address: None, device: "test".to_owned() };
    let entry = county.app.sign_in(typed, &visitor).await.unwrap();
    filed.browser.put_cookie("session", &entry.token.to_text());
    let form = filed.page("/rate").await;
    assert_eq!(form.status, 403);
    assert!(form.has("您正以工作人员身份登录，不能评价"), "{}", form.text());
    let sent = filed.post("/rate", &[("solved", "yes"), ("satisfaction", "very")]).await;
    assert_eq!(sent.status, 403);
    let matter = county.app.matter(&filed.number).await.unwrap().unwrap();
    assert!(matter.ratings.is_empty());
}

#[tokio::test]
async fn a_review_goes_to_another_and_can_be_rated_again() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    county.it_is("2026-09-23T11:00");
    finish(&county, &filed).await;
    filed.come_back().await;
    filed.post("/rate", &[("solved", "no"), ("satisfaction", "dissatisfied")]).await;
    assert!(filed.page("/review").await.has("由另外的人重新办理"));
    let sent = filed.post("/review", &[("text", "公示栏里没有这张标准，请再查一次。")]).await;
    let page = filed.browser.get(&sent.goes_to()).await;
    assert!(page.has("会由另外的人重新办理"), "{}", page.text());
    county.it_is("2026-09-24T11:00");
    finish(&county, &filed).await;
    filed.come_back().await;
    let page = filed.page("").await;
    assert!(page.has("再评一次"), "{}", page.text());
    let sent = filed.post("/rate", &[("solved", "yes"), ("satisfaction", "satisfied")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let matter = county.app.matter(&filed.number).await.unwrap().unwrap();
    assert_eq!(matter.ratings.len(), 2);
}

#[tokio::test]
async fn the_proof_can_be_downloaded_and_checked() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    county.app.beat().await.unwrap();
    assert!(filed.page("").await.has("下载入账证明"));
    let proof = filed.page("/proof.txt").await;
    assert_eq!(proof.headers["content-type"], "text/plain; charset=utf-8");
    let key = county.app.public_key();
    let proven = xiaoneng_app::ledger::check_proof(&proof.text(), &key).unwrap();
    assert!(proven.stream.to_string().contains(filed.number.as_str()));
}

#[tokio::test]
async fn a_lost_code_is_answered_alike_whether_or_not_the_number_is_known() {
    let county = County::found().await;
    file(&county, "primary", "13800000000").await;
    let browser = Browser::new(&county.site);
    browser.get("/track/lost").await;
    let known = browser.post("/track/lost", &[("phone", "13800000000")]).await;
    let unknown = browser.post("/track/lost", &[("phone", "13911111111")]).await;
    assert_eq!((known.status, known.goes_to()), (unknown.status, unknown.goes_to()));
    let page = browser.get(&known.goes_to()).await;
    assert!(page.has("如果这个号码留过，几分钟内会收到短信"), "{}", page.text());
    assert_eq!(browser.post("/track/lost", &[("phone", "12")]).await.status, 422);
}

#[tokio::test]
async fn closing_leaves_nothing_open_in_the_browser() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    filed.page("").await;
    filed.browser.post("/track/close", &[]).await;
    assert!(filed.page("").await.goes_to().starts_with("/track?see="));
}

#[tokio::test]
async fn a_visit_ends_by_itself() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    assert_eq!(filed.page("").await.status, 200);
    county.it_is("2026-09-22T11:05");
    assert!(filed.page("").await.goes_to().starts_with("/track?see="), "after half an hour");
}

#[tokio::test]
async fn somebody_elses_number_opens_nothing() {
    let county = County::found().await;
    let (one, other) = (file(&county, "primary", "").await, file(&county, "willow", "").await);
    let path = format!("/t/{}", other.number);
    assert!(one.browser.get(&path).await.goes_to().starts_with("/track"));
    assert!(one.browser.get(&format!("/r/{}", other.number)).await.goes_to().starts_with("/track"));
    assert!(one.browser.get(&format!("{path}/proof.txt")).await.goes_to().starts_with("/track"));
}

#[tokio::test]
async fn progress_stands_in_english() {
    let county = County::found().await;
    let filed = file(&county, "primary", "").await;
    let page = filed.browser.get(&format!("/en/t/{}", filed.number)).await;
    for words in ["How the due date is counted", "What happened", "First-contact owner"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
}
