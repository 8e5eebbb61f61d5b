//! A rule file as a tree of values that know their lines, and its faults of syntax in Chinese.

use toml::de::{DeTable, Error};

use crate::rules::RuleFile;
use crate::rules::diagnostic::{Faults, Place};
use crate::rules::folder::Shelf;

/// A parsed file.
pub(super) struct Document<'a> {
    /// Path of the file.
    pub(super) path: &'a str,
    /// What it is.
    pub(super) shelf: Shelf<'a>,
    /// The table that holds everything.
    pub(super) root: DeTable<'a>,
    line_starts: Vec<usize>,
}

impl<'a> Document<'a> {
    /// Parses a file. The first fault of syntax is reported, for what the parser sees after it is
    /// mostly its consequence; then there is no document.
    pub(super) fn read(file: &'a RuleFile, shelf: Shelf<'a>, faults: &Faults) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(&file.text);
        let newlines = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect();
        let document = Self { path: &file.path, shelf, root: root.into_inner(), line_starts };
        let offset = |error: &Error| error.span().map_or(0, |span| span.start);
        let Some(first) = errors.iter().min_by_key(|error| offset(error)) else {
            return Some(document);
        };
        let (wrong, right) = in_chinese(first);
        faults.report(document.place(offset(first)), wrong, right);
        faults.mark_incomplete();
        None
    }

    /// The line of a byte.
    pub(super) fn place(&self, offset: usize) -> Place<'_> {
        Place { file: self.path, line: self.line_starts.partition_point(|start| *start <= offset) }
    }
}

/// What the parser says, for people who write rules; what it says besides is passed on.
fn in_chinese(error: &Error) -> (String, String) {
    let message = error.message();
    let first = message.lines().next().unwrap_or_default();
    let known = SYNTAX.iter().find(|(said, _, _)| first.contains(said));
    match known {
        Some((_, wrong, right)) => ((*wrong).to_owned(), (*right).to_owned()),
        None => (format!("不合 TOML 语法（{first}）"), "照旁边的写法改正这一行".to_owned()),
    }
}

const SYNTAX: [(&str, &str, &str); 21] = [
    ("duplicate key", "同一个键写了两次", "删去一个，或者另起一个表"),
    (
        "string values must be quoted",
        "等号后面没有值，或者文字没有加引号",
        "写成“键 = 值”，文字写在英文双引号里",
    ),
    ("unexpected `=` in array", "列表没有收尾，或者列表里多了等号", "补上方括号 ]，或者删去等号"),
    ("invalid basic string", "文字里有不能用的字符，或者引号没有配对", "检查英文双引号和反斜杠"),
    ("invalid literal string", "文字里有不能用的字符，或者引号没有配对", "检查英文单引号"),
    ("missing opening quote", "缺少开头的引号", "文字写在英文双引号里"),
    ("missing escaped value", "反斜杠后面缺少字符", "要写反斜杠本身时写两个"),
    ("missing assignment", "键后面缺少等号", "写成“键 = 值”"),
    ("missing value", "等号后面没有值", "写成“键 = 值”"),
    ("key with no value", "键后面没有等号和值", "写成“键 = 值”"),
    ("invalid key-value pair", "不是“键 = 值”的样子", "写成“键 = 值”，或者以 # 开头作注释"),
    ("invalid unquoted key", "键里有不能用的字符", "键用英文小写字母和下划线"),
    ("unclosed array", "列表没有收尾", "补上方括号 ]"),
    ("unclosed inline table", "花括号没有收尾", "补上花括号 }"),
    ("unclosed table", "表名没有收尾", "补上方括号 ]"),
    ("missing comma", "两项之间缺少逗号，或者列表没有收尾", "补上英文逗号，或者方括号 ]"),
    ("extra comma", "多了一个逗号", "删去它"),
    ("unexpected key or value", "一行里多了内容", "一行只写一个“键 = 值”"),
    ("recursion", "括号套得太深", "减少嵌套"),
    ("date", "没有这个日期，或者日期写法不对", "写成 2026-02-13 的样子，并且确有这一天"),
    ("leading zero", "数字前面多了零", "去掉前面的零；文字要加引号"),
];
