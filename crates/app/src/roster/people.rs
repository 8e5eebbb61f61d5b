//! 人员表. One row, one member of staff.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{Role, UnitKind};
use xiaoneng_store::Contact;

use super::check::{Checked, Counted, KnownPerson, NamedUnit, Standing};
use super::problem::Problems;
use super::sheet::{Sheet, SheetError, SheetRow};

/// 人员 of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonRow {
    /// The line on which he stands.
    pub line: u64,
    /// 姓名.
    pub name: String,
    /// 单位.
    pub unit: UnitId,
    /// 手机号.
    pub phone: Option<String>,
    /// 角色.
    pub roles: BTreeSet<Role>,
    /// Whether he heads the unit.
    pub is_head: bool,
    /// His seat at the desk.
    pub desk: Option<Seat>,
}

/// 收件岗.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Seat {
    /// A 岗
    A,
    /// B 岗
    B,
}

const NAME: &[&str] = &["姓名", "名字", "教师姓名", "职工姓名"];
const UNIT: &[&str] = &["单位", "所在单位", "单位名称", "部门", "学校", "科室"];
const PHONE: &[&str] = &["手机号", "手机", "手机号码", "电话", "联系电话"];
const ROLES: &[&str] = &["角色", "职务", "岗位"];
const HEAD: &[&str] = &["负责人", "是否负责人"];
const DESK: &[&str] = &["收件岗", "收件", "收件岗位"];

/// Roles that a table may give; administrators and the director are chosen otherwise.
const ROLES_GIVEN: [Role; 9] = [
    Role::Staff,
    Role::Clerk,
    Role::SectionHead,
    Role::Principal,
    Role::DeputyDirector,
    Role::EfficacyOffice,
    Role::InspectionOffice,
    Role::Hr,
    Role::Discipline,
];

/// What people call them besides.
const ALSO_CALLED: [(&str, Role); 14] = [
    ("职员", Role::Staff),
    ("教师", Role::Staff),
    ("经办人", Role::Staff),
    ("承办人", Role::Staff),
    ("窗口", Role::Clerk),
    ("科长", Role::SectionHead),
    ("主任", Role::SectionHead),
    ("股长", Role::SectionHead),
    ("校长", Role::Principal),
    ("园长", Role::Principal),
    ("副局长", Role::DeputyDirector),
    ("效能办工作人员", Role::EfficacyOffice),
    ("督导员", Role::InspectionOffice),
    ("纪检", Role::Discipline),
];

pub(super) fn check(sheet: &Sheet, standing: &Standing<'_>) -> Result<Checked, SheetError> {
    let columns = sheet.locate([
        (NAME, true),
        (UNIT, true),
        (PHONE, false),
        (ROLES, false),
        (HEAD, false),
        (DESK, false),
    ])?;
    let (taken, checked) = (Taken::default(), Checked::default());
    let mut reading = Reading { standing, columns, taken, checked, unchanged: 0 };
    for row in &sheet.rows {
        reading.row(row);
    }
    let mut checked = reading.checked;
    let bad: BTreeSet<u64> = checked.problems.iter().map(|problem| problem.line).collect();
    checked.counted = Counted {
        rows: sheet.rows.len(),
        good: checked.people.len(),
        unchanged: reading.unchanged,
        bad: bad.len(),
    };
    Ok(checked)
}

/// What rows above have taken, with their lines.
#[derive(Default)]
struct Taken {
    people: BTreeMap<(String, UnitId), u64>,
    phones: BTreeMap<String, u64>,
    heads: BTreeMap<UnitId, u64>,
    seats: BTreeMap<(UnitId, Seat), u64>,
}

/// The table while it is read.
struct Reading<'a> {
    standing: &'a Standing<'a>,
    columns: [Option<usize>; 6],
    taken: Taken,
    checked: Checked,
    unchanged: usize,
}

