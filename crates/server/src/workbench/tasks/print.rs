//! 督办文书. The urging order on paper, or the slip by which the task was given out.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::Looking;
use super::page::about;
use super::sheet::Sheet;
use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::words::tasks::TaskWords;

#[derive(Template)]
#[template(path = "workbench/task_paper.html")]
struct TaskPaper {
    shell: StaffShell,
    w: TaskWords,
    print_now: &'static str,
    handler: &'static str,
    number: String,
    bureau: String,
    head: &'static str,
    slip: String,
    terms: Vec<(&'static str, String)>,
    demand: String,
    about: Vec<(&'static str, String)>,
    printed_at: String,
}

/// Which order; none: the last, or the slip of the task where there is none.
#[derive(Deserialize, Default)]
pub(super) struct Asked {
    order: Option<String>,
}

/// `GET /w/tasks/{number}/print`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let looking = Looking::of(site, visitor, staff, &number);
    let Some((dossier, names)) = looking.open().await? else { return looking.closed() };
    let Some(opening) = &dossier.task.opening else { return Err(Problem::NoSuchPage) };
    let sheet = Sheet::of(&looking, (&dossier, &names), "");
    let w = looking.w();
    let desk = crate::workbench::words::DeskWords(looking.visitor.language);
    let orders = &dossier.task.orders;
    let order = match asked.order.as_deref() {
        None => orders.last(),
        Some("0") => None,
        Some(wanted) => {
            let found = orders.iter().find(|order| order.ordinal.to_string() == wanted);
            Some(found.ok_or(Problem::NoSuchPage)?)
        }
    };
    let due = dossier.task.round().map(|round| sheet.moment(round.due.at)).unwrap_or_default();
    let lead = dossier.task.proposal.as_ref().map(|one| sheet.unit(&one.facts.lead.unit));
    let mut terms = vec![(w.paper_task_number(), number.clone()), (w.title(), sheet.title())];
    let (head, slip, demand) = match order {
        Some(order) => {
            let to: Vec<String> = order.recipients.iter().map(|one| sheet.name(one)).collect();
            terms.insert(0, (w.paper_to(), to.join(w.choose("、", ", "))));
            terms.push((w.order_level(), order.level.name().to_owned()));
            terms.push((w.order_when(), sheet.moment(order.at)));
            let demand = order.demand.map(|text| sheet.text(&text));
            let demand = demand.unwrap_or_else(|| w.paper_by_rule().to_owned());
            (w.paper_order(), w.order_number(order.slip), demand)
        }
        None => {
            terms.insert(0, (w.paper_to(), lead.clone().unwrap_or_default()));
            (w.paper_task(), w.task_number_slip(opening.slip), String::new())
        }
    };
    terms.push((w.holders_lead(), lead.unwrap_or_default()));
    terms.push((w.paper_due(), due));
    let bureau = dossier.organization().bureau();
    let printed_at = dossier.now;
    let (visitor, staff) = (&looking.visitor, &looking.staff);
    Ok(page(&TaskPaper {
        shell: StaffShell::of(&looking.site, visitor, staff, Section::Tasks, head),
        print_now: desk.print_now(),
        handler: desk.print_handler(),
        bureau: bureau.map(|bureau| bureau.name.clone()).unwrap_or_default(),
        head,
        slip,
        terms,
        demand,
        about: about(&sheet),
        printed_at: format!(
            "{} {}",
            dates::whole_day(*w, printed_at.date()),
            dates::time(printed_at)
        ),
        number,
        w,
    }))
}
