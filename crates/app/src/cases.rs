//! 责任追究. The doors of cases: a clue is registered, everything else is wished of the case; the file
//! for those who handle it, and for the person concerned all that is about himself.

mod dossier;
mod following;
mod lists;

use xiaoneng_domain::accountability::{
    Against, Case, CaseAct, CaseCommand, CaseDecider, CaseEvent, ClueSource, OpenClue, permits_case,
};
use xiaoneng_domain::decider::{Actor, Context};
use xiaoneng_domain::id::CaseNumber;
use xiaoneng_domain::stream::StreamId;

use crate::App;
use crate::act::Acted;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::memory::Known;
use crate::opaque::marked_by;

pub use dossier::{CaseDossier, Charge, OwnCase};
pub use following::OtherLiable;
pub use lists::{CaseLine, CasesOf};

/// The kind of stream.
const KIND: &str = "case";
const PREFIX: &str = "AJ";

/// 线索 as somebody registers it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewClue {
    /// Where it comes from.
    pub source: ClueSource,
    /// The reference there, in words.
    pub reference: String,
    /// 对谁.
    pub against: Against,
}

impl App {
    /// 登记线索.
    pub async fn open_case(&self, actor: &Actor, new: NewClue) -> Result<CaseNumber, Denied> {
        let number = self.case_number(&hex::encode(self.chance().bytes::<16>()))?;
        self.open_clue(actor, &number, new).await?;
        Ok(number)
    }

    /// Whether somebody may register a clue at all.
    pub async fn may_open_case(&self, actor: &Actor) -> Result<bool, Denied> {
        let known = self.known().await?;
        let Known { rules, organization, .. } = &known;
        let cx = Context { now: self.clock().now(), actor, rules, organization };
        Ok(permits_case(&cx, CaseAct::OpenClue, &Case::default()).is_ok())
    }

    async fn open_clue(
        &self,
        actor: &Actor,
        number: &CaseNumber,
        new: NewClue,
    ) -> Result<Acted<CaseEvent>, Denied> {
        let NewClue { source, reference, against } = new;
        let reference = self.written(&reference);
        let open = OpenClue { case: number.clone(), source, reference, against };
        self.carry_out::<CaseDecider>(&StreamId::Case(number.clone()), actor, open).await
    }

    /// 办, on a page made when the case stood at that version.
    pub async fn act_on_case(
        &self,
        actor: &Actor,
        (number, seen): (&CaseNumber, Option<u32>),
        command: impl Into<CaseCommand>,
    ) -> Result<Acted<CaseEvent>, Denied> {
        let luggage = Luggage { seen, ..Luggage::default() };
        let stream = StreamId::Case(number.clone());
        self.carry_out_with::<CaseDecider>(&stream, actor, command.into(), &luggage).await
    }

    /// 编号. It tells neither when the clue came nor how many there were; the same occasion gives the
    /// same, so that one clue is never registered twice.
    fn case_number(&self, occasion: &str) -> Result<CaseNumber, Denied> {
        let hash = self.store().keyed_hash("case", occasion.as_bytes())?;
        Ok(marked_by(PREFIX, hash).into())
    }
}
