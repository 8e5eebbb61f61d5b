//! A server in a process of its own, and what it costs.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use xiaoneng_app::{Access, App, Place};
use xiaoneng_server::{Site, SiteOptions};

/// `_SC_CLK_TCK` of Linux: the unit in which it counts the time of processes.
const TICKS_A_SECOND: f64 = 100.0;

pub(crate) struct Server {
    child: Child,
    says: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
    pub(crate) cold_start: Duration,
}

impl Server {
    /// Starts this program anew in that role; it says where it listens once it answers.
    pub(crate) async fn start(role: &str, folder: &Path) -> Self {
        let began = Instant::now();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([role.as_ref(), folder.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        let address: SocketAddr = line_of(&mut says).parse().unwrap();
        let ready =
            super::client::Client::new(address).once(&super::client::get("/healthz", "")).await;
        assert_eq!(ready.0, 200, "it does not answer");
        Self { child, says, address, cold_start: began.elapsed() }
    }

    /// The next line it says.
    pub(crate) fn hear(&mut self) -> String {
        line_of(&mut self.says)
    }

    /// Says a line to it.
    pub(crate) fn say(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    /// Processor time used so far, in milliseconds, of all its threads.
    pub(crate) fn cpu_ms(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let (_, rest) = stat.rsplit_once(')').unwrap();
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks: f64 = fields[11..13].iter().map(|field| field.parse::<f64>().unwrap()).sum();
        ticks * 1_000.0 / TICKS_A_SECOND
    }

    pub(crate) fn resident_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }

    pub(crate) fn end(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn line_of(says: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    says.read_line(&mut line).unwrap();
    line.trim().to_owned()
}

/// The role of the real server.
pub(crate) async fn serve(folder: &Path) {
    let app = App::open(&Place::Folder(folder.to_path_buf()), Access::Write).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    let site = Site::new(app, SiteOptions::default());
    xiaoneng_server::serve(site, listener, std::future::pending()).await.unwrap();
}
