//! 本单位. What a head must see: who has how much of which light, what waits for him, and his
//! unit's figures as the public sees them.

use askama::Template;
use axum::extract::{Path, State};
use xiaoneng_app::desk_overview::Lights;
use xiaoneng_app::never_let::{Mirror, NeverLet};
use xiaoneng_app::unit_figures::FEWEST_PEOPLE;
use xiaoneng_app::{Figures, Listed};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{Role, Unit, UnitKind};
use xiaoneng_domain::views::{Wait, WaitingRow};

use crate::Site;
use crate::kit::dates;
use crate::kit::light::LightKind;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::lines::Lines;
use crate::workbench::mirror::words_of;
use crate::workbench::words::DeskWords;
use crate::workbench::words::mirror::MirrorWords;

/// 一人 with what he answers for.
struct Row {
    name: String,
    lights: Lights,
}

/// 五个不让 of one person, by number.
struct MirrorRow {
    path: String,
    name: String,
    counts: Vec<usize>,
}

/// Something that waits for him.
struct Waits {
    number: String,
    title: String,
    what: &'static str,
    deadline: Deadline,
}

#[derive(Template)]
#[template(path = "workbench/unit.html")]
struct UnitPage {
    shell: StaffShell,
    w: DeskWords,
    unit: UnitId,
    as_of: String,
    rows: Vec<Row>,
    together: Lights,
    is_more: bool,
    to_sign: usize,
    waits: Vec<Waits>,
    five: Vec<&'static str>,
    mirrors: Vec<MirrorRow>,
    sums: Vec<usize>,
    figures: Option<Figures>,
    fewest: usize,
    below: Vec<(String, String)>,
}

impl UnitPage {
    /// `93.8` percent; a dash where nothing was to be measured.
    fn on_time(&self, figures: &Figures) -> String {
        let rate = figures.on_time_per_mille();
        rate.map_or_else(|| "—".to_owned(), |rate| format!("{}.{}%", rate / 10, rate % 10))
    }
}

/// `GET /w/unit`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    of(&site, &visitor, &staff, &staff.unit).await
}

/// `GET /w/unit/{unit}`: a unit below his, or one he is in charge of.
pub(crate) async fn show_other(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(unit): Path<String>,
) -> Answer {
    of(&site, &visitor, &staff, &UnitId::from(unit)).await
}

async fn of(site: &Site, visitor: &Visitor, staff: &Staff, unit: &UnitId) -> Answer {
    let w = DeskWords(visitor.language);
    let app = site.app();
    let shell = StaffShell::of(site, visitor, staff, Section::Unit, w.unit_title());
    let lines = Lines::new(app, w).await?;
    let organization = &lines.known.organization;
    if organization.unit(unit).is_none() {
        return Err(Problem::NoSuchPage);
    }
    let overview = app.unit_overview(&staff.actor(), unit).await?;
    let leads = |unit: &UnitId| {
        organization.heads(&staff.person, unit)
            || organization.leader_in_charge(unit) == Some(&staff.person)
            || (*unit == staff.unit && staff.roles.contains(&Role::DeputyDirector))
    };
    let Some(overview) = overview.filter(|_| leads(unit)) else {
        let (permission, who) = (w.unit_permission().to_owned(), head_name(&lines, unit));
        return Err(Problem::MayNotSee { permission, who });
    };
    let waits: Vec<Waits> =
        overview.waits.iter().filter_map(|listed| waits(&lines, listed)).collect();
    let is_below = |other: &&Unit| {
        other.id != *unit
            && other.kind != UnitKind::Bureau
            && organization.is_within(&other.id, unit)
            && leads(&other.id)
    };
    let figures = match organization.people_of(unit).count() {
        0..FEWEST_PEOPLE => None,
        _ => Some(app.figures_of(unit).await?),
    };
    let rows = overview
        .people
        .iter()
        .map(|(person, lights)| Row { name: lines.names.of(person).to_owned(), lights: *lights });
    let mirrors = app.mirrors_of(&staff.actor(), unit).await?.unwrap_or_default();
    let mirrors: Vec<MirrorRow> = mirrors.iter().map(|one| mirror_row(&lines, one)).collect();
    let sum = |at: usize| mirrors.iter().filter_map(|one| one.counts.get(at)).sum();
    let five = NeverLet::ALL.iter().map(|of| words_of(MirrorWords(visitor.language), *of).0);
    Ok(page(&UnitPage {
        shell,
        five: five.collect(),
        sums: (0..NeverLet::ALL.len()).map(sum).collect(),
        mirrors,
        unit: unit.clone(),
        as_of: dates::time(overview.as_of),
        rows: rows.collect(),
        together: overview.together,
        is_more: overview.is_more,
        to_sign: overview.to_sign,
        waits,
        figures,
        fewest: FEWEST_PEOPLE,
        below: organization
            .open_units()
            .filter(is_below)
            .map(|unit| (unit.id.to_string(), unit.name.clone()))
            .collect(),
        w,
    }))
}

fn mirror_row(lines: &Lines<'_>, mirror: &Mirror) -> MirrorRow {
    MirrorRow {
        path: format!("/w/mirror/{}", mirror.person),
        name: lines.names.of(&mirror.person).to_owned(),
        counts: NeverLet::ALL.iter().map(|of| mirror.count(*of)).collect(),
    }
}

fn head_name(lines: &Lines<'_>, unit: &UnitId) -> String {
    let head = lines.known.organization.head_of(unit);
    head.map_or_else(String::new, |head| lines.names.of(head).to_owned())
}

fn waits(lines: &Lines<'_>, listed: &Listed<WaitingRow>) -> Option<Waits> {
    let w = lines.w;
    let what = match listed.row.wait {
        Wait::Suspension => w.waits_suspension(),
        Wait::Extension => w.waits_extension(),
        Wait::Correction => w.waits_correction(),
        Wait::FollowUp => w.waits_follow_up(),
        Wait::Ruling => w.waits_ruling(),
        Wait::Signal => w.waits_signal(),
        Wait::Assist => w.waits_assist(),
        Wait::Question => w.waits_question(),
        // What he handed over stands on a page of its own.
        Wait::Sent => return None,
    };
    let is_late = lines.now > listed.row.due_at;
    let light = if is_late { LightKind::Red } else { LightKind::Green };
    Some(Waits {
        number: listed.row.matter.to_string(),
        title: match listed.gist.is_empty() {
            true => lines.item(&listed.register),
            false => listed.gist.to_string(),
        },
        what,
        deadline: lines.deadline(listed.row.due_at, light),
    })
}