impl Reading<'_> {
    fn row(&mut self, row: &SheetRow) {
        let mut problems = Problems::of(row.line);
        let cells = self.columns.map(|column| row.field(column).to_owned());
        for (cell, head) in cells.iter().zip([NAME, UNIT, PHONE, ROLES, HEAD, DESK]) {
            problems.check_cell(head[0], cell);
        }
        let [name, unit, phone, roles, head, desk] = cells;
        let name = name.replace([' ', '　'], "");
        check_name(&mut problems, &name);
        let phone = read_phone(&mut problems, &phone);
        let unit = self.unit(&mut problems, &unit);
        let mut roles = read_roles(&mut problems, &roles);
        let is_head = read_head(&mut problems, &head);
        let desk = read_seat(&mut problems, &desk);
        let kind = unit.as_ref().and_then(|unit| self.standing.organization.unit(unit));
        let kind = kind.map(|unit| unit.kind);
        let is_head = is_head || kind.is_some_and(|kind| roles.contains(&Role::of_head(kind)));
        if let Some(kind) = kind.filter(|_| is_head) {
            roles.insert(Role::of_head(kind));
            if kind == UnitKind::Bureau {
                problems.add(
                    "局长在开通时已经确定，不能靠导入更换",
                    "请去掉“负责人”，更换局长另行办理",
                );
            }
        }
        if roles.is_empty() {
            roles.insert(Role::Staff);
        }
        let line = row.line;
        if let Some(unit) = unit.filter(|_| problems.found.is_empty()) {
            let row = PersonRow { line, name, unit, phone, roles, is_head, desk };
            if self.is_there(&mut problems, &row) {
                return;
            }
            self.check_taken(&mut problems, &row);
            if problems.found.is_empty() {
                self.checked.people.push(row);
            }
        }
        self.checked.problems.extend(problems.found);
    }

    fn unit(&self, problems: &mut Problems, typed: &str) -> Option<UnitId> {
        if typed.is_empty() {
            problems.add("没写单位", "请填上所在单位的全称或代码");
            return None;
        }
        match self.standing.unit(typed, &[]) {
            NamedUnit::Found(unit) => Some(unit),
            NamedUnit::NotFound(proposal) => {
                problems.no_unit(typed, proposal);
                None
            }
        }
    }

    /// Whether the same person serves already: known by his phone, else by name and unit.
    fn is_there(&mut self, problems: &mut Problems, row: &PersonRow) -> bool {
        let contact = row.phone.as_deref().and_then(Contact::read);
        let same_phone = |known: &&KnownPerson| contact.is_some() && known.contact == contact;
        let same_name = |known: &&KnownPerson| {
            let is_other = known.contact.is_some() && contact.is_some() && known.contact != contact;
            known.identity.name == row.name && known.unit == row.unit && !is_other
        };
        let people = self.standing.people;
        let known = people.iter().find(same_phone).or_else(|| people.iter().find(same_name));
        let Some(known) = known else { return false };
        if known.identity.name != row.name {
            let wrong = format!("手机号已登记在“{}”名下", known.identity.name);
            problems.add(wrong, "请核对手机号，或留空");
            return false;
        }
        if known.unit != row.unit {
            let name = self.standing.organization.unit(&known.unit);
            let name = name.map_or(known.unit.as_str(), |unit| unit.name.as_str());
            problems
                .add(format!("“{}”已在“{name}”任职", row.name), "调动请在人员页办理，或删去这一行");
            return false;
        }
        self.unchanged += 1;
        true
    }

    fn check_taken(&mut self, problems: &mut Problems, row: &PersonRow) {
        let (line, unit) = (row.line, &row.unit);
        if let Some(phone) = &row.phone
            && let Some(first) = self.taken.phones.insert(phone.clone(), line)
        {
            problems.add(format!("手机号与第 {first} 行相同"), "一个手机号只能是一个人的，请核对");
        } else if let Some(first) = self.taken.people.insert((row.name.clone(), unit.clone()), line)
        {
            problems.add(
                format!("“{}”与第 {first} 行重复", row.name),
                "是同一个人请删去一行；同名的两个人请把其中一人写成“姓名2”",
            );
        }
        let organization = self.standing.organization;
        let seated = organization.unit(unit);
        if row.is_head {
            let standing = seated.and_then(|unit| unit.head.as_ref());
            if standing.is_some() {
                problems.add("这个单位已经有负责人", "更换负责人请在单位页办理，请去掉“负责人”");
            } else if let Some(first) = self.taken.heads.insert(unit.clone(), line) {
                problems.add(
                    format!("负责人与第 {first} 行重复"),
                    "一个单位只有一位负责人，副职请写“工作人员”",
                );
            }
        }
        if let Some(seat) = row.desk {
            if seated.is_some_and(|unit| !unit.desk.is_empty()) {
                problems
                    .add("这个单位已经安排了收件岗", "调整收件岗请在单位页办理，请把这一格留空");
            } else if let Some(first) = self.taken.seats.insert((unit.clone(), seat), line) {
                problems.add(format!("收件岗与第 {first} 行重复"), "A 岗、B 岗各一人，请改一行");
            }
        }
    }
}

