//! 效能投诉, inside. For those who handle one: a list, a file, the acts. For whoever is asked to
//! explain: the one question. For everybody else the same page, whether there is anything or not.

mod closed;
mod conclusions;
mod deeds;
mod dossier;
mod inquiries;
mod list;
mod page;
mod register;
pub mod register_words;
mod trail;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of complaints, below `/s/complaints`, and of inquiries, below `/w/inquiries`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/s/complaints", get(list::show))
        .route("/s/complaints/new", get(register::show).post(register::act))
        .route("/s/complaints/new/receipt", get(register::receipt))
        .route("/s/complaints/conclusions", get(conclusions::list))
        .route("/s/complaints/{reference}", get(dossier::show))
        .route("/s/complaints/{reference}/conclusion", get(conclusions::show))
        .route("/s/complaints/{reference}/file/{place}", get(dossier::fetch_file))
        .route("/s/complaints/{reference}/{act}", get(page::show).post(page::act))
        .route("/w/inquiries", get(inquiries::list))
        .route("/w/inquiries/{item}", get(inquiries::show).post(inquiries::explain))
        .route_layer(from_fn(no_administrators))
}
