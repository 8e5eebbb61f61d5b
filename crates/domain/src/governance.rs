//! 规则与历法的启用. How rules come into force: proposed by one person, approved by another,
//! never for a day that has begun.
//!
//! The rulebook in force lives in the database under its digest; files are import and export.
//! The ledger holds the digest, the day and the two persons.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::authority::{NotAllowed, OfficeAct, Subject, permits_office};
use crate::decider::{Actor, Context, Decider, Fact};
use crate::event::events;
use crate::text::TextDigest;

/// 规则汇编与工作日安排的启用情况.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Governance {
    /// Rulebooks in order of adoption; the first is the one the installation was founded with.
    pub editions: Vec<Edition>,
    /// Holiday notices adopted, by year; the last one of a year counts.
    pub calendars: BTreeMap<i16, AdoptedCalendar>,
    /// Proposals that wait for the second person.
    pub proposals: BTreeMap<u32, Proposal>,
    /// Number of the last proposal.
    pub last_proposal: u32,
    /// Digest of the whole body of rules as adopted last, holiday notices included.
    pub current: Option<TextDigest>,
}

/// 已启用的规则汇编.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// First day in force.
    pub from: Date,
    /// Digest of its files.
    pub digest: TextDigest,
}

/// 已启用的工作日安排.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdoptedCalendar {
    /// 通知文号, such as 国办发明电〔2025〕7号.
    pub notice: String,
    /// When it was adopted.
    pub adopted_at: Instant,
}

/// 待批准.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// What is to come into force.
    pub subject: Proposed,
    /// The body of rules it was made from; a proposal on an older one is refused.
    pub base: Option<TextDigest>,
    /// The body of rules it leads to.
    pub digest: TextDigest,
    /// Who proposed it.
    pub by: Actor,
}

/// 提请事项.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposed {
    /// 规则汇编
    Rulebook {
        /// First day in force.
        from: Date,
    },
    /// 工作日安排
    Calendar {
        /// The year arranged.
        year: i16,
        /// 通知文号.
        notice: String,
    },
}

/// What somebody wishes of the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GovernanceCommand {
    /// 首次启用: the baseline in force for all history (decisions C25).
    Found {
        /// Digest of the files.
        digest: TextDigest,
        /// First day in force.
        from: Date,
    },
    /// 提请.
    Propose {
        /// What.
        subject: Proposed,
        /// Digest of the body of rules it leads to.
        digest: TextDigest,
    },
    /// 批准, by another person.
    Approve {
        /// Number of the proposal.
        proposal: u32,
    },
    /// 撤回, by who proposed it, or turned down by who could approve it.
    Withdraw {
        /// Number of the proposal.
        proposal: u32,
    },
}

/// 首次启用.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Founded {
    /// Digest of the files.
    pub digest: TextDigest,
    /// First day in force.
    pub from: Date,
}

/// 已提请.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulesProposed {
    /// Number of the proposal.
    pub proposal: u32,
    /// What.
    pub subject: Proposed,
    /// The body of rules it was made from.
    pub base: Option<TextDigest>,
    /// The body of rules it leads to.
    pub digest: TextDigest,
    /// Who proposed it.
    pub by: Actor,
}

/// 规则汇编已启用.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RulebookAdopted {
    /// Number of the proposal.
    pub proposal: u32,
    /// Digest of the files.
    pub digest: TextDigest,
    /// First day in force.
    pub from: Date,
    /// Who proposed it.
    pub proposed_by: Actor,
    /// Who approved it.
    pub approved_by: Actor,
}

/// 工作日安排已启用. The one event that re-projects open clocks (decisions B15).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CalendarAdopted {
    /// Number of the proposal.
    pub proposal: u32,
    /// The year arranged.
    pub year: i16,
    /// 通知文号.
    pub notice: String,
    /// Digest of the body of rules with it.
    pub digest: TextDigest,
    /// Who proposed it.
    pub proposed_by: Actor,
    /// Who approved it.
    pub approved_by: Actor,
}

/// 提请已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ProposalWithdrawn {
    /// Number of the proposal.
    pub proposal: u32,
}

