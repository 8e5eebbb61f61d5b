//! 各类通知的收信人.

use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::matter::{
    AssistAsked, ClockChange, ClockName, CorrectionAsked, ExtensionAsked, ExtensionGranted,
    ExtensionLapsed, FaultKind, FirstContactRecorded, FollowUpAsked, FollowUpRefused, FollowUpSet,
    HandedOver, Mode, ModeSet, MoveCause, OfferKind, PushUpFound, Rated, Rater, Registered,
    RequestState, ResponsibilityMoved, Returned, RulingOpened, SignedFor, Suspended,
    SuspensionAsked, SuspensionRefused, TimeCorrected, UrgeReason,
};
use crate::matter::{CardDrafted, SignalEscalated, SignalRaised, SilenceTookEffect};
use crate::notices::of_matter::Mail;
use crate::notices::{Content, Requested};
use crate::organization::Function;

/// 收件、首问、受理、补正.
impl Mail<'_> {
    pub(super) fn registered(&mut self, facts: &Registered) {
        let content = Content::Received {
            unit: facts.responsible.unit.clone(),
            respond_by: self.due_of(ClockName::FirstResponse),
            due_at: self.due_of(ClockName::Completion),
        };
        self.tell_petitioner(content);
        self.tell(&facts.responsible.person, Content::Assigned);
        self.modes_set(&facts.modes);
    }

    pub(super) fn first_contact(&mut self, facts: &FirstContactRecorded) {
        for superior in facts.reported_to.iter().chain(&facts.leader_told) {
            self.tell(superior, Content::ReportedUp);
        }
    }

    pub(super) fn accepted(&mut self) {
        let due_at = self.due_of(ClockName::Completion);
        self.tell_petitioner(Content::Accepted { due_at });
    }

    pub(super) fn supplement_asked(&mut self, supply_by: Instant) {
        self.tell_petitioner(Content::SupplementAsked { supply_by });
    }

    pub(super) fn fault_found(&mut self, kind: FaultKind) {
        if let Some(unit) = self.handling_unit() {
            self.tell_head(&unit, Content::FaultFound { kind });
        }
    }
}

/// 移交、裁定、责任转移、推诿上交.
impl Mail<'_> {
    pub(super) fn handed_over(&mut self, facts: &HandedOver) {
        let content = Content::HandOverOffered {
            offer: facts.offer,
            from: facts.from.unit.clone(),
            sign_by: facts.clock.projection.due_at,
        };
        match &facts.to.person {
            Some(person) => self.tell(person, content.clone()),
            None => self.tell_desk(&facts.to.unit, content.clone()),
        }
        match facts.kind {
            OfferKind::HandOver => {}
            OfferKind::PushUp => self.tell_head(&facts.to.unit, content),
        }
    }

    pub(super) fn hand_over_withdrawn(&mut self, number: u32) {
        let offer = self.matter.offers.iter().find(|offer| offer.ordinal == number);
        let Some(to) = offer.map(|offer| offer.to.clone()) else { return };
        let content = Content::HandOverWithdrawn { offer: number };
        match &to.person {
            Some(person) => self.tell(person, content),
            None => self.tell_desk(&to.unit, content),
        }
    }

    pub(super) fn signed_for(&mut self, facts: &SignedFor) {
        let (offer, by) = (facts.offer, facts.by.person.clone());
        self.tell_sender(offer, Content::HandOverSigned { offer, by });
        self.tell_petitioner(Content::HandlerChanged { unit: facts.by.unit.clone() });
    }

    pub(super) fn returned(&mut self, facts: &Returned) {
        let (offer, reason) = (facts.offer, facts.reason);
        self.tell_sender(offer, Content::Returned { offer, reason });
    }

    fn tell_sender(&mut self, number: u32, content: Content) {
        let offer = self.matter.offers.iter().find(|offer| offer.ordinal == number);
        if let Some(from) = offer.map(|offer| offer.from.person.clone()) {
            self.tell(&from, content);
        }
    }

    pub(super) fn ruling_opened(&mut self, facts: &RulingOpened) {
        let content = Content::RulingOpened { rule_by: facts.clock.projection.due_at };
        self.tell_head(&facts.ruler, content.clone());
        for party in &facts.parties {
            self.tell_head(party, content.clone());
        }
    }

    pub(super) fn ruled(&mut self, unit: &UnitId) {
        let content = Content::Ruled { unit: unit.clone() };
        self.tell_head(unit, content.clone());
        let ruling = self.matter.ruling.as_ref();
        for party in ruling.map(|ruling| ruling.parties.clone()).unwrap_or_default() {
            self.tell_head(&party, content.clone());
        }
        self.tell_petitioner(Content::HandlerChanged { unit: unit.clone() });
    }

    pub(super) fn ruling_objected(&mut self) {
        let ruler = self.matter.ruling.as_ref().map(|ruling| ruling.ruler.clone());
        if let Some(ruler) = ruler {
            self.tell_head(&ruler, Content::RulingObjected);
        }
    }

    /// Who signed knows it; whoever it comes to by cover, vacancy or ruling is told.
    pub(super) fn responsibility_moved(&mut self, facts: &ResponsibilityMoved) {
        let cause = facts.cause.clone();
        match &facts.cause {
            MoveCause::Signed { .. } => {}
            MoveCause::Cover(_) | MoveCause::Vacated(_) | MoveCause::Ruled { .. } => {
                self.tell(&facts.to.person, Content::ResponsibilityMoved { cause });
            }
        }
    }

    pub(super) fn push_up_found(&mut self, facts: &PushUpFound) {
        let answer_by = facts.clock.projection.due_at;
        self.tell_head(&facts.school, Content::PushUpFound { answer_by });
    }
}

