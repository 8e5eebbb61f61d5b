//! 填写的投诉. What was typed, and what of it can be taken as it is.

use xiaoneng_app::complaints::{NewComplaint, named_in, serving_as};
use xiaoneng_app::masking::mask_identity_numbers;
use xiaoneng_app::working_time::Date;
use xiaoneng_app::{Known, Names};
use xiaoneng_domain::complaint::{FaultCategory, IdentityMode};
use xiaoneng_domain::id::{PersonId, UnitId};

use super::Pick;
use crate::kit::errors::Errors;
use crate::kit::phone::{self, NotAPhone};
use crate::kit::posted::Posted;
use crate::portal::told::plain_lines;
use crate::portal::words::complain::ComplainWords;

/// What happened has so many characters at least.
const FACTS_LEAST: usize = 5;
/// And at most (decisions C25).
const FACTS_MOST: usize = 5_000;
/// A line has so many characters at most.
const LINE_MOST: usize = 100;

/// What was typed, every letter of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) mode: String,
    pub(crate) unit: String,
    pub(crate) described: String,
    pub(crate) happened: String,
    pub(crate) facts: String,
    pub(crate) demand: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) wants_call: bool,
    /// “我在本系统工作”.
    pub(crate) works_here: bool,
    pub(crate) works_unit: String,
    pub(crate) categories: Vec<String>,
}

