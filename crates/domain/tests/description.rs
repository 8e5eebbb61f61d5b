//! 对外说明. What a unit says of itself is entered by its head or the system administrator
//! (clause 2: 公开职责、地址、电话; ux 2.1).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use county::county;
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::organization::{OrganizationRefusal as No, *};

fn describe(unit: &str, description: Description) -> DescribeUnit {
    DescribeUnit { unit: unit.into(), description }
}

fn school() -> Description {
    Description {
        phone: "0370-1234567 转 803".to_owned(),
        address: "青禾县人民路 12 号".to_owned(),
        hours: "周一至周五 8:00–12:00，14:30–17:30".to_owned(),
        duties: vec!["学生学籍与转学".to_owned(), "校园安全".to_owned()],
        short_code: "syxx".to_owned(),
    }
}

#[test]
fn a_unit_is_described_by_its_head_or_by_the_system_administrator() {
    let mut county = county();
    let kinds = county.wish("S1_head", describe("S1", school())).unwrap();
    assert_eq!(kinds, ["unit_described/1"]);
    assert_eq!(county.organization.unit(&"S1".into()).unwrap().description, school());
    assert_eq!(county.wish("sysadmin", describe("S1", school())).unwrap(), [] as [&str; 0]);
    let bare = describe("S1", Description::default());
    county.grant("sysadmin", bare.clone());
    // The director heads the bureau, and so stands above every unit.
    county.grant("director", describe("S1", school()));
    let act = OfficeAct::DescribeUnit;
    for stranger in ["S2_head", "S1_clerk", "hr", "secadmin", "auditadmin", "citizen:c", "system"] {
        let refused = No::NotAllowed(NotAllowed { act });
        assert_eq!(county.refusal(stranger, bare.clone()), refused, "{stranger}");
    }
    assert_eq!(
        county.refusal("sysadmin", describe("NONE", school())),
        No::NoSuchUnit { unit: "NONE".into() }
    );
}

#[test]
fn a_description_is_kept_without_space_around_it() {
    let mut county = county();
    let loose = Description {
        phone: "　0370-1234567 ".to_owned(),
        duties: vec![" 转学 ".to_owned(), "　".to_owned()],
        short_code: " SYXX".to_owned(),
        ..Description::default()
    };
    county.grant("S1_head", describe("S1", loose));
    let kept = &county.organization.unit(&"S1".into()).unwrap().description;
    assert_eq!((kept.phone.as_str(), kept.short_code.as_str()), ("0370-1234567", "syxx"));
    assert_eq!(kept.duties, ["转学"]);
}

#[test]
fn a_description_has_bounds() {
    let mut county = county();
    let mut refused =
        |description: Description| county.refusal("S1_head", describe("S1", description));
    let of = |text: String| Description { address: text, ..Description::default() };
    assert_eq!(
        refused(of("路".repeat(101))),
        No::DescriptionTooLong { part: DescribedBy::Address, length: 101, longest: 100 }
    );
    let part = DescribedBy::Address;
    assert_eq!(refused(of("人民路\n12 号".into())), No::DescriptionOfOneLine { part });
    assert_eq!(refused(of("人民路\0".into())), No::DescriptionOfOneLine { part });
    let duties = vec!["转学".to_owned(); 41];
    assert_eq!(
        refused(Description { duties, ..Description::default() }),
        No::TooManyDuties { count: 41 }
    );
    for phone in ["没有", "12", "0370x1234567", "javascript:1234"] {
        let phone = phone.to_owned();
        assert_eq!(
            refused(Description { phone: phone.clone(), ..Description::default() }),
            No::PhoneMalformed { phone }
        );
    }
    let short_code = "实小".to_owned();
    assert_eq!(
        refused(Description { short_code: short_code.clone(), ..Description::default() }),
        No::ShortCodeMalformed { short_code }
    );
    // As long as it may be.
    county.grant("S1_head", describe("S1", of("路".repeat(100))));
}
