//! 评价、跟进、附件、查询码 (invariant 10; decisions D30, F37, F38; clauses 29 and 34 of the speech).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use std::collections::BTreeSet;

use county::{County, actor};
use matter::*;
use xiaoneng_domain::authority::{NotPermitted, may_see, sees_ratings};
use xiaoneng_domain::decider::Context;
use xiaoneng_domain::notices::{Content, Recipient, notices};
use xiaoneng_domain::rules::Situation;

const CLERK: &str = "JYK_clerk";

/// Friday 6 March at ten the answer is delivered.
fn answered() -> Story {
    given([
        filed(),
        on("03-04 10:00", CLERK, resolved()),
        on("03-06 10:00", "system", notice_sent()),
    ])
}

fn last_rating(story: &Story) -> &Rated {
    &story.matter.ratings.last().unwrap().rated
}

// —— 评价 ——

#[test]
fn d30_nothing_is_rated_before_it_is_answered() {
    let wish = || on("03-06 11:00", "citizen:p1", rate(Satisfaction::Satisfied));
    given([filed()]).when(wish()).refuses(No::NotYetRateable);
    given([filed(), on("03-04 10:00", CLERK, resolved())]).when(wish()).refuses(No::NotYetRateable);
    let rated = answered().when(wish()).gives(&["rated"]);
    assert_eq!(last_rating(&rated).standing(), RatingStanding::Counted);
    assert_eq!(last_rating(&rated).unit.as_str(), "JYK");
    assert_eq!(rated.matter.ratings[0].by.as_str(), "p1");
}

#[test]
fn what_ended_without_an_answer_is_not_rated() {
    given([filed(), on("03-04 10:00", "citizen:p1", withdraw())])
        .when(on("03-06 11:00", "citizen:p1", rate(Satisfaction::Satisfied)))
        .refuses(No::NothingToRate { ending: "由诉求人撤回" });
}

/// 不予受理、不属职责: an answer was delivered, and it may be rated.
#[test]
fn a_refusal_and_a_reference_are_answers_too() {
    for result in [cannot(account()), not_ours("县人社局", "县政务中心三楼")] {
        let story = given([
            filed(),
            on("03-04 10:00", CLERK, result),
            on("03-06 10:00", "system", notice_sent()),
        ]);
        story
            .when(on("03-06 11:00", "citizen:p1", rate(Satisfaction::Satisfied)))
            .gives(&["rated"]);
    }
}

/// Invariant 10: staff cannot rate, whoever they are; nor can the system or another citizen.
#[test]
fn invariant_10_only_the_citizens_own_code_rates() {
    for by in [CLERK, "JYK_head", "BGS_clerk", "XNB_staff", "director", "system", "sysadmin"] {
        let refusal = answered()
            .when(on("03-06 11:00", by, rate(Satisfaction::VerySatisfied)))
            .refuses_as("not_permitted");
        let expected = NotPermitted::NotInTable { act: Act::Rate };
        assert_eq!(refusal, No::NotPermitted(expected).into(), "{by}");
    }
    answered()
        .when(on("03-06 11:00", "citizen:p2", rate(Satisfaction::VerySatisfied)))
        .refuses(No::NotPermitted(NotPermitted::Unseen));
}

/// 一事一评.
#[test]
fn a_matter_is_rated_once() {
    let rated = answered().and(on("03-06 11:00", "citizen:p1", rate(Satisfaction::Satisfied)));
    let at = time_of("03-06 11:00");
    rated
        .clone()
        .when(on("03-09 09:00", "citizen:p1", rate(Satisfaction::Dissatisfied)))
        .refuses(No::AlreadyRated { at });
    rated
        .when(on("03-09 09:00", "citizen:p1", rate_again(Satisfaction::Dissatisfied)))
        .refuses(No::AlreadyRated { at });
    answered()
        .when(on("03-09 09:00", "citizen:p1", rate_again(Satisfaction::Satisfied)))
        .refuses(No::NotRatedYet);
}

