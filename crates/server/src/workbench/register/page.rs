//! 登记页. The form with what is known of it already: earlier matters, the type, the due date.

use askama::Template;
use xiaoneng_app::earlier_of_phone::{EarlierOfPhone, EarlierOne};
use xiaoneng_app::rehearse::Rehearsed;
use xiaoneng_app::working_time::{Limit, LimitUnit};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Channel, Matter, Offer, OfferKind};
use xiaoneng_domain::rules::{Duty, DutyElement, MatterType, Owner, Situation};

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::{Errors, FieldError};
use crate::kit::held_files::{FILES_FIELD, FileField};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::visitor::Visitor;
use crate::workbench::initials::initials;
use crate::workbench::register::typed::Typed;
use crate::workbench::register::understood::{Desk, To, Understood};
use crate::workbench::register::{JustDone, Window};
use crate::workbench::states::state_word;
use crate::workbench::suggest;
use crate::workbench::words::DeskWords;

/// What there is to show.
pub(super) struct Shown<'a> {
    pub(super) typed: &'a Typed,
    pub(super) understood: &'a Understood<'a>,
    pub(super) earlier: Option<EarlierOfPhone>,
    pub(super) rehearsed: Option<Rehearsed>,
    pub(super) superiors: Vec<(String, String)>,
    /// When a draft of this was kept.
    pub(super) draft: Option<String>,
    /// 附件栏.
    pub(super) files: FileField,
}

/// One of several that are chosen by a digit or a letter.
pub(super) struct Choice {
    value: &'static str,
    name: String,
    hint: String,
    is_chosen: bool,
}

/// Something that may be typed, with the letters by which it is found.
pub(super) struct Suggestion {
    name: String,
    letters: String,
}

/// 同号旧件.
pub(super) struct Earlier {
    lead: String,
    matters: Vec<EarlierLine>,
    /// The newest to which something can be added; empty if there is none.
    join: String,
}

/// One of them.
pub(super) struct EarlierLine {
    name: String,
    state: &'static str,
    path: String,
}

/// 事项 as it was understood.
pub(super) struct ItemLine {
    is_suggested: bool,
    name: String,
    limit: String,
    owner: String,
}

/// 截止、首问、计时.
pub(super) struct DueLine {
    due: String,
    machine: String,
    first: String,
    clock: String,
    modes: String,
    push_up: String,
}

/// What was done just before.
pub(crate) struct Banner {
    says: String,
    then: String,
    note: &'static str,
    number: String,
    /// Which offer may be undone, until when.
    undo: Option<(u32, String)>,
}

#[derive(Template)]
#[template(path = "workbench/register.html")]
pub(super) struct RegisterPage {
    shell: StaffShell,
    w: DeskWords,
    js: String,
    errors: Errors,
    banner: Option<Banner>,
    typed: Typed,
    sources: Vec<Choice>,
    items: Vec<Suggestion>,
    units: Vec<Suggestion>,
    earlier: Option<Earlier>,
    item: Option<ItemLine>,
    to: String,
    asks_school: bool,
    situations: Vec<Choice>,
    situation_auto: String,
    superiors: Vec<(String, String)>,
    draft: Option<String>,
    files: FileField,
    owed: Vec<DutyElement>,
    is_record_open: bool,
    notice: String,
    due: DueLine,
}

impl RegisterPage {
    pub(super) fn of(
        site: &Site,
        visitor: &Visitor,
        desk: &Desk<'_>,
        shown: Shown<'_>,
        errors: Errors,
        banner: Option<Banner>,
    ) -> Self {
        let w = desk.w;
        let Shown { typed, understood, earlier, rehearsed, superiors, draft, files } = shown;
        let mut shell =
            StaffShell::of(site, visitor, desk.staff, Section::None, w.register_title());
        if !errors.is_empty() {
            shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
        }
        let situation = understood.situation;
        let owed = situation.and_then(|it| desk.rules().first_contact.duties.get(&it));
        let owed = owed.map_or_else(Vec::new, |duty| duty.requires.iter().copied().collect());
        let by_itself = |element: &DutyElement| match element {
            DutyElement::ResultGiven
            | DutyElement::CompetentUnitNamed
            | DutyElement::HelpRecorded
            | DutyElement::LeaderToldAtOnce
            | DutyElement::LeadNamed => false,
            DutyElement::OneTimeNotice
            | DutyElement::HandOver
            | DutyElement::ReportedToSuperior
            | DutyElement::PassedToEfficacyOffice
            | DutyElement::Recorded => true,
        };
        let in_record = |error: &FieldError| {
            !matches!(
                error.field.as_str(),
                "phone" | "name" | "story" | "item" | "to" | "asked_school" | FILES_FIELD
            )
        };
        let is_record_open = !typed.situation.is_empty()
            || !owed.iter().all(by_itself)
            || errors.list.iter().any(in_record);
        Self {
            shell,
            w,
            js: site.assets().url("register.js").to_owned(),
            banner,
            sources: sources(w, typed),
            items: items(desk),
            units: units(desk),
            earlier: earlier.map(|found| earlier_of(desk, &found)),
            item: understood.entry.map(|entry| item(desk, entry, understood.is_suggested)),
            to: to(desk, understood),
            asks_school: desk.asks_for_school(understood.entry),
            situations: situations(desk, typed),
            situation_auto: situation_auto(desk, understood),
            superiors,
            draft,
            files,
            is_record_open,
            notice: understood.entry.map_or_else(String::new, |entry| desk.notice_of(entry)),
            due: due(desk, understood, rehearsed.as_ref()),
            typed: typed.clone(),
            errors,
            owed,
        }
    }

