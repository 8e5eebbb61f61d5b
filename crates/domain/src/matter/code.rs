//! 查询码. What the ledger knows of a citizen's code: whence it came, never a digit. The code itself
//! is kept as a keyed hash outside the ledger; whoever comes with it is the actor “citizen”.

use serde::{Deserialize, Serialize};

use crate::authority::is_recused_from;
use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::standing::{said, school_of, staff};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 查询码的来历. Ratings are counted by it: a code that went through staff hands stands apart.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeClass {
    /// 本人取得: shown on his own screen, or sent to the phone he left.
    Own,
    /// 工作人员打印: on the receipt that a clerk printed.
    Printed,
    /// 窗口补发: made anew at a window.
    Window,
}

impl CodeClass {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Printed => "printed",
            Self::Window => "window",
        }
    }
}

/// 补发查询码. The old code is dead from then on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReissueCode {
    /// Whose code: 诉求人, or one who follows.
    pub holder: PersonId,
    /// How it reaches him.
    pub way: ReissueWay,
}

/// 补发方式.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReissueWay {
    /// 发到当时留的手机; the citizen himself asked.
    ToPhone,
    /// 到窗口, by two members of staff of other units than those that handled the matter.
    AtWindow {
        /// The second of the two.
        second_person: PersonId,
        /// How they knew him for the one who brought the matter.
        account: Written,
    },
}

/// 查询码已补发.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CodeReissued {
    /// Whose code.
    pub holder: PersonId,
    /// Whence the new one comes.
    pub class: CodeClass,
    /// The second member of staff, at a window.
    pub second_person: Option<PersonId>,
    /// How he was known, at a window.
    pub account: Option<TextDigest>,
}

impl Matter {
    /// 查询码的来历 of somebody's present code; none if he has no code to this matter.
    pub fn code_class(&self, holder: &PersonId) -> Option<CodeClass> {
        self.codes.get(holder).copied()
    }

    /// Units that have answered for the matter, and the one asked first.
    fn units_concerned_with(&self) -> impl Iterator<Item = &UnitId> {
        let first = self.filing.iter().map(|filing| &filing.first_contact.unit);
        first.chain(self.holdings.iter().map(|holding| &holding.holder.unit))
    }
}

impl Wish for ReissueCode {
    fn texts(&self) -> Vec<&Written> {
        match &self.way {
            ReissueWay::ToPhone => Vec::new(),
            ReissueWay::AtWindow { account, .. } => vec![account],
        }
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        if matter.filing.is_none() {
            return Err(No::NoSuchMatter);
        }
        if matter.code_class(&self.holder).is_none() {
            return Err(No::NoCodeToReissue);
        }
        let holder = self.holder;
        let reissued = match (&self.way, staff(cx)) {
            (ReissueWay::ToPhone, None) if *cx.actor == Actor::Citizen(holder.clone()) => {
                CodeReissued { holder, class: CodeClass::Own, second_person: None, account: None }
            }
            (ReissueWay::AtWindow { second_person, account }, Some(first)) => {
                said(account, "怎样核对的身份")?;
                if second_person == first {
                    return Err(No::WindowTakesTwo);
                }
                stands_apart(matter, cx, first)?;
                stands_apart(matter, cx, second_person)?;
                CodeReissued {
                    holder,
                    class: CodeClass::Window,
                    second_person: Some(second_person.clone()),
                    account: Some(account.digest()),
                }
            }
            (ReissueWay::ToPhone | ReissueWay::AtWindow { .. }, _) => {
                return Err(No::NoCodeToReissue);
            }
        };
        Ok(vec![reissued.into()])
    }
}

/// In office, of none of the units or schools that had the matter, and not recused from it.
fn stands_apart(matter: &Matter, cx: &Context<'_>, person: &PersonId) -> Result<(), No> {
    let unit = &cx.organization.serving(person)?.unit;
    let school = school_of(cx, unit);
    let had_it = |had: &UnitId| had == unit || (school.is_some() && school == school_of(cx, had));
    let actor = Actor::Staff(person.clone());
    let is_recused =
        matter.concerned().is_some_and(|about| is_recused_from(cx.organization, &actor, about));
    match is_recused || matter.units_concerned_with().any(had_it) {
        true => Err(No::WindowTakesTwo),
        false => Ok(()),
    }
}

impl Happened for CodeReissued {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.codes.insert(self.holder.clone(), self.class);
    }
}
