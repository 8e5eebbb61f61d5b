//! 审批与裁定. What waits for a decision of the one who is signed in.

use askama::Template;
use axum::extract::State;
use xiaoneng_domain::views::Wait;

use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::inbox::row::{Line, waiting_lines};
use crate::workbench::words::inbox::InboxWords;

#[derive(Template)]
#[template(path = "workbench/list.html")]
struct ListPage {
    shell: StaffShell,
    w: InboxWords,
    title: &'static str,
    lead: &'static str,
    lines: Vec<Line>,
}

/// `GET /w/approvals`
pub(crate) async fn approvals(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = InboxWords(visitor.language);
    let kinds = [Wait::Extension, Wait::Suspension, Wait::FollowUp, Wait::Correction];
    list(&site, &visitor, &staff, (w.approvals_title(), w.approvals_lead()), &kinds).await
}

/// `GET /w/disputes`
pub(crate) async fn disputes(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = InboxWords(visitor.language);
    list(&site, &visitor, &staff, (w.disputes_title(), w.disputes_lead()), &[Wait::Ruling]).await
}

async fn list(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    (title, lead): (&'static str, &'static str),
    kinds: &[Wait],
) -> Answer {
    let lines = waiting_lines(site, (visitor, staff), kinds).await?;
    let shell = StaffShell::of(site, visitor, staff, Section::Inbox, title);
    Ok(page(&ListPage { shell, w: InboxWords(visitor.language), title, lead, lines }))
}
