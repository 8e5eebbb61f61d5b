//! A browser in which a member of staff is signed in.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_server::kit::staff::Staff;
use xiaoneng_server::router;

use crate::common::browser::form_with_files;
use crate::common::county::County;
use crate::common::papers::photograph;

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

    /// The number of what was just registered, in the address one is sent to.
    pub(crate) fn registered(&self) -> String {
        let at = self.goes_to.find("/20").or_else(|| self.goes_to.find("=20"));
        let Some(at) = at else { panic!("{}", self.plain()) };
        let is_number = |c: &char| c.is_ascii_digit() || *c == '-';
        self.goes_to[at + 1..].chars().take_while(is_number).collect()
    }

    /// The text without tags.
    pub(crate) fn plain(&self) -> String {
        let mut plain = String::new();
        for part in self.text.split('<') {
            plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        plain
    }
}

/// Somebody's browser.
pub(crate) struct Window<'a> {
    county: &'a County,
    pub(crate) staff: Staff,
    cookies: RefCell<BTreeMap<String, String>>,
    token: RefCell<String>,
}

impl<'a> Window<'a> {
    /// He sits down.
    pub(crate) async fn of(county: &'a County, person: &str) -> Self {
        let known = county.app.known().await.unwrap();
        let found = known.organization.person(&person.into()).unwrap().clone();
        let name = county.app.name_of(&person.into()).await.unwrap().unwrap();
        let staff = Staff {
            person: person.into(),
            name: name.to_string(),
            unit_name: known.organization.unit(&found.unit).unwrap().name.clone(),
            unit: found.unit,
            roles: found.roles,
            has_shortcuts: true,
            unread: 0,
        };
        Self { county, staff, cookies: RefCell::default(), token: RefCell::default() }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form of the page seen last.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.borrow().clone();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).unwrap();
        let request =
            Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The same with one photograph.
    pub(crate) async fn post_photograph(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.borrow().clone();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        let photo = photograph();
        self.send(form_with_files(path, &all, &[("pic", "来件.jpg", &photo)])).await
    }

    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert("cookie", cookies.join("; ").parse().unwrap());
        }
        let site = router(self.county.site.clone()).layer(Extension(self.staff.clone()));
        let response = site.oneshot(request).await.unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        let goes_to = header("location");
        for given in response.headers().get_all("set-cookie") {
            let pair = given.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        if let Some((_, rest)) = text.split_once("name=\"token\" value=\"") {
            *self.token.borrow_mut() = rest.split('"').next().unwrap().to_owned();
        }
        Page { status, goes_to, text }
    }

    /// Follows where the last answer led.
    pub(crate) async fn follow(&self, page: &Page) -> Page {
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.plain());
        self.get(&page.goes_to).await
    }
}
