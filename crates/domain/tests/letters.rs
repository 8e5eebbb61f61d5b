//! 通知的收信人. Who is told what of an event, by name: a letter that is not written is noticed here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;
mod county;
mod matter;

use matter::*;
use xiaoneng_domain::notices::{Recipient, notices};

/// What was told of the last event of a kind, as `template recipient`, sorted.
fn told(story: &Story, kind: &str) -> Vec<String> {
    let stem = |fact: &&xiaoneng_domain::decider::Fact<MatterEvent>| {
        fact.event.kind().split('/').next() == Some(kind)
    };
    let fact = story.facts.iter().rev().find(stem).unwrap_or_else(|| panic!("no {kind}"));
    let notices = notices(&story.organization, &story.matter, fact);
    let mut told: Vec<String> = notices
        .iter()
        .map(|notice| {
            let content = serde_json::to_value(&notice.content).unwrap();
            let to = match &notice.to {
                Recipient::Staff(person) => person.to_string(),
                Recipient::Petitioner(person) => format!("citizen {person}"),
            };
            format!("{} {to}", content["template"].as_str().unwrap())
        })
        .collect();
    told.sort();
    told
}

fn offered() -> Story {
    given([filed(), on("03-02 10:00", "JYK_clerk", hand_over(to("PAK")))])
}

#[test]
fn a_hand_over_tells_both_sides() {
    let signed = offered().and(on("03-02 11:00", "PAK_clerk", sign_for(1)));
    let returned = offered().and(on("03-02 11:00", "PAK_clerk", send_back(1)));
    assert_eq!(told(&offered(), "handed_over"), ["hand_over_offered PAK_clerk"]);
    assert_eq!(
        told(&signed, "signed_for"),
        ["hand_over_signed JYK_clerk", "handler_changed citizen p1"]
    );
    assert_eq!(told(&returned, "returned"), ["returned JYK_clerk"]);
}

#[test]
fn e34_a_card_drafted_is_told_to_the_person_and_his_head() {
    let story = given([filed()]).until("04-20 17:30");
    let card = story.matter.cards.last().unwrap();
    let head = story.organization.head_of(&card.unit).unwrap();
    let mut expected = vec![format!("card_drafted {}", card.person)];
    if *head != card.person {
        expected.push(format!("card_drafted {head}"));
    }
    expected.sort();
    assert_eq!(told(&story, "card_drafted"), expected);
    assert_ne!(*head, card.person, "the case shows nothing where the head holds the matter");
}