/// What the categories are called on the form.
fn offered(w: ComplainWords) -> [(FaultCategory, &'static str); 8] {
    [
        (FaultCategory::F02, w.fault_delay()),
        (FaultCategory::F03, w.fault_refusal()),
        (FaultCategory::F04, w.fault_not_told()),
        (FaultCategory::F06, w.fault_rude()),
        (FaultCategory::F07, w.fault_absent()),
        (FaultCategory::F09, w.fault_taking()),
        (FaultCategory::F12, w.fault_false()),
        (FaultCategory::F15, w.fault_retaliation()),
    ]
}

impl Typed {
    /// Before anything was typed: sealed is proposed.
    pub(crate) fn begun() -> Self {
        Self { mode: IdentityMode::Sealed.code().to_owned(), ..Self::default() }
    }

    /// What a form carries.
    pub(crate) fn of(posted: &Posted) -> Self {
        let field = |name: &str| posted.field(name).to_owned();
        Self {
            mode: field("mode"),
            unit: field("unit"),
            described: field("described"),
            happened: field("happened"),
            facts: field("facts"),
            demand: field("demand"),
            name: field("name"),
            phone: field("phone"),
            wants_call: posted.filled("call").is_some(),
            works_here: posted.filled("works").is_some(),
            works_unit: field("works_unit"),
            categories: posted.all("fault").map(str::to_owned).collect(),
        }
    }

    /// 身份方式 to choose from, each with what it means.
    pub(crate) fn modes(&self, w: ComplainWords) -> Vec<Pick> {
        let modes = [
            (IdentityMode::Sealed, w.mode_sealed(), w.mode_sealed_means()),
            (IdentityMode::Anonymous, w.mode_anonymous(), w.mode_anonymous_means()),
            (IdentityMode::Named, w.mode_named(), w.mode_named_means()),
        ];
        let pick = |(mode, label, hint): (IdentityMode, _, _)| {
            let value = mode.code();
            Pick { value, label, hint, is_chosen: self.mode == value }
        };
        modes.into_iter().map(pick).collect()
    }

    /// 类别 to tick.
    pub(crate) fn category_picks(&self, w: ComplainWords) -> Vec<Pick> {
        let pick = |(category, label): (FaultCategory, _)| {
            let value = category.code();
            let is_chosen = self.categories.iter().any(|chosen| chosen == value);
            Pick { value, label, hint: "", is_chosen }
        };
        offered(w).into_iter().map(pick).collect()
    }

    fn mode(&self) -> Option<IdentityMode> {
        let modes = [IdentityMode::Named, IdentityMode::Sealed, IdentityMode::Anonymous];
        modes.into_iter().find(|mode| mode.code() == self.mode)
    }

    /// What can be taken as it is, or everything that is to be mended.
    pub(crate) fn check(
        &self,
        (known, names): (&Known, &Names),
        today: Date,
        w: ComplainWords,
    ) -> Result<NewComplaint, Errors> {
        let mut errors = Errors::default();
        let mode = self.mode();
        if mode.is_none() {
            errors.add("mode", w.err_mode());
        }
        let identity = mode.unwrap_or(IdentityMode::Anonymous);
        let unit = UnitId::from(self.unit.trim());
        let unit = known.organization.unit(&unit).map(|_| known.organization.heir_of(&unit));
        if unit.is_none() {
            errors.add("unit", w.err_unit());
        }
        let described = self.line("described", &self.described, w, &mut errors);
        let happened_on = self.happened_on(today, w, &mut errors);
        let facts = self.text("facts", &self.facts, w, &mut errors);
        if facts.chars().count() < FACTS_LEAST {
            errors.add("facts", w.err_facts_short());
        }
        let demand = self.text("demand", &self.demand, w, &mut errors);
        let is_anonymous = identity == IdentityMode::Anonymous;
        let name = self.line("name", &self.name, w, &mut errors);
        let phone = if is_anonymous { None } else { self.read_phone(w, &mut errors) };
        if self.wants_call && !is_anonymous && phone.is_none() && !errors.is_at("phone") {
            errors.add("phone", w.err_call_without_phone());
        }
        let works_here = self.works_here(identity, &name, (known, names), (w, &mut errors));
        let (Some(unit), true) = (unit.cloned(), errors.is_empty()) else { return Err(errors) };
        let offered = offered(w).into_iter().map(|(category, _)| category);
        let is_ticked = |one: &FaultCategory| self.categories.iter().any(|code| code == one.code());
        let masked = |text: String| mask_identity_numbers(&text, w.masked()).unwrap_or(text);
        Ok(NewComplaint {
            identity,
            name: if is_anonymous { String::new() } else { name },
            wants_call: self.wants_call && !is_anonymous,
            phone,
            persons: named_in(&described, (known, names), &unit),
            unit,
            described,
            happened_on,
            facts: masked(facts),
            demand: masked(demand),
            categories: offered.filter(is_ticked).collect(),
            works_here,
        })
    }

    /// Who he is, where he works here and asks to be watched over: found by name and unit.
    fn works_here(
        &self,
        identity: IdentityMode,
        name: &str,
        people: (&Known, &Names),
        (w, errors): (ComplainWords, &mut Errors),
    ) -> Option<PersonId> {
        if !self.works_here {
            return None;
        }
        if identity == IdentityMode::Anonymous {
            errors.add("works", w.err_works_anonymous());
            return None;
        }
        let found = serving_as(name, people, &UnitId::from(self.works_unit.trim()));
        if found.is_none() {
            errors.add("works", w.err_works_unknown());
        }
        found
    }

    fn text(&self, id: &str, typed: &str, w: ComplainWords, errors: &mut Errors) -> String {
        let text = plain_lines(typed);
        let count = text.chars().count();
        if count > FACTS_MOST {
            errors.add(id, w.err_long(count, FACTS_MOST));
        }
        text
    }

    fn line(&self, id: &str, typed: &str, w: ComplainWords, errors: &mut Errors) -> String {
        let line = plain_lines(typed).replace('\n', " ");
        let count = line.chars().count();
        if count > LINE_MOST {
            errors.add(id, w.err_long(count, LINE_MOST));
        }
        line
    }

    fn happened_on(&self, today: Date, w: ComplainWords, errors: &mut Errors) -> Option<Date> {
        let typed = self.happened.trim();
        if typed.is_empty() {
            return None;
        }
        let day: Option<Date> = typed.parse().ok();
        match day {
            Some(day) if day <= today => {}
            Some(_) => errors.add("happened", w.err_day_ahead()),
            None => errors.add("happened", w.err_day()),
        }
        day
    }

    fn read_phone(&self, w: ComplainWords, errors: &mut Errors) -> Option<String> {
        phone::read(&self.phone).unwrap_or_else(|not| {
            errors.add(
                "phone",
                match not {
                    NotAPhone::Length(digits) => w.err_phone_length(digits),
                    NotAPhone::Form => w.err_phone_form().to_owned(),
                },
            );
            None
        })
    }
}
