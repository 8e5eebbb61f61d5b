//! 时限. A limit in words.

use xiaoneng_app::working_time::{Limit, LimitUnit};

use crate::kit::language::Language;
use crate::kit::words::KitWords;

/// `5 个工作日` · `2 小时` · `1 个月`
pub fn in_words(language: Language, limit: Limit) -> String {
    let w = KitWords(language);
    let Limit { amount, unit } = limit;
    match (amount, unit) {
        (1, LimitUnit::WorkingDay) => w.in_one_day().to_owned(),
        (1, LimitUnit::CalendarDay) => w.in_one_calendar_day().to_owned(),
        (1, LimitUnit::WorkingHour) => w.in_one_working_hour().to_owned(),
        (1, LimitUnit::Hour) => w.in_one_hour().to_owned(),
        (1, LimitUnit::Month) => w.in_one_month().to_owned(),
        (amount, LimitUnit::WorkingDay) => w.in_days(amount),
        (amount, LimitUnit::CalendarDay) => w.in_calendar_days(amount),
        (amount, LimitUnit::WorkingHour) => w.in_working_hours(amount),
        (amount, LimitUnit::Hour) => w.in_hours(amount),
        (amount, LimitUnit::Month) => w.in_months(amount),
    }
}
