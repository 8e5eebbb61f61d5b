//! 通报. The doors of circulars: drafted from facts of the ledger, submitted, sent back, signed,
//! acknowledged, corrected; and what the public may read of one that went to everybody.

mod drafting;
mod facts;
mod lists;
mod public;

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_domain::circular::{
    CircularCommand, CircularDecider, CircularEvent, FactCode, FactReference, Item, Publish,
    may_see,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CircularNumber, TaskNumber};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;

use crate::App;
use crate::act::Acted;
use crate::denied::Denied;
use crate::folder::Folder;

pub use drafting::{CircularDraft, ItemDraft};
pub use facts::{FactKey, LedgerFact};
pub use lists::{CircularPage, CircularsOf, ListedCircular};
pub use public::{PublicCircular, PublicItem};

/// Before the number of a circular, so that nobody takes it for a matter.
const PREFIX: &str = "TB";

/// 通报卷宗.
pub type CircularFolder = Folder<CircularDecider>;

/// 数出来的数字. How many facts of each code, in the order of the codes.
pub type FactCounts = BTreeMap<FactCode, u32>;

impl CircularFolder {
    /// The figures of an item, counted from its facts that were not withdrawn.
    pub fn counts(&self, item: &Item) -> FactCounts {
        let withdrawn = self.state.withdrawn();
        count(item.facts.iter().filter(|fact| !withdrawn.contains(fact)))
    }

    fn is_seen_by(&self, actor: &Actor) -> bool {
        may_see(&self.context(actor), &self.state)
    }
}

fn count<'a>(facts: impl IntoIterator<Item = &'a FactReference>) -> FactCounts {
    let mut counts = FactCounts::new();
    for fact in facts {
        *counts.entry(fact.code.clone()).or_default() += 1;
    }
    counts
}

impl App {
    /// 卷宗 of a circular; none both where there is none and where the actor may not know of it.
    pub async fn circular(
        &self,
        actor: &Actor,
        number: &CircularNumber,
    ) -> Result<Option<CircularFolder>, Denied> {
        let stream = StreamId::Circular(number.clone());
        let mut folder = self.folder::<CircularDecider>(&stream).await?;
        if folder.state.draft.is_none() || !folder.is_seen_by(actor) {
            return Ok(None);
        }
        folder.texts = self.texts_in(&stream).await?;
        Ok(Some(folder))
    }

    /// 办, on a page made when the circular stood at that version.
    pub async fn act_on_circular(
        &self,
        actor: &Actor,
        (number, seen): (&CircularNumber, Option<u32>),
        command: impl Into<CircularCommand>,
    ) -> Result<Acted<CircularEvent>, Denied> {
        let stream = StreamId::Circular(number.clone());
        let command = command.into();
        self.carry_out_as_seen::<CircularDecider>(&stream, (actor, seen), command).await
    }

    /// 签发, with the facts of the draft as they stand in the ledger now.
    pub async fn publish_circular(
        &self,
        actor: &Actor,
        (number, seen): (&CircularNumber, Option<u32>),
        document_number: Written,
    ) -> Result<Acted<CircularEvent>, Denied> {
        let stream = StreamId::Circular(number.clone());
        let folder = self.folder::<CircularDecider>(&stream).await?;
        let standing = self.standing_facts(&folder).await?;
        let standing = standing.into_iter().map(|fact| fact.reference).collect();
        self.act_on_circular(actor, (number, seen), Publish { document_number, standing }).await
    }

    /// The facts of a circular that still stand in the ledger, with when each happened.
    pub async fn standing_facts(
        &self,
        circular: &CircularFolder,
    ) -> Result<Vec<LedgerFact>, Denied> {
        let mut standing = Vec::new();
        let Some(draft) = &circular.state.draft else { return Ok(standing) };
        let wanted: BTreeSet<&FactReference> = draft.facts.facts().collect();
        let streams: BTreeSet<&StreamId> = wanted.iter().map(|fact| &fact.stream).collect();
        for stream in streams {
            let found = self.facts_in(stream).await?.into_iter();
            standing.extend(found.filter(|fact| wanted.contains(&fact.reference)));
        }
        Ok(standing)
    }

    /// 整改督办. The open task that follows an item of a published circular, if the actor may see it:
    /// its source is the circular's document number with the number of the item.
    pub async fn rectification_of(
        &self,
        actor: &Actor,
        document_number: &str,
        item: usize,
    ) -> Result<Option<TaskNumber>, Denied> {
        let key = self.source_key(document_number, &item.to_string());
        let found = self.open_sources().await?.into_iter().find(|source| source.key == key);
        let Some(found) = found else { return Ok(None) };
        Ok(self.task(actor, &found.task).await?.map(|_| found.task))
    }
}
