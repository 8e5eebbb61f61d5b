//! 组织事项的不予办理.

use xiaoneng_calendar::Instant;

use crate::authority::NotAllowed;
use crate::id::{MatterTypeCode, PersonId, PostId, UnitId};
use crate::organization::{DescribedBy, Function, MOST_DUTIES, MOST_TEMPLATES, Role};
use crate::rules::Source;

/// Why the organization stays as it is. Every variant carries its facts; those that rest on the
/// rulebook carry its source.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OrganizationRefusal {
    /// The actor may not arrange this.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The bureau stands already.
    #[error("机构已经建立，不能再次建立。要增设单位，请用“设立单位”")]
    AlreadyFounded,
    /// A public name is missing.
    #[error("名称不能为空，请写上对外公布的名称")]
    NameMissing,
    /// There is no such unit.
    #[error("没有单位 {unit}，请核对单位代码")]
    NoSuchUnit {
        /// The code given.
        unit: UnitId,
    },
    /// A code names one unit for ever.
    #[error("单位代码 {unit} 已经用过，撤并后也不再使用，请另取代码")]
    UnitExists {
        /// The code given.
        unit: UnitId,
    },
    /// The unit is closed.
    #[error("单位 {unit} 已经撤并，由 {successor} 承接，请改为 {successor}")]
    UnitClosed {
        /// The closed unit.
        unit: UnitId,
        /// Who took over.
        successor: UnitId,
    },
    /// There is one bureau.
    #[error("局机关只有一个，新设单位须是股室、局属单位或学校")]
    SecondBureau,
    /// 撤并须有承接单位.
    #[error("单位 {unit} 撤并必须写明承接单位，否则手上的事就没有人负责")]
    SuccessorMissing {
        /// The unit to be closed.
        unit: UnitId,
    },
    /// Units below it stand still.
    #[error("单位 {unit} 下面还有 {below}，请先把它划归别的单位或撤并")]
    UnitsBelow {
        /// The unit to be closed.
        unit: UnitId,
        /// One unit below.
        below: UnitId,
    },
    /// The bureau is not closed, and lies below nothing.
    #[error("{unit} 是局机关，不能撤并，也不隶属于其他单位")]
    BureauStays {
        /// The bureau.
        unit: UnitId,
    },
    /// Parents form a tree.
    #[error("单位 {unit} 的上级一路找上去到不了局机关，隶属关系不能绕成圈")]
    ParentsInCircle {
        /// The unit.
        unit: UnitId,
    },
    /// Every unit has a filled desk.
    #[error("这样一来 {unit} 就没有人收件：收件岗、负责人和上级负责人都空着。请先补上其中一个")]
    DeskEmpty {
        /// The unit.
        unit: UnitId,
    },
    /// The bureau always has a head.
    #[error("局长一职不能空着，请先任命接任的人")]
    DirectorMissing,
    /// There is no such person in office.
    #[error("没有在职人员 {person}，请核对人员编号")]
    NoSuchPerson {
        /// The id given.
        person: PersonId,
    },
    /// The person is in office already.
    #[error("人员 {person} 已在 {unit} 任职，调动请用“调动”")]
    PersonExists {
        /// The person.
        person: PersonId,
        /// Where he serves.
        unit: UnitId,
    },
    /// Nobody decides in his own cause.
    #[error("任用、调动、角色和离职不能由本人给自己办理，请由人事另一人或局长办理")]
    OwnAppointment,
    /// 三员分立.
    #[error("“{}”实行三员分立，不能与“{}”由一人兼任", .administrator.name(), .other.name())]
    RolesExclude {
        /// The administrator's role.
        administrator: Role,
        /// The other one.
        other: Role,
    },
    /// Director and administrators are four people.
    #[error("局长和三名管理员必须是四个不同的人，一人不能兼任")]
    AdministratorsAreThree,
    /// The three administrators are chosen by the director.
    #[error("三名管理员由局长确定，系统管理员和人事不能任免。请局长办理")]
    AdministratorsByDirector,
    /// An administrator sits on no post that decides.
    #[error("{person} 是“{}”，按三员分立不能担任负责人、分管领导、收件岗或经办岗位", .administrator.name())]
    AdministratorOnPost {
        /// The person.
        person: PersonId,
        /// His role.
        administrator: Role,
    },
    /// The post demands a role that the person has not.
    #[error("{person} 没有“{}”这一角色，请先授予角色再任命", .role.name())]
    RoleMissing {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// The person belongs to another unit.
    #[error("{person} 不在 {unit}，请先调动，或从本单位另选一人")]
    NotOfUnit {
        /// The person.
        person: PersonId,
        /// The unit.
        unit: UnitId,
    },
    /// A desk is one or two different people.
    #[error("收件岗应是一人或两人（A、B），且不能是同一人")]
    DeskMalformed,
    /// The unit plays that part already.
    #[error("“{}”已经由 {unit} 承担，无须再次指定", .function.name())]
    FunctionHeld {
        /// The part.
        function: Function,
        /// The unit.
        unit: UnitId,
    },
    /// Longer than it may be.
    #[error("{}最多 {longest} 个字，现在 {length} 个字，请写短一些", .part.name())]
    DescriptionTooLong {
        /// Which part.
        part: DescribedBy,
        /// How long it is.
        length: usize,
        /// How long it may be.
        longest: usize,
    },
    /// Line breaks and characters that cannot be seen.
    #[error("{}要写在一行里，请去掉换行和看不见的字符", .part.name())]
    DescriptionOfOneLine {
        /// Which part.
        part: DescribedBy,
    },
    /// More duties than anybody reads.
    #[error("职责最多列 {MOST_DUTIES} 条，现在 {count} 条，请合并一些")]
    TooManyDuties {
        /// How many.
        count: usize,
    },
    /// Not a telephone number.
    #[error("电话“{phone}”看不懂，请写号码，例如 0370-1234567 或 0370-1234567 转 803")]
    PhoneMalformed {
        /// What was given.
        phone: String,
    },
    /// Not letters and digits.
    #[error("简码“{short_code}”只能用字母和数字，例如 syxx")]
    ShortCodeMalformed {
        /// What was given.
        short_code: String,
    },
    /// A template without a name.
    #[error("请给这条常用答复起个名字，例如“已转学校核实”")]
    TemplateUntitled,
    /// A template without a text.
    #[error("请写上常用答复的内容")]
    TemplateEmpty,
    /// Longer than it may be.
    #[error("最多 {longest} 个字，现在 {length} 个字，请写短一些")]
    TemplateTooLong {
        /// How long it is.
        length: usize,
        /// How long it may be.
        longest: usize,
    },
    /// Characters that cannot be seen.
    #[error("名字要写在一行里；内容里有看不见的字符，请去掉")]
    TemplateUnseen,
    /// A word in braces that stands for nothing.
    #[error(
        "花括号里的“{word}”不认识。可以写 {{称呼}}、{{事项}}、{{单位}}、{{电话}}、{{承办人}}、{{到期}}"
    )]
    PlaceholderUnknown {
        /// What was written.
        word: String,
    },
    /// The catalogue knows no such entry.
    #[error("事项目录里没有“{matter_type}”，请重新选事项，或选“所有事项”")]
    TemplateForNothing {
        /// The code.
        matter_type: MatterTypeCode,
    },
    /// More than anybody reads.
    #[error("一个单位最多存 {MOST_TEMPLATES} 条常用答复，请先停用几条不用的")]
    TooManyTemplates,
    /// There is no such template.
    #[error("没有这条常用答复，或者已经停用")]
    NoSuchTemplate,
    /// There is no such post.
    #[error("没有岗位 {post}，请先设岗并安排人员")]
    NoSuchPost {
        /// The code given.
        post: PostId,
    },
    /// Somebody sits on the post.
    #[error("岗位 {post} 属于 {unit}，不能同时设在别的单位")]
    PostElsewhere {
        /// The post.
        post: PostId,
        /// Its unit.
        unit: UnitId,
    },
    /// A pair is two people.
    #[error("A 岗和 B 岗必须是两个人")]
    PairOfOne,
    /// The post is exempt from pairing.
    #[error("“{title}”按规定不设 B 岗（{}）", .clause.document)]
    PostExempt {
        /// The title of the post.
        title: String,
        /// The rule.
        clause: Source,
    },
    /// B comes from the same unit while it has a second person.
    #[error(
        "{unit} 有可以担任 B 岗的人，B 岗应从本单位选；本单位没有第二人时，才由上级单位或办公室派人"
    )]
    CoverFromOutside {
        /// The unit of the post.
        unit: UnitId,
        /// The rule.
        clause: Source,
    },
    /// No pair stands for the post.
    #[error("岗位 {post} 没有待签认或已签认的 AB 岗")]
    NoSuchCover {
        /// The post.
        post: PostId,
    },
    /// Signed already.
    #[error("您已经签认过这一对 AB 岗，无须再签")]
    CoverSigned,
    /// Planned absence without an agreed pair.
    #[error("{person} 还没有双方签认的 B 岗，不能计划离岗。请先提出 AB 岗并由双方签认（{}）", .clause.document)]
    NoCoverAgreed {
        /// Who wishes to be away.
        person: PersonId,
        /// The rule.
        clause: Source,
    },
    /// A 岗和 B 岗不得同时离岗.
    #[error("AB 岗不得同时离岗：{partner} 从 {from} 起已登记离岗。请改期，或先为岗位 {post} 换一位 B 岗（{}）", .clause.document)]
    BothAway {
        /// The post.
        post: PostId,
        /// The other one of the pair.
        partner: PersonId,
        /// From when he is away.
        from: Instant,
        /// Until when; none if open.
        to: Option<Instant>,
        /// The rule.
        clause: Source,
    },
    /// A stretch that ends before it begins, or lies behind.
    #[error("离岗时间应从现在以后开始，并且有始有终；已经发生的离岗请登记为临时离岗")]
    AbsenceMalformed,
    /// The person is registered as away then.
    #[error("{person} 从 {from} 起已登记离岗，时间重叠。请先返岗或取消原登记")]
    AbsenceOverlaps {
        /// The person.
        person: PersonId,
        /// Beginning of the registered one.
        from: Instant,
    },
    /// Nothing is registered for that time.
    #[error("{person} 没有这样一次离岗登记")]
    NoSuchAbsence {
        /// The person.
        person: PersonId,
    },
}