fn check_name(problems: &mut Problems, name: &str) {
    let length = name.chars().count();
    let is_name = |sign: char| sign.is_alphanumeric() || "·•.-'（）()".contains(sign);
    if name.is_empty() {
        problems.add("没有姓名", "请填上姓名");
    } else if length > 30 {
        problems.add(format!("姓名 {length} 个字，最多 30 个"), "请核对姓名");
    } else if !name.chars().all(is_name) && problems.found.is_empty() {
        problems.add("姓名里有不该有的符号", "请只写汉字、字母和间隔号");
    }
}

/// 手机号: 11 digits beginning with 1; may be left out.
fn read_phone(problems: &mut Problems, typed: &str) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    let narrow = typed.chars().map(|sign| match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        _ => sign,
    });
    let kept: String = narrow.filter(|sign| !" -　－".contains(*sign)).collect();
    let digits = kept.strip_prefix("+86").unwrap_or(&kept);
    let count = digits.chars().count();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        problems.add("手机号里有数字以外的字", "请只写 11 位数字，没有请留空");
    } else if count != 11 {
        problems.add(format!("手机号 {count} 位，应为 11 位"), "请核对手机号，没有请留空");
    } else if !digits.starts_with('1') {
        problems.add("手机号不是以 1 开头", "请填手机号，座机请写在单位电话里");
    } else {
        return Some(digits.to_owned());
    }
    None
}

fn read_roles(problems: &mut Problems, typed: &str) -> BTreeSet<Role> {
    let mut roles = BTreeSet::new();
    for word in typed.split(['、', '，', ',', '；', ';', '/', '+', ' ']).map(str::trim) {
        if word.is_empty() {
            continue;
        }
        let given = ROLES_GIVEN.into_iter().find(|role| role.name() == word);
        let called = ALSO_CALLED.iter().find(|(name, _)| *name == word).map(|(_, role)| *role);
        if let Some(role) = given.or(called) {
            roles.insert(role);
            continue;
        }
        if ["系统管理员", "安全管理员", "审计管理员", "局长"].contains(&word) {
            problems
                .add(format!("“{word}”不能靠导入任命"), "局长和三名管理员另行任命，请改成别的角色");
            continue;
        }
        let names: Vec<&str> = ROLES_GIVEN.iter().map(|role| role.name()).collect();
        problems.add(
            format!("没有“{word}”这个角色"),
            format!("可以写：{}；多个用顿号分开", names.join("、")),
        );
    }
    roles
}

fn read_head(problems: &mut Problems, typed: &str) -> bool {
    match typed {
        "" | "否" | "不是" | "0" | "×" | "N" | "n" => false,
        "是" | "√" | "1" | "负责人" | "Y" | "y" | "✓" => true,
        other => {
            problems.add(format!("“负责人”一格写的是“{other}”"), "请写“是”，或留空");
            false
        }
    }
}

fn read_seat(problems: &mut Problems, typed: &str) -> Option<Seat> {
    match typed.trim_end_matches('岗').trim() {
        "" => None,
        "A" | "a" | "Ａ" | "主" => Some(Seat::A),
        "B" | "b" | "Ｂ" | "备" => Some(Seat::B),
        other => {
            problems.add(format!("“收件岗”一格写的是“{other}”"), "请写 A 或 B，或留空");
            None
        }
    }
}
