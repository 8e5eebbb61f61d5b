//! Opening: keys, settings and folders that are not as they should be are named, in words, and
//! nothing is made in their place.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use xiaoneng_app::clock::Clock;
use xiaoneng_app::{Access, App, Place, World};

use crate::county::{County, MONDAY};
use crate::site::{Site, at, copy};

/// Data that stand, closed; the home with its keys.
async fn stood() -> (Site, Clock, PathBuf) {
    let site = Site::folder().await.unwrap();
    let clock = Clock::standing_at(at(MONDAY));
    let app = site.open(&clock).await;
    app.close().await.unwrap();
    let keys = site.home().join("keys");
    (site, clock, keys)
}

/// What is said where opening fails.
async fn said(site: &Site, clock: &Clock) -> String {
    match site.try_to_open(clock).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_second_one_on_the_same_folder_is_told_that_there_is_a_first() {
    let site = Site::folder().await.unwrap();
    let clock = Clock::standing_at(at(MONDAY));
    let first = site.open(&clock).await;
    let error = said(&site, &clock).await;
    let folder = site.home().display().to_string();
    assert!(error.contains("另一个") && error.contains(&folder), "{error}");
    first.close().await.unwrap();
    site.open(&clock).await.close().await.unwrap();
}

#[tokio::test]
async fn lost_keys_are_named_and_no_new_ones_are_made() {
    let (site, clock, keys) = stood().await;
    let kept = site.beside("kept-keys");
    copy(&keys, &kept);
    for lost in [&["master.key"][..], &["seal.key"], &["master.key", "seal.key"]] {
        for name in lost {
            fs::remove_file(keys.join(name)).unwrap();
        }
        for _ in 0..2 {
            let error = said(&site, &clock).await;
            assert!(error.contains(lost[0]) && error.contains("备份"), "{lost:?}: {error}");
        }
        for name in lost {
            assert!(!keys.join(name).exists(), "{name} was made anew");
            copy_key(&kept.join(name), &keys.join(name));
        }
        site.open(&clock).await.close().await.unwrap();
    }
    fs::remove_dir_all(&keys).unwrap();
    assert!(said(&site, &clock).await.contains("master.key"));
    assert!(!keys.exists());
}

fn copy_key(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o600)).unwrap();
}

#[tokio::test]
async fn keys_that_others_may_read_or_that_are_none_are_refused() {
    let (site, clock, keys) = stood().await;
    for name in ["master.key", "seal.key"] {
        let key = keys.join(name);
        for mode in [0o644, 0o640, 0o604] {
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
            let error = said(&site, &clock).await;
            assert!(error.contains(name) && error.contains("chmod 600"), "{mode:o}: {error}");
        }
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        let right = fs::read_to_string(&key).unwrap();
        let short = right.trim()[2..].to_owned();
        for garbage in ["", "钥匙", &short, &format!("{}0", right.trim()), &right.replace('a', "g")]
        {
            if garbage == right {
                continue;
            }
            fs::write(&key, garbage).unwrap();
            let error = said(&site, &clock).await;
            assert!(error.contains(name) && error.contains("十六进制"), "{garbage}: {error}");
            assert!(short.is_empty() || !error.contains(&short), "a key is shown");
        }
        fs::write(&key, right).unwrap();
    }
    site.open(&clock).await.close().await.unwrap();
}

#[tokio::test]
async fn the_key_of_other_data_is_refused() {
    let (site, clock, keys) = stood().await;
    let kept = fs::read_to_string(keys.join("master.key")).unwrap();
    fs::write(keys.join("master.key"), format!("{}\n", "5a".repeat(32))).unwrap();
    let error = said(&site, &clock).await;
    assert!(error.contains("主密钥不是"), "{error}");
    fs::write(keys.join("master.key"), kept).unwrap();
    site.open(&clock).await.close().await.unwrap();
}

