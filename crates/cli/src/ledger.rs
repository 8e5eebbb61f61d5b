//! `xiaoneng ledger`

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use serde_json::json;
use xiaoneng_app::Access;
use xiaoneng_app::ledger::check_promise as check_receipt;
use xiaoneng_app::ledger::{Proven, PublicKey, RebuildReport, check_proof};
use xiaoneng_app::verify::{self, Verification, Witnesses};

use crate::arguments::{
    CheckPromiseArguments, CheckProofArguments, ProofArguments, ReportArguments, VerifyArguments,
};
use crate::outcome::{Outcome, Stopped};
use crate::place::{place, run, with_app};

/// How many differing rows are listed for people.
const LISTED: usize = 20;

pub(crate) fn verify(arguments: &VerifyArguments) -> Result<Outcome, Stopped> {
    let place = place(&arguments.data)?;
    let witnesses = Witnesses {
        public_key: arguments.public_key.clone(),
        checkpoints: arguments.checkpoints.clone(),
    };
    let found = run(verify::verify(&place, &witnesses))?.map_err(Stopped::cannot)?;
    let written = if arguments.json { write_json(&found) } else { write_for_people(&found) };
    written.map_err(|error| Stopped::output(&error))?;
    Ok(if found.is_sound() { Outcome::Done } else { Outcome::FaultsFound })
}

fn write_json(found: &Verification) -> io::Result<()> {
    let ledger = &found.ledger;
    let problem = |problem: &xiaoneng_app::ledger::Problem| {
        json!({
            "seq": problem.place.seq,
            "stream": problem.place.stream,
            "version": problem.place.version,
            "position": problem.place.position,
            "what": problem.kind.to_string(),
        })
    };
    let told = json!({
        "sound": found.is_sound(),
        "events": ledger.events,
        "streams": ledger.streams,
        "sealed": ledger.sealed,
        "unsealed": ledger.unsealed,
        "checkpoints": ledger.checkpoints,
        "sealed_at": ledger.sealed_at.map(|at| at.to_string()),
        "published": ledger.published,
        "declared_lost": ledger.declared_lost,
        "problems": ledger.problems.iter().map(problem).collect::<Vec<_>>(),
        "more_problems": ledger.more,
        "texts": found.texts.as_ref().map(|texts| json!({
            "count": texts.count,
            "attachments": texts.attachments,
            "problems": texts.problems,
            "more_problems": texts.more,
        })),
    });
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &told)?;
    writeln!(out)
}

fn write_for_people(found: &Verification) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let ledger = &found.ledger;
    for problem in &ledger.problems {
        writeln!(out, "{problem}")?;
    }
    if ledger.more > 0 {
        writeln!(out, "另有 {} 处。", ledger.more)?;
    }
    writeln!(
        out,
        "账本：{} 条，{} 个流，{} 个封存点，已封存 {} 条，未封存的尾部 {} 条；核对已公布的封存点 {} 个。",
        ledger.events,
        ledger.streams,
        ledger.checkpoints,
        ledger.sealed,
        ledger.unsealed,
        ledger.published
    )?;
    if ledger.declared_lost > 0 {
        writeln!(
            out,
            "其中 {} 个封存点之后的记录已随恢复旧备份丢失，丢失已在后来的封存点中声明。",
            ledger.declared_lost
        )?;
    }
    match &found.texts {
        None => writeln!(out, "原文：没有主密钥，未核对。")?,
        Some(texts) => {
            for problem in &texts.problems {
                writeln!(out, "{problem}")?;
            }
            let wrong = texts.problems.len() as u64 + texts.more;
            let (count, attachments) = (texts.count, texts.attachments);
            writeln!(out, "原文：{count} 份，附件：{attachments} 份，{wrong} 份不符。")?;
        }
    }
    let verdict = if found.is_sound() {
        "核验通过。"
    } else {
        "核验不通过：上面列出了位置。"
    };
    writeln!(out, "{verdict}")
}

pub(crate) fn rebuild(arguments: &ReportArguments) -> Result<Outcome, Stopped> {
    with_app(&arguments.data, Access::Write, async |app| {
        let report = app.rebuild().await.map_err(Stopped::cannot)?;
        write_rebuild(&report, arguments.json).map_err(|error| Stopped::output(&error))?;
        Ok(if report.differing == 0 { Outcome::Done } else { Outcome::FaultsFound })
    })
}

