//! What is wrong with a rule file is said with file, line, fault and remedy. Each row breaks a small
//! whole rulebook in one place.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use common::broken::{Row, appended, check, faults, line_of, listed, only_fault};
use common::{replaced, small_files, text};
use xiaoneng_domain::rules::Rules;

const COMMON: &str = "national/common.toml";
const FIRST: &str = "national/first_contact.toml";
const WATCHING: &str = "national/watching.toml";
const MATTERS: &str = "national/matters.toml";
const COUNTY: &str = "county/lian/county.toml";
const YEAR: &str = "calendar/2026.toml";

#[test]
fn the_small_rulebook_is_without_fault() {
    assert_eq!(listed(&faults(&small_files())), "");
}

#[test]
fn syntax() {
    check(&[
        Row(COMMON, "percent = 50", "percent = ", "", "没有值", "键 = 值"),
        Row(COMMON, "percent = 50", "percent 50", "", "等号", "键 = 值"),
        Row(COMMON, "[\"会计\"]", "[会计]", "", "没有加引号", "引号"),
        Row(
            COMMON,
            "[\"会计\"]",
            "[\"会计\"",
            "source = \"约定\"\nfrom = 2020-01-01\n\n[[suspension]]",
            "没有收尾",
            "]",
        ),
        Row(
            COMMON,
            "percent = 50",
            "percent = 50\npercent = 40",
            "percent = 40",
            "写了两次",
            "删去",
        ),
        Row(COMMON, "[cover]", "[cover", "", "没有收尾", "]"),
        Row(YEAR, "to = 2026-02-23", "to = 2026-02-30", "", "日期", "确有这一天"),
        Row(YEAR, "to = 2026-02-23", "to = 2026-2-3", "", "日期", "2026-02-13"),
    ]);
}

#[test]
fn unknown_keys_and_wrong_types() {
    check(&[
        Row(COMMON, "times = 1", "times = 1\ntime = 1", "time = 1\np", "键“time”", "times"),
        Row(COMMON, "[cover]", "[covers]\n[cover]", "", "键“covers”", "cover"),
        Row(COMMON, "[about]", "[about]\nauthor = \"某\"", "author", "键“author”", "title、basis"),
        Row(COMMON, "percent = 50", "percent = \"50\"", "", "写的是文字", "整数"),
        Row(COMMON, "percent = 50", "percent = 5.5", "", "写的是小数", "整数"),
        Row(COMMON, "percent = 50", "percent = 0", "", "不能是 0", "1 到 100"),
        Row(COMMON, "percent = 50", "percent = 101", "", "不能是 101", "1 到 100"),
        Row(COMMON, "times = 1", "times = -1", "", "不能是 -1", "1 到"),
        Row(COMMON, "times = 1", "times = 99999999999999999999", "", "不能是", "1 到"),
        Row(COMMON, "name = \"听证\"", "name = \" \"", "", "是空的", "写上内容"),
        Row(COMMON, "name = \"听证\"", "name = 5", "", "写的是整数", "文字"),
        Row(COMMON, "[\"会计\"]", "\"会计\"", "", "写的是文字", "列表"),
        Row(COMMON, "[\"会计\"]", "[\"会计\", \"会计\"]", "", "写了两次", "只写一次"),
        Row(MATTERS, "is_policy = true", "is_policy = 1", "", "写的是整数", "true 或 false"),
        Row(MATTERS, "owner = {", "owner = 5 # {", "", "写的是整数", "表"),
        Row(MATTERS, "kind = \"licence\"", "kind = \"license\"", "", "“license”不认识", "licence"),
        Row(MATTERS, "tag = \"licence\"", "tag = \"许可\"", "", "不能用的字符", "小写字母"),
    ]);
}

#[test]
fn missing_parts() {
    let help = "[[matter_type]]\ncode = \"help\"";
    check(&[
        Row(COMMON, "title = \"小规则\"\n", "", "[about]", "缺少 title", "title ="),
        Row(MATTERS, "tag = \"help\"\n", "", help, "事项“help”缺少 tag", "tag ="),
        Row(
            MATTERS,
            "tag = \"help\"\nsource = \"约定\"\n",
            "tag = \"help\"\n",
            help,
            "缺少 source",
            "source",
        ),
        Row(
            COMMON,
            "percent = 50\nsource = \"约定\"",
            "percent = 50",
            "[extension]",
            "缺少 source",
            "",
        ),
        Row(YEAR, "source = \"测试\"\n", "", "[notice]", "缺少 source", ""),
        Row(YEAR, "number = \"测试〔2025〕7号\"\n", "", "[notice]", "没有文号", "number_note"),
        Row(
            FIRST,
            "requires = [\"recorded\", \"hand_over\"]\n",
            "",
            "[[duty]]\nsituation = \"C\"",
            "缺少 requires",
            "",
        ),
    ]);
}