events! {
    /// What has happened to the rules.
    pub enum GovernanceEvent {
        /// 首次启用
        Founded(Founded) = "rules_founded/1",
        /// 已提请
        RulesProposed(RulesProposed) = "rules_proposed/1",
        /// 规则汇编已启用
        RulebookAdopted(RulebookAdopted) = "rulebook_adopted/1",
        /// 工作日安排已启用
        CalendarAdopted(CalendarAdopted) = "calendar_adopted/1",
        /// 提请已撤回
        ProposalWithdrawn(ProposalWithdrawn) = "proposal_withdrawn/1",
    }
}

/// Why the rules stay as they are.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum GovernanceRefusal {
    /// The actor may not do this.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// There is a first rulebook already.
    #[error("规则汇编自 {from} 起已经启用，修改请用“提请”和“批准”")]
    AlreadyFounded {
        /// First day in force.
        from: Date,
    },
    /// Nothing is in force yet.
    #[error("还没有启用任何规则汇编，请先首次启用")]
    NotFounded,
    /// 不溯及既往.
    #[error("规则不能溯及既往：{from} 已经开始或过去，最早自 {earliest} 起执行")]
    BackDated {
        /// The day wished.
        from: Date,
        /// The first day possible.
        earliest: Date,
    },
    /// The next edition does not begin before the last one.
    #[error("已批准的规则汇编自 {standing} 起执行，新的不能早于它")]
    BeforeStanding {
        /// First day of the last edition.
        standing: Date,
    },
    /// The same files are in force already.
    #[error("内容与现行规则汇编完全相同，无须再次提请")]
    Unchanged,
    /// 通知文号 is missing.
    #[error("工作日安排须写明通知文号")]
    NoticeMissing,
    /// The year lies behind.
    #[error("{year} 年已经过去，工作日安排不能事后启用")]
    YearPast {
        /// The year wished.
        year: i16,
    },
    /// There is no such proposal.
    #[error("没有待批准的第 {proposal} 号提请")]
    NoSuchProposal {
        /// The number given.
        proposal: u32,
    },
    /// 提请人与批准人须为两人.
    #[error("提请人不能批准自己的提请，请由另一位有权的领导批准")]
    OwnProposal,
    /// Another change came into force in between.
    #[error("提请之后规则汇编已有变动，第 {proposal} 号提请依据的是旧版本，请在现行版本上重新提请")]
    RulesMovedOn {
        /// The number of the proposal.
        proposal: u32,
    },
}

impl GovernanceRefusal {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> String {
        let text = match self {
            Self::NotAllowed(_) => "权限表",
            Self::AlreadyFounded { .. }
            | Self::NotFounded
            | Self::NoSuchProposal { .. }
            | Self::Unchanged
            | Self::RulesMovedOn { .. } => "规则汇编启用程序",
            Self::BackDated { .. } | Self::BeforeStanding { .. } => "规则汇编启用程序：不溯及既往",
            Self::NoticeMissing | Self::YearPast { .. } => "工作日安排以国务院办公厅通知为准",
            Self::OwnProposal => "规则汇编启用程序：提请与批准须为两人",
        };
        text.to_owned()
    }
}

/// 规则的启用.
pub struct GovernanceDecider;

impl Decider for GovernanceDecider {
    type State = Governance;
    type Command = GovernanceCommand;
    type Event = GovernanceEvent;
    type Refusal = GovernanceRefusal;

    fn decide(
        state: &Governance,
        command: GovernanceCommand,
        cx: &Context<'_>,
    ) -> Result<Vec<GovernanceEvent>, GovernanceRefusal> {
        let event = match command {
            GovernanceCommand::Found { digest, from } => state.found(digest, from, cx)?,
            GovernanceCommand::Propose { subject, digest } => state.propose(subject, digest, cx)?,
            GovernanceCommand::Approve { proposal } => state.approve(proposal, cx)?,
            GovernanceCommand::Withdraw { proposal } => state.withdraw(proposal, cx)?,
        };
        Ok(vec![event])
    }

