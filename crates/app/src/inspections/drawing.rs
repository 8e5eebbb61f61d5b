//! 抽签. The list is made from what is recorded, never typed; the seed comes from chance, never from a
//! person. Both are fixed in one event before anything is drawn; the list is kept beside the stream.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::{Date, Instant, TimeOfDay};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{InspectionNumber, MatterNumber, UnitId};
use xiaoneng_domain::inspection::{
    Answer, Candidate, Draw, Inspection, InspectionDecider, InspectionEvent, InspectionRefusal,
    PublishSeed, RecordCheck, Seed,
};
use xiaoneng_domain::organization::UnitKind;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;
use xiaoneng_store::{AttachmentBytes, Kept};

use crate::App;
use crate::act::{Acted, Sent};
use crate::denied::Denied;
use crate::inspections::Subject;
use crate::institution::Luggage;

/// How many matters are looked at in one reading.
const AT_ONCE: u32 = 500;
/// No list is longer: a shorter period can be chosen.
const LONGEST: usize = 20_000;

/// 从什么里抽.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum ListOf {
    /// 全部学校
    Schools,
    /// 全部科室
    Sections,
    /// 已办结的诉求, filed within those days, both counted.
    Completed {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
}

/// Why there is no list to draw from.
#[derive(Copy, Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoList {
    /// Nothing is in it.
    #[error("这个范围里一项也没有，抽不了。请换一个范围")]
    Empty,
    /// It would be longer than anybody can look through.
    #[error("这个范围超过 {LONGEST} 项。请缩短起止日期")]
    TooLong,
    /// The days stand the wrong way round.
    #[error("结束日期早于开始日期。请改日期")]
    Backwards,
}

impl App {
    /// 名单 as it is now: ids alone. What is sealed or about somebody's conduct is in no list, nor
    /// what is the office's own: nobody checks himself.
    pub async fn list_to_draw(
        &self,
        office: &UnitId,
        of: ListOf,
    ) -> Result<Result<BTreeSet<Candidate>, NoList>, Denied> {
        let list = match of {
            ListOf::Schools => self.units_to_draw(office, UnitKind::School).await?,
            ListOf::Sections => self.units_to_draw(office, UnitKind::Section).await?,
            ListOf::Completed { from, until } if until < from => return Ok(Err(NoList::Backwards)),
            ListOf::Completed { from, until } => {
                match self.completed_between(office, (from, until)).await? {
                    Ok(list) => list,
                    Err(no) => return Ok(Err(no)),
                }
            }
        };
        Ok(if list.is_empty() { Err(NoList::Empty) } else { Ok(list) })
    }

    async fn units_to_draw(
        &self,
        office: &UnitId,
        kind: UnitKind,
    ) -> Result<BTreeSet<Candidate>, Denied> {
        let organization = self.known().await?.organization;
        let units = organization.open_units().filter(|unit| unit.kind == kind);
        let others = units.filter(|unit| !organization.is_within(&unit.id, office));
        Ok(others.filter_map(|unit| Candidate::read(unit.id.as_str()).ok()).collect())
    }

    async fn completed_between(
        &self,
        office: &UnitId,
        (from, until): (Date, Date),
    ) -> Result<Result<BTreeSet<Candidate>, NoList>, Denied> {
        let organization = self.known().await?.organization;
        let mut list = BTreeSet::new();
        let begin = Instant::at(from, TimeOfDay::MIDNIGHT);
        let end = Instant::at(until.plus_days(1), TimeOfDay::MIDNIGHT);
        let mut after: Option<MatterNumber> = None;
        loop {
            let rows = self.store().scan_register(after.as_ref(), AT_ONCE).await?;
            let Some(last) = rows.last() else { return Ok(Ok(list)) };
            after = Some(last.matter.clone());
            for row in rows {
                let is_in = row.filed_at >= begin && row.filed_at < end && !row.is_imported;
                let is_own = organization.is_within(organization.heir_of(&row.unit), office);
                if !is_in || is_own || row.state != "completed" || row.concerned.is_some() {
                    continue;
                }
                let matter = self.matter(&row.matter).await?;
                let filing = matter.as_ref().and_then(|matter| matter.filing.as_ref());
                let is_open_to_all = filing.is_some_and(|filing| !filing.is_sealed);
                let candidate = Candidate::read(row.matter.as_str());
                list.extend(candidate.ok().filter(|_| is_open_to_all));
                if list.len() > LONGEST {
                    return Ok(Err(NoList::TooLong));
                }
            }
        }
    }

