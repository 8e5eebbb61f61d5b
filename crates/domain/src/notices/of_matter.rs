//! 办件的通知. One line for each event: what it brings to whom.

use xiaoneng_calendar::Instant;

use crate::authority::is_recused_from;
use crate::decider::{Actor, Fact};
use crate::id::{PersonId, UnitId};
use crate::matter::{ClockName, Matter, MatterEvent};
use crate::notices::{Content, Notice, Recipient};
use crate::organization::Organization;

/// The notices that an event brings; `matter` stands as it is after the event.
pub fn notices(
    organization: &Organization,
    matter: &Matter,
    fact: &Fact<MatterEvent>,
) -> Vec<Notice> {
    let Some(filing) = matter.filing.as_ref().filter(|_| matter.history.is_none()) else {
        return Vec::new();
    };
    let mut mail = Mail { organization, matter, at: fact.recorded_at, letters: Vec::new() };
    mail.write(&fact.event);
    let mut sent: Vec<Notice> = Vec::new();
    for (to, content) in mail.letters {
        let notice = Notice { to, matter: filing.number.clone(), content };
        let is_recused = match (&notice.to, &filing.concerned) {
            (Recipient::Staff(person), Some(concerned)) => {
                is_recused_from(organization, &Actor::Staff(person.clone()), concerned)
            }
            (Recipient::Staff(_) | Recipient::Petitioner(_), _) => false,
        };
        if !is_recused && !sent.contains(&notice) {
            sent.push(notice);
        }
    }
    sent
}

/// The letters of one event.
pub(super) struct Mail<'a> {
    pub(super) organization: &'a Organization,
    pub(super) matter: &'a Matter,
    at: Instant,
    letters: Vec<(Recipient, Content)>,
}

