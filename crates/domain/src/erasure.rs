//! 删除个人信息. A person's data are erased by destroying his key; the ledger keeps the fact.
//!
//! One asks, another approves; nothing is erased while a matter of the person is open, because
//! the answer could no longer reach him.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::{NotAllowed, OfficeAct, Subject, permits_office};
use crate::decider::{Actor, Context, Decider, Fact};
use crate::event::events;
use crate::id::{MatterNumber, PersonId};

/// 个人信息的存续.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PersonalData {
    /// The request that waits for approval.
    pub asked: Option<Asked>,
    /// When the data were erased; they are gone then.
    pub erased_at: Option<Instant>,
}

/// 待批准的删除申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// By whom.
    pub by: Actor,
    /// On what ground.
    pub ground: ErasureGround,
}

/// 删除理由 (个人信息保护法第四十七条).
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureGround {
    /// 本人撤回同意
    ConsentWithdrawn,
    /// 处理目的已实现或保存期限届满
    RetentionOver,
    /// 违法处理
    UnlawfullyHeld,
}

/// What somebody wishes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ErasureCommand {
    /// 申请删除.
    Ask {
        /// Whose data.
        person: PersonId,
        /// On what ground.
        ground: ErasureGround,
    },
    /// 批准删除.
    Approve {
        /// Whose data.
        person: PersonId,
        /// 未办结的办件 of the person, as the register shows them now.
        open_matters: Vec<MatterNumber>,
    },
    /// 撤回申请, or turned down.
    Withdraw {
        /// Whose data.
        person: PersonId,
    },
}

/// 已申请删除.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ErasureAsked {
    /// Whose data.
    pub person: PersonId,
    /// By whom.
    pub by: Actor,
    /// On what ground.
    pub ground: ErasureGround,
}

/// 个人信息已删除. Replayed after every restore before the doors open (decisions D26).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PersonErased {
    /// Whose data.
    pub person: PersonId,
    /// Who asked.
    pub asked_by: Actor,
    /// Who approved.
    pub approved_by: Actor,
    /// On what ground.
    pub ground: ErasureGround,
}

/// 删除申请已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ErasureWithdrawn {
    /// Whose data.
    pub person: PersonId,
}

events! {
    /// What has happened to a person's data.
    pub enum ErasureEvent {
        /// 已申请删除
        ErasureAsked(ErasureAsked) = "erasure_asked/1",
        /// 个人信息已删除
        PersonErased(PersonErased) = "person_erased/1",
        /// 删除申请已撤回
        ErasureWithdrawn(ErasureWithdrawn) = "erasure_withdrawn/1",
    }
}

/// Why the data stay.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ErasureRefusal {
    /// The actor may not do this.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Gone already.
    #[error("{person} 的个人信息已于 {erased_at} 删除")]
    AlreadyErased {
        /// Whose.
        person: PersonId,
        /// When.
        erased_at: Instant,
    },
    /// A request waits already.
    #[error("{person} 已有一份待批准的删除申请")]
    AlreadyAsked {
        /// Whose.
        person: PersonId,
    },
    /// Nothing was asked.
    #[error("没有关于 {person} 的待批准删除申请")]
    NotAsked {
        /// Whose.
        person: PersonId,
    },
    /// 申请人与批准人须为两人.
    #[error("申请人不能批准自己的删除申请，请由另一人批准")]
    OwnRequest,
    /// An open matter could no longer be answered.
    #[error("{person} 还有 {} 件事没有办结（如 {first}），办结后才能删除个人信息", .open)]
    MatterOpen {
        /// Whose.
        person: PersonId,
        /// How many.
        open: usize,
        /// One of them.
        first: MatterNumber,
    },
    /// Staff in office are not erased.
    #[error("{person} 是在职人员，离职后才能删除个人信息")]
    InOffice {
        /// Whose.
        person: PersonId,
    },
}

