//! 单位的数字. What a unit shows of its last days, in words: how much came, what was kept of the
//! limits, how it was rated and by how many of how many.

use xiaoneng_app::ratings::{FEWEST_RATINGS, Ratings};
use xiaoneng_app::unit_figures::{COUNTED_DAYS, FEWEST_MEASURED, FEWEST_PEOPLE, UnitFigures};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::matter::{RatingStanding, Satisfaction};

use crate::Site;
use crate::kit::dates;
use crate::kit::problem::Problem;
use crate::portal::words::unit_figures::UnitFigureWords;

/// 单位的数字 as they are read.
pub(super) struct UnitFiguresTold {
    pub(super) w: UnitFigureWords,
    /// `近 90 天`
    pub(super) title: String,
    pub(super) as_of: String,
    /// Why there are none; empty where there are.
    pub(super) hidden: String,
    pub(super) received: u32,
    /// `95.0%`, or a dash.
    pub(super) on_time: String,
    /// `57 / 60 件`, or from when on there is a rate.
    pub(super) on_time_of: String,
    pub(super) overdue: u32,
    /// `收到评价 34 份 / 办结 120 件（28%）`, or that there are too few.
    pub(super) rated: String,
    pub(super) levels: Vec<Level>,
    /// What does not count, by reason.
    pub(super) apart: Vec<String>,
    /// The same in one sentence, for the page behind the QR code.
    pub(super) sentence: String,
}

/// One level of satisfaction.
pub(super) struct Level {
    pub(super) name: &'static str,
    pub(super) count: u32,
    /// `47%`
    pub(super) share: String,
}

impl UnitFiguresTold {
    /// What a unit shows; the page stands where the figures cannot be read.
    pub(super) async fn of(
        site: &Site,
        w: UnitFigureWords,
        unit: &UnitId,
    ) -> Result<Option<Self>, Problem> {
        Ok(match site.app().unit_figures(unit).await {
            Ok(found) => Some(Self::told(w, found.as_ref())),
            Err(denied) => {
                tracing::error!(%denied, "单位的数字读不出来");
                None
            }
        })
    }

    fn told(w: UnitFigureWords, found: Option<&UnitFigures>) -> Self {
        let title = w.last_days(COUNTED_DAYS);
        let Some(found) = found else {
            return Self {
                w,
                title,
                as_of: String::new(),
                hidden: w.few_people(FEWEST_PEOPLE),
                received: 0,
                on_time: String::new(),
                on_time_of: String::new(),
                overdue: 0,
                rated: String::new(),
                levels: Vec::new(),
                apart: Vec::new(),
                sentence: String::new(),
            };
        };
        let figures = &found.figures;
        let (kept, measured) = (figures.completed_on_time, figures.measured());
        let rate = found.on_time_per_mille().map(|rate| format!("{}.{}%", rate / 10, rate % 10));
        let sentence = match &rate {
            Some(rate) => w.sentence(COUNTED_DAYS, figures.received, rate, kept, measured),
            None => w.sentence_without_rate(COUNTED_DAYS, figures.received),
        };
        Self {
            w,
            title,
            as_of: w.as_of(dates::day_and_time(*w, figures.as_of)),
            hidden: String::new(),
            received: figures.received,
            on_time_of: match &rate {
                Some(_) => w.of(kept, measured),
                None => w.rate_later(FEWEST_MEASURED),
            },
            on_time: rate.unwrap_or_else(|| w.no_figure().to_owned()),
            overdue: figures.overdue,
            rated: match &found.ratings {
                Some(ratings) => rated(w, ratings),
                None => w.few_ratings(FEWEST_RATINGS),
            },
            levels: found.ratings.as_ref().map(|one| levels(w, one)).unwrap_or_default(),
            apart: found.ratings.as_ref().map(|one| apart(w, one)).unwrap_or_default(),
            sentence: sentence + &w.sentence_overdue(figures.overdue),
        }
    }
}

fn rated(w: UnitFigureWords, ratings: &Ratings) -> String {
    match ratings.response_percent() {
        Some(percent) => w.rated(ratings.counted, ratings.answered, percent),
        None => w.rated_alone(ratings.counted),
    }
}

fn levels(w: UnitFigureWords, ratings: &Ratings) -> Vec<Level> {
    let level = |(level, count): &(Satisfaction, u32)| Level {
        name: match level {
            Satisfaction::VerySatisfied => w.very_satisfied(),
            Satisfaction::Satisfied => w.satisfied(),
            Satisfaction::BasicallySatisfied => w.fairly_satisfied(),
            Satisfaction::Dissatisfied => w.dissatisfied(),
            Satisfaction::VeryDissatisfied => w.very_dissatisfied(),
        },
        count: *count,
        share: (200 * count + ratings.counted)
            .checked_div(2 * ratings.counted)
            .map_or_else(String::new, |percent| format!("{percent}%")),
    };
    ratings.levels.iter().flatten().map(level).collect()
}

fn apart(w: UnitFigureWords, ratings: &Ratings) -> Vec<String> {
    let line = |(standing, count): (&RatingStanding, &u32)| match standing {
        RatingStanding::Counted => None,
        RatingStanding::ByFollower => Some(w.by_followers(count)),
        RatingStanding::FromOffice => Some(w.from_office(count)),
        RatingStanding::InBurst => Some(w.in_burst(count)),
        RatingStanding::PrintedCode => Some(w.printed_code(count)),
        RatingStanding::WindowCode => Some(w.window_code(count)),
    };
    ratings.apart.iter().filter_map(line).collect()
}
