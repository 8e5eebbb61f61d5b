//! 备份的制作. Beside a running service or without one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use xiaoneng_calendar::Instant;
use xiaoneng_store::{Fault, copy_folder};

use super::archive;
use super::key::{COST, KeySource, NotOpened};
use super::note;
use super::sealed::{HeadFacts, SealError, Sealer};
use crate::chance::Chance;
use crate::home::{Home, HomeError};
use crate::house::Place;
use crate::plain::in_words;

/// What a backup is to be.
#[derive(Clone, Debug)]
pub struct BackupPlan {
    /// The file, which must not be there yet.
    pub target: PathBuf,
    /// With what it is sealed.
    pub key: KeySource,
    /// Whether the keys go in. Only with a pass phrase: a master key that seals itself in opens
    /// nothing.
    pub with_keys: bool,
}

/// What was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When.
    pub at: Instant,
}

/// Why no backup was made. Nothing half made stays behind.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// On a database server.
    #[error(
        "数据在 PostgreSQL 服务器上：数据库请用服务器自己的工具（pg_dump）备份；本命令只备份单机文件夹。\
         设置、检查点、删除名单和密钥在 --home 文件夹里，请一并复制"
    )]
    OnServer,
    /// Nothing to back up.
    #[error("{} 里没有数据", .0.display())]
    Nothing(PathBuf),
    /// The file is there.
    #[error("{} 已经存在，不覆盖；请换一个文件名", .0.display())]
    Exists(PathBuf),
    /// Keys without a pass phrase.
    #[error("把密钥放进备份时必须用口令短语加密，否则密钥锁在自己里面，谁也打不开")]
    KeysNeedPhrase,
    /// The key.
    #[error(transparent)]
    Key(#[from] NotOpened),
    /// The folder.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The database.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Reading or writing.
    #[error("写备份 {} 没有成功：{}。半份的文件已经删除，原有数据没有动", .path.display(), in_words(.source))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Makes a backup of a folder, as of one moment, while work goes on.
pub async fn make(
    place: &Place,
    plan: &BackupPlan,
    chance: &Chance,
    at: Instant,
) -> Result<Made, NotMade> {
    let Place::Folder(folder) = place else { return Err(NotMade::OnServer) };
    let home = Home::existing(folder)?.filter(|home| home.database_file().is_file());
    let home = home.ok_or_else(|| NotMade::Nothing(folder.clone()))?;
    if plan.with_keys && matches!(plan.key, KeySource::Folder(_)) {
        return Err(NotMade::KeysNeedPhrase);
    }
    if plan.target.exists() {
        return Err(NotMade::Exists(plan.target.clone()));
    }
    let half = beside(&plan.target, "part");
    let work = folder.join("backups").join(format!(".making-{}", hex::encode(chance.bytes::<4>())));
    let copy = work.join("xiaoneng.db");
    let wrong = |source| NotMade::File { path: plan.target.clone(), source };
    private_folder(&folder.join("backups")).and_then(|()| private_folder(&work)).map_err(wrong)?;
    // What is published after this is in the database too; erasures are read last, so that none
    // that the copy of the database does not know is missing.
    let published = home.published_checkpoints()?.unwrap_or_default();
    let copied = copy_folder(folder, &copy).await;
    let seeds = (chance.bytes::<16>(), chance.bytes::<19>());
    let outcome = match copied {
        Ok(()) => write(&home, plan, (&half, &copy), published, seeds, at),
        Err(fault) => Err(fault.into()),
    };
    // The plain copy; a folder of its own.
    let _ = fs::remove_dir_all(&work);
    let bytes = match outcome {
        Ok(bytes) => bytes,
        Err(error) => {
            let _ = fs::remove_file(&half);
            return Err(error);
        }
    };
    fs::rename(&half, &plan.target).map_err(wrong)?;
    let made = Made { file: plan.target.clone(), bytes, at };
    // The backup stands whether or not it could be noted.
    if let Err(error) = note::write(folder, &made) {
        tracing::warn!(%error, "备份已做好，但没能记下来");
    }
    Ok(made)
}

fn write(
    home: &Home,
    plan: &BackupPlan,
    (half, copy): (&Path, &Path),
    published: String,
    seeds: ([u8; 16], [u8; 19]),
    at: Instant,
) -> Result<u64, NotMade> {
    let wrong = |source| NotMade::File { path: plan.target.clone(), source };
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(half).map_err(wrong)?;
    let facts = HeadFacts {
        made_at: at.to_string(),
        origin: home.settings()?.origin,
        has_keys: plan.with_keys,
        phrase: matches!(plan.key, KeySource::Phrase(_)).then_some(COST),
    };
    let sealer = Sealer::begin(BufWriter::new(file), facts, &plan.key, seeds);
    let mut sealer = sealer.map_err(|error| match error {
        SealError::Key(no) => NotMade::Key(no),
        SealError::Io(source) => wrong(source),
    })?;
    let published_copy = copy.with_file_name("checkpoints.txt");
    fs::write(&published_copy, published).map_err(wrong)?;
    let fill = || {
        archive::add(&mut sealer, "xiaoneng.db", copy)?;
        archive::add(&mut sealer, "published/checkpoints.txt", &published_copy)?;
        for (name, path) in besides(home, plan.with_keys)? {
            archive::add(&mut sealer, &name, &path)?;
        }
        archive::end(&mut sealer)?;
        let file = sealer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(file.metadata()?.len())
    };
    fill().map_err(wrong)
}

/// Everything beside the database, as far as it is there.
fn besides(home: &Home, with_keys: bool) -> io::Result<Vec<(String, PathBuf)>> {
    let mut names: Vec<String> = vec!["xiaoneng.toml".into(), "outgoing/notices.jsonl".into()];
    names.extend(["erasures.txt".into(), "keys/seal.pub".into()]);
    if with_keys {
        names.extend(
            key_files(&home.folder().join("keys"))?.iter().map(|name| format!("keys/{name}")),
        );
    }
    let located = names.into_iter().map(|name| {
        let path = home.folder().join(&name);
        (name, path)
    });
    Ok(located.filter(|(_, path)| path.is_file()).collect())
}

/// The names of the key files in a folder.
pub(super) fn key_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".key") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// A folder that whoever runs the service alone may read.
pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes sure that a file is on the disk.
pub(super) fn write_durably(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
