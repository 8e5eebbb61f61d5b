//! 抽查题目. What is asked of each thing drawn: of a matter, what its record shows and what the
//! petitioner says when he is called; of a unit, what its registers show. From few to few: the rules
//! say how many at most.

use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::inspection::Candidate;
use xiaoneng_domain::organization::Organization;

/// 抽中的是什么.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// 单位
    Unit(UnitId),
    /// 办件
    Matter(MatterNumber),
}

/// 对什么提的问题.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum QuestionsFor {
    /// 单位
    Unit,
    /// 办件
    Matter,
}

/// 题目.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Question {
    /// 按时签收
    SignedInTime,
    /// 首次回应写明谁办、何时办
    FirstReplySays,
    /// 结果按时送达
    DeliveredInTime,
    /// 暂停和延期有依据
    PausesFounded,
    /// 电话回访：事情办结了
    CallSettled,
    /// 电话回访：没有另外收钱、收礼
    CallNothingPaid,
    /// 首问有登记
    FirstContactKept,
    /// 岗位有人在，AB 岗落实
    PostsManned,
    /// 时限和电话已公开
    LimitsPosted,
    /// 督办事项按时反馈
    TasksReported,
    /// 整改有佐证
    RectificationProven,
    /// 请假外出有登记
    AbsenceKept,
}

impl Subject {
    /// What an id that was drawn stands for.
    pub fn of(candidate: &Candidate, organization: &Organization) -> Self {
        let unit = UnitId::from(candidate.as_str());
        match organization.unit(&unit) {
            Some(_) => Self::Unit(unit),
            None => Self::Matter(MatterNumber::from(candidate.as_str())),
        }
    }

    /// Which questions are put.
    pub fn questions(&self) -> &'static [Question] {
        match self {
            Self::Unit(_) => QuestionsFor::Unit.all(),
            Self::Matter(_) => QuestionsFor::Matter.all(),
        }
    }
}

impl QuestionsFor {
    /// The questions, in the order in which they are put.
    pub fn all(self) -> &'static [Question] {
        match self {
            Self::Unit => &[
                Question::FirstContactKept,
                Question::PostsManned,
                Question::LimitsPosted,
                Question::TasksReported,
                Question::RectificationProven,
                Question::AbsenceKept,
            ],
            Self::Matter => &[
                Question::SignedInTime,
                Question::FirstReplySays,
                Question::DeliveredInTime,
                Question::PausesFounded,
                Question::CallSettled,
                Question::CallNothingPaid,
            ],
        }
    }
}

impl Question {
    /// The code under which its answer is recorded.
    pub fn code(self) -> &'static str {
        match self {
            Self::SignedInTime => "signed_in_time",
            Self::FirstReplySays => "first_reply_says",
            Self::DeliveredInTime => "delivered_in_time",
            Self::PausesFounded => "pauses_founded",
            Self::CallSettled => "call_settled",
            Self::CallNothingPaid => "call_nothing_paid",
            Self::FirstContactKept => "first_contact_kept",
            Self::PostsManned => "posts_manned",
            Self::LimitsPosted => "limits_posted",
            Self::TasksReported => "tasks_reported",
            Self::RectificationProven => "rectification_proven",
            Self::AbsenceKept => "absence_kept",
        }
    }

    /// The question of that code.
    pub fn find(code: &str) -> Option<Self> {
        let all = QuestionsFor::Unit.all().iter().chain(QuestionsFor::Matter.all());
        all.copied().find(|question| question.code() == code)
    }
}
