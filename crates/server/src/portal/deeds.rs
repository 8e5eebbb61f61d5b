//! 能做什么. What a citizen may do with the matter now, as the institution itself says.

use xiaoneng_app::query_code::CodeHolder;
use xiaoneng_app::{Dossier, Standing};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::matter::{
    AskQuestion, MatterCommand, MayRate, RequestReview, Supply, Urge, UrgeReason, Withdraw,
};
use xiaoneng_domain::text::Written;

/// 能做的事.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Deeds {
    /// 补充材料: something is awaited.
    pub(crate) supply: bool,
    /// 提问.
    pub(crate) ask: bool,
    /// 催办.
    pub(crate) urge: bool,
    /// 撤回.
    pub(crate) withdraw: bool,
    /// 申请复核.
    pub(crate) review: bool,
    /// 评价.
    pub(crate) rate: bool,
    /// 追评.
    pub(crate) rate_again: bool,
}

impl Deeds {
    /// Nothing is recorded by asking.
    pub(crate) fn of(dossier: &Dossier, holder: &CodeHolder, standing: Standing) -> Self {
        let actor = Actor::Citizen(holder.person.clone());
        // What is written later is not known yet; that something will be is enough to ask.
        let text = || Written::new("说明一下", [0; 16]);
        let may = |command: MatterCommand| dossier.allows(&actor, command).is_ok();
        let may_rate = dossier.matter.may_rate(&holder.person);
        let is_own = standing == Standing::Petitioner;
        Self {
            supply: is_own && may(Supply { materials: text() }.into()),
            ask: is_own && may(AskQuestion { text: text() }.into()),
            urge: may(Urge { reason: UrgeReason::NoNews, text: None }.into()),
            withdraw: is_own && may(Withdraw { account: text(), second_person: None }.into()),
            review: is_own && may(RequestReview { reason: text() }.into()),
            rate: may_rate == MayRate::First,
            rate_again: may_rate == MayRate::Again,
        }
    }

    /// Whether anything can be done while the matter is open.
    pub(crate) fn has_any_open(self) -> bool {
        self.supply || self.ask || self.urge || self.withdraw
    }
}
