//! 权限表. Who may do what with a complaint. One row for each act; for whoever stands in no row and
//! may not read the file either, the complaint does not exist.

use crate::complaint::parts::{Part, parts};
use crate::complaint::{Act, Complaint, IdentityMode, Stage, recused};
use crate::decider::{Actor, Context};
use crate::organization::Role;

/// 权限表的一行.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The act.
    pub act: Act,
    /// Who may do it.
    pub allowed: &'static [Part],
    /// Why it is so.
    pub clause: &'static str,
}

const DOOR: &str = "投诉有门：谁都可以投诉，来信来电来访由效能办当日登记";
const OFFICE: &str = "效能投诉由效能办受理，被投诉的单位和人员不经手";
const TWO: &str = "有诉必查：由两名与被投诉人无关的人员调查并留下记录";
const DEALT: &str = "查明必处：属实的要有处理、整改或者不予追究的说明";
const HEARD: &str = "被投诉人只就核查项作书面说明，看不到投诉";
const APPROVED: &str = "延期、启封由另一人审批，申请人不审批自己的申请";
const SEALED: &str = "身份封存：查看要有理由、两人同意，并告知投诉人";
const ANSWERED: &str = "投诉人凭查询码看结果、答回访、申请回避";
const OUTSIDE: &str = "投诉局领导、效能办或者全局的，由局外的纪检监察联络员办理";
const WATCHED: &str = "不得打击报复：结案后继续关注，由调查人核查";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";
const RECUSED: &str = "有利害关系的回避，投诉人也可以申请";

const fn row(act: Act, allowed: &'static [Part], clause: &'static str) -> Row {
    Row { act, allowed, clause }
}

use Part::{
    Approver, Asked, Complainant, Decider, ForwardedHead, HandlingHead, Investigator, Liaison,
    Officer, System,
};

/// 权限表.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    row(Act::File,               &[Complainant, Officer], DOOR),
    row(Act::Supply,             &[Complainant], ANSWERED),
    row(Act::Accept,             &[Officer, Decider], OFFICE),
    row(Act::Reject,             &[Officer, Decider], OFFICE),
    row(Act::Merge,              &[Officer, Decider], OFFICE),
    row(Act::Route,              &[Officer, Decider], OFFICE),
    row(Act::Appoint,            &[Decider, HandlingHead], TWO),
    row(Act::Record,             &[Investigator], TWO),
    row(Act::DemandExplanation,  &[Investigator], HEARD),
    row(Act::Explain,            &[Asked], HEARD),
    row(Act::Identify,           &[Investigator, Officer, Decider], OFFICE),
    row(Act::StepAside,          &[Investigator, Officer, HandlingHead, Decider], RECUSED),
    row(Act::AskRecusal,         &[Complainant], RECUSED),
    row(Act::Find,               &[Investigator], TWO),
    row(Act::Deal,               &[Decider, ForwardedHead], DEALT),
    row(Act::Close,              &[Decider, ForwardedHead], DEALT),
    row(Act::Reply,              &[Officer, Decider, ForwardedHead], ANSWERED),
    row(Act::AnswerFollowUp,     &[Complainant], ANSWERED),
    row(Act::RecordCall,         &[Officer, Decider], ANSWERED),
    row(Act::OrderRedo,          &[Decider], DEALT),
    row(Act::Archive,            &[Officer, Decider], OFFICE),
    row(Act::AskExtension,       &[Investigator, Officer, HandlingHead], APPROVED),
    row(Act::DecideExtension,    &[Approver], APPROVED),
    row(Act::AskUnsealing,       &[Investigator, Officer, Decider, Liaison], SEALED),
    row(Act::DecideUnsealing,    &[Approver, Liaison], SEALED),
    row(Act::ReadIdentity,       &[Investigator, Officer, Decider, Liaison], SEALED),
    row(Act::TransferClue,       &[Investigator, Officer, Decider], OUTSIDE),
    row(Act::EndOutside,         &[Liaison], OUTSIDE),
    row(Act::SuspectRetaliation, &[System], WATCHED),
    row(Act::CheckSuspicion,     &[Investigator], WATCHED),
    row(Act::KeepTime,           &[System], CLOCK),
];

/// The row of an act. Every act has one; a test holds it.
pub fn row_of(act: Act) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.act == act)
}

/// 无权办理. Why somebody may not do this with a complaint.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPermitted {
    /// 不可见. The same words whether there is such a complaint or not.
    #[error("没有这件投诉，或者按保密规定只有办理人能看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理，这一步不由您来做。{}", .act.name(), names_of(*.act), clause_of(*.act))]
    NotInTable {
        /// What was wished.
        act: Act,
    },
    /// It has left the house.
    #[error("这件投诉已经按规定移送或交给局外办理，我们不再经手。后续由承接的机关告知")]
    LeftTheHouse,
}

impl NotPermitted {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "保密与回避：投诉材料不得透露给被投诉的单位和人员，无关的人也看不到",
            Self::NotInTable { act } => clause_of(*act),
            Self::LeftTheHouse => OUTSIDE,
        }
    }
}

