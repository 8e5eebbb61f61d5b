//! 预警. A signal is an event with recipient, delivery and a duty to answer; it is raised by the
//! passing of time, once per clock and level, and cannot be taken back.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::{PersonId, UnitId};
use crate::matter::answer::no_empty_answer;
use crate::matter::clock::{Clock, ClockName};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::responsibility::Holder;
use crate::matter::standing::{head_for, said, stands_for};
use crate::matter::{Matter, MatterRefusal as No};
use crate::organization::Function;
use crate::signal::{CardColour, Level};
use crate::text::{TextDigest, Written};

/// 预警. As it stands in the matter it concerns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The clock.
    pub clock: ClockName,
    /// How grave.
    pub level: Level,
    /// The unit charged.
    pub unit: UnitId,
    /// Who must answer.
    pub recipient: PersonId,
    /// Who else is told.
    pub copies: Vec<PersonId>,
    /// When the fact fell due.
    pub fell_due_at: Instant,
    /// When it was raised.
    pub raised_at: Instant,
    /// 因停机迟发.
    pub is_late_by_outage: bool,
    /// By when a written answer is owed; none where none is.
    pub answer_by: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// To whom it went up because no answer came.
    pub escalated_to: Option<PersonId>,
}

/// 牌稿. A card drafted by rule the moment it is due; a person signs or dismisses it elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardDraft {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// Yellow or red.
    pub colour: CardColour,
    /// The clock that ran over.
    pub clock: ClockName,
    /// The unit whose clock it was.
    pub unit: UnitId,
    /// The person answerable then.
    pub person: PersonId,
    /// The signal from which it follows.
    pub signal: u32,
    /// When the fact fell due.
    pub fell_due_at: Instant,
}

/// 回复预警.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerSignal {
    /// Which.
    pub signal: u32,
    /// The answer.
    pub text: Written,
}

/// 已发预警.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalRaised {
    /// Its number.
    pub signal: u32,
    /// The clock.
    pub clock: ClockName,
    /// How grave.
    pub level: Level,
    /// The unit charged.
    pub unit: UnitId,
    /// Who must answer.
    pub recipient: PersonId,
    /// Who else is told.
    pub copies: Vec<PersonId>,
    /// When the fact fell due.
    pub fell_due_at: Instant,
    /// 因停机迟发.
    pub is_late_by_outage: bool,
    /// By when a written answer is owed; runs from delivery.
    pub answer_by: Option<Instant>,
    /// The rules whose threshold it is.
    pub rules: TextDigest,
}

/// 预警已回复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalAnswered {
    /// Which.
    pub signal: u32,
    /// By whom.
    pub by: PersonId,
    /// The answer.
    pub text: TextDigest,
}

/// 预警逾期未回复,上报.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalEscalated {
    /// Which.
    pub signal: u32,
    /// To whom.
    pub to: PersonId,
    /// When the answer was owed.
    pub fell_due_at: Instant,
}

/// 已拟牌. The draft goes to the person for a statement; it is signed or dismissed elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardDrafted {
    /// Its number.
    pub card: u32,
    /// Yellow or red.
    pub colour: CardColour,
    /// The clock that ran over.
    pub clock: ClockName,
    /// The unit whose clock it was.
    pub unit: UnitId,
    /// The person answerable then.
    pub person: PersonId,
    /// The signal from which it follows.
    pub signal: u32,
    /// When the fact fell due.
    pub fell_due_at: Instant,
}

