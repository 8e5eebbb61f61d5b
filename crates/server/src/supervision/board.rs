//! 督办看板. Reds first with unit, item, holder and how long; what falls due today; what waits.

use askama::Template;
use xiaoneng_app::board::{Board, DueHour, Red};
use xiaoneng_app::desk_overview::Lights;

use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::supervision::entries::{BOARD, Visit};
use crate::supervision::told::{Teller, hours};
use crate::supervision::words::BoardWords;

/// More than so many shapes beside one another say no more than the number does.
const SHAPES: u32 = 12;

/// 超期的一件 as it stands on the page.
struct RedLine {
    unit: String,
    /// 事项; empty where it is masked.
    item: String,
    number: String,
    over: String,
    due: String,
    due_machine: String,
    holder: String,
    clock: &'static str,
}

/// 单位 with what is overdue there.
struct UnitLine {
    unit: String,
    name: String,
    count: u32,
}

#[derive(Template)]
#[template(path = "supervision/board.html")]
struct BoardPage {
    shell: StaffShell,
    w: BoardWords,
    menu: Vec<Tab>,
    as_of: String,
    as_of_machine: String,
    today: String,
    lights: Lights,
    filed_today: u32,
    completed_today: u32,
    reds: Vec<RedLine>,
    not_listed: u32,
    units: Vec<UnitLine>,
    all_units: usize,
    due: Vec<DueHour>,
    due_today: u32,
    waits: Vec<(&'static str, &'static str, u32)>,
    last_red: String,
}

impl BoardPage {
    /// How many shapes stand for a number.
    fn shapes(count: &u32) -> std::ops::Range<u32> {
        0..(*count).min(SHAPES)
    }

    fn other_units(&self) -> usize {
        self.all_units.saturating_sub(self.units.len())
    }
}

/// `GET /s`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(&BOARD)?;
    let w = BoardWords(visit.visitor.language);
    let app = visit.site.app();
    let Some(board) = app.board(&visit.staff.actor()).await? else {
        return Err(Problem::NoSuchPage);
    };
    let teller = Teller::new(app, visit.visitor.language).await?;
    let Board { as_of, lights, filed_today, completed_today, not_listed, waits, .. } = board;
    let told = |(unit, at): &(_, _)| w.last_red(dates::day_and_time(w.0, *at), teller.unit(unit));
    let unit = |(unit, count): &(xiaoneng_domain::id::UnitId, u32)| UnitLine {
        unit: unit.to_string(),
        name: teller.unit(unit),
        count: *count,
    };
    Ok(page(&BoardPage {
        shell: visit.shell(w.board()),
        menu: visit.menu(&BOARD),
        as_of: format!("{} {}", dates::day(w.0, as_of.date()), dates::time(as_of)),
        as_of_machine: dates::machine(as_of),
        today: as_of.date().to_string(),
        lights,
        filed_today,
        completed_today,
        reds: board.reds.iter().map(|red| red_line(&teller, red)).collect(),
        not_listed,
        units: board.units.iter().map(unit).collect(),
        all_units: teller.known.organization.open_units().count(),
        due_today: board.due_today.iter().map(|due| due.count).sum(),
        due: hours(as_of, &board.due_today),
        waits: vec![
            ("unsigned", w.unsigned(), waits.unsigned),
            ("rulings", w.rulings(), waits.rulings),
            ("extensions", w.extensions(), waits.extensions),
        ],
        last_red: board.last_red.as_ref().map(told).unwrap_or_default(),
        w,
    }))
}

fn red_line(teller: &Teller, red: &Red) -> RedLine {
    let matter = red.matter.as_ref();
    let holder = matter.and_then(|matter| matter.responsible.as_ref());
    RedLine {
        unit: teller.unit(&red.unit),
        item: matter.map(|matter| teller.item(matter)).unwrap_or_default(),
        number: matter.map(|matter| matter.number.to_string()).unwrap_or_default(),
        over: teller.over(red),
        due: dates::short(red.due_at),
        due_machine: dates::machine(red.due_at),
        holder: holder.map(|person| teller.name(person)).unwrap_or_default(),
        clock: teller.clock(&red.clock),
    }
}