#[tokio::test]
async fn a_setting_that_is_wrong_is_named_with_its_line() {
    let (site, clock, _) = stood().await;
    let file = site.home().join("xiaoneng.toml");
    for (text, line, words) in [
        ("origin = \"qinghe\"\nseal_evry_seconds = 30\n", 2, "seal_evry_seconds"),
        ("# 注\n\nseal_every_seconds = 0\n", 3, "1 到 60"),
        ("seal_every_seconds = 61\n", 1, "1 到 60"),
        ("seal_every_seconds = \"often\"\n", 1, ""),
        ("digest = \"md5\"\n", 1, "md5"),
        ("cipher = \"none\"\n", 1, "none"),
        ("origin = \"\"\n", 1, "origin"),
        ("outage_after_minutes = 5\norigin = \"a b\"\n", 2, "origin"),
        ("outage_after_minutes = -1\n", 1, ""),
        ("origin = \"a\"\norigin = \"b\"\n", 2, ""),
        ("[table\n", 1, ""),
    ] {
        fs::write(&file, text).unwrap();
        let error = said(&site, &clock).await;
        let place = format!("xiaoneng.toml 第 {line} 行");
        assert!(error.contains(&place) && error.contains(words), "{text}: {error}");
    }
    fs::write(&file, b"origin = \"\xc7\xe0\"\n").unwrap();
    assert!(said(&site, &clock).await.contains("xiaoneng.toml"));
    // The digest is fixed with the first event.
    fs::write(&file, "digest = \"sm3\"\n").unwrap();
    let error = said(&site, &clock).await;
    assert!(error.contains("sha-256") && error.contains("sm3"), "{error}");
    fs::write(&file, "digest = \"sha-256\"\nseal_every_seconds = 60\n").unwrap();
    site.open(&clock).await.close().await.unwrap();
}

#[tokio::test]
async fn the_national_algorithms_can_be_chosen_from_the_start() {
    let site = Site::folder().await.unwrap();
    fs::create_dir_all(site.home()).unwrap();
    let file = site.home().join("xiaoneng.toml");
    fs::write(&file, "digest = \"sm3\"\ncipher = \"sm4-gcm\"\norigin = \"qinghe.gov\"\n").unwrap();
    let county = County::found(&site).await;
    let filed = county.file("13900000051", "请公示食堂账目。").await;
    county.finish(&filed.number).await;
    county.app.close().await.unwrap();
    let again = County::reopen(&site, &county.clock).await;
    assert_eq!(again.found_by("k2", "账目").await, [filed.number.as_str()]);
    let proof = again.app.proof(&filed.number).await.unwrap().unwrap().to_text();
    let proven = xiaoneng_app::ledger::check_proof(&proof, &again.app.public_key()).unwrap();
    assert_eq!(proven.stream.to_string(), format!("matter/{}", filed.number));
    let report = again.app.verify(&again.app.public_key(), &[]).await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
}

#[tokio::test]
async fn a_home_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for place in [file.clone(), file.join("below"), PathBuf::from("/proc/xiaoneng")] {
        for access in [Access::Write, Access::Read] {
            let opened = App::open(&Place::Folder(place.clone()), access).await;
            let error = opened.err().unwrap().to_string();
            assert!(error.contains(&place.display().to_string()), "{error}");
        }
    }
    // Whoever may write everywhere is not kept out by permissions.
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        println!("not run: this user may write into a read-only folder");
        return;
    }
    let error = App::open(&Place::Folder(locked.clone()), Access::Write).await.err().unwrap();
    assert!(error.to_string().contains(&locked.display().to_string()), "{error}");
}

#[tokio::test]
async fn looking_only_changes_nothing_in_the_folder() {
    let (site, clock, _) = stood().await;
    let before = files_of(&site.home());
    let world = World { clock, ..World::real() };
    let app = App::open_in(&site.place, Access::Read, world).await.unwrap();
    assert_eq!(app.timeliness().await.unwrap().total.matters, 0);
    app.close().await.unwrap();
    assert_eq!(files_of(&site.home()), before);
}

/// The files below a folder with their contents, the database aside, which the engine opens to
/// write whoever asks.
fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_of(&path));
        } else if !path.to_string_lossy().contains("xiaoneng.db") {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}
