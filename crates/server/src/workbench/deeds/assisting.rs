//! 协办. Several units work on one matter; one leads.

use xiaoneng_domain::matter::{
    AnswerAssist, AskAssist, AssistWish, MatterCommand, MatterEvent, ReleaseAssist,
};

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// How many units may be asked to assist on one form.
const ASSISTS: usize = 3;

/// 请求协办.
pub(super) struct Assist;
/// 回复协办.
pub(super) struct Answer;
/// 撤销协办.
pub(super) struct Release;

impl Deed for Assist {
    fn slug(&self) -> &'static str {
        "cohandle"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.ask_assist()
    }

    fn rank(&self) -> Rank {
        Rank::Second("c")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let asked = |unit: &str| {
            let mut open = sheet.matter().assists.iter().filter(|assist| assist.is_open());
            open.any(|assist| assist.unit.as_str() == unit)
        };
        let units = sheet.units(sheet.handling_unit());
        let unit = units.into_iter().find(|choice| !asked(&choice.value))?.value.into();
        let question = sheet.pen.write("probe", "依据");
        Some(AskAssist { wish: AssistWish { unit, question } }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut form = Form::new(w.ask_assist(), w.ask_assist_lead());
        for place in 1..=ASSISTS {
            let (unit, question) = (format!("unit{place}"), format!("question{place}"));
            let units = sheet.units(sheet.handling_unit());
            let mut fields = [
                Field::select(typed, &unit, w.assist_unit(place), units),
                Field::lines(typed, &question, w.assist_question(place)),
            ];
            for field in &mut fields {
                field.is_optional = place > 1;
            }
            form.fields.extend(fields);
        }
        form
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let mut wishes = Vec::new();
        for place in 1..=ASSISTS {
            let (unit, question) = (format!("unit{place}"), format!("question{place}"));
            let is_empty =
                reading.typed.get(&unit).is_empty() && reading.typed.get(&question).is_empty();
            if place > 1 && is_empty {
                continue;
            }
            let unit = reading.unit(&unit, &sheet.w.assist_unit(place));
            let question = reading.text(&question, &sheet.w.assist_question(place));
            if let Some((unit, question)) = unit.zip(question) {
                wishes.push(AskAssist { wish: AssistWish { unit, question } }.into());
            }
        }
        wishes
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.ask_assist_done().to_owned()
    }
}

impl Sheet<'_> {
    /// What his unit was asked, and has not answered.
    fn own_assist(&self) -> Option<u32> {
        let organization = self.dossier.organization();
        let own = self.own_unit()?;
        let mut open = self.matter().assists.iter().filter(|assist| assist.is_open());
        open.find(|assist| organization.is_within(own, &assist.unit)).map(|found| found.ordinal)
    }

    fn question_of(&self, ordinal: u32) -> String {
        let found = self.dossier.history.iter().rev().find_map(|fact| {
            let MatterEvent::AssistAsked(facts) = &fact.event else { return None };
            (facts.assist == ordinal).then_some(facts.question)
        });
        found.map(|question| self.text(&question)).unwrap_or_default()
    }
}

impl Deed for Answer {
    fn slug(&self) -> &'static str {
        "answer-assist"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.answer_assist()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let assist = sheet.own_assist()?;
        Some(AnswerAssist { assist, answer: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let asked = sheet.own_assist().map(|assist| sheet.question_of(assist));
        let facts = asked.map(|asked| (w.assist_asked().to_owned(), asked));
        Form::new(w.answer_assist(), w.answer_assist_lead())
            .facts(facts.into_iter().collect())
            .field(Field::lines(typed, "answer", w.assist_answer()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let answer = reading.text("answer", sheet.w.assist_answer());
        let found = sheet.own_assist().zip(answer);
        found.map(|(assist, answer)| AnswerAssist { assist, answer }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.answer_assist_done().to_owned()
    }
}

impl Deed for Release {
    fn slug(&self) -> &'static str {
        "release-assist"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.release()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let open = sheet.matter().assists.iter().find(|assist| assist.is_open())?;
        Some(ReleaseAssist { assist: open.ordinal }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let open = sheet.matter().assists.iter().filter(|assist| assist.is_open());
        let mut choices: Vec<Choice> = open
            .map(|assist| {
                let question = sheet.question_of(assist.ordinal);
                let label = format!("{}：{question}", sheet.unit_name(&assist.unit));
                Choice::new(assist.ordinal.to_string(), label)
            })
            .collect();
        if let [only] = choices.as_mut_slice() {
            only.is_chosen = true;
        }
        Form::new(w.release(), w.release_lead()).field(Field::radios(
            typed,
            "assist",
            w.release_which(),
            choices,
        ))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let assist = reading.number("assist", sheet.w.release_which());
        assist.map(|assist| ReleaseAssist { assist }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.release_done().to_owned()
    }
}
