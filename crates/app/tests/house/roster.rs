//! 名册导入. Every bad row is explained and nothing written before; 600 people with 7 bad rows; a
//! second import changes nothing; encodings; formulas (ux 3.15; issue: administration).

use std::collections::BTreeSet;
use std::time::Instant;

use xiaoneng_app::roster::{Checked, RosterKind, Same, Sheet, SheetError, harmless};
use xiaoneng_app::{Access, App, Place};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{EstablishBureau, FoundBureau, Function, Role};

struct Office {
    _folder: tempfile::TempDir,
    app: App,
}

fn sysadmin() -> Actor {
    Actor::Staff("sys".into())
}

/// A bureau with its four people and nothing else.
async fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("data"));
    let app = App::open(&place, Access::Write).await.unwrap();
    let (unit, name) = ("JY00".into(), "青禾县教育体育局".to_owned());
    let bureau = FoundBureau { unit, name, director: "director".into() };
    let (system, security, audit) = ("sys".into(), "sec".into(), "aud".into());
    let establish = EstablishBureau { bureau, system, security, audit };
    app.arrange(&Actor::System, establish).await.unwrap();
    Office { _folder: folder, app }
}

impl Office {
    async fn check_same(&self, kind: RosterKind, text: &str, same: &Same) -> Checked {
        let sheet = Sheet::of_text(text).unwrap();
        self.app.check_roster(&sysadmin(), kind, &sheet, same).await.unwrap().unwrap()
    }

    async fn check(&self, kind: RosterKind, text: &str) -> Checked {
        self.check_same(kind, text, &Same::new()).await
    }

    async fn import(&self, kind: RosterKind, text: &str) -> Checked {
        let checked = self.check(kind, text).await;
        assert_eq!(checked.problems, [], "{text}");
        self.app.import_roster(&sysadmin(), &checked).await.unwrap();
        checked
    }

    async fn unit(&self, name: &str) -> UnitId {
        let known = self.app.known().await.unwrap();
        known.organization.open_units().find(|unit| unit.name == name).unwrap().id.clone()
    }
}

const UNITS: &str = "单位名称,单位代码,性质,上级单位,电话,职责,职能\n\
    办公室,JY01,股室,,0320-6100101,统一受理；分办,办公室\n\
    枫桥镇小学,,学校,枫桥镇中心学校,,,\n\
    枫桥镇中心学校,XX20,学校,,,,\n\
    实验小学,XX01,学校,,0320-6200201,,\n\
    教育科,JY03,股室,,,,教育科\n";

fn words(checked: &Checked) -> Vec<(u64, &str)> {
    checked.problems.iter().map(|problem| (problem.line, problem.wrong.as_str())).collect()
}

#[tokio::test]
async fn units_come_with_their_parents_whatever_the_order() {
    let office = office().await;
    let checked = office.import(RosterKind::Units, UNITS).await;
    assert_eq!((checked.counted.rows, checked.counted.good), (5, 5));
    let known = office.app.known().await.unwrap();
    let organization = &known.organization;
    let school = office.unit("枫桥镇小学").await;
    assert_eq!(organization.unit(&school).unwrap().parent, Some("XX20".into()));
    assert_eq!(school, "DW001".into(), "a code is found where none is given");
    let general = organization.unit_for(Function::GeneralOffice).unwrap();
    assert_eq!(general.description.duties, ["统一受理", "分办"]);
    let again = office.check(RosterKind::Units, UNITS).await;
    assert_eq!((again.counted.good, again.counted.unchanged), (0, 5));
}

#[tokio::test]
async fn bad_units_are_explained() {
    let office = office().await;
    office.import(RosterKind::Units, UNITS).await;
    let table = "名称,代码,性质,上级,电话\n\
        甲小学,XX01,学校,,\n\
        乙小学,,学校,枫桥中心学校,\n\
        丙站,,股份公司,,\n\
        ,,学校,,\n\
        丁小学,,学校,丁小学,\n\
        戊小学,,学校,,打不通\n\
        =1+1,,学校,,\n\
        己小学,X X,学校,,\n\
        庚小学,,学校,辛小学,\n\
        辛小学,,学校,庚小学,\n";
    let checked = office.check(RosterKind::Units, table).await;
    let expected = [
        (2, "代码 XX01 现在是“实验小学”"),
        (3, "单位“枫桥中心学校”没找到，是不是“枫桥镇中心学校”？"),
        (4, "单位性质“股份公司”看不懂"),
        (5, "没有单位名称"),
        (6, "上级单位就是自己"),
        (7, "电话“打不通”看不懂，请写号码，例如 0370-1234567 或 0370-1234567 转 803"),
        (8, "单位名称以“=”开头，像是公式"),
        (9, "代码“X X”不是字母和数字"),
        (10, "“庚小学”的上级单位这次导不进来，或者隶属关系绕成了圈"),
        (11, "“辛小学”的上级单位这次导不进来，或者隶属关系绕成了圈"),
    ];
    assert_eq!(words(&checked), expected);
    assert_eq!((checked.counted.good, checked.counted.bad), (0, 10));
}

