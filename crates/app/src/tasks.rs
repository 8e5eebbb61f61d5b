//! 督办. The doors of tasks: proposing, opening and instructing with their numbers, every other wish,
//! and the dossier of one task for whoever may see it.

mod lists;

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::id::TaskNumber;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{Rules, UrgingLevel};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::{
    Instruct, Open, OpenSource, Proposal, Propose, Task, TaskCommand, TaskDecider, TaskEvent, Urge,
    may_see,
};
use xiaoneng_domain::text::{TextDigest, Written};
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::act::{Acted, weigh};
use crate::attachment::{CleanFile, ShownAttachment};
use crate::denied::Denied;
use crate::docket::{TASK as SLIP_OF_TASK, URGING, facts_of};
use crate::dossier::Texts;
use crate::memory::Known;

pub use lists::{ListedTask, TaskCounts, TaskPage, TaskShow, TasksOf, section_of};

/// Before the number of a task, so that nobody takes it for a matter.
const PREFIX: &str = "DB";
/// How many dockets are read at once.
const AT_ONCE: u32 = 500;

/// 督办卷宗. One task with everything that happened to it and was written in it.
#[derive(Clone, Debug)]
pub struct TaskDossier {
    /// The task as it stands.
    pub task: Task,
    /// Everything that happened, in order.
    pub history: Vec<Fact<TaskEvent>>,
    /// What people wrote in it.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    known: Known,
}

impl TaskDossier {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        u32::try_from(self.history.len()).unwrap_or(u32::MAX)
    }

    /// What happened since the task stood at a version.
    pub fn since(&self, version: u32) -> &[Fact<TaskEvent>] {
        let seen = usize::try_from(version).unwrap_or(usize::MAX);
        self.history.get(seen..).unwrap_or_default()
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Organization {
        &self.known.organization
    }

    /// The rules as they are known.
    pub fn rules(&self) -> &Rules {
        &self.known.rules
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, command: impl Into<TaskCommand>) -> Result<(), Refusal> {
        weigh::<TaskDecider>(&self.task, command.into(), (actor, self.now, &self.known))?;
        Ok(())
    }

    /// The number of a slip that would be taken now, for a wish that is only weighed.
    pub fn slip_to_weigh(&self) -> Slip {
        let (year, _, _) = self.now.date().ymd();
        Slip { year, number: 1 }
    }

    /// 佐证 of the whole task, in the order in which it came; each is fetched by its place, from 1.
    pub fn evidence(&self) -> Vec<TextDigest> {
        self.history.iter().flat_map(|fact| evidence_of(&fact.event)).copied().collect()
    }

    fn may_see(&self, actor: &Actor) -> bool {
        let Known { rules, organization, .. } = &self.known;
        may_see(&Context { now: self.now, actor, rules, organization }, &self.task)
    }
}

/// 佐证 that came with an event.
pub fn evidence_of(event: &TaskEvent) -> &[TextDigest] {
    match event {
        TaskEvent::Reported(facts) => &facts.evidence,
        TaskEvent::AssistAnswered(facts) => &facts.evidence,
        TaskEvent::FoundFalse(facts) => &facts.evidence,
        TaskEvent::Proposed(_)
        | TaskEvent::Opened(_)
        | TaskEvent::Signed(_)
        | TaskEvent::ProgressReported(_)
        | TaskEvent::ProgressMissed(_)
        | TaskEvent::AssistFellOverdue(_)
        | TaskEvent::FellOverdue(_)
        | TaskEvent::Urged(_)
        | TaskEvent::UrgingAnswered(_)
        | TaskEvent::Returned(_)
        | TaskEvent::Instructed(_)
        | TaskEvent::Concluded(_)
        | TaskEvent::ExtensionAsked(_)
        | TaskEvent::ExtensionChecked(_)
        | TaskEvent::ExtensionGranted(_)
        | TaskEvent::ExtensionRefused(_)
        | TaskEvent::ExtensionLapsed(_)
        | TaskEvent::Reprojected(_)
        | TaskEvent::Cancelled(_)
        | TaskEvent::Archived(_) => &[],
    }
}

impl App {
    /// 督办卷宗; none both where there is no such task and where the actor may not know of it.
    pub async fn task(
        &self,
        actor: &Actor,
        number: &TaskNumber,
    ) -> Result<Option<TaskDossier>, Denied> {
        let Some(mut dossier) = self.bare_task(number).await? else { return Ok(None) };
        if !dossier.may_see(actor) {
            return Ok(None);
        }
        dossier.texts = self.texts_of_task(number).await?;
        Ok(Some(dossier))
    }

    /// 拟立项. Its number comes from the same day's sequence as those of matters.
    pub async fn propose_task(
        &self,
        actor: &Actor,
        proposal: Proposal,
    ) -> Result<TaskNumber, Denied> {
        let number = self.next_task_number().await?;
        let stream = StreamId::Task(number.clone());
        let open_sources = self.open_sources().await?;
        let propose = Propose { number: number.clone(), proposal, open_sources };
        self.carry_out::<TaskDecider>(&stream, actor, propose).await?;
        Ok(number)
    }

    /// 批示. Proposed and opened in one, with the number of its slip.
    pub async fn instruct_task(
        &self,
        actor: &Actor,
        proposal: Proposal,
    ) -> Result<TaskNumber, Denied> {
        let number = self.next_task_number().await?;
        let stream = StreamId::Task(number.clone());
        let open_sources = self.open_sources().await?;
        let instruct = |slip: Slip| {
            let (number, proposal) = (number.clone(), proposal.clone());
            let open_sources = open_sources.clone();
            Instruct { number, proposal, slip, open_sources }.into()
        };
        self.carry_out_numbered::<TaskDecider>(&stream, actor, SLIP_OF_TASK, instruct).await?;
        Ok(number)
    }

