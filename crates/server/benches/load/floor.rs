//! The floor: the same server library, the same database library and pragmas, commits shared in the
//! same way, and nothing of ours between.

use std::path::Path;

use axum::Router;
use axum::extract::{Path as At, State};
use axum::routing::{get, post};
use rusqlite::Connection;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS bare (seq INTEGER PRIMARY KEY, stream TEXT NOT NULL,
    version INTEGER NOT NULL, occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL,
    UNIQUE (stream, version)) STRICT";
const INSERT: &str = "INSERT INTO bare (stream, version, occurred_at, recorded_at, actor, kind,
    body, hash) VALUES (?1, ?2, 1, 1, 'citizen', 'filed/1', ?3, ?4)";

type Job = oneshot::Sender<()>;

/// The role of the floor.
pub(crate) async fn serve(folder: &Path) {
    let connection = Connection::open(folder.join("floor.db")).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;
             PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -8192;",
        )
        .unwrap();
    connection.execute_batch(TABLE).unwrap();
    let (jobs, waiting) = mpsc::channel(1024);
    std::thread::spawn(move || write(&connection, waiting));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    let router = Router::new()
        .route("/healthz", get(async || "ok"))
        .route("/bytes/{count}", get(async |At(count): At<usize>| "x".repeat(count)))
        .route("/bare", post(insert))
        .with_state(jobs);
    axum::serve(listener, router).await.unwrap();
}

async fn insert(State(jobs): State<mpsc::Sender<Job>>) -> &'static str {
    let (answer, done) = oneshot::channel();
    jobs.send(answer).await.unwrap();
    done.await.unwrap();
    "done"
}

fn write(connection: &Connection, mut waiting: mpsc::Receiver<Job>) {
    let body = format!(r#"{{"facts":"{}"}}"#, "x".repeat(360));
    let mut number = 0_u64;
    while let Some(first) = waiting.blocking_recv() {
        let mut answers = vec![first];
        while let Ok(next) = waiting.try_recv() {
            answers.push(next);
        }
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        for _ in &answers {
            number += 1;
            let mut statement = connection.prepare_cached(INSERT).unwrap();
            for version in 1..=2 {
                statement
                    .execute((format!("matter/{number}"), version, &body, [7_u8; 32]))
                    .unwrap();
            }
        }
        connection.execute_batch("COMMIT").unwrap();
        for answer in answers {
            answer.send(()).unwrap();
        }
    }
}
