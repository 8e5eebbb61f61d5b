//! 牌: drafted by time, heard, signed, served, appealed, final or withdrawn — through the door.

use xiaoneng_app::Denied;
use xiaoneng_app::cards::{CardDossier, CardWish, CardsOf};
use xiaoneng_app::desk_messages::NoteAbout;
use xiaoneng_domain::card::AppealOutcome;
use xiaoneng_domain::id::CardReference;
use xiaoneng_domain::matter::Reply;
use xiaoneng_domain::organization::RegisterAbsence;
use xiaoneng_domain::signal::{CardCause, CardColour};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::Written;

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    e34_a_card_is_drafted_heard_signed_appealed_and_withdrawn
    a_card_without_appeal_becomes_final
    whoever_it_does_not_concern_finds_no_card
    what_the_procedure_of_a_matter_calls_for_is_drafted
    who_was_away_is_served_when_he_comes_back
}

/// A grievance nobody answers until `then`: its first response is late, and a card stands drafted.
async fn overdue(county: &County, then: &str) -> CardReference {
    let filed = county.file("13900000021", "食堂收费没有明细。").await;
    county.it_is(then);
    for _ in 0..2 {
        county.app.beat().await.unwrap();
    }
    let listed = county.app.list_cards(&"k2".into(), CardsOf::Mine, true, (None, 10)).await;
    let mut rows = listed.unwrap().rows.into_iter();
    let row = rows.find(|row| row.matter.as_ref() == Some(&filed.number));
    match row.expect("no card was drafted").stream {
        StreamId::Card(card) => card,
        other => panic!("a card's stream: {other}"),
    }
}

async fn dossier(county: &County, who: &str, card: &CardReference) -> Option<CardDossier> {
    county.app.card_dossier(&staff(who), card).await.unwrap()
}

async fn refused(county: &County, who: &str, card: &CardReference, wish: CardWish) -> String {
    match county.app.act_on_card(&staff(who), card, &wish).await {
        Err(Denied::Refused(no)) => no.to_string(),
        other => panic!("{who} {wish:?}: {other:?}"),
    }
}

async fn done(county: &County, who: &str, card: &CardReference, wish: CardWish) {
    let acted = county.app.act_on_card(&staff(who), card, &wish).await;
    assert!(!acted.unwrap().facts.is_empty(), "{who} {wish:?}");
}

fn reason() -> String {
    "首次回应超过一个工作日，经核对时钟与经手记录属实。".to_owned()
}

async fn e34_a_card_is_drafted_heard_signed_appealed_and_withdrawn(site: &Site) {
    let county = County::found(site).await;
    let card = overdue(&county, "2026-06-03T09:00").await;
    let sign = CardWish::Sign(CardColour::Yellow, reason());
    // 陈述之前不得决定；本人、本单位负责人不得决定。
    assert!(refused(&county, "e2", &card, sign.clone()).await.contains("陈述"));
    done(&county, "k2", &card, CardWish::State("当日窗口停电，已有记录。".to_owned())).await;
    for who in ["k2", "k1"] {
        refused(&county, who, &card, sign.clone()).await;
    }
    let waits = county.app.list_cards(&"e2".into(), CardsOf::ToDecide, true, (None, 10)).await;
    assert_eq!(waits.unwrap().rows.len(), 1);
    done(&county, "e2", &card, sign.clone()).await;
    let signed = dossier(&county, "e2", &card).await.unwrap();
    assert_eq!(signed.card.serial().unwrap().to_string(), "〔2026〕1号");
    assert!(!signed.card.counts(), "nothing counts before it is final (invariant 9)");
    // 两名监察人员同时签发：后一人得到实情。
    assert!(refused(&county, "e1", &card, sign).await.contains("不能再作决定"));
    county.app.beat().await.unwrap();
    // 送到桌面即为送达。
    assert!(dossier(&county, "e2", &card).await.unwrap().card.service.is_some());
    done(&county, "k2", &card, CardWish::Appeal("停电记录没有采纳。".to_owned())).await;
    let grant = CardWish::DecideAppeal(AppealOutcome::CardWithdrawn, reason());
    refused(&county, "e2", &card, grant.clone()).await;
    // 签发的是效能办，由督导室办；这里督导室没有监察人员，由局长办。
    done(&county, "d1", &card, grant).await;
    let ended = dossier(&county, "k2", &card).await.unwrap();
    assert!(ended.card.is_withdrawn() && !ended.card.counts());
    // 撤销的牌仍然查得到，本人也收到了每一步的通知。
    county.app.beat().await.unwrap();
    let all = county.app.list_cards(&"k2".into(), CardsOf::Mine, false, (None, 10)).await.unwrap();
    assert_eq!(all.rows[0].state, "withdrawn");
    let notes = county.app.desk_notes(&"k2".into(), None, 50).await.unwrap().notes;
    let told: Vec<&str> = notes
        .iter()
        .filter_map(|note| match &note.about {
            NoteAbout::Docket(notice) => Some(notice.template()),
            NoteAbout::Matter(..) => None,
        })
        .collect();
    for template in ["statement_wanted", "appeal_decided"] {
        assert!(told.contains(&template), "{template} in {told:?}");
    }
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}

