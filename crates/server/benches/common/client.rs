//! Whoever asks: so many connections kept open, each asking again as soon as it has an answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::process::Server;

#[derive(Clone, Copy)]
pub(crate) struct Client {
    address: SocketAddr,
}

/// What a measure gave.
pub(crate) struct Ran {
    pub(crate) rate: f64,
    pub(crate) cpu_ms: f64,
    pub(crate) bytes: usize,
    p50: Duration,
    p99: Duration,
}

/// The token of forms and the cookie that goes with it.
pub(crate) struct Door {
    pub(crate) token: String,
    pub(crate) cookie: String,
}

pub(crate) fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\n\r\n").into_bytes()
}

pub(crate) fn post(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let body = serde_urlencoded::to_string(fields).unwrap();
    let kind = "application/x-www-form-urlencoded";
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// One question on a connection of its own: status, head and body.
    pub(crate) async fn once(&self, question: &[u8]) -> (u16, String, String) {
        let mut connection = Connection::open(self.address).await;
        connection.ask(question).await
    }

    /// Opens the form as a citizen does.
    pub(crate) async fn open_form(&self) -> Door {
        let (status, head, body) = self.once(&get("/file", "")).await;
        assert_eq!(status, 200, "{head}");
        let cookie = head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .and_then(|cookie| cookie.split(';').next())
            .unwrap()
            .to_owned();
        let (_, rest) = body.split_once("name=\"token\" value=\"").unwrap();
        let token = rest.split('"').next().unwrap().to_owned();
        Door { token, cookie }
    }

    /// Runs for a while; every answer must be a page or the way to one.
    pub(crate) async fn run<Q>(
        &self,
        connections: usize,
        during: Duration,
        server: &Server,
        question: Q,
    ) -> Ran
    where
        Q: Fn(usize, usize) -> Vec<u8>,
    {
        let before = server.cpu_ms();
        let began = Instant::now();
        let mut open = Vec::new();
        for _ in 0..connections {
            open.push(Connection::open(self.address).await);
        }
        let question = Arc::new(question);
        let runs = open.into_iter().enumerate().map(|(at, mut connection)| {
            let question = Arc::clone(&question);
            async move {
                let mut times = Vec::new();
                let mut bytes = 0;
                while began.elapsed() < during {
                    let asked = Instant::now();
                    let (status, head, body) = connection.ask(&question(at, times.len())).await;
                    assert!(matches!(status, 200 | 303), "{status} {head} {body}");
                    assert!(!head.contains("/login"), "{head}");
                    bytes = body.len();
                    times.push(asked.elapsed());
                }
                (times, bytes)
            }
        });
        let done = futures_util::future::join_all(runs).await;
        let elapsed = began.elapsed().as_secs_f64();
        let cpu = server.cpu_ms() - before;
        let bytes = done.iter().map(|(_, bytes)| *bytes).max().unwrap();
        let mut times: Vec<Duration> = done.into_iter().flat_map(|(times, _)| times).collect();
        times.sort();
        let count = times.len() as f64;
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        Ran { rate: count / elapsed, cpu_ms: cpu / count, bytes, p50: at(0.5), p99: at(0.99) }
    }
}

impl Ran {
    /// The time that one in a hundred exceeds, in milliseconds.
    pub(crate) fn p99_ms(&self) -> f64 {
        self.p99.as_secs_f64() * 1_000.0
    }

    pub(crate) fn show(&self, what: &str, goal: Option<f64>) {
        let goal = goal.map(|goal| format!("(goal ≤ {goal:.1})")).unwrap_or_default();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        println!(
            "  {what:<26} {:>8.3} ms CPU {:>8.0} /s  p50 {:>7.2} ms  p99 {:>7.2} ms  {:>7} B {goal}",
            self.cpu_ms,
            self.rate,
            ms(self.p50),
            ms(self.p99),
            self.bytes
        );
    }
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: Vec::new() }
    }

    async fn ask(&mut self, question: &[u8]) -> (u16, String, String) {
        self.stream.write_all(question).await.unwrap();
        let end = loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            self.read_on().await;
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok()
            })
            .unwrap_or(0_usize);
        while self.buffer.len() < end + 4 + length {
            self.read_on().await;
        }
        let body = String::from_utf8_lossy(&self.buffer[end + 4..end + 4 + length]).into_owned();
        self.buffer.drain(..end + 4 + length);
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head, body)
    }

    async fn read_on(&mut self) {
        let count = self.stream.read_buf(&mut self.buffer).await.unwrap();
        assert!(count > 0, "the connection was closed");
    }
}
