//! 通报的愿望.

use crate::circular::authority::CircularAct;
use crate::circular::decision::Decided;
use crate::circular::{
    Acknowledge, Circular, Correct, DraftCircular, Drop, KeepTime, Publish, SendBack, Submit,
};
use crate::decider::Context;
use crate::tables::commands;

commands! {
    /// 通报的愿望.
    pub enum CircularCommand on Circular as CircularAct {
        /// 拟稿
        Draft(DraftCircular) = Draft written,
        /// 送审
        Submit(Submit) = Submit wordless,
        /// 退改
        SendBack(SendBack) = SendBack written,
        /// 撤稿
        Drop(Drop) = Drop written,
        /// 签发
        Publish(Publish) = Publish written,
        /// 签收
        Acknowledge(Acknowledge) = Acknowledge wordless,
        /// 更正
        Correct(Correct) = Correct written,
        /// 到点处理
        KeepTime(KeepTime) = KeepTime wordless,
    }
}