#[test]
fn sources() {
    let document = "document = \"本系统约定\"";
    check(&[
        Row(
            COMMON,
            &format!("{document}\n"),
            "",
            "[[source]]\nname = \"约定\"",
            "缺少 document",
            "",
        ),
        Row(COMMON, "evidence = \"I\"", "evidence = \"X\"", "", "“X”不认识", "K（待核实）"),
        Row(YEAR, "evidence = \"N\"", "evidence = \"n\"", "", "“n”不认识", "国家文件"),
        Row(
            COMMON,
            "source = \"行政许可法 第四十五条\"",
            "source = \"行政许可 第四十五条\"",
            "",
            "“行政许可”",
            "行政许可法",
        ),
        Row(COUNTY, "name = \"县清单\"", "name = \"约定\"", "[[source]]", "写了两次", "换一个简称"),
        Row(COUNTY, "name = \"县清单\"", "name = \"县 清单\"", "[[source]]", "有空格", "不带空格"),
    ]);
}

#[test]
fn limits() {
    let row = |new, fault, remedy| Row(MATTERS, "\"3 working days\"", new, "", fault, remedy);
    check(&[
        row("\"-3 working days\"", "负数", "大于零"),
        row("\"0 working days\"", "零", "至少是 1"),
        row("\"999 working days\"", "不合常理", "250 个工作日"),
        row("\"99999999999 working days\"", "不合常理", "5 working days"),
        row("\"3 workdays\"", "单位“workdays”", "working days"),
        row("\"3 fortnights\"", "单位“fortnights”", ""),
        row("\"3\"", "没有单位", "5 working days"),
        row("\"三天\"", "没有数量", "5 working days"),
        row("3", "写的是整数", "带单位"),
        row(
            "{ limit = \"3 working days\", sauce = \"约定\", source = \"约定\" }",
            "“sauce”",
            "source",
        ),
        row("{ limit = \"3 working days\" }", "缺少 source", "source"),
    ]);
}

#[test]
fn dates_of_force() {
    let (to, from) = ("to = 2022-12-31", "from = 2023-01-01");
    let second = "[[matter_type]]\ncode = \"request\"\nname = \"请示\"\nkind = \"internal_request\"\n\
                  owner = \"receiver\"\nstarts = \"filed\"\npromised = \"2 working days\"";
    let steps = "to = 2024-12-31";
    check(&[
        Row(MATTERS, to, "to = \"2022-02-30\"", "", "这一天不存在", "确有的日子"),
        Row(MATTERS, to, "to = 2022-12-31T08:00:00", "", "日期或时刻", "日期"),
        Row(MATTERS, to, "to = 2019-12-31", "", "早于生效日", "不早于 from"),
        Row(MATTERS, to, "to = 9999-12-31", "", "年份不合常理", "2199"),
        Row(MATTERS, to, "to = 2023-06-30", second, "重叠", "to = 2022-12-31"),
        Row(MATTERS, to, "", second, "重叠", "to = 2022-12-31"),
        Row(MATTERS, from, "from = 2023-02-01", second, "断档", "从 2023-01-01 起"),
        Row(
            MATTERS,
            steps,
            "to = 2025-03-31",
            "{ limit = \"8 working days\"",
            "重叠",
            "2024-12-31",
        ),
        Row(
            MATTERS,
            "tag = \"help\"\nsource = \"约定\"\nfrom = 2020-01-01",
            "tag = \"help\"\nsource = \"约定\"",
            "[[matter_type]]\ncode = \"help\"",
            "缺少 from",
            "",
        ),
    ]);
}

#[test]
fn a_code_written_twice() {
    let again = "\n[[suspension]]\ncode = \"hearing\"\nname = \"听证\"\nlongest = \"5 working days\"\n\
                 source = \"约定\"\nfrom = 2020-01-01\n";
    let fault = only_fault(&appended(COMMON, again));
    assert!(
        fault.wrong.contains("暂停事由“hearing”") && fault.wrong.contains("写了两次"),
        "{fault}"
    );
    assert_eq!(fault.line, line_of(text(&appended(COMMON, again), COMMON), again) + 1);
}

