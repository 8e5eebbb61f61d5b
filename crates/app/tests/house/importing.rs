//! 导入: what comes in is counted as somebody with the two files alone would count it, and
//! comes in once, whoever imports and how often.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use futures_util::future::join;
use serde_json::{Value, json};
use xiaoneng_app::App;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::import::{ImportPlan, ImportSummary, Writing};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::Rows;
use xiaoneng_store::{Head, VerifyReport};

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    two_who_import_the_same_file_at_once_bring_each_row_once
    an_import_that_was_cut_short_goes_on_where_it_stopped
    messages_that_wait_are_filed_once_with_a_clock_running
}

const PLAN: ImportPlan = ImportPlan { unit: None, writing: Writing::Everything };

/// A clock that stands, so that two imports record at the same instant.
fn clock() -> Clock {
    Clock::standing_at(at("2026-06-01T09:00"))
}

fn table(rows: std::ops::Range<u32>) -> String {
    let mut table = "id,message_time,title,body,reply_time,reply_text\r\n".to_owned();
    for n in rows {
        let (month, day) = (1 + n % 12, 1 + n % 28);
        table.push_str(&format!(
            "r{n},2018-{month:02}-{day:02} 10:00:00,题{n},正文{n},2018-12-31 09:00:00,答复{n}\r\n"
        ));
    }
    table
}

async fn two_who_import_the_same_file_at_once_bring_each_row_once(site: &Site) {
    let app = site.open(&clock()).await;
    let table = table(0..120);
    // Chance decides who is first with which row; each is taken once and known to the other.
    let both = join(
        app.import_replies(table.as_bytes(), &PLAN),
        app.import_replies(table.as_bytes(), &PLAN),
    );
    let (one, other) = both.await;
    let (one, other) = (one.unwrap(), other.unwrap());
    for summary in [&one, &other] {
        assert_eq!(summary.rows, 120);
        assert_eq!(summary.rejected, [], "the other one's row is no fault");
        assert_eq!(summary.imported + summary.unchanged, 120);
    }
    assert_eq!(one.imported + other.imported, 120);
    assert_eq!(app.timeliness().await.unwrap().total.matters, 120);
    assert_eq!(app.rebuild().await.unwrap().differing, 0);
    app.close().await.unwrap();
}

async fn an_import_that_was_cut_short_goes_on_where_it_stopped(site: &Site) {
    let app = site.open(&clock()).await;
    let whole = table(0..320);
    let cut = &whole[..whole.find("r200,").unwrap()];
    let first = app.import_replies(cut.as_bytes(), &PLAN).await.unwrap();
    assert_eq!((first.imported, first.unchanged), (200, 0));
    let second = app.import_replies(whole.as_bytes(), &PLAN).await.unwrap();
    assert_eq!((second.imported, second.unchanged, second.rejected.len()), (120, 200, 0));
    app.close().await.unwrap();
    let store = site.store().await;
    let mut keys = BTreeSet::new();
    let rows = store.scan_register(None, 2_000).await.unwrap();
    for row in &rows {
        assert!(row.is_imported && keys.insert(row.source_key.clone().unwrap()));
    }
    assert_eq!(keys.len(), 320);
    store.close().await.unwrap();
}

const WAITING: &str = "id,title,body,category\r\n\
    m1,,校车站点太远，冬天天不亮就出门。,x\r\n\
    m2,食堂,午餐是凉的𠮷。,y\r\n\
    ,没有编号,谁也认不出,z\r\n\
    m4, ,,z\r\n";

async fn messages_that_wait_are_filed_once_with_a_clock_running(site: &Site) {
    let county = County::found(site).await;
    let plan = ImportPlan { unit: Some("school".into()), writing: Writing::Everything };
    let dry = ImportPlan { writing: Writing::Nothing, ..plan.clone() };
    let app = &county.app;
    let counted = |summary: ImportSummary| {
        let lines: Vec<u64> = summary.rejected.iter().map(|rejected| rejected.line).collect();
        (summary.rows, summary.imported, summary.unchanged, lines)
    };
    for (plan, wanted) in [(&dry, (4, 2, 0)), (&plan, (4, 2, 0)), (&plan, (4, 0, 2))] {
        let summary = app.import_messages(WAITING.as_bytes(), plan).await.unwrap();
        assert_eq!(counted(summary), (wanted.0, wanted.1, wanted.2, vec![4, 5]));
    }
    let found = app.find(&staff("s1"), "凉的𠮷", None, 9).await.unwrap();
    let [row] = found.rows.as_slice() else { panic!("{found:?}") };
    assert_eq!((row.unit.as_str(), row.channel.as_str()), ("school", "interface"));
    assert!(row.due_at.is_some_and(|due| due > row.filed_at), "its clock runs");

    let other = WAITING.replace("凉的", "热的");
    let summary = app.import_messages(other.as_bytes(), &plan).await.unwrap();
    let [changed, ..] = summary.rejected.as_slice() else { panic!("{summary:?}") };
    assert_eq!((changed.line, summary.unchanged), (3, 1));
    let nowhere = ImportPlan { unit: Some("nowhere".into()), ..plan };
    let refused = app.import_messages(WAITING.as_bytes(), &nowhere).await.unwrap_err();
    assert!(refused.to_string().contains("nowhere"), "{refused}");
}

