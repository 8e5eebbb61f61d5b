//! 通报. Facts only, a demand for each item (clause 28), persons by a decision alone (clause 49), signed
//! by a leader, acknowledged by the units selected, corrected in the same scope.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod supervision;

use std::collections::BTreeSet;

use county::at;
use supervision::{Stream, blank, said, written};
use xiaoneng_domain::circular::{CircularRefusal as No, *};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::stream::StreamId;

type Bench = Stream<CircularDecider>;

fn date(text: &str) -> xiaoneng_calendar::Date {
    text.parse().unwrap()
}

fn units(names: &[&str]) -> BTreeSet<UnitId> {
    names.iter().map(|name| UnitId::from(*name)).collect()
}

fn fact(stream: StreamId, version: u32, unit: &str) -> FactReference {
    let code = FactCode::read("task_fell_overdue").unwrap();
    FactReference { stream, version, code, unit: unit.into() }
}

fn overdue(version: u32) -> FactReference {
    fact(StreamId::Task("t1".into()), version, "S1")
}

fn item(facts: Vec<FactReference>) -> ItemWish {
    ItemWish { unit: "S1".into(), facts, person: None, demand: written(), due_on: None }
}

fn wish() -> DraftCircular {
    DraftCircular {
        number: "c1".into(),
        office: "BGS".into(),
        title: written(),
        items: vec![item(vec![overdue(5), overdue(9)])],
        scope: units(&["S1", "S2", "JYK"]),
    }
}

fn publish(facts: &[FactReference]) -> Publish {
    let standing = facts.iter().cloned().collect();
    Publish { document_number: said("青教〔2026〕12号"), standing }
}

fn submitted() -> Bench {
    let mut bench = Bench::new();
    bench.grant("BGS_staff", wish());
    bench.grant("BGS_head", Submit {});
    bench
}

fn published() -> Bench {
    let mut bench = submitted();
    bench.grant("deputy", publish(&[overdue(5), overdue(9)]));
    bench
}

fn refused(change: fn(&mut DraftCircular)) -> No {
    let mut wish = wish();
    change(&mut wish);
    Bench::new().refused("BGS_staff", wish)
}

/// Clause 28: facts from the ledger, about the unit named, each once; no item without a fact, none
/// without a demand; nothing sealed.
#[test]
fn facts_only() {
    Bench::new().grant("BGS_staff", wish());
    assert_eq!(refused(|wish| wish.items.clear()), No::NothingToCirculate);
    let bare = refused(|wish| wish.items[0].facts.clear());
    assert_eq!(bare, No::FactMissing { unit: "S1".into() });
    let amiss = No::FactAmiss { unit: "S1".into() };
    assert_eq!(refused(|wish| wish.items[0].facts.push(overdue(5))), amiss, "twice");
    assert_eq!(refused(|wish| wish.items[0].facts[0].unit = "S2".into()), amiss, "another's");
    assert_eq!(refused(|wish| wish.items[0].facts[0].version = 0), amiss, "no event");
    let also = refused(|wish| wish.items.push(item(vec![overdue(9)])));
    assert_eq!(also, amiss, "in two items");
    let complaint = |wish: &mut DraftCircular| {
        wish.items[0].facts[0].stream = StreamId::Complaint("x".into());
    };
    assert_eq!(refused(complaint), No::SealedFact);
    let person = |wish: &mut DraftCircular| {
        wish.items[0].facts[0].stream = StreamId::Person("x".into());
    };
    assert_eq!(refused(person), No::SealedFact);
    assert_eq!(refused(|wish| wish.items[0].demand = blank()).code(), "text_missing");
    assert_eq!(refused(|wish| wish.title = blank()).code(), "text_missing");
    assert_eq!(refused(|wish| wish.items[0].due_on = Some(date("2026-02-27"))), No::DueBehind);
    assert_eq!(refused(|wish| wish.office = "S1".into()).code(), "not_the_office");
    assert!(FactCode::read("逾期").is_err() && FactCode::read("").is_err());
}

