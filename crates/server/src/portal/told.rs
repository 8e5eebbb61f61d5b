//! 填写的内容. What somebody typed into the form, and what of it can be taken as it is.

use xiaoneng_app::masking::mask_identity_numbers;
use xiaoneng_domain::id::{MatterTypeCode, UnitId};
use xiaoneng_domain::organization::Organization;

use crate::kit::errors::Errors;
use crate::kit::phone::{self, NotAPhone};
use crate::kit::posted::Posted;
use crate::portal::words::filing::FilingWords;

/// A story has so many characters at least.
const STORY_LEAST: usize = 5;
/// A story has so many characters at most (decisions C25).
pub(crate) const STORY_MOST: usize = 500;
/// A name has so many characters at most.
const NAME_MOST: usize = 20;
/// Of what was typed and is not understood, so much is said back.
const SAID_BACK: usize = 20;

/// “我不清楚”, as the form sends it.
pub(crate) const UNSURE: &str = "dunno";
/// A unit of the list, as the form sends it.
pub(crate) const SURE: &str = "unit";

/// What was typed, every letter of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Typed {
    /// [`UNSURE`], [`SURE`], or nothing chosen.
    pub(crate) who: String,
    /// The unit's code.
    pub(crate) unit: String,
    /// The story.
    pub(crate) story: String,
    /// 称呼.
    pub(crate) name: String,
    /// 手机号.
    pub(crate) phone: String,
    /// 事项, where one came from the directory.
    pub(crate) item: String,
    /// Whether one came by a QR code.
    pub(crate) via: String,
}

/// What can be filed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    /// 找哪个单位; none: “我不清楚”.
    pub(crate) unit: Option<UnitId>,
    /// The story, identity numbers masked.
    pub(crate) story: String,
    /// Whether something in it was masked.
    pub(crate) is_masked: bool,
    /// 称呼.
    pub(crate) name: Option<String>,
    /// Its digits.
    pub(crate) phone: Option<String>,
    /// 事项, where one was chosen.
    pub(crate) item: Option<MatterTypeCode>,
}

impl Typed {
    /// What a form carries.
    pub(crate) fn of(posted: &Posted) -> Self {
        let field = |name: &str| posted.field(name).to_owned();
        Self {
            who: field("who"),
            unit: field("unit"),
            story: field("story"),
            name: field("name"),
            phone: field("phone"),
            item: field("item"),
            via: field("via"),
        }
    }

    /// What can be taken as it is, or everything that is to be mended.
    pub(crate) fn check(&self, units: &Organization, w: FilingWords) -> Result<Told, Errors> {
        let mut errors = Errors::default();
        let unit = self.unit(units, w, &mut errors);
        let story = plain_lines(&self.story);
        match story.chars().count() {
            0 => errors.add("story", w.err_story_empty()),
            1..STORY_LEAST => errors.add("story", w.err_story_short()),
            STORY_LEAST..=STORY_MOST => {}
            more => errors.add("story", w.err_story_long(more)),
        }
        let name = plain_lines(&self.name).replace('\n', " ");
        if name.chars().count() > NAME_MOST {
            errors.add("name", w.err_name_long());
        }
        let phone = phone::read(&self.phone).unwrap_or_else(|not| {
            errors.add(
                "phone",
                match not {
                    NotAPhone::Length(digits) => w.err_phone_len(digits),
                    NotAPhone::Form => w.err_phone_form().to_owned(),
                },
            );
            None
        });
        if !errors.is_empty() {
            return Err(errors);
        }
        let masked = mask_identity_numbers(&story, w.masked_number());
        Ok(Told {
            unit,
            is_masked: masked.is_some(),
            story: masked.unwrap_or(story),
            name: Some(name).filter(|name| !name.is_empty()),
            phone,
            item: Some(self.item.trim()).filter(|item| !item.is_empty()).map(MatterTypeCode::from),
        })
    }

    fn unit(&self, units: &Organization, w: FilingWords, errors: &mut Errors) -> Option<UnitId> {
        let typed = self.unit.trim();
        if self.who == UNSURE {
            return None;
        }
        if typed.is_empty() {
            errors.add("unit", w.err_unit_empty());
            return None;
        }
        let unit = UnitId::from(typed);
        if units.unit(&unit).is_none() {
            let said: String = typed.chars().take(SAID_BACK).collect();
            errors.add("unit", w.err_unit_nomatch(said));
            return None;
        }
        Some(units.heir_of(&unit).clone())
    }
}

/// Without control characters and without space around it; lines end alike.
pub(crate) fn plain_lines(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    kept.trim().to_owned()
}

/// Whether it tells of danger: whoever reads it must first be told whom to call. Never blocks.
pub(crate) fn tells_of_danger(story: &str) -> bool {
    const DANGERS: [&str; 24] = [
        "着火",
        "起火",
        "失火",
        "火灾",
        "打架",
        "斗殴",
        "受伤",
        "流血",
        "骨折",
        "中毒",
        "昏迷",
        "跳楼",
        "轻生",
        "自杀",
        "自残",
        "持刀",
        "燃气泄漏",
        "煤气",
        "溺水",
        "失踪",
        "坍塌",
        "爆炸",
        "触电",
        "被打",
    ];
    DANGERS.iter().any(|danger| story.contains(danger))
}
