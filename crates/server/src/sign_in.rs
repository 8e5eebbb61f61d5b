//! 登录. How staff come in and go out, what they set for themselves, and what the security
//! administrator watches over.

mod device;
mod draft;
mod leaving;
mod login;
mod own_password;
mod recognise;
mod second_factor;
mod unlock;
mod way;
pub mod words;

use axum::Router;
use axum::routing::{get, post};

use crate::Site;

pub(crate) use recognise::recognise;

/// The pages of signing in.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/login", get(login::show).post(login::enter))
        .route("/login/code", get(second_factor::ask).post(second_factor::give))
        .route("/login/password", get(own_password::owed).post(own_password::settle))
        .route("/login/second-factor", get(second_factor::offer).post(second_factor::confirm))
        .route("/login/recovery", get(second_factor::codes).post(second_factor::noted))
        .route("/unlock", get(unlock::show).post(unlock::open))
        .route("/unlock/draft", get(draft::show).post(draft::discard))
        .route("/unlock/draft/submit", post(draft::submit))
        .route("/logout", get(leaving::ask).post(leaving::leave))
}
