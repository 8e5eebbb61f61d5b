//! 督办看板. What is overdue over all units, due today and waiting, for those who supervise; and the
//! same for a screen on a wall, without names.
//!
//! A viewer's board holds nothing about a unit from which he is recused, neither row nor count
//! (decisions E32). What he may not open stands there masked (decisions F36). Before a wall anybody
//! may stand: whatever is about a unit's conduct is on none.

use std::collections::BTreeMap;
use std::hash::Hash;

use xiaoneng_calendar::{Instant, TimeOfDay};
use xiaoneng_domain::authority::{OfficeAct, Sight};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode, PersonId, UnitId};
use xiaoneng_domain::views::{DeskRow, RegisterRow, Wait, Whom};
use xiaoneng_store::{BoardTallies, DeskPlace, LastRed, Tally};

use crate::App;
use crate::denied::Denied;
use crate::desk_overview::Lights;

/// How much that is overdue a board lists; of the rest it says how much there is.
const LISTED: usize = 200;
/// How much a wall lists: what its screen holds.
const ON_WALL: usize = 10;
/// How much that waits is listed.
const WAITING: u32 = 200;
/// Among the last to fall overdue, how many are asked for one that may be told.
const LATELY: u32 = 50;
const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// 督办看板.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Board {
    /// As of.
    pub as_of: Instant,
    /// 在办, by light.
    pub lights: Lights,
    /// 今日新收
    pub filed_today: u32,
    /// 今日办结
    pub completed_today: u32,
    /// 超期, the longest first.
    pub reds: Vec<Red>,
    /// How many more are overdue than are listed.
    pub not_listed: u32,
    /// 各单位超期: those that have any, the one with most first.
    pub units: Vec<(UnitId, u32)>,
    /// 今天到期 that is not overdue yet, by the hour of the worst clock.
    pub due_today: Vec<DueHour>,
    /// 等处理
    pub waits: BoardWaits,
    /// 最近一次超期, told where nothing is overdue.
    pub last_red: Option<(UnitId, Instant)>,
}

impl Board {
    /// How it stands, whatever the time.
    pub fn stands(&self) -> impl Hash + use<> {
        let counts = (self.lights, self.filed_today, self.completed_today, self.not_listed);
        let lists = (self.reds.clone(), self.units.clone(), self.due_today.clone());
        (counts, lists, self.waits, self.last_red.clone())
    }
}

/// 超期的一件.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Red {
    /// On whose desk.
    pub unit: UnitId,
    /// When the worst clock ran out.
    pub due_at: Instant,
    /// Code of that clock.
    pub clock: String,
    /// What it is; none where it may not be told.
    pub matter: Option<BoardMatter>,
}

/// 看板上的办件, as far as its row tells of it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BoardMatter {
    /// 编号.
    pub number: MatterNumber,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 收件, by which the name of the item is known.
    pub filed_at: Instant,
    /// Who answers for it; never on a wall.
    pub responsible: Option<PersonId>,
}

/// 到期 within one hour of today.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct DueHour {
    /// 0 to 23.
    pub hour: u8,
    /// How many.
    pub count: u32,
}

/// 等处理: how much waits over all units.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct BoardWaits {
    /// Past the limit of the signature.
    pub unsigned: u32,
    /// 待裁定
    pub rulings: u32,
    /// 延期待批
    pub extensions: u32,
}

/// 等什么.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum BoardWait {
    /// 没有按时签收
    Unsigned,
    /// 待裁定
    Ruling,
    /// 延期待批
    Extension,
}

/// 等处理的一件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoardWaiting {
    /// For whom it waits.
    pub whom: Whom,
    /// Until when; where no clock of its own runs, since when.
    pub due_at: Instant,
    /// What it is; none where it may not be told.
    pub matter: Option<BoardMatter>,
}

/// Who looks.
enum Eyes {
    /// A member of staff.
    Staff(Sight),
    /// Whoever stands before a wall.
    Wall,
}

impl Eyes {
    /// Whether what is about that unit, or about none, is there at all.
    fn see(&self, concerned: Option<&UnitId>) -> bool {
        match self {
            Self::Staff(sight) => !sight.is_recused(concerned),
            Self::Wall => concerned.is_none(),
        }
    }

    fn count(&self, tallies: &[Tally]) -> u32 {
        let seen = tallies.iter().filter(|tally| self.see(tally.concerned.as_ref()));
        seen.map(|tally| tally.count).sum()
    }

