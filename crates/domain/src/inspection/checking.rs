//! 抽查. Seed and list are fixed and published before anybody sees what is drawn; then the draw; then
//! for each item drawn a few questions, answered from the record and not by the unit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::Looking;
use crate::id::{PersonId, UnitId};
use crate::inspection::decision::{Decided, Draft, staff_of};
use crate::inspection::planning::inspection_rule;
use crate::inspection::{
    Candidate, Inspection, InspectionKind, InspectionRefusal as No, Seed, Stage, draw,
    universe_digest,
};
use crate::rules::coded;
use crate::text::{TextDigest, Written};

/// 公布种子, with the list and how many are to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishSeed {
    /// 32 bytes of chance.
    pub seed: Seed,
    /// 名单.
    pub universe: BTreeSet<Candidate>,
    /// Where the list is kept in full, beside the stream.
    pub list: TextDigest,
    /// 抽取数.
    pub sample: u32,
}

/// 抽取.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draw {
    /// 名单, the same as published.
    pub universe: BTreeSet<Candidate>,
}

/// 记录抽查.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordCheck {
    /// What was drawn.
    pub subject: Candidate,
    /// The unit whose it is.
    pub unit: UnitId,
    /// 问题 by their codes, with the answers found in the record.
    pub answers: BTreeMap<Candidate, Answer>,
    /// 说明.
    pub remark: Option<Written>,
}

coded! {
    /// 抽查答案.
    pub enum Answer {
        /// 是
        Yes = "yes" "是",
        /// 否
        No = "no" "否",
        /// 看不出
        Unclear = "unclear" "看不出",
    }
}

/// 种子已公布, as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedSeed {
    /// What was published.
    pub facts: SeedPublished,
    /// When.
    pub at: Instant,
}

/// 种子已公布.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SeedPublished {
    /// The seed.
    pub seed: Seed,
    /// Digest of the list.
    pub universe: TextDigest,
    /// How long the list is.
    pub universe_size: u32,
    /// Where the list is kept in full, beside the stream.
    pub list: TextDigest,
    /// 抽取数.
    pub sample: u32,
}

/// 已抽取. Everything that is needed to draw again, but the list itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed.
    pub seed: Seed,
    /// Digest of the list.
    pub universe: TextDigest,
    /// What was drawn, in order.
    pub result: Vec<Candidate>,
}

/// 抽查记录, as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// What was found.
    pub facts: SubjectChecked,
    /// When.
    pub at: Instant,
}

/// 已抽查.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SubjectChecked {
    /// What was drawn.
    pub subject: Candidate,
    /// The unit whose it is.
    pub unit: UnitId,
    /// 问题 by their codes, with the answers.
    pub answers: BTreeMap<Candidate, Answer>,
    /// 说明.
    pub remark: Option<TextDigest>,
    /// Who looked.
    pub by: PersonId,
}

impl Inspection {
    /// 复抽. Whether the recorded draw is the one that seed and list give.
    pub fn is_drawn_rightly(&self, universe: &BTreeSet<Candidate>) -> bool {
        self.drawn.as_ref().is_some_and(|drawn| {
            let again = draw(drawn.seed, universe, drawn.result.len());
            drawn.universe == universe_digest(universe) && drawn.result == again
        })
    }
}

impl PublishSeed {
    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        if inspection.planned()?.kind != InspectionKind::SpotCheck {
            return Err(No::NotASpotCheck);
        }
        if let Some(published) = &inspection.seed {
            return Err(No::SeedPublished { at: published.at });
        }
        inspection.at_stage(&[Stage::Planned])?;
        let universe_size = u32::try_from(self.universe.len()).unwrap_or(u32::MAX);
        if self.sample == 0 || self.sample > universe_size {
            let (sample, listed) = (self.sample, universe_size);
            return Err(No::SampleOutOfRange { sample, listed });
        }
        let mut draft = Draft::of(inspection, cx);
        draft.push(SeedPublished {
            seed: self.seed,
            universe: universe_digest(&self.universe),
            universe_size,
            list: self.list,
            sample: self.sample,
        });
        draft.done()
    }
}

impl Draw {
    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        if inspection.planned()?.kind != InspectionKind::SpotCheck {
            return Err(No::NotASpotCheck);
        }
        let published = inspection.seed.as_ref().ok_or(No::SeedNotPublished)?;
        if inspection.drawn.is_some() {
            return Err(No::AlreadyDrawn);
        }
        inspection.at_stage(&[Stage::SeedPublished])?;
        if cx.now <= published.at {
            return Err(No::SeedNotPublished);
        }
        let facts = &published.facts;
        if universe_digest(&self.universe) != facts.universe {
            let (listed, published) = (self.universe.len(), facts.universe_size);
            return Err(No::AnotherList { listed, published });
        }
        let count = usize::try_from(facts.sample).unwrap_or(usize::MAX);
        let result = draw(facts.seed, &self.universe, count);
        let mut drafted = Draft::of(inspection, cx);
        drafted.push(Drawn { seed: facts.seed, universe: facts.universe, result });
        drafted.done()
    }
}

impl RecordCheck {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.remark.iter().collect()
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Drawn])?;
        let is_drawn = inspection.drawn.iter().any(|drawn| drawn.result.contains(&self.subject));
        if !is_drawn || inspection.checks.contains_key(&self.subject) {
            return Err(No::NotToCheck { subject: self.subject });
        }
        cx.organization.open_unit(&self.unit)?;
        let is_its = Looking::of(cx).is_some_and(|looking| {
            looking.is_of(&self.unit) || looking.leads(&self.unit) || looking.heads(&self.unit)
        });
        if is_its {
            return Err(No::OwnUnit { unit: self.unit });
        }
        let rule = inspection_rule(cx)?;
        let asked = u32::try_from(self.answers.len()).unwrap_or(u32::MAX);
        if asked == 0 || asked > rule.questions {
            return Err(No::QuestionsOutOfRange { asked, most: rule.questions });
        }
        let remark = self.remark.as_ref().filter(|text| !text.is_blank()).map(Written::digest);
        let by = staff_of(cx)?;
        let Self { subject, unit, answers, .. } = self;
        let mut draft = Draft::of(inspection, cx);
        draft.push(SubjectChecked { subject, unit, answers, remark, by });
        draft.done()
    }
}

impl SeedPublished {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.seed = Some(PublishedSeed { facts: self.clone(), at });
    }
}

impl Drawn {
    pub(crate) fn remember(&self, inspection: &mut Inspection, _at: Instant) {
        inspection.drawn = Some(self.clone());
    }
}

impl SubjectChecked {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        let checked = Checked { facts: self.clone(), at };
        inspection.checks.insert(self.subject.clone(), checked);
    }
}
