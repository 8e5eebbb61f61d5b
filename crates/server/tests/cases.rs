//! 责任追究 through the doors (clauses 21, 22, 50; decisions E34): from the clue to the lifted warning,
//! and nowhere to be found by those who have nothing to do with it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm, reason = "tests")]

mod common;

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::http::StatusCode;
use common::browser::{Browser, Page};
use common::county::County;
use xiaoneng_app::cards::{CardWish, CardsOf};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CardReference, PersonId};
use xiaoneng_domain::matter::Channel;
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::stream::StreamId;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\npassword_days = 0\n";
const SECRET: &str = "审计报告第三条第二款";
const NOBODY: &str = "AJ22222222";

const CLUE: [(&str, &str); 5] = [
    ("source", "audit"),
    ("reference", SECRET),
    ("against", "person"),
    ("person", "k2"),
    ("category", "civil_servant"),
];
const FACT: [(&str, &str); 4] = [
    ("kind", "document"),
    ("text", "登记簿上四月三日收件，之后没有任何经手记录。"),
    ("present", "e2"),
    ("present", "i2"),
];
const FAULT: [(&str, &str); 9] = [
    ("fault1", "F02"),
    ("root1", "omission"),
    ("text1", "收件后搁置二十天"),
    ("gravity1", "ordinary"),
    ("evidence1", "1"),
    ("conduct1", "1"),
    ("deviation1", "not_as_approved"),
    ("handler1", "k2"),
    ("report", "调查报告：情况属实。"),
];
const PANEL: [(&str, &str); 3] = [("chair", "o1"), ("member2", "i1"), ("member3", "a1")];

fn told(measure: &'static str) -> [(&'static str, &'static str); 3] {
    [("measure1", measure), ("facts", "收件后搁置二十天"), ("basis", "限时办结制度第六条")]
}

/// A case on its way, with the sessions of those who have signed in.
struct Hall {
    county: County,
    number: String,
    sessions: RefCell<BTreeMap<String, String>>,
}

impl Hall {
    /// A browser of somebody, in the session he has.
    async fn browser(&self, who: &str) -> Browser {
        let known = self.sessions.borrow().get(who).cloned();
        let browser = match known.as_deref() {
            Some("") => self.county.signed_in_again(who).await,
            Some(session) => {
                let browser = Browser::new(&self.county.site);
                browser.put_cookie("session", session);
                return browser;
            }
            None => self.county.signed_in(who).await,
        };
        let session = browser.cookie("session").unwrap();
        self.sessions.borrow_mut().insert(who.to_owned(), session);
        browser
    }

    /// Time passes, and what falls due happens; everybody signs in anew.
    async fn it_is(&self, time: &str) {
        self.county.it_is(time);
        self.county.app.beat().await.unwrap();
        self.sessions.borrow_mut().values_mut().for_each(String::clear);
    }

