//! 群众一侧: a form makes one matter, one code, one promise (decisions D29, D30); a code opens one
//! matter and guesses are slowed; a lost code is made anew and the old one is dead.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use xiaoneng_app::attempts::{LookUp, Network};
use xiaoneng_app::citizen::RatingForm;
use xiaoneng_app::file::Filing;
use xiaoneng_app::ledger::{PromiseError, check_promise, check_proof};
use xiaoneng_app::query_code::{CodeError, CodeHolder, FormNonce, QueryCode};
use xiaoneng_app::receipt::{CodedReceipt, Following};
use xiaoneng_app::recovery::AtWindow;
use xiaoneng_domain::matter::{
    Channel, CodeClass, FirstContactRecord, NoticeForm, OneTimeNotice, RatingStanding, Receipt,
    Reply, Satisfaction, Solved, UrgeReason,
};
use xiaoneng_domain::rules::Situation;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_store::{Append, CodeRow, Conflict, Identity, NewCode, NotAppended};

use crate::county::{County, grievance, staff};
use crate::papers::photograph;
use crate::site::{Site, at, on_both};

on_both! {
    one_form_one_matter
    promises
    guesses_are_counted
    the_alarm
    visits_and_links
    lost_and_sent_to_the_phone
    lost_and_made_at_a_window
    registered_by_a_clerk
    what_a_citizen_may_do
    ratings_that_do_not_count
    digits_that_are_anothers
    no_secret_in_the_data
}

const PHONE: &str = "13800000001";
const STORY: &str = "食堂收费没有公示，想知道收费依据。";
const HOME: &str = "192.0.2.9";

impl County {
    fn network(&self, address: &str) -> Network {
        self.app.network(address.parse().unwrap()).unwrap()
    }

    async fn send(&self, form: &FormNonce, story: &str) -> CodedReceipt {
        self.app.file_with_code(None, form, grievance(PHONE, story), Vec::new()).await.unwrap()
    }

    async fn sent(&self, story: &str) -> (CodedReceipt, QueryCode) {
        let receipt = self.send(&self.app.new_form(), story).await;
        let code = receipt.code.unwrap();
        (receipt, code)
    }

    async fn look_up(&self, typed: &str, address: &str) -> LookUp {
        self.app.look_up_code(typed, &self.network(address)).await.unwrap()
    }

    async fn opens(&self, code: &QueryCode) -> Option<(CodeHolder, CodeClass)> {
        match self.look_up(&code.to_string(), HOME).await {
            LookUp::Found { holder, class, .. } => Some((holder, class)),
            LookUp::NotFound { .. } => None,
            other => panic!("{other:?}"),
        }
    }

    /// Lines of the spool with this template.
    fn spooled(&self, template: &str) -> Vec<serde_json::Value> {
        let spool = self.app.home().folder().join("outgoing/notices.jsonl");
        let lines = std::fs::read_to_string(spool).unwrap_or_default();
        let read =
            lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        read.filter(|line| line["notice"]["content"]["template"] == template).collect()
    }
}

/// Codes that nobody has, each with its right check digit.
fn strangers() -> impl Iterator<Item = String> {
    (0..).map(|number| QueryCode::from_digits(71_000_000_000 + number).to_string())
}

fn rating(satisfaction: Satisfaction) -> RatingForm {
    RatingForm { solved: Solved::Yes, satisfaction, chips: BTreeSet::new(), words: String::new() }
}

fn walk_in(channel: Channel) -> Filing {
    let notice = OneTimeNotice {
        text: xiaoneng_domain::text::Written::new("十个工作日内答复。", [1; 16]),
        form: NoticeForm::Written,
    };
    let record = FirstContactRecord {
        situation: Situation::B,
        result: None,
        notice: Some(notice),
        hand_over: None,
        reported_to: None,
        competent: None,
        help: None,
        leader_told: None,
        assisting: Vec::new(),
        receipt: Receipt::Given,
    };
    Filing {
        channel,
        unit: None,
        first_contact: Some(Box::new(record)),
        ..grievance("13800000077", "来人反映校门口拥堵。")
    }
}

