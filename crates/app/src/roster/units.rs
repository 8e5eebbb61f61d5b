//! 单位表. One row, one unit.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{Description, Function, Organization, UnitKind};

use super::check::{Checked, Counted, NamedUnit, Standing};
use super::problem::{Problem, Problems};
use super::sheet::{Sheet, SheetError, SheetRow};

/// 单位 of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// The line on which it stands.
    pub line: u64,
    /// Its code, given or found free.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above.
    pub parent: UnitId,
    /// What it says of itself.
    pub description: Description,
    /// 职能.
    pub function: Option<Function>,
    /// Whether it is there already, and only its description is new.
    pub is_known: bool,
}

const NAME: &[&str] = &["单位名称", "名称", "单位", "学校名称"];
const CODE: &[&str] = &["单位代码", "代码", "编号"];
const KIND: &[&str] = &["性质", "类别", "类型", "单位性质"];
const PARENT: &[&str] = &["上级单位", "上级", "主管单位", "隶属"];
const PHONE: &[&str] = &["电话", "联系电话", "办公电话"];
const ADDRESS: &[&str] = &["地址", "办公地址"];
const HOURS: &[&str] = &["办公时间", "时间"];
const DUTIES: &[&str] = &["职责", "主要职责"];
const SHORT: &[&str] = &["简码", "拼音简码", "拼音"];
const FUNCTION: &[&str] = &["职能", "承担职能"];

const FUNCTIONS: [Function; 5] = [
    Function::GeneralOffice,
    Function::EfficacyOffice,
    Function::InspectionOffice,
    Function::SafetyOffice,
    Function::EducationSection,
];

pub(super) fn check(sheet: &Sheet, standing: &Standing<'_>) -> Result<Checked, SheetError> {
    let columns = sheet.locate([
        (NAME, true),
        (CODE, false),
        (KIND, false),
        (PARENT, false),
        (PHONE, false),
        (ADDRESS, false),
        (HOURS, false),
        (DUTIES, false),
        (SHORT, false),
        (FUNCTION, false),
    ])?;
    let mut reading = Reading::new(sheet, standing, columns);
    for row in &sheet.rows {
        reading.row(row);
    }
    Ok(reading.finish(sheet.rows.len()))
}

/// The table while it is read.
struct Reading<'a> {
    standing: &'a Standing<'a>,
    columns: [Option<usize>; 10],
    /// Names of the table, for parents that stand further down.
    names: Vec<String>,
    codes: BTreeMap<String, UnitId>,
    taken: BTreeSet<UnitId>,
    lines: BTreeMap<String, u64>,
    checked: Checked,
    unchanged: usize,
}

impl<'a> Reading<'a> {
    fn new(sheet: &Sheet, standing: &'a Standing<'a>, columns: [Option<usize>; 10]) -> Self {
        let mut taken: BTreeSet<UnitId> = standing.organization.units.keys().cloned().collect();
        let named = |row: &SheetRow| row.field(columns[0]).to_owned();
        let names: Vec<String> =
            sheet.rows.iter().map(named).filter(|name| !name.is_empty()).collect();
        let given = sheet.rows.iter().map(|row| row.field(columns[1]));
        taken.extend(given.filter(|code| !code.is_empty()).map(UnitId::from));
        let mut codes = BTreeMap::new();
        for row in &sheet.rows {
            let (name, code) = (row.field(columns[0]), row.field(columns[1]));
            let known = standing.organization.open_units().find(|unit| unit.name == name);
            let code = match (code, known) {
                ("", Some(unit)) => unit.id.clone(),
                ("", None) => free_code(&mut taken),
                (given, _) => UnitId::from(given),
            };
            codes.entry(name.to_owned()).or_insert(code);
        }
        let (lines, checked, unchanged) = (BTreeMap::new(), Checked::default(), 0);
        Self { standing, columns, names, codes, taken, lines, checked, unchanged }
    }