/// 联合办理.
impl Mail<'_> {
    pub(super) fn assist_asked(&mut self, facts: &AssistAsked) {
        let (assist, answer_by) = (facts.assist, facts.clock.projection.due_at);
        self.tell_desk(&facts.unit, Content::AssistAsked { assist, answer_by });
    }

    pub(super) fn assist_answered(&mut self, assist: u32) {
        self.tell_responsible(&Content::AssistAnswered { assist });
    }

    pub(super) fn assist_released(&mut self, assist: u32) {
        let request = self.matter.assists.iter().find(|request| request.ordinal == assist);
        if let Some(unit) = request.map(|request| request.unit.clone()) {
            self.tell_desk(&unit, Content::AssistReleased { assist });
        }
    }
}

/// 暂停、延期、跟踪办: the approver is asked, who asked is answered, the citizen is told.
impl Mail<'_> {
    pub(super) fn suspension_asked(&mut self, facts: &SuspensionAsked) {
        self.ask_approval(&facts.approver, Requested::Suspension, facts.request);
    }

    pub(super) fn suspended(&mut self, facts: &Suspended) {
        let content = Content::Suspended { until: facts.until };
        self.tell_asker(Requested::Suspension, facts.request, content.clone());
        self.tell_petitioner(content);
    }

    pub(super) fn suspension_refused(&mut self, facts: &SuspensionRefused) {
        self.turn_down(Requested::Suspension, facts.request, (facts.state, &facts.approver));
    }

    pub(super) fn resumed(&mut self) {
        let content = Content::Resumed { due_at: self.due_of(ClockName::Completion) };
        self.tell_responsible(&content);
        self.tell_petitioner(content);
    }

    pub(super) fn extension_asked(&mut self, facts: &ExtensionAsked) {
        self.ask_approval(&facts.approver, Requested::Extension, facts.request);
    }

    pub(super) fn extension_granted(&mut self, facts: &ExtensionGranted) {
        let content = Content::Extended { due_at: facts.projection.due_at };
        self.tell_asker(Requested::Extension, facts.request, content.clone());
        self.tell_petitioner(content);
    }

    pub(super) fn extension_refused(&mut self, request: u32) {
        let what = Requested::Extension;
        self.tell_asker(what, request, Content::ApprovalRefused { what, request });
    }

    pub(super) fn extension_lapsed(&mut self, facts: &ExtensionLapsed) {
        let state = RequestState::Lapsed;
        self.turn_down(Requested::Extension, facts.request, (state, &facts.approver));
    }

    pub(super) fn follow_up_asked(&mut self, facts: &FollowUpAsked) {
        self.ask_approval(&facts.approver, Requested::FollowUp, facts.request);
    }

    pub(super) fn follow_up_set(&mut self, facts: &FollowUpSet) {
        let content = Content::FollowUpSet { next_on: facts.next_on };
        self.tell_asker(Requested::FollowUp, facts.request, content.clone());
        self.tell_petitioner(content);
    }

    pub(super) fn follow_up_refused(&mut self, facts: &FollowUpRefused) {
        self.turn_down(Requested::FollowUp, facts.request, (facts.state, &facts.approver));
    }

    pub(super) fn correction_asked(&mut self, facts: &CorrectionAsked) {
        self.ask_approval(&facts.approver, Requested::Correction, facts.request);
    }

    pub(super) fn time_corrected(&mut self, facts: &TimeCorrected) {
        let (clock, happened_at) = (facts.clock.to_string(), facts.happened_at);
        let content = Content::TimeCorrected { clock, happened_at };
        self.tell_asker(Requested::Correction, facts.request, content);
    }

    pub(super) fn correction_refused(&mut self, request: u32) {
        let what = Requested::Correction;
        self.tell_asker(what, request, Content::ApprovalRefused { what, request });
    }

    fn ask_approval(&mut self, approver: &PersonId, what: Requested, request: u32) {
        self.tell(approver, Content::ApprovalAsked { what, request });
    }

    /// Refused: who asked is told. Lapsed undecided: the approver too, on whose desk it shows.
    fn turn_down(
        &mut self,
        what: Requested,
        request: u32,
        (state, approver): (RequestState, &PersonId),
    ) {
        match state {
            RequestState::Lapsed => {
                let content = Content::ApprovalLapsed { what, request };
                self.tell(approver, content.clone());
                self.tell_asker(what, request, content);
            }
            RequestState::Open | RequestState::Approved | RequestState::Refused => {
                self.tell_asker(what, request, Content::ApprovalRefused { what, request });
            }
        }
    }

    fn tell_asker(&mut self, what: Requested, number: u32, content: Content) {
        let matter = self.matter;
        let asker = match what {
            Requested::Suspension => matter
                .suspension_requests
                .iter()
                .find(|request| request.ordinal == number)
                .map(|request| &request.asked_by),
            Requested::Extension => matter
                .extension_requests
                .iter()
                .find(|request| request.ordinal == number)
                .map(|request| &request.asked_by),
            Requested::Correction => matter
                .corrections
                .iter()
                .find(|request| request.ordinal == number)
                .map(|request| &request.asked_by),
            Requested::FollowUp => matter
                .follow_ups
                .iter()
                .find(|request| request.ordinal == number)
                .map(|request| &request.asked_by),
        };
        if let Some(asker) = asker {
            self.tell(asker, content);
        }
    }
}