async fn one_form_one_matter(site: &Site) {
    let county = County::found(site).await;
    let form = county.app.new_form();
    assert_eq!(form.to_string().parse(), Ok(form));
    assert_eq!(county.app.receipt_of(&form).await.unwrap(), None);
    let first = county.send(&form, STORY).await;
    let code = first.code.unwrap();
    // Reload, a double click, a retry after a lost connection: the same receipt to the letter.
    assert_eq!(county.send(&form, STORY).await, first);
    assert_eq!(county.app.receipt_of(&form).await.unwrap(), Some(first.clone()));
    // Sent six times at once.
    let form = county.app.new_form();
    let receipts = join_all((0..6).map(|_| county.send(&form, "校车总是晚点。"))).await;
    assert!(receipts.iter().all(|receipt| receipt == &receipts[0]), "{receipts:?}");
    assert_ne!(first.holder.matter, receipts[0].holder.matter);
    assert_eq!(county.app.timeliness().await.unwrap().total.matters, 2);
    let (holder, class) = county.opens(&code).await.unwrap();
    assert_eq!((holder, class), (first.holder, CodeClass::Own));
    // A quarter of an hour later no digit is shown any more.
    county.it_is("2026-06-01T09:15");
    assert!(county.app.receipt_of(&form).await.unwrap().unwrap().code.is_some());
    county.it_is("2026-06-01T09:16");
    let later = county.app.receipt_of(&form).await.unwrap().unwrap();
    assert_eq!((later.code, &later.promise), (None, &receipts[0].promise));
    // No digit stands in the data.
    county.app.close().await.unwrap();
}

async fn promises(site: &Site) {
    let county = County::found(site).await;
    let (receipt, _) = county.sent(STORY).await;
    let key = county.app.public_key();
    let note = receipt.promise.unwrap();
    let promise = check_promise(&note, &key).unwrap();
    assert_eq!(promise.stream.to_string(), format!("matter/{}", receipt.holder.matter));
    assert_eq!(promise.version, 1);
    // 60 seconds, the longest time between two checkpoints (decisions D28).
    assert_eq!(promise.in_tree_by.micros() - promise.recorded_at.micros(), 60_000_000);
    promise.check_text(STORY).unwrap();
    let other = promise.check_text("食堂收费没有公示，想知道收费依据").unwrap_err();
    assert_eq!(other, PromiseError::OtherText);
    // Once sealed, the proof of the record keeps the promise; of another record it does not.
    county.app.beat().await.unwrap();
    let proof = county.app.proof_of(&receipt.holder).await.unwrap().unwrap().to_text();
    promise.check_kept(&check_proof(&proof, &key).unwrap()).unwrap();
    let (newer, _) = county.sent("另一件事。").await;
    county.app.beat().await.unwrap();
    let proof = county.app.proof_of(&newer.holder).await.unwrap().unwrap().to_text();
    let other = promise.check_kept(&check_proof(&proof, &key).unwrap());
    assert_eq!(other, Err(PromiseError::OtherRecord));
    // Whoever changes a letter of it has no promise any more.
    let forged = note.replace("version 1", "version 2");
    assert_eq!(check_promise(&forged, &key), Err(PromiseError::NotSigned));
    let checkpoint = county.app.home().published_checkpoints().unwrap().unwrap();
    let checkpoint = checkpoint.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
    assert!(check_promise(&checkpoint, &key).is_err(), "a checkpoint is no promise");
    county.app.close().await.unwrap();
}