async fn a_card_without_appeal_becomes_final(site: &Site) {
    let county = County::found(site).await;
    let card = overdue(&county, "2026-06-03T09:00").await;
    done(&county, "k2", &card, CardWish::Waive).await;
    done(&county, "e2", &card, CardWish::Sign(CardColour::Yellow, reason())).await;
    county.app.beat().await.unwrap();
    county.it_is("2026-06-30T09:00");
    county.app.beat().await.unwrap();
    let dossier = dossier(&county, "k2", &card).await.unwrap();
    assert!(dossier.card.is_final() && dossier.card.counts());
    let late = refused(&county, "k2", &card, CardWish::Appeal("不服。".to_owned())).await;
    assert!(late.contains("申诉期限"), "{late}");
    // 号码连续：下一张是第 2 号。
    let next = overdue(&county, "2026-07-03T09:00").await;
    done(&county, "k2", &next, CardWish::Waive).await;
    done(&county, "e2", &next, CardWish::Sign(CardColour::Yellow, reason())).await;
    let signed = self::dossier(&county, "e2", &next).await.unwrap();
    assert_eq!(signed.card.serial().unwrap().number, 2);
}

async fn whoever_it_does_not_concern_finds_no_card(site: &Site) {
    let county = County::found(site).await;
    let card = overdue(&county, "2026-06-03T09:00").await;
    let nowhere = CardReference::from("2026-06010099-1");
    for who in ["s1", "s2", "a1", "k3", "sec1"] {
        assert!(dossier(&county, who, &card).await.is_none(), "{who}");
        let listed = county.app.list_cards(&who.into(), CardsOf::All, true, (None, 10)).await;
        assert!(listed.unwrap().rows.is_empty(), "{who}");
        let wish = CardWish::Dismiss(reason());
        let his = refused(&county, who, &card, wish.clone()).await;
        assert_eq!(his, refused(&county, who, &nowhere, wish).await, "{who}");
    }
    for who in ["e1", "i1", "d1", "d2", "k1", "k2"] {
        assert!(dossier(&county, who, &card).await.is_some(), "{who}");
    }
}

async fn what_the_procedure_of_a_matter_calls_for_is_drafted(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000021", "午托收费没有明细。").await;
    // 套话不是答复：系统拟出牌稿，同一件事只拟一次。
    let text = Written::new("您好，您反映的情况已收悉，我们将高度重视。", [7; 16]);
    let reply = Reply { text, handler: None, by: None };
    county.app.act(&staff("k2"), &filed.number, reply).await.unwrap();
    for _ in 0..2 {
        county.app.beat().await.unwrap();
    }
    let mine = county.app.list_cards(&"k2".into(), CardsOf::Mine, true, (None, 10)).await;
    let rows = mine.unwrap().rows;
    assert_eq!(rows.len(), 1, "{rows:?}");
    let StreamId::Card(card) = &rows[0].stream else { panic!("{:?}", rows[0].stream) };
    let drafted = dossier(&county, "k2", card).await.unwrap().card.draft.unwrap();
    assert_eq!(drafted.facts.cause, CardCause::EmptyAnswer);
}

async fn who_was_away_is_served_when_he_comes_back(site: &Site) {
    let county = County::found(site).await;
    let card = overdue(&county, "2026-06-03T09:00").await;
    done(&county, "k2", &card, CardWish::Waive).await;
    let (from, to) = (at("2026-06-03T12:00"), at("2026-06-08T08:00"));
    let away = RegisterAbsence { person: "k2".into(), from, to };
    county.app.arrange(&staff("k2"), away).await.unwrap();
    county.it_is("2026-06-04T09:00");
    county.app.beat().await.unwrap();
    done(&county, "e2", &card, CardWish::Sign(CardColour::Yellow, reason())).await;
    let served = async || dossier(&county, "e2", &card).await.unwrap().card.service;
    county.app.beat().await.unwrap();
    assert!(served().await.is_none(), "he is away: his term of appeal does not run");
    county.it_is("2026-06-08T09:00");
    for _ in 0..2 {
        county.app.beat().await.unwrap();
    }
    assert!(served().await.is_some(), "he is back");
}
