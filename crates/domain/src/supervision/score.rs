//! 量化测评. What a unit's month is worth: a pure function of final cards, verified faults and counted
//! facts; the same facts give the same score (domain.md 9.4, 9.5; decisions F35).

use xiaoneng_calendar::{Date, Instant};

use crate::card::{Card, CardFacts};
use crate::id::{CardReference, UnitId};
use crate::rules::{INCOMPLETE_REPORT, PRE_ALERT, Rules, ScorePart, ScoreRule};
use crate::signal::CardColour;
use crate::supervision::month::{Month, Points};

/// 查实的过错, as decided elsewhere.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct VerifiedFault {
    /// The unit.
    pub unit: UnitId,
    /// When the fact was.
    pub occurred_at: Instant,
    /// Its code in the list of faults, such as `F03`, or `hearing_not_held`.
    pub code: String,
    /// The card of the same fact: what the card took is not taken again.
    pub card: Option<CardReference>,
}

/// 计数的事实 of a unit in a month.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CountedFacts {
    /// Of each matter in order of its due instant: whether it came to a pre-alert.
    pub pre_alerts: Vec<bool>,
    /// 应报件数.
    pub reports: u32,
    /// 报送不全件数.
    pub incomplete_reports: u32,
    /// 办结件数.
    pub finished: u32,
    /// 提前办结件数.
    pub finished_early: u32,
    /// Promised limits of the catalogue, summed.
    pub promised: u32,
    /// Statutory limits of the same entries, summed.
    pub statutory: u32,
}

/// What a month is scored by.
#[derive(Copy, Clone, Debug)]
pub struct MonthFacts<'a> {
    /// The unit.
    pub unit: &'a UnitId,
    /// The month.
    pub month: Month,
    /// All cards of the unit, in any state and of any month.
    pub cards: &'a [Card],
    /// All verified faults.
    pub faults: &'a [VerifiedFault],
    /// 计数的事实.
    pub counted: &'a CountedFacts,
}

/// 等次.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// 不合格: 监察建议书 follows.
    Failed,
    /// 合格
    Pass,
    /// 良好
    Good,
    /// 优秀
    Excellent,
}

/// 处分, recorded as decided elsewhere.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WorkerSanction {
    /// 警告
    Warning,
    /// 记过
    Demerit,
    /// 记大过
    GreatDemerit,
    /// 降级
    Downgrading,
    /// 撤职
    Removal,
    /// 开除
    Dismissal,
}

/// 扣分.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Deduction {
    /// From which part.
    pub part: ScorePart,
    /// What for, as a code.
    pub code: String,
    /// How much.
    pub points: Points,
    /// The card, where it was one.
    pub card: Option<CardReference>,
}

/// 单项得分.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartScore {
    /// Which part.
    pub part: ScorePart,
    /// 权重.
    pub weight: Points,
    /// What is left of it, never below nothing.
    pub left: Points,
}

/// 月度得分, with everything it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MonthScore {
    /// The unit.
    pub unit: UnitId,
    /// The month.
    pub month: Month,
    /// 各项.
    pub parts: Vec<PartScore>,
    /// 扣分, one line for each part touched.
    pub deductions: Vec<Deduction>,
    /// 加分.
    pub bonus: Points,
    /// 换算系数, in percent.
    pub conversion_percent: u32,
    /// 得分.
    pub total: Points,
    /// 等次.
    pub grade: Grade,
}

/// 月度得分; none where the rules of that month know no score.
pub fn month_score(rules: &Rules, facts: &MonthFacts<'_>) -> Option<MonthScore> {
    let rule = rule_on(rules, facts.month.last_day()?)?;
    let mut deductions = card_lines(rules, facts);
    deductions.extend(fault_lines(rules, facts, &deductions));
    deductions.extend(counted_lines(rule, facts.counted));
    deductions.sort();
    let part = |(part, weight): (&ScorePart, &u32)| {
        let taken = deductions.iter().filter(|line| line.part == *part).map(|line| line.points);
        let (taken, weight): (Points, Points) = (taken.sum(), Points::whole(*weight));
        PartScore { part: *part, weight, left: (weight - taken).at_least_zero() }
    };
    let parts: Vec<PartScore> = rule.weights.iter().map(part).collect();
    let bonus = bonus(rule, facts.counted);
    let conversion_percent = rule.conversion_of(facts.unit);
    let left: Points = parts.iter().map(|part| part.left).sum();
    let total = (left + bonus).percent(conversion_percent);
    Some(MonthScore {
        unit: facts.unit.clone(),
        month: facts.month,
        parts,
        deductions,
        bonus,
        conversion_percent,
        total,
        grade: grade_of(rule, total),
    })
}

/// 等次 of a score.
pub fn grade_of(rule: &ScoreRule, total: Points) -> Grade {
    let reaches = |line: u32| total >= Points::whole(line);
    match (reaches(rule.grades.excellent), reaches(rule.grades.good), reaches(rule.grades.pass)) {
        (true, ..) => Grade::Excellent,
        (false, true, _) => Grade::Good,
        (false, false, true) => Grade::Pass,
        (false, false, false) => Grade::Failed,
    }
}

/// 季度、半年、全年: the mean of the months; none where there is none.
pub fn mean(totals: &[Points]) -> Option<Points> {
    let count = u32::try_from(totals.len()).ok().filter(|count| *count > 0)?;
    Some(totals.iter().copied().sum::<Points>().among(count))
}

