//! 工作时间. Working time as Chinese offices count it: civil days, the State Council's yearly
//! arrangements with their make-up workdays, office hours with a lunch break, and the reckoning
//! of limits in working days, calendar days, months, hours and working hours.
//!
//! Everything here is a pure value: no clock, no file, no chance. Civil times are those of
//! Asia/Shanghai (UTC+8 throughout the years covered); instants are epoch microseconds.

mod arrangement;
mod calendar;
mod date;
mod day;
mod due;
mod explain;
mod hours;
mod instant;
mod limit;
mod overlay;
mod pause;
mod shape;
mod years;

pub use arrangement::{Arrangement, NamedDay, Notice};
pub use calendar::Calendar;
pub use date::{Date, DateError, Weekday};
pub use day::{DayKind, DayStatus};
pub use due::Due;
pub use explain::{ExplainedDay, Explanation, Verdict};
pub use hours::{DayHours, Season, Span, TimeOfDay, TimeOfDayError, WorkingHours};
pub use instant::{Instant, InstantError};
pub use limit::{Limit, LimitError, LimitUnit};
pub use overlay::Overlay;
pub use pause::Pause;