/// No number but what is counted from facts; dates and document numbers are none.
#[test]
fn no_free_numbers() {
    for (text, number) in [
        ("请在3月20日前整改", None),
        ("关于2026年第一季度督办情况的通报", None),
        ("按青教〔2026〕12号办", None),
        ("逾期12件", Some("12")),
        ("办结率98%", Some("98")),
        ("逾期１２件", Some("12")),
        ("一次 3", Some("3")),
        ("", None),
    ] {
        assert_eq!(free_number(text).as_deref(), number, "{text}");
    }
    let title = refused(|wish| wish.title = said("逾期12件的通报"));
    assert_eq!(title, No::FreeNumber { field: "标题", number: "12".to_owned() });
    let demand = refused(|wish| wish.items[0].demand = said("把 7 件办完"));
    assert_eq!(demand, No::FreeNumber { field: "整改要求", number: "7".to_owned() });
}

/// Clause 49: the scope is the units selected, the named among them; a person only by a decision.
#[test]
fn scope_and_names() {
    assert_eq!(refused(|wish| wish.scope.clear()), No::ScopeMissing);
    let outside = refused(|wish| wish.scope = units(&["S2"]));
    assert_eq!(outside, No::NamedOutsideScope { unit: "S1".into() });
    let named = |person: &str, decision| Some(NamedPerson { person: person.into(), decision });
    let with = |person: &str, decision| {
        let mut wish = wish();
        wish.items[0].person = named(person, decision);
        Bench::new().wish("BGS_staff", wish)
    };
    assert_eq!(with("S1_staff", blank()), Err(No::NamedWithoutDecision));
    assert_eq!(with("S2_staff", written()).unwrap_err().code(), "person_not_of_unit");
    with("S1_staff", said("青教处〔2026〕3号")).unwrap();
}

/// Who drafts: the pushing sections and 效能办, each in its own name; the system after the gravest order.
#[test]
fn who_drafts() {
    for (office, by) in [("BGS", "BGS_staff"), ("XNB", "XNB_staff"), ("BGS", "system")] {
        let mut bench = Bench::new();
        bench.grant(by, DraftCircular { office: office.into(), ..wish() });
        assert_eq!(circular_state(&bench.state), "drafted");
        let told = circular_told(&bench.state, bench.facts.last().unwrap(), &bench.organization);
        assert_eq!(told.is_empty(), by != "system");
    }
    assert_eq!(Bench::new().refused("XNB_staff", wish()).code(), "not_permitted");
    assert_eq!(Bench::new().refused("director", wish()).code(), "not_permitted");
}

/// 签发 by the leader in charge, with a number typed in the form of GB/T 9704.
#[test]
fn a_leader_signs_with_a_typed_number() {
    for (text, fits) in [
        ("青教〔2026〕12号", true),
        (" 青教督〔2026〕1号 ", true),
        ("青教〔2025〕12号", false),
        ("青教[2026]12号", false),
        ("青教(2026)12号", false),
        ("青教〔2026〕012号", false),
        ("青教〔2026〕第12号", false),
        ("青教〔2026〕号", false),
        ("〔2026〕12号", false),
        ("青教〔26〕12号", false),
        ("12", false),
        ("", false),
    ] {
        assert_eq!(is_document_number(text, 2026), fits, "{text}");
    }
    let facts = [overdue(5), overdue(9)];
    let mut bench = Bench::new();
    bench.grant("BGS_staff", wish());
    assert_eq!(bench.refused("director", publish(&facts)), No::NotSubmitted);
    bench.grant("BGS_staff", Submit {});
    assert_eq!(bench.refused("BGS_staff", wish()), No::WithTheLeader);
    for by in ["BGS_staff", "BGS_head", "XNB_staff"] {
        assert_eq!(bench.refused(by, publish(&facts)).code(), "not_permitted", "{by}");
    }
    for by in ["S1_head", "deputy_schools", "citizen:c1", "sysadmin"] {
        assert_eq!(bench.refused(by, publish(&facts)).code(), "unseen", "{by}");
    }
    let untyped = Publish { document_number: written(), ..publish(&facts) };
    assert_eq!(bench.refused("deputy", untyped).code(), "document_number_malformed");
    bench.grant("deputy", publish(&facts));
    assert_eq!(bench.refused("deputy", publish(&facts)).code(), "already_published");
}

