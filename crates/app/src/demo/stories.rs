//! 演示来件. What people bring to an office that does not exist, and what they are answered.
//! `{校}` stands for the school's name.

/// One kind of thing people bring, with words for it.
pub(super) struct Story {
    /// 事项代码 in the catalogue.
    pub(super) matter_type: &'static str,
    /// How often, in proportion to the others.
    pub(super) weight: u32,
    /// Whether it is brought to a school.
    pub(super) to_school: bool,
    /// What people write.
    pub(super) told: &'static [&'static str],
    /// What they are answered when it is solved.
    pub(super) answered: &'static [&'static str],
}

/// 一次性告知.
pub(super) const NOTICE: &str = "办理依据、条件、所需材料、办理步骤和时限已一次告知，并附材料清单和样表，办理地点为本单位一楼窗口。";

/// 移交要求.
pub(super) const REQUEST: &str = "请按职责核实办理，办理情况直接答复诉求人，并在系统内反馈。";

/// 学校已经做了什么.
pub(super) const DONE_SO_FAR: &str = "学校已核实基本情况并当面向家长说明，现有材料随件移交。";

/// 退回理由.
pub(super) const NOT_OURS: &str = "按照三定方案，此项职责不在本单位，应由有关科室承办。";

/// 裁定理由.
pub(super) const RULED: &str = "经核对职责清单，此事由该单位主办，其他单位配合，不得再退。";

/// 补正内容.
pub(super) const MISSING: &str = "还缺：监护人身份证明复印件一份、户口簿首页及本人页复印件各一份。";

/// 补充的材料.
pub(super) const SUPPLIED: &str = "已按告知清单补齐材料，共三份，请查收。";

/// 延期理由.
pub(super) const MORE_TIME: &str = "需会同多个单位现场核查，原定时间内不能完成。";

/// 延期告知.
pub(super) const MORE_TIME_NOTICE: &str =
    "您反映的事项需要会同多个单位现场核查，经批准延长办理时间，办理进度可随时查询。";

/// 首次回应.
pub(super) const FIRST_REPLY: &str = "您反映的事项已收到，由我负责办理，将在承诺时间内答复您。";

/// 催办.
pub(super) const URGE: &str = "孩子的事情比较着急，请尽快办理。";

/// 回复预警.
pub(super) const SIGNAL_ANSWER: &str = "已安排专人办理，最迟后天给出结果，原因是相关人员外出培训。";

/// 不能办: 法律依据、替代办法、救济途径.
pub(super) const REFUSED: [&str; 4] = [
    "经核实，您申请的事项不符合招生范围的规定，本次不能办理。",
    "县义务教育阶段学校招生实施办法第八条。",
    "可向户籍所在学区学校申请入学，我们可协助对接。",
    "如有异议，可自收到本答复之日起向上一级行政机关申请复核。",
];

/// 送达记录.
pub(super) const TOLD_BY_PHONE: &str = "已电话告知本人，本人表示知晓。";

/// 上门地点.
pub(super) const VISITED_PLACE: &str = "诉求人住处";

/// 撤回诉求.
pub(super) const WITHDRAWN: &str = "问题已经自行解决，不用再办了。";

/// 上门记录.
pub(super) const VISIT: &str = "到诉求人家中了解情况，当面说明办理意见，诉求人签字确认。";

/// 公开内容.
pub(super) const PUBLISHED: &str = "现将办理依据、程序和结果予以公开，监督电话见本单位公示栏。";

/// 跟踪办理由.
pub(super) const LATER: &str = "需等待新校舍竣工验收后才能解决，已列入跟踪办理。";

