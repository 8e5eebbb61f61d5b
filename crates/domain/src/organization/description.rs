//! 对外说明. What a unit says of itself to the public: telephone, address, hours, duties.

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::Context;
use crate::id::UnitId;
use crate::organization::{Organization, OrganizationEvent, OrganizationRefusal as No};

/// 对外说明. Everything may be empty; what is empty is not shown.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Description {
    /// 电话, such as `0370-1234567`.
    pub phone: String,
    /// 地址.
    pub address: String,
    /// 办公时间, in words.
    pub hours: String,
    /// 职责, one line each.
    pub duties: Vec<String>,
    /// 简码: initials in pinyin, by which whoever types finds the unit.
    pub short_code: String,
}

/// 公布说明. The whole description from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DescribeUnit {
    /// The unit.
    pub unit: UnitId,
    /// What it says of itself.
    pub description: Description,
}

/// 说明已公布.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitDescribed {
    /// The unit.
    pub unit: UnitId,
    /// What it says of itself from now on.
    #[serde(flatten)]
    pub description: Description,
}

/// 说明的一项.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum DescribedBy {
    /// 电话
    Phone,
    /// 地址
    Address,
    /// 办公时间
    Hours,
    /// 职责
    Duty,
    /// 简码
    ShortCode,
}

impl DescribedBy {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "电话",
            Self::Address => "地址",
            Self::Hours => "办公时间",
            Self::Duty => "职责",
            Self::ShortCode => "简码",
        }
    }

    /// How many characters it may have.
    pub fn longest(self) -> usize {
        match self {
            Self::Phone => 40,
            Self::Address => 100,
            Self::Hours => 100,
            Self::Duty => 120,
            Self::ShortCode => 16,
        }
    }
}

/// How many duties a unit may list.
pub const MOST_DUTIES: usize = 40;

impl Description {
    /// The parts in order, each with its text.
    fn parts(&self) -> impl Iterator<Item = (DescribedBy, &str)> {
        let lines = [
            (DescribedBy::Phone, self.phone.as_str()),
            (DescribedBy::Address, self.address.as_str()),
            (DescribedBy::Hours, self.hours.as_str()),
            (DescribedBy::ShortCode, self.short_code.as_str()),
        ];
        let duties = self.duties.iter().map(|duty| (DescribedBy::Duty, duty.as_str()));
        lines.into_iter().chain(duties)
    }

    /// Without space around anything, and without empty duties.
    fn trimmed(self) -> Self {
        let trim = |text: String| text.trim().to_owned();
        let duties = self.duties.into_iter().map(trim).filter(|duty| !duty.is_empty());
        Self {
            phone: trim(self.phone),
            address: trim(self.address),
            hours: trim(self.hours),
            duties: duties.collect(),
            short_code: trim(self.short_code).to_ascii_lowercase(),
        }
    }

    /// Whether everything is as it may be shown; else what is not.
    pub fn check(&self) -> Result<(), No> {
        for (part, text) in self.parts() {
            let (length, longest) = (text.chars().count(), part.longest());
            if length > longest {
                return Err(No::DescriptionTooLong { part, length, longest });
            }
            if text.chars().any(char::is_control) {
                return Err(No::DescriptionOfOneLine { part });
            }
        }
        if self.duties.len() > MOST_DUTIES {
            return Err(No::TooManyDuties { count: self.duties.len() });
        }
        let dials = |sign: char| sign.is_ascii_digit() || " -+()（）转、，,;；/".contains(sign);
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if !self.phone.is_empty() && (!self.phone.chars().all(dials) || digits < 3) {
            return Err(No::PhoneMalformed { phone: self.phone.clone() });
        }
        if !self.short_code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(No::ShortCodeMalformed { short_code: self.short_code.clone() });
        }
        Ok(())
    }
}

impl DescribeUnit {
    pub(super) fn decide(
        self,
        state: &Organization,
        cx: &Context<'_>,
    ) -> Result<Vec<OrganizationEvent>, No> {
        permits_office(state, cx.actor, OfficeAct::DescribeUnit, Subject::unit(&self.unit))?;
        let unit = state.open_unit(&self.unit)?;
        let description = self.description.trimmed();
        description.check()?;
        if unit.description == description {
            return Ok(Vec::new());
        }
        Ok(vec![UnitDescribed { unit: self.unit, description }.into()])
    }
}

impl UnitDescribed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        if let Some(unit) = state.units.get_mut(&self.unit) {
            unit.description = self.description.clone();
        }
    }
}
