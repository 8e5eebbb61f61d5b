//! What PostgreSQL and the wire report.

use std::error::Error as _;

use super::{Fault, FaultKind};

/// What the server or the wire reports, for operators.
pub(crate) fn postgres(error: &tokio_postgres::Error) -> Fault {
    let Some(code) = error.code() else {
        let kind = match error.is_closed() || has_io(error) {
            true => FaultKind::Unreachable,
            false => FaultKind::Other,
        };
        return Fault::new(kind, format!("PostgreSQL 连接：{}", chain(error)));
    };
    let kind = match code.code() {
        "40001" | "40P01" | "55P03" => FaultKind::Contended,
        "25006" | "57P01" | "57P02" | "57P03" | "53300" => FaultKind::Unreachable,
        "53100" => FaultKind::Full,
        "XX001" | "XX002" => FaultKind::Damaged,
        code if code.starts_with("08") => FaultKind::Unreachable,
        _ => FaultKind::Other,
    };
    let what = match kind {
        FaultKind::Contended => "与另一事务冲突，可重试",
        FaultKind::Unreachable => "服务器正在切换或停止，可重试",
        FaultKind::Full => "数据库服务器磁盘已满，这次没有写入任何内容",
        FaultKind::Damaged => "数据库文件已损坏",
        FaultKind::InUse
        | FaultKind::Foreign
        | FaultKind::Key
        | FaultKind::Misuse
        | FaultKind::Other => "服务器拒绝",
    };
    Fault::new(kind, format!("PostgreSQL：{what}（{} {}）", code.code(), chain(error)))
}

fn has_io(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// An error with its causes; tokio-postgres keeps the server's words in the cause.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push('；');
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
