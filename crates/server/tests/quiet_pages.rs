//! 职责与时限、单位、承诺: the quiet public pages, in a small county.
#![allow(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use xiaoneng_app::{Access, App, Place};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{
    CloseUnit, DescribeUnit, Description, FoundBureau, OpenUnit, OrganizationCommand, UnitKind,
};
use xiaoneng_server::{Site, SiteOptions, router};

struct House {
    _folder: tempfile::TempDir,
    site: Site,
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("data"));
    let app = App::open(&place, Access::Write).await.unwrap();
    let address = Some("https://xn.example.cn".to_owned());
    let options = SiteOptions { public_address: address, ..SiteOptions::default() };
    let house = House { _folder: folder, site: Site::new(app, options) };
    // Before there is a bureau the portal is closed.
    let (status, _) = house.get("/units").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    house.found().await;
    house
}

impl House {
    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router(self.site.clone()).oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn page(&self, path: &str) -> String {
        let (status, page) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        page
    }

    async fn arrange(&self, actor: &Actor, command: impl Into<OrganizationCommand>) {
        self.site.app().arrange(actor, command.into()).await.unwrap();
    }

    /// A bureau, a section, two schools of which one went into the other.
    async fn found(&self) {
        let bureau = UnitId::from("bureau");
        let name = "青禾县教育体育局".to_owned();
        let found = FoundBureau { unit: bureau.clone(), name, director: "d1".into() };
        self.arrange(&Actor::System, found).await;
        let director = Actor::Staff("d1".into());
        let units = [
            ("JY03", "教育科", UnitKind::Section),
            ("XX01", "实验小学", UnitKind::School),
            ("XX02", "柳林小学", UnitKind::School),
        ];
        for (code, name, kind) in units {
            let unit = UnitId::from(code);
            let open = OpenUnit { unit, name: name.to_owned(), kind, parent: bureau.clone() };
            self.arrange(&director, open).await;
        }
        let description = Description {
            phone: "0320-6200201".to_owned(),
            address: "学府路 25 号".to_owned(),
            hours: "上学日 8:00–17:30".to_owned(),
            duties: vec!["学生入学、转学".to_owned()],
            short_code: "syxx".to_owned(),
        };
        self.arrange(&director, DescribeUnit { unit: "XX01".into(), description }).await;
        let close = CloseUnit { unit: "XX02".into(), successor: Some("XX01".into()) };
        self.arrange(&director, close).await;
    }
}

/// Every public kind of matter stands in the directory; what is for the house alone does not.
#[tokio::test]
async fn the_directory_lists_what_the_public_may_bring() {
    let house = house().await;
    let page = house.page("/guide").await;
    for name in ["转学", "教师资格认定", "违规收费", "政府信息公开申请"] {
        assert!(page.contains(name), "{name} is missing");
    }
    for name in ["历史来件", "12345 工单"] {
        assert!(!page.contains(name), "{name} is not for the public");
    }
    let english = house.page("/en/guide").await;
    assert!(english.contains("10 working days") && english.contains("lang=\"zh-CN\">转学"));
}

/// 行政许可法 第四十二条: 20 working days from acceptance; the page says so, with the article.
#[tokio::test]
async fn an_item_says_limits_and_articles() {
    let house = house().await;
    let page = house.page("/guide/licence").await;
    for words in ["20 个工作日", "《中华人民共和国行政许可法》第四十二条", "从受理起算", "就办这件"]
    {
        assert!(page.contains(words), "“{words}” is missing");
    }
    assert!(page.contains("href=\"/file?item=licence\""), "{page}");
    let (status, page) = house.get("/guide/history").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("没有找到这个页面"));
}

#[tokio::test]
async fn search_finds_what_comes_near_and_says_what_to_do_where_nothing_does() {
    let house = house().await;
    let hit = house.page("/guide?q=%E8%B5%84%E5%8A%A9").await; // 资助
    assert!(hit.contains("学生资助申请") && !hit.contains("违规收费"), "{hit}");
    let near = house.page("/guide?q=%E5%AD%A9%E5%AD%90%E8%BD%AC%E5%AD%A6").await; // 孩子转学
    assert!(near.contains("没有叫“孩子转学”的事项") && near.contains("/guide/school_transfer"));
    let none = house.page("/guide?q=%3Cb%3Exyz").await; // <b>xyz
    assert!(none.contains("直接反映") && !none.contains("<b>xyz"), "{none}");
}

#[tokio::test]
async fn a_unit_says_how_to_reach_it() {
    let house = house().await;
    let list = house.page("/units").await;
    assert!(list.contains("实验小学") && !list.contains("柳林小学"), "{list}");
    assert!(house.page("/units?q=syx").await.contains("/units/XX01"), "initials find it");
    let unit = house.page("/units/XX01").await;
    for words in ["0320-6200201", "学府路 25 号", "学生入学、转学", "/file?unit=XX01"] {
        assert!(unit.contains(words), "“{words}” is missing");
    }
    let merged = house.page("/units/XX02").await;
    assert!(merged.contains("已经并入") && merged.contains("/units/XX01"), "{merged}");
}

/// ux.md F2: the code leads to a page of the unit; a code out of use says so and offers units.
#[tokio::test]
async fn a_code_at_the_gate_leads_to_the_unit() {
    let house = house().await;
    let page = house.page("/q/XX01").await;
    assert!(page.contains("您正在联系："), "{page}");
    // The way in is kept: what is filed from here came by the code.
    assert!(page.contains("href=\"/file?unit=XX01&amp;via=qr\""), "{page}");
    for (code, expected) in [("XX02", StatusCode::GONE), ("XX99", StatusCode::NOT_FOUND)] {
        let (status, page) = house.get(&format!("/q/{code}")).await;
        assert_eq!(status, expected, "{code}");
        assert!(page.contains("这个二维码已停用") && page.contains("实验小学"), "{page}");
    }
    let poster = house.page("/q/XX01/poster").await;
    assert!(poster.contains("https://xn.example.cn/q/XX01"), "{poster}");
    assert!(poster.contains("role=\"img\" aria-label=\"二维码：联系实验小学\""), "{poster}");
}

/// The way home and back leads somewhere in both languages.
#[tokio::test]
async fn home_is_found_from_either_language() {
    let house = house().await;
    for (page, home, other) in [("/help", "/", "/en/help"), ("/en/help", "/en", "/help")] {
        let html = house.page(page).await;
        assert!(html.contains(&format!("class=\"brand\" href=\"{home}\"")), "{page}");
        assert!(html.contains(&format!("href=\"{other}\" lang=")), "{page}");
        house.page(home).await;
    }
    assert!(house.page("/").await.contains("href=\"/en\" lang=\"en\""));
}

/// Every quiet page stands in both languages, and no Chinese of ours is left in the English one.
#[tokio::test]
async fn quiet_pages_stand_in_both_languages() {
    let house = house().await;
    for path in ["/commitments", "/help", "/privacy", "/accessibility"] {
        assert!(house.page(path).await.contains("lang=\"zh-CN\""), "{path}");
        // The bureau's name stays as it is.
        let page = house.page(&format!("/en{path}")).await.replace("青禾县教育体育局", "");
        let is_chinese = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
        let left: Vec<_> = page.lines().filter(|line| line.contains(is_chinese)).collect();
        let ours = left.iter().filter(|line| !line.contains("lang=\"zh-CN\""));
        assert_eq!(ours.count(), 0, "{path}: {left:?}");
    }
}
