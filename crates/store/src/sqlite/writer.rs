//! The one writer. Waiting transactions are drained into one commit. A refused one spoils nobody
//! else's: where there is one, the batch is rolled back and written again with a savepoint for each
//! (savepoints copy pages, so they are kept for when they are needed). Everybody is answered after
//! the durable commit.

use std::fs::File;
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use super::{gone, run};
use crate::fault::{Fault, FaultKind, sqlite as fault};
use crate::sql::{Done, NotWritten, Transaction, Turn};

const LONGEST_BATCH: usize = 256;
const LONGEST_QUEUE: usize = 1024;

/// The transaction goes back with the answer: freeing it is not the writer's work.
type Answer = oneshot::Sender<(Result<Vec<Done>, NotWritten>, Transaction)>;

/// Something for the writer to do.
#[derive(Debug)]
pub(super) enum Job {
    Write { transaction: Transaction, answer: Answer },
    Checkpoint { answer: oneshot::Sender<Result<(), Fault>> },
}

#[derive(Debug)]
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    commits: watch::Receiver<u64>,
}

impl Writer {
    /// Starts the thread, which keeps the folder locked as long as it lives.
    pub(super) fn start(connection: Connection, lock: File) -> Result<Self, Fault> {
        let (jobs, waiting) = mpsc::channel(LONGEST_QUEUE);
        let (tick, commits) = watch::channel(0);
        let thread =
            std::thread::Builder::new().name("xiaoneng-writer".to_owned()).spawn(move || {
                work(&connection, waiting, &tick);
                drop(connection);
                drop(lock);
            })?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)), commits })
    }

    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    pub(super) async fn send(&self, job: Job) -> Result<(), Fault> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        jobs.ok_or_else(gone)?.send(job).await.map_err(|_| gone())
    }

    /// Lets the writer finish what waits, and waits for it.
    pub(super) fn stop(&self) -> Result<(), Fault> {
        drop(self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        match thread.map(JoinHandle::join) {
            None | Some(Ok(())) => Ok(()),
            Some(Err(_)) => Err(Fault::new(FaultKind::Other, "写线程中断")),
        }
    }
}

/// Whoever drops the last handle waits until what was handed in is written and the folder is free.
impl Drop for Writer {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

fn work(connection: &Connection, mut waiting: mpsc::Receiver<Job>, tick: &watch::Sender<u64>) {
    let mut batch: Vec<(Transaction, Answer)> = Vec::with_capacity(LONGEST_BATCH);
    while let Some(first) = waiting.blocking_recv() {
        let mut next = Some(first);
        let mut checkpoint = None;
        while let Some(job) = next {
            match job {
                Job::Write { transaction, answer } => batch.push((transaction, answer)),
                Job::Checkpoint { answer } => {
                    checkpoint = Some(answer);
                    break;
                }
            }
            next = if batch.len() < LONGEST_BATCH { waiting.try_recv().ok() } else { None };
        }
        if !batch.is_empty() {
            write(connection, std::mem::take(&mut batch));
            tick.send_modify(|commits| *commits += 1);
        }
        if let Some(answer) = checkpoint {
            let done = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(fault);
            let _ = answer.send(done);
        }
    }
}

/// Writes a batch in one commit. Where the commit itself fails, each is tried alone, so that one
/// too large for the disk takes nobody with it.
fn write(connection: &Connection, batch: Vec<(Transaction, Answer)>) {
    let transactions: Vec<&Transaction> =
        batch.iter().map(|(transaction, _)| transaction).collect();
    let results = match swiftly(connection, &transactions) {
        Ok(results) => results,
        Err(reason) if batch.len() == 1 => vec![Err(reason)],
        Err(_) => together(connection, &transactions).unwrap_or_else(|_| {
            transactions.iter().map(|transaction| alone(connection, transaction)).collect()
        }),
    };
    for ((transaction, answer), result) in batch.into_iter().zip(results) {
        let _ = answer.send((result, transaction));
    }
}

/// All of them without savepoints, or none: the first reason against it.
fn swiftly(connection: &Connection, batch: &[&Transaction]) -> Result<Results, NotWritten> {
    execute(connection, "BEGIN IMMEDIATE")?;
    let written = (|| {
        let all: Result<Vec<_>, _> =
            batch.iter().map(|transaction| steps(connection, transaction)).collect();
        let mut results = all?.into_iter().map(Ok).collect();
        last_steps(connection, batch, &mut results)?;
        execute(connection, "COMMIT")?;
        Ok(results)
    })();
    if written.is_err() && !connection.is_autocommit() {
        execute(connection, "ROLLBACK")?;
    }
    written
}

fn alone(connection: &Connection, transaction: &Transaction) -> Result<Vec<Done>, NotWritten> {
    let mut results = together(connection, &[transaction])?;
    results.pop().unwrap_or_else(|| Err(NotWritten::Fault(gone())))
}

type Results = Vec<Result<Vec<Done>, NotWritten>>;

fn together(connection: &Connection, batch: &[&Transaction]) -> Result<Results, Fault> {
    execute(connection, "BEGIN IMMEDIATE")?;
    let written = fill(connection, batch).and_then(|results| {
        execute(connection, "COMMIT")?;
        Ok(results)
    });
    if written.is_err() && !connection.is_autocommit() {
        execute(connection, "ROLLBACK")?;
    }
    written
}

fn fill(connection: &Connection, batch: &[&Transaction]) -> Result<Results, Fault> {
    let mut results = Vec::with_capacity(batch.len());
    for transaction in batch {
        execute(connection, "SAVEPOINT one")?;
        let result = steps(connection, transaction);
        if let Err(reason) = &result {
            if connection.is_autocommit() {
                // The engine gave the whole transaction up (disk full, I/O error).
                return Err(Fault::from(reason.clone()));
            }
            execute(connection, "ROLLBACK TO one")?;
        }
        execute(connection, "RELEASE one")?;
        results.push(result);
    }
    last_steps(connection, batch, &mut results)?;
    Ok(results)
}

fn steps(connection: &Connection, transaction: &Transaction) -> Result<Vec<Done>, NotWritten> {
    let mut done = Vec::with_capacity(transaction.steps.len());
    for (at, step) in transaction.steps.iter().enumerate() {
        done.push(match step.turn {
            Turn::Now => run(connection, at, step)?,
            Turn::Last(_) => Done::default(),
        });
    }
    Ok(done)
}

/// Full text goes last and in order, because it writes a segment whenever a savepoint is set or a
/// row comes out of order.
fn last_steps(
    connection: &Connection,
    batch: &[&Transaction],
    results: &mut Results,
) -> Result<(), Fault> {
    let mut waiting = Vec::new();
    for (transaction, result) in batch.iter().zip(results) {
        let Ok(done) = result else { continue };
        for (at, (step, done)) in transaction.steps.iter().zip(done).enumerate() {
            if let Turn::Last(order) = step.turn {
                waiting.push((order, at, step, done));
            }
        }
    }
    waiting.sort_by_key(|(order, ..)| *order);
    for (_, at, step, done) in waiting {
        *done = run(connection, at, step)?;
    }
    Ok(())
}

fn execute(connection: &Connection, text: &str) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(text).map_err(fault)?;
    statement.raw_execute().map(drop).map_err(fault)
}
