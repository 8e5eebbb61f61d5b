//! A small bureau, and a browser that keeps cookies and fills in forms.

use std::collections::BTreeMap;
use std::fs;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::file::Identity;
use xiaoneng_app::{Access, App, Place, World};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::{
    AppointPerson, FoundBureau, NameHead, OpenUnit, OrganizationCommand, Role, UnitKind,
};
use xiaoneng_server::{Site, SiteOptions, router};

const AGENT: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36";

pub(crate) const GOOD: &str = "Spring rain 26";

/// A bureau on a Monday morning: a director, a section with a head and a clerk, administrators.
pub(crate) struct Bureau {
    _folder: tempfile::TempDir,
    pub(crate) clock: Clock,
    pub(crate) app: App,
    site: Site,
}

impl Bureau {
    pub(crate) async fn open() -> Self {
        Self::open_with("").await
    }

    /// Nobody has to bring a telephone.
    pub(crate) async fn open_without_second_factor() -> Self {
        Self::open_with("second_factor = \"nobody\"\n").await
    }

    async fn open_with(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(&data).unwrap();
        let cheap = format!("[sign_in]\nmemory_kib = 64\npasses = 1\n{more}");
        fs::write(data.join("xiaoneng.toml"), cheap).unwrap();
        let clock = Clock::standing_at("2026-06-01T09:00".parse().unwrap());
        let world = World { clock: clock.clone(), chance: Chance::from_seed(7) };
        let app = App::open_in(&Place::Folder(data), Access::Write, world).await.unwrap();
        let site = Site::new(app.clone(), SiteOptions::default());
        let bureau = Self { _folder: folder, clock, app, site };
        bureau.found().await;
        bureau
    }

    async fn found(&self) {
        let bureau = FoundBureau {
            unit: "bureau".into(),
            name: "青禾县教育体育局".to_owned(),
            director: "d1".into(),
        };
        self.arrange(&Actor::System, bureau).await;
        let director = Actor::Staff("d1".into());
        let unit = OpenUnit {
            unit: "education".into(),
            name: "教育科".to_owned(),
            kind: UnitKind::Section,
            parent: "bureau".into(),
        };
        self.arrange(&director, unit).await;
        for (person, unit, role) in [
            ("k1", "education", Role::SectionHead),
            ("k2", "education", Role::Clerk),
            ("k3", "education", Role::Staff),
            ("sec1", "bureau", Role::Secadmin),
            ("sys1", "bureau", Role::Sysadmin),
            ("aud1", "bureau", Role::Auditadmin),
        ] {
            let roles = [role].into();
            let appoint = AppointPerson { person: person.into(), unit: unit.into(), roles };
            self.arrange(&director, appoint).await;
        }
        let head = NameHead { unit: "education".into(), person: "k1".into() };
        self.arrange(&director, head).await;
    }

    pub(crate) async fn arrange(&self, actor: &Actor, command: impl Into<OrganizationCommand>) {
        self.app.arrange(actor, command).await.unwrap();
    }

    /// An account whose password is [`GOOD`], and the name in the vault.
    pub(crate) async fn account(&self, person: &str, name: &str) {
        let person = PersonId::from(person);
        let identity = Identity { name: name.to_owned(), ..Identity::default() };
        self.app.keep_identity(&person, &identity).await.unwrap();
        self.app.open_shown_account(&person, person.as_str(), GOOD).await.unwrap();
    }

    /// Somebody tries a wrong password, patiently answering the sum.
    pub(crate) async fn fail(&self, login: &str) {
        use xiaoneng_app::sign_in::{Credentials, PuzzleAnswer, Visitor};
        let puzzle = self.app.puzzle_for(login);
        let sum = (puzzle.left + puzzle.right).to_string();
        let answer = PuzzleAnswer { sum, seal: puzzle.seal };
        let typed = Credentials { login, password: "wrong", answer: Some(&answer) };
        self.app.sign_in(typed, &Visitor::default()).await.unwrap_err();
    }

    pub(crate) fn it_is(&self, time: &str) {
        self.clock.set(time.parse().unwrap());
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { bureau: self, cookies: BTreeMap::new() }
    }
}

/// A browser without JavaScript.
pub(crate) struct Browser<'a> {
    bureau: &'a Bureau,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// What a browser shows.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) status: StatusCode,
    /// Where it was sent on to; empty if nowhere.
    pub(crate) location: String,
    pub(crate) text: String,
}

impl Shown {
    #[track_caller]
    pub(crate) fn has(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "“{words}” is not in: {}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn has_not(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "“{words}” is in: {}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn goes_to(&self, path: &str) -> &Self {
        assert_eq!(
            (self.status, self.location.as_str()),
            (StatusCode::SEE_OTHER, path),
            "{self:?}"
        );
        self
    }

    #[track_caller]
    pub(crate) fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest =
            self.text.split_once(&mark).unwrap_or_else(|| panic!("no {name}: {}", self.text));
        rest.1.split_once('"').unwrap().0.to_owned()
    }
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, path: &str) -> Shown {
        let request = Request::get(path).header(header::USER_AGENT, AGENT);
        self.send(request.header(header::COOKIE, self.jar()).body(Body::empty()).unwrap()).await
    }

    /// Fills in a form that stands on a page, its token included.
    pub(crate) async fn fill(&mut self, at: &str, to: &str, fields: &[(&str, &str)]) -> Shown {
        let token = self.get(at).await.hidden("token");
        self.post(to, &token, fields).await
    }

    pub(crate) async fn post(&mut self, to: &str, token: &str, fields: &[(&str, &str)]) -> Shown {
        let all: Vec<(&str, &str)> =
            std::iter::once(("token", token)).chain(fields.iter().copied()).collect();
        let body = all.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let request = Request::post(to)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::USER_AGENT, AGENT)
            .header(header::COOKIE, self.jar());
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Signs in with [`GOOD`]; gives where that leads.
    pub(crate) async fn sign_in(&mut self, login: &str) -> Shown {
        self.fill("/login", "/login", &[("login", login), ("password", GOOD)]).await
    }

    fn jar(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    async fn send(&mut self, request: Request<Body>) -> Shown {
        let response: Response<Body> =
            router(self.bureau.site.clone()).oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            assert!(text.contains("HttpOnly") && text.contains("SameSite"), "{text}");
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            match text.contains("Max-Age=0") {
                true => drop(self.cookies.remove(name)),
                false => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
            }
        }
        let status = response.status();
        let location = response.headers().get(header::LOCATION);
        let location = location.map_or_else(String::new, |to| to.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Shown { status, location, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
