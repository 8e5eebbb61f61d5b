//! 演示查询码. A few matters of the demo county with codes made anew, so that a newcomer can stand
//! where a citizen stands. Only a demo county gives them away.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Matter, MayRate, ReissueCode, ReissueWay};
use xiaoneng_store::RegisterFilter;

use super::FINISHED;
use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::query_code::{CodeHolder, QueryCode};
use crate::receipt::Coded;

/// How many matters of a state are looked at to find one that shows what it should.
const LOOKED_AT: u32 = 40;

/// 演示查询码.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DemoCode {
    /// What can be done with it, in words.
    pub what: &'static str,
    /// 编号.
    pub number: MatterNumber,
    /// 查询码.
    pub code: QueryCode,
}

/// What a code is to show: its words, the state in the register, what must hold besides.
type Wanted = (&'static str, &'static str, fn(&Matter) -> bool);

const WANTED: [Wanted; 4] = [
    ("正在办：看进度、催办、留言", "in_hand", |_| true),
    ("等补充材料：上传材料", "suspended", Matter::awaits_supplement),
    ("等签收", "offered", |_| true),
    ("已办结：评价、申请复核", "completed", can_be_rated),
];

fn can_be_rated(matter: &Matter) -> bool {
    let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.as_ref());
    petitioner.is_some_and(|petitioner| matter.may_rate(petitioner) == MayRate::First)
}

/// Codes to a few matters of the demo county; of any other place none. Earlier ones are dead.
pub async fn codes(app: &App) -> Result<Vec<DemoCode>, Denied> {
    if app.store().read_setting(FINISHED).await?.is_none() {
        return Ok(Vec::new());
    }
    let mut codes = Vec::new();
    for (what, state, holds) in WANTED {
        let filter = RegisterFilter::State(state.to_owned());
        for row in app.store().list_register(&filter, None, LOOKED_AT).await? {
            let Some(person) = row.petitioner else { continue };
            let matter = app.matter(&row.matter).await?;
            if !matter.is_some_and(|matter| holds(&matter)) {
                continue;
            }
            let holder = CodeHolder { matter: row.matter.clone(), person };
            if let Some(code) = code_anew(app, holder).await? {
                codes.push(DemoCode { what, number: row.matter, code });
                break;
            }
        }
    }
    Ok(codes)
}

async fn code_anew(app: &App, holder: CodeHolder) -> Result<Option<QueryCode>, Denied> {
    let actor = Actor::Citizen(holder.person.clone());
    let way = ReissueWay::ToPhone;
    let commands = vec![ReissueCode { holder: holder.person.clone(), way }.into()];
    let class = xiaoneng_domain::matter::CodeClass::Own;
    let coded = Coded { holder, class, commands, wrote: None, luggage: Luggage::default() };
    match app.send_coded(&actor, &app.new_form(), coded).await {
        Ok(receipt) => Ok(receipt.code),
        Err(Denied::Refused(_)) => Ok(None),
        Err(denied) => Err(denied),
    }
}
