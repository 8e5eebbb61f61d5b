//! 代码表. A closed list of codes, each with the name under which people know it.

/// Declares an enum whose variants have a code (as stored and as written in rule files) and a
/// Chinese name.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $chinese:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code under which it is stored and written.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $chinese,)*
                }
            }

            /// The one of that code.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

pub(crate) use codes;
