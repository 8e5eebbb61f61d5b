//! 随时更新 of the board.

use axum::http::HeaderMap;

use crate::Site;
use crate::kit::live;
use crate::kit::page::Answer;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;
use crate::supervision::entries::{BOARD, Visit};

/// `GET /s/live`
pub(crate) async fn watch(visit: Visit, headers: HeaderMap) -> Answer {
    visit.through(&BOARD)?;
    let Visit { site, staff, .. } = &visit;
    live::watch(site, &headers, || stands(site, staff)).await
}

/// How the board of somebody stands, whatever the time.
async fn stands(site: &Site, staff: &Staff) -> Result<String, Problem> {
    let board = site.app().board(&staff.actor()).await?;
    let stands = board.map(|board| board.stands());
    Ok(live::digits(&stands))
}