/// 全年得分: the mean of the months, less what sanctions of its workers take, once.
pub fn year_score(
    rule: &ScoreRule,
    totals: &[Points],
    sanctions: &[WorkerSanction],
) -> Option<Points> {
    let points = &rule.sanctions;
    let taken: Points = sanctions
        .iter()
        .map(|sanction| match sanction {
            WorkerSanction::Warning => points.warning,
            WorkerSanction::Demerit => points.demerit,
            WorkerSanction::GreatDemerit => points.great_demerit,
            WorkerSanction::Downgrading => points.downgrading,
            WorkerSanction::Removal => points.removal,
            WorkerSanction::Dismissal => points.dismissal,
        })
        .map(Points::whole)
        .sum();
    Some((mean(totals)? - taken).at_least_zero())
}

fn rule_on(rules: &Rules, day: Date) -> Option<&ScoreRule> {
    rules.on(day).watching.as_ref().map(|watching| &watching.score)
}

/// 黄牌、红牌: final, not withdrawn, of this unit, of the month of the fact; of one fact the gravest.
fn card_lines(rules: &Rules, facts: &MonthFacts<'_>) -> Vec<Deduction> {
    let counting: Vec<(&CardFacts, CardColour)> = facts
        .cards
        .iter()
        .filter(|card| card.counts())
        .filter_map(|card| Some((&card.draft.as_ref()?.facts, card.colour()?)))
        .filter(|(card, _)| card.unit == *facts.unit)
        .collect();
    let rank = |(card, colour): &(&CardFacts, CardColour)| (*colour, card.reference());
    let is_gravest = |one: &(&CardFacts, CardColour)| {
        let mut others = counting.iter().filter(|other| other.0.is_same_fact(one.0));
        others.all(|other| rank(other) <= rank(one))
    };
    let own = counting.iter().filter(|one| is_gravest(one));
    let of_month = own.filter(|(card, _)| Month::of(card.fell_due_at) == facts.month);
    let lines = of_month.filter_map(|(card, colour)| {
        let rule = rule_on(rules, card.fell_due_at.date())?;
        let points = match colour {
            CardColour::Yellow => rule.yellow,
            CardColour::Red => rule.red,
        };
        Some(lines_of(rule, card.cause.code(), Points::whole(points), Some(card.reference())))
    });
    let mut lines: Vec<Deduction> = lines.flatten().collect();
    lines.sort();
    lines.dedup();
    lines
}

/// 查实的过错; what a card of the same fact took from a part is not taken again.
fn fault_lines(rules: &Rules, facts: &MonthFacts<'_>, by_cards: &[Deduction]) -> Vec<Deduction> {
    let own = facts
        .faults
        .iter()
        .filter(|fault| fault.unit == *facts.unit && Month::of(fault.occurred_at) == facts.month);
    let lines = own.filter_map(|fault| {
        let rule = rule_on(rules, fault.occurred_at.date())?;
        let own = rule.items.get(&fault.code).and_then(|item| item.points);
        let points = Points::whole(own.unwrap_or(rule.violation));
        let lines = lines_of(rule, &fault.code, points, fault.card.clone());
        let is_new = |line: &Deduction| {
            line.card.is_none()
                || !by_cards.iter().any(|taken| taken.card == line.card && taken.part == line.part)
        };
        Some(lines.into_iter().filter(is_new).collect::<Vec<_>>())
    });
    lines.flatten().collect()
}

/// 连续预警、数据报送不全.
fn counted_lines(rule: &ScoreRule, counted: &CountedFacts) -> Vec<Deduction> {
    let mut lines = Vec::new();
    let runs = runs_of(&counted.pre_alerts, rule.pre_alerts.in_a_row);
    if rule.pre_alerts.is_counted && runs > 0 {
        let points = Points::whole(rule.pre_alerts.points.saturating_mul(runs));
        lines.extend(lines_of(rule, PRE_ALERT, points, None));
    }
    let incomplete = percent_of(counted.incomplete_reports, counted.reports);
    if incomplete > 0 {
        let points = Points::whole(incomplete.min(rule.incomplete_most));
        lines.extend(lines_of(rule, INCOMPLETE_REPORT, points, None));
    }
    lines
}

/// How many whole runs of that length there are.
fn runs_of(pre_alerts: &[bool], in_a_row: u32) -> u32 {
    let (mut runs, mut length) = (0, 0);
    for came in pre_alerts {
        length = if *came { length + 1 } else { 0 };
        if length == in_a_row {
            (runs, length) = (runs + 1, 0);
        }
    }
    runs
}

fn bonus(rule: &ScoreRule, counted: &CountedFacts) -> Points {
    let bonus = &rule.bonus;
    let early = percent_of(counted.finished_early, counted.finished) / bonus.early_step_percent;
    let saved = counted.statutory.saturating_sub(counted.promised);
    let shorter = percent_of(saved, counted.statutory);
    let further = shorter.saturating_sub(bonus.shorter_from_percent) / bonus.shorter_step_percent;
    let shorter = match shorter >= bonus.shorter_from_percent {
        true => bonus.shorter_points + further * bonus.shorter_step_points,
        false => 0,
    };
    Points::whole(early * bonus.early_points + shorter)
}

/// The whole percent that a part is; nothing of nothing.
fn percent_of(part: u32, whole: u32) -> u32 {
    let percent = u64::from(part.min(whole)) * 100;
    percent.checked_div(u64::from(whole)).and_then(|found| u32::try_from(found).ok()).unwrap_or(0)
}

/// One line for each part touched.
fn lines_of(
    rule: &ScoreRule,
    code: &str,
    points: Points,
    card: Option<CardReference>,
) -> Vec<Deduction> {
    let line = |part: &ScorePart| {
        let (part, code, card) = (*part, code.to_owned(), card.clone());
        Deduction { part, code, points, card }
    };
    rule.parts_of(code).iter().map(line).collect()
}
