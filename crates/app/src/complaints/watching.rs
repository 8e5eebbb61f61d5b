//! 防报复关注. Who works here and asked for it is looked for whenever somebody is moved, dismissed or
//! loses a post: by a keyed hash, so that neither the ledger nor the vault says who it is.

use xiaoneng_domain::complaint::{ComplaintDecider, SuspectRetaliation, watches};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::befell::Befell;
use crate::denied::Denied;
use crate::follow::misread;

/// What the keyed hash of a member of staff is for.
const WORKS_HERE: &str = "complaint-works-here";

impl App {
    /// What is kept of who works here: nobody without the key of this installation can tell whose it
    /// is.
    pub(super) fn keyed_staff(&self, person: &PersonId) -> Result<String, Denied> {
        Ok(hex::encode(self.store().keyed_hash(WORKS_HERE, person.as_str().as_bytes())?))
    }

    /// Looks for him among those who are watched over, and notes what befell him in their complaints.
    pub(crate) async fn watch_over(&self, befell: &str) -> Result<(), Denied> {
        let Befell { person, what, at } = serde_json::from_str(befell).map_err(misread)?;
        let keyed = self.keyed_staff(&person)?;
        for is_open in [true, false] {
            for row in self.complaint_rows(&DocketOf::All, is_open).await? {
                if !self.is_watched(&row.stream, &keyed).await? {
                    continue;
                }
                let suspect = SuspectRetaliation { what, happened_at: at };
                let actor = &Actor::System;
                match self.carry_out::<ComplaintDecider>(&row.stream, actor, suspect).await {
                    // The watch ended while we came to it.
                    Ok(_) | Err(Denied::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    async fn is_watched(&self, stream: &StreamId, keyed: &str) -> Result<bool, Denied> {
        let StreamId::Complaint(reference) = stream else { return Ok(false) };
        let Some(dossier) = self.bare_complaint(reference).await? else { return Ok(false) };
        let Some(digest) = watches(&dossier.complaint, dossier.now) else { return Ok(false) };
        Ok(self.texts_in(stream).await?.body(&digest) == Some(keyed))
    }
}
