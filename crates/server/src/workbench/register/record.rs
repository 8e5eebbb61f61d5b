//! 首问留痕. What the clerk did about it becomes the record that his situation demands; what the
//! catalogue knows already he need not write.

use xiaoneng_app::App;
use xiaoneng_app::file::{Filing, Identity, Marks};
use xiaoneng_app::rehearse::Rehearsed;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::{
    AskedFirst, AssistWish, CompetentUnit, Destination, FirstContactRecord, HandOverWish,
    NoticeForm, OneTimeNotice, Receipt,
};
use xiaoneng_domain::rules::{DutyElement, MatterType, Situation};
use xiaoneng_domain::text::Written;

use crate::kit::errors::Errors;
use crate::kit::language::Language;
use crate::workbench::initials::Match;
use crate::workbench::register::typed::Typed;
use crate::workbench::register::understood::{Desk, To, Understood, Wish, is_written};
use crate::workbench::suggest;
use crate::workbench::words::DeskWords;

/// What is written for the citizen is Chinese whatever the clerk reads.
const TO_CITIZEN: DeskWords = DeskWords(Language::Chinese);

impl<'a> Desk<'a> {
    /// The filing as far as the rules look at it before it is made; none before the matter type is
    /// known.
    pub(crate) fn filing(
        &self,
        typed: &Typed,
        understood: &Understood<'_>,
    ) -> Option<(Filing, Errors)> {
        let entry = understood.entry?;
        let mut errors = Errors::default();
        let concerned = match self.concerned(typed, understood.situation) {
            Ok(concerned) => concerned,
            Err(words) => {
                errors.add("concerned", words);
                None
            }
        };
        let asked_school = match self.asked_school(typed, understood) {
            Ok(school) => school,
            Err(words) => {
                errors.add("asked_school", words);
                None
            }
        };
        let filing = Filing {
            channel: typed.channel(),
            petitioner: identity(typed),
            matter_type: entry.code.clone(),
            unit: None,
            story: typed.story.clone(),
            concerned,
            marks: Marks {
                is_sealed: false,
                is_urgent: typed.is_urgent,
                is_vulnerable: typed.is_vulnerable,
            },
            asked_first: None,
            first_contact: None,
            asked_school,
        };
        Some((filing, errors))
    }

