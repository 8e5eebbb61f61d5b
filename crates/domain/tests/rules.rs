//! The rules as shipped.

mod common;

use common::shipped_rules;
use xiaoneng_calendar::{Limit, LimitUnit};
use xiaoneng_domain::id::MatterTypeCode;

#[test]
fn the_shipped_folder_reads_clean() {
    let rules = shipped_rules();
    let book = rules.on("2026-06-01".parse().unwrap());
    let licence = &book.matter_types[&MatterTypeCode::from("licence")];
    let statutory = licence.statutory.as_ref().unwrap();
    assert_eq!(statutory.limit, Limit { amount: 20, unit: LimitUnit::WorkingDay });
    for (from, book) in rules.editions() {
        println!("{from}: {} matter types", book.matter_types.len());
    }
}
