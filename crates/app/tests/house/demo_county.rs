//! 演示县: the same seed gives the same ledger on either engine, and its year obeys the
//! invariants.

use std::fs;

use xiaoneng_app::App;
use xiaoneng_app::demo::{self, DemoError, DemoPlan};
use xiaoneng_domain::light::{Light, light_of_clock};
use xiaoneng_domain::matter::Matter;
use xiaoneng_store::RegisterFilter;

use crate::site::{Site, on_both};

on_both! {
    the_demo_year_obeys_the_invariants
}

/// A small year; the seed stands in the plan.
fn plan(seed: u64) -> DemoPlan {
    DemoPlan { seed, matters: 16, until: "2026-09-30".parse().unwrap() }
}

async fn made(site: &Site, plan: &DemoPlan) -> App {
    let (app, report) = demo::make(&site.place, plan, |_| {}).await.unwrap();
    println!("seed {}: {report:?}", plan.seed);
    assert_eq!(report.matters, u64::from(plan.matters));
    assert!(report.refusals * 10 < report.acts, "people there know what they may do");
    app
}

async fn the_demo_year_obeys_the_invariants(site: &Site) {
    let app = made(site, &plan(1)).await;
    let now = app.clock().now();
    let rebuilt = app.rebuild().await.unwrap();
    assert_eq!(rebuilt.differing, 0, "invariant 12: {:?}", rebuilt.differences);
    let report = app.verify(&app.public_key(), &published(site)).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
    assert!(demo::make(&site.place, &plan(1), |_| {}).await.is_err(), "not while it is open");
    app.close().await.unwrap();

    let store = site.store().await;
    let rows = store.list_register(&RegisterFilter::All, None, 1_000).await.unwrap();
    assert_eq!(rows.len(), 16);
    store.close().await.unwrap();
    let app = site.open(&xiaoneng_app::clock::Clock::standing_at(now)).await;
    let mut open = 0;
    for row in rows {
        let matter = app.matter(&row.matter).await.unwrap().unwrap();
        let number = &row.matter;
        assert_eq!(matter.ended.is_some(), row.ended_at.is_some(), "{number}");
        if matter.ended.is_none() {
            open += 1;
            // Invariant 1.
            let responsible = matter.responsible.as_ref();
            assert!(
                responsible.is_some_and(|one| !one.holder.person.as_str().is_empty()),
                "{number}"
            );
            assert!(matter.open_clocks().next().is_some(), "{number}: no clock runs");
        } else {
            // Invariant 6: none ends without a delivered result, save by his own wish or lapse.
            assert!(matter.responsible.is_none(), "{number}");
        }
        every_overdue_clock_has_its_signal(&matter, now, number.as_str());
    }
    println!("{open} of 16 are open");
    assert!(open > 0, "the invariants have nothing to hold; take another seed");
    let Err(DemoError::NotEmpty(_)) = in_place(site, app).await else {
        panic!("it was made twice")
    };
}

async fn in_place(site: &Site, app: App) -> Result<App, DemoError> {
    app.close().await?;
    demo::make(&site.place, &plan(1), |_| {}).await.map(|(app, _)| app)
}

/// Invariant 7.
fn every_overdue_clock_has_its_signal(
    matter: &Matter,
    now: xiaoneng_app::working_time::Instant,
    number: &str,
) {
    for clock in matter.open_clocks() {
        let is_overdue = light_of_clock(clock, now) == Light::Overdue;
        let has_signal = matter
            .signals
            .iter()
            .any(|signal| signal.clock == clock.name && signal.level.is_overdue());
        assert!(
            !is_overdue || has_signal,
            "{number}: {:?} is overdue without a signal",
            clock.name
        );
    }
    for signal in &matter.signals {
        assert!(!signal.is_late_by_outage, "{number}: the demo county had no outage");
        assert!(!signal.recipient.as_str().is_empty(), "{number}: a signal to nobody");
    }
}

/// The checkpoints published, one text each.
fn published(site: &Site) -> Vec<String> {
    let text = fs::read_to_string(site.home().join("published/checkpoints.txt")).unwrap();
    let notes = text.trim_end().split("\n\n\n");
    notes.map(|note| format!("{}\n", note.trim_end())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_seed_gives_the_same_ledger_on_either_engine() {
    let mut ledgers = Vec::new();
    for (name, site) in [
        ("one folder", Site::folder().await),
        ("another folder", Site::folder().await),
        ("a server", Site::server().await),
    ] {
        let Some(site) = site else { continue };
        let app = made(&site, &plan(11)).await;
        app.close().await.unwrap();
        let text = fs::read_to_string(site.home().join("published/checkpoints.txt")).unwrap();
        ledgers.push((name, text));
    }
    let (_, first) = &ledgers[0];
    assert!(first.lines().count() > 10);
    for (name, ledger) in &ledgers[1..] {
        assert!(ledger == first, "{name} has other checkpoints: every size, root and signature");
    }
    // Another seed, another county.
    let site = Site::folder().await.unwrap();
    made(&site, &plan(12)).await.close().await.unwrap();
    let other = fs::read_to_string(site.home().join("published/checkpoints.txt")).unwrap();
    assert_ne!(first, &other);
}
