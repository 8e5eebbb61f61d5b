//! 到点. What happens because time passes: signals, card drafts, lapses, effects of silence.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::matter::Matter;
use crate::matter::MatterRefusal;
use crate::matter::acceptance::{AcceptedBy, accept};
use crate::matter::clock::{Clock, ClockName, just_after};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::ending::Lapsed;
use crate::matter::extension::ExtensionLapsed;
use crate::matter::follow_up::{FollowUpRefused, relieved};
use crate::matter::handling::{Mode, ModeReason, ModeSet, ModesChanged};
use crate::matter::requests::RequestState;
use crate::matter::ruling::RulingPassedUp;
use crate::matter::signals::{CardDraft, draft_card, escalate, raise};
use crate::matter::standing::head_for;
use crate::matter::suspension::{Resumed, ResumedBy, SuspensionRefused};
use crate::rules::SilenceEffect;
use crate::signal::{CardColour, Level};
use crate::text::TextDigest;

/// 超时默认的期限. When a silence would take effect.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SilenceTerm {
    /// Which.
    pub effect: SilenceEffect,
    /// The last instant before it takes effect.
    pub at: Instant,
    /// 暂定: it does not take effect until the notice is there.
    pub is_provisional: bool,
}

impl SilenceTerm {
    /// 逾期不告知即为受理.
    pub(crate) fn is_acceptance(&self) -> bool {
        self.effect == SilenceEffect::SupplementNotToldMeansAccepted
    }
}

/// 时间流逝. By the system: everything that fell due by now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetTimePass {
    /// How the heartbeat comes to look.
    pub beat: Beat,
}

/// 心跳.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Beat {
    /// 按时
    Regular,
    /// 停机之后: what fell due since then is marked late by outage.
    AfterOutage {
        /// Since when nobody looked.
        since: Instant,
    },
}

/// 超时默认已生效.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SilenceTookEffect {
    /// Which.
    pub effect: SilenceEffect,
    /// From when.
    pub effective_from: Instant,
    /// The rules that say so.
    pub rules: TextDigest,
}

/// 到点的事. In the order in which they are dealt with at one instant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Timer {
    /// A suspension ends by itself.
    SuspensionEnds,
    /// A request was not decided in time.
    RequestLapses(Request, u32),
    /// A silence takes effect.
    Silence(usize),
    /// The citizen did not supply what was missing.
    SupplementLapses,
    /// A ruling was not made in time.
    RulingPassesUp,
    /// An open matter becomes an old case.
    BecomesOld,
    /// A clock reaches a level.
    Signal(ClockName),
    /// A card is to be drafted.
    Card(ClockName),
    /// A signal was not answered in time.
    SignalUnanswered(u32),
}

/// 申请的种类.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Request {
    Extension,
    Suspension,
    FollowUp,
}

/// 下一次到点. When the heartbeat must look at the matter next; none where nothing waits.
pub fn next_timer_at(matter: &Matter) -> Option<Instant> {
    next_timer(matter).map(|(at, _)| at)
}

fn next_timer(matter: &Matter) -> Option<(Instant, Timer)> {
    if !matter.is_open() {
        return None;
    }
    let clocks = matter.open_clocks().flat_map(clock_timers(matter));
    requests(matter).chain(terms(matter)).chain(clocks).chain(answers(matter)).min()
}

fn clock_timers(matter: &Matter) -> impl Fn(&Clock) -> Vec<(Instant, Timer)> {
    move |clock| {
        let levels = [Level::Hint, Level::PreAlert, Level::Yellow, Level::Red];
        let ahead = levels.into_iter().filter(|level| Some(*level) > clock.raised);
        let next = ahead.filter_map(|level| clock.reaches(level)).min();
        let signal = next.map(|at| (at, Timer::Signal(clock.name)));
        let is_its =
            |card: &CardDraft| card.clock == clock.name && card.fell_due_at > clock.started_at;
        let has_card = matter.cards.iter().any(is_its);
        let is_overdue = clock.raised.is_some_and(Level::is_overdue) && !has_card;
        let is_due = is_overdue && !matter.is_held_up(clock);
        let card = clock.projection.card_at.filter(|_| is_due);
        let card = card.map(|at| (at, Timer::Card(clock.name)));
        signal.into_iter().chain(card).collect()
    }
}

