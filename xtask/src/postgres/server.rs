//! One server: made, started, awaited, stopped, removed.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::owner::Owner;
use super::programs;
use crate::{process, workspace};

const USER: &str = "xiaoneng";
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);
/// Another program may take a free port between our asking and the server's opening it.
const ATTEMPTS: u32 = 3;

/// A running server; dropping it stops it and removes its folder.
pub struct Server {
    programs: PathBuf,
    owner: Owner,
    folder: PathBuf,
    version: String,
    port: u16,
    url: String,
    child: Child,
    /// Held as long as we run: another run with the same purpose waits instead of sweeping us up.
    _lock: File,
}

impl Server {
    /// Installs PostgreSQL if needed, clears what a killed run left, and starts a new server.
    pub fn start(purpose: &str) -> Result<Self> {
        let programs = programs::find_or_install()?;
        let owner = Owner::choose()?;
        let lock = lock(purpose)?;
        let folder = place(owner, purpose)?;
        clear(&programs, owner, &folder)?;
        let password = make(&programs, owner, &folder)?;
        let (child, port) = open(&programs, owner, &folder)?;
        let version = programs::version(&programs)?;
        let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
        Ok(Self { programs, owner, folder, version, port, url, child, _lock: lock })
    }

    /// The URL of its superuser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// `PostgreSQL 15.14`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The port on loopback.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder it lives in.
    pub fn folder(&self) -> String {
        self.folder.display().to_string()
    }
}

impl Drop for Server {
    /// Silent, so that a test runner's summary stays the last thing said. The data are thrown away
    /// at once, therefore the server need not tidy them first.
    fn drop(&mut self) {
        stop(&self.programs, self.owner, &data(&self.folder));
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// Beside the build, where the build folder can be reached by the server's user; else in the
/// folder for temporary files, under a name of this checkout's own.
fn place(owner: Owner, purpose: &str) -> Result<PathBuf> {
    let beside = workspace::target().join("postgres");
    fs::create_dir_all(&beside).with_context(|| beside.display().to_string())?;
    if owner.can_reach(&beside) {
        return Ok(beside.join(purpose));
    }
    let mut hasher = DefaultHasher::new();
    beside.hash(&mut hasher);
    let name = format!("xiaoneng-postgres-{:016x}-{purpose}", hasher.finish());
    Ok(std::env::temp_dir().join(name))
}

fn lock(purpose: &str) -> Result<File> {
    let folder = workspace::target().join("postgres");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(format!("{purpose}.lock"));
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    if file.try_lock().is_err() {
        eprintln!(
            "另一次运行正在使用这个服务器，等它结束 / waiting for another run that uses it …"
        );
        file.lock().with_context(|| path.display().to_string())?;
    }
    Ok(file)
}

/// Stops and removes what a killed run left behind.
fn clear(programs: &Path, owner: Owner, folder: &Path) -> Result<()> {
    if fs::symlink_metadata(folder).is_err() {
        return Ok(());
    }
    if !owner.owns(folder)? {
        bail!(
            "不是我们的文件夹，请先移走 / not our folder, please remove it: {}",
            folder.display()
        );
    }
    eprintln!("清理上次中断留下的服务器 / clearing what a killed run left: {}", folder.display());
    stop(programs, owner, &data(folder));
    fs::remove_dir_all(folder).with_context(|| folder.display().to_string())
}

/// `pg_ctl` knows from the folder which process it is, and does nothing if there is none.
fn stop(programs: &Path, owner: Owner, data: &Path) {
    let mut command = owner.command(programs.join("pg_ctl"));
    command.arg("stop").arg("-D").arg(data).args(["-m", "immediate", "-w", "-t", "20"]);
    process::succeeds(&mut command);
}

/// Makes the folder and an empty cluster in it; gives the superuser's password.
fn make(programs: &Path, owner: Owner, folder: &Path) -> Result<String> {
    fs::create_dir(folder).with_context(|| folder.display().to_string())?;
    owner.give(folder)?;
    let password = password()?;
    let file = folder.join("password");
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .and_then(|mut opened| std::io::Write::write_all(&mut opened, password.as_bytes()))
        .with_context(|| file.display().to_string())?;
    owner.give(&file)?;
    let mut initdb = owner.command(programs.join("initdb"));
    initdb.arg("-D").arg(data(folder)).arg("--pwfile").arg(&file).args(["--username", USER]);
    initdb.args(["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "password", "--no-sync"]);
    process::capture(&mut initdb)?;
    Ok(password)
}

/// Other users of the machine reach loopback too, and a superuser can run programs.
fn password() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn open(programs: &Path, owner: Owner, folder: &Path) -> Result<(Child, u16)> {
    let mut attempt = 1;
    loop {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        match open_at(programs, owner, folder, port) {
            Ok(child) => return Ok((child, port)),
            Err(_) if attempt < ATTEMPTS => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// Durability stays as in production: `fsync` is on. Only the number of connections is raised,
/// since tests run side by side, each with connections of its own.
fn open_at(programs: &Path, owner: Owner, folder: &Path, port: u16) -> Result<Child> {
    let log = folder.join("server.log");
    let output = File::create(&log).with_context(|| log.display().to_string())?;
    let data = data(folder);
    let mut command = owner.bound_command(&programs.join("postgres"));
    command.arg("-D").arg(&data).arg("-p").arg(port.to_string());
    for setting in ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"]
    {
        command.args(["-c", setting]);
    }
    let mut child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()
        .context("无法启动 PostgreSQL / cannot start PostgreSQL")?;
    let started = Instant::now();
    while !is_ready(&data) {
        let ended = child.try_wait()?;
        if ended.is_some() || started.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            let said = fs::read_to_string(&log).unwrap_or_default();
            bail!("PostgreSQL 没有启动 / PostgreSQL did not start:\n{said}");
        }
        sleep(PAUSE);
    }
    Ok(child)
}

/// The eighth line of its process file says so; `pg_ctl` reads the same.
fn is_ready(data: &Path) -> bool {
    let text = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    text.lines().nth(7).is_some_and(|state| state.trim() == "ready")
}
