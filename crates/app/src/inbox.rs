//! 收件箱. What lies on a desk, by light, and what waits for somebody without lying there: to be
//! signed for, assisted, decided, ruled on, answered.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::Sight;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::organization::Person;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DeskRow, OfferRow, RegisterRow, Wait, WaitingRow, Whom};
use xiaoneng_store::{Capped, DeskCounts, DeskOf, DeskPlace};

use crate::App;
use crate::denied::Denied;

/// How many characters of a story a list shows.
const GIST_CHARACTERS: usize = 18;
/// How many rows are looked through at once for those of one light.
const AT_ONCE: u32 = 200;
/// What waits is listed up to this.
const WAITING: u32 = 200;
/// Open matters are counted up to this (“1000+”).
const COUNTED: u32 = 1_000;

/// 谁的收件箱.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InboxOf {
    /// What a unit handles.
    Unit(UnitId),
    /// What one person answers for, in whatever unit.
    Person(PersonId),
}

/// 按灯筛选.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum InboxLight {
    /// 全部
    All,
    /// 超期
    Overdue,
    /// 临期
    DueSoon,
    /// 正常
    Normal,
    /// 暂停
    Paused,
}

/// 一行, with what a list says of the matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed<R> {
    /// The row.
    pub row: R,
    /// What the register says of the matter.
    pub register: RegisterRow,
    /// How the story begins; empty where it is told under seal or erased.
    pub gist: Arc<str>,
}

/// 一页收件箱.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inbox {
    /// The matters, the one due first at the top.
    pub rows: Vec<Listed<DeskRow>>,
    /// How many there are, by light.
    pub counts: DeskCounts,
    /// Where the next page begins; none at the end.
    pub next: Option<DeskPlace>,
    /// The instant by which the lights were told.
    pub now: Instant,
}

/// 待处理 of one member of staff, without what he is recused from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Waiting {
    /// 待签收: offered to him, or to his unit.
    pub to_sign: Vec<OfferRow>,
    /// All else: how many of each kind.
    pub counts: BTreeMap<Wait, usize>,
}

impl Waiting {
    /// How many of some kinds wait.
    pub fn count(&self, kinds: &[Wait]) -> usize {
        kinds.iter().filter_map(|wait| self.counts.get(wait)).sum()
    }
}

impl InboxLight {
    /// Whether a row shows this light.
    pub fn shines(self, row: &DeskRow, now: Instant) -> bool {
        let is_over = now > row.due_at && !row.is_provisional;
        let is_amber = now >= row.amber_at;
        match self {
            Self::All => true,
            Self::Paused => row.is_suspended,
            Self::Overdue => !row.is_suspended && is_over,
            Self::DueSoon => !row.is_suspended && !is_over && is_amber,
            Self::Normal => !row.is_suspended && !is_over && !is_amber,
        }
    }
}

impl App {
    /// 收件箱 of a unit or a person; none where the actor may not see it.
    pub async fn inbox(
        &self,
        actor: &Actor,
        of: &InboxOf,
        light: InboxLight,
        after: Option<&DeskPlace>,
        limit: u32,
    ) -> Result<Option<Inbox>, Denied> {
        let sight = self.sight_of(actor).await?;
        let now = self.clock().now();
        let (desk, counts) = match of {
            InboxOf::Unit(unit) if !sight.is_whole && !sight.units.contains(unit) => {
                return Ok(None);
            }
            InboxOf::Unit(unit) => {
                (DeskOf::Unit(unit.clone()), self.count_desk(&sight, unit).await?)
            }
            InboxOf::Person(person) if sight.staff.as_ref() != Some(person) => return Ok(None),
            InboxOf::Person(person) => {
                (DeskOf::Person(person.clone()), self.count_own(person, now).await?)
            }
        };
        let shows =
            |row: &DeskRow| light.shines(row, now) && !sight.is_recused(row.concerned.as_ref());
        let (rows, next) = self.gather(&desk, shows, after, limit).await?;
        let rows = self.listed(&sight, rows, |row| &row.matter).await?;
        Ok(Some(Inbox { rows, counts, next, now }))
    }

    /// Rows of a desk that pass, as many as a page takes.
    async fn gather(
        &self,
        desk: &DeskOf,
        shows: impl Fn(&DeskRow) -> bool,
        after: Option<&DeskPlace>,
        limit: u32,
    ) -> Result<(Vec<DeskRow>, Option<DeskPlace>), Denied> {
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let place = |row: &DeskRow| DeskPlace { due_at: row.due_at, matter: row.matter.clone() };
        let mut rows: Vec<DeskRow> = Vec::new();
        let mut after = after.cloned();
        let mut at_once = limit.saturating_add(1);
        loop {
            let page = self.store().list_desk(desk, after.as_ref(), at_once).await?;
            let is_last = page.len() < usize::try_from(at_once).unwrap_or(usize::MAX);
            after = page.last().map(place);
            rows.extend(page.into_iter().filter(|row| shows(row)));
            if rows.len() > wanted {
                rows.truncate(wanted);
                let next = rows.last().map(place);
                return Ok((rows, next));
            }
            if is_last {
                return Ok((rows, None));
            }
            at_once = AT_ONCE;
        }
    }

