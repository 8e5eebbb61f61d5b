//! 窗口. Clerks who file matters at the same time over a disk whose power a test can cut, and what
//! must be found of their work afterwards.

#![allow(dead_code, unreachable_pub)]

pub mod found;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinSet;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{HoldingRow, OfferRow, Row, Rows, TimerRow, changes};
use xiaoneng_powercut::{Control, PowerCut, Survivors};
use xiaoneng_store::{
    Append, Fault, Head, Identity, Location, NotAppended, Options, OutboxRow, SearchDocument,
    SqliteOptions, Store,
};

use crate::common::{at, event, options, register_row, signer};

pub const CLERKS: u32 = 4;
pub const MATTERS_A_CLERK: u32 = 3;
/// Every matter is filed, handed over and signed for, each by one append.
pub const APPENDS: u32 = 3;

/// Signing and checking signatures takes longer than all else, so not every commit is sealed.
const COMMITS_A_SEAL: u64 = 8;

/// A word that stands in every matter, and in no other place.
pub const WORD: &str = "路灯";

/// All that a matter becomes: how far it has come is the number of its appends, and one more once
/// its petitioner was erased.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Plan(pub u32);

impl Plan {
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=CLERKS * MATTERS_A_CLERK).map(Self)
    }

    pub fn number(self) -> MatterNumber {
        format!("2026-0213{:04}", self.0).into()
    }

    pub fn stream(self) -> StreamId {
        StreamId::Matter(self.number())
    }

    pub fn person(self) -> PersonId {
        format!("c{}", self.0).into()
    }

    pub fn identity(self) -> Identity {
        let phone = Some(format!("1380000{:04}", self.0));
        Identity { name: format!("张{}", self.0), phone, ..Identity::default() }
    }

    /// Every other petitioner asks to be erased at the end.
    pub fn is_erased_at_last(self) -> bool {
        self.0.is_multiple_of(2)
    }

    /// The last version after so many appends.
    pub fn version_after(appends: u32) -> u32 {
        [0, 2, 3, 5][appends as usize]
    }

    pub fn texts(self, append: u32) -> Vec<Written> {
        let (number, salt) = (self.0, [self.0 as u8 * 4 + append as u8; 16]);
        match append {
            2 => Vec::new(),
            _ => {
                vec![Written::new(format!("第{number}件第{append}步：学校门口的{WORD}不亮"), salt)]
            }
        }
    }

    pub fn events(self, append: u32) -> Vec<Recorded> {
        let texts = self.texts(append);
        let digest = texts.first().map(|text| text.digest().to_string()).unwrap_or_default();
        (Self::version_after(append - 1) + 1..=Self::version_after(append))
            .map(|version| {
                let body =
                    format!(r#"{{"matter":{},"version":{version},"text":"{digest}"}}"#, self.0);
                event(version, at(i64::from(self.0 * 100 + version)), &body)
            })
            .collect()
    }

    /// The rows of the views after so many appends.
    pub fn rows(self, appends: u32) -> Rows {
        let mut rows = Rows::new();
        if appends == 0 {
            return rows;
        }
        rows.insert(register_row(&self.number(), Some(self.person().as_str())));
        let due = at(i64::from(self.0) * 1_000 + i64::from(appends));
        rows.insert(Row::Timer(TimerRow { stream: self.stream(), at: due }));
        for ordinal in 1..=appends {
            rows.insert(Row::Holding(HoldingRow {
                matter: self.number(),
                ordinal,
                unit: format!("QH0{ordinal}").into(),
                person: format!("p{ordinal}").into(),
                from: at(i64::from(ordinal)),
                to: (ordinal < appends).then(|| at(i64::from(ordinal) + 1)),
                working_minutes: (ordinal < appends).then_some(i64::from(ordinal) * 7),
            }));
        }
        if appends == 2 {
            let (matter, unit, sign_by) = (self.number(), "QH02".into(), at(7_200));
            rows.insert(Row::Offer(OfferRow {
                unit,
                sign_by,
                matter,
                offer: 1,
                person: None,
                concerned: None,
            }));
        }
        rows
    }

    pub fn message(self, append: u32) -> OutboxRow {
        let key = self.message_key(append);
        OutboxRow { topic: "notice".to_owned(), key, body: "{}".to_owned(), due_at: at(0) }
    }

    pub fn message_key(self, append: u32) -> String {
        format!("{}/{append}", self.number())
    }

    fn append(self, append: u32, head: Head) -> Append {
        let changes = changes(&self.rows(append - 1), &self.rows(append));
        let planned = Append::new(self.stream(), head, self.events(append))
            .changes(changes)
            .texts(self.texts(append))
            .outbox(vec![self.message(append)]);
        if append > 1 {
            return planned;
        }
        let (matter, units) = (self.number(), vec!["QH01".into()]);
        let texts = self.texts(append).iter().map(|text| text.body().to_owned()).collect();
        planned.identities(vec![(self.person(), self.identity())]).search(SearchDocument {
            matter,
            units,
            texts,
        })
    }
}

