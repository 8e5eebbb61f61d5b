//! Names of things: short texts that cannot be mixed up.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Arc::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// 单位代码, such as `QH05` or `QHS07`.
    UnitId;
    /// A person: staff or citizen. Never a name; the name is in the vault.
    PersonId;
    /// 岗位代码.
    PostId;
    /// 事项代码 in the catalogue.
    MatterTypeCode;
    /// 暂停事由代码.
    SuspensionCode;
    /// 主题标签, by which repeated and widespread problems are found.
    Tag;
    /// 办件编号, `YYYY-MMDD` and at least four digits; also the name of its stream.
    MatterNumber;
    /// 牌的编号: the matter and the ordinal of the draft in it; also the name of its stream.
    CardReference;
    /// 效能投诉编号: random, in a format of its own; also the name of its stream.
    ComplaintReference;
    /// 督办事项编号; also the name of its stream.
    TaskNumber;
    /// 督导、抽查编号; also the name of its stream.
    InspectionNumber;
    /// 通报编号; also the name of its stream.
    CircularNumber;
    /// 追责案编号; also the name of its stream.
    CaseNumber;
    /// 核查编号: what a person complained of is asked to explain; it says nothing of the complaint.
    InquiryNumber;
}
