//! 我的会话: ended one by one, locked by hand; and new recovery codes.

use axum::extract::State;
use xiaoneng_app::sign_in::{NotDone, SessionId};

use super::somebody;
use crate::Site;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::sign_in::second_factor::RECOVERY;
use crate::sign_in::way::AtDoor;

/// `POST /me/sessions/end`
pub(crate) async fn end(State(site): State<Site>, at_door: AtDoor, posted: Posted) -> Answer {
    let somebody = somebody(&at_door)?;
    if let Some(session) = SessionId::read(posted.field("session")) {
        match site.app().end_session(&somebody.actor(), session).await {
            Ok(_) => {}
            Err(NotDone::Refused(_)) => return Err(Problem::NoSuchPage),
            Err(NotDone::Denied(denied)) => return Err(denied.into()),
        }
    }
    Ok(see_other("/me?done=session"))
}

/// `POST /me/lock`
pub(crate) async fn lock(State(site): State<Site>, at_door: AtDoor, _: Posted) -> Answer {
    somebody(&at_door)?;
    if let Some(token) = &at_door.token {
        site.app().lock_session(token).await?;
    }
    Ok(see_other("/unlock"))
}

/// `POST /me/recovery`
pub(crate) async fn renew_codes(State(site): State<Site>, at_door: AtDoor, _: Posted) -> Answer {
    let somebody = somebody(&at_door)?;
    if site.app().recovery_codes_left(&somebody.person).await?.is_none() {
        return Ok(see_other("/me"));
    }
    let codes = site.app().renew_recovery_codes(&somebody.person).await?;
    site.app().save_draft(&somebody.person, RECOVERY, codes.0.join("\n")).await?;
    Ok(see_other("/login/recovery?next=%2Fme"))
}