/// 发预警. To him who must answer, told to those whom the level concerns; for an overdue clock the
/// card is drafted where it is due.
pub(crate) fn raise(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    clock: &Clock,
    level: Level,
    late_since: Option<Instant>,
) {
    let fell_due_at = match level {
        Level::Hint | Level::PreAlert => clock.reaches(level).unwrap_or(cx.now),
        Level::Yellow => clock.projection.due_at,
        Level::Red => clock.projection.red_at.unwrap_or(clock.projection.due_at),
    };
    let Ok((_, responsible)) = draft.state().held() else {
        return;
    };
    let told = told(draft.state(), cx, &responsible.holder, clock, level);
    let answer = cx.rules.on(cx.now.date()).alerts.answer.limit;
    let owes_answer = level.is_overdue();
    let signal = next_ordinal(draft.state().signals.len());
    draft.push(SignalRaised {
        signal,
        clock: clock.name,
        level,
        unit: told.unit,
        recipient: told.recipient,
        copies: told.copies,
        fell_due_at,
        is_late_by_outage: late_since.is_some_and(|since| since <= fell_due_at),
        answer_by: owes_answer.then(|| cx.rules.calendar().due(cx.now, answer, &[]).at),
        rules: cx.rules.digest(),
    });
    if level == Level::Red {
        draft_card(draft, clock, CardColour::Red);
    }
}

/// 拟牌, only against the unit whose own clock ran over (decisions A8): not against the lead while
/// an assisting unit is late.
pub(crate) fn draft_card(draft: &mut Draft<'_>, clock: &Clock, colour: CardColour) {
    let matter = draft.state();
    if matter.is_held_up(clock) {
        return;
    }
    let overdue = matter.signals.iter().rev();
    let signal =
        overdue.into_iter().find(|signal| signal.clock == clock.name && signal.level.is_overdue());
    let Some(signal) = signal else {
        return;
    };
    let drafted = CardDrafted {
        card: next_ordinal(matter.cards.len()),
        colour,
        clock: clock.name,
        unit: signal.unit.clone(),
        person: signal.recipient.clone(),
        signal: signal.ordinal,
        fell_due_at: match colour {
            CardColour::Yellow => clock.projection.card_at.unwrap_or(signal.fell_due_at),
            CardColour::Red => signal.fell_due_at,
        },
    };
    draft.push(drafted);
}

impl Matter {
    /// Whether the lead was held up when this clock of its own ran over: an assisting unit's clock
    /// had run over before, and its answer was still out.
    pub(crate) fn is_held_up(&self, clock: &Clock) -> bool {
        let due_at = clock.projection.due_at;
        let is_leads = matches!(clock.name, ClockName::Completion | ClockName::Step(_));
        let holds_up = |other: &Clock| {
            matches!(other.name, ClockName::Assisting(_))
                && other.projection.due_at < due_at
                && other.stopped.is_none_or(|stopped| stopped.at > due_at)
        };
        is_leads && self.clocks.values().any(holds_up)
    }
}

struct Told {
    unit: UnitId,
    recipient: PersonId,
    copies: Vec<PersonId>,
}

/// 谁收. What a unit owes as a unit goes to its head, never to the sender (decisions A3); all else
/// to the one responsible. Yellow is told to the head, red to 分管领导 and 效能办 besides; what
/// touches the safety of pupils to 平安科 at every level.
fn told(
    matter: &Matter,
    cx: &Context<'_>,
    responsible: &Holder,
    clock: &Clock,
    level: Level,
) -> Told {
    let organization = cx.organization;
    let by_unit = match clock.name {
        ClockName::Signing(_)
        | ClockName::Assisting(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_) => true,
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Delivery
        | ClockName::Acceptance
        | ClockName::Step(_)
        | ClockName::FollowUp(_) => false,
    };
    let unit = if by_unit { &clock.unit } else { &responsible.unit };
    let head = head_for(cx, unit);
    let recipient = match &head {
        Some(head) if by_unit => head.clone(),
        Some(_) | None => responsible.person.clone(),
    };
    let office = organization.unit_for(Function::EfficacyOffice).map(|unit| unit.id.clone());
    let named = match clock.name {
        ClockName::Signing(number) => matter
            .offers
            .iter()
            .find(|offer| offer.ordinal == number)
            .and_then(|offer| offer.to.person.clone()),
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Delivery
        | ClockName::Acceptance
        | ClockName::Step(_)
        | ClockName::Assisting(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_)
        | ClockName::FollowUp(_) => None,
    };
    let mut copies: Vec<PersonId> = Vec::new();
    let mut tell = |person: Option<PersonId>| {
        if let Some(person) = person.filter(|person| *person != recipient)
            && !copies.contains(&person)
            && !is_of_concerned(matter, cx, &person)
        {
            copies.push(person);
        }
    };
    if is_about_safety(matter, cx) {
        let safety = organization.unit_for(Function::SafetyOffice);
        tell(safety.and_then(|unit| organization.desk_of(&unit.id, cx.now)).cloned());
    }
    if level.is_overdue() {
        tell(named);
        tell(head);
    }
    if level == Level::Red {
        tell(organization.leader_in_charge(unit).cloned());
        tell(office.and_then(|office| head_for(cx, &office)));
    }
    Told { unit: unit.clone(), recipient, copies }
}

