//! 演示县. A county that does not exist: one bureau, eight sections, four institutions and
//! twenty-eight schools, three levels deep.

use xiaoneng_domain::organization::{Function, UnitKind};

/// A unit of the demo county.
pub(super) struct DemoUnit {
    /// 单位代码
    pub(super) code: &'static str,
    /// 单位名称
    pub(super) name: &'static str,
    /// 性质
    pub(super) kind: UnitKind,
    /// 上级
    pub(super) parent: &'static str,
    /// 职能
    pub(super) functions: &'static [Function],
    /// How many people work there, the head among them.
    pub(super) people: u32,
    /// 分管领导: which of the deputies, counted from 0.
    pub(super) leader: usize,
}

/// 局机关代码.
pub(super) const BUREAU: &str = "JY00";

/// 办公室代码.
pub(super) const GENERAL_OFFICE: &str = "JY01";

const fn section(
    code: &'static str,
    name: &'static str,
    functions: &'static [Function],
    people: u32,
    leader: usize,
) -> DemoUnit {
    DemoUnit { code, name, kind: UnitKind::Section, parent: BUREAU, functions, people, leader }
}

const fn institution(code: &'static str, name: &'static str, leader: usize) -> DemoUnit {
    DemoUnit {
        code,
        name,
        kind: UnitKind::Institution,
        parent: BUREAU,
        functions: &[],
        people: 4,
        leader,
    }
}

const fn school(
    code: &'static str,
    name: &'static str,
    parent: &'static str,
    people: u32,
) -> DemoUnit {
    DemoUnit { code, name, kind: UnitKind::School, parent, functions: &[], people, leader: 1 }
}

/// The units below the bureau, parents before children.
pub(super) const UNITS: [DemoUnit; 40] = [
    section("JY01", "办公室", &[Function::GeneralOffice], 5, 0),
    section("JY02", "行政效能办公室", &[Function::EfficacyOffice], 3, 0),
    section("JY03", "教育科", &[Function::EducationSection], 5, 1),
    section("JY04", "平安科", &[Function::SafetyOffice], 4, 2),
    section("JY05", "督导室", &[Function::InspectionOffice], 4, 2),
    section("JY06", "人事科", &[], 4, 0),
    section("JY07", "计划财务科", &[], 4, 2),
    section("JY08", "体育卫生艺术科", &[], 3, 1),
    institution("JY11", "招生考试服务中心", 1),
    institution("JY12", "教育技术装备站", 2),
    institution("JY13", "学生资助服务中心", 2),
    institution("JY14", "教师发展中心", 1),
    school("XX01", "青禾中学", BUREAU, 5),
    school("XX02", "青禾第二高级中学", BUREAU, 4),
    school("XX03", "明德初级中学", BUREAU, 4),
    school("XX04", "育英初级中学", BUREAU, 4),
    school("XX05", "青禾职业技术学校", BUREAU, 4),
    school("XX06", "启智特殊教育学校", BUREAU, 3),
    school("XX07", "人民路小学", BUREAU, 4),
    school("XX08", "东关小学", BUREAU, 4),
    school("XX09", "西关小学", BUREAU, 4),
    school("XX10", "南湖小学", BUREAU, 4),
    school("XX11", "晨光双语学校（民办）", BUREAU, 4),
    school("XX12", "机关幼儿园", BUREAU, 3),
    school("XX13", "南湖幼儿园", BUREAU, 3),
    school("XX14", "小蜗牛幼儿园（民办）", BUREAU, 3),
    school("XX20", "枫桥镇中心学校", BUREAU, 4),
    school("XX21", "枫桥镇初级中学", "XX20", 3),
    school("XX22", "枫桥镇中心幼儿园", "XX20", 2),
    school("XX23", "枫桥镇松林教学点", "XX20", 1),
    school("XX30", "大梁镇中心学校", BUREAU, 4),
    school("XX31", "大梁镇初级中学", "XX30", 3),
    school("XX32", "大梁镇中心幼儿园", "XX30", 2),
    school("XX40", "双河镇中心学校", BUREAU, 4),
    school("XX41", "双河镇九年一贯制学校", "XX40", 3),
    school("XX42", "双河镇前进小学", "XX40", 2),
    school("XX43", "双河镇中心幼儿园", "XX40", 2),
    school("XX50", "青石镇中心学校", BUREAU, 4),
    school("XX51", "青石镇九年一贯制学校", "XX50", 3),
    school("XX52", "青石镇中心幼儿园", "XX50", 2),
];

/// 姓
pub(super) const SURNAMES: [&str; 40] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨",
    "朱", "秦", "尤", "许", "何", "吕", "施", "张", "孔", "曹", "严", "华", "金", "魏", "陶", "姜",
    "戚", "谢", "邹", "喻", "柏", "水", "窦", "章",
];

/// 名
pub(super) const GIVEN_NAMES: [&str; 40] = [
    "静", "敏", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "桂英",
    "建国", "晓东", "志强", "文博", "雨欣", "子涵", "海燕", "春梅", "国庆", "丽华", "嘉怡", "永康",
    "秀兰", "俊峰", "思远", "一鸣", "佳宁", "向阳", "立新", "慧敏", "长青", "少华", "若兰", "启明",
    "学文",
];
