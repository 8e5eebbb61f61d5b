//! 首页. The three doors and how things stand.

use askama::Template;
use axum::extract::State;
use xiaoneng_app::Figures;

use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::guide_sample::{GuideLine, guide_sample};
use crate::portal::words::home::HomeWords;

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    shell: PublicShell,
    w: HomeWords,
    figures: Option<FiguresInWords>,
    items: Vec<GuideLine>,
}

/// 本月情况 as it is read.
struct FiguresInWords {
    as_of: String,
    as_of_machine: String,
    has_any: bool,
    received: u32,
    on_time: Option<String>,
    on_time_of: String,
    overdue: u32,
    mean: Option<String>,
    completed: u32,
}

impl FiguresInWords {
    fn of(figures: &Figures, w: HomeWords) -> Self {
        let tenths = |number: u32| format!("{}.{}", number / 10, number % 10);
        let as_of = figures.as_of;
        Self {
            as_of: dates::day_and_time(*w, as_of),
            as_of_machine: dates::machine(as_of),
            has_any: figures.received > 0 || figures.measured() > 0,
            received: figures.received,
            on_time: figures.on_time_per_mille().map(tenths),
            on_time_of: w.on_time_of(figures.completed_on_time, figures.measured()),
            overdue: figures.overdue,
            mean: figures.mean_tenths().map(tenths),
            completed: figures.completed,
        }
    }
}

/// `GET /`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = HomeWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    // The doors stay open when the figures cannot be read; it is said, and logged.
    let figures = match site.app().figures().await {
        Ok(figures) => Some(FiguresInWords::of(&figures, w)),
        Err(denied) => {
            tracing::error!(%denied, "本月情况读不出来");
            None
        }
    };
    let items = guide_sample(&site, *w).await?;
    Ok(page(&HomePage { shell, w, figures, items }))
}
