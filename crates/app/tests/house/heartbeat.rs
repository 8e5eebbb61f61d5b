//! 心跳: what happens because time passes, and what does not because something is broken.

use std::collections::BTreeMap;
use std::fs;

use xiaoneng_app::Beat;
use xiaoneng_app::rule_files;
use xiaoneng_domain::governance::{GovernanceCommand, Proposed};
use xiaoneng_domain::matter::{ClockName, Signal};
use xiaoneng_domain::organization::RegisterAbsence;
use xiaoneng_domain::rules::RuleFile;
use xiaoneng_domain::signal::Level;
use xiaoneng_domain::stream::StreamId;

use crate::county::{County, grievance, staff};
use crate::site::{Site, at, on_both};

on_both! {
    an_unsigned_hand_over_past_its_limit_is_signalled_to_the_receiving_head
    cover_begins_and_ends_with_the_absence
    a_holiday_notice_moves_what_is_not_yet_due
    after_an_outage_each_clock_gives_one_signal_and_is_marked
    notices_hold_no_name_no_phone_and_no_text
    one_damaged_matter_does_not_keep_the_others_waiting
}

async fn an_unsigned_hand_over_past_its_limit_is_signalled_to_the_receiving_head(site: &Site) {
    // rules: sign for within 4 working hours; summer hours 8:30–12:00 and 15:00–18:00, so an offer
    // of 9:00 is to be signed by 16:00.
    let county = County::found(site).await;
    let filed = county.file("13900000011", "食堂收费没有明细。").await;
    county.hand_over(&filed.number, "safety").await;
    let signing = async || -> Vec<Signal> {
        let signals = county.matter(&filed.number).await.signals;
        let is_of_offer = |signal: &Signal| signal.clock == ClockName::Signing(1);
        signals
            .into_iter()
            .filter(|signal| is_of_offer(signal) && signal.level.is_overdue())
            .collect()
    };
    for early in ["2026-06-01T15:30", "2026-06-01T16:00"] {
        county.it_is(early);
        county.app.beat().await.unwrap();
        assert_eq!(signing().await, [], "{early} is in time");
    }
    county.it_is("2026-06-01T16:01");
    let beat = county.app.beat().await.unwrap();
    assert!(beat.due > 0 && beat.events > 0 && beat.checkpoints > 0, "{beat:?}");
    let signals = signing().await;
    assert_eq!(signals.len(), 1);
    assert_eq!(signals[0].recipient.as_str(), "a1", "to the receiving head, never to the sender");
    assert_eq!((signals[0].level, signals[0].fell_due_at), (Level::Yellow, at("2026-06-01T16:00")));
    assert!(!signals[0].is_late_by_outage);
    assert_eq!(county.responsible(&filed.number).await, "k2", "an offer moves nothing");
    county.it_is("2026-06-01T16:02");
    assert_eq!(county.app.beat().await.unwrap().events, 0, "once per clock and level");
    // Whoever must answer finds it.
    county.app.close().await.unwrap();
    let store = site.store().await;
    let waiting = store.list_unanswered_signals(&"a1".into(), 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].matter, filed.number);
    store.close().await.unwrap();
}

async fn cover_begins_and_ends_with_the_absence(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000012", "请公示课后服务费。").await;
    assert_eq!(county.responsible(&filed.number).await, "k2");
    let (from, to) = (at("2026-06-02T08:30"), at("2026-06-03T08:30"));
    let leave = RegisterAbsence { person: "k2".into(), from, to };
    county.arrange(&staff("k2"), leave).await;
    county.app.beat().await.unwrap();
    assert_eq!(county.responsible(&filed.number).await, "k2", "not yet away");

    county.it_is("2026-06-02T08:31");
    let beat = county.app.beat().await.unwrap();
    assert_eq!(beat.reactions, 1, "{beat:?}");
    let matter = county.matter(&filed.number).await;
    let responsible = matter.responsible.clone().unwrap();
    assert_eq!(responsible.holder.person.as_str(), "k3");
    assert_eq!(responsible.covers_for.unwrap().as_str(), "k2");
    let completion = &matter.clocks[&ClockName::Completion];

    county.it_is("2026-06-03T08:31");
    county.app.beat().await.unwrap();
    let after = county.matter(&filed.number).await;
    assert_eq!(county.responsible(&filed.number).await, "k2");
    let same = &after.clocks[&ClockName::Completion];
    assert_eq!(completion.projection.due_at, same.projection.due_at, "the citizen's clock ran on");
    assert_eq!(after.holdings.len(), 3, "each with his time on record");
    assert_eq!(county.app.beat().await.unwrap(), Beat::default(), "nothing is left to do");
}