/// 追评 once, after the matter was opened again and answered again; the first rating stands.
#[test]
fn rated_again_after_it_was_handled_anew() {
    let anew = answered()
        .and(on("03-06 11:00", "citizen:p1", rate(Satisfaction::VeryDissatisfied)))
        .and(on("03-09 09:00", "citizen:p1", request_review()));
    anew.clone()
        .when(on("03-09 10:00", "citizen:p1", rate_again(Satisfaction::Satisfied)))
        .refuses(No::NotYetRateable);
    let by = anew.responsible().to_owned();
    let done = anew.and(on("03-10 09:00", &by, resolved())).and(on(
        "03-10 10:00",
        "system",
        notice_sent(),
    ));
    assert_eq!(done.matter.may_rate(&"p1".into()), MayRate::Again);
    done.clone()
        .when(on("03-10 11:00", "citizen:p1", rate(Satisfaction::Satisfied)))
        .refuses(No::MayRateAgain);
    let again = done
        .when(on("03-10 11:00", "citizen:p1", rate_again(Satisfaction::Satisfied)))
        .gives(&["rated"]);
    assert_eq!(last_rating(&again).occasion, RatingOccasion::Again);
    assert_eq!(last_rating(&again).round, 2);
    assert_eq!(again.matter.ratings[0].rated.satisfaction, Satisfaction::VeryDissatisfied);
    let at = time_of("03-10 11:00");
    assert_eq!(again.matter.may_rate(&"p1".into()), MayRate::No(No::AlreadyRated { at }));
}

/// Whoever kept silent in the first round rates the second, and that is his first rating.
#[test]
fn silence_is_neither_praise_nor_blame() {
    let anew = answered().and(on("03-09 09:00", "citizen:p1", request_review()));
    let by = anew.responsible().to_owned();
    let done = anew
        .and(on("03-10 09:00", &by, resolved()))
        .and(on("03-10 10:00", "system", notice_sent()))
        .until("05-29 10:00");
    assert!(done.matter.ratings.is_empty());
    let rated = done.when(on("05-29 11:00", "citizen:p1", rate(Satisfaction::Satisfied)));
    let rated = rated.gives(&["rated"]);
    assert_eq!(last_rating(&rated).occasion, RatingOccasion::First);
    assert_eq!(last_rating(&rated).round, 2);
}

/// D30, F4: what is not the citizen's own free word stands apart and is counted in public.
#[test]
fn d30_ratings_are_counted_by_the_code_and_the_network() {
    let clerks = |record| {
        given([
            on("03-02 09:00", CLERK, registration(record)),
            on("03-04 10:00", CLERK, resolved()),
            on("03-06 10:00", "system", notice_sent()),
        ])
    };
    let registered = || {
        let told =
            OneTimeNotice { text: text("十个工作日内答复。"), form: NoticeForm::Written };
        clerks(FirstContactRecord { notice: Some(told), ..record(Situation::B) })
    };
    let at_a_window = || {
        answered().and(on(
            "03-06 10:30",
            "PAK_clerk",
            at_window("p1", "XNB_staff", text("核对了身份证和反映的内容。")),
        ))
    };
    let from = |from: RatedFrom| Rate {
        opinion: Opinion { from, ..opinion(Solved::Yes, Satisfaction::VerySatisfied) },
    };
    let cases = [
        (answered(), RatedFrom::Outside, RatingStanding::Counted),
        (answered(), RatedFrom::OfficeNetwork, RatingStanding::FromOffice),
        (answered(), RatedFrom::Burst, RatingStanding::InBurst),
        (registered(), RatedFrom::Outside, RatingStanding::PrintedCode),
        (registered(), RatedFrom::OfficeNetwork, RatingStanding::FromOffice),
        (at_a_window(), RatedFrom::Outside, RatingStanding::WindowCode),
    ];
    for (story, network, expected) in cases {
        let rated = story.and(on("03-06 11:00", "citizen:p1", from(network)));
        assert_eq!(last_rating(&rated).standing(), expected);
    }
}

/// F37: a bad rating is looked into by another within one working day; the unit is told nothing.
#[test]
fn f37_a_bad_rating_is_verified_by_others() {
    let table = [
        (Solved::Yes, Satisfaction::BasicallySatisfied, false),
        (Solved::HardToSay, Satisfaction::Satisfied, false),
        (Solved::Yes, Satisfaction::Dissatisfied, true),
        (Solved::Partly, Satisfaction::VeryDissatisfied, true),
        (Solved::No, Satisfaction::Satisfied, true),
    ];
    for (solved, satisfaction, is_verified) in table {
        let rate = Rate { opinion: opinion(solved, satisfaction) };
        let story = answered().and(on("03-06 11:00", "citizen:p1", rate));
        // 周五 3 月 6 日之后一个工作日：3 月 9 日（周一）下班。
        let verify_by = is_verified.then(|| time_of("03-09 17:30"));
        assert_eq!(last_rating(&story).verify_by, verify_by, "{solved:?} {satisfaction:?}");
        let told = notices(&story.organization, &story.matter, story.facts.last().unwrap());
        match is_verified {
            false => assert!(told.is_empty()),
            true => {
                assert_eq!(told.len(), 1);
                assert_eq!(told[0].content, Content::RatingToVerify { verify_by });
                let Recipient::Staff(person) = &told[0].to else { panic!("{told:?}") };
                let unit = &story.organization.in_office(person).unwrap().unit;
                assert_eq!(unit.as_str(), "XNB");
            }
        }
    }
}

