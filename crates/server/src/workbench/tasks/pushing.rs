//! 立项科室和领导的动作. Opening, reviewing, urging, deciding on more time, ending.

use std::collections::BTreeSet;

use xiaoneng_domain::rules::{CloseTest, UrgingLevel};
use xiaoneng_domain::task::{
    Archive, Cancel, CheckExtension, DecideExtension, ExtensionState, FindReportFalse, Finding,
    Open, ReviewReport, TaskCommand, TaskExtension, Urge, Verdict,
};

use super::deeds::{TaskDeed, Wish};
use super::sheet::Sheet;
use crate::workbench::deeds::{Form, Reading};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::tasks::TaskWords;

/// An answer to an order is asked for within so many working days.
const ANSWER_DAYS: u32 = 1;

/// 立项交办.
pub(super) struct Opening;
/// 审核反馈.
pub(super) struct Reviewing;
/// 催办.
pub(super) struct Urging;
/// 初核延期.
pub(super) struct Checking;
/// 审批延期.
pub(super) struct Deciding;
/// 认定虚假反馈.
pub(super) struct FindingFalse;
/// 撤销.
pub(super) struct Cancelling;
/// 归档.
pub(super) struct Archiving;

macro_rules! named {
    ($slug:literal, $title:ident, $done:ident, $is_first:literal) => {
        fn slug(&self) -> &'static str {
            $slug
        }

        fn title(&self, w: TaskWords) -> &'static str {
            w.$title()
        }

        fn is_first(&self) -> bool {
            $is_first
        }

        fn done(&self, w: TaskWords) -> &'static str {
            w.$done()
        }
    };
}

impl TaskDeed for Opening {
    named!("open", open, open_done, true);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if sheet.task().opening.is_some() || sheet.task().ended.is_some() {
            return Vec::new();
        }
        let slip = sheet.dossier.slip_to_weigh();
        vec![Open { slip, open_sources: Vec::new() }.into()]
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        Form::new(sheet.w.open(), sheet.w.open_lead())
    }

    fn wish(&self, _sheet: &Sheet<'_>, _reading: &mut Reading<'_>) -> Option<Wish> {
        Some(Wish::Open)
    }
}

impl TaskDeed for Reviewing {
    named!("review", review, review_done, true);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let Some(report) = sheet.task().pending_report() else { return Vec::new() };
        let finding = Finding::Return { reason: sheet.probe() };
        vec![ReviewReport { report: report.ordinal, finding }.into()]
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let report = sheet.task().pending_report();
        let facts = report.map(|one| (w.review_reported().to_owned(), sheet.text(&one.text)));
        let verdicts = vec![
            Choice::new("approve", w.verdict_approve()),
            Choice::new("return", w.verdict_return()),
            Choice::new("instruct", w.verdict_instruct()),
        ];
        let tests = CloseTest::ALL.iter().map(|test| Choice::new(test.code(), test.name()));
        Form::new(w.review(), w.review_lead())
            .facts(facts.into_iter().collect())
            .field(Field::radios(typed, "verdict", w.verdict(), verdicts))
            .field(Field::checks(typed, "tests", w.review_tests(), tests.collect()).optional())
            .field(Field::lines(typed, "text", w.review_text()))
            .field(Field::day(typed, "due_on", w.review_due()).optional())
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let w = sheet.w;
        let report = sheet.task().pending_report()?.ordinal;
        let verdict = reading.choice("verdict", w.verdict());
        let text = reading.text("text", w.review_text());
        let due_on = reading.maybe_day("due_on");
        let (verdict, text) = verdict.zip(text)?;
        let tests: BTreeSet<CloseTest> =
            reading.typed.all("tests").filter_map(CloseTest::of_code).collect();
        let finding = match verdict.as_str() {
            "approve" => Finding::Approve { tests, opinion: text },
            "instruct" => Finding::Instruct { instruction: text, due_on },
            _ => Finding::Return { reason: text },
        };
        Some(Wish::plain(ReviewReport { report, finding }))
    }
}

impl Urging {
    fn probe(sheet: &Sheet<'_>, level: UrgingLevel) -> TaskCommand {
        Urge { level, demand: sheet.probe(), slip: sheet.dossier.slip_to_weigh() }.into()
    }
}

impl TaskDeed for Urging {
    named!("urge", urge, urge_done, false);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        if !sheet.task().is_open() {
            return Vec::new();
        }
        UrgingLevel::ALL.iter().map(|level| Self::probe(sheet, *level)).collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut is_next = true;
        let choice = |level: &UrgingLevel| {
            let issued = sheet.task().urged_to().is_some_and(|issued| issued >= *level);
            let words = match issued {
                true => w.urge_issued(level.name()),
                false => level.name().to_owned(),
            };
            let mut choice = Choice::new(level.code(), words);
            choice.is_chosen = is_next && sheet.allows(Self::probe(sheet, *level)).is_ok();
            is_next &= !choice.is_chosen;
            choice
        };
        let levels = UrgingLevel::ALL.iter().map(choice).collect();
        let calendar = sheet.dossier.rules().calendar();
        let (day, _) = calendar.add_working_days(sheet.dossier.now.date(), ANSWER_DAYS);
        let proposed = w.urge_proposed(sheet.moment(calendar.closing(day)));
        Form::new(w.urge(), w.urge_lead())
            .field(Field::radios(typed, "level", w.urge_level(), levels))
            .field(Field::lines(typed, "demand", w.urge_demand()).proposed(typed, &proposed))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let w = sheet.w;
        let level = reading.choice("level", w.urge_level());
        let demand = reading.text("demand", w.urge_demand());
        let (level, demand) = level.zip(demand)?;
        let Some(level) = UrgingLevel::of_code(&level) else {
            reading.errors.add("level", reading.w.not_chosen(w.urge_level()));
            return None;
        };
        Some(Wish::Urge(level, demand))
    }
}