/// Words of two characters that people wrote, and how many messages hold them, are told by a
/// search through the door as by a look through the file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn real_data_waiting_messages_are_found_by_two_characters() {
    let Some(folder) = real_data_folder() else { return };
    let Some(site) = Site::folder().await else { return };
    let county = County::found(&site).await;
    let file = folder.join("messages_unlabelled.csv");
    let mut table = csv::Reader::from_path(&file).unwrap();
    let columns = table.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let (title, body) = (at("title"), at("body"));
    let stories = table.records().map(Result::unwrap);
    let stories = stories.map(|row| format!("{}\n{}", row[title].trim(), row[body].trim()));
    let (written, too_long): (Vec<String>, Vec<String>) =
        stories.partition(|story| story.chars().count() <= 5_000);

    let input = fs::File::open(&file).unwrap();
    let summary = county.app.import_messages(input, &PLAN).await.unwrap();
    assert_eq!((summary.rows, summary.imported), (2_226, written.len() as u64));
    assert_eq!(summary.rejected.len(), too_long.len(), "{:?}", summary.rejected);
    for word in ["学校", "老师", "补课", "收费", "工资", "噪音"] {
        let (mut found, mut after) = (0, None);
        loop {
            let page = county.app.find(&staff("e1"), word, after, 200).await.unwrap();
            found += page.rows.len();
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let held = written.iter().filter(|story| story.contains(word)).count();
        println!("{word}: {found}");
        assert!(held > 0);
        assert_eq!(found, held, "{word}");
    }
    county.app.close().await.unwrap();
}

/// What one engine made of all real rows.
struct Imported {
    heads: BTreeMap<StreamId, Head>,
    views: Rows,
    verified: VerifyReport,
    report: Value,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn real_data_every_reply_becomes_history_equal_on_both_engines() {
    let Some(folder) = real_data_folder() else { return };
    let expected = counted_by_hand(&folder);
    let mut engines = Vec::new();
    for site in [Site::folder().await, Site::server().await].into_iter().flatten() {
        let imported = real_data_import(&site, &folder.join("replies_train.csv")).await;
        assert_eq!(imported.report["total"], expected["total"]);
        assert_eq!(imported.report["months"], expected["months"]);
        engines.push(imported);
    }
    for other in &engines[1..] {
        let first = &engines[0];
        assert_eq!(first.heads.len(), other.heads.len());
        for (stream, head) in &first.heads {
            assert_eq!(other.heads.get(stream), Some(head), "{stream} has another hash");
        }
        assert!(first.views == other.views, "the views differ");
        assert_eq!(first.verified, other.verified);
    }
    println!("{} rows on {} engines", expected["total"]["matters"], engines.len());
}

/// Imports all, twice, and looks at everything.
async fn real_data_import(site: &Site, file: &Path) -> Imported {
    let app = site.open(&clock()).await;
    let import = async || -> ImportSummary {
        app.import_replies(fs::File::open(file).unwrap(), &PLAN).await.unwrap()
    };
    let first = import().await;
    assert_eq!(first.rejected, [], "every rejected row has a true reason");
    assert_eq!((first.rows, first.imported, first.unchanged), (2_278, 2_278, 0));
    app.seal().await.unwrap();
    let (heads, sealed) = (heads_of(&app, site).await, app.seal().await.unwrap());
    assert_eq!(sealed, 0);

    let again = import().await;
    assert_eq!((again.imported, again.unchanged, again.rejected.len()), (0, 2_278, 0));
    assert_eq!(app.seal().await.unwrap(), 0, "nothing new to seal");
    let report = serde_json::to_value(app.timeliness().await.unwrap()).unwrap();
    let rebuilt = app.rebuild().await.unwrap();
    assert_eq!((rebuilt.events, rebuilt.differing), (2_279, 0));
    let verified = app.verify(&app.public_key(), &[]).await.unwrap();
    assert!(verified.is_sound(), "{:?}", verified.problems);
    assert_eq!((verified.events, verified.streams, verified.unsealed), (2_279, 2_279, 0));
    app.close().await.unwrap();

    let store = site.store().await;
    let mut after = BTreeMap::new();
    for stream in store.list_streams(None, 10_000).await.unwrap() {
        after.insert(stream.clone(), store.read_stream(&stream).await.unwrap().head);
    }
    assert_eq!(after.len(), 2_279);
    assert_eq!(heads, after.len(), "running again changed the ledger");
    let views = store.list_view_rows().await.unwrap();
    assert_eq!(store.count_outbox().await.unwrap(), 0, "history sends no notice");
    store.close().await.unwrap();
    Imported { heads: after, views, verified, report }
}

/// How many events there are.
async fn heads_of(app: &App, _site: &Site) -> usize {
    let verified = app.verify(&app.public_key(), &[]).await.unwrap();
    usize::try_from(verified.events).unwrap()
}

/// The folder of the real data, where it is there.
fn real_data_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("XIAONENG_TEST_DATA").map(PathBuf::from);
    let folder = folder.filter(|folder| folder.join("replies_train.csv").is_file());
    if folder.is_none() {
        println!("not run: needs XIAONENG_TEST_DATA (replies_train.csv, holidays.csv)");
    }
    folder
}

