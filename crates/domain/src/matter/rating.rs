//! 评价. Only the citizen's own code can rate; silence is neither praise nor blame.
//!
//! One rating a matter, and one more (追评) after it was opened again and answered again. A rating
//! that is not his own free word stands apart and is counted in public: by a code that staff
//! printed or a window made, from an office network, in a burst, or by one who only follows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::NotPermitted;
use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::matter::code::CodeClass;
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::{Act, Matter, MatterRefusal as No};
use crate::rules::codes;
use crate::text::{TextDigest, Written};

/// 事情解决了吗.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Solved {
    /// 解决了
    Yes,
    /// 部分解决
    Partly,
    /// 没解决
    No,
    /// 说不清
    HardToSay,
}

/// 满意度, five levels.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Satisfaction {
    /// 非常满意
    VerySatisfied,
    /// 满意
    Satisfied,
    /// 基本满意
    BasicallySatisfied,
    /// 不满意
    Dissatisfied,
    /// 非常不满意
    VeryDissatisfied,
}

codes! {
    /// 不满意在哪里.
    pub enum Chip {
        /// 太慢
        TooSlow = "too_slow", "太慢";
        /// 推来推去
        PushedAround = "pushed_around", "推来推去";
        /// 态度不好
        BadAttitude = "bad_attitude", "态度不好";
        /// 答非所问
        BesideThePoint = "beside_the_point", "答非所问";
        /// 说办结了其实没办
        NotReallyDone = "not_really_done", "说办结了其实没办";
        /// 收费或暗示好处
        MoneyHinted = "money_hinted", "收费或暗示好处";
    }
}

/// 评价从哪里发出.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatedFrom {
    /// 公众网络
    Outside,
    /// 单位网络
    OfficeNetwork,
    /// 短时间内成批
    Burst,
}

/// 评价人.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rater {
    /// 诉求人
    Petitioner,
    /// 跟进人
    Follower,
}

/// 初评还是追评.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingOccasion {
    /// 初评
    First,
    /// 追评
    Again,
}

/// 计不计入. Only one of these counts in the figures of satisfaction; the others are shown beside.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RatingStanding {
    /// 计入
    Counted,
    /// 跟进人的评价
    ByFollower,
    /// 来自单位网络
    FromOffice,
    /// 短时间内成批
    InBurst,
    /// 工作人员打印的码
    PrintedCode,
    /// 窗口补发的码
    WindowCode,
}

/// 评价内容. Nothing is preselected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opinion {
    /// 事情解决了吗.
    pub solved: Solved,
    /// 满意吗.
    pub satisfaction: Satisfaction,
    /// 不满意在哪里.
    pub chips: BTreeSet<Chip>,
    /// 想说的话.
    pub words: Option<Written>,
    /// Whence it was sent.
    pub from: RatedFrom,
}

/// 评价.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rate {
    /// What he says.
    pub opinion: Opinion,
}

/// 追评, once, after the matter was opened again and answered again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RateAgain {
    /// What he says now.
    pub opinion: Opinion,
}

/// 已评价.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rated {
    /// 初评还是追评.
    pub occasion: RatingOccasion,
    /// The round that is rated, from 1.
    pub round: u32,
    /// The unit that is rated: the one that answered.
    pub unit: UnitId,
    /// 谁评的.
    pub rater: Rater,
    /// 码的来历.
    pub code: CodeClass,
    /// Whence it was sent.
    pub from: RatedFrom,
    /// 事情解决了吗.
    pub solved: Solved,
    /// 满意吗.
    pub satisfaction: Satisfaction,
    /// 不满意在哪里.
    pub chips: BTreeSet<Chip>,
    /// 想说的话.
    pub words: Option<TextDigest>,
    /// By when somebody other than who handled it has looked into it; only for a bad one.
    pub verify_by: Option<Instant>,
}

/// 评价 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rating {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// What was said.
    pub rated: Rated,
}

impl Solved {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::HardToSay => "hard_to_say",
        }
    }
}

impl Satisfaction {
    /// All levels, the best first.
    pub const ALL: [Self; 5] = [
        Self::VerySatisfied,
        Self::Satisfied,
        Self::BasicallySatisfied,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];

    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::VerySatisfied => "very_satisfied",
            Self::Satisfied => "satisfied",
            Self::BasicallySatisfied => "basically_satisfied",
            Self::Dissatisfied => "dissatisfied",
            Self::VeryDissatisfied => "very_dissatisfied",
        }
    }

    /// 差评: the two lowest levels.
    pub fn is_bad(self) -> bool {
        match self {
            Self::VerySatisfied | Self::Satisfied | Self::BasicallySatisfied => false,
            Self::Dissatisfied | Self::VeryDissatisfied => true,
        }
    }
}

impl Rated {
    /// 要核实: a bad rating, or nothing was solved.
    pub fn wants_verification(&self) -> bool {
        self.satisfaction.is_bad() || self.solved == Solved::No
    }

