//! 查询码 (decisions D30): read in any way of writing it, and every wrong digit is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use xiaoneng_app::chance::Chance;
use xiaoneng_app::query_code::{CodeError, FormNonce, NonceError, QueryCode};

const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

fn digits(code: QueryCode) -> Vec<u32> {
    code.digits().chars().map(|digit| digit.to_digit(10).unwrap()).collect()
}

fn typed(digits: &[u32]) -> String {
    digits.iter().map(|digit| char::from_digit(*digit, 10).unwrap()).collect()
}

#[test]
fn a_code_is_read_in_any_way_of_writing_it() {
    let code = QueryCode::from_digits(28_035_174_669);
    for written in [
        "280351746695",
        "2803 5174 6695",
        "2803-5174-6695",
        "2803—5174—6695",
        "２８０３　５１７４　６６９５",
        "二八〇三 五一七四 六六九五",
        "贰捌零叁伍壹柒肆陆陆玖伍",
        "两八零三 五幺七四 六六九五",
        " 您的查询码 2803 5174 6695。\r\n",
        "2\u{200b}8\u{feff}03 5174 6695",
    ] {
        assert_eq!(QueryCode::read(written), Ok(code), "{written}");
    }
}

#[test]
fn another_length_says_how_many_there_were() {
    for (written, found) in
        [("", 0), ("没有", 0), ("2803 5174", 8), ("2803 5174 66955", 13), ("😀🦀𠮷", 0)]
    {
        let error = QueryCode::read(written).unwrap_err();
        assert_eq!(error, CodeError::Length { found }, "{written}");
    }
    assert_eq!(CodeError::Length { found: 8 }.to_string(), "查询码是 12 位数字，您填了 8 位");
    let flood = "7".repeat(5 << 20);
    assert_eq!(QueryCode::read(&flood), Err(CodeError::Length { found: 5 << 20 }));
}

#[test]
fn nothing_secret_shows_itself_in_a_log() {
    let code = QueryCode::from_digits(28_035_174_669);
    let nonce = FormNonce::new(&Chance::from_seed(3));
    for shown in [format!("{code:?}"), format!("{nonce:?}")] {
        assert!(!shown.contains(|letter: char| letter.is_ascii_digit()), "{shown}");
    }
}

#[test]
fn a_cookie_that_is_not_ours_is_no_nonce() {
    let nonce = FormNonce::new(&Chance::from_seed(3));
    assert_eq!(nonce.to_string().parse(), Ok(nonce));
    let long = format!("{nonce}00");
    for other in ["", "zz", "0123", &long, "字字字字字字字字字字字字字字字字"] {
        assert_eq!(other.parse::<FormNonce>(), Err(NonceError), "{other}");
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_itself(number in 0_u64..100_000_000_000) {
        let code = QueryCode::from_digits(number);
        let ascii = digits(code);
        prop_assert_eq!(&typed(&ascii[..11]), &format!("{number:011}"));
        let of = |signs: [char; 10]| -> String {
            ascii.iter().map(|digit| signs[*digit as usize]).collect()
        };
        for written in [code.to_string(), code.digits(), of(CHINESE), of(FORMAL)] {
            prop_assert_eq!(QueryCode::read(&written), Ok(code));
        }
    }

    /// Damm's table tells every single wrong digit …
    #[test]
    fn a_wrong_digit_is_always_told(number in 0_u64..100_000_000_000) {
        let right = digits(QueryCode::from_digits(number));
        for place in 0..12 {
            for wrong in (0..10).filter(|wrong| *wrong != right[place]) {
                let mut changed = right.clone();
                changed[place] = wrong;
                prop_assert_eq!(QueryCode::read(&typed(&changed)), Err(CodeError::CheckDigit));
            }
        }
    }

    /// … and every two neighbours changed about.
    #[test]
    fn two_neighbours_changed_about_are_always_told(number in 0_u64..100_000_000_000) {
        let right = digits(QueryCode::from_digits(number));
        for place in 0..11 {
            let mut changed = right.clone();
            changed.swap(place, place + 1);
            let expected = changed == right;
            prop_assert_eq!(QueryCode::read(&typed(&changed)).is_ok(), expected);
        }
    }

    #[test]
    fn nothing_typed_breaks_it(written in ".{0,80}") {
        let _ = QueryCode::read(&written);
    }
}
