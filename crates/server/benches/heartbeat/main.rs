//! 心跳. Everything that is open falls due at once, while people look at pages.
//!
//! `cargo bench -p xiaoneng-server --bench heartbeat`. The size is chosen by the variable
//! `XIAONENG_BENCH_MATTERS` (default `10000`; `1000000`, with 20,000 open ones, for the whole
//! picture: some minutes and 6 GB). The clock of the server stands two months ahead of the data, so
//! that every open matter owes its signals and cards. What is printed: how long the heartbeat took
//! for all of them, what a page took before and meanwhile, as a ratio, and whether anything was
//! missed or done twice, which is looked up in the ledger.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use common::client::{self, Client, Ran};
use common::county;
use common::process::Server;
use tokio::net::TcpListener;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::demo::accounts;
use xiaoneng_app::sign_in::{Credentials, Visitor};
use xiaoneng_app::working_time::Instant as At;
use xiaoneng_app::{Access, App, Place, World};
use xiaoneng_domain::matter::{ClockName, MatterEvent};
use xiaoneng_domain::signal::Level;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_server::{Site, SiteOptions, router};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: usize = 4;
/// How long pages are asked for at a time.
const DURING: Duration = Duration::from_secs(3);
/// How far the clock stands ahead of the data, in minutes: two months.
const AHEAD_MINUTES: i64 = 60 * 24 * 60;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match arguments.as_slice() {
        [mode, folder] if mode == "--serve" => runtime.block_on(serve(Path::new(folder))),
        _ => runtime.block_on(bench()),
    }
}

async fn bench() {
    let matters = std::env::var("XIAONENG_BENCH_MATTERS").unwrap_or_else(|_| "10000".to_owned());
    let matters: u32 = matters.trim().parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let prepared = county::prepare(folder.path(), matters).await;
    println!("\n{matters} matters, {} of them open:", prepared.open);
    let mut server = Server::start("--serve", folder.path()).await;
    server.say(prepared.login);
    let session = format!("session={}", server.hear());
    let client = Client::new(server.address);
    let question = |_, _| client::get("/w", &session);
    let quiet = client.run(CONNECTIONS, DURING, &server, question).await;
    quiet.show("queue before", None);
    server.say("beat");
    let began = Instant::now();
    let mut busy = Vec::new();
    let mut told = server.hear();
    while told != "done" {
        assert_eq!(told, "going");
        busy.push(client.run(CONNECTIONS, DURING, &server, question).await);
        server.say("and");
        told = server.hear();
    }
    println!("  the heartbeat went on for   {:>8.1} s", began.elapsed().as_secs_f64());
    for ran in &busy {
        ran.show("queue meanwhile", None);
    }
    let slowest = busy.iter().map(Ran::p99_ms).fold(0.0, f64::max);
    println!("  p99 against before          {:>8.2}", slowest / quiet.p99_ms());
    println!("{}", server.hear());
    server.end();
    look_up(folder.path()).await;
}

/// The server, its clock far ahead, with a heartbeat that beats when it is told to.
async fn serve(folder: &Path) {
    let world = World { clock: Clock::standing_at(ahead()), chance: Chance::from_system() };
    let place = Place::Folder(folder.to_path_buf());
    let app = App::open_in(&place, Access::Write, world).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    let site = Site::new(app.clone(), SiteOptions::default());
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    let mut lines = std::io::stdin().lock().lines().map(Result::unwrap);
    let login = lines.next().unwrap();
    let typed = Credentials { login: &login, password: accounts::PASSWORD, answer: None };
    let visitor = Visitor { address: None, device: "bench".to_owned() };
    println!("{}", app.sign_in(typed, &visitor).await.unwrap().token.to_text());
    assert_eq!(lines.next().as_deref(), Some("beat"));
    let own = app.clone();
    let beating = tokio::spawn(async move {
        let began = Instant::now();
        let beat = own.beat().await.unwrap();
        let took = began.elapsed().as_secs_f64();
        (beat, took, own.beat().await.unwrap())
    });
    while !beating.is_finished() {
        println!("going");
        assert_eq!(lines.next().as_deref(), Some("and"));
    }
    println!("done");
    app.close().await.unwrap();
    let (beat, took, again) = beating.await.unwrap();
    let rate = beat.due as f64 / took;
    let (due, events, failed) = (beat.due, beat.events, beat.failed);
    println!(
        "  fell due {due} in {took:.1} s ({rate:.0} /s), {events} events, failed {failed}; at the \
         next beat {} events",
        again.events
    );
}

fn ahead() -> At {
    Clock::System.now().plus_minutes(AHEAD_MINUTES)
}

/// What the ledger says afterwards: timers left due, signals in all, and signals raised again for
/// the same clock at the same level.
async fn look_up(folder: &Path) {
    let store = county::open_store(folder).await;
    let missed = store.list_due_timers(ahead(), 10).await.unwrap().len();
    let (mut signals, mut twice, mut matters) = (0, 0, 0);
    let mut after = None;
    loop {
        let rows = store.scan_register(after.as_ref(), 500).await.unwrap();
        let Some(last) = rows.last() else { break };
        after = Some(last.matter.clone());
        for row in rows.into_iter().filter(|row| row.ended_at.is_none()) {
            matters += 1;
            let mut raised: BTreeMap<(ClockName, Level, At), usize> = BTreeMap::new();
            let stream = StreamId::Matter(row.matter);
            for event in store.read_stream(&stream).await.unwrap().events {
                let decoded = MatterEvent::decode(&event.kind, &event.body).unwrap();
                if let MatterEvent::SignalRaised(facts) = decoded {
                    *raised.entry((facts.clock, facts.level, facts.fell_due_at)).or_default() += 1;
                }
            }
            signals += raised.values().sum::<usize>();
            twice += raised.values().filter(|count| **count > 1).count();
        }
    }
    println!(
        "  in the ledger: {matters} open matters with {signals} signals, {twice} raised twice, \
         {missed} timers left due"
    );
}
