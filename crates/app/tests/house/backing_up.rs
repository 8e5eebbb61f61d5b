//! 备份和恢复 (architecture 11: backup is encrypted and its restore is tested; decisions D26, D28).

use std::fs;
use std::path::{Path, PathBuf};

use xiaoneng_app::backup::{
    BackupPlan, KeySource, Made, NotMade, NotOpened, NotRestored, RestorePlan, Restored, make,
    restore,
};
use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::{World, verify};
use xiaoneng_domain::erasure::ErasureGround;
use xiaoneng_domain::organization::{AppointPerson, Role};
use xiaoneng_store::Kept;

use crate::county::{County, MONDAY, staff};
use crate::site::{Site, at};

const PHRASE: &str = "青禾 南湖 松林 明德 2026";
const LATER: &str = "2026-06-02T09:00";

fn phrase(text: &str) -> KeySource {
    KeySource::Phrase(text.to_owned().into())
}

fn world() -> World {
    World { clock: Clock::standing_at(at(LATER)), chance: Chance::from_seed(8) }
}

async fn back_up(
    site: &Site,
    name: &str,
    key: KeySource,
    with_keys: bool,
) -> Result<Made, NotMade> {
    let plan = BackupPlan { target: site.beside(name), key, with_keys };
    make(&site.place, &plan, &Chance::from_seed(9), at(MONDAY)).await
}

fn keys(site: &Site) -> KeySource {
    KeySource::Folder(site.home().join("keys"))
}

fn plan(site: &Site, file: &str, key: KeySource) -> RestorePlan {
    let (file, into) = (site.beside(file), site.beside("restored"));
    RestorePlan { file, into, key, keys: None, beside: None }
}

async fn restored(plan: &RestorePlan) -> Restored {
    restore(plan, world()).await.unwrap_or_else(|error| panic!("{error}"))
}

async fn refused(plan: &RestorePlan) -> NotRestored {
    let error = restore(plan, world()).await.expect_err("it must be refused");
    assert!(!plan.into.exists(), "nothing stays behind: {error}");
    error
}

async fn county() -> (Site, County) {
    let site = Site::folder().await.unwrap();
    let county = County::found(&site).await;
    (site, county)
}

