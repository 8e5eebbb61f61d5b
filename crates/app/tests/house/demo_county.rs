//! 演示县: the same seed gives the same ledger on either engine, and its year obeys the
//! invariants.

use std::fs;

use xiaoneng_app::App;
use xiaoneng_app::attempts::LookUp;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::demo::{self, DemoError, DemoPlan, codes};
use xiaoneng_app::verify::{self, Witnesses};
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::light::{Light, light_of_clock};
use xiaoneng_domain::matter::Matter;
use xiaoneng_store::RegisterFilter;

use crate::site::Site;

/// A small year; the seed stands in the plan.
fn plan(seed: u64, matters: u32) -> DemoPlan {
    DemoPlan { seed, matters, days: demo::YEAR, until: "2026-09-30T17:00".parse().unwrap() }
}

async fn made(site: &Site, plan: &DemoPlan) -> App {
    let (app, report) = demo::make(&site.place, plan, |_| {}).await.unwrap();
    println!("seed {}: {report:?}", plan.seed);
    assert_eq!(report.matters, u64::from(plan.matters));
    assert!(report.refusals * 10 < report.acts.max(10), "people there know what they may do");
    app
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_seed_gives_the_same_lawful_year_on_either_engine() {
    let first = Site::folder().await.unwrap();
    let second = match Site::server().await {
        Some(server) => server,
        None => Site::folder().await.unwrap(),
    };
    let mut ledgers = Vec::new();
    for site in [&first, &second] {
        let app = made(site, &plan(1, 16)).await;
        its_year_obeys_the_invariants(site, app).await;
        ledgers.push(checkpoints(site));
    }
    assert!(ledgers[0].lines().count() > 100);
    assert!(ledgers[0] == ledgers[1], "another size, root or signature in some checkpoint");
    // Another seed, another county.
    let other = Site::folder().await.unwrap();
    made(&other, &plan(2, 1)).await.close().await.unwrap();
    codes_open_some_of_it(&first).await;
    assert_ne!(checkpoints(&other).lines().nth(2), ledgers[0].lines().nth(2), "the same root");
}

/// A newcomer gets codes that open something; asked again, new ones, and the old are dead.
async fn codes_open_some_of_it(site: &Site) {
    let clock = Clock::standing_at("2026-09-30T17:00".parse().unwrap());
    let app = site.open(&clock).await;
    let network = app.network("127.0.0.1".parse().unwrap()).unwrap();
    let first = codes::codes(&app).await.unwrap();
    assert!(first.len() >= 2, "{first:?}");
    let second = codes::codes(&app).await.unwrap();
    assert_eq!(first.len(), second.len());
    for (codes, opens) in [(&first, false), (&second, true)] {
        for given in codes {
            let found = app.look_up_code(&given.code.to_string(), &network).await.unwrap();
            let found =
                matches!(found, LookUp::Found { holder, .. } if holder.matter == given.number);
            assert_eq!(found, opens, "{given:?}");
        }
    }
    app.close().await.unwrap();
    // In an installation of one's own there are none.
    let own = Site::folder().await.unwrap();
    let app = own.open(&clock).await;
    assert_eq!(codes::codes(&app).await.unwrap(), []);
    app.close().await.unwrap();
}

/// All that was published.
fn checkpoints(site: &Site) -> String {
    fs::read_to_string(site.home().join("published/checkpoints.txt")).unwrap()
}

async fn its_year_obeys_the_invariants(site: &Site, app: App) {
    let now = app.clock().now();
    let rebuilt = app.rebuild().await.unwrap();
    assert_eq!(rebuilt.differing, 0, "invariant 12: {:?}", rebuilt.differences);
    app.close().await.unwrap();
    let verified = verify::verify(&site.place, &Witnesses::default()).await.unwrap();
    assert!(verified.is_sound(), "{verified:?}");
    assert!(verified.ledger.published > 10 && verified.ledger.unsealed == 0, "{verified:?}");
    assert!(verified.texts.unwrap().count > 16);
    let again = demo::make(&site.place, &plan(1, 16), |_| {}).await;
    assert!(matches!(again, Err(DemoError::StandsAlready)), "it was made twice");

    let store = site.store().await;
    let rows = store.list_register(&RegisterFilter::All, None, 1_000).await.unwrap();
    assert_eq!(rows.len(), 16);
    store.close().await.unwrap();
    let app = site.open(&Clock::standing_at(now)).await;
    let mut open = 0;
    for row in rows {
        let matter = app.matter(&row.matter).await.unwrap().unwrap();
        let number = &row.matter;
        assert_eq!(matter.ended.is_some(), row.ended_at.is_some(), "{number}");
        if matter.ended.is_some() {
            assert!(matter.responsible.is_none(), "{number}");
        } else {
            open += 1;
            // Invariant 1.
            let holder = matter.responsible.as_ref().map(|one| one.holder.person.as_str());
            assert!(holder.is_some_and(|person| !person.is_empty()), "{number}");
            assert!(matter.open_clocks().next().is_some(), "{number}: no clock runs");
        }
        every_overdue_clock_has_its_signal(&matter, now, number.as_str());
    }
    println!("{open} of 16 are open");
    assert!(open > 0, "the invariants have nothing to hold; take another seed");
    app.close().await.unwrap();
}

/// Invariant 7.
fn every_overdue_clock_has_its_signal(matter: &Matter, now: Instant, number: &str) {
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
