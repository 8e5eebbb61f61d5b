//! 交接. Sign for, return, hand over, assign, withdraw; rule and object.

use xiaoneng_domain::matter::{
    Destination, HandOver, MatterCommand, MatterEvent, ObjectToRuling, Offer, OfferState, Return,
    ReturnReason, Rule, SignFor, UndoRouting, WithdrawHandOver,
};

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::kit::remaining::Deadline;
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 签收.
pub(super) struct Sign;
/// 退回.
pub(super) struct GiveBack;
/// 移交.
pub(super) struct HandItOver;
/// 分派.
pub(super) struct Assign;
/// 撤回移交, or undo a routing just made.
pub(super) struct TakeBack;
/// 裁定.
pub(super) struct GiveRuling;
/// 异议.
pub(super) struct Object;

impl Sheet<'_> {
    fn open_offer(&self) -> Option<&Offer> {
        self.matter().open_offer()
    }

    /// The offer that may be returned: the open one, else the last that was signed.
    fn returnable_offer(&self) -> Option<&Offer> {
        let signed = |offer: &&Offer| matches!(offer.state, OfferState::Signed { .. });
        self.open_offer().or_else(|| self.matter().offers.iter().rev().find(signed))
    }

    /// What the sender asked of them.
    fn request_of(&self, offer: u32) -> Vec<(String, String)> {
        let w = self.w;
        let found = self.dossier.history.iter().rev().find_map(|fact| {
            let MatterEvent::HandedOver(facts) = &fact.event else { return None };
            (facts.offer == offer).then_some(facts)
        });
        let Some(facts) = found else { return Vec::new() };
        let from =
            format!("{} {}", self.unit_name(&facts.from.unit), self.name(&facts.from.person));
        let mut lines = vec![(w.sign_from().to_owned(), from)];
        let texts = [
            (w.sign_request(), facts.request),
            (w.duty_clause(), facts.duty_clause),
            (w.done_so_far(), facts.done_so_far),
        ];
        let told = texts
            .into_iter()
            .filter_map(|(label, text)| text.map(|text| (label.to_owned(), self.text(&text))));
        lines.extend(told);
        lines
    }
}

impl Deed for Sign {
    fn slug(&self) -> &'static str {
        "sign"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.sign()
    }

    fn rank(&self) -> Rank {
        Rank::First("s")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.open_offer().map(|offer| SignFor { offer: offer.ordinal }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        let w = sheet.w;
        let facts = sheet.open_offer().map(|offer| sheet.request_of(offer.ordinal));
        Form::new(w.sign(), w.sign_lead()).facts(facts.unwrap_or_default())
    }

    /// The button of a list names the offer that it answers.
    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        match reading.typed.get("offer").parse() {
            Ok(offer) => vec![SignFor { offer }.into()],
            Err(_) => self.probe(sheet).into_iter().collect(),
        }
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let clock = sheet.matter().worst_clock(sheet.dossier.now);
        let left = clock.map(|clock| {
            let calendar = sheet.dossier.rules().calendar();
            Deadline::of_clock(*sheet.w, calendar, sheet.dossier.now, clock).words
        });
        sheet.w.sign_done(left.unwrap_or_default())
    }
}

