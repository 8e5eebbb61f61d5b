//! The one writer. Waiting transactions are written into one commit, and with them those that come
//! while it is at it or are about to come. A refused one spoils nobody else's: where there is one,
//! the batch is rolled back and written again with a savepoint for each (savepoints copy pages, so
//! they are kept for when they are needed). Everybody is answered after the durable commit.

use std::collections::HashMap;
use std::fs::File;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use rusqlite::{Connection, Statement};
use tokio::sync::{oneshot, watch};

use super::{gone, run};
use crate::fault::{Fault, FaultKind, sqlite as fault};
use crate::sql::{Done, NotWritten, Transaction};

const LONGEST_BATCH: usize = 256;
/// So often the writer lets others work before it commits without those who are about to come.
const PATIENCE: u32 = 50;

type Answer = oneshot::Sender<Written>;

/// What became of a transaction. It goes back with the answer: freeing it is not the writer's work.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) result: Result<Vec<Done>, NotWritten>,
    pub(super) transaction: Transaction,
    /// The answers to others of the same commit, which whoever gets this hands on: waking
    /// everybody is not the writer's work either.
    others: Answers,
}

/// Answers that were not given yet; they are when this is dropped.
#[derive(Default, Debug)]
struct Answers(Vec<(Answer, Written)>);

impl Drop for Answers {
    fn drop(&mut self) {
        for (answer, written) in self.0.drain(..) {
            let _ = answer.send(written);
        }
    }
}

impl Written {
    fn new(result: Result<Vec<Done>, NotWritten>, transaction: Transaction) -> Self {
        Self { result, transaction, others: Answers::default() }
    }
}

/// Something for the writer to do.
#[derive(Debug)]
pub(super) enum Job {
    Write { transaction: Transaction, answer: Answer },
    Checkpoint { answer: oneshot::Sender<Result<(), Fault>> },
}

#[derive(Debug)]
pub(super) struct Writer {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    coming: Arc<AtomicUsize>,
    thread: Mutex<Option<JoinHandle<()>>>,
    commits: watch::Receiver<u64>,
}

/// Somebody who is about to hand in a transaction; the writer waits for him a little.
#[derive(Debug)]
pub(crate) struct Coming(Arc<AtomicUsize>);

impl Drop for Coming {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writer {
    /// Starts the thread, which keeps the folder locked as long as it lives.
    pub(super) fn start(connection: Connection, lock: File) -> Result<Self, Fault> {
        let (jobs, waiting) = mpsc::channel();
        let (tick, commits) = watch::channel(0);
        let coming = Arc::new(AtomicUsize::new(0));
        let queue = Queue { waiting, coming: Arc::clone(&coming), checkpoint: None };
        let thread =
            std::thread::Builder::new().name("xiaoneng-writer".to_owned()).spawn(move || {
                work(&connection, queue, &tick);
                drop(connection);
                drop(lock);
            })?;
        let (jobs, thread) = (Mutex::new(Some(jobs)), Mutex::new(Some(thread)));
        Ok(Self { jobs, coming, thread, commits })
    }

    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    pub(super) fn coming(&self) -> Coming {
        self.coming.fetch_add(1, Ordering::Relaxed);
        Coming(Arc::clone(&self.coming))
    }

