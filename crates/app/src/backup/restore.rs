//! 恢复. Into an empty folder alone; verified before anybody works with it; what was erased since
//! is erased again, and what was lost since is declared.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use super::archive;
use super::key::{KeySource, NotOpened};
use super::make::{key_files, private_folder, write_durably};
use super::sealed::{Head, Opener, is_damage};
use crate::App;
use crate::denied::Denied;
use crate::home::{Home, HomeError, Keys};
use crate::house::{Access, OpenError, Place, World};
use crate::plain::in_words;
use crate::restore::notes;
use crate::verify::{Verification, Witnesses, verify};

/// What is to be restored.
#[derive(Clone, Debug)]
pub struct RestorePlan {
    /// The backup.
    pub file: PathBuf,
    /// The folder, new or empty.
    pub into: PathBuf,
    /// With what it opens.
    pub key: KeySource,
    /// The keys of the installation, where they are neither in the backup nor what opens it.
    pub keys: Option<PathBuf>,
    /// The old folder, if it is still there: erasures and checkpoints since the backup are taken
    /// from it.
    pub beside: Option<PathBuf>,
}

/// What was restored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// When the backup was made.
    pub made_at: String,
    /// Files written.
    pub files: usize,
    /// What the verification found.
    pub verification: Verification,
    /// Persons erased, before and since.
    pub erased: usize,
    /// Whether something published since was lost, and is now declared.
    pub is_loss_declared: bool,
}

/// Why nothing was restored. Nothing stays behind in the folder.
#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    /// Something is there.
    #[error("{} 不是空文件夹；只能恢复到新的或空的文件夹，不会覆盖任何东西", .0.display())]
    NotEmpty(PathBuf),
    /// The key, or no backup at all.
    #[error(transparent)]
    Key(#[from] NotOpened),
    /// The keys are nowhere.
    #[error("备份里没有密钥（这是默认做法）；请用 --keys 指明另外保存的密钥文件夹")]
    KeysMissing,
    /// Cut off or changed.
    #[error("{0}。请换一份备份；这一份没有恢复任何东西")]
    Damaged(String),
    /// Reading or writing.
    #[error("{}：{}。已写出的部分已经删除", .path.display(), in_words(.source))]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The data do not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A step failed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The ledger does not verify.
    #[error("备份里的账本核验不通过：{0}。这一份不能用，请换一份更早的备份")]
    Unsound(String),
}

/// Restores a backup into an empty folder.
pub async fn restore(plan: &RestorePlan, world: World) -> Result<Restored, NotRestored> {
    let was_there = must_be_empty(&plan.into)?;
    let restored = fill(plan, world).await;
    if restored.is_err() {
        clear(&plan.into, was_there);
    }
    restored
}

async fn fill(plan: &RestorePlan, world: World) -> Result<Restored, NotRestored> {
    let wrong = |path: &Path| {
        let path = path.to_path_buf();
        move |source| NotRestored::File { path, source }
    };
    let file = File::open(&plan.file).map_err(wrong(&plan.file))?;
    let (head, mut opener) = Opener::begin(BufReader::new(file), &plan.key)?;
    let keys = keys_for(plan, &head)?;
    private_folder(&plan.into).map_err(wrong(&plan.into))?;
    let names = archive::unpack(&mut opener, &plan.into).map_err(|error| {
        let is_cut = error.kind() == io::ErrorKind::UnexpectedEof;
        match is_damage(&error) || is_cut {
            true => NotRestored::Damaged(error.to_string()),
            false => NotRestored::File { path: plan.into.clone(), source: error },
        }
    })?;
    if let Some(folder) = keys {
        copy_keys(&folder, &plan.into.join("keys")).map_err(wrong(&plan.into))?;
    }
    let home = Home::at(&plan.into)?;
    home.keys_there()?;
    let place = Place::Folder(plan.into.clone());
    let verification = verify(&place, &Witnesses::default()).await?;
    if !verification.is_sound() {
        return Err(NotRestored::Unsound(first_problem(&verification)));
    }
    if let Some(old) = &plan.beside {
        take_over(&home, old)?;
    }
    let before = epochs_of(&home)?;
    let app = App::open_in(&place, Access::Write, world).await?;
    app.close().await?;
    let is_loss_declared = epochs_of(&home)? > before;
    let erased = home.erasures()?.into_iter().collect::<BTreeSet<_>>().len();
    Ok(Restored {
        made_at: head.made_at,
        files: names.len(),
        verification,
        erased,
        is_loss_declared,
    })
}

/// Where the installation's keys come from; none: they are in the backup.
fn keys_for(plan: &RestorePlan, head: &Head) -> Result<Option<PathBuf>, NotRestored> {
    let given = match (&plan.keys, &plan.key) {
        (Some(folder), _) | (None, KeySource::Folder(folder)) => Some(folder.clone()),
        (None, KeySource::Phrase(_)) => None,
    };
    match (given, head.has_keys) {
        (_, true) => Ok(None),
        (Some(folder), false) => {
            Keys::open(&folder).map_err(NotOpened::from)?;
            Ok(Some(folder))
        }
        (None, false) => Err(NotRestored::KeysMissing),
    }
}

fn copy_keys(from: &Path, to: &Path) -> io::Result<()> {
    private_folder(to)?;
    for name in key_files(from)? {
        // The mode goes with the content; an open key file was refused when it was read.
        fs::copy(from.join(&name), to.join(&name))?;
    }
    Ok(())
}

/// What the old folder knows beyond the backup: later erasures and later checkpoints.
fn take_over(home: &Home, old: &Path) -> Result<(), NotRestored> {
    let Some(old) = Home::existing(old)? else { return Ok(()) };
    let known: BTreeSet<String> = home.erasures()?.into_iter().collect();
    for person in old.erasures()?.into_iter().filter(|person| !known.contains(person)) {
        home.note_erasure(&person)?;
    }
    let here = notes(&home.published_checkpoints()?.unwrap_or_default());
    let there = notes(&old.published_checkpoints()?.unwrap_or_default());
    if there.len() > here.len() && there.starts_with(&here) {
        let path = home.checkpoints_file();
        let text: String = there.iter().map(|note| format!("{}\n\n", note.trim_end())).collect();
        write_durably(&path, &text).map_err(|source| NotRestored::File { path, source })?;
    }
    Ok(())
}

/// How many losses the last published checkpoint declares.
fn epochs_of(home: &Home) -> Result<usize, NotRestored> {
    let published = notes(&home.published_checkpoints()?.unwrap_or_default());
    let last = published.last().map(String::as_str).unwrap_or_default();
    Ok(last.lines().filter(|line| line.starts_with("epoch ")).count())
}

fn first_problem(found: &Verification) -> String {
    let of_ledger = found.ledger.problems.first().map(ToString::to_string);
    let of_texts = || found.texts.as_ref().and_then(|texts| texts.problems.first().cloned());
    of_ledger.or_else(of_texts).unwrap_or_default()
}

/// Whether the folder was there; it must hold nothing.
fn must_be_empty(folder: &Path) -> Result<bool, NotRestored> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(true),
            Some(_) => Err(NotRestored::NotEmpty(folder.to_path_buf())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(NotRestored::File { path: folder.to_path_buf(), source }),
    }
}

/// Takes away what was written into a folder that held nothing.
fn clear(folder: &Path, was_there: bool) {
    // What cannot be taken away stays; the error that led here is the one to tell.
    let _ = fs::remove_dir_all(folder);
    if was_there {
        let _ = fs::create_dir(folder);
    }
}
