//! 登记来访、来电 (ux.md 3.6, domain.md 4).

use axum::http::StatusCode;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{CameWith, Ending, Matter, MatterEvent};
use xiaoneng_domain::rules::Situation;

use crate::common::county::{County, staff};
use crate::window::{Page, Window};

const STORY: &str = "三年级午托费没有公示标准，想知道收费依据。";

fn number(page: &Page) -> MatterNumber {
    MatterNumber::from(page.registered())
}

/// What the register says after it was registered.
async fn told(clerk: &Window<'_>, page: &Page) -> Page {
    clerk.get(&format!("/w/new?done={}", page.registered())).await
}

async fn matter(county: &County, number: &MatterNumber) -> Matter {
    county.app.matter(number).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_visit_is_registered_by_a_few_letters_and_handed_to_the_school() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [
        ("source", "1"),
        ("phone", "13800000000"),
        ("name", "王2"),
        ("story", STORY),
        ("item", ""),
        ("to", "syxx"),
        ("do", "save"),
    ];
    let answer = clerk.post("/w/new", &fields).await;
    let page = told(&clerk, &answer).await;
    assert!(page.has("已登记") && page.has("已交给实验小学，等待签收"), "{}", page.plain());
    assert!(page.has("撤销移交") && page.has("10:37 前可以撤销"), "{}", page.plain());

    let registered = matter(&county, &number(&answer)).await;
    let filing = registered.filing.as_ref().unwrap();
    assert_eq!(filing.matter_type.as_str(), "fee_question", "suggested by the story");
    assert_eq!(filing.first_contact.person.as_ref().unwrap().as_str(), "o2");
    assert_eq!(registered.offers[0].to.unit.as_str(), "primary");
    assert_eq!(registered.first_contact.unwrap().situation, Situation::E);
    let petitioner = filing.petitioner.clone().unwrap();
    let identity = county.app.identity(&petitioner).await.unwrap().found().unwrap();
    assert_eq!(identity.name, "王女士", "a digit stands for the title");
}

#[tokio::test]
async fn the_last_line_is_true_before_anything_is_filed() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let looked = clerk.post("/w/new", &[("story", STORY), ("to", "syxx"), ("do", "look")]).await;
    assert_eq!(looked.status, StatusCode::OK);
    // 收费咨询: two working days from Tuesday, closing at 18:00 in summer.
    assert!(looked.has("9 月 24 日（周四）18:00"), "{}", looked.plain());
    assert!(looked.has("赵敏（您）") && looked.has("从 10:32 开始"), "{}", looked.plain());
    assert!(looked.has("收费咨询") && looked.has("归学校办"), "{}", looked.plain());
    assert!(looked.has(STORY), "what was typed is still there");
    let desk = county.app.desk_of(&staff("o2"), &"office".into(), None, 9).await.unwrap();
    assert!(desk.unwrap().rows.is_empty(), "nothing is filed by looking");
}

#[tokio::test]
async fn zero_is_myself_with_the_notice_written_from_the_catalogue() {
    let county = County::found().await;
    let clerk = Window::of(&county, "s2").await;
    clerk.get("/w/new").await;
    let fields = [("source", "1"), ("story", "孩子要转学到外县，怎么办手续"), ("to", "0")];
    let fields = [&fields[..], &[("do", "save")]].concat();
    let answer = clerk.post("/w/new", &fields).await;
    let page = told(&clerk, &answer).await;
    assert!(page.has("由您承办"), "{}", page.plain());
    let number = number(&answer);
    let registered = matter(&county, &number).await;
    assert_eq!(registered.filing.as_ref().unwrap().matter_type.as_str(), "school_transfer");
    assert_eq!(registered.first_contact.as_ref().unwrap().situation, Situation::B);
    assert!(registered.acceptance.is_some(), "what one handles oneself is taken in");
    let dossier = county.app.dossier(&staff("s2"), &number).await;
    let dossier = dossier.unwrap().unwrap();
    let told = dossier.history.iter().find_map(|fact| {
        if let MatterEvent::FirstContactRecorded(told) = &fact.event { Some(told) } else { None }
    });
    let notice = told.unwrap().notice.clone();
    let text = dossier.texts.body(&notice.unwrap().text).unwrap().to_owned();
    assert!(text.contains("户口簿或者居住证明") && text.contains("办理依据"), "{text}");
}

#[tokio::test]
async fn nine_goes_to_the_office_and_to_the_superior() {
    let county = County::found().await;
    let clerk = Window::of(&county, "k2").await;
    clerk.get("/w/new").await;
    let fields =
        [("source", "2"), ("story", "不知道这件事该找谁反映"), ("to", "9"), ("do", "save")];
    let answer = clerk.post("/w/new", &fields).await;
    let registered = matter(&county, &number(&answer)).await;
    assert_eq!(registered.first_contact.as_ref().unwrap().situation, Situation::F);
    assert_eq!(registered.offers[0].to.unit.as_str(), "office");
}