#[test]
fn what_he_says_goes_into_the_vault() {
    let opinion = Opinion {
        chips: BTreeSet::from([Chip::TooSlow, Chip::PushedAround]),
        words: Some(text("等了三个月。")),
        ..opinion(Solved::No, Satisfaction::VeryDissatisfied)
    };
    let wish = MatterCommand::from(Rate { opinion });
    assert_eq!(wish.texts().len(), 1);
    let story = answered().and(on("03-06 11:00", "citizen:p1", wish));
    assert_eq!(last_rating(&story).words, Some(text("等了三个月。").digest()));
    assert_eq!(last_rating(&story).chips.len(), 2);
}

// —— 跟进 ——

#[test]
fn f38_a_stranger_follows_an_open_matter_with_a_code_of_his_own() {
    let story = given([filed()]).when(on("03-03 09:00", "citizen:p2", follow()));
    let story = story.gives(&["followed"]);
    assert_eq!(story.matter.followers.len(), 1);
    assert_eq!(story.matter.code_class(&"p2".into()), Some(CodeClass::Own));
    assert_eq!(story.matter.filing.as_ref().unwrap().petitioner, Some("p1".into()));
    story.clone().when(on("03-03 10:00", "citizen:p2", follow())).refuses(No::AlreadyFollowing);
    story.clone().when(on("03-03 10:00", "citizen:p1", follow())).refuses(No::FollowsOwn);
    let refusal =
        story.clone().when(on("03-03 10:00", CLERK, follow())).refuses_as("not_permitted");
    assert_eq!(refusal, No::NotPermitted(NotPermitted::NotInTable { act: Act::Follow }).into());
    // He has no say in another's matter.
    for wish in [
        MatterCommand::from(urge()),
        withdraw().into(),
        request_review().into(),
        supply().into(),
        AskQuestion { text: text("还要多久？") }.into(),
    ] {
        story.clone().when(on("03-03 10:00", "citizen:p2", wish)).refuses_as("not_permitted");
    }
}

#[test]
fn f38_what_is_sealed_about_conduct_or_over_is_not_followed() {
    let sealed = File { is_sealed: true, ..filing() };
    let about = File { concerned: Some("S2".into()), ..filing() };
    for file in [sealed, about] {
        let story = given([on("03-02 09:00", "citizen:p1", file)]);
        assert!(!story.matter.is_offered_to_strangers());
        story
            .when(on("03-03 09:00", "citizen:p2", follow()))
            .refuses(No::NotPermitted(NotPermitted::Unseen));
    }
    assert!(given([filed()]).matter.is_offered_to_strangers());
    assert!(!answered().matter.is_offered_to_strangers());
    answered().when(on("03-09 09:00", "citizen:p2", follow())).refuses_as("already_ended");
}

/// F37: the ratings of those who follow stand apart.
#[test]
fn f37_a_followers_rating_stands_apart() {
    let story = given([
        filed(),
        on("03-03 09:00", "citizen:p2", follow()),
        on("03-04 10:00", CLERK, resolved()),
        on("03-06 10:00", "system", notice_sent()),
        on("03-06 11:00", "citizen:p2", rate(Satisfaction::VeryDissatisfied)),
    ]);
    assert_eq!(last_rating(&story).standing(), RatingStanding::ByFollower);
    assert_eq!(last_rating(&story).verify_by, None);
    assert_eq!(story.matter.may_rate(&"p1".into()), MayRate::First);
}

/// Who follows is told that there is an answer, if he can be reached.
#[test]
fn who_follows_hears_of_the_answer() {
    let story = given([
        filed(),
        on("03-03 09:00", "citizen:p2", follow()),
        on("03-03 09:10", "citizen:p4", Follow { text: None, has_contact: false }),
        on("03-04 10:00", CLERK, resolved()),
        on("03-06 10:00", "system", notice_sent()),
    ]);
    let delivered = story.facts.iter().find(|fact| fact.event.kind() == "delivered/1").unwrap();
    let told: Vec<Recipient> = notices(&story.organization, &story.matter, delivered)
        .into_iter()
        .filter(|notice| notice.content == Content::FollowedMatterAnswered)
        .map(|notice| notice.to)
        .collect();
    assert_eq!(told, [Recipient::Petitioner("p2".into())]);
}

