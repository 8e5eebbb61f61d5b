//! 了结于纸面. Two matters become one; a matter is withdrawn on paper.

use xiaoneng_domain::matter::{Ending, MatterCommand, Merge, Withdraw};

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::workbench::form::{Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 并案.
pub(super) struct Join;
/// 代办撤回.
pub(super) struct TakeOff;

impl Deed for Join {
    fn slug(&self) -> &'static str {
        "merge"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.merge()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let into_petitioner = Some(sheet.matter().filing.as_ref()?.petitioner.clone()?);
        let reason = sheet.pen.write("probe", "依据");
        Some(Merge { into: "2000-01010001".into(), into_petitioner, reason }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.merge(), w.merge_lead())
            .field(Field::line(typed, "other", w.other_number()))
            .field(Field::line(typed, "reason", w.merge_why()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        reading.choice("other", w.other_number());
        let reason = reading.text("reason", w.merge_why());
        let Some(((into, petitioner), reason)) = sheet.other.clone().zip(reason) else {
            return Vec::new();
        };
        vec![Merge { into, into_petitioner: petitioner, reason }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let ending = sheet.matter().ended.as_ref().map(|ended| &ended.ending);
        let Some(Ending::Merged { into }) = ending else { return String::new() };
        sheet.w.merge_done(into)
    }
}

impl Deed for TakeOff {
    fn slug(&self) -> &'static str {
        "withdraw"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.withdraw()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let organization = sheet.dossier.organization();
        let second = organization
            .people_of(sheet.own_unit()?)
            .find(|one| one.id != sheet.person && !one.has_left);
        let account = sheet.pen.write("probe", "依据");
        Some(Withdraw { account, second_person: second.map(|one| one.id.clone()) }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut people = sheet.own_unit().map(|unit| sheet.people(unit)).unwrap_or_default();
        people.retain(|choice| choice.value != sheet.person.as_str());
        Form::new(w.withdraw(), w.withdraw_lead())
            .field(Field::lines(typed, "account", w.withdraw_account()))
            .field(Field::select(typed, "second_person", w.second_person(), people))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let account = reading.text("account", sheet.w.withdraw_account());
        let second_person = reading.person("second_person", sheet.w.second_person());
        let wish = account.zip(second_person).map(|(account, second_person)| {
            Withdraw { account, second_person: Some(second_person) }.into()
        });
        wish.into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.withdraw_done().to_owned()
    }
}
