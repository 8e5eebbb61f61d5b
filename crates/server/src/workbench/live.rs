//! 随时更新. Tells an open inbox that something changed on it.

use axum::extract::State;
use axum::http::HeaderMap;
use xiaoneng_domain::views::Wait;

use crate::Site;
use crate::kit::live;
use crate::kit::page::Answer;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;

/// How much of the desk is looked at: what a page shows.
const SEEN: u32 = 60;

/// `GET /w/live`
pub(crate) async fn watch(State(site): State<Site>, staff: Staff, headers: HeaderMap) -> Answer {
    live::watch(&site, &headers, || stands(&site, &staff)).await
}

/// How the inbox of somebody stands.
async fn stands(site: &Site, staff: &Staff) -> Result<String, Problem> {
    let app = site.app();
    let desk = app.desk_of(&staff.actor(), &staff.unit, None, SEEN).await?;
    let desk = desk.map(|desk| {
        let row = |row: &xiaoneng_domain::views::DeskRow| {
            let clock = (row.due_at, row.amber_at, row.clock.clone());
            (row.matter.to_string(), clock, row.responsible.to_string(), row.is_suspended)
        };
        let counts = [&desk.counts.open, &desk.counts.amber_or_worse, &desk.counts.red];
        (desk.rows.iter().map(row).collect::<Vec<_>>(), counts.map(|counted| counted.count))
    });
    let waiting = app.waiting(&staff.person).await?;
    let offers: Vec<_> =
        waiting.to_sign.iter().map(|offer| (offer.matter.clone(), offer.offer)).collect();
    let waits = app.waits(&staff.person, &Wait::ALL).await?;
    let waits: Vec<_> = waits.into_iter().map(|wait| wait.matter).collect();
    Ok(live::digits(&(desk, offers, waits)))
}