    /// 件数 by light of what one person answers for.
    async fn count_own(&self, person: &PersonId, now: Instant) -> Result<DeskCounts, Denied> {
        let desk = DeskOf::Person(person.clone());
        let rows = self.store().list_desk(&desk, None, COUNTED + 1).await?;
        let count = |light: &[InboxLight]| {
            let shines = |row: &&DeskRow| light.iter().any(|light| light.shines(row, now));
            let count = u32::try_from(rows.iter().filter(shines).count()).unwrap_or(u32::MAX);
            Capped { count: count.min(COUNTED), is_more: count > COUNTED }
        };
        Ok(DeskCounts {
            open: count(&[InboxLight::All]),
            amber_or_worse: count(&[InboxLight::Overdue, InboxLight::DueSoon]),
            red: count(&[InboxLight::Overdue]),
            paused: count(&[InboxLight::Paused]),
        })
    }

    /// 待处理. What waits for a member of staff, or for anybody of his unit.
    pub async fn waiting(&self, person: &PersonId) -> Result<Waiting, Denied> {
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let organization = self.known().await?.organization;
        let Some(staff) = organization.in_office(person) else { return Ok(Waiting::default()) };
        let mut counts = BTreeMap::new();
        for counted in self.store().count_waits(&whom(staff), WAITING).await? {
            if !sight.is_recused(counted.concerned.as_ref()) {
                let count = usize::try_from(counted.count).unwrap_or(usize::MAX);
                *counts.entry(counted.wait).or_default() += count;
            }
        }
        let mut to_sign = self.store().list_offers(&staff.unit, WAITING).await?;
        let now = self.clock().now();
        let signs_for_unit = organization.head_of(&staff.unit) == Some(person)
            || organization.desk_of(&staff.unit, now) == Some(person);
        to_sign.retain(|offer| match &offer.person {
            _ if sight.is_recused(offer.concerned.as_ref()) => false,
            Some(named) => named == person || organization.cover_of(named, now) == Some(person),
            None => signs_for_unit,
        });
        Ok(Waiting { to_sign, counts })
    }

    /// What waits for a signature, as a list shows it.
    pub async fn list_offers(
        &self,
        person: &PersonId,
        waiting: &Waiting,
    ) -> Result<Vec<Listed<OfferRow>>, Denied> {
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        self.listed(&sight, waiting.to_sign.clone(), |row| &row.matter).await
    }

    /// What waits of some kinds, without what he is recused from.
    pub async fn waits(
        &self,
        person: &PersonId,
        kinds: &[Wait],
    ) -> Result<Vec<WaitingRow>, Denied> {
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let organization = self.known().await?.organization;
        let Some(staff) = organization.in_office(person) else { return Ok(Vec::new()) };
        let mut waits = self.store().list_waiting(&whom(staff), WAITING).await?;
        waits.retain(|row| kinds.contains(&row.wait) && !sight.is_recused(row.concerned.as_ref()));
        Ok(waits)
    }

    /// The same, as a list shows it.
    pub async fn list_waits(
        &self,
        person: &PersonId,
        kinds: &[Wait],
    ) -> Result<Vec<Listed<WaitingRow>>, Denied> {
        let sight = self.sight_of(&Actor::Staff(person.clone())).await?;
        let rows = self.waits(person, kinds).await?;
        self.listed(&sight, rows, |row| &row.matter).await
    }

    /// Rows with what the register says, and how the story begins; what he is recused from is not
    /// there.
    async fn listed<R>(
        &self,
        sight: &Sight,
        rows: Vec<R>,
        matter: impl Fn(&R) -> &MatterNumber,
    ) -> Result<Vec<Listed<R>>, Denied> {
        let registers = self.store().find_matters(rows.iter().map(&matter)).await?;
        let mut registers = registers.into_iter().peekable();
        let mut listed = Vec::with_capacity(rows.len());
        for row in rows {
            // Registers come in the order asked, without those that are not there.
            let Some(register) = registers.next_if(|found| found.matter == *matter(&row)) else {
                continue;
            };
            if !sight.is_recused(register.concerned.as_ref()) {
                let gist = self.gist(&register.matter).await?;
                listed.push(Listed { row, register, gist });
            }
        }
        Ok(listed)
    }

    /// 事由: how a story begins, for lists of those who may read it whole.
    pub async fn gist(&self, matter: &MatterNumber) -> Result<Arc<str>, Denied> {
        if let Some(gist) = self.memory().gist_of(matter) {
            return Ok(gist);
        }
        let found = self.matter(matter).await?;
        let filing = found.and_then(|matter| matter.filing).filter(|filing| !filing.is_sealed);
        let text = match filing {
            Some(filing) => {
                let stream = StreamId::Matter(matter.clone());
                self.store().read_text(&stream, &filing.story).await?.found()
            }
            None => None,
        };
        let gist: Arc<str> = Arc::from(text.map(|text| beginning(text.body())).unwrap_or_default());
        self.memory().keep_gist(matter, Arc::clone(&gist));
        Ok(gist)
    }
}

fn whom(staff: &Person) -> [Whom; 2] {
    [Whom::Person(staff.id.clone()), Whom::Unit(staff.unit.clone())]
}

/// The first clause, cut where it grows long.
fn beginning(story: &str) -> String {
    let ends = |letter: char| "。，！？；\n,.!?;".contains(letter);
    let clause = story.trim().split(ends).find(|clause| !clause.trim().is_empty());
    let clause = clause.unwrap_or_default().trim();
    let mut letters = clause.chars();
    let mut gist: String = letters.by_ref().take(GIST_CHARACTERS).collect();
    if letters.next().is_some() {
        gist.push('…');
    }
    gist
}