/// Whether the actor may do this with the complaint: by recusal, by the stage, by the table.
pub fn permits(cx: &Context<'_>, act: Act, complaint: &Complaint) -> Result<(), NotPermitted> {
    if complaint.filing.is_none() && act == Act::File {
        return may_file(cx);
    }
    let parts = parts(cx, complaint);
    let reads = parts.iter().any(|part| part.reads());
    if parts.is_empty() || (parts.iter().all(|part| *part == Asked) && act != Act::Explain) {
        return Err(NotPermitted::Unseen);
    }
    if !is_ours(complaint, act) {
        return Err(NotPermitted::LeftTheHouse);
    }
    let allowed = row_of(act).map(|row| row.allowed).unwrap_or_default();
    match allowed.iter().any(|part| parts.contains(part)) {
        true => Ok(()),
        false if reads || parts.contains(&Complainant) => Err(NotPermitted::NotInTable { act }),
        false => Err(NotPermitted::Unseen),
    }
}

/// What may still be done with what went outside; nothing with what was transferred.
fn is_ours(complaint: &Complaint, act: Act) -> bool {
    match complaint.stage {
        Stage::Transferred => act == Act::KeepTime,
        Stage::Outside => matches!(
            act,
            Act::Supply
                | Act::AskUnsealing
                | Act::DecideUnsealing
                | Act::ReadIdentity
                | Act::EndOutside
                | Act::KeepTime
        ),
        Stage::OutsideEnded => act == Act::KeepTime,
        Stage::Registered
        | Stage::Accepted
        | Stage::Investigating
        | Stage::Found
        | Stage::Closed
        | Stage::Replied
        | Stage::Archived
        | Stage::Rejected
        | Stage::Merged => true,
    }
}

/// Anybody outside may complain; what came on paper or by telephone is taken down by 效能办 or, where
/// it is complained of itself, by the contact outside.
fn may_file(cx: &Context<'_>) -> Result<(), NotPermitted> {
    match cx.actor {
        Actor::Citizen(_) => Ok(()),
        Actor::System => Err(NotPermitted::Unseen),
        Actor::Staff(person) => {
            let staff = cx.organization.in_office(person);
            let takes = |role: &Role| matches!(role, Role::EfficacyOffice | Role::Discipline);
            match staff.is_some_and(|staff| staff.roles.iter().any(takes)) {
                true => Ok(()),
                false => Err(NotPermitted::Unseen),
            }
        }
    }
}

/// Whether the actor may read the file. The complainant sees [`public_standing`](super::public_standing)
/// by his code; of whom an explanation was demanded, [`inquiry_seen_by`](super::inquiry_seen_by).
pub fn may_see(cx: &Context<'_>, complaint: &Complaint) -> bool {
    parts(cx, complaint).iter().any(|part| part.reads())
}

/// 结论. Leaders see what was found once it is closed, not the file: 效能办's leader in charge and the
/// director, where they are not concerned.
pub fn may_see_conclusion(cx: &Context<'_>, complaint: &Complaint) -> bool {
    if may_see(cx, complaint) {
        return true;
    }
    let Actor::Staff(person) = cx.actor else { return false };
    let organization = cx.organization;
    let office = organization.unit_for(crate::organization::Function::EfficacyOffice);
    let in_charge = office.and_then(|office| organization.leader_in_charge(&office.id));
    let leads = in_charge == Some(person) || organization.director() == Some(person);
    let is_closed = matches!(complaint.stage, Stage::Closed | Stage::Replied | Stage::Archived);
    leads
        && is_closed
        && organization.in_office(person).is_some()
        && !recused(organization, complaint).covers(person)
}

/// 可以查看身份. Of a named complainant, 效能办 with a reason each time; of a sealed one, whoever asked
/// for the opening that another approved, until its time is over. Nobody of an anonymous one.
pub fn may_read_identity(cx: &Context<'_>, complaint: &Complaint) -> bool {
    let Some(filing) = &complaint.filing else { return false };
    let Actor::Staff(person) = cx.actor else { return false };
    let parts = parts(cx, complaint);
    let row = row_of(Act::ReadIdentity).map(|row| row.allowed).unwrap_or_default();
    if !is_ours(complaint, Act::ReadIdentity) || !row.iter().any(|part| parts.contains(part)) {
        return false;
    }
    match filing.identity {
        IdentityMode::Anonymous => false,
        IdentityMode::Named => {
            parts.contains(&Officer) || parts.contains(&Decider) || parts.contains(&Liaison)
        }
        IdentityMode::Sealed => {
            complaint.unsealings.iter().any(|unsealing| unsealing.opens_for(person, cx.now))
        }
    }
}

fn names_of(act: Act) -> String {
    let parts = row_of(act).map(|row| row.allowed).unwrap_or_default();
    let names: Vec<&str> = parts.iter().map(|part| part.name()).collect();
    names.join("、")
}

fn clause_of(act: Act) -> &'static str {
    row_of(act).map(|row| row.clause).unwrap_or_default()
}
