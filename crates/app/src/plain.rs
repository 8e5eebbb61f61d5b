//! 直说. What the machine could not do, in words for people.

use std::io::{self, ErrorKind};

/// The failures that people can do something about.
const KNOWN: [(ErrorKind, &str); 11] = [
    (ErrorKind::NotFound, "找不到它"),
    (ErrorKind::PermissionDenied, "没有权限"),
    (ErrorKind::AlreadyExists, "那里已经有同名的文件"),
    (ErrorKind::IsADirectory, "这是一个文件夹，不是文件"),
    (ErrorKind::NotADirectory, "路径中有一段是文件，不是文件夹"),
    (ErrorKind::ReadOnlyFilesystem, "那里只能读，不能写"),
    (ErrorKind::StorageFull, "磁盘已满"),
    (ErrorKind::QuotaExceeded, "磁盘限额已用完"),
    (ErrorKind::FileTooLarge, "文件超过了允许的大小"),
    (ErrorKind::InvalidFilename, "文件名太长或不成立"),
    (ErrorKind::InvalidData, "不是 UTF-8 文字"),
];

/// What failed, with the machine's own words behind it for whoever looks after it.
pub fn in_words(error: &io::Error) -> String {
    let known = KNOWN.iter().find(|(kind, _)| *kind == error.kind());
    match known {
        Some((_, words)) => format!("{words}（{error}）"),
        None => error.to_string(),
    }
}