/// Everything is there again: matters, who people are, words, and the ledger verifies.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_at_work_brings_everything_back() {
    let (site, county) = county().await;
    let filed = county.file("13900000031", "食堂收费没有公示。").await;
    let made = back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    assert!(made.bytes > 0);
    assert_eq!(fs::metadata(&made.file).unwrap().len(), made.bytes);
    let bytes = fs::read(&made.file).unwrap();
    for plain in ["SQLite format 3", "食堂", "xiaoneng.db"] {
        let found = bytes.windows(plain.len()).any(|window| window == plain.as_bytes());
        assert!(!found, "“{plain}” can be read in the file");
    }
    let left: Vec<_> = fs::read_dir(site.home().join("backups")).unwrap().collect();
    assert!(left.is_empty(), "no plain copy stays behind: {left:?}");
    county.app.close().await.unwrap();

    let plan = plan(&site, "b.xnbak", keys(&site));
    let told = restored(&plan).await;
    assert!(told.verification.is_sound());
    assert!(told.verification.texts.is_some(), "texts were held against their digests");
    assert!(!told.is_loss_declared);
    let place = xiaoneng_app::Place::Folder(plan.into.clone());
    let app =
        xiaoneng_app::App::open_in(&place, xiaoneng_app::Access::Write, world()).await.unwrap();
    let matter = app.matter(&filed.number).await.unwrap().unwrap();
    assert!(matter.responsible.is_some());
    let person = filed.petitioner.unwrap();
    let name = app.identity(&person).await.unwrap().found().unwrap().name;
    assert_eq!(name, "群众13900000031");
    let found = app.find(&staff("k2"), "食堂", None, 10).await.unwrap();
    assert_eq!(found.rows.len(), 1, "the search index came along");
    app.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pass_phrase_opens_what_it_sealed_and_keys_go_in_only_on_wish() {
    let (site, county) = county().await;
    county.app.close().await.unwrap();
    back_up(&site, "plain.xnbak", phrase(PHRASE), false).await.unwrap();
    back_up(&site, "with.xnbak", phrase(PHRASE), true).await.unwrap();
    let no = back_up(&site, "no.xnbak", keys(&site), true).await.unwrap_err();
    assert!(matches!(no, NotMade::KeysNeedPhrase), "{no}");
    let no = back_up(&site, "no.xnbak", phrase("太短"), false).await.unwrap_err();
    assert!(matches!(no, NotMade::Key(NotOpened::ShortPhrase)), "{no}");
    let no = back_up(&site, "plain.xnbak", phrase(PHRASE), false).await.unwrap_err();
    assert!(matches!(no, NotMade::Exists(_)), "{no}");

    let without = plan(&site, "plain.xnbak", phrase(PHRASE));
    let no = refused(&without).await;
    assert!(matches!(no, NotRestored::KeysMissing), "{no}");
    let given = RestorePlan { keys: Some(site.home().join("keys")), ..without };
    restored(&given).await;
    fs::remove_dir_all(&given.into).unwrap();

    restored(&plan(&site, "with.xnbak", phrase(PHRASE))).await;
    let key = |folder: &Path| fs::read(folder.join("keys/master.key")).unwrap();
    assert_eq!(key(&site.home()), key(&site.beside("restored")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_key_is_told_from_a_damaged_file() {
    let (site, county) = county().await;
    county.app.close().await.unwrap();
    back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    back_up(&site, "p.xnbak", phrase(PHRASE), false).await.unwrap();
    let other = Site::folder().await.unwrap();
    County::found(&other).await.app.close().await.unwrap();
    fs::write(other.home().join("keys/master.key"), "ab".repeat(32)).unwrap();

    let key_error = async |file: &str, key: KeySource| match refused(&plan(&site, file, key)).await
    {
        NotRestored::Key(error) => error,
        error => panic!("{error}"),
    };
    assert!(matches!(key_error("b.xnbak", keys(&other)).await, NotOpened::WrongKey));
    let another = phrase("另外一个完全不同的口令短语");
    assert!(matches!(key_error("p.xnbak", another).await, NotOpened::WrongKey));
    assert!(matches!(key_error("b.xnbak", phrase(PHRASE)).await, NotOpened::NeedsKeys));
    assert!(matches!(key_error("p.xnbak", keys(&site)).await, NotOpened::NeedsPhrase));
    fs::write(site.beside("n.xnbak"), "no backup\nat all\n").unwrap();
    assert!(matches!(key_error("n.xnbak", keys(&site)).await, NotOpened::NotABackup));
}

/// Every kind of damage is noticed, and nothing of a damaged file is restored.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_or_shortened_backup_restores_nothing() {
    let (site, county) = county().await;
    county.file("13900000031", &"食堂收费没有公示。".repeat(30)).await;
    county.app.close().await.unwrap();
    let made = back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    let whole = fs::read(&made.file).unwrap();
    let piece = 64 * 1024 + 16;
    let head = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
    assert!(whole.len() > head + 3 * piece, "several pieces");
    let mut cases: Vec<(String, Vec<u8>)> = Vec::new();
    for cut in [head, head + 1, head + piece, head + piece + 7, whole.len() - 1] {
        cases.push((format!("cut at {cut}"), whole[..cut].to_vec()));
    }
    for flip in [head, head + piece / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[flip] ^= 1;
        cases.push((format!("changed at {flip}"), bytes));
    }
    let mut swapped = whole.clone();
    let (one, two) = (head..head + piece, head + piece..head + 2 * piece);
    swapped[one.clone()].copy_from_slice(&whole[two.clone()]);
    swapped[two].copy_from_slice(&whole[one]);
    cases.push(("pieces changed places".to_owned(), swapped));
    let doubled = [&whole[..head + piece], &whole[head..]].concat();
    cases.push(("a piece twice".to_owned(), doubled));
    let head_text = String::from_utf8(whole[..head].to_vec()).unwrap();
    let told = head_text.replace("\"has_keys\":false", "\"has_keys\":true ");
    cases.push(("the head changed".to_owned(), [told.as_bytes(), &whole[head..]].concat()));
    for (what, bytes) in cases {
        fs::write(site.beside("d.xnbak"), bytes).unwrap();
        let error = refused(&plan(&site, "d.xnbak", keys(&site))).await;
        let is_told =
            matches!(error, NotRestored::Damaged(_) | NotRestored::Key(NotOpened::NotABackup));
        assert!(is_told, "{what}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_restored_into_an_empty_folder_alone() {
    let (site, county) = county().await;
    county.app.close().await.unwrap();
    back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    let plan = plan(&site, "b.xnbak", keys(&site));
    fs::create_dir(&plan.into).unwrap();
    let kept = plan.into.join("kept.txt");
    fs::write(&kept, "mine").unwrap();
    let no = restore(&plan, world()).await.unwrap_err();
    assert!(matches!(no, NotRestored::NotEmpty(_)), "{no}");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "mine");
    fs::remove_file(&kept).unwrap();
    restored(&plan).await;
    let again = restore(&plan, world()).await.unwrap_err();
    assert!(matches!(again, NotRestored::NotEmpty(_)), "{again}");
}

/// What was erased since the backup is erased again, what was lost since is declared (D26, D28).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erasures_are_done_again_and_a_loss_is_declared() {
    let (site, county) = county().await;
    let filed = county.file("13900000031", "孩子的名字写错了。").await;
    county.finish(&filed.number).await;
    let person = filed.petitioner.unwrap();
    county.app.seal().await.unwrap();
    back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    let ground = ErasureGround::ConsentWithdrawn;
    county.app.ask_erasure(&staff("k2"), &person, ground).await.unwrap();
    county.app.approve_erasure(&staff("sec1"), &person).await.unwrap();
    county.file("13900000032", "备份之后又来一件。").await;
    county.app.close().await.unwrap();

    let alone = plan(&site, "b.xnbak", keys(&site));
    let told = restored(&alone).await;
    assert_eq!((told.erased, told.is_loss_declared), (0, false), "it cannot know");
    fs::remove_dir_all(&alone.into).unwrap();
    let beside = RestorePlan { beside: Some(site.home()), ..alone };
    let told = restored(&beside).await;
    assert_eq!((told.erased, told.is_loss_declared), (1, true));
    let place = xiaoneng_app::Place::Folder(beside.into.clone());
    let found = verify::verify(&place, &verify::Witnesses::default()).await.unwrap();
    assert!(found.is_sound() && found.ledger.declared_lost > 0, "{found:?}");
    let app =
        xiaoneng_app::App::open_in(&place, xiaoneng_app::Access::Write, world()).await.unwrap();
    assert_eq!(app.identity(&person).await.unwrap(), Kept::Erased);
    app.close().await.unwrap();
}

/// A full disk is told, nothing half made stays, and the data are as they were.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_nothing_half_made_stays() {
    let (site, county) = county().await;
    county.app.close().await.unwrap();
    // A name that leads to the device on which every write finds the disk full.
    let target = site.beside("full.xnbak");
    let half = PathBuf::from(format!("{}.part", target.display()));
    std::os::unix::fs::symlink("/dev/full", &half).unwrap();
    let no = back_up(&site, "full.xnbak", keys(&site), false).await.unwrap_err();
    assert!(no.to_string().contains("磁盘已满"), "{no}");
    assert!(!target.exists() && fs::symlink_metadata(&half).is_err(), "nothing stays behind");
    back_up(&site, "full.xnbak", keys(&site), false).await.unwrap();
    restored(&plan(&site, "full.xnbak", keys(&site))).await;
}

#[tokio::test]
async fn data_on_a_server_are_left_to_its_own_tools() {
    let Some(site) = Site::server().await else { return };
    let county = County::found(&site).await;
    let no = back_up(&site, "b.xnbak", keys(&site), false).await.unwrap_err();
    assert!(no.to_string().contains("pg_dump"), "{no}");
    county.app.close().await.unwrap();
}

/// Whoever made it: the button or the command, the pages know.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_backup_is_known_whoever_made_it() {
    let (site, county) = county().await;
    assert_eq!(county.app.last_backup(), None);
    let made = back_up(&site, "b.xnbak", keys(&site), false).await.unwrap();
    let last = county.app.last_backup().unwrap();
    assert_eq!(last.at, at(MONDAY));
    assert_eq!(last.elsewhere, Some(fs::canonicalize(&made.file).unwrap()));
    assert_eq!(county.app.health().await.unwrap().last_backup, Some(last));
    county.it_is(LATER);
    let appoint = AppointPerson {
        person: "sys1".into(),
        unit: "bureau".into(),
        roles: [Role::Sysadmin].into(),
    };
    county.arrange(&staff("d1"), appoint).await;
    let made = county.app.back_up_now(&staff("sys1")).await.unwrap();
    let last = county.app.last_backup().unwrap();
    assert_eq!((last.at, last.elsewhere), (at(LATER), None));
    // One that was taken out of our own folder is no backup any more.
    fs::remove_file(made.file).unwrap();
    let last = county.app.last_backup().unwrap();
    assert_eq!((last.at, last.elsewhere.is_some()), (at(MONDAY), true));
}