impl Deed for GiveBack {
    fn slug(&self) -> &'static str {
        "return"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.give_back()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let offer = sheet.returnable_offer()?.ordinal;
        let duty_clause = sheet.pen.write("probe", "依据");
        let reason = ReturnReason::NotOurDuty;
        Some(Return { offer, reason, belongs_to: None, duty_clause }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let reasons = vec![
            Choice::new("not_our_duty", w.not_our_duty()),
            Choice::new("another_first", w.another_first()),
            Choice::new("too_little_known", w.too_little_known()),
        ];
        let facts = sheet.returnable_offer().map(|offer| sheet.request_of(offer.ordinal));
        Form::new(w.give_back(), w.give_back_lead())
            .facts(facts.unwrap_or_default())
            .field(Field::radios(typed, "reason", w.why_return(), reasons))
            .field(
                Field::select(typed, "belongs_to", w.belongs_to(), sheet.units(sheet.own_unit()))
                    .optional(),
            )
            .field(Field::lines(typed, "duty_clause", w.duty_clause()).hint(w.duty_clause_hint()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let reason = reading.choice("reason", w.why_return());
        let belongs_to = reading.maybe_unit("belongs_to");
        let duty_clause = reading.text("duty_clause", w.duty_clause());
        let reason = reason.map(|reason| match reason.as_str() {
            "another_first" => ReturnReason::AnotherFirst,
            "too_little_known" => ReturnReason::TooLittleKnown,
            _ => ReturnReason::NotOurDuty,
        });
        let Some(((reason, duty_clause), offer)) =
            reason.zip(duty_clause).zip(sheet.returnable_offer())
        else {
            return Vec::new();
        };
        let offer = offer.ordinal;
        vec![Return { offer, reason, belongs_to, duty_clause }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.give_back_done().to_owned()
    }
}

impl Deed for HandItOver {
    fn slug(&self) -> &'static str {
        "handover"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.hand_over()
    }

    fn rank(&self) -> Rank {
        Rank::First("h")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let other = sheet.units(sheet.handling_unit()).into_iter().next()?;
        Some(offered(sheet, other.value.as_str(), None))
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let units = sheet.units(sheet.handling_unit());
        let handling = sheet.handling_unit();
        let is_school = handling.is_some_and(|unit| sheet.dossier.organization().is_school(unit));
        let basis = sheet.matter_type().map(|found| &found.basis);
        let basis = basis.filter(|basis| basis.article.is_some()).map(ToString::to_string);
        let basis = basis.unwrap_or_default();
        let mut form = Form::new(w.hand_over(), w.hand_over_lead())
            .field(Field::select(typed, "to", w.hand_to(), units))
            .field(Field::lines(typed, "request", w.ask_of_them()).hint(w.ask_of_them_hint()))
            .field(
                Field::line(typed, "duty_clause", w.duty_clause())
                    .hint(w.clause_hint())
                    .proposed(typed, &basis)
                    .optional(),
            );
        if is_school {
            form = form.field(
                Field::lines(typed, "done_so_far", w.done_so_far())
                    .hint(w.done_so_far_hint())
                    .optional(),
            );
        }
        form
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let unit = reading.unit("to", w.hand_to());
        let request = reading.text("request", w.ask_of_them());
        let duty_clause = reading.maybe_text("duty_clause");
        let done_so_far = reading.maybe_text("done_so_far");
        let Some((unit, request)) = unit.zip(request) else { return Vec::new() };
        let to = Destination { unit, person: None };
        vec![HandOver { to, request, duty_clause, done_so_far }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let to = sheet.open_offer().map(|offer| sheet.unit_name(&offer.to.unit));
        sheet.w.hand_over_done(to.unwrap_or_default())
    }
}

/// A hand-over that says whatever one could have to say.
fn offered(sheet: &Sheet<'_>, unit: &str, person: Option<&str>) -> MatterCommand {
    let text = || sheet.pen.write("probe", "依据");
    let to = Destination { unit: unit.into(), person: person.map(Into::into) };
    let (duty_clause, done_so_far) = (Some(text()), Some(text()));
    HandOver { to, request: text(), duty_clause, done_so_far }.into()
}

impl Deed for Assign {
    fn slug(&self) -> &'static str {
        "assign"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.assign()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let unit = sheet.handling_unit()?;
        let holder = &sheet.matter().responsible.as_ref()?.holder.person;
        let people = sheet.people(unit);
        let other = people.iter().find(|choice| choice.value != holder.as_str())?;
        Some(offered(sheet, unit.as_str(), Some(&other.value)))
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let holder = sheet.matter().responsible.as_ref().map(|found| &found.holder);
        let people = holder.map(|holder| {
            let mut people = sheet.people(&holder.unit);
            people.retain(|choice| choice.value != holder.person.as_str());
            people
        });
        Form::new(w.assign(), w.assign_lead())
            .field(Field::radios(typed, "person", w.assign_to(), people.unwrap_or_default()))
            .field(Field::lines(typed, "request", w.ask_of_them()).hint(w.ask_of_them_hint()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let person = reading.person("person", w.assign_to());
        let request = reading.text("request", w.ask_of_them());
        let Some(((person, request), unit)) = person.zip(request).zip(sheet.handling_unit()) else {
            return Vec::new();
        };
        let to = Destination { unit: unit.clone(), person: Some(person) };
        vec![HandOver { to, request, duty_clause: None, done_so_far: None }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let to = sheet.open_offer().and_then(|offer| offer.to.person.as_ref());
        sheet.w.assign_done(to.map(|person| sheet.name(person)).unwrap_or_default())
    }
}

impl Deed for TakeBack {
    fn slug(&self) -> &'static str {
        "takeback"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.take_back()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let offer = sheet.open_offer()?.ordinal;
        let undo: MatterCommand = UndoRouting { offer }.into();
        match sheet.allows(undo.clone()) {
            Ok(()) => Some(undo),
            Err(_) => Some(WithdrawHandOver { offer }.into()),
        }
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        let w = sheet.w;
        let unit = sheet.open_offer().map(|offer| sheet.unit_name(&offer.to.unit));
        let unit = unit.unwrap_or_default();
        let lead = match self.probe(sheet) {
            Some(MatterCommand::UndoRouting(_)) => w.undo_lead(unit),
            _ => w.take_back_lead(unit),
        };
        Form::new(w.take_back(), lead)
    }

    fn wishes(&self, sheet: &Sheet<'_>, _reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        self.probe(sheet).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.take_back_done().to_owned()
    }
}

impl Deed for GiveRuling {
    fn slug(&self) -> &'static str {
        "rule"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.rule()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let unit = sheet.matter().pending_ruling()?.parties.first()?.clone();
        Some(Rule { unit, reason: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let parties = sheet.matter().pending_ruling().map(|ruling| ruling.parties.as_slice());
        let parties: Vec<Choice> = parties
            .unwrap_or_default()
            .iter()
            .map(|unit| Choice::new(unit.as_str(), sheet.unit_name(unit)))
            .collect();
        let returned = sheet.dossier.history.iter().filter_map(|fact| {
            let MatterEvent::Returned(facts) = &fact.event else { return None };
            let who = sheet.unit_name(&facts.by.unit);
            Some((w.returned_by(who), sheet.text(&facts.duty_clause)))
        });
        Form::new(w.rule(), w.rule_lead())
            .facts(returned.collect())
            .field(Field::radios(typed, "unit", w.rule_for(), parties))
            .field(Field::lines(typed, "reason", w.rule_why()).hint(w.rule_why_hint()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let unit = reading.unit("unit", sheet.w.rule_for());
        let reason = reading.text("reason", sheet.w.rule_why());
        unit.zip(reason).map(|(unit, reason)| Rule { unit, reason }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let ruled = sheet.matter().ruling.as_ref().and_then(|ruling| ruling.ruled_unit.as_ref());
        sheet.w.rule_done(ruled.map(|unit| sheet.unit_name(unit)).unwrap_or_default())
    }
}

impl Deed for Object {
    fn slug(&self) -> &'static str {
        "object"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.object()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().ruling.as_ref()?.ruled_unit.as_ref()?;
        Some(ObjectToRuling { reason: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.object(), w.object_lead()).field(Field::lines(typed, "reason", w.object_why()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let reason = reading.text("reason", sheet.w.object_why());
        reason.map(|reason| ObjectToRuling { reason }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.object_done().to_owned()
    }
}
