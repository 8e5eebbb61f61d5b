//! 预警、牌稿、停机、五办、协办、AB 岗、历史 (decisions A2, A8, B15, B21, C25, E34; clauses 5, 7, 8).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;
use xiaoneng_domain::decider::{Actor, Decider, Fact};
use xiaoneng_domain::light::{Lit, light_of};
use xiaoneng_domain::organization::{
    AbsenceRegistered, Organization, OrganizationDecider, OrganizationEvent, PersonLeft,
};
use xiaoneng_domain::rules::{RuleFile, Rules};

const CLERK: &str = "JYK_clerk";

fn answered() -> Story {
    given([filed(), on("03-02 10:00", CLERK, reply(Some(CLERK), Some("03-13 17:30")))])
}

fn completion_signals(story: &Story) -> Vec<String> {
    story.signals().into_iter().filter(|signal| signal.starts_with("completion")).collect()
}

#[test]
fn signals_once_per_clock_and_level() {
    // 15 日：用去一半在第 7 天；前一个工作日临期；17 日 17:30 后超期；再过 3 个工作日严重超期。
    let expected = [
        ("03-09 17:29", 0),
        ("03-09 17:30", 1),
        ("03-16 17:29", 1),
        ("03-16 17:30", 2),
        ("03-17 17:30", 2),
        ("03-17 17:31", 3),
        ("03-20 17:30", 3),
        ("03-20 17:31", 4),
        ("04-30 10:00", 4),
    ];
    let mut story = answered();
    for (time, count) in expected {
        story = story.until(time);
        assert_eq!(completion_signals(&story).len(), count, "{time}: {:?}", story.signals());
    }
    assert_eq!(
        completion_signals(&story),
        [
            "completion hint JYK_clerk",
            "completion pre_alert JYK_clerk",
            "completion yellow JYK_clerk",
            "completion red JYK_clerk"
        ]
    );
}

