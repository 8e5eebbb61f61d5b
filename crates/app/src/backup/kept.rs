//! 已有的备份. Those in the installation's own folder, made at a press of a button; the drill that
//! shows that one can be restored.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;

use super::ENDING;
use super::key::KeySource;
use super::make::{BackupPlan, Made, NotMade, make, private_folder};
use super::restore::{NotRestored, RestorePlan, restore};
use super::sealed::read_head;
use crate::App;
use crate::clock::Clock;
use crate::denied::Denied;
use crate::house::{Place, World};

/// When a restore was last tried, in the settings of the data.
const DRILL: &str = "backup/drill";

/// 一份备份.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptBackup {
    /// The name of the file.
    pub name: String,
    /// When it was made; none where the file is damaged at its head.
    pub made_at: Option<Instant>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// 恢复演练.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Drill {
    /// When, in epoch microseconds.
    at: i64,
    /// Which file.
    pub file: String,
    /// How many records were read back.
    pub events: u64,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// What was wrong; empty if nothing.
    pub wrong: String,
}

impl Drill {
    /// When.
    pub fn at(&self) -> Instant {
        Instant::from_micros(self.at)
    }

    /// Whether the backup can be restored.
    pub fn is_good(&self) -> bool {
        self.wrong.is_empty()
    }
}

/// Why there is no backup, or no drill.
#[derive(Debug, thiserror::Error)]
pub enum NotBackedUp {
    /// Not his to do.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Not made.
    #[error(transparent)]
    NotMade(#[from] NotMade),
    /// There is none of that name.
    #[error("没有这份备份，请从列表里选一份")]
    NoSuchBackup,
}

impl App {
    fn backups_folder(&self) -> PathBuf {
        self.home().folder().join("backups")
    }

    /// Whether data of this installation can be backed up by the program itself.
    pub fn is_on_this_machine(&self) -> bool {
        matches!(self.place(), Place::Folder(_))
    }

    /// 立即备份, into the folder `backups` of the installation, sealed with the master key.
    pub async fn back_up_now(&self, actor: &Actor) -> Result<Made, NotBackedUp> {
        self.may_back_up(actor).await?;
        self.seal().await?;
        let folder = self.backups_folder();
        let wrong = |source| NotMade::File { path: folder.clone(), source };
        private_folder(&folder).map_err(wrong)?;
        let now = self.clock().now();
        let stamp: String = now.to_string().chars().filter(char::is_ascii_digit).take(14).collect();
        let chance = hex::encode(self.chance().bytes::<2>());
        let target = folder.join(format!("xiaoneng-{stamp}-{chance}.{ENDING}"));
        let key = KeySource::Folder(self.home().folder().join("keys"));
        let plan = BackupPlan { target, key, with_keys: false };
        Ok(make(self.place(), &plan, self.chance(), now).await?)
    }

    /// The backups in the installation's folder, newest first.
    pub fn list_backups(&self) -> Vec<KeptBackup> {
        let Ok(entries) = fs::read_dir(self.backups_folder()) else { return Vec::new() };
        let mut found: Vec<KeptBackup> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == ENDING))
            .map(|entry| KeptBackup {
                name: entry.file_name().to_string_lossy().into_owned(),
                made_at: made_at(&entry.path()),
                bytes: entry.metadata().map_or(0, |file| file.len()),
            })
            .collect();
        found.sort_by(|one, other| other.made_at.cmp(&one.made_at).then(other.name.cmp(&one.name)));
        found
    }

    /// Where a backup of that name stands, for whoever may have it.
    pub async fn backup_file(&self, actor: &Actor, name: &str) -> Result<PathBuf, NotBackedUp> {
        self.may_back_up(actor).await?;
        let is_ours = self.list_backups().iter().any(|backup| backup.name == name);
        if is_ours { Ok(self.backups_folder().join(name)) } else { Err(NotBackedUp::NoSuchBackup) }
    }

    /// 恢复演练: a backup is restored into a folder of its own, verified, and taken away again.
    pub async fn drill(&self, actor: &Actor, name: &str) -> Result<Drill, NotBackedUp> {
        let file = self.backup_file(actor, name).await?;
        let begun = self.clock().now();
        let folder = format!(".drill-{}", hex::encode(self.chance().bytes::<4>()));
        let into = self.backups_folder().join(folder);
        let key = KeySource::Folder(self.home().folder().join("keys"));
        let plan = RestorePlan { file, into: into.clone(), key, keys: None, beside: None };
        let world = World { clock: Clock::standing_at(begun), chance: self.chance().clone() };
        let restored = Box::pin(restore(&plan, world)).await;
        // It was a copy in a folder of its own.
        let _ = fs::remove_dir_all(&into);
        let (events, wrong) = match restored {
            Ok(restored) => (restored.verification.ledger.events, String::new()),
            Err(NotRestored::Denied(denied)) => return Err(denied.into()),
            Err(error) => (0, error.to_string()),
        };
        let took = self.clock().now().micros() - begun.micros();
        let milliseconds = u64::try_from(took / 1000).unwrap_or(0);
        let drill =
            Drill { at: begun.micros(), file: name.to_owned(), events, milliseconds, wrong };
        let text = serde_json::to_string(&drill).unwrap_or_default();
        self.store().write_setting(DRILL, &text).await.map_err(Denied::from)?;
        Ok(drill)
    }

    /// The last drill, if there was one.
    pub async fn last_drill(&self) -> Result<Option<Drill>, Denied> {
        let kept = self.store().read_setting(DRILL).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    async fn may_back_up(&self, actor: &Actor) -> Result<(), Denied> {
        self.must_be_allowed(actor, OfficeAct::BackUp).await
    }
}

fn made_at(path: &Path) -> Option<Instant> {
    let (head, _) = read_head(&mut BufReader::new(File::open(path).ok()?)).ok()?;
    head.made_at.parse().ok()
}
