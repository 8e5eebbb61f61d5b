//! 办理单. What a form of an act is made from: the matter as it stands, who looks at it, and what
//! he typed.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use xiaoneng_app::working_time::{Date, Instant};
use xiaoneng_app::{Dossier, Names};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode, PersonId, UnitId};
use xiaoneng_domain::matter::{Classify, Matter, MatterCommand};
use xiaoneng_domain::organization::{Role, UnitKind};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{MatterType, Rulebook};
use xiaoneng_domain::text::{TextDigest, Written};

use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::workbench::form::{Choice, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 笔. Texts of one form get their salts from the form, so that the same form sent twice writes the
/// same texts.
pub(crate) struct Pen {
    key: [u8; 64],
    once: String,
}

impl Pen {
    /// The pen of a form.
    pub(crate) fn of(key: &[u8; 64], once: &str) -> Self {
        Self { key: *key, once: once.to_owned() }
    }

    /// A text of a field.
    pub(crate) fn write(&self, field: &str, text: &str) -> Written {
        let mut mac = Hmac::<Sha256>::new((&self.key).into());
        mac.update(b"salt/");
        mac.update(self.once.as_bytes());
        mac.update(b"/");
        mac.update(field.as_bytes());
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        let mut salt = [0; 16];
        salt.copy_from_slice(&bytes[..16]);
        Written::new(text, salt)
    }
}

/// 办理单.
pub(crate) struct Sheet<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) actor: Actor,
    pub(crate) person: PersonId,
    pub(crate) names: &'a Names,
    pub(crate) w: DeedWords,
    pub(crate) pen: Pen,
    /// The other matter that is named, with its petitioner, if it may be seen.
    pub(crate) other: Option<(MatterNumber, Option<PersonId>)>,
    /// What is known under the catalogue entry that was chosen.
    pub(crate) classification: Option<Classify>,
}

impl Sheet<'_> {
    pub(crate) fn matter(&self) -> &Matter {
        &self.dossier.matter
    }

    /// Whether the wish would be carried out now.
    pub(crate) fn allows(&self, command: MatterCommand) -> Result<(), Refusal> {
        self.dossier.allows(&self.actor, command)
    }

    /// The rules under which the matter is handled: of the day of acceptance, before it of filing.
    pub(crate) fn rulebook(&self) -> &Rulebook {
        let matter = self.matter();
        let accepted = matter.acceptance.as_ref().map(|acceptance| acceptance.effective_from);
        let filed = matter.filing.as_ref().map(|filing| filing.filed_at);
        self.dossier.rules().on(accepted.or(filed).unwrap_or(self.dossier.now).date())
    }

    pub(crate) fn matter_type(&self) -> Option<&MatterType> {
        let filing = self.matter().filing.as_ref()?;
        self.rulebook().matter_types.get(&filing.matter_type)
    }

    pub(crate) fn item(&self, code: &MatterTypeCode) -> String {
        let found = self.rulebook().matter_types.get(code);
        found.map_or_else(|| code.to_string(), |found| found.name.clone())
    }

    pub(crate) fn text(&self, digest: &TextDigest) -> String {
        let found = self.dossier.texts.body(digest);
        found.unwrap_or(self.w.sealed_text()).to_owned()
    }

    pub(crate) fn unit_name(&self, unit: &UnitId) -> String {
        let found = self.dossier.organization().unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    pub(crate) fn name(&self, person: &PersonId) -> String {
        self.names.of(person).to_owned()
    }

    pub(crate) fn moment(&self, at: Instant) -> String {
        dates::day_and_time(*self.w, at)
    }

    /// Whose unit handles it now.
    pub(crate) fn handling_unit(&self) -> Option<&UnitId> {
        self.matter().responsible.as_ref().map(|responsible| &responsible.holder.unit)
    }

    /// His own unit.
    pub(crate) fn own_unit(&self) -> Option<&UnitId> {
        self.dossier.organization().in_office(&self.person).map(|staff| &staff.unit)
    }

    /// All units that stand, grouped, but not `but`.
    pub(crate) fn units(&self, but: Option<&UnitId>) -> Vec<Choice> {
        let organization = self.dossier.organization();
        let w = self.w;
        let kinds = [
            (UnitKind::Bureau, w.group_bureau()),
            (UnitKind::Section, w.group_sections()),
            (UnitKind::Institution, w.group_institutions()),
            (UnitKind::School, w.group_schools()),
        ];
        let of_kind = |(kind, group): (UnitKind, &'static str)| {
            let units = organization.open_units().filter(move |unit| unit.kind == kind);
            units
                .filter(|unit| Some(&unit.id) != but)
                .map(|unit| Choice::new(unit.id.as_str(), unit.name.clone()).within(group))
                .collect::<Vec<_>>()
        };
        kinds.into_iter().flat_map(of_kind).collect()
    }

    /// Those who serve in a unit, administrators apart.
    pub(crate) fn people(&self, unit: &UnitId) -> Vec<Choice> {
        let organization = self.dossier.organization();
        let people = organization.people_of(unit).filter(|person| {
            !person.has_left && !person.roles.iter().any(|role| role.is_administrator())
        });
        people.map(|person| Choice::new(person.id.as_str(), self.name(&person.id))).collect()
    }

    /// 领导.
    pub(crate) fn leaders(&self) -> Vec<Choice> {
        let leads = [Role::Principal, Role::DeputyDirector, Role::Director];
        let organization = self.dossier.organization();
        let leaders = organization.persons.values().filter(|person| {
            !person.has_left && leads.iter().any(|role| person.roles.contains(role))
        });
        leaders.map(|person| Choice::new(person.id.as_str(), self.name(&person.id))).collect()
    }
}