/// “Facts changed since the draft”: what no longer stands is not signed.
#[test]
fn what_no_longer_stands_is_not_signed() {
    let mut bench = submitted();
    assert_eq!(bench.refused("deputy", publish(&[overdue(5)])), No::FactsChanged { changed: 1 });
    assert_eq!(bench.refused("deputy", publish(&[])), No::FactsChanged { changed: 2 });
    bench.grant("deputy", SendBack { reason: written() });
    let mut again = wish();
    again.items[0].facts = vec![overdue(5)];
    bench.grant("BGS_clerk", again);
    bench.grant("BGS_clerk", Submit {});
    bench.grant("deputy", publish(&[overdue(5)]));
    assert_eq!(bench.state.sent_back, 1);
}

/// Nobody named in it and nobody who leads a unit named in it signs it; then it is the director's.
#[test]
fn nobody_named_signs() {
    let mut bench = Bench::new();
    let mut wish = wish();
    wish.items[0].unit = "JYK".into();
    wish.items[0].facts = vec![fact(StreamId::Task("t2".into()), 3, "JYK")];
    bench.grant("BGS_staff", wish.clone());
    bench.grant("BGS_staff", Submit {});
    // The deputy is in charge of both sections.
    assert_eq!(bench.state.submitted.as_ref().unwrap().signer, "director".into());
    assert_eq!(bench.refused("deputy", publish(&wish.items[0].facts)).code(), "unseen");
    bench.grant("director", publish(&wish.items[0].facts));
}

/// 整改: each item with a day, 30 days at most from signing; receipts within two working days.
#[test]
fn every_item_demands_a_rectification_with_a_day() {
    let mut bench = published();
    let out = bench.state.published.clone().unwrap();
    assert_eq!(out.rectify_by[0].at, at("2026-04-01T17:30"), "30 days from 2 March");
    assert_eq!(out.receipt_by.at, at("2026-03-04T17:30"));
    let told = circular_told(&bench.state, bench.facts.last().unwrap(), &bench.organization);
    let rectify = CircularTold::Rectify { rectify_by: at("2026-04-01T17:30") };
    assert!(told.contains(&("S1_head".into(), rectify)), "{told:?}");
    for (day, fits) in [("2026-04-01", true), ("2026-04-02", false)] {
        let mut bench = Bench::new();
        let mut wish = wish();
        wish.items[0].due_on = Some(date(day));
        bench.grant("BGS_staff", wish);
        bench.grant("BGS_head", Submit {});
        let wished = bench.wish("deputy", publish(&[overdue(5), overdue(9)]));
        assert_eq!(wished.is_ok(), fits, "{day}");
    }
    assert!(bench.on("2026-03-04T17:30").grant("system", KeepTime {}).is_empty());
    bench.grant("S2_clerk", Acknowledge { unit: "S2".into() });
    bench.on("2026-03-04T17:31").grant("system", KeepTime {});
    let CircularEvent::ReceiptsFellOverdue(late) = &bench.facts.last().unwrap().event else {
        panic!("{:?}", bench.facts.last())
    };
    assert_eq!(late.units, ["JYK".into(), "S1".into()]);
    assert!(bench.grant("system", KeepTime {}).is_empty(), "once");
}

/// Receipts by the units selected, once each.
#[test]
fn units_acknowledge() {
    let mut bench = submitted();
    let sign = |unit: &str| Acknowledge { unit: unit.into() };
    assert_eq!(bench.refused("S1_head", sign("S1")).code(), "unseen", "not signed yet");
    bench.grant("deputy", publish(&[overdue(5), overdue(9)]));
    assert_eq!(bench.refused("S1_head", sign("S2")).code(), "not_of_that_unit");
    assert_eq!(bench.refused("PAK_head", sign("PAK")).code(), "unseen", "not selected");
    for (by, unit) in [("S1_clerk", "S1"), ("S2_head", "S2"), ("JYK_staff", "JYK")] {
        assert_eq!(circular_state(&bench.state), "published");
        bench.grant(by, sign(unit));
        assert_eq!(bench.refused(by, sign(unit)).code(), "nothing_to_acknowledge");
    }
    assert_eq!(circular_state(&bench.state), "acknowledged");
}