/// 已应允. What was acknowledged, noted by those to whom it was.
#[derive(Clone, Default, Debug)]
pub struct Promised {
    /// How far each matter has come.
    pub stages: BTreeMap<Plan, u32>,
    /// The checkpoints that were published.
    pub published: Vec<String>,
    /// What went wrong, in the order in which it was told.
    pub faults: Vec<Fault>,
}

impl Promised {
    pub fn stage(&self, plan: Plan) -> u32 {
        self.stages.get(&plan).copied().unwrap_or(0)
    }

    fn note(&mut self, plan: Plan, stage: u32) {
        let known = self.stages.entry(plan).or_default();
        *known = stage.max(*known);
    }

    pub fn appends(&self) -> u32 {
        self.stages.values().map(|stage| APPENDS.min(*stage)).sum()
    }
}

/// The counter with its disk.
pub struct Counter {
    pub power: Arc<Control>,
    pub promised: Arc<Mutex<Promised>>,
    room: TempDir,
    images: AtomicU64,
}

static COUNTERS: AtomicU64 = AtomicU64::new(0);
static LAID_OUT: OnceLock<TempDir> = OnceLock::new();

impl Counter {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let number = COUNTERS.fetch_add(1, Ordering::SeqCst);
        let power = PowerCut::register(&format!("counter {number}")).unwrap();
        let room = room();
        fs::create_dir(room.path().join("data")).unwrap();
        Self { power, promised: Arc::default(), room, images: AtomicU64::new(0) }
    }

    /// A folder in which the tables are laid out.
    pub async fn laid_out() -> Self {
        let counter = Self::empty();
        if LAID_OUT.get().is_none() {
            let template = room();
            open(template.path(), None).await.unwrap().close().await.unwrap();
            let _ = LAID_OUT.set(template);
        }
        let file = LAID_OUT.get().unwrap().path().join("xiaoneng.db");
        fs::copy(file, counter.folder().join("xiaoneng.db")).unwrap();
        counter
    }

    /// The counter on the day after: what survived, under a new power, with the same promises.
    pub fn after(before: &Self, survivors: Survivors) -> Self {
        let counter = Self::empty();
        before.power.image(survivors).write_to(&counter.folder()).unwrap();
        *counter.promised.lock().unwrap() = before.promised();
        counter
    }

    pub fn folder(&self) -> PathBuf {
        self.room.path().join("data")
    }

    pub fn promised(&self) -> Promised {
        self.promised.lock().unwrap().clone()
    }

    pub async fn open(&self) -> Result<Store, Fault> {
        open(&self.folder(), Some(self.power.name())).await
    }

    /// Opens, works and closes; what fails on the way is noted with the promises.
    pub async fn work_a_day(&self) {
        match self.open().await {
            Ok(store) => {
                self.work(&store).await;
                if let Err(fault) = store.close().await {
                    self.promised.lock().unwrap().faults.push(fault);
                }
            }
            Err(fault) => self.promised.lock().unwrap().faults.push(fault),
        }
    }

    /// All clerks work at once, from where they stopped, while the sealer seals; each stops at his
    /// first fault.
    pub async fn work(&self, store: &Store) {
        let mut clerks = JoinSet::new();
        for clerk in 0..CLERKS {
            let (store, promised) = (store.clone(), Arc::clone(&self.promised));
            clerks.spawn(async move {
                let mine = clerk * MATTERS_A_CLERK + 1..=(clerk + 1) * MATTERS_A_CLERK;
                for plan in mine.map(Plan) {
                    if let Err(fault) = bring_to_an_end(&store, &promised, plan).await {
                        promised.lock().unwrap().faults.push(fault);
                        return;
                    }
                }
            });
        }
        let (evening, is_evening) = watch::channel(false);
        let sealer = tokio::spawn(seal(store.clone(), Arc::clone(&self.promised), is_evening));
        while let Some(clerk) = clerks.join_next().await {
            clerk.unwrap();
        }
        evening.send_replace(true);
        sealer.await.unwrap();
    }

    /// Writes what survived into a folder and looks at it.
    pub async fn look(&self, survivors: Survivors) -> Result<Promised, String> {
        let number = self.images.fetch_add(1, Ordering::SeqCst);
        let folder = self.room.path().join(format!("after {number}"));
        self.power.image(survivors).write_to(&folder).unwrap();
        let promised = self.promised();
        let found = found::look(&folder, &promised).await;
        fs::remove_dir_all(folder).unwrap();
        found.map_err(|reason| format!("{survivors:?}: {reason}"))
    }
}

