//! 责任划分. Who is liable along the chain of handler, reviewer and approver (domain.md 7.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::rules::Liability;

/// 承办、审核、批准. Who did what on the paper.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoleChain {
    /// 承办人
    pub handler: PersonId,
    /// 审核人
    pub reviewer: Option<PersonId>,
    /// 批准人
    pub approver: Option<PersonId>,
}

/// 是否应当发现. What those above could know of a wrong draft.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awareness {
    /// 受蒙蔽: deceived, could not see it.
    Misled,
    /// 应当发现而没有发现, or saw it.
    ShouldHaveSeen,
}

/// 偏差. Who deviated from duty, and how.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviation {
    /// 承办人弄虚作假, or 拟错: what those above could know decides on them.
    WrongDraft {
        /// 审核人
        reviewer: Awareness,
        /// 批准人
        approver: Awareness,
    },
    /// 承办人不按批准的内容办
    NotAsApproved,
    /// 审核人不采纳或者改变承办人的正确意见
    ReviewerAlters,
    /// 审核人未经批准擅自决定
    ReviewerAlone,
    /// 批准人不采纳、改变正确意见, or decides alone.
    ApproverAlters,
    /// 领导指令、干预
    LeaderOrders {
        /// That leader.
        leader: PersonId,
    },
    /// 集体决定
    Collective {
        /// 决策人, the head.
        decision_maker: PersonId,
        /// Who held the wrong opinion.
        wrong: Vec<PersonId>,
        /// Who held the correct one: not liable.
        right: Vec<PersonId>,
    },
    /// 上级机关错误改变下级的行为
    SuperiorOrgan {
        /// 上级机关负责人
        head: PersonId,
    },
    /// 下属过错造成严重后果
    GraveSubordinate {
        /// The worker.
        worker: PersonId,
        /// 按岗位职责负有领导责任的人
        leader: PersonId,
    },
}

/// 责任人. Each liable person with his liability; whoever sits on two seats bears the heavier one.
pub type Liable = BTreeMap<PersonId, Liability>;

/// 划分责任. Who is liable, and how.
pub fn liability(chain: &RoleChain, deviation: &Deviation) -> Liable {
    use Liability::{Direct, ImportantLeader, MainLeader};
    let handler = Some(&chain.handler);
    let (reviewer, approver) = (chain.reviewer.as_ref(), chain.approver.as_ref());
    let seen = |person, awareness: &Awareness| match awareness {
        Awareness::Misled => None,
        Awareness::ShouldHaveSeen => person,
    };
    match deviation {
        Deviation::WrongDraft { reviewer: of_reviewer, approver: of_approver } => bear([
            (handler, Direct),
            (seen(reviewer, of_reviewer), MainLeader),
            (seen(approver, of_approver), ImportantLeader),
        ]),
        Deviation::NotAsApproved => bear([(handler, Direct)]),
        Deviation::ReviewerAlters => bear([(reviewer, Direct), (approver, MainLeader)]),
        Deviation::ReviewerAlone => bear([(reviewer, Direct)]),
        Deviation::ApproverAlters => bear([(approver, Direct)]),
        Deviation::LeaderOrders { leader } => bear([(Some(leader), Direct)]),
        Deviation::Collective { decision_maker, wrong, right } => {
            let held_wrong = wrong.iter().filter(|person| !right.contains(person));
            let voters = held_wrong.map(|person| (Some(person), ImportantLeader));
            bear(std::iter::once((Some(decision_maker), MainLeader)).chain(voters))
        }
        Deviation::SuperiorOrgan { head } => bear([(Some(head), ImportantLeader)]),
        Deviation::GraveSubordinate { worker, leader } => {
            bear([(Some(worker), Direct), (Some(leader), MainLeader)])
        }
    }
}

fn bear<'a>(seats: impl IntoIterator<Item = (Option<&'a PersonId>, Liability)>) -> Liable {
    let mut liable = Liable::new();
    for (person, liability) in seats {
        let Some(person) = person else { continue };
        // From the heaviest down, so that the lesser of two is the greater code.
        let heavier = liable.get(person).map_or(liability, |held| liability.min(*held));
        liable.insert(person.clone(), heavier);
    }
    liable
}
