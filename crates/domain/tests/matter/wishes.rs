//! Wishes as short words, with harmless texts.

use std::collections::BTreeSet;

use xiaoneng_calendar::Date;
use xiaoneng_domain::matter::*;
use xiaoneng_domain::rules::Situation;
use xiaoneng_domain::text::{TextDigest, Written};

use super::{Step, on, time_of};

/// A text.
pub(crate) fn text(body: &str) -> Written {
    Written::new(body, [7; 16])
}

/// 收费投诉, filed with 教育科.
pub(crate) fn filing() -> File {
    File {
        number: "2026-03020001".into(),
        channel: Channel::Portal,
        petitioner: Some("p1".into()),
        has_contact: true,
        matter_type: "fee_grievance".into(),
        unit: Some("JYK".into()),
        story: text("学校收了午托费，没有说明依据，想知道能不能退。"),
        concerned: None,
        is_sealed: false,
        is_urgent: false,
        is_vulnerable: false,
        asked_first: None,
        first_contact: None,
        surroundings: Surroundings::default(),
    }
}

/// The same of another kind, with another unit.
pub(crate) fn filing_of(matter_type: &str, unit: &str) -> File {
    File { matter_type: matter_type.into(), unit: Some(unit.into()), ..filing() }
}

/// Monday 2 March at nine: a citizen files.
pub(crate) fn filed() -> Step {
    on("03-02 09:00", "citizen:p1", filing())
}

/// Monday 2 March at nine: a citizen files this with that unit.
pub(crate) fn filed_as(matter_type: &str, unit: &str) -> Step {
    on("03-02 09:00", "citizen:p1", filing_of(matter_type, unit))
}

/// A record of first contact with the receipt given and nothing else.
pub(crate) fn record(situation: Situation) -> FirstContactRecord {
    FirstContactRecord {
        situation,
        result: None,
        notice: None,
        hand_over: None,
        reported_to: None,
        competent: None,
        help: None,
        leader_told: None,
        assisting: Vec::new(),
        receipt: Receipt::Given,
    }
}

/// What a clerk registers for a visitor of 教育科.
pub(crate) fn registration(record: FirstContactRecord) -> File {
    File { channel: Channel::Visit, unit: None, first_contact: Some(Box::new(record)), ..filing() }
}

pub(crate) fn to(unit: &str) -> Destination {
    Destination { unit: unit.into(), person: None }
}

pub(crate) fn to_person(unit: &str, person: &str) -> Destination {
    Destination { unit: unit.into(), person: Some(person.into()) }
}

pub(crate) fn hand_over(destination: Destination) -> HandOver {
    HandOver {
        to: destination,
        request: text("请核实收费依据并答复群众。"),
        duty_clause: None,
        done_so_far: None,
    }
}

pub(crate) fn sign_for(offer: u32) -> SignFor {
    SignFor { offer }
}

pub(crate) fn send_back(offer: u32) -> Return {
    Return {
        offer,
        reason: ReturnReason::NotOurDuty,
        belongs_to: None,
        duty_clause: text("三定方案：本科室不承担收费管理。"),
    }
}

pub(crate) fn rule_for(unit: &str) -> Rule {
    Rule { unit: unit.into(), reason: text("按三定方案由该单位承办。") }
}

pub(crate) fn ask_assist(unit: &str) -> AskAssist {
    AskAssist {
        wish: AssistWish {
            unit: unit.into(), question: text("午托收费的批准文件是哪一份？")
        },
    }
}

pub(crate) fn answer_assist(assist: u32) -> AnswerAssist {
    AnswerAssist { assist, answer: text("批准文件为青教〔2025〕18号。") }
}

pub(crate) fn ask_supplement() -> AskSupplement {
    AskSupplement {
        materials: text("还缺：户口簿复印件、转出学校意见。"),
        form: NoticeForm::Written,
        occasion: SupplementOccasion::Missing,
    }
}

pub(crate) fn supply() -> Supply {
    Supply { materials: text("补上户口簿复印件和转出学校意见。") }
}

pub(crate) fn ask_suspension(code: &str, until: &str) -> AskSuspension {
    AskSuspension {
        code: code.into(),
        evidence: text("检测委托书 2026-11 号。"),
        until: time_of(until),
        notice: text("正在送检，检测期间不计入办理时限。"),
    }
}

pub(crate) fn decide_suspension(request: u32, verdict: Verdict) -> DecideSuspension {
    DecideSuspension { request, verdict }
}

pub(crate) fn ask_extension(amount: u32) -> AskExtension {
    AskExtension {
        amount,
        reason: text("需要核对三个学期的账目。"),
        notice: text("账目较多，需要延长几天，延期内会给您结果。"),
    }
}

