//! 主办、协办的动作. Signing for it, reporting, answering an order, asking for more time.

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::task::{
    AnswerAssist, AnswerUrging, AskExtension, Report, ReportProgress, Sign, TaskCommand,
};

use super::deeds::{TaskDeed, Wish};
use super::sheet::Sheet;
use crate::workbench::deeds::{Form, Reading};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::tasks::TaskWords;

/// A later day, for a request that is only weighed.
const LATER_DAYS: i32 = 7;

/// 签收.
pub(super) struct Signing;
/// 报告进展.
pub(super) struct Progressing;
/// 反馈.
pub(super) struct Reporting;
/// 协办反馈.
pub(super) struct AnsweringAssist;
/// 答复督办单.
pub(super) struct AnsweringOrder;
/// 申请延期.
pub(super) struct Extending;

impl Sheet<'_> {
    fn unsigned_units(&self) -> Vec<UnitId> {
        let task = self.task();
        let lead = task.proposal.as_ref().map(|one| &one.facts.lead.unit);
        let is_unsigned = |unit: &UnitId| match lead == Some(unit) {
            true => task.signed.is_none(),
            false => task.assists.iter().any(|one| one.unit == *unit && one.signed_at.is_none()),
        };
        self.own_units().into_iter().filter(|unit| is_unsigned(unit)).collect()
    }

    fn unanswered_assists(&self) -> Vec<UnitId> {
        let waits = |unit: &UnitId| {
            let mut assists = self.task().assists.iter();
            assists.any(|one| one.unit == *unit && one.answered_at.is_none())
        };
        self.own_units().into_iter().filter(|unit| waits(unit)).collect()
    }

    fn is_open(&self) -> bool {
        self.task().is_open()
    }

    fn choices_of(&self, units: Vec<UnitId>) -> Vec<Choice> {
        let choice = |unit: UnitId| Choice::new(unit.as_str(), self.unit(&unit));
        let mut choices: Vec<Choice> = units.into_iter().map(choice).collect();
        if let Some(first) = choices.first_mut() {
            first.is_chosen = true;
        }
        choices
    }
}

impl TaskDeed for Signing {
    fn slug(&self) -> &'static str {
        "sign"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.sign()
    }

    fn is_first(&self) -> bool {
        true
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if !sheet.is_open() {
            return Vec::new();
        }
        sheet.unsigned_units().into_iter().map(|unit| Sign { unit }.into()).collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let choices = sheet.choices_of(sheet.unsigned_units());
        Form::new(w.sign(), w.sign_lead()).field(Field::radios(
            typed,
            "unit",
            w.sign_for(),
            choices,
        ))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let unit = reading.unit("unit", sheet.w.sign_for())?;
        Some(Wish::plain(Sign { unit }))
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.sign_done()
    }
}

impl TaskDeed for Progressing {
    fn slug(&self) -> &'static str {
        "progress"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.progress()
    }

    fn is_first(&self) -> bool {
        false
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        match sheet.is_open() {
            true => vec![ReportProgress { text: sheet.probe() }.into()],
            false => Vec::new(),
        }
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.progress(), w.progress_lead()).field(Field::lines(
            typed,
            "text",
            w.progress_text(),
        ))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let text = reading.text("text", sheet.w.progress_text())?;
        Some(Wish::plain(ReportProgress { text }))
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.progress_done()
    }
}

impl TaskDeed for Reporting {
    fn slug(&self) -> &'static str {
        "report"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.report()
    }

    fn is_first(&self) -> bool {
        true
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if !sheet.is_open() {
            return Vec::new();
        }
        let text = sheet.probe();
        vec![Report { evidence: vec![text.digest()], text }.into()]
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.report(), w.report_lead()).field(Field::lines(typed, "text", w.report_text()))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let text = reading.text("text", sheet.w.report_text())?;
        let digest = text.digest();
        let make = move |evidence| TaskCommand::from(Report { text, evidence });
        Some(Wish::WithEvidence(digest, Box::new(make)))
    }

    fn takes_evidence(&self) -> bool {
        true
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.report_done()
    }
}

