//! 办理过程. What is going to happen to one matter, as far as people decide it.

use xiaoneng_domain::id::{PersonId, UnitId};

use super::dice::Dice;
use super::stories::Story;

/// What people will make of a matter.
#[derive(Clone, Debug)]
pub(super) struct Course {
    /// Who brought it.
    pub(super) petitioner: PersonId,
    /// Where in [`super::stories::STORIES`] its words stand.
    pub(super) story: usize,
    /// The unit that ought to handle it.
    pub(super) wants: UnitId,
    /// Working minutes until somebody first looks.
    pub(super) first_look_minutes: i64,
    /// Working minutes of work until there is a result.
    pub(super) work_minutes: i64,
    /// What else happens on the way, in order; each once.
    pub(super) incidents: Vec<Incident>,
    /// How it ends.
    pub(super) end: CourseEnd,
    /// Whether it was taken in, or tried to be.
    pub(super) is_accepted: bool,
    /// Whether a first answer was given, or tried to be.
    pub(super) is_answered: bool,
    /// How often somebody looked.
    pub(super) looks: u32,
}

/// Something that happens on the way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Incident {
    /// 补正
    Supplement,
    /// 延期
    Extension,
    /// 催办
    Urge,
    /// 退回
    Return,
    /// 协办
    Assist,
    /// 群众提问
    Question,
    /// 跟踪办
    FollowUp,
    /// 撤回诉求
    Withdraw,
}

/// How a matter ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CourseEnd {
    /// 已解决
    Resolved,
    /// 不能办
    CannotBeDone,
}

impl Course {
    /// A course for a story, by chance.
    pub(super) fn by_chance(
        story: usize,
        told: &Story,
        petitioner: PersonId,
        wants: UnitId,
        dice: &mut Dice,
    ) -> Self {
        let is_quick =
            matches!(told.matter_type, "bullying" | "safety_hazard" | "instant_question");
        let work_minutes = if is_quick {
            dice.between(20, 240)
        } else if dice.in_a_hundred(88) {
            dice.between(60, 1_600)
        } else {
            dice.between(1_600, 9_000)
        };
        let mut incidents = Vec::new();
        for (incident, cases) in [
            (Incident::Return, 5),
            (Incident::Supplement, 7),
            (Incident::Assist, 5),
            (Incident::Question, 6),
            (Incident::Extension, 6),
            (Incident::Urge, 9),
            (Incident::FollowUp, 3),
            (Incident::Withdraw, 2),
        ] {
            if dice.in_a_hundred(cases) {
                incidents.push(incident);
            }
        }
        Self {
            petitioner,
            story,
            wants,
            first_look_minutes: if is_quick {
                dice.between(5, 100)
            } else if dice.in_a_hundred(93) {
                dice.between(10, 400)
            } else {
                dice.between(400, 1_500)
            },
            work_minutes,
            incidents,
            end: if dice.in_a_hundred(7) { CourseEnd::CannotBeDone } else { CourseEnd::Resolved },
            is_accepted: false,
            is_answered: false,
            looks: 0,
        }
    }

    /// Takes the next incident, if one is left.
    pub(super) fn take_incident(&mut self) -> Option<Incident> {
        if self.incidents.is_empty() { None } else { Some(self.incidents.remove(0)) }
    }
}
