//! 删除个人信息: asked by one, approved by another, gone for good, and the ledger still verifies.

use std::fs;

use xiaoneng_app::{Access, App, Denied, Place, World};
use xiaoneng_domain::erasure::{ErasureGround, ErasureRefusal};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::AnswerSignal;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_store::{Contact, Kept};

use crate::county::{County, staff};
use crate::site::{Site, copy, on_both};

const PHONE: &str = "13900000031";
const GROUND: ErasureGround = ErasureGround::ConsentWithdrawn;

on_both! {
    two_persons_erase_a_third_and_the_ledger_still_verifies
    nobody_is_erased_while_a_matter_of_his_is_open
    what_is_written_later_does_not_bring_the_words_back
    a_backup_of_before_is_erased_again_before_anything_opens
}

impl County {
    /// A matter of a citizen, brought to its end; gives who he is.
    async fn finished(&self, story: &str) -> (xiaoneng_domain::id::MatterNumber, PersonId) {
        let filed = self.file(PHONE, story).await;
        self.finish(&filed.number).await;
        (filed.number, filed.petitioner.unwrap())
    }

    pub(crate) async fn erase(&self, person: &PersonId) {
        self.app.ask_erasure(&staff("k2"), person, GROUND).await.unwrap();
        self.app.approve_erasure(&staff("sec1"), person).await.unwrap();
    }
}