// —— 附件 ——

#[test]
fn attachments_are_numbered_and_say_with_what_they_came() {
    let story = given([filed(), on("03-02 09:00", "citizen:p1", bring(CameWith::Filing))])
        .when(on("03-03 09:00", CLERK, attach(CameWith::Answer)))
        .gives(&["attachment_added"]);
    let ordinals: Vec<u32> = story.matter.attachments.iter().map(|found| found.ordinal).collect();
    assert_eq!(ordinals, [1, 2, 3]);
    assert_eq!(story.matter.attachments[0].by, actor("citizen:p1"));
    answered()
        .when(on("03-09 09:00", "citizen:p1", bring(CameWith::Filing)))
        .refuses_as("already_ended");
    let mut empty = bring(CameWith::Filing);
    empty.attachments[0].bytes = 0;
    given([filed()]).when(on("03-02 09:01", "citizen:p1", empty)).refuses(No::AttachmentEmpty);
}

/// Who attaches what: the citizen brings, the office answers, neither for the other.
#[test]
fn the_citizen_brings_and_the_office_attaches() {
    let followed = || given([filed(), on("03-03 09:00", "citizen:p2", follow())]);
    let table: [(&str, MatterCommand, Result<(), &str>); 10] = [
        ("citizen:p1", bring(CameWith::Supplement).into(), Ok(())),
        ("BGS_clerk", bring(CameWith::Supplement).into(), Ok(())),
        ("citizen:p1", bring(CameWith::Answer).into(), Err("attached_amiss")),
        ("citizen:p1", bring(CameWith::Following).into(), Err("attached_amiss")),
        ("citizen:p2", bring(CameWith::Following).into(), Ok(())),
        ("citizen:p2", bring(CameWith::Filing).into(), Err("attached_amiss")),
        ("citizen:p9", bring(CameWith::Filing).into(), Err("not_permitted")),
        (CLERK, attach(CameWith::Publication).into(), Ok(())),
        (CLERK, attach(CameWith::Filing).into(), Err("attached_amiss")),
        ("BGS_clerk", attach(CameWith::Answer).into(), Err("not_permitted")),
    ];
    for (by, wish, expected) in table {
        let judged = followed().when(on("03-03 10:00", by, wish));
        match expected {
            Ok(()) => drop(judged.granted()),
            Err(code) => drop(judged.refuses_as(code)),
        }
    }
}

/// Own ones and public answers for the citizen; nothing of a follower's for the petitioner.
#[test]
fn who_sees_an_attachment() {
    use CameWith::*;
    let (petitioner, follower) = ("p1".into(), "p2".into());
    let story = given([
        filed(),
        on("03-03 09:00", "citizen:p2", follow()),
        on("03-03 09:01", "citizen:p2", bring(Following)),
        on("03-03 09:02", "citizen:p1", bring(Question)),
        on("03-03 09:03", CLERK, attach(Answer)),
        on("03-03 09:04", CLERK, attach(Publication)),
        on("03-03 09:05", CLERK, attach(Record)),
    ]);
    let seen = |person| -> Vec<CameWith> {
        let all = story.matter.attachments.iter();
        let seen = all.filter(|one| one.is_seen_by_citizen(&story.matter, person));
        let mut seen: Vec<CameWith> = seen.map(|one| one.with).collect();
        seen.dedup();
        seen
    };
    assert_eq!(seen(&petitioner), [Question, Answer, Publication]);
    assert_eq!(seen(&follower), [Following, Publication]);
    assert_eq!(seen(&"p9".into()), [Publication]);
}

// —— 查询码 ——

