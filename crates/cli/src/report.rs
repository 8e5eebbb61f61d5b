//! `xiaoneng report`

use std::io::{self, Write};

use xiaoneng_app::Access;
use xiaoneng_app::timeliness::{Figures, LENGTHS, Timeliness};

use crate::arguments::ReportArguments;
use crate::outcome::{Outcome, Stopped};
use crate::place::with_app;

pub(crate) fn timeliness(arguments: &ReportArguments) -> Result<Outcome, Stopped> {
    with_app(&arguments.data, Access::Read, async |app| {
        let report = app.timeliness().await.map_err(Stopped::cannot)?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        let written = if arguments.json {
            serde_json::to_writer_pretty(&mut out, &report)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            write_for_people(&mut out, &report)
        };
        written.and_then(|()| out.flush()).map_err(|error| Stopped::output(&error))?;
        Ok(Outcome::Done)
    })
}

fn write_for_people(out: &mut impl Write, report: &Timeliness) -> io::Result<()> {
    writeln!(out, "{}。", report.counted)?;
    write!(out, "{:<8}{:>8}{:>8}", "month", "matters", "done")?;
    for unit in ["wd", "cd"] {
        for length in LENGTHS {
            write!(out, "{:>8}", format!(">{length}{unit}"))?;
        }
    }
    writeln!(out)?;
    for month in &report.months {
        write_line(out, &month.month, &month.figures)?;
    }
    write_line(out, "total", &report.total)?;
    if report.total.estimated > 0 {
        writeln!(
            out,
            "其中 {} 件跨入了还没有放假安排的年度，工作日数是暂估。",
            report.total.estimated
        )?;
    }
    writeln!(out, "wd：工作日 working days；cd：自然日 calendar days；done：办结 completed。")
}

fn write_line(out: &mut impl Write, name: &str, figures: &Figures) -> io::Result<()> {
    write!(out, "{name:<8}{:>8}{:>8}", figures.matters, figures.completed)?;
    for overs in [&figures.over_working_days, &figures.over_calendar_days] {
        for (_, count) in overs.iter() {
            write!(out, "{count:>8}")?;
        }
    }
    writeln!(out)
}
