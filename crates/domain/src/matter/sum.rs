//! The sum of all wishes, in one table.

/// Declares the commands of the matter: an enum with one variant for each wish, dispatched to the
/// file in which that wish is explained.
macro_rules! commands {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident($wish:ty) = $act:expr,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant($wish),)*
        }

        impl $name {
            /// What it is for the table of authority.
            pub fn act(&self) -> Act {
                match self {
                    $(Self::$variant(_) => $act,)*
                }
            }
        }

        $(impl From<$wish> for $name {
            fn from(wish: $wish) -> Self {
                Self::$variant(wish)
            }
        })*
    };
}

pub(crate) use commands;
