//! 看. What somebody may see, find and count: one sight for pages, lists and searches alike.

use xiaoneng_domain::authority::{MatterParts, Sight, sees_ratings};
use xiaoneng_domain::decider::{Actor, Context};
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::Matter;
use xiaoneng_domain::views::{DeskRow, RegisterRow};
use xiaoneng_store::{Capped, DeskCounts, DeskOf, DeskPlace, SearchPlace, SearchQuery};

use crate::App;
use crate::denied::Denied;
use crate::memory::Known;

/// Open matters of a desk are counted up to this (“1000+”).
const COUNTED: u32 = 1_000;

/// 一页待办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskPage {
    /// The matters, the one due first at the top.
    pub rows: Vec<DeskRow>,
    /// How many there are on the desk, by light.
    pub counts: DeskCounts,
    /// Where the next page begins; none at the end.
    pub next: Option<DeskPlace>,
}

/// 一页检索结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The matters, newest first.
    pub rows: Vec<RegisterRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<SearchPlace>,
}

impl App {
    /// 一件. None both where there is no such matter and where the actor may not know of it.
    pub async fn look_at(
        &self,
        actor: &Actor,
        number: &MatterNumber,
    ) -> Result<Option<Matter>, Denied> {
        let sight = self.sight_of(actor).await?;
        let matter = self.matter(number).await?;
        let Some(mut matter) = matter.filter(|matter| sight.admits(&MatterParts::of(matter)))
        else {
            return Ok(None);
        };
        let Known { rules, organization, .. } = &self.known().await?;
        let cx = Context { now: self.clock().now(), actor, rules, organization };
        // 单份评价 is not shown to the unit rated.
        if !sees_ratings(&cx, &matter) {
            matter.ratings.retain(|rating| *actor == Actor::Citizen(rating.by.clone()));
        }
        Ok(Some(matter))
    }

    /// 待办 of a unit; empty where the actor may not see that desk.
    pub async fn desk_of(
        &self,
        actor: &Actor,
        unit: &UnitId,
        after: Option<&DeskPlace>,
        limit: u32,
    ) -> Result<Option<DeskPage>, Denied> {
        let sight = self.sight_of(actor).await?;
        if !sight.is_whole && !sight.units.contains(unit) {
            return Ok(None);
        }
        let counts = self.count_desk(&sight, unit).await?;
        let mut rows = self.store().list_desk(&DeskOf::Unit(unit.clone()), after, limit).await?;
        let is_full = u32::try_from(rows.len()).is_ok_and(|count| count == limit);
        let next = rows
            .last()
            .filter(|_| is_full)
            .map(|row| DeskPlace { due_at: row.due_at, matter: row.matter.clone() });
        rows.retain(|row| !sight.is_recused(row.concerned.as_ref()));
        Ok(Some(DeskPage { rows, counts, next }))
    }

    /// 检索. All words must be there; what the actor may not see is neither found nor counted.
    pub async fn find(
        &self,
        actor: &Actor,
        words: &str,
        after: Option<SearchPlace>,
        limit: u32,
    ) -> Result<Found, Denied> {
        let sight = self.sight_of(actor).await?;
        let units = (!sight.is_whole).then(|| sight.units.iter().cloned().collect());
        let query = SearchQuery { words: words.to_owned(), units, after, limit };
        let hits = self.store().search(&query).await?;
        let is_full = u32::try_from(hits.len()).is_ok_and(|count| count == limit);
        let next = hits.last().filter(|_| is_full).map(|hit| hit.place);
        let mut rows = Vec::with_capacity(hits.len());
        for hit in hits {
            let row = self.store().find_matter(&hit.matter).await?;
            rows.extend(row.filter(|row| !sight.is_recused(row.concerned.as_ref())));
        }
        Ok(Found { rows, next })
    }

    /// 件数 by light. Whoever sees several desks may be recused from matters on one of them, and
    /// these are not counted for him.
    pub(crate) async fn count_desk(
        &self,
        sight: &Sight,
        unit: &UnitId,
    ) -> Result<DeskCounts, Denied> {
        let now = self.clock().now();
        if !sight.is_whole && sight.units.len() <= 1 {
            return Ok(self.store().count_desk(unit, now, COUNTED).await?);
        }
        let mut rows =
            self.store().list_desk(&DeskOf::Unit(unit.clone()), None, COUNTED + 1).await?;
        rows.retain(|row| !sight.is_recused(row.concerned.as_ref()));
        let count = |counts: &dyn Fn(&DeskRow) -> bool| {
            let count = rows.iter().filter(|row| counts(row)).count();
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            Capped { count: count.min(COUNTED), is_more: count > COUNTED }
        };
        Ok(DeskCounts {
            open: count(&|_| true),
            amber_or_worse: count(&|row| !row.is_suspended && row.amber_at <= now),
            red: count(&|row| !row.is_suspended && !row.is_provisional && row.due_at < now),
            paused: count(&|row| row.is_suspended),
        })
    }

    pub(crate) async fn sight_of(&self, actor: &Actor) -> Result<Sight, Denied> {
        Ok(Sight::of(&self.known().await?.organization, actor))
    }
}