/// A correction goes to the same units and is acknowledged anew; a fact is withdrawn once.
#[test]
fn a_correction_goes_to_the_same_scope() {
    let mut bench = published();
    bench.grant("S1_clerk", Acknowledge { unit: "S1".into() });
    let correct = |facts: &[FactReference]| Correct {
        withdrawn: facts.iter().cloned().collect(),
        text: written(),
    };
    assert_eq!(bench.refused("BGS_head", correct(&[overdue(9)])).code(), "not_permitted");
    assert_eq!(bench.refused("deputy", correct(&[])), No::NothingToCorrect);
    assert_eq!(bench.refused("deputy", correct(&[overdue(6)])), No::NothingToCorrect);
    bench.on("2026-03-20T09:00").grant("deputy", correct(&[overdue(9)]));
    assert_eq!(bench.refused("deputy", correct(&[overdue(9)])), No::NothingToCorrect);
    let CircularEvent::Corrected(corrected) = &bench.facts.last().unwrap().event else {
        panic!("{:?}", bench.facts.last())
    };
    assert_eq!(corrected.scope, units(&["S1", "S2", "JYK"]));
    assert_eq!(bench.state.unacknowledged().len(), 3, "everybody anew");
    bench.grant("S1_clerk", Acknowledge { unit: "S1".into() });
    assert_eq!(bench.state.unacknowledged().len(), 2);
    assert_eq!(bench.replayed(), bench.state);
}

/// Nothing of it reaches the units before it is signed, nor ever those that were not selected.
#[test]
fn who_sees_it_and_when() {
    let sees = |bench: &Bench, by: &str| bench.seen_by(by, |cx| may_see(cx, &bench.state));
    let draft = submitted();
    for by in ["S1_head", "S2_head", "JYK_staff", "PAK_head", "deputy_schools", "sysadmin"] {
        assert!(!sees(&draft, by), "{by}");
    }
    for by in ["BGS_clerk", "deputy", "director", "XNB_staff", "DDS_clerk", "system"] {
        assert!(sees(&draft, by), "{by}");
    }
    let told = |bench: &Bench| {
        let facts = bench.facts.iter();
        let letters = facts.flat_map(|fact| circular_told(&bench.state, fact, &bench.organization));
        letters.map(|(person, _)| person.to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(told(&draft), BTreeSet::from(["deputy".to_owned()]));
    let out = published();
    for by in ["S1_staff", "S2_head", "JYK_staff", "S3_clerk"] {
        assert!(sees(&out, by), "{by}");
    }
    for by in ["PAK_head", "citizen:c1", "auditadmin"] {
        assert!(!sees(&out, by), "{by}");
    }
    let rows = circular_rows(&out.state);
    assert_eq!(rows, circular_rows(&out.replayed()));
}

#[test]
fn a_draft_is_dropped_with_a_reason() {
    let mut bench = submitted();
    assert_eq!(bench.refused("BGS_staff", Drop { reason: written() }).code(), "not_permitted");
    assert_eq!(bench.refused("BGS_head", Drop { reason: blank() }).code(), "text_missing");
    bench.grant("BGS_head", Drop { reason: written() });
    assert_eq!(bench.refused("BGS_head", Submit {}).code(), "already_dropped");
    assert_eq!(circular_state(&bench.state), "dropped");
}

#[test]
fn the_table_is_whole() {
    for act in CircularAct::ALL {
        let rows = CIRCULAR_TABLE.iter().filter(|row| row.act == *act).count();
        assert_eq!((rows, act.row().clause.is_empty()), (1, false), "{}", act.name());
    }
}
