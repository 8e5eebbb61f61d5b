//! 量处. Gravity and liability (domain.md 7.3), circumstances (7.6), several faults.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    Admissible, Imposed, Weighing, admissible, heaviest, rank_of, weigh,
};
use xiaoneng_domain::rules::*;

use crate::tables::{rule, with};

fn of(
    gravity: Gravity,
    liability: Liability,
    category: PersonCategory,
    circumstances: &[Circumstance],
) -> Admissible {
    let circumstances = circumstances.iter().copied().collect();
    admissible(&rule(), Weighing { gravity, liability, category, circumstances: &circumstances })
}

fn sanctions(admissible: &Admissible) -> Vec<&'static str> {
    admissible.sanctions.iter().map(|one| one.code()).collect()
}

fn measures(admissible: &Admissible) -> Vec<&'static str> {
    admissible.measures.iter().map(|one| one.code()).collect()
}

/// domain.md 7.3: the nine cells for an official. One step of gravity or of liability changes each.
#[test]
fn the_nine_cells() {
    use Gravity::{Grave, Ordinary, Serious};
    use Liability::{Direct, ImportantLeader, MainLeader};
    const ALL: [&str; 6] =
        ["warning", "demerit", "major_demerit", "demotion", "post_removal", "expulsion"];
    let rows: [(Gravity, Liability, &[&str], &str); 9] = [
        (Ordinary, Direct, &[], "post_change"),
        (Ordinary, MainLeader, &[], "written_warning"),
        (Ordinary, ImportantLeader, &[], "circular"),
        (Serious, Direct, &ALL[0..4], "post_change"),
        (Serious, MainLeader, &ALL[0..3], "post_change"),
        (Serious, ImportantLeader, &ALL[0..2], "post_change"),
        (Grave, Direct, &ALL[4..6], "post_change"),
        (Grave, MainLeader, &ALL[3..6], "post_change"),
        (Grave, ImportantLeader, &ALL[2..6], "post_change"),
    ];
    let mut seen = BTreeSet::new();
    for (gravity, liability, expected, heaviest) in rows {
        let found = of(gravity, liability, PersonCategory::CivilServant, &[]);
        let clause = format!("7.3 {} {}", gravity.name(), liability.name());
        assert_eq!(sanctions(&found), expected, "{clause}");
        assert_eq!(measures(&found).last(), Some(&heaviest), "{clause}");
        assert!(seen.insert((sanctions(&found), measures(&found))), "{clause} differs from others");
    }
}

/// domain.md 2.3: the category decides which list applies.
#[test]
fn the_category_decides() {
    use PersonCategory::{CivilServant, ContractStaff, EducationManager, InstitutionStaff};
    let grave = |category| of(Gravity::Grave, Liability::Direct, category, &[]);
    assert_eq!(sanctions(&grave(CivilServant)), ["post_removal", "expulsion"]);
    assert_eq!(sanctions(&grave(EducationManager)), ["post_removal", "expulsion"]);
    assert_eq!(sanctions(&grave(InstitutionStaff)), ["lower_post", "expulsion"]);
    assert!(sanctions(&grave(ContractStaff)).is_empty());
    let light = |category| of(Gravity::Ordinary, Liability::Direct, category, &[]);
    assert!(measures(&light(CivilServant)).contains(&"admonition"));
    assert!(!measures(&light(ContractStaff)).contains(&"admonition"), "诫勉 is for cadres");
}

/// What the cadre authority or a competent organ decides is never among what the case may decide.
#[test]
fn nothing_decided_elsewhere_is_admissible() {
    let elsewhere = ["suspension", "resignation", "removal", "dismissal", "sanction", "transfer"];
    for gravity in Gravity::ALL {
        for liability in Liability::ALL {
            for category in PersonCategory::ALL {
                let found = of(*gravity, *liability, *category, &[]);
                assert!(measures(&found).iter().all(|one| !elsewhere.contains(one)), "7.4");
            }
        }
    }
}

/// domain.md 7.6: every circumstance by itself, against none.
#[test]
fn every_circumstance() {
    use Circumstance::*;
    let plain = of(Gravity::Ordinary, Liability::Direct, PersonCategory::CivilServant, &[]);
    let one =
        |which| of(Gravity::Ordinary, Liability::Direct, PersonCategory::CivilServant, &[which]);
    let lighter = [
        SelfReport,
        Cooperation,
        VerifiedReport,
        EffectiveRemedy,
        MinorRole,
        Restitution,
        SmallHarm,
    ];
    for which in lighter {
        let found = one(which);
        assert_eq!(measures(&found).last(), Some(&"training"), "{}: ceiling down", which.name());
        assert_eq!(measures(&found).first(), measures(&plain).first(), "{}", which.name());
    }
    let heavier =
        [RepeatInTerm, Obstruction, Shielding, Retaliation, NotCorrecting, RepeatedInYear];
    for which in heavier {
        let found = one(which);
        assert_eq!(measures(&found).first(), Some(&"oral_warning"), "{}: floor up", which.name());
        assert_eq!(measures(&found).last(), measures(&plain).last(), "{}", which.name());
    }
    for which in [PetitionerFraud, NoRule, Accident, GoodFaith] {
        assert_eq!(one(which), Admissible::default(), "{}: none", which.name());
    }
    assert_eq!(lighter.len() + heavier.len() + 4, Circumstance::ALL.len());
}

/// 政务处分法 12: a light case may be settled by talk, review or admonition instead of a sanction;
/// against a heavier circumstance it may not.
#[test]
fn lighter_may_replace_the_sanction() {
    use Circumstance::{Obstruction, SelfReport};
    let serious = |of_which: &[_]| {
        of(Gravity::Serious, Liability::Direct, PersonCategory::CivilServant, of_which)
    };
    assert!(!measures(&serious(&[])).contains(&"talk"));
    let lighter = serious(&[SelfReport]);
    for which in ["talk", "written_review", "admonition"] {
        assert!(measures(&lighter).contains(&which), "{which}");
    }
    assert_eq!(sanctions(&lighter), ["warning", "demerit", "major_demerit"]);
    assert_eq!(serious(&[SelfReport, Obstruction]), serious(&[]));
    let weighed = weigh(&rule(), &BTreeSet::from([SelfReport, Obstruction]));
    assert_eq!((weighed.lighter, weighed.heavier, weighed.exempting), (1, 1, 0));
}

/// 政务处分法 15: each fault has its own measure, the heaviest is executed.
#[test]
fn the_heaviest_is_executed() {
    let rule = rule();
    let talk = Imposed::Person(Measure::Talk);
    let circular = Imposed::Person(Measure::Circular);
    assert_eq!(heaviest(&rule, &[talk, circular, talk]), Some(circular));
    assert_eq!(heaviest(&rule, &[talk]), Some(talk));
    assert_eq!(heaviest(&rule, &[]), None);
    assert!(rank_of(&rule, talk) < rank_of(&rule, circular));
    let ranked = with("rank = 1\nname = \"提醒谈话", "rank = 9\nname = \"提醒谈话").unwrap();
    assert_eq!(heaviest(&ranked, &[talk, circular]), Some(talk), "the order is the rules'");
}
