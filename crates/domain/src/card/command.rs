//! 牌的愿望. What somebody wishes of a card, in one table.

use crate::card::bodies::Decided;
use crate::card::{
    Card, CardAct, DecideAppeal, DismissCard, DraftCard, GiveStatement, KeepCardTime, LodgeAppeal,
    ReprojectCard, ServeCard, SignCard, TellPerson, WaiveStatement, WithdrawCard,
};
use crate::decider::Context;
use crate::text::Written;

macro_rules! commands {
    ($($(#[$doc:meta])* $wish:ident($facts:ty) = $act:expr, [$($text:ident),*];)*) => {
        /// 牌的愿望.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum CardCommand {
            $($(#[$doc])* $wish($facts),)*
        }

        impl CardCommand {
            /// The act that the table knows it by.
            pub fn act(&self) -> CardAct {
                match self {
                    $(Self::$wish(_) => $act,)*
                }
            }

            /// 原文. The texts in it, for the vault.
            pub fn texts(&self) -> Vec<&Written> {
                match self {
                    $(Self::$wish(_facts) => vec![$(&_facts.$text),*],)*
                }
            }

            pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$wish(facts) => facts.decide(card, cx),)*
                }
            }
        }

        $(impl From<$facts> for CardCommand {
            fn from(facts: $facts) -> Self {
                Self::$wish(facts)
            }
        })*
    };
}

commands! {
    /// 拟牌
    Draft(DraftCard) = CardAct::Draft, [];
    /// 告知本人
    Tell(TellPerson) = CardAct::Tell, [];
    /// 陈述
    State(GiveStatement) = CardAct::State, [text];
    /// 放弃陈述
    Waive(WaiveStatement) = CardAct::Waive, [];
    /// 签发
    Sign(SignCard) = CardAct::Sign, [reason];
    /// 不予签发
    Dismiss(DismissCard) = CardAct::Dismiss, [reason];
    /// 送达
    Serve(ServeCard) = CardAct::Serve, [];
    /// 申诉
    Appeal(LodgeAppeal) = CardAct::Appeal, [grounds];
    /// 申诉决定
    DecideAppeal(DecideAppeal) = CardAct::DecideAppeal, [reason];
    /// 撤销
    Withdraw(WithdrawCard) = CardAct::Withdraw, [reason];
    /// 时间流逝
    KeepTime(KeepCardTime) = CardAct::KeepTime, [];
    /// 重算期限
    Reproject(ReprojectCard) = CardAct::KeepTime, [];
}