    /// Adds what the clerk did about it. A matter that goes back to its school is not handed over
    /// besides.
    pub(crate) fn complete(
        &self,
        app: &App,
        typed: &Typed,
        understood: &Understood<'_>,
        (filing, rehearsed): (Filing, &Rehearsed),
        wish: Wish,
    ) -> Result<Filing, Errors> {
        let (Some(entry), Some(to)) = (understood.entry, &understood.to) else {
            return Ok(filing);
        };
        let write = |text: &str| Written::new(text, app.chance().bytes());
        let goes_back = rehearsed.push_up_to.is_some();
        let by_rule = if goes_back { Situation::B } else { Situation::E };
        let chosen = Situation::of_letter(&typed.situation);
        let situation = chosen.or(understood.situation.filter(|_| !goes_back)).unwrap_or(by_rule);
        let mut errors = Errors::default();
        let assisting = self.assisting(typed, situation, &write, &mut errors);
        let competent = (!typed.competent_name.is_empty()).then(|| CompetentUnit {
            unit: self.unit_named(&typed.competent_name),
            name: write(&typed.competent_name),
            contact: write(&typed.competent_contact),
        });
        let result = match (wish, self.result(typed, competent.as_ref())) {
            (Wish::Save, _) => None,
            (Wish::Finish, Some(result)) => Some(write(&result)),
            (Wish::Finish, None) => {
                let words = self.w.err_result_empty().to_owned();
                errors.add("result", words);
                None
            }
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let chosen = |typed: &str, otherwise: Option<&PersonId>| match typed {
            "" => otherwise.cloned(),
            person => Some(PersonId::from(person)),
        };
        let owes = |element| self.owes(situation, element);
        let above = self.superiors();
        let is_handed = !goes_back && result.is_none();
        let record = FirstContactRecord {
            situation,
            result,
            notice: self.notice(typed, entry, owes(DutyElement::OneTimeNotice), &write),
            hand_over: is_handed.then(|| self.hand_over(typed, to, &write)).flatten(),
            reported_to: owes(DutyElement::ReportedToSuperior)
                .then(|| chosen(&typed.reported_to, above.first()))
                .flatten(),
            competent,
            help: (!typed.help.is_empty()).then(|| write(&typed.help)),
            leader_told: owes(DutyElement::LeaderToldAtOnce)
                .then(|| chosen(&typed.leader_told, above.last()))
                .flatten(),
            assisting,
            receipt: Receipt::Given,
        };
        let asked_first = (!typed.asked_first.is_empty()).then(|| {
            let named = self.colleagues.iter().find(|(_, name)| *name == typed.asked_first);
            named.map_or_else(
                || AskedFirst::Named(write(&typed.asked_first)),
                |(person, _)| AskedFirst::Person(person.clone()),
            )
        });
        Ok(Filing { asked_first, first_contact: Some(Box::new(record)), ..filing })
    }

    /// Those to whom a clerk reports: the heads above him, then the leader in charge.
    pub(crate) fn superiors(&self) -> Vec<PersonId> {
        let (organization, me) = (&self.known.organization, &self.staff.person);
        let unit = &self.staff.unit;
        let head = organization.head_but(unit, me);
        let leader = organization.leader_in_charge(unit);
        let mut found: Vec<PersonId> = Vec::new();
        let all = [head, leader, organization.director()];
        for person in all.into_iter().flatten().filter(|person| *person != me) {
            if !found.contains(person) {
                found.push(person.clone());
            }
        }
        found
    }

    fn owes(&self, situation: Situation, element: DutyElement) -> bool {
        let duties = &self.rules().first_contact.duties;
        duties.get(&situation).is_some_and(|duty| duty.requires.contains(&element))
    }

    /// 被反映单位, asked where somebody complains of staff.
    fn concerned(
        &self,
        typed: &Typed,
        situation: Option<Situation>,
    ) -> Result<Option<UnitId>, String> {
        if typed.concerned.is_empty() {
            return match situation {
                Some(Situation::I) => Err(self.w.err_concerned().to_owned()),
                Some(_) | None => Ok(None),
            };
        }
        self.unit_typed(&typed.concerned).map(Some)
    }

    /// 先问过的学校: the one it is handed to, unless another is named.
    fn asked_school(
        &self,
        typed: &Typed,
        understood: &Understood<'_>,
    ) -> Result<Option<UnitId>, String> {
        if typed.asked != "1" || !self.asks_for_school(understood.entry) {
            return Ok(None);
        }
        if !typed.asked_school.is_empty() {
            return self.unit_typed(&typed.asked_school).map(Some);
        }
        match &understood.to {
            Some(To::Unit(unit)) if self.known.organization.is_school(&unit.id) => {
                Ok(Some(unit.id.clone()))
            }
            Some(To::Unit(_) | To::Myself | To::Office(_) | To::Colleague { .. }) | None => {
                Err(self.w.err_asked_which().to_owned())
            }
        }
    }

    fn unit_typed(&self, typed: &str) -> Result<UnitId, String> {
        match suggest::typed_unit(&self.known.organization, typed) {
            Match::One(unit) => Ok(unit.id.clone()),
            Match::None => Err(self.w.err_unit_unknown(typed)),
            Match::Several(units) => {
                let names: Vec<&str> = units.iter().take(4).map(|unit| &*unit.name).collect();
                Err(self.w.err_several(typed, names.join("、")))
            }
        }
    }

    fn unit_named(&self, name: &str) -> Option<UnitId> {
        let mut units = self.known.organization.open_units();
        units.find(|unit| unit.name == name).map(|unit| unit.id.clone())
    }

    fn assisting(
        &self,
        typed: &Typed,
        situation: Situation,
        write: &impl Fn(&str) -> Written,
        errors: &mut Errors,
    ) -> Vec<AssistWish> {
        let mut wishes = Vec::new();
        for name in typed.assisting_units() {
            match self.unit_typed(name) {
                Ok(unit) => wishes.push(AssistWish { unit, question: write(&typed.question) }),
                Err(words) => errors.add("assisting", words),
            }
        }
        let is_owed = self.owes(situation, DutyElement::LeadNamed) || !wishes.is_empty();
        let is_there = !wishes.is_empty() && !typed.question.is_empty();
        if is_owed && !is_there && errors.is_empty() {
            let words = self.w.err_assisting().to_owned();
            errors.add("assisting", words);
        }
        wishes
    }

    /// 结果 of what is finished on the spot: as written, or where the citizen is to go.
    fn result(&self, typed: &Typed, competent: Option<&CompetentUnit>) -> Option<String> {
        if !typed.result.is_empty() {
            return Some(typed.result.clone());
        }
        competent.map(|unit| TO_CITIZEN.auto_not_ours(unit.name.body(), unit.contact.body()))
    }

    /// 一次性告知: as written, or from the catalogue where it is owed.
    fn notice(
        &self,
        typed: &Typed,
        entry: &MatterType,
        is_owed: bool,
        write: &impl Fn(&str) -> Written,
    ) -> Option<OneTimeNotice> {
        let form = match is_written(typed.channel()) {
            true => NoticeForm::Written,
            false => NoticeForm::Oral,
        };
        let text = match typed.notice.as_str() {
            "" if is_owed => self.notice_of(entry),
            "" => return None,
            written => written.to_owned(),
        };
        Some(OneTimeNotice { text: write(&text), form })
    }

    /// 一次性告知 as the catalogue has it.
    pub(crate) fn notice_of(&self, entry: &MatterType) -> String {
        let unit = &self.staff.unit_name;
        let limit = entry.promised.limit;
        let told = TO_CITIZEN.auto_notice(&entry.name, unit, &entry.basis, limit);
        let needed: Vec<&str> =
            entry.materials.iter().chain(&entry.conditions).map(String::as_str).collect();
        let needed = match needed.is_empty() {
            true => TO_CITIZEN.auto_no_materials().to_owned(),
            false => TO_CITIZEN.auto_materials(needed.join("、")),
        };
        told + &needed
    }

    fn hand_over(
        &self,
        typed: &Typed,
        to: &To<'_>,
        write: &impl Fn(&str) -> Written,
    ) -> Option<HandOverWish> {
        let to = match to {
            To::Myself => return None,
            To::Office(unit) if unit.id == self.staff.unit => return None,
            To::Office(unit) | To::Unit(unit) => {
                Destination { unit: unit.id.clone(), person: None }
            }
            To::Colleague { person, .. } => {
                let unit = self.staff.unit.clone();
                Destination { unit, person: Some((*person).clone()) }
            }
        };
        let request = match typed.request.as_str() {
            "" => TO_CITIZEN.auto_request(),
            request => request,
        };
        Some(HandOverWish { to, request: write(request) })
    }
}

fn identity(typed: &Typed) -> Option<Identity> {
    let is_known = !typed.phone.is_empty() || !typed.name.is_empty();
    is_known.then(|| Identity {
        name: typed.name.clone(),
        phone: (!typed.phone.is_empty()).then(|| typed.phone.clone()),
        ..Identity::default()
    })
}