#[test]
fn one_matter_type_within_itself() {
    let steps = "limit = \"5 working days\", after = \"审查\"";
    let limit = "limit = \"10 working days\" },\n    { name = \"决定\"";
    let promised = "promised = { limit = \"15 working days\"";
    let sum = "limit = \"11 working days\" },\n    { name = \"决定\"";
    check(&[
        Row(
            MATTERS,
            "statutory = \"20 working days\"",
            "statutory = \"14 working days\"",
            promised,
            "超过法定时限 14",
            "不超过 14",
        ),
        Row(
            MATTERS,
            "statutory = \"20 working days\"",
            "statutory = \"20 calendar days\"",
            "",
            "单位不同",
            "同一种单位",
        ),
        Row(
            MATTERS,
            "limit = \"10 working days\", approver",
            "limit = \"10 calendar days\", approver",
            "extension =",
            "延期",
            "同一种单位",
        ),
        Row(
            MATTERS,
            limit,
            &limit.replace("working", "calendar"),
            "steps =",
            "环节时限",
            "同一种单位",
        ),
        Row(MATTERS, limit, sum, "steps =", "之和 16 超过承诺时限 15", "不超过 15"),
        Row(
            MATTERS,
            steps,
            "limit = \"5 working days\", after = \"审核\"",
            "",
            "“审核”不认识",
            "审查",
        ),
        Row(
            MATTERS,
            steps,
            "limit = \"5 working days\", after = \"决定\"",
            "",
            "成了循环：决定",
            "after",
        ),
        Row(
            MATTERS,
            limit,
            &limit.replace(" }", ", after = \"决定\" }"),
            "{ name = \"审查\"",
            "循环：审查、决定",
            "绕回来",
        ),
        Row(
            MATTERS,
            "name = \"决定\"",
            "name = \"审查\"",
            "{ name = \"审查\", post = \"领导\"",
            "写了两次",
            "不同的名称",
        ),
        Row(
            MATTERS,
            "statutory = \"20 working days\"",
            "statutory = { limit = \"20 working days\", source = \"约定\" }",
            "",
            "不是法律法规",
            "L 或 N",
        ),
        Row(MATTERS, "\"3 working days\"", "\"21 working days\"", "", "超过 20 个工作日", "不超过"),
        Row(
            MATTERS,
            "\"3 working days\"",
            "\"3 months\"",
            "",
            "没有上限可比",
            "promise_max_otherwise",
        ),
        Row(
            MATTERS,
            "\"3 working days\"",
            "\"3 working days\"\nfirst_response = \"4 working days\"",
            "promised = \"3 working days\"",
            "首次回应时限 4 个工作日还短",
            "不长于承诺时限",
        ),
    ]);
}

#[test]
fn starts_owners_and_silence() {
    let starts = "starts = { at = \"accepted\", source = \"行政许可法 第四十二条\" }";
    let no_article = "starts = { at = \"accepted\", source = \"行政许可法\" }";
    let owner = "owner = { function = \"general_office\" }";
    let silence = "\"request_unanswered_means_agreed\"";
    check(&[
        Row(MATTERS, starts, "starts = \"accepted\"", "", "没有写明条款", "第…条"),
        Row(MATTERS, starts, no_article, "", "没有条款", "第四十二条"),
        Row(MATTERS, starts, "starts = \"field\"", "", "“field”不认识", "filed"),
        Row(MATTERS, owner, "owner = \"schools\"", "", "“schools”不认识", "\"school\""),
        Row(MATTERS, owner, "owner = { function = \"office\" }", "", "“office”不认识", ""),
        Row(MATTERS, owner, "owner = { unit = \"LA01\" }", "", "不能指名某个县的单位", "本县规则"),
        Row(MATTERS, owner, "owner = { }", "", "要指明", "其中一个"),
        Row(MATTERS, silence, "\"unanswered_means_agreed\"", "", "不认识", "request_unanswered"),
        Row(
            MATTERS,
            "is_policy = true",
            "is_reserved = true",
            "silence = [\n    { effect = \"request",
            "保留事项",
            "必须作出决定",
        ),
        Row(
            MATTERS,
            "is_reserved = true\n",
            "",
            "kind = \"licence\"",
            "没有写 is_reserved",
            "保留事项",
        ),
        Row(
            MATTERS,
            "approver = \"director\"",
            "approver = \"mayor\"",
            "",
            "“mayor”不认识",
            "director",
        ),
        Row(
            MATTERS,
            "suspensions = [\"hearing\"]",
            "suspensions = [\"hearings\"]",
            "",
            "“hearings”不认识",
            "hearing",
        ),
        Row(
            MATTERS,
            "suspensions = [\"hearing\"]",
            "suspensions = [\"hearing\", \"hearing\"]",
            "",
            "写了两次",
            "一次",
        ),
    ]);
}

