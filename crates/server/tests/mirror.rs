//! 五个不让 through the pages (clause 17): seen by the person and the head of his unit alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::Page;
use common::county::{County, staff};
use xiaoneng_app::file::{Filing, Identity, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Accept, AskQuestion, Channel};
use xiaoneng_domain::text::Written;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
const FIVE: [&str; 5] = ["delay", "backlog", "fault", "coldness", "image"];

async fn filed(county: &County, story: &str) -> (MatterNumber, Actor) {
    let identity = Identity { name: "王女士".to_owned(), ..Identity::default() };
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: Some(identity),
        matter_type: county.app.foresee(None).await.unwrap().item,
        unit: Some("primary".into()),
        story: story.to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let filed = county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap();
    (filed.number, Actor::Citizen(filed.petitioner.unwrap()))
}

/// What stands under each of the five: the count in its head, and the pages behind it.
fn read(page: &Page) -> Vec<(usize, Vec<String>)> {
    let text = page.text();
    let of = |code: &&str| {
        let own = text.split(&format!("<h2 id=\"{code}\">")).nth(1).unwrap();
        let own = own.split("</section>").next().unwrap();
        let head = own.split("</h2>").next().unwrap();
        let count = head.rsplit(' ').next().unwrap().parse().unwrap();
        let links = own.split("<a href=\"").skip(1);
        (count, links.map(|link| link.split('"').next().unwrap().to_owned()).collect())
    };
    FIVE.iter().map(of).collect()
}

/// The rows of the head's table by name, the sum last.
fn table(page: &Page) -> Vec<(String, Vec<usize>)> {
    let text = page.text();
    let own = text.split("id=\"five\"").nth(1).unwrap().split("</table>").next().unwrap();
    let row = |row: &str| {
        let name = row.split("</th>").next().unwrap().replace("</a>", "");
        let name = name.rsplit('>').next().unwrap().to_owned();
        let counts = row.split("<td>").skip(1);
        (name, counts.map(|cell| cell.split('<').next().unwrap().parse().unwrap()).collect())
    };
    own.split("<th scope=\"row\"").skip(1).map(row).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn clause_17_each_of_the_five_opens_to_its_matters_and_the_unit_is_the_sum_of_its_people() {
    let county = County::found_with(SETTINGS).await;
    let (unsigned, _) = filed(&county, "校门口堵车。").await;
    let (signed, citizen) = filed(&county, "午托怎么报名？").await;
    county.app.act(&staff("s2"), &signed, Accept {}).await.unwrap();
    let early = county.signed_in("s1").await;
    for (count, links) in read(&early.get("/w/mirror/s2").await) {
        assert_eq!((count, links.len()), (0, 0), "nothing is amiss yet");
    }
    let ask =
        AskQuestion { text: Written::new("什么时候能答复？", county.app.chance().bytes()) };
    county.app.act(&citizen, &signed, ask).await.unwrap();
    // 两个工作日以后：没有签收，没有回答，首次回应也过了期限。
    county.it_is("2026-09-24T16:00");
    county.app.beat().await.unwrap();
    let person = county.signed_in("s2").await;
    let mirror = person.get("/w/mirror").await;
    let five = read(&mirror);
    for (count, links) in &five {
        assert_eq!(*count, links.len(), "a counter opens to what it counts");
    }
    let path = |number: &MatterNumber| format!("/w/m/{number}");
    assert!(five[1].1.contains(&path(&unsigned)), "积压: {five:?}");
    assert!(five[3].1.contains(&path(&signed)), "冷落: {five:?}");
    assert!(five[0].0 > 0, "延误: {five:?}");
    for link in five.iter().flat_map(|(_, links)| links) {
        assert_eq!(person.get(link).await.status, 200, "{link}");
    }
    // 本单位负责人：各人之和就是全单位。
    let head = county.signed_in_again("s1").await;
    let rows = table(&head.get("/w/unit").await);
    let (sum, people) = rows.split_last().unwrap();
    assert_eq!(people.len(), 3);
    for at in 0..5 {
        let together: usize = people.iter().map(|(_, counts)| counts[at]).sum();
        assert_eq!(together, sum.1[at], "{}", FIVE[at]);
    }
    let own = people.iter().find(|(name, _)| name == "周老师").unwrap();
    assert_eq!(own.1, five.iter().map(|(count, _)| *count).collect::<Vec<_>>());
    assert_eq!(read(&head.get("/w/mirror/s2").await), five);
    // 别人看不到：同没有这个人一样。
    for who in ["s3", "k2", "e1", "w1", "d2"] {
        let browser = county.signed_in(who).await;
        let (his, none) = (browser.get("/w/mirror/s2").await, browser.get("/w/mirror/x9").await);
        assert_eq!((his.status.as_u16(), none.status.as_u16()), (404, 404), "{who}");
        assert_eq!(his.text().replace("s2", ""), none.text().replace("x9", ""), "{who}");
    }
}