    fn listed(&self) -> usize {
        match self {
            Self::Staff(_) => LISTED,
            Self::Wall => ON_WALL,
        }
    }
}

impl App {
    /// 督办看板; none for those who do not supervise.
    pub async fn board(&self, actor: &Actor) -> Result<Option<Board>, Denied> {
        if !self.is_allowed(actor, OfficeAct::WatchBoard).await? {
            return Ok(None);
        }
        let eyes = Eyes::Staff(self.sight_of(actor).await?);
        self.board_for(&eyes).await.map(Some)
    }

    /// 督办大屏: without the name of a person, and without what strangers may not know.
    pub async fn wall(&self) -> Result<Board, Denied> {
        self.board_for(&Eyes::Wall).await
    }

    /// What waits over all units, the most urgent first; none for those who do not supervise.
    pub async fn board_waiting(
        &self,
        actor: &Actor,
        wait: BoardWait,
    ) -> Result<Option<Vec<BoardWaiting>>, Denied> {
        if !self.is_allowed(actor, OfficeAct::WatchBoard).await? {
            return Ok(None);
        }
        let eyes = Eyes::Staff(self.sight_of(actor).await?);
        let waiting = match wait {
            BoardWait::Unsigned => {
                let offers = self.store().list_unsigned(self.clock().now(), WAITING).await?;
                let whom = |offer: xiaoneng_domain::views::OfferRow| {
                    let whom = Whom::Unit(offer.unit);
                    (whom, offer.sign_by, offer.matter, offer.concerned)
                };
                offers.into_iter().map(whom).collect::<Vec<_>>()
            }
            BoardWait::Ruling => self.awaited(Wait::Ruling).await?,
            BoardWait::Extension => self.awaited(Wait::Extension).await?,
        };
        let waiting: Vec<_> =
            waiting.into_iter().filter(|(.., concerned)| eyes.see(concerned.as_ref())).collect();
        let numbers = waiting.iter().map(|(_, _, number, _)| number);
        let told = self.told_on_board(&eyes, numbers).await?;
        let lines = waiting.into_iter().map(|(whom, due_at, number, _)| {
            let matter = told.get(&number).cloned().flatten();
            BoardWaiting { whom, due_at, matter }
        });
        Ok(Some(lines.collect()))
    }

    async fn awaited(
        &self,
        wait: Wait,
    ) -> Result<Vec<(Whom, Instant, MatterNumber, Option<UnitId>)>, Denied> {
        let rows = self.store().list_awaited(wait, WAITING).await?;
        let parts = rows.into_iter().map(|row| (row.whom, row.due_at, row.matter, row.concerned));
        Ok(parts.collect())
    }

    async fn board_for(&self, eyes: &Eyes) -> Result<Board, Denied> {
        let now = self.clock().now();
        let midnight = Instant::at(now.date(), TimeOfDay::MIDNIGHT);
        let next = Instant::at(now.date().plus_days(1), TimeOfDay::MIDNIGHT);
        let counted = self.store().count_board(now, (midnight, next)).await?;
        let lights = lights(eyes, &counted);
        let rows = self.seen_red(eyes, now, lights.overdue).await?;
        let told = self.told_on_board(eyes, rows.iter().map(|row| &row.matter)).await?;
        let reds: Vec<Red> = rows
            .into_iter()
            .map(|row| Red {
                matter: told.get(&row.matter).cloned().flatten(),
                unit: row.unit,
                due_at: row.due_at,
                clock: row.clock,
            })
            .collect();
        let listed = u32::try_from(reds.len()).unwrap_or(u32::MAX);
        let last_red = match lights.overdue {
            0 => self.last_red(eyes).await?,
            _ => None,
        };
        Ok(Board {
            as_of: now,
            lights,
            filed_today: eyes.count(&counted.filed),
            completed_today: eyes.count(&counted.completed),
            reds,
            not_listed: lights.overdue.saturating_sub(listed),
            units: units(eyes, &counted),
            due_today: due_today(eyes, &counted),
            waits: BoardWaits {
                unsigned: eyes.count(&counted.unsigned),
                rulings: eyes.count(&counted.rulings),
                extensions: eyes.count(&counted.extensions),
            },
            last_red,
        })
    }

