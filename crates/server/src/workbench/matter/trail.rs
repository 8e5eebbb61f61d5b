//! 办理过程 of a matter, as its reader among the staff may read it.

use xiaoneng_app::{Dossier, Names};

use crate::kit::narration::{Narration, Narrator, Reader};
use crate::kit::staff::Staff;
use crate::kit::timeline::{Mark, TimelineLine, idle};
use crate::kit::visitor::Visitor;

/// 筛选.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Shows {
    /// 全部
    All,
    /// 对外可见
    Public,
    /// 仅内部
    Internal,
}

/// The lines of the whole trail, with the time that lay idle between them.
pub(crate) fn lines(
    visitor: &Visitor,
    staff: &Staff,
    dossier: &Dossier,
    names: &Names,
    shows: Shows,
) -> Vec<TimelineLine> {
    let calendar = dossier.rules().calendar();
    let mut last = None;
    let mut lines = Vec::new();
    for told in narrator(visitor, staff, dossier, names).tell(&dossier.history) {
        let mut line = line(visitor, dossier, &told);
        if let Some(last) = last.filter(|_| shows == Shows::All) {
            line.idle = idle(visitor.language, calendar, last, told.at);
        }
        last = Some(told.at);
        let is_shown = match shows {
            Shows::All => true,
            Shows::Public => told.is_public(),
            Shows::Internal => !told.is_public(),
        };
        if is_shown {
            lines.push(line);
        }
    }
    lines
}

/// What happened since the matter stood at a version.
pub(crate) fn lines_since(
    visitor: &Visitor,
    staff: &Staff,
    dossier: &Dossier,
    names: &Names,
    version: u32,
) -> Vec<TimelineLine> {
    let narrator = narrator(visitor, staff, dossier, names);
    let seen = dossier.history.len() - dossier.since(version).len();
    let before = dossier.history.get(..seen).unwrap_or_default();
    let known = narrator.tell(before).len();
    let all = narrator.tell(&dossier.history);
    all.iter().skip(known).map(|told| line(visitor, dossier, told)).collect()
}

fn narrator<'a>(
    visitor: &Visitor,
    staff: &'a Staff,
    dossier: &'a Dossier,
    names: &'a Names,
) -> Narrator<'a> {
    Narrator {
        language: visitor.language,
        organization: dossier.organization(),
        rules: dossier.rules(),
        names,
        reader: Reader::Staff(&staff.person),
    }
}

fn line(visitor: &Visitor, dossier: &Dossier, told: &Narration) -> TimelineLine {
    let says = if told.aside.is_empty() {
        told.says.clone()
    } else {
        let (opens, closes) = visitor.language.choose(("（", "）"), (" (", ")"));
        format!("{}{opens}{}{closes}", told.says, told.aside)
    };
    let mut line = TimelineLine::at(visitor.language, told.at, &told.who, &says);
    let quotes: Vec<&str> =
        told.quotes.iter().filter_map(|digest| dossier.texts.body(digest)).collect();
    line.quote = quotes.join("\n");
    line.is_internal = !told.is_public();
    line.mark = if told.is_by_system { Mark::System } else { Mark::Person };
    line
}
