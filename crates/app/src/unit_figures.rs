//! 单位公开数字. What a unit shows of itself to everybody: how much came, how much was kept, how it was
//! rated, each with its number; nothing by which somebody could be guessed.

use xiaoneng_calendar::{Instant, TimeOfDay};
use xiaoneng_domain::id::UnitId;

use crate::App;
use crate::denied::Denied;
use crate::figures::Figures;
use crate::ratings::{FEWEST_RATINGS, Ratings};

/// The days behind that are counted, today included.
pub const COUNTED_DAYS: i32 = 90;
/// Sums of a unit with fewer people would be figures of a person (decisions A8).
pub const FEWEST_PEOPLE: usize = 3;
/// 按时率 of fewer matters than this says nothing yet (architecture 1, small samples).
pub const FEWEST_MEASURED: u32 = 10;

/// 单位公开数字.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitFigures {
    /// 收到、按时办结、正在超期.
    pub figures: Figures,
    /// 评价情况; none where there are too few.
    pub ratings: Option<Ratings>,
}

impl UnitFigures {
    /// 按时办结率 in tenths of a percent; none where too few are measured.
    pub fn on_time_per_mille(&self) -> Option<u32> {
        self.figures.on_time_per_mille().filter(|_| self.figures.measured() >= FEWEST_MEASURED)
    }
}

impl App {
    /// 单位公开数字 of the last days; none for a unit of so few people that its sums are theirs.
    pub async fn unit_figures(&self, unit: &UnitId) -> Result<Option<UnitFigures>, Denied> {
        let known = self.known().await?;
        if known.organization.people_of(unit).count() < FEWEST_PEOPLE {
            return Ok(None);
        }
        let now = self.clock().now();
        let from = now.date().plus_days(1 - COUNTED_DAYS);
        let since = Instant::at(from, TimeOfDay::from(0));
        let counted = self.store().count_figures_of(unit, since, now).await?;
        let figures = Figures::of(&counted, known.rules.calendar(), from, now);
        let ratings = self.ratings(Some(unit), since).await?;
        let ratings = Some(ratings).filter(|ratings| ratings.counted >= FEWEST_RATINGS);
        Ok(Some(UnitFigures { figures, ratings }))
    }
}
