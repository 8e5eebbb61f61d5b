//! 办理动作. What can be done with a complaint: a form each. The institution is asked beforehand
//! whether it could be done now, and says why not.

mod choices;
mod handling;
mod identity;
mod settling;

pub(super) use choices::FAULTS;

use xiaoneng_app::Names;
use xiaoneng_app::complaints::ComplaintDossier;
use xiaoneng_app::working_time::Date;
use xiaoneng_domain::complaint::{Act, ComplaintCommand, ComplaintRefusal, NotPermitted, permits};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::Verdict;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::text::Written;

use crate::Site;
use crate::complaints::words::ComplaintWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Field, Typed};

/// 动作.
pub(super) struct Deed {
    /// The end of its address.
    pub(super) slug: &'static str,
    /// What it is for the table of authority.
    pub(super) act: Act,
    /// Its form.
    pub(super) fields: fn(&Sheet<'_>, &Typed) -> Vec<Field>,
    /// What is wished; none where something is to be mended.
    pub(super) wish: fn(&mut Reading<'_>) -> Option<ComplaintCommand>,
    /// A wish by which the institution says whether it could be done now.
    pub(super) probe: fn(&ComplaintDossier, &PersonId) -> ComplaintCommand,
}

/// What a form is made from.
pub(super) struct Sheet<'a> {
    pub(super) dossier: &'a ComplaintDossier,
    pub(super) names: &'a Names,
    pub(super) w: ComplaintWords,
}

/// What was typed, read field by field; what cannot be read is noted.
pub(super) struct Reading<'a> {
    pub(super) site: &'a Site,
    pub(super) dossier: &'a ComplaintDossier,
    pub(super) typed: &'a Typed,
    pub(super) errors: Errors,
    pub(super) w: ComplaintWords,
    pub(super) by: PersonId,
}

/// All of them, in the order of a page.
pub(super) const DEEDS: &[Deed] = &[
    handling::ACCEPT,
    handling::REJECT,
    handling::MERGE,
    identity::DECIDE_UNSEALING,
    settling::DECIDE_EXTENSION,
    handling::APPOINT,
    handling::RECORD,
    handling::DEMAND,
    settling::FIND,
    settling::DEAL,
    settling::CLOSE,
    settling::REPLY,
    settling::CALL,
    settling::REDO,
    settling::ARCHIVE,
    identity::END_OUTSIDE,
    handling::ROUTE,
    handling::IDENTIFY,
    settling::ASK_EXTENSION,
    identity::ASK_UNSEALING,
    identity::READ,
    identity::TRANSFER,
    identity::CHECK_SUSPICION,
    handling::STEP_ASIDE,
];

/// Whether it takes the complaint further; the others may be done at any time.
pub(super) fn is_a_step(act: Act) -> bool {
    !matches!(
        act,
        Act::Route
            | Act::Identify
            | Act::AskExtension
            | Act::AskUnsealing
            | Act::ReadIdentity
            | Act::TransferClue
            | Act::StepAside
    )
}

/// The act of that address.
pub(super) fn find(slug: &str) -> Option<&'static Deed> {
    DEEDS.iter().find(|deed| deed.slug == slug)
}

/// 能不能办. What an act is to somebody now.
pub(super) enum May {
    /// It can be done.
    Now,
    /// It is not his to do.
    NotHis,
    /// He may not do it now, and why.
    NotNow(Refusal),
}

/// What an act is to the one who looks.
pub(super) fn may(deed: &Deed, dossier: &ComplaintDossier, actor: &Actor) -> May {
    let Actor::Staff(person) = actor else { return May::NotHis };
    if permits(&dossier.context(actor), deed.act, &dossier.complaint).is_err() {
        return May::NotHis;
    }
    match dossier.allows(actor, (deed.probe)(dossier, person)) {
        Ok(()) => May::Now,
        Err(Refusal::Complaint(ComplaintRefusal::NotPermitted(
            NotPermitted::NotInTable { .. } | NotPermitted::Unseen | NotPermitted::LeftTheHouse,
        ))) => May::NotHis,
        Err(Refusal::Complaint(no)) if is_about_the_form(&no) => May::Now,
        Err(no) => May::NotNow(no),
    }
}

/// Whether it is what the probe says that is refused, and not the act.
fn is_about_the_form(no: &ComplaintRefusal) -> bool {
    matches!(
        no,
        ComplaintRefusal::TextMissing { .. }
            | ComplaintRefusal::SameInvestigator
            | ComplaintRefusal::NotConcerned { .. }
            | ComplaintRefusal::NobodyNew
            | ComplaintRefusal::RouteAmiss { .. }
            | ComplaintRefusal::CategoryMissing
            | ComplaintRefusal::EffectMissing
            | ComplaintRefusal::MergeAmiss
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
        let text = self.typed.get(id);
        if text.is_empty() {
            self.errors.add(id, self.w.err_text());
            return None;
        }
        Some(self.write(text))
    }

    /// A text that may be there.
    fn maybe_text(&self, id: &str) -> Option<Written> {
        Some(self.typed.get(id)).filter(|text| !text.is_empty()).map(|text| self.write(text))
    }

    fn write(&self, text: &str) -> Written {
        Written::new(text, self.site.app().chance().bytes())
    }

    /// One of several, by its code.
    fn one_of<T: Copy>(&mut self, id: &str, all: &[(T, &str)]) -> Option<T> {
        let chosen = self.typed.get(id);
        let found = all.iter().find(|(_, code)| *code == chosen).map(|(one, _)| *one);
        if found.is_none() {
            self.errors.add(id, self.w.err_choice());
        }
        found
    }

    fn person(&mut self, id: &str) -> Option<PersonId> {
        let person = self.maybe_person(id);
        if person.is_none() {
            self.errors.add(id, self.w.err_choice());
        }
        person
    }

    fn maybe_person(&self, id: &str) -> Option<PersonId> {
        Some(self.typed.get(id)).filter(|id| !id.is_empty()).map(PersonId::from)
    }

    fn maybe_unit(&self, id: &str) -> Option<UnitId> {
        Some(self.typed.get(id)).filter(|id| !id.is_empty()).map(UnitId::from)
    }

    fn maybe_day(&mut self, id: &str) -> Option<Date> {
        let typed = self.typed.get(id);
        if typed.is_empty() {
            return None;
        }
        let day = typed.parse().ok();
        if day.is_none() {
            self.errors.add(id, self.w.err_day());
        }
        day
    }

    /// 同意, or not with a reason.
    fn verdict(&mut self) -> Option<Verdict> {
        match self.one_of("verdict", &[(true, "yes"), (false, "no")])? {
            true => Some(Verdict::Approve),
            false => self.text("reason").map(Verdict::Refuse),
        }
    }
}
