//! 选项 of the forms: people, measures, the codes of the institution.

use xiaoneng_app::Names;
use xiaoneng_app::working_time::{Limit, LimitUnit};
use xiaoneng_domain::accountability::{Fixed, Imposed, Scope, recusal};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::{Measure, Sanction, UnitMeasure};

use super::{Reading, Sheet};
use crate::kit::form::{Choice, Field, Typed};

/// The choices of a list of codes.
macro_rules! choices_of {
    ($of:ty) => {
        <$of>::ALL
            .iter()
            .map(|one| $crate::kit::form::Choice::new(one.code(), one.name()))
            .collect()
    };
}
pub(in crate::cases) use choices_of;

impl Sheet<'_> {
    /// Who may take part: nobody on the side of the person or against him by post.
    pub(super) fn apart(&self) -> Vec<Choice> {
        let organization = self.sight.organization();
        let Some(subject) = self.sight.subject() else { return Vec::new() };
        self.people(|person| recusal(organization, subject, person).is_none())
    }

    /// Who could review: apart, and without a part in the case so far.
    pub(super) fn fresh(&self) -> Vec<Choice> {
        let organization = self.sight.organization();
        let (Some(subject), Some(case)) = (self.sight.subject(), self.sight.case()) else {
            return Vec::new();
        };
        self.people(|person| {
            recusal(organization, subject, person).is_none() && case.part_taken(person).is_none()
        })
    }

    /// Everybody in office, administrators apart.
    pub(super) fn everybody(&self) -> Vec<Choice> {
        self.people(|_| true)
    }

    /// 调查人员 of the case.
    pub(super) fn investigators(&self) -> Vec<Choice> {
        let known = self.sight.case().map(|case| &case.investigators);
        let choice = |person: &PersonId| Choice::new(person.as_str(), self.names.of(person));
        known.into_iter().flatten().map(choice).collect()
    }

    fn people(&self, is_wanted: impl Fn(&PersonId) -> bool) -> Vec<Choice> {
        people(self.sight.organization(), self.names, is_wanted)
    }

    /// For each fault a measure, and the sanction proposed to the competent organ where one may be.
    pub(super) fn measures(&self, typed: &Typed) -> Vec<Field> {
        let w = self.w;
        let mut fields = Vec::new();
        for charge in self.sight.charges() {
            let (measures, sanctions) = self.sight.choices(&charge);
            let (number, fault) = (charge.ordinal, charge.fault.name());
            let of_measure = |one: &Imposed| Choice {
                is_chosen: charge.measure == Some(*one),
                ..Choice::new(code_of(*one), name_of(*one))
            };
            let measures = measures.iter().map(of_measure).collect();
            let label = w.measure_for(number, fault);
            let field = Field::select(typed, &format!("measure{number}"), label, measures);
            fields.push(field.optional());
            if sanctions.is_empty() {
                continue;
            }
            let of_sanction = |one: &Sanction| Choice {
                is_chosen: charge.sanction == Some(*one),
                ..Choice::new(one.code(), one.name())
            };
            let sanctions = sanctions.iter().map(of_sanction).collect();
            let label = w.sanction_for(number, fault);
            let field = Field::select(typed, &format!("sanction{number}"), label, sanctions);
            fields.push(field.hint(w.sanctions_note()).optional());
        }
        fields
    }

    /// 告诫期 and 公布范围, of the measures that have them.
    pub(super) fn terms(&self, typed: &Typed) -> Vec<Field> {
        let w = self.w;
        let months = self.sight.rule().map(|rule| {
            let (from, to) = (&rule.procedure.warning_shortest, &rule.procedure.warning_longest);
            from.limit.amount..=to.limit.amount
        });
        let months = months.into_iter().flatten();
        let months = months.map(|month| Choice::new(month.to_string(), month.to_string()));
        vec![
            Field::select(typed, "warning", w.warning(), months.collect())
                .hint(w.warning_hint())
                .optional(),
            Field::select(typed, "scope", w.scope(), choices_of!(Scope))
                .hint(w.scope_hint())
                .optional(),
        ]
    }
}

/// 人员 to choose from, by unit and name.
pub(in crate::cases) fn people(
    organization: &Organization,
    names: &Names,
    is_wanted: impl Fn(&PersonId) -> bool,
) -> Vec<Choice> {
    let serving = organization.persons.values().filter(|person| {
        let is_administrator = person.roles.iter().any(|role| role.is_administrator());
        !person.has_left && !is_administrator && is_wanted(&person.id)
    });
    let mut choices: Vec<Choice> = serving
        .map(|person| {
            let unit = organization.unit(&person.unit);
            let unit = unit.map_or(person.unit.as_str(), |unit| unit.name.as_str());
            Choice::new(person.id.as_str(), format!("{unit} · {}", names.of(&person.id)))
        })
        .collect();
    choices.sort_by(|one, other| one.label.cmp(&other.label));
    choices
}

/// The name of a measure.
pub(in crate::cases) fn name_of(imposed: Imposed) -> &'static str {
    match imposed {
        Imposed::Person(measure) => measure.name(),
        Imposed::Unit(measure) => measure.name(),
    }
}

fn code_of(imposed: Imposed) -> &'static str {
    match imposed {
        Imposed::Person(measure) => measure.code(),
        Imposed::Unit(measure) => measure.code(),
    }
}

fn imposed(code: &str) -> Option<Imposed> {
    let of_person = Measure::of_code(code).map(Imposed::Person);
    of_person.or_else(|| UnitMeasure::of_code(code).map(Imposed::Unit))
}

impl Reading<'_> {
    /// What is fixed for each fault.
    pub(super) fn fixed(&self) -> Vec<Fixed> {
        let charges = self.sight.charges().into_iter().map(|charge| charge.ordinal);
        let read = |fault: u32| Fixed {
            fault,
            measure: imposed(self.typed.get(&format!("measure{fault}"))),
            sanction: Sanction::of_code(self.typed.get(&format!("sanction{fault}"))),
        };
        charges.map(read).collect()
    }

    pub(super) fn warning(&self) -> Option<Limit> {
        let amount = self.typed.get("warning").parse().ok()?;
        Some(Limit { amount, unit: LimitUnit::Month })
    }

    pub(super) fn scope(&self) -> Option<Scope> {
        self.maybe_code("scope", Scope::of_code)
    }
}