/// A civil date as its three numbers; nothing of ours reckons here.
type Day = (u32, u32, u32);

fn day(text: &str) -> Day {
    let mut parts = text[..10].split('-').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap())
}

fn day_after((year, month, day): Day) -> Day {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (month, day == last) {
        (12, true) => (year + 1, 1, 1),
        (_, true) => (year, month + 1, 1),
        (_, false) => (year, month, day + 1),
    }
}

const LENGTHS: [u32; 6] = [5, 10, 15, 20, 30, 60];

#[derive(Default)]
struct Count {
    matters: u32,
    completed: u32,
    working: [u32; 6],
    calendar: [u32; 6],
}

impl Count {
    fn add(&mut self, took: Option<(u32, u32)>) {
        self.matters += 1;
        let Some((working, calendar)) = took else { return };
        self.completed += 1;
        for (at, length) in LENGTHS.into_iter().enumerate() {
            self.working[at] += u32::from(working > length);
            self.calendar[at] += u32::from(calendar > length);
        }
    }

    fn told(&self) -> Value {
        let overs = |counts: [u32; 6]| -> Value {
            LENGTHS
                .iter()
                .map(ToString::to_string)
                .zip(counts)
                .map(|(k, v)| (k, json!(v)))
                .collect()
        };
        json!({
            "matters": self.matters,
            "completed": self.completed,
            // holidays.csv knows every day of these years.
            "estimated": 0,
            "over_working_days": overs(self.working),
            "over_calendar_days": overs(self.calendar),
        })
    }
}

/// The report as somebody counts it from the two files, day by day: the day of the message is day
/// zero, a make-up Saturday is worked, a holiday is not.
fn counted_by_hand(folder: &Path) -> Value {
    let mut is_worked: BTreeMap<Day, bool> = BTreeMap::new();
    let mut holidays = csv::Reader::from_path(folder.join("holidays.csv")).unwrap();
    for row in holidays.records().map(Result::unwrap) {
        is_worked.insert(day(&row[0]), &row[1] == "1");
    }
    assert_eq!(is_worked.len(), 7_305);
    let (mut total, mut months) = (Count::default(), BTreeMap::<String, Count>::new());
    let mut replies = csv::Reader::from_path(folder.join("replies_train.csv")).unwrap();
    let columns = replies.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let (message, reply) = (at("message_time"), at("reply_time"));
    for row in replies.records().map(Result::unwrap) {
        let took = (!row[reply].trim().is_empty()).then(|| {
            let (mut at, end) = (day(&row[message]), day(&row[reply]));
            let (mut working, mut calendar) = (0, 0);
            while at < end {
                at = day_after(at);
                calendar += 1;
                working += u32::from(is_worked[&at]);
            }
            (working, calendar)
        });
        total.add(took);
        months.entry(row[message][..7].to_owned()).or_default().add(took);
    }
    let month = |(name, count): (&String, &Count)| {
        let mut told = count.told();
        told["month"] = json!(name);
        told
    };
    let months: Vec<Value> = months.iter().map(month).collect();
    json!({ "total": total.told(), "months": months })
}
