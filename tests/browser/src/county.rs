//! A county to walk in: the demo county in small, served on loopback, in a time of its own.

use crate::line::Line;
use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::demo::{self, DemoPlan, DemoReport};
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Access, App, Place, World};
use xiaoneng_server::{Site, SiteOptions};

/// Now: a Tuesday before the autumn holidays.
const UNTIL: &str = "2026-09-22T10:32";
const SEED: u64 = 3;
/// A few weeks of life are enough to walk in.
const DAYS: u16 = 30;

/// A county with open doors.
#[derive(Debug)]
pub struct County {
    app: App,
    report: DemoReport,
    address: String,
    closing: Option<oneshot::Sender<()>>,
    serving: JoinHandle<std::io::Result<()>>,
    _folder: TempDir,
}

impl County {
    /// Makes one with so many matters behind it, and opens its doors.
    pub async fn with_matters(matters: u32) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let place = Place::Folder(folder.path().join("data"));
        let until: Instant = UNTIL.parse()?;
        let plan = DemoPlan { seed: SEED, matters, days: DAYS, until };
        let (app, report) = demo::make(&place, &plan, |_| {}).await?;
        Self::opened(folder, app, report).await
    }

    /// An installation in which nobody lives yet.
    pub async fn empty() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let place = Place::Folder(folder.path().join("data"));
        let world =
            World { clock: Clock::standing_at(UNTIL.parse()?), chance: Chance::from_seed(SEED) };
        let app = App::open_in(&place, Access::Write, world).await?;
        Self::opened(folder, app, DemoReport::default()).await
    }

    async fn opened(folder: TempDir, app: App, report: DemoReport) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let (closing, closed) = oneshot::channel::<()>();
        let site = Site::new(app.clone(), SiteOptions::default());
        let serving = tokio::spawn(xiaoneng_server::serve(site, listener, async {
            // Either word means the same: it is over.
            let _ = closed.await;
        }));
        let closing = Some(closing);
        Ok(Self { app, report, address, closing, serving, _folder: folder })
    }

    /// The doors behind the pages.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What the year behind brought.
    pub fn report(&self) -> &DemoReport {
        &self.report
    }

    /// The address of a page.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// A line to it that can fail.
    pub async fn line(&self) -> Result<Line> {
        Line::to(&self.address).await
    }

    /// Closes the doors; everything is sealed.
    pub async fn close(mut self) -> Result<()> {
        drop(self.closing.take());
        self.serving.await.context("serving")??;
        self.app.close().await?;
        Ok(())
    }
}
