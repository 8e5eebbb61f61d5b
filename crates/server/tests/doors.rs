//! 门禁. Every route and every kind of people: who comes in, who is sent to sign in, who is turned
//! away. A route that has no row here fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::browser::{Browser, Page};
use common::county::County;

/// Who stands at the door: nobody signed in, and one of each kind of staff.
const PEOPLE: [(&str, Option<&str>); 11] = [
    ("stranger", None),
    ("clerk", Some("o2")),
    ("handler", Some("k3")),
    ("head", Some("k1")),
    ("efficacy", Some("e2")),
    ("principal", Some("s1")),
    ("deputy", Some("d2")),
    ("director", Some("d1")),
    ("system", Some("sys1")),
    ("security", Some("sec1")),
    ("audit", Some("aud1")),
];

/// Method, path, who comes in. `everybody`: no account asked. `staff`: whoever handles or decides.
/// `signed-in`: staff and the three administrators.
const DOORS: &str = include_str!("doors.txt");

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The routes as the sources name them: `.route("path", get(…).post(…))`.
fn routes() -> BTreeSet<(String, String)> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut routes = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for place in text.split(".route(").skip(1) {
            let Some(path) = place.split('"').nth(1) else { continue };
            let mut depth = 1;
            let end = place
                .char_indices()
                .find(|(_, sign)| {
                    depth += i32::from(*sign == '(') - i32::from(*sign == ')');
                    depth == 0
                })
                .map_or(place.len(), |(at, _)| at);
            for method in ["get", "post"] {
                let call = format!("{method}(");
                let is_there = place[..end].match_indices(&call).any(|(at, _)| {
                    !place[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_')
                });
                if is_there {
                    routes.insert((method.to_uppercase(), path.to_owned()));
                }
            }
        }
    }
    routes
}

fn rows() -> BTreeMap<(String, String), String> {
    let lines =
        DOORS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rows = lines.map(|line| {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let who: Vec<&str> = words.collect();
        assert!(!who.is_empty(), "nobody comes in: {line}");
        ((method.to_owned(), path.to_owned()), who.join(" "))
    });
    rows.collect()
}

/// Whether that kind of people comes in by a row.
fn may_enter(row: &str, who: &str) -> bool {
    let administrators = ["system", "security", "audit"];
    row.split(' ').any(|word| match word {
        "everybody" => true,
        "signed-in" => who != "stranger",
        "staff" => who != "stranger" && !administrators.contains(&who),
        one => one == who,
    })
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let (routes, rows) = (routes(), rows());
    let named: BTreeSet<_> = rows.keys().cloned().collect();
    let lost: Vec<_> = routes.difference(&named).collect();
    let gone: Vec<_> = named.difference(&routes).collect();
    assert!(lost.is_empty(), "routes without a row in doors.txt: {lost:?}");
    assert!(gone.is_empty(), "rows without a route: {gone:?}");
}

/// How he was received.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Received {
    In,
    SentToSignIn,
    TurnedAway,
}

fn received(page: &Page) -> Received {
    match page.status.as_u16() {
        303 if page.goes_to().starts_with("/login") => Received::SentToSignIn,
        403 => Received::TurnedAway,
        200 | 303 | 400 | 404 | 409 | 410 | 422 | 429 => Received::In,
        other => panic!("{other}: {}", page.text()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_comes_in_by_his_own_doors_alone() {
    let county = County::found_with(SETTINGS).await;
    let mut wrong = Vec::new();
    let mut standing = Vec::new();
    // All have come in before anybody opens accounts for those without.
    for (who, person) in PEOPLE {
        standing.push((
            who,
            match person {
                Some(person) => county.signed_in(person).await,
                None => Browser::new(&county.site),
            },
        ));
    }
    for (who, browser) in standing {
        for ((method, path), row) in rows() {
            // Those doors change who stands before them.
            if ["/logout", "/login", "/me/lock", "/unlock"].iter().any(|own| path.starts_with(own))
            {
                continue;
            }
            let concrete = concrete(&path);
            let page = match method.as_str() {
                "GET" => browser.get(&concrete).await,
                _ => {
                    browser.get("/").await;
                    browser.get("/track").await;
                    browser.post(&concrete, &[]).await
                }
            };
            let expected = match (may_enter(&row, who), who) {
                (true, _) => Received::In,
                (false, "stranger") => Received::SentToSignIn,
                (false, _) => Received::TurnedAway,
            };
            let received = received(&page);
            if received != expected {
                wrong.push(format!("{who}: {method} {path}: {received:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where the links of a page lead on this site, without their queries.
fn links(page: &Page) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(&page.bytes) else { return Vec::new() };
    let targets =
        text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
    targets.filter(|target| target.starts_with('/')).map(str::to_owned).collect()
}

/// What nobody comes to by a link: for programs, for the page's own script, after a form, at the
/// end of a way that is not open now.
const NOT_LINKED: [&str; 22] = [
    "/s/complaints/new/receipt",
    "/complain/check",
    "/complain/receipt",
    "/complain/mine",
    "/a/security/password",
    "/healthz",
    "/logout",
    "/w/approvals",
    "/prefs",
    "/login",
    "/unlock",
    "/w/live",
    "/s/live",
    "/s/wall/live",
    "/file/check",
    "/track/lost/sent",
    "/w/search.csv",
    "/w/print/files",
    "/w/batch",
    "/me/password",
    "/a/setup",
    "/w/disputes",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_reached_by_links_by_those_it_is_for() {
    let county = County::found_with(SETTINGS).await;
    let mut lost = Vec::new();
    for (who, person) in PEOPLE {
        let (browser, first) = match person {
            Some(person) if ["system", "security", "audit"].contains(&who) => {
                (county.signed_in(person).await, "/a")
            }
            Some(person) => (county.signed_in(person).await, "/w"),
            None => (Browser::new(&county.site), "/"),
        };
        let (mut seen, mut ahead) = (BTreeSet::new(), vec![first.to_owned()]);
        while let Some(path) = ahead.pop() {
            let is_file = path.starts_with("/assets") || path.starts_with("/logout");
            if is_file || path.starts_with("/en") || seen.len() > 300 || !seen.insert(path.clone())
            {
                continue;
            }
            let page = browser.get(&path).await;
            ahead.extend(links(&page));
            ahead.extend(Some(page.goes_to()).filter(|target| target.starts_with('/')));
        }
        for ((method, path), row) in rows() {
            let is_page = method == "GET" && !path.contains('{');
            let is_left_out = NOT_LINKED.iter().any(|left_out| path.starts_with(left_out));
            let is_his = may_enter(&row, who) && !row.contains("everybody") || who == "stranger";
            if is_page && !is_left_out && is_his && may_enter(&row, who) && !seen.contains(&path) {
                lost.push(format!("{who}: {path}"));
            }
        }
    }
    assert!(lost.is_empty(), "no link leads to:\n{}", lost.join("\n"));
}

/// A path with something in the place of what varies.
fn concrete(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{unit}" | "{code}" => "education",
        "{number}" => "2026-09220001",
        "{item}" => "consultation",
        other if other.starts_with('{') => "1",
        other => other,
    });
    parts.collect::<Vec<_>>().join("/")
}