fn write_rebuild(report: &RebuildReport, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        let told = json!({
            "streams": report.streams,
            "events": report.events,
            "rows": report.rows,
            "differing": report.differing,
        });
        serde_json::to_writer_pretty(&mut out, &told)?;
        return writeln!(out);
    }
    for difference in report.differences.iter().take(LISTED) {
        writeln!(out, "流 {} 的视图与账本不符，已按账本改正", difference.stream)?;
    }
    writeln!(
        out,
        "由 {} 个流、{} 条记录重建了 {} 行视图，{} 行与原有的不同。",
        report.streams, report.events, report.rows, report.differing
    )
}

pub(crate) fn proof(arguments: &ProofArguments) -> Result<Outcome, Stopped> {
    let number = arguments.number.as_str().into();
    with_app(&arguments.data, Access::Read, async |app| {
        let proof = app.proof(&number).await.map_err(Stopped::cannot)?;
        let Some(proof) = proof else {
            return Err(Stopped::wrong(format!("没有编号为“{number}”的办件。")));
        };
        writeln!(io::stdout(), "{}", proof.to_text()).map_err(|error| Stopped::output(&error))?;
        Ok(Outcome::Done)
    })
}

pub(crate) fn check(arguments: &CheckProofArguments) -> Result<Outcome, Stopped> {
    let key: PublicKey = read(&arguments.public_key)?.trim().parse().map_err(Stopped::wrong)?;
    let text = read(&arguments.file)?;
    let (told, outcome) = match check_proof(&text, &key) {
        Ok(proven) => (in_words(&proven), Outcome::Done),
        Err(error) => (format!("证明不成立：{error}"), Outcome::FaultsFound),
    };
    writeln!(io::stdout(), "{told}").map_err(|error| Stopped::output(&error))?;
    Ok(outcome)
}

/// A file, or standard input.
fn read(file: &Path) -> Result<String, Stopped> {
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    text.map_err(|error| Stopped::unreadable(file, &error))
}

pub(crate) fn check_promise(arguments: &CheckPromiseArguments) -> Result<Outcome, Stopped> {
    let key: PublicKey = read(&arguments.public_key)?.trim().parse().map_err(Stopped::wrong)?;
    let note = read(&arguments.file)?;
    let text = arguments.text.as_deref().map(read).transpose()?;
    let proof = arguments.proof.as_deref().map(read).transpose()?;
    let mut out = io::stdout().lock();
    let mut told = Vec::new();
    let outcome = match told_of(&note, &key, text.as_deref(), proof.as_deref(), &mut told) {
        Ok(()) => Outcome::Done,
        Err(wrong) => {
            told.push(wrong);
            Outcome::FaultsFound
        }
    };
    for line in told {
        writeln!(out, "{line}").map_err(|error| Stopped::output(&error))?;
    }
    Ok(outcome)
}

/// What holds of a promise, line by line, up to what does not.
fn told_of(
    note: &str,
    key: &PublicKey,
    text: Option<&str>,
    proof: Option<&str>,
    told: &mut Vec<String>,
) -> Result<(), String> {
    let promise = check_receipt(note, key).map_err(|error| format!("承诺不成立：{error}"))?;
    told.push(format!(
        "承诺成立：流 {} 的第 {} 版，{} 收到，承诺 {} 之前入账。",
        promise.stream, promise.version, promise.recorded_at, promise.in_tree_by
    ));
    if let Some(text) = text {
        // Editors end a file with a line break that nobody typed.
        let body = text.strip_suffix('\n').unwrap_or(text);
        let body = body.strip_suffix('\r').unwrap_or(body);
        let is_same = promise.check_text(text).or_else(|_| promise.check_text(body));
        is_same.map_err(|error| format!("原文不符：{error}"))?;
        told.push("原文相符：就是当时收到的那段文字。".to_owned());
    }
    if let Some(proof) = proof {
        let proven = check_proof(proof, key).map_err(|error| format!("证明不成立：{error}"))?;
        promise.check_kept(&proven).map_err(|error| format!("证明不符：{error}"))?;
        told.push(format!("已经入账：{}", in_words(&proven)));
    }
    Ok(())
}

fn in_words(proven: &Proven) -> String {
    format!(
        "证明成立：流 {} 的第 {} 版，{} 入账，在账本第 {} 位；封存点共 {} 条，{} 封存。",
        proven.stream,
        proven.version,
        proven.recorded_at,
        proven.position + 1,
        proven.checkpoint.size(),
        proven.checkpoint.sealed_at()
    )
}
