//! 集体研究. People outside the person's line, who have not investigated, vote each; whoever is in
//! doubt helps the person.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::investigation::enough;
use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, Milestone, MilestoneKind, RecusalCause, Stage, recusal,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::codes;
use crate::text::{TextDigest, Written};

codes! {
    /// 表决意见, from the heaviest.
    pub enum Vote {
        /// 同意拟处理意见
        AsProposed = "as_proposed", "同意拟处理意见";
        /// 应当从轻
        Lighter = "lighter", "应当从轻";
        /// 不予追究
        NotAccountable = "not_accountable", "不予追究";
    }
}

/// 集体研究.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panel {
    /// 主持人
    pub chair: PersonId,
    /// 参加人, the chair among them, with what each has voted.
    pub members: BTreeMap<PersonId, Option<(Vote, TextDigest)>>,
    /// 结论
    pub outcome: Option<Vote>,
}

/// 组织集体研究.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConvenePanel {
    /// 主持人
    pub chair: PersonId,
    /// 参加人, the chair among them.
    pub members: BTreeSet<PersonId>,
}

/// 表决.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CastVote {
    /// What he thinks.
    pub vote: Vote,
    /// Why.
    pub opinion: Written,
}

/// 已组织集体研究.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PanelConvened {
    /// 主持人
    pub chair: PersonId,
    /// 参加人
    pub members: BTreeSet<PersonId>,
    /// By whom.
    pub by: PersonId,
}

/// 已表决.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct VoteCast {
    /// Who.
    pub member: PersonId,
    /// What he thinks.
    pub vote: Vote,
    /// Why.
    pub opinion: TextDigest,
}

/// 集体研究有了结论.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeliberationEnded {
    /// 结论
    pub outcome: Vote,
    /// 局长 who signs, as far as there is one.
    pub signer: Option<PersonId>,
}

impl Wish for ConvenePanel {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let clue = case.at(&[Stage::Heard, Stage::Deliberating], CaseAct::ConvenePanel)?;
        let has_votes =
            case.panel.as_ref().is_some_and(|panel| panel.members.values().any(Option::is_some));
        if has_votes {
            return Err(No::VotingBegan);
        }
        enough(self.members.len(), procedure(cx)?.procedure.panel, "参加集体研究的人")?;
        if !self.members.contains(&self.chair) {
            return Err(No::ChairNotMember);
        }
        for person in &self.members {
            let by_post = recusal(cx.organization, &clue.subject, person);
            let by_part = case.part_taken(person).filter(|one| *one == RecusalCause::Investigated);
            let signs = cx.organization.director() == Some(person);
            let signs = signs.then_some(RecusalCause::Superior);
            if let Some(cause) = by_post.or(by_part).or(signs) {
                return Err(No::Recused { act: CaseAct::ConvenePanel, cause });
            }
        }
        one(PanelConvened { chair: self.chair, members: self.members, by: staff(cx)? })
    }
}

impl Wish for CastVote {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.opinion]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Deliberating], CaseAct::CastVote)?;
        said(&self.opinion, "研究意见")?;
        let member = staff(cx)?;
        let panel = case.panel.as_ref().ok_or(No::NotAMember)?;
        let cast = panel.members.get(&member).ok_or(No::NotAMember)?;
        if cast.is_some() {
            return Err(No::VotedAlready);
        }
        let vote = VoteCast { member, vote: self.vote, opinion: self.opinion.digest() };
        let mut votes: Vec<Vote> =
            panel.members.values().flatten().map(|(vote, _)| *vote).collect();
        votes.push(self.vote);
        if votes.len() < panel.members.len() {
            return one(vote);
        }
        let signer = cx.organization.director().cloned();
        Ok(vec![vote.into(), DeliberationEnded { outcome: outcome(&votes), signer }.into()])
    }
}

/// 结论. As proposed, or no accountability, only by more than half; else lighter.
fn outcome(votes: &[Vote]) -> Vote {
    let is_carried =
        |vote: Vote| votes.iter().filter(|cast| **cast == vote).count() * 2 > votes.len();
    match (is_carried(Vote::AsProposed), is_carried(Vote::NotAccountable)) {
        (true, _) => Vote::AsProposed,
        (false, true) => Vote::NotAccountable,
        (false, false) => Vote::Lighter,
    }
}

impl Happened for PanelConvened {
    fn remember(&self, case: &mut Case, at: Instant) {
        let members = self.members.iter().map(|member| (member.clone(), None)).collect();
        case.panel = Some(Panel { chair: self.chair.clone(), members, outcome: None });
        case.stage = Stage::Deliberating;
        case.milestones.push(Milestone::new(MilestoneKind::PanelConvened, at));
    }
}

impl Happened for VoteCast {
    fn remember(&self, case: &mut Case, _at: Instant) {
        case.ever_deliberated.insert(self.member.clone());
        if let Some(panel) = &mut case.panel {
            panel.members.insert(self.member.clone(), Some((self.vote, self.opinion)));
        }
    }
}

impl Happened for DeliberationEnded {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(panel) = &mut case.panel {
            panel.outcome = Some(self.outcome);
        }
        case.signer = self.signer.clone();
        case.stage = Stage::Deliberated;
        case.milestones.push(Milestone::new(MilestoneKind::Deliberated, at));
    }
}