#[tokio::test]
async fn on_the_spot_it_is_answered_decided_and_delivered() {
    let county = County::found().await;
    let clerk = Window::of(&county, "k2").await;
    clerk.get("/w/new").await;
    let mut fields =
        vec![("source", "1"), ("story", "请问教育科几点上班"), ("item", "zczx"), ("do", "finish")];
    let refused = clerk.post("/w/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("当场办结要写办理结果") && refused.has("有错误："), "{}", refused.plain());
    fields.push(("result", "上午八点半上班，中午十二点下班，可以当天来办。"));
    let answer = clerk.post("/w/new", &fields).await;
    let page = told(&clerk, &answer).await;
    assert!(page.has("已当场办结"), "{}", page.plain());
    let registered = matter(&county, &number(&answer)).await;
    assert_eq!(registered.ended.unwrap().ending, Ending::Completed);
    assert!(registered.delivered_at.is_some());
}

#[tokio::test]
async fn what_is_missing_is_said_and_nothing_typed_is_lost() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [
        ("phone", "1380000"),
        ("name", "李先生"),
        ("story", "短"),
        ("item", "没有这一项"),
        ("to", "xx"),
        ("do", "save"),
    ];
    let page = clerk.post("/w/new", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "有 4 处要改",
        "手机号是 11 位，您填了 7 位",
        "至少 5 个字",
        "事项目录里没有“没有这一项”",
        "“xx”对得上好几个",
        "李先生",
    ] {
        assert!(page.has(words), "{words}: {}", page.plain());
    }
}

#[tokio::test]
async fn each_situation_demands_its_duty() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    // 非本单位职责，不知主管单位: what was done to help is owed (domain.md 4.2 H).
    let fields = [("story", "水电费交错了想问找谁"), ("item", "zczx"), ("to", "0")];
    let with = |more: &[(&'static str, &'static str)]| {
        [&fields[..], &[("situation", "H"), ("do", "save")], more].concat()
    };
    let refused = clerk.post("/w/new", &with(&[])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("协助查询的情况"), "{}", refused.plain());
    let answer = clerk.post("/w/new", &with(&[("help", "帮他打了供电所电话，已问清")])).await;
    let registered = matter(&county, &number(&answer)).await;
    assert_eq!(registered.first_contact.unwrap().situation, Situation::H);
    // 对工作人员的投诉举报: to 效能办, and the unit complained of never sees it (domain.md 4.2 I).
    let fields = [
        ("story", "实验小学有老师对家长态度恶劣"),
        ("item", "qtts"),
        ("situation", "I"),
        ("concerned", "syxx"),
        ("do", "save"),
    ];
    let answer = clerk.post("/w/new", &fields).await;
    let number = number(&answer);
    let registered = matter(&county, &number).await;
    assert_eq!(registered.offers[0].to.unit.as_str(), "efficacy");
    let school = staff("s1");
    assert!(county.app.look_at(&school, &number).await.unwrap().is_none());
}

#[tokio::test]
async fn whoever_asked_the_school_before_is_sent_back_there_by_rule() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [("story", "转学申请学校一直不办，问过学校了"), ("item", "转学"), ("to", "syxx")];
    let looked = clerk.post("/w/new", &fields).await;
    assert!(looked.has("先问过学校吗"), "{}", looked.plain());
    let fields = [&fields[..], &[("asked", "1"), ("do", "save")]].concat();
    let answer = clerk.post("/w/new", &fields).await;
    let page = told(&clerk, &answer).await;
    assert!(page.has("先问过学校，已退回实验小学"), "{}", page.plain());
    let registered = matter(&county, &number(&answer)).await;
    assert_eq!(registered.push_ups.len(), 1, "decisions A7: found and counted");
}

#[tokio::test]
async fn the_same_phone_shows_what_it_brought_before_and_takes_more_words() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [
        ("phone", "13800000001"),
        ("story", STORY),
        ("to", "syxx"),
        ("do", "save"),
        ("name", "王2"),
    ];
    let first = number(&clerk.post("/w/new", &fields).await);
    let looked = clerk.post("/w/new", &[("phone", "138 0000 0001")]).await;
    assert!(looked.has("内 1 件：") && looked.has("收费咨询"), "{}", looked.plain());
    assert!(looked.has("（待签收）") && looked.has(&format!("value=\"{first}\"")));
    let fields = [("phone", "13800000001"), ("story", "再问一句，上学期的能退吗")];
    let joined = clerk.post("/w/new", &[&fields[..], &[("join", first.as_str())]].concat()).await;
    let page = clerk.follow(&joined).await;
    assert!(page.has("没有另立件"), "{}", page.plain());
    assert!(matter(&county, &first).await.question_at.is_some(), "the handler must answer it");
}

#[tokio::test]
async fn a_hand_over_is_undone_within_minutes() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [("story", STORY), ("to", "syxx"), ("do", "save")];
    let answer = clerk.post("/w/new", &fields).await;
    let number = number(&answer);
    told(&clerk, &answer).await;
    let undo = [("number", number.as_str()), ("offer", "1")];
    let page = clerk.follow(&clerk.post("/w/new/undo", &undo).await).await;
    assert!(page.has("移交已撤销"), "{}", page.plain());
    assert!(matter(&county, &number).await.offers.iter().all(|offer| !offer.is_open()));
}