/// 五办、结果、了结.
impl Mail<'_> {
    pub(super) fn modes_set(&mut self, added: &[ModeSet]) {
        let wants_leader = added.iter().any(|set| set.mode == Mode::Active);
        if let Some(unit) = self.handling_unit().filter(|_| wants_leader) {
            self.tell_leader(&unit, Content::LeaderWanted);
        }
    }

    pub(super) fn taken_up(&mut self, leader: &PersonId) {
        self.tell_responsible(&Content::TakenUp { leader: leader.clone() });
    }

    pub(super) fn delivered(&mut self, review_until: Instant) {
        self.tell_petitioner(Content::Delivered { review_until });
        for follower in self.matter.followers.iter().filter(|follower| follower.has_contact) {
            self.tell_citizen(&follower.person, Content::FollowedMatterAnswered);
        }
    }

    /// Whose code was made anew hears of it, so that he can say if it was not he.
    pub(super) fn code_reissued(&mut self, holder: &PersonId) {
        match self.matter.follower(holder) {
            Some(follower) if follower.has_contact => {
                self.tell_citizen(holder, Content::CodeReissued);
            }
            Some(_) => {}
            None => self.tell_petitioner(Content::CodeReissued),
        }
    }

    /// A bad rating goes to 效能办, or to 督导室 where that office handled the matter itself; the
    /// unit rated is told nothing of the single rating (decisions F37).
    pub(super) fn rated(&mut self, facts: &Rated) {
        if facts.rater == Rater::Follower || !facts.wants_verification() {
            return;
        }
        let content = Content::RatingToVerify { verify_by: facts.verify_by };
        let offices = [Function::EfficacyOffice, Function::InspectionOffice];
        let units = offices.into_iter().filter_map(|office| self.organization.unit_for(office));
        let handled = |unit: &UnitId| {
            let mut holdings = self.matter.holdings.iter();
            holdings.any(|holding| holding.holder.unit == *unit)
        };
        let apart = units.map(|unit| unit.id.clone()).find(|unit| !handled(unit));
        match apart {
            Some(unit) => self.tell_desk_or_head(&unit, content),
            None => self.tell_director(content),
        }
    }

    pub(super) fn ended(&mut self, content: &Content) {
        self.tell_petitioner(content.clone());
        self.tell_responsible(content);
    }

    pub(super) fn reopened(&mut self, round: u32) {
        let content = Content::Reopened { round, due_at: self.due_of(ClockName::Completion) };
        self.tell_responsible(&content);
        self.tell_petitioner(content);
    }

    pub(super) fn urged(&mut self, reason: UrgeReason) {
        self.tell_responsible(&Content::Urged { reason });
        if let Some(unit) = self.handling_unit() {
            self.tell_head(&unit, Content::Urged { reason });
        }
    }
}

