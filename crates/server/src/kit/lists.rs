//! 列表. What stands around a list: its tabs and its pages.

/// 页签, a link with a count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tab {
    /// Where it leads.
    pub path: String,
    /// Its word.
    pub word: String,
    /// An icon of the sprite, coloured by its name; empty without one.
    pub icon: &'static str,
    /// How many; empty without a count.
    pub count: String,
    /// Whether this is where one is.
    pub is_current: bool,
    /// Whether it stands to the right, after the lights.
    pub is_apart: bool,
}

/// 翻页.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pager {
    /// The page before; empty if there is none.
    pub previous: String,
    /// `第 2 页 · 312 件`
    pub words: String,
    /// The page after; empty if there is none.
    pub next: String,
}
