//! 页面. A template and its words become an answer.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::kit::problem::Problem;

/// What an endpoint answers: a page, or why there is none.
pub type Answer = Result<Response, Problem>;

/// Renders a page.
pub fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => Html(html).into_response(),
        // Writing to memory does not fail; a template of ours that does is our fault.
        Err(error) => Problem::OurFault(error.to_string()).into_response(),
    }
}

/// After a form: on to a page that may be loaded again.
pub fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}
