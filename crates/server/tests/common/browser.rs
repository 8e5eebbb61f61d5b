//! A browser: it keeps its cookies, follows no redirect unasked, and sends forms as pages have them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_server::{Site, router};

/// A browser on somebody's phone.
pub struct Browser {
    site: Site,
    cookies: RefCell<BTreeMap<String, String>>,
    token: RefCell<String>,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Where it sends one on to.
    pub fn goes_to(&self) -> String {
        let place = self.headers.get("location").map(|place| place.to_str().unwrap().to_owned());
        place.unwrap_or_default()
    }

    /// The value of a hidden field or an input; empty if it is not there.
    pub fn value(&self, name: &str) -> String {
        let page = self.text();
        let mark = format!("name=\"{name}\"");
        for tag in page.split('<').filter(|tag| tag.starts_with("input") && tag.contains(&mark)) {
            if let Some((_, rest)) = tag.split_once("value=\"") {
                return unescaped(rest.split('"').next().unwrap_or_default());
            }
        }
        String::new()
    }

    /// Every hidden field and its value.
    pub fn hidden(&self) -> Vec<(String, String)> {
        let page = self.text();
        let hidden = page.split("<input type=\"hidden\" name=\"").skip(1);
        let read = hidden.filter_map(|tag| {
            let (name, rest) = tag.split_once('"')?;
            let (_, rest) = rest.split_once("value=\"")?;
            Some((name.to_owned(), unescaped(rest.split('"').next()?)))
        });
        read.collect()
    }
}

fn unescaped(text: &str) -> String {
    let marks = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

impl Browser {
    pub fn new(site: &Site) -> Self {
        Self { site: site.clone(), cookies: RefCell::default(), token: RefCell::default() }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form; the token is that of the last page seen.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.borrow().clone();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        let body = serde_urlencoded::to_string(all).unwrap();
        let request =
            Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends the form of a page: its hidden fields, and what is typed beside them.
    pub async fn send_on(&self, page: &Page, path: &str, typed: &[(&str, &str)]) -> Page {
        let mut hidden = page.hidden();
        hidden.dedup();
        let hidden = hidden.iter().filter(|(name, _)| name != "token");
        let mut fields: Vec<(&str, &str)> =
            hidden.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend_from_slice(typed);
        self.post(path, &fields).await
    }

    /// Sends a form with files: name, file name, bytes.
    pub async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let token = self.token.borrow().clone();
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        self.send(form_with_files(path, &all, files)).await
    }

    /// Sends what it is given, with the cookies, and keeps those it gets.
    pub async fn send(&self, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert("cookie", cookies.join("; ").parse().unwrap());
        }
        let response = router(self.site.clone()).oneshot(request).await.unwrap();
        self.keep_cookies(&response);
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let page = Page { status: parts.status, headers: parts.headers, bytes };
        if let Ok(text) = std::str::from_utf8(&page.bytes)
            && text.contains("name=\"token\"")
        {
            *self.token.borrow_mut() = page.value("token");
        }
        page
    }

    fn keep_cookies(&self, response: &Response<Body>) {
        for cookie in response.headers().get_all("set-cookie") {
            let text = cookie.to_str().unwrap();
            let pair = text.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() || text.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// A cookie is gone, as when it expired.
    pub fn forget(&self, name: &str) {
        self.cookies.borrow_mut().remove(name);
    }

    /// A cookie as somebody put it there.
    pub fn put_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }
}

/// A form with files: name, file name, bytes.
pub fn form_with_files(
    path: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Request<Body> {
    const BOUNDARY: &str = "----boundary7";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    for (name, file, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; \
             filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    Request::post(path).header("content-type", kind).body(Body::from(body)).unwrap()
}
