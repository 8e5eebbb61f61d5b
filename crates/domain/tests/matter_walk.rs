//! A walk at random: whatever anybody wishes of a matter, at whatever time, the laws hold after
//! every event, and after every heartbeat nothing is left undone. The seed is printed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use std::collections::BTreeSet;

use matter::*;
use xiaoneng_calendar::Instant;
use xiaoneng_domain::light::light_of;
use xiaoneng_domain::rules::Situation;

/// 确定的骰子. The same seed gives the same walk.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }
}

const TYPES: [&str; 9] = [
    "fee_grievance",
    "licence",
    "bullying",
    "school_transfer",
    "enrolment_grievance",
    "teacher_qualification",
    "school_request",
    "certificate",
    "information_request",
];
const UNITS: [&str; 8] = ["JYK", "PAK", "BGS", "XNB", "DDS", "S1", "S3", "NOWHERE"];

/// Somebody: mostly he who answers for the matter, sometimes anybody.
fn somebody(dice: &mut Dice, story: &Story) -> String {
    let holder = story.matter.responsible.as_ref().map(|held| held.holder.person.to_string());
    let others = [
        "citizen:p1",
        "citizen:p1",
        "citizen:p2",
        "director",
        "deputy",
        "JYK_head",
        "JYK_clerk",
        "JYK_staff",
        "PAK_clerk",
        "PAK_head",
        "BGS_clerk",
        "XNB_head",
        "DDS_head",
        "S1_clerk",
        "S1_head",
        "S3_clerk",
        "system",
        "nobody",
    ];
    match holder.filter(|_| dice.roll(10) < 6) {
        Some(holder) => holder,
        None => dice.pick(&others).to_owned(),
    }
}

/// Whoever may answer what waits now.
fn whoever_is_due(dice: &mut Dice, story: &Story) -> Option<(String, MatterCommand)> {
    let matter = &story.matter;
    let verdict = if dice.roll(4) == 0 { refuse() } else { Verdict::Approve };
    let open = |state: RequestState| state == RequestState::Open;
    if let Some(one) = matter.extension_requests.iter().find(|one| open(one.state)) {
        let wish = decide_extension(one.ordinal, verdict.clone());
        return Some((one.approver.to_string(), wish.into()));
    }
    if let Some(one) = matter.suspension_requests.iter().find(|one| open(one.state)) {
        let wish = decide_suspension(one.ordinal, verdict.clone());
        return Some((one.approver.to_string(), wish.into()));
    }
    if let Some(one) = matter.follow_ups.iter().find(|one| open(one.state)) {
        return Some((one.approver.to_string(), decide_follow_up(one.ordinal, verdict).into()));
    }
    if let Some(offer) = matter.open_offer() {
        let unit = story.organization.unit(&offer.to.unit)?;
        let signer = offer.to.person.clone().or_else(|| unit.desk.first().cloned())?;
        let wish = match dice.roll(3) {
            0 => send_back(offer.ordinal).into(),
            _ => sign_for(offer.ordinal).into(),
        };
        return Some((signer.to_string(), wish));
    }
    if let Some(ruling) = matter.pending_ruling() {
        let head = story.organization.head_of(&ruling.ruler)?;
        let by = ruling.passed_up_to.as_ref().unwrap_or(head);
        return Some((by.to_string(), rule_for(dice.pick(&["JYK", "PAK", "S1"])).into()));
    }
    let assist = matter.assists.iter().find(|assist| assist.is_open())?;
    let head = story.organization.head_of(&assist.unit)?;
    Some((head.to_string(), answer_assist(assist.ordinal).into()))
}