    /// A clue from an audit against k2, of 教育科.
    async fn clue() -> Self {
        let county = County::found_with(SETTINGS).await;
        let (number, sessions) = (String::new(), RefCell::default());
        let mut hall = Self { county, number, sessions };
        let office = hall.browser("e1").await;
        let form = office.get("/s/cases/new").await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.text());
        let sent = office.send_on(&form, "/s/cases/new", &CLUE).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let path = sent.goes_to();
        let number = path.trim_start_matches("/s/cases/").trim_end_matches("?done=open");
        hall.number = number.to_owned();
        hall
    }

    async fn deed(&self, who: &str, act: &str, typed: &[(&str, &str)]) -> Page {
        let browser = self.browser(who).await;
        let own = ["statement", "waive", "ask-review", "ask-appeal"];
        let side = if own.contains(&act) { "/w" } else { "/s" };
        let path = format!("{side}/cases/{}/{act}", self.number);
        let form = browser.get(&path).await;
        assert_eq!(form.status, StatusCode::OK, "{who} {path}: {}", form.text());
        browser.send_on(&form, &path, typed).await
    }

    async fn done(&self, who: &str, act: &str, typed: &[(&str, &str)]) {
        let page = self.deed(who, act, typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{who} {act}: {}", page.text());
    }

    async fn refused(&self, who: &str, act: &str, typed: &[(&str, &str)]) -> String {
        let page = self.deed(who, act, typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{who} {act}: {}", page.text());
        page.text()
    }

    async fn page(&self, who: &str, side: &str) -> Page {
        let browser = self.browser(who).await;
        browser.get(&format!("{side}/cases/{}", self.number)).await
    }

    /// Investigated by e2 and i2, found, and told what is intended.
    async fn told(measure: &'static str) -> Self {
        let hall = Self::clue().await;
        hall.done("e1", "accept", &[("reason", "有具体事实")]).await;
        hall.done("e1", "investigators", &[("first", "e2"), ("second", "i2")]).await;
        hall.done("e2", "fact", &FACT).await;
        hall.done("i2", "find", &FAULT).await;
        hall.done("e1", "notify", &told(measure)).await;
        hall
    }

    async fn deliberated(&self) {
        self.done("e1", "panel", &PANEL).await;
        for member in ["o1", "i1", "a1"] {
            let vote = [("vote", "as_proposed"), ("opinion", "事实清楚，处理适当。")];
            self.done(member, "vote", &vote).await;
        }
    }

    async fn served(&self, decision: &[(&str, &str)]) {
        self.done("d1", "decide", decision).await;
        let serve = [("way", "in_person"), ("remedies", "三十日内可以申请复核。")];
        self.done("e1", "serve", &serve).await;
    }
}

/// 从线索到解除：每一步由该办的人办，本人始终看得到自己的事和下一步.
#[tokio::test(flavor = "multi_thread")]
async fn e34_a_case_goes_its_way_and_the_person_sees_everything_about_himself() {
    let hall = Hall::clue().await;
    assert_eq!(hall.page("k2", "/w").await.status, StatusCode::NOT_FOUND, "not before acceptance");
    let file = hall.page("e1", "/s").await;
    assert!(file.has(SECRET) && file.has("线索待受理") && file.has("审计"));
    hall.done("e1", "accept", &[("reason", "有具体事实")]).await;
    let own = hall.page("k2", "/w").await;
    assert!(own.has("调查并告知您结果") && !own.has(SECRET) && !own.has("审计"));
    hall.done("e1", "investigators", &[("first", "e2"), ("second", "i2")]).await;
    hall.done("e2", "fact", &FACT).await;
    hall.done("i2", "find", &FAULT).await;
    hall.done("e1", "notify", &told("written_warning")).await;
    let own = hall.page("k2", "/w").await;
    for words in ["您可以陈述申辩", "书面效能告诫", "推诿扯皮", "直接责任", "限时办结制度第六条"]
    {
        assert!(own.has(words), "{words}");
    }
    // 五个工作日，中秋三天和国庆前后不算: from Tuesday 22 September the 30th, at closing time.
    assert!(own.has("9 月 30 日"), "{}", own.text());
    let said = "当天窗口停电，有记录可查。";
    hall.done("k2", "statement", &[("text", said)]).await;
    assert!(hall.page("i2", "/s").await.has(said));
    hall.done("i2", "examine", &[("outcome", "not_adopted"), ("record", "停电只有一天")]).await;
    assert!(hall.page("k2", "/w").await.has("停电只有一天"));
    hall.deliberated().await;
    // 怎么表决的，本人看不到。
    let own = hall.page("k2", "/w").await;
    assert!(own.has("集体研究已有结论") && !own.has("处理适当") && !own.has("蒋勇"));
    let decision = [("measure1", "written_warning"), ("warning", "3"), ("text", "决定书全文。")];
    hall.done("d1", "decide", &decision).await;
    assert!(!hall.page("k2", "/w").await.has("决定书全文"), "not before service");
    let serve = [("way", "in_person"), ("remedies", "三十日内可以申请复核。")];
    hall.done("e1", "serve", &serve).await;
    let own = hall.page("k2", "/w").await;
    assert!(own.has("决定书全文") && own.has("三十日内可以申请复核") && own.has("申请复核"));
    assert!(own.has("未生效，不计分、不公布") && own.has("不停止执行"));
    hall.done("e1", "executed", &[("record", "已谈话")]).await;
    hall.it_is("2026-10-26T09:00").await;
    let own = hall.page("k2", "/w").await;
    assert!(own.has("已生效") && own.has("告诫期满自动解除"));
    assert!(!own.has("ask-review"), "its term is over");
    hall.it_is("2026-12-23T09:00").await;
    assert!(hall.page("k2", "/w").await.has("告诫解除"));
    let todo = hall.browser("e1").await.get("/s/cases").await;
    assert!(todo.has(&hall.number) && todo.has("归档"));
    hall.done("e1", "archive", &[]).await;
    let ended = hall.browser("e1").await.get("/s/cases?show=ended").await;
    assert!(ended.has(&hall.number));
}

/// 没有听取申辩，不得决定；写了的内容还在.
#[tokio::test(flavor = "multi_thread")]
async fn clause_22_no_measure_before_the_defence_is_recorded() {
    let hall = Hall::told("admonition").await;
    let decision = [("measure1", "admonition"), ("text", "抢先写好的决定书")];
    let page = hall.refused("d1", "decide", &decision).await;
    assert!(page.contains("还没有听取陈述申辩") && page.contains("政务处分法 第四十三条"));
    assert!(page.contains("抢先写好的决定书") && page.contains("有错误"), "what he wrote is kept");
    let file = hall.page("d1", "/s").await;
    assert!(file.has("现在还不能办的") && file.has("还没有听取陈述申辩"));
    hall.done("k2", "waive", &[]).await;
    // 研究之前也不得决定。
    hall.refused("d1", "decide", &decision).await;
    hall.deliberated().await;
    // 不得比告知的重。
    let heavier = [("measure1", "written_warning"), ("warning", "3"), ("text", "加重的决定书")];
    let page = hall.refused("d1", "decide", &heavier).await;
    assert!(page.contains("不得因申辩而加重"), "{page}");
    hall.done("d1", "decide", &decision).await;
}

/// 不作为、乱作为: 每项过错都有根源，不合的不认定.
#[tokio::test(flavor = "multi_thread")]
async fn clause_6_every_fault_has_one_of_the_two_roots() {
    let hall = Hall::clue().await;
    hall.done("e1", "accept", &[("reason", "有具体事实")]).await;
    hall.done("e1", "investigators", &[("first", "e2"), ("second", "i2")]).await;
    hall.done("e2", "fact", &FACT).await;
    let mut fault = FAULT;
    fault[1] = ("root1", "");
    assert!(hall.refused("i2", "find", &fault).await.contains("请选一项"));
    fault[1] = ("root1", "commission");
    assert!(hall.refused("i2", "find", &fault).await.contains("不属于乱作为"));
    fault[1] = ("root1", "omission");
    hall.done("i2", "find", &fault).await;
}

/// 没有写明不良后果的，最重是一般过错.
#[tokio::test(flavor = "multi_thread")]
async fn clause_50_without_its_effect_no_fault_is_graded_beyond_ordinary() {
    let hall = Hall::clue().await;
    hall.done("e1", "accept", &[("reason", "有具体事实")]).await;
    hall.done("e1", "investigators", &[("first", "e2"), ("second", "i2")]).await;
    hall.done("e2", "fact", &FACT).await;
    let mut fault = FAULT.to_vec();
    fault[3] = ("gravity1", "serious");
    let page = hall.refused("i2", "find", &fault).await;
    assert!(page.contains("没有写明不良后果的过错最重是一般过错"), "{page}");
    assert!(page.contains("收件后搁置二十天") && page.contains("调查报告：情况属实。"), "kept");
    fault.push(("effect1", "申请人跑了三趟，误了入学登记"));
    hall.done("i2", "find", &fault).await;
}

/// 研究的人在上下级关系以外；复核的人没有参与过；救济不加重，过期不受理.
#[tokio::test(flavor = "multi_thread")]
async fn deliberation_and_remedies_keep_to_their_people_and_terms() {
    let hall = Hall::told("admonition").await;
    hall.done("k2", "waive", &[]).await;
    let form = hall.browser("e1").await;
    let form = form.get(&format!("/s/cases/{}/panel", hall.number)).await;
    assert!(form.has("value=\"o1\"") && !form.has("value=\"k1\"") && !form.has("value=\"d2\""));
    for other in ["k1", "d2", "e2", "d1"] {
        let panel = [("chair", "o1"), ("member2", "i1"), ("member3", other)];
        assert!(hall.refused("e1", "panel", &panel).await.contains("应当回避"), "{other}");
    }
    hall.deliberated().await;
    hall.served(&[("measure1", "admonition"), ("text", "决定书")]).await;
    hall.done("k2", "ask-review", &[("grounds", "量处偏重")]).await;
    hall.refused("e1", "reviewers", &[("first", "o2"), ("second", "o1")]).await;
    hall.done("e1", "reviewers", &[("first", "o2"), ("second", "a2")]).await;
    let changed = |measure| [("outcome", "changed"), ("measure1", measure), ("reasons", "复核")];
    let page = hall.refused("o2", "review", &changed("no_awards")).await;
    assert!(page.contains("不能比原决定重") || page.contains("有且只有一项"), "{page}");
    hall.done("o2", "review", &changed("written_review")).await;
    assert!(hall.page("k2", "/w").await.has("责令书面检查"));
    // 复核后十五日内可以申诉，第十六日不受理。
    hall.it_is("2026-10-20T09:00").await;
    let browser = hall.browser("k2").await;
    let path = format!("/w/cases/{}/ask-appeal", hall.number);
    let late = browser.get(&path).await;
    let late = browser.send_on(&late, &path, &[("grounds", "仍然不服")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.text());
    assert!(late.has("仍然不服") && late.has("不能再"));
}

/// 处分由有权机关作出: 这里只记录决定机关和文号.
#[tokio::test(flavor = "multi_thread")]
async fn statutory_sanctions_are_recorded_with_the_organs_document_and_never_issued() {
    let hall = Hall::told("admonition").await;
    hall.done("k2", "waive", &[]).await;
    hall.deliberated().await;
    hall.served(&[("measure1", "admonition"), ("text", "决定书")]).await;
    let record = [("what", "sanction:demerit"), ("conduct", "1"), ("organ", "supervision")];
    assert!(hall.refused("e1", "outside", &record).await.contains("请写上一两句"));
    let document = "县监〔2026〕政务处分12号";
    let record = [record[0], record[1], record[2], ("document", document)];
    hall.done("e1", "outside", &record).await;
    for (who, side) in [("e1", "/s"), ("k2", "/w")] {
        let page = hall.page(who, side).await;
        assert!(page.has(document) && page.has("记过") && page.has("监察机关"), "{who}");
        assert!(page.has("本系统不作出"), "{who}");
    }
    // 一行为不二处分。
    let again = [record[0], record[1], ("organ", "competent_organ"), ("document", "另一文号")];
    assert!(hall.refused("e1", "outside", &again).await.contains("不能再记第二个处分"));
}

/// 看不到的和没有的，一字不差; and two who act at once do not overwrite each other.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_his_is_not_there() {
    let hall = Hall::told("admonition").await;
    hall.county.app.beat().await.unwrap();
    for who in ["k1", "k3", "d2", "o1", "s1"] {
        let browser = hall.browser(who).await;
        browser.get("/w").await;
        for (side, act) in [("/s", ""), ("/w", ""), ("/s", "/accept"), ("/w", "/statement")] {
            let its = browser.get(&format!("{side}/cases/{}{act}", hall.number)).await;
            let none = browser.get(&format!("{side}/cases/{NOBODY}{act}")).await;
            assert_eq!(its.status, StatusCode::NOT_FOUND, "{who} {side}{act}");
            assert_eq!(its.bytes, none.bytes, "{who} {side}{act}");
            let fields = [("version", "1"), ("reason", "x"), ("text", "x")];
            let path = |number: &str| format!("{side}/cases/{number}/accept");
            let its = browser.post(&path(&hall.number), &fields).await;
            let none = browser.post(&path(NOBODY), &fields).await;
            assert_eq!((its.status, its.bytes), (none.status, none.bytes), "{who} {side}");
        }
        for list in ["/s/cases", "/s/cases?show=open", "/s/cases?show=ended", "/w/cases"] {
            assert!(!browser.get(list).await.has(&hall.number), "{who} {list}");
        }
        assert!(!browser.get("/w/messages").await.has(&hall.number), "{who}");
    }
    // 本人不读案卷，也不登记线索。
    let own = hall.browser("k2").await;
    assert_eq!(own.get(&format!("/s/cases/{}", hall.number)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(own.get("/s/cases/new").await.status, StatusCode::FORBIDDEN);
    assert!(own.get("/w/messages").await.has("拟对您作出处理，您可以陈述申辩"));
    // 办案的人从同一条消息到案卷。
    let office = hall.browser("e1").await;
    let sent = office.get(&format!("/w/cases/{}", hall.number)).await;
    assert_eq!(sent.goes_to(), format!("/s/cases/{}", hall.number));
    // 别人刚办过，旧页面不覆盖。
    let path = format!("/w/cases/{}/statement", hall.number);
    let one: Browser = hall.browser("k2").await;
    let stale = one.get(&path).await;
    hall.done("k2", "statement", &[("text", "第一份申辩")]).await;
    let late = one.send_on(&stale, &path, &[("text", "第二份申辩")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("第二份申辩") && late.has("别人改过这一件"));
}

/// A matter of the school that nobody signs for, filed at a time.
async fn unanswered(county: &County, at: &str) {
    county.it_is(at);
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: county.app.foresee(None).await.unwrap().item,
        unit: Some("primary".into()),
        story: "食堂收费没有明细。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap();
}

/// 学校的红牌，写到校长的页上；一年两张，触发约谈.
#[tokio::test(flavor = "multi_thread")]
async fn clause_21_a_red_card_of_the_school_stands_on_the_heads_page_and_two_demand_a_talk() {
    let county = County::found_with(SETTINGS).await;
    let beat = async |at: &str| {
        county.it_is(at);
        for _ in 0..3 {
            county.app.beat().await.unwrap();
        }
    };
    unanswered(&county, "2026-09-22T10:32").await;
    unanswered(&county, "2026-09-23T10:32").await;
    beat("2026-11-09T10:00").await;
    let cards = county.app.list_cards(&"e2".into(), CardsOf::All, true, (None, 50)).await.unwrap();
    let red = cards.rows.iter().filter(|row| row.grade == "red");
    let red: Vec<(CardReference, PersonId)> = red
        .filter_map(|row| match &row.stream {
            StreamId::Card(card) => Some((card.clone(), row.person.clone().unwrap())),
            _ => None,
        })
        .collect();
    assert!(red.len() > 2, "{cards:?}");
    let head = county.signed_in("s1").await;
    let page = head.get("/w/heads/primary").await;
    // 拟牌没有生效，不记分，但校长看得到。
    assert!(page.has("未生效，不记分") && page.has(red[0].0.as_str()), "{}", page.text());
    assert!(!page.has("应当约谈"));
    for (card, person) in &red[..2] {
        let acts = async |who: &str, wish: CardWish| {
            county.app.act_on_card(&Actor::Staff(who.into()), card, &wish).await.unwrap();
        };
        acts(person.as_str(), CardWish::Waive).await;
        acts("e2", CardWish::Sign(CardColour::Red, "逾期属实".to_owned())).await;
    }
    beat("2026-11-10T10:00").await;
    beat("2026-12-15T10:00").await;
    let head = county.signed_in_again("s1").await;
    let page = head.get("/w/heads/primary").await;
    assert!(
        page.has("已生效，记分") && page.has("应当约谈") && page.has("约谈"),
        "{}",
        page.text()
    );
    assert!(head.get("/w/heads").await.has("/w/heads/primary"));
    // 别校的校长看不到，和没有这所学校一样。
    let other = county.signed_in("w1").await;
    let its = other.get("/w/heads/primary").await;
    let none = other.get("/w/heads/nowhere").await;
    assert_eq!((its.status, its.bytes), (none.status, none.bytes));
    assert!(!other.get("/w/heads").await.has("/w/heads/primary"));
    // 监察和分管领导看得到哪所学校应当约谈。
    let office = county.signed_in("e2").await;
    assert!(office.get("/w/heads").await.has("提出约谈督办"));
    // 生效的红牌也是线索，由人决定受理不受理。
    let clues = office.get("/s/cases").await;
    assert!(clues.has("红牌") && clues.has("线索待受理"), "{}", clues.text());
}
