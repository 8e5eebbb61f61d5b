//! 导入. A table is pasted or uploaded, checked, mended, and written when somebody says so.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::roster::{Checked, Imported, Problem as RowProblem, RosterKind, Same, Sheet};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, ImportWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};

/// Between what was typed and what is meant.
const ARROW: char = '→';

#[derive(Template)]
#[template(path = "admin/import.html")]
struct ImportPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: ImportWords,
    errors: Errors,
    kinds: Vec<Tab>,
    kind: &'static str,
    columns: &'static str,
    done: String,
    next: Option<(&'static str, &'static str)>,
    checked: Option<CheckedTable>,
    typed: String,
}

/// A table that was checked.
struct CheckedTable {
    counted: String,
    unchanged: String,
    problems: Vec<ProblemLine>,
    apply: String,
    is_changed: bool,
    table: String,
    same: Vec<(String, String)>,
    /// How many rows would be written, as the form says it again.
    good: usize,
}

/// A problem as it is shown.
struct ProblemLine {
    line: String,
    wrong: String,
    right: String,
    same: String,
}

/// Which table.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    kind: String,
}

/// `GET /a/import`
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.through(Door::Import)?;
    Ok(page(&blank(&visit, kind_of(&asked.kind))))
}

/// `POST /a/import`: check, take what is meant, or write the good rows.
pub(crate) async fn check(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Import)?;
    let kind = kind_of(posted.field("kind"));
    let mut shown = blank(&visit, kind);
    let sheet = match read(&posted, shown.w) {
        Ok(sheet) => sheet,
        Err(says) => return refused(shown, says, &posted),
    };
    let mut same: Same = posted.all("same").filter_map(pair).collect();
    same.extend(posted.filled("add").and_then(pair));
    let app = visit.site.app();
    let actor = visit.staff.actor();
    let checked = match app.check_roster(&actor, kind, &sheet, &same).await? {
        Ok(checked) => checked,
        Err(error) => return refused(shown, error.to_string(), &posted),
    };
    let is_as_seen = posted.field("good") == checked.counted.good.to_string();
    if posted.field("do") == "apply" && is_as_seen && checked.counted.good > 0 {
        let imported = app.import_roster(&actor, &checked).await?;
        return Ok(page(&finished(shown, kind, &imported)));
    }
    let is_changed = posted.field("do") == "apply" && !is_as_seen;
    shown.checked = Some(table(shown.w, &sheet, &same, &checked, is_changed));
    Ok(page(&shown))
}

fn kind_of(text: &str) -> RosterKind {
    if text == "units" { RosterKind::Units } else { RosterKind::People }
}

fn blank(visit: &Visit, kind: RosterKind) -> ImportPage {
    let w = ImportWords(visit.visitor.language);
    let kinds = [
        (RosterKind::Units, "/a/import?kind=units", w.kind_units()),
        (RosterKind::People, "/a/import?kind=people", w.kind_people()),
    ];
    let tab = |(one, path, word): (RosterKind, &str, &str)| Tab {
        path: path.to_owned(),
        word: word.to_owned(),
        icon: "",
        count: String::new(),
        is_current: one == kind,
        is_apart: false,
    };
    let (code, columns) = match kind {
        RosterKind::Units => ("units", w.columns_units()),
        RosterKind::People => ("people", w.columns_people()),
    };
    ImportPage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Import),
        w,
        errors: Errors::default(),
        kinds: kinds.into_iter().map(tab).collect(),
        kind: code,
        columns,
        done: String::new(),
        next: None,
        checked: None,
        typed: String::new(),
    }
}

/// The table of the form: pasted, uploaded, or as it was mended.
fn read(posted: &Posted, w: ImportWords) -> Result<Sheet, String> {
    let pasted = posted.filled("table");
    match (pasted, posted.files.first()) {
        (Some(_), Some(_)) => Err(w.both().to_owned()),
        (None, None) => Err(w.nothing().to_owned()),
        // Blank lines at the beginning count for the numbers of lines.
        (Some(_), None) => Sheet::of_text(posted.field("table")).map_err(|no| no.to_string()),
        (None, Some(file)) => Sheet::of_file(&file.bytes).map_err(|no| no.to_string()),
    }
}

fn refused(mut shown: ImportPage, says: String, posted: &Posted) -> Answer {
    shown.typed = posted.field("table").to_owned();
    shown.errors.add("table", says);
    shown.shell.title = format!("{}{}", shown.shell.k.error_prefix(), shown.shell.title);
    let mut response = page(&shown);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn pair(text: &str) -> Option<(String, String)> {
    let (typed, name) = text.split_once(ARROW)?;
    Some((typed.to_owned(), name.to_owned()))
}

fn table(
    w: ImportWords,
    sheet: &Sheet,
    same: &Same,
    checked: &Checked,
    is_changed: bool,
) -> CheckedTable {
    let counted = checked.counted;
    let line = |problem: &RowProblem| ProblemLine {
        line: w.nth(problem.line),
        wrong: problem.wrong.clone(),
        right: problem.right.clone(),
        same: problem
            .proposal
            .as_ref()
            .map(|proposal| format!("{}{ARROW}{}", proposal.typed, proposal.name))
            .unwrap_or_default(),
    };
    let apply = match (counted.good, counted.bad) {
        (0, _) => String::new(),
        (good, 0) => w.apply_all(good),
        (good, _) => w.apply_good(good),
    };
    CheckedTable {
        good: counted.good,
        counted: w.counted(counted.rows, counted.good, counted.bad),
        unchanged: match counted.unchanged {
            0 => String::new(),
            count => w.unchanged(count),
        },
        problems: checked.problems.iter().map(line).collect(),
        apply,
        is_changed,
        table: sheet.to_text(),
        same: same
            .iter()
            .map(|(typed, name)| (format!("{typed}{ARROW}{name}"), w.means(typed, name)))
            .collect(),
    }
}

fn finished(mut shown: ImportPage, kind: RosterKind, imported: &Imported) -> ImportPage {
    let w = shown.w;
    (shown.done, shown.next) = match kind {
        RosterKind::Units => (
            w.done_units(imported.units, imported.described),
            Some(("/a/import?kind=people", w.next_people())),
        ),
        RosterKind::People => {
            (w.done_people(imported.people.len()), Some(("/a/people/accounts", w.next_accounts())))
        }
    };
    shown
}
