//! `xiaoneng backup` and `xiaoneng restore`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use xiaoneng_app::World;
use xiaoneng_app::backup::{
    BackupPlan, ENDING, KeySource, NotMade, NotRestored, RestorePlan, Restored, make, restore,
};

use crate::arguments::{BackupArguments, RestoreArguments};
use crate::outcome::{Outcome, Stopped, remark};
use crate::place::{place, run};

/// Makes a backup, beside a running service or without one.
pub(crate) fn back_up(arguments: &BackupArguments) -> Result<Outcome, Stopped> {
    let place = place(&arguments.data)?;
    let world = World::real();
    let now = world.clock.now();
    let key = match &arguments.phrase_file {
        Some(file) => phrase(file)?,
        None => KeySource::Folder(place.home().join("keys")),
    };
    let target = arguments.to.clone().unwrap_or_else(|| {
        let text = now.to_string();
        let stamp: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
        PathBuf::from(format!("xiaoneng-{stamp}.{ENDING}"))
    });
    let is_phrase = matches!(key, KeySource::Phrase(_));
    let plan = BackupPlan { target, key, with_keys: arguments.with_keys };
    let made = run(make(&place, &plan, &world.chance, now))?.map_err(|error| match error {
        NotMade::OnServer | NotMade::Exists(_) | NotMade::KeysNeedPhrase | NotMade::Key(_) => {
            Stopped::wrong(error)
        }
        NotMade::Nothing(_) | NotMade::Home(_) | NotMade::Fault(_) | NotMade::File { .. } => {
            Stopped::cannot(error)
        }
    })?;
    let said = writeln!(io::stdout(), "{}", made.file.display());
    said.map_err(|error| Stopped::output(&error))?;
    remark(format!("已备份，{} 字节，已加密。", made.bytes));
    remark(match (is_phrase, arguments.with_keys) {
        (true, true) => {
            "密钥也在里面：有这个文件和口令短语的人能看到全部内容，请像保管密钥一样保管。"
        }
        (true, false) => "密钥不在里面：恢复时还要用另外保存的 keys 文件夹。",
        (false, _) => {
            "用主密钥加密，密钥不在里面：请把 keys 文件夹另存一份，和备份分开放，丢了谁也打不开。"
        }
    });
    Ok(Outcome::Done)
}

/// Restores a backup into an empty folder.
pub(crate) fn bring_back(arguments: &RestoreArguments) -> Result<Outcome, Stopped> {
    let key = match (&arguments.phrase_file, &arguments.keys) {
        (Some(file), _) => phrase(file)?,
        (None, Some(folder)) => KeySource::Folder(folder.clone()),
        (None, None) => {
            return Err(Stopped::wrong(
                "请用 --keys 指明密钥文件夹，或用 --phrase-file 指明写有口令短语的文件。",
            ));
        }
    };
    let plan = RestorePlan {
        file: arguments.file.clone(),
        into: arguments.into.clone(),
        key,
        keys: arguments.keys.clone(),
        beside: arguments.beside.clone(),
    };
    let restored = run(restore(&plan, World::real()))?.map_err(|error| match error {
        NotRestored::NotEmpty(_) | NotRestored::Key(_) | NotRestored::KeysMissing => {
            Stopped::wrong(error)
        }
        NotRestored::Damaged(_)
        | NotRestored::File { .. }
        | NotRestored::Home(_)
        | NotRestored::Open(_)
        | NotRestored::Denied(_)
        | NotRestored::Unsound(_) => Stopped::cannot(error),
    })?;
    tell(&restored, &arguments.into).map_err(|error| Stopped::output(&error))?;
    Ok(Outcome::Done)
}

fn tell(restored: &Restored, into: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let ledger = &restored.verification.ledger;
    writeln!(out, "已恢复到 {}：{} 做的备份。", into.display(), restored.made_at)?;
    writeln!(out, "账本 {} 条，核验通过。", ledger.events)?;
    if restored.erased > 0 {
        writeln!(out, "已按删除名单重新删除 {} 人的个人信息。", restored.erased)?;
    }
    if restored.is_loss_declared {
        writeln!(out, "备份之后的记录没有了，损失已在新的封存点中声明。")?;
    }
    writeln!(out, "开门：xiaoneng serve --data {}", into.display())
}

/// The first line of a file: a phrase on the command line would stand in the list of processes.
fn phrase(file: &Path) -> Result<KeySource, Stopped> {
    let text = fs::read_to_string(file).map_err(|error| Stopped::unreadable(file, &error))?;
    let line = text.lines().next().unwrap_or_default().trim();
    Ok(KeySource::Phrase(line.to_owned().into()))
}
