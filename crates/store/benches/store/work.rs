//! Processor time, which a shared machine disturbs less than the clock on the wall.

use std::collections::BTreeSet;
use std::fs;

/// Whose time is counted: this process, and the server it talks to if that is on this machine.
pub(crate) struct Work {
    server: Option<u32>,
}

impl Work {
    /// `session` is a process of the server.
    pub(crate) fn of(session: Option<u32>) -> Self {
        Self { server: session.and_then(|session| Some(stat(session)?.parent)) }
    }

    /// Seconds so far, of this process and of the server, in user and system. The kernel counts in
    /// hundredths.
    pub(crate) fn done(&self) -> (f64, f64) {
        let own = stat(std::process::id()).map_or(0.0, |stat| stat.seconds);
        let Some(server) = self.server else { return (own, 0.0) };
        let processes: BTreeSet<u32> = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .collect();
        let sessions = processes.into_iter().filter_map(stat);
        let sessions = sessions.filter(|stat| stat.parent == server).map(|stat| stat.seconds);
        (own, sessions.sum())
    }
}

/// Microseconds of each of so many, here and in the server.
pub(crate) fn each(began: (f64, f64), end: (f64, f64), count: f64) -> (f64, f64) {
    let micros = 1e6 / count;
    ((end.0 - began.0) * micros, (end.1 - began.1) * micros)
}

struct Stat {
    parent: u32,
    seconds: f64,
}

fn stat(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some(Stat { parent: fields.get(1)?.parse().ok()?, seconds: (ticks(11)? + ticks(12)?) / 100.0 })
}
