//! 评价公开. How a unit, or all, were rated: only what counts is in the shares, the rest is said beside;
//! who was silent is neither. Few ratings are not shown (decisions F36).

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::matter::{RatingStanding, Satisfaction};
use xiaoneng_store::RatingCount;

use crate::App;
use crate::denied::Denied;

/// Fewer ratings than this are not shown, so that nobody is guessed from a figure (decisions F36).
pub const FEWEST_RATINGS: u32 = 5;

/// 评价情况.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ratings {
    /// Answers delivered since: what could have been rated.
    pub answered: u32,
    /// 收到评价 that count.
    pub counted: u32,
    /// By level, best first; none where there are too few to show.
    pub levels: Option<Vec<(Satisfaction, u32)>>,
    /// 追评 that count, by level, best first; none where there are too few to show.
    pub again: Option<Vec<(Satisfaction, u32)>>,
    /// 未计入, by reason.
    pub apart: BTreeMap<RatingStanding, u32>,
}

impl Ratings {
    fn of(counts: &[RatingCount], answered: u32) -> Self {
        let standings = [
            RatingStanding::ByFollower,
            RatingStanding::FromOffice,
            RatingStanding::InBurst,
            RatingStanding::PrintedCode,
            RatingStanding::WindowCode,
        ];
        let sum = |wanted: &dyn Fn(&RatingCount) -> bool| -> u32 {
            counts.iter().filter(|count| wanted(count)).map(|count| count.count).sum()
        };
        let is_counted = |count: &RatingCount| count.standing == RatingStanding::Counted.code();
        let levels = |is_again: bool| {
            let of = |level: Satisfaction| {
                let is_this = |count: &RatingCount| {
                    let is_same = count.satisfaction == level.code();
                    is_same && is_counted(count) && count.is_again == is_again
                };
                (level, sum(&is_this))
            };
            let levels: Vec<(Satisfaction, u32)> = Satisfaction::ALL.into_iter().map(of).collect();
            let all: u32 = levels.iter().map(|(_, count)| count).sum();
            Some(levels).filter(|_| all >= FEWEST_RATINGS)
        };
        let apart = standings.into_iter().filter_map(|standing| {
            let count = sum(&|count| count.standing == standing.code());
            (count > 0).then_some((standing, count))
        });
        Self {
            answered,
            counted: sum(&|count| is_counted(count) && !count.is_again),
            levels: levels(false),
            again: levels(true),
            apart: apart.collect(),
        }
    }

    /// 参评率 in percent, rounded; none of nothing.
    pub fn response_percent(&self) -> Option<u32> {
        (200 * self.counted + self.answered).checked_div(2 * self.answered)
    }
}

impl App {
    /// 评价情况 since an instant, of a unit, or of all.
    pub async fn ratings(&self, unit: Option<&UnitId>, since: Instant) -> Result<Ratings, Denied> {
        let (counts, answered) = self.store().count_ratings(unit, since).await?;
        Ok(Ratings::of(&counts, answered))
    }
}
