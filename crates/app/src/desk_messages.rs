//! 台面消息. What a member of staff was told: signals, hand-overs, approvals. It lies on his desk,
//! with the number of the matter and coded facts; words are put to it when it is shown.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::MatterParts;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::notices::{Content, Notice, Recipient};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::SignalRow;
pub use xiaoneng_store::DeskMessagePlace;
use xiaoneng_store::{Claimed, NewDeskMessage};

use crate::App;
use crate::denied::Denied;
use crate::docket::DocketNotice;
use crate::topics::DOCKET_NOTICE;

/// Messages lie there this long, in days.
const KEPT_DAYS: i64 = 60;
/// Unread ones are counted up to this.
const COUNTED: u32 = 99;
const SIGNALS: u32 = 100;

/// 台面消息.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskNote {
    /// When he was told.
    pub told_at: Instant,
    /// What.
    pub about: NoteAbout,
    /// Whether he has read it.
    pub is_read: bool,
}

/// 消息内容.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoteAbout {
    /// Of a matter.
    Matter(MatterNumber, Content),
    /// Of a docket.
    Docket(DocketNotice),
}

/// 一页消息.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskNotes {
    /// Newest first.
    pub notes: Vec<DeskNote>,
    /// Where the next page begins; none at the end.
    pub next: Option<DeskMessagePlace>,
}

impl App {
    /// Lays the notices to staff on their desks; laid twice they lie there once.
    pub(crate) async fn lay_on_desks(
        &self,
        notices: &[&Claimed],
        now: Instant,
    ) -> Result<(), Denied> {
        let laid = notices.iter().filter_map(|message| {
            let person = match message.topic.as_str() {
                DOCKET_NOTICE => serde_json::from_str::<DocketNotice>(&message.body).ok()?.to,
                _ => match serde_json::from_str::<Notice>(&message.body).ok()?.to {
                    Recipient::Staff(person) => person,
                    Recipient::Petitioner(_) => return None,
                },
            };
            let (key, body) = (message.key.clone(), message.body.clone());
            Some(NewDeskMessage { key, person, told_at: now, body })
        });
        let laid: Vec<NewDeskMessage> = laid.collect();
        if laid.is_empty() {
            return Ok(());
        }
        Ok(self.store().put_desk_messages(&laid).await?)
    }

    /// What lies on somebody's desk, newest first. What he may no longer see is left out.
    pub async fn desk_notes(
        &self,
        person: &PersonId,
        after: Option<&DeskMessagePlace>,
        limit: u32,
    ) -> Result<DeskNotes, Denied> {
        let found = self.store().list_desk_messages(person, after, limit).await?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count == limit);
        let last = found.last().filter(|_| is_full);
        let next =
            last.map(|last| DeskMessagePlace { told_at: last.told_at, key: last.key.clone() });
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let mut notes = Vec::new();
        for message in found {
            let about = match serde_json::from_str::<DocketNotice>(&message.body) {
                Ok(notice) => match self.may_still_see(person, &notice).await? {
                    true => NoteAbout::Docket(notice),
                    false => continue,
                },
                Err(_) => {
                    // What a newer program laid down and this one cannot read is not shown.
                    let Ok(notice) = serde_json::from_str::<Notice>(&message.body) else {
                        continue;
                    };
                    let row = self.store().find_matter(&notice.matter).await?;
                    if row.is_none_or(|row| sight.is_recused(row.concerned.as_ref())) {
                        continue;
                    }
                    NoteAbout::Matter(notice.matter, notice.content)
                }
            };
            let is_read = message.read_at.is_some();
            notes.push(DeskNote { told_at: message.told_at, about, is_read });
        }
        Ok(DeskNotes { notes, next })
    }

    /// Whether somebody may still see what a notice is about. Of other dockets their own rooms say so.
    async fn may_still_see(
        &self,
        person: &PersonId,
        notice: &DocketNotice,
    ) -> Result<bool, Denied> {
        match &notice.stream {
            StreamId::Complaint(reference) => {
                self.may_still_see_complaint(person, (reference, notice)).await
            }
            StreamId::Case(number) => self.may_still_see_case(person, number).await,
            StreamId::Matter(_)
            | StreamId::Organization
            | StreamId::Rules
            | StreamId::Person(_)
            | StreamId::Card(_)
            | StreamId::Task(_)
            | StreamId::Inspection(_)
            | StreamId::Circular(_) => Ok(true),
        }
    }

    /// How many messages somebody has not read, counted up to 99.
    pub async fn count_unread_notes(&self, person: &PersonId) -> Result<u32, Denied> {
        let since = self.clock().now().plus_minutes(-KEPT_DAYS * 24 * 60);
        let counted = self.store().count_unread_messages(person, since, COUNTED).await?;
        if counted == 0 {
            return Ok(0);
        }
        // What he may no longer see is not counted either.
        let mut hidden = 0;
        for message in self.store().list_desk_messages(person, None, COUNTED).await? {
            let is_counted = message.read_at.is_none() && message.told_at >= since;
            let notice = serde_json::from_str::<DocketNotice>(&message.body).ok();
            if let Some(notice) = notice.filter(|_| is_counted) {
                hidden += u32::from(!self.may_still_see(person, &notice).await?);
            }
        }
        Ok(counted.saturating_sub(hidden))
    }

    /// He has read what was told until an instant.
    pub async fn read_notes(&self, person: &PersonId, until: Instant) -> Result<(), Denied> {
        Ok(self.store().read_desk_messages(person, until, self.clock().now()).await?)
    }

    /// Clears what has lain there long enough.
    pub(crate) async fn clear_desks(&self, now: Instant) -> Result<(), Denied> {
        let before = now.plus_minutes(-KEPT_DAYS * 24 * 60);
        Ok(self.store().purge_desk_messages(before).await?)
    }

    /// 待回复的预警 of somebody: those that he may see and owes an answer to.
    pub async fn signals_owed(&self, person: &PersonId) -> Result<Vec<SignalRow>, Denied> {
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let rows = self.store().list_unanswered_signals(person, SIGNALS).await?;
        let mut owed = Vec::new();
        for row in rows.into_iter().filter(|row| row.answer_by.is_some()) {
            let Some(matter) = self.matter(&row.matter).await? else { continue };
            if sight.admits(&MatterParts::of(&matter)) {
                owed.push(row);
            }
        }
        Ok(owed)
    }
}