impl OrganizationRefusal {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> String {
        match self {
            Self::NotAllowed(_) => "权限表".to_owned(),
            Self::AlreadyFounded
            | Self::NameMissing
            | Self::NoSuchUnit { .. }
            | Self::UnitExists { .. }
            | Self::UnitClosed { .. }
            | Self::SecondBureau
            | Self::UnitsBelow { .. }
            | Self::BureauStays { .. }
            | Self::ParentsInCircle { .. }
            | Self::NoSuchPerson { .. }
            | Self::PersonExists { .. }
            | Self::NotOfUnit { .. }
            | Self::FunctionHeld { .. }
            | Self::DescriptionTooLong { .. }
            | Self::DescriptionOfOneLine { .. }
            | Self::TooManyDuties { .. }
            | Self::PhoneMalformed { .. }
            | Self::ShortCodeMalformed { .. }
            | Self::TemplateUntitled
            | Self::TemplateEmpty
            | Self::TemplateTooLong { .. }
            | Self::TemplateUnseen
            | Self::PlaceholderUnknown { .. }
            | Self::TemplateForNothing { .. }
            | Self::TooManyTemplates
            | Self::NoSuchTemplate
            | Self::NoSuchPost { .. }
            | Self::PostElsewhere { .. }
            | Self::RoleMissing { .. } => "机构编制与岗位台账".to_owned(),
            Self::SuccessorMissing { .. }
            | Self::DeskEmpty { .. }
            | Self::DeskMalformed
            | Self::DirectorMissing => "首问负责制：任何时刻每件事有且只有一名责任人".to_owned(),
            Self::OwnAppointment => "回避：一人不得同时处在一件事的两边".to_owned(),
            Self::RolesExclude { .. }
            | Self::AdministratorsAreThree
            | Self::AdministratorsByDirector
            | Self::AdministratorOnPost { .. } => "三员分立".to_owned(),
            Self::PairOfOne | Self::NoSuchCover { .. } | Self::CoverSigned => {
                "AB 岗：双方事先签认".to_owned()
            }
            Self::AbsenceMalformed | Self::AbsenceOverlaps { .. } | Self::NoSuchAbsence { .. } => {
                "离岗登记".to_owned()
            }
            Self::PostExempt { clause, .. }
            | Self::CoverFromOutside { clause, .. }
            | Self::NoCoverAgreed { clause, .. }
            | Self::BothAway { clause, .. } => text_of(clause),
        }
    }
}

fn text_of(source: &Source) -> String {
    match &source.article {
        Some(article) => format!("{}{article}", source.document),
        None => source.document.clone(),
    }
}
