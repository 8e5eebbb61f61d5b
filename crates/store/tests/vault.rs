//! 保险库 on both engines: sealed, found, erased, and erased again after an old backup.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{Home, at, event, fill, matter, options, signer};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;
use xiaoneng_store::{
    Append, Cipher, Contact, FaultKind, Head, Identity, Kept, MasterKey, Options, Store,
};

on_both! {
    a_text_is_read_back_and_stands_nowhere_in_the_clear
    destroyed_texts_are_gone_and_the_ledger_verifies
    a_person_is_found_by_phone_until_erased
    an_erased_person_takes_no_new_identity
    both_ciphers_are_opened_whichever_is_in_use
    a_changed_text_is_found
    another_master_key_is_refused
}

const WORDS: &str = "食堂饭菜质量差，孩子吃不饱";

fn written(salt: u8) -> Written {
    Written::new(WORDS, [salt; 16])
}

async fn append_text(store: &Store, stream: &StreamId, text: Written) {
    let head = store.read_stream(stream).await.unwrap().head;
    let event = event(head.version() + 1, at(1), "{}");
    let append = Append::new(stream.clone(), head, vec![event]).texts(vec![text]);
    store.append(&append).await.unwrap();
}

fn identity(phone: &str) -> Identity {
    let others = BTreeMap::from([("address".to_owned(), "东关街 3 号".to_owned())]);
    Identity { name: "张三".to_owned(), phone: Some(phone.to_owned()), others }
}

async fn a_text_is_read_back_and_stands_nowhere_in_the_clear(home: &Home) {
    let store = home.open().await;
    append_text(&store, &matter(1), written(1)).await;
    append_text(&store, &matter(1), written(2)).await;
    let digest = written(2).digest();
    assert_eq!(store.read_text(&matter(1), &digest).await.unwrap(), Kept::Found(written(2)));
    assert_eq!(store.read_text(&matter(2), &digest).await.unwrap(), Kept::Nothing);
    let mut all = store.list_texts(&matter(1)).await.unwrap().found().unwrap();
    all.sort_by_key(|text| *text.salt());
    assert_eq!(all, [written(1), written(2)]);
    store.close().await.unwrap();
    if let Some(folder) = home.path() {
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let found = bytes.windows(12).any(|part| part == &WORDS.as_bytes()[..12]);
            assert!(!found, "the text stands in the file in the clear");
        }
    }
}

async fn destroyed_texts_are_gone_and_the_ledger_verifies(home: &Home) {
    let store = home.open().await;
    append_text(&store, &matter(1), written(1)).await;
    store.seal(&signer(), at(2)).await.unwrap();
    store.destroy_texts(&matter(1), at(3)).await.unwrap();
    let digest = written(1).digest();
    assert_eq!(store.read_text(&matter(1), &digest).await.unwrap(), Kept::Erased);
    assert_eq!(store.list_texts(&matter(1)).await.unwrap(), Kept::Erased);
    let head = store.read_stream(&matter(1)).await.unwrap().head;
    let late = Append::new(matter(1), head, vec![event(2, at(4), "{}")]).texts(vec![written(2)]);
    assert!(store.append(&late).await.is_err());
    let report = store.verify(&signer().public_key(), &[]).await.unwrap();
    assert_eq!((report.events, report.problems), (1, vec![]));
    store.close().await.unwrap();
}

async fn a_person_is_found_by_phone_until_erased(home: &Home) {
    let store = home.open().await;
    let person = PersonId::from("c1");
    let append = Append::new(matter(1), Head::EMPTY, vec![event(1, at(1), "{}")])
        .identities(vec![(person.clone(), identity("138 0000-1111"))]);
    store.append(&append).await.unwrap();
    store.seal(&signer(), at(2)).await.unwrap();
    let found = store.read_identity(&person).await.unwrap();
    assert_eq!(found, Kept::Found(identity("138 0000-1111")));
    for phone in ["13800001111", "+86 13800001111", "１３８００００１１１１"] {
        let contact = Contact::read(phone).unwrap();
        assert_eq!(store.find_by_contact(&contact).await.unwrap(), vec![person.clone()]);
    }
    store.write_identity(&person, &identity("13900002222")).await.unwrap();
    let old = Contact::read("13800001111").unwrap();
    assert_eq!(store.find_by_contact(&old).await.unwrap(), []);

    store.erase_person(&person, at(9)).await.unwrap();
    assert_eq!(store.read_identity(&person).await.unwrap(), Kept::Erased);
    let new = Contact::read("13900002222").unwrap();
    assert_eq!(store.find_by_contact(&new).await.unwrap(), []);
    assert_eq!(home.look("SELECT person FROM identity").await, Vec::<String>::new());
    assert_eq!(home.look("SELECT person FROM contact").await, Vec::<String>::new());
    let report = store.verify(&signer().public_key(), &[]).await.unwrap();
    assert_eq!((report.events, report.problems), (1, vec![]));
    store.close().await.unwrap();
}

async fn an_erased_person_takes_no_new_identity(home: &Home) {
    let store = home.open().await;
    let person = PersonId::from("c1");
    store.erase_person(&person, at(1)).await.unwrap();
    let fault = store.write_identity(&person, &identity("1")).await.unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Misuse);
    assert_eq!(store.read_identity(&person).await.unwrap(), Kept::Erased);
    store.close().await.unwrap();
}

