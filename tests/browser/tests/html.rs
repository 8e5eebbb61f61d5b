//! 网页的写法: what the server sends is valid HTML by the Nu checker, for the public in both
//! languages and for staff.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{Browser, County, Screen, Scripts, Tools, check_html};

const PUBLIC: [&str; 14] = [
    "/",
    "/file",
    "/track",
    "/track/lost",
    "/guide",
    "/units",
    "/units/XX07",
    "/q/XX07",
    "/q/XX07/poster",
    "/commitments",
    "/help",
    "/privacy",
    "/accessibility",
    "/nowhere",
];
const STAFF: [&str; 9] = [
    "/w",
    "/w/new",
    "/w/search",
    "/w/sent",
    "/w/unit",
    "/w/duty",
    "/w/messages",
    "/w/approvals",
    "/me",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_valid_html() {
    let county = County::with_matters(6).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let keep = |path: &str, html: String| {
        let name = path.trim_matches('/').replace('/', "-");
        std::fs::write(folder.path().join(format!("page-{name}.html")), html).unwrap();
    };
    let stranger = Browser::open("html", Screen::Desk, Scripts::Off).await.unwrap();
    for path in PUBLIC {
        for prefix in ["", "/en"] {
            let path = format!("{prefix}{path}");
            keep(&path, stranger.sent(&county.at(&path)).await.unwrap());
        }
    }
    stranger.close().await.unwrap();
    let head = county.signed_in_as("html", "XX08-01", (Screen::Desk, Scripts::Off)).await.unwrap();
    for path in STAFF {
        keep(path, head.sent(&county.at(path)).await.unwrap());
    }
    head.close().await.unwrap();
    county.close().await.unwrap();
    let kept = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(kept, PUBLIC.len() * 2 + STAFF.len());
    let found = check_html(&Tools::find().unwrap(), folder.path()).unwrap();
    assert!(found.is_empty(), "{} found:\n{}", found.len(), found.join("\n"));
}
