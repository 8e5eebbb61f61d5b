//! 工作台. What clerks, handlers and heads do all day.

mod batch;
mod card;
mod cards;
mod closed;
mod deeds;
mod docket_place;
mod duty;
mod form;
mod inbox;
mod initials;
mod lines;
mod lists;
mod live;
mod matter;
mod messages;
mod mirror;
mod print;
mod register;
mod search;
mod sent;
mod states;
mod suggest;
mod tasks;
mod templates;
mod unit;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of the workbench, below `/w`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .merge(desk())
        .merge(centre())
        .merge(tasks::routes())
        .route_layer(from_fn(no_administrators))
}

/// 登记、查找、移交、本单位、值班.
fn desk() -> Router<Site> {
    Router::new()
        .route("/w/live", get(live::watch))
        .route("/w/new", get(register::show).post(register::act))
        .route("/w/new/undo", post(register::undo))
        .route("/w/search", get(search::show))
        .route("/w/search.csv", get(search::export))
        .route("/w/messages", get(messages::show).post(messages::act))
        .route("/w/batch", get(batch::show).post(batch::act))
        .route("/w/print/receipt/{number}", get(print::receipt))
        .route("/w/print/handover/{number}", get(print::hand_over))
        .route("/w/print/file/{number}", get(print::file))
        .route("/w/print/files", get(print::files))
        .route("/w/cards", get(cards::show))
        .route("/w/cards/{card}", get(card::show).post(card::act))
        .route("/w/mirror", get(mirror::show))
        .route("/w/mirror/{person}", get(mirror::show_other))
        .route("/w/duty", get(duty::show).post(duty::act))
        .route("/w/templates", get(templates::list))
        .route("/w/templates/{template}", get(templates::show).post(templates::act))
        .route("/w/sent", get(sent::show).post(sent::act))
        .route("/w/unit", get(unit::show))
        .route("/w/unit/{unit}", get(unit::show_other))
}

/// 收件箱、事项页、办理动作、审批、裁定.
fn centre() -> Router<Site> {
    Router::new()
        .route("/w", get(inbox::show))
        .route("/w/approvals", get(lists::approvals))
        .route("/w/disputes", get(lists::disputes))
        .route("/w/m/{no}", get(matter::show))
        .route("/w/m/{no}/contact", post(matter::see_contact))
        .route("/w/m/{no}/file/{ordinal}", get(matter::fetch_file))
        .route("/w/m/{no}/{act}", get(deeds::show).post(deeds::act))
        .route("/w/m/{no}/{act}/draft", post(deeds::keep))
}
