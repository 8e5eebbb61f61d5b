//! 协办. One unit leads; every assisting unit has a clock of its own.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::UnitId;
use crate::matter::answer::no_empty_answer;
use crate::matter::clock::{Budget, ClockName, ClockStart, StopReason, start};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::responsibility::Holder;
use crate::matter::standing::{said, staff};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::text::{TextDigest, Written};

/// 协办请求.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assist {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// The unit asked.
    pub unit: UnitId,
    /// Who asked.
    pub asked_by: Holder,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: AssistState,
}

/// 协办状态.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum AssistState {
    /// 待回复
    Open,
    /// 已回复
    Answered {
        /// When.
        at: Instant,
    },
    /// 不再需要
    Released,
}

impl Assist {
    /// Whether an answer is owed.
    pub fn is_open(&self) -> bool {
        self.state == AssistState::Open
    }
}

/// 请哪个单位协办什么.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssistWish {
    /// The unit.
    pub unit: UnitId,
    /// What is asked.
    pub question: Written,
}

/// 请求协办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskAssist {
    /// Whom, and what.
    pub wish: AssistWish,
}

/// 回复协办.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerAssist {
    /// Which request.
    pub assist: u32,
    /// The answer.
    pub answer: Written,
}

/// 撤销协办. It is no longer needed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReleaseAssist {
    /// Which request.
    pub assist: u32,
}

/// 已请求协办.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistAsked {
    /// Its number.
    pub assist: u32,
    /// The unit.
    pub unit: UnitId,
    /// Who asked.
    pub asked_by: Holder,
    /// What is asked.
    pub question: TextDigest,
    /// 协办计时.
    pub clock: ClockStart,
}

/// 协办已回复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistAnswered {
    /// Which request.
    pub assist: u32,
    /// By whom.
    pub by: Holder,
    /// The answer.
    pub answer: TextDigest,
}

/// 协办已撤销.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssistReleased {
    /// Which request.
    pub assist: u32,
}

impl Wish for AskAssist {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.wish.question]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(matter, cx);
        ask(&mut draft, cx, &self.wish)?;
        draft.done()
    }
}

/// 请求协办. The unit's own clock begins; it does not outlast the citizen's.
pub(crate) fn ask(draft: &mut Draft<'_>, cx: &Context<'_>, wish: &AssistWish) -> Result<(), No> {
    let matter = draft.state();
    let (_, responsible) = matter.in_hand()?;
    said(&wish.question, "请对方协办什么")?;
    cx.organization.open_unit(&wish.unit)?;
    let unit = || UnitName::of(cx, &wish.unit);
    if wish.unit == responsible.holder.unit {
        return Err(No::AssistByOneself { unit: unit() });
    }
    if matter.is_recused(cx, &wish.unit) {
        return Err(No::UnitRecused { unit: unit() });
    }
    if matter.assists.iter().any(|assist| assist.is_open() && assist.unit == wish.unit) {
        return Err(No::AssistPending { unit: unit() });
    }
    let assist = next_ordinal(matter.assists.len());
    let completion = matter.open_clock(ClockName::Completion);
    let completion_due = completion.map(|clock| clock.projection.due_at);
    let budget = Budget {
        clock: ClockName::Assisting(assist),
        unit: &wish.unit,
        started_at: cx.now,
        limit: cx.rules.on(cx.now.date()).first_contact.assist.limit,
        statutory: None,
        pauses: &[],
        not_after: completion_due.filter(|due| *due > cx.now),
    };
    let clock = start(cx, &budget);
    let asked_by = responsible.holder.clone();
    let (unit, question) = (wish.unit.clone(), wish.question.digest());
    draft.push(AssistAsked { assist, unit, asked_by, question, clock });
    Ok(())
}

impl Happened for AssistAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.assists.push(Assist {
            ordinal: self.assist,
            unit: self.unit.clone(),
            asked_by: self.asked_by.clone(),
            asked_at: when.at,
            state: AssistState::Open,
        });
        matter.set_going(std::slice::from_ref(&self.clock));
    }
}

impl Matter {
    fn open_assist(&self, number: u32) -> Result<&Assist, No> {
        let mut open = self.assists.iter().filter(|assist| assist.is_open());
        let found = open.find(|assist| assist.ordinal == number);
        found.ok_or(No::NoSuchAssist { assist: number })
    }

    fn settle_assist(&mut self, number: u32, state: AssistState) {
        if let Some(assist) = self.assists.iter_mut().find(|assist| assist.ordinal == number) {
            assist.state = state;
        }
    }
}

impl Wish for AnswerAssist {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.answer]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        let assist = matter.open_assist(self.assist)?;
        said(&self.answer, "协办意见")?;
        no_empty_answer(cx, &self.answer)?;
        let unit = assist.unit.clone();
        let person = staff(cx).filter(|person| {
            let serving = cx.organization.in_office(person);
            serving.is_some_and(|serving| serving.unit == unit)
                || cx.organization.head_of(&unit) == Some(*person)
        });
        let Some(person) = person.cloned() else {
            return Err(No::NotTheAssistant { unit: UnitName::of(cx, &unit) });
        };
        let (assist, by) = (self.assist, Holder { person, unit });
        Ok(vec![AssistAnswered { assist, by, answer: self.answer.digest() }.into()])
    }
}

impl Happened for AssistAnswered {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_assist(self.assist, AssistState::Answered { at: when.at });
        matter.stop(ClockName::Assisting(self.assist), when.at, StopReason::Met);
    }
}

impl Wish for ReleaseAssist {
    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        matter.open_assist(self.assist)?;
        Ok(vec![AssistReleased { assist: self.assist }.into()])
    }
}

impl Happened for AssistReleased {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_assist(self.assist, AssistState::Released);
        matter.stop(ClockName::Assisting(self.assist), when.at, StopReason::Void);
    }
}