fn requests(matter: &Matter) -> impl Iterator<Item = (Instant, Timer)> {
    let is_certain = |clock: &&Clock| !clock.projection.is_provisional;
    let completion = matter.open_clock(ClockName::Completion).filter(is_certain);
    let due_at = completion.map(|clock| clock.projection.due_at);
    let relieved_at = relieved(matter).filter(is_certain).map(|clock| clock.projection.due_at);
    let lapses = |kind: Request, number: u32, at: Option<Instant>| {
        at.map(|at| (at, Timer::RequestLapses(kind, number)))
    };
    let extensions = matter.extension_requests.iter().filter(|one| one.state == RequestState::Open);
    let suspensions =
        matter.suspension_requests.iter().filter(|one| one.state == RequestState::Open);
    let follow_ups = matter.follow_ups.iter().filter(|one| one.state == RequestState::Open);
    extensions
        .filter_map(move |one| lapses(Request::Extension, one.ordinal, due_at))
        .chain(suspensions.filter_map(move |one| {
            lapses(Request::Suspension, one.ordinal, due_at.map(just_after))
        }))
        .chain(
            follow_ups.filter_map(move |one| lapses(Request::FollowUp, one.ordinal, relieved_at)),
        )
}

fn terms(matter: &Matter) -> impl Iterator<Item = (Instant, Timer)> {
    let pause = matter.suspensions.last().filter(|pause| !pause.has_ended);
    let ends = pause.map(|pause| (pause.to, Timer::SuspensionEnds));
    let awaited = matter
        .supplements
        .last()
        .filter(|last| last.is_awaited() && last.is_lapsing && !last.is_provisional);
    let lapses = awaited.map(|awaited| (just_after(awaited.supply_by), Timer::SupplementLapses));
    let silences = matter.silence_terms.iter().enumerate().filter(|(_, term)| !term.is_provisional);
    let silences = silences.map(|(place, term)| (just_after(term.at), Timer::Silence(place)));
    let ruling = matter.pending_ruling().filter(|ruling| ruling.passed_up_to.is_none());
    let ruling = ruling.and_then(|ruling| {
        let clock = matter.open_clock(ClockName::Ruling(ruling.ordinal))?;
        let passes = !clock.projection.is_provisional;
        passes.then(|| (just_after(clock.projection.due_at), Timer::RulingPassesUp))
    });
    let is_known =
        matter.modes.contains_key(&Mode::Active) || matter.modes_taken_off.contains(&Mode::Active);
    let filing = matter.filing.as_ref().filter(|_| !is_known);
    let old = filing.map(|filing| (just_after(filing.old_case_at), Timer::BecomesOld));
    ends.into_iter().chain(lapses).chain(silences).chain(ruling).chain(old)
}

fn answers(matter: &Matter) -> impl Iterator<Item = (Instant, Timer)> {
    let waiting = matter
        .signals
        .iter()
        .filter(|signal| signal.answered_at.is_none() && signal.escalated_to.is_none());
    waiting.filter_map(|signal| {
        let by = signal.answer_by?;
        Some((just_after(by), Timer::SignalUnanswered(signal.ordinal)))
    })
}

impl Wish for LetTimePass {
    /// In the order of time; what one does may bring the next. Each is dealt with once.
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        let late_since = match self.beat {
            Beat::Regular => None,
            Beat::AfterOutage { since } => Some(since),
        };
        let mut draft = Draft::of(matter, cx);
        while let Some((at, timer)) = next_timer(draft.state()).filter(|(at, _)| *at <= cx.now) {
            let before = draft.len();
            fire(&mut draft, cx, at, timer, late_since)?;
            if draft.len() == before {
                break;
            }
        }
        draft.done()
    }
}

