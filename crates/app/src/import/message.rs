//! 导入来信. What waits for an answer elsewhere – in a mailbox, in another system – is filed here, so
//! that its clock runs and somebody answers for it.

use std::io::Read;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use sha2::{Digest as _, Sha256};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::matter::Channel;
use xiaoneng_domain::stream::StreamId;

use super::row::{self, MessageRow};
use super::{
    AT_ONCE, Batch, Fate, ImportError, ImportPlan, ImportSummary, Rejection, Sifted, Writing,
    take_in,
};
use crate::App;
use crate::denied::Denied;
use crate::file::{Filing, Marks};
use crate::query_code::FormNonce;

/// What stands before the ids of messages.
const SOURCE: &str = "messages/";

impl App {
    /// Files messages, in the order of the file. Running it again changes nothing: a message makes
    /// one matter, as a form does.
    pub async fn import_messages(
        &self,
        input: impl Read,
        plan: &ImportPlan,
    ) -> Result<ImportSummary, ImportError> {
        let unit = self.named_unit(plan).await?;
        let file = async |(line, sifted)| {
            let fate = match sifted {
                Sifted::Settled(fate) => fate,
                Sifted::New(row) => self.file_message(row, unit.as_ref(), plan.writing).await?,
            };
            Ok::<_, Denied>((line, fate))
        };
        let take = async |batch: Batch<MessageRow>| {
            stream::iter(batch).map(&file).buffered(AT_ONCE).try_collect().await
        };
        take_in(row::messages(input)?, take).await
    }

    async fn file_message(
        &self,
        row: MessageRow,
        unit: Option<&UnitId>,
        writing: Writing,
    ) -> Result<Fate, Denied> {
        let source: [u8; 32] = Sha256::digest(format!("{SOURCE}{}", row.id)).into();
        let form = FormNonce::of(self.fingerprint(&source));
        if let Some(fate) = self.fate_of_message(&form, &row).await? {
            return Ok(fate);
        }
        if writing == Writing::Nothing {
            return Ok(Fate::Imported);
        }
        let filing = Filing {
            channel: Channel::Interface,
            petitioner: None,
            matter_type: self.foresee(None).await?.item,
            unit: unit.cloned(),
            story: row.story(),
            concerned: None,
            marks: Marks::default(),
            asked_first: None,
            first_contact: None,
            asked_school: None,
        };
        match self.file_with_code(None, &form, filing, Vec::new()).await {
            Ok(_) => Ok(Fate::Imported),
            Err(Denied::Refused(refusal)) => {
                Ok(Fate::Rejected(Rejection::Refused(row.id, refusal.to_string())))
            }
            Err(error) => Err(error),
        }
    }

    /// What becomes of a message that was filed before; none if it was not.
    async fn fate_of_message(
        &self,
        form: &FormNonce,
        row: &MessageRow,
    ) -> Result<Option<Fate>, Denied> {
        let Some(sent) = self.store().find_form(form.bytes()).await? else { return Ok(None) };
        let filing = self.matter(&sent.matter).await?.and_then(|matter| matter.filing);
        let stream = StreamId::Matter(sent.matter);
        let story = match filing {
            Some(filing) => self.store().read_text(&stream, &filing.story).await?.found(),
            None => None,
        };
        // What was erased can be compared no more; it was filed all the same.
        let is_same = story.is_none_or(|story| story.body() == row.story());
        Ok(Some(if is_same {
            Fate::Unchanged
        } else {
            Fate::Rejected(Rejection::SameIdOtherContent(row.id.clone()))
        }))
    }
}