/// Which refusal it was.
fn refusal(denied: Result<(), Denied>) -> ErasureRefusal {
    match denied {
        Err(Denied::Refused(Refusal::Erasure(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn two_persons_erase_a_third_and_the_ledger_still_verifies(site: &Site) {
    let county = County::found(site).await;
    let (number, person) = county.finished("孩子的名字被老师写错，要求更正。").await;
    let kept = county.app.identity(&person).await.unwrap().found().unwrap();
    assert_eq!(kept.phone.as_deref(), Some(PHONE));
    assert_eq!(county.found_by("k2", "更正").await, [number.as_str()]);

    let no = refusal(county.app.approve_erasure(&staff("sec1"), &person).await);
    assert!(matches!(no, ErasureRefusal::NotAsked { .. }), "{no}");
    let no = refusal(county.app.ask_erasure(&staff("e1"), &person, GROUND).await);
    assert!(matches!(no, ErasureRefusal::NotAllowed(_)), "{no}");
    county.app.ask_erasure(&staff("k2"), &person, GROUND).await.unwrap();
    let no = refusal(county.app.ask_erasure(&staff("k2"), &person, GROUND).await);
    assert!(matches!(no, ErasureRefusal::AlreadyAsked { .. }), "{no}");
    for other in ["k2", "d1", "e1"] {
        let no = refusal(county.app.approve_erasure(&staff(other), &person).await);
        assert!(matches!(no, ErasureRefusal::NotAllowed(_)), "{other}: {no}");
    }
    assert!(county.app.identity(&person).await.unwrap().found().is_some(), "asking erases nothing");
    county.app.approve_erasure(&staff("sec1"), &person).await.unwrap();

    assert_eq!(county.app.identity(&person).await.unwrap(), Kept::Erased);
    assert_eq!(county.found_by("k2", "更正").await, [""; 0], "search rows go with it");
    let no = refusal(county.app.approve_erasure(&staff("sec1"), &person).await);
    assert!(matches!(no, ErasureRefusal::AlreadyErased { .. }), "{no}");
    county.app.seal().await.unwrap();
    let report = county.app.verify(&county.app.public_key(), &[]).await.unwrap();
    assert!(report.is_sound() && report.unsealed == 0, "{:?}", report.problems);
    assert!(county.matter(&number).await.ended.is_some(), "the fact stays");
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
    // Whoever comes with the same phone is somebody new.
    let again = county.file(PHONE, "再来一件。").await;
    assert_ne!(again.petitioner.as_ref(), Some(&person));

    county.app.close().await.unwrap();
    let store = site.store().await;
    let phone = Contact::read(PHONE).unwrap();
    let known = store.find_by_contact(&phone).await.unwrap();
    assert_eq!(known, [again.petitioner.unwrap()]);
    store.close().await.unwrap();
    if let Place::Folder(folder) = &site.place {
        nothing_is_left_in(&fs::read(folder.join("xiaoneng.db")).unwrap());
    }
}

/// Neither the phone nor the name stands anywhere in the file in the clear.
fn nothing_is_left_in(file: &[u8]) {
    let name = format!("群众{PHONE}");
    for word in [PHONE, &name, "被老师写错"] {
        assert!(!file.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
}

async fn nobody_is_erased_while_a_matter_of_his_is_open(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file(PHONE, "请核实收费。").await;
    let person = filed.petitioner.unwrap();
    county.app.ask_erasure(&staff("k2"), &person, GROUND).await.unwrap();
    let no = refusal(county.app.approve_erasure(&staff("sec1"), &person).await);
    let ErasureRefusal::MatterOpen { open: 1, first, .. } = no else { panic!("{no}") };
    assert_eq!(first, filed.number);
    assert!(county.app.identity(&person).await.unwrap().found().is_some());
    county.finish(&filed.number).await;
    county.app.approve_erasure(&staff("sec1"), &person).await.unwrap();
    assert_eq!(county.app.identity(&person).await.unwrap(), Kept::Erased);
}

async fn what_is_written_later_does_not_bring_the_words_back(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file(PHONE, "孩子在操场摔伤，无人过问。").await;
    county.it_is("2026-06-03T10:00");
    county.app.beat().await.unwrap();
    county.finish(&filed.number).await;
    let person = filed.petitioner.unwrap();
    county.erase(&person).await;
    assert_eq!(county.found_by("k2", "摔伤").await, [""; 0]);
    let matter = county.matter(&filed.number).await;
    let owed = matter.signals.iter().find(|signal| signal.answer_by.is_some()).unwrap();
    let text = county.written("因人员外出培训，已补上。");
    let answer = AnswerSignal { signal: owed.ordinal, text };
    county.app.act(&staff(owed.recipient.as_str()), &filed.number, answer).await.unwrap();
    assert_eq!(county.found_by("k2", "摔伤").await, [""; 0], "the erased words are back");
    assert_eq!(county.found_by("d1", "摔伤").await, [""; 0]);
}

async fn a_backup_of_before_is_erased_again_before_anything_opens(site: &Site) {
    let county = County::found(site).await;
    let (_, person) = county.finished("学籍信息登记有误。").await;
    county.app.close().await.unwrap();
    keep_a_backup(site).await;
    let county = County::reopen(site, &county.clock).await;
    county.erase(&person).await;
    county.app.close().await.unwrap();
    restore_it(site).await;
    // The backup holds him still …
    let store = site.store().await;
    assert!(store.read_identity(&person).await.unwrap().found().is_some());
    store.close().await.unwrap();
    // … and whoever opens it, even to look only, finds him gone.
    let world = World { clock: county.clock.clone(), ..World::real() };
    let app = App::open_in(&site.place, Access::Read, world).await.unwrap();
    assert_eq!(app.identity(&person).await.unwrap(), Kept::Erased);
    app.close().await.unwrap();
    let store = site.store().await;
    assert_eq!(store.read_identity(&person).await.unwrap(), Kept::Erased);
    let phone = Contact::read(PHONE).unwrap();
    assert_eq!(store.find_by_contact(&phone).await.unwrap(), []);
    store.close().await.unwrap();
}

const VAULT: [&str; 3] = ["person_key", "identity", "contact"];

async fn keep_a_backup(site: &Site) {
    match &site.place {
        Place::Folder(folder) => copy(folder, &site.beside("backup")),
        Place::Server { .. } => {
            for table in VAULT {
                let keep = format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}");
                site.tamper(&keep).await;
            }
        }
    }
}

/// The database as it was; the home with its list of erasures stays as it is.
async fn restore_it(site: &Site) {
    match &site.place {
        Place::Folder(folder) => {
            let backup = site.beside("backup").join("xiaoneng.db");
            fs::copy(backup, folder.join("xiaoneng.db")).unwrap();
        }
        Place::Server { .. } => {
            for table in VAULT {
                let restore =
                    format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}");
                site.tamper(&restore).await;
            }
        }
    }
}