#[test]
fn who_is_told_rises_with_the_level() {
    let story = answered().until("03-17 17:31").until("03-20 17:31");
    let copies = |level: Level| {
        let found = story.matter.signals.iter();
        let signal = found.filter(|signal| signal.clock == ClockName::Completion);
        let signal = signal.into_iter().find(|signal| signal.level == level).unwrap().clone();
        signal.copies.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(copies(Level::Yellow), ["JYK_head"]);
    assert_eq!(copies(Level::Red), ["JYK_head", "deputy", "XNB_head"]);
}

#[test]
fn clause_2_e34_light_signal_and_draft_come_without_human_action() {
    let story = answered().until("03-17 17:31");
    assert_eq!(light_of(&story.matter, story.now).light, Light::Overdue);
    assert!(story.cards().contains(&"completion yellow JYK JYK_clerk".to_owned()));
    let story = story.until("03-20 17:31");
    assert!(story.cards().contains(&"completion red JYK JYK_clerk".to_owned()));
    let mut cards = story.matter.cards.iter();
    let card = cards
        .find(|card| (card.clock, card.colour) == (ClockName::Completion, CardColour::Red))
        .unwrap();
    assert_eq!(card.fell_due_at.date(), time_of("03-20 17:30").date());
}

#[test]
fn b21_after_an_outage_one_signal_per_clock_at_its_highest_level() {
    let beat = Beat::AfterOutage { since: time_of("03-05 00:00") };
    let story = answered().and(on("04-01 09:00", "system", LetTimePass { beat }));
    assert_eq!(completion_signals(&story), ["completion red JYK_clerk"]);
    let mut found = story.matter.signals.iter();
    let signal = found.rfind(|signal| signal.clock == ClockName::Completion).unwrap();
    assert!(signal.is_late_by_outage);
    assert_eq!(signal.raised_at, time_of("04-01 09:00"));
    assert_eq!(signal.fell_due_at.date(), time_of("03-20 17:30").date());
    // 书面回复从发出之日起算 5 个工作日（清明 4 月 4 日至 6 日放假）。
    assert_eq!(signal.answer_by, Some(time_of("04-09 17:30")));
    let cards: Vec<String> =
        story.cards().into_iter().filter(|card| card.starts_with("completion")).collect();
    assert_eq!(cards, ["completion red JYK JYK_clerk"]);
    let again = story.when(on("04-01 09:01", "system", LetTimePass { beat }));
    again.gives(&[]);
}

#[test]
fn a_matter_opened_again_is_signalled_and_carded_anew() {
    let late = answered().until("03-17 17:31");
    let done = late
        .and(on("03-18 10:00", CLERK, resolved()))
        .and(on("03-18 10:01", "system", notice_sent()))
        .and(on("03-20 10:00", "citizen:p1", RequestReview { reason: text("只退了一部分。") }))
        .and(on("03-20 11:00", "JYK_head", reply(Some("JYK_head"), Some("04-03 17:30"))));
    // 新一轮 15 日到 4 月 4 日，清明顺延到 4 月 7 日。
    assert_eq!(done.due(ClockName::Completion), time_of("04-07 17:30"));
    let again = done.until("04-07 17:31");
    assert!(again.signals().contains(&"completion yellow JYK_head".to_owned()));
    assert!(again.cards().contains(&"completion yellow JYK JYK_head".to_owned()));
    assert!(again.cards().contains(&"completion yellow JYK JYK_clerk".to_owned()));
}

#[test]
fn an_unanswered_signal_goes_up() {
    let story = answered().until("03-17 17:31");
    let mut signals = story.matter.signals.iter();
    let yellow = signals.rfind(|signal| signal.clock == ClockName::Completion).unwrap();
    let (number, answer_by) = (yellow.ordinal, yellow.answer_by.unwrap());
    assert_eq!(answer_by, time_of("03-24 17:30"));
    let answer =
        AnswerSignal { signal: number, text: text("今日内办结，原因是账目核对。") };
    story.clone().when(on("03-18 09:00", "PAK_clerk", answer.clone())).refuses_as("not_permitted");
    let hollow = AnswerSignal { text: text("已阅"), ..answer.clone() };
    story.clone().when(on("03-18 09:00", CLERK, hollow)).refuses_as("empty_answer");
    let told = story.clone().when(on("03-18 09:00", CLERK, answer.clone()));
    let told = told.gives(&["signal_answered"]);
    told.clone().when(on("03-18 09:05", CLERK, answer)).refuses_as("no_such_signal");
    let silent = story.until("03-24 17:31");
    let signal = silent.matter.signals.iter().find(|signal| signal.ordinal == number).unwrap();
    assert_eq!(signal.escalated_to, Some("deputy".into()));
    let kept = told.until("03-24 17:31");
    let signal = kept.matter.signals.iter().find(|signal| signal.ordinal == number).unwrap();
    assert_eq!(signal.escalated_to, None);
}

#[test]
fn the_next_timer_is_when_something_falls_due_and_not_before() {
    let mut story = answered();
    let mut seen = 0;
    while let Some(next) = next_timer_at(&story.matter) {
        let before = next.plus_minutes(-1).max(story.now);
        let quiet = on_instant(before);
        if before < next {
            assert!(story.ask(&quiet).unwrap().is_empty(), "something fell due before {next}");
        }
        assert!(!story.carry_out(&on_instant(next)).unwrap().is_empty(), "nothing at {next}");
        seen += 1;
        assert!(seen < 60, "timers never end");
    }
    assert!(seen >= 6, "{seen}");
}

// —— 立即办、主动办 ——

#[test]
fn clause_7_urgent_at_1430_without_action_at_1631_raises_an_alert() {
    let urgent = File { is_urgent: true, ..filing() };
    let story = given([on("03-02 14:30", "citizen:p1", urgent)]);
    assert_eq!(story.due(ClockName::FirstAction), time_of("03-02 16:30"));
    let story = story.until("03-02 16:30");
    assert!(story.matter.signals.is_empty());
    let late = story.clone().until("03-02 16:31");
    assert_eq!(late.signals(), ["first_action yellow JYK_clerk"]);
    let acted = RecordAction { action: text("已联系学校负责人到场处理。") };
    let story = story.and(on("03-02 16:30", CLERK, acted));
    assert!(story.until("03-02 16:31").matter.signals.is_empty());
    let hollow = RecordAction { action: text("等通知") };
    late.when(on("03-02 16:40", CLERK, hollow)).refuses_as("empty_answer");
}

#[test]
fn b16_safety_runs_two_hours_by_the_wall() {
    let story = given([on("03-07 21:00", "citizen:p1", filing_of("bullying", "S1"))]);
    assert_eq!(story.due(ClockName::FirstAction), time_of("03-07 23:00"));
    let story = story.until("03-07 23:01");
    let mut signals = story.matter.signals.iter();
    let signal = signals.find(|signal| signal.clock == ClockName::FirstAction).unwrap();
    assert!(signal.copies.contains(&"PAK_clerk".into()), "{:?}", signal.copies);
}

#[test]
fn clause_8_the_third_of_a_tag_wants_a_leader() {
    for (matters_of_tag, wanted) in [(2, false), (3, true), (9, true)] {
        let surroundings = Surroundings { matters_of_tag, ..Surroundings::default() };
        let story = given([on("03-02 09:00", "citizen:p1", File { surroundings, ..filing() })]);
        assert_eq!(story.matter.needs_leader(), wanted, "{matters_of_tag}");
    }
    let surroundings = Surroundings { matters_of_tag: 3, ..Surroundings::default() };
    let story = given([on("03-02 09:00", "citizen:p1", File { surroundings, ..filing() })]);
    let take =
        |leader: &str| TakeUp { leader: leader.into(), plan: text("一周内约谈学校。") };
    story.clone().when(on("03-03 09:00", "director", take("JYK_staff"))).refuses_as("not_a_leader");
    let story = story.and(on("03-03 09:00", "deputy", take("deputy")));
    assert!(!story.matter.needs_leader());
}

#[test]
fn clause_3_what_is_open_longer_than_sixty_days_wants_a_leader() {
    // 3 月 2 日起 60 日到 5 月 1 日，放假顺延到 5 月 6 日。
    let story = answered().until("05-06 17:30");
    assert!(!story.matter.modes.contains_key(&Mode::Active));
    let story = story.until("05-06 17:31");
    assert_eq!(story.matter.modes.get(&Mode::Active), Some(&ModeReason::OpenTooLong));
    assert!(story.matter.needs_leader());
}

#[test]
fn the_head_corrects_the_way_of_handling_with_a_reason() {
    let story = given([filed()]);
    let visit = story.clone().when(on("03-02 10:00", "JYK_head", modes(&[Mode::Visit])));
    assert!(visit.gives(&["modes_changed"]).matter.modes.contains_key(&Mode::Visit));
    story.clone().when(on("03-02 10:00", CLERK, modes(&[Mode::Visit]))).refuses_as("not_permitted");
    let unsaid = CorrectModes { reason: text(""), ..modes(&[Mode::Visit]) };
    story.clone().when(on("03-02 10:00", "JYK_head", unsaid)).refuses_as("text_missing");
    let deferred = story.clone().when(on("03-02 10:00", "JYK_head", modes(&[Mode::FollowUp])));
    deferred.refuses(No::ModeFixed { mode: Mode::FollowUp });
    let urgent = story.and(on("03-02 10:00", "JYK_head", modes(&[Mode::Immediate])));
    assert_eq!(urgent.due(ClockName::FirstAction), time_of("03-02 12:00"));
    let safety = given([filed_as("bullying", "PAK")]);
    let off = safety.when(on("03-02 10:00", "PAK_head", modes(&[])));
    off.refuses(No::ModeFixed { mode: Mode::Immediate });
}

// —— 协办 ——

#[test]
fn clause_5_an_assisting_unit_late_gets_its_own_card_not_the_lead() {
    let story = answered().and(on("03-04 10:00", CLERK, ask_assist("PAK")));
    // 协办 3 个工作日。
    assert_eq!(story.due(ClockName::Assisting(1)), time_of("03-09 17:30"));
    let story = story.until("03-09 17:31");
    assert!(story.signals().contains(&"assisting/1 yellow PAK_head".to_owned()));
    assert_eq!(story.cards(), ["assisting/1 yellow PAK PAK_head"]);
    // 主办因此超期：主办亮红灯、有预警，没有牌稿。
    let story = story.until("03-17 17:31").until("03-23 09:00");
    assert!(story.signals().contains(&"completion red JYK_clerk".to_owned()));
    assert!(story.cards().iter().all(|card| !card.contains("JYK")), "{:?}", story.cards());
    assert_eq!(light_of(&story.matter, story.now).light, Light::Overdue);
    // 协办回复之后也不补拟。
    let story = story.and(on("03-23 10:00", "PAK_staff", answer_assist(1))).until("03-24 10:00");
    assert!(story.cards().iter().all(|card| !card.contains("JYK")));
}

#[test]
fn a_lead_that_asks_too_late_is_charged_itself() {
    let story = answered().and(on("03-17 10:00", CLERK, ask_assist("PAK")));
    assert_eq!(
        story.due(ClockName::Assisting(1)),
        time_of("03-17 17:30"),
        "no later than the lead"
    );
    let story = story.until("03-17 17:31");
    assert!(story.cards().contains(&"completion yellow JYK JYK_clerk".to_owned()));
}

#[test]
fn who_assists_whom() {
    let story = answered();
    let judge = |wish| story.clone().when(on("03-09 10:00", CLERK, wish));
    judge(ask_assist("JYK")).refuses_as("assist_by_oneself");
    judge(ask_assist("NOWHERE")).refuses_as("organization");
    let asked = story.clone().and(on("03-09 10:00", CLERK, ask_assist("PAK")));
    asked.clone().when(on("03-09 10:05", CLERK, ask_assist("PAK"))).refuses_as("assist_pending");
    let both = asked.clone().and(on("03-09 10:05", CLERK, ask_assist("DDS")));
    both.clone()
        .when(on("03-09 11:00", "PAK_staff", answer_assist(2)))
        .refuses_as("not_the_assistant");
    both.when(on("03-09 11:00", "DDS_head", answer_assist(2))).gives(&["assist_answered"]);
    let hollow = AnswerAssist { answer: text("不清楚。"), ..answer_assist(1) };
    asked.clone().when(on("03-09 11:00", "PAK_staff", hollow)).refuses_as("empty_answer");
    let released = asked.and(on("03-09 11:00", CLERK, ReleaseAssist { assist: 1 }));
    let gone = released.when(on("03-09 11:05", CLERK, ReleaseAssist { assist: 1 }));
    gone.refuses(No::NoSuchAssist { assist: 1 });
}

// —— 灯 ——

#[test]
fn the_light_names_the_worst_clock() {
    let at = |story: &Story, time: &str| light_of(&story.matter, time_of(time));
    let story = answered();
    let expected = [
        ("03-03 09:00", Light::Normal, ClockName::Completion),
        ("03-16 17:30", Light::DueSoon, ClockName::Completion),
        ("03-17 17:30", Light::DueSoon, ClockName::Completion),
        ("03-17 17:31", Light::Overdue, ClockName::Completion),
    ];
    for (time, light, clock) in expected {
        let lit = at(&story, time);
        if lit.clock == Some(clock) {
            assert_eq!(lit.light, light, "{time}");
        } else {
            // 环节钟更早到期时，由它亮灯。
            assert!(lit.light >= light, "{time}: {lit:?}");
        }
    }
    let done = story.and(on("03-04 10:00", CLERK, resolved())).and(on(
        "03-04 10:05",
        "system",
        notice_sent(),
    ));
    let lit = Lit { light: Light::Done, clock: None, due_at: None, is_provisional: false };
    assert_eq!(at(&done, "03-20 09:00"), lit);
    let paused = answered()
        .and(on("03-03 09:00", CLERK, ask_suspension("testing", "03-10 08:30")))
        .and(on("03-04 08:30", "JYK_head", decide_suspension(1, Verdict::Approve)));
    assert_eq!(at(&paused, "03-05 09:00").light, Light::Paused);
    assert_eq!(at(&paused, "03-10 08:30").light, Light::Normal);
}

// —— 暂定日期 ——

#[test]
fn b15_no_overdue_signal_or_card_arises_from_a_provisional_date() {
    let late = File { number: "2026-12250001".into(), ..filing() };
    let story = given([on("2026-12-25T09:00", "citizen:p1", late)]);
    assert!(story.clock(ClockName::Completion).projection.is_provisional);
    let story = story.until("2027-03-01T09:00");
    assert!(completion_signals(&story).iter().all(|signal| !signal.contains("yellow")));
    assert!(story.cards().iter().all(|card| !card.starts_with("completion")));
    let light = light_of(&story.matter, story.now);
    assert!(light.clock != Some(ClockName::Completion) || light.light != Light::Overdue);
}

/// The shipped rules with changes: each file goes through `edit`, and new ones come with it.
fn rules_with(edit: impl Fn(&str, String) -> String, new: &[(&str, &str)]) -> &'static Rules {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut folders = vec![folder.clone()];
    let mut files: Vec<RuleFile> = new
        .iter()
        .map(|(path, text)| RuleFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect();
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let below = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
                let text = edit(&below, std::fs::read_to_string(&path).unwrap());
                files.push(RuleFile { path: below, text });
            }
        }
    }
    files.sort();
    Box::leak(Box::new(Rules::read(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))))
}