#[test]
fn first_contact_duties() {
    let files = replaced(&small_files(), FIRST, "situation = \"L\"", "situation = \"M\"");
    let found = faults(&files);
    assert_eq!(found.len(), 2, "\n{}", listed(&found));
    let line = line_of(text(&files, FIRST), "situation = \"M\"");
    assert!(
        found.iter().any(|one| one.file == FIRST && one.line == line && one.wrong.contains("“M”"))
    );
    assert!(found.iter().any(|one| one.wrong.contains("首问情形缺少 L")), "\n{}", listed(&found));
    check(&[
        Row(FIRST, "\"lead_named\"", "\"leader_named\"", "", "“leader_named”不认识", "lead_named"),
        Row(FIRST, "[\"recorded\", \"lead_named\"]", "[]", "", "是空的", "至少写一项"),
    ]);
}

/// 牌、监察、测评: every figure in its place, and nothing looser than the nation.
#[test]
fn cards_and_watching() {
    let county =
        |more: &str| appended(COUNTY, &format!("\n{more}\nsource = \"约定\"\nfrom = 2026-01-01\n"));
    for (more, wrong) in [
        ("[cards]\nstatement = \"2 working days\"", "statement 是 2 个工作日，比国家规则"),
        ("[cards]\nappeal = \"2 working days\"", "appeal 是 2 个工作日，比国家规则"),
        ("[cards]\ndecide = \"6 working days\"", "decide 是 6 个工作日，比国家规则"),
        ("[supervision]\nanswer_characters = 14", "answer_characters 是 14，比国家规则的 15 宽"),
        ("[supervision]\nburst_matters = 11", "burst_matters 是 11，比国家规则的 10 宽"),
        ("[supervision]\nbacklog_matters = 11", "backlog_matters 是 11，比国家规则的 10 宽"),
        ("[supervision]\nquestion_within = \"2 working days\"", "question_within 是 2 个工作日"),
        ("[supervision]\nburst_minutes = 29", "burst_minutes 是 29，比国家规则的 30 宽"),
        ("[[finding]]\ncode = \"empty_answer\"\ncard = \"none\"", "比国家规则的轻"),
    ] {
        let fault = only_fault(&county(more));
        assert!(fault.wrong.contains(wrong), "{more}: {fault}");
        assert_eq!(fault.file, COUNTY);
    }
    for more in [
        "[cards]\nstatement = \"5 working days\"\ndecide = \"4 working days\"",
        "[supervision]\nanswer_characters = 20\nburst_matters = 5\nburst_minutes = 60",
        "[[finding]]\ncode = \"empty_answer\"\ncard = \"red\"",
    ] {
        assert_eq!(listed(&faults(&county(more))), "", "{more}");
    }
    check(&[
        Row(
            WATCHING,
            "openness = 10",
            "openness = 11",
            "[score.weights]",
            "合计 101，不等于基准分 100",
            "相加",
        ),
        Row(WATCHING, "good = 80", "good = 90", "[score.grades]", "不是由高到低", "大于"),
        Row(WATCHING, "[\"integrity\"]", "[]", "", "parts 是空的", "至少写一项"),
        Row(WATCHING, "[\"integrity\"]", "[\"integrty\"]", "", "“integrty”不认识", "integrity"),
        Row(
            WATCHING,
            "\"grievance\", \"petition\"",
            "\"grievence\"",
            "",
            "“grievence”不认识",
            "grievance",
        ),
        Row(
            WATCHING,
            "question_kinds",
            "question_types = [\"licens\"]\nquestion_kinds",
            "",
            "“licens”不认识",
            "licence",
        ),
        Row(WATCHING, "is_counted = false", "is_counted = 0", "", "写的是整数", "true 或 false"),
        Row(
            WATCHING,
            "code = \"unlawful_charge\"\ncard = \"red\"",
            "code = \"unlawful_charge\"\ncard = \"blue\"",
            "card = \"blue\"",
            "“blue”不认识",
            "red",
        ),
    ]);
}

/// A body of rules from before electronic supervision reads as it did.
#[test]
fn rules_may_be_silent_on_watching() {
    let mut files = small_files();
    files.retain(|file| file.path != WATCHING);
    let rules = Rules::read(&files).unwrap();
    assert!(rules.editions().all(|(_, book)| book.watching.is_none()));
    let rules = Rules::read(&small_files()).unwrap();
    assert!(rules.editions().all(|(_, book)| book.watching.is_some()));
}

