//! 认定、处理、结案、答复、延期.

use xiaoneng_domain::complaint::{
    Act, Archive, AskExtension, CallOutcome, Close, Deal, DealingKind, DecideExtension, Effect,
    Find, OrderRedo, Outcome, RecordCall, Reply, RootCategory,
};
use xiaoneng_domain::matter::Verdict;

use super::choices::FAULTS;
use super::{Deed, none, probing};
use crate::kit::form::{Choice, Field};

const OUTCOMES: [(Outcome, &str); 4] = [
    (Outcome::Verified, "verified"),
    (Outcome::PartlyVerified, "partly_verified"),
    (Outcome::Unfounded, "unfounded"),
    (Outcome::Unverifiable, "unverifiable"),
];
const ROOTS: [(RootCategory, &str); 2] =
    [(RootCategory::Inaction, "inaction"), (RootCategory::DisorderlyAction, "disorderly")];
const EFFECTS: [(Effect, &str); 4] = [
    (Effect::None, "none"),
    (Effect::Order, "order"),
    (Effect::Efficiency, "efficiency"),
    (Effect::Harm, "harm"),
];
const DEALINGS: [(DealingKind, &str); 3] = [
    (DealingKind::MeasureProposed, "measure"),
    (DealingKind::Rectification, "rectification"),
    (DealingKind::NoFaultExplained, "no_fault"),
];
const CALLS: [(CallOutcome, &str); 2] =
    [(CallOutcome::Reached, "reached"), (CallOutcome::NotReached, "not_reached")];

/// 认定
pub(super) const FIND: Deed = Deed {
    slug: "find",
    act: Act::Find,
    fields: |sheet, typed| {
        let w = sheet.w;
        let outcomes = OUTCOMES.iter().map(|(one, code)| Choice::new(*code, one.name())).collect();
        let roots = ROOTS.iter().map(|(one, code)| Choice::new(*code, one.name())).collect();
        let effects =
            EFFECTS.iter().map(|(one, code)| Choice::new(*code, w.effect_kind(*one))).collect();
        vec![
            Field::radios(typed, "outcome", w.outcome(), outcomes),
            Field::radios(typed, "root", w.root(), roots),
            Field::checks(typed, "fault", w.faults(), sheet.faults()).hint(w.faults_hint()),
            Field::select(typed, "effect", w.effect(), effects).optional().hint(w.faults_hint()),
            Field::lines(typed, "report", w.report()),
        ]
    },
    wish: |reading| {
        let outcome = reading.one_of("outcome", &OUTCOMES);
        let root = reading.one_of("root", &ROOTS);
        let ticked = |code: &str| reading.typed.all("fault").any(|one| one == code);
        let categories = FAULTS.into_iter().filter(|fault| ticked(fault.code())).collect();
        let chosen = reading.typed.get("effect");
        let effect = EFFECTS.iter().find(|(_, code)| *code == chosen).map(|(one, _)| *one);
        let report = reading.text("report");
        let (outcome, root, report) = (outcome?, root?, report?);
        Some(Find { outcome, root, categories, effect, report }.into())
    },
    probe: |_, _| {
        Find {
            outcome: Outcome::Unfounded,
            root: RootCategory::Inaction,
            categories: std::collections::BTreeSet::new(),
            effect: None,
            report: probing(),
        }
        .into()
    },
};

/// 处理
pub(super) const DEAL: Deed = Deed {
    slug: "deal",
    act: Act::Deal,
    fields: |sheet, typed| {
        let w = sheet.w;
        let kinds =
            DEALINGS.iter().map(|(one, code)| Choice::new(*code, w.dealing_kind(*one))).collect();
        vec![
            Field::radios(typed, "kind", w.dealing(), kinds),
            Field::lines(typed, "text", w.dealing_text()),
        ]
    },
    wish: |reading| {
        let (kind, text) = (reading.one_of("kind", &DEALINGS), reading.text("text"));
        Some(Deal { kind: kind?, text: text? }.into())
    },
    probe: |_, _| Deal { kind: DealingKind::NoFaultExplained, text: probing() }.into(),
};

/// 结案
pub(super) const CLOSE: Deed = Deed {
    slug: "close",
    act: Act::Close,
    fields: none,
    wish: |_| Some(Close {}.into()),
    probe: |_, _| Close {}.into(),
};

/// 答复投诉人
pub(super) const REPLY: Deed = Deed {
    slug: "reply",
    act: Act::Reply,
    fields: |sheet, typed| {
        vec![Field::lines(typed, "text", sheet.w.reply()).hint(sheet.w.reply_hint())]
    },
    wish: |reading| Some(Reply { text: reading.text("text")? }.into()),
    probe: |_, _| Reply { text: probing() }.into(),
};

/// 电话回访
pub(super) const CALL: Deed = Deed {
    slug: "call",
    act: Act::RecordCall,
    fields: |sheet, typed| {
        let w = sheet.w;
        let choices = vec![
            Choice::new("reached", w.call_reached()),
            Choice::new("not_reached", w.call_not_reached()),
        ];
        vec![Field::radios(typed, "outcome", w.call_outcome(), choices)]
    },
    wish: |reading| Some(RecordCall { outcome: reading.one_of("outcome", &CALLS)? }.into()),
    probe: |_, _| RecordCall { outcome: CallOutcome::Reached }.into(),
};

/// 重新调查
pub(super) const REDO: Deed = Deed {
    slug: "redo",
    act: Act::OrderRedo,
    fields: |sheet, typed| vec![Field::lines(typed, "reason", sheet.w.reason())],
    wish: |reading| Some(OrderRedo { reason: reading.text("reason")? }.into()),
    probe: |_, _| OrderRedo { reason: probing() }.into(),
};

/// 归档
pub(super) const ARCHIVE: Deed = Deed {
    slug: "archive",
    act: Act::Archive,
    fields: none,
    wish: |_| Some(Archive {}.into()),
    probe: |_, _| Archive {}.into(),
};

/// 申请延期
pub(super) const ASK_EXTENSION: Deed = Deed {
    slug: "extend",
    act: Act::AskExtension,
    fields: |sheet, typed| {
        vec![
            Field::lines(typed, "reason", sheet.w.reason()),
            Field::lines(typed, "notice", sheet.w.notice()).hint(sheet.w.notice_hint()),
        ]
    },
    wish: |reading| {
        let (reason, notice) = (reading.text("reason"), reading.text("notice"));
        Some(AskExtension { reason: reason?, notice: notice? }.into())
    },
    probe: |_, _| AskExtension { reason: probing(), notice: probing() }.into(),
};

/// 审批延期
pub(super) const DECIDE_EXTENSION: Deed = Deed {
    slug: "decide-extension",
    act: Act::DecideExtension,
    fields: |sheet, typed| sheet.verdict(typed),
    wish: |reading| {
        let request = open_extension(reading.dossier);
        Some(DecideExtension { request, verdict: reading.verdict()? }.into())
    },
    probe: |dossier, _| {
        DecideExtension { request: open_extension(dossier), verdict: Verdict::Approve }.into()
    },
};

/// The request that waits; 0 where none does.
fn open_extension(dossier: &xiaoneng_app::complaints::ComplaintDossier) -> u32 {
    let mut open = dossier.complaint.extensions.iter().filter(|request| request.is_open());
    open.next().map_or(0, |request| request.ordinal)
}