const NOTICE_OF_2027: &str = r#"
year = 2027

[notice]
title = "国务院办公厅关于2027年部分节假日安排的通知（测试）"
number = "国办发明电〔2026〕9号"
source = "https://www.gov.cn/"
evidence = "N"

[[holiday]]
name = "元旦"
from = 2027-01-01
to = 2027-01-13
"#;

#[test]
fn b15_a_holiday_notice_reckons_anew_what_is_not_yet_due() {
    let late = File { number: "2026-12250001".into(), ..filing() };
    let story = given([on("2026-12-25T09:00", "citizen:p1", late)]);
    let before = story.clock(ClockName::Completion).projection;
    // 15 日到 1 月 9 日（周六），顺延到周一，仍是暂定。
    assert_eq!((before.due_at, before.is_provisional), (time_of("2027-01-11T17:30"), true));
    let adopted = || Reproject { notice: "国办发明电〔2026〕9号".to_owned() };
    let rules = rules_with(|_, text| text, &[("calendar/2027.toml", NOTICE_OF_2027)]);
    let story = story.under(rules);
    let story = story.when(on("2026-12-28T09:00", "system", adopted())).gives(&["reprojected"]);
    let after = story.clock(ClockName::Completion).projection;
    assert_eq!((after.due_at, after.is_provisional), (time_of("2027-01-14T17:30"), false));
    // 已到期的首次回应不变。
    assert_eq!(story.due(ClockName::FirstResponse), time_of("2026-12-28T17:30"));
    story.clone().when(on("2026-12-28T09:01", "system", adopted())).gives(&[]);
    let story = story.until("2027-01-14T17:31");
    assert!(story.signals().contains(&"completion yellow JYK_clerk".to_owned()));
}

