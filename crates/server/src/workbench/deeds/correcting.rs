//! 更正时间. What was done in time and recorded late is corrected by evidence: asked by whoever
//! handles the matter, decided by the supervising office; the first record stays.

use xiaoneng_domain::matter::{
    AskCorrection, ClockName, CorrectionAsked, DecideCorrection, MatterCommand, MatterEvent,
    RequestState, StopReason, Verdict,
};

use super::sheet::{Reading, Sheet};
use super::waiting::verdict;
use super::{Deed, Form, Rank};
use crate::kit::light::clock_name;
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 申请更正时间.
pub(super) struct Correct;
/// 审批更正.
pub(super) struct DecideCorrect;

impl Deed for Correct {
    fn slug(&self) -> &'static str {
        "correct-time"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.correct_time()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let clock = sheet.met_clocks().into_iter().next()?;
        let happened_at = sheet.matter().clock(clock)?.started_at;
        let evidence = sheet.pen.write("probe", "依据");
        Some(AskCorrection { clock, happened_at, evidence }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let choice = |clock: ClockName| {
            let stopped = sheet.matter().clock(clock).and_then(|clock| clock.stopped);
            let at = stopped.map(|stopped| sheet.moment(stopped.at)).unwrap_or_default();
            Choice::new(clock.to_string(), w.correct_recorded(clock_name(*w, clock), at))
        };
        let clocks = sheet.met_clocks().into_iter().map(choice).collect();
        Form::new(w.correct_time(), w.correct_lead())
            .field(Field::radios(typed, "clock", w.correct_which(), clocks))
            .field(Field::moment(typed, "happened_at", w.correct_happened()))
            .field(Field::lines(typed, "evidence", w.correct_evidence()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let clock = reading.choice("clock", w.correct_which());
        let happened_at = reading.moment("happened_at", w.correct_happened());
        let evidence = reading.text("evidence", w.correct_evidence());
        let clock = clock.and_then(|clock| clock.parse().ok());
        let Some(((clock, happened_at), evidence)) = clock.zip(happened_at).zip(evidence) else {
            return Vec::new();
        };
        vec![AskCorrection { clock, happened_at, evidence }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.correct_asked().to_owned()
    }
}

impl Deed for DecideCorrect {
    fn slug(&self) -> &'static str {
        "decide-correction"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.decide_correction()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let request = sheet.open_correction()?.request;
        Some(DecideCorrection { request, verdict: Verdict::Approve }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut facts = Vec::new();
        if let Some(asked) = sheet.open_correction() {
            facts.push((w.asked_by().to_owned(), sheet.name(&asked.asked_by)));
            facts.push((w.correct_which().to_owned(), clock_name(*w, asked.clock).to_owned()));
            facts.push((w.correct_on_record().to_owned(), sheet.moment(asked.stopped_at)));
            facts.push((w.correct_happened().to_owned(), sheet.moment(asked.happened_at)));
            facts.push((w.correct_evidence().to_owned(), sheet.text(&asked.evidence)));
        }
        let verdicts = vec![Choice::new("agree", w.agree()), Choice::new("disagree", w.disagree())];
        Form::new(self.title(w), w.decide_lead())
            .facts(facts)
            .field(Field::radios(typed, "verdict", w.verdict(), verdicts))
            .field(Field::line(typed, "why", w.disagree_why()).optional())
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let open = sheet.open_correction().map(|asked| asked.request);
        let found = open.zip(verdict(sheet, reading));
        let wish = |(request, verdict)| DecideCorrection { request, verdict }.into();
        found.map(wish).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.decided().to_owned()
    }
}

impl Sheet<'_> {
    /// The clocks that were met, by what is on record.
    fn met_clocks(&self) -> Vec<ClockName> {
        let is_met = |name: &&ClockName| {
            let clock = self.matter().clock(**name);
            let stopped = clock.and_then(|clock| clock.stopped);
            stopped.is_some_and(|stopped| stopped.why == StopReason::Met)
        };
        self.matter().clocks.keys().filter(is_met).copied().collect()
    }

    /// The request that waits, as it was asked.
    fn open_correction(&self) -> Option<CorrectionAsked> {
        let mut asked = self.matter().corrections.iter();
        let open = asked.find(|asked| asked.state == RequestState::Open)?.ordinal;
        self.dossier.history.iter().rev().find_map(|fact| {
            let MatterEvent::CorrectionAsked(facts) = &fact.event else { return None };
            (facts.request == open).then(|| facts.clone())
        })
    }
}
