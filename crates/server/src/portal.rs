//! 对外. The portal: nobody signs in; a matter opens by its query code.

mod about;
mod act_page;
mod check;
mod complain;
mod deeds;
mod due_days;
mod file;
mod guide;
mod guide_item;
mod guide_sample;
mod home;
mod link;
mod lost_code;
mod open;
mod pass;
mod progress;
mod rate;
mod receipt;
mod result_shown;
mod review;
mod standing;
mod supply;
mod told;
mod track;
mod trail;
mod unit_choice;
mod unit_code;
mod unit_figures;
mod units;
mod urge;
mod withdraw;
pub mod words;
mod words_sent;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

/// The public pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .merge(complain::routes())
        .merge(open::routes())
        .route("/", get(home::show))
        .route("/guide", get(guide::list))
        .route("/guide/{item}", get(guide_item::show))
        .route("/units", get(units::list))
        .route("/units/{code}", get(units::show))
        .route("/q/{unit}", get(unit_code::show))
        .route("/q/{unit}/poster", get(unit_code::poster))
        .route("/commitments", get(about::commitments))
        .route("/help", get(about::help))
        .route("/privacy", get(about::privacy))
        .route("/accessibility", get(about::accessibility))
        .route("/file", get(file::show).post(file::again))
        .route("/file/check", get(check::nothing).post(check::show))
        .route("/file/submit", post(check::submit))
        .route("/file/follow", post(check::follow))
        .route("/r/{number}", get(receipt::show))
        .route("/track", get(track::show).post(track::look_up))
        .route("/track/close", post(track::close))
        .route("/track/lost", get(lost_code::show).post(lost_code::ask))
        .route("/track/lost/sent", get(lost_code::sent))
        .route("/k/{token}", get(link::open).post(link::renew))
        .route("/t/{number}", get(progress::show))
        .route("/t/{number}/proof.txt", get(progress::proof))
        .route("/t/{number}/files/{ordinal}", get(progress::paper))
        .route("/t/{number}/add", get(supply::show).post(supply::send))
        .route("/t/{number}/ask", get(supply::show_question).post(supply::ask))
        .route("/t/{number}/urge", get(urge::show).post(urge::send))
        .route("/t/{number}/withdraw", get(withdraw::show).post(withdraw::send))
        .route("/t/{number}/review", get(review::show).post(review::send))
        .route("/t/{number}/rate", get(rate::show).post(rate::send))
}
