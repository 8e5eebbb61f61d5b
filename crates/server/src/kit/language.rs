//! 语言. Chinese is the master, English the second; every string stands once, in both.

/// 语言 of a page.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// 简体中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Language {
    /// The tag of the page.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// What stands before the path of a public page.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Chinese => "",
            Self::English => "/en",
        }
    }

    /// One of two.
    pub fn choose<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// Declares a catalogue of words: each key with its Chinese and its English, and with names for
/// what is put in. A key without one of the two does not compile.
///
/// ```
/// use xiaoneng_server::kit::language::Language;
/// use xiaoneng_server::words;
///
/// words! {
///     /// 问候.
///     pub struct Greetings;
///     good_day: "您好", "Good day";
///     waited(days): "您等了 {days} 天", "You waited {days} days";
/// }
///
/// let w = Greetings(Language::Chinese);
/// assert_eq!(w.good_day(), "您好");
/// assert_eq!(w.waited(3), "您等了 3 天");
/// assert_eq!(Greetings(Language::English).waited(3), "You waited 3 days");
/// ```
#[macro_export]
macro_rules! words {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident;
        $($key:ident $(($($fact:ident),+))? : $chinese:literal, $english:literal;)*
    ) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, Debug)]
        $vis struct $name(pub $crate::kit::language::Language);

        #[allow(dead_code, missing_docs, reason = "a catalogue; its keys speak for themselves")]
        impl $name {
            $($crate::word!($key $(($($fact),+))? : $chinese, $english);)*

            /// Every key with its Chinese and its English.
            $vis const CATALOGUE: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($key), $chinese, $english)),*];
        }

        impl std::ops::Deref for $name {
            type Target = $crate::kit::language::Language;

            fn deref(&self) -> &$crate::kit::language::Language {
                &self.0
            }
        }
    };
}

/// One line of a catalogue.
#[doc(hidden)]
#[macro_export]
macro_rules! word {
    ($key:ident : $chinese:literal, $english:literal) => {
        pub fn $key(&self) -> &'static str {
            match self.0 {
                $crate::kit::language::Language::Chinese => $chinese,
                $crate::kit::language::Language::English => $english,
            }
        }
    };
    ($key:ident ($($fact:ident),+) : $chinese:literal, $english:literal) => {
        pub fn $key(&self, $($fact: impl std::fmt::Display),+) -> String {
            match self.0 {
                $crate::kit::language::Language::Chinese => format!($chinese),
                $crate::kit::language::Language::English => format!($english),
            }
        }
    };
}
