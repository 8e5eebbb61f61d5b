//! 通报的愿望.

use crate::circular::authority::CircularAct;
use crate::circular::decision::Decided;
use crate::circular::{
    Acknowledge, Circular, Correct, DraftCircular, Drop, KeepTime, Publish, SendBack, Submit,
};
use crate::decider::Context;
use crate::text::Written;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($facts:ident) $texts:tt,)*) => {
        /// 通报的愿望.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum CircularCommand {
            $($(#[$doc])* $name($facts),)*
        }

        impl CircularCommand {
            /// What it is for the table of authority.
            pub fn act(&self) -> CircularAct {
                match self {
                    $(Self::$name(_) => CircularAct::$name,)*
                }
            }

            /// The texts in it, for the vault.
            pub fn texts(&self) -> Vec<&Written> {
                match self {
                    $(Self::$name(facts) => commands!(@texts $texts facts),)*
                }
            }

            pub(crate) fn decide(self, circular: &Circular, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$name(facts) => facts.decide(circular, cx),)*
                }
            }
        }

        $(impl From<$facts> for CircularCommand {
            fn from(facts: $facts) -> Self {
                Self::$name(facts)
            }
        })*
    };
    (@texts written $facts:ident) => { $facts.texts() };
    (@texts wordless $facts:ident) => {{ let _ = $facts; Vec::new() }};
}

commands! {
    /// 拟稿
    Draft(DraftCircular) written,
    /// 送审
    Submit(Submit) wordless,
    /// 退改
    SendBack(SendBack) written,
    /// 撤稿
    Drop(Drop) written,
    /// 签发
    Publish(Publish) written,
    /// 签收
    Acknowledge(Acknowledge) wordless,
    /// 更正
    Correct(Correct) written,
    /// 到点处理
    KeepTime(KeepTime) wordless,
}