    /// What is overdue, as much as is listed.
    async fn seen_red(
        &self,
        eyes: &Eyes,
        now: Instant,
        there_are: u32,
    ) -> Result<Vec<DeskRow>, Denied> {
        let wanted = usize::try_from(there_are).unwrap_or(usize::MAX).min(eyes.listed());
        let at_once = u32::try_from(wanted).unwrap_or(u32::MAX);
        let mut seen: Vec<DeskRow> = Vec::with_capacity(wanted);
        let mut after: Option<DeskPlace> = None;
        while seen.len() < wanted {
            let page = self.store().list_red(now, after.as_ref(), at_once).await?;
            let Some(last) = page.last() else { break };
            after = Some(DeskPlace { due_at: last.due_at, matter: last.matter.clone() });
            seen.extend(page.into_iter().filter(|row| eyes.see(row.concerned.as_ref())));
        }
        seen.truncate(wanted);
        Ok(seen)
    }

    /// What may be told of matters: for a member of staff of those he may open, for a wall of those
    /// that are known to strangers.
    async fn told_on_board(
        &self,
        eyes: &Eyes,
        numbers: impl Iterator<Item = &MatterNumber>,
    ) -> Result<BTreeMap<MatterNumber, Option<BoardMatter>>, Denied> {
        let mut told = BTreeMap::new();
        for row in self.store().find_matters(numbers).await? {
            let (is_told, responsible) = match eyes {
                Eyes::Staff(sight) => (self.opens(sight, &row).await?, row.responsible.clone()),
                Eyes::Wall => {
                    let matter = self.matter(&row.matter).await?;
                    (matter.is_some_and(|matter| matter.is_offered_to_strangers()), None)
                }
            };
            let number = row.matter.clone();
            let (matter_type, filed_at) = (row.matter_type, row.filed_at);
            let matter = BoardMatter { number: row.matter, matter_type, filed_at, responsible };
            told.insert(number, is_told.then_some(matter));
        }
        Ok(told)
    }

    /// Whether the matter's page opens for him.
    async fn opens(&self, sight: &Sight, row: &RegisterRow) -> Result<bool, Denied> {
        if sight.is_recused(row.concerned.as_ref()) {
            return Ok(false);
        }
        let is_near = sight.is_whole
            || sight.units.contains(&row.unit)
            || sight.units.contains(&row.first_unit);
        Ok(is_near || self.admits(sight, &row.matter).await?)
    }

    async fn last_red(&self, eyes: &Eyes) -> Result<Option<(UnitId, Instant)>, Denied> {
        let lately = self.store().list_last_red(LATELY).await?;
        let may_be_told = |last: &LastRed| eyes.see(last.concerned.as_ref());
        let last = lately.into_iter().find(may_be_told);
        Ok(last.map(|last| (last.unit, last.fell_due_at)))
    }
}

/// 在办 by light: whatever is neither late nor near its limit nor paused is normal.
fn lights(eyes: &Eyes, counted: &BoardTallies) -> Lights {
    let about = |tally: &&Tally| !eyes.see(tally.concerned.as_ref());
    let unseen: u32 = counted.about_units.iter().filter(about).map(|tally| tally.count).sum();
    let open = counted.open.saturating_sub(unseen);
    let red = counted.red.iter().filter(|red| eyes.see(red.tally.concerned.as_ref()));
    let overdue: u32 = red.map(|red| red.tally.count).sum();
    let due_soon = eyes.count(&counted.amber_or_worse).saturating_sub(overdue);
    let paused = eyes.count(&counted.paused);
    let normal = open.saturating_sub(overdue + due_soon + paused);
    Lights { overdue, due_soon, normal, paused }
}

fn units(eyes: &Eyes, counted: &BoardTallies) -> Vec<(UnitId, u32)> {
    let mut by_unit: BTreeMap<UnitId, u32> = BTreeMap::new();
    for red in counted.red.iter().filter(|red| eyes.see(red.tally.concerned.as_ref())) {
        *by_unit.entry(red.unit.clone()).or_default() += red.tally.count;
    }
    let mut units: Vec<(UnitId, u32)> = by_unit.into_iter().collect();
    units.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    units
}

fn due_today(eyes: &Eyes, counted: &BoardTallies) -> Vec<DueHour> {
    let mut by_hour: BTreeMap<Instant, u32> = BTreeMap::new();
    for due in counted.due.iter().filter(|due| eyes.see(due.tally.concerned.as_ref())) {
        *by_hour.entry(due.from).or_default() += due.tally.count;
    }
    let hour = |at: Instant| u8::try_from(at.micros_of_day() / MICROS_PER_HOUR).unwrap_or(0);
    by_hour.into_iter().map(|(from, count)| DueHour { hour: hour(from), count }).collect()
}
