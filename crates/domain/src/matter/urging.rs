//! 催办. The citizen asks how far it is; it counts once a day and never against him.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 催办原因.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UrgeReason {
    /// 快到期了没消息
    NoNews,
    /// 情况有变化
    SituationChanged,
    /// 事情很急
    Pressing,
}

/// 催一下.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Urge {
    /// Why.
    pub reason: UrgeReason,
    /// In words, if any.
    pub text: Option<Written>,
}

/// 催办 as it stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct UrgeOnRecord {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: UrgeReason,
}

/// 已催办. The responsible person and his head are told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Urged {
    /// Why.
    pub reason: UrgeReason,
    /// In words, if any.
    pub text: Option<TextDigest>,
}

impl Wish for Urge {
    fn texts(&self) -> Vec<&Written> {
        self.text.iter().collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        let today = cx.now.date();
        if matter.urges.last().is_some_and(|last| last.at.date() == today) {
            return Err(No::AlreadyUrgedToday);
        }
        let text = self.text.as_ref().filter(|text| !text.is_blank()).map(Written::digest);
        Ok(vec![Urged { reason: self.reason, text }.into()])
    }
}

impl Happened for Urged {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.urges.push(UrgeOnRecord { at: when.at, reason: self.reason });
    }
}
