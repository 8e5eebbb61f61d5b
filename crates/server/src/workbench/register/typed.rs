//! 登记表. What a clerk has typed, as he typed it.

use crate::kit::draft;
use crate::kit::posted::Posted;
use xiaoneng_domain::matter::Channel;

/// What stands in the fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Typed {
    /// The form itself: sent twice it registers once. In no draft.
    pub(crate) form: String,
    pub(crate) source: String,
    pub(crate) phone: String,
    pub(crate) name: String,
    pub(crate) story: String,
    pub(crate) item: String,
    pub(crate) to: String,
    pub(crate) is_urgent: bool,
    pub(crate) is_vulnerable: bool,
    pub(crate) asked: String,
    pub(crate) asked_school: String,
    pub(crate) situation: String,
    pub(crate) request: String,
    pub(crate) notice: String,
    pub(crate) result: String,
    pub(crate) reported_to: String,
    pub(crate) leader_told: String,
    pub(crate) competent_name: String,
    pub(crate) competent_contact: String,
    pub(crate) help: String,
    pub(crate) assisting: String,
    pub(crate) question: String,
    pub(crate) concerned: String,
    pub(crate) asked_first: String,
}

/// Names of the fields, in the order of [`Typed`].
const FIELDS: [&str; 23] = [
    "source",
    "phone",
    "name",
    "story",
    "item",
    "to",
    "is_urgent",
    "is_vulnerable",
    "asked",
    "asked_school",
    "situation",
    "request",
    "notice",
    "result",
    "reported_to",
    "leader_told",
    "competent_name",
    "competent_contact",
    "help",
    "assisting",
    "question",
    "concerned",
    "asked_first",
];

impl Typed {
    /// From a form.
    pub(crate) fn of(posted: &Posted) -> Self {
        Self::from_fields(|name| posted.field(name))
    }

    fn from_fields<'a>(field: impl Fn(&str) -> &'a str) -> Self {
        let text = |name: &str| field(name).trim().to_owned();
        Self {
            form: text("form"),
            source: text("source"),
            phone: text("phone"),
            name: with_title(&text("name")),
            story: text("story"),
            item: text("item"),
            to: text("to"),
            is_urgent: !text("is_urgent").is_empty(),
            is_vulnerable: !text("is_vulnerable").is_empty(),
            asked: text("asked"),
            asked_school: text("asked_school"),
            situation: text("situation"),
            request: text("request"),
            notice: text("notice"),
            result: text("result"),
            reported_to: text("reported_to"),
            leader_told: text("leader_told"),
            competent_name: text("competent_name"),
            competent_contact: text("competent_contact"),
            help: text("help"),
            assisting: text("assisting"),
            question: text("question"),
            concerned: text("concerned"),
            asked_first: text("asked_first"),
        }
    }

    /// As a draft is kept.
    pub(crate) fn to_draft(posted: &Posted) -> String {
        let kept = posted.fields.iter().filter(|(name, _)| FIELDS.contains(&name.as_str()));
        draft::written(&kept.cloned().collect::<Vec<_>>())
    }

    /// From a draft.
    pub(crate) fn from_draft(body: &str) -> Self {
        let fields = draft::read(body).unwrap_or_default();
        let field = |wanted: &str| {
            let found = fields.iter().find(|(name, _)| name == wanted);
            found.map_or("", |(_, value)| value.as_str())
        };
        Self::from_fields(field)
    }

    /// Whether there is anything worth keeping.
    pub(crate) fn is_begun(&self) -> bool {
        [&self.phone, &self.name, &self.story].iter().any(|text| !text.is_empty())
    }

    /// 来源.
    pub(crate) fn channel(&self) -> Channel {
        match self.source.as_str() {
            "2" => Channel::Phone,
            "3" => Channel::Letter,
            "4" => Channel::Hotline,
            "5" => Channel::Assigned,
            _ => Channel::Visit,
        }
    }

    /// The names of several units, as they were separated.
    pub(crate) fn assisting_units(&self) -> impl Iterator<Item = &str> {
        self.assisting.split(['、', ',', '，', ';', '；', ' ']).filter(|name| !name.is_empty())
    }
}

/// 称呼 with a title by its digit: `王 2` is 王女士.
fn with_title(name: &str) -> String {
    let titles = [('1', "先生"), ('2', "女士"), ('3', "老师"), ('4', "家长")];
    let found = titles.iter().find_map(|(digit, title)| {
        let surname = name.strip_suffix(*digit)?.trim_end();
        let is_name = !surname.is_empty() && !surname.ends_with(|c: char| c.is_ascii_digit());
        is_name.then(|| format!("{surname}{title}"))
    });
    found.unwrap_or_else(|| name.to_owned())
}
