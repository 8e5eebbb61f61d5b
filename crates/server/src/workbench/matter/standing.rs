//! 现状. The clocks of a matter and who stands in it, in words.

use xiaoneng_domain::matter::{AssistState, Clock, ClockName, RequestState, StopReason};

use crate::kit::clock_face::ClockFace;
use crate::kit::dates;
use crate::kit::language::Language;
use crate::workbench::deeds::Sheet;
use crate::workbench::words::matter::MatterWords;

/// How many clocks stand in one strip.
const IN_A_STRIP: usize = 4;

/// 三个时钟, and those beside them, in strips of four.
pub(crate) fn faces(language: Language, sheet: &Sheet<'_>) -> Vec<Vec<ClockFace>> {
    let mut clocks: Vec<&Clock> = sheet.matter().clocks.values().filter(shown).collect();
    clocks.sort_by_key(|clock| (place(clock.name), !clock.is_open()));
    let faces: Vec<ClockFace> =
        clocks.into_iter().map(|clock| face(language, sheet, clock)).collect();
    faces.chunks(IN_A_STRIP).map(<[ClockFace]>::to_vec).collect()
}

/// A clock that fell away with what it waited for says nothing; of steps, only the one in hand.
fn shown(clock: &&Clock) -> bool {
    let is_void = clock.stopped.is_some_and(|stopped| stopped.why == StopReason::Void);
    let is_past = match clock.name {
        ClockName::Step(_) | ClockName::Signing(_) => !clock.is_open(),
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Delivery
        | ClockName::Acceptance
        | ClockName::Assisting(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_)
        | ClockName::FollowUp(_) => false,
    };
    !is_void && !is_past
}

fn place(name: ClockName) -> u32 {
    match name {
        ClockName::FollowUp(_) => 0,
        ClockName::Completion => 1,
        ClockName::Delivery => 2,
        ClockName::Step(_) => 3,
        ClockName::Acceptance => 4,
        ClockName::FirstAction => 5,
        ClockName::FirstResponse => 6,
        ClockName::Signing(_) => 7,
        ClockName::Ruling(_) => 8,
        ClockName::PushUpAnswer(_) => 9,
        ClockName::Assisting(_) => 10,
    }
}

fn face(language: Language, sheet: &Sheet<'_>, clock: &Clock) -> ClockFace {
    let dossier = sheet.dossier;
    let calendar = match clock.name.is_citizens() {
        true => dossier.rules().calendar(),
        false => dossier.rules().calendar_of(&clock.unit),
    };
    let detail = match clock.name {
        ClockName::Assisting(_) | ClockName::Signing(_) | ClockName::Ruling(_) => {
            sheet.unit_name(&clock.unit)
        }
        ClockName::Step(place) => sheet.step_name(place),
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Completion
        | ClockName::Delivery
        | ClockName::Acceptance
        | ClockName::PushUpAnswer(_)
        | ClockName::FollowUp(_) => String::new(),
    };
    let mut by = beside(language, sheet, clock);
    let over = ClockFace::over(language, calendar, clock);
    if !over.is_empty() {
        by.push(over);
    }
    ClockFace::of(language, calendar, dossier.now, clock, (&detail, by.join(" · ")))
}

/// What stands below a clock: its limit, and what the law says beside.
fn beside(language: Language, sheet: &Sheet<'_>, clock: &Clock) -> Vec<String> {
    let w = MatterWords(language);
    let now = sheet.dossier.now;
    let due = dates::day_and_time(language, clock.projection.due_at);
    let mut by = match clock.name == ClockName::Completion {
        true => vec![w.promised(due)],
        false => vec![w.limit_was(due)],
    };
    if let Some(at) = clock.projection.statutory_due_at {
        by.push(w.statutory(dates::day(language, at.date())));
    }
    if !clock.extensions.is_empty() {
        by.push(w.first_due(dates::day(language, clock.first_due_at.date())));
    }
    if let Some(pause) = sheet.matter().suspension(now).filter(|_| clock.is_paused(now)) {
        by.push(w.resumes(dates::short(pause.to)));
    }
    if clock.projection.is_provisional {
        by.push(w.provisional().to_owned());
    }
    by
}

