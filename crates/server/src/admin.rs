//! 管理. What the three separated administrators do, each at his own doors, and what the director,
//! 人事 and heads arrange there; none of the pages shows what a matter is about.

mod audit;
mod backup;
mod calendar;
mod catalogue;
mod covers;
mod difference;
mod doors;
mod frame;
mod health;
mod import;
mod organization;
mod people;
mod people_forms;
mod rule_file;
mod rules;
mod setup;
mod setup_first;
mod unit;
mod unit_forms;
pub mod words;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Site;

/// The pages of the administration, below `/a`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/a", get(health::show))
        .route("/a/setup", get(setup::show).post(setup_first::establish))
        .route("/a/setup/confirm", post(setup::confirm))
        .route("/a/setup/open", post(setup::open))
        .route("/a/org", get(organization::show))
        .route("/a/org/new", get(organization::new).post(organization::open))
        .route("/a/org/{unit}", get(unit::show))
        .route("/a/org/{unit}/{act}", post(unit_forms::act))
        .route("/a/people", get(people::list))
        .route("/a/people/new", get(people_forms::new).post(people_forms::appoint))
        .route("/a/people/accounts", get(people::without_account).post(people::open_accounts))
        .route("/a/people/{person}", get(people::show))
        .route("/a/people/{person}/{act}", post(people_forms::act))
        .route("/a/import", get(import::show).post(import::check))
        .route("/a/covers", get(covers::show))
        .route("/a/catalog", get(catalogue::show))
        .route("/a/calendar", get(calendar::show))
        .route("/a/rules", get(rules::show))
        .route("/a/rules/file", get(rule_file::show).post(rule_file::submit))
        .route("/a/rules/proposal/{proposal}", get(rules::proposal))
        .route("/a/rules/proposal/{proposal}/{act}", post(rules::decide))
        .route("/a/backup", get(backup::show).post(backup::make))
        .route("/a/backup/drill", post(backup::drill))
        .route("/a/backup/{name}", get(backup::download))
        .route("/a/audit", get(audit::show).post(audit::verify))
        .layer(DefaultBodyLimit::max(16 * 1024 * 1024))
}
