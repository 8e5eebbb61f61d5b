//! 检索: every Chinese word of two characters is found, and both engines find the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeSet;

use common::{Home, at, event, matter};
use proptest::test_runner::{Config, TestRunner};
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{Append, Head, SearchDocument, SearchQuery, Store};

on_both! {
    words_are_found_in_the_append_s_transaction
    a_new_document_replaces_the_old_one
    pages_go_from_new_to_old
    erasure_takes_a_matter_out
    what_is_found_does_not_depend_on_merging
}

fn number(stream: &StreamId) -> MatterNumber {
    stream.matter().unwrap().clone()
}

async fn file(store: &Store, stream: &StreamId, units: &[&str], text: &str) {
    let head = store.read_stream(stream).await.unwrap().head;
    let document = SearchDocument {
        matter: number(stream),
        units: units.iter().map(|unit| UnitId::from(*unit)).collect(),
        texts: vec![text.to_owned()],
    };
    let event = event(head.version() + 1, at(1), "{}");
    store.append(&Append::new(stream.clone(), head, vec![event]).search(document)).await.unwrap();
}

async fn find(store: &Store, words: &str, units: Option<&[&str]>) -> Vec<String> {
    let units = units.map(|units| units.iter().map(|unit| UnitId::from(*unit)).collect());
    let query = SearchQuery { words: words.to_owned(), units, after: None, limit: 50 };
    let hits = store.search(&query).await.unwrap();
    hits.into_iter().map(|hit| hit.matter.to_string()).collect()
}

async fn words_are_found_in_the_append_s_transaction(home: &Home) {
    let store = home.open().await;
    let text = "反映第一实验小学违规收取校服费用，２０２６年 ABC-123 号单。钱";
    file(&store, &matter(1), &["QHS07"], text).await;
    file(&store, &matter(2), &["QH05"], "咨询幼儿园入园时间").await;
    let first = ["2026-02130001"];
    for words in ["校服", "校服费", "实验小学", "收取 反映", "2026", "abc", "ＡＢＣ", "钱"]
    {
        assert_eq!(find(&store, words, None).await, first, "{words}");
    }
    for words in ["校园", "服务", "", "，。", "校服 入园", "ab"] {
        assert_eq!(find(&store, words, None).await, Vec::<String>::new(), "{words}");
    }
    assert_eq!(find(&store, "校服", Some(&["QHS07", "QH05"])).await, first);
    assert_eq!(find(&store, "校服", Some(&["QH05"])).await, Vec::<String>::new());
    assert_eq!(find(&store, "校服", Some(&[])).await, Vec::<String>::new());
    let late =
        Append::new(matter(1), Head::EMPTY, vec![event(1, at(2), "{}")]).search(SearchDocument {
            matter: number(&matter(1)),
            units: vec![],
            texts: vec!["撤回".into()],
        });
    assert!(store.append(&late).await.is_err());
    assert_eq!(find(&store, "撤回", None).await, Vec::<String>::new());
    store.close().await.unwrap();
}

async fn a_new_document_replaces_the_old_one(home: &Home) {
    let store = home.open().await;
    file(&store, &matter(1), &["QH01"], "供暖不热").await;
    file(&store, &matter(1), &["QH02"], "供暖不热 已经修好").await;
    assert_eq!(find(&store, "供暖", Some(&["QH01"])).await, Vec::<String>::new());
    assert_eq!(find(&store, "修好", Some(&["QH02"])).await, ["2026-02130001"]);
    store.optimize_search().await.unwrap();
    assert_eq!(find(&store, "供暖", None).await, ["2026-02130001"]);
    store.close().await.unwrap();
}

async fn pages_go_from_new_to_old(home: &Home) {
    let store = home.open().await;
    for at in [3, 1, 5, 2, 4] {
        file(&store, &matter(at), &["QH01"], "学位").await;
    }
    let mut query = SearchQuery { words: "学位".to_owned(), limit: 2, ..SearchQuery::default() };
    let mut found = Vec::new();
    loop {
        let hits = store.search(&query).await.unwrap();
        let Some(last) = hits.last() else { break };
        query.after = Some(last.place);
        found.extend(hits.into_iter().map(|hit| hit.matter.to_string()));
    }
    let wanted: Vec<String> = (1..=5).rev().map(|at| format!("2026-0213{at:04}")).collect();
    assert_eq!(found, wanted);
    store.close().await.unwrap();
}

async fn erasure_takes_a_matter_out(home: &Home) {
    let store = home.open().await;
    file(&store, &matter(1), &["QH01"], "张三的学位").await;
    file(&store, &matter(2), &["QH01"], "李四的学位").await;
    file(&store, &matter(3), &["QH01"], "王五的学位").await;
    let row = common::register_row(&number(&matter(2)), Some("c2"));
    common::put_rows(&store, &matter(2), vec![row]).await;
    store.destroy_texts(&matter(1), at(5)).await.unwrap();
    assert_eq!(find(&store, "学位", None).await, ["2026-02130003", "2026-02130002"]);
    store.erase_person(&PersonId::from("c2"), at(6)).await.unwrap();
    assert_eq!(find(&store, "学位", None).await, ["2026-02130003"]);
    store.optimize_search().await.unwrap();
    assert_eq!(find(&store, "张三", None).await, Vec::<String>::new());
    store.close().await.unwrap();
}

