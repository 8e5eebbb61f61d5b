//! 五办: what the register knows of the same subject sets how a matter is handled.

use std::collections::BTreeMap;

use xiaoneng_app::file::Filing;
use xiaoneng_domain::matter::{Mode, ModeReason};

use crate::county::{County, grievance};
use crate::site::{Site, on_both};

on_both! {
    repeats_of_one_person_are_not_many_people
    many_people_with_one_subject_are_visited
    it_is_read_back_as_far_as_needed
    what_is_not_classified_has_no_subject_in_common
}

type Modes = BTreeMap<Mode, ModeReason>;

async fn modes_of(county: &County, phone: &str, unit: &str) -> Modes {
    let filing = Filing {
        unit: Some(unit.into()),
        ..grievance(phone, "校服费和资料费一起收，没有明细。")
    };
    let filed = county.try_to_file(filing).await.unwrap();
    county.matter(&filed.number).await.modes
}

/// 三次同类主动办; five petitioners, or three schools, are visited: one petitioner is neither.
async fn repeats_of_one_person_are_not_many_people(site: &Site) {
    let county = County::found(site).await;
    let mut last = Modes::new();
    for nth in 1..=6 {
        last = modes_of(&county, "13900000001", "education").await;
        let repeated = last.get(&Mode::Active) == Some(&ModeReason::RepeatedTag);
        assert_eq!(repeated, nth >= 3, "{nth}: {last:?}");
    }
    assert_eq!(last.get(&Mode::Visit), None);
}

async fn many_people_with_one_subject_are_visited(site: &Site) {
    let county = County::found(site).await;
    for nth in 1..=6 {
        let modes = modes_of(&county, &format!("1390000000{nth}"), "education").await;
        let visited = modes.get(&Mode::Visit) == Some(&ModeReason::ManyPetitioners);
        assert_eq!(visited, nth >= 5, "{nth}: {modes:?}");
    }
}

/// Many of one person lie above those of others.
async fn it_is_read_back_as_far_as_needed(site: &Site) {
    let county = County::found(site).await;
    for nth in 1..=4 {
        modes_of(&county, &format!("1390000000{nth}"), "education").await;
    }
    for _ in 0..30 {
        modes_of(&county, "13900000001", "education").await;
    }
    let fifth = modes_of(&county, "13900000005", "education").await;
    assert_eq!(fifth.get(&Mode::Visit), Some(&ModeReason::ManyPetitioners));
}

async fn what_is_not_classified_has_no_subject_in_common(site: &Site) {
    let county = County::found(site).await;
    let unclassified = county.app.foresee(None).await.unwrap().item;
    for nth in 1..=6 {
        let filing = Filing {
            matter_type: unclassified.clone(),
            ..grievance(&format!("1390000000{nth}"), "各说各的事。")
        };
        let filed = county.try_to_file(filing).await.unwrap();
        let modes = county.matter(&filed.number).await.modes;
        assert!(!modes.contains_key(&Mode::Visit) && !modes.contains_key(&Mode::Active), "{nth}");
    }
}
