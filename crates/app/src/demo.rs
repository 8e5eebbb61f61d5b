//! 演示县. A fictional county whose year is made through the door, from a seed.

pub mod accounts;
mod acting;
pub mod codes;
mod county;
mod course;
mod descriptions;
mod dice;
mod founding;
mod orders;
mod stories;
mod year;

use std::collections::BTreeMap;

use xiaoneng_calendar::{Date, Instant, TimeOfDay};

use xiaoneng_domain::id::MatterNumber;

use crate::App;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::denied::Denied;
use crate::home::Home;
use crate::house::{Access, OpenError, Place, World};
use crate::rule_files;
use crate::sign_in::{AccountRefused, NotDone};
use dice::Dice;
use year::Year;

/// What the demo is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemoPlan {
    /// The same seed, the same county.
    pub seed: u64,
    /// How many matters its year has.
    pub matters: u32,
    /// How many days of life lie behind it; a [`YEAR`], or less where it is to stand soon.
    pub days: u16,
    /// Where they end: now, or a time chosen so that every run gives the same county.
    pub until: Instant,
}

/// Where the data say that this is a demo county whose year is over.
const FINISHED: &str = "demo/finished";

/// 一年, in days.
pub const YEAR: u16 = 365;

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DemoReport {
    /// Matters filed.
    pub matters: u64,
    /// Acts of people that were carried out.
    pub acts: u64,
    /// Wishes that the institutions refused.
    pub refusals: u64,
    /// Why, with how often.
    pub reasons: BTreeMap<String, u64>,
    /// A matter to look at.
    pub example: Option<MatterNumber>,
    /// Heartbeats.
    pub beats: u64,
    /// Events that came of heartbeats alone.
    pub events: u64,
}

/// Why there is no demo county.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The data could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Somebody lives there already.
    #[error("{0} 里已经有数据；演示县要建在空的文件夹里")]
    NotEmpty(String),
    /// The demo county stands there already.
    #[error("演示县已经在这里；要重新造，请先删掉这个文件夹")]
    StandsAlready,
    /// The settings of this place refuse the accounts of the demo.
    #[error("演示账号开不了：{0}；请检查 xiaoneng.toml 的 [sign_in]")]
    Accounts(AccountRefused),
    /// A step failed.
    #[error(transparent)]
    Denied(#[from] Denied),
}

impl DemoPlan {
    fn days(&self) -> impl Iterator<Item = Date> + use<> {
        let first = self.first_day();
        (0..i32::from(self.days)).map(move |day| first.plus_days(day))
    }

    fn first_day(&self) -> Date {
        self.until.date().plus_days(1 - i32::from(self.days))
    }

    fn begins(&self) -> Instant {
        Instant::at(self.first_day(), TimeOfDay::from_minutes(8 * 60))
    }
}

/// Makes the demo county in an empty place; `filed` is told how many matters have come so far.
pub async fn make(
    place: &Place,
    plan: &DemoPlan,
    filed: impl FnMut(u64),
) -> Result<(App, DemoReport), DemoError> {
    let world =
        World { clock: Clock::standing_at(plan.begins()), chance: Chance::from_seed(plan.seed) };
    let county = rule_files::demo_county();
    let home = Home::at(place.home()).map_err(OpenError::from)?;
    accounts::keep_settings(&home).map_err(OpenError::from)?;
    let app = App::open_with_rules(place, Access::Write, world, &county).await?;
    if !app.known().await?.organization.units.is_empty() || app.has_matters().await? {
        let is_finished = app.store().read_setting(FINISHED).await.map_err(Denied::from)?.is_some();
        app.close().await?;
        return Err(match is_finished {
            true => DemoError::StandsAlready,
            false => DemoError::NotEmpty(place.to_string()),
        });
    }
    let mut dice = Dice::from_seed(plan.seed);
    let people = founding::found(&app, &mut dice).await?;
    let calendar = app.county_calendar().await?;
    let year = Year::new(&app, plan, (people, calendar), dice);
    let report = year.pass(plan.until, filed).await?;
    accounts::open(&app).await.map_err(|error| match error {
        NotDone::Refused(no) => DemoError::Accounts(no),
        NotDone::Denied(denied) => DemoError::Denied(denied),
    })?;
    app.store().write_setting(FINISHED, &plan.seed.to_string()).await.map_err(Denied::from)?;
    Ok((app, report))
}
