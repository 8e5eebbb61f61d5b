//! A PostgreSQL server of our own for tests and benches: on loopback, on a free port, in a folder
//! of its own, gone at the end.

mod owner;
mod programs;
mod server;

use std::env;
use std::io::{self, IsTerminal, Read};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

pub use server::Server;

/// The variable in which tests find the server: a URL of a user who may create databases.
pub const VARIABLE: &str = "XIAONENG_TEST_POSTGRES";

/// What tests use: the server named in the environment, or one of our own that ends with us.
pub enum Postgres {
    /// Somebody else's, named by the variable; left as it is.
    Given(String),
    /// Ours.
    Own(Server),
}

impl Postgres {
    /// The given server, else one of our own, installed first where needed.
    /// `purpose` names its folder, so that servers for different purposes can run side by side.
    pub fn provide(purpose: &str) -> Result<Self> {
        if let Ok(url) = env::var(VARIABLE) {
            eprintln!("使用环境变量给出的服务器 / using the server named by {VARIABLE}");
            return Ok(Self::Given(url));
        }
        let server = Server::start(purpose)?;
        eprintln!("{} · 127.0.0.1:{} · {}", server.version(), server.port(), server.folder());
        Ok(Self::Own(server))
    }

    /// The URL for the variable.
    pub fn url(&self) -> &str {
        match self {
            Self::Given(url) => url,
            Self::Own(server) => server.url(),
        }
    }
}

/// `cargo xtask postgres`: a server until Enter is pressed, or until the given command ends.
pub fn run(command: &[String]) -> Result<ExitCode> {
    let postgres = Postgres::provide("develop")?;
    if let Some((program, arguments)) = command.split_first() {
        let status = Command::new(program)
            .args(arguments)
            .env(VARIABLE, postgres.url())
            .status()
            .with_context(|| format!("无法运行 / cannot run: {program}"))?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        return Ok(code.map_or(ExitCode::FAILURE, ExitCode::from));
    }
    println!("export {VARIABLE}={}", postgres.url());
    eprintln!("按回车停止 / press Enter to stop");
    if io::stdin().is_terminal() {
        io::stdin().read_line(&mut String::new())?;
    } else {
        // Without a terminal it lives as long as whoever holds the other end of the pipe.
        io::stdin().read_to_end(&mut Vec::new())?;
    }
    Ok(ExitCode::SUCCESS)
}
