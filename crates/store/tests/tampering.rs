//! 核验 names the place of whatever is not as it was recorded: any byte of any column, an event
//! lost, added, exchanged, a tail cut off.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, at, fill, matter, signer};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{ProblemKind, Store, VerifyReport};

on_both! {
    one_byte_of_any_column
    one_byte_of_whatever_seals_it
    an_event_deleted
    an_event_added
    two_events_exchanged
    a_recomputed_forgery
    a_tail_cut_off
    an_unreadable_column
    the_unsealed_tail_is_stated
    a_declared_loss_is_no_rollback
}

/// Sealed: three matters of five events and one of the rules; unsealed: two more.
async fn ledger(home: &Home) -> (Store, Vec<String>) {
    let store = home.open().await;
    let mut published = Vec::new();
    for version in 1..=5 {
        for number in 1..=3 {
            fill(&store, &matter(number), 1).await;
        }
        let sealed = store.seal(&signer(), at(version)).await.unwrap();
        published.extend(sealed.iter().map(|checkpoint| checkpoint.note().to_owned()));
    }
    fill(&store, &StreamId::Rules, 2).await;
    (store, published)
}

async fn verify(store: &Store, published: &[String]) -> VerifyReport {
    store.verify(&signer().public_key(), published).await.unwrap()
}