/// ux 3.16, issue 3 point 3: five wrong ones in ten minutes, then a wait; a typing error costs none.
async fn guesses_are_counted(site: &Site) {
    let county = County::found(site).await;
    let (_, code) = county.sent(STORY).await;
    let (home, guesser) = (HOME, "203.0.113.5");
    for typed in ["", "2803", "2803 5174 66955"] {
        let found = county.look_up(typed, guesser).await;
        let found = matches!(found, LookUp::Mistyped(CodeError::Length { .. }));
        assert!(found, "{typed}");
    }
    let mut wrong = code.digits();
    let last = wrong.pop().unwrap().to_digit(10).unwrap();
    wrong.push(char::from_digit((last + 1) % 10, 10).unwrap());
    assert_eq!(county.look_up(&wrong, guesser).await, LookUp::Mistyped(CodeError::CheckDigit));

    let mut held_back = Duration::ZERO;
    for stranger in strangers().take(5) {
        match county.look_up(&stranger, guesser).await {
            LookUp::NotFound { held_back: longer } if longer > held_back => held_back = longer,
            other => panic!("{other:?}"),
        }
    }
    // From then on even the right one is not looked up from there, and the wait does not grow.
    for minute in ["09:00", "09:05", "09:10"] {
        county.it_is(&format!("2026-06-01T{minute}"));
        match county.look_up(&code.to_string(), guesser).await {
            LookUp::Wait { until } => assert_eq!(until.to_string(), "2026-06-01T09:11:00+08:00"),
            other => panic!("{minute} {other:?}"),
        }
    }
    assert!(county.opens(&code).await.is_some(), "others are not in the way of {home}");
    county.it_is("2026-06-01T09:11");
    assert!(matches!(county.look_up(&code.to_string(), guesser).await, LookUp::Found { .. }));
    // Tried at once they count one by one: of twenty guesses five are looked up.
    let guesser = "2001:db8:7:7::1";
    let tried: Vec<String> = strangers().skip(100).take(20).collect();
    let answers = join_all(tried.iter().map(|typed| county.look_up(typed, guesser))).await;
    let looked_up = answers.iter().filter(|one| matches!(one, LookUp::NotFound { .. })).count();
    assert!(looked_up <= 5, "{looked_up} were looked up");
    for typed in &tried[looked_up..5] {
        assert!(matches!(county.look_up(typed, guesser).await, LookUp::NotFound { .. }));
    }
    // A household is one network.
    let neighbour = county.look_up(&tried[0], "2001:db8:7:7:ffff::9").await;
    assert!(matches!(neighbour, LookUp::Wait { .. }));
    county.app.close().await.unwrap();
}

/// D30: a ceiling over all networks raises the alarm and slows everybody; nobody is shut out.
async fn the_alarm(site: &Site) {
    std::fs::create_dir_all(site.home()).unwrap();
    let settings = "[codes]\nalarm_at = 12\n";
    std::fs::write(site.home().join("xiaoneng.toml"), settings).unwrap();
    let county = County::found(site).await;
    let (_, code) = county.sent(STORY).await;
    assert_eq!(county.app.code_alarm().await.unwrap(), None);
    for (place, stranger) in strangers().take(13).enumerate() {
        let found = county.look_up(&stranger, &format!("198.51.100.{place}")).await;
        assert!(matches!(found, LookUp::NotFound { .. }), "{found:?}");
    }
    assert!(county.app.code_alarm().await.unwrap().is_some());
    match county.look_up(&code.to_string(), HOME).await {
        LookUp::Found { held_back, .. } => assert_eq!(held_back, Duration::from_millis(1_500)),
        other => panic!("{other:?}"),
    }
    let (clock, app) = (county.clock.clone(), county.app);
    app.close().await.unwrap();
    // It stands in the security log, and two nodes count as one.
    let store = site.store().await;
    let logged = store.list_security(None, 50).await.unwrap();
    let kinds: Vec<&str> = logged.iter().map(|(_, entry)| entry.kind.as_str()).collect();
    assert_eq!(kinds, ["codes_alarm"]);
    assert_eq!(logged[0].1.address.as_deref(), Some("198.51.100.12"));
    store.close().await.unwrap();
    let county = County::reopen(site, &clock).await;
    match county.look_up(&code.to_string(), HOME).await {
        LookUp::Found { held_back, .. } => assert!(held_back > Duration::ZERO),
        other => panic!("{other:?}"),
    }
    county.it_is("2026-06-01T09:12");
    match county.look_up(&code.to_string(), HOME).await {
        LookUp::Found { held_back, .. } => assert_eq!(held_back, Duration::ZERO),
        other => panic!("{other:?}"),
    }
    county.app.close().await.unwrap();
}

