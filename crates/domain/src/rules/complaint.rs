//! 效能投诉 as written in rule files. A county may tighten any of it and loosen none: the limits are
//! told to the complainant before he writes a word.

use crate::rules::dated::{COMPLAINT, DatedRules};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{Source, SourcedLimit};

/// 效能投诉规则 (domain.md 8.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComplaintRule {
    /// 受理决定, from receipt.
    pub accept: SourcedLimit,
    /// 直查、联合办结, from acceptance.
    pub finish_own: SourcedLimit,
    /// 交办、转办办结, from receipt by the unit.
    pub finish_assigned: SourcedLimit,
    /// 延期.
    pub extend: SourcedLimit,
    /// How often it may be extended.
    pub extend_times: u32,
    /// 答复, from closing.
    pub reply: SourcedLimit,
    /// 书面说明, from the demand.
    pub explain: SourcedLimit,
    /// 回访, from the reply.
    pub follow_up: SourcedLimit,
    /// How often it may be investigated anew.
    pub redo_times: u32,
    /// 防报复关注, from closing.
    pub watch: SourcedLimit,
    /// 启封 lasts this long.
    pub unsealed: SourcedLimit,
    /// 集体来访代表.
    pub representatives_max: u32,
    /// 小数不公布.
    pub suppress_below: u32,
    /// Source.
    pub source: Source,
}

/// Reads `[complaint]`; none where the rules are silent, as rules adopted before there was a door for
/// complaints are.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<ComplaintRule> {
    let entry = rules.in_force(COMPLAINT, "", reading).pop()?;
    let duty = |key| limit(&entry, key, Tighter::Shorter);
    let accept = duty("accept");
    let finish_own = duty("finish_own");
    let finish_assigned = duty("finish_assigned");
    let extend = duty("extend");
    let extend_times = count(&entry, "extend_times", Tighter::Shorter);
    let reply = duty("reply");
    let explain = duty("explain");
    let follow_up = duty("follow_up");
    let redo_times = count(&entry, "redo_times", Tighter::Longer);
    let watch = limit(&entry, "watch", Tighter::Longer);
    let unsealed = duty("unsealed");
    let representatives_max = count(&entry, "representatives_max", Tighter::Longer);
    let suppress_below = count(&entry, "suppress_below", Tighter::Longer);
    let source = entry.source();
    entry.close_dated();
    Some(ComplaintRule {
        accept: accept?,
        finish_own: finish_own?,
        finish_assigned: finish_assigned?,
        extend: extend?,
        extend_times: extend_times?,
        reply: reply?,
        explain: explain?,
        follow_up: follow_up?,
        redo_times: redo_times?,
        watch: watch?,
        unsealed: unsealed?,
        representatives_max: representatives_max?,
        suppress_below: suppress_below?,
        source: source?,
    })
}

fn limit(entry: &Entry<'_>, key: &'static str, tighter: Tighter) -> Option<SourcedLimit> {
    entry.required(key).and_then(|value| value.tightened(tighter, Bound::Always))
}

/// A number that a county may move one way only.
fn count(entry: &Entry<'_>, key: &'static str, tighter: Tighter) -> Option<u32> {
    let value = entry.required(key)?;
    let own = value.count();
    let national = value.national().and_then(Value::count);
    let (Some(number), Some(national)) = (own, national) else { return own };
    let (is_loose, right) = match tighter {
        Tighter::Shorter => (number > national, format!("本县只能收紧：不大于 {national}")),
        Tighter::Longer => (number < national, format!("本县只能收紧：不小于 {national}")),
    };
    if is_loose {
        value.report(format!("本县的 {key} 是 {number}，比国家规则的 {national} 宽"), right);
    }
    own
}
