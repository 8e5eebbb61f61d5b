//! Many people wish something at once; the clock jumps; nothing is lost, nothing comes twice.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use xiaoneng_app::{Acted, Denied};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{
    Destination, HandOver, MatterEvent, Reply, SignFor, Urge, UrgeReason,
};
use xiaoneng_domain::stream::StreamId;

use crate::county::{County, grievance, staff};
use crate::site::{Site, at, on_both};

on_both! {
    an_offer_is_signed_by_one_of_all_who_try_at_once
    many_who_write_at_once_all_come_through
    a_wish_that_never_came_through_is_not_recorded
    filings_at_once_get_numbers_of_their_own
    a_clock_that_jumps_back_never_turns_the_order_round
    a_refused_wish_leaves_nothing_behind
}

/// How many act at once. A wish is decided anew when somebody else was first, so that even the
/// last of so many comes through.
const CROWD: usize = 16;

async fn an_offer_is_signed_by_one_of_all_who_try_at_once(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000001", "食堂收费没有明细，请核实。").await;
    county.hand_over(&filed.number, "safety").await;
    let before = county.matter(&filed.number).await;
    let signers = ["a1", "a2", "a1", "a2", "d1", "k2", "s1"].map(staff);
    let tries = signers.iter().map(|by| county.app.act(by, &filed.number, SignFor { offer: 1 }));
    let tries = join_all(tries).await;
    let signed: Vec<&Acted<MatterEvent>> = tries.iter().flatten().collect();
    assert_eq!(signed.len(), 1, "one signs, the others are refused");
    for no in tries.iter().filter_map(|tried| tried.as_ref().err()) {
        assert!(matches!(no, Denied::Refused(_)), "only the institution says no: {no}");
    }
    let after = county.matter(&filed.number).await;
    assert_eq!(before.responsible.unwrap().holder.unit.as_str(), "education");
    assert_eq!(after.responsible.unwrap().holder.unit.as_str(), "safety");
    versions_follow(&county, site, 1).await;
}

async fn many_who_write_at_once_all_come_through(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000002", "校车站点太远，请调整。").await;
    let by = staff(&county.responsible(&filed.number).await);
    let acts = (0..CROWD).map(|n| {
        let text = county.written(&format!("第 {n} 次联系学校核实。"));
        county.app.act(&by, &filed.number, Reply { text, handler: None, by: None })
    });
    for (n, acted) in join_all(acts).await.into_iter().enumerate() {
        let acted = acted.unwrap_or_else(|error| panic!("wish {n} was lost: {error}"));
        assert!(!acted.facts.is_empty());
    }
    assert_eq!(replies_and_texts(&county, site, &filed.number).await, (CROWD, CROWD + 1));
}

async fn a_wish_that_never_came_through_is_not_recorded(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000007", "请公示陪餐安排。").await;
    let by = staff(&county.responsible(&filed.number).await);
    let acts = (0..3 * CROWD).map(|n| {
        let text = county.written(&format!("第 {n} 次联系学校核实。"));
        county.app.act(&by, &filed.number, Reply { text, handler: None, by: None })
    });
    let tries = join_all(acts).await;
    let come = tries.iter().filter(|tried| tried.is_ok()).count();
    for error in tries.iter().filter_map(|tried| tried.as_ref().err()) {
        assert!(matches!(error, Denied::TooBusy), "{error}");
    }
    println!("{come} of {} came through", tries.len());
    assert!(come >= CROWD);
    assert_eq!(replies_and_texts(&county, site, &filed.number).await, (come, come + 1));
}

/// How many replies the ledger holds, and how many texts the vault holds of the matter.
async fn replies_and_texts(county: &County, site: &Site, number: &MatterNumber) -> (usize, usize) {
    county.app.close().await.unwrap();
    let store = site.store().await;
    let name = StreamId::Matter(number.clone());
    let stream = store.read_stream(&name).await.unwrap();
    let replies = stream.events.iter().filter(|event| event.kind == "replied/1").count();
    let texts = store.list_texts(&name).await.unwrap().found().unwrap().len();
    store.close().await.unwrap();
    (replies, texts)
}

