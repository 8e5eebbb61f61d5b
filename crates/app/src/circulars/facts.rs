//! 台账事实. What the ledger says about a unit that a circular may tell: read from the events
//! themselves and only while it stands. Whoever drafts chooses among them and writes none.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::card::CardDecider;
use xiaoneng_domain::card::CardEvent;
use xiaoneng_domain::circular::{FactCode, FactReference};
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::event::Event;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::inspection::{Answer, InspectionDecider, InspectionEvent};
use xiaoneng_domain::matter::MatterEvent;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{Ending, TaskDecider, TaskEvent};
use xiaoneng_domain::views::Whom;
use xiaoneng_store::{DeskOf, DocketOf};

use crate::App;
use crate::denied::Denied;

/// How many overdue matters of a unit are looked at.
const MATTERS: u32 = 100;
/// How many facts are offered.
const OFFERED: usize = 200;

/// 一条事实, by which a form names it: its stream and its position in it.
pub type FactKey = (StreamId, u32);

/// 台账事实.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerFact {
    /// Where it stands, what it says, whom it is about.
    pub reference: FactReference,
    /// When it happened.
    pub at: Instant,
}

impl LedgerFact {
    /// By which a form names it.
    pub fn key(&self) -> FactKey {
        (self.reference.stream.clone(), self.reference.version)
    }
}

impl App {
    /// The facts about a unit that the actor may see, the last first.
    pub async fn facts_about(
        &self,
        actor: &Actor,
        unit: &UnitId,
    ) -> Result<Vec<LedgerFact>, Denied> {
        let mut facts = Vec::new();
        for stream in self.streams_about(actor, unit).await? {
            let found = self.facts_in(&stream).await?;
            facts.extend(found.into_iter().filter(|fact| fact.reference.unit == *unit));
        }
        facts.sort_by(|one, other| (other.at, &one.reference).cmp(&(one.at, &other.reference)));
        facts.truncate(OFFERED);
        Ok(facts)
    }

    /// The dockets and matters about a unit that the actor may see.
    async fn streams_about(
        &self,
        actor: &Actor,
        unit: &UnitId,
    ) -> Result<BTreeSet<StreamId>, Denied> {
        let whom = Whom::Unit(unit.clone());
        let lists = [
            ("task", DocketOf::PartNamed(whom.clone(), "leads")),
            ("card", DocketOf::Unit(unit.clone())),
            ("inspection", DocketOf::Unit(unit.clone())),
            ("inspection", DocketOf::PartNamed(whom, "checked")),
        ];
        let mut streams = BTreeSet::new();
        for (kind, list) in lists {
            for is_open in [true, false] {
                let list = std::slice::from_ref(&list);
                let read = self.read_dockets(kind, list, is_open, None).await?;
                for row in read.rows.into_values() {
                    if self.is_seen(actor, &row.stream).await? {
                        streams.insert(row.stream);
                    }
                }
            }
        }
        let sight = self.sight_of(actor).await?;
        let now = self.clock().now();
        let desk = self.store().list_desk(&DeskOf::Unit(unit.clone()), None, MATTERS).await?;
        for row in desk.into_iter().filter(|row| row.due_at < now && row.concerned.is_none()) {
            if self.admits(&sight, &row.matter).await? {
                streams.insert(StreamId::Matter(row.matter));
            }
        }
        Ok(streams)
    }

    async fn is_seen(&self, actor: &Actor, stream: &StreamId) -> Result<bool, Denied> {
        Ok(match stream {
            StreamId::Task(number) => self.task(actor, number).await?.is_some(),
            StreamId::Card(reference) => self.card_dossier(actor, reference).await?.is_some(),
            StreamId::Inspection(number) => self.inspection(actor, number).await?.is_some(),
            StreamId::Matter(number) => {
                let sight = self.sight_of(actor).await?;
                self.admits(&sight, number).await?
            }
            StreamId::Complaint(_)
            | StreamId::Person(_)
            | StreamId::Circular(_)
            | StreamId::Case(_)
            | StreamId::Organization
            | StreamId::Rules => false,
        })
    }

    /// A fact by its key, where it stands and the actor may see it.
    pub(super) async fn fact(
        &self,
        actor: &Actor,
        (stream, version): &FactKey,
    ) -> Result<Option<FactReference>, Denied> {
        if !self.is_seen(actor, stream).await? {
            return Ok(None);
        }
        let facts = self.facts_in(stream).await?;
        let found = facts.into_iter().find(|fact| fact.reference.version == *version);
        Ok(found.map(|fact| fact.reference))
    }

    /// Everything in a stream that a circular may tell and that stands now.
    pub(crate) async fn facts_in(&self, stream: &StreamId) -> Result<Vec<LedgerFact>, Denied> {
        Ok(match stream {
            StreamId::Task(_) => self.facts_in_task(stream).await?,
            StreamId::Card(_) => self.facts_in_card(stream).await?,
            StreamId::Inspection(_) => self.facts_in_inspection(stream).await?,
            StreamId::Matter(number) => self.facts_in_matter(number).await?,
            StreamId::Complaint(_)
            | StreamId::Person(_)
            | StreamId::Circular(_)
            | StreamId::Case(_)
            | StreamId::Organization
            | StreamId::Rules => Vec::new(),
        })
    }