fn six_hundred() -> String {
    let mut table = String::from("姓名,单位,手机号,角色,负责人,收件岗\n");
    for n in 1..=593 {
        let unit = ["办公室", "XX20", "实验小学", "教育科"][n % 4];
        let role = if n % 10 == 0 { "受理员" } else { "" };
        table.push_str(&format!("员工{n},{unit},139{n:08},{role},,\n"));
    }
    table.push_str("王芳,实小,13900001000,,,\n"); // line 595
    table.push_str("李强,实验小学,1390000100,,,\n");
    table.push_str("赵六,财务部门,,,,\n");
    table.push_str(",办公室,,,,\n");
    table.push_str("钱七,办公室,,清洁工,,\n");
    table.push_str("=cmd|' /C calc'!A0,办公室,,,,\n");
    table.push_str("员工4,办公室,13900000004,,,\n");
    table
}

/// Import 600 people with 7 bad rows: in seconds, explained, the good ones alone on wish.
#[tokio::test]
async fn six_hundred_people_with_seven_bad_rows() {
    let office = office().await;
    office.import(RosterKind::Units, UNITS).await;
    let before = office.app.known().await.unwrap().organization.persons.len();
    let begun = Instant::now();
    let checked = office.check(RosterKind::People, &six_hundred()).await;
    println!("checked in {:?}", begun.elapsed());
    assert_eq!((checked.counted.rows, checked.counted.good, checked.counted.bad), (600, 593, 7));
    let expected = [
        (595, "单位“实小”没找到，是不是“实验小学”？"),
        (596, "手机号 10 位，应为 11 位"),
        (597, "单位“财务部门”没找到"),
        (598, "没有姓名"),
        (599, "没有“清洁工”这个角色"),
        (600, "姓名以“=”开头，像是公式"),
        (601, "手机号与第 5 行相同"),
    ];
    assert_eq!(words(&checked), expected);
    let now = office.app.known().await.unwrap().organization.persons.len();
    assert_eq!(now, before, "nothing is written by looking");

    // 就是它: what was meant is taken, and one row more is good.
    let same = Same::from([("实小".to_owned(), "实验小学".to_owned())]);
    let checked = office.check_same(RosterKind::People, &six_hundred(), &same).await;
    assert_eq!((checked.counted.good, checked.counted.bad), (594, 6));
    let begun = Instant::now();
    let imported = office.app.import_roster(&sysadmin(), &checked).await.unwrap();
    println!("imported in {:?}", begun.elapsed());
    assert_eq!(imported.people.len(), 594);
    let known = office.app.known().await.unwrap();
    assert_eq!(known.organization.persons.len(), before + 594);
    let wang = imported.people.last().unwrap();
    assert_eq!(known.organization.person(wang).unwrap().unit, "XX01".into());
    assert_eq!(office.app.identity(wang).await.unwrap().found().unwrap().name, "王芳");

    let again = office.check_same(RosterKind::People, &six_hundred(), &same).await;
    let counted = again.counted;
    assert_eq!((counted.good, counted.unchanged, counted.bad), (0, 595, 5));
}

#[tokio::test]
async fn heads_and_desks_come_with_the_people() {
    let office = office().await;
    office.import(RosterKind::Units, UNITS).await;
    let table = "姓 名\t部门\t角色\t负责人\t收件岗\n\
        陈校长\t实验小学\t校长\t\t\n\
        张老师\t实验小学\t教师、受理员\t\tA\n\
        刘老师\t实验小学\t\t\tB岗\n\
        孙主任\t办公室\t\t是\t\n";
    office.import(RosterKind::People, table).await;
    let known = office.app.known().await.unwrap();
    let school = known.organization.unit(&"XX01".into()).unwrap();
    let head = known.organization.person(school.head.as_ref().unwrap()).unwrap();
    assert_eq!(head.roles, BTreeSet::from([Role::Principal]));
    assert_eq!(school.desk.len(), 2);
    let office_head = known.organization.unit(&"JY01".into()).unwrap().head.clone().unwrap();
    let roles = &known.organization.person(&office_head).unwrap().roles;
    assert!(roles.contains(&Role::SectionHead));

    let second = "姓名,单位,角色,负责人,收件岗\n\
        新校长,实验小学,,是,\n\
        新收件,实验小学,,,A\n\
        某人,青禾县教育体育局,,是,\n\
        管理,办公室,系统管理员,,\n\
        陈校长,办公室,,,\n";
    let checked = office.check(RosterKind::People, second).await;
    let expected = [
        (2, "这个单位已经有负责人"),
        (3, "这个单位已经安排了收件岗"),
        (4, "局长在开通时已经确定，不能靠导入更换"),
        (5, "“系统管理员”不能靠导入任命"),
    ];
    assert_eq!(words(&checked), expected);
}

