//! `xiaoneng report timeliness`: how long matters took, counted by hand in the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{COLUMNS, Folder, run};
use serde_json::{Value, json};

/// Filed, answered; working days and calendar days between, the day of filing not counted.
const MATTERS: [(&str, &str, u32, u32); 9] = [
    // The same day; the next; over a weekend.
    ("2019-03-04 08:00:00", "2019-03-04 23:59:59", 0, 0),
    ("2019-03-04 23:59:59", "2019-03-05 00:00:00", 1, 1),
    ("2019-03-01 09:00:00", "2019-03-04 09:00:00", 1, 3),
    // Exactly five working days, and one more.
    ("2019-03-04 09:00:00", "2019-03-11 09:00:00", 5, 7),
    ("2019-03-04 09:00:00", "2019-03-12 09:00:00", 6, 8),
    // Around the Spring Festival of 2019: 4 to 10 February rest, 2 and 3 February are worked.
    ("2019-02-01 09:00:00", "2019-02-11 09:00:00", 3, 10),
    ("2019-01-31 09:00:00", "2019-03-04 09:00:00", 19, 32),
    // Over the turn of a year: 30 and 31 December 2018 to 1 January 2019 rest, 29 is worked.
    ("2018-12-28 09:00:00", "2019-01-02 09:00:00", 2, 5),
    // Nobody answered.
    ("2019-03-29 09:00:00", "", 0, 0),
];

fn imported(folder: &Folder, rows: &[(&str, &str)]) -> String {
    let mut table = COLUMNS.to_owned();
    for (number, (filed, answered)) in rows.iter().enumerate() {
        let text = if answered.is_empty() { "" } else { "已答复" };
        table.push_str(&format!("m{number},{filed},题,文,{answered},{text}\r\n"));
    }
    let (file, data) = (folder.write("messages.csv", table), folder.at("data"));
    run(&["import", "replies", &file, "--data", &data]).ends(0);
    data
}

fn over(counts: [u32; 6]) -> Value {
    let lengths = ["5", "10", "15", "20", "30", "60"];
    lengths
        .into_iter()
        .zip(counts)
        .map(|(length, count)| (length.to_owned(), json!(count)))
        .collect()
}

#[test]
fn every_matter_is_counted_by_its_civil_dates_and_in_the_month_of_its_message() {
    let folder = Folder::new();
    let rows: Vec<(&str, &str)> = MATTERS.iter().map(|(filed, done, ..)| (*filed, *done)).collect();
    let data = imported(&folder, &rows);
    let told = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    let total = &told["total"];
    assert_eq!((&total["matters"], &total["completed"]), (&json!(9), &json!(8)));
    assert_eq!(total["estimated"], 0);
    let mut by_length = [[0; 6]; 2];
    for (filed, done, working, calendar) in MATTERS {
        for (at, length) in [5, 10, 15, 20, 30, 60].into_iter().enumerate() {
            by_length[0][at] += u32::from(!done.is_empty() && working > length);
            by_length[1][at] += u32::from(!done.is_empty() && calendar > length);
        }
        assert!(filed.len() == 19);
    }
    assert_eq!(total["over_working_days"], over(by_length[0]));
    assert_eq!(total["over_calendar_days"], over(by_length[1]));
    // 6 and 19 working days; 7, 8, 10 and 32 calendar days.
    assert_eq!((by_length[0], by_length[1]), ([2, 1, 1, 0, 0, 0], [4, 1, 1, 1, 1, 0]));
    let months: Vec<(&str, u64)> = told["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|month| (month["month"].as_str().unwrap(), month["matters"].as_u64().unwrap()))
        .collect();
    assert_eq!(months, [("2018-12", 1), ("2019-01", 1), ("2019-02", 1), ("2019-03", 6)]);
    assert_eq!(told["months"][2]["over_calendar_days"], over([1, 0, 0, 0, 0, 0]));
    assert!(told["counted"].as_str().unwrap().contains("收件当日不计"), "it says how it counts");

    let ran = run(&["report", "timeliness", "--data", &data]).ends(0);
    let total = ran.out.lines().find(|line| line.starts_with("total")).unwrap();
    let figures: Vec<&str> = total.split_whitespace().skip(1).collect();
    assert_eq!(figures.join(" "), "9 8 2 1 1 0 0 0 4 1 1 1 1 0");
}

#[test]
fn working_days_of_a_year_without_a_notice_are_told_as_estimates() {
    // decisions.md B15: never Monday to Friday by silence.
    let folder = Folder::new();
    let rows =
        [("2005-04-25", "2005-05-16"), ("2006-12-29", "2007-01-04"), ("2019-01-02", "2019-01-04")];
    let data = imported(&folder, &rows);
    let told = run(&["report", "timeliness", "--data", &data, "--json"]).ends(0).json();
    assert_eq!(told["total"]["estimated"], 2, "{told}");
    assert_eq!(told["months"][2]["estimated"], 0, "{told}");
    let ran = run(&["report", "timeliness", "--data", &data]).ends(0);
    assert!(ran.out.contains("其中 2 件") && ran.out.contains("暂估"), "{}", ran.out);
}
