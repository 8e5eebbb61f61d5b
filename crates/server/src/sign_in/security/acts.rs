//! What the security administrator does; each act stands in the log.

use axum::extract::State;
use xiaoneng_app::sign_in::SessionId;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Role;

use super::accounts::show_once;
use super::{only, told};
use crate::Site;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// `POST /a/security/lift`
pub(crate) async fn lift(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    only(Role::Secadmin, &visitor, &staff)?;
    site.app().lift_lock_out(&staff.actor(), posted.field("mark")).await.map_err(told)?;
    Ok(see_other("/a/security"))
}

/// `POST /a/security/sessions`: ends one.
pub(crate) async fn end_session(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    only(Role::Secadmin, &visitor, &staff)?;
    let session = SessionId::read(posted.field("session")).ok_or(Problem::Unreadable)?;
    site.app().end_session(&staff.actor(), session).await.map_err(told)?;
    Ok(see_other("/a/security/sessions"))
}

/// `POST /a/security/reset`
pub(crate) async fn reset(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    only(Role::Secadmin, &visitor, &staff)?;
    let person = PersonId::from(posted.field("person"));
    let initial = site.app().reset_password(&staff.actor(), &person).await.map_err(told)?;
    show_once(&site, &staff, posted.field("login"), &initial).await
}

/// `POST /a/security/second-factor`: drops one.
pub(crate) async fn drop_second_factor(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    only(Role::Secadmin, &visitor, &staff)?;
    let person = PersonId::from(posted.field("person"));
    site.app().drop_second_factor(&staff.actor(), &person).await.map_err(told)?;
    Ok(see_other("/a/security/accounts"))
}
