//! `xiaoneng admin`

use std::io::{self, Write};

use xiaoneng_app::sign_in::{AccountRefused, InitialPassword, NotDone};
use xiaoneng_app::{Access, App};

use crate::arguments::ResetPasswordArguments;
use crate::outcome::{Outcome, Stopped, remark};
use crate::place::with_app;

/// 重置口令, by whoever runs the machine. The new one is written once, to standard output. The data
/// must be there: a slip in the path founds nothing.
pub(crate) fn reset_password(arguments: &ResetPasswordArguments) -> Result<Outcome, Stopped> {
    with_app(&arguments.data, Access::Read, async |app| {
        let initial = reset(&app, arguments).await.map_err(stopped)?;
        writeln!(io::stdout(), "{}", initial.0).map_err(|error| Stopped::output(&error))?;
        let days = app.settings().sign_in.initial_password_days;
        remark(format!(
            "已重置“{}”的口令，上面一行只显示这一次，{days} 天内有效；登录后要先改口令。\
             原有的会话都已结束，锁定已解除。",
            arguments.login
        ));
        if arguments.second_factor {
            remark("动态口令已停用；按角色需要的，登录后重新绑定。");
        }
        Ok(Outcome::Done)
    })
}

async fn reset(
    app: &App,
    arguments: &ResetPasswordArguments,
) -> Result<InitialPassword, NotDone<AccountRefused>> {
    if arguments.second_factor {
        app.drop_second_factor_at_machine(&arguments.login).await?;
    }
    app.reset_password_at_machine(&arguments.login).await
}

fn stopped(error: NotDone<AccountRefused>) -> Stopped {
    match error {
        NotDone::Refused(refused) => Stopped::wrong(refused),
        NotDone::Denied(denied) => Stopped::cannot(denied),
    }
}