    fn row(&mut self, row: &SheetRow) {
        let mut problems = Problems::of(row.line);
        let cells = self.columns.map(|column| row.field(column).to_owned());
        let heads = [NAME, CODE, KIND, PARENT, PHONE, ADDRESS, HOURS, DUTIES, SHORT, FUNCTION];
        for (cell, head) in cells.iter().zip(heads) {
            problems.check_cell(head[0], cell);
        }
        let [name, code, kind, parent, phone, address, hours, duties, short, function] = cells;
        self.check_name(&mut problems, row.line, &name);
        let unit = self.codes.get(&name).cloned().unwrap_or_else(|| UnitId::from(code.as_str()));
        check_code(&mut problems, &code);
        let kind = read_kind(&mut problems, &kind, &name);
        let parent = self.parent(&mut problems, &parent, &name);
        let function = read_function(&mut problems, &function);
        let split = |text: &str| {
            let parts = text.split(['；', ';', '|', '、']).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let description = Description {
            phone,
            address,
            hours,
            duties: split(&duties),
            short_code: short.to_ascii_lowercase(),
        };
        if let Err(no) = description.check() {
            problems.add(no.to_string(), "请改好这一格");
        }
        if !problems.found.is_empty() {
            self.checked.problems.extend(problems.found);
            return;
        }
        let (Some(kind), Some(parent)) = (kind, parent) else { return };
        let row = UnitRow {
            line: row.line,
            unit,
            name,
            kind,
            parent,
            description,
            function,
            is_known: false,
        };
        self.take(row);
    }

    /// A unit that stands already gets its description, if that is new; all else must be the same.
    fn take(&mut self, mut row: UnitRow) {
        let organization = self.standing.organization;
        let Some(known) = organization.unit(&row.unit) else {
            return self.checked.units.push(row);
        };
        let mut problems = Problems::of(row.line);
        if known.successor.is_some() {
            problems.add(
                format!("代码 {} 是已撤并单位的，不再使用", row.unit),
                "请另取代码，或留空由系统编",
            );
        } else if known.name != row.name {
            problems.add(
                format!("代码 {} 现在是“{}”", row.unit, known.name),
                "更名请在单位页办理；不是同一个单位请另取代码",
            );
        } else if known.kind != row.kind && known.kind != UnitKind::Bureau {
            problems.add("单位性质与现有的不同", "单位性质不能靠导入改变，请改成现有的性质");
        } else if known.parent.as_ref().is_some_and(|parent| *parent != row.parent) {
            problems.add("上级单位与现有的不同", "划归别的单位请在单位页办理");
        }
        if !problems.found.is_empty() {
            self.checked.problems.extend(problems.found);
            return;
        }
        let says_nothing = row.description == Description::default();
        let same_function = row.function.is_none_or(|part| known.functions.contains(&part));
        if (says_nothing || known.description == row.description) && same_function {
            self.unchanged += 1;
            return;
        }
        row.is_known = true;
        self.checked.units.push(row);
    }

    fn check_name(&mut self, problems: &mut Problems, line: u64, name: &str) {
        let length = name.chars().count();
        if name.is_empty() {
            problems.add("没有单位名称", "请填上对外公布的名称");
        } else if length > 40 {
            problems.add(format!("单位名称 {length} 个字，最多 40 个"), "请写规范的简称");
        }
        if let Some(first) = self.lines.insert(name.to_owned(), line).filter(|_| !name.is_empty()) {
            problems.add(format!("“{name}”与第 {first} 行重复"), "请删去一行");
        }
    }

    fn parent(&self, problems: &mut Problems, typed: &str, name: &str) -> Option<UnitId> {
        if typed.is_empty() {
            return self.standing.organization.bureau().map(|bureau| bureau.id.clone());
        }
        if typed == name {
            problems.add("上级单位就是自己", "请改成真正的上级，直属局机关的留空");
            return None;
        }
        let meant = self.standing.same.get(typed).map_or(typed, String::as_str);
        if let Some(unit) = self.codes.get(meant) {
            return Some(unit.clone());
        }
        match self.standing.unit(typed, &self.names) {
            NamedUnit::Found(unit) => Some(unit),
            NamedUnit::NotFound(proposal) => {
                let by_code = self.taken.contains(&UnitId::from(typed));
                if by_code {
                    return Some(UnitId::from(typed));
                }
                problems.no_unit(typed, proposal);
                None
            }
        }
    }

    /// Parents come before what lies below them; a circle, or a parent that is itself wrong, is.
    fn finish(mut self, rows: usize) -> Checked {
        let organization = self.standing.organization;
        let mut waiting = std::mem::take(&mut self.checked.units);
        let mut placed: BTreeSet<UnitId> = organization.units.keys().cloned().collect();
        loop {
            let before = waiting.len();
            let (ready, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|row| placed.contains(&row.parent));
            placed.extend(ready.iter().map(|row| row.unit.clone()));
            self.checked.units.extend(ready);
            waiting = rest;
            if waiting.len() == before {
                break;
            }
        }
        for row in waiting {
            self.checked.problems.push(Problem::new(
                row.line,
                format!("“{}”的上级单位这次导不进来，或者隶属关系绕成了圈", row.name),
                "请先改好上级单位那一行",
            ));
        }
        self.checked.problems.sort_by_key(|problem| problem.line);
        let bad: BTreeSet<u64> = self.checked.problems.iter().map(|problem| problem.line).collect();
        let good = self.checked.units.len();
        let counted = Counted { rows, good, unchanged: self.unchanged, bad: bad.len() };
        self.checked.counted = counted;
        self.checked
    }
}

/// The next code that nobody has.
fn free_code(taken: &mut BTreeSet<UnitId>) -> UnitId {
    let mut number = 1;
    loop {
        let code = UnitId::from(format!("DW{number:03}"));
        if taken.insert(code.clone()) {
            return code;
        }
        number += 1;
    }
}

fn check_code(problems: &mut Problems, code: &str) {
    let is_plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || code.len() > 16 {
        problems.add(format!("代码“{code}”不是字母和数字"), "请改成字母和数字，最多 16 位，或留空");
    }
}

fn read_kind(problems: &mut Problems, typed: &str, name: &str) -> Option<UnitKind> {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let schools = ["学校", "小学", "中学", "高中", "初中", "幼儿园", "教学点", "学园"];
    let said = if typed.is_empty() { name } else { typed };
    if has(said, &schools) {
        return Some(UnitKind::School);
    }
    if said.ends_with(['科', '股', '室', '办']) || has(typed, &["机关", "科室", "股室"]) {
        return Some(UnitKind::Section);
    }
    if has(said, &["局属", "事业", "中心", "站", "馆", "所"]) {
        return Some(UnitKind::Institution);
    }
    let wrong = if typed.is_empty() {
        "没写单位性质，名称里也看不出来".to_owned()
    } else {
        format!("单位性质“{typed}”看不懂")
    };
    problems.add(wrong, "请写：股室、局属单位 或 学校");
    None
}

fn read_function(problems: &mut Problems, typed: &str) -> Option<Function> {
    if typed.is_empty() {
        return None;
    }
    let found = FUNCTIONS.into_iter().find(|function| function.name() == typed);
    if found.is_none() {
        let names: Vec<&str> = FUNCTIONS.iter().map(|function| function.name()).collect();
        problems
            .add(format!("没有“{typed}”这项职能"), format!("可以写：{}，或留空", names.join("、")));
    }
    found
}

/// Whether a unit of the organization plays that part.
pub(super) fn plays(organization: &Organization, unit: &UnitId, function: Function) -> bool {
    organization.unit(unit).is_some_and(|unit| unit.functions.contains(&function))
}
