//! 等处理. What was not signed for in time, waits for a ruling or for an extension, over all units.

use askama::Template;
use axum::extract::Path;
use xiaoneng_app::board::{BoardWait, BoardWaiting};
use xiaoneng_domain::views::Whom;

use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::supervision::entries::{BOARD, Visit};
use crate::supervision::told::Teller;
use crate::supervision::words::BoardWords;

/// 等处理的一件 as it stands on the page.
struct Line {
    whom: String,
    /// 事项; empty where it is masked.
    item: String,
    number: String,
    holder: String,
    deadline: Deadline,
}

#[derive(Template)]
#[template(path = "supervision/waiting.html")]
struct WaitingPage {
    shell: StaffShell,
    w: BoardWords,
    menu: Vec<Tab>,
    title: &'static str,
    lines: Vec<Line>,
}

/// `GET /s/waiting/{kind}`
pub(crate) async fn show(visit: Visit, Path(kind): Path<String>) -> Answer {
    visit.through(&BOARD)?;
    let w = BoardWords(visit.visitor.language);
    let (wait, title) = match kind.as_str() {
        "unsigned" => (BoardWait::Unsigned, w.unsigned()),
        "rulings" => (BoardWait::Ruling, w.rulings()),
        "extensions" => (BoardWait::Extension, w.extensions()),
        _ => return Err(Problem::NoSuchPage),
    };
    let app = visit.site.app();
    let Some(waiting) = app.board_waiting(&visit.staff.actor(), wait).await? else {
        return Err(Problem::NoSuchPage);
    };
    let teller = Teller::new(app, visit.visitor.language).await?;
    let lines = waiting.iter().map(|one| line(&teller, one)).collect();
    let (shell, menu) = (visit.shell(title), visit.menu(&BOARD));
    Ok(page(&WaitingPage { shell, w, menu, title, lines }))
}

fn line(teller: &Teller, one: &BoardWaiting) -> Line {
    let matter = one.matter.as_ref();
    let holder = matter.and_then(|matter| matter.responsible.as_ref());
    Line {
        whom: match &one.whom {
            Whom::Unit(unit) => teller.unit(unit),
            Whom::Person(person) => teller.name(person),
        },
        item: matter.map(|matter| teller.item(matter)).unwrap_or_default(),
        number: matter.map(|matter| matter.number.to_string()).unwrap_or_default(),
        holder: holder.map(|person| teller.name(person)).unwrap_or_default(),
        deadline: teller.deadline(one.due_at),
    }
}