/// The words of the report, for those who look for a place.
async fn words(store: &Store, published: &[String]) -> String {
    let report = verify(store, published).await;
    let lines: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

const FIFTH: &str = "第 5 条，流 matter/2026-02130002，版本 2";

async fn one_byte_of_any_column(home: &Home) {
    let columns = [
        ("occurred_at", "occurred_at + 256"),
        ("recorded_at", "recorded_at - 1"),
        ("actor", "replace(actor, 'p1', 'p2')"),
        ("kind", "replace(kind, 'noted', 'voted')"),
        ("body", "replace(body, '2', '3')"),
        ("version", "version + 64"),
        ("stream", "replace(stream, '0002', '0009')"),
        ("seq", "seq + 128"),
    ];
    for (column, changed) in columns {
        let (store, published) = ledger(home).await;
        assert!(verify(&store, &published).await.is_sound());
        home.tamper(&format!("UPDATE event SET {column} = {changed} WHERE seq = 5")).await;
        let found = words(&store, &published).await;
        let place = match column {
            "version" => "第 5 条，流 matter/2026-02130002，版本 66",
            "stream" => "第 5 条，流 matter/2026-02130009，版本 2",
            "seq" => "第 133 条，流 matter/2026-02130002，版本 2",
            _ => FIFTH,
        };
        assert!(found.contains(place), "{column}: {found}");
        home.empty(store).await;
    }
    for hash in 0..32 {
        // One byte of the hash itself.
        let (store, published) = ledger(home).await;
        home.flip("event", "hash", "seq = 5", hash).await;
        let found = words(&store, &published).await;
        assert!(found.contains(FIFTH), "hash {hash}: {found}");
        home.empty(store).await;
        if hash >= 2 {
            break;
        }
    }
}

async fn one_byte_of_whatever_seals_it(home: &Home) {
    let places = [
        ("leaf", "hash", "position = 4", FIFTH),
        ("tile", "hashes", "level = 0", "树中第 1 位：哈希树中这一处"),
        ("pending", "hash", "seq = 17", "第 17 条，流 rules，版本 2：待封存的摘要"),
    ];
    for (table, column, row, place) in places {
        let (store, published) = ledger(home).await;
        home.flip(table, column, row, 0).await;
        let found = words(&store, &published).await;
        assert!(found.contains(place), "{table}: {found}");
        home.empty(store).await;
    }
    let statements = [
        ("UPDATE leaf SET position = 40 WHERE position = 14", "树中第 41 位"),
        ("UPDATE leaf SET seq = 99 WHERE seq = 5", "第 99 条，树中第 5 位：树中有它，记录却不见了"),
        ("DELETE FROM leaf WHERE position = 4", "它前面的位置不见了"),
        ("DELETE FROM tile", "哈希树中这一处不见了"),
        ("INSERT INTO tile SELECT 8, 7, hashes FROM tile", "哈希树中这一处是多出来的"),
        ("DELETE FROM checkpoint WHERE size = 6", "封存点（共 9 条）不成立：它前面的封存点不见了"),
        (
            "UPDATE checkpoint SET note = replace(note, 'sealed 2026', 'sealed 2025') \
          WHERE size = 9",
            "封存点（共 9 条）不成立：封存点的签名不对",
        ),
        ("UPDATE checkpoint SET size = 10 WHERE size = 9", "封存点（共 10 条）不成立"),
        (
            "DELETE FROM pending WHERE seq = 17",
            "第 17 条，流 rules，版本 2：既不在树中，也不待封存",
        ),
        (
            "INSERT INTO pending SELECT seq, hash FROM event WHERE seq = 5",
            "已在树中，却又列为待封存",
        ),
        (
            "INSERT INTO pending SELECT 999, hash FROM event WHERE seq = 5",
            "第 999 条：待封存，但记录不见了",
        ),
    ];
    for (statement, place) in statements {
        let (store, published) = ledger(home).await;
        home.tamper(statement).await;
        let found = words(&store, &published).await;
        assert!(found.contains(place), "{statement}: {found}");
        home.empty(store).await;
    }
}

async fn an_event_deleted(home: &Home) {
    for seq in [1, 5, 15] {
        let (store, published) = ledger(home).await;
        home.tamper(&format!("DELETE FROM event WHERE seq = {seq}")).await;
        let found = words(&store, &published).await;
        let lost = format!("第 {seq} 条，树中第 {seq} 位：树中有它，记录却不见了");
        assert!(found.contains(&lost), "{found}");
        if seq == 5 {
            // The next one of its stream says which stream and version it was.
            let next = "第 8 条，流 matter/2026-02130002，版本 3";
            assert!(found.contains(&format!("{next}，树中第 8 位：它的前一版不见了")), "{found}");
        }
        home.empty(store).await;
    }
    let (store, published) = ledger(home).await;
    home.tamper("DELETE FROM event WHERE seq = 17").await;
    assert!(words(&store, &published).await.contains("第 17 条：待封存，但记录不见了"));
    home.empty(store).await;
}

async fn an_event_added(home: &Home) {
    let (store, published) = ledger(home).await;
    let statement = "INSERT INTO event \
        SELECT 50, stream, 6, occurred_at, recorded_at, actor, kind, body, hash \
        FROM event WHERE seq = 15; DELETE FROM pending WHERE seq = 50";
    home.tamper(statement).await;
    let found = words(&store, &published).await;
    let place = "第 50 条，流 matter/2026-02130003，版本 6：";
    assert!(found.contains(&format!("{place}内容与摘要不符")), "{found}");
    assert!(found.contains(&format!("{place}既不在树中，也不待封存")), "{found}");
    home.empty(store).await;
}

async fn two_events_exchanged(home: &Home) {
    // The contents of two rows.
    let (store, published) = ledger(home).await;
    let statement = "UPDATE event SET body = replace(body, '2', '3') WHERE seq = 5;
        UPDATE event SET body = replace(body, '3', '2') WHERE seq = 9";
    home.tamper(statement).await;
    let found = words(&store, &published).await;
    assert!(found.contains(FIFTH), "{found}");
    assert!(found.contains("第 9 条，流 matter/2026-02130003，版本 3"), "{found}");
    home.empty(store).await;
    // The order of two rows, hashes and all.
    let (store, published) = ledger(home).await;
    let statement = "UPDATE event SET seq = 1000 WHERE seq = 5;
        UPDATE event SET seq = 5 WHERE seq = 6; UPDATE event SET seq = 6 WHERE seq = 1000";
    home.tamper(statement).await;
    let found = words(&store, &published).await;
    for place in
        ["第 5 条，流 matter/2026-02130003，版本 2", "第 6 条，流 matter/2026-02130002，版本 2"]
    {
        assert!(found.contains(&format!("{place}，树中第")), "{found}");
    }
    assert!(found.contains("与树中封存的摘要不同，记录被改动、调换或重排过"), "{found}");
    home.empty(store).await;
}

/// Somebody changes the last event of a stream and recomputes its hash everywhere, the tree and
/// all, but has no signing key: the root is not the signed one, and the range is named.
async fn a_recomputed_forgery(home: &Home) {
    let (store, published) = ledger(home).await;
    let forged = [3_u8; 32];
    let hash = match home.is_postgres() {
        true => format!("'\\x{}'", hex::encode(forged)),
        false => format!("x'{}'", hex::encode(forged)),
    };
    home.tamper(&format!(
        "UPDATE event SET hash = {hash} WHERE seq = 14;
         UPDATE leaf SET hash = {hash} WHERE seq = 14"
    ))
    .await;
    let report = verify(&store, &published).await;
    let range = ProblemKind::RootDiffers { size: 15, good: 12 };
    assert!(report.problems.iter().any(|problem| problem.kind == range), "{:?}", report.problems);
    home.empty(store).await;
}

async fn a_tail_cut_off(home: &Home) {
    let rows = "DELETE FROM event WHERE seq > 12; DELETE FROM pending";
    let leaves = "DELETE FROM leaf WHERE position >= 12;";
    let checkpoints = "DELETE FROM checkpoint WHERE size > 12;";
    // The events alone.
    let (store, published) = ledger(home).await;
    home.tamper(rows).await;
    assert!(words(&store, &published).await.contains("第 13 条，树中第 13 位：树中有它"));
    home.empty(store).await;
    // With their leaves.
    let (store, _) = ledger(home).await;
    home.tamper(&format!("{leaves}{rows}")).await;
    assert!(words(&store, &[]).await.contains("封存点说共 15 条，现在只有 12 条：尾部被截去"));
    home.empty(store).await;
    // With all that belongs to them: an older state, sound in itself, but not what was published.
    let (store, published) = ledger(home).await;
    let length = 12 * 32;
    let tile = match home.is_postgres() {
        true => format!("UPDATE tile SET hashes = substring(hashes FROM 1 FOR {length});"),
        false => format!("UPDATE tile SET hashes = substr(hashes, 1, {length});"),
    };
    home.tamper(&format!("{checkpoints}{leaves}{tile}{rows}")).await;
    assert!(verify(&store, &[]).await.is_sound());
    let report = verify(&store, &published).await;
    let kinds: Vec<ProblemKind> = report.problems.into_iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ProblemKind::RolledBack { size: 15, found: 12 }]);
    home.empty(store).await;
}

