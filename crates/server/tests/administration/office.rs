//! An installation, and members of staff who sit before its pages.

use std::cell::RefCell;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::setup::{FIRST_ROLES, FirstPerson, NewOffice};
use xiaoneng_app::{Access, App, Place, World};
use xiaoneng_domain::organization::Role;
use xiaoneng_server::kit::staff::Staff;
use xiaoneng_server::{Site, SiteOptions, router};

/// An installation in a folder of its own.
pub(crate) struct Office {
    _folder: tempfile::TempDir,
    pub(crate) app: App,
    site: Site,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) goes_to: String,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn has(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.has(words), "“{words}” is not in {}", self.text);
        self
    }

    /// The value of a hidden field.
    pub(crate) fn value(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.text.split_once(&mark).map(|(_, rest)| rest).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// What stands in a text area, as typed.
    pub(crate) fn area(&self) -> String {
        let (_, rest) = self.text.split_once("<textarea").unwrap();
        let (_, rest) = rest.split_once(">\n").unwrap();
        let text = rest.split("</textarea>").next().unwrap();
        [("&#34;", "\""), ("&#60;", "<"), ("&#62;", ">"), ("&#39;", "'"), ("&#38;", "&")]
            .iter()
            .fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
    }
}

/// Somebody before a page: nobody signed in, or a member of staff.
pub(crate) struct Seat<'a> {
    office: &'a Office,
    staff: Option<Staff>,
    visit: RefCell<String>,
    token: RefCell<String>,
}

impl Office {
    /// An installation without a bureau.
    pub(crate) async fn empty() -> Self {
        Self::empty_with("").await
    }

    /// The same, with settings of its own.
    pub(crate) async fn empty_with(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::write(data.join("xiaoneng.toml"), settings).unwrap();
        let clock = Clock::standing_at("2026-11-23T09:00".parse().unwrap());
        let world = World { clock, chance: Chance::from_seed(7) };
        let place = Place::Folder(data);
        let app = App::open_in(&place, Access::Write, world).await.unwrap();
        let site = Site::new(app.clone(), SiteOptions::default());
        Self { _folder: folder, app, site }
    }

    /// One with its bureau and its first four people.
    pub(crate) async fn established() -> Self {
        let office = Self::empty().await;
        let key = office.app.new_setup_key().await.unwrap().unwrap().to_string();
        let names = ["刘建国", "吴小军", "安静", "沈明"];
        let people = names.map(|name| FirstPerson { name: name.into(), login: name.into() });
        let new = NewOffice { name: "青禾县教育体育局".into(), people };
        office.app.establish(&key, &new).await.unwrap();
        office
    }

    /// Nobody in particular.
    pub(crate) fn anybody(&self) -> Seat<'_> {
        Seat { office: self, staff: None, visit: RefCell::default(), token: RefCell::default() }
    }

    /// One of the first four.
    pub(crate) async fn seat(&self, role: Role) -> Seat<'_> {
        let known = self.app.known().await.unwrap();
        let holds = |person: &&xiaoneng_domain::organization::Person| person.roles.contains(&role);
        let person = known.organization.persons.values().find(holds).unwrap();
        let staff = Staff {
            person: person.id.clone(),
            name: role.name().to_owned(),
            unit: person.unit.clone(),
            unit_name: "青禾县教育体育局".to_owned(),
            roles: person.roles.clone(),
            has_shortcuts: false,
            unread: 0,
        };
        Seat { staff: Some(staff), ..self.anybody() }
    }

    /// All four, in order.
    pub(crate) fn roles() -> [Role; 4] {
        FIRST_ROLES
    }
}

impl Seat<'_> {
    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.borrow().clone();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).unwrap();
        let kind = "application/x-www-form-urlencoded";
        self.send(Request::post(path).header("content-type", kind).body(body.into()).unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> Page {
        let visit = self.visit.borrow().clone();
        if !visit.is_empty() {
            request.headers_mut().insert("cookie", format!("visit={visit}").parse().unwrap());
        }
        if let Some(staff) = &self.staff {
            request.extensions_mut().insert(staff.clone());
        }
        let response = router(self.office.site.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            if let Some(rest) = cookie.to_str().unwrap().strip_prefix("visit=") {
                *self.visit.borrow_mut() = rest.split(';').next().unwrap().to_owned();
            }
        }
        let goes_to = parts.headers.get("location").map(|place| place.to_str().unwrap().to_owned());
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let page = Page {
            status: parts.status,
            goes_to: goes_to.unwrap_or_default(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        };
        if page.has("name=\"token\"") {
            *self.token.borrow_mut() = page.value("token");
        }
        page
    }
}
