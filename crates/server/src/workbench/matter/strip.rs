//! 时间花在哪. One bar: who held the matter for how much working time, and what is left until it is
//! due. Drawn here, so that it prints and needs no script.

use xiaoneng_app::Dossier;
use xiaoneng_domain::matter::{ClockName, Holder};

use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::remaining::duration;
use crate::workbench::words::matter::MatterWords;

/// Letters are about this wide.
const LETTER: f64 = 14.0;
/// How wide the bar is where there is room, and on a phone.
const WIDE: f64 = 1246.0;
const NARROW: f64 = 326.0;
/// The tones of the holders, in turn.
const TONES: [&str; 4] = ["seg-1", "seg-3", "seg-2", "seg-0"];

/// 时间条.
pub(crate) struct Strip {
    /// 标题: what the bar shows.
    pub(crate) finding: String,
    /// The same as a list, for those who cannot see it.
    pub(crate) aria: String,
    pub(crate) bars: [Bar; 2],
}

/// The bar in one width.
pub(crate) struct Bar {
    pub(crate) class: &'static str,
    pub(crate) width: String,
    pub(crate) parts: Vec<Part>,
    /// Where the present is.
    pub(crate) now_x: String,
    pub(crate) now_anchor: &'static str,
    pub(crate) now_words: String,
    pub(crate) begin_words: String,
}

/// A stretch of the bar.
pub(crate) struct Part {
    pub(crate) class: &'static str,
    pub(crate) x: String,
    pub(crate) width: String,
    /// Its words; empty where they do not fit.
    pub(crate) words: String,
    pub(crate) words_x: String,
    pub(crate) is_on_dark: bool,
}

struct Stretch {
    who: String,
    minutes: u32,
    class: &'static str,
}

impl Strip {
    /// The bar of a matter; none before anybody held it.
    pub(crate) fn of(
        language: Language,
        dossier: &Dossier,
        name: impl Fn(&Holder) -> String,
    ) -> Option<Self> {
        let w = MatterWords(language);
        let filing = dossier.matter.filing.as_ref()?;
        let mut stretches = stretches(dossier, name);
        let total: u32 = stretches.iter().map(|stretch| stretch.minutes).sum();
        let longest = stretches.iter().max_by_key(|stretch| stretch.minutes)?;
        let (all, most) = (duration(language, total), duration(language, longest.minutes));
        let finding = w.time_went(all, most, &longest.who);
        let told = |one: &Stretch| format!("{} {}", one.who, duration(language, one.minutes));
        let list: Vec<String> = stretches.iter().map(told).collect();
        if let Some(minutes) = left(dossier) {
            let who = w.time_is_left(duration(language, minutes));
            stretches.push(Stretch { who, minutes, class: "seg-left" });
        }
        let end = dossier.matter.ended.as_ref().map(|ended| w.time_ended(dates::short(ended.at)));
        let now = end.unwrap_or_else(|| w.time_now(dates::short(dossier.now)));
        let begin = w.time_filed(dates::short(filing.filed_at));
        let bar = |class, width| Bar::of((class, width), &stretches, total, (&begin, &now));
        Some(Self {
            finding,
            aria: w.time_aria(list.join(language.choose("，", ", "))),
            bars: [bar("wideonly", WIDE), bar("narrow", NARROW)],
        })
    }
}

/// Who held it for how long, in order.
fn stretches(dossier: &Dossier, name: impl Fn(&Holder) -> String) -> Vec<Stretch> {
    let tones = TONES.iter().cycle();
    let held = dossier.matter.holdings.iter().zip(tones).map(|(holding, class)| {
        let calendar = dossier.rules().calendar_of(&holding.holder.unit);
        let to = holding.to.unwrap_or(dossier.now);
        let counted = || calendar.working_minutes_between(holding.from, to);
        let minutes = holding.working_minutes.unwrap_or_else(counted);
        let minutes = u32::try_from(minutes).unwrap_or(0);
        Stretch { who: name(&holding.holder), minutes, class }
    });
    held.collect()
}

/// Working time until 办结 is due; none once it stopped, is over, or stands still.
fn left(dossier: &Dossier) -> Option<u32> {
    let clock = dossier.matter.open_clock(ClockName::Completion)?;
    let due = clock.projection.due_at;
    if due <= dossier.now || clock.is_paused(dossier.now) {
        return None;
    }
    let minutes = dossier.rules().calendar().working_minutes_between(dossier.now, due);
    u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)
}

impl Bar {
    fn of(
        (class, width): (&'static str, f64),
        stretches: &[Stretch],
        passed: u32,
        (begin, now): (&str, &str),
    ) -> Self {
        let total: u32 = stretches.iter().map(|stretch| stretch.minutes.max(1)).sum();
        let scale = width / f64::from(total.max(1));
        let mut x = 0.0;
        let parts = stretches.iter().map(|stretch| {
            let wide = f64::from(stretch.minutes.max(1)) * scale;
            let letters = u32::try_from(stretch.who.chars().count()).unwrap_or(u32::MAX);
            let fits = f64::from(letters) + 1.0 < wide / LETTER;
            let part = Part {
                class: stretch.class,
                x: format!("{x:.1}"),
                width: format!("{wide:.1}"),
                words: if fits { stretch.who.clone() } else { String::new() },
                words_x: format!("{:.1}", x + wide / 2.0),
                is_on_dark: matches!(stretch.class, "seg-0" | "seg-1"),
            };
            x += wide;
            part
        });
        let parts = parts.collect();
        let at = (f64::from(passed) * scale).min(width);
        Self {
            class,
            width: format!("{width:.0}"),
            parts,
            now_x: format!("{at:.1}"),
            now_anchor: if at > width * 0.75 { "end" } else { "middle" },
            now_words: if at < width * 0.5 { String::new() } else { now.to_owned() },
            begin_words: begin.to_owned(),
        }
    }
}
