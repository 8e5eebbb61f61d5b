//! 电子监察 as written in rule files: what is found, how a card is decided, what a month is worth.

use std::collections::BTreeMap;

use crate::id::MatterTypeCode;
use crate::rules::dated::{DatedRules, WATCHING_SECTIONS};
use crate::rules::table::Reading;
use crate::rules::{CardRule, MatterType, ScoreRule, SupervisionRule, cards, score, supervision};

/// 电子监察.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WatchingRule {
    /// 牌.
    pub cards: CardRule,
    /// 程序监察.
    pub supervision: SupervisionRule,
    /// 量化测评.
    pub score: ScoreRule,
}

/// Reads 电子监察; none inside where the rules are silent on it altogether.
pub(super) fn read<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
    types: &BTreeMap<MatterTypeCode, MatterType>,
) -> Option<Option<WatchingRule>> {
    if WATCHING_SECTIONS.iter().all(|section| rules.codes(*section).is_empty()) {
        return Some(None);
    }
    let cards = cards::read(rules, reading);
    let supervision = supervision::read(rules, reading, types);
    let score = score::read(rules, reading);
    let (cards, supervision, score) = (cards?, supervision?, score?);
    Some(Some(WatchingRule { cards, supervision, score }))
}
