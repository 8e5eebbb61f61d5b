//! 账本核验. Verified in the background; today's anchor is printed for the paper file.

use askama::Template;
use xiaoneng_app::health::Audit;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, HealthWords};
use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: HealthWords,
    under_way: String,
    good: String,
    bad: Option<(String, String)>,
    at: String,
    anchor: Option<AnchorLines>,
}

/// The anchor as it is printed.
struct AnchorLines {
    records: String,
    root: String,
    sealed_at: String,
    note: String,
}

/// `GET /a/audit`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(Door::Audit)?;
    let w = HealthWords(visit.visitor.language);
    let app = visit.site.app();
    let under_way = app.audit_under_way().await?;
    let last: Option<Audit> = app.last_audit().await?;
    let anchor = app.anchor().await?.map(|anchor| AnchorLines {
        records: w.records(anchor.size),
        root: anchor.root,
        sealed_at: format!(
            "{} {}",
            dates::whole_day(*w, anchor.sealed_at.date()),
            dates::time(anchor.sealed_at)
        ),
        note: anchor.note,
    });
    let good = last.as_ref().filter(|audit| audit.is_sound());
    let bad = last.as_ref().filter(|audit| !audit.is_sound());
    Ok(page(&AuditPage {
        shell: visit.shell(w.audit_title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Audit),
        w,
        under_way: under_way.map(|at| w.under_way(dates::short(at))).unwrap_or_default(),
        good: good
            .map(|audit| w.verified(audit.events, audit.sealed, audit.published))
            .unwrap_or_default(),
        bad: bad.map(|audit| (w.not_verified(audit.count), audit.wrong.clone())),
        at: last.as_ref().map(|audit| dates::short(audit.at())).unwrap_or_default(),
        anchor,
    }))
}

/// `POST /a/audit`: begins; a small ledger is done before the next page is shown.
pub(crate) async fn verify(visit: Visit, _: Posted) -> Answer {
    visit.through(Door::Audit)?;
    if visit.site.app().audit_under_way().await?.is_some() {
        return Ok(see_other("/a/audit"));
    }
    let (app, actor) = (visit.site.app().clone(), visit.staff.actor());
    let work = tokio::spawn(async move {
        if let Err(denied) = app.audit(&actor).await {
            tracing::error!(%denied, "账本核验没有做完");
        }
    });
    // Whoever waits a moment sees the end; a large ledger goes on by itself.
    let _ = tokio::time::timeout(std::time::Duration::from_secs(2), work).await;
    Ok(see_other("/a/audit"))
}
