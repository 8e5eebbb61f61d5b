//! 办理过程. What happened, as the citizen reads it, with the stretches in which nothing did.

use xiaoneng_app::{Dossier, Names};
use xiaoneng_domain::matter::ClockName;

use crate::kit::narration::{Narrator, Reader};
use crate::kit::timeline::{Mark, TimelineLine, idle};
use crate::portal::words::progress::ProgressWords;

/// The public trail, oldest first, with the due instant ahead.
pub(crate) fn lines(w: ProgressWords, dossier: &Dossier, names: &Names) -> Vec<TimelineLine> {
    let narrator = Narrator {
        language: *w,
        organization: dossier.organization(),
        rules: dossier.rules(),
        names,
        reader: Reader::Citizen,
    };
    let calendar = dossier.rules().calendar();
    let mut lines = Vec::new();
    let mut last = None;
    for told in narrator.tell(&dossier.history) {
        let mut line = TimelineLine::at(*w, told.at, &told.who, &told.says);
        line.mark = if told.is_by_system { Mark::System } else { Mark::Person };
        if dossier.texts.are_erased && !told.quotes.is_empty() {
            line.quote = w.text_erased().to_owned();
        } else {
            let bodies = told.quotes.iter().filter_map(|digest| dossier.texts.body(digest));
            line.quote = bodies.collect::<Vec<_>>().join("\n");
        }
        if let Some(before) = last {
            line.idle = idle(*w, calendar, before, told.at);
        }
        last = Some(told.at);
        lines.push(line);
    }
    let completion = dossier.matter.open_clock(ClockName::Completion);
    if let Some(clock) = completion.filter(|_| dossier.matter.result.is_none()) {
        let due = clock.projection.due_at;
        let mut line = TimelineLine::at(*w, due, "", w.due_ahead());
        line.mark = Mark::Ahead;
        if let Some(before) = last {
            line.idle = idle(*w, calendar, before, dossier.now.min(due).max(before));
        }
        lines.push(line);
    }
    lines
}
