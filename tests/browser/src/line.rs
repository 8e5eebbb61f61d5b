//! 线路. The line between a browser and the county: it can be told to lose the answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use anyhow::Result;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A line to a county.
#[derive(Debug)]
pub struct Line {
    address: String,
    state: Arc<State>,
    carrying: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    loses_answers: AtomicBool,
    lost: AtomicU32,
}

impl Line {
    /// A line to that address, `http://…`.
    pub(crate) async fn to(address: &str) -> Result<Self> {
        let target = address.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let carrying = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if let Ok(far) = TcpStream::connect(&target).await {
                    tokio::spawn(carry(near, far, Arc::clone(&shared)));
                }
            }
        });
        Ok(Self { address, state, carrying })
    }

    /// The address of a page over this line.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// From now on what is asked arrives, and no answer comes back.
    pub fn loses_answers(&self) {
        self.state.loses_answers.store(true, Ordering::SeqCst);
    }

    /// The line is good again.
    pub fn is_mended(&self) {
        self.state.loses_answers.store(false, Ordering::SeqCst);
    }

    /// How many answers were lost.
    pub fn lost(&self) -> u32 {
        self.state.lost.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.carrying.abort();
    }
}

/// Carries bytes both ways until one side hangs up, or an answer is lost.
async fn carry(mut near: TcpStream, mut far: TcpStream, state: Arc<State>) {
    let (mut asked, mut answered) = ([0; 16_384], [0; 16_384]);
    loop {
        let is_carried = tokio::select! {
            read = near.read(&mut asked) => match read {
                Ok(size) if size > 0 => far.write_all(&asked[..size]).await.is_ok(),
                _ => false,
            },
            read = far.read(&mut answered) => match read {
                Ok(size) if size > 0 => match state.loses_answers.load(Ordering::SeqCst) {
                    true => {
                        state.lost.fetch_add(1, Ordering::SeqCst);
                        false
                    }
                    false => near.write_all(&answered[..size]).await.is_ok(),
                },
                _ => false,
            },
        };
        if !is_carried {
            return;
        }
    }
}
