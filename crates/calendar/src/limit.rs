//! Limits: an amount and a unit.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// 时限. How long something may take.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Limit {
    /// How many units; zero means at once.
    pub amount: u32,
    /// What is counted.
    pub unit: LimitUnit,
}

/// 时限单位. How each is counted stands with [`crate::Calendar::due`].
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// 工作日
    WorkingDay,
    /// 自然日
    CalendarDay,
    /// 工作小时
    WorkingHour,
    /// 小时 (by the clock on the wall)
    Hour,
    /// 月
    Month,
}

/// Why a text is not a limit.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "“{0}”不是时限，应写成“5 working days”“15 calendar days”“4 working hours”“2 hours”“3 months”或“5 个工作日”的样子"
)]
pub struct LimitError(pub String);

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            LimitUnit::WorkingDay => "个工作日",
            LimitUnit::CalendarDay => "日",
            LimitUnit::WorkingHour => "个工作小时",
            LimitUnit::Hour => "小时",
            LimitUnit::Month => "个月",
        };
        write!(f, "{} {unit}", self.amount)
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, LimitError> {
        let wrong = || LimitError(text.chars().take(40).collect());
        let trimmed = text.trim();
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let amount = trimmed[..digits].parse().map_err(|_| wrong())?;
        let words: Vec<String> =
            trimmed[digits..].split_whitespace().map(str::to_lowercase).collect();
        let unit = match words.join(" ").as_str() {
            "working day" | "working days" | "wd" | "个工作日" | "工作日" => {
                LimitUnit::WorkingDay
            }
            "calendar day" | "calendar days" | "day" | "days" | "cd" | "日" | "天" | "个自然日"
            | "自然日" => LimitUnit::CalendarDay,
            "working hour" | "working hours" | "wh" | "个工作小时" | "工作小时" => {
                LimitUnit::WorkingHour
            }
            "hour" | "hours" | "h" | "小时" | "个小时" => LimitUnit::Hour,
            "month" | "months" | "个月" | "月" => LimitUnit::Month,
            _ => return Err(wrong()),
        };
        Ok(Self { amount, unit })
    }
}
