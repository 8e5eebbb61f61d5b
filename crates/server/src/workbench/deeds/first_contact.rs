//! 补记首问. A matter that came by the portal or on paper has no record of what whoever was asked first
//! did about it; he, or whoever answers for it, records the situation with what it demands.

use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::{
    AssistWish, CompetentUnit, Destination, FirstContactRecord, HandOverWish, MatterCommand,
    NoticeForm, OneTimeNotice, Receipt, RecordFirstContact,
};
use xiaoneng_domain::rules::{Duty, DutyElement, Situation};

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::DeskWords;
use crate::workbench::words::deeds::DeedWords;

/// 补记首问.
pub(super) struct RecordAsked;

/// A record of which nothing is known but the situation.
fn bare(situation: Situation) -> FirstContactRecord {
    FirstContactRecord {
        situation,
        result: None,
        notice: None,
        hand_over: None,
        reported_to: None,
        competent: None,
        help: None,
        leader_told: None,
        assisting: Vec::new(),
        receipt: Receipt::Given,
    }
}

impl Sheet<'_> {
    /// Those to whom whoever handles it reports: the head above, the leader in charge, the director.
    fn superiors(&self) -> Vec<Choice> {
        let organization = self.dossier.organization();
        let Some(unit) = self.handling_unit() else { return Vec::new() };
        let head = organization.head_but(unit, &self.person);
        let all = [head, organization.leader_in_charge(unit), organization.director()];
        let mut found: Vec<&PersonId> = Vec::new();
        for person in all.into_iter().flatten().filter(|person| **person != self.person) {
            if !found.contains(&person) {
                found.push(person);
            }
        }
        found.into_iter().map(|one| Choice::new(one.as_str(), self.name(one))).collect()
    }

    /// The twelve situations with what each demands beside the record itself.
    fn situations(&self) -> Vec<Choice> {
        let rules = self.dossier.rules().on(self.dossier.now.date());
        let choice = |(situation, duty): (&Situation, &Duty)| {
            let owed = duty.requires.iter().filter(|one| **one != DutyElement::Recorded);
            let owed: Vec<&str> = owed.map(|element| element.name()).collect();
            let (letter, name) = (situation.letter(), &duty.name);
            let label = match owed.is_empty() {
                true => format!("{letter} {name}"),
                false => format!("{letter} {name}：{}", owed.join("、")),
            };
            Choice::new(letter, label)
        };
        rules.first_contact.duties.iter().map(choice).collect()
    }
}

impl Deed for RecordAsked {
    fn slug(&self) -> &'static str {
        "first-contact"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.record_asked()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let is_recorded = sheet.matter().first_contact.is_some();
        (!is_recorded).then(|| RecordFirstContact { record: bare(Situation::B) }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let (w, d) = (sheet.w, DeskWords(*sheet.w));
        let mut ways =
            vec![Choice::new("written", w.in_writing()), Choice::new("oral", w.orally())];
        if let Some(first) = ways.first_mut() {
            first.is_chosen = true;
        }
        let nobody = || Choice::new("", d.nobody());
        let mut superiors = sheet.superiors();
        superiors.insert(0, nobody());
        let mut units = sheet.units(sheet.handling_unit());
        units.insert(0, nobody());
        let more = w.record_asked_more();
        let is_open = ["to", "reported_to", "leader_told", "competent_name", "help", "assisting"]
            .iter()
            .any(|id| !typed.get(id).is_empty());
        let folded = |field: Field| field.optional().folded(more, is_open);
        Form::new(w.record_asked(), w.record_asked_lead())
            .field(Field::select(typed, "situation", d.situation(), sheet.situations()))
            .field(Field::lines(typed, "notice", d.notice()).hint(w.seen_by_citizen()).optional())
            .field(Field::radios(typed, "form", w.supplement_form(), ways))
            .field(folded(Field::select(typed, "to", w.record_asked_to(), units.clone())))
            .field(folded(Field::line(typed, "request", d.request()).hint(w.seen_by_citizen())))
            .field(folded(Field::select(typed, "reported_to", d.reported_to(), superiors.clone())))
            .field(folded(Field::select(typed, "leader_told", d.leader_told(), superiors)))
            .field(folded(Field::line(typed, "competent_name", d.competent_name())))
            .field(folded(Field::line(typed, "competent_contact", d.competent_contact())))
            .field(folded(Field::line(typed, "help", d.help())))
            .field(folded(Field::select(typed, "assisting", d.assisting(), units)))
            .field(folded(Field::line(typed, "question", d.question())))
            .field(folded(Field::lines(typed, "result", d.result()).hint(d.result_hint())))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let d = DeskWords(*sheet.w);
        let situation = reading.choice("situation", d.situation());
        let Some(situation) = situation.and_then(|one| Situation::of_letter(&one)) else {
            return Vec::new();
        };
        let form = match reading.typed.get("form") {
            "oral" => NoticeForm::Oral,
            _ => NoticeForm::Written,
        };
        let to = reading.maybe_unit("to");
        let hand_over = match to {
            Some(unit) => reading
                .text("request", d.request())
                .map(|request| HandOverWish { to: Destination { unit, person: None }, request }),
            None => None,
        };
        let assisting = match reading.maybe_unit("assisting") {
            Some(unit) => {
                reading.text("question", d.question()).map(|question| AssistWish { unit, question })
            }
            None => None,
        };
        let name = reading.maybe_text("competent_name");
        let contact = reading.maybe_text("competent_contact");
        let record = FirstContactRecord {
            result: reading.maybe_text("result"),
            notice: reading.maybe_text("notice").map(|text| OneTimeNotice { text, form }),
            hand_over,
            reported_to: reading.maybe_person("reported_to"),
            competent: name.zip(contact).map(|(name, contact)| CompetentUnit {
                unit: None,
                name,
                contact,
            }),
            help: reading.maybe_text("help"),
            leader_told: reading.maybe_person("leader_told"),
            assisting: assisting.into_iter().collect(),
            ..bare(situation)
        };
        vec![RecordFirstContact { record }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.record_asked_done().to_owned()
    }
}
