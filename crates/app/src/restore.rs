//! 恢复. After a restore from an older backup the ledger stands behind what was published; that is
//! declared in every later checkpoint, and never passed over (decisions D28).

use xiaoneng_store::Checkpoint;

use crate::App;
use crate::denied::Denied;

impl App {
    /// Declares a loss where a checkpoint was published that the ledger no longer reaches.
    pub(crate) async fn declare_loss(&self) -> Result<(), Denied> {
        // What was published is read first: a checkpoint is published after it stands.
        let published = self.home().published_checkpoints()?.unwrap_or_default();
        let Some(last) = self.store().last_checkpoint(self.signer()).await? else { return Ok(()) };
        let key = self.public_key();
        let lost = notes(&published)
            .iter()
            // What is no checkpoint of this ledger is for the verification to tell.
            .filter_map(|note| Checkpoint::open(note, &key).ok())
            .filter(|published| published.size() > last.size())
            .filter(|published| !is_declared(published, &last))
            .max_by_key(Checkpoint::size);
        let Some(lost) = lost else { return Ok(()) };
        let (now, here) = (self.clock().now(), last.size());
        tracing::warn!(published = lost.size(), here, "账本退回到了旧的状态，已声明损失");
        let declared = self.store().begin_epoch(self.signer(), lost.note(), now).await?;
        self.home().publish_checkpoint(declared.note())?;
        Ok(())
    }
}

fn is_declared(published: &Checkpoint, last: &Checkpoint) -> bool {
    let since = last.epochs().iter().skip(published.epochs().len());
    let mut covering = since.filter(|epoch| published.size() <= epoch.lost_size);
    covering.any(|epoch| published.size() > epoch.begins)
}

/// Notes as they stand in a file: each begins at the name of its ledger and ends with signatures;
/// an empty line belongs to a note once, so notes are told apart by what follows a signature.
pub(crate) fn notes(text: &str) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let mut note = String::new();
    let mut is_signed = false;
    for line in text.lines() {
        let is_signature = line.starts_with("— ");
        if is_signed && !is_signature {
            notes.push(std::mem::take(&mut note));
            is_signed = false;
        }
        if note.is_empty() && line.trim().is_empty() {
            continue;
        }
        is_signed |= is_signature;
        note.push_str(line);
        note.push('\n');
    }
    if !note.trim().is_empty() {
        notes.push(note);
    }
    notes
}
