//! 工作时间. Working time as Chinese offices count it: civil days, the State Council's yearly
//! arrangements with their make-up workdays, office hours with a lunch break, and the reckoning
//! of limits in working days, calendar days, months, hours and working hours.
//!
//! # A bureau's day
//!
//! On Friday 13 February 2026, at twenty to five, a parent asks the county bureau for a copy of a
//! school record: five working days. Saturday is worked in exchange for the Spring Festival,
//! which begins on Sunday; the fifth working day is the 27th, and it ends when the office closes.
//!
//! ```
//! use xiaoneng_calendar::{
//!     Arrangement, Calendar, Date, DayHours, Instant, Limit, NamedDay, Notice, Pause, Season, Span,
//!     Verdict, WorkingHours,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The notice, as rules/calendar/2026.toml has it (here only what the story needs).
//! let spring_festival = "2026-02-15".parse::<Date>()?;
//! let arrangement = Arrangement {
//!     year: 2026,
//!     notice: Notice {
//!         title: "国务院办公厅关于2026年部分节假日安排的通知".to_owned(),
//!         number: Some("国办发明电〔2025〕7号".to_owned()),
//!     },
//!     holidays: (0..9)
//!         .map(|day| NamedDay { date: spring_festival.plus_days(day), name: "春节".to_owned() })
//!         .collect(),
//!     makeup_days: vec![NamedDay { date: "2026-02-14".parse()?, name: "春节".to_owned() }],
//!     short_days: Vec::new(),
//! };
//!
//! // The county's hours: half past eight to half past five, two and a half hours for lunch.
//! let span = |opens: &str, closes: &str| -> Result<Span, Box<dyn std::error::Error>> {
//!     Ok(Span { opens: opens.parse()?, closes: closes.parse()? })
//! };
//! let hours = WorkingHours {
//!     seasons: vec![Season {
//!         name: "全年".to_owned(),
//!         from: (1, 1),
//!         to: (12, 31),
//!         hours: DayHours { spans: vec![span("08:30", "12:00")?, span("14:30", "17:30")?] },
//!     }],
//! };
//! let calendar = Calendar::new(&[arrangement], &hours, &[]);
//!
//! let asked: Instant = "2026-02-13T16:40".parse()?;
//! let limit: Limit = "5 个工作日".parse()?;
//! let due = calendar.due(asked, limit, &[]);
//! assert_eq!(due.at.to_string(), "2026-02-27T17:30:00+08:00");
//! assert!(!due.is_provisional);
//!
//! // Why? Every day has its reason, and the notice it rests on.
//! let explanation = calendar.explain(asked, limit, &[]);
//! let saturday = &explanation.days[1];
//! assert_eq!((saturday.verdict, saturday.counted), (Verdict::Counted, 1));
//! assert_eq!(saturday.reason, "调休上班");
//! let sunday = &explanation.days[2];
//! assert_eq!((sunday.verdict, sunday.reason.as_str()), (Verdict::Rest, "春节放假"));
//! assert_eq!(
//!     sunday.notice.as_deref(),
//!     Some("国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）")
//! );
//!
//! // The archive is shut for stock-taking all Tuesday: that day does not count.
//! let stock_taking =
//!     Pause { from: "2026-02-24T08:30".parse()?, to: "2026-02-24T17:30".parse()? };
//! let later = calendar.due(asked, limit, &[stock_taking]);
//! assert_eq!(later.at.to_string(), "2026-03-02T17:30:00+08:00");
//!
//! // Nobody knows the holidays of 2027 yet, so a date that needs them is an estimate.
//! assert!(calendar.due("2026-12-24".parse()?, "20 个工作日".parse()?, &[]).is_provisional);
//! # Ok(())
//! # }
//! ```
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
