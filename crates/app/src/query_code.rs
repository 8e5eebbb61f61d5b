//! 查询码. The citizen's twelve digits: eleven that only this installation can make of a form, and a
//! check digit by Damm's table, which tells every single wrong digit and every two neighbours
//! changed about.
//!
//! ```
//! use xiaoneng_app::query_code::{CodeError, QueryCode};
//!
//! let code = QueryCode::from_digits(28_035_174_669);
//! assert_eq!(code.to_string(), "2803 5174 6695");
//! assert_eq!(QueryCode::read("二八〇三-５１７４ 6695"), Ok(code));
//! assert_eq!(QueryCode::read("2803 5174 6659"), Err(CodeError::CheckDigit));
//! assert_eq!(QueryCode::read("2803 5174"), Err(CodeError::Length { found: 8 }));
//! ```

use std::fmt;
use std::str::FromStr;

use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::text::TextDigest;

use crate::App;
use crate::chance::Chance;

/// How many digits a code has.
const LENGTH: usize = 12;
/// Eleven digits.
const BOUND: u64 = 100_000_000_000;

/// 查询码. Twelve digits whose check digit is right.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct QueryCode([u8; LENGTH]);

/// Why what was typed is no code; nothing was looked up for it, and nothing counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CodeError {
    /// Another number of digits.
    #[error("查询码是 12 位数字，您填了 {found} 位")]
    Length {
        /// How many there were.
        found: usize,
    },
    /// A digit is wrong, or two stand the other way round.
    #[error("有一位可能抄错了，请对照回执再看一遍")]
    CheckDigit,
}

/// 表单号. Sixteen bytes of chance in a cookie: the same form makes the same code and one matter,
/// however often it is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FormNonce([u8; 16]);

/// A text that is no form's nonce: a cookie that is not ours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("表单已过期，请重新打开页面再填")]
pub struct NonceError;

/// 凭码的人. Who came with a code or a token, and to which matter: he may act on this one only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeHolder {
    /// The matter.
    pub matter: MatterNumber,
    /// Whose code it is: 诉求人 or 跟进人.
    pub person: PersonId,
}

/// Damm's table: totally anti-symmetric, so that what stands above is told.
const TABLE: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl QueryCode {
    /// The code of eleven digits, with its check digit; of a greater number the last eleven.
    pub fn from_digits(digits: u64) -> Self {
        let mut code = [0; LENGTH];
        let mut rest = digits % BOUND;
        for place in code.iter_mut().take(LENGTH - 1).rev() {
            *place = u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        code[LENGTH - 1] = damm(&code[..LENGTH - 1]);
        Self(code)
    }

    /// Reads a code as somebody wrote it: with spaces and dashes, in full-width or Chinese digits,
    /// with words around it.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        let mut code = [0; LENGTH];
        let mut found = 0;
        for digit in typed.chars().filter_map(digit) {
            if let Some(place) = code.get_mut(found) {
                *place = digit;
            }
            found += 1;
        }
        if found != LENGTH {
            return Err(CodeError::Length { found });
        }
        if damm(&code) == 0 { Ok(Self(code)) } else { Err(CodeError::CheckDigit) }
    }

    /// The twelve digits without spaces.
    pub fn digits(&self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

/// In groups of four, as it is printed.
impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        let (first, rest) = digits.split_at(4);
        let (second, third) = rest.split_at(4);
        write!(f, "{first} {second} {third}")
    }
}

/// A code never shows itself in a log.
impl fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

/// What is left after each digit; 0 after a right check digit.
fn damm(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |left, digit| {
        let row = TABLE.get(usize::from(left));
        row.and_then(|row| row.get(usize::from(*digit))).copied().unwrap_or(0)
    })
}

/// A digit in any of the forms in which people write one.
fn digit(sign: char) -> Option<u8> {
    let value = match sign {
        '0'..='9' => u32::from(sign) - u32::from('0'),
        '０'..='９' => u32::from(sign) - u32::from('０'),
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    u8::try_from(value).ok()
}

impl FormNonce {
    /// A new one.
    pub fn new(chance: &Chance) -> Self {
        Self(chance.bytes())
    }

    /// That of what comes from a source and not from a page: the same whenever it comes.
    pub(crate) fn of(source: TextDigest) -> Self {
        let mut bytes = [0; 16];
        for (byte, from) in bytes.iter_mut().zip(source.bytes()) {
            *byte = *from;
        }
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// As it stands in the cookie.
impl fmt::Display for FormNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Whoever has the nonce can have the code; it shows itself in no log.
impl fmt::Debug for FormNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormNonce(…)")
    }
}

impl FromStr for FormNonce {
    type Err = NonceError;

    fn from_str(text: &str) -> Result<Self, NonceError> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NonceError)?;
        Ok(Self(bytes))
    }
}

impl App {
    /// 新表单. Its nonce goes into an HttpOnly cookie when the form is opened.
    pub fn new_form(&self) -> FormNonce {
        FormNonce::new(self.chance())
    }
}