async fn visits_and_links(site: &Site) {
    let county = County::found(site).await;
    let (receipt, _) = county.sent(STORY).await;
    let (app, holder) = (&county.app, &receipt.holder);
    let (visit, link) =
        (app.open_visit(holder).await.unwrap(), app.new_link(holder).await.unwrap());
    assert_eq!(visit.len(), 32, "128 bits");
    assert_eq!(app.holder_of_visit(&visit).await.unwrap().as_ref(), Some(holder));
    assert_eq!(app.holder_of_link(&link).await.unwrap().as_ref(), Some(holder));
    // Neither is the other, and nothing else is either.
    assert_eq!(app.holder_of_visit(&link).await.unwrap(), None);
    assert_eq!(app.holder_of_link(&visit).await.unwrap(), None);
    for other in ["", "00", "zz", &"0".repeat(32), &"字".repeat(32)] {
        assert_eq!(app.holder_of_visit(other).await.unwrap(), None);
    }
    county.it_is("2026-06-01T09:30");
    assert_eq!(app.holder_of_visit(&visit).await.unwrap(), None, "dead after 30 minutes");
    county.it_is("2026-06-08T08:59");
    assert!(app.holder_of_link(&link).await.unwrap().is_some());
    county.it_is("2026-06-08T09:00");
    assert_eq!(app.holder_of_link(&link).await.unwrap(), None, "dead after 7 days");
    let visit = app.open_visit(holder).await.unwrap();
    app.close_visit(&visit).await.unwrap();
    assert_eq!(app.holder_of_visit(&visit).await.unwrap(), None);
    county.app.close().await.unwrap();
}

/// Recovery by phone: the same answer for everybody; the link makes one new code, once, and the
/// old one is dead with all it had opened.
async fn lost_and_sent_to_the_phone(site: &Site) {
    let county = County::found(site).await;
    let (receipt, old) = county.sent(STORY).await;
    let visit = county.app.open_visit(&receipt.holder).await.unwrap();
    let network = county.network(HOME);
    for phone in ["+86 138-0000-0001", "13911112222", "not a number"] {
        county.app.recover_by_phone(phone, None, &network).await.unwrap();
    }
    county.app.beat().await.unwrap();
    let spooled = county.spooled("code_recovery");
    assert_eq!(spooled.len(), 1, "{spooled:?}");
    assert_eq!(spooled[0]["notice"]["matter"], receipt.holder.matter.as_str());
    let token = spooled[0]["notice"]["content"]["token"].as_str().unwrap();
    // The old code holds until the link is used.
    assert!(county.opens(&old).await.is_some());
    assert_eq!(county.app.holder_of_recovery(token).await.unwrap().as_ref(), Some(&receipt.holder));
    let form = county.app.new_form();
    let again = county.app.recover_by_link(token, &form).await.unwrap().unwrap();
    let new = again.code.unwrap();
    assert_ne!(new, old);
    assert_eq!(county.app.recover_by_link(token, &form).await.unwrap(), Some(again.clone()));
    assert_eq!(county.app.recover_by_link(token, &county.app.new_form()).await.unwrap(), None);
    assert_eq!(county.opens(&old).await, None);
    assert_eq!(county.app.holder_of_visit(&visit).await.unwrap(), None);
    assert_eq!(county.opens(&new).await.unwrap(), (receipt.holder.clone(), CodeClass::Own));
    county.app.beat().await.unwrap();
    assert_eq!(county.spooled("code_reissued").len(), 1, "its owner is told");
    // Asking over and over sends nothing more.
    for _ in 0..20 {
        county.app.recover_by_phone(PHONE, None, &network).await.unwrap();
    }
    county.app.beat().await.unwrap();
    assert!(county.spooled("code_recovery").len() <= 5);
    // A number narrows it; another's number gives nothing.
    county.it_is("2026-06-01T10:00");
    let before = county.spooled("code_recovery").len();
    let stranger = "2026-06010099".into();
    county.app.recover_by_phone(PHONE, Some(&stranger), &network).await.unwrap();
    county.app.beat().await.unwrap();
    assert_eq!(county.spooled("code_recovery").len(), before);
    county.app.close().await.unwrap();
}

/// D30: at a window, by two of another unit; such a code is a class of its own.
async fn lost_and_made_at_a_window(site: &Site) {
    let county = County::found(site).await;
    let (receipt, old) = county.sent(STORY).await;
    let window = |first: &str, second: &str| AtWindow {
        first: first.into(),
        second: second.into(),
        account: "核对了身份证和反映的内容。".to_owned(),
    };
    let number = &receipt.holder.matter;
    for (first, second) in [("k2", "o2"), ("o2", "k3"), ("o2", "o2"), ("o3", "a2"), ("sec1", "o2")]
    {
        let form = county.app.new_form();
        let refused = county.app.recover_at_window(number, window(first, second), &form).await;
        assert!(refused.is_err(), "{first} {second}");
        assert_eq!(county.app.receipt_of(&form).await.unwrap(), None);
    }
    assert!(county.opens(&old).await.is_some(), "what was refused changed nothing");
    let form = county.app.new_form();
    let made = county.app.recover_at_window(number, window("o2", "a2"), &form).await.unwrap();
    assert_eq!(county.opens(&old).await, None);
    let (holder, class) = county.opens(&made.code.unwrap()).await.unwrap();
    assert_eq!((&holder, class), (&receipt.holder, CodeClass::Window));
    county.finish(number).await;
    let network = county.network(HOME);
    county.app.rate(&holder, rating(Satisfaction::Satisfied), &network).await.unwrap();
    let matter = county.matter(number).await;
    assert_eq!(matter.ratings[0].rated.standing(), RatingStanding::WindowCode);
    county.app.close().await.unwrap();
}

