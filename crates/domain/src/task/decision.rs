//! 决定与记忆. The one way into a task: may he, what follows, what is then true.

use crate::decider::{Context, Decider, Fact};
use crate::docket;
use crate::id::PersonId;
use crate::task::authority::{TaskAct, permits};
use crate::task::{Task, TaskCommand, TaskEvent, TaskRefusal as No};
use crate::text::{Written, too_long};

/// The events that carry out a wish, or the no.
pub(crate) type Decided = Result<Vec<TaskEvent>, No>;

/// 督办.
pub struct TaskDecider;

impl Decider for TaskDecider {
    type State = Task;
    type Command = TaskCommand;
    type Event = TaskEvent;
    type Refusal = No;

    fn decide(state: &Task, command: TaskCommand, cx: &Context<'_>) -> Result<Vec<TaskEvent>, No> {
        match command.act() {
            // Who may is known once it is known which section.
            TaskAct::Propose | TaskAct::Instruct => {}
            act @ (TaskAct::Open
            | TaskAct::Sign
            | TaskAct::ReportProgress
            | TaskAct::AnswerAssist
            | TaskAct::Urge
            | TaskAct::AnswerUrging
            | TaskAct::Report
            | TaskAct::Review
            | TaskAct::FindFalse
            | TaskAct::AskExtension
            | TaskAct::CheckExtension
            | TaskAct::DecideExtension
            | TaskAct::Cancel
            | TaskAct::Archive
            | TaskAct::KeepTime) => permits(cx, act, state)?,
        }
        if let Some(characters) = too_long(&command.texts()) {
            return Err(No::TextTooLong { characters });
        }
        command.decide(state, cx)
    }

    fn evolve(mut state: Task, fact: &Fact<TaskEvent>) -> Task {
        fact.event.remember(&mut state, fact.occurred_at);
        state
    }
}

/// Events in the making, with the task as they leave it.
pub(crate) type Draft<'a> = crate::draft::Draft<'a, TaskDecider>;

/// A text that says something.
pub(crate) fn said(text: &Written, field: &'static str) -> Result<(), No> {
    if text.is_blank() { Err(No::TextMissing { field }) } else { Ok(()) }
}

/// The member of staff who acts.
pub(crate) fn staff_of(cx: &Context<'_>) -> Result<PersonId, No> {
    docket::staff(cx).cloned().ok_or(No::NoSuchTask)
}