pub(crate) fn decide_extension(request: u32, verdict: Verdict) -> DecideExtension {
    DecideExtension { request, verdict }
}

pub(crate) fn refuse() -> Verdict {
    Verdict::Refuse(text("现有时限内可以办完。"))
}

pub(crate) fn ask_follow_up(next_on: Option<&str>) -> AskFollowUp {
    AskFollowUp {
        next_on: next_on.map(|day| day.parse::<Date>().unwrap()),
        reason: text("新校舍九月才能启用。"),
        notice: text("新校舍启用前先安排错峰用餐，下次进展按时告诉您。"),
    }
}

pub(crate) fn decide_follow_up(request: u32, verdict: Verdict) -> DecideFollowUp {
    DecideFollowUp { request, verdict }
}

pub(crate) fn reply(handler: Option<&str>, by: Option<&str>) -> Reply {
    Reply {
        text: text("您反映的事已由教育科办理，本月内给您结果。"),
        handler: handler.map(Into::into),
        by: by.map(time_of),
    }
}

pub(crate) fn resolved() -> GiveResult {
    GiveResult {
        outcome: Outcome::Resolved,
        text: text("学校已退还多收的午托费，并公示了收费依据。"),
    }
}

pub(crate) fn account() -> RefusalAccount {
    RefusalAccount {
        ground: RefusalGround::ConditionsNotMet,
        legal_basis: Some(text("《青禾县招生办法》第八条。")),
        alternative: Some(text("可以在八月参加统筹安排。")),
        remedy: Some(text("六十日内可以申请行政复议。")),
    }
}

pub(crate) fn cannot(account: RefusalAccount) -> GiveResult {
    GiveResult {
        outcome: Outcome::CannotBeDone(account),
        text: text("您家不在该校服务范围内，今年不能安排到该校。"),
    }
}

pub(crate) fn not_ours(name: &str, contact: &str) -> GiveResult {
    GiveResult {
        outcome: Outcome::NotOurs(CompetentUnit {
            unit: None,
            name: text(name),
            contact: text(contact),
        }),
        text: text("社会保险由人社部门办理，已替您问清窗口和时间。"),
    }
}

pub(crate) fn notice_sent() -> RecordDelivery {
    RecordDelivery { way: DeliveryWay::NoticeSent }
}

pub(crate) fn withdraw() -> Withdraw {
    Withdraw { account: text("学校已经退费，不用再办了。"), second_person: None }
}

pub(crate) fn request_review() -> RequestReview {
    RequestReview { reason: text("只退了一个学期的钱，还有两个学期没退。") }
}

pub(crate) fn urge() -> Urge {
    Urge { reason: UrgeReason::NoNews, text: None }
}

pub(crate) fn opinion(solved: Solved, satisfaction: Satisfaction) -> Opinion {
    let (chips, words, from) = (BTreeSet::new(), None, RatedFrom::Outside);
    Opinion { solved, satisfaction, chips, words, from }
}

pub(crate) fn rate(satisfaction: Satisfaction) -> Rate {
    Rate { opinion: opinion(Solved::Yes, satisfaction) }
}

pub(crate) fn rate_again(satisfaction: Satisfaction) -> RateAgain {
    RateAgain { opinion: opinion(Solved::Yes, satisfaction) }
}

pub(crate) fn follow() -> Follow {
    Follow { text: Some(text("我家孩子也交了午托费。")), has_contact: true }
}

pub(crate) fn photographs(count: u8) -> Vec<NewAttachment> {
    let photograph = |at: u8| NewAttachment {
        digest: TextDigest::from_bytes([at; 32]),
        media_type: MediaType::Jpeg,
        bytes: 48_213,
    };
    (1..=count).map(photograph).collect()
}

pub(crate) fn bring(with: CameWith) -> Bring {
    Bring { with, attachments: photographs(2) }
}

pub(crate) fn attach(with: CameWith) -> Attach {
    Attach { with, attachments: photographs(1) }
}

pub(crate) fn at_window(holder: &str, second: &str, account: Written) -> ReissueCode {
    let way = ReissueWay::AtWindow { second_person: second.into(), account };
    ReissueCode { holder: holder.into(), way }
}

pub(crate) fn publish(part: PublishedPart, body: &str) -> Publish {
    Publish { part, text: text(body) }
}

pub(crate) fn visit(visited_at: &str) -> RecordVisit {
    RecordVisit {
        visited_at: time_of(visited_at),
        place: text("第一中学家长接待室"),
        visitors: vec!["JYK_staff".into()],
        account: text("当面听取意见，家长已签字。"),
    }
}

pub(crate) fn modes(modes: &[Mode]) -> CorrectModes {
    CorrectModes {
        modes: modes.iter().copied().collect::<BTreeSet<Mode>>(),
        reason: text("按实际情况更正。"),
    }
}
