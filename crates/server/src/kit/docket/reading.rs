//! 读表单. What was typed, read field by field; what cannot be read is noted.

use std::collections::BTreeSet;

use xiaoneng_app::working_time::Date;
use xiaoneng_domain::organization::{Organization, UnitKind};
use xiaoneng_domain::text::Written;

use crate::Site;
use crate::kit::docket_words::DocketPageWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Choice, Typed};

/// 读表单.
pub(crate) struct Reading<'a> {
    pub(crate) site: &'a Site,
    pub(crate) typed: &'a Typed,
    pub(crate) errors: &'a mut Errors,
    pub(crate) w: DocketPageWords,
    /// The number of the form, under which its files are held.
    pub(crate) once: &'a str,
}

impl Reading<'_> {
    /// A text that must be there.
    pub(crate) fn text(&mut self, id: &str) -> Option<Written> {
        let text = self.maybe_text(id);
        if text.is_none() {
            self.errors.add(id, self.w.err_text());
        }
        text
    }

    /// A text that may be there.
    pub(crate) fn maybe_text(&self, id: &str) -> Option<Written> {
        Some(self.typed.get(id)).filter(|text| !text.is_empty()).map(|text| self.write(text))
    }

    /// The lines of a text, each by itself; empty ones are left out.
    pub(crate) fn each_line(&self, id: &str) -> Vec<Written> {
        let lines = self.typed.get(id).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| self.write(line)).collect()
    }

    fn write(&self, text: &str) -> Written {
        Written::new(text, self.site.app().chance().bytes())
    }

    /// One of several, by its code.
    pub(crate) fn one_of<T: Copy>(&mut self, id: &str, all: &[(T, &str)]) -> Option<T> {
        let chosen = self.typed.get(id);
        let found = all.iter().find(|(_, code)| *code == chosen).map(|(one, _)| *one);
        if found.is_none() {
            self.errors.add(id, self.w.err_choice());
        }
        found
    }

    /// Something that must be chosen.
    pub(crate) fn chosen<T: for<'t> From<&'t str>>(&mut self, id: &str) -> Option<T> {
        let found = self.maybe_chosen(id);
        if found.is_none() {
            self.errors.add(id, self.w.err_choice());
        }
        found
    }

    /// Something that may be chosen.
    pub(crate) fn maybe_chosen<T: for<'t> From<&'t str>>(&self, id: &str) -> Option<T> {
        Some(self.typed.get(id)).filter(|chosen| !chosen.is_empty()).map(T::from)
    }

    /// Everything ticked.
    pub(crate) fn ticked<T: for<'t> From<&'t str> + Ord>(&self, id: &str) -> BTreeSet<T> {
        self.typed.all(id).map(T::from).collect()
    }

    /// Numbers ticked, at least one.
    pub(crate) fn some_numbers(&mut self, id: &str) -> Option<BTreeSet<u32>> {
        let found = self.numbers(id);
        if found.is_empty() {
            self.errors.add(id, self.w.err_some());
        }
        Some(found).filter(|found| !found.is_empty())
    }

    /// Numbers ticked.
    pub(crate) fn numbers(&self, id: &str) -> BTreeSet<u32> {
        self.typed.all(id).filter_map(|number| number.parse().ok()).collect()
    }

    /// A number that must be there.
    pub(crate) fn number(&mut self, id: &str) -> Option<u32> {
        let number = self.typed.get(id).parse().ok();
        if number.is_none() {
            self.errors.add(id, self.w.err_number());
        }
        number
    }

    /// A day that must be there.
    pub(crate) fn day(&mut self, id: &str) -> Option<Date> {
        let day = self.typed.get(id).parse().ok();
        if day.is_none() {
            self.errors.add(id, self.w.err_day());
        }
        day
    }

    /// A day that may be there.
    pub(crate) fn maybe_day(&mut self, id: &str) -> Option<Date> {
        if self.typed.get(id).is_empty() { None } else { self.day(id) }
    }
}

/// The units that stand, grouped, to choose from.
pub(crate) fn unit_choices(organization: &Organization, w: DocketPageWords) -> Vec<Choice> {
    let kinds = [
        (UnitKind::Section, w.group_sections()),
        (UnitKind::Institution, w.group_institutions()),
        (UnitKind::School, w.group_schools()),
    ];
    let of_kind = |(kind, group): (UnitKind, &'static str)| {
        let units = organization.open_units().filter(move |unit| unit.kind == kind);
        units.map(move |unit| Choice::new(unit.id.as_str(), unit.name.clone()).within(group))
    };
    kinds.into_iter().flat_map(of_kind).collect()
}