/// What was typed, read field by field; what cannot be read is noted.
pub(crate) struct Reading<'a> {
    pub(crate) typed: &'a Typed,
    pub(crate) errors: &'a mut Errors,
    pub(crate) w: DeedWords,
    pub(crate) pen: &'a Pen,
}

impl Reading<'_> {
    /// A text that must be there.
    pub(crate) fn text(&mut self, id: &str, what: &str) -> Option<Written> {
        let text = self.typed.get(id);
        if text.is_empty() {
            self.errors.add(id, self.w.not_written(what));
            return None;
        }
        Some(self.pen.write(id, text))
    }

    /// A text that may be there.
    pub(crate) fn maybe_text(&self, id: &str) -> Option<Written> {
        let text = self.typed.get(id);
        (!text.is_empty()).then(|| self.pen.write(id, text))
    }

    /// One of the choices.
    pub(crate) fn choice(&mut self, id: &str, what: &str) -> Option<String> {
        let chosen = self.typed.get(id);
        if chosen.is_empty() {
            self.errors.add(id, self.w.not_chosen(what));
            return None;
        }
        Some(chosen.to_owned())
    }

    pub(crate) fn unit(&mut self, id: &str, what: &str) -> Option<UnitId> {
        self.choice(id, what).map(UnitId::from)
    }

    pub(crate) fn maybe_unit(&self, id: &str) -> Option<UnitId> {
        let unit = self.typed.get(id);
        (!unit.is_empty()).then(|| UnitId::from(unit))
    }

    pub(crate) fn person(&mut self, id: &str, what: &str) -> Option<PersonId> {
        self.choice(id, what).map(PersonId::from)
    }

    pub(crate) fn maybe_person(&self, id: &str) -> Option<PersonId> {
        let person = self.typed.get(id);
        (!person.is_empty()).then(|| PersonId::from(person))
    }

    /// A number in a hidden field or a list.
    pub(crate) fn number(&mut self, id: &str, what: &str) -> Option<u32> {
        let typed = self.choice(id, what)?;
        let number = typed.parse().ok();
        if number.is_none() {
            self.errors.add(id, self.w.not_a_number());
        }
        number
    }

    /// A day; none where it is empty.
    pub(crate) fn maybe_day(&mut self, id: &str) -> Option<Date> {
        let typed = self.typed.get(id);
        if typed.is_empty() {
            return None;
        }
        let day = typed.parse().ok();
        if day.is_none() {
            self.errors.add(id, self.w.not_a_date());
        }
        day
    }

    /// A day that must be there.
    pub(crate) fn day(&mut self, id: &str, what: &str) -> Option<Date> {
        if self.typed.get(id).is_empty() {
            self.errors.add(id, self.w.not_written(what));
            return None;
        }
        self.maybe_day(id)
    }

    /// A time; none where it is empty.
    pub(crate) fn maybe_moment(&mut self, id: &str) -> Option<Instant> {
        let typed = self.typed.get(id).replace(' ', "T");
        if typed.is_empty() {
            return None;
        }
        let moment = typed.parse().ok();
        if moment.is_none() {
            self.errors.add(id, self.w.not_a_time());
        }
        moment
    }

    /// A time that must be there.
    pub(crate) fn moment(&mut self, id: &str, what: &str) -> Option<Instant> {
        if self.typed.get(id).is_empty() {
            self.errors.add(id, self.w.not_written(what));
            return None;
        }
        self.maybe_moment(id)
    }
}