/// A clerk's printed receipt; a call's code goes to the phone and not to the screen.
async fn registered_by_a_clerk(site: &Site) {
    let county = County::found(site).await;
    let clerk = "k2".into();
    let form = county.app.new_form();
    let filing = walk_in(Channel::Visit);
    let printed = county.app.file_with_code(Some(&clerk), &form, filing, Vec::new()).await.unwrap();
    let (_, class) = county.opens(&printed.code.unwrap()).await.unwrap();
    assert_eq!(class, CodeClass::Printed);
    let form = county.app.new_form();
    let filing = walk_in(Channel::Phone);
    let called = county.app.file_with_code(Some(&clerk), &form, filing, Vec::new()).await.unwrap();
    assert_eq!(called.code, None);
    county.app.beat().await.unwrap();
    let spooled = county.spooled("code_recovery");
    assert_eq!(spooled.len(), 1);
    assert_eq!(spooled[0]["notice"]["matter"], called.holder.matter.as_str());
    let again = county.app.receipt_of(&form).await.unwrap().unwrap();
    assert_eq!(again.code, None, "nor does a reload show it");
    let token = spooled[0]["notice"]["content"]["token"].as_str().unwrap();
    let own = county.app.recover_by_link(token, &county.app.new_form()).await.unwrap().unwrap();
    let (_, class) = county.opens(&own.code.unwrap()).await.unwrap();
    assert_eq!(class, CodeClass::Own);
    county.app.close().await.unwrap();
}

async fn what_a_citizen_may_do(site: &Site) {
    let county = County::found(site).await;
    let app = &county.app;
    let (receipt, _) = county.sent(STORY).await;
    let holder = &receipt.holder;
    let network = county.network(HOME);
    app.urge(holder, UrgeReason::NoNews, "").await.unwrap();
    app.ask_question(holder, "还要等多久？", Vec::new()).await.unwrap();
    assert!(app.supply(holder, "没有要的材料", Vec::new()).await.is_err());
    assert!(app.rate(holder, rating(Satisfaction::Satisfied), &network).await.is_err());
    // Somebody else follows it.
    let form = app.new_form();
    let identity = Identity {
        name: "李先生".to_owned(),
        phone: Some("13900000002".to_owned()),
        ..Identity::default()
    };
    let following = Following {
        matter: holder.matter.clone(),
        identity: Some(identity),
        text: "我家也遇到了。".to_owned(),
    };
    let followed = app.follow_with_code(&form, following.clone(), Vec::new()).await.unwrap();
    let again = app.follow_with_code(&form, following, Vec::new()).await.unwrap();
    assert_eq!(again, followed);
    let promise = check_promise(followed.promise.as_ref().unwrap(), &app.public_key()).unwrap();
    promise.check_text("我家也遇到了。").unwrap();
    let (follower, class) = county.opens(&followed.code.unwrap()).await.unwrap();
    assert_eq!(class, CodeClass::Own);
    assert_ne!(follower.person, holder.person);
    assert!(app.withdraw(&follower, "不办了").await.is_err(), "it is not his");
    let by = staff(&county.responsible(&holder.matter).await);
    let reply = Reply { text: county.written("本周五前答复您。"), handler: None, by: None };
    app.act(&by, &holder.matter, reply).await.unwrap();
    county.finish(&holder.matter).await;
    app.rate(&follower, rating(Satisfaction::VeryDissatisfied), &network).await.unwrap();
    app.rate(holder, rating(Satisfaction::VeryDissatisfied), &network).await.unwrap();
    assert!(app.rate(holder, rating(Satisfaction::Satisfied), &network).await.is_err());
    app.request_review(holder, "只退了一半。", Vec::new()).await.unwrap();
    county.finish(&holder.matter).await;
    app.rate_again(holder, rating(Satisfaction::BasicallySatisfied), &network).await.unwrap();
    let matter = county.matter(&holder.matter).await;
    let standings: Vec<RatingStanding> =
        matter.ratings.iter().map(|rating| rating.rated.standing()).collect();
    use RatingStanding::{ByFollower, Counted};
    assert_eq!(standings, [ByFollower, Counted, Counted]);
    // The unit rated sees none of them alone, and loses no step of the count by it.
    let whole = app.dossier(&staff("e1"), &holder.matter).await.unwrap().unwrap();
    let rated = app.dossier(&staff("k2"), &holder.matter).await.unwrap().unwrap();
    assert_eq!((whole.matter.ratings.len(), rated.matter.ratings.len()), (3, 0));
    assert_eq!(whole.history.len() - rated.history.len(), 3);
    assert_eq!(whole.version(), rated.version());
    let seen = app.look_at(&staff("k2"), &holder.matter).await.unwrap().unwrap();
    assert!(seen.ratings.is_empty());
    county.app.beat().await.unwrap();
    assert_eq!(county.spooled("rating_to_verify").len(), 1);
    county.app.close().await.unwrap();
}

