//! 时限的说法. A limit as people say it.

use xiaoneng_app::working_time::{Limit, LimitUnit};

use crate::kit::language::Language;

/// `5 个工作日`
pub(crate) fn in_words(language: Language, limit: Limit) -> String {
    let amount = limit.amount;
    let several = if amount == 1 { "" } else { "s" };
    match (language, limit.unit) {
        (Language::Chinese, LimitUnit::WorkingDay) => format!("{amount} 个工作日"),
        (Language::Chinese, LimitUnit::CalendarDay) => format!("{amount} 日"),
        (Language::Chinese, LimitUnit::WorkingHour) => format!("{amount} 个工作小时"),
        (Language::Chinese, LimitUnit::Hour) => format!("{amount} 小时"),
        (Language::Chinese, LimitUnit::Month) => format!("{amount} 个月"),
        (Language::English, LimitUnit::WorkingDay) => format!("{amount} working day{several}"),
        (Language::English, LimitUnit::CalendarDay) => format!("{amount} day{several}"),
        (Language::English, LimitUnit::WorkingHour) => format!("{amount} working hour{several}"),
        (Language::English, LimitUnit::Hour) => format!("{amount} hour{several}"),
        (Language::English, LimitUnit::Month) => format!("{amount} month{several}"),
    }
}