    /// 计不计入.
    pub fn standing(&self) -> RatingStanding {
        match (self.rater, self.from, self.code) {
            (Rater::Follower, _, _) => RatingStanding::ByFollower,
            (Rater::Petitioner, RatedFrom::OfficeNetwork, _) => RatingStanding::FromOffice,
            (Rater::Petitioner, RatedFrom::Burst, _) => RatingStanding::InBurst,
            (Rater::Petitioner, RatedFrom::Outside, CodeClass::Printed) => {
                RatingStanding::PrintedCode
            }
            (Rater::Petitioner, RatedFrom::Outside, CodeClass::Window) => {
                RatingStanding::WindowCode
            }
            (Rater::Petitioner, RatedFrom::Outside, CodeClass::Own) => RatingStanding::Counted,
        }
    }
}

impl RatingStanding {
    /// The code under which it is stored and listed.
    pub fn code(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::ByFollower => "by_follower",
            Self::FromOffice => "from_office",
            Self::InBurst => "in_burst",
            Self::PrintedCode => "printed_code",
            Self::WindowCode => "window_code",
        }
    }
}

/// 可否评价, for the page that offers it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MayRate {
    /// 可以评价
    First,
    /// 可以追评
    Again,
    /// Not now, or not any more.
    No(No),
}

impl Matter {
    /// 可否评价. What the citizen with this code may do now.
    pub fn may_rate(&self, person: &PersonId) -> MayRate {
        if let Err(no) = self.answered_round() {
            return MayRate::No(no);
        }
        let own: Vec<&Rating> = self.ratings.iter().filter(|rating| rating.by == *person).collect();
        let Some(last) = own.last() else { return MayRate::First };
        match last.rated.occasion {
            RatingOccasion::First if last.rated.round < self.round() => MayRate::Again,
            RatingOccasion::First | RatingOccasion::Again => {
                MayRate::No(No::AlreadyRated { at: last.at })
            }
        }
    }

    /// 轮次, from 1.
    pub fn round(&self) -> u32 {
        u32::try_from(self.rounds.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Ended with an answer that was delivered: nothing else can be rated.
    fn answered_round(&self) -> Result<&UnitId, No> {
        if self.filing.is_none() {
            return Err(No::NoSuchMatter);
        }
        if self.history.is_some() {
            return Err(No::OnlyHistory);
        }
        let ended = self.ended.as_ref().ok_or(No::NotYetRateable)?;
        if !ended.ending.is_answer() {
            return Err(No::NothingToRate { ending: ended.ending.name() });
        }
        let last = self.holdings.last().map(|holding| &holding.holder.unit);
        last.ok_or(No::NotYetRateable)
    }
}

impl Wish for Rate {
    fn texts(&self) -> Vec<&Written> {
        self.opinion.words.iter().collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let person = citizen(cx)?;
        match matter.may_rate(person) {
            MayRate::First => rated(matter, cx, person, RatingOccasion::First, &self.opinion),
            MayRate::Again => Err(No::MayRateAgain),
            MayRate::No(no) => Err(no),
        }
    }
}

impl Wish for RateAgain {
    fn texts(&self) -> Vec<&Written> {
        self.opinion.words.iter().collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let person = citizen(cx)?;
        match matter.may_rate(person) {
            MayRate::Again => rated(matter, cx, person, RatingOccasion::Again, &self.opinion),
            MayRate::First => Err(No::NotRatedYet),
            MayRate::No(no) => Err(no),
        }
    }
}

/// Whoever came with a code. Staff never do; the table of authority has said so before.
fn citizen<'a>(cx: &Context<'a>) -> Result<&'a PersonId, No> {
    match cx.actor {
        Actor::Citizen(person) => Ok(person),
        Actor::System | Actor::Staff(_) => Err(NotPermitted::NotInTable { act: Act::Rate }.into()),
    }
}

fn rated(
    matter: &Matter,
    cx: &Context<'_>,
    person: &PersonId,
    occasion: RatingOccasion,
    opinion: &Opinion,
) -> Decided {
    let unit = matter.answered_round()?.clone();
    let is_follower = matter.follower(person).is_some();
    let words = opinion.words.as_ref().filter(|words| !words.is_blank()).map(Written::digest);
    let mut rated = Rated {
        occasion,
        round: matter.round(),
        unit,
        rater: if is_follower { Rater::Follower } else { Rater::Petitioner },
        code: matter.code_class(person).unwrap_or(CodeClass::Printed),
        from: opinion.from,
        solved: opinion.solved,
        satisfaction: opinion.satisfaction,
        chips: opinion.chips.clone(),
        words,
        verify_by: None,
    };
    let term = cx.rules.on(cx.now.date()).closing.bad_rating_verified.as_ref();
    let term = term.filter(|_| !is_follower && rated.wants_verification());
    rated.verify_by = term.map(|term| cx.rules.calendar().due(cx.now, term.limit, &[]).at);
    Ok(vec![rated.into()])
}

impl Happened for Rated {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Actor::Citizen(person) = when.by {
            let rated = self.clone();
            matter.ratings.push(Rating { by: person.clone(), at: when.at, rated });
        }
    }
}