    fn evolve(mut state: Governance, fact: &Fact<GovernanceEvent>) -> Governance {
        match &fact.event {
            GovernanceEvent::Founded(Founded { digest, from }) => {
                state.editions.push(Edition { from: *from, digest: *digest });
                state.current = Some(*digest);
            }
            GovernanceEvent::RulesProposed(facts) => {
                let proposal = Proposal {
                    subject: facts.subject.clone(),
                    base: facts.base,
                    digest: facts.digest,
                    by: facts.by.clone(),
                };
                state.proposals.insert(facts.proposal, proposal);
                state.last_proposal = facts.proposal;
            }
            GovernanceEvent::RulebookAdopted(facts) => {
                state.proposals.remove(&facts.proposal);
                state.editions.push(Edition { from: facts.from, digest: facts.digest });
                state.current = Some(facts.digest);
            }
            GovernanceEvent::CalendarAdopted(facts) => {
                state.proposals.remove(&facts.proposal);
                let notice = facts.notice.clone();
                let adopted = AdoptedCalendar { notice, adopted_at: fact.recorded_at };
                state.calendars.insert(facts.year, adopted);
                state.current = Some(facts.digest);
            }
            GovernanceEvent::ProposalWithdrawn(ProposalWithdrawn { proposal }) => {
                state.proposals.remove(proposal);
            }
        }
        state
    }
}

type Decided = Result<GovernanceEvent, GovernanceRefusal>;

impl Governance {
    fn found(&self, digest: TextDigest, from: Date, cx: &Context<'_>) -> Decided {
        allowed(OfficeAct::FoundRules, cx)?;
        match self.editions.first() {
            Some(first) => Err(GovernanceRefusal::AlreadyFounded { from: first.from }),
            None => Ok(Founded { digest, from }.into()),
        }
    }

    fn propose(&self, subject: Proposed, digest: TextDigest, cx: &Context<'_>) -> Decided {
        allowed(OfficeAct::ProposeRules, cx)?;
        self.check(&subject, cx)?;
        if self.current == Some(digest) {
            return Err(GovernanceRefusal::Unchanged);
        }
        let (proposal, by) = (self.last_proposal + 1, cx.actor.clone());
        Ok(RulesProposed { proposal, subject, base: self.current, digest, by }.into())
    }

    fn approve(&self, number: u32, cx: &Context<'_>) -> Decided {
        allowed(OfficeAct::AdoptRules, cx)?;
        let proposal = self.proposal(number)?;
        if proposal.by == *cx.actor {
            return Err(GovernanceRefusal::OwnProposal);
        }
        if proposal.base != self.current {
            return Err(GovernanceRefusal::RulesMovedOn { proposal: number });
        }
        self.check(&proposal.subject, cx)?;
        let Proposal { subject, digest, by: proposed_by, .. } = proposal.clone();
        let (proposal, approved_by) = (number, cx.actor.clone());
        Ok(match subject {
            Proposed::Rulebook { from } => {
                RulebookAdopted { proposal, digest, from, proposed_by, approved_by }.into()
            }
            Proposed::Calendar { year, notice } => {
                CalendarAdopted { proposal, year, notice, digest, proposed_by, approved_by }.into()
            }
        })
    }

    fn withdraw(&self, number: u32, cx: &Context<'_>) -> Decided {
        let proposal = self.proposal(number)?;
        if proposal.by != *cx.actor {
            allowed(OfficeAct::AdoptRules, cx)?;
        }
        Ok(ProposalWithdrawn { proposal: number }.into())
    }

    /// What must hold both when it is proposed and when it is approved.
    fn check(&self, subject: &Proposed, cx: &Context<'_>) -> Result<(), GovernanceRefusal> {
        let last = self.editions.last().ok_or(GovernanceRefusal::NotFounded)?;
        let today = cx.now.date();
        match subject {
            Proposed::Rulebook { from } if *from <= today => {
                let earliest = today.plus_days(1);
                Err(GovernanceRefusal::BackDated { from: *from, earliest })
            }
            Proposed::Rulebook { from } if *from < last.from => {
                Err(GovernanceRefusal::BeforeStanding { standing: last.from })
            }
            Proposed::Calendar { notice, .. } if notice.trim().is_empty() => {
                Err(GovernanceRefusal::NoticeMissing)
            }
            Proposed::Calendar { year, .. } if *year < today.year() => {
                Err(GovernanceRefusal::YearPast { year: *year })
            }
            Proposed::Rulebook { .. } | Proposed::Calendar { .. } => Ok(()),
        }
    }

    fn proposal(&self, number: u32) -> Result<&Proposal, GovernanceRefusal> {
        let missing = GovernanceRefusal::NoSuchProposal { proposal: number };
        self.proposals.get(&number).ok_or(missing)
    }
}

fn allowed(act: OfficeAct, cx: &Context<'_>) -> Result<(), NotAllowed> {
    permits_office(cx.organization, cx.actor, act, Subject::WHOLE)
}