/// D30: at a window by two people of other units; the old class is gone with the old code.
#[test]
fn d30_a_window_takes_two_of_other_units() {
    let account = || text("核对了身份证和反映的内容。");
    let table = [
        ("PAK_clerk", "XNB_staff", Ok(())),
        ("S1_clerk", "S2_clerk", Ok(())),
        ("PAK_clerk", "PAK_clerk", Err("window_takes_two")),
        ("PAK_clerk", "JYK_head", Err("window_takes_two")),
        ("PAK_clerk", "nobody", Err("organization")),
        (CLERK, "XNB_staff", Err("not_permitted")),
        ("XNB_head", "PAK_clerk", Err("not_permitted")),
        ("citizen:p1", "XNB_staff", Err("no_code_to_reissue")),
        ("citizen:p9", "XNB_staff", Err("not_permitted")),
    ];
    for (first, second, expected) in table {
        let wish = at_window("p1", second, account());
        let judged = given([filed()]).when(on("03-03 09:00", first, wish));
        match expected {
            Ok(()) => {
                let story = judged.gives(&["code_reissued"]);
                assert_eq!(story.matter.code_class(&"p1".into()), Some(CodeClass::Window));
                let told = notices(&story.organization, &story.matter, &story.facts[1]);
                assert_eq!(told[0].to, Recipient::Petitioner("p1".into()));
                assert_eq!(told[0].content, Content::CodeReissued);
            }
            Err(code) => drop(judged.refuses_as(code)),
        }
    }
    given([filed()])
        .when(on("03-03 09:00", "PAK_clerk", at_window("p9", "XNB_staff", account())))
        .refuses(No::NoCodeToReissue);
    given([filed()])
        .when(on("03-03 09:00", "PAK_clerk", at_window("p1", "XNB_staff", text(" "))))
        .refuses_as("text_missing");
}

/// A school that had the matter is out with all that lies in it.
#[test]
fn a_school_that_had_the_matter_makes_no_code() {
    let at_school = given([filed_as("fee_grievance", "S2")]);
    let wish = || at_window("p1", "XNB_staff", text("核对了身份证。"));
    at_school.clone().when(on("03-03 09:00", "S3_clerk", wish())).refuses(No::WindowTakesTwo);
    at_school.when(on("03-03 09:00", "S1_clerk", wish())).gives(&["code_reissued"]);
}

/// To the phone he left: his own again, even where a clerk had printed the first.
#[test]
fn d30_to_the_phone_the_code_is_his_own() {
    let own = ReissueCode { holder: "p1".into(), way: ReissueWay::ToPhone };
    let told =
        OneTimeNotice { text: text("十个工作日内答复。"), form: NoticeForm::Written };
    let record = FirstContactRecord { notice: Some(told), ..record(Situation::B) };
    let printed = given([on("03-02 09:00", CLERK, registration(record))]);
    assert_eq!(printed.matter.code_class(&"p1".into()), Some(CodeClass::Printed));
    let story = printed.when(on("03-03 09:00", "citizen:p1", own.clone())).granted();
    assert_eq!(story.matter.code_class(&"p1".into()), Some(CodeClass::Own));
    story.when(on("03-03 09:00", "PAK_clerk", own)).refuses(No::NoCodeToReissue);
}

/// F37: the unit rated sees no single rating; the offices that look into them do, unless the matter
/// was theirs.
#[test]
fn f37_the_unit_rated_sees_no_single_rating() {
    let rated = answered().and(on("03-06 11:00", "citizen:p1", rate(Satisfaction::Dissatisfied)));
    let theirs = given([
        filed_as("fee_grievance", "XNB"),
        on("03-04 10:00", "XNB_clerk", resolved()),
        on("03-06 10:00", "system", notice_sent()),
    ]);
    let table = [
        ("XNB_staff", true, false),
        ("DDS_clerk", true, true),
        ("director", true, true),
        ("system", true, true),
        (CLERK, false, false),
        ("JYK_head", false, false),
        ("deputy", false, false),
        ("BGS_clerk", false, false),
        ("citizen:p1", false, false),
        ("sysadmin", false, false),
    ];
    for (by, sees, sees_theirs) in table {
        for (story, expected) in [(&rated, sees), (&theirs, sees_theirs)] {
            let by = actor(by);
            let organization = &story.organization;
            let cx = Context { now: story.now, actor: &by, rules: story.rules, organization };
            assert_eq!(sees_ratings(&cx, &story.matter), expected, "{by}");
        }
    }
}

/// What follows or was rated opens no page of the office to a citizen.
#[test]
fn who_follows_reads_no_file() {
    let story = given([filed(), on("03-03 09:00", "citizen:p2", follow())]);
    let county = County { organization: story.organization.clone(), ..County::default() };
    let by = actor("citizen:p2");
    let organization = &county.organization;
    let cx = Context { now: story.now, actor: &by, rules: story.rules, organization };
    assert!(!may_see(&cx, &story.matter));
}