#[test]
fn whole_rules_missing() {
    let absent = |file, old: &str, words: &str| {
        let mut files = small_files();
        let one = files.iter_mut().find(|one| one.path == file).expect("the file is there");
        let (start, rest) = (one.text.find(old).expect("it is there"), old.len());
        let end =
            one.text[start + rest..].find("\n\n").map_or(one.text.len(), |at| start + rest + at);
        one.text.replace_range(start..end, "");
        let fault = only_fault(&files);
        assert!(fault.wrong.contains(words), "{fault}");
        assert_eq!((fault.file.as_str(), fault.line), ("national/", 0));
    };
    absent(COMMON, "[limit_bounds]", "缺少时限常识上限");
    absent(COMMON, "[extension]", "缺少延期规则");
    absent(COMMON, "[supplement]", "缺少补正规则");
    absent(COMMON, "[alerts]", "缺少灯与预警规则");
    absent(COMMON, "[handling]", "缺少五办规则");
    absent(COMMON, "[closing]", "缺少送达与办后规则");
    absent(COMMON, "[cover]", "缺少AB岗规则");
    absent(WATCHING, "[cards]", "缺少黄牌红牌规则");
    absent(WATCHING, "[supervision]", "缺少电子监察规则");
    absent(WATCHING, "[[finding]]\ncode = \"empty_answer\"", "监察发现缺少 empty_answer");
    absent(WATCHING, "[[scored]]\ncode = \"overdue\"", "扣分项缺少 overdue");
    absent(FIRST, "[first_contact]", "缺少首问与移交规则");
    absent(FIRST, "[[duty]]\nsituation = \"F\"", "首问情形缺少 F");
    absent(MATTERS, "[catalogue]", "缺少事项通则");
}

#[test]
fn a_rule_that_begins_too_late() {
    let files = replaced(
        &small_files(),
        COMMON,
        "exempt_posts = [\"会计\"]\nsource = \"约定\"\nfrom = 2020-01-01",
        "exempt_posts = [\"会计\"]\nsource = \"约定\"\nfrom = 2020-03-01",
    );
    let fault = only_fault(&files);
    assert!(fault.wrong.contains("缺少AB岗规则") && fault.right.contains("2020-01-01"), "{fault}");
}

#[test]
fn the_bounds_stand_once_and_in_the_nation_s_rules() {
    let again = "\n[limit_bounds]\nlargest = [\"9 months\"]\nsource = \"约定\"\n";
    for file in [MATTERS, COUNTY] {
        let fault = only_fault(&appended(file, again));
        assert_eq!(fault.file, file);
        assert!(fault.wrong.contains("只在国家规则里写一处"), "{fault}");
    }
    let at_the_bound = "\"250 working days\"";
    let files = replaced(&small_files(), MATTERS, "\"20 working days\"", at_the_bound);
    assert_eq!(listed(&faults(&files)), "");
    let files = replaced(&small_files(), MATTERS, "\"20 working days\"", "\"251 working days\"");
    assert!(only_fault(&files).wrong.contains("不合常理"));
}

/// 未归类: an entry in force that anybody may file, from receipt, reserved to no decision.
#[test]
fn where_what_has_no_kind_goes() {
    let key = "unclassified = \"help\"";
    let with = |code: &str| format!("unclassified = \"{code}\"");
    check(&[
        Row(MATTERS, key, "", "[catalogue]", "缺少 unclassified", "写上 unclassified"),
        Row(MATTERS, key, "unclassified = 1", "", "写的是整数", "加引号的文字"),
        Row(MATTERS, key, &with("Help"), "", "不能用的字符", "英文小写"),
        Row(MATTERS, key, &with("helb"), "", "“helb”不认识", "也许是 help"),
    ]);
    let county = |code: &str| {
        appended(
            COUNTY,
            &format!("\n[catalogue]\n{}\nsource = \"县清单\"\nfrom = 2026-01-01\n", with(code)),
        )
    };
    assert_eq!(listed(&faults(&county("help"))), "", "a county may choose another");
    for (code, wrong) in [
        ("licence", "许可是保留事项"),
        ("request", "请示不是群众自己提出的事项"),
        ("nothing", "“nothing”不认识"),
    ] {
        let files = county(code);
        let fault = only_fault(&files);
        assert!(fault.wrong.contains(wrong), "{fault}");
        assert_eq!(fault.file, COUNTY);
        assert_eq!(fault.line, line_of(text(&files, COUNTY), "unclassified"));
    }
    let safe = "tag = \"help\"\nis_safety = true";
    let files = replaced(&small_files(), MATTERS, "tag = \"help\"", safe);
    assert!(listed(&faults(&files)).contains("涉学生安全"), "{}", listed(&faults(&files)));
}
