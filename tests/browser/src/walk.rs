//! 走遍每一页: one follows every link of a kind of people, and looks at each page in both sizes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use tempfile::TempDir;

use crate::chromium::{Browser, Screen};
use crate::page::pictures_of;
use crate::tools::check_html;

/// What the first load of a page may weigh, compressed, with all it needs (ux.md 7).
const HEAVIEST: i64 = 50 * 1024;

/// A sheet within its margins of 15 mm, in CSS pixels.
const A4: (u32, u32) = (680, 1009);

/// Somebody's walk through all pages that links lead to.
#[derive(Debug)]
pub struct Walk {
    browser: Browser,
    site: String,
    routes: Vec<String>,
    enough: BTreeMap<String, usize>,
    looked_at: BTreeMap<String, Vec<String>>,
    known: BTreeSet<String>,
    ahead: VecDeque<String>,
    faults: Vec<String>,
    heaviest: (i64, String),
    sent: TempDir,
}

impl Walk {
    /// Begins one on the site at an address, whose pages' routes are known.
    pub fn begin(browser: Browser, site: &str, routes: Vec<String>) -> Result<Self> {
        Ok(Self {
            browser,
            site: site.to_owned(),
            routes,
            enough: BTreeMap::new(),
            looked_at: BTreeMap::new(),
            known: BTreeSet::new(),
            ahead: VecDeque::new(),
            faults: Vec::new(),
            heaviest: (0, String::new()),
            sent: tempfile::tempdir()?,
        })
    }

    /// So many pages of a route are looked at, not one.
    pub fn enough_of(mut self, route: &str, pages: usize) -> Self {
        self.enough.insert(route.to_owned(), pages);
        self
    }

    /// The browser, for what must be done before the next steps.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Looks at these pages and at all that their links lead to.
    pub async fn follow(&mut self, starts: &[&str]) -> Result<()> {
        for start in starts {
            self.meet((*start).to_owned());
        }
        while let Some(path) = self.ahead.pop_front() {
            let Some(kind) = self.kind_of(&path) else { continue };
            if self.looked_at.get(&kind).map_or(0, Vec::len) >= self.enough_of_kind(&kind) {
                continue;
            }
            self.look_at(&kind, &path).await.with_context(|| path.clone())?;
        }
        Ok(())
    }

    /// What was looked at, by route, once all pages have passed; their pictures are on one sheet.
    pub async fn end(self) -> Result<BTreeMap<String, Vec<String>>> {
        let mut faults = self.faults;
        faults.extend(check_html(&self.browser.tools, self.sent.path())?);
        fs::write(pictures_of(&self.browser.name).join("index.html"), sheet(&self.looked_at))?;
        println!("heaviest: {} bytes, {}", self.heaviest.0, self.heaviest.1);
        self.browser.close().await?;
        if !faults.is_empty() {
            bail!("{} faults:\n{}", faults.len(), faults.join("\n"));
        }
        Ok(self.looked_at)
    }

    fn meet(&mut self, path: String) {
        if self.known.insert(path.clone()) {
            self.ahead.push_back(path);
        }
    }

    /// The route of a path; each act of a matter counts by itself.
    fn kind_of(&self, path: &str) -> Option<String> {
        let bare = path.split(['?', '#']).next().unwrap_or(path);
        let (language, bare) = match bare.strip_prefix("/en") {
            Some("") => ("/en", "/"),
            Some(rest) if rest.starts_with('/') => ("/en", rest),
            _ => ("", bare),
        };
        let route = self.routes.iter().find(|route| fits(route, bare))?;
        let kind = match route.strip_suffix("{act}") {
            Some(matter) => format!("{matter}{}", bare.rsplit('/').next().unwrap_or_default()),
            None => route.clone(),
        };
        Some(format!("{language}{kind}"))
    }

    fn enough_of_kind(&self, kind: &str) -> usize {
        self.enough.get(kind).copied().unwrap_or(1)
    }

