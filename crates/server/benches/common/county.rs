//! The data: the demo county, its matters written again and again under other numbers, two in a
//! hundred of them open.

use std::path::Path;

use futures_util::stream::{self, StreamExt as _};
use xiaoneng_app::demo::{self, DemoPlan, accounts};
use xiaoneng_app::home::Home;
use xiaoneng_app::sign_in::{Credentials, Visitor};
use xiaoneng_app::{Access, App, Place};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::organization::UnitKind;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{Row, Rows, changes, rows_of};
use xiaoneng_store::{Append, Cipher, Head, Location, MasterKey, Options, SearchDocument, Store};

use super::client::{self, Door};

/// One of so many matters is open.
const OPEN_OF: u32 = 50;
/// Heads of whose units one sees the queue: the one with most open matters.
const HEADS: [&str; 2] = ["kezhang", "xiaozhang"];
/// Every second open matter lies on that desk, so that the queue is a full page.
const ON_THE_DESK: u32 = 2;

pub(crate) struct Prepared {
    pub(crate) open: u32,
    pub(crate) login: &'static str,
    pub(crate) session: String,
    numbers: Vec<MatterNumber>,
    units: Vec<String>,
}

struct Model {
    number: MatterNumber,
    events: Vec<Recorded>,
    texts: Vec<Written>,
    unit: UnitId,
    is_open: bool,
}

pub(crate) async fn prepare(folder: &Path, matters: u32) -> Prepared {
    let place = Place::Folder(folder.to_path_buf());
    let until = xiaoneng_app::clock::Clock::System.now();
    let plan = DemoPlan { seed: 1, matters: 600, days: 60, until };
    let (app, _) = demo::make(&place, &plan, |_| {}).await.unwrap();
    let heads = heads(&app).await;
    app.close().await.unwrap();

    let store = open_store(folder).await;
    let models = models(&store).await;
    let (open, done): (Vec<&Model>, Vec<&Model>) = models.iter().partition(|model| model.is_open);
    let of = |unit: &UnitId| -> Vec<&Model> {
        open.iter().copied().filter(|model| model.unit == *unit).collect()
    };
    let (login, person, desk) =
        heads.into_iter().max_by_key(|(_, _, unit)| of(unit).len()).unwrap();
    let on_desk = of(&desk);
    assert!(!on_desk.is_empty() && !done.is_empty());
    let appends = (0..matters).map(|at| {
        let from = match (at % OPEN_OF, at / OPEN_OF % ON_THE_DESK) {
            (0, 0) => &on_desk,
            (0, _) => &open,
            _ => &done,
        };
        let model = from[(at / OPEN_OF + at) as usize % from.len()];
        (at, model)
    });
    stream::iter(appends).for_each_concurrent(128, |(at, model)| copy(&store, model, at)).await;
    store.close().await.unwrap();

    let app = App::open(&place, Access::Write).await.unwrap();
    app.seal().await.unwrap();
    let typed = Credentials { login, password: accounts::PASSWORD, answer: None };
    let visitor = Visitor { address: None, device: "bench".to_owned() };
    let entry = app.sign_in(typed, &visitor).await.unwrap();
    let known = app.known().await.unwrap();
    let schools = known.organization.open_units().filter(|unit| unit.kind == UnitKind::School);
    let units = schools.map(|unit| unit.id.to_string()).collect();
    let desk = app.desk_of(&Actor::Staff(person), &desk, None, 50).await.unwrap().unwrap();
    assert_eq!(desk.rows.len(), 50, "the queue is no full page");
    let seen = desk.rows.iter().map(|row| row.matter.clone()).collect();
    app.close().await.unwrap();
    let open = matters / OPEN_OF;
    Prepared { open, login, session: entry.token.to_text(), numbers: seen, units }
}

/// Login, person and unit of heads of units.
async fn heads(app: &App) -> Vec<(&'static str, PersonId, UnitId)> {
    let organization = app.known().await.unwrap().organization;
    let mut heads = Vec::new();
    for login in HEADS {
        let person = app.person_of_login(login).await.unwrap().unwrap();
        let unit = organization.in_office(&person).unwrap().unit.clone();
        heads.push((login, person, unit));
    }
    heads
}

/// The data as the store has it; nobody else may have it open.
pub(crate) async fn open_store(folder: &Path) -> Store {
    let keys = Home::at(folder).unwrap().keys_there().unwrap();
    let master_key = Some(MasterKey::new(&keys.master, Cipher::default()));
    let options = Options { master_key, ..Options::default() };
    Store::open(&Location::Folder(folder.to_path_buf()), options).await.unwrap()
}

async fn models(store: &Store) -> Vec<Model> {
    let mut models = Vec::new();
    let mut after = None;
    loop {
        let rows = store.scan_register(after.as_ref(), 500).await.unwrap();
        let Some(last) = rows.last() else { return models };
        after = Some(last.matter.clone());
        for row in rows {
            let stream = StreamId::Matter(row.matter.clone());
            let events = store.read_stream(&stream).await.unwrap().events;
            let texts = store.list_texts(&stream).await.unwrap().found().unwrap_or_default();
            let (unit, is_open) = (row.unit, row.ended_at.is_none());
            models.push(Model { number: row.matter, events, texts, unit, is_open });
        }
    }
}

/// The same matter once more, under another number.
async fn copy(store: &Store, model: &Model, at: u32) {
    let number = MatterNumber::from(format!("{}9{at:07}", &model.number.as_str()[..9]));
    let stream = StreamId::Matter(number.clone());
    let events: Vec<Recorded> = model
        .events
        .iter()
        .map(|event| Recorded {
            body: event.body.replace(model.number.as_str(), number.as_str()),
            ..event.clone()
        })
        .collect();
    let rows = rows_of(&stream, &events).unwrap();
    let units = rows.iter().find_map(|row| {
        if let Row::Register(row) = row { Some(vec![row.first_unit.clone()]) } else { None }
    });
    let document = SearchDocument {
        matter: number.clone(),
        units: units.unwrap_or_default(),
        texts: model.texts.iter().map(|text| text.body().to_owned()).collect(),
    };
    let append = Append::new(stream, Head::EMPTY, events)
        .changes(changes(&Rows::new(), &rows))
        .texts(model.texts.clone())
        .search(document);
    store.append(&append).await.unwrap();
}

impl Prepared {
    /// A citizen's last step, with a story of her own.
    pub(crate) fn filing(&self, door: &Door, connection: usize, nth: usize) -> Vec<u8> {
        let form = format!("{connection:016x}{nth:016x}");
        let story = format!("三年级午托费没有公示标准，想知道依据。第 {connection} 之 {nth} 次");
        let phone = format!("139{:08}", connection * 100_000 + nth);
        let unit = &self.units[(connection + nth) % self.units.len()];
        let fields = [
            ("token", door.token.as_str()),
            ("form", &form),
            ("who", "unit"),
            ("unit", unit),
            ("story", &story),
            ("name", "王女士"),
            ("phone", &phone),
        ];
        client::post("/file/submit", &door.cookie, &fields)
    }

    /// A matter on the desk of whoever is signed in.
    pub(crate) fn number(&self, connection: usize, nth: usize) -> &MatterNumber {
        &self.numbers[(connection * 7 + nth) % self.numbers.len()]
    }
}
