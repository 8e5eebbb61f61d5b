//! 牌的事件. The sum of what can happen to a card, in one table.

use xiaoneng_calendar::Instant;

use crate::card::{
    AppealDecided, AppealLodged, BecameFinal, Card, CardDismissed, CardDrafted, CardServed,
    CardSigned, CardWithdrawn, DecisionOverdue, PersonTold, StatementGiven, StatementTermPassed,
    StatementWaived, TermsReprojected,
};
use crate::event::events;

events! {
    /// 牌的事件. What has happened to a card.
    pub enum CardEvent {
        /// 已拟牌
        Drafted(CardDrafted) = "card_drafted/1",
        /// 已告知本人
        PersonTold(PersonTold) = "card_person_told/1",
        /// 已陈述
        StatementGiven(StatementGiven) = "card_statement_given/1",
        /// 已放弃陈述
        StatementWaived(StatementWaived) = "card_statement_waived/1",
        /// 陈述期限已过
        StatementTermPassed(StatementTermPassed) = "card_statement_term_passed/1",
        /// 已签发
        Signed(CardSigned) = "card_signed/1",
        /// 不予签发
        Dismissed(CardDismissed) = "card_dismissed/1",
        /// 已送达
        Served(CardServed) = "card_served/1",
        /// 已申诉
        AppealLodged(AppealLodged) = "card_appeal_lodged/1",
        /// 申诉已决定
        AppealDecided(AppealDecided) = "card_appeal_decided/1",
        /// 已撤销
        Withdrawn(CardWithdrawn) = "card_withdrawn/1",
        /// 已生效
        BecameFinal(BecameFinal) = "card_became_final/1",
        /// 逾期未决
        DecisionOverdue(DecisionOverdue) = "card_decision_overdue/1",
        /// 期限已重算
        TermsReprojected(TermsReprojected) = "card_terms_reprojected/1",
    }
}

impl CardEvent {
    /// The card after it.
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        match self {
            Self::Drafted(facts) => facts.remember(card, at),
            Self::PersonTold(facts) => facts.remember(card, at),
            Self::StatementGiven(facts) => facts.remember(card, at),
            Self::StatementWaived(facts) => facts.remember(card, at),
            Self::StatementTermPassed(facts) => facts.remember(card, at),
            Self::Signed(facts) => facts.remember(card, at),
            Self::Dismissed(facts) => facts.remember(card, at),
            Self::Served(facts) => facts.remember(card, at),
            Self::AppealLodged(facts) => facts.remember(card, at),
            Self::AppealDecided(facts) => facts.remember(card, at),
            Self::Withdrawn(facts) => facts.remember(card, at),
            Self::BecameFinal(facts) => facts.remember(card),
            Self::DecisionOverdue(facts) => facts.remember(card, at),
            Self::TermsReprojected(facts) => facts.remember(card),
        }
    }
}