    fn owes(&self, element: DutyElement) -> bool {
        self.owed.contains(&element)
    }
}

fn sources(w: DeskWords, typed: &Typed) -> Vec<Choice> {
    let names = [
        ("1", w.source_visit()),
        ("2", w.source_phone()),
        ("3", w.source_letter()),
        ("4", w.source_hotline()),
        ("5", w.source_assigned()),
    ];
    let chosen = if typed.source.is_empty() { "1" } else { typed.source.as_str() };
    let choice = |(value, name): (&'static str, &'static str)| Choice {
        value,
        name: name.to_owned(),
        hint: String::new(),
        is_chosen: value == chosen,
    };
    names.into_iter().map(choice).collect()
}

fn items(desk: &Desk<'_>) -> Vec<Suggestion> {
    let suggestion = |entry: &MatterType| Suggestion {
        name: entry.name.clone(),
        letters: initials(&entry.name),
    };
    suggest::choices(desk.rules()).map(suggestion).collect()
}

fn units(desk: &Desk<'_>) -> Vec<Suggestion> {
    let units = desk.known.organization.open_units();
    units
        .map(|unit| Suggestion { name: unit.name.clone(), letters: initials(&unit.name) })
        .collect()
}

fn earlier_of(desk: &Desk<'_>, found: &EarlierOfPhone) -> Earlier {
    let w = desk.w;
    let name = |one: &EarlierOne| {
        let entry = desk.rules().matter_types.get(&one.row.matter_type);
        entry.map_or_else(|| one.row.matter.to_string(), |entry| entry.name.clone())
    };
    let line = |one: &EarlierOne| EarlierLine {
        name: name(one),
        state: state_word(w, &one.row.state),
        path: if one.may_open { format!("/w/m/{}", one.row.matter) } else { String::new() },
    };
    let join = found.matters.iter().find(|one| one.is_open);
    Earlier {
        lead: match found.count {
            0 => w.phone_none(found.window),
            count => w.phone_found(found.window, count),
        },
        matters: found.matters.iter().map(line).collect(),
        join: join.map_or_else(String::new, |one| one.row.matter.to_string()),
    }
}

fn item(desk: &Desk<'_>, entry: &MatterType, is_suggested: bool) -> ItemLine {
    let owner = match &entry.owner {
        Owner::School => desk.w.owner_school().to_owned(),
        Owner::Receiver => desk.w.owner_receiver().to_owned(),
        Owner::Function(_) | Owner::Unit(_) => {
            let unit = suggest::owner(&desk.known.organization, entry);
            unit.map_or_else(String::new, |unit| desk.w.owner_unit(&unit.name))
        }
    };
    let limit = entry.promised.limit.to_string();
    ItemLine { is_suggested, name: entry.name.clone(), limit, owner }
}

fn to(desk: &Desk<'_>, understood: &Understood<'_>) -> String {
    let w = desk.w;
    let Some(to) = &understood.to else { return String::new() };
    match to {
        To::Myself => w.to_is_self().to_owned(),
        To::Colleague { name, is_away: false, .. } => w.to_is_colleague(name),
        To::Colleague { name, is_away: true, .. } => w.to_is_away(name),
        To::Unit(unit) if understood.is_to_by_catalogue => w.to_empty_uses(&unit.name),
        To::Office(unit) | To::Unit(unit) => w.to_is_unit(&unit.name),
    }
}

fn situations(desk: &Desk<'_>, typed: &Typed) -> Vec<Choice> {
    let duties = &desk.rules().first_contact.duties;
    let choice = |(situation, duty): (&Situation, &Duty)| {
        let owed = duty.requires.iter().filter(|element| **element != DutyElement::Recorded);
        let owed: Vec<&str> = owed.map(|element| element.name()).collect();
        Choice {
            value: situation.letter(),
            name: duty.name.clone(),
            hint: owed.join("、"),
            is_chosen: situation.letter() == typed.situation,
        }
    };
    duties.iter().map(choice).collect()
}

