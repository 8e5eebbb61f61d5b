//! A value of a rule file: what kind it must be, and what it says.

use toml::Spanned;
use toml::de::DeValue;
use xiaoneng_calendar::Date;

use crate::rules::diagnostic::Place;
use crate::rules::nearest::nearest;
use crate::rules::table::{Entry, Layer, Reading};

/// A day in any other year is a slip of the pen.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;
/// Above this a count (of repeats, of times) is a slip of the pen.
const LARGEST_COUNT: u32 = 100_000;

/// What stands under a key.
#[derive(Copy, Clone)]
pub(super) struct Value<'a> {
    /// The table it stands in.
    pub(super) layer: Layer<'a>,
    /// The value with its place.
    pub(super) node: &'a Spanned<DeValue<'a>>,
    /// The key.
    pub(super) key: &'static str,
    /// What reading needs.
    pub(super) reading: &'a Reading<'a>,
    /// What the nation says under the same key, where the county lies over it.
    pub(super) below: Option<(Layer<'a>, &'a Spanned<DeValue<'a>>)>,
}

impl<'a> Value<'a> {
    /// Where it stands.
    pub(super) fn place(&self) -> Place<'a> {
        self.layer.document.place(self.node.span().start)
    }

    /// The nation's value, where this one is the county's.
    pub(super) fn national(&self) -> Option<Self> {
        let (layer, node) = self.below?;
        Some(Self { layer, node, below: None, ..*self })
    }

    /// The same place with another value within.
    pub(super) fn within(&self, node: &'a Spanned<DeValue<'a>>) -> Self {
        Self { node, below: None, ..*self }
    }

    /// Notes a fault here.
    pub(super) fn report(&self, wrong: impl Into<String>, right: impl Into<String>) {
        self.reading.faults.report(self.place(), wrong, right);
    }

    /// Notes that something else was expected here.
    pub(super) fn report_type(&self, expected: &str) {
        let wrong = format!("{} 写的是{}", self.key, type_name(self.node.get_ref()));
        self.report(wrong, format!("{} 要写{expected}", self.key));
    }

    /// A text that is not blank.
    pub(super) fn text(self) -> Option<String> {
        let Some(text) = self.node.get_ref().as_str() else {
            self.report_type("加引号的文字");
            return None;
        };
        if text.trim().is_empty() {
            self.report(format!("{} 是空的", self.key), "写上内容");
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A code: lower-case letters, digits and underscores.
    pub(super) fn code(self) -> Option<String> {
        let text = self.text()?;
        let is_letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
        if text.bytes().all(is_letter) {
            return Some(text);
        }
        self.report(
            format!("代码“{text}”里有不能用的字符"),
            "代码用英文小写字母、数字和下划线，例如 school_transfer",
        );
        None
    }

    /// The members of a list.
    pub(super) fn list(self) -> Vec<Self> {
        let Some(list) = self.node.get_ref().as_array() else {
            self.report_type("方括号里的列表");
            return Vec::new();
        };
        list.iter().map(|node| self.within(node)).collect()
    }

    /// A list of texts, each once.
    pub(super) fn texts(self) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for member in self.list() {
            match member.text() {
                Some(text) if texts.contains(&text) => {
                    member.report(format!("{} 里“{text}”写了两次", self.key), "每项只写一次");
                }
                Some(text) => texts.push(text),
                None => {}
            }
        }
        texts
    }

    /// Yes or no.
    pub(super) fn flag(self) -> Option<bool> {
        let flag = self.node.get_ref().as_bool();
        if flag.is_none() {
            self.report_type(" true 或 false");
        }
        flag
    }

    /// A whole number from 1 up.
    pub(super) fn count(self) -> Option<u32> {
        self.number(LARGEST_COUNT)
    }

    /// A share in percent, 1 to 100.
    pub(super) fn percent(self) -> Option<u32> {
        self.number(100)
    }

    fn number(self, largest: u32) -> Option<u32> {
        let Some(integer) = self.node.get_ref().as_integer() else {
            self.report_type("整数");
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let fitting = number.and_then(|number| u32::try_from(number).ok());
        match fitting.filter(|number| (1..=largest).contains(number)) {
            Some(number) => Some(number),
            None => {
                let wrong = format!("{} 不能是 {integer}", self.key);
                self.report(wrong, format!("写 1 到 {largest} 之间的整数"));
                None
            }
        }
    }

    /// A civil day, written as a date or as a text.
    pub(super) fn date(self) -> Option<Date> {
        let date = self.any_date()?;
        if YEARS.contains(&date.year()) {
            return Some(date);
        }
        let (first, last) = (YEARS.start(), YEARS.end());
        self.report(
            format!("{} 的 {date} 年份不合常理", self.key),
            format!("写 {first} 年到 {last} 年之间的日子"),
        );
        None
    }

    fn any_date(self) -> Option<Date> {
        let date = match self.node.get_ref() {
            DeValue::Datetime(written) => match (written.date, written.time, written.offset) {
                (Some(day), None, None) => {
                    let year = i16::try_from(day.year).ok();
                    let (month, day) = (i8::try_from(day.month).ok(), i8::try_from(day.day).ok());
                    let known = year.zip(month).zip(day);
                    known.and_then(|((year, month), day)| Date::from_ymd(year, month, day))
                }
                (Some(_), Some(_), _) | (Some(_), None, Some(_)) | (None, _, _) => {
                    self.report_type("日期（不带时刻），例如 2026-02-13");
                    return None;
                }
            },
            DeValue::String(text) => match text.parse::<Date>() {
                Ok(date) => Some(date),
                Err(error) => {
                    let right = "写一个确有的日子，例如 2026-02-13";
                    self.report(format!("{} 写错了：{error}", self.key), right);
                    return None;
                }
            },
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                self.report_type("日期，例如 2026-02-13");
                return None;
            }
        };
        if date.is_none() {
            self.report(format!("{} 这一天不存在", self.key), "写一个确有的日子");
        }
        date
    }

    /// One of the words that are known here.
    pub(super) fn choice<T: Copy>(self, known: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?;
        let chosen = known.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if chosen.is_none() {
            self.report_unknown(&text, known.iter().map(|(word, _)| *word));
        }
        chosen
    }

    /// Notes that a word is not among those known here.
    pub(super) fn report_unknown<'k>(&self, text: &str, known: impl Iterator<Item = &'k str>) {
        let (wrong, right) = self.unknown(text, known);
        self.report(wrong, right);
    }

    /// The same, unless a file that could not be read may define it.
    pub(super) fn report_absent<'k>(&self, text: &str, known: impl Iterator<Item = &'k str>) {
        let (wrong, right) = self.unknown(text, known);
        self.reading.faults.report_absence(self.place(), wrong, right);
    }

    fn unknown<'k>(&self, text: &str, known: impl Iterator<Item = &'k str>) -> (String, String) {
        let known: Vec<&str> = known.collect();
        let right = match nearest(text, known.iter().copied()) {
            Some(word) => format!("也许是 {word}"),
            None => format!("可写 {}", known.join("、")),
        };
        (format!("{} 里的“{text}”不认识", self.key), right)
    }

    /// A table within this one, as an entry of its own.
    pub(super) fn table(self, title: impl Into<String>) -> Option<Entry<'a>> {
        let Some(table) = self.node.get_ref().as_table() else {
            self.report_type("花括号里的表");
            return None;
        };
        let layer = Layer { table, offset: self.node.span().start, ..self.layer };
        Some(Entry::new(title, vec![layer], self.reading))
    }

    /// A list of tables, each as an entry of its own.
    pub(super) fn tables(self, title: &str) -> Vec<Entry<'a>> {
        self.list().into_iter().filter_map(|member| member.table(title)).collect()
    }
}

/// What a value is, in Chinese.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => " true 或 false",
        DeValue::Datetime(_) => "日期或时刻",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "表",
    }
}
