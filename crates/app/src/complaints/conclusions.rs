//! 调查结论. What leaders see: what was found and what is done about it, once a complaint is closed;
//! never the file, never who complained.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::complaint::{DealingKind, Finding, may_see, may_see_conclusion};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, UnitId};
use xiaoneng_domain::organization::{Function, Organization};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::complaints::dossier::ComplaintDossier;
use crate::denied::Denied;

/// 结论清单的一行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConclusionLine {
    /// 编号.
    pub reference: ComplaintReference,
    /// 被投诉单位 as filed.
    pub unit: UnitId,
    /// When it was closed.
    pub closed_at: Instant,
    /// What was found.
    pub finding: Finding,
}

/// 调查结论 with what was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownConclusion {
    /// As it stands in the list.
    pub line: ConclusionLine,
    /// 调查报告.
    pub report: String,
    /// 处理: what is done, and the words of it.
    pub dealings: Vec<(DealingKind, String)>,
    /// 答复, once it was given.
    pub reply: Option<String>,
}

impl App {
    /// Whether somebody reads conclusions by his office: the director, and efficacy office's leader in
    /// charge.
    pub async fn reads_conclusions(&self, actor: &Actor) -> Result<bool, Denied> {
        Ok(leads(&self.known().await?.organization, actor))
    }

    /// 结论清单, newest first; those of whose files he has a part stand in his list of complaints.
    pub async fn conclusions(&self, actor: &Actor) -> Result<Vec<ConclusionLine>, Denied> {
        let mut lines = Vec::new();
        if !self.reads_conclusions(actor).await? {
            return Ok(lines);
        }
        for is_open in [true, false] {
            for row in self.complaint_rows(&DocketOf::All, is_open).await? {
                let StreamId::Complaint(reference) = row.stream else { continue };
                let Some(dossier) = self.bare_complaint(&reference).await? else { continue };
                lines.extend(line_of(&dossier, actor));
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.closed_at));
        Ok(lines)
    }

    /// 结论 of one complaint; none both where there is none and where he may not know of it.
    pub async fn conclusion(
        &self,
        actor: &Actor,
        reference: &ComplaintReference,
    ) -> Result<Option<ShownConclusion>, Denied> {
        let Some(dossier) = self.bare_complaint(reference).await? else { return Ok(None) };
        let Some(line) = line_of(&dossier, actor) else { return Ok(None) };
        let texts = self.texts_in(&StreamId::Complaint(reference.clone())).await?;
        let body = |digest| texts.body(digest).unwrap_or_default().to_owned();
        let complaint = &dossier.complaint;
        let dealings = complaint.dealings.iter().map(|one| (one.kind, body(&one.text)));
        Ok(Some(ShownConclusion {
            report: body(&line.finding.report),
            dealings: dealings.collect(),
            reply: complaint.reply.as_ref().map(|reply| body(&reply.text)),
            line,
        }))
    }
}

fn line_of(dossier: &ComplaintDossier, actor: &Actor) -> Option<ConclusionLine> {
    let (cx, complaint) = (dossier.context(actor), &dossier.complaint);
    if may_see(&cx, complaint) || !may_see_conclusion(&cx, complaint) {
        return None;
    }
    let filing = complaint.filing.as_ref()?;
    Some(ConclusionLine {
        reference: filing.reference.clone(),
        unit: filing.unit.clone(),
        closed_at: complaint.closed_at?,
        finding: complaint.finding.clone()?,
    })
}

fn leads(organization: &Organization, actor: &Actor) -> bool {
    let Actor::Staff(person) = actor else { return false };
    let office = organization.unit_for(Function::EfficacyOffice);
    let in_charge = office.and_then(|office| organization.leader_in_charge(&office.id));
    let is_leader = in_charge == Some(person) || organization.director() == Some(person);
    is_leader && organization.in_office(person).is_some()
}
