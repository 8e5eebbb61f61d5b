//! 相似的件. What strangers may follow instead of filing it once more. Stories are compared here and
//! shown to nobody: who looks gets item, unit and light alone (decisions F38).

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::light::{Lit, light_of};
use xiaoneng_domain::matter::Matter;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::RegisterRow;
use xiaoneng_store::RegisterFilter;

use crate::App;
use crate::denied::Denied;

/// How many of a unit's newest matters are compared.
const COMPARED: u32 = 40;
/// How many are shown at most.
const SHOWN: usize = 3;
/// Stories with so many pairs of characters in common may be about the same.
const SHARED_LEAST: usize = 4;
/// Of the pairs of the shorter story, this share is common, in percent.
const SHARED_PERCENT: usize = 35;

/// 相似的一件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Similar {
    /// Which.
    pub number: MatterNumber,
    /// 事项, its name.
    pub item_name: String,
    /// 承办单位.
    pub unit: UnitId,
    /// 灯 now.
    pub lit: Lit,
    /// When it is due; none once it ended.
    pub due_at: Option<Instant>,
    /// How many follow it.
    pub followers: usize,
    /// Whether one can follow it: it is open.
    pub may_follow: bool,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

impl App {
    /// Open and lately answered matters of a unit that may be about the same story.
    pub async fn similar(&self, unit: &UnitId, story: &str) -> Result<Vec<Similar>, Denied> {
        let own = pairs(story);
        let now = self.clock().now();
        let filter = RegisterFilter::Unit(unit.clone());
        let rows = self.store().list_register(&filter, None, COMPARED).await?;
        let mut found = Vec::new();
        for row in rows.into_iter().filter(is_comparable) {
            let Some(likeness) = self.likeness(&row, &own).await? else { continue };
            let Some(matter) = self.matter(&row.matter).await? else { continue };
            if matter.is_offered_to_strangers() || is_answer_for_strangers(&matter) {
                found.push((likeness, self.as_shown(row, &matter, now).await?));
            }
        }
        found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        Ok(found.into_iter().take(SHOWN).map(|(_, similar)| similar).collect())
    }

    /// How alike the stories are, in percent; none where they are not.
    async fn likeness(
        &self,
        row: &RegisterRow,
        own: &BTreeSet<[char; 2]>,
    ) -> Result<Option<usize>, Denied> {
        let Some(matter) = self.matter(&row.matter).await? else { return Ok(None) };
        let Some(filing) = matter.filing else { return Ok(None) };
        let stream = StreamId::Matter(row.matter.clone());
        let kept = self.store().read_text(&stream, &filing.story).await?.found();
        let Some(story) = kept else { return Ok(None) };
        let other = pairs(story.body());
        let shared = own.intersection(&other).count();
        let share = shared * 100 / own.len().min(other.len()).max(1);
        Ok((shared >= SHARED_LEAST && share >= SHARED_PERCENT).then_some(share))
    }

    async fn as_shown(
        &self,
        row: RegisterRow,
        matter: &Matter,
        now: Instant,
    ) -> Result<Similar, Denied> {
        let known = self.known().await?;
        let item = known.rules.on(now.date()).matter_types.get(&row.matter_type);
        Ok(Similar {
            number: row.matter,
            item_name: item.map_or_else(|| row.matter_type.to_string(), |item| item.name.clone()),
            unit: row.unit,
            lit: light_of(matter, now),
            due_at: row.due_at.filter(|_| row.ended_at.is_none()),
            followers: matter.followers.len(),
            may_follow: matter.is_offered_to_strangers(),
            ended_at: row.ended_at,
        })
    }
}

/// Neither history nor about a unit's conduct, and not withdrawn, declined or merged.
fn is_comparable(row: &RegisterRow) -> bool {
    let is_answered = row.state == "completed";
    !row.is_imported && row.concerned.is_none() && (row.ended_at.is_none() || is_answered)
}

/// Answered, and not under seal.
fn is_answer_for_strangers(matter: &Matter) -> bool {
    let is_known = matter.filing.as_ref().is_some_and(|filing| !filing.is_sealed);
    is_known && matter.ended.is_some() && matter.result.is_some()
}

/// Every two neighbouring letters of a story; signs and spaces part.
fn pairs(story: &str) -> BTreeSet<[char; 2]> {
    let mut pairs = BTreeSet::new();
    for words in story.split(|sign: char| !sign.is_alphanumeric()) {
        let letters: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
        pairs.extend(letters.windows(2).filter_map(|two| <[char; 2]>::try_from(two).ok()));
    }
    pairs
}