fn fire(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    at: Instant,
    timer: Timer,
    late_since: Option<Instant>,
) -> Result<(), MatterRefusal> {
    match timer {
        Timer::SuspensionEnds => {
            let (how, changes) = (ResumedBy::Itself, Vec::new());
            draft.push(Resumed { effective_from: at, how, changes });
        }
        Timer::RequestLapses(kind, number) => lapse(draft, kind, number, at),
        Timer::Silence(place) => take_effect(draft, cx, place)?,
        Timer::SupplementLapses => {
            let awaited = draft.state().supplements.last().map(|last| last.supply_by);
            let effective_from = awaited.unwrap_or(at);
            let held_working_minutes = draft.state().held_minutes(cx);
            draft.push(Lapsed { effective_from, held_working_minutes });
        }
        Timer::RulingPassesUp => pass_up(draft, cx, at),
        Timer::BecomesOld => {
            let set = ModeSet { mode: Mode::Active, reason: ModeReason::OpenTooLong };
            let (added, removed, reason) = (vec![set], Vec::new(), None);
            draft.push(ModesChanged { added, removed, reason, first_action: None });
        }
        Timer::Signal(name) => {
            let clock = draft.state().open_clock(name).cloned();
            let levels = [Level::Red, Level::Yellow, Level::PreAlert, Level::Hint];
            let reached = |clock: &Clock, level: Level| {
                Some(level) > clock.raised && clock.reaches(level).is_some_and(|at| at <= cx.now)
            };
            if let Some(clock) = clock
                && let Some(level) = levels.into_iter().find(|level| reached(&clock, *level))
            {
                raise(draft, cx, &clock, level, late_since);
            }
        }
        Timer::Card(name) => {
            if let Some(clock) = draft.state().open_clock(name).cloned() {
                draft_card(draft, &clock, CardColour::Yellow);
            }
        }
        Timer::SignalUnanswered(number) => {
            let signals = &draft.state().signals;
            if let Some(signal) = signals.iter().find(|one| one.ordinal == number).cloned() {
                escalate(draft, cx, &signal);
            }
        }
    }
    Ok(())
}

/// 逾期未批,失效; it shows on the approver's desk.
fn lapse(draft: &mut Draft<'_>, kind: Request, number: u32, at: Instant) {
    let matter = draft.state();
    let (state, reason) = (RequestState::Lapsed, None);
    match kind {
        Request::Extension => {
            let asked = matter.extension_requests.iter().find(|one| one.ordinal == number);
            if let Some(approver) = asked.map(|one| one.approver.clone()) {
                draft.push(ExtensionLapsed { request: number, approver, fell_due_at: at });
            }
        }
        Request::Suspension => {
            let asked = matter.suspension_requests.iter().find(|one| one.ordinal == number);
            if let Some(approver) = asked.map(|one| one.approver.clone()) {
                draft.push(SuspensionRefused { request: number, reason, approver, state });
            }
        }
        Request::FollowUp => {
            let asked = matter.follow_ups.iter().find(|one| one.ordinal == number);
            if let Some(approver) = asked.map(|one| one.approver.clone()) {
                draft.push(FollowUpRefused { request: number, approver, reason, state });
            }
        }
    }
}

/// 超时默认生效.
fn take_effect(draft: &mut Draft<'_>, cx: &Context<'_>, place: usize) -> Result<(), MatterRefusal> {
    let Some(term) = draft.state().silence_terms.get(place).copied() else {
        return Ok(());
    };
    let filed = draft.state().filing.as_ref().map(|filing| filing.filed_at);
    let effective_from = match term.effect {
        SilenceEffect::SupplementNotToldMeansAccepted => filed.unwrap_or(term.at),
        SilenceEffect::NotSupplementedMeansLapsed | SilenceEffect::RequestUnansweredMeansAgreed => {
            term.at
        }
    };
    let rules = cx.rules.digest();
    draft.push(SilenceTookEffect { effect: term.effect, effective_from, rules });
    if term.is_acceptance() {
        accept(draft, cx, AcceptedBy::Silence)?;
    }
    Ok(())
}

/// 裁定逾期,转局长.
fn pass_up(draft: &mut Draft<'_>, cx: &Context<'_>, fell_due_at: Instant) {
    let matter = draft.state();
    let Some((ruling, ruler)) =
        matter.pending_ruling().map(|ruling| (ruling.ordinal, &ruling.ruler))
    else {
        return;
    };
    let above = cx.organization.director().cloned().or_else(|| head_for(cx, ruler));
    let responsible = matter.responsible.as_ref().map(|stands| stands.holder.person.clone());
    if let Some(to) = above.or(responsible) {
        draft.push(RulingPassedUp { ruling, to, fell_due_at });
    }
}

impl Happened for SilenceTookEffect {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.silence.insert(self.effect, self.effective_from);
        matter.silence_terms.retain(|term| term.effect != self.effect);
    }
}
