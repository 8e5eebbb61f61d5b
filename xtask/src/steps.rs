//! Steps with a number, a title and the time they took.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// A list of steps being walked; everything is shown on standard error, as cargo does.
pub struct Steps {
    total: usize,
    begun: usize,
    taken: Vec<(String, Duration)>,
}

impl Steps {
    /// So many steps will be walked.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0, taken: Vec::new() }
    }

    /// One step: its title, what it does, and then how long it took.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.begin(title);
        let place = format!("[{}/{}]", self.begun, self.total);
        let started = Instant::now();
        let result = work().with_context(|| {
            format!(
                "{place} 没有通过，后面的步骤没有运行 / failed, later steps were not run: {title}"
            )
        })?;
        let taken = started.elapsed();
        eprintln!("{place} {}", show(taken));
        self.taken.push((title.to_owned(), taken));
        Ok(result)
    }

    /// The title of a last step that says everything else itself.
    pub fn begin(&mut self, title: &str) {
        self.begun += 1;
        eprintln!("\n[{}/{}] {title} …", self.begun, self.total);
    }

    /// How long each step took, in one line each.
    pub fn show_times(&self) {
        let sum = self.taken.iter().map(|(_, taken)| *taken).sum();
        eprintln!("\n用时 / times ({} in all):", show(sum));
        for (title, taken) in &self.taken {
            eprintln!("{:>8}  {title}", show(*taken));
        }
    }
}

/// Seconds with one decimal below ten, whole seconds above.
pub fn show(taken: Duration) -> String {
    let seconds = taken.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}
