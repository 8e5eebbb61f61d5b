//! 灯. Computed from the clocks at an instant, never stored as truth; the worst clock is named.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::matter::{Clock, ClockName, Matter};

/// 灯, from good to bad; paused and done stand apart.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    /// 已办结
    Done,
    /// 暂停
    Paused,
    /// 正常
    Normal,
    /// 临期
    DueSoon,
    /// 超期
    Overdue,
}

/// 亮灯. The light with the clock that lights it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Lit {
    /// The light.
    pub light: Light,
    /// The clock that lights it; none once it is done.
    pub clock: Option<ClockName>,
    /// When that clock is due.
    pub due_at: Option<Instant>,
    /// 暂定: the date is an estimate; it does not turn overdue.
    pub is_provisional: bool,
}

impl Light {
    /// The code under which it is listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Paused => "paused",
            Self::Normal => "normal",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
        }
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "已办结",
            Self::Paused => "暂停",
            Self::Normal => "正常",
            Self::DueSoon => "临期",
            Self::Overdue => "超期",
        }
    }
}

/// The light of one clock that counts.
pub fn light_of_clock(clock: &Clock, now: Instant) -> Light {
    let marks = &clock.projection;
    if clock.is_paused(now) {
        Light::Paused
    } else if now > marks.due_at && !marks.is_provisional {
        Light::Overdue
    } else if now >= marks.amber_at {
        Light::DueSoon
    } else {
        Light::Normal
    }
}

/// The light of a matter: that of its worst clock, of equal ones that which is due first. While it
/// is suspended, a clock that is not (首次回应, 协办) still shows if it is due soon or overdue.
pub fn light_of(matter: &Matter, now: Instant) -> Lit {
    let lit = matter.open_clocks().map(|clock| (light_of_clock(clock, now), clock));
    let is_paused = matter.is_suspended(now);
    let shown = lit.filter(|(light, _)| match light {
        Light::Overdue | Light::DueSoon | Light::Paused => true,
        Light::Normal | Light::Done => !is_paused,
    });
    let worst = shown.max_by(|(light, clock), (other_light, other)| {
        let later = other.projection.due_at.cmp(&clock.projection.due_at);
        light.cmp(other_light).then(later).then(other.name.cmp(&clock.name))
    });
    let first = matter.worst_clock(now).map(|clock| (Light::Paused, clock));
    match worst.or(first) {
        Some((light, clock)) => Lit {
            light,
            clock: Some(clock.name),
            due_at: Some(clock.projection.due_at),
            is_provisional: clock.projection.is_provisional,
        },
        None => Lit { light: Light::Done, clock: None, due_at: None, is_provisional: false },
    }
}