/// What is brought, and what is answered.
pub(super) const STORIES: [Story; 20] = [
    Story {
        matter_type: "enrolment_question",
        weight: 14,
        to_school: true,
        told: &[
            "孩子今年六周岁，户口在老家，想在{校}读一年级，需要准备哪些材料？",
            "请问{校}今年秋季转入二年级还有空余学位吗？什么时候可以登记？",
            "我家刚搬到学区内，房产证还没有办下来，能不能凭购房合同在{校}报名？",
        ],
        answered: &[
            "随迁子女入学凭居住证、务工证明和户口簿登记，八月十五日起受理，已将清单发到您手机。",
        ],
    },
    Story {
        matter_type: "question",
        weight: 10,
        to_school: false,
        told: &[
            "请问今年中考体育成绩怎么计入总分？在哪里能看到文件？",
            "高中毕业证丢失了，补办证明要到哪个窗口，需要带什么？",
            "教师资格认定今年下半年什么时候开始，可以在户籍地办吗？",
        ],
        answered: &["相关文件已在门户公开，具体条款和办理地点一并告知，您可持身份证到窗口办理。"],
    },
    Story {
        matter_type: "fee_question",
        weight: 6,
        to_school: true,
        told: &[
            "请问{校}课后服务费每学期多少钱，能不能按月退？",
            "{校}收取的作业本费有没有标准，家长可以自愿选择吗？",
        ],
        answered: &[
            "课后服务费按县发改部门核定的标准收取，请假满五天可以退费，作业本由家长自愿购买。",
        ],
    },
    Story {
        matter_type: "fee_grievance",
        weight: 7,
        to_school: true,
        told: &[
            "{校}要求每个学生交三百元资料费，没有开票据，也没有说明用途。",
            "{校}以家委会名义收取空调费，请核实是否合规。",
        ],
        answered: &[
            "经核实，该项收费没有依据，学校已全额退还并向家长说明，局里已发文要求各校自查。",
        ],
    },
    Story {
        matter_type: "canteen_grievance",
        weight: 7,
        to_school: true,
        told: &[
            "{校}食堂这周的饭菜是凉的，孩子回家说肚子疼，请查一查。",
            "{校}陪餐公示已经两个月没有更新，家长想知道有没有人陪餐。",
        ],
        answered: &[
            "已现场检查，保温设备当日更换，陪餐记录恢复每日公示，欢迎家长参加下周的开放日。",
        ],
    },
    Story {
        matter_type: "uniform_grievance",
        weight: 4,
        to_school: true,
        told: &["{校}校服掉色严重，洗一次水都是蓝的，能不能退换？"],
        answered: &["已抽样送检，同批校服全部退换，费用由供货单位承担。"],
    },
    Story {
        matter_type: "tutoring_grievance",
        weight: 5,
        to_school: true,
        told: &["{校}有老师周末在校外有偿补课，不去的孩子座位被调到后面。"],
        answered: &["经查情况属实，已责令停止并退费，学校对当事教师作出处理，座位已重新安排。"],
    },
    Story {
        matter_type: "teacher_conduct_grievance",
        weight: 4,
        to_school: true,
        told: &["{校}班主任在家长群里点名批评孩子成绩，孩子不愿意上学。"],
        answered: &["校长已与班主任谈话，班主任已当面道歉，学校安排心理老师跟进。"],
    },
    Story {
        matter_type: "training_grievance",
        weight: 4,
        to_school: false,
        told: &["城南一家培训机构收了一年学费后停课，电话打不通，希望帮助退费。"],
        answered: &["已会同市场监管部门约谈机构负责人，剩余课时费已分批退还。"],
    },
    Story {
        matter_type: "enrolment_grievance",
        weight: 5,
        to_school: false,
        told: &["我家在学区范围内，却被安排到四公里外的学校，请说明原因。"],
        answered: &["经核对学区图和登记时间，已按空余学位调整到就近学校，通知书三日内送达。"],
    },
    Story {
        matter_type: "other_grievance",
        weight: 5,
        to_school: true,
        told: &[
            "{校}门口放学时车辆拥堵，没有人疏导，很危险。",
            "{校}操场晚上音响声音太大，影响周边居民休息。",
        ],
        answered: &["学校已调整错峰放学并增加护学岗，广播时间调整到晚八点前。"],
    },
    Story {
        matter_type: "bullying",
        weight: 2,
        to_school: true,
        told: &["孩子在{校}被几个同学堵在厕所推搡，已经连续三天，请马上处理。"],
        answered: &[
            "学校当天启动处置程序，已通知双方监护人，责令道歉并落实帮教，心理老师持续关注。",
        ],
    },
    Story {
        matter_type: "safety_hazard",
        weight: 3,
        to_school: true,
        told: &["{校}围墙有一段裂缝，靠近小学部的跑道，担心倒塌。"],
        answered: &["当日已设置警戒并封闭该段跑道，鉴定后拆除重砌，已验收。"],
    },
    Story {
        matter_type: "school_transfer",
        weight: 6,
        to_school: true,
        told: &["因父母工作变动，申请把孩子从外县转到{校}三年级就读。"],
        answered: &["转学手续已在学籍系统办结，请于下周一到校报到。"],
    },
    Story {
        matter_type: "student_aid",
        weight: 5,
        to_school: true,
        told: &["家里今年遭了灾，想给在{校}读书的孩子申请困难补助。"],
        answered: &["经班级评议和公示，补助已批准，本学期末打入资助卡。"],
    },
    Story {
        matter_type: "certificate",
        weight: 6,
        to_school: true,
        told: &["需要{校}开一份在读证明，给孩子办理异地医保。"],
        answered: &["在读证明已开具盖章，可到教务处领取，也可下载电子件。"],
    },
    Story {
        matter_type: "suggestion",
        weight: 5,
        to_school: false,
        told: &["建议县里在寒暑假开放学校图书馆，让双职工家庭的孩子有个去处。"],
        answered: &["建议已采纳，首批六所学校今年暑假开放，名单在门户公布。"],
    },
    Story {
        matter_type: "hotline_help",
        weight: 5,
        to_school: false,
        told: &["热线工单：家长反映孩子校车线路调整后步行太远，希望增设停靠点。"],
        answered: &["已会同交警实地踏勘，在村口增设停靠点，下周一起执行。"],
    },
    Story {
        matter_type: "petition",
        weight: 3,
        to_school: false,
        told: &["原民办教师要求核实任教年限并落实养老补助。"],
        answered: &["经查档核实任教年限，已按政策补发差额，并书面送达处理意见。"],
    },
    Story {
        matter_type: "teacher_appeal",
        weight: 1,
        to_school: false,
        told: &["对学校作出的年度考核结果不服，申请复核。"],
        answered: &["经审查，学校考核程序有瑕疵，责令重新组织考核，结果另行送达。"],
    },
];
