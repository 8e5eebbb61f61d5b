//! What SQLite reports.

use rusqlite::{ErrorCode, ffi};

use super::{Fault, FaultKind};

/// What SQLite reports, for operators.
pub(crate) fn sqlite(error: rusqlite::Error) -> Fault {
    sqlite_told(&error)
}

/// The same for an error that somebody else holds.
pub(crate) fn sqlite_told(error: &rusqlite::Error) -> Fault {
    let Some(code) = error.sqlite_error_code() else {
        return Fault::new(FaultKind::Other, format!("SQLite：{error}"));
    };
    let extended = error.sqlite_error().map_or(0, |error| error.extended_code);
    #[allow(clippy::wildcard_enum_match_arm)] // SQLite's codes, of which we tell a few apart
    match code {
        ErrorCode::DiskFull => full(),
        // The log's index in shared memory is a file too, and had no room to grow.
        ErrorCode::SystemIoFailure if extended == ffi::SQLITE_IOERR_SHMSIZE => full(),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Fault::new(FaultKind::Contended, "数据库文件被别的程序占用，请稍后重试")
        }
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Fault::new(
            FaultKind::Damaged,
            format!("数据库文件已损坏（{error}）。请停止服务，从备份恢复。"),
        ),
        ErrorCode::SystemIoFailure => Fault::new(
            FaultKind::Other,
            format!("读写磁盘失败（SQLite {extended}），这次没有写入任何内容。请检查磁盘。"),
        ),
        ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
            Fault::new(FaultKind::Other, format!("无法打开或写入数据库文件（{error}）"))
        }
        _ => Fault::new(FaultKind::Other, format!("SQLite：{error}")),
    }
}

fn full() -> Fault {
    Fault::new(FaultKind::Full, "磁盘已满，这次没有写入任何内容。请腾出空间后重试。")
}