async fn an_unreadable_column(home: &Home) {
    let (store, published) = ledger(home).await;
    let statement = match home.is_postgres() {
        true => "UPDATE event SET hash = '\\x00' WHERE seq = 5",
        // Bytes that are no UTF-8, in a column of text.
        false => "UPDATE event SET body = CAST(x'ff00fe' AS TEXT) WHERE seq = 5",
    };
    home.tamper(statement).await;
    let found = words(&store, &published).await;
    assert!(found.contains(&format!("{FIFTH}，树中第 5 位：无法读取")), "{found}");
    assert!(store.read_stream(&matter(2)).await.is_err());
    home.empty(store).await;
}

async fn the_unsealed_tail_is_stated(home: &Home) {
    let (store, published) = ledger(home).await;
    let report = verify(&store, &published).await;
    assert_eq!((report.events, report.streams), (17, 4));
    assert_eq!((report.sealed, report.unsealed, report.published), (15, 2, 5));
    let sealed = store.seal(&signer(), at(9)).await.unwrap();
    let published: Vec<String> = sealed.iter().map(|one| one.note().to_owned()).collect();
    let report = verify(&store, &published).await;
    assert_eq!((report.sealed, report.unsealed), (17, 0));
    assert!(report.is_sound());
    home.empty(store).await;
}

async fn a_declared_loss_is_no_rollback(home: &Home) {
    let (store, published) = ledger(home).await;
    let rows = "DELETE FROM checkpoint WHERE size > 12; DELETE FROM leaf WHERE position >= 12;
        DELETE FROM event WHERE seq > 12; DELETE FROM pending;";
    let tile = match home.is_postgres() {
        true => "UPDATE tile SET hashes = substring(hashes FROM 1 FOR 384)",
        false => "UPDATE tile SET hashes = substr(hashes, 1, 384)",
    };
    home.tamper(&format!("{rows}{tile}")).await;
    let lost = store.begin_epoch(&signer(), published.last().unwrap(), at(20)).await.unwrap();
    assert_eq!(lost.epochs().len(), 1);
    fill(&store, &matter(7), 9).await;
    store.seal(&signer(), at(21)).await.unwrap();
    let report = verify(&store, &published).await;
    assert_eq!((report.problems, report.declared_lost), (vec![], 1));
    // What was not lost is not excused.
    home.tamper("UPDATE event SET body = '{}' WHERE seq = 2").await;
    assert!(!verify(&store, &published).await.is_sound());
    home.empty(store).await;
}
