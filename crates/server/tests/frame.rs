//! 页框: what holds for every page.
#![allow(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_app::{Access, App, Place};
use xiaoneng_server::{Site, SiteOptions, router};

struct House {
    _folder: tempfile::TempDir,
    site: Site,
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("data"));
    let app = App::open(&place, Access::Write).await.unwrap();
    House { _folder: folder, site: Site::new(app, SiteOptions::default()) }
}

impl House {
    async fn ask(&self, request: Request<Body>) -> Response<Body> {
        router(self.site.clone()).oneshot(request).await.unwrap()
    }
}

async fn text(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_page_that_is_not_there_says_what_to_do() {
    let house = house().await;
    let response = house.ask(Request::get("/nowhere").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let page = text(response).await;
    assert!(page.contains("没有找到这个页面") && page.contains("查进度"), "{page}");
}

#[tokio::test]
async fn english_stands_below_en() {
    let house = house().await;
    let response = house.ask(Request::get("/en/nowhere").body(Body::empty()).unwrap()).await;
    let page = text(response).await;
    assert!(page.contains("We did not find this page") && page.contains("lang=\"en\""), "{page}");
}

#[tokio::test]
async fn every_answer_is_sealed_against_foreign_scripts() {
    let house = house().await;
    let response = house.ask(Request::get("/").body(Body::empty()).unwrap()).await;
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_form_from_another_site_is_not_accepted() {
    let house = house().await;
    let request = Request::post("/file")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded");
    let response = house.ask(request.body(Body::from("story=x")).unwrap()).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

/// The bureau's telephone, address and hours stand on every public page (ux 2.0).
#[tokio::test]
async fn the_bureau_says_where_it_is_on_every_public_page() {
    use xiaoneng_domain::decider::Actor;
    use xiaoneng_domain::organization::{DescribeUnit, Description, FoundBureau};
    let house = house().await;
    let found = FoundBureau {
        unit: "JY00".into(),
        name: "青禾县教育体育局".to_owned(),
        director: "director".into(),
    };
    house.site.app().arrange(&Actor::System, found).await.unwrap();
    let description = Description {
        phone: "0320-6100000".to_owned(),
        address: "青禾县文昌路 18 号".to_owned(),
        hours: "工作日 8:30–17:30".to_owned(),
        ..Description::default()
    };
    let describe = DescribeUnit { unit: "JY00".into(), description };
    house.site.app().arrange(&Actor::Staff("director".into()), describe).await.unwrap();
    let response = house.ask(Request::get("/").body(Body::empty()).unwrap()).await;
    let page = text(response).await;
    for words in ["青禾县教育体育局", "tel:0320-6100000", "文昌路 18 号", "工作日 8:30–17:30"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}
