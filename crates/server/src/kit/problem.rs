//! 办不到. Why there is no page, said so that one knows what to do next.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use xiaoneng_app::Denied;

use crate::Site;
use crate::kit::page::page;
use crate::kit::posted::Brought;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::token::TOKEN_FIELD;
use crate::kit::visitor::Visitor;
use crate::kit::words::KitWords;

/// Fields that are typed again; they never stand in a page.
const SECRETS: [&str; 4] = ["password", "old", "new", "again"];

/// 办不到.
#[derive(Clone, Debug)]
pub enum Problem {
    /// There is no such page.
    NoSuchPage,
    /// Nobody is signed in.
    SignInFirst,
    /// He lacks a permission.
    MayNotSee {
        /// Which.
        permission: String,
        /// Who grants it.
        who: String,
    },
    /// 保密. The same words whether or not there is anything.
    Confidential,
    /// Withdrawn by whoever filed it.
    Withdrawn,
    /// Too often in too short a time.
    TooFast {
        /// When it may be tried again.
        seconds: u64,
    },
    /// More than is taken in.
    TooMuch,
    /// Not a form.
    Unreadable,
    /// A form that stood on another site.
    CameFromElsewhere,
    /// A form of a page that was open too long; what was written is shown again.
    Stale {
        /// Where it was sent.
        path: String,
        /// What was written.
        fields: Vec<(String, String)>,
    },
    /// 制度不允许. The institution's no.
    Refused {
        /// What is the case, and what may be done instead.
        says: String,
        /// 依据.
        clause: String,
    },
    /// Ours: logged with its cause, shown with a reference alone.
    OurFault(String),
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(no) => Self::Refused { says: no.to_string(), clause: no.clause() },
            Denied::TooBusy
            | Denied::ChangedMeanwhile
            | Denied::SourceKnown
            | Denied::Fault(_)
            | Denied::Home(_)
            | Denied::Unreadable(_)
            | Denied::NoProof(_)
            | Denied::Unwritable(_) => Self::OurFault(denied.to_string()),
        }
    }
}

impl Problem {
    /// The institution's no with its clause, for a page that goes on; anything else is a problem.
    pub fn refusal(denied: Denied) -> Result<(String, String), Self> {
        let problem = Self::from(denied);
        if let Self::Refused { says, clause } = problem {
            return Ok((says, clause));
        }
        Err(problem)
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::SignInFirst => StatusCode::SEE_OTHER,
            Self::MayNotSee { .. }
            | Self::Confidential
            | Self::CameFromElsewhere
            | Self::Stale { .. } => StatusCode::FORBIDDEN,
            Self::Withdrawn => StatusCode::GONE,
            Self::TooFast { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::OurFault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What is the case, and what to do next.
    fn said(&self, w: KitWords, reference: &str, phone: &str) -> (String, String) {
        match self {
            Self::NoSuchPage | Self::SignInFirst => {
                (w.no_such_page().to_owned(), w.no_such_page_hint().to_owned())
            }
            Self::MayNotSee { permission, who } => {
                (w.may_not_see().to_owned(), w.may_not_see_hint(permission, who))
            }
            Self::Confidential => (w.confidential().to_owned(), String::new()),
            Self::Withdrawn => (w.withdrawn().to_owned(), String::new()),
            Self::TooFast { seconds } => (w.too_fast(seconds), String::new()),
            Self::TooMuch => (w.too_much().to_owned(), w.too_much_hint().to_owned()),
            Self::Unreadable => (w.unreadable().to_owned(), w.unreadable_hint().to_owned()),
            Self::CameFromElsewhere => {
                (w.came_from_elsewhere().to_owned(), w.came_from_elsewhere_hint().to_owned())
            }
            Self::Stale { .. } => (w.stale_form().to_owned(), String::new()),
            Self::Refused { says, clause } => (says.clone(), clause.clone()),
            Self::OurFault(_) => (w.our_fault().to_owned(), w.our_fault_hint(reference, phone)),
        }
    }
}

impl IntoResponse for Problem {
    /// An answer without a page; `render` writes it, knowing who asked.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "kit/problem.html")]
struct ProblemPage {
    shell: PublicShell,
    what: String,
    hint: String,
    path: String,
    fields: Vec<(String, String)>,
    /// What somebody wrote in words, to be seen and copied.
    texts: Vec<String>,
    has_files: bool,
}

/// The last word when no route fits.
pub(crate) async fn no_such_page() -> Problem {
    Problem::NoSuchPage
}

/// Writes the page of a problem that an endpoint answered with.
pub(crate) async fn render(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let brought = Brought::default();
    request.extensions_mut().insert(brought.clone());
    let visitor = request.extensions().get::<Visitor>().cloned();
    let whole_path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let Some(visitor) = visitor else { return response };
    if matches!(problem, Problem::SignInFirst) {
        return Redirect::to(&format!("/login?next={}", form_encoded(&whole_path))).into_response();
    }
    let reference = hex::encode(site.app().chance().bytes::<4>());
    if let Problem::OurFault(cause) = &problem {
        tracing::error!(%reference, %cause, "一次请求没有办成");
    }
    let w = KitWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.error_prefix()).await;
    let (what, hint) = problem.said(w, &reference, &shell.phone);
    let status = problem.status();
    let seconds = if let Problem::TooFast { seconds } = &problem { Some(*seconds) } else { None };
    let Kept { path, fields, texts, has_files } = kept(problem, &brought);
    let shell = PublicShell { title: what.clone(), ..shell };
    let model = ProblemPage { shell, what, hint, path, fields, texts, has_files };
    let mut response = page(&model);
    *response.status_mut() = status;
    if let Some(value) =
        seconds.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// What of a form stands on the page of a problem.
#[derive(Default)]
struct Kept {
    /// Where it may be sent again; empty if that would not help.
    path: String,
    fields: Vec<(String, String)>,
    texts: Vec<String>,
    has_files: bool,
}

/// Nothing that was written is lost: it can be sent again where the fault was ours or the page was
/// too old, and copied where the institution says no.
fn kept(problem: Problem, brought: &Brought) -> Kept {
    let (path, mut fields) = match (problem, brought.form()) {
        (Problem::Stale { path, fields }, _) => (path, fields),
        (Problem::OurFault(_), Some(form)) => (form.path.clone(), form.fields.clone()),
        (Problem::Refused { .. }, Some(form)) => (String::new(), form.fields.clone()),
        (
            Problem::NoSuchPage
            | Problem::SignInFirst
            | Problem::MayNotSee { .. }
            | Problem::Confidential
            | Problem::Withdrawn
            | Problem::TooFast { .. }
            | Problem::TooMuch
            | Problem::Unreadable
            | Problem::CameFromElsewhere
            | Problem::Refused { .. }
            | Problem::OurFault(_),
            _,
        ) => return Kept::default(),
    };
    fields.retain(|(name, _)| name != TOKEN_FIELD && !SECRETS.contains(&name.as_str()));
    let texts = fields.iter().map(|(_, value)| value).filter(|value| is_written(value));
    let texts = texts.cloned().collect();
    let has_files = brought.form().is_some_and(|form| form.has_files);
    Kept { path, fields, texts, has_files }
}

/// Whether somebody wrote it, and did not choose it from a list.
fn is_written(value: &str) -> bool {
    let value = value.trim();
    let has_words = value.contains(char::is_whitespace) && value.contains(char::is_alphabetic);
    has_words || !value.is_ascii()
}

/// A path as a value of a query.
pub(crate) fn form_encoded(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    path.bytes()
        .map(|byte| match keep(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
