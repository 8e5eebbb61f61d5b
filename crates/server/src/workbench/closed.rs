//! 看不到的件. The same words whether there is no such matter or somebody may not know of it; who
//! may know that it is there learns who handles it and its light.

use askama::Template;
use axum::http::StatusCode;
use xiaoneng_domain::id::MatterNumber;

use crate::Site;
use crate::kit::light::Badge;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::words::matter::MatterWords;

#[derive(Template)]
#[template(path = "workbench/closed.html")]
struct ClosedPage {
    shell: StaffShell,
    w: MatterWords,
    head: String,
    hint: &'static str,
    number: String,
    badge: Option<Badge>,
}

/// The page of a matter that somebody may not read.
pub(crate) async fn page_of(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    number: &MatterNumber,
) -> Answer {
    let w = MatterWords(visitor.language);
    let outline = site.app().outline(&staff.person, number).await?;
    let shell = StaffShell::of(site, visitor, staff, Section::None, w.closed_head());
    let number = number.to_string();
    let (head, hint, badge, status) = match outline {
        Some(outline) => {
            let known = site.app().known().await?;
            let unit = known.organization.unit(&outline.unit);
            let name = unit.map_or_else(|| outline.unit.to_string(), |unit| unit.name.clone());
            let badge = Badge::without_clock(visitor.language, &outline.lit);
            (w.outline_head(name), w.outline_hint(), Some(badge), StatusCode::FORBIDDEN)
        }
        None => (w.closed_head().to_owned(), w.closed_hint(), None, StatusCode::NOT_FOUND),
    };
    let shell = StaffShell { title: head.clone(), ..shell };
    let mut response = page(&ClosedPage { shell, w, head, hint, number, badge });
    *response.status_mut() = status;
    Ok(response)
}