async fn both_ciphers_are_opened_whichever_is_in_use(home: &Home) {
    let person = PersonId::from("c1");
    for (number, cipher) in [(1, Cipher::Sm4Gcm), (2, Cipher::XChaCha20Poly1305)] {
        let master_key = Some(MasterKey::new(&[9; 32], cipher));
        let options = Options { master_key, ..Options::default() };
        let store = Store::open(&home.location, options).await.unwrap();
        append_text(&store, &matter(number), written(1)).await;
        append_text(&store, &matter(1), written(number as u8 + 10)).await;
        store.write_identity(&person, &identity("1")).await.unwrap();
        for stream in 1..=number {
            let text = store.read_text(&matter(stream), &written(1).digest()).await.unwrap();
            assert_eq!(text, Kept::Found(written(1)));
        }
        assert_eq!(store.read_identity(&person).await.unwrap(), Kept::Found(identity("1")));
        assert_eq!(store.verify_texts(|_, _, fault| panic!("{fault}")).await.unwrap(), {
            if number == 1 { 2 } else { 4 }
        });
        store.close().await.unwrap();
    }
}

async fn a_changed_text_is_found(home: &Home) {
    let store = home.open().await;
    append_text(&store, &matter(1), written(1)).await;
    append_text(&store, &matter(2), written(2)).await;
    let swap = "UPDATE text SET sealed = (SELECT sealed FROM text WHERE stream = \
                'matter/2026-02130002') WHERE stream = 'matter/2026-02130001'";
    home.tamper(swap).await;
    let mut wrong = Vec::new();
    let note = |stream: &str, digest: &str, _| wrong.push((stream.to_owned(), digest.to_owned()));
    assert_eq!(store.verify_texts(note).await.unwrap(), 2);
    let place = ("matter/2026-02130001".to_owned(), written(1).digest().to_string());
    assert_eq!(wrong, [place]);
    let read = store.read_text(&matter(1), &written(1).digest()).await;
    assert_eq!(read.unwrap_err().kind(), FaultKind::Damaged);
    store.close().await.unwrap();
}

async fn another_master_key_is_refused(home: &Home) {
    home.open().await.close().await.unwrap();
    let master_key = Some(MasterKey::new(&[8; 32], Cipher::default()));
    let opening = Store::open(&home.location, Options { master_key, ..Options::default() }).await;
    assert_eq!(opening.unwrap_err().kind(), FaultKind::Key);
    home.open().await.close().await.unwrap();
}

/// 备份恢复后重放删除 (decisions D26).
#[tokio::test(flavor = "multi_thread")]
async fn an_old_backup_brings_nobody_back() {
    let home = Home::folder().await.unwrap();
    let store = home.open().await;
    let people: Vec<PersonId> = ["c1", "c2", "c3"].map(PersonId::from).into();
    for person in &people {
        store.write_identity(person, &identity("13800001111")).await.unwrap();
    }
    let backup = tempfile::tempdir().unwrap();
    let copy = backup.path().join("xiaoneng.db");
    store.back_up(&copy).await.unwrap();
    for person in &people[..2] {
        let stream = StreamId::Person(person.clone());
        let mut erased = event(1, at(5), "{}");
        erased.kind = "person_erased/1".to_owned();
        store.append(&Append::new(stream, Head::EMPTY, vec![erased])).await.unwrap();
        store.erase_person(person, at(5)).await.unwrap();
    }
    assert_eq!(store.erasures_to_replay(&people[..1]).await.unwrap(), []);
    store.close().await.unwrap();

    // The old backup knows nothing of the erasures; the list kept outside does.
    let location = xiaoneng_store::Location::Folder(backup.path().to_owned());
    let old = Store::open(&location, options()).await.unwrap();
    assert!(old.read_identity(&people[0]).await.unwrap().found().is_some());
    let replayed = old.replay_erasures(&people[..2], at(9)).await.unwrap();
    assert_eq!(replayed, people[..2]);
    assert_eq!(old.read_identity(&people[0]).await.unwrap(), Kept::Erased);
    assert_eq!(old.read_identity(&people[1]).await.unwrap(), Kept::Erased);
    assert!(old.read_identity(&people[2]).await.unwrap().found().is_some());
    assert_eq!(old.replay_erasures(&people[..2], at(9)).await.unwrap(), []);
    old.close().await.unwrap();
}

/// A backup of the ledger's day after the erasure holds the event but, restored beside an older
/// vault, the key too: the ledger's own events are a list as well.
#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_itself_is_a_list_of_erasures() {
    let home = Home::folder().await.unwrap();
    let store = home.open().await;
    let person = PersonId::from("c1");
    store.write_identity(&person, &identity("13800001111")).await.unwrap();
    let stream = StreamId::Person(person.clone());
    let mut erased = event(1, at(5), "{}");
    erased.kind = "person_erased/1".to_owned();
    store.append(&Append::new(stream, Head::EMPTY, vec![erased])).await.unwrap();
    fill(&store, &StreamId::Person("c2".into()), 1).await;
    assert_eq!(store.erasures_to_replay(&[]).await.unwrap(), vec![person.clone()]);
    assert_eq!(store.replay_erasures(&[], at(6)).await.unwrap(), vec![person.clone()]);
    assert_eq!(store.erasures_to_replay(&[]).await.unwrap(), []);
    store.close().await.unwrap();
}
