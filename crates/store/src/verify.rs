//! 核验. Goes through the whole ledger with the public key alone and little memory, and names the
//! place of everything that is not as it was recorded.

mod events;
mod problem;
mod tree;

use xiaoneng_domain::Instant;

pub use self::problem::{Place, Problem, ProblemKind};
use crate::checkpoint::{Checkpoint, PublicKey};
use crate::database::Database;
use crate::fault::{During as _, Fault};
use crate::sql::Sql;
use crate::store::Store;

/// All statements of the verification.
pub(crate) fn statements() -> Vec<&'static Sql> {
    [events::ALL, tree::ALL].concat()
}

const PROBLEMS_SHOWN: usize = 200;

/// 核验报告.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct VerifyReport {
    /// How many events there are.
    pub events: u64,
    /// How many streams begin.
    pub streams: u64,
    /// How many events a signed checkpoint covers.
    pub sealed: u64,
    /// 未封存的尾部. How many events no checkpoint covers yet: what happens to them is not noticed
    /// by this verification.
    pub unsealed: u64,
    /// How many checkpoints the database holds.
    pub checkpoints: u64,
    /// When the last one was sealed.
    pub sealed_at: Option<Instant>,
    /// How many published checkpoints were compared.
    pub published: u64,
    /// Published checkpoints that lie in a declared loss (a restore from a backup).
    pub declared_lost: u64,
    /// What was found, in the order of the ledger; the first two hundred.
    pub problems: Vec<Problem>,
    /// How many more were found.
    pub more: u64,
}

impl VerifyReport {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, place: Place, kind: ProblemKind) {
        if self.problems.len() < PROBLEMS_SHOWN {
            self.problems.push(Problem { place, kind });
        } else {
            self.more += 1;
        }
    }
}

impl Store {
    /// Verifies the ledger against the public key, and against checkpoints published outside the
    /// database if there are any: only these show that a whole tail was cut off with everything
    /// that belongs to it.
    pub async fn verify(
        &self,
        key: &PublicKey,
        published: &[String],
    ) -> Result<VerifyReport, Fault> {
        let mut report = VerifyReport::default();
        self.examine_file(&mut report).await.during("核验账本")?;
        self.verify_tree(key, published, &mut report).await.during("核验账本")?;
        self.verify_events(&mut report).await.during("核验账本")?;
        Ok(report)
    }

    async fn examine_file(&self, report: &mut VerifyReport) -> Result<(), Fault> {
        match &self.database {
            Database::Sqlite(sqlite) => {
                for line in sqlite.examine().await? {
                    report.add(Place::default(), ProblemKind::File(line));
                }
            }
            Database::Postgres(_) => {}
        }
        Ok(())
    }
}

/// A published checkpoint is excused where the last one declares that it was lost.
fn is_declared_lost(published: &Checkpoint, last: Option<&Checkpoint>) -> bool {
    let known = published.epochs().len();
    let declared = last.map_or(&[][..], Checkpoint::epochs);
    declared
        .iter()
        .skip(known)
        .any(|epoch| published.size() > epoch.begins && published.size() <= epoch.lost_size)
}
