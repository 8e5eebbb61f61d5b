//! 去处. Where somebody goes after the door: where he was going, if that is a page of ours.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use xiaoneng_app::sign_in::{self, SessionToken, SignedIn, Step, Visit};

use crate::Site;
use crate::kit::page::see_other;
use crate::kit::problem::{Problem, form_encoded};
use crate::kit::visitor::{cookie, set_cookie};
use crate::sign_in::device;

/// The cookie that holds the session's token.
pub(super) const SESSION: &str = "session";

/// Where one was going.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Going {
    /// The path.
    #[serde(default)]
    pub(crate) next: String,
}

impl Going {
    /// From a form.
    pub(super) fn to(next: &str) -> Self {
        Self { next: next.to_owned() }
    }

    /// The path, if it is one of ours; else nothing.
    pub(super) fn path(&self) -> &str {
        let path = self.next.as_str();
        let is_ours = path.starts_with('/')
            && !path.starts_with("//")
            && !path.contains(['\\', '\r', '\n'])
            && !["/login", "/unlock", "/logout"].iter().any(|door| path.starts_with(door));
        if is_ours { path } else { "" }
    }

    /// A path with where one is going behind it.
    pub(super) fn carried_by(&self, path: &str) -> String {
        match self.path() {
            "" => path.to_owned(),
            next => format!("{path}?next={}", form_encoded(next)),
        }
    }
}

/// Who stands at the door, with the token he brought.
#[derive(Clone, Debug)]
pub(super) struct AtDoor {
    /// Who.
    pub(super) visit: Visit,
    /// His token, if he brought one.
    pub(super) token: Option<SessionToken>,
}

impl<S: Send + Sync> FromRequestParts<S> for AtDoor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let stranger = Self { visit: Visit::Stranger, token: None };
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(stranger))
    }
}

/// What the connection tells, for the security log and the list of sessions.
pub(super) struct From(pub(super) sign_in::Visitor);

impl FromRequestParts<Site> for From {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let (address, device) = (device::address(site, parts), device::device(parts));
        Ok(Self(sign_in::Visitor { address, device }))
    }
}

/// The page of what a sign-in still owes.
pub(super) fn page_of(step: Step) -> &'static str {
    match step {
        Step::SecondFactor => "/login/code",
        Step::ChangePassword => "/login/password",
        Step::EnrolSecondFactor => "/login/second-factor",
    }
}

/// On from the door: to where one was going, to what was typed for it, or to one's own first page.
pub(super) async fn onward(
    site: &Site,
    somebody: &SignedIn,
    going: &Going,
) -> Result<Response, Problem> {
    let path = going.path();
    if !path.is_empty() && site.app().draft(&somebody.person, path).await?.is_some() {
        return Ok(see_other(&going.carried_by("/unlock/draft")));
    }
    Ok(see_other(if path.is_empty() { first_page(somebody) } else { path }))
}

/// 首页 of somebody: an administrator's or a handler's.
pub(super) fn first_page(somebody: &SignedIn) -> &'static str {
    let is_administrator = somebody.roles.iter().any(|role| role.is_administrator());
    if is_administrator { "/a" } else { "/w" }
}

/// Gives the browser its token.
pub(super) fn with_token(site: &Site, mut response: Response, token: &SessionToken) -> Response {
    set_cookie(&mut response, cookie(site, SESSION, token.to_text()));
    response
}

/// Takes the token away.
pub(super) fn without_token(site: &Site, mut response: Response) -> Response {
    let mut gone = cookie(site, SESSION, String::new());
    gone.make_removal();
    set_cookie(&mut response, gone);
    response
}

/// On to whatever fits who stands at the door now; where the page asked is not for him.
pub(super) async fn elsewhere(
    site: &Site,
    visit: &Visit,
    going: &Going,
) -> Result<Response, Problem> {
    match visit {
        Visit::Stranger => Ok(see_other(&going.carried_by("/login"))),
        Visit::Halfway(halfway) => Ok(see_other(&going.carried_by(page_of(halfway.step)))),
        Visit::Locked(_) => Ok(see_other(&going.carried_by("/unlock"))),
        Visit::SignedIn(somebody) => onward(site, somebody, going).await,
    }
}
