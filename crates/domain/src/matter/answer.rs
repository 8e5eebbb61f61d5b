//! 答复与结果. “没有办法” is not a result.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::PersonId;
use crate::matter::clock::ClockStart;
use crate::matter::first_contact::{CompetentUnit, CompetentUnitOnRecord};
use crate::text::{TextDigest, Written};

/// 不能办的理由. Coded; “没有办法” is not among them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalGround {
    /// 法律法规不允许
    ForbiddenByLaw,
    /// 不符合规定条件
    ConditionsNotMet,
    /// 经查情况不实
    NotEstablished,
    /// 已有生效处理且无新的事实理由
    AlreadyDecided,
    /// 应通过诉讼、仲裁、复议等法定途径
    LegalChannel,
    /// 损害他人合法权益
    RightsOfOthers,
}

/// 不能办的交代: what every refusal owes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusalAccount {
    /// 理由.
    pub ground: RefusalGround,
    /// 法律依据.
    pub legal_basis: Option<Written>,
    /// 还可以怎么办.
    pub alternative: Option<Written>,
    /// 救济途径.
    pub remedy: Option<Written>,
}

/// 结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// 已解决
    Resolved,
    /// 不能办
    CannotBeDone(RefusalAccount),
    /// 不予受理, before acceptance.
    Declined(RefusalAccount),
    /// 不属职责: the competent unit outside the tree, with its contact.
    NotOurs(CompetentUnit),
}

/// 答复. Stops 首次回应 only if it says who handles the matter and by when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// The answer.
    pub text: Written,
    /// 由谁办.
    pub handler: Option<PersonId>,
    /// 何时前办好.
    pub by: Option<Instant>,
}

/// 群众提问或留言.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskQuestion {
    /// The question.
    pub text: Written,
}

/// 作出结果. The matter stays open until it is delivered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GiveResult {
    /// Which.
    pub outcome: Outcome,
    /// In plain words, as the citizen reads it.
    pub text: Written,
}

/// 结果 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterResult {
    /// Which.
    pub outcome: OutcomeOnRecord,
    /// The text.
    pub text: TextDigest,
    /// When it was decided.
    pub decided_at: Instant,
    /// By whom.
    pub decided_by: Option<PersonId>,
}

/// 结果 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeOnRecord {
    /// 已解决
    Resolved,
    /// 不能办
    CannotBeDone(RefusalOnRecord),
    /// 不予受理
    Declined(RefusalOnRecord),
    /// 不属职责
    NotOurs(CompetentUnitOnRecord),
}

/// 不能办的交代 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RefusalOnRecord {
    /// 理由.
    pub ground: RefusalGround,
    /// 法律依据.
    pub legal_basis: TextDigest,
    /// 还可以怎么办.
    pub alternative: TextDigest,
    /// 救济途径.
    pub remedy: TextDigest,
}

/// 已答复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replied {
    /// The answer.
    pub text: TextDigest,
    /// 由谁办.
    pub handler: Option<PersonId>,
    /// 何时前办好.
    pub by: Option<Instant>,
    /// Whether it is the first response: it names who handles the matter and by when.
    pub is_first_response: bool,
}

/// 群众已提问.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuestionAsked {
    /// The question.
    pub text: TextDigest,
}

/// 结果已作出.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResultDecided {
    /// Which.
    pub outcome: OutcomeOnRecord,
    /// The text.
    pub text: TextDigest,
    /// The rules in force.
    pub rules: TextDigest,
    /// 送达计时, where a law limits it; 办结 stops then.
    pub delivery: Option<ClockStart>,
}
