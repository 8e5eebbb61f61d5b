//! Somebody at his desk: his browser, signed in, and the forms he sends.

use axum::body::Body;
use axum::http::Request;
use xiaoneng_app::file::{Filing, Identity, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::matter::{Channel, Matter};
use xiaoneng_server::kit::staff::Staff;

use crate::common::browser::{Browser, Page, form_with_files};
use crate::common::county::County;

/// Who sits there.
pub(crate) struct Desk {
    browser: Browser,
    staff: Staff,
}

impl Desk {
    /// A member of staff, signed in.
    pub(crate) async fn of(county: &County, person: &str) -> Self {
        let organization = county.app.known().await.unwrap().organization;
        let person = PersonId::from(person);
        let found = organization.in_office(&person).unwrap();
        let name = county.app.name_of(&person).await.unwrap().unwrap();
        let staff = Staff {
            name: name.to_string(),
            unit: found.unit.clone(),
            unit_name: organization.unit(&found.unit).unwrap().name.clone(),
            roles: found.roles.clone(),
            has_shortcuts: true,
            unread: 0,
            person,
        };
        Self { browser: Browser::new(&county.site), staff }
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> Page {
        request.extensions_mut().insert(self.staff.clone());
        self.browser.send(request).await
    }

    /// Sends the form of a page with what is typed into it.
    pub(crate) async fn submit(&self, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = page.hidden();
        all.dedup();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let body = serde_urlencoded::to_string(all).unwrap();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header("content-type", kind);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The same with files: file name and bytes.
    pub(crate) async fn submit_files(
        &self,
        page: &Page,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        let mut all = page.hidden();
        all.dedup();
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> =
            all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let files: Vec<(&str, &str, &[u8])> =
            files.iter().map(|(name, bytes)| ("pic", *name, *bytes)).collect();
        self.send(form_with_files(path, &fields, &files)).await
    }

    /// Opens an act, fills in its form and sends it; gives the page it leads on to.
    pub(crate) async fn does(
        &self,
        number: &MatterNumber,
        act: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let path = format!("/w/m/{number}/{act}");
        let form = self.get(&path).await;
        assert_eq!(form.status, 200, "{act}: {}", form.text());
        let sent = self.submit(&form, &path, fields).await;
        assert_eq!(sent.status, 303, "{act}: {}", sent.text());
        let page = self.get(&sent.goes_to()).await;
        assert_eq!(page.status, 200, "after {act}: {}", page.text());
        page
    }
}

/// A grievance about fees with 教育科, or about the conduct of a unit.
pub(crate) fn grievance(concerned: Option<&str>) -> Filing {
    let petitioner = Identity {
        name: "刘女士".to_owned(),
        phone: Some("13900001234".to_owned()),
        ..Identity::default()
    };
    Filing {
        channel: Channel::Portal,
        petitioner: Some(petitioner),
        matter_type: "fee_grievance".into(),
        unit: Some("education".into()),
        story: "午托费没有公示标准，比上学期多收了三十元，请核实。".to_owned(),
        concerned: concerned.map(Into::into),
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    }
}

/// Files it as a citizen.
pub(crate) async fn filed(county: &County, filing: Filing) -> MatterNumber {
    let citizen = Actor::Citizen("portal".into());
    county.app.file(&citizen, filing).await.unwrap().number
}

pub(crate) async fn matter(county: &County, number: &MatterNumber) -> Matter {
    county.app.matter(number).await.unwrap().unwrap()
}
