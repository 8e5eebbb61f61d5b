//! The tables as shipped: domain.md 2.3, 7.1, 7.4, 7.7, and what a county may not change.

use std::collections::BTreeSet;
use std::path::Path;

use xiaoneng_domain::Date;
use xiaoneng_domain::rules::*;

use crate::county::rules;

pub(crate) fn rule() -> AccountabilityRule {
    let on = Date::from_ymd(2026, 3, 2).unwrap();
    rules().on(on).accountability.clone().unwrap()
}

/// Clause 6: every fault has a root.
#[test]
fn sixteen_faults_with_their_roots() {
    use Root::{Commission, Omission};
    let due = [
        (Fault::F01, vec![Omission]),
        (Fault::F02, vec![Omission]),
        (Fault::F03, vec![Omission, Commission]),
        (Fault::F04, vec![Omission]),
        (Fault::F05, vec![Commission]),
        (Fault::F06, vec![Commission]),
        (Fault::F07, vec![Omission]),
        (Fault::F08, vec![Omission]),
        (Fault::F09, vec![Commission]),
        (Fault::F10, vec![Commission]),
        (Fault::F11, vec![Omission]),
        (Fault::F12, vec![Commission]),
        (Fault::F13, vec![Omission]),
        (Fault::F14, vec![Commission]),
        (Fault::F15, vec![Commission]),
        (Fault::F16, vec![Omission]),
    ];
    let rule = rule();
    assert_eq!(rule.faults.len(), due.len());
    for (fault, roots) in due {
        assert_eq!(rule.faults[&fault].roots, roots, "7.1 {}", fault.code());
    }
}

/// domain.md 7.4: ascending order, who decides, and what the system may do.
#[test]
fn measures_for_persons() {
    use DecidedBy::{Bureau, CadreAuthority, CompetentOrgan, Unit};
    let due = [
        (1, Measure::Talk, Unit, Power::Decision),
        (2, Measure::OralWarning, Unit, Power::Decision),
        (3, Measure::WrittenReview, Unit, Power::Decision),
        (4, Measure::Admonition, Unit, Power::Decision),
        (5, Measure::Circular, Bureau, Power::Decision),
        (6, Measure::NoAwards, Bureau, Power::Decision),
        (7, Measure::WrittenWarning, Bureau, Power::Decision),
        (8, Measure::Training, Bureau, Power::Decision),
        (9, Measure::Suspension, CadreAuthority, Power::Record),
        (10, Measure::PostChange, CadreAuthority, Power::Proposal),
        (11, Measure::Resignation, CadreAuthority, Power::Record),
        (12, Measure::Removal, CadreAuthority, Power::Record),
        (13, Measure::Dismissal, CompetentOrgan, Power::Record),
        (14, Measure::Sanction, CompetentOrgan, Power::Sanction),
        (15, Measure::Transfer, Bureau, Power::Transfer),
    ];
    let rule = rule();
    assert_eq!(rule.measures.len(), due.len());
    for (rank, measure, decided_by, power) in due {
        let known = &rule.measures[&measure];
        let found = (known.rank, known.decided_by, known.power);
        assert_eq!(found, (rank, decided_by, power), "7.4 {}", measure.name());
    }
}

/// domain.md 7.4: for a unit.
#[test]
fn measures_for_units() {
    let due = [
        (1, UnitMeasure::Rectify),
        (2, UnitMeasure::WrittenReview),
        (3, UnitMeasure::Circular),
        (4, UnitMeasure::NoAwards),
        (5, UnitMeasure::DeductPoints),
    ];
    let rule = rule();
    assert_eq!(rule.unit_measures.len(), due.len());
    for (rank, measure) in due {
        let known = &rule.unit_measures[&measure];
        assert_eq!((known.rank, known.power), (rank, Power::Decision), "7.4 {}", measure.name());
    }
}

/// domain.md 2.3: which sanctions for whom, and for how many months.
#[test]
fn sanctions_by_category() {
    let months = |sanction: Sanction| rule().sanctions[&sanction].term.map(|term| term.amount);
    assert_eq!(months(Sanction::Warning), Some(6), "公务员法 62，政务处分法 8");
    assert_eq!(months(Sanction::Demerit), Some(12));
    assert_eq!(months(Sanction::MajorDemerit), Some(18));
    assert_eq!(months(Sanction::Demotion), Some(24));
    assert_eq!(months(Sanction::PostRemoval), Some(24));
    assert_eq!(months(Sanction::LowerPost), Some(24), "事业单位人事管理条例 29");
    assert_eq!(months(Sanction::Expulsion), None);
    let of = |category: PersonCategory| -> Vec<&str> {
        let rule = rule();
        let fits = |one: &&Sanction| rule.sanctions[*one].categories.contains(&category);
        Sanction::ALL.iter().filter(fits).map(|one| one.code()).collect()
    };
    let officials =
        ["warning", "demerit", "major_demerit", "demotion", "post_removal", "expulsion"];
    assert_eq!(of(PersonCategory::CivilServant), officials);
    assert_eq!(of(PersonCategory::EducationManager), officials);
    let staff = ["warning", "demerit", "lower_post", "expulsion"];
    assert_eq!(of(PersonCategory::InstitutionStaff), staff);
    assert!(of(PersonCategory::ContractStaff).is_empty());
}

