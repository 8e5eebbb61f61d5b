//! The canonical bytes, computed here once more by another road: whoever changes them breaks every
//! ledger there is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use xiaoneng_domain::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_store::{Digest, Hash, event_bytes};

fn recorded(version: u32, body: &str) -> Recorded {
    Recorded {
        version,
        occurred_at: Instant::from_micros(1_770_944_400_000_000),
        recorded_at: Instant::from_micros(1_770_944_400_000_001),
        actor: Actor::Citizen("c1".into()),
        kind: "registered/1".to_owned(),
        body: body.to_owned(),
    }
}

#[test]
fn the_bytes_of_a_first_event() {
    let stream = StreamId::Matter("2026-02130001".into());
    let bytes = event_bytes(Digest::Sha256, &stream, &recorded(1, r#"{"说":1}"#), None);
    let fields: [&[u8]; 10] = [
        b"xiaoneng/event/1",
        b"sha-256",
        b"matter/2026-02130001",
        &1_u64.to_be_bytes(),
        &1_770_944_400_000_000_i64.to_be_bytes(),
        &1_770_944_400_000_001_i64.to_be_bytes(),
        b"citizen:c1",
        b"registered/1",
        "{\"说\":1}".as_bytes(),
        b"",
    ];
    let mut wanted = Vec::new();
    for field in fields {
        wanted.extend((field.len() as u64).to_be_bytes());
        wanted.extend(field);
    }
    assert_eq!(bytes, wanted);
}

/// 已公布的测试向量. Computed over the bytes above by another implementation of both digests.
#[test]
fn the_hashes_of_two_events() {
    let vectors =
        [(Digest::Sha256, SHA_256_FIRST, SHA_256_SECOND), (Digest::Sm3, SM3_FIRST, SM3_SECOND)];
    for (digest, first, second) in vectors {
        let one = digest.event("matter/2026-02130001", &recorded(1, r#"{"说":1}"#), None);
        assert_eq!(one.to_string(), first, "{digest}");
        let two = digest.event("matter/2026-02130001", &recorded(2, "{}"), Some(one));
        assert_eq!(two.to_string(), second, "{digest}");
    }
}

/// GB/T 32905—2016 example 1, and FIPS 180.
#[test]
fn the_digests_are_the_standard_ones() {
    let sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    assert_eq!(Digest::Sm3.hash(&[b"a", b"bc"]).to_string(), sm3);
    let sha = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(Digest::Sha256.hash(&[b"abc"]).to_string(), sha);
    assert_eq!(Hash([0xab; 32]).to_string(), "ab".repeat(32));
}

const SHA_256_FIRST: &str = "fe057028031578113c6019990ed62a5f375c41762a9ef2473f35954d307ff1b5";
const SHA_256_SECOND: &str = "fbb583854fac7b84718ff8a51447affb9e545e0a2a5f84a92c2597f8ab1d7665";
const SM3_FIRST: &str = "ba27152b3bb2c0f25e8fec063f8fb9b50e0e5fc916c9206cf8120118eaea7e14";
const SM3_SECOND: &str = "d390163daa7cb0385fe27ca440f9d939b4dc76a8e12a63cba94ffa016b2443bd";
