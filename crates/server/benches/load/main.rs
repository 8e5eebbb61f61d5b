//! 负载. What a request costs the server process, at a small and at a large size, beside a floor.
//!
//! `cargo bench -p xiaoneng-server --bench load`. The sizes are chosen by the variable
//! `XIAONENG_BENCH_MATTERS` (default `10000`; `10000,1000000` for the whole picture, which takes
//! some minutes and 6 GB). The server is a process of its own with every check on: durable commit,
//! permissions, form tokens, search index, views. The floor is a server of the same kind that does
//! no more than must be done: two rows inserted in a shared durable commit, and as many bytes
//! answered. Every answer is checked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../common/mod.rs"]
mod common;
mod floor;

use std::path::Path;
use std::time::Duration;

use common::client::{self, Client, Ran};
use common::county::{self, Prepared};
use common::process::{self, Server};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: usize = 32;
/// How long each measure runs.
const DURING: Duration = Duration::from_secs(4);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    match arguments.as_slice() {
        [mode, folder] if mode == "--serve" => runtime.block_on(process::serve(Path::new(folder))),
        [mode, folder] if mode == "--floor" => runtime.block_on(floor::serve(Path::new(folder))),
        _ => runtime.block_on(bench()),
    }
}

async fn bench() {
    let sizes = std::env::var("XIAONENG_BENCH_MATTERS").unwrap_or_else(|_| "10000".to_owned());
    let mut first: Option<Figures> = None;
    for size in sizes.split(',').map(|size| size.trim().parse::<u32>().unwrap()) {
        let figures = at_size(size).await;
        if let Some(first) = &first {
            let times = |large: &Ran, small: &Ran| large.cpu_ms / small.cpu_ms;
            println!("against the first size, CPU per request (goal ≤ 2.00):");
            println!(
                "  file {:.2}  queue {:.2}  show {:.2}",
                times(&figures.file, &first.file),
                times(&figures.queue, &first.queue),
                times(&figures.show, &first.show)
            );
        }
        first.get_or_insert(figures);
    }
}

struct Figures {
    file: Ran,
    queue: Ran,
    show: Ran,
}

async fn at_size(matters: u32) -> Figures {
    let folder = tempfile::tempdir().unwrap();
    let prepared = county::prepare(folder.path(), matters).await;
    println!("\n{matters} matters, {} of them open:", prepared.open);
    let server = Server::start("--serve", folder.path()).await;
    println!(
        "  cold start              {:>8.3} s      (goal ≤ 0.15)",
        server.cold_start.as_secs_f64()
    );
    let figures = measure(&server, &prepared).await;
    let memory = server.resident_mib();
    server.end();
    println!("  memory after load       {memory:>8.1} MiB    (goal ≤ 100)");

    let bare = tempfile::tempdir().unwrap();
    let floor = Server::start("--floor", bare.path()).await;
    let client = Client::new(floor.address);
    let filed = client
        .run(CONNECTIONS, DURING, &floor, |_, _| client::post("/bare", "", &[("x", "y")]))
        .await;
    let path = format!("/bytes/{}", figures.queue.bytes);
    let read = client.run(CONNECTIONS, DURING, &floor, |_, _| client::get(&path, "")).await;
    floor.end();
    filed.show("floor: two bare rows", None);
    read.show("floor: bytes of the queue", None);
    println!(
        "  filing against the floor    {:>6.2}      (goal ≥ 0.5)",
        figures.file.rate / filed.rate
    );
    figures
}

async fn measure(server: &Server, prepared: &Prepared) -> Figures {
    let client = Client::new(server.address);
    let door = client.open_form().await;
    let file = client
        .run(CONNECTIONS, DURING, server, |connection, nth| prepared.filing(&door, connection, nth))
        .await;
    file.show("file a matter", Some(0.3));
    let session = format!("session={}", prepared.session);
    let queue = client.run(CONNECTIONS, DURING, server, |_, _| client::get("/w", &session)).await;
    queue.show("queue of 50 by due date", Some(0.4));
    let show = client
        .run(CONNECTIONS, DURING, server, |connection, nth| {
            let number = prepared.number(connection, nth);
            client::get(&format!("/w/m/{number}"), &session)
        })
        .await;
    show.show("one matter", Some(0.3));
    Figures { file, queue, show }
}
