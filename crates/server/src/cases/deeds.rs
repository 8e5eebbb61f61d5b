//! 办理动作. What can be done with a case: a form each. The institution is asked beforehand whether it
//! could be done now, and says why not.

mod choices;
mod deciding;
mod ending;
mod faults;
mod hearing;
mod investigating;
mod redress;

pub(super) use choices::{choices_of, name_of, people};

use std::collections::BTreeSet;

use xiaoneng_app::Names;
use xiaoneng_domain::accountability::{CaseAct, CaseCommand, CaseRefusal};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::text::Written;

use crate::Site;
use crate::cases::sight::Sight;
use crate::cases::words::CaseWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Field, Typed};

/// 动作.
pub(super) struct Deed {
    /// The end of its address.
    pub(super) slug: &'static str,
    /// What it is for the table of authority.
    pub(super) act: CaseAct,
    /// Its form.
    pub(super) fields: fn(&Sheet<'_>, &Typed) -> Vec<Field>,
    /// What is wished; none where something is to be mended.
    pub(super) wish: fn(&mut Reading<'_>) -> Option<CaseCommand>,
    /// A wish by which the institution says whether it could be done now.
    pub(super) probe: fn() -> CaseCommand,
}

/// What a form is made from.
pub(super) struct Sheet<'a> {
    pub(super) sight: &'a Sight,
    pub(super) names: &'a Names,
    pub(super) w: CaseWords,
}

/// What was typed, read field by field; what cannot be read is noted.
pub(super) struct Reading<'a> {
    pub(super) site: &'a Site,
    pub(super) sight: &'a Sight,
    pub(super) typed: &'a Typed,
    pub(super) errors: Errors,
    pub(super) w: CaseWords,
}

/// All of them, in the order of a page.
pub(super) const DEEDS: &[Deed] = &[
    investigating::ACCEPT,
    investigating::DECLINE,
    hearing::STATEMENT,
    hearing::WAIVE,
    redress::ASK_REVIEW,
    redress::ASK_APPEAL,
    investigating::DECIDE_EXTENSION,
    investigating::INVESTIGATORS,
    investigating::FACT,
    faults::FIND,
    faults::NOTHING,
    hearing::NOTIFY,
    hearing::EXAMINE,
    deciding::PANEL,
    deciding::VOTE,
    deciding::DECIDE,
    deciding::NONE,
    deciding::SERVE,
    redress::REVIEWERS,
    redress::REVIEW,
    redress::APPEAL,
    redress::EXTEND_APPEAL,
    ending::EXECUTED,
    ending::OUTSIDE,
    ending::PUBLISH,
    ending::RELAPSE,
    ending::REVOKE,
    ending::RIGHTS,
    ending::REPUTATION,
    ending::ARCHIVE,
    investigating::EXCUSE,
    investigating::EXTEND,
    ending::TRANSFER,
];

/// The act of that address.
pub(super) fn find(slug: &str) -> Option<&'static Deed> {
    DEEDS.iter().find(|deed| deed.slug == slug)
}

/// The address of an act; none of those that stand on no page of a case.
pub(super) fn slug_of(act: CaseAct) -> Option<&'static str> {
    DEEDS.iter().find(|deed| deed.act == act).map(|deed| deed.slug)
}

/// 能不能办. What an act is to somebody now.
pub(super) enum May {
    /// It can be done.
    Now,
    /// It is not his to do, or of another stage.
    NotHis,
    /// He may not do it now, and why.
    NotNow(Refusal),
}

/// What an act is to the one who looks.
pub(super) fn may(deed: &Deed, sight: &Sight, actor: &Actor) -> May {
    if !sight.permits(actor, deed.act) {
        return May::NotHis;
    }
    match sight.allows(actor, (deed.probe)()) {
        Ok(()) => May::Now,
        Err(Refusal::Case(no)) if is_of_another_time(&no) => May::NotHis,
        Err(Refusal::Case(no)) if is_about_the_form(&no) => May::Now,
        Err(no) => May::NotNow(no),
    }
}

/// Whether it is not the stage for it, or it is done: then nothing is said of it.
fn is_of_another_time(no: &CaseRefusal) -> bool {
    matches!(
        no,
        CaseRefusal::NotPermitted(_)
            | CaseRefusal::WrongStage { .. }
            | CaseRefusal::AlreadyStated
            | CaseRefusal::VotedAlready
            | CaseRefusal::NotAMember
            | CaseRefusal::NoWarning
            | CaseRefusal::NothingToPublish
            | CaseRefusal::DoneAlready { .. }
            | CaseRefusal::NothingOwed
            | CaseRefusal::NoSuchRemedy { .. }
            | CaseRefusal::AlreadyFinal
            | CaseRefusal::NoSuchRequest { .. }
    )
}

/// Whether it is what the probe says that is refused, and not the act.
fn is_about_the_form(no: &CaseRefusal) -> bool {
    matches!(
        no,
        CaseRefusal::TextMissing { .. }
            | CaseRefusal::TooFew { .. }
            | CaseRefusal::NotAnInvestigator
            | CaseRefusal::ExtensionTooLong { .. }
            | CaseRefusal::NoFaults
            | CaseRefusal::FixedOnce { .. }
            | CaseRefusal::NoSuchFault { .. }
            | CaseRefusal::NotRecordedSo { .. }
            | CaseRefusal::OrganNotCompetent { .. }
            | CaseRefusal::SameScope { .. }
            | CaseRefusal::SameCase
    )
}

/// A text for a probe.
fn probing() -> Written {
    Written::new("预演", [0; 16])
}

/// No field at all.
fn none(_: &Sheet<'_>, _: &Typed) -> Vec<Field> {
    Vec::new()
}

impl Reading<'_> {
    /// A text that must be there.
    fn text(&mut self, id: &str) -> Option<Written> {
        let text = self.maybe_text(id);
        if text.is_none() {
            self.errors.add(id, self.w.err_text());
        }
        text
    }

    /// A text that may be there.
    fn maybe_text(&self, id: &str) -> Option<Written> {
        let written = |text: &str| Written::new(text, self.site.app().chance().bytes());
        Some(self.typed.get(id)).filter(|text| !text.is_empty()).map(written)
    }

    /// One of a list, by its code.
    fn code<T>(&mut self, id: &str, of_code: fn(&str) -> Option<T>) -> Option<T> {
        let found = of_code(self.typed.get(id));
        if found.is_none() {
            self.errors.add(id, self.w.err_choice());
        }
        found
    }

    /// One of a list, or nothing chosen.
    fn maybe_code<T>(&self, id: &str, of_code: fn(&str) -> Option<T>) -> Option<T> {
        of_code(self.typed.get(id))
    }

    fn number(&mut self, id: &str) -> Option<u32> {
        let number = self.typed.get(id).parse().ok();
        if number.is_none() {
            self.errors.add(id, self.w.err_number());
        }
        number
    }

    fn person(&mut self, id: &str) -> Option<PersonId> {
        let person = self.maybe_person(id);
        if person.is_none() {
            self.errors.add(id, self.w.err_person());
        }
        person
    }

    fn maybe_person(&self, id: &str) -> Option<PersonId> {
        Some(self.typed.get(id)).filter(|id| !id.is_empty()).map(PersonId::from)
    }

    /// Everybody chosen in one of these fields.
    fn people(&self, ids: &[&str]) -> BTreeSet<PersonId> {
        ids.iter().filter_map(|id| self.maybe_person(id)).collect()
    }

    fn agrees(&mut self) -> Option<bool> {
        self.code("verdict", |code| match code {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        })
    }
}
