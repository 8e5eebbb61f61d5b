//! 认人. Who is signed in, for all pages behind; and what was typed is kept when a session turns out
//! to be locked or to have ended.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::cookie::CookieJar;
use xiaoneng_app::sign_in::{Presence, SessionToken, SignedIn, Visit};
use xiaoneng_domain::id::PersonId;

use crate::Site;
use crate::kit::draft;
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;
use crate::sign_in::way::{AtDoor, Going, SESSION, elsewhere};

/// Rooms where what is typed is work.
const WORKING_ROOMS: [&str; 3] = ["/w/", "/s/", "/a/"];
/// What a page sends by itself, without anybody having pressed a button.
const SENT_BY_PAGE: &str = "x-requested-with";
/// Forms in which secrets are typed; they are typed again.
const SECRET_FORMS: &str = "/a/security";

/// Recognises whoever is signed in, for all endpoints behind.
pub(crate) async fn recognise(
    State(site): State<Site>,
    mut request: Request,
    next: Next,
) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let token = jar.get(SESSION).and_then(|cookie| SessionToken::read(cookie.value()));
    let Some(token) = token else { return next.run(request).await };
    let visit = match site.app().visit(&token, presence(request.headers())).await {
        Ok(visit) => visit,
        Err(denied) => return Problem::from(denied).into_response(),
    };
    match &visit {
        Visit::SignedIn(somebody) => match staff(&site, somebody).await {
            Ok(staff) => drop(request.extensions_mut().insert(staff)),
            Err(problem) => return problem.into_response(),
        },
        Visit::Stranger | Visit::Halfway(_) | Visit::Locked(_) if is_work(&request) => {
            return keep_draft(&site, request, &visit, &token).await.into_response();
        }
        Visit::Stranger | Visit::Halfway(_) | Visit::Locked(_) => {}
    }
    request.extensions_mut().insert(AtDoor { visit, token: Some(token) });
    next.run(request).await
}

/// A page that looks for news by itself says so; it keeps no session awake.
fn presence(headers: &HeaderMap) -> Presence {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let watches = accept.is_some_and(|accept| accept.starts_with("text/event-stream"));
    if watches { Presence::Watching } else { Presence::Acting }
}

async fn staff(site: &Site, somebody: &SignedIn) -> Result<Staff, Problem> {
    let known = site.app().known().await?;
    let unit = known.organization.unit(&somebody.unit);
    Ok(Staff {
        person: somebody.person.clone(),
        name: somebody.name.to_string(),
        unit: somebody.unit.clone(),
        unit_name: unit.map_or_else(String::new, |unit| unit.name.clone()),
        roles: somebody.roles.clone(),
        has_shortcuts: somebody.preferences.has_shortcuts,
        unread: site.app().count_unread_notes(&somebody.person).await?,
    })
}

fn is_work(request: &Request) -> bool {
    let path = request.uri().path();
    *request.method() == Method::POST
        && WORKING_ROOMS.iter().any(|room| path.starts_with(room))
        && !path.starts_with(SECRET_FORMS)
}

/// 草稿. Keeps what was typed for its owner, and sends him to the door.
async fn keep_draft(
    site: &Site,
    request: Request,
    visit: &Visit,
    token: &SessionToken,
) -> Result<Response, Problem> {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let owner = match visit {
        Visit::Stranger | Visit::SignedIn(_) => site.app().owner_of(token).await?,
        Visit::Halfway(halfway) => Some(halfway.person.clone()),
        Visit::Locked(locked) => Some(locked.person.clone()),
    };
    let sent_by_page = request.headers().contains_key(SENT_BY_PAGE);
    if let Some(owner) = owner {
        let under = if sent_by_page { draft::begun_on(&path) } else { path.clone() };
        keep(site, &owner, &under, &fields_of(site, request).await?).await?;
    }
    elsewhere(site, visit, &Going::to(&path)).await
}

/// The words of a form, from a page of ours or one that was open too long.
async fn fields_of(site: &Site, request: Request) -> Result<Vec<(String, String)>, Problem> {
    match Posted::from_request(request, site).await {
        Ok(posted) => Ok(posted.fields),
        Err(Problem::Stale { fields, .. }) => Ok(fields),
        Err(problem) => Err(problem),
    }
}

async fn keep(
    site: &Site,
    owner: &PersonId,
    page: &str,
    fields: &[(String, String)],
) -> Result<(), Problem> {
    if !site.app().save_draft(owner, page, draft::written(fields)).await? {
        return Err(Problem::TooMuch);
    }
    Ok(())
}
