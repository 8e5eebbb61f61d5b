//! 登录. How staff come in and go out, what they set for themselves, and what the security
//! administrator watches over.

mod device;
mod draft;
mod leaving;
mod login;
mod me;
mod own_password;
mod recognise;
mod second_factor;
pub mod security;
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
        .route("/me", get(me::show))
        .route("/me/settings", post(me::save_settings))
        .route("/me/password", get(me::ask_password).post(me::change_password))
        .route("/me/recovery", post(me::renew_codes))
        .route("/me/sessions/end", post(me::end_session))
        .route("/me/lock", post(me::lock))
        .route("/a/security", get(security::locks))
        .route("/a/security/lift", post(security::lift))
        .route("/a/security/sessions", get(security::sessions).post(security::end_session))
        .route("/a/security/accounts", get(security::accounts))
        .route("/a/security/reset", post(security::reset))
        .route("/a/security/second-factor", post(security::drop_second_factor))
        .route("/a/security/password", get(security::shown_once))
        .route("/a/security/log", get(security::log))
        .route("/a/security/roles", get(security::roles))
}