/// Enough documents, some of them written anew, for segments of several sizes: right away, after
/// some were destroyed, after all was merged, and after opening anew, page by page.
async fn what_is_found_does_not_depend_on_merging(home: &Home) {
    const MATTERS: u32 = 1_500;
    const WORDS: [&str; 6] = ["校服", "食堂", "安全", "收费", "作业", "门口"];
    let text = |number: u32, round: u32| -> String {
        let words = WORDS.iter().enumerate().filter(|(at, _)| {
            number.wrapping_mul(2_654_435_761 + round).rotate_left(*at as u32 * 5).is_multiple_of(3)
        });
        words.map(|(_, word)| *word).collect::<Vec<_>>().join("，")
    };
    let unit = |number: u32| ["QH01", "QH02", "QH03"][number as usize % 3];
    let mut store = home.open().await;
    let mut texts = std::collections::BTreeMap::new();
    for round in 0..2 {
        let tasks: Vec<_> = (0..8)
            .map(|writer| {
                let store = store.clone();
                tokio::spawn(async move {
                    for number in (1..=MATTERS).filter(|number| number % 8 == writer) {
                        if round == 0 || number % 4 == 0 {
                            let text = text(number, round);
                            file(&store, &matter(number), &[unit(number)], &text).await;
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let changed = (1..=MATTERS).filter(|number| round == 0 || number % 4 == 0);
        texts.extend(changed.map(|number| (number, text(number, round))));
        compare(&store, &texts, unit).await;
    }
    for number in (10..MATTERS).step_by(211) {
        store.destroy_texts(&matter(number), at(9)).await.unwrap();
        texts.remove(&number);
    }
    compare(&store, &texts, unit).await;
    store.optimize_search().await.unwrap();
    compare(&store, &texts, unit).await;
    store.close().await.unwrap();
    store = home.open().await;
    compare(&store, &texts, unit).await;
    store.close().await.unwrap();
}

/// Every question gives what a plain look through the texts gives.
async fn compare(
    store: &Store,
    texts: &std::collections::BTreeMap<u32, String>,
    unit: impl Fn(u32) -> &'static str,
) {
    for words in [vec!["校服"], vec!["食堂", "作业"], vec!["安全", "收费", "门口"], vec!["服费"]]
    {
        for units in [None, Some(vec!["QH02"]), Some(vec!["QH01", "QH03"])] {
            let is_found = |(number, text): (&u32, &String)| {
                let is_seen = units.as_ref().is_none_or(|units| units.contains(&unit(*number)));
                let has_all = words.iter().all(|word| text.contains(word));
                (is_seen && has_all).then(|| format!("2026-0213{number:04}"))
            };
            let expected: Vec<String> = texts.iter().rev().filter_map(is_found).collect();
            let mut query = SearchQuery {
                words: words.join(" "),
                units: units.as_ref().map(|units| units.iter().map(|one| (*one).into()).collect()),
                after: None,
                limit: 90,
            };
            let mut found = Vec::new();
            loop {
                let hits = store.search(&query).await.unwrap();
                let Some(last) = hits.last() else { break };
                query.after = Some(last.place);
                found.extend(hits.into_iter().map(|hit| hit.matter.to_string()));
            }
            assert_eq!(found, expected, "{words:?} {units:?}");
        }
    }
}

/// Random texts over few characters, so that words meet; SQLite, PostgreSQL and a plain look
/// through the texts agree.
#[tokio::test(flavor = "multi_thread")]
async fn both_engines_find_what_is_there() {
    const LETTERS: [char; 12] =
        ['校', '服', '费', '食', '堂', '安', '全', ' ', '，', 'a', '1', '的'];
    const SEED: u64 = 20_260_213;
    println!("seed {SEED}");
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::from_seed(
            proptest::test_runner::RngAlgorithm::ChaCha,
            &[SEED.to_le_bytes(), [1; 8], [2; 8], [3; 8]].concat(),
        ),
    );
    let letters = proptest::collection::vec(proptest::sample::select(&LETTERS[..]), 1..14);
    let mut text = || -> String {
        use proptest::strategy::{Strategy as _, ValueTree as _};
        letters.new_tree(&mut runner).unwrap().current().into_iter().collect()
    };
    let texts: Vec<String> = (0..120).map(|_| text()).collect();
    let words: Vec<String> = (0..200).map(|_| text().chars().take(3).collect::<String>()).collect();

    let mut answers: Vec<Vec<BTreeSet<String>>> = Vec::new();
    for home in [Home::folder().await, Home::server().await].into_iter().flatten() {
        let store = home.open().await;
        for (at, text) in texts.iter().enumerate() {
            let unit = if at % 2 == 0 { "QH01" } else { "QH02" };
            file(&store, &matter(at as u32 + 1), &[unit], text).await;
            if at % 50 == 49 {
                // Some stand in segments, some wait.
                store.optimize_search().await.unwrap();
            }
        }
        let mut found = Vec::new();
        for word in &words {
            for units in [None, Some(&["QH01"][..]), Some(&["QH01", "QH02"][..])] {
                let query = SearchQuery {
                    words: word.clone(),
                    units: units.map(|units| units.iter().map(|one| (*one).into()).collect()),
                    after: None,
                    limit: 500,
                };
                let hits = store.search(&query).await.unwrap();
                found.push(hits.into_iter().map(|hit| hit.matter.to_string()).collect());
            }
        }
        answers.push(found);
        store.close().await.unwrap();
    }
    let here = &answers[0];
    if let Some(there) = answers.get(1) {
        assert_eq!(here, there);
    }
    for (at, word) in words.iter().enumerate() {
        if word.chars().count() == 2 && word.chars().all(|letter| !" ，a1".contains(letter)) {
            let plain: BTreeSet<String> = texts
                .iter()
                .enumerate()
                .filter(|(_, text)| text.contains(word.as_str()))
                .map(|(at, _)| format!("2026-0213{:04}", at + 1))
                .collect();
            assert_eq!(here[at * 3], plain, "{word}");
        }
    }
}
