//! 督办单页. What pages and forms of a task are made from: the task as it stands, and who looks at it.

use xiaoneng_app::Names;
use xiaoneng_app::tasks::TaskDossier;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{Organization, UnitKind};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::task::{Task, TaskCommand, TaskRefusal};
use xiaoneng_domain::text::{TextDigest, Written};

use super::Looking;
use crate::kit::dates;
use crate::kit::light::{Badge, LightKind};
use crate::workbench::deeds::Pen;
use crate::workbench::form::Choice;
use crate::workbench::words::deeds::DeedWords;
use crate::workbench::words::tasks::TaskWords;

/// 督办单页.
pub(super) struct Sheet<'a> {
    pub(super) dossier: &'a TaskDossier,
    pub(super) actor: Actor,
    pub(super) person: PersonId,
    pub(super) names: &'a Names,
    pub(super) w: TaskWords,
    pub(super) pen: Pen,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(
        looking: &Looking,
        (dossier, names): (&'a TaskDossier, &'a Names),
        once: &str,
    ) -> Self {
        Self {
            dossier,
            actor: looking.staff.actor(),
            person: looking.staff.person.clone(),
            names,
            w: looking.w(),
            pen: Pen::of(looking.site.form_key(), once),
        }
    }

    pub(super) fn task(&self) -> &Task {
        &self.dossier.task
    }

    pub(super) fn allows(&self, command: TaskCommand) -> Result<(), Refusal> {
        self.dossier.allows(&self.actor, command)
    }

    pub(super) fn text(&self, digest: &TextDigest) -> String {
        let found = self.dossier.texts.body(digest);
        found.unwrap_or(self.w.sealed_text()).to_owned()
    }

    pub(super) fn unit(&self, unit: &UnitId) -> String {
        unit_name(self.dossier.organization(), unit)
    }

    pub(super) fn name(&self, person: &PersonId) -> String {
        self.names.of(person).to_owned()
    }

    pub(super) fn moment(&self, at: Instant) -> String {
        dates::day_and_time(*self.w, at)
    }

    /// A text for a wish that is only weighed.
    pub(super) fn probe(&self) -> Written {
        self.pen.write("probe", "试")
    }

    /// 标题.
    pub(super) fn title(&self) -> String {
        let proposal = self.task().proposal.as_ref();
        proposal.map(|one| self.text(&one.facts.title)).unwrap_or_default()
    }

    /// The units of the task for which he may act, the lead first.
    pub(super) fn own_units(&self) -> Vec<UnitId> {
        let Some(proposal) = &self.task().proposal else { return Vec::new() };
        let facts = &proposal.facts;
        let units = std::iter::once(&facts.lead.unit);
        let units = units.chain(facts.assisting.iter().map(|wish| &wish.unit));
        let organization = self.dossier.organization();
        let own = organization.in_office(&self.person).map(|staff| &staff.unit);
        let is_own = |unit: &&UnitId| {
            own.is_some_and(|own| organization.is_within(own, organization.heir_of(unit)))
                || organization.head_of(organization.heir_of(unit)) == Some(&self.person)
        };
        units.filter(is_own).cloned().collect()
    }
}

pub(super) fn unit_name(organization: &Organization, unit: &UnitId) -> String {
    organization.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

/// The institution's no with names in the place of codes.
pub(super) fn refusal_words(organization: &Organization, no: &Refusal) -> String {
    let says = no.to_string();
    let Refusal::Task(refusal) = no else { return says };
    #[allow(clippy::wildcard_enum_match_arm, reason = "only some of them name a unit")]
    let unit = match refusal {
        TaskRefusal::NotPushing { unit }
        | TaskRefusal::PartyTwice { unit }
        | TaskRefusal::SectionIsParty { unit }
        | TaskRefusal::PersonNotOfLead { unit, .. }
        | TaskRefusal::AssistAfterLead { unit, .. }
        | TaskRefusal::NoSuchAssist { unit }
        | TaskRefusal::NotOfThatUnit { unit }
        | TaskRefusal::OpenElsewhere { section: unit, .. } => unit,
        _ => return says,
    };
    says.replace(unit.as_str(), &unit_name(organization, unit))
}

/// 状态 in words.
pub(super) fn state_word(w: TaskWords, state: &str) -> &'static str {
    match state {
        "proposed" => w.state_proposed(),
        "assigned" => w.state_assigned(),
        "in_progress" => w.state_in_progress(),
        "reported" => w.state_reported(),
        "concluded" => w.state_concluded(),
        "cancelled" => w.state_cancelled(),
        _ => w.state_archived(),
    }
}

/// 灯 of a task. It turns yellow on the last working day before it is due.
pub(super) fn badge_of(
    w: TaskWords,
    task: &Task,
    calendar: &xiaoneng_app::working_time::Calendar,
    now: Instant,
) -> Badge {
    use xiaoneng_domain::task::Ending;
    let was_late = task.rounds.iter().any(|round| round.fell_overdue_at.is_some());
    let due = task.round().map(|round| round.due);
    let is_near =
        due.is_some_and(|due| calendar.working_days_between(now.date(), due.at.date()) <= 1);
    let kind = match &task.ended {
        Some(ended) => match ended.how {
            Ending::Cancelled => LightKind::Ended,
            Ending::Concluded if was_late => LightKind::Late,
            Ending::Concluded => LightKind::Done,
        },
        None if task.opening.is_none() => LightKind::Pause,
        None if task.is_overdue(now) => LightKind::Red,
        None if task.pending_report().is_some() => LightKind::Pause,
        None if is_near => LightKind::Yellow,
        None => LightKind::Green,
    };
    let mut badge = Badge::new(*w, kind, "");
    match kind {
        LightKind::Pause if task.opening.is_none() => badge.word = w.state_proposed(),
        LightKind::Pause => badge.word = w.word_to_review(),
        LightKind::Ended => badge.word = w.state_cancelled(),
        LightKind::Red
        | LightKind::Yellow
        | LightKind::Green
        | LightKind::Done
        | LightKind::Late => {}
    }
    badge
}

/// All units that stand, grouped, to choose from.
pub(super) fn unit_choices(organization: &Organization, w: DeedWords) -> Vec<Choice> {
    let kinds = [
        (UnitKind::Section, w.group_sections()),
        (UnitKind::Institution, w.group_institutions()),
        (UnitKind::School, w.group_schools()),
    ];
    let of_kind = |(kind, group): (UnitKind, &'static str)| {
        let units = organization.open_units().filter(move |unit| unit.kind == kind);
        units.map(move |unit| Choice::new(unit.id.as_str(), unit.name.clone()).within(group))
    };
    kinds.into_iter().flat_map(of_kind).collect()
}
