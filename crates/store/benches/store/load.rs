//! The work of a bureau: matters filed and gone on with, each append with its events, rows of the
//! views, a text for the vault and the words by which it is found.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{Change, DeskRow, Row, TimerRow};
use xiaoneng_store::{Append, Head, SearchDocument, Store};

use crate::common::{at, event, register_row};

const WORDS: [&str; 40] = [
    "食堂",
    "饭菜",
    "质量",
    "学位",
    "入学",
    "转学",
    "教师",
    "职称",
    "工资",
    "补贴",
    "幼儿园",
    "收费",
    "补课",
    "作业",
    "住宿",
    "宿舍",
    "安全",
    "门口",
    "交通",
    "供暖",
    "厕所",
    "操场",
    "课后",
    "服务",
    "延时",
    "托管",
    "资助",
    "贫困",
    "证明",
    "学籍",
    "毕业证",
    "考试",
    "招生",
    "公示",
    "名单",
    "家长",
    "孩子",
    "老师",
    "校长",
    "年级",
];

/// About a hundred characters; one in two hundred speaks of school uniforms.
pub(crate) fn text(number: u32) -> String {
    let mut state = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut text = String::from("反映");
    if number.is_multiple_of(200) {
        text.push_str("校服问题，");
    }
    let mut length = text.chars().count();
    while length < 100 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let word = WORDS[(state % 40) as usize];
        text.push_str(word);
        length += word.len() / 3;
        if state & 0x700 == 0 {
            text.push('，');
            length += 1;
        }
    }
    text
}

fn body() -> String {
    format!(r#"{{"facts":"{}"}}"#, "x".repeat(360))
}

fn recorded(version: u32) -> Recorded {
    event(version, at(i64::from(version)), &body())
}

fn number(matter: u32) -> MatterNumber {
    format!("2026-0213{matter:07}").into()
}

fn rows(matter: &MatterNumber, version: u32) -> [Row; 3] {
    let due_at = at(86_400 + i64::from(version));
    let unit = format!("QH{:02}", version % 20);
    let mut register = register_row(matter, Some(matter.as_str()));
    if let Row::Register(row) = &mut register {
        row.due_at = Some(due_at);
    }
    let desk = Row::Desk(DeskRow {
        unit: unit.into(),
        due_at,
        matter: matter.clone(),
        amber_at: at(43_200),
        responsible: "p1".into(),
        clock: "completion".to_owned(),
        matter_type: "grievance".into(),
        is_suspended: false,
        is_provisional: false,
        concerned: None,
        covers_for: None,
    });
    let timer = Row::Timer(TimerRow { stream: StreamId::Matter(matter.clone()), at: due_at });
    [register, desk, timer]
}

/// The first or a later append to a matter.
fn append(matter: u32, head: Head) -> Append {
    let name = number(matter);
    let stream = StreamId::Matter(name.clone());
    let version = head.version();
    let events = match version {
        0 => vec![recorded(1), recorded(2)],
        _ => vec![recorded(version + 1)],
    };
    let after = version + events.len() as u32;
    let mut changes = Vec::new();
    if version > 0 {
        changes.extend(rows(&name, version).map(Change::Drop));
    }
    changes.extend(rows(&name, after).map(Change::Put));
    let body = text(matter);
    let mut salt = [0; 16];
    salt[..4].copy_from_slice(&after.to_be_bytes());
    let units = vec![format!("QH{:02}", matter % 20).as_str().into()];
    let document = SearchDocument { matter: name, units, texts: vec![body.clone()] };
    Append::new(stream, head, events)
        .changes(changes)
        .texts(vec![Written::new(body, salt)])
        .search(document)
}

/// Appends per second: each writer files the next matter and goes on with it once.
pub(crate) async fn run(
    store: &Store,
    writers: u32,
    during: Duration,
    next: &Arc<AtomicU32>,
) -> f64 {
    let done = Arc::new(AtomicU64::new(0));
    let began = Stopwatch::now();
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let (store, done, next) = (store.clone(), Arc::clone(&done), Arc::clone(next));
            tokio::spawn(async move {
                while began.elapsed() < during {
                    let matter = next.fetch_add(1, Ordering::Relaxed);
                    let head = store.append(&append(matter, Head::EMPTY)).await.unwrap();
                    store.append(&append(matter, head)).await.unwrap();
                    done.fetch_add(2, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

/// So many matters, by 64 writers.
pub(crate) async fn fill(store: &Store, matters: u32) {
    let tasks: Vec<_> = (0..64)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for matter in (writer..matters).step_by(64) {
                    store.append(&append(matter, Head::EMPTY)).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}
