//! 公开报告、归档、取消.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::PersonId;
use crate::inspection::decision::{Decided, Draft, said, staff_of};
use crate::inspection::{Inspection, InspectionKind, InspectionRefusal as No, Stage};
use crate::text::{TextDigest, Written};

/// 公开督导报告.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishReport {
    /// The report.
    pub report: Written,
}

/// 上报归档.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileUpward {
    /// 档号或上报文号.
    pub reference: Written,
}

/// 取消.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CancelInspection {
    /// Why.
    pub reason: Written,
}

/// 督导报告已公开.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportPublished {
    /// The report.
    pub report: TextDigest,
    /// Who published it.
    pub by: PersonId,
}

/// 已上报归档.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InspectionFiled {
    /// 档号或上报文号.
    pub reference: TextDigest,
    /// Who filed it.
    pub by: PersonId,
}

/// 已取消.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InspectionCancelled {
    /// Why.
    pub reason: TextDigest,
    /// Who.
    pub by: PersonId,
}

impl PublishReport {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.report]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::Verified])?;
        said(&self.report, "督导报告")?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(ReportPublished { report: self.report.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl FileUpward {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reference]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        // A regular inspection that found nothing ends with the visit.
        inspection.at_stage(match inspection.planned()?.kind {
            InspectionKind::SpotCheck => &[Stage::Checked],
            InspectionKind::Regular => &[Stage::OnSite, Stage::Verified, Stage::ReportPublished],
            InspectionKind::Special | InspectionKind::Comprehensive => &[Stage::ReportPublished],
        })?;
        said(&self.reference, "档号")?;
        let mut draft = Draft::of(inspection, cx);
        draft.push(InspectionFiled { reference: self.reference.digest(), by: staff_of(cx)? });
        draft.done()
    }
}

impl CancelInspection {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    /// What was seen cannot be cancelled; only what has not begun.
    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        let early = [Stage::Planned, Stage::Notified, Stage::SelfAssessed, Stage::SeedPublished];
        inspection.at_stage(&early)?;
        said(&self.reason, "取消原因")?;
        let by: Result<PersonId, No> = staff_of(cx);
        let mut draft = Draft::of(inspection, cx);
        draft.push(InspectionCancelled { reason: self.reason.digest(), by: by? });
        draft.done()
    }
}

impl ReportPublished {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.report_published_at = Some(at);
    }
}

impl InspectionFiled {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.filed_at = Some(at);
    }
}

impl InspectionCancelled {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.cancelled_at = Some(at);
    }
}
