//! What is found when the power is back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use xiaoneng_domain::id::MatterNumber;
use xiaoneng_store::{Contact, Kept, SearchQuery, Store};

use super::{APPENDS, Plan, Promised, WORD, open, rows_of};
use crate::common::{at, signer};

/// Opens the folder with the ordinary file layer; gives what stands there, or why it breaks a
/// promise.
pub async fn look(folder: &Path, promised: &Promised) -> Result<Promised, String> {
    let store = open(folder, None).await.map_err(|fault| format!("cannot be opened: {fault}"))?;
    let found = look_at(&store, promised).await;
    store.close().await.map_err(|fault| format!("cannot be closed: {fault}"))?;
    found
}

/// The same for a store that is open.
pub async fn look_at(store: &Store, promised: &Promised) -> Result<Promised, String> {
    let mut stages = BTreeMap::new();
    for plan in Plan::all() {
        let stage = stage(store, plan).await?;
        let acknowledged = promised.stage(plan);
        if stage < acknowledged {
            return Err(format!("{plan:?} was acknowledged at {acknowledged}, is at {stage}"));
        }
        if stage > acknowledged + 1 {
            return Err(format!("{plan:?} is at {stage}, never asked beyond {acknowledged} + 1"));
        }
        stages.insert(plan, stage);
    }
    compare_views(store, &stages).await?;
    compare_search(store, &stages).await?;
    compare_outbox(store, &stages).await?;
    verify(store, promised, &stages).await?;
    Ok(Promised { stages, ..promised.clone() })
}

fn told(fault: impl ToString) -> String {
    fault.to_string()
}

/// How far a matter has come, if its events and what the vault holds of it agree.
async fn stage(store: &Store, plan: Plan) -> Result<u32, String> {
    let stream = store.read_stream(&plan.stream()).await.map_err(told)?;
    let version = stream.head.version();
    let whole = (0..=APPENDS).find(|appends| Plan::version_after(*appends) == version);
    let Some(appends) = whole else {
        return Err(format!("{plan:?} ends within an append, at version {version}"));
    };
    let expected: Vec<_> = (1..=appends).flat_map(|append| plan.events(append)).collect();
    if stream.events != expected {
        return Err(format!("{plan:?} holds other events than were appended"));
    }
    for append in 1..=APPENDS {
        for text in plan.texts(append) {
            let kept = store.read_text(&plan.stream(), &text.digest()).await.map_err(told)?;
            let expected = if append <= appends { Kept::Found(text) } else { Kept::Nothing };
            if kept != expected {
                return Err(format!("{plan:?} after {appends}: text {append} is {kept:?}"));
            }
        }
    }
    let identity = store.read_identity(&plan.person()).await.map_err(told)?;
    let contact = Contact::read(plan.identity().phone.as_deref().unwrap()).unwrap();
    let by_phone = store.find_by_contact(&contact).await.map_err(told)?;
    match (&identity, appends) {
        (Kept::Nothing, 0) | (Kept::Erased, APPENDS) if by_phone.is_empty() => {}
        (Kept::Found(known), 1..) if *known == plan.identity() => {
            if by_phone != [plan.person()] {
                return Err(format!("{plan:?} is found by phone as {by_phone:?}"));
            }
        }
        _ => {
            return Err(format!("{plan:?} after {appends}: identity {identity:?}, {by_phone:?}"));
        }
    }
    Ok(if identity == Kept::Erased { appends + 1 } else { appends })
}

async fn compare_views(store: &Store, stages: &BTreeMap<Plan, u32>) -> Result<(), String> {
    let rows = store.list_view_rows().await.map_err(told)?;
    let expected = rows_of(stages);
    if rows == expected {
        return Ok(());
    }
    let missing: Vec<_> = expected.difference(&rows).collect();
    let strange: Vec<_> = rows.difference(&expected).collect();
    Err(format!("views miss {missing:?} and have {strange:?}"))
}

async fn compare_search(store: &Store, stages: &BTreeMap<Plan, u32>) -> Result<(), String> {
    let query = SearchQuery { words: WORD.to_owned(), limit: 1_000, ..SearchQuery::default() };
    let hits = store.search(&query).await.map_err(told)?;
    let found: BTreeSet<MatterNumber> = hits.into_iter().map(|hit| hit.matter).collect();
    let is_there = |stage: u32| (1..=APPENDS).contains(&stage);
    let expected = stages.iter().filter(|(_, stage)| is_there(**stage));
    let expected: BTreeSet<MatterNumber> = expected.map(|(plan, _)| plan.number()).collect();
    if found == expected { Ok(()) } else { Err(format!("{found:?} found of {expected:?}")) }
}

async fn compare_outbox(store: &Store, stages: &BTreeMap<Plan, u32>) -> Result<(), String> {
    let waiting = store.claim_outbox(at(30_000), at(30_000), 10_000).await.map_err(told)?;
    let found: BTreeSet<String> = waiting.into_iter().map(|message| message.key).collect();
    let expected: BTreeSet<String> = stages
        .iter()
        .flat_map(|(plan, stage)| (1..=APPENDS.min(*stage)).map(|one| plan.message_key(one)))
        .collect();
    if found == expected { Ok(()) } else { Err(format!("{found:?} to send of {expected:?}")) }
}

/// The ledger is sound as it was found, with every checkpoint that was published; and again once
/// the rest was sealed.
async fn verify(
    store: &Store,
    promised: &Promised,
    stages: &BTreeMap<Plan, u32>,
) -> Result<(), String> {
    let events: u32 = stages.values().map(|stage| Plan::version_after(APPENDS.min(*stage))).sum();
    let key = signer().public_key();
    for round in ["as found", "after sealing"] {
        let report = store.verify(&key, &promised.published).await.map_err(told)?;
        let counts = (report.events, report.sealed + report.unsealed);
        if !report.is_sound() || counts != (u64::from(events), u64::from(events)) {
            return Err(format!("the ledger {round}, {events} events: {report:?}"));
        }
        if round == "after sealing" && report.unsealed != 0 {
            return Err(format!("{} events are not sealed", report.unsealed));
        }
        store.seal(&signer(), at(40_000)).await.map_err(told)?;
    }
    Ok(())
}
