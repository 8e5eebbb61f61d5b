//! 整改与核查. The school reports what it put right, with evidence; somebody who is not of it verifies
//! each issue, or returns it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::docket::distinct;
use crate::id::PersonId;
use crate::inspection::decision::{Decided, Draft, said, staff_of};
use crate::inspection::{Inspection, InspectionRefusal as No, Stage};
use crate::text::{TextDigest, Written};

/// 问题 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// 1, 2, 3 … within the opinion.
    pub ordinal: u32,
    /// What it is.
    pub text: TextDigest,
    /// When the school reported it put right, the last time.
    pub reported_at: Option<Instant>,
    /// How often it was returned.
    pub returns: u32,
    /// When it was verified and closed.
    pub closed_at: Option<Instant>,
}

/// 报告整改.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportRectification {
    /// Which issues.
    pub issues: BTreeSet<u32>,
    /// What was done.
    pub text: Written,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
}

/// 核查整改.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verify {
    /// Issues that are put right.
    pub closed: BTreeSet<u32>,
    /// Issues that are not.
    pub returned: BTreeSet<u32>,
    /// What was seen.
    pub record: Written,
}

/// 已报告整改.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RectificationReported {
    /// Which issues.
    pub issues: BTreeSet<u32>,
    /// What was done.
    pub text: TextDigest,
    /// 佐证.
    pub evidence: Vec<TextDigest>,
    /// Who signed it.
    pub by: PersonId,
}

/// 已核查整改.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RectificationVerified {
    /// Issues that are put right.
    pub closed: BTreeSet<u32>,
    /// Issues that are not.
    pub returned: BTreeSet<u32>,
    /// What was seen.
    pub record: TextDigest,
    /// Who verified.
    pub by: PersonId,
}

impl Issue {
    pub(crate) fn found(ordinal: u32, text: TextDigest) -> Self {
        Self { ordinal, text, reported_at: None, returns: 0, closed_at: None }
    }

    /// Reported put right, and not yet verified.
    pub fn waits(&self) -> bool {
        self.reported_at.is_some() && self.closed_at.is_none()
    }
}

impl ReportRectification {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::OpinionServed, Stage::Rectifying])?;
        said(&self.text, "整改情况")?;
        let evidence = distinct(&self.evidence);
        if evidence.is_empty() {
            return Err(No::EvidenceMissing);
        }
        let is_open = |issue: &Issue| issue.closed_at.is_none() && issue.reported_at.is_none();
        named(inspection, &self.issues, is_open)?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(RectificationReported {
            issues: self.issues,
            text: self.text.digest(),
            evidence,
            by: staff_of(cx)?,
        });
        draft.done()
    }
}

impl Verify {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.record]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Rectifying])?;
        said(&self.record, "核查情况")?;
        let both: BTreeSet<u32> = self.closed.intersection(&self.returned).copied().collect();
        if let Some(issue) = both.first() {
            return Err(No::NoSuchIssue { issue: *issue });
        }
        let all = self.closed.union(&self.returned).copied().collect();
        named(inspection, &all, Issue::waits)?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(RectificationVerified {
            closed: self.closed,
            returned: self.returned,
            record: self.record.digest(),
            by: staff_of(cx)?,
        });
        draft.done()
    }
}

/// Some issues, each of which is as wanted.
fn named(
    inspection: &Inspection,
    issues: &BTreeSet<u32>,
    is_wanted: impl Fn(&Issue) -> bool,
) -> Result<(), No> {
    let fits = |number: &u32| {
        inspection.issues.iter().any(|issue| issue.ordinal == *number && is_wanted(issue))
    };
    match issues.iter().find(|number| !fits(number)) {
        Some(number) => Err(No::NoSuchIssue { issue: *number }),
        None if issues.is_empty() => Err(No::NoIssueNamed),
        None => Ok(()),
    }
}

impl RectificationReported {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        for issue in inspection.issues.iter_mut().filter(|one| self.issues.contains(&one.ordinal)) {
            issue.reported_at = Some(at);
        }
    }
}

impl RectificationVerified {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        for issue in &mut inspection.issues {
            if self.closed.contains(&issue.ordinal) {
                issue.closed_at = Some(at);
            } else if self.returned.contains(&issue.ordinal) {
                issue.reported_at = None;
                issue.returns += 1;
            }
        }
    }
}
