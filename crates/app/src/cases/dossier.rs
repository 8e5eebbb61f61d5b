//! 案卷与本人所见. The whole file for those who handle the case; for the person concerned what is about
//! himself, and for the head who signs what he signs. For everybody else the same nothing as if there
//! were no such case.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::accountability::{
    Admissible, Case, CaseAct, CaseCommand, CaseDecider, CaseEvent, CaseStanding, FoundFault,
    Imposed, MilestoneKind, OutsideRecord, SeenByPerson, Stage, Subject, Vote, Weighing,
    admissible, may_see_file, permits_case, rank_of, seen_by_person, stands_in_case,
};
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::id::{CaseNumber, PersonId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{
    AccountabilityRule, Fault, Gravity, Liability, Sanction, UnitMeasure,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::TextDigest;

use crate::App;
use crate::act::weigh;
use crate::denied::Denied;
use crate::docket::facts_of;
use crate::dossier::Texts;
use crate::memory::Known;

/// 案卷.
#[derive(Clone, Debug)]
pub struct CaseDossier {
    /// The case as it stands.
    pub case: Case,
    /// Everything that happened, in order.
    pub history: Vec<Fact<CaseEvent>>,
    /// What people wrote in it.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    known: Known,
}

/// 一项过错 with what is intended or decided for it, as the person is told.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Charge {
    /// 1, 2, 3 … within the case.
    pub ordinal: u32,
    /// Which kind.
    pub fault: Fault,
    /// 情节
    pub gravity: Gravity,
    /// 责任; of a unit none.
    pub liability: Option<Liability>,
    /// 措施
    pub measure: Option<Imposed>,
    /// 建议有权机关给予的处分
    pub sanction: Option<Sanction>,
}

/// 本人所见, also of the head who signs for his unit.
#[derive(Clone, Debug)]
pub struct OwnCase {
    /// What was done, what comes next, what he may do.
    pub seen: SeenByPerson,
    /// About whom it is.
    pub subject: Subject,
    /// 过错, from when he is told on.
    pub charges: Vec<Charge>,
    /// 别处的决定 that are on record.
    pub records: Vec<OutsideRecord>,
    /// 集体研究的结论; only for the head who signs.
    pub concluded: Option<Vote>,
    /// What he may read.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    dossier: CaseDossier,
}

impl CaseDossier {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        u32::try_from(self.history.len()).unwrap_or(u32::MAX)
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Organization {
        &self.known.organization
    }

    /// What the institution is told of the world when the actor asks.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        let Known { rules, organization, .. } = &self.known;
        Context { now: self.now, actor, rules, organization }
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, command: impl Into<CaseCommand>) -> Result<(), Refusal> {
        weigh::<CaseDecider>(&self.case, command.into(), (actor, self.now, &self.known))?;
        Ok(())
    }

    /// The rules of faults and measures: those of the day on which the clue came.
    pub fn substance(&self) -> Option<&AccountabilityRule> {
        let on = self.case.clue.as_ref()?.opened_at.date();
        let of = |on| self.known.rules.on(on).accountability.as_ref();
        of(on).or_else(|| of(self.now.date()))
    }

    /// 过错 as they were found, with what is intended for each, and once that is served, what was decided.
    pub fn charges(&self) -> Vec<Charge> {
        let verdict = self.case.verdict.as_ref().filter(|_| self.case.service.is_some());
        let intended = self.case.intent.as_ref().map(|intent| &intent.proposed);
        let fixed = verdict.map(|verdict| &verdict.fixed).or(intended);
        let charge = |fault: &FoundFault| {
            let of_it = fixed.and_then(|all| all.iter().find(|one| one.fault == fault.ordinal));
            Charge {
                ordinal: fault.ordinal,
                fault: fault.fault,
                gravity: fault.gravity,
                liability: fault.liability,
                measure: of_it.and_then(|one| one.measure),
                sanction: of_it.and_then(|one| one.sanction),
            }
        };
        let found = self.case.findings.as_ref().map(|findings| &findings.faults);
        found.into_iter().flatten().map(charge).collect()
    }

    /// 可以采取的: the measures and sanctions that a charge admits, none heavier than what the person was
    /// told already.
    pub fn choices(&self, charge: &Charge) -> (Vec<Imposed>, Vec<Sanction>) {
        let (Some(rule), Some(clue)) = (self.substance(), &self.case.clue) else {
            return Default::default();
        };
        let admitted = match (clue.subject.category(), charge.liability, &self.case.findings) {
            (Some(category), Some(liability), Some(findings)) => {
                let (gravity, circumstances) = (charge.gravity, &findings.circumstances);
                admissible(rule, Weighing { gravity, liability, category, circumstances })
            }
            _ => Admissible::default(),
        };
        let of_units = UnitMeasure::ALL.iter().map(|one| Imposed::Unit(*one));
        let mut measures: Vec<Imposed> = match clue.subject {
            Subject::Person { .. } => admitted.measures.into_iter().map(Imposed::Person).collect(),
            Subject::Unit { .. } => of_units.collect(),
        };
        measures.sort_by_key(|one| rank_of(rule, *one));
        let rank = |one: &Sanction| rule.sanctions.get(one).map(|known| known.rank);
        let mut sanctions: Vec<Sanction> = admitted.sanctions.into_iter().collect();
        sanctions.sort_by_key(rank);
        if self.case.intent.is_some() {
            let told = charge.measure.map(|told| rank_of(rule, told));
            measures.retain(|one| told.is_some_and(|told| rank_of(rule, *one) <= told));
            let told = charge.sanction.as_ref().map(rank);
            sanctions.retain(|one| told.is_some_and(|told| rank(one) <= told));
        }
        (measures, sanctions)
    }

    /// Whether the actor stands in the table for an act, whatever the stage.
    pub fn permits(&self, actor: &Actor, act: CaseAct) -> bool {
        permits_case(&self.context(actor), act, &self.case).is_ok()
    }

    fn stands(&self, actor: &Actor, standing: CaseStanding) -> bool {
        stands_in_case(&self.context(actor), &self.case, standing)
    }

    /// 本人所见; none for who neither is the person nor signs for the unit.
    fn own(self, actor: &Actor) -> Option<OwnCase> {
        let is_subject = self.stands(actor, CaseStanding::Subject);
        let is_head = !is_subject && self.stands(actor, CaseStanding::UnitHead);
        let mut seen = seen_by_person(&self.case, self.now).filter(|_| is_subject || is_head)?;
        let subject = self.case.clue.as_ref()?.subject.clone();
        if is_head {
            let stage = self.case.stage;
            seen.done.retain(|milestone| is_for_the_head(milestone.kind, stage));
            seen.rights.clear();
        }
        let mut texts = self.texts.clone();
        let told: Vec<TextDigest> =
            seen.done.iter().flat_map(|milestone| &milestone.texts).copied().collect();
        texts.retain(&told);
        let panel = self.case.panel.as_ref().filter(|_| is_head);
        Some(OwnCase {
            charges: self.case.intent.as_ref().map(|_| self.charges()).unwrap_or_default(),
            records: self.case.records.clone(),
            concluded: panel.and_then(|panel| panel.outcome),
            now: self.now,
            seen,
            subject,
            texts,
            dossier: self,
        })
    }
}