fn anything(dice: &mut Dice, story: &Story, now: Instant) -> MatterCommand {
    let number = u32::try_from(dice.roll(4)).unwrap();
    let unit = dice.pick(&UNITS);
    let later = now.plus_minutes(60 * 24 * i64::try_from(dice.roll(20)).unwrap());
    let day = later.date().to_string();
    let member = format!("{unit}_staff");
    match dice.roll(42) {
        0 => HandOver {
            duty_clause: Some(text("职责依据")),
            done_so_far: Some(text("已做工作")),
            ..hand_over(to(unit))
        }
        .into(),
        1 => hand_over(to_person(unit, &member)).into(),
        2 => sign_for(number).into(),
        3 => send_back(number).into(),
        4 => WithdrawHandOver { offer: number }.into(),
        5 => UndoRouting { offer: number }.into(),
        6 => rule_for(unit).into(),
        7 => ObjectToRuling { reason: text("有异议。") }.into(),
        8 => ask_assist(unit).into(),
        9 => answer_assist(number).into(),
        10 => ReleaseAssist { assist: number }.into(),
        11 => ask_supplement().into(),
        12 => supply().into(),
        13 => AskSuspension { until: later, ..ask_suspension("testing", "03-10 08:30") }.into(),
        14 => Resume {}.into(),
        15 => ask_extension(number * 3).into(),
        16 => ask_follow_up(Some(&day)).into(),
        17 => Accept {}.into(),
        18 => FinishStep { step: number }.into(),
        19 | 20 => Reply { by: Some(later), ..reply(Some("JYK_staff"), None) }.into(),
        21 | 22 => resolved().into(),
        23 => cannot(account()).into(),
        24 => not_ours("县人社局", "3 号窗口").into(),
        25..=27 => notice_sent().into(),
        28 => withdraw().into(),
        29 => request_review().into(),
        30 => urge().into(),
        31 => RecordVisit { visited_at: now, ..visit("03-02 09:00") }.into(),
        32 => publish(PublishedPart::Rule, "招生办法第八条。").into(),
        33 => publish(PublishedPart::Result, "已统筹安排。").into(),
        34 => RecordAction { action: text("已到场处理。") }.into(),
        35 => modes(&dice.pick(&[vec![], vec![Mode::Visit], vec![Mode::Immediate]])).into(),
        36 => AskQuestion { text: text("进展如何？") }.into(),
        37 => AnswerSignal { signal: number, text: text("本周内办结。") }.into(),
        38 => RecordFirstContact {
            record: FirstContactRecord { help: Some(text("已问清。")), ..record(Situation::H) },
        }
        .into(),
        39 => MoveResponsibility { cause: Vacancy::PostVacated, of: None }.into(),
        40 => CoverBegins { a: story_holder(story), b: "JYK_staff".into() }.into(),
        _ => RecordFailedDelivery { account: text("无人接听。") }.into(),
    }
}

fn story_holder(story: &Story) -> xiaoneng_domain::id::PersonId {
    let held = story.matter.responsible.as_ref();
    held.map_or("nobody".into(), |held| held.holder.person.clone())
}

/// After a heartbeat every overdue clock has its signal, and nothing that fell due is left.
fn check_after_beat(story: &Story, now: Instant) {
    assert!(next_timer_at(&story.matter).is_none_or(|next| next > now), "left undone");
    for clock in story.matter.open_clocks().filter(|clock| clock.is_over(now)) {
        let raised = clock.raised.is_some_and(Level::is_overdue);
        let waits = clock.projection.is_provisional || clock.is_paused(now);
        assert!(raised || waits, "{} has no signal", clock.name);
    }
    assert!(!story.matter.is_open() || light_of(&story.matter, now).clock.is_some());
}

struct Count {
    granted: usize,
    refused: usize,
    ended: usize,
    kinds: BTreeSet<&'static str>,
}

fn walk(seed: u64, count: &mut Count) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut now = time_of("03-02 08:30").plus_minutes(i64::try_from(dice.roll(900)).unwrap());
    let file = File {
        matter_type: dice.pick(&TYPES).into(),
        unit: Some(dice.pick(&UNITS[..7]).into()),
        is_urgent: dice.roll(4) == 0,
        is_vulnerable: dice.roll(6) == 0,
        ..filing()
    };
    let mut story = Story::begun();
    story.grant(Step { at: now, by: "citizen:p1".to_owned(), wish: file.into() });
    for _ in 0..60 {
        let step_length = dice.pick(&[1, 5, 30, 120, 600, 1440, 4000]);
        now = now.plus_minutes(step_length);
        if story.matter.ended.is_some() && dice.roll(8) == 0 {
            break;
        }
        if dice.roll(3) > 0 {
            story.grant(on_instant(now));
            check_after_beat(&story, now);
        }
        let due = if dice.roll(3) == 0 { whoever_is_due(&mut dice, &story) } else { None };
        let (by, wish) =
            due.unwrap_or_else(|| (somebody(&mut dice, &story), anything(&mut dice, &story, now)));
        match story.carry_out(&Step { at: now, by, wish }) {
            Ok(_) => count.granted += 1,
            Err(refusal) => {
                assert!(!refusal.to_string().is_empty() && !refusal.code().is_empty());
                count.refused += 1;
            }
        }
    }
    count.ended += usize::from(story.matter.ended.is_some());
    count.kinds.extend(story.facts.iter().map(|fact| fact.event.kind()));
    let folded = story.facts.iter().fold(Matter::default(), |matter, fact| {
        use xiaoneng_domain::decider::Decider;
        MatterDecider::evolve(matter, fact)
    });
    assert_eq!(folded, story.matter, "replaying gives another matter");
}

#[test]
fn the_laws_hold_on_every_walk() {
    let mut count = Count { granted: 0, refused: 0, ended: 0, kinds: BTreeSet::new() };
    for seed in 1..=400 {
        println!("seed {seed}");
        walk(seed, &mut count);
    }
    println!("{} granted, {} refused, {} ended", count.granted, count.refused, count.ended);
    let unseen: Vec<&&str> =
        MatterEvent::KINDS.iter().filter(|kind| !count.kinds.contains(**kind)).collect();
    println!("never seen: {unseen:?}");
    assert!(count.granted > 2_000 && count.refused > 2_000 && count.ended > 100, "a dull walk");
    assert!(count.kinds.len() > 48, "a dull walk: {unseen:?}");
}
