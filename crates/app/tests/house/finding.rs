//! 检索: filed matters are found by two-character words, by those who may see them and no others.

use xiaoneng_domain::organization::CloseUnit;

use crate::county::{County, grievance, staff};
use crate::site::{Site, on_both};

on_both! {
    two_character_words_find_what_was_filed
    what_is_sealed_or_about_a_unit_is_found_by_nobody
    who_takes_a_unit_over_finds_its_matters
    what_the_index_lacks_is_put_there_with_the_heartbeat
    the_index_is_put_in_order_at_night
}

impl County {
    /// The numbers that a member of staff finds.
    pub(crate) async fn found_by(&self, person: &str, words: &str) -> Vec<String> {
        let found = self.app.find(&staff(person), words, None, 20).await.unwrap();
        found.rows.into_iter().map(|row| row.matter.to_string()).collect()
    }
}

async fn two_character_words_find_what_was_filed(site: &Site) {
    let county = County::found(site).await;
    let first = county.file("13900000021", "实验小学的校服掉色，要求退换。").await;
    let second = county.file("13900000022", "校车停运，孩子步行太远。").await;
    let (first, second) = (first.number.to_string(), second.number.to_string());
    for (words, numbers) in [
        ("校服", vec![&first]),
        ("掉色", vec![&first]),
        ("退换 校服", vec![&first]),
        ("停运", vec![&second]),
        ("校服 停运", vec![]),
        ("食堂", vec![]),
        ("", vec![]),
        // Names and phones are found by equality, in no text.
        ("群众13900000021", vec![]),
        ("13900000021", vec![]),
    ] {
        assert_eq!(
            county.found_by("k2", words).await.iter().collect::<Vec<_>>(),
            numbers,
            "{words}"
        );
    }
    // The school has no part in it; whoever gets a part finds it from then on.
    for person in ["s1", "s2", "a1"] {
        assert_eq!(county.found_by(person, "校服").await, [""; 0], "{person}");
    }
    county.hand_over(&first.as_str().into(), "safety").await;
    assert_eq!(county.found_by("a1", "校服").await, [first.as_str()]);
    assert_eq!(county.found_by("s1", "校服").await, [""; 0]);
    // What was written later is found with what was written first.
    assert_eq!(county.found_by("k2", "掉色 核实").await, [first.as_str()]);
    // By number, newest first, page by page.
    let page = county.app.find(&staff("k2"), "太远", None, 1).await.unwrap();
    assert_eq!(page.rows.len(), 1);
}

async fn what_is_sealed_or_about_a_unit_is_found_by_nobody(site: &Site) {
    let county = County::found(site).await;
    let mut sealed = grievance("13900000023", "举报食堂采购回扣。");
    sealed.marks.is_sealed = true;
    let sealed = county.try_to_file(sealed).await.unwrap();
    let mut about = grievance("13900000024", "科室推诿，电话无人接听。");
    about.concerned = Some("education".into());
    let about = county.try_to_file(about).await.unwrap();
    for person in ["k1", "k2", "e1", "d1", "o1", "s1"] {
        assert_eq!(county.found_by(person, "回扣").await, [""; 0], "{person}");
        assert_eq!(county.found_by(person, "推诿").await, [""; 0], "{person}");
    }
    // Invariant 8: those complained of do not see it by its number either, nor on a desk.
    for person in ["k1", "k2", "k3"] {
        let seen = county.app.look_at(&staff(person), &about.number).await.unwrap();
        assert!(seen.is_none(), "{person}");
        let desk = county.app.desk_of(&staff(person), &"education".into(), None, 10).await;
        let rows = desk.unwrap().map_or(Vec::new(), |page| page.rows);
        assert!(rows.iter().all(|row| row.matter != about.number), "{person}");
    }
    let desk = county.app.desk_of(&staff("k2"), &"education".into(), None, 10).await.unwrap();
    let desk = desk.unwrap();
    assert_eq!(desk.rows.len(), 1, "the sealed one is theirs to handle");
    assert_eq!(desk.rows[0].matter, sealed.number);
    assert_eq!(desk.counts.open.count, 1, "what they may not see is not counted either");
}

async fn who_takes_a_unit_over_finds_its_matters(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000025", "操场塑胶跑道有异味。").await;
    assert_eq!(county.found_by("a1", "跑道").await, [""; 0]);
    let close = CloseUnit { unit: "education".into(), successor: Some("safety".into()) };
    county.arrange(&staff("d1"), close).await;
    county.app.beat().await.unwrap();
    assert_eq!(
        county.matter(&filed.number).await.responsible.unwrap().holder.unit.as_str(),
        "safety"
    );
    assert_eq!(county.found_by("a1", "跑道").await, [filed.number.as_str()]);
    assert_eq!(county.found_by("s1", "跑道").await, [""; 0]);
}

/// What the step of the tables leaves that made the index anew: nothing in it, and nobody looked.
const AS_BEFORE: &str = "DELETE FROM search_pending; DELETE FROM search_document;
    DELETE FROM search_segment; DELETE FROM search_block;
    DELETE FROM setting WHERE name LIKE 'search/%';";

async fn what_the_index_lacks_is_put_there_with_the_heartbeat(site: &Site) {
    let county = County::found(site).await;
    let first = county.file("13900000071", "实验小学的校服掉色，要求退换。").await.number;
    let erased = county.file("13900000072", "校服太贵，不愿再说。").await;
    county.finish(&erased.number).await;
    county.erase(&erased.petitioner.unwrap()).await;
    county.app.close().await.unwrap();
    site.tamper(AS_BEFORE).await;
    let county = County::reopen(site, &county.clock).await;
    assert_eq!(county.found_by("k2", "校服").await, [""; 0], "nothing is found");
    let new = county.file("13900000073", "校服的尺码不对。").await.number;
    county.app.beat().await.unwrap();
    let found = county.found_by("k2", "校服").await;
    assert_eq!(found, [new.as_str(), first.as_str()], "and who was erased is found no more");
    county.app.beat().await.unwrap();
    assert_eq!(county.found_by("k2", "掉色").await, [first.as_str()], "once");
}

async fn the_index_is_put_in_order_at_night(site: &Site) {
    let county = County::found(site).await;
    county.app.beat().await.unwrap();
    county.file("13900000074", "校车停运，孩子步行太远。").await;
    let looked = |time: &'static str| {
        county.it_is(time);
        county.app.beat()
    };
    looked("2026-06-01T23:00").await.unwrap();
    looked("2026-06-02T01:59").await.unwrap();
    assert_eq!(in_order(&county, site).await, "2026-06-01", "not before the night");
    let county = County::reopen(site, &county.clock).await;
    county.it_is("2026-06-02T02:00");
    county.app.beat().await.unwrap();
    assert_eq!(county.found_by("k2", "停运").await.len(), 1);
    assert_eq!(in_order(&county, site).await, "2026-06-02");
    // A machine that is off at night does it by day after three.
    let county = County::reopen(site, &county.clock).await;
    county.it_is("2026-06-04T10:00");
    county.app.beat().await.unwrap();
    county.it_is("2026-06-05T10:00");
    county.app.beat().await.unwrap();
    assert_eq!(in_order(&county, site).await, "2026-06-05");
}

/// On which day the index was put in order last; the door is closed for it.
async fn in_order(county: &County, site: &Site) -> String {
    county.app.close().await.unwrap();
    let store = site.store().await;
    let day = store.read_setting("search/in-order").await.unwrap().unwrap();
    store.close().await.unwrap();
    day
}