/// What the head reads who signs for his unit, or lets the decision be carried out; not what the person
/// was asked, nor his remedies.
fn is_for_the_head(kind: MilestoneKind, stage: Stage) -> bool {
    match kind {
        MilestoneKind::Served
        | MilestoneKind::Executed
        | MilestoneKind::Final
        | MilestoneKind::Lifted
        | MilestoneKind::Published => true,
        MilestoneKind::Notified
        | MilestoneKind::StatementMade
        | MilestoneKind::StatementWaived
        | MilestoneKind::StatementTermPassed
        | MilestoneKind::StatementExamined
        | MilestoneKind::Deliberated => stage == Stage::Deliberated,
        MilestoneKind::Accepted
        | MilestoneKind::InvestigatorsNamed
        | MilestoneKind::Heard
        | MilestoneKind::Extended
        | MilestoneKind::PanelConvened
        | MilestoneKind::OutsideRecorded
        | MilestoneKind::ReviewAsked
        | MilestoneKind::ReviewDecided
        | MilestoneKind::AppealAsked
        | MilestoneKind::AppealDecided
        | MilestoneKind::Relapsed
        | MilestoneKind::Cleared
        | MilestoneKind::Revoked
        | MilestoneKind::RightsRestored
        | MilestoneKind::ReputationRestored => false,
    }
}

