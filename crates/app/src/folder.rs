//! 卷宗. One docket with everything that happened to it and was written in it: the same for every
//! institution that keeps dockets.

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::TextDigest;
use xiaoneng_domain::views::{DocketRow, Whom};
use xiaoneng_store::{AttachmentBytes, DocketOf, DocketPlace, Kept};

use crate::App;
use crate::act::{Acted, Sent, weigh};
use crate::attachment::{CleanFile, ShownAttachment, new_attachments};
use crate::denied::Denied;
use crate::docket::facts_of;
use crate::dossier::Texts;
use crate::institution::{Institution, Luggage};
use crate::memory::Known;

/// Dockets of a list are looked at up to this.
const MOST: u32 = 1_000;

/// 卷宗.
pub struct Folder<D: Decider> {
    /// The docket as it stands.
    pub state: D::State,
    /// Everything that happened, in order.
    pub history: Vec<Fact<D::Event>>,
    /// What people wrote in it.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    known: Known,
}

impl<D: Decider> Folder<D> {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        u32::try_from(self.history.len()).unwrap_or(u32::MAX)
    }

    /// What happened since it stood at a version.
    pub fn since(&self, version: u32) -> &[Fact<D::Event>] {
        let seen = usize::try_from(version).unwrap_or(usize::MAX);
        self.history.get(seen..).unwrap_or_default()
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Organization {
        &self.known.organization
    }

    /// The rules as they are known.
    pub fn rules(&self) -> &Rules {
        &self.known.rules
    }

    /// What somebody wrote; empty once it is erased.
    pub fn text(&self, digest: &TextDigest) -> &str {
        self.texts.body(digest).unwrap_or_default()
    }

    /// The world as it is for somebody now.
    pub(crate) fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        let Known { rules, organization, .. } = &self.known;
        Context { now: self.now, actor, rules, organization }
    }
}

#[allow(private_bounds)] // what an institution is to the door is no business of those who show it
impl<I: Institution> Folder<I> {
    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, command: impl Into<I::Command>) -> Result<(), Refusal> {
        weigh::<I>(&self.state, command.into(), (actor, self.now, &self.known))?;
        Ok(())
    }
}

/// Rows of several lists, each once, as far as every list was read.
pub(crate) struct ReadRows {
    pub(crate) rows: BTreeMap<(i64, String), DocketRow>,
    /// Behind it some list goes on unread.
    pub(crate) horizon: Option<(i64, String)>,
}

impl ReadRows {
    /// Where those who have looked at all rows go on reading; none at the end.
    pub(crate) fn next(&self) -> Option<DocketPlace> {
        let (sort_at, stream) = self.horizon.as_ref()?;
        stream.parse().ok().map(|stream| DocketPlace { sort_at: *sort_at, stream })
    }
}

impl App {
    /// The docket of a stream, without texts, whoever asks.
    pub(crate) async fn folder<I: Institution>(
        &self,
        stream: &StreamId,
    ) -> Result<Folder<I>, Denied> {
        let known = self.known().await?;
        let read = self.store().read_stream(stream).await?;
        let now = read.head.time_of_recording(self.clock().now());
        let history = facts_of::<I::Event>(read.events)?;
        let state = history.iter().fold(I::State::default(), I::evolve);
        Ok(Folder { state, history, texts: Texts::default(), now, known })
    }

    /// 办, on a page made when the docket stood at a version; none: whatever happened since.
    pub(crate) async fn carry_out_as_seen<I: Institution>(
        &self,
        stream: &StreamId,
        (actor, seen): (&Actor, Option<u32>),
        command: I::Command,
    ) -> Result<Acted<I::Event>, Denied> {
        let luggage = Luggage { seen, ..Luggage::default() };
        self.carry_out_with::<I>(stream, actor, command, &luggage).await
    }

    /// The same with 佐证: the wish is made from the digests of what is attached.
    pub(crate) async fn carry_out_with_evidence<I: Institution>(
        &self,
        stream: &StreamId,
        (actor, seen): (&Actor, Option<u32>),
        files: Vec<CleanFile>,
        command: impl FnOnce(Vec<TextDigest>) -> I::Command,
    ) -> Result<Acted<I::Event>, Denied> {
        let mut luggage = Luggage { seen, ..Luggage::default() };
        let packed = new_attachments(self.chance(), files, &mut luggage);
        let command = command(packed.into_iter().map(|one| one.digest).collect());
        match self.carry_out_all::<I>(stream, actor, vec![command], &luggage).await? {
            Sent::Acted(acted) => Ok(acted),
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }

    /// 佐证 kept beside a stream; none once it is erased.
    pub(crate) async fn kept_evidence(
        &self,
        stream: &StreamId,
        digest: &TextDigest,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let Kept::Found(AttachmentBytes { bytes, .. }) =
            self.store().read_attachment(stream, digest).await?
        else {
            return Ok(None);
        };
        // What was kept was clean; cleaning it again says what it is.
        let limits = &self.settings().attachments;
        Ok(CleanFile::read(&bytes, limits).ok().map(|file| ShownAttachment {
            media_type: file.media_type(),
            bytes: file.bytes().to_vec(),
        }))
    }

    /// Rows of several lists of a kind from a place on, each once, as far as every list was read.
    pub(crate) async fn read_dockets(
        &self,
        kind: &str,
        lists: &[DocketOf],
        is_open: bool,
        after: Option<&DocketPlace>,
    ) -> Result<ReadRows, Denied> {
        let mut read = ReadRows { rows: BTreeMap::new(), horizon: None };
        for list in lists {
            let found = self.store().list_dockets(kind, list, is_open, (after, MOST)).await?;
            let key = |row: &DocketRow| (DocketPlace::after(row).sort_at, row.stream.to_string());
            let is_full = u32::try_from(found.len()).is_ok_and(|count| count == MOST);
            let end = found.last().filter(|_| is_full).map(key);
            read.horizon = match (read.horizon, end) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            read.rows.extend(found.into_iter().map(|row| (key(&row), row)));
        }
        if let Some(horizon) = &read.horizon {
            read.rows.retain(|key, _| key <= horizon);
        }
        Ok(read)
    }

    /// 经办的案卷: the lists in which somebody and his unit have a part.
    pub(crate) async fn lists_of_person(&self, person: &PersonId) -> Result<Vec<DocketOf>, Denied> {
        let units = self.units_of(person).await?;
        let of_units = units.into_iter().map(|unit| DocketOf::Part(Whom::Unit(unit)));
        Ok(std::iter::once(DocketOf::Part(Whom::Person(person.clone()))).chain(of_units).collect())
    }

    /// The unit somebody belongs to, and those he heads.
    pub(crate) async fn units_of(&self, person: &PersonId) -> Result<Vec<UnitId>, Denied> {
        let organization = self.known().await?.organization;
        let own = organization.in_office(person).map(|staff| staff.unit.clone());
        let headed = organization.open_units().filter(|unit| unit.head.as_ref() == Some(person));
        let mut units: Vec<UnitId> = headed.map(|unit| unit.id.clone()).collect();
        units.extend(own.filter(|own| !units.contains(own)));
        Ok(units)
    }
}
