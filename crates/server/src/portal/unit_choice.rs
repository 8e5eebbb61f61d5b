//! 选单位. The open units in groups, as people look for them.

use xiaoneng_domain::organization::{Organization, Unit, UnitKind};

use crate::portal::words::filing::FilingWords;

/// Units of one group.
pub(crate) struct UnitGroup {
    /// Its name.
    pub(crate) name: &'static str,
    /// Code and name of each.
    pub(crate) units: Vec<(String, String)>,
}

/// A part of the list.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Sections,
    Institutions,
    Secondary,
    Primary,
    Kindergartens,
    OtherSchools,
}

impl Group {
    /// None for the bureau itself: what is for nobody in particular is “我不清楚”.
    fn of(unit: &Unit) -> Option<Self> {
        match unit.kind {
            UnitKind::Bureau => None,
            UnitKind::Section => Some(Self::Sections),
            UnitKind::Institution => Some(Self::Institutions),
            UnitKind::School => Some(Self::of_school(&unit.name)),
        }
    }

    /// Schools say in their names what they are.
    fn of_school(name: &str) -> Self {
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        if has(&["幼儿园"]) {
            Self::Kindergartens
        } else if has(&["九年一贯", "中心学校", "特殊教育"]) {
            Self::OtherSchools
        } else if has(&["小学", "教学点"]) {
            Self::Primary
        } else if has(&["中学", "职业", "高中", "一中", "二中", "三中"]) {
            Self::Secondary
        } else {
            Self::OtherSchools
        }
    }

    fn name(self, w: FilingWords) -> &'static str {
        match self {
            Self::Sections => w.group_sections(),
            Self::Institutions => w.group_institutions(),
            Self::Secondary => w.group_secondary(),
            Self::Primary => w.group_primary(),
            Self::Kindergartens => w.group_kindergartens(),
            Self::OtherSchools => w.group_other_schools(),
        }
    }
}

/// The open units in groups, by their codes within each.
pub(crate) fn unit_groups(organization: &Organization, w: FilingWords) -> Vec<UnitGroup> {
    let mut groups = std::collections::BTreeMap::<Group, Vec<(String, String)>>::new();
    for unit in organization.open_units() {
        if let Some(group) = Group::of(unit) {
            groups.entry(group).or_default().push((unit.id.to_string(), unit.name.clone()));
        }
    }
    let named = |(group, units): (Group, _)| UnitGroup { name: group.name(w), units };
    groups.into_iter().map(named).collect()
}