/// Nothing here needs a real disk: in memory, where there is such a folder, it is faster.
fn room() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

pub async fn open(folder: &Path, file_layer: Option<&str>) -> Result<Store, Fault> {
    let sqlite = SqliteOptions { vfs: file_layer.map(str::to_owned), readers: 2 };
    let location = Location::Folder(folder.to_owned());
    Store::open(&location, Options { sqlite, ..options() }).await
}

/// Seals and publishes now and then, until the evening or a fault.
async fn seal(store: Store, promised: Arc<Mutex<Promised>>, mut is_evening: watch::Receiver<bool>) {
    let mut commits = store.commits();
    let mut is_last = false;
    while !is_last {
        tokio::select! {
            _ = commits.changed() => {
                if !(*commits.borrow_and_update()).is_multiple_of(COMMITS_A_SEAL) {
                    continue;
                }
            }
            _ = is_evening.changed() => is_last = true,
        }
        match store.seal(&signer(), at(10_000)).await {
            Ok(sealed) => {
                let notes = sealed.iter().map(|one| one.note().to_owned());
                promised.lock().unwrap().published.extend(notes);
            }
            Err(fault) => {
                promised.lock().unwrap().faults.push(fault);
                return;
            }
        }
    }
}

/// Brings a matter from where it stands to its end.
async fn bring_to_an_end(
    store: &Store,
    promised: &Mutex<Promised>,
    plan: Plan,
) -> Result<(), Fault> {
    let mut head = store.read_stream(&plan.stream()).await?.head;
    let done = (0..=APPENDS).find(|done| Plan::version_after(*done) == head.version()).unwrap();
    // What can be read is kept, also where its acknowledgement was lost on the way.
    promised.lock().unwrap().note(plan, done);
    for append in done + 1..=APPENDS {
        head = match store.append(&plan.append(append, head)).await {
            Ok(head) => head,
            Err(NotAppended::Fault(fault)) => return Err(fault),
            Err(NotAppended::Conflict(conflict)) => panic!("nobody else writes here: {conflict}"),
        };
        promised.lock().unwrap().note(plan, append);
    }
    if plan.is_erased_at_last() {
        store.erase_person(&plan.person(), at(20_000)).await?;
        promised.lock().unwrap().note(plan, APPENDS + 1);
    }
    Ok(())
}

/// All rows of all views that must stand.
pub fn rows_of(stages: &BTreeMap<Plan, u32>) -> Rows {
    let rows: BTreeSet<Row> =
        stages.iter().flat_map(|(plan, stage)| plan.rows(APPENDS.min(*stage))).collect();
    rows
}