fn situation_auto(desk: &Desk<'_>, understood: &Understood<'_>) -> String {
    let duty = understood
        .situation
        .and_then(|situation| desk.rules().first_contact.duties.get(&situation));
    match duty {
        Some(duty) => desk.w.situation_auto(&duty.name),
        None => desk.w.situation_by_itself().to_owned(),
    }
}

fn due(desk: &Desk<'_>, understood: &Understood<'_>, rehearsed: Option<&Rehearsed>) -> DueLine {
    let w = desk.w;
    let language = w.0;
    let calendar = desk.known.rules.calendar();
    let starts = calendar.working_minutes_between(desk.now, desk.now.plus_minutes(1)) > 0;
    let day = |at| dates::day_and_time(language, at);
    let estimate = |is: bool| if is { w.provisional() } else { "" };
    let due_at = rehearsed.and_then(|it| it.due_at);
    let due = match (rehearsed, understood.entry) {
        (Some(it), Some(_)) if it.due_at.is_some() => {
            let due = it.due_at.map(day).unwrap_or_default();
            format!("{due}{}", estimate(it.is_provisional))
        }
        (Some(it), Some(entry)) => {
            let after = w.due_after_acceptance(entry.promised.limit);
            let by = it.accept_by.map(|at| w.accept_by(day(at)));
            by.map_or_else(|| after.clone(), |by| format!("{after} · {by}"))
        }
        (None, _) | (_, None) => w.due_unknown().to_owned(),
    };
    let modes = rehearsed.map(|it| it.modes.keys().map(|mode| mode.name()).collect::<Vec<_>>());
    let school = rehearsed.and_then(|it| it.push_up_to.as_ref());
    let school = school.and_then(|school| desk.known.organization.unit(school));
    let first_hour = Limit { amount: 1, unit: LimitUnit::WorkingHour };
    let opening = || calendar.due(desk.now, first_hour, &[]).at.plus_minutes(-60);
    DueLine {
        due,
        machine: due_at.map(dates::machine).unwrap_or_default(),
        first: w.you(&desk.staff.name),
        clock: match starts {
            true => w.clock_from(dates::time(desk.now)),
            false => w.clock_later(day(opening())),
        },
        modes: modes.unwrap_or_default().join("、"),
        push_up: school.map_or_else(String::new, |school| w.push_up(&school.name)),
    }
}

impl Banner {
    /// The line that says what was just done; none where nothing was.
    pub(super) async fn of(window: &Window, just: &JustDone) -> Result<Option<Self>, Problem> {
        let w = DeskWords(window.visitor.language);
        if let Some(number) = &just.joined {
            let says = w.joined(number);
            return Ok(Some(Self::plain(says, number)));
        }
        if let Some(number) = &just.undone {
            return Ok(Some(Self::plain(w.undone().to_owned(), number)));
        }
        let Some(number) = &just.done else { return Ok(None) };
        let app = window.site.app();
        let (actor, matter) = (window.staff.actor(), MatterNumber::from(number.as_str()));
        let Some(matter) = app.look_at(&actor, &matter).await? else { return Ok(None) };
        let offer = matter.offers.last().filter(|offer| offer.is_open());
        let note = match &matter.filing {
            Some(filing) if filing.channel == Channel::Phone && filing.has_contact => {
                w.phone_code_sent()
            }
            Some(filing) if filing.channel == Channel::Phone => w.phone_code_none(),
            Some(_) | None => "",
        };
        Ok(Some(Self {
            says: w.registered(number),
            then: window.went_to(w, &matter, offer),
            note,
            number: number.clone(),
            undo: offer.and_then(|offer| window.may_undo(offer)),
        }))
    }

    fn plain(says: String, number: &str) -> Self {
        Self { says, then: String::new(), note: "", number: number.to_owned(), undo: None }
    }
}

impl Window {
    fn went_to(&self, w: DeskWords, matter: &Matter, offer: Option<&Offer>) -> String {
        if matter.ended.is_some() {
            return w.registered_done().to_owned();
        }
        let Some(offer) = offer else { return w.registered_self().to_owned() };
        let unit = self.known.organization.unit(&offer.to.unit);
        let unit = unit.map_or(offer.to.unit.as_str(), |unit| unit.name.as_str());
        match offer.kind {
            OfferKind::HandOver => w.registered_to(unit),
            OfferKind::PushUp => w.registered_back(unit),
        }
    }

    fn may_undo(&self, offer: &Offer) -> Option<(u32, String)> {
        let minutes = self.known.rules.on(self.now.date()).closing.undo_minutes;
        let until = offer.offered_at.plus_minutes(i64::from(minutes));
        let is_own = offer.kind == OfferKind::HandOver && offer.from.person == self.staff.person;
        (is_own && self.now <= until).then(|| (offer.ordinal, dates::time(until)))
    }
}