#[tokio::test]
async fn an_administrator_registers_nothing() {
    let county = County::found().await;
    let administrator = Window::of(&county, "sys1").await;
    let page = administrator.get("/w/new").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_code_of_a_visit_stands_on_the_paper_and_of_a_call_nowhere() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let fields = [("story", STORY), ("to", "syxx"), ("phone", "13800000001"), ("do", "save")];
    let answer = clerk.post("/w/new", &fields).await;
    let receipt = clerk.follow(&answer).await;
    let (screen, paper) = receipt.text.split_once("paper__fold printonly").unwrap();
    assert!(!screen.contains("paper__code\""), "nothing of the code before the fold");
    let (_, code) = paper.split_once("class=\"paper__code\">").unwrap();
    let code: String = code.chars().take(14).collect();
    assert!(code.bytes().filter(u8::is_ascii_digit).count() == 12, "{code}");
    assert!(receipt.has("收件回执") && receipt.has(STORY), "{}", receipt.plain());
    // Whoever prints it later, or from another browser, gets it without the code.
    let other = Window::of(&county, "o1").await;
    let again = other.get(&format!("/w/print/receipt/{}", answer.registered())).await;
    assert!(again.has("收件回执") && !again.has("paper__code\""), "{}", again.plain());
    // A call: the code goes to the caller's phone.
    clerk.get("/w/new").await;
    let fields = [&fields[..], &[("source", "2")]].concat();
    let answer = clerk.post("/w/new", &fields).await;
    let page = clerk.follow(&answer).await;
    assert!(page.has("查询码已直接发到来电手机"), "{}", page.plain());
    let receipt = clerk.get(&format!("/w/print/receipt/{}", answer.registered())).await;
    assert!(!receipt.has("paper__code\""), "{}", receipt.plain());
}

#[tokio::test]
async fn a_form_sent_twice_registers_once() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    let page = clerk.get("/w/new").await;
    let (_, form) = page.text.split_once("name=\"form\" value=\"").unwrap();
    let form = form.split('"').next().unwrap().to_owned();
    let fields = [("form", form.as_str()), ("story", STORY), ("to", "syxx"), ("do", "save")];
    let first = clerk.post("/w/new", &fields).await.registered();
    assert_eq!(clerk.post("/w/new", &fields).await.registered(), first);
}

#[tokio::test]
async fn sheet_and_file_are_printed_for_those_who_may_read_it() {
    let county = County::found().await;
    let clerk = Window::of(&county, "o2").await;
    clerk.get("/w/new").await;
    let answer = clerk.post("/w/new", &[("story", STORY), ("to", "syxx"), ("do", "save")]).await;
    let number = answer.registered();
    let sheet = clerk.get(&format!("/w/print/handover/{number}")).await;
    assert!(sheet.has("移交单") && sheet.has("请核实后答复群众"), "{}", sheet.plain());
    let file = clerk.get(&format!("/w/print/file/{number}")).await;
    assert!(file.has("办件卷宗") && file.has(STORY) && file.has("首次回应"), "{}", file.plain());
    let several = clerk.get(&format!("/w/print/files?n={number}&n={number}")).await;
    assert_eq!(several.text.matches("<article").count(), 2);
    let stranger = Window::of(&county, "w2").await;
    for path in ["receipt", "handover", "file"] {
        let page = stranger.get(&format!("/w/print/{path}/{number}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.has(STORY), "{path}");
    }
}

/// What somebody brings to the window goes with his matter, also where it is settled on the spot.
#[tokio::test]
async fn a_paper_that_is_brought_is_kept_with_the_matter() {
    let county = County::found().await;
    let clerk = Window::of(&county, "k2").await;
    for (finish, wish) in [("", "save"), ("教育科上午八点半上班，可以当天来办。", "finish")]
    {
        let page = clerk.get("/w/new").await;
        let (_, form) = page.text.split_once("name=\"form\" value=\"").unwrap();
        let form = form.split('"').next().unwrap();
        // The story is too short; the photograph is held all the same.
        let mut fields = vec![("form", form), ("source", "1"), ("story", "问"), ("do", wish)];
        let refused = clerk.post_photograph("/w/new", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("已经收好的文件") && refused.has("照片 1 · "), "{}", refused.plain());
        fields[2] = ("story", "请问教育科几点上班");
        fields.extend([("item", "zczx"), ("to", "0"), ("result", finish)]);
        let answer = clerk.post("/w/new", &fields).await;
        let registered = matter(&county, &number(&answer)).await;
        let papers: Vec<CameWith> = registered.attachments.iter().map(|one| one.with).collect();
        assert_eq!(papers, [CameWith::Filing], "{wish}");
        assert_eq!(registered.ended.is_some(), wish == "finish");
    }
}