#[test]
fn c22_thresholds_go_by_the_day_on_which_the_signal_falls_due() {
    // 3 月 18 日起，黄牌线从 3 个工作日改为 1 个工作日：3 月 17 日到期的件，按新线 18 日收班后就是红。
    let changed = |path: &str, text: String| {
        match path {
        "national/limits.toml" => text.replace(
            "yellow_overdue_max = \"3 working days\"",
            concat!(
                "yellow_overdue_max = [\n",
                "  { limit = \"3 working days\", source = \"本系统约定\", from = 2007-01-01, to = 2026-03-17 },\n",
                "  { limit = \"1 working day\", source = \"本系统约定\", from = 2026-03-18 },\n]"
            ),
        ),
        _ => text,
    }
    };
    let red = |rules: &'static Rules| {
        let story = Story::begun().under(rules).and(filed());
        story.clock(ClockName::Completion).projection.red_at.unwrap().plus_minutes(-1)
    };
    assert_eq!(red(rules()).date(), time_of("03-20 17:30").date());
    assert_eq!(red(rules_with(changed, &[])).date(), time_of("03-18 17:30").date());
}

#[test]
fn b15_nothing_to_reckon_anew_under_the_same_notice() {
    let again = Reproject { notice: "国办发明电〔2026〕9号".to_owned() };
    answered().when(on("03-03 09:00", "system", again)).gives(&[]);
}

