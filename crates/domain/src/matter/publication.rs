//! 公开. What concerns many is published: rule, procedure, result, contact; never with personal data.

use serde::{Deserialize, Serialize};

use crate::decider::Context;
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::personal_data::personal_data_in;
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 公开的部分.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedPart {
    /// 政策规定
    Rule,
    /// 办理程序
    Procedure,
    /// 办理结果
    Result,
    /// 联系方式
    Contact,
}

impl PublishedPart {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "政策规定",
            Self::Procedure => "办理程序",
            Self::Result => "办理结果",
            Self::Contact => "联系方式",
        }
    }
}

/// 公开.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publish {
    /// Which part.
    pub part: PublishedPart,
    /// The text as it is published.
    pub text: Written,
}

/// 已公开. The text was checked and holds no personal data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Published {
    /// Which part.
    pub part: PublishedPart,
    /// The text.
    pub text: TextDigest,
}

impl Wish for Publish {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.text, "公开内容")?;
        let kinds = personal_data_in(self.text.body());
        if !kinds.is_empty() {
            return Err(No::PersonalDataFound { kinds });
        }
        Ok(vec![Published { part: self.part, text: self.text.digest() }.into()])
    }
}

impl Happened for Published {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.published.insert(self.part);
    }
}
