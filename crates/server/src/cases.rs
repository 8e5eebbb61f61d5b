//! 责任追究, inside. For those who handle a case: lists, the file, the acts. For the person concerned:
//! all that is about himself and what comes next. For everybody else the same page, whether there is
//! anything or not.

mod closed;
mod deeds;
mod file;
mod heads;
mod list;
mod mine;
mod new;
mod page;
mod sight;
mod trail;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of cases: below `/s/cases` for those who handle them, below `/w/cases` for those concerned.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/s/cases", get(list::show))
        .route("/s/cases/new", get(new::show).post(new::act))
        .route("/s/cases/{number}", get(file::show))
        .route("/s/cases/{number}/{act}", get(page::show_of_file).post(page::act_on_file))
        .route("/w/cases", get(mine::list))
        .route("/w/cases/{number}", get(mine::show))
        .route("/w/cases/{number}/{act}", get(page::show_of_own).post(page::act_on_own))
        .route("/w/heads", get(heads::list))
        .route("/w/heads/{unit}", get(heads::show))
        .route_layer(from_fn(no_administrators))
}
