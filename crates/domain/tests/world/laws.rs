//! The invariants of architecture.md 4, as they can be seen from outside.

use xiaoneng_domain::authority::{MatterParts, Sight, is_recused_from, may_see};
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::*;
use xiaoneng_domain::notices::{Notice, Recipient};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::rows_of;

use super::World;

/// Events that pass between offices.
fn is_between_offices(event: &MatterEvent) -> bool {
    matches!(
        event,
        MatterEvent::HandedOver(_)
            | MatterEvent::HandOverWithdrawn(_)
            | MatterEvent::SignedFor(_)
            | MatterEvent::Returned(_)
            | MatterEvent::RulingOpened(_)
            | MatterEvent::RulingPassedUp(_)
            | MatterEvent::Ruled(_)
            | MatterEvent::RulingObjected(_)
            | MatterEvent::ResponsibilityMoved(_)
            | MatterEvent::ActedAsCover(_)
            | MatterEvent::AssistAsked(_)
            | MatterEvent::AssistAnswered(_)
            | MatterEvent::AssistReleased(_)
    )
}

/// Events that may give a clock another due instant, each with reason, approver and time.
fn may_change_due(event: &MatterEvent) -> bool {
    matches!(
        event,
        MatterEvent::Classified(_)
            | MatterEvent::Accepted(_)
            | MatterEvent::SupplementAsked(_)
            | MatterEvent::Supplied(_)
            | MatterEvent::Suspended(_)
            | MatterEvent::Resumed(_)
            | MatterEvent::ExtensionGranted(_)
            | MatterEvent::Reprojected(_)
            | MatterEvent::Reopened(_)
    )
}

fn is_the_citizens(name: ClockName) -> bool {
    matches!(
        name,
        ClockName::FirstResponse
            | ClockName::FirstAction
            | ClockName::Completion
            | ClockName::Delivery
            | ClockName::Acceptance
            | ClockName::FollowUp(_)
    )
}

