//! 案卷列表. As the next steps fall due; the ended ones newest first.

use std::str::FromStr as _;

use askama::Template;
use serde::Deserialize;
use xiaoneng_app::docket::DocketPlace;
use xiaoneng_app::working_time::{Calendar, Instant};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::DocketRow;

use crate::kit::dates;
use crate::kit::docket::Link;
use crate::kit::docket_words::DocketPageWords;
use crate::kit::language::Language;
use crate::kit::light::{Badge, LightKind};
use crate::kit::lists::{Pager, Tab};
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};

/// How many stand on a page.
const ON_A_PAGE: u32 = 50;

/// Which list, from where on.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) of: String,
    show: String,
    at: Option<i64>,
    after: String,
}

/// Which of them are shown.
pub(crate) struct Shown {
    pub(crate) is_open: bool,
    pub(crate) place: Option<DocketPlace>,
    pub(crate) limit: u32,
}

/// 一行.
pub(crate) struct Line {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) number: String,
    pub(crate) state: String,
    /// What stands in the columns of the room.
    pub(crate) cells: Vec<String>,
    pub(crate) badge: Badge,
    pub(crate) deadline: Option<Deadline>,
    /// Where no limit runs: that, or when it ended.
    pub(crate) rests: String,
}

#[derive(Template)]
#[template(path = "kit/docket_list.html")]
pub(crate) struct ListPage {
    pub(crate) shell: StaffShell,
    pub(crate) w: DocketPageWords,
    pub(crate) title: String,
    pub(crate) lead: String,
    /// Whose: the address, the word, whether it is this one.
    pub(crate) scopes: Vec<(String, &'static str, bool)>,
    pub(crate) tabs: Vec<Tab>,
    /// Where a new one is begun; none where he may not.
    pub(crate) new: Option<Link>,
    pub(crate) links: Vec<Link>,
    pub(crate) heads: Vec<&'static str>,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: &'static str,
    pub(crate) pager: Pager,
}

impl Asked {
    pub(crate) fn shown(&self) -> Shown {
        let place = self.at.zip(StreamId::from_str(&self.after).ok());
        let place = place.map(|(sort_at, stream)| DocketPlace { sort_at, stream });
        Shown { is_open: self.show != "ended", place, limit: ON_A_PAGE }
    }

    /// The tabs of a list at an address.
    pub(crate) fn tabs(&self, path: &str, w: DocketPageWords) -> Vec<Tab> {
        let tab = |word: &str, show: &str, is_current| Tab {
            path: format!("{path}?of={}&show={show}", self.of),
            word: word.to_owned(),
            icon: "",
            count: String::new(),
            is_current,
            is_apart: false,
        };
        let is_open = self.show != "ended";
        vec![tab(w.tab_open(), "open", is_open), tab(w.tab_ended(), "ended", !is_open)]
    }

    /// Where the list goes on.
    pub(crate) fn pager(&self, path: &str, next: Option<&DocketPlace>) -> Pager {
        let here = format!("{path}?of={}&show={}", self.of, self.show);
        let next = next.map(|next| format!("{here}&at={}&after={}", next.sort_at, next.stream));
        let previous = self.at.map(|_| here.clone()).unwrap_or_default();
        Pager { previous, words: String::new(), next: next.unwrap_or_default() }
    }
}

impl Line {
    /// A line with its light: red once its due instant has passed, yellow on the last working day.
    pub(crate) fn of(
        language: Language,
        calendar: &Calendar,
        now: Instant,
        row: &DocketRow,
    ) -> Self {
        let w = DocketPageWords(language);
        let kind = match (row.ended_at, row.due_at) {
            (Some(_), _) => LightKind::Done,
            (None, Some(due)) if now > due => LightKind::Red,
            (None, Some(due)) if calendar.working_days_between(now.date(), due.date()) <= 1 => {
                LightKind::Yellow
            }
            (None, _) => LightKind::Green,
        };
        let due = row.due_at.filter(|_| row.ended_at.is_none());
        let deadline = due.map(|due| Deadline::of(language, calendar, now, due).beside(kind));
        Self {
            path: String::new(),
            title: String::new(),
            number: String::new(),
            state: String::new(),
            cells: Vec::new(),
            badge: Badge::new(language, kind, ""),
            deadline,
            rests: row.ended_at.map_or_else(|| w.no_due().to_owned(), dates::short),
        }
    }
}