/// 预警、牌稿、超时默认、重算.
impl Mail<'_> {
    pub(super) fn signal_raised(&mut self, facts: &SignalRaised) {
        let (signal, clock, level) = (facts.signal, facts.clock, facts.level);
        let content = Content::Signal {
            signal,
            clock,
            level,
            fell_due_at: facts.fell_due_at,
            answer_by: facts.answer_by,
            is_late_by_outage: facts.is_late_by_outage,
        };
        self.tell(&facts.recipient, content);
        for copied in facts.copies.iter().filter(|copied| **copied != facts.recipient) {
            self.tell(copied, Content::SignalCopied { signal, clock, level });
        }
    }

    pub(super) fn signal_escalated(&mut self, facts: &SignalEscalated) {
        self.tell(&facts.to, Content::SignalEscalated { signal: facts.signal });
    }

    pub(super) fn card_drafted(&mut self, facts: &CardDrafted) {
        let content = Content::CardDrafted { card: facts.card, colour: facts.colour };
        self.tell(&facts.person, content.clone());
        self.tell_head(&facts.unit, content);
    }

    pub(super) fn silence_took_effect(&mut self, facts: &SilenceTookEffect) {
        let (effect, effective_from) = (facts.effect, facts.effective_from);
        let content = Content::SilenceTookEffect { effect, effective_from };
        self.tell_responsible(&content);
        self.tell_petitioner(content);
    }

    /// The citizen is told where his own date moved (decisions B15).
    pub(super) fn reprojected(&mut self, changes: &[ClockChange]) {
        let completion = changes.iter().find(|change| change.clock == ClockName::Completion);
        if let Some(change) = completion {
            let content = Content::Reprojected { due_at: change.projection.due_at };
            self.tell_responsible(&content);
            self.tell_petitioner(content);
        }
    }
}