/// F4: office networks and bursts are stored, not counted, and said to be so.
async fn ratings_that_do_not_count(site: &Site) {
    std::fs::create_dir_all(site.home()).unwrap();
    let settings = "office_networks = [\"10.12.0.0/16\", \"2001:db8:1::/48\"]\n\
                    [codes]\nratings_from_one_network = 2\n";
    std::fs::write(site.home().join("xiaoneng.toml"), settings).unwrap();
    let county = County::found(site).await;
    let table = [
        ("10.12.200.7", RatingStanding::FromOffice),
        ("::ffff:10.12.200.7", RatingStanding::FromOffice),
        ("2001:db8:1:5::1", RatingStanding::FromOffice),
        ("10.13.0.1", RatingStanding::Counted),
        ("10.13.0.1", RatingStanding::Counted),
        ("10.13.0.1", RatingStanding::InBurst),
        ("2001:db8:2:5::1", RatingStanding::Counted),
    ];
    for (place, (address, expected)) in table.into_iter().enumerate() {
        let (receipt, _) = county.sent(&format!("第 {place} 件事。")).await;
        county.finish(&receipt.holder.matter).await;
        let network = county.network(address);
        let form = rating(Satisfaction::VerySatisfied);
        county.app.rate(&receipt.holder, form, &network).await.unwrap();
        let matter = county.matter(&receipt.holder.matter).await;
        assert_eq!(matter.ratings[0].rated.standing(), expected, "{place} {address}");
    }
    // Seven answers, seven ratings, three of which do not count: four are too few to be shown.
    let since = at("2026-05-01T00:00");
    let unit = "education".into();
    let ratings = county.app.ratings(Some(&unit), since).await.unwrap();
    assert_eq!((ratings.answered, ratings.counted), (7, 3));
    assert_eq!((ratings.levels, ratings.again), (None, None));
    let apart: Vec<(RatingStanding, u32)> = ratings.apart.into_iter().collect();
    assert_eq!(apart, [(RatingStanding::FromOffice, 3), (RatingStanding::InBurst, 1)]);
    // Two more, and one who was silent.
    for address in ["203.0.113.1", "203.0.113.2", "silent"] {
        let (receipt, _) = county.sent("又一件事。").await;
        county.finish(&receipt.holder.matter).await;
        if address != "silent" {
            let network = county.network(address);
            let form = rating(Satisfaction::Dissatisfied);
            county.app.rate(&receipt.holder, form, &network).await.unwrap();
        }
    }
    for unit in [Some(&unit), None] {
        let ratings = county.app.ratings(unit, since).await.unwrap();
        assert_eq!((ratings.answered, ratings.counted), (10, 5));
        assert_eq!(ratings.response_percent(), Some(50));
        let levels: Vec<u32> = ratings.levels.unwrap().iter().map(|(_, count)| *count).collect();
        assert_eq!(levels, [3, 0, 0, 2, 0]);
    }
    let other = county.app.ratings(Some(&"school".into()), since).await.unwrap();
    assert_eq!((other.answered, other.counted, other.response_percent()), (0, 0, None));
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
    county.app.close().await.unwrap();
}

