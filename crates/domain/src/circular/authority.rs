//! 权限. One table: who may do what with a circular. Nobody named in it and nobody who drafted it signs
//! it.

use crate::circular::Circular;
use crate::circular::relation::{
    CircularRelation as By, CircularRelation, is_drafter, is_named, stands,
};
use crate::decider::Context;
use crate::tables::acts;

const DRAFTED: &str = "通报：由办公室、教育科、平安科、督导室和效能办拟稿";
const SIGNED: &str = "通报：由分管领导或局长签发，拟稿人和被通报的不签";
const RECEIVED: &str = "通报：发到选定的单位，由单位签收";
const CORRECTED: &str = "通报有误的，在原范围内更正";
const CLOCK: &str = "到点由系统处理，任何人不得代为推动";

acts! {
    /// 通报行为.
    pub enum CircularAct in CIRCULAR_TABLE of CircularRow by CircularRelation {
        /// 拟稿
        Draft: "拟通报稿", [System, OfficeStaff, OfficeHead], DRAFTED;
        /// 送审
        Submit: "送审", [OfficeStaff, OfficeHead], DRAFTED;
        /// 退改
        SendBack: "退改", [Signer, Director], SIGNED;
        /// 撤稿
        Drop: "撤稿", [OfficeHead, Director], DRAFTED;
        /// 签发
        Publish: "签发", [Signer, Director], SIGNED;
        /// 签收
        Acknowledge: "签收通报", [ScopeStaff], RECEIVED;
        /// 更正
        Correct: "更正通报", [Signer, Director], CORRECTED;
        /// 到点处理
        KeepTime: "到点处理", [System], CLOCK;
    }
}

/// 无权办理. Why somebody may not do this with a circular.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPermitted {
    /// 不可见. The same words whether it does not exist or is not his.
    #[error("没有这份通报，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理，您不在其中。请把这件事交给他们", .act.name(), names_of(*.act))]
    NotInTable {
        /// What was wished.
        act: CircularAct,
    },
    /// 一人不得同时处在一件事的两边.
    #[error("您是拟稿人或被通报的一方，不能“{}”。请交给其他领导", .act.name())]
    BothSides {
        /// What was wished.
        act: CircularAct,
    },
}

impl NotPermitted {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "通报签发前只向发文科室和领导开放，签发后向选定的单位开放",
            Self::NotInTable { act } => act.row().clause,
            Self::BothSides { .. } => SIGNED,
        }
    }
}

fn names_of(act: CircularAct) -> String {
    let names: Vec<&str> = act.row().allowed.iter().map(|by| by.name()).collect();
    names.join("、")
}

/// Whether the actor may do this with the circular.
pub fn permits(
    cx: &Context<'_>,
    act: CircularAct,
    circular: &Circular,
) -> Result<(), NotPermitted> {
    if !may_see(cx, circular) {
        return Err(NotPermitted::Unseen);
    }
    if !act.row().allowed.iter().any(|by| stands(cx, circular, *by)) {
        return Err(NotPermitted::NotInTable { act });
    }
    let signs = match act {
        CircularAct::Publish | CircularAct::Correct => true,
        CircularAct::Draft
        | CircularAct::Submit
        | CircularAct::SendBack
        | CircularAct::Drop
        | CircularAct::Acknowledge
        | CircularAct::KeepTime => false,
    };
    match signs && (is_named(cx, circular) || is_drafter(cx, circular)) {
        true => Err(NotPermitted::BothSides { act }),
        false => Ok(()),
    }
}

/// The same for what he has just written himself: it is no secret to him.
pub(crate) fn may_begin(
    cx: &Context<'_>,
    act: CircularAct,
    circular: &Circular,
) -> Result<(), NotPermitted> {
    permits(cx, act, circular).map_err(|refusal| match refusal {
        NotPermitted::Unseen => NotPermitted::NotInTable { act },
        NotPermitted::NotInTable { .. } | NotPermitted::BothSides { .. } => refusal,
    })
}

/// Whether the actor may read it: before it is signed those who make it, but nobody named in it;
/// afterwards the units selected too, and no other.
pub fn may_see(cx: &Context<'_>, circular: &Circular) -> bool {
    let makers = [By::System, By::OfficeStaff, By::OfficeHead, By::Signer, By::Director];
    let sees = |by: &By| stands(cx, circular, *by);
    if circular.published.is_some() {
        return makers.iter().any(sees) || sees(&By::ScopeStaff) || sees(&By::Supervision);
    }
    let reads = makers.iter().any(sees) || sees(&By::Supervision);
    reads && !is_named(cx, circular)
}