    /// 公布种子, with the list as it is now and how many are to be drawn.
    pub async fn publish_seed(
        &self,
        actor: &Actor,
        (number, seen): (&InspectionNumber, Option<u32>),
        universe: BTreeSet<Candidate>,
        sample: u32,
    ) -> Result<Acted<InspectionEvent>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let kept = AttachmentBytes { bytes: lines(&universe).into(), salt: self.chance().bytes() };
        let seed = Seed::from_bytes(self.chance().bytes());
        let wish = PublishSeed { seed, universe, list: kept.digest(), sample };
        let luggage = Luggage { seen, attachments: vec![kept], ..Luggage::default() };
        let commands = vec![wish.into()];
        match self.carry_out_all::<InspectionDecider>(&stream, actor, commands, &luggage).await? {
            Sent::Acted(acted) => Ok(acted),
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }

    /// 抽取, by the seed and from the list that were published.
    pub async fn draw_sample(
        &self,
        actor: &Actor,
        (number, seen): (&InspectionNumber, Option<u32>),
    ) -> Result<Acted<InspectionEvent>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let folder = self.folder::<InspectionDecider>(&stream).await?;
        let universe = self.list_drawn_from(&stream, &folder.state).await?.unwrap_or_default();
        self.act_on_inspection(actor, (number, seen), Draw { universe }).await
    }

    /// 记录抽查 of one thing drawn; the unit is the one whose it is in the register.
    pub async fn record_check(
        &self,
        actor: &Actor,
        (number, seen): (&InspectionNumber, Option<u32>),
        subject: Candidate,
        (answers, remark): (BTreeMap<Candidate, Answer>, Option<Written>),
    ) -> Result<Acted<InspectionEvent>, Denied> {
        let Some(unit) = self.unit_of_subject(&subject).await? else {
            return Err(Refusal::from(InspectionRefusal::NotToCheck { subject }).into());
        };
        let wish = RecordCheck { subject, unit, answers, remark };
        self.act_on_inspection(actor, (number, seen), wish).await
    }

    /// The unit whose it is that was drawn, or whoever took over.
    pub async fn unit_of_subject(&self, subject: &Candidate) -> Result<Option<UnitId>, Denied> {
        let organization = self.known().await?.organization;
        let unit = match Subject::of(subject, &organization) {
            Subject::Unit(unit) => Some(unit),
            Subject::Matter(number) => self.store().find_matter(&number).await?.map(|row| row.unit),
        };
        Ok(unit.map(|unit| organization.heir_of(&unit).clone()))
    }

    /// 名单 from which it was or is to be drawn, as it was kept; none where none was published.
    pub(super) async fn list_drawn_from(
        &self,
        stream: &StreamId,
        inspection: &Inspection,
    ) -> Result<Option<BTreeSet<Candidate>>, Denied> {
        let Some(published) = &inspection.seed else { return Ok(None) };
        let kept = self.store().read_attachment(stream, &published.facts.list).await?;
        let Kept::Found(AttachmentBytes { bytes, .. }) = kept else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        Ok(Some(text.lines().filter_map(|line| Candidate::read(line).ok()).collect()))
    }
}

/// 名单 as it is handed out: one id a line, in the order of their bytes.
pub(super) fn lines(universe: &BTreeSet<Candidate>) -> String {
    universe.iter().map(|one| format!("{}\n", one.as_str())).collect()
}
