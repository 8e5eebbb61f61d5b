//! 工作人员. Who is signed in; the doors of the workbench and the administration open to nobody
//! else.

use std::collections::BTreeSet;

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::Role;

use crate::kit::problem::Problem;

/// 工作人员, signed in; put into the request by whoever recognises sessions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Staff {
    /// Who.
    pub person: PersonId,
    /// His name.
    pub name: String,
    /// His unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What he may do by office.
    pub roles: BTreeSet<Role>,
    /// Whether single keys act.
    pub has_shortcuts: bool,
    /// 消息: how many notes on his desk he has not read.
    pub unread: u32,
}

impl Staff {
    /// For the doors `act` and `ask`.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.person.clone())
    }

    /// Whether he is one of the three administrators.
    pub fn is_administrator(&self) -> bool {
        self.roles.iter().any(|role| role.is_administrator())
    }
}

/// 三员分立: whoever looks after the system handles no matter.
pub(crate) async fn no_administrators(request: Request, next: Next) -> Response {
    match request.extensions().get::<Staff>() {
        None => Problem::SignInFirst.into_response(),
        Some(staff) if staff.is_administrator() => {
            let permission = "办理事项".to_owned();
            let who = "本单位负责人（管理员账号不能兼办件）".to_owned();
            Problem::MayNotSee { permission, who }.into_response()
        }
        Some(_) => next.run(request).await,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::SignInFirst)
    }
}
