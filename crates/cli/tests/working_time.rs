//! `xiaoneng due`: due dates for a table on standard input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{real_data, run, run_with};

#[test]
fn the_nine_vectors_of_the_counting_rules() {
    // domain.md 3.2; the calendar-day ones are told by `explain`.
    let table = "start_date,working_days\n2026-09-18,5\n2026-02-13,5\n2026-09-30,1\n2026-04-30,5\n\
                 2026-09-18,20\n2026-01-01,3\n2026-12-24,20\n";
    let ran = run_with(&["due"], table.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let due: Vec<&str> = ran.out.lines().skip(1).collect();
    assert_eq!(
        due[..6],
        [
            "2026-09-18,5,2026-09-24,0",
            "2026-02-13,5,2026-02-27,0",
            "2026-09-30,1,2026-10-08,0",
            "2026-04-30,5,2026-05-11,0",
            "2026-09-18,20,2026-10-22,0",
            "2026-01-01,3,2026-01-06,0",
        ]
    );
    assert!(due[6].ends_with(",1"), "beyond the last notice: {}", due[6]);
}

#[test]
fn real_data_all_worked_deadlines() {
    let Some(file) = real_data("deadline_cases_train.csv") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    let ran = run_with(&["due"], text.replacen("due_date", "expected", 1).as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut rows = csv::Reader::from_reader(ran.out.as_bytes());
    let columns = rows.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let (expected, due, provisional) = (at("expected"), at("due_date"), at("provisional"));
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        assert_eq!(row[expected], row[due], "{row:?}");
        assert_eq!(&row[provisional], "0", "{row:?}");
        count += 1;
    }
    assert_eq!(count, 799);
}

#[test]
fn other_columns_pass_through_in_their_order_with_their_quotes() {
    let table = "note,start_date,id,working_days\n\"a,\"\"b\"\"\nc\",2026-09-18,x1,5\n";
    let ran = run_with(&["due"], table.as_bytes());
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.out,
        "note,start_date,id,working_days,due_date,provisional\n\
         \"a,\"\"b\"\"\nc\",2026-09-18,x1,5,2026-09-24,0\n"
    );
}

#[test]
fn a_row_that_cannot_be_answered_is_named_and_the_others_are_answered() {
    let table = "start_date,working_days\n2020-02-30,5\n2026-09-18,-1\n2026-09-18,5\n18/09/2026,5\n\
                 2026-09-18\n2026-09-18,99999999999\n,\n";
    let ran = run_with(&["due"], table.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("2026-09-18,5,2026-09-24,0\n"), "{}", ran.out);
    for line in [2, 3, 5, 6, 7, 8] {
        assert!(ran.err.contains(&format!("第 {line} 行")), "line {line}: {}", ran.err);
    }
    assert!(ran.err.contains("2020-02-30"), "{}", ran.err);
}

#[test]
fn what_is_no_such_table_is_refused_with_a_reason_and_code_2() {
    let cases: [(&[u8], &str); 5] = [
        (b"", "空"),
        (b"start_date,days\n2026-09-18,5\n", "working_days"),
        (b"\xc8\xd5\xc6\xda,working_days\n", "UTF-8"),
        (b"start_date,start_date,working_days\n", "两次"),
        (b"\x00\x01\x02", "缺少列"),
    ];
    for (input, word) in cases {
        let ran = run_with(&["due"], input);
        assert_eq!(ran.code, 2, "{input:?}");
        assert!(ran.err.contains(word), "{input:?}: {}", ran.err);
    }
}

#[test]
fn help_speaks_chinese_and_english() {
    let ran = run(&["--help"]);
    assert_eq!(ran.code, 0);
    for word in ["效能通", "账本", "Exit codes", "Due dates"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    assert_eq!(run(&["no-such-command"]).code, 2);
}

#[test]
fn explain_names_every_day_and_its_notice() {
    // domain.md 3.2: Friday 13 February 2026, five working days, the Spring Festival between.
    let arguments =
        ["explain", "--from", "2026-02-13T16:40", "--limit", "5 working days", "--json"];
    let ran = run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["due_date"], "2026-02-27");
    assert_eq!(told["provisional"], false);
    let days = told["days"].as_array().unwrap();
    let day = |date: &str| days.iter().find(|day| day["date"] == date).unwrap();
    assert_eq!(day("2026-02-13")["verdict"], "day_zero");
    assert_eq!(day("2026-02-14")["verdict"], "counted");
    assert_eq!(day("2026-02-15")["verdict"], "rest");
    assert!(day("2026-02-17")["notice"].as_str().unwrap().contains("2026"));
    assert_eq!(days.len(), 15, "each day from the 13th to the 27th stands there once");
}

#[test]
fn explain_takes_calendar_days_and_hours_and_refuses_what_is_no_limit() {
    // domain.md 3.2: 15 calendar days from 16 September 2026 roll past the National Day.
    let ran = run(&["explain", "--from", "2026-09-16", "--limit", "15 calendar days", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["due_date"], "2026-10-08");
    // domain.md 24, clause 7: two working hours from 14:30 are used up at 16:30.
    let ran = run(&["explain", "--from", "2026-11-23T14:30", "--limit", "2 working hours"]);
    assert!(ran.out.contains("2026-11-23T16:30:00+08:00"), "{}", ran.out);
    for (from, limit) in [("2020-02-30", "5 days"), ("2026-01-01", "five days"), ("", "1 month")] {
        let ran = run(&["explain", "--from", from, "--limit", limit]);
        assert_eq!(ran.code, 2, "{from} {limit}");
        assert!(ran.err.contains("应写成") || ran.err.contains("不存在"), "{}", ran.err);
    }
}
