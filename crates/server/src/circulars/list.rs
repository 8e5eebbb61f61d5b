//! 通报列表.

use axum::extract::{Query, State};
use xiaoneng_app::circulars::{CircularsOf, ListedCircular};
use xiaoneng_app::docket::offices_of;
use xiaoneng_domain::circular::circular_state;

use crate::Site;
use crate::circulars::words::CircularWords;
use crate::kit::docket::{Asked, Line, Link, ListPage, unit_name};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const ALL: &str = "/s/circulars";
const MINE: &str = "/w/circulars";

/// `GET /s/circulars`
pub(super) async fn show_all(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Answer {
    render(&site, &visitor, &staff, (ALL, asked)).await
}

/// `GET /w/circulars`
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
    let (w, d) = (CircularWords(language), DocketPageWords(language));
    let (app, shown) = (site.app(), asked.shown());
    let (known, now) = (app.known().await?, app.clock().now());
    let mine = CircularsOf::Mine(staff.person.clone());
    let shell = StaffShell::of(site, visitor, staff, Section::Supervision, w.name());
    let oversees = shell.supervises();
    let is_all = path == ALL && oversees;
    let of = if is_all { CircularsOf::All } else { mine };
    let place = (shown.place.as_ref(), shown.limit);
    let found = app.circulars(&staff.actor(), (&of, shown.is_open), place).await?;
    let line = |one: &ListedCircular| {
        let office = one.circular.draft.as_ref().map(|draft| &draft.facts.office);
        let office = office.map(|office| unit_name(&known.organization, office));
        Line {
            path: format!("{ALL}/{}", one.number),
            title: one.title.clone(),
            number: one.number.to_string(),
            state: w.state(circular_state(&one.circular)).to_owned(),
            cells: vec![one.document_number.clone(), office.unwrap_or_default()],
            ..Line::of(language, known.rules.calendar(), now, &one.row)
        }
    };
    let may_draft = !offices_of(&known.organization, &staff.person).is_empty();
    if path == ALL && !oversees && !may_draft {
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
        new: may_draft.then(|| Link::new("/s/circulars/new", w.draft())),
        links: vec![Link::new("/open/circulars", w.public_list())],
        heads: vec![w.document_number(), w.office()],
        lines: found.circulars.iter().map(line).collect(),
        empty: w.list_empty(),
        pager: asked.pager(path, found.next.as_ref()),
    }))
}