    async fn look_at(&mut self, kind: &str, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.site);
        let name = file_name(path);
        self.looked_at.entry(kind.to_owned()).or_default().push(path.to_owned());
        for screen in [Screen::Desk, Screen::Phone] {
            self.browser.turn_to(screen).await?;
            self.browser.go(&url).await?;
            let seen = self.browser.look(&name).await?;
            for finding in &seen.findings {
                self.faults.push(format!("{path} ({}): {finding:?}", screen.name()));
            }
            if seen.too_wide > 0 {
                self.faults.push(format!(
                    "{path}: {} px too wide ({})",
                    seen.too_wide,
                    screen.name()
                ));
            }
        }
        let loaded = self.browser.loaded().await?;
        if loaded.status >= 400 {
            self.faults.push(format!("{path}: {}", loaded.status));
        }
        if loaded.bytes > HEAVIEST {
            self.faults.push(format!("{path}: {} bytes", loaded.bytes));
        }
        if loaded.bytes > self.heaviest.0 {
            self.heaviest = (loaded.bytes, path.to_owned());
        }
        let html = self.browser.source_of_this_page().await?;
        fs::write(self.sent.path().join(format!("{name}.html")), html)?;
        for link in loaded.links {
            self.meet(link);
        }
        Ok(())
    }
}

fn fits(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(segment), Some(given)) if segment.starts_with('{') && !given.is_empty() => {}
            (Some(segment), Some(given)) if segment == given => {}
            _ => return false,
        }
    }
}

fn file_name(path: &str) -> String {
    let signs = path.trim_matches('/').chars();
    let name: String =
        signs.map(|sign| if sign.is_alphanumeric() || sign == '-' { sign } else { '_' }).collect();
    if name.is_empty() { "home".to_owned() } else { name }
}

fn sheet(looked_at: &BTreeMap<String, Vec<String>>) -> String {
    let mut html = "<!DOCTYPE html><meta charset=utf-8><title>截图</title>\
        <style>figure{display:inline-block;margin:8px;vertical-align:top}\
        img{height:420px;object-fit:cover;object-position:top;border:1px solid #999}</style>"
        .to_owned();
    for path in looked_at.values().flatten() {
        let name = file_name(path);
        for screen in [Screen::Phone, Screen::Desk] {
            let picture = format!("{name}-{}.png", screen.name());
            // Writing into a string cannot fail.
            let _ = write!(
                html,
                "<figure><a href=\"{picture}\"><img src=\"{picture}\" alt=\"\"></a>\
                 <figcaption>{path}</figcaption></figure>"
            );
        }
    }
    html
}

/// What loading a page brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Loaded {
    status: i64,
    bytes: i64,
    links: Vec<String>,
}

impl Browser {
    /// Turns the screen into one of another size.
    pub async fn turn_to(&mut self, screen: Screen) -> Result<()> {
        self.screen = screen;
        let phone = screen == Screen::Phone;
        let size = json!({
            "width": screen.width(), "height": screen.height(),
            "deviceScaleFactor": 1, "mobile": phone,
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        cdp.send_raw("Emulation.setTouchEmulationEnabled", json!({"enabled": phone})).await?;
        // Every load is a first load.
        cdp.send_raw("Network.enable", json!({})).await?;
        cdp.send_raw("Network.setCacheDisabled", json!({"cacheDisabled": true})).await?;
        Ok(())
    }

    /// From here on pages look as they do on a sheet of A4.
    pub async fn turn_to_paper(&self) -> Result<()> {
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setEmulatedMedia", json!({"media": "print"})).await?;
        let (width, height) = A4;
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        cdp.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    async fn loaded(&self) -> Result<Loaded> {
        let ask = "const entries = performance.getEntriesByType('navigation')\
            .concat(performance.getEntriesByType('resource')\
            .filter(entry => !entry.name.endsWith('/live')));\
            const links = [...document.querySelectorAll('a[href]')]\
            .filter(link => link.origin === location.origin && !link.hasAttribute('download'))\
            .map(link => link.pathname + link.search);\
            return [entries[0].responseStatus,\
            entries.reduce((sum, entry) => sum + entry.transferSize, 0), links];";
        let ran = self.driver.execute(ask, vec![]).await?;
        let answer = ran.json();
        let links = answer[2].as_array().context("no links")?.iter();
        let links = links.filter_map(|link| link.as_str().map(str::to_owned)).collect();
        let number = |at: usize| answer[at].as_i64().context("no figure");
        Ok(Loaded { status: number(0)?, bytes: number(1)?, links })
    }
}