// —— AB 岗、空缺 ——

fn after(
    organization: Organization,
    event: impl Into<OrganizationEvent>,
    now: &str,
) -> Organization {
    let fact = Fact {
        occurred_at: time_of(now),
        recorded_at: time_of(now),
        actor: Actor::System,
        event: event.into(),
    };
    OrganizationDecider::evolve(organization, &fact)
}

fn away(person: &str) -> Organization {
    let absence = AbsenceRegistered {
        person: person.into(),
        from: time_of("03-03 08:30"),
        to: Some(time_of("03-06 08:30")),
    };
    after(county().organization, absence, "03-03 08:00")
}

#[test]
fn cover_begins_and_ends_with_the_absence() {
    let story = given([filed()]).within(away(CLERK));
    let begins = CoverBegins { a: CLERK.into(), b: "JYK_staff".into() };
    let story = story.when(on("03-03 08:30", "system", begins.clone()));
    let story = story.gives(&["responsibility_moved"]);
    assert_eq!(story.responsible(), "JYK_staff");
    let held = story.matter.responsible.as_ref().unwrap();
    assert_eq!(held.covers_for, Some(CLERK.into()));
    story.clone().when(on("03-03 08:31", "system", begins)).gives(&[]);
    let ends = CoverEnds { a: CLERK.into() };
    let story = story.within(county().organization);
    let story =
        story.when(on("03-06 08:30", "system", ends.clone())).gives(&["responsibility_moved"]);
    assert_eq!(story.responsible(), CLERK);
    story.when(on("03-06 08:31", "system", ends)).gives(&[]);
    let by_hand = CoverEnds { a: CLERK.into() };
    given([filed()]).when(on("03-03 09:00", "JYK_head", by_hand)).refuses_as("not_permitted");
}

