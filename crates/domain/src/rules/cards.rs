//! 牌的规则 as written in rule files: how long each step of a card lasts.

use crate::rules::SourcedLimit;
use crate::rules::dated::{CARDS, DatedRules};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::Reading;

/// 黄牌、红牌 (domain.md 9.3, decisions E34).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardRule {
    /// 陈述期限, from when he was told.
    pub statement: SourcedLimit,
    /// 签发或不予签发的期限, from when it can be decided.
    pub decide: SourcedLimit,
    /// 逾期未决再过多久报上一级.
    pub pass_up: SourcedLimit,
    /// 申诉期限, from service.
    pub appeal: SourcedLimit,
    /// 申诉决定期限.
    pub decide_appeal: SourcedLimit,
}

/// Reads `[cards]`. A county may give the person more time and the office less.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<CardRule> {
    let entry = rules.single(CARDS, reading)?;
    let limit = |key, tighter| {
        entry.required(key).and_then(|value| value.tightened(tighter, Bound::Always))
    };
    let statement = limit("statement", Tighter::Longer);
    let decide = limit("decide", Tighter::Shorter);
    let pass_up = limit("pass_up", Tighter::Shorter);
    let appeal = limit("appeal", Tighter::Longer);
    let decide_appeal = limit("decide_appeal", Tighter::Shorter);
    entry.source();
    entry.close_dated();
    Some(CardRule {
        statement: statement?,
        decide: decide?,
        pass_up: pass_up?,
        appeal: appeal?,
        decide_appeal: decide_appeal?,
    })
}
