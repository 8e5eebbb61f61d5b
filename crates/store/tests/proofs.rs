//! 证明 and their arithmetic: every size of tree, both digests, nothing that was changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{Home, at, fill, matter, options, signer};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use sm3::Sm3;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{
    Checkpoint, CheckpointError, Digest, NoProof, Options, ProofError, PublicKey, Signer, Store,
    check_consistency, check_proof,
};

on_both! {
    a_proof_stands_alone
    checkpoints_continue_one_another
    roots_are_those_of_another_tree
}

async fn a_proof_stands_alone(home: &Home) {
    let store = home.open().await;
    let key = signer().public_key();
    for number in 1..=7 {
        fill(&store, &matter(number), 50).await;
    }
    store.seal(&signer(), at(0)).await.unwrap();
    fill(&store, &StreamId::Rules, 1).await;
    for (number, version) in [(1, 1), (1, 50), (3, 20), (7, 49), (7, 50)] {
        let proof = store.proof(&matter(number), version, &key).await.unwrap().to_text();
        let proven = check_proof(&proof, &key).unwrap();
        assert_eq!((proven.stream, proven.version), (matter(number), version));
        assert_eq!(proven.checkpoint.size(), 350);
    }
    let not_sealed = store.proof(&StreamId::Rules, 1, &key).await.unwrap_err();
    assert_eq!(not_sealed, NoProof::NotSealed(StreamId::Rules, 1));
    let none = store.proof(&matter(1), 51, &key).await.unwrap_err();
    assert_eq!(none, NoProof::NoSuchEvent(matter(1), 51));
    assert_eq!(none.to_string(), "账本中没有流 matter/2026-02130001 的第 51 版");

    let proof = store.proof(&matter(3), 20, &key).await.unwrap().to_text();
    let stranger = Signer::new("xiaoneng.test", &[8; 32]).unwrap().public_key();
    let unsigned = ProofError::Checkpoint(CheckpointError::NotSigned);
    assert_eq!(check_proof(&proof, &stranger), Err(unsigned));
    for (what, other) in [
        ("第 20 条", "第 21 条"),
        ("\"version\": 20", "\"version\": 21"),
        ("matter/2026-02130003", "matter/2026-02130004"),
        ("staff:p1", "staff:p2"),
        ("noted/1", "noted/2"),
        ("\"position\": 119", "\"position\": 118"),
        ("\"recorded_at\": 1", "\"recorded_at\": 2"),
    ] {
        assert!(proof.contains(what), "{what} in {proof}");
        let changed = proof.replace(what, other);
        assert_eq!(check_proof(&changed, &key), Err(ProofError::NotIncluded), "{what}");
    }
    for changed in
        [proof.replace("\\n350\\n", "\\n351\\n"), proof.replace("sealed 2026", "sealed 2025")]
    {
        let wrong = ProofError::Checkpoint(CheckpointError::WrongSignature);
        assert_eq!(check_proof(&changed, &key), Err(wrong));
    }
    for broken in ["", "{}", &proof[..proof.len() / 2], &proof.replace("proof/1", "proof/9")] {
        assert!(matches!(check_proof(broken, &key), Err(ProofError::Malformed(_))), "{broken}");
    }
    store.close().await.unwrap();
}

async fn checkpoints_continue_one_another(home: &Home) {
    let store = home.open().await;
    let key = signer().public_key();
    let mut published: Vec<Checkpoint> = Vec::new();
    for number in 1..=12 {
        fill(&store, &matter(number), number * 5).await;
        published.extend(store.seal(&signer(), at(i64::from(number))).await.unwrap());
    }
    for older in &published {
        let proof = store.consistency_proof(older, &key).await.unwrap().to_text();
        let (old, new) = check_consistency(&proof, &key).unwrap();
        assert_eq!((old.size(), new.size()), (older.size(), 390));
    }
    let proof = store.consistency_proof(&published[3], &key).await.unwrap().to_text();
    let other = store.consistency_proof(&published[4], &key).await.unwrap().to_text();
    let note = |checkpoint: &Checkpoint| checkpoint.note().trim().replace('\n', "\\n");
    let mixed = proof.replace(&note(&published[3]), &note(&published[4]));
    assert_ne!(mixed, proof);
    assert_ne!(mixed, other);
    assert_eq!(check_consistency(&mixed, &key), Err(ProofError::NotConsistent));
    store.close().await.unwrap();
}

/// The roots of our tiles beside those of a tree that keeps everything in memory.
async fn roots_are_those_of_another_tree(home: &Home) {
    for digest in [Digest::Sha256, Digest::Sm3] {
        let options = Options { digest: Some(digest), ..options() };
        let store = Store::open(&home.location, options).await.unwrap();
        let mut sizes = Vec::new();
        // Past the first tile of the second level's first hashes: 256, 257, 512 …
        for (stream, count) in
            [(1, 1), (2, 1), (3, 5), (4, 120), (5, 128), (6, 2), (7, 255), (8, 300)]
        {
            fill_at_once(&store, &matter(stream), count).await;
            sizes.extend(store.seal(&signer(), at(0)).await.unwrap());
        }
        let column = if home.is_postgres() { "encode(hash, 'hex')" } else { "lower(hex(hash))" };
        let hashes = home.look(&format!("SELECT {column} FROM event ORDER BY seq")).await;
        for checkpoint in sizes {
            let size = usize::try_from(checkpoint.size()).unwrap();
            let leaves = hashes[..size].iter().map(|hash| hex::decode(hash).unwrap());
            let root = match digest {
                Digest::Sha256 => {
                    let mut tree: MemoryBackedTree<Sha256, Vec<u8>> = MemoryBackedTree::new();
                    leaves.for_each(|leaf| tree.push(leaf));
                    tree.root().as_bytes().to_vec()
                }
                Digest::Sm3 => {
                    let mut tree: MemoryBackedTree<Sm3, Vec<u8>> = MemoryBackedTree::new();
                    leaves.for_each(|leaf| tree.push(leaf));
                    tree.root().as_bytes().to_vec()
                }
            };
            assert_eq!(checkpoint.root().0.to_vec(), root, "{digest}, {size} leaves");
        }
        home.empty(store).await;
    }
}

async fn fill_at_once(store: &Store, stream: &StreamId, count: u32) {
    let events = (1..=count).map(|version| common::event(version, at(0), "{}")).collect();
    let append = xiaoneng_store::Append::new(stream.clone(), xiaoneng_store::Head::EMPTY, events);
    store.append(&append).await.unwrap();
}

#[test]
fn a_public_key_is_read_as_it_is_written() {
    let key = signer().public_key();
    let text = key.to_string();
    assert_eq!(text.parse::<PublicKey>().unwrap(), key);
    assert_eq!(key.origin(), "xiaoneng.test");
    for broken in ["", "a", "a+b", "a+00000000+AAAA", &text.replace("xiaoneng", "other")] {
        assert!(broken.parse::<PublicKey>().is_err(), "{broken}");
    }
    assert!(Signer::new("有 空格", &[1; 32]).is_err());
}