    /// 立项交办, with the number of its slip.
    pub async fn open_task(
        &self,
        actor: &Actor,
        number: &TaskNumber,
    ) -> Result<Acted<TaskEvent>, Denied> {
        let stream = StreamId::Task(number.clone());
        let open_sources = self.open_sources().await?;
        let open = |slip: Slip| Open { slip, open_sources: open_sources.clone() }.into();
        self.carry_out_numbered::<TaskDecider>(&stream, actor, SLIP_OF_TASK, open).await
    }

    /// 催办, with the number of its slip.
    pub async fn urge_task(
        &self,
        actor: &Actor,
        number: &TaskNumber,
        (level, demand): (UrgingLevel, Written),
    ) -> Result<Acted<TaskEvent>, Denied> {
        let stream = StreamId::Task(number.clone());
        let urge = |slip: Slip| Urge { level, demand: demand.clone(), slip }.into();
        self.carry_out_numbered::<TaskDecider>(&stream, actor, URGING, urge).await
    }

    /// 办, on a page made when the task stood at that version; what bears no slip.
    pub async fn act_on_task(
        &self,
        actor: &Actor,
        (number, seen): (&TaskNumber, Option<u32>),
        command: impl Into<TaskCommand>,
    ) -> Result<Acted<TaskEvent>, Denied> {
        let stream = StreamId::Task(number.clone());
        self.carry_out_as_seen::<TaskDecider>(&stream, (actor, seen), command.into()).await
    }

    /// The same with 佐证: the wish is made from the digests of what is attached.
    pub async fn act_on_task_with_evidence<C: Into<TaskCommand>>(
        &self,
        actor: &Actor,
        (number, seen): (&TaskNumber, Option<u32>),
        files: Vec<CleanFile>,
        command: impl FnOnce(Vec<TextDigest>) -> C,
    ) -> Result<Acted<TaskEvent>, Denied> {
        let stream = StreamId::Task(number.clone());
        let command = |evidence| command(evidence).into();
        let done =
            self.carry_out_with_evidence::<TaskDecider>(&stream, (actor, seen), files, command);
        done.await
    }

    /// 佐证 of a task by its place, for whoever may see the task; none for everybody else.
    pub async fn evidence_of_task(
        &self,
        actor: &Actor,
        number: &TaskNumber,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let Some(dossier) = self.bare_task(number).await? else { return Ok(None) };
        let place = usize::try_from(ordinal).ok().and_then(|ordinal| ordinal.checked_sub(1));
        let found = place.and_then(|place| dossier.evidence().get(place).copied());
        let Some(digest) = found.filter(|_| dossier.may_see(actor)) else { return Ok(None) };
        let stream = StreamId::Task(number.clone());
        self.kept_evidence(&stream, &digest).await
    }

    /// 来源 as a keyed digest: equal for the same item of the same document, however it is spaced
    /// and punctuated.
    pub fn source_key(&self, document: &str, item: &str) -> TextDigest {
        let bare = |text: &str| -> String {
            text.chars()
                .filter(|sign| sign.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let mut hasher = Sha256::new();
        hasher.update(b"xiaoneng/task-source/1\0");
        hasher.update(bare(document).as_bytes());
        hasher.update(b"\0");
        hasher.update(bare(item).as_bytes());
        self.fingerprint(&hasher.finalize().into())
    }

    /// The sources of all tasks that are proposed or open.
    pub(crate) async fn open_sources(&self) -> Result<Vec<OpenSource>, Denied> {
        let mut sources = Vec::new();
        let mut place: Option<DocketPlace> = None;
        loop {
            let of = &DocketOf::All;
            let rows =
                self.store().list_dockets("task", of, true, (place.as_ref(), AT_ONCE)).await?;
            for row in &rows {
                let StreamId::Task(number) = &row.stream else { continue };
                let Some(dossier) = self.bare_task(number).await? else { continue };
                let Some(proposal) = dossier.task.proposal else { continue };
                let (key, section) = (proposal.facts.source_key, proposal.facts.section);
                sources.push(OpenSource { key, task: number.clone(), section });
            }
            let is_full = u32::try_from(rows.len()).is_ok_and(|count| count == AT_ONCE);
            match rows.last().filter(|_| is_full) {
                Some(last) => place = Some(DocketPlace::after(last)),
                None => return Ok(sources),
            }
        }
    }

    async fn next_task_number(&self) -> Result<TaskNumber, Denied> {
        let number = self.next_number(self.clock().now().date()).await?;
        Ok(TaskNumber::from(format!("{PREFIX}{number}")))
    }

    /// What people wrote in a task, whoever asks.
    async fn texts_of_task(&self, number: &TaskNumber) -> Result<Texts, Denied> {
        self.texts_in(&StreamId::Task(number.clone())).await
    }

    /// The task and its history, without texts; none if there is none.
    pub(crate) async fn bare_task(
        &self,
        number: &TaskNumber,
    ) -> Result<Option<TaskDossier>, Denied> {
        let known = self.known().await?;
        let stream = self.store().read_stream(&StreamId::Task(number.clone())).await?;
        let now = stream.head.time_of_recording(self.clock().now());
        let history = facts_of::<TaskEvent>(stream.events)?;
        let task = history.iter().fold(Task::default(), TaskDecider::evolve);
        let is_there = task.proposal.is_some();
        let dossier = TaskDossier { task, history, texts: Texts::default(), now, known };
        Ok(is_there.then_some(dossier))
    }
}