    pub(super) fn send(&self, job: Job) -> Result<(), Fault> {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.as_ref().ok_or_else(gone)?.send(job).map_err(|_| gone())
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

/// What waits to be written.
struct Queue {
    waiting: mpsc::Receiver<Job>,
    coming: Arc<AtomicUsize>,
    /// Whoever wants the log emptied after this batch.
    checkpoint: Option<oneshot::Sender<Result<(), Fault>>>,
}

type Batch = Vec<(Transaction, Answer)>;

impl Queue {
    /// Waits for the first of a batch. Not, if nobody can come any more.
    fn wait(&mut self, batch: &mut Batch) -> bool {
        let Ok(job) = self.waiting.recv() else { return false };
        self.take(job, batch);
        true
    }

    fn take(&mut self, job: Job, batch: &mut Batch) {
        match job {
            Job::Write { transaction, answer } => batch.push((transaction, answer)),
            Job::Checkpoint { answer } => self.checkpoint = Some(answer),
        }
    }

    /// One more for the batch, if there is one or is about to be.
    fn more(&mut self, batch: &mut Batch) -> bool {
        if batch.len() >= LONGEST_BATCH || self.checkpoint.is_some() {
            return false;
        }
        for _ in 0..PATIENCE {
            if let Ok(job) = self.waiting.try_recv() {
                let before = batch.len();
                self.take(job, batch);
                return batch.len() > before;
            }
            if self.coming.load(Ordering::Relaxed) == 0 {
                break;
            }
            std::thread::yield_now();
        }
        false
    }
}

/// The writer's statements, each prepared once.
pub(super) struct Prepared<'a> {
    connection: &'a Connection,
    kept: HashMap<*const u8, Statement<'a>>,
}

impl<'a> Prepared<'a> {
    /// A statement whose text stands in the program.
    pub(super) fn get(&mut self, text: &'static str) -> rusqlite::Result<&mut Statement<'a>> {
        match self.kept.entry(text.as_ptr()) {
            std::collections::hash_map::Entry::Occupied(found) => Ok(found.into_mut()),
            std::collections::hash_map::Entry::Vacant(place) => {
                Ok(place.insert(self.connection.prepare(text)?))
            }
        }
    }

    fn execute(&mut self, text: &'static str) -> Result<(), Fault> {
        let statement = self.get(text).map_err(fault)?;
        statement.raw_execute().map(drop).map_err(fault)
    }

    /// Gives the transaction up, unless the engine did so itself.
    fn roll_back(&mut self) -> Result<(), Fault> {
        if self.connection.is_autocommit() { Ok(()) } else { self.execute("ROLLBACK") }
    }
}

fn work(connection: &Connection, mut queue: Queue, tick: &watch::Sender<u64>) {
    let mut prepared = Prepared { connection, kept: HashMap::new() };
    let mut batch = Vec::with_capacity(LONGEST_BATCH);
    while queue.wait(&mut batch) {
        if !batch.is_empty() {
            write(&mut prepared, &mut queue, &mut batch);
            tick.send_modify(|commits| *commits += 1);
        }
        if let Some(answer) = queue.checkpoint.take() {
            let done = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").map_err(fault);
            let _ = answer.send(done);
        }
    }
}

/// Writes a batch in one commit. Where the commit itself fails, each is tried alone, so that one
/// too large for the disk takes nobody with it.
fn write(prepared: &mut Prepared<'_>, queue: &mut Queue, batch: &mut Batch) {
    let results = match swiftly(prepared, queue, batch) {
        Ok(results) => results,
        Err(reason) if batch.len() == 1 => vec![Err(reason)],
        Err(_) => together(prepared, batch).unwrap_or_else(|_| {
            batch.chunks(1).map(|transaction| alone(prepared, transaction)).collect()
        }),
    };
    let mut others: Vec<(Answer, Written)> = batch
        .drain(..)
        .zip(results)
        .map(|((transaction, answer), result)| (answer, Written::new(result, transaction)))
        .collect();
    // Whoever does not wait any more cannot hand on the rest.
    while let Some((answer, mut written)) = others.pop() {
        written.others = Answers(std::mem::take(&mut others));
        if let Err(mut written) = answer.send(written) {
            others = std::mem::take(&mut written.others.0);
        }
    }
}

/// All of them without savepoints, and those that come meanwhile; or none: the first reason
/// against it.
fn swiftly(
    prepared: &mut Prepared<'_>,
    queue: &mut Queue,
    batch: &mut Batch,
) -> Result<Results, NotWritten> {
    prepared.execute("BEGIN IMMEDIATE")?;
    let mut results = Vec::with_capacity(batch.len());
    let mut fill = || {
        while let Some((transaction, _)) = batch.get(results.len()) {
            results.push(Ok(steps(prepared, transaction)?));
            if results.len() == batch.len() && !queue.more(batch) {
                break;
            }
        }
        prepared.execute("COMMIT").map_err(NotWritten::Fault)
    };
    match fill() {
        Ok(()) => Ok(results),
        Err(reason) => {
            prepared.roll_back()?;
            Err(reason)
        }
    }
}

fn alone(
    prepared: &mut Prepared<'_>,
    batch: &[(Transaction, Answer)],
) -> Result<Vec<Done>, NotWritten> {
    let mut results = together(prepared, batch)?;
    results.pop().unwrap_or_else(|| Err(NotWritten::Fault(gone())))
}

type Results = Vec<Result<Vec<Done>, NotWritten>>;

fn together(
    prepared: &mut Prepared<'_>,
    batch: &[(Transaction, Answer)],
) -> Result<Results, Fault> {
    prepared.execute("BEGIN IMMEDIATE")?;
    let written = fill(prepared, batch).and_then(|results| {
        prepared.execute("COMMIT")?;
        Ok(results)
    });
    if written.is_err() {
        prepared.roll_back()?;
    }
    written
}

fn fill(prepared: &mut Prepared<'_>, batch: &[(Transaction, Answer)]) -> Result<Results, Fault> {
    let mut results = Vec::with_capacity(batch.len());
    for (transaction, _) in batch {
        prepared.execute("SAVEPOINT one")?;
        let result = steps(prepared, transaction);
        if let Err(reason) = &result {
            if prepared.connection.is_autocommit() {
                // The engine gave the whole transaction up (disk full, I/O error).
                return Err(Fault::from(reason.clone()));
            }
            prepared.execute("ROLLBACK TO one")?;
        }
        prepared.execute("RELEASE one")?;
        results.push(result);
    }
    Ok(results)
}

fn steps(prepared: &mut Prepared<'_>, transaction: &Transaction) -> Result<Vec<Done>, NotWritten> {
    let mut done = Vec::with_capacity(transaction.steps.len());
    for (at, step) in transaction.steps.iter().enumerate() {
        done.push(run(prepared, at, step)?);
    }
    Ok(done)
}
