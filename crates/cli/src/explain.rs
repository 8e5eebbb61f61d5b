//! `xiaoneng explain`

use std::io::{self, Write};

use xiaoneng_app::working_time::{Explanation, Instant, Limit, Verdict};

use crate::arguments::ExplainArguments;
use crate::outcome::{Outcome, Stopped};
use crate::rules::rules_to_reckon_by;

pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome, Stopped> {
    let start: Instant = arguments.from.trim().parse().map_err(Stopped::wrong)?;
    let limit: Limit = arguments.limit.parse().map_err(Stopped::wrong)?;
    let rules = rules_to_reckon_by(&arguments.calendar)?;
    let explanation = rules.calendar().explain(start, limit, &[]);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = if arguments.json {
        serde_json::to_writer_pretty(&mut out, &for_programs(&explanation))
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out))
    } else {
        write_for_people(&mut out, &explanation)
    };
    written.and_then(|()| out.flush()).map_err(|error| Stopped::output(&error))?;
    Ok(Outcome::Done)
}

fn for_programs(explanation: &Explanation) -> serde_json::Value {
    serde_json::json!({
        "from": explanation.start.to_string(),
        "limit": explanation.limit,
        "due_at": explanation.due.to_string(),
        "due_date": explanation.due.date(),
        "provisional": explanation.is_provisional,
        "days": explanation.days,
    })
}

fn write_for_people(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    writeln!(out, "起点：{}", explanation.start)?;
    writeln!(out, "时限：{}", explanation.limit)?;
    let provisional = if explanation.is_provisional {
        "（暂定：途中有年度还没有放假安排）"
    } else {
        ""
    };
    writeln!(out, "到期：{}{provisional}", explanation.due)?;
    for day in &explanation.days {
        let mark = match day.verdict {
            Verdict::DayZero => "起".to_owned(),
            Verdict::Counted => day.counted.to_string(),
            Verdict::Rolled => "顺延".to_owned(),
            Verdict::Rest | Verdict::Paused => "–".to_owned(),
        };
        let notice = day.notice.as_deref().map(|notice| format!("　据{notice}"));
        let estimate = if day.is_provisional { "（暂定）" } else { "" };
        writeln!(
            out,
            "  {}  {mark:>4}  {}{estimate}{}",
            day.date,
            day.reason,
            notice.unwrap_or_default()
        )?;
    }
    Ok(())
}