impl ErasureRefusal {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> String {
        let text = match self {
            Self::NotAllowed(_) => "权限表",
            Self::OwnRequest => "个人信息删除程序：申请与批准须为两人",
            Self::AlreadyErased { .. }
            | Self::AlreadyAsked { .. }
            | Self::NotAsked { .. }
            | Self::MatterOpen { .. }
            | Self::InOffice { .. } => "《中华人民共和国个人信息保护法》第四十七条",
        };
        text.to_owned()
    }
}

/// 个人信息的删除.
pub struct ErasureDecider;

impl Decider for ErasureDecider {
    type State = PersonalData;
    type Command = ErasureCommand;
    type Event = ErasureEvent;
    type Refusal = ErasureRefusal;

    fn decide(
        state: &PersonalData,
        command: ErasureCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<ErasureEvent>, ErasureRefusal> {
        let event = match command {
            ErasureCommand::Ask { person, ground } => state.ask(person, ground, cx)?,
            ErasureCommand::Approve { person, open_matters } => {
                state.approve(person, &open_matters, cx)?
            }
            ErasureCommand::Withdraw { person } => state.withdraw(person, cx)?,
        };
        Ok(vec![event])
    }

    fn evolve(mut state: PersonalData, fact: &Fact<ErasureEvent>) -> PersonalData {
        match &fact.event {
            ErasureEvent::ErasureAsked(ErasureAsked { by, ground, .. }) => {
                state.asked = Some(Asked { by: by.clone(), ground: *ground });
            }
            ErasureEvent::PersonErased(_) => {
                state.asked = None;
                state.erased_at = Some(fact.recorded_at);
            }
            ErasureEvent::ErasureWithdrawn(_) => state.asked = None,
        }
        state
    }
}

type Decided = Result<ErasureEvent, ErasureRefusal>;

impl PersonalData {
    fn ask(&self, person: PersonId, ground: ErasureGround, cx: &Context<'_>) -> Decided {
        allowed(OfficeAct::AskErasure, &person, cx)?;
        self.stands(&person, cx)?;
        if self.asked.is_some() {
            return Err(ErasureRefusal::AlreadyAsked { person });
        }
        Ok(ErasureAsked { person, by: cx.actor.clone(), ground }.into())
    }

    fn approve(&self, person: PersonId, open: &[MatterNumber], cx: &Context<'_>) -> Decided {
        allowed(OfficeAct::ApproveErasure, &person, cx)?;
        self.stands(&person, cx)?;
        let Some(asked) = self.asked.clone() else {
            return Err(ErasureRefusal::NotAsked { person });
        };
        if asked.by == *cx.actor {
            return Err(ErasureRefusal::OwnRequest);
        }
        if let Some(first) = open.first().cloned() {
            return Err(ErasureRefusal::MatterOpen { person, open: open.len(), first });
        }
        let Asked { by: asked_by, ground } = asked;
        Ok(PersonErased { person, asked_by, approved_by: cx.actor.clone(), ground }.into())
    }

    fn withdraw(&self, person: PersonId, cx: &Context<'_>) -> Decided {
        let Some(asked) = &self.asked else {
            return Err(ErasureRefusal::NotAsked { person });
        };
        if asked.by != *cx.actor {
            allowed(OfficeAct::ApproveErasure, &person, cx)?;
        }
        Ok(ErasureWithdrawn { person }.into())
    }

    fn stands(&self, person: &PersonId, cx: &Context<'_>) -> Result<(), ErasureRefusal> {
        let person = person.clone();
        if let Some(erased_at) = self.erased_at {
            return Err(ErasureRefusal::AlreadyErased { person, erased_at });
        }
        if cx.organization.in_office(&person).is_some() {
            return Err(ErasureRefusal::InOffice { person });
        }
        Ok(())
    }
}

fn allowed(act: OfficeAct, person: &PersonId, cx: &Context<'_>) -> Result<(), NotAllowed> {
    permits_office(cx.organization, cx.actor, act, Subject::person(cx.organization, person))
}
