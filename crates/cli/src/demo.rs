//! `xiaoneng demo`

use std::io::{self, Write};

use xiaoneng_app::demo::codes::{self, DemoCode};
use xiaoneng_app::demo::{self, DemoError, DemoPlan, DemoReport, accounts};
use xiaoneng_app::working_time::{Date, Instant, TimeOfDay};
use xiaoneng_app::{Access, Place, clock::Clock};

use crate::arguments::DemoArguments;
use crate::outcome::{Outcome, Stopped, remark};
use crate::place::{place, run as run_to_end, with_app};
use crate::progress::Progress;
use crate::serve::until_stopped;

/// When a day named by its date alone ends, in minutes after midnight.
const CLOSING: u16 = 17 * 60;

pub(crate) fn run(arguments: &DemoArguments) -> Result<Outcome, Stopped> {
    let place = place(&arguments.data)?;
    let until = match &arguments.until {
        Some(text) => {
            let day: Date = text.parse().map_err(Stopped::wrong)?;
            Instant::at(day, TimeOfDay::from_minutes(CLOSING))
        }
        None => Clock::System.now(),
    };
    let plan =
        DemoPlan { seed: arguments.seed, matters: arguments.matters, days: demo::YEAR, until };
    let progress = Progress::of_things(u64::from(plan.matters), "演示县的一年");
    let report = run_to_end(async {
        let (app, report) = demo::make(&place, &plan, |filed| progress.set(filed)).await?;
        app.close().await?;
        Ok::<_, DemoError>(report)
    })?;
    progress.finish();
    match report {
        Ok(report) => {
            tell(&place, &plan, &report).map_err(|error| Stopped::output(&error))?;
        }
        Err(DemoError::StandsAlready) if !arguments.only_make => {
            remark("演示县已经在这里，接着用。");
        }
        Err(
            error @ (DemoError::NotEmpty(_) | DemoError::StandsAlready | DemoError::Accounts(_)),
        ) => {
            return Err(Stopped::wrong(error));
        }
        Err(error @ (DemoError::Open(_) | DemoError::Denied(_))) => {
            return Err(Stopped::cannot(error));
        }
    }
    if arguments.only_make {
        return Ok(Outcome::Done);
    }
    with_app(&arguments.data, Access::Write, async |app| {
        let codes = codes::codes(&app).await.map_err(Stopped::cannot)?;
        let tell = || tell_accounts().and_then(|()| tell_codes(&codes));
        until_stopped(app, &arguments.listen, |_| tell()).await
    })?;
    Ok(Outcome::Done)
}

/// Who may sign in, and how.
fn tell_accounts() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "演示账号（口令都是 {}）：", accounts::PASSWORD)?;
    for account in &accounts::ACCOUNTS {
        writeln!(out, "  {:<10} {}", account.login, account.who)?;
    }
    out.flush()
}

/// Which matters a citizen may open, and with what.
fn tell_codes(codes: &[DemoCode]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "演示查询码（在“查进度”里输入；每次启动都换新的）：")?;
    for DemoCode { what, number, code } in codes {
        writeln!(out, "  {code}  {number}  {what}")?;
    }
    out.flush()
}

fn tell(place: &Place, plan: &DemoPlan, report: &DemoReport) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "演示县建好了（种子 {}，一年到 {} 为止）：收件 {} 件，办事 {} 步，被制度拒绝 {} 步，心跳 {} 次。",
        plan.seed,
        plan.until.date(),
        report.matters,
        report.acts,
        report.refusals,
        report.beats
    )?;
    let option = match place {
        Place::Folder(folder) => format!("--data {}", folder.display()),
        Place::Server { .. } => "--database …".to_owned(),
    };
    writeln!(out, "接下来可以看：")?;
    writeln!(out, "  xiaoneng report timeliness {option}    办理时效")?;
    writeln!(out, "  xiaoneng ledger verify {option}        核验账本")?;
    writeln!(out, "  xiaoneng ledger rebuild {option}       由账本重建视图并比较")?;
    if let Some(number) = &report.example {
        writeln!(out, "  xiaoneng ledger proof {number} {option}    一件的入账证明")?;
    }
    writeln!(
        out,
        "  xiaoneng explain --from 2026-02-13T16:40 --limit \"5 working days\"    逐日说明到期日"
    )
}
