//! 收下. Classed, accepted, step by step; what is missing told and taken in.

use xiaoneng_domain::matter::{
    Accept, AskSupplement, CameWith, Classify, ClockName, FinishStep, MatterCommand, NoticeForm,
    SupplementOccasion, Supply, Surroundings,
};
use xiaoneng_domain::organization::TemplateFor;

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 归类.
pub(super) struct Class;
/// 受理.
pub(super) struct TakeIn;
/// 完成环节.
pub(super) struct Step;
/// 一次性告知.
pub(super) struct Notice;
/// 代收补充材料.
pub(super) struct Bring;

impl Deed for Class {
    fn slug(&self) -> &'static str {
        "classify"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.classify()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let matter_type = sheet.matter().filing.as_ref()?.matter_type.clone();
        Some(Classify { matter_type, surroundings: Surroundings::default() }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let now = sheet.matter().filing.as_ref().map(|filing| &filing.matter_type);
        let rules = sheet.dossier.rules().on(sheet.dossier.now.date());
        let items = rules.matter_types.values().map(|item| {
            let mut choice = Choice::new(item.code.as_str(), item.name.clone());
            choice.is_chosen = now == Some(&item.code);
            choice
        });
        Form::new(w.classify(), w.classify_lead()).field(Field::select(
            typed,
            "matter_type",
            w.which_item(),
            items.collect(),
        ))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let chosen = reading.choice("matter_type", sheet.w.which_item());
        let found = chosen.and_then(|_| sheet.classification.clone());
        found.map(Into::into).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let filing = sheet.matter().filing.as_ref();
        let item = filing.map(|filing| sheet.item(&filing.matter_type));
        sheet.w.classify_done(item.unwrap_or_default())
    }
}

impl Deed for TakeIn {
    fn slug(&self) -> &'static str {
        "accept"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.accept()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().acceptance.is_none().then(|| Accept {}.into())
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        Form::new(sheet.w.accept(), sheet.w.accept_lead())
    }

    fn wishes(&self, sheet: &Sheet<'_>, _reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        self.probe(sheet).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.accept_done().to_owned()
    }
}

impl Sheet<'_> {
    /// The step in hand, with its name.
    fn step(&self) -> Option<(u32, String)> {
        let place = self.matter().open_clocks().find_map(|clock| match clock.name {
            ClockName::Step(place) => Some(place),
            ClockName::FirstResponse
            | ClockName::FirstAction
            | ClockName::Completion
            | ClockName::Delivery
            | ClockName::Acceptance
            | ClockName::Signing(_)
            | ClockName::Assisting(_)
            | ClockName::Ruling(_)
            | ClockName::PushUpAnswer(_)
            | ClockName::FollowUp(_) => None,
        })?;
        Some((place, self.step_name(place)))
    }

    /// The name of a step by its place.
    pub(crate) fn step_name(&self, place: u32) -> String {
        let index = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
        let steps = self.matter_type().map(|found| found.steps.as_slice()).unwrap_or_default();
        let step = index.and_then(|index| steps.get(index));
        step.map_or_else(|| place.to_string(), |step| step.name.clone())
    }
}

impl Deed for Step {
    fn slug(&self) -> &'static str {
        "step"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.step()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.step().map(|(step, _)| FinishStep { step }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        let step = sheet.step().map(|(_, name)| name).unwrap_or_default();
        Form::new(sheet.w.step(), sheet.w.step_lead(step))
    }

    fn wishes(&self, sheet: &Sheet<'_>, _reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        self.probe(sheet).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.step_done().to_owned()
    }
}

impl Deed for Notice {
    fn slug(&self) -> &'static str {
        "notice"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.supplement()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let materials = sheet.pen.write("probe", "依据");
        let (form, occasion) = (NoticeForm::Written, SupplementOccasion::Missing);
        Some(AskSupplement { materials, form, occasion }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let materials = sheet.matter_type().map(|found| found.materials.join("\n"));
        let mut ways =
            vec![Choice::new("written", w.in_writing()), Choice::new("oral", w.orally())];
        let mut occasions = vec![
            Choice::new("missing", w.something_missing()),
            Choice::new("request_changed", w.request_changed()),
        ];
        for choices in [&mut ways, &mut occasions] {
            if let Some(first) = choices.first_mut() {
                first.is_chosen = true;
            }
        }
        Form::new(w.supplement(), w.supplement_lead())
            .field(
                Field::lines(typed, "materials", w.supplement_what())
                    .hint(w.supplement_what_hint())
                    .proposed(typed, &materials.unwrap_or_default()),
            )
            .field(Field::radios(typed, "form", w.supplement_form(), ways))
            .field(Field::radios(typed, "occasion", w.supplement_occasion(), occasions))
            .previewing("materials")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let materials = reading.text("materials", sheet.w.supplement_what());
        let form = match reading.typed.get("form") {
            "oral" => NoticeForm::Oral,
            _ => NoticeForm::Written,
        };
        let occasion = match reading.typed.get("occasion") {
            "request_changed" => SupplementOccasion::RequestChanged,
            _ => SupplementOccasion::Missing,
        };
        let ask = materials.map(|materials| AskSupplement { materials, form, occasion }.into());
        ask.into_iter().collect()
    }

    fn wording(&self) -> Option<(TemplateFor, &'static str)> {
        Some((TemplateFor::Notice, "materials"))
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let until = sheet.matter().supplements.last().map(|last| sheet.moment(last.supply_by));
        sheet.w.supplement_done(until.unwrap_or_default())
    }
}

impl Deed for Bring {
    fn slug(&self) -> &'static str {
        "supply"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.supply()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let materials = sheet.pen.write("probe", "依据");
        sheet.matter().awaits_supplement().then(|| Supply { materials }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.supply(), w.supply_lead()).field(Field::lines(
            typed,
            "materials",
            w.supply_what(),
        ))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let materials = reading.text("materials", sheet.w.supply_what());
        materials.map(|materials| Supply { materials }.into()).into_iter().collect()
    }

    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        Some(CameWith::Supplement)
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.supply_done().to_owned()
    }
}