impl OwnCase {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        self.dossier.version()
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Organization {
        self.dossier.organization()
    }

    /// 可以采取的, for the head who signs.
    pub fn choices(&self, charge: &Charge) -> (Vec<Imposed>, Vec<Sanction>) {
        self.dossier.choices(charge)
    }

    /// The rules of faults and measures: those of the day on which the clue came.
    pub fn substance(&self) -> Option<&AccountabilityRule> {
        self.dossier.substance()
    }

    /// Whether the actor stands in the table for an act, whatever the stage.
    pub fn permits(&self, actor: &Actor, act: CaseAct) -> bool {
        self.dossier.permits(actor, act)
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, command: impl Into<CaseCommand>) -> Result<(), Refusal> {
        self.dossier.allows(actor, command)
    }
}

impl App {
    /// 案卷; none both where there is no such case and where the actor may not read the file.
    pub async fn case_dossier(
        &self,
        actor: &Actor,
        number: &CaseNumber,
    ) -> Result<Option<CaseDossier>, Denied> {
        let Some(mut dossier) = self.bare_case(number).await? else { return Ok(None) };
        if !may_see_file(&dossier.context(actor), &dossier.case) {
            return Ok(None);
        }
        dossier.texts = self.texts_in(&StreamId::Case(number.clone())).await?;
        Ok(Some(dossier))
    }

    /// 本人所见; none both where there is no such case and where it is not about the actor, or he may
    /// not know yet.
    pub async fn own_case(
        &self,
        actor: &Actor,
        number: &CaseNumber,
    ) -> Result<Option<OwnCase>, Denied> {
        let Some(mut dossier) = self.bare_case(number).await? else { return Ok(None) };
        dossier.texts = self.texts_in(&StreamId::Case(number.clone())).await?;
        Ok(dossier.own(actor))
    }

    /// Whether a notice about a case still is for somebody: he handles it, or it is about himself.
    pub(crate) async fn may_still_see_case(
        &self,
        person: &PersonId,
        number: &CaseNumber,
    ) -> Result<bool, Denied> {
        let Some(dossier) = self.bare_case(number).await? else { return Ok(false) };
        let actor = Actor::Staff(person.clone());
        Ok(may_see_file(&dossier.context(&actor), &dossier.case) || dossier.own(&actor).is_some())
    }

    /// The case and its history, whoever asks, without texts.
    pub(crate) async fn bare_case(
        &self,
        number: &CaseNumber,
    ) -> Result<Option<CaseDossier>, Denied> {
        let known = self.known().await?;
        let stream = self.store().read_stream(&StreamId::Case(number.clone())).await?;
        let now = stream.head.time_of_recording(self.clock().now());
        let history = facts_of::<CaseEvent>(stream.events)?;
        let case = history.iter().fold(Case::default(), CaseDecider::evolve);
        let is_there = case.clue.is_some();
        let dossier = CaseDossier { case, history, texts: Texts::default(), now, known };
        Ok(is_there.then_some(dossier))
    }
}
