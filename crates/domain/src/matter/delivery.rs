//! 送达. A result counts when the citizen has it; decided but undelivered the matter stays open.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::matter::clock::ClockName;
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::ending::{Completed, Declined, ReferredOutside};
use crate::matter::result::OutcomeOnRecord;
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 送达方式.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DeliveryWay {
    /// 凭查询码可见,并已发通知.
    NoticeSent,
    /// 当面或电话告知,有记录.
    HandedOver(Written),
    /// 邮寄, after failed attempts.
    Posted(Written),
}

/// 记录送达.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordDelivery {
    /// How.
    pub way: DeliveryWay,
}

/// 记录一次未送达.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordFailedDelivery {
    /// What was tried, and why it failed.
    pub account: Written,
}

/// 送达方式 as the ledger holds it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveredBy {
    /// 凭查询码可见,并已发通知
    NoticeSent,
    /// 当面或电话告知
    HandedOver,
    /// 邮寄视为送达
    Posted,
}

/// 未送达的一次.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FailedAttempt {
    /// When.
    pub at: Instant,
}

/// 已送达.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Delivered {
    /// How.
    pub way: DeliveredBy,
    /// What is on record of it.
    pub account: Option<TextDigest>,
    /// 申请复核期限.
    pub review_until: Instant,
}

/// 未送达已记录.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeliveryFailed {
    /// 1, 2, 3 … within the matter.
    pub attempt: u32,
    /// What was tried.
    pub account: TextDigest,
}

impl Wish for RecordDelivery {
    fn texts(&self) -> Vec<&Written> {
        match &self.way {
            DeliveryWay::NoticeSent => Vec::new(),
            DeliveryWay::HandedOver(account) | DeliveryWay::Posted(account) => vec![account],
        }
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        let (way, account) = match &self.way {
            DeliveryWay::NoticeSent => (DeliveredBy::NoticeSent, None),
            DeliveryWay::HandedOver(account) => (DeliveredBy::HandedOver, Some(account)),
            DeliveryWay::Posted(account) => {
                enough_attempts(matter, cx)?;
                (DeliveredBy::Posted, Some(account))
            }
        };
        if let Some(account) = account {
            said(account, "送达情况")?;
        }
        let mut draft = Draft::of(matter, cx);
        deliver(&mut draft, cx, way, account)?;
        draft.done()
    }
}

/// 送达即了结. How the matter ends follows from its outcome.
pub(crate) fn deliver(
    draft: &mut Draft<'_>,
    cx: &Context<'_>,
    way: DeliveredBy,
    account: Option<&Written>,
) -> Result<(), No> {
    let matter = draft.state();
    matter.open()?;
    let outcome = matter.result.as_ref().map(|result| result.outcome.clone());
    let outcome = outcome.ok_or(No::NoResult)?;
    let rules = matter.rulebook(cx);
    let review = rules.review_of(matter.matter_type(cx)?).limit;
    let review_until = cx.rules.calendar().due(cx.now, review, &[]).at;
    let held_working_minutes = matter.held_minutes(cx);
    let is_on_time = is_on_time(matter, cx);
    draft.push(Delivered { way, account: account.map(Written::digest), review_until });
    match outcome {
        OutcomeOnRecord::Resolved | OutcomeOnRecord::CannotBeDone(_) => {
            draft.push(Completed { held_working_minutes, is_on_time });
        }
        OutcomeOnRecord::Declined(_) => draft.push(Declined { held_working_minutes }),
        OutcomeOnRecord::NotOurs(_) => draft.push(ReferredOutside { held_working_minutes }),
    }
    Ok(())
}

/// 按时. By the due instant then current; where a law limits delivery by itself, decided by then
/// and delivered within that; a tracked matter by its next date (decisions B11, B18, B19).
fn is_on_time(matter: &Matter, cx: &Context<'_>) -> bool {
    let watched = matter.clocks.values().filter(|clock| match clock.name {
        ClockName::Completion => !clock.is_deferred(),
        ClockName::Delivery | ClockName::FollowUp(_) => true,
        ClockName::FirstResponse
        | ClockName::FirstAction
        | ClockName::Acceptance
        | ClockName::Step(_)
        | ClockName::Signing(_)
        | ClockName::Assisting(_)
        | ClockName::Ruling(_)
        | ClockName::PushUpAnswer(_) => false,
    });
    watched.into_iter().all(|clock| !clock.is_over(cx.now))
}

/// 投递失败 on as many different working days as the rule says.
fn enough_attempts(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let rule = &cx.rules.on(cx.now.date()).closing;
    let calendar = cx.rules.calendar();
    let days: BTreeSet<Date> = matter
        .failed_deliveries
        .iter()
        .map(|attempt| attempt.at.date())
        .filter(|date| calendar.is_working_day(*date))
        .collect();
    let have = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let need = rule.failed_attempts;
    match have >= need {
        true => Ok(()),
        false => Err(No::AttemptsMissing { have, need, clause: rule.review.source.clone() }),
    }
}

impl Happened for Delivered {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.delivered_at = Some(when.at);
        matter.review_until = Some(self.review_until);
        matter.answered(when.at);
    }
}

impl Wish for RecordFailedDelivery {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.account]
    }

    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.account, "未送达的情况")?;
        if matter.result.is_none() {
            return Err(No::NoResult);
        }
        let attempt = next_ordinal(matter.failed_deliveries.len());
        Ok(vec![DeliveryFailed { attempt, account: self.account.digest() }.into()])
    }
}

impl Happened for DeliveryFailed {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.failed_deliveries.push(FailedAttempt { at: when.at });
    }
}
