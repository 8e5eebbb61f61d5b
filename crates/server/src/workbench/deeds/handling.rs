//! 五办与杂项. The five ways of handling, notes and links.

use std::collections::BTreeSet;

use xiaoneng_domain::matter::{
    Attach, CameWith, CorrectModes, Link, MatterCommand, Mode, Publish, PublishedPart,
    RecordAction, RecordVisit, TakeUp,
};

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// 更正办理方式.
pub(super) struct Modes;
/// 领导包案.
pub(super) struct TakeCharge;
/// 上门记录.
pub(super) struct Visit;
/// 公开.
pub(super) struct MakePublic;
/// 记一笔.
pub(super) struct Note;
/// 添加文件.
pub(super) struct AddPaper;
/// 关联.
pub(super) struct Relate;

/// The ways that a head may correct; 跟踪办 comes by its own request.
const MODES: [(Mode, &str); 4] = [
    (Mode::Immediate, "immediate"),
    (Mode::Active, "active"),
    (Mode::Visit, "visit"),
    (Mode::Open, "open"),
];

impl Deed for Modes {
    fn slug(&self) -> &'static str {
        "modes"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.modes()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let mut modes: BTreeSet<Mode> = sheet.matter().modes.keys().copied().collect();
        if !modes.remove(&Mode::Visit) {
            modes.insert(Mode::Visit);
        }
        Some(CorrectModes { modes, reason: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let stands = &sheet.matter().modes;
        let choices = MODES.into_iter().map(|(mode, code)| {
            let mut choice = Choice::new(code, mode.name());
            choice.is_chosen = stands.contains_key(&mode);
            choice
        });
        Form::new(w.modes(), w.modes_lead())
            .field(Field::checks(typed, "modes", w.modes_which(), choices.collect()))
            .field(Field::lines(typed, "reason", w.modes_why()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let reason = reading.text("reason", sheet.w.modes_why());
        let ticked = |code: &str| reading.typed.all("modes").any(|typed| typed == code);
        let chosen = MODES.into_iter().filter(|(_, code)| ticked(code)).map(|(mode, _)| mode);
        let mut modes: BTreeSet<Mode> = chosen.collect();
        modes.extend(sheet.matter().modes.keys().filter(|mode| **mode == Mode::FollowUp));
        reason.map(|reason| CorrectModes { modes, reason }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.modes_done().to_owned()
    }
}

impl Deed for TakeCharge {
    fn slug(&self) -> &'static str {
        "take-up"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.take_up()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let plan = sheet.pen.write("probe", "依据");
        Some(TakeUp { leader: sheet.person.clone(), plan }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut leaders = sheet.leaders();
        for choice in &mut leaders {
            choice.is_chosen = choice.value == sheet.person.as_str();
        }
        Form::new(w.take_up(), w.take_up_lead())
            .field(Field::select(typed, "leader", w.take_up_who(), leaders))
            .field(Field::lines(typed, "plan", w.take_up_plan()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let leader = reading.person("leader", sheet.w.take_up_who());
        let plan = reading.text("plan", sheet.w.take_up_plan());
        leader.zip(plan).map(|(leader, plan)| TakeUp { leader, plan }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.take_up_done().to_owned()
    }
}

impl Deed for Visit {
    fn slug(&self) -> &'static str {
        "visit"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.visit()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let text = || sheet.pen.write("probe", "依据");
        let visitors = vec![sheet.person.clone()];
        let visited_at = sheet.dossier.now;
        Some(RecordVisit { visited_at, place: text(), visitors, account: text() }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let unit = sheet.own_unit().map(|unit| sheet.people(unit)).unwrap_or_default();
        Form::new(w.visit(), w.visit_lead())
            .field(Field::moment(typed, "visited_at", w.visited_at()))
            .field(Field::line(typed, "place", w.visit_place()).hint(w.seen_inside()))
            .field(Field::checks(typed, "visitors", w.visitors(), unit))
            .field(Field::lines(typed, "account", w.visit_account()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let visited_at = reading.moment("visited_at", w.visited_at());
        let place = reading.text("place", w.visit_place());
        let visitors = reading.typed.all("visitors").map(Into::into).collect();
        let account = reading.text("account", w.visit_account());
        let Some(((visited_at, place), account)) = visited_at.zip(place).zip(account) else {
            return Vec::new();
        };
        vec![RecordVisit { visited_at, place, visitors, account }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.visit_done().to_owned()
    }
}

impl Deed for MakePublic {
    fn slug(&self) -> &'static str {
        "publish"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.publish()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let text = sheet.pen.write("probe", "依据");
        Some(Publish { part: PublishedPart::Rule, text }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let parts = vec![
            Choice::new("rule", w.part_rule()),
            Choice::new("procedure", w.part_procedure()),
            Choice::new("result", w.part_result()),
            Choice::new("contact", w.part_contact()),
        ];
        Form::new(w.publish(), w.publish_lead())
            .field(Field::radios(typed, "part", w.publish_part(), parts))
            .field(Field::lines(typed, "text", w.publish_text()))
            .previewing("text")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let part = reading.choice("part", sheet.w.publish_part());
        let text = reading.text("text", sheet.w.publish_text());
        let part = part.map(|part| match part.as_str() {
            "procedure" => PublishedPart::Procedure,
            "result" => PublishedPart::Result,
            "contact" => PublishedPart::Contact,
            _ => PublishedPart::Rule,
        });
        part.zip(text).map(|(part, text)| Publish { part, text }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.publish_done().to_owned()
    }
}

impl Deed for Note {
    fn slug(&self) -> &'static str {
        "note"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.note()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        Some(RecordAction { action: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.note(), w.note_lead()).field(Field::lines(typed, "action", w.note_text()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let action = reading.text("action", sheet.w.note_text());
        action.map(|action| RecordAction { action }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.note_done().to_owned()
    }
}

impl Deed for AddPaper {
    fn slug(&self) -> &'static str {
        "paper"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.add_paper()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, _sheet: &Sheet<'_>) -> Option<MatterCommand> {
        Some(Attach { with: CameWith::Record, attachments: Vec::new() }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut inside = Choice::new("staff", w.paper_for_staff());
        inside.is_chosen = true;
        let seen = vec![inside, Choice::new("citizen", w.paper_for_citizen())];
        Form::new(w.add_paper(), w.add_paper_lead())
            .field(Field::line(typed, "action", w.paper_what()).hint(w.paper_what_hint()))
            .field(Field::radios(typed, "seen", w.paper_seen_by(), seen))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let action = reading.text("action", sheet.w.paper_what());
        action.map(|action| RecordAction { action }.into()).into_iter().collect()
    }

    fn takes(&self, typed: &Typed) -> Option<CameWith> {
        Some(if typed.get("seen") == "citizen" { CameWith::Answer } else { CameWith::Record })
    }

    fn is_about_a_paper(&self) -> bool {
        true
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.add_paper_done().to_owned()
    }
}

impl Deed for Relate {
    fn slug(&self) -> &'static str {
        "link"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.link()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let reason = sheet.pen.write("probe", "依据");
        Some(Link { to: "2000-01010001".into(), reason }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.link(), w.link_lead())
            .field(Field::line(typed, "other", w.other_number()))
            .field(Field::line(typed, "reason", w.link_why()).hint(w.seen_inside()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        reading.choice("other", w.other_number());
        let reason = reading.text("reason", w.link_why());
        let found = sheet.other.as_ref().zip(reason);
        let wish = found.map(|((to, _), reason)| Link { to: to.clone(), reason }.into());
        wish.into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        let last = sheet.matter().links.iter().next_back();
        sheet.w.link_done(last.map(ToString::to_string).unwrap_or_default())
    }
}
