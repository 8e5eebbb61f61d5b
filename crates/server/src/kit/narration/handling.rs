//! 办理叙述. What is done for the citizen while it is in hand.

use xiaoneng_domain::matter::{
    Mode, ModesChanged, OutcomeOnRecord, Published, PublishedPart, Replied, ResultDecided, TakenUp,
    VisitRecorded,
};

use super::{Narrator, Told};

impl Narrator<'_> {
    pub(super) fn modes_changed(&self, facts: &ModesChanged) -> Told {
        let w = self.words();
        let list = |modes: Vec<Mode>| {
            let names: Vec<&str> = modes.into_iter().map(|mode| self.mode(mode)).collect();
            names.join(w.and())
        };
        let added = list(facts.added.iter().map(|set| set.mode).collect());
        let removed = list(facts.removed.clone());
        let says = match (added.is_empty(), removed.is_empty()) {
            (false, true) => w.modes_set(added),
            (true, _) => w.modes_removed(removed),
            (false, false) => {
                let both = [w.modes_set(added), w.modes_removed(removed)];
                both.join(w.choose("；", "; "))
            }
        };
        Told::public(says).with_for_staff(facts.reason)
    }

    /// 办理方式, in words.
    pub fn mode(&self, mode: Mode) -> &'static str {
        let w = self.words();
        match mode {
            Mode::Immediate => w.immediate(),
            Mode::Active => w.active(),
            Mode::Visit => w.visit(),
            Mode::FollowUp => w.follow_up(),
            Mode::Open => w.open(),
        }
    }

    pub(super) fn taken_up(&self, facts: &TakenUp) -> Told {
        Told::public(self.words().taken_up(self.person(&facts.leader))).with_for_staff([facts.plan])
    }

    pub(super) fn visit_recorded(&self, facts: &VisitRecorded) -> Told {
        let names: Vec<&str> = facts.visitors.iter().map(|one| self.names.of(one)).collect();
        Told::public(self.words().visited(self.moment(facts.visited_at)))
            .with_for_staff([facts.place, facts.account])
            .aside(names.join(self.words().and()))
    }

    pub(super) fn published(&self, facts: &Published) -> Told {
        let w = self.words();
        let part = match facts.part {
            PublishedPart::Rule => w.part_rule(),
            PublishedPart::Procedure => w.part_procedure(),
            PublishedPart::Result => w.part_result(),
            PublishedPart::Contact => w.part_contact(),
        };
        Told::public(w.published(part)).with([facts.text])
    }

    pub(super) fn replied(&self, facts: &Replied) -> Told {
        let w = self.words();
        let says = if facts.is_first_response { w.first_reply() } else { w.replied() };
        Told::public(says).with([facts.text])
    }

    /// Until it is delivered the result is not the citizen's.
    pub(super) fn result_decided(&self, facts: &ResultDecided) -> Told {
        let outcome = self.outcome(&facts.outcome);
        Told::internal(self.words().result_decided(outcome))
            .with([facts.text])
            .with(account_of(&facts.outcome))
    }

    /// 结果, in words.
    pub fn outcome(&self, outcome: &OutcomeOnRecord) -> &'static str {
        let w = self.words();
        match outcome {
            OutcomeOnRecord::Resolved => w.resolved(),
            OutcomeOnRecord::CannotBeDone(_) => w.cannot_be_done(),
            OutcomeOnRecord::Declined(_) => w.outcome_declined(),
            OutcomeOnRecord::NotOurs(_) => w.not_ours(),
        }
    }
}

/// 不能办的交代 or the competent unit: what the citizen is told beside the result.
pub(super) fn account_of(
    outcome: &OutcomeOnRecord,
) -> impl Iterator<Item = xiaoneng_domain::text::TextDigest> {
    let texts = match outcome {
        OutcomeOnRecord::Resolved => Vec::new(),
        OutcomeOnRecord::CannotBeDone(account) | OutcomeOnRecord::Declined(account) => {
            vec![account.legal_basis, account.alternative, account.remedy]
        }
        OutcomeOnRecord::NotOurs(competent) => vec![competent.name, competent.contact],
    };
    texts.into_iter()
}