#[test]
fn what_the_cover_does_is_recorded_with_both() {
    let story = given([filed()]).within(away(CLERK));
    let story = story.when(on("03-03 09:00", "JYK_staff", reply(Some(CLERK), Some("03-10 17:30"))));
    let story = story.gives(&["acted_as_cover", "accepted", "replied"]);
    assert_eq!(story.responsible(), CLERK);
    let note = story.facts.iter().find_map(|fact| match &fact.event {
        MatterEvent::ActedAsCover(note) => Some((note.a.to_string(), note.b.to_string())),
        _ => None,
    });
    assert_eq!(note, Some((CLERK.to_owned(), "JYK_staff".to_owned())));
    given([filed()])
        .when(on("03-03 09:00", "JYK_staff", reply(None, None)))
        .refuses_as("not_permitted");
}

#[test]
fn a2_a_vacated_post_goes_to_the_head() {
    let left = after(county().organization, PersonLeft { person: CLERK.into() }, "03-03 08:00");
    let story = given([filed()]).within(left);
    let moved = MoveResponsibility { cause: Vacancy::PostVacated, of: None };
    let story =
        story.when(on("03-03 09:00", "system", moved.clone())).gives(&["responsibility_moved"]);
    assert_eq!(story.responsible(), "JYK_head");
    story.when(on("03-03 09:01", "system", moved.clone())).gives(&[]);
    given([filed()]).when(on("03-03 09:00", "system", moved)).gives(&[]);
}