impl TaskDeed for AnsweringAssist {
    fn slug(&self) -> &'static str {
        "assist"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.assist_answer()
    }

    fn is_first(&self) -> bool {
        true
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if !sheet.is_open() {
            return Vec::new();
        }
        let probe = |unit| {
            let text = sheet.probe();
            AnswerAssist { unit, evidence: vec![text.digest()], text }.into()
        };
        sheet.unanswered_assists().into_iter().map(probe).collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let choices = sheet.choices_of(sheet.unanswered_assists());
        Form::new(w.assist_answer(), w.assist_answer_lead())
            .field(Field::radios(typed, "unit", w.holders_assist(), choices))
            .field(Field::lines(typed, "text", w.assist_text()))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let unit = reading.unit("unit", sheet.w.holders_assist());
        let text = reading.text("text", sheet.w.assist_text());
        let (unit, text) = unit.zip(text)?;
        let digest = text.digest();
        let make = move |evidence| TaskCommand::from(AnswerAssist { unit, text, evidence });
        Some(Wish::WithEvidence(digest, Box::new(make)))
    }

    fn takes_evidence(&self) -> bool {
        true
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.assist_done()
    }
}

impl TaskDeed for AnsweringOrder {
    fn slug(&self) -> &'static str {
        "answer"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.answer()
    }

    fn is_first(&self) -> bool {
        true
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if !sheet.is_open() {
            return Vec::new();
        }
        let open = sheet.task().orders.iter().filter(|order| order.answer.is_none());
        let done_on = sheet.dossier.now.date();
        let probe = |order| AnswerUrging { order, stuck: sheet.probe(), done_on }.into();
        open.map(|order| probe(order.ordinal)).collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let open = sheet.task().orders.iter().filter(|order| order.answer.is_none());
        let choice = |(at, order): (usize, &xiaoneng_domain::task::UrgingOrder)| {
            let words = format!("{} · {}", w.order_number(order.slip), order.level.name());
            let mut choice = Choice::new(order.ordinal.to_string(), words);
            choice.is_chosen = at == 0;
            choice
        };
        let choices = open.enumerate().map(choice).collect();
        Form::new(w.answer(), w.answer_lead())
            .field(Field::radios(typed, "order", w.answer_order(), choices))
            .field(Field::lines(typed, "stuck", w.answer_stuck()))
            .field(Field::day(typed, "done_on", w.answer_on()))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let w = sheet.w;
        let order = reading.number("order", w.answer_order());
        let stuck = reading.text("stuck", w.answer_stuck());
        let done_on = reading.day("done_on", w.answer_on());
        let ((order, stuck), done_on) = order.zip(stuck).zip(done_on)?;
        Some(Wish::plain(AnswerUrging { order, stuck, done_on }))
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.answer_done()
    }
}

impl TaskDeed for Extending {
    fn slug(&self) -> &'static str {
        "extend"
    }

    fn title(&self, w: TaskWords) -> &'static str {
        w.extend()
    }

    fn is_first(&self) -> bool {
        false
    }

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let Some(round) = sheet.task().round().filter(|_| sheet.is_open()) else {
            return Vec::new();
        };
        let until = round.due.at.date().plus_days(LATER_DAYS);
        vec![AskExtension { until, reason: sheet.probe(), progress: sheet.probe() }.into()]
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let due = sheet.task().round().map(|round| sheet.moment(round.due.at));
        Form::new(w.extend(), w.extend_lead(due.unwrap_or_default()))
            .field(Field::day(typed, "until", w.extend_until()))
            .field(Field::lines(typed, "reason", w.extend_reason()))
            .field(Field::lines(typed, "progress", w.extend_progress()))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let w = sheet.w;
        let until = reading.day("until", w.extend_until());
        let reason = reading.text("reason", w.extend_reason());
        let progress = reading.text("progress", w.extend_progress());
        let ((until, reason), progress) = until.zip(reason).zip(progress)?;
        Some(Wish::plain(AskExtension { until, reason, progress }))
    }

    fn done(&self, w: TaskWords) -> &'static str {
        w.extend_done()
    }
}
