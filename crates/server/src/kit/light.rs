//! 亮灯. A light as pages show it: a shape, a word and a colour, always together, with the clock
//! that lights it.

use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::light::{Light, Lit, light_of_clock};
use xiaoneng_domain::matter::{Clock, ClockName, StopReason};
use xiaoneng_domain::views::{DeskRow, RegisterRow};

use crate::kit::language::Language;
use crate::kit::words::KitWords;

/// 灯 by what it looks like.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LightKind {
    /// 超期: a red octagon.
    Red,
    /// 临期: a yellow triangle.
    Yellow,
    /// 正常: a green circle.
    Green,
    /// 暂停: two bars in a square.
    Pause,
    /// 按时办结: a tick in a circle.
    Done,
    /// 超期办结: a tick in an octagon; it stays visible.
    Late,
    /// Ended otherwise: withdrawn, declined, merged, lapsed.
    Ended,
}

/// 灯牌 on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Badge {
    /// What it looks like.
    pub kind: LightKind,
    /// The word beside the shape.
    pub word: &'static str,
    /// The clock that lights it; empty where none is named.
    pub clock: String,
}

impl Badge {
    /// The light of a matter, with its worst clock.
    pub fn of_lit(language: Language, lit: &Lit) -> Self {
        let clock = lit.clock.map(|clock| clock_name(language, clock));
        Self::new(language, kind_of(lit.light), clock.unwrap_or_default())
    }

    /// The light of a matter without its clock, as strangers and citizens see it.
    pub fn without_clock(language: Language, lit: &Lit) -> Self {
        Self::new(language, kind_of(lit.light), "")
    }

    /// The light of one clock, running or stopped.
    pub fn of_clock(language: Language, clock: &Clock, now: Instant) -> Self {
        let kind = match clock.stopped.map(|stopped| stopped.why) {
            None => kind_of(light_of_clock(clock, now)),
            Some(StopReason::Met) if clock.is_over(now) => LightKind::Late,
            Some(StopReason::Met) => LightKind::Done,
            Some(StopReason::Void | StopReason::Deferred) => LightKind::Ended,
        };
        let mut badge = Self::new(language, kind, "");
        match kind {
            LightKind::Done => badge.word = KitWords(language).clock_on_time(),
            LightKind::Late => badge.word = KitWords(language).clock_late(),
            LightKind::Red
            | LightKind::Yellow
            | LightKind::Green
            | LightKind::Pause
            | LightKind::Ended => {}
        }
        badge
    }

    /// The light of an open matter on a desk.
    pub fn of_desk_row(language: Language, row: &DeskRow, now: Instant) -> Self {
        let kind = if row.is_suspended {
            LightKind::Pause
        } else if now > row.due_at && !row.is_provisional {
            LightKind::Red
        } else if now >= row.amber_at {
            LightKind::Yellow
        } else {
            LightKind::Green
        };
        let w = KitWords(language);
        let clock = match row.clock.parse::<ClockName>() {
            Ok(clock) => clock_name(language, clock),
            Err(_) => w.clock_supplement(),
        };
        Self::new(language, kind, clock)
    }

    /// The light of a matter in the register. An open one shows by its own due instant; when it
    /// turns amber stands on the desk only, so until it is over it is normal here.
    pub fn of_register_row(language: Language, row: &RegisterRow, now: Instant) -> Self {
        let late = |at: Instant| row.due_at.is_some_and(|due| at > due);
        let kind = match (row.ended_at, row.state.as_str()) {
            (Some(at), "completed") if late(row.delivered_at.unwrap_or(at)) => LightKind::Late,
            (Some(_), "completed") => LightKind::Done,
            (Some(_), _) => LightKind::Ended,
            (None, "suspended") => LightKind::Pause,
            (None, "decided") if row.delivered_at.is_some_and(late) => LightKind::Late,
            (None, "unanswered") => LightKind::Ended,
            (None, _) if late(now) => LightKind::Red,
            (None, _) => LightKind::Green,
        };
        let mut badge = Self::new(language, kind, "");
        if kind == LightKind::Ended {
            badge.word = ended_word(language, &row.state);
        }
        badge
    }

    /// A light by what it looks like, and the clock it is about.
    pub fn new(language: Language, kind: LightKind, clock: &str) -> Self {
        let w = KitWords(language);
        let word = match kind {
            LightKind::Red => w.light_overdue(),
            LightKind::Yellow => w.light_due_soon(),
            LightKind::Green => w.light_normal(),
            LightKind::Pause => w.light_paused(),
            LightKind::Done => w.light_done(),
            LightKind::Late => w.light_done_late(),
            LightKind::Ended => w.light_ended(),
        };
        Self { kind, word, clock: clock.to_owned() }
    }

    /// The end of the class names `light--…`, `clock--…`, `row-…`, `now--…`, and the icon.
    pub fn code(&self) -> &'static str {
        match self.kind {
            LightKind::Red => "red",
            LightKind::Yellow => "yellow",
            LightKind::Green => "green",
            LightKind::Pause => "pause",
            LightKind::Done => "done",
            LightKind::Late => "late",
            LightKind::Ended => "ended",
        }
    }

    /// Whether it stands without ground in a list, so that the burning ones stand out.
    pub fn is_quiet(&self) -> bool {
        match self.kind {
            LightKind::Green | LightKind::Pause => true,
            LightKind::Red
            | LightKind::Yellow
            | LightKind::Done
            | LightKind::Late
            | LightKind::Ended => false,
        }
    }
}

/// Done says only that it is over; whether in time is another question, asked of its clock.
fn kind_of(light: Light) -> LightKind {
    match light {
        Light::Done => LightKind::Done,
        Light::Paused => LightKind::Pause,
        Light::Normal => LightKind::Green,
        Light::DueSoon => LightKind::Yellow,
        Light::Overdue => LightKind::Red,
    }
}

fn ended_word(language: Language, state: &str) -> &'static str {
    let w = KitWords(language);
    match state {
        "declined" => w.ended_declined(),
        "referred_outside" => w.ended_referred(),
        "withdrawn" => w.ended_withdrawn(),
        "merged" => w.ended_merged(),
        "lapsed" => w.ended_lapsed(),
        "unanswered" => w.ended_unanswered(),
        _ => w.light_ended(),
    }
}

/// The name of a clock as people read it.
pub fn clock_name(language: Language, clock: ClockName) -> &'static str {
    let english = match clock {
        ClockName::FirstResponse => "first response",
        ClockName::FirstAction => "first action",
        ClockName::Completion => "completion",
        ClockName::Delivery => "delivery",
        ClockName::Acceptance => "acceptance",
        ClockName::Step(_) => "step",
        ClockName::Signing(_) => "signing",
        ClockName::Assisting(_) => "co-handling",
        ClockName::Ruling(_) => "ruling",
        ClockName::PushUpAnswer(_) => "answer on sending up",
        ClockName::FollowUp(_) => "next date",
    };
    language.choose(clock.name(), english)
}