async fn a_holiday_notice_moves_what_is_not_yet_due(site: &Site) {
    let county = County::found(site).await;
    county.it_is("2026-12-24T09:00");
    let filed = county.file("13900000013", "补课费没有退。").await;
    let before = county.matter(&filed.number).await;
    let estimate = before.clocks[&ClockName::Completion].projection;
    // 30 calendar days from 24 December end on Saturday, 23 January 2027, and roll to the Monday.
    assert_eq!(estimate.due_at.date().to_string(), "2027-01-25");
    assert!(estimate.is_provisional, "no notice for 2027 yet");

    // A notice by which 25 and 26 January rest as well.
    let notice = "国办发明电〔2026〕测试号";
    let files = rules_with_2027(notice);
    let subject = Proposed::Calendar { year: 2027, notice: notice.to_owned() };
    county.app.propose_rules(&staff("e1"), subject, &files).await.unwrap();
    county.app.beat().await.unwrap();
    assert_eq!(county.matter(&filed.number).await, before, "a proposal moves nothing");
    county.app.govern(&staff("d1"), GovernanceCommand::Approve { proposal: 1 }).await.unwrap();
    let beat = county.app.beat().await.unwrap();
    assert_eq!(beat.reactions, 1);
    let after = county.matter(&filed.number).await;
    let known = after.clocks[&ClockName::Completion].projection;
    assert_eq!(known.due_at.date().to_string(), "2027-01-27");
    assert!(!known.is_provisional);
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

/// The national rules with a year more.
fn rules_with_2027(number: &str) -> Vec<RuleFile> {
    let text = format!(
        "year = 2027\n\n[notice]\ntitle = \"关于2027年部分节假日安排的通知\"\nnumber = \"{number}\"\n\
         source = \"https://www.gov.cn/\"\nevidence = \"N\"\n\n[[holiday]]\nname = \"元旦\"\n\
         from = 2027-01-01\nto = 2027-01-03\n\n[[holiday]]\nname = \"春节\"\n\
         from = 2027-01-25\nto = 2027-01-26\n"
    );
    let mut files = rule_files::national();
    files.push(RuleFile { path: "calendar/2027.toml".to_owned(), text });
    files.sort();
    files
}

async fn after_an_outage_each_clock_gives_one_signal_and_is_marked(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000014", "校服质量差，要求退换。").await;
    county.app.beat().await.unwrap();
    // Nobody looks for seven weeks; the limit of 30 calendar days passes.
    county.it_is("2026-07-20T09:00");
    county.app.beat().await.unwrap();
    let matter = county.matter(&filed.number).await;
    let mut by_clock: BTreeMap<ClockName, Vec<&Signal>> = BTreeMap::new();
    for signal in &matter.signals {
        by_clock.entry(signal.clock).or_default().push(signal);
    }
    assert!(by_clock.contains_key(&ClockName::Completion), "{:?}", by_clock.keys());
    assert!(by_clock.contains_key(&ClockName::FirstResponse), "{:?}", by_clock.keys());
    for (clock, signals) in by_clock {
        assert_eq!(signals.len(), 1, "{clock:?}: one, at its highest level");
        let signal = signals[0];
        assert_eq!(signal.level, Level::Red, "{clock:?}");
        assert!(signal.is_late_by_outage, "{clock:?}");
        assert_eq!(signal.raised_at, at("2026-07-20T09:00"), "{clock:?}: raised now");
        assert!(signal.fell_due_at < signal.raised_at, "{clock:?}");
        // Five working days from delivery, not from when it fell due.
        assert_eq!(signal.answer_by.unwrap().date().to_string(), "2026-07-27", "{clock:?}");
    }
    let raised = matter.signals.len();
    county.it_is("2026-07-20T09:10");
    county.app.beat().await.unwrap();
    assert_eq!(county.matter(&filed.number).await.signals.len(), raised);
    // What falls due with somebody looking is not late by outage.
    let other = county.file("13900000015", "课后服务费太高。").await;
    for half_hour in 0..72 {
        county.clock.set(at("2026-07-20T09:20").plus_minutes(30 * half_hour));
        county.app.beat().await.unwrap();
    }
    let signals = county.matter(&other.number).await.signals;
    assert!(!signals.is_empty() && signals.iter().all(|signal| !signal.is_late_by_outage));
}

async fn notices_hold_no_name_no_phone_and_no_text(site: &Site) {
    let county = County::found(site).await;
    let phones = ["13911112222", "0571-88886666", "13933334444"];
    let stories = ["校车停运三天无人告知。", "食堂菜里有虫子。", "老师要求家长代批作业。"];
    for (phone, story) in phones.iter().zip(stories) {
        let filed = county.file(phone, story).await;
        county.hand_over(&filed.number, "safety").await;
    }
    county.it_is("2026-06-01T17:00");
    county.app.beat().await.unwrap();
    let first = county.app.matter(&"2026-06010001".into()).await.unwrap().unwrap();
    county.sign_for(&first.filing.unwrap().number, "a2").await;
    county.finish(&"2026-06010001".into()).await;
    county.it_is("2026-06-08T17:00");
    let beat = county.app.beat().await.unwrap();
    assert!(beat.notices > 0, "{beat:?}");
    let spool = fs::read_to_string(site.home().join("outgoing/notices.jsonl")).unwrap();
    let texts = ["请核实后直接答复", "该项收费没有依据"].into_iter().chain(stories);
    let names = phones.iter().flat_map(|phone| [format!("群众{phone}"), (*phone).to_owned()]);
    for word in texts.map(str::to_owned).chain(names) {
        assert!(!spool.contains(&word), "“{word}” stands in a notice");
    }
    let mut keys = std::collections::BTreeSet::new();
    for line in spool.lines() {
        let notice: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(notice["notice"]["matter"].is_string() && notice["notice"]["to"].is_object());
        assert!(keys.insert(notice["key"].as_str().unwrap().to_owned()), "twice: {line}");
    }
    assert!(keys.len() >= 3 * phones.len(), "{}", keys.len());
    // The ledger holds no more than the notices do.
    county.app.close().await.unwrap();
    let store = site.store().await;
    for stream in store.list_streams(None, 100).await.unwrap() {
        let is_of_matter = matches!(stream, StreamId::Matter(_));
        for event in store.read_stream(&stream).await.unwrap().events {
            for word in stories.iter().chain(&phones) {
                assert!(!event.body.contains(word), "{stream} {}: “{word}”", event.kind);
            }
            assert!(!is_of_matter || !event.body.contains("群众"), "{stream} {}", event.kind);
        }
    }
    store.close().await.unwrap();
}

async fn one_damaged_matter_does_not_keep_the_others_waiting(site: &Site) {
    let county = County::found(site).await;
    let damaged = county.file("13900000016", "第一件。").await;
    let sound = county.file("13900000017", "第二件。").await;
    let (from, to) = (at("2026-06-02T08:30"), at("2026-06-09T08:30"));
    county.arrange(&staff("k2"), RegisterAbsence { person: "k2".into(), from, to }).await;
    county.app.close().await.unwrap();
    let stream = format!("matter/{}", damaged.number);
    site.tamper(&format!("UPDATE event SET body = '[]' WHERE stream = '{stream}'")).await;
    let county = County::reopen(site, &county.clock).await;
    county.it_is("2026-06-05T10:00");
    let beat = county.app.beat().await.unwrap();
    assert_eq!(beat.failed, 1, "{beat:?}");
    let signals = county.matter(&sound.number).await.signals;
    assert!(signals.iter().any(|signal| signal.level.is_overdue()), "{signals:?}");
    assert_eq!(county.responsible(&sound.number).await, "k3", "cover began for what can be read");
    // New ones still come in.
    county.try_to_file(grievance("13900000018", "第三件。")).await.unwrap();
}
