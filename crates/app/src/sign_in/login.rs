//! 登录名.

/// Shortest login name, in characters.
pub const SHORTEST_LOGIN: usize = 2;
/// Longest login name, in characters.
pub const LONGEST_LOGIN: usize = 40;

/// A login name as it is compared: without blanks around it, small letters, narrow forms.
pub fn login_key(login: &str) -> String {
    let narrow = |letter: char| match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        _ => letter,
    };
    login.trim().chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// Whether a login name can be given: letters (Chinese ones too), digits, `.`, `_`, `-`, `@`.
pub(super) fn is_login(login: &str) -> bool {
    let key = login_key(login);
    let is_allowed = |letter: char| letter.is_alphanumeric() || "._-@".contains(letter);
    (SHORTEST_LOGIN..=LONGEST_LOGIN).contains(&key.chars().count()) && key.chars().all(is_allowed)
}
