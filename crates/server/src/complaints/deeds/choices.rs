//! 选项 of the forms: units, people, categories.

use xiaoneng_domain::complaint::{FaultCategory, Mode, is_deputy_of_subject, recused};
use xiaoneng_domain::id::{PersonId, UnitId};

use super::Sheet;
use crate::kit::form::{Choice, Field, Typed};

/// 办理方式, by their codes.
pub(super) const MODES: [(Mode, &str); 4] = [
    (Mode::SelfHandle, "self_handle"),
    (Mode::AssignWithReport, "assign_with_report"),
    (Mode::Forward, "forward"),
    (Mode::Joint, "joint"),
];

/// 过错类别.
pub(in crate::complaints) const FAULTS: [FaultCategory; 16] = [
    FaultCategory::F01,
    FaultCategory::F02,
    FaultCategory::F03,
    FaultCategory::F04,
    FaultCategory::F05,
    FaultCategory::F06,
    FaultCategory::F07,
    FaultCategory::F08,
    FaultCategory::F09,
    FaultCategory::F10,
    FaultCategory::F11,
    FaultCategory::F12,
    FaultCategory::F13,
    FaultCategory::F14,
    FaultCategory::F15,
    FaultCategory::F16,
];

impl Sheet<'_> {
    /// 办理方式 with the units and the letter that belong to it.
    pub(super) fn route(&self, typed: &Typed) -> Vec<Field> {
        let w = self.w;
        let modes = MODES.iter().map(|(mode, code)| Choice::new(*code, mode.name())).collect();
        vec![
            Field::radios(typed, "mode", w.mode(), modes).hint(w.mode_hint()),
            Field::select(typed, "unit", w.charged(), self.units_free()).optional(),
            Field::checks(typed, "assisting", w.assisting(), self.units_free())
                .optional()
                .folded(w.assisting(), false),
            Field::lines(typed, "letter", w.letter()).optional(),
        ]
    }

    /// Units that are neither complained of nor headed by somebody concerned.
    fn units_free(&self) -> Vec<Choice> {
        let recusal = recused(self.dossier.organization(), &self.dossier.complaint);
        let organization = self.dossier.organization();
        let is_free = |unit: &UnitId| {
            !recusal.covers_unit(unit)
                && organization.head_of(unit).is_some_and(|head| !recusal.covers(head))
        };
        let units = organization.open_units().filter(|unit| is_free(&unit.id));
        units.map(|unit| Choice::new(unit.id.as_str(), unit.name.clone())).collect()
    }

    /// Every unit.
    pub(super) fn units(&self) -> Vec<Choice> {
        let units = self.dossier.organization().open_units();
        units.map(|unit| Choice::new(unit.id.as_str(), unit.name.clone())).collect()
    }

    /// Who may investigate: nobody concerned, no deputy of the subject, no administrator.
    pub(super) fn investigators(&self) -> Vec<Choice> {
        let (organization, complaint) = (self.dossier.organization(), &self.dossier.complaint);
        let recusal = recused(organization, complaint);
        self.people(|person| {
            !recusal.covers(person) && !is_deputy_of_subject(organization, complaint, person)
        })
    }

    /// Who is complained of, or belongs to the unit.
    pub(super) fn concerned(&self) -> Vec<Choice> {
        let recusal = recused(self.dossier.organization(), &self.dossier.complaint);
        self.people(|person| recusal.covers(person))
    }

    /// Everybody in office, administrators apart.
    pub(super) fn everybody(&self) -> Vec<Choice> {
        self.people(|_| true)
    }

    fn people(&self, is_wanted: impl Fn(&PersonId) -> bool) -> Vec<Choice> {
        let organization = self.dossier.organization();
        let serving = organization.persons.values().filter(|person| {
            let is_administrator = person.roles.iter().any(|role| role.is_administrator());
            !person.has_left && !is_administrator && is_wanted(&person.id)
        });
        let mut choices: Vec<(String, Choice)> = serving
            .map(|person| {
                let unit = organization.unit(&person.unit);
                let unit = unit.map_or(person.unit.as_str(), |unit| unit.name.as_str());
                let label = format!("{unit} · {}", self.names.of(&person.id));
                (label.clone(), Choice::new(person.id.as_str(), label))
            })
            .collect();
        choices.sort_by(|one, other| one.0.cmp(&other.0));
        choices.into_iter().map(|(_, choice)| choice).collect()
    }

    /// 过错类别 to tick; what the complainant ticked is proposed.
    pub(super) fn faults(&self) -> Vec<Choice> {
        let filed = self.dossier.complaint.filing.as_ref().map(|filing| &filing.categories);
        let choice = |fault: &FaultCategory| {
            let label = format!("{} {}", fault.code(), self.w.fault(*fault));
            let is_chosen = filed.is_some_and(|filed| filed.contains(fault));
            Choice { is_chosen, ..Choice::new(fault.code(), label) }
        };
        FAULTS.iter().map(choice).collect()
    }

    /// 同意 or not.
    pub(super) fn verdict(&self, typed: &Typed) -> Vec<Field> {
        let w = self.w;
        let choices = vec![Choice::new("yes", w.agree()), Choice::new("no", w.disagree())];
        vec![
            Field::radios(typed, "verdict", w.verdict(), choices),
            Field::lines(typed, "reason", w.why_not()).optional(),
        ]
    }
}
