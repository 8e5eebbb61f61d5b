//! 列表书写. What institutions say in tables: names, acts with their rows of authority, refusals with
//! their clauses, commands with the file in which each is explained.

/// Declares an enum whose variants have Chinese names.
macro_rules! named {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident { $($(#[$doc:meta])* $variant:ident: $word:literal,)* }
    ) => {
        $(#[$enum_doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}
pub(crate) use named;

/// Declares the acts of an institution with its table of authority: who may, and why it is so.
macro_rules! acts {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident in $table:ident of $row:ident by $relation:ident {
            $($(#[$doc:meta])* $act:ident: $word:literal, [$($by:ident),*], $clause:ident;)*
        }
    ) => {
        $crate::tables::named! {
            $(#[$enum_doc])*
            pub enum $name { $($(#[$doc])* $act: $word,)* }
        }

        impl $name {
            /// Its row.
            pub fn row(self) -> $row {
                match self {
                    $(Self::$act => $row {
                        act: self,
                        allowed: &[$($relation::$by),*],
                        clause: $clause,
                    },)*
                }
            }
        }

        /// 权限表的一行.
        #[derive(Copy, Clone, PartialEq, Eq, Debug)]
        pub struct $row {
            /// The act.
            pub act: $name,
            /// Who may do it.
            pub allowed: &'static [$relation],
            /// Why it is so.
            pub clause: &'static str,
        }

        /// 权限表. What is not in a row is refused.
        pub const $table: &[$row] = &[
            $($row { act: $name::$act, allowed: &[$($relation::$by),*], clause: $clause },)*
        ];
    };
}
pub(crate) use acts;

/// Declares the refusals of an institution: its own, each with a code and the clause it rests on,
/// beside those of its table and of the organization. A clause may be told from the facts.
macro_rules! refusals {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident {
            $($(#[$meta:meta])* $variant:ident $({ $($(#[$doc:meta])* $field:ident: $kind:ty,)* })?
                = $code:literal, $clause:expr;)*
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
        pub enum $name {
            /// 权限表或回避.
            #[error(transparent)]
            NotPermitted(#[from] NotPermitted),
            /// 组织.
            #[error(transparent)]
            Organization(#[from] $crate::organization::OrganizationRefusal),
            $($(#[$meta])* $variant $({ $($(#[$doc])* $field: $kind,)* })?,)*
        }

        impl $name {
            /// The code under which programs know it.
            pub fn code(&self) -> &'static str {
                match self {
                    Self::NotPermitted(NotPermitted::Unseen) => "unseen",
                    Self::NotPermitted(_) => "not_permitted",
                    Self::Organization(_) => "organization",
                    $(Self::$variant { .. } => $code,)*
                }
            }

            /// 依据. The clause on which the refusal rests.
            #[allow(unused_variables)] // most clauses stand whatever the facts
            pub fn clause(&self) -> String {
                match self {
                    Self::NotPermitted(refusal) => refusal.clause().to_owned(),
                    Self::Organization(refusal) => refusal.clause(),
                    $(Self::$variant { $($($field,)*)? } => $clause.to_string(),)*
                }
            }
        }
    };
}
pub(crate) use refusals;

/// Declares the commands of an institution: an enum with one variant for each wish, dispatched to
/// the file in which that wish is explained. What people write in it is marked `written`.
macro_rules! commands {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident on $state:ty as $acts:ident {
            $($(#[$doc:meta])* $variant:ident($facts:ty) = $act:ident $texts:tt,)*
        }
    ) => {
        $(#[$enum_doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$doc])* $variant($facts),)*
        }

        impl $name {
            /// What it is for the table of authority.
            pub fn act(&self) -> $acts {
                match self {
                    $(Self::$variant(_) => $acts::$act,)*
                }
            }

            /// The texts in it, for the vault.
            pub fn texts(&self) -> Vec<&$crate::text::Written> {
                match self {
                    $(Self::$variant(_wish) => $crate::tables::commands!(@texts $texts _wish),)*
                }
            }

            /// The file in which the wish is explained says yes or no.
            pub(crate) fn decide(self, state: &$state, cx: &Context<'_>) -> Decided {
                match self {
                    $(Self::$variant(wish) => wish.decide(state, cx),)*
                }
            }
        }

        $(impl From<$facts> for $name {
            fn from(wish: $facts) -> Self {
                Self::$variant(wish)
            }
        })*
    };
    (@texts written $wish:ident) => { $wish.texts() };
    (@texts wordless $wish:ident) => { Vec::new() };
}
pub(crate) use commands;
