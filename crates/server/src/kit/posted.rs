//! 提交. What a form brings: words and files, within limits, from a page of ours.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use multer::{Constraints, Multipart, SizeLimit};

use crate::Site;
use crate::kit::problem::Problem;
use crate::kit::token::TOKEN_FIELD;
use crate::kit::visitor::{Visitor, is_for_staff};

/// The most that all words of a form may be, in bytes: much more than anything may be long, so
/// that too long a story comes back to be cut instead of being lost. A byte of Chinese text is
/// three on the way.
const WORDS: u64 = 20 * 1024 * 1024;
/// The most that a form with files may be, in bytes.
const WHOLE: u64 = 64 * 1024 * 1024;

/// A file as it was chosen; its name and kind are what the browser says, and nothing is trusted.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name it had.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// 提交 of a form.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
    /// Files that are not empty.
    pub files: Vec<Upload>,
}

impl Posted {
    /// A field as it was typed; empty if it is not there.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// A field without space around it; none if there is nothing in it.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.field(name).trim()).filter(|value| !value.is_empty())
    }

    /// All values of a field that may stand several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// 寄存. What the form of a request brought, at hand for the page of a problem, so that nothing that
/// was typed is lost by it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Brought {
    form: Arc<OnceLock<BroughtForm>>,
}

/// The form of a request.
#[derive(Debug)]
pub(crate) struct BroughtForm {
    /// Where it was sent.
    pub(crate) path: String,
    /// What was written.
    pub(crate) fields: Vec<(String, String)>,
    /// Whether files came with it; those must be chosen again.
    pub(crate) has_files: bool,
}

impl Brought {
    /// The form, if the request brought one that could be read.
    pub(crate) fn form(&self) -> Option<&BroughtForm> {
        self.form.get()
    }

    fn note(&self, path: &str, posted: &Posted) {
        let (path, fields) = (path.to_owned(), posted.fields.clone());
        let has_files = !posted.files.is_empty();
        // A request has one form; the first reading stands.
        let _ = self.form.set(BroughtForm { path, fields, has_files });
    }
}

impl FromRequest<Site> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, site).await?;
        let brought = parts.extensions.get::<Brought>().cloned();
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        let request = Request::from_parts(parts, body);
        let whole_path = request.uri().path().to_owned();
        let posted = if kind.starts_with("multipart/form-data") {
            with_files(&kind, request).await?
        } else if kind.starts_with("application/x-www-form-urlencoded") || kind.is_empty() {
            words_alone(request).await?
        } else {
            return Err(Problem::Unreadable);
        };
        let path = format!("{}{whole_path}", nested_prefix(&visitor));
        if let Some(brought) = brought {
            brought.note(&path, &posted);
        }
        if visitor.token.is(posted.field(TOKEN_FIELD)) {
            return Ok(posted);
        }
        Err(Problem::Stale { path, fields: posted.fields })
    }
}

/// Below `/en` the routes see the rest of the path alone.
fn nested_prefix(visitor: &Visitor) -> &'static str {
    if is_for_staff(&visitor.path) { "" } else { visitor.language.prefix() }
}

async fn words_alone(request: Request) -> Result<Posted, Problem> {
    let body = Limited::new(request.into_body(), usize::try_from(WORDS).unwrap_or(usize::MAX));
    let bytes = body.collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() { Problem::TooMuch } else { Problem::Unreadable }
    })?;
    let fields = serde_urlencoded::from_bytes(&bytes.to_bytes());
    Ok(Posted { fields: fields.map_err(|_| Problem::Unreadable)?, files: Vec::new() })
}

async fn with_files(kind: &str, request: Request) -> Result<Posted, Problem> {
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::Unreadable)?;
    let limits = SizeLimit::new().whole_stream(WHOLE);
    let stream = request.into_body().into_data_stream();
    let constraints = Constraints::new().size_limit(limits);
    let mut multipart = Multipart::with_constraints(stream, boundary, constraints);
    let mut posted = Posted::default();
    let told = |error: multer::Error| {
        let is_too_much = matches!(error, multer::Error::StreamSizeExceeded { .. });
        if is_too_much { Problem::TooMuch } else { Problem::Unreadable }
    };
    while let Some(field) = multipart.next_field().await.map_err(told)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        match file {
            Some(file) => {
                let bytes = field.bytes().await.map_err(told)?;
                if !bytes.is_empty() {
                    posted.files.push(Upload { name: file, bytes });
                }
            }
            None => posted.fields.push((name, field.text().await.map_err(told)?)),
        }
    }
    Ok(posted)
}
