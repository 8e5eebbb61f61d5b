//! 填入常用答复. The standard texts that are offered on a form, and one of them put behind what is
//! written already, to be read before it is sent.

use xiaoneng_app::{Dossier, Petitioner};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::matter::ClockName;
use xiaoneng_domain::organization::{Placeholder, ReplyTemplate};

use super::page::{Looking, Sent};
use super::sheet::Sheet;
use crate::kit::problem::Problem;
use crate::workbench::form::Choice;
use crate::workbench::words::templates::TemplateWords;

/// Under this name one of them is chosen.
pub(super) const TEMPLATE: &str = "template";

/// 常用答复 on a form.
pub(super) struct Wordings {
    pub(super) w: TemplateWords,
    pub(super) choices: Vec<Choice>,
}

impl Looking {
    /// What is offered on the form; none where it takes none or there are none.
    pub(super) fn wordings(&self, sheet: &Sheet<'_>, sent: &Sent) -> Option<Wordings> {
        let offered = self.offered(sheet);
        let chosen = sent.typed.get(TEMPLATE);
        let choice = |one: &ReplyTemplate| {
            let mut choice = Choice::new(one.ordinal.to_string(), one.content.title.clone());
            choice.is_chosen = choice.value == chosen;
            choice
        };
        let choices: Vec<Choice> = offered.into_iter().map(choice).collect();
        let w = TemplateWords(self.visitor.language);
        (!choices.is_empty()).then_some(Wordings { w, choices })
    }

    fn offered<'a>(&self, sheet: &'a Sheet<'_>) -> Vec<&'a ReplyTemplate> {
        let Some((offered_for, _)) = self.deed.wording() else { return Vec::new() };
        let Some(unit) = sheet.own_unit().or(sheet.handling_unit()) else { return Vec::new() };
        let item = sheet.matter().filing.as_ref().map(|filing| &filing.matter_type);
        sheet.dossier.organization().templates_for(unit, offered_for, item)
    }

    /// The form with the chosen text behind what is written already.
    pub(super) async fn filled(
        &self,
        dossier: &Dossier,
        sheet: &Sheet<'_>,
        sent: &Sent,
    ) -> Result<Option<(&'static str, String)>, Problem> {
        let Some((_, field)) = self.deed.wording() else { return Ok(None) };
        let chosen = sent.typed.get(TEMPLATE);
        let offered = self.offered(sheet);
        let found = offered.into_iter().find(|one| one.ordinal.to_string() == chosen);
        let Some(found) = found else { return Ok(None) };
        let petitioner = self.site.app().petitioner(&dossier.matter).await?;
        let text = found.content.filled(|one| self.known(sheet, &petitioner, one));
        let written = sent.typed.get(field);
        // Pressed twice, it stands there once.
        let all = match written {
            "" => text,
            written if written.ends_with(&text) => written.to_owned(),
            written => format!("{written}\n{text}"),
        };
        Ok(Some((field, all)))
    }

    fn known(&self, sheet: &Sheet<'_>, petitioner: &Petitioner, one: Placeholder) -> String {
        let organization = sheet.dossier.organization();
        let unit: Option<&UnitId> = sheet.handling_unit().or(sheet.own_unit());
        match one {
            Placeholder::Name if petitioner.name.is_empty() => "您".to_owned(),
            Placeholder::Name => petitioner.name.clone(),
            Placeholder::Item => {
                let filing = sheet.matter().filing.as_ref();
                filing.map(|filing| sheet.item(&filing.matter_type)).unwrap_or_default()
            }
            Placeholder::Unit => unit.map(|unit| sheet.unit_name(unit)).unwrap_or_default(),
            Placeholder::Phone => {
                let unit = unit.and_then(|unit| organization.unit(unit));
                unit.map(|unit| unit.description.phone.clone()).unwrap_or_default()
            }
            Placeholder::Handler => self.staff.name.clone(),
            Placeholder::Due => {
                let clock = sheet.matter().open_clock(ClockName::Completion);
                clock.map(|clock| sheet.moment(clock.projection.due_at)).unwrap_or_default()
            }
        }
    }
}
