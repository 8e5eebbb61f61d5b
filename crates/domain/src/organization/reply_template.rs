//! 常用答复. Standard texts of a unit: kept by its head, offered on the forms of answer, result and
//! one-time notice in the unit and below it; those of 办公室 are offered to everybody. A text is
//! only filled in, never sent unread.

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::Context;
use crate::id::{MatterTypeCode, UnitId};
use crate::organization::{Function, Organization, OrganizationEvent, OrganizationRefusal as No};

/// How long the name of a template may be, in characters.
pub const LONGEST_TEMPLATE_TITLE: usize = 30;
/// How long its text may be, in characters.
pub const LONGEST_TEMPLATE_TEXT: usize = 1_000;
/// How many templates a unit may keep: a longer list is not read.
pub const MOST_TEMPLATES: usize = 60;

/// 用处. On which form a template is offered.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateFor {
    /// 答复
    Answer,
    /// 办结
    Result,
    /// 一次性告知
    Notice,
}

/// 填空. What is put into a template when it is filled in, written in it as `{称呼}`.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Placeholder {
    /// 称呼 of the petitioner.
    Name,
    /// 事项
    Item,
    /// 单位 that handles the matter.
    Unit,
    /// 电话 of that unit.
    Phone,
    /// 承办人: who fills it in.
    Handler,
    /// 到期 of the matter.
    Due,
}

/// 常用答复的内容.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TemplateText {
    /// Its name in the list.
    pub title: String,
    /// On which form it is offered.
    pub offered_for: TemplateFor,
    /// For which matter type alone; none: for all.
    pub matter_type: Option<MatterTypeCode>,
    /// The text with its placeholders.
    pub text: String,
}

/// 常用答复 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyTemplate {
    /// 1, 2, 3 … never used again.
    pub ordinal: u32,
    /// Whose it is.
    pub unit: UnitId,
    /// What it says.
    pub content: TemplateText,
}

/// 写常用答复: a new one, or a new wording of one that stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WriteTemplate {
    /// Which one; none: a new one.
    pub template: Option<u32>,
    /// Of which unit.
    pub unit: UnitId,
    /// What it says from now on.
    pub content: TemplateText,
}

/// 停用常用答复.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DropTemplate {
    /// Which one.
    pub template: u32,
}

/// 常用答复已写.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TemplateWritten {
    /// Its number.
    pub template: u32,
    /// Whose it is.
    pub unit: UnitId,
    /// What it says from now on.
    #[serde(flatten)]
    pub content: TemplateText,
}

/// 常用答复已停用.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TemplateDropped {
    /// Its number.
    pub template: u32,
}

impl TemplateFor {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Answer, Self::Result, Self::Notice];

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "答复",
            Self::Result => "办结",
            Self::Notice => "一次性告知",
        }
    }
}

impl Placeholder {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Item, Self::Unit, Self::Phone, Self::Handler, Self::Due];

    /// As it is written between braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "称呼",
            Self::Item => "事项",
            Self::Unit => "单位",
            Self::Phone => "电话",
            Self::Handler => "承办人",
            Self::Due => "到期",
        }
    }
}