impl Sheet<'_> {
    fn request(&self, state: ExtensionState) -> Option<&TaskExtension> {
        self.task().extensions.iter().find(|request| request.state == state)
    }
}

fn request_form(
    sheet: &Sheet<'_>,
    typed: &Typed,
    title: &'static str,
    request: Option<&TaskExtension>,
) -> Form {
    let w = sheet.w;
    let facts = request.map(|request| {
        vec![
            (w.asked_by().to_owned(), sheet.name(&request.asked_by)),
            (w.extend_until().to_owned(), request.until.to_string()),
            (w.extend_reason().to_owned(), sheet.text(&request.reason)),
            (w.extend_progress().to_owned(), sheet.text(&request.progress)),
        ]
    });
    let verdicts = vec![Choice::new("agree", w.agree()), Choice::new("disagree", w.disagree())];
    Form::new(title, w.decide_lead())
        .facts(facts.unwrap_or_default())
        .field(Field::radios(typed, "verdict", w.verdict(), verdicts))
        .field(Field::line(typed, "why", w.disagree_why()).optional())
}

fn verdict(sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Verdict> {
    match reading.choice("verdict", sheet.w.verdict())?.as_str() {
        "agree" => Some(Verdict::Agree),
        _ => reading.text("why", sheet.w.disagree_why()).map(Verdict::Refuse),
    }
}

impl TaskDeed for Checking {
    named!("check-extension", check, decide_done, true);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let request = sheet.request(ExtensionState::Asked).map(|request| request.ordinal);
        let probe = |request| CheckExtension { request, verdict: Verdict::Agree }.into();
        request.map(probe).into_iter().collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        request_form(sheet, typed, sheet.w.check(), sheet.request(ExtensionState::Asked))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let request = sheet.request(ExtensionState::Asked)?.ordinal;
        let verdict = verdict(sheet, reading)?;
        Some(Wish::plain(CheckExtension { request, verdict }))
    }
}

impl TaskDeed for Deciding {
    named!("decide-extension", decide, decide_done, true);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let request = sheet.request(ExtensionState::Checked).map(|request| request.ordinal);
        let probe = |request| DecideExtension { request, verdict: Verdict::Agree }.into();
        request.map(probe).into_iter().collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        request_form(sheet, typed, sheet.w.decide(), sheet.request(ExtensionState::Checked))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let request = sheet.request(ExtensionState::Checked)?.ordinal;
        let verdict = verdict(sheet, reading)?;
        Some(Wish::plain(DecideExtension { request, verdict }))
    }
}

impl TaskDeed for FindingFalse {
    named!("find-false", find_false, find_false_done, false);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let reports = sheet.task().reports.iter().filter(|one| one.found_false_at.is_none());
        let probe = |report| {
            let reason = sheet.probe();
            FindReportFalse { report, evidence: vec![reason.digest()], reason }.into()
        };
        reports.map(|one| probe(one.ordinal)).collect()
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let reports = sheet.task().reports.iter().filter(|one| one.found_false_at.is_none());
        let choice = |ordinal: u32| Choice::new(ordinal.to_string(), w.find_false_nth(ordinal));
        let choices = reports.map(|one| choice(one.ordinal)).collect();
        Form::new(w.find_false(), w.find_false_lead())
            .field(Field::radios(typed, "report", w.find_false_which(), choices))
            .field(Field::lines(typed, "text", w.find_false_text()))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let report = reading.number("report", sheet.w.find_false_which());
        let reason = reading.text("text", sheet.w.find_false_text());
        let (report, reason) = report.zip(reason)?;
        let digest = reason.digest();
        let make = move |evidence| TaskCommand::from(FindReportFalse { report, reason, evidence });
        Some(Wish::WithEvidence(digest, Box::new(make)))
    }

    fn takes_evidence(&self) -> bool {
        true
    }
}

impl TaskDeed for Cancelling {
    named!("cancel", cancel, cancel_done, false);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        match sheet.task().ended.is_none() {
            true => vec![Cancel { reason: sheet.probe() }.into()],
            false => Vec::new(),
        }
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.cancel(), w.cancel_lead()).field(Field::lines(
            typed,
            "reason",
            w.cancel_reason(),
        ))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let reason = reading.text("reason", sheet.w.cancel_reason())?;
        Some(Wish::plain(Cancel { reason }))
    }
}

impl TaskDeed for Archiving {
    named!("archive", archive, archive_done, true);

    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand> {
        let waits = sheet.task().ended.is_some() && sheet.task().archived_at.is_none();
        match waits {
            true => vec![Archive { archive_number: sheet.probe() }.into()],
            false => Vec::new(),
        }
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.archive(), w.archive_lead()).field(Field::line(
            typed,
            "number",
            w.archive_number(),
        ))
    }

    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish> {
        let archive_number = reading.text("number", sheet.w.archive_number())?;
        Some(Wish::plain(Archive { archive_number }))
    }
}
