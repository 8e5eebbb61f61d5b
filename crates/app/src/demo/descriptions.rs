//! 对外说明 of the demo county. Telephone numbers begin with an area code that no place has.

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{DescribeUnit, Description, UnitKind};

use super::county::{BUREAU, DemoUnit};

/// 局机关 and its sections sit in one house.
const HOUSE: &str = "青禾县文昌路 18 号";
const OFFICE_HOURS: &str = "工作日 8:30–12:00，14:30–17:30（6 月至 9 月 15:00–18:00）";
const SCHOOL_HOURS: &str = "上学日 8:00–12:00，14:30–17:30；寒暑假每周二上午有人值班";

const SCHOOL_DUTIES: [&str; 4] = [
    "学生入学、转学、学籍变动",
    "收费、食堂、校服等校务公开",
    "师生安全和校园周边问题",
    "师德师风问题的受理",
];
const KINDERGARTEN_DUTIES: [&str; 3] =
    ["幼儿入园和离园手续", "保育费、伙食费的公开", "幼儿安全和保育问题的受理"];

/// 简码 and 职责 of a section or an institution.
const OWN: [(&str, &str, &[&str]); 12] = [
    ("JY01", "bgs", &["来信来访来电的统一受理和分办", "政务公开", "公文和印章管理"]),
    ("JY02", "xnb", &["行政效能投诉的受理", "办理时限的督办和通报", "首问责任争议的裁定"]),
    ("JY03", "jyk", &["义务教育招生入学", "学籍管理和转学", "课程、作业和课后服务"]),
    ("JY04", "pak", &["校园和校车安全", "安全事故的处置和报告", "防欺凌、防溺水"]),
    ("JY05", "dds", &["学校办学行为督导", "教育收费和补课的检查", "督导结果公布"]),
    ("JY06", "rsk", &["教师资格认定", "教师招聘、交流和职称", "教师工资和退休"]),
    ("JY07", "jck", &["学校建设和维修", "教育经费和收费备案", "政府采购"]),
    ("JY08", "twyk", &["学校体育、艺术和卫生", "学校食堂食品安全", "学生体质和近视防控"]),
    ("JY11", "zkzx", &["中考、高考、自学考试报名", "考试成绩查询和复核", "招生录取咨询"]),
    ("JY12", "zbz", &["教学仪器和图书配备", "学校网络和信息系统", "实验室安全"]),
    ("JY13", "zzzx", &["家庭经济困难学生资助", "生源地信用助学贷款", "营养改善计划"]),
    ("JY14", "fzzx", &["教师培训和继续教育", "教学研究和指导", "教师普通话测试"]),
];

/// 简码 of the schools.
const SCHOOLS: [(&str, &str); 28] = [
    ("XX01", "qhzx"),
    ("XX02", "qhez"),
    ("XX03", "mdcz"),
    ("XX04", "yycz"),
    ("XX05", "qhzj"),
    ("XX06", "qztj"),
    ("XX07", "rmlxx"),
    ("XX08", "dgxx"),
    ("XX09", "xgxx"),
    ("XX10", "nhxx"),
    ("XX11", "cgxx"),
    ("XX12", "jgyey"),
    ("XX13", "nhyey"),
    ("XX14", "xwnyey"),
    ("XX20", "fqzx"),
    ("XX21", "fqcz"),
    ("XX22", "fqyey"),
    ("XX23", "sljxd"),
    ("XX30", "dlzx"),
    ("XX31", "dlcz"),
    ("XX32", "dlyey"),
    ("XX40", "shzx"),
    ("XX41", "shjn"),
    ("XX42", "qjxx"),
    ("XX43", "shyey"),
    ("XX50", "qszx"),
    ("XX51", "qsjn"),
    ("XX52", "qsyey"),
];

/// What the bureau says of itself.
pub(super) fn of_bureau() -> DescribeUnit {
    let duties = ["全县教育体育工作", "办理群众和教师的来信来访来电", "监督办事时限和工作作风"];
    let description = Description {
        phone: "0320-6100000".to_owned(),
        address: HOUSE.to_owned(),
        hours: OFFICE_HOURS.to_owned(),
        duties: duties.map(str::to_owned).to_vec(),
        short_code: "jtj".to_owned(),
    };
    DescribeUnit { unit: UnitId::from(BUREAU), description }
}

/// What a unit says of itself.
pub(super) fn of(unit: &DemoUnit) -> DescribeUnit {
    let description = match unit.kind {
        UnitKind::School => of_school(unit),
        UnitKind::Bureau | UnitKind::Section | UnitKind::Institution => of_section(unit),
    };
    DescribeUnit { unit: unit.code.into(), description }
}

fn of_section(unit: &DemoUnit) -> Description {
    let own = OWN.iter().find(|(code, _, _)| *code == unit.code);
    let (short_code, duties) =
        own.map_or(("", [].as_slice()), |(_, short, duties)| (short, duties));
    let room = number_of(unit) * 2 + 200;
    Description {
        phone: format!("0320-61001{:02}", number_of(unit)),
        address: format!("{HOUSE}{room}室"),
        hours: OFFICE_HOURS.to_owned(),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
        short_code: short_code.to_owned(),
    }
}

fn of_school(unit: &DemoUnit) -> Description {
    let short_code = SCHOOLS.iter().find(|(code, _)| *code == unit.code);
    let is_kindergarten = unit.name.contains("幼儿园");
    let duties: &[&str] = if is_kindergarten { &KINDERGARTEN_DUTIES } else { &SCHOOL_DUTIES };
    let town = ["枫桥镇", "大梁镇", "双河镇", "青石镇"]
        .into_iter()
        .find(|town| unit.name.starts_with(town));
    let street = town.map_or("青禾县学府路", |town| town);
    Description {
        phone: format!("0320-62002{:02}", number_of(unit)),
        address: format!("{street} {} 号", number_of(unit) * 3 + 1),
        hours: SCHOOL_HOURS.to_owned(),
        duties: duties.iter().map(|duty| (*duty).to_owned()).collect(),
        short_code: short_code.map(|(_, short)| (*short).to_owned()).unwrap_or_default(),
    }
}

/// The number in a unit's code.
fn number_of(unit: &DemoUnit) -> u32 {
    let digits: String = unit.code.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}