/// domain.md 2.3, 7.4: contract staff get contract measures; only leaders resign or are removed.
#[test]
fn measures_by_category() {
    let of = |category: PersonCategory| -> BTreeSet<Measure> {
        let rule = rule();
        let fits = |one: &&Measure| rule.measures[*one].categories.contains(&category);
        Measure::ALL.iter().filter(fits).copied().collect()
    };
    let whole: BTreeSet<Measure> = Measure::ALL.iter().copied().collect();
    assert_eq!(of(PersonCategory::CivilServant), whole);
    assert_eq!(of(PersonCategory::EducationManager), whole);
    let of_leaders = BTreeSet::from([Measure::Resignation, Measure::Removal]);
    let staff = of(PersonCategory::InstitutionStaff);
    assert_eq!(&whole - &staff, of_leaders);
    let more = BTreeSet::from([Measure::Admonition, Measure::Suspension, Measure::Sanction]);
    assert_eq!(&staff - &of(PersonCategory::ContractStaff), more);
}

/// domain.md 7.7: the limits of the procedure.
#[test]
fn limits_of_the_procedure() {
    let procedure = rule().procedure;
    let due = [
        (&procedure.accept, "5 个工作日"),
        (&procedure.decide, "30 个工作日"),
        (&procedure.extend, "30 个工作日"),
        (&procedure.statement, "5 个工作日"),
        (&procedure.warning_shortest, "3 个月"),
        (&procedure.warning_longest, "6 个月"),
        (&procedure.restore, "15 日"),
    ];
    for (found, expected) in due {
        assert_eq!(found.limit.to_string(), expected);
    }
    assert_eq!(procedure.extension_times, 1);
    assert_eq!(procedure.investigators, 2);
    assert_eq!(procedure.panel, 3);
    assert_eq!(procedure.rule_set, RuleSet::A);
    assert_eq!(procedure.gravity_without_effect, Gravity::Ordinary, "clause 50");
}

/// domain.md 7.7: the clocks of the remedies, by category and basis.
#[test]
fn clocks_of_the_remedies() {
    type Row<'a> = (Track, &'a str, &'a str, [Option<&'a str>; 4]);
    let due: [Row<'_>; 6] = [
        (
            Track::CivilServant,
            "30 日",
            "30 日",
            [Some("15 日"), Some("30 日"), Some("60 日"), Some("30 日")],
        ),
        (
            Track::InstitutionStaff,
            "30 日",
            "30 日",
            [Some("30 日"), None, Some("60 日"), Some("30 日")],
        ),
        (Track::ContractStaff, "30 日", "30 日", [None; 4]),
        (Track::Sanction, "1 个月", "1 个月", [Some("1 个月"), None, Some("2 个月"), None]),
        (Track::Inspection, "30 日", "30 日", [Some("15 日"), Some("15 日"), Some("60 日"), None]),
        (Track::Unit, "30 日", "30 日", [None; 4]),
    ];
    let rule = rule();
    for (track, apply, decide, appeal) in due {
        let known = &rule.redress[&track];
        let text = |limit: &Option<SourcedLimit>| limit.as_ref().map(|one| one.limit.to_string());
        assert_eq!(known.review_apply.limit.to_string(), apply, "{}", track.name());
        assert_eq!(known.review_decide.limit.to_string(), decide, "{}", track.name());
        let found = [
            text(&known.appeal_after_review),
            text(&known.appeal_directly),
            text(&known.appeal_decide),
            text(&known.appeal_extend),
        ];
        assert_eq!(found, appeal.map(|one| one.map(str::to_owned)), "{}", track.name());
    }
}

fn shipped() -> Vec<RuleFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut files = Vec::new();
    for shelf in ["national", "county/qinghe", "calendar"] {
        for entry in std::fs::read_dir(folder.join(shelf)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            files.push(RuleFile { path: format!("{shelf}/{name}"), text });
        }
    }
    files.sort();
    files
}

/// The rules with one text replaced, read again.
pub(crate) fn with(old: &str, new: &str) -> Result<AccountabilityRule, Vec<Diagnostic>> {
    let mut files = shipped();
    let path = "national/accountability.toml";
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(old), "“{old}” stands in the file");
    file.text = file.text.replacen(old, new, 1);
    let on = Date::from_ymd(2026, 3, 2).unwrap();
    Rules::read(&files).map(|rules| rules.on(on).accountability.clone().unwrap())
}

