//! 督导、抽查列表.

use axum::extract::{Query, State};
use xiaoneng_app::inspections::{InspectionsOf, ListedInspection};
use xiaoneng_domain::organization::Organization;

use crate::Site;
use crate::inspections::new::offices;
use crate::inspections::words::InspectionWords;
use crate::kit::docket::{Asked, Line, Link, ListPage, unit_name};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const ALL: &str = "/s/inspections";
const MINE: &str = "/w/inspections";

/// `GET /s/inspections`
pub(super) async fn show_all(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Answer {
    render(&site, &visitor, &staff, (ALL, asked)).await
}

/// `GET /w/inspections`
pub(super) async fn show_mine(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Answer {
    render(&site, &visitor, &staff, (MINE, asked)).await
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    (path, asked): (&str, Asked),
) -> Answer {
    let language = visitor.language;
    let (w, d) = (InspectionWords(language), DocketPageWords(language));
    let (app, shown) = (site.app(), asked.shown());
    let (known, now) = (app.known().await?, app.clock().now());
    let mine = InspectionsOf::Mine(staff.person.clone());
    let shell = StaffShell::of(site, visitor, staff, Section::Supervision, w.name());
    let oversees = shell.supervises();
    let is_all = path == ALL && oversees;
    let of = if is_all { InspectionsOf::All } else { mine };
    let place = (shown.place.as_ref(), shown.limit);
    let found = app.inspections(&staff.actor(), (&of, shown.is_open), place).await?;
    let line = |one: &ListedInspection| Line {
        path: format!("{ALL}/{}", one.number),
        title: title(&known.organization, one),
        number: one.number.to_string(),
        state: one.inspection.stage().name().to_owned(),
        cells: cells(&known.organization, one),
        ..Line::of(language, known.rules.calendar(), now, &one.row)
    };
    let may_plan = !offices(&known.organization, &staff.person).is_empty();
    if path == ALL && !oversees && !may_plan {
        return Err(w.is_for_offices());
    }
    let scopes =
        vec![(MINE.to_owned(), d.of_mine(), !is_all), (ALL.to_owned(), d.of_all(), is_all)];
    Ok(page(&ListPage {
        shell,
        w: d,
        title: w.name().to_owned(),
        lead: w.list_lead().to_owned(),
        scopes: if oversees { scopes } else { Vec::new() },
        tabs: asked.tabs(path, d),
        new: may_plan.then(|| Link::new("/s/inspections/new", w.plan())),
        links: vec![Link::new("/open/draws", w.public_draws())],
        heads: vec![w.kind(), w.office()],
        lines: found.inspections.iter().map(line).collect(),
        empty: w.list_empty(),
        pager: asked.pager(path, found.next.as_ref()),
    }))
}

fn title(organization: &Organization, one: &ListedInspection) -> String {
    let school = one.row.unit.as_ref().map(|school| unit_name(organization, school));
    school.unwrap_or_else(|| one.scope.clone())
}

fn cells(organization: &Organization, one: &ListedInspection) -> Vec<String> {
    let plan = one.inspection.plan.as_ref().map(|plan| &plan.facts);
    let kind = plan.map(|facts| facts.kind.name().to_owned());
    let office = plan.map(|facts| unit_name(organization, &facts.office));
    vec![kind.unwrap_or_default(), office.unwrap_or_default()]
}
