//! 督导、抽查. The doors of inspections: planning with a number, every step of a visit to a school, the
//! draw of a spot check, and the dossier for whoever may see it.

mod drawing;
mod lists;
mod public;
mod questions;

use std::collections::BTreeSet;

use xiaoneng_calendar::Date;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{InspectionNumber, PersonId, UnitId};
use xiaoneng_domain::inspection::{
    InspectionCommand, InspectionDecider, InspectionEvent, InspectionKind, Plan, may_see,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::{TextDigest, Written};

use crate::App;
use crate::act::Acted;
use crate::attachment::{CleanFile, ShownAttachment};
use crate::denied::Denied;
use crate::folder::Folder;

pub use drawing::{ListOf, NoList};
pub use lists::{InspectionPage, InspectionsOf, ListedInspection};
pub use public::{PublicDraw, Released};
pub use questions::{Question, QuestionsFor, Subject};

/// Before the number of an inspection, so that nobody takes it for a matter.
const PREFIX: &str = "JC";

/// 督导、抽查卷宗.
pub type InspectionFolder = Folder<InspectionDecider>;

/// 计划 as somebody wishes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewInspection {
    /// 种类.
    pub kind: InspectionKind,
    /// The office that runs it.
    pub office: UnitId,
    /// The school; none for a spot check.
    pub school: Option<UnitId>,
    /// 内容和范围.
    pub scope: Written,
    /// 督学.
    pub inspectors: BTreeSet<PersonId>,
    /// When it is to be.
    pub planned_on: Date,
}

impl InspectionFolder {
    /// 佐证 of the whole inspection, in the order in which it came; each is fetched by its place,
    /// from 1.
    pub fn evidence(&self) -> Vec<TextDigest> {
        self.history.iter().flat_map(|fact| evidence_of(&fact.event)).copied().collect()
    }

    fn is_seen_by(&self, actor: &Actor) -> bool {
        may_see(&self.context(actor), &self.state)
    }
}

/// 佐证 that came with an event.
pub fn evidence_of(event: &InspectionEvent) -> &[TextDigest] {
    match event {
        InspectionEvent::Visited(facts) => &facts.evidence,
        InspectionEvent::RectificationReported(facts) => &facts.evidence,
        InspectionEvent::Planned(_)
        | InspectionEvent::Recused(_)
        | InspectionEvent::Notified(_)
        | InspectionEvent::SelfAssessed(_)
        | InspectionEvent::PreliminaryGiven(_)
        | InspectionEvent::Defended(_)
        | InspectionEvent::DefenceTermPassed(_)
        | InspectionEvent::OpinionServed(_)
        | InspectionEvent::RectificationVerified(_)
        | InspectionEvent::RectificationFellOverdue(_)
        | InspectionEvent::ReportPublished(_)
        | InspectionEvent::SeedPublished(_)
        | InspectionEvent::Drawn(_)
        | InspectionEvent::Checked(_)
        | InspectionEvent::Filed(_)
        | InspectionEvent::Cancelled(_) => &[],
    }
}

impl App {
    /// 卷宗 of an inspection; none both where there is none and where the actor may not know of it.
    pub async fn inspection(
        &self,
        actor: &Actor,
        number: &InspectionNumber,
    ) -> Result<Option<InspectionFolder>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let mut folder = self.folder::<InspectionDecider>(&stream).await?;
        if folder.state.plan.is_none() || !folder.is_seen_by(actor) {
            return Ok(None);
        }
        folder.texts = self.texts_in(&stream).await?;
        Ok(Some(folder))
    }

    /// 列入计划. Its number comes from the same day's sequence as those of matters.
    pub async fn plan_inspection(
        &self,
        actor: &Actor,
        wish: NewInspection,
    ) -> Result<InspectionNumber, Denied> {
        let number = self.next_number(self.clock().now().date()).await?;
        let number = InspectionNumber::from(format!("{PREFIX}{number}"));
        let NewInspection { kind, office, school, scope, inspectors, planned_on } = wish;
        let plan =
            Plan { number: number.clone(), kind, office, school, scope, inspectors, planned_on };
        let stream = StreamId::Inspection(number.clone());
        self.carry_out::<InspectionDecider>(&stream, actor, plan).await?;
        Ok(number)
    }

    /// 办, on a page made when the inspection stood at that version.
    pub async fn act_on_inspection(
        &self,
        actor: &Actor,
        (number, seen): (&InspectionNumber, Option<u32>),
        command: impl Into<InspectionCommand>,
    ) -> Result<Acted<InspectionEvent>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let command = command.into();
        self.carry_out_as_seen::<InspectionDecider>(&stream, (actor, seen), command).await
    }

    /// The same with 佐证: the wish is made from the digests of what is attached.
    pub async fn act_on_inspection_with_evidence<C: Into<InspectionCommand>>(
        &self,
        actor: &Actor,
        (number, seen): (&InspectionNumber, Option<u32>),
        files: Vec<CleanFile>,
        command: impl FnOnce(Vec<TextDigest>) -> C,
    ) -> Result<Acted<InspectionEvent>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let command = |evidence| command(evidence).into();
        let done = self.carry_out_with_evidence::<InspectionDecider>(
            &stream,
            (actor, seen),
            files,
            command,
        );
        done.await
    }

    /// 佐证 of an inspection by its place, for whoever may see it; none for everybody else.
    pub async fn evidence_of_inspection(
        &self,
        actor: &Actor,
        number: &InspectionNumber,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let folder = self.folder::<InspectionDecider>(&stream).await?;
        let place = usize::try_from(ordinal).ok().and_then(|ordinal| ordinal.checked_sub(1));
        let found = place.and_then(|place| folder.evidence().get(place).copied());
        match found.filter(|_| folder.is_seen_by(actor)) {
            None => Ok(None),
            Some(digest) => self.kept_evidence(&stream, &digest).await,
        }
    }
}