impl World {
    /// What must hold of one event.
    pub(super) fn check_event(
        &self,
        before: &Matter,
        event: &MatterEvent,
        after: &Matter,
        wish: &MatterCommand,
        batch: &[&'static str],
    ) {
        self.check_one_answers(before, event, after, wish, batch);
        self.check_returns(before, event, after, batch);
        for (name, clock) in &before.clocks {
            let Some(then) = after.clocks.get(name) else { continue };
            let stopped = clock.is_open() && !then.is_open();
            let is_same = clock.started_at == then.started_at && clock.limit == then.limit;
            let moved = is_same && clock.projection != then.projection;
            if is_between_offices(event) && is_the_citizens(*name) && (stopped || moved) {
                self.fail(&format!("invariant 3: {name} changed by {}", event.kind()));
            }
            if moved && !may_change_due(event) {
                self.fail(&format!("invariant 4: {name} moved by {}", event.kind()));
            }
        }
        if let MatterEvent::ExtensionAsked(_) | MatterEvent::ExtensionGranted(_) = event {
            // An estimated date passes nothing.
            let stands = before.clocks.get(&ClockName::Completion).map(|clock| clock.projection);
            if stands.is_none_or(|stands| self.now() > stands.due_at && !stands.is_provisional) {
                self.fail("invariant 4: an extension after the limit");
            }
        }
        for (name, clock) in &after.clocks {
            let projection = clock.projection;
            if projection.statutory_due_at.is_some_and(|statutory| projection.due_at > statutory) {
                self.fail(&format!("invariant 5: {name} due after the statutory instant"));
            }
        }
        self.check_ratings(event, after);
        self.check_ending(before, event, after);
    }

    /// 1 and 2: exactly one person answers; only one event moves it, for four causes.
    fn check_one_answers(
        &self,
        before: &Matter,
        event: &MatterEvent,
        after: &Matter,
        wish: &MatterCommand,
        batch: &[&'static str],
    ) {
        if after.is_open() && after.responsible.is_none() {
            self.fail("invariant 1: nobody answers for an open matter");
        }
        if !after.is_open() && after.responsible.is_some() {
            self.fail("somebody answers for a matter that has ended");
        }
        let holder = |matter: &Matter| matter.responsible.as_ref().map(|now| now.holder.clone());
        let (was, is) = (holder(before), holder(after));
        let begins = matches!(event, MatterEvent::Registered(_) | MatterEvent::Reopened(_));
        if was != is && is.is_some() && !begins {
            let MatterEvent::ResponsibilityMoved(moved) = event else {
                self.fail(&format!("invariant 2: {} moved responsibility", event.kind()));
            };
            let follows = match &moved.cause {
                MoveCause::Signed { signature: Signature::Given, .. } => "signed_for/1",
                MoveCause::Signed { signature: Signature::TakenBack, .. } => "returned/1",
                MoveCause::Ruled { .. } => "ruled/1",
                MoveCause::Cover(_) | MoveCause::Vacated(_) => "responsibility_moved/1",
            };
            if !batch.contains(&follows) {
                self.fail(&format!("invariant 2: moved without {follows}"));
            }
            let by_system = matches!(
                wish,
                MatterCommand::CoverBegins(_)
                    | MatterCommand::CoverEnds(_)
                    | MatterCommand::MoveResponsibility(_)
            );
            if matches!(moved.cause, MoveCause::Cover(_) | MoveCause::Vacated(_)) && !by_system {
                self.fail("invariant 2: moved for a cause that nobody gave");
            }
        }
        let open = after.holdings.iter().filter(|holding| holding.to.is_none()).count();
        if open != usize::from(after.responsible.is_some()) {
            self.fail("the holdings do not end where responsibility does");
        }
        for pair in after.holdings.windows(2) {
            if pair[0].to.is_none_or(|to| to > pair[1].from) {
                self.fail("two hold the matter at once");
            }
        }
    }

    /// 2: a return goes back to the sender; the second opens the ruling, a third does not happen.
    fn check_returns(
        &self,
        before: &Matter,
        event: &MatterEvent,
        after: &Matter,
        batch: &[&'static str],
    ) {
        if after.returns > 2 {
            self.fail("invariant 2: a third return");
        }
        let MatterEvent::Returned(returned) = event else { return };
        if after.returns == 2 && !batch.contains(&"ruling_opened/1") {
            self.fail("invariant 2: a second return without a ruling");
        }
        let offer = before.offers.iter().find(|offer| offer.ordinal == returned.offer);
        let Some(offer) = offer else { self.fail("a return of no offer") };
        let stood = matches!(offer.state, OfferState::Open | OfferState::Signed { .. });
        if !stood {
            self.fail("invariant 2: what was settled was returned");
        }
    }

    /// 10: only the citizen's own code rates, once and once more; what is not his own free word
    /// never counts.
    fn check_ratings(&self, event: &MatterEvent, after: &Matter) {
        let MatterEvent::Rated(rated) = event else { return };
        let Some(rating) = after.ratings.last().filter(|last| last.rated == *rated) else {
            self.fail("invariant 10: a rating by nobody with a code");
        };
        let filing = after.filing.as_ref();
        let is_petitioner =
            filing.and_then(|filing| filing.petitioner.as_ref()) == Some(&rating.by);
        if !is_petitioner && after.follower(&rating.by).is_none() {
            self.fail("invariant 10: rated by a stranger");
        }
        let own = after.ratings.iter().filter(|other| other.by == rating.by);
        if own.count() > 2 {
            self.fail("invariant 10: rated three times");
        }
        if rated.standing() == RatingStanding::Counted && !is_petitioner {
            self.fail("invariant 10: another's rating counts");
        }
        if after.ended.is_none() || after.delivered_at.is_none() {
            self.fail("invariant 10: rated before it was answered");
        }
    }

    /// 6: no matter ends as done without a result that reached the citizen.
    fn check_ending(&self, before: &Matter, event: &MatterEvent, after: &Matter) {
        let Some(ended) = after.ended.as_ref().filter(|_| before.ended.is_none()) else { return };
        let answers =
            matches!(ended.ending, Ending::Completed | Ending::Declined | Ending::ReferredOutside);
        let is_history = matches!(event, MatterEvent::Imported(_));
        let has_result = after.result.is_some() && after.delivered_at.is_some();
        if answers && !is_history && !has_result {
            self.fail("invariant 6: ended without a delivered result");
        }
        if after.clocks.values().any(Clock::is_open) {
            self.fail("a clock runs after the end");
        }
        if after.offers.iter().any(Offer::is_open) {
            self.fail("an offer waits after the end");
        }
    }

    /// What must hold once a wish is carried out.
    pub(super) fn check_after_command(&self, number: &MatterNumber, before: &Matter) {
        let Some(kept) = self.matters.get(number) else { return };
        let matter = &kept.matter;
        // Before acceptance a supplement stops even the clock of acceptance: then the citizen's own
        // term runs (decisions B10), and with it the matter ends or goes on.
        let waits = matter.supplements.last().is_some_and(|last| last.supplied_at.is_none());
        if matter.is_open() && !waits && !matter.clocks.values().any(Clock::is_open) {
            self.fail("invariant 1: no clock runs for an open matter");
        }
        let Some(offered) = matter.offers.last().filter(|offer| offer.is_open()) else { return };
        let is_new = before.offers.len() < matter.offers.len();
        let holder = |matter: &Matter| matter.responsible.as_ref().map(|now| now.holder.clone());
        if is_new && before.is_open() && holder(before) != holder(matter) {
            self.fail(&format!("invariant 2: offer {} moved the matter", offered.ordinal));
        }
    }

    /// 1 and 7, after a heartbeat: who answers is in office; whatever ran over has its signal, and
    /// every signal its recipient; every silence is dealt with.
    pub(super) fn check_after_beat(&self, number: &MatterNumber) {
        let Some(kept) = self.matters.get(number) else { return };
        let matter = &kept.matter;
        for signal in &matter.signals {
            if self.organization().person(&signal.recipient).is_none() {
                self.fail("invariant 7: a signal to nobody");
            }
        }
        if !matter.is_open() {
            return;
        }
        let holder = matter.responsible.as_ref().map(|now| &now.holder);
        if holder.is_none_or(|holder| self.organization().in_office(&holder.person).is_none()) {
            self.fail("invariant 1: who answers is not in office");
        }
        for clock in matter.clocks.values().filter(|clock| clock.is_open()) {
            // Nothing falls due while the clock is lawfully paused, nor from an estimated date.
            let stands_still = clock.is_paused(self.now()) || clock.projection.is_provisional;
            let is_over = clock.is_over(self.now()) && !stands_still;
            let mut signals = matter.signals.iter();
            let told =
                signals.any(|signal| signal.clock == clock.name && signal.level.is_overdue());
            if is_over && !told {
                self.fail(&format!("invariant 7: {} ran over without a signal", clock.name));
            }
        }
        if next_timer_at(matter).is_some_and(|at| at <= self.now()) {
            self.fail("a timer stands still after the heartbeat");
        }
    }

    /// 8: nobody hears of a matter about his own unit.
    pub(super) fn check_notices(&self, matter: &Matter, sent: &[Notice]) {
        let concerned = matter.filing.as_ref().and_then(|filing| filing.concerned.as_ref());
        let Some(concerned) = concerned else { return };
        for notice in sent {
            let Recipient::Staff(person) = &notice.to else { continue };
            let actor = Actor::Staff(person.clone());
            if is_recused_from(self.organization(), &actor, concerned) {
                self.fail("invariant 8: one of the unit complained of was told");
            }
        }
    }

    /// 8: the unit complained of neither holds the matter nor sees it, alone or in a list.
    pub(crate) fn check_recusal(&self) {
        for kept in self.matters.values() {
            let filing = kept.matter.filing.as_ref();
            let Some(concerned) = filing.and_then(|filing| filing.concerned.as_ref()) else {
                continue;
            };
            let holder = kept.matter.responsible.as_ref().map(|now| &now.holder);
            if holder.is_some_and(|holder| {
                let actor = Actor::Staff(holder.person.clone());
                is_recused_from(self.organization(), &actor, concerned)
                    || self.organization().is_within(&holder.unit, concerned)
            }) {
                self.fail("invariant 8: the unit complained of holds the matter");
            }
            for person in self.organization().persons.values().filter(|person| !person.has_left) {
                if !self.organization().is_within(&person.unit, concerned) {
                    continue;
                }
                let actor = Actor::Staff(person.id.clone());
                let cx = Context {
                    now: self.now(),
                    actor: &actor,
                    rules: self.rules,
                    organization: self.organization(),
                };
                let in_list = Sight::of(self.organization(), &actor);
                let parts = MatterParts::of(&kept.matter);
                if may_see(&cx, &kept.matter) || in_list.admits(&parts) {
                    self.fail("invariant 8: the unit complained of sees the matter");
                }
            }
        }
    }

    /// 12: everything read back from its written form gives the same state and the same rows.
    pub(crate) fn check_replay(&self) {
        for (number, kept) in &self.matters {
            let mut matter = Matter::default();
            for recorded in &kept.recorded {
                let event = MatterEvent::decode(&recorded.kind, &recorded.body);
                let Ok(event) = event else { self.fail("what was written cannot be read") };
                let fact = Fact {
                    occurred_at: recorded.occurred_at,
                    recorded_at: recorded.recorded_at,
                    actor: recorded.actor.clone(),
                    event,
                };
                matter = MatterDecider::evolve(matter, &fact);
            }
            if matter != kept.matter {
                self.fail("invariant 12: the fold differs from what stood");
            }
            let rows = rows_of(&StreamId::Matter(number.clone()), &kept.recorded);
            if rows.as_ref() != Ok(&kept.rows) {
                self.fail("invariant 12: the rows of the fold differ from those kept");
            }
        }
    }
}