/// Who may not arrange staff may not even look.
#[tokio::test]
async fn a_stranger_checks_nothing() {
    let office = office().await;
    let sheet = Sheet::of_text("姓名,单位\n王芳,JY00\n").unwrap();
    for stranger in ["sec", "aud", "nobody"] {
        let actor = Actor::Staff(stranger.into());
        let looked =
            office.app.check_roster(&actor, RosterKind::People, &sheet, &Same::new()).await;
        assert!(looked.is_err(), "{stranger}");
    }
}

#[test]
fn text_is_read_as_it_was_saved() {
    let text = "姓名,单位\n𠮷野,实验小学\n";
    let (gb18030, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let with_mark = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), with_mark.as_bytes(), &gb18030, &utf16] {
        let sheet = Sheet::of_file(bytes).unwrap();
        assert_eq!(sheet.columns, ["姓名", "单位"]);
        assert_eq!(sheet.rows[0].fields, ["𠮷野", "实验小学"]);
    }
    assert_eq!(Sheet::of_file(&[0xFF, 0x81, 0x00, 0x01]), Err(SheetError::Unreadable));
    assert_eq!(Sheet::of_file(b""), Err(SheetError::Empty));
    assert_eq!(Sheet::of_file(b"PK\x03\x04 no zip"), Err(SheetError::NotASpreadsheet));
    assert_eq!(Sheet::of_file(&vec![b'a'; 6 << 20]), Err(SheetError::TooLarge));
    assert_eq!(
        Sheet::of_text("姓名,姓名\n王,李\n"),
        Err(SheetError::RepeatedColumn("姓名".to_owned()))
    );
}

/// Lines keep their numbers when a table is carried from page to page as text.
#[test]
fn a_carried_table_keeps_its_lines() {
    let text = "姓名,单位,职责\n\n王芳,\"a,b\",\"说\"\"好\"\"\"\n,,\n李强,c\n";
    let sheet = Sheet::of_text(text).unwrap();
    let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 5]);
    assert_eq!(sheet.rows[0].fields, ["王芳", "a,b", "说\"好\""]);
    assert_eq!(Sheet::of_text(&sheet.to_text()).unwrap(), sheet);
}

#[test]
fn a_spreadsheet_is_read_with_its_row_numbers() {
    let sheet = Sheet::of_file(&spreadsheet()).unwrap();
    assert_eq!(sheet.columns, ["姓名", "单位", "手机号"]);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0].line, 3);
    assert_eq!(sheet.rows[0].fields, ["王芳", "实验小学", "13900001000"]);
}

#[test]
fn a_cell_of_ours_is_no_formula() {
    for (cell, written) in [("=1+1", "'=1+1"), ("+86", "'+86"), ("王芳", "王芳"), ("@a", "'@a")]
    {
        assert_eq!(harmless(cell), written);
    }
}

/// The least that is an XLSX file: row 1 the names, row 2 empty, row 3 with a number.
fn spreadsheet() -> Vec<u8> {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>单位</t></is></c><c r="C1" t="inlineStr"><is><t>手机号</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>王芳</t></is></c><c r="B3" t="inlineStr"><is><t>实验小学</t></is></c><c r="C3"><v>13900001000</v></c></row></sheetData></worksheet>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let relations = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let roots = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    stored_zip(&[
        ("_rels/.rels", roots),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A ZIP file whose entries are stored as they are.
fn stored_zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, text) in entries {
        let at = u32::try_from(file.len()).unwrap();
        let (length, sum) = (u32::try_from(text.len()).unwrap(), crc32(text.as_bytes()));
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        common.extend(sum.to_le_bytes());
        common.extend([length.to_le_bytes(), length.to_le_bytes()].concat());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&common);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (at, size) = (u32::try_from(file.len()).unwrap(), u32::try_from(list.len()).unwrap());
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    file.extend([count, count].concat());
    file.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    file.extend([0, 0]);
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}