/// 首问、承办、协办、方式: label, who, and what is said beside.
pub(crate) fn holders(language: Language, sheet: &Sheet<'_>) -> Vec<(String, String, String)> {
    let w = MatterWords(language);
    let matter = sheet.matter();
    let in_unit = |unit: &str| language.choose(format!("（{unit}）"), format!(" ({unit})"));
    let mut lines = Vec::new();
    if let Some(filing) = &matter.filing {
        let officer = &filing.first_contact;
        let named = officer.name.as_ref().map(|name| sheet.text(name));
        let who = officer.person.as_ref().map(|person| sheet.name(person)).or(named);
        let unit = sheet.unit_name(&officer.unit);
        let beside = if who.is_some() { in_unit(&unit) } else { String::new() };
        lines.push((w.first_contact().to_owned(), who.unwrap_or(unit), beside));
    }
    if let Some(responsible) = &matter.responsible {
        let unit = in_unit(&sheet.unit_name(&responsible.holder.unit));
        let covers = responsible.covers_for.as_ref();
        let covers = covers.map(|who| w.covers_for(sheet.name(who))).unwrap_or_default();
        let since = w.since(dates::short(responsible.since));
        let beside = format!("{unit}{covers}{}{since}", language.choose("，", ", "));
        lines.push((w.handled_by().to_owned(), sheet.name(&responsible.holder.person), beside));
    }
    for assist in &matter.assists {
        let beside = match assist.state {
            AssistState::Open => "",
            AssistState::Answered { .. } => w.answered(),
            AssistState::Released => w.released(),
        };
        let unit = sheet.unit_name(&assist.unit);
        lines.push((w.co_handled_by().to_owned(), unit, beside.to_owned()));
    }
    if let Some(leader) = &matter.leader {
        lines.push((w.leader().to_owned(), sheet.name(leader), String::new()));
    }
    let modes: Vec<&str> = matter.modes.keys().map(|mode| mode.name()).collect();
    let way = if modes.is_empty() { w.default_way().to_owned() } else { modes.join("、") };
    lines.push((w.way().to_owned(), String::new(), way));
    lines.extend(waits(w, sheet).map(|now| (w.state().to_owned(), String::new(), now)));
    lines
}

/// For what it waits now.
fn waits(w: MatterWords, sheet: &Sheet<'_>) -> Option<String> {
    let matter = sheet.matter();
    if matter.ended.is_some() || matter.history.is_some() {
        return None;
    }
    if let Some(ruling) = matter.pending_ruling() {
        return Some(w.waits_for_ruling(sheet.unit_name(&ruling.ruler)));
    }
    if let Some(offer) = matter.open_offer() {
        let person = offer.to.person.as_ref().map(|person| format!(" {}", sheet.name(person)));
        let who = format!("{}{}", sheet.unit_name(&offer.to.unit), person.unwrap_or_default());
        return Some(w.waits_for_signature(who));
    }
    if let Some(last) = matter.supplements.last().filter(|last| last.is_awaited()) {
        return Some(w.waits_for_citizen(sheet.moment(last.supply_by)));
    }
    let is_open = |state: RequestState| state == RequestState::Open;
    let suspension = matter.suspension_requests.iter().find(|asked| is_open(asked.state));
    let extension = matter.extension_requests.iter().find(|asked| is_open(asked.state));
    let follow_up = matter.follow_ups.iter().find(|asked| is_open(asked.state));
    let approver = suspension
        .map(|asked| &asked.approver)
        .or_else(|| extension.map(|asked| &asked.approver))
        .or_else(|| follow_up.map(|asked| &asked.approver));
    if let Some(approver) = approver {
        return Some(w.waits_for_approval(sheet.name(approver)));
    }
    Some(if matter.result.is_some() { w.waits_for_delivery() } else { w.in_hand() }.to_owned())
}