async fn filings_at_once_get_numbers_of_their_own(site: &Site) {
    let county = County::found(site).await;
    let filings = (0..CROWD).map(|n| {
        let phone = format!("1390000{n:04}");
        county.try_to_file(grievance(&phone, "请问收费依据是什么？"))
    });
    let receipts: Vec<_> = join_all(filings).await.into_iter().map(Result::unwrap).collect();
    let numbers: BTreeSet<_> = receipts.iter().map(|receipt| &receipt.number).collect();
    let people: BTreeSet<_> = receipts.iter().map(|receipt| &receipt.petitioner).collect();
    assert_eq!((numbers.len(), people.len()), (CROWD, CROWD));
    for receipt in &receipts {
        // At the instant of filing somebody answers for it (invariant 1).
        assert_eq!(county.responsible(&receipt.number).await, "k2");
    }
    versions_follow(&county, site, CROWD).await;
}

/// In every stream the versions are 1, 2, 3 … and the times of recording never fall.
async fn versions_follow(county: &County, site: &Site, matters: usize) {
    county.app.close().await.unwrap();
    let store = site.store().await;
    let streams = store.list_streams(None, 1_000).await.unwrap();
    let of_matters = streams.iter().filter(|stream| matches!(stream, StreamId::Matter(_))).count();
    assert_eq!(of_matters, matters);
    for stream in streams {
        let read = store.read_stream(&stream).await.unwrap();
        for (place, event) in read.events.iter().enumerate() {
            assert_eq!(event.version as usize, place + 1, "{stream}");
        }
        assert!(read.events.is_sorted_by_key(|event| event.recorded_at), "{stream}");
    }
    store.close().await.unwrap();
}

async fn a_clock_that_jumps_back_never_turns_the_order_round(site: &Site) {
    let county = County::found(site).await;
    county.it_is("2026-06-02T10:00");
    let filed = county.file("13900000003", "操场照明坏了，请维修。").await;
    county.app.beat().await.unwrap();
    // Set back by a day and a half: recording waits at the last time until the clock has caught up.
    county.it_is("2026-05-31T22:00");
    let citizen = Actor::Citizen(filed.petitioner.clone().unwrap());
    let urge = Urge { reason: UrgeReason::Pressing, text: None };
    let acted = county.app.act(&citizen, &filed.number, urge).await.unwrap();
    assert!(acted.facts.iter().all(|fact| fact.recorded_at == at("2026-06-02T10:00")));
    county.app.beat().await.unwrap();
    let another = county.file("13900000004", "校门口拥堵，请疏导。").await;
    assert_eq!(another.number.as_str(), "2026-05310001", "a stream of its own has its own time");
    county.it_is("2026-06-02T10:30");
    let by = staff(&county.responsible(&filed.number).await);
    let reply = Reply { text: county.written("已联系电工。"), handler: None, by: None };
    let acted = county.app.act(&by, &filed.number, reply).await.unwrap();
    assert_eq!(acted.facts[0].recorded_at, at("2026-06-02T10:30"));
    county.app.beat().await.unwrap();
    let report = county.app.verify(&county.app.public_key(), &[]).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
    versions_follow(&county, site, 2).await;
}

async fn a_refused_wish_leaves_nothing_behind(site: &Site) {
    let county = County::found(site).await;
    // A filing without a story is refused; who wished it is not kept either.
    let refused = county.try_to_file(grievance("13900000005", "  ")).await;
    assert!(matches!(refused, Err(Denied::Refused(_))), "{refused:?}");
    let filed = county.file("13900000006", "请公开伙食费。").await;
    let request = county.written("请办理。");
    let to = Destination { unit: "nowhere".into(), person: None };
    let hand_over = HandOver { to, request, duty_clause: None, done_so_far: None };
    let by = staff(&county.responsible(&filed.number).await);
    let refused = county.app.act(&by, &filed.number, hand_over).await;
    assert!(matches!(refused, Err(Denied::Refused(_))), "{refused:?}");
    county.app.close().await.unwrap();
    let store = site.store().await;
    let phone = xiaoneng_store::Contact::read("13900000005").unwrap();
    assert_eq!(store.find_by_contact(&phone).await.unwrap(), [], "who was refused is not kept");
    let texts = store.list_texts(&StreamId::Matter(filed.number)).await.unwrap().found().unwrap();
    assert_eq!(texts.len(), 1, "only the story");
    store.close().await.unwrap();
}
