//! 看不到. The same page, to the last letter, whether there is no such case or it is not his.

use askama::Template;
use axum::http::StatusCode;

use crate::Site;
use crate::cases::words::CaseWords;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

#[derive(Template)]
#[template(path = "cases/closed.html")]
struct ClosedPage {
    shell: StaffShell,
    w: CaseWords,
}

/// The page of what is not there for him.
pub(super) fn page_of(site: &Site, visitor: &Visitor, staff: &Staff) -> Answer {
    let w = CaseWords(visitor.language);
    let shell = StaffShell::of(site, visitor, staff, Section::None, w.closed());
    let mut response = page(&ClosedPage { shell, w });
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}