impl TemplateText {
    /// Without space around anything.
    fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().replace("\r\n", "\n");
        Self { title: trim(self.title), text: trim(self.text), ..self }
    }

    /// Whether it can be kept; else why not.
    fn check(&self) -> Result<(), No> {
        if self.title.is_empty() {
            return Err(No::TemplateUntitled);
        }
        if self.text.is_empty() {
            return Err(No::TemplateEmpty);
        }
        for (text, longest) in
            [(&self.title, LONGEST_TEMPLATE_TITLE), (&self.text, LONGEST_TEMPLATE_TEXT)]
        {
            let length = text.chars().count();
            if length > longest {
                return Err(No::TemplateTooLong { length, longest });
            }
        }
        let unseen = |sign: char| sign.is_control() && sign != '\n';
        if self.title.chars().any(char::is_control) || self.text.chars().any(unseen) {
            return Err(No::TemplateUnseen);
        }
        match self.unknown_placeholder() {
            Some(word) => Err(No::PlaceholderUnknown { word: word.to_owned() }),
            None => Ok(()),
        }
    }

    /// The first word in braces that stands for nothing.
    fn unknown_placeholder(&self) -> Option<&str> {
        let known = |word: &str| Placeholder::ALL.iter().any(|one| one.name() == word);
        let mut words = self.text.split('{').skip(1);
        let inner = |rest: &&str| !rest.split_once('}').is_some_and(|(word, _)| known(word));
        words.find(inner).map(|rest| rest.split('}').next().unwrap_or(rest))
    }

    /// 填入. The text with everything put in; what is put in is not looked through again.
    pub fn filled(&self, known: impl Fn(Placeholder) -> String) -> String {
        let named = |word: &str| Placeholder::ALL.into_iter().find(|one| one.name() == word);
        let (mut filled, mut rest) = (String::new(), self.text.as_str());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let found = after.split_once('}').and_then(|(word, rest)| Some((named(word)?, rest)));
            match found {
                Some((one, behind)) => {
                    filled.push_str(&known(one));
                    rest = behind;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled + rest
    }
}

impl Organization {
    /// 可用的常用答复 on a form of a unit: those for this matter type first.
    pub fn templates_for(
        &self,
        unit: &UnitId,
        offered_for: TemplateFor,
        matter_type: Option<&MatterTypeCode>,
    ) -> Vec<&ReplyTemplate> {
        let suits = |template: &&ReplyTemplate| {
            let of = template.content.matter_type.as_ref();
            template.content.offered_for == offered_for
                && (of.is_none() || of == matter_type)
                && self.offers_to(template, unit)
        };
        let mut found: Vec<_> = self.templates.values().filter(suits).collect();
        found.sort_by_key(|template| (template.content.matter_type.is_none(), template.ordinal));
        found
    }

    /// Whether a template is offered in a unit: its own, one of a unit above, one of 办公室.
    pub fn offers_to(&self, template: &ReplyTemplate, unit: &UnitId) -> bool {
        let office = self.unit_for(Function::GeneralOffice).map(|office| &office.id);
        let of = self.heir_of(&template.unit);
        self.is_within(unit, of) || office == Some(of)
    }
}

impl WriteTemplate {
    pub(super) fn decide(
        self,
        state: &Organization,
        cx: &Context<'_>,
    ) -> Result<Vec<OrganizationEvent>, No> {
        permits_office(state, cx.actor, OfficeAct::KeepTemplates, Subject::unit(&self.unit))?;
        state.open_unit(&self.unit)?;
        let content = self.content.trimmed();
        content.check()?;
        if let Some(code) = &content.matter_type
            && !cx.rules.on(cx.now.date()).matter_types.contains_key(code)
        {
            return Err(No::TemplateForNothing { matter_type: code.clone() });
        }
        let template = match self.template {
            Some(template) => {
                let stands = state.template(template)?;
                permits_office(
                    state,
                    cx.actor,
                    OfficeAct::KeepTemplates,
                    Subject::unit(&stands.unit),
                )?;
                if stands.content == content && stands.unit == self.unit {
                    return Ok(Vec::new());
                }
                template
            }
            None => {
                let count = state.templates.values().filter(|one| one.unit == self.unit).count();
                if count >= MOST_TEMPLATES {
                    return Err(No::TooManyTemplates);
                }
                state.templates_written + 1
            }
        };
        Ok(vec![TemplateWritten { template, unit: self.unit, content }.into()])
    }
}

impl DropTemplate {
    pub(super) fn decide(
        self,
        state: &Organization,
        cx: &Context<'_>,
    ) -> Result<Vec<OrganizationEvent>, No> {
        let stands = state.template(self.template)?;
        permits_office(state, cx.actor, OfficeAct::KeepTemplates, Subject::unit(&stands.unit))?;
        Ok(vec![TemplateDropped { template: self.template }.into()])
    }
}

impl Organization {
    /// The template of that number, or the refusal that says there is none.
    fn template(&self, template: u32) -> Result<&ReplyTemplate, No> {
        self.templates.get(&template).ok_or(No::NoSuchTemplate)
    }
}

impl TemplateWritten {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let Self { template, unit, content } = self.clone();
        state.templates_written = state.templates_written.max(template);
        state.templates.insert(template, ReplyTemplate { ordinal: template, unit, content });
    }
}

impl TemplateDropped {
    pub(super) fn evolve(&self, state: &mut Organization) {
        state.templates.remove(&self.template);
    }
}