fn is_about_safety(matter: &Matter, cx: &Context<'_>) -> bool {
    matter.matter_type(cx).is_ok_and(|matter_type| matter_type.is_safety)
}

/// The people of the unit complained of learn nothing (invariant 8).
fn is_of_concerned(matter: &Matter, cx: &Context<'_>, person: &PersonId) -> bool {
    let unit = cx.organization.person(person).map(|person| &person.unit);
    unit.is_some_and(|unit| matter.is_recused(cx, unit))
}

impl Happened for SignalRaised {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(clock) = matter.clocks.get_mut(&self.clock) {
            clock.raised = clock.raised.max(Some(self.level));
        }
        matter.signals.push(Signal {
            ordinal: self.signal,
            clock: self.clock,
            level: self.level,
            unit: self.unit.clone(),
            recipient: self.recipient.clone(),
            copies: self.copies.clone(),
            fell_due_at: self.fell_due_at,
            raised_at: when.at,
            is_late_by_outage: self.is_late_by_outage,
            answer_by: self.answer_by,
            answered_at: None,
            escalated_to: None,
        });
    }
}

impl Wish for AnswerSignal {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        if matter.filing.is_none() {
            return Err(No::NoSuchMatter);
        }
        said(&self.text, "回复")?;
        no_empty_answer(cx, &self.text)?;
        let mut waiting = matter
            .signals
            .iter()
            .filter(|signal| signal.ordinal == self.signal && signal.answered_at.is_none());
        let signal = waiting.next().ok_or(No::NoSuchSignal { signal: self.signal })?;
        let told = [Some(&signal.recipient), signal.escalated_to.as_ref()];
        let by = told.into_iter().flatten().find(|person| stands_for(cx, person));
        let by = by.ok_or(No::NotTheRecipient)?.clone();
        Ok(vec![SignalAnswered { signal: self.signal, by, text: self.text.digest() }.into()])
    }
}

impl Happened for SignalAnswered {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        let mut signals = matter.signals.iter_mut();
        if let Some(signal) = signals.find(|signal| signal.ordinal == self.signal) {
            signal.answered_at = Some(when.at);
        }
    }
}

/// 逾期未回复. Yellow goes up to 分管领导, red to 局长.
pub(crate) fn escalate(draft: &mut Draft<'_>, cx: &Context<'_>, signal: &Signal) {
    let organization = cx.organization;
    let director = organization.director();
    let above = match signal.level {
        Level::Red => director,
        Level::Hint | Level::PreAlert | Level::Yellow => {
            organization.leader_in_charge(&signal.unit).or(director)
        }
    };
    let to = above.unwrap_or(&signal.recipient).clone();
    let fell_due_at = signal.answer_by.unwrap_or(cx.now);
    draft.push(SignalEscalated { signal: signal.ordinal, to, fell_due_at });
}

impl Happened for SignalEscalated {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        let mut signals = matter.signals.iter_mut();
        if let Some(signal) = signals.find(|signal| signal.ordinal == self.signal) {
            signal.escalated_to = Some(self.to.clone());
        }
    }
}

impl Happened for CardDrafted {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.cards.push(CardDraft {
            ordinal: self.card,
            colour: self.colour,
            clock: self.clock,
            unit: self.unit.clone(),
            person: self.person.clone(),
            signal: self.signal,
            fell_due_at: self.fell_due_at,
        });
    }
}