    /// 督办：逾期、督办单、退回重办、虚假反馈、进展缺报. A task that was cancelled tells nothing.
    async fn facts_in_task(&self, stream: &StreamId) -> Result<Vec<LedgerFact>, Denied> {
        let folder = self.folder::<TaskDecider>(stream).await?;
        let Some(proposal) = &folder.state.proposal else { return Ok(Vec::new()) };
        if folder.state.ended.as_ref().is_some_and(|ended| ended.how == Ending::Cancelled) {
            return Ok(Vec::new());
        }
        let unit = &proposal.facts.lead.unit;
        Ok(told(stream, &folder.history, |event| match event {
            TaskEvent::FellOverdue(_)
            | TaskEvent::Urged(_)
            | TaskEvent::Returned(_)
            | TaskEvent::FoundFalse(_)
            | TaskEvent::ProgressMissed(_) => Some(unit),
            TaskEvent::Proposed(_)
            | TaskEvent::Opened(_)
            | TaskEvent::Signed(_)
            | TaskEvent::ProgressReported(_)
            | TaskEvent::AssistAnswered(_)
            | TaskEvent::AssistFellOverdue(_)
            | TaskEvent::UrgingAnswered(_)
            | TaskEvent::Reported(_)
            | TaskEvent::Instructed(_)
            | TaskEvent::Concluded(_)
            | TaskEvent::ExtensionAsked(_)
            | TaskEvent::ExtensionChecked(_)
            | TaskEvent::ExtensionGranted(_)
            | TaskEvent::ExtensionRefused(_)
            | TaskEvent::ExtensionLapsed(_)
            | TaskEvent::Reprojected(_)
            | TaskEvent::Cancelled(_)
            | TaskEvent::Archived(_) => None,
        }))
    }

    /// 牌：已生效的. Nothing is told of a card before it is final, and nothing once it is withdrawn.
    async fn facts_in_card(&self, stream: &StreamId) -> Result<Vec<LedgerFact>, Denied> {
        let folder = self.folder::<CardDecider>(stream).await?;
        let Some(draft) = folder.state.draft.as_ref().filter(|_| folder.state.counts()) else {
            return Ok(Vec::new());
        };
        let unit = &draft.facts.unit;
        Ok(told(stream, &folder.history, |event| match event {
            CardEvent::Signed(_) => Some(unit),
            CardEvent::Drafted(_)
            | CardEvent::PersonTold(_)
            | CardEvent::StatementGiven(_)
            | CardEvent::StatementWaived(_)
            | CardEvent::StatementTermPassed(_)
            | CardEvent::Dismissed(_)
            | CardEvent::Served(_)
            | CardEvent::AppealLodged(_)
            | CardEvent::AppealDecided(_)
            | CardEvent::Withdrawn(_)
            | CardEvent::BecameFinal(_)
            | CardEvent::DecisionOverdue(_)
            | CardEvent::TermsReprojected(_) => None,
        }))
    }

    /// 督导、抽查：意见书里有问题的、整改逾期、抽查答“否”的.
    async fn facts_in_inspection(&self, stream: &StreamId) -> Result<Vec<LedgerFact>, Denied> {
        let folder = self.folder::<InspectionDecider>(stream).await?;
        let Some(plan) = &folder.state.plan else { return Ok(Vec::new()) };
        let school = plan.facts.school.as_ref();
        Ok(told(stream, &folder.history, |event| match event {
            InspectionEvent::OpinionServed(facts) => school.filter(|_| !facts.issues.is_empty()),
            InspectionEvent::RectificationFellOverdue(_) => school,
            InspectionEvent::Checked(facts) => {
                let is_wanting = facts.answers.values().any(|answer| *answer == Answer::No);
                Some(&facts.unit).filter(|_| is_wanting)
            }
            InspectionEvent::Planned(_)
            | InspectionEvent::Recused(_)
            | InspectionEvent::Notified(_)
            | InspectionEvent::SelfAssessed(_)
            | InspectionEvent::Visited(_)
            | InspectionEvent::PreliminaryGiven(_)
            | InspectionEvent::Defended(_)
            | InspectionEvent::DefenceTermPassed(_)
            | InspectionEvent::RectificationReported(_)
            | InspectionEvent::RectificationVerified(_)
            | InspectionEvent::ReportPublished(_)
            | InspectionEvent::SeedPublished(_)
            | InspectionEvent::Drawn(_)
            | InspectionEvent::Filed(_)
            | InspectionEvent::Cancelled(_) => None,
        }))
    }

    /// 办件：超期预警. Nothing of one under seal or about somebody's conduct.
    async fn facts_in_matter(&self, number: &MatterNumber) -> Result<Vec<LedgerFact>, Denied> {
        let matter = self.matter(number).await?;
        let filing = matter.as_ref().and_then(|matter| matter.filing.as_ref());
        if filing.is_none_or(|filing| filing.is_sealed || filing.concerned.is_some()) {
            return Ok(Vec::new());
        }
        let history = self.history(number).await?;
        let stream = StreamId::Matter(number.clone());
        Ok(told(&stream, &history, |event| {
            let MatterEvent::SignalRaised(facts) = event else { return None };
            Some(&facts.unit).filter(|_| facts.level.is_overdue())
        }))
    }
}

/// The events of a stream that are facts about a unit.
fn told<'a, E: Event>(
    stream: &StreamId,
    history: &'a [Fact<E>],
    about: impl Fn(&'a E) -> Option<&'a UnitId>,
) -> Vec<LedgerFact> {
    let of = |(version, fact): (u32, &'a Fact<E>)| {
        let unit = about(&fact.event)?.clone();
        let kind = fact.event.kind();
        let code = kind.split_once('/').map_or(kind, |(code, _)| code);
        let (stream, code) = (stream.clone(), FactCode::read(code).ok()?);
        let reference = FactReference { stream, version, code, unit };
        Some(LedgerFact { reference, at: fact.occurred_at })
    };
    (1..).zip(history).filter_map(of).collect()
}
