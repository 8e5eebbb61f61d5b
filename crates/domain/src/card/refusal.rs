//! 牌的不予办理. The institution's no, with its facts and the clause it rests on.

use xiaoneng_calendar::{Instant, Weekday};

use crate::card::CardNotPermitted;
use crate::docket::Slip;
use crate::id::PersonId;
use crate::signal::CardColour;

/// Why a card stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CardRefusal {
    /// 权限、回避、不可见.
    #[error(transparent)]
    NotPermitted(#[from] CardNotPermitted),
    /// A text is missing.
    #[error("“{field}”还空着。请写上一两句")]
    TextMissing {
        /// Which, in words.
        field: &'static str,
    },
    /// A text is too long for the vault.
    #[error("写了 {characters} 个字，最多 {most} 个字。请只写要点")]
    TextTooLong {
        /// How long it is.
        characters: usize,
        /// How long it may be.
        most: usize,
    },
    /// The fact lies ahead.
    #[error("要到{}才到期，现在还不能拟牌。到点后由系统拟制", moment(*.at))]
    FactAhead {
        /// When it falls due.
        at: Instant,
    },
    /// The rules in force know no cards.
    #[error("现行规则里没有黄牌红牌的规定，不能拟牌。请先在规则中写上再启用")]
    RulesSilent,
    /// 先告知，后决定.
    #[error("还没有告知当事人，不能往下办。请先告知，并记录告知的时间")]
    NotTold,
    /// Heard before.
    #[error("已于{}作过陈述。陈述只作一次，签发后不服的可以申诉", moment(*.at))]
    AlreadyStated {
        /// When.
        at: Instant,
    },
    /// Waived before.
    #[error("已于{}放弃陈述。签发后不服的可以申诉", moment(*.at))]
    StatementWaived {
        /// When.
        at: Instant,
    },
    /// 未听取陈述不得决定.
    #[error("当事人还没有陈述，陈述期限到{}。请等陈述、放弃或者期满之后再决定", moment(*.until))]
    StatementAwaited {
        /// The end of the term.
        until: Instant,
    },
    /// Somebody decided first.
    #[error("这张牌已于{}由另一位监察人员{how}，不能再作决定。请刷新页面查看", moment(*.at))]
    AlreadyDecided {
        /// By whom.
        by: PersonId,
        /// When.
        at: Instant,
        /// What, in words.
        how: &'static str,
    },
    /// 流水号 is missing.
    #[error("签发的牌要有流水号，这次没有取到。请再签发一次，由系统取号")]
    SerialMissing,
    /// 流水号 of another year.
    #[error("流水号{serial}不能用：今年是 {year} 年，号码从 1 起。请再签发一次，由系统取号")]
    SerialWrong {
        /// What was given.
        serial: Slip,
        /// This year.
        year: i16,
    },
    /// 不得加重.
    #[error("拟的是{drafted}，只能照拟签发或者降为较轻的牌。请改选颜色")]
    ColourGraver {
        /// As drafted.
        drafted: CardColour,
    },
    /// Not signed yet.
    #[error("这张牌还没有签发，现在还办不到这一步。请等监察人员决定")]
    NotSigned,
    /// Not served yet.
    #[error("这张牌还没有送达，申诉期限还没有开始。送达后再申诉，不会误期")]
    NotServed,
    /// 申诉期限已过.
    #[error("申诉期限到{}为止，现在已过期，牌已生效。有新的事实可以请效能办复查", moment(*.until))]
    AppealTermPassed {
        /// The end of the term.
        until: Instant,
    },
    /// Appealed before.
    #[error("已于{}提出申诉。申诉只提一次，请等申诉决定", moment(*.at))]
    AlreadyAppealed {
        /// When.
        at: Instant,
    },
    /// There is no appeal to decide.
    #[error("当事人没有提出申诉，没有要决定的申诉。需要撤销的，请写明理由直接撤销")]
    NoAppeal,
    /// An appeal is open.
    #[error("当事人已于{}提出申诉，正在办理。请先对申诉作出决定", moment(*.since))]
    AppealPending {
        /// Since when.
        since: Instant,
    },
    /// Somebody decided the appeal first.
    #[error("申诉已于{}由另一位监察人员作出决定，不能再作决定。请刷新页面查看", moment(*.at))]
    AppealAlreadyDecided {
        /// By whom.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// Withdrawn before.
    #[error("这张牌已于{}撤销，不再改动。它仍然可以查到，标明已撤销", moment(*.at))]
    AlreadyWithdrawn {
        /// When.
        at: Instant,
    },
}

impl CardRefusal {
    /// 不可见.
    pub(crate) fn unseen() -> Self {
        Self::NotPermitted(CardNotPermitted::Unseen)
    }

    /// The code under which programs know it; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPermitted(_) => "card_not_permitted",
            Self::TextMissing { .. } => "card_text_missing",
            Self::TextTooLong { .. } => "card_text_too_long",
            Self::FactAhead { .. } => "card_fact_ahead",
            Self::RulesSilent => "card_rules_silent",
            Self::NotTold => "card_not_told",
            Self::AlreadyStated { .. } => "card_already_stated",
            Self::StatementWaived { .. } => "card_statement_waived",
            Self::StatementAwaited { .. } => "card_statement_awaited",
            Self::AlreadyDecided { .. } => "card_already_decided",
            Self::SerialMissing => "card_serial_missing",
            Self::SerialWrong { .. } => "card_serial_wrong",
            Self::ColourGraver { .. } => "card_colour_graver",
            Self::NotSigned => "card_not_signed",
            Self::NotServed => "card_not_served",
            Self::AppealTermPassed { .. } => "card_appeal_term_passed",
            Self::AlreadyAppealed { .. } => "card_already_appealed",
            Self::NoAppeal => "card_no_appeal",
            Self::AppealPending { .. } => "card_appeal_pending",
            Self::AppealAlreadyDecided { .. } => "card_appeal_already_decided",
            Self::AlreadyWithdrawn { .. } => "card_already_withdrawn",
        }
    }

    /// 依据.
    pub fn clause(&self) -> String {
        let text = match self {
            Self::NotPermitted(refusal) => refusal.clause(),
            Self::TextMissing { .. } | Self::TextTooLong { .. } => "作出决定要写明理由",
            Self::FactAhead { .. } | Self::RulesSilent => "电子监察：到期才拟牌，每个事实只拟一次",
            Self::NotTold | Self::StatementAwaited { .. } => {
                "未听取陈述申辩不得处理：陈述、放弃或者期满之后才能决定"
            }
            Self::AlreadyStated { .. } | Self::StatementWaived { .. } => {
                "当事人有权陈述申辩，也可以放弃"
            }
            Self::AlreadyDecided { .. } | Self::AppealAlreadyDecided { .. } => {
                "一张牌只决定一次，先决定的有效"
            }
            Self::SerialMissing | Self::SerialWrong { .. } => "签发时编号，按年连续，不留空号",
            Self::ColourGraver { .. } => "签发不得重于牌稿",
            Self::NotSigned | Self::NotServed => "签发、送达之后才能申诉",
            Self::AppealTermPassed { .. }
            | Self::AlreadyAppealed { .. }
            | Self::NoAppeal
            | Self::AppealPending { .. } => "申诉在期限内提出一次，由没有参与签发的人决定",
            Self::AlreadyWithdrawn { .. } => "撤销的牌保留记录，标明已撤销",
        };
        text.to_owned()
    }
}

/// 3月21日（周五）17:30.
fn moment(at: Instant) -> String {
    let (_, month, day) = at.date().ymd();
    let weekday = match at.date().weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    };
    let minutes = at.time_of_day().minutes();
    format!("{month}月{day}日（{weekday}）{}:{:02}", minutes / 60, minutes % 60)
}
