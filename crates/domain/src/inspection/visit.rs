//! 现场督导. A special or comprehensive inspection takes a group, written notice and self-assessment
//! before it, and the public, pupils, parents and teachers heard.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::distinct;
use crate::id::PersonId;
use crate::inspection::decision::{Decided, Draft, said, staff_of};
use crate::inspection::planning::{check_inspector, inspection_rule};
use crate::inspection::{Inspection, InspectionKind, InspectionRefusal as No, Stage};
use crate::rules::Audience;
use crate::text::{TextDigest, Written};

/// 记录现场督导.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordVisit {
    /// Who was there.
    pub inspectors: BTreeSet<PersonId>,
    /// Who was heard.
    pub heard: BTreeSet<Audience>,
    /// What was seen and heard.
    pub record: Written,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
}

/// 现场督导 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// Who was there.
    pub inspectors: BTreeSet<PersonId>,
    /// Who was heard.
    pub heard: BTreeSet<Audience>,
    /// What was seen and heard.
    pub record: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// When.
    pub at: Instant,
}

/// 已现场督导.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SchoolVisited {
    /// Who was there.
    pub inspectors: BTreeSet<PersonId>,
    /// Who was heard.
    pub heard: BTreeSet<Audience>,
    /// What was seen and heard.
    pub record: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who recorded it.
    pub by: PersonId,
    /// The rules in force.
    pub rules: TextDigest,
}

impl RecordVisit {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.record]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        let plan = inspection.planned()?;
        let rule = inspection_rule(cx)?;
        match plan.kind {
            InspectionKind::SpotCheck => {
                return Err(No::NotThisStage { stage: inspection.stage() });
            }
            InspectionKind::Regular => {
                inspection.at_stage(&[Stage::Planned, Stage::Notified, Stage::SelfAssessed])?;
            }
            InspectionKind::Special | InspectionKind::Comprehensive => {
                inspection.at_stage(&[Stage::SelfAssessed])?;
            }
        }
        said(&self.record, "现场情况")?;
        let present = u32::try_from(self.inspectors.len()).unwrap_or(u32::MAX);
        let needed = if plan.kind.is_formal() { rule.team } else { 1 };
        if present < needed {
            let clause = rule.source.clone();
            return Err(No::TeamTooSmall { present, needed, clause });
        }
        for person in &self.inspectors {
            check_inspector(inspection, cx, plan.school.as_ref(), person)?;
        }
        let unheard = rule.heard.difference(&self.heard).copied();
        let unheard: Vec<Audience> = unheard.filter(|_| plan.kind.is_formal()).collect();
        if !unheard.is_empty() {
            return Err(No::NotHeard { unheard, clause: rule.source.clone() });
        }
        let mut draft = Draft::of(inspection, cx);
        draft.push(SchoolVisited {
            inspectors: self.inspectors,
            heard: self.heard,
            record: self.record.digest(),
            evidence: distinct(&self.evidence),
            by: staff_of(cx)?,
            rules: cx.rules.digest(),
        });
        draft.done()
    }
}

impl SchoolVisited {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.visit = Some(Visit {
            inspectors: self.inspectors.clone(),
            heard: self.heard.clone(),
            record: self.record,
            evidence: self.evidence.clone(),
            at,
        });
    }
}