/// Of a hundred thousand million codes two may fall together: the form then makes its next one.
async fn digits_that_are_anothers(site: &Site) {
    let county = County::found(site).await;
    let form = county.app.new_form();
    let (first, _) = county.sent("先到的一件。").await;
    let clock = county.clock.clone();
    county.app.close().await.unwrap();
    // Somebody has the very digits that the form is going to make.
    let store = site.store().await;
    let nonce: [u8; 16] = hex::decode(form.to_string()).unwrap().try_into().unwrap();
    let taken = QueryCode::from_digits(store.code_digits(&nonce, 0).unwrap());
    let stream = StreamId::Matter(first.holder.matter.clone());
    let head = store.read_stream(&stream).await.unwrap().head;
    let event = Recorded { version: head.version() + 1, ..urged(&clock) };
    let row = CodeRow {
        matter: first.holder.matter.clone(),
        person: "another".into(),
        class: "own".to_owned(),
        made_at: clock.now(),
    };
    let code = NewCode { code: taken.digits(), nonce: [9; 16], turn: 0, row };
    let append = Append::new(stream.clone(), head, vec![event]).code(Some(code.clone()));
    let head = store.append(&append).await.unwrap();
    // The same form a second time, and the same digits, are both told apart.
    let next = |version: u32| Recorded { version, ..urged(&clock) };
    let again = Append::new(stream.clone(), head, vec![next(head.version() + 1)]);
    let conflict = |code: NewCode| {
        let append = again.clone().code(Some(code));
        let store = store.clone();
        async move { store.append(&append).await.unwrap_err() }
    };
    assert_eq!(conflict(code.clone()).await, NotAppended::Conflict(Conflict::Form));
    let other = NewCode {
        nonce: [8; 16],
        row: CodeRow { person: "third".into(), ..code.row.clone() },
        ..code
    };
    assert_eq!(conflict(other).await, NotAppended::Conflict(Conflict::Code));
    store.close().await.unwrap();
    let county = County::reopen(site, &clock).await;
    let receipt = county.send(&form, "后到的一件。").await;
    assert_ne!(receipt.code, Some(taken));
    let (holder, _) = county.opens(&receipt.code.unwrap()).await.unwrap();
    assert_eq!(holder, receipt.holder);
    assert_eq!(county.send(&form, "后到的一件。").await, receipt, "and a retry knows which");
    county.app.close().await.unwrap();
}

fn urged(clock: &xiaoneng_app::clock::Clock) -> Recorded {
    Recorded {
        version: 0,
        occurred_at: clock.now(),
        recorded_at: clock.now(),
        actor: "system".parse().unwrap(),
        kind: "urged/1".to_owned(),
        body: r#"{"reason":"no_news","text":null}"#.to_owned(),
    }
}

/// No digit of a code, no token, no nonce and no byte of a photograph stands open in the data.
async fn no_secret_in_the_data(site: &Site) {
    let county = County::found(site).await;
    let form = county.app.new_form();
    let sent = [photograph(0x5a, 200)];
    let files = county.app.clean_files(&sent).unwrap();
    county.app.hold_files(&form, files.clone()).await.unwrap().unwrap();
    let held = county.app.new_form();
    county.app.hold_files(&held, files.clone()).await.unwrap().unwrap();
    let filing = grievance(PHONE, STORY);
    let receipt = county.app.file_with_code(None, &form, filing, files).await.unwrap();
    let code = receipt.code.unwrap();
    let visit = county.app.open_visit(&receipt.holder).await.unwrap();
    county.look_up(&strangers().next().unwrap(), "203.0.113.77").await;
    county.app.close().await.unwrap();
    let Some(bytes) = site.bytes() else { return };
    let secrets: [Vec<u8>; 8] = [
        code.digits().into_bytes(),
        code.to_string().into_bytes(),
        form.to_string().into_bytes(),
        hex::decode(form.to_string()).unwrap(),
        visit.clone().into_bytes(),
        hex::decode(visit).unwrap(),
        b"203.0.113.77".to_vec(),
        vec![0x5a; 64],
    ];
    for secret in &secrets {
        let found = bytes.windows(secret.len()).any(|part| part == secret);
        assert!(!found, "{secret:?}");
    }
}
