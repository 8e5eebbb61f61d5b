//! 收件叙述. How it came in and was taken in.

use xiaoneng_domain::matter::{
    Accepted, AcceptedBy, ActedAsCover, AttachmentAdded, CameWith, Channel, Classified, ClockName,
    FirstContactRecorded, Followed, Imported, MediaType, Registered, SeenBy, StepFinished,
};

use super::{Narrator, Told, Turn, Visibility};

impl Narrator<'_> {
    pub(super) fn registered(&self, facts: &Registered) -> Told {
        let w = self.words();
        let officer = &facts.first_contact;
        let who = match &officer.person {
            Some(person) => w.of_unit(self.unit(&officer.unit), self.names.of(person)),
            None => w.somebody_of(self.unit(&officer.unit)),
        };
        let says = match facts.channel {
            Channel::Portal => w.filed_portal(who),
            Channel::QrCode => w.filed_qr(who),
            Channel::Visit
            | Channel::Phone
            | Channel::Letter
            | Channel::Hotline
            | Channel::Interface
            | Channel::Assigned
            | Channel::History => w.filed_at_counter(self.channel(facts.channel), who),
        };
        let repeat = facts.repeat_of.as_ref().map(|number| w.repeat_of(number));
        Told::public(says).aside_if(repeat).with_for_staff(officer.name)
    }

    /// 来源, in words.
    pub fn channel(&self, channel: Channel) -> &'static str {
        let w = self.words();
        match channel {
            Channel::Portal => w.way_portal(),
            Channel::QrCode => w.way_qr(),
            Channel::Visit => w.way_visit(),
            Channel::Phone => w.way_phone(),
            Channel::Letter => w.way_letter(),
            Channel::Hotline => w.way_hotline(),
            Channel::Interface => w.way_interface(),
            Channel::Assigned => w.way_assigned(),
            Channel::History => w.way_history(),
        }
    }

    /// The citizen reads what he was told; the rest is between offices.
    pub(super) fn first_contact(&self, turn: &Turn<'_>, facts: &FirstContactRecorded) -> Told {
        let w = self.words();
        let rules = self.rules.on(turn.at.date());
        let duty = rules.first_contact.duties.get(&facts.situation);
        let name = duty.map_or_else(|| format!("{:?}", facts.situation), |duty| duty.name.clone());
        let told = facts.notice.as_ref().map(|notice| notice.text);
        let competent =
            facts.competent.as_ref().map(|competent| [competent.name, competent.contact]);
        let leader = facts.leader_told.as_ref().map(|leader| w.told_leader(self.person(leader)));
        let above = facts.reported_to.as_ref().map(|above| w.reported_to(self.person(above)));
        let says = w.first_contact(name);
        let line = match told.is_some() || competent.is_some() {
            true => Told::public(says),
            false => Told::internal(says),
        };
        line.with(told)
            .with(competent.into_iter().flatten())
            .with_for_staff(facts.help)
            .aside_if(leader)
            .aside_if(above)
    }

    pub(super) fn classified(&self, turn: &Turn<'_>, facts: &Classified) -> Told {
        let w = self.words();
        let item = self.item(turn.at, &facts.matter_type);
        let completion = facts.clocks.iter().find(|start| start.clock == ClockName::Completion);
        Told::public(match completion {
            Some(start) => w.classified(item, self.moment(start.projection.due_at)),
            None => w.classified_without_date(item),
        })
    }

    pub(super) fn accepted(&self, facts: &Accepted) -> Told {
        let w = self.words();
        Told::public(match facts.by {
            AcceptedBy::Decision => w.accepted(),
            AcceptedBy::FirstAct => w.accepted_by_first_act(),
            AcceptedBy::Silence => w.accepted_by_silence(),
            AcceptedBy::Review => w.accepted_for_review(),
        })
    }

    pub(super) fn step_finished(&self, turn: &Turn<'_>, facts: &StepFinished) -> Told {
        Told::internal(self.words().step_finished(self.step(turn, facts.step)))
    }

    /// The name of a step by its place, under the rules of the day on which the matter was taken in.
    fn step(&self, turn: &Turn<'_>, place: u32) -> String {
        let Some(filing) = &turn.before.filing else { return place.to_string() };
        let accepted = turn.before.acceptance.as_ref().map(|taken| taken.effective_from);
        let rules = self.rules.on(accepted.unwrap_or(filing.filed_at).date());
        let found = rules.matter_types.get(&filing.matter_type);
        let index = usize::try_from(place).unwrap_or(0).checked_sub(1);
        let step = found.zip(index).and_then(|(found, index)| found.steps.get(index));
        step.map_or_else(|| place.to_string(), |step| step.name.clone())
    }

    pub(super) fn acted_as_cover(&self, facts: &ActedAsCover) -> Told {
        Told::internal(self.words().acted_as_cover(self.person(&facts.a)))
    }

    pub(super) fn attachment_added(&self, facts: &AttachmentAdded) -> Told {
        let w = self.words();
        let kind = match facts.media_type {
            MediaType::Jpeg | MediaType::Png => w.photo(),
            MediaType::Pdf => w.paper(),
        };
        let with = match facts.with {
            CameWith::Answer => w.with_answer(),
            CameWith::Result => w.with_result(),
            CameWith::Record => w.with_record(),
            CameWith::Filing
            | CameWith::Following
            | CameWith::Supplement
            | CameWith::Question
            | CameWith::Review
            | CameWith::Publication => "",
        };
        let visibility = match facts.with.seen_by() {
            SeenBy::Petitioner | SeenBy::Public => Visibility::Public,
            SeenBy::Office | SeenBy::Giver => Visibility::Internal,
        };
        Told::to(visibility, format!("{}{with}", w.attached(kind)))
    }

    /// What a follower adds is seen by staff alone (decisions F38).
    pub(super) fn followed(&self, facts: &Followed) -> Told {
        Told::internal(self.words().followed()).with_for_staff(facts.text)
    }

    pub(super) fn imported(&self, facts: &Imported) -> Told {
        let w = self.words();
        let says = match facts.replied_at {
            Some(at) => w.imported_answered(self.moment(at)),
            None => w.imported().to_owned(),
        };
        Told::public(says).with(facts.reply)
    }

    /// 事项, by its name on that day.
    pub fn item(
        &self,
        at: xiaoneng_app::working_time::Instant,
        code: &xiaoneng_domain::id::MatterTypeCode,
    ) -> String {
        let found = self.rules.on(at.date()).matter_types.get(code);
        found.map_or_else(|| code.to_string(), |found| found.name.clone())
    }
}