fn with_county(text: &str) -> Result<Rules, Vec<Diagnostic>> {
    let mut files = shipped();
    let about = "[about]\ntitle = \"本县责任追究\"\nbasis = \"本县文件\"\n\n";
    let text = format!("{about}{text}source = \"青禾效能办法\"\nfrom = 2026-01-01\n");
    files.push(RuleFile { path: "county/qinghe/accountability.toml".to_owned(), text });
    Rules::read(&files)
}

/// A county may tighten, never loosen; what law fixes it may not touch.
#[test]
fn what_a_county_may_not_change() {
    let rows = [
        ("[accountability]\nstatement = \"3 working days\"\n", Some("比国家规则"), "a right"),
        ("[accountability]\ninvestigators = 1\n", Some("少于国家规则的 2"), "政务处分法 42"),
        ("[accountability]\nstatement = \"7 working days\"\n", None, "longer is better"),
        ("[accountability]\ninvestigators = 3\n", None, "more is allowed"),
        ("[accountability]\nrule_set = \"B\"\n", None, "7.5: configuration"),
        ("[accountability]\nrule_set = \"E\"\n", Some("“E”不认识"), "7.5"),
        ("[accountability]\nrestore = \"20 calendar days\"\n", Some("比国家规则"), "P48 is N"),
        ("[accountability]\nrestore = \"10 calendar days\"\n", None, "tighter"),
        ("[[measure]]\ncode = \"removal\"\npower = \"decision\"\n", Some("本县不能改"), "7.4"),
        ("[[fault]]\ncode = \"F02\"\nname = \"拖\"\n", Some("本县不能改"), "7.1"),
        (
            "[[gravity_cell]]\ncode = \"ordinary_direct\"\nmeasures = [\"talk\"]\n",
            Some("本县不能改"),
            "7.3",
        ),
        (
            "[[redress]]\ncode = \"civil_servant\"\nreview_apply = \"10 calendar days\"\n",
            Some("比国家规则"),
            "公务员法 95",
        ),
        (
            "[[redress]]\ncode = \"civil_servant\"\nreview_decide = \"20 calendar days\"\n",
            None,
            "quicker",
        ),
        ("[[leader_point]]\ncode = \"red_card\"\npoints = 2\n", None, "7.8 is ours"),
    ];
    for (text, fault, why) in rows {
        let found = with_county(text).err().unwrap_or_default();
        match fault {
            None => assert!(found.is_empty(), "{why}: {text}\n{found:#?}"),
            Some(words) => {
                assert!(
                    found.iter().any(|one| one.wrong.contains(words)),
                    "{why}: {text}\n{found:#?}"
                );
                assert!(found.iter().all(|one| one.line > 0 && !one.right.is_empty()));
            }
        }
    }
}

/// Errors name the place and what would be right.
#[test]
fn what_is_wrong_is_said() {
    let rows = [
        ("code = \"F16\"", "code = \"F17\"", "“F17”不认识"),
        ("roots = [\"omission\"]", "roots = []", "roots 是空的"),
        ("never_let = \"image\"", "never_let = \"images\"", "“images”不认识"),
        ("power = \"record\"", "power = \"decision\"", "本案不能决定"),
        ("liability = \"direct\"", "liability = \"directly\"", "“directly”不认识"),
        ("sanctions = [\"warning\", \"demotion\"]", "sanctions = [\"demotion\"]", "由轻到重的两项"),
        (
            "warning_longest = { limit = \"6 months\"",
            "warning_longest = { limit = \"2 months\"",
            "短于最短",
        ),
        ("points = 2, step", "points = 1, step", "阶梯没有逐级升高"),
        ("window = \"12 months\"", "window = \"12 working days\"", "window"),
        ("appeal_decide = \"60 calendar days\"\n", "", "申诉期限不全"),
        ("rule_set = \"A\"", "rule_sett = \"A\"", "rule_sett"),
        ("code = \"talk\"", "code = \"oral_warning\"", "写了两次"),
    ];
    for (old, new, words) in rows {
        let found = with(old, new).unwrap_err();
        assert!(found.iter().any(|one| one.wrong.contains(words)), "{old} → {new}\n{found:#?}");
    }
}

/// Rules that do not speak of 责任追究 stay readable; then no case can be opened.
#[test]
fn silent_rules_are_readable() {
    let mut files = shipped();
    files.retain(|file| file.path != "national/accountability.toml");
    let rules = Rules::read(&files).unwrap();
    assert!(rules.on(Date::from_ymd(2026, 3, 2).unwrap()).accountability.is_none());
}