impl Mail<'_> {
    fn write(&mut self, event: &MatterEvent) {
        match event {
            MatterEvent::Registered(facts) => self.registered(facts),
            MatterEvent::FirstContactRecorded(facts) => self.first_contact(facts),
            MatterEvent::Accepted(_) => self.accepted(),
            MatterEvent::HandedOver(facts) => self.handed_over(facts),
            MatterEvent::HandOverWithdrawn(facts) => self.hand_over_withdrawn(facts.offer),
            MatterEvent::SignedFor(facts) => self.signed_for(facts),
            MatterEvent::Returned(facts) => self.returned(facts),
            MatterEvent::RulingOpened(facts) => self.ruling_opened(facts),
            MatterEvent::RulingPassedUp(facts) => self.tell(&facts.to, Content::RulingPassedUp),
            MatterEvent::Ruled(facts) => self.ruled(&facts.unit),
            MatterEvent::RulingObjected(_) => self.ruling_objected(),
            MatterEvent::ResponsibilityMoved(facts) => self.responsibility_moved(facts),
            MatterEvent::AssistAsked(facts) => self.assist_asked(facts),
            MatterEvent::AssistAnswered(facts) => self.assist_answered(facts.assist),
            MatterEvent::AssistReleased(facts) => self.assist_released(facts.assist),
            MatterEvent::SupplementAsked(facts) => self.supplement_asked(facts.supply_by),
            MatterEvent::Supplied(_) => self.tell_responsible(&Content::Supplied),
            MatterEvent::FaultFound(facts) => self.fault_found(facts.kind),
            MatterEvent::SuspensionAsked(facts) => self.suspension_asked(facts),
            MatterEvent::Suspended(facts) => self.suspended(facts),
            MatterEvent::SuspensionRefused(facts) => self.suspension_refused(facts),
            MatterEvent::Resumed(_) => self.resumed(),
            MatterEvent::ExtensionAsked(facts) => self.extension_asked(facts),
            MatterEvent::ExtensionGranted(facts) => self.extension_granted(facts),
            MatterEvent::ExtensionRefused(facts) => self.extension_refused(facts.request),
            MatterEvent::ExtensionLapsed(facts) => self.extension_lapsed(facts),
            MatterEvent::FollowUpAsked(facts) => self.follow_up_asked(facts),
            MatterEvent::FollowUpSet(facts) => self.follow_up_set(facts),
            MatterEvent::FollowUpRefused(facts) => self.follow_up_refused(facts),
            MatterEvent::CorrectionAsked(facts) => self.correction_asked(facts),
            MatterEvent::TimeCorrected(facts) => self.time_corrected(facts),
            MatterEvent::CorrectionRefused(facts) => self.correction_refused(facts.request),
            MatterEvent::ModesChanged(facts) => self.modes_set(&facts.added),
            MatterEvent::TakenUp(facts) => self.taken_up(&facts.leader),
            MatterEvent::Replied(_) => self.tell_petitioner(Content::Replied),
            MatterEvent::QuestionAsked(_) => self.tell_responsible(&Content::QuestionAsked),
            MatterEvent::ResultDecided(_) => self.tell_petitioner(Content::ResultReady),
            MatterEvent::Delivered(facts) => self.delivered(facts.review_until),
            MatterEvent::Completed(_) => self.tell_first_asked(Content::Completed),
            MatterEvent::Declined(_) => self.ended(&Content::Declined),
            MatterEvent::ReferredOutside(_) => self.ended(&Content::ReferredOutside),
            MatterEvent::Withdrawn(_) => self.ended(&Content::Withdrawn),
            MatterEvent::Merged(facts) => self.ended(&Content::Merged { into: facts.into.clone() }),
            MatterEvent::Lapsed(_) => self.ended(&Content::Lapsed),
            MatterEvent::Reopened(facts) => self.reopened(facts.round),
            MatterEvent::PushUpFound(facts) => self.push_up_found(facts),
            MatterEvent::Urged(facts) => self.urged(facts.reason),
            MatterEvent::Rated(facts) => self.rated(facts),
            MatterEvent::Followed(_) => self.tell_responsible(&Content::Followed),
            MatterEvent::CodeReissued(facts) => self.code_reissued(&facts.holder),
            MatterEvent::SignalRaised(facts) => self.signal_raised(facts),
            MatterEvent::SignalEscalated(facts) => self.signal_escalated(facts),
            MatterEvent::CardDrafted(facts) => self.card_drafted(facts),
            MatterEvent::SilenceTookEffect(facts) => self.silence_took_effect(facts),
            MatterEvent::Reprojected(facts) => self.reprojected(&facts.changes),
            // Steps of the office itself; they are read in the matter, nobody is called.
            MatterEvent::Classified(_)
            | MatterEvent::StepFinished(_)
            | MatterEvent::ActedAsCover(_)
            | MatterEvent::VisitRecorded(_)
            | MatterEvent::Published(_)
            | MatterEvent::ActionRecorded(_)
            | MatterEvent::DeliveryFailed(_)
            | MatterEvent::Linked(_)
            | MatterEvent::SignalAnswered(_)
            | MatterEvent::AttachmentAdded(_)
            | MatterEvent::Imported(_) => {}
        }
    }

    /// To one member of staff.
    pub(super) fn tell(&mut self, person: &PersonId, content: Content) {
        self.letters.push((Recipient::Staff(person.clone()), content));
    }

    /// To 诉求人, if he is known and can be reached.
    pub(super) fn tell_petitioner(&mut self, content: Content) {
        let filing = self.matter.filing.as_ref().filter(|filing| filing.has_contact);
        if let Some(petitioner) = filing.and_then(|filing| filing.petitioner.clone()) {
            self.letters.push((Recipient::Petitioner(petitioner), content));
        }
    }

    /// To 当前责任人, or to who held it last where the matter has ended.
    pub(super) fn tell_responsible(&mut self, content: &Content) {
        let now = self.matter.responsible.as_ref().map(|responsible| &responsible.holder);
        let last = self.matter.holdings.last().map(|holding| &holding.holder);
        if let Some(holder) = now.or(last) {
            self.tell(&holder.person, content.clone());
        }
    }

    /// To the first contact officer, if he has an account.
    pub(super) fn tell_first_asked(&mut self, content: Content) {
        let filing = self.matter.filing.as_ref();
        if let Some(officer) = filing.and_then(|filing| filing.first_contact.person.clone()) {
            self.tell(&officer, content);
        }
    }

    /// To the head of a unit, or of the one above.
    pub(super) fn tell_head(&mut self, unit: &UnitId, content: Content) {
        if let Some(head) = self.organization.head_of(unit) {
            self.tell(head, content);
        }
    }

    /// To whoever sits at the desk of a unit now.
    pub(super) fn tell_desk(&mut self, unit: &UnitId, content: Content) {
        if let Some(on_duty) = self.organization.desk_of(unit, self.at) {
            self.tell(on_duty, content);
        }
    }

    /// To the desk of a unit, or to its head where nobody sits there.
    pub(super) fn tell_desk_or_head(&mut self, unit: &UnitId, content: Content) {
        match self.organization.desk_of(unit, self.at) {
            Some(on_duty) => self.tell(on_duty, content),
            None => self.tell_head(unit, content),
        }
    }

    /// To 局长.
    pub(super) fn tell_director(&mut self, content: Content) {
        if let Some(director) = self.organization.director() {
            self.tell(director, content);
        }
    }

    /// To a citizen, by the contact he left.
    pub(super) fn tell_citizen(&mut self, person: &PersonId, content: Content) {
        self.letters.push((Recipient::Petitioner(person.clone()), content));
    }

    /// To the leader in charge of a unit, or to the director where there is none.
    pub(super) fn tell_leader(&mut self, unit: &UnitId, content: Content) {
        let leader = self.organization.leader_in_charge(unit);
        if let Some(leader) = leader.or_else(|| self.organization.director()) {
            self.tell(leader, content);
        }
    }

    /// 承办单位.
    pub(super) fn handling_unit(&self) -> Option<UnitId> {
        let responsible = self.matter.responsible.as_ref();
        responsible.map(|responsible| responsible.holder.unit.clone())
    }

    /// When a clock of the matter is due, if it is set going.
    pub(super) fn due_of(&self, clock: ClockName) -> Option<Instant> {
        self.matter.clocks.get(&clock).map(|clock| clock.projection.due_at)
    }
}
