//! 公布的数字. Complaints are counted for the team alone, and published for the whole county by quarter;
//! a small number tells who it was, so it is not shown (decisions E32, F36).

use crate::rules::ComplaintRule;

/// 一个公布的数字.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Figure {
    /// Shown as it is.
    Shown(u64),
    /// 不显示: fewer than the rule says, none included; otherwise a hidden figure would tell that
    /// there is one.
    Hidden,
}

/// The figure as it may be published.
pub fn published(count: u64, rule: &ComplaintRule) -> Figure {
    match count < u64::from(rule.suppress_below) {
        true => Figure::Hidden,
        false => Figure::Shown(count),
    }
}