#[test]
fn a2_a_closed_unit_leaves_its_matters_to_the_successors_head() {
    let mut organization = county().organization;
    organization.units.get_mut(&"JYK".into()).unwrap().successor = Some("PAK".into());
    let story = given([filed(), on("03-02 10:00", CLERK, ask_assist("DDS"))]).within(organization);
    let closed = MoveResponsibility { cause: Vacancy::UnitClosed, of: None };
    let story = story.and(on("03-03 09:00", "system", closed));
    let responsible = story.matter.responsible.as_ref().unwrap();
    assert_eq!(
        (responsible.holder.person.as_str(), responsible.holder.unit.as_str()),
        ("PAK_head", "PAK")
    );
    // 正等被撤单位签收的移交收回，请它协办的撤销。
    let mut organization = county().organization;
    organization.units.get_mut(&"DDS".into()).unwrap().successor = Some("PAK".into());
    let story = given([
        filed(),
        on("03-02 10:00", CLERK, ask_assist("DDS")),
        on("03-02 10:05", CLERK, hand_over(to("DDS"))),
    ]);
    let story = story.within(organization);
    let closed = MoveResponsibility { cause: Vacancy::UnitClosed, of: None };
    let story = story.when(on("03-03 09:00", "system", closed));
    assert_eq!(story.gives(&["hand_over_withdrawn", "assist_released"]).responsible(), CLERK);
}

// —— 历史 ——

fn import() -> Import {
    Import {
        number: "2026-03020009".into(),
        source_id: "36450".to_owned(),
        source_digest: text("来源行").digest(),
        matter_type: "history".into(),
        unit: "历史来件".into(),
        filed_at: at("2019-01-08T10:00"),
        replied_at: Some(at("2019-02-20T09:00")),
        story: text("来信正文"),
        reply: Some(text("答复正文")),
    }
}

#[test]
fn c25_history_runs_no_clock_and_blames_nobody() {
    let story = given([on("03-02 09:00", "system", import())]);
    assert_eq!(story.kinds(), ["imported"]);
    let history = story.matter.history.as_ref().unwrap();
    assert_eq!(history.source_key, "36450");
    assert_eq!(story.matter.filing.as_ref().unwrap().filed_at, at("2019-01-08T10:00"));
    assert_eq!(story.matter.delivered_at, Some(at("2019-02-20T09:00")));
    assert!(story.matter.clocks.is_empty() && story.matter.responsible.is_none());
    assert_eq!(next_timer_at(&story.matter), None);
    let pass = LetTimePass { beat: Beat::Regular };
    story.clone().when(on("2027-03-02T09:00", "system", pass)).gives(&[]);
    story.when(on("03-03 09:00", "system", notice_sent())).refuses(No::OnlyHistory);
    let open =
        given([on("03-02 09:00", "system", Import { replied_at: None, reply: None, ..import() })]);
    assert!(open.matter.ended.is_none() && !open.matter.is_open());
}

#[test]
fn a_row_of_history_that_cannot_be_true_is_refused() {
    let cases = [
        (Import { source_id: " ".to_owned(), ..import() }, "source_id_malformed"),
        (Import { source_id: "9".repeat(201), ..import() }, "source_id_malformed"),
        (
            Import { filed_at: at("2026-03-02T09:01"), replied_at: None, ..import() },
            "history_ahead",
        ),
        (Import { replied_at: Some(at("2019-01-08T09:59")), ..import() }, "times_reversed"),
        (Import { replied_at: Some(at("2026-03-02T09:01")), ..import() }, "times_reversed"),
        (Import { matter_type: "nothing".into(), ..import() }, "no_such_matter_type"),
        (Import { number: "36450".into(), ..import() }, "number_malformed"),
    ];
    for (wish, code) in cases {
        Story::begun().when(on("03-02 09:00", "system", wish)).refuses_as(code);
    }
    // 早已写成的答复再长也照收，写不短了。
    let long = Import { reply: Some(text(&"长".repeat(6_000))), ..import() };
    Story::begun().when(on("03-02 09:00", "system", long)).gives(&["imported"]);
    Story::begun().when(on("03-02 09:00", "citizen:p1", import())).refuses_as("not_permitted");
    given([on("03-02 09:00", "system", import())])
        .when(on("03-02 09:00", "system", import()))
        .refuses(No::AlreadyRegistered { number: "2026-03020009".into() });
}
