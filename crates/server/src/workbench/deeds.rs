//! 办理动作. Everything that can be done with a matter, each as a page with a form; the institution
//! is asked beforehand whether it could be done now, and says why not.

mod answering;
mod assisting;
mod correcting;
mod ended;
mod first_contact;
mod handing;
mod handling;
mod page;
mod pressed;
mod sheet;
mod taking_in;
mod waiting;
mod wording;

use xiaoneng_domain::authority::NotPermitted;
use xiaoneng_domain::matter::{CameWith, MatterCommand, MatterRefusal};
use xiaoneng_domain::organization::TemplateFor;
use xiaoneng_domain::refusal::Refusal;

pub(crate) use page::{act, keep, show};
pub(crate) use sheet::{Pen, Reading, Sheet};

pub(crate) use crate::workbench::form::Form;
use crate::workbench::form::Typed;
use crate::workbench::words::deeds::DeedWords;

/// 动作. One thing that can be done with a matter.
pub(crate) trait Deed: Sync {
    /// The end of its address.
    fn slug(&self) -> &'static str;

    /// What it is called.
    fn title(&self, w: DeedWords) -> &'static str;

    /// Where it stands among the others.
    fn rank(&self) -> Rank;

    /// A wish by which the institution says whether it could be done now; none where it has no
    /// place in the matter as it stands.
    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand>;

    /// Its form.
    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form;

    /// What is wished, in order; nothing where something is to be mended.
    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand>;

    /// With what photographs and papers go that are sent with its form; none where it takes none.
    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        None
    }

    /// Whether it is done for the sake of a paper.
    fn is_about_a_paper(&self) -> bool {
        false
    }

    /// 常用答复 that are offered on its form, and the field into which one is filled.
    fn wording(&self) -> Option<(TemplateFor, &'static str)> {
        None
    }

    /// What ought to be thought over before it is sent; empty if nothing.
    fn warning(&self, _sheet: &Sheet<'_>, _typed: &Typed) -> String {
        String::new()
    }

    /// What is said once it is done; the sheet is that of the matter after it.
    fn done(&self, sheet: &Sheet<'_>) -> String;
}

/// 次序 among the acts on a page, with the key that opens it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Rank {
    /// What is to be done.
    First(&'static str),
    /// What may be done.
    Second(&'static str),
    /// What is seldom done; a link below.
    Rare,
}

impl Rank {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::First(key) | Self::Second(key) => key,
            Self::Rare => "",
        }
    }
}

/// All of them, in the order of a page.
pub(crate) static DEEDS: [&dyn Deed; 39] = [
    &handing::Sign,
    &answering::AnswerWarning,
    &assisting::Answer,
    &waiting::DecidePause,
    &waiting::DecideExtend,
    &waiting::DecideTrack,
    &correcting::DecideCorrect,
    &handing::GiveRuling,
    &answering::Respond,
    &answering::Finish,
    &answering::Deliver,
    &handing::HandItOver,
    &waiting::GoOn,
    &taking_in::TakeIn,
    &taking_in::Class,
    &handing::Assign,
    &handing::TakeBack,
    &handing::GiveBack,
    &taking_in::Notice,
    &taking_in::Bring,
    &assisting::Assist,
    &assisting::Release,
    &waiting::Extend,
    &waiting::Pause,
    &waiting::Track,
    &taking_in::Step,
    &answering::Undelivered,
    &handing::Object,
    &first_contact::RecordAsked,
    &handling::Modes,
    &handling::TakeCharge,
    &handling::Visit,
    &handling::MakePublic,
    &handling::Note,
    &handling::AddPaper,
    &answering::Question,
    &handling::Relate,
    &correcting::Correct,
    &ended::Join,
];

/// 撤回 stands apart: it ends the matter at the citizen's own wish.
pub(crate) static TAKE_OFF: &dyn Deed = &ended::TakeOff;

/// The act of that address.
pub(crate) fn find(slug: &str) -> Option<&'static dyn Deed> {
    let mut all = DEEDS.iter().copied().chain([TAKE_OFF]);
    all.find(|deed| deed.slug() == slug)
}

/// 能不能办. What an act is to somebody now.
pub(crate) enum May {
    /// It can be done.
    Now,
    /// It is not his to do, or has no place here.
    NotHis,
    /// He may not do it now, and why.
    NotNow(Refusal),
}

/// What an act is to the one who looks.
pub(crate) fn may(deed: &dyn Deed, sheet: &Sheet<'_>) -> May {
    let Some(probe) = deed.probe(sheet) else { return May::NotHis };
    match sheet.allows(probe) {
        Ok(()) => May::Now,
        Err(Refusal::Matter(MatterRefusal::NotPermitted(
            NotPermitted::NotInTable { .. } | NotPermitted::Unseen,
        ))) => May::NotHis,
        Err(Refusal::Matter(no)) if is_about_the_form(&no) => May::Now,
        Err(no) => May::NotNow(no),
    }
}

/// Whether it is what the probe says that is refused, and not the act.
fn is_about_the_form(no: &MatterRefusal) -> bool {
    matches!(
        no,
        MatterRefusal::TextMissing { .. }
            | MatterRefusal::DutyIncomplete { .. }
            | MatterRefusal::SendingUpUnaccounted { .. }
            | MatterRefusal::SchoolKeepsItsOwn { .. }
            | MatterRefusal::SchoolMayNotSendUp { .. }
            | MatterRefusal::UnitRecused { .. }
            | MatterRefusal::HandOverToSelf { .. }
            | MatterRefusal::AssistByOneself { .. }
            | MatterRefusal::NobodyThere { .. }
            | MatterRefusal::SuspensionTooLong { .. }
            | MatterRefusal::EndNotAhead
            | MatterRefusal::NextDateTooFar { .. }
            | MatterRefusal::NextDateNotAhead { .. }
            | MatterRefusal::EmptyAnswer { .. }
            | MatterRefusal::SecondPersonMissing
            | MatterRefusal::ModeFixed { .. }
            | MatterRefusal::NotALeader { .. }
    )
}
