//! 投诉卷宗. One complaint with everything that happened to it, for whoever may see it; for everybody
//! else the same nothing as if there were none.

use std::sync::Arc;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::complaint::{
    Complaint, ComplaintCommand, ComplaintDecider, ComplaintEvent, Part, ReadIdentity, may_see,
    parts,
};
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::id::{ComplaintReference, PersonId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::Kept;

use crate::App;
use crate::act::{Acted, weigh};
use crate::attachment::ShownAttachment;
use crate::denied::Denied;
use crate::docket::facts_of;
use crate::dossier::Texts;
use crate::institution::Luggage;
use crate::memory::Known;

/// 投诉卷宗.
#[derive(Clone, Debug)]
pub struct ComplaintDossier {
    /// The complaint as it stands.
    pub complaint: Complaint,
    /// Everything that happened, in order.
    pub history: Vec<Fact<ComplaintEvent>>,
    /// What people wrote in it.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    version: u32,
    known: Known,
}

/// 身份, as it is shown once, after the reading was recorded.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Revealed {
    /// 姓名; empty if none was given.
    pub name: String,
    /// 手机号; empty if none was given.
    pub phone: String,
}

/// Nobody's name stands in a log.
impl std::fmt::Debug for Revealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Revealed(…)")
    }
}

impl ComplaintDossier {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Arc<Organization> {
        &self.known.organization
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(
        &self,
        actor: &Actor,
        command: impl Into<ComplaintCommand>,
    ) -> Result<(), Refusal> {
        weigh::<ComplaintDecider>(&self.complaint, command.into(), (actor, self.now, &self.known))?;
        Ok(())
    }

    /// What the institution is told of the world when the actor asks.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        let Known { rules, organization, .. } = &self.known;
        Context { now: self.now, actor, rules, organization }
    }

    /// Suspicions of retaliation are the investigators' alone.
    fn keep_suspicions_to(&mut self, actor: &Actor) {
        if parts(&self.context(actor), &self.complaint).contains(&Part::Investigator) {
            return;
        }
        self.complaint.suspicions.clear();
        self.history.retain(|fact| {
            !matches!(
                fact.event,
                ComplaintEvent::RetaliationSuspected(_) | ComplaintEvent::SuspicionChecked(_)
            )
        });
    }
}

impl App {
    /// 投诉卷宗; none both where there is no such complaint and where the actor may not know of it.
    pub async fn complaint_dossier(
        &self,
        actor: &Actor,
        reference: &ComplaintReference,
    ) -> Result<Option<ComplaintDossier>, Denied> {
        let Some(mut dossier) = self.bare_complaint(reference).await? else { return Ok(None) };
        if !may_see(&dossier.context(actor), &dossier.complaint) {
            return Ok(None);
        }
        dossier.keep_suspicions_to(actor);
        dossier.texts = self.texts_in(&StreamId::Complaint(reference.clone())).await?;
        Ok(Some(dossier))
    }

    /// 办, on a page made when the complaint stood at that version.
    pub async fn act_on_complaint(
        &self,
        actor: &Actor,
        (reference, seen): (&ComplaintReference, u32),
        command: impl Into<ComplaintCommand>,
    ) -> Result<Acted<ComplaintEvent>, Denied> {
        let stream = StreamId::Complaint(reference.clone());
        let luggage = Luggage { seen: Some(seen), ..Luggage::default() };
        self.carry_out_with::<ComplaintDecider>(&stream, actor, command.into(), &luggage).await
    }

    /// 查看身份. Recorded before anything is shown; the complainant is told on his page.
    pub async fn reveal_complainant(
        &self,
        actor: &Actor,
        reference: &ComplaintReference,
        reason: &str,
    ) -> Result<Revealed, Denied> {
        let reason = (!reason.trim().is_empty()).then(|| self.written(reason));
        let stream = StreamId::Complaint(reference.clone());
        self.carry_out::<ComplaintDecider>(&stream, actor, ReadIdentity { reason }).await?;
        let found = self.bare_complaint(reference).await?;
        let person: Option<PersonId> =
            found.and_then(|dossier| dossier.complaint.complainant().cloned());
        let Some(person) = person else { return Ok(Revealed::default()) };
        let others = self.identity(&person).await?.found().unwrap_or_default().others;
        let given = |field: &str| others.get(field).cloned().unwrap_or_default();
        Ok(Revealed { name: given("complainant_name"), phone: given("complainant_phone") })
    }

    /// 附件 of a complaint, by its place among all of them, for whoever may see it.
    pub async fn complaint_file(
        &self,
        actor: &Actor,
        reference: &ComplaintReference,
        place: usize,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let Some(dossier) = self.complaint_dossier(actor, reference).await? else {
            return Ok(None);
        };
        let complaint = &dossier.complaint;
        let filed = complaint.filing.iter().flat_map(|filing| &filing.attachments);
        let supplied = complaint.supplements.iter().flat_map(|one| &one.attachments);
        let Some(file) = filed.chain(supplied).nth(place) else { return Ok(None) };
        let stream = StreamId::Complaint(reference.clone());
        Ok(match self.store().read_attachment(&stream, &file.digest).await? {
            Kept::Found(kept) => {
                Some(ShownAttachment { media_type: file.media_type, bytes: kept.bytes })
            }
            Kept::Erased | Kept::Nothing => None,
        })
    }

    /// The complaint and its history, whoever asks, without texts.
    pub(crate) async fn bare_complaint(
        &self,
        reference: &ComplaintReference,
    ) -> Result<Option<ComplaintDossier>, Denied> {
        let known = self.known().await?;
        let stream = self.store().read_stream(&StreamId::Complaint(reference.clone())).await?;
        let now = stream.head.time_of_recording(self.clock().now());
        let history = facts_of::<ComplaintEvent>(stream.events)?;
        let complaint = history.iter().fold(Complaint::default(), ComplaintDecider::evolve);
        let is_there = complaint.filing.is_some();
        let (texts, version) = (Texts::default(), stream.head.version());
        let dossier = ComplaintDossier { complaint, history, texts, now, version, known };
        Ok(is_there.then_some(dossier))
    }
}
