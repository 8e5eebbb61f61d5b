//! Somebody with a browser, over a real socket: he keeps his cookies and fills in the form.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

/// What came back, whole.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: String,
}

/// A citizen with a story of his own.
pub struct Citizen {
    pub story: String,
    /// The form he was given; empty before.
    pub form: String,
    cookies: BTreeMap<String, String>,
    token: String,
}

fn cut_off() -> io::Error {
    io::Error::from(io::ErrorKind::UnexpectedEof)
}

impl Citizen {
    pub fn with(story: String) -> Self {
        Self { story, form: String::new(), cookies: BTreeMap::new(), token: String::new() }
    }

    pub fn get(&mut self, address: &str, path: &str) -> io::Result<Answer> {
        self.send(address, &format!("GET {path}"), "")
    }

    /// Sends fields beside the page's token.
    pub fn post(
        &mut self,
        address: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> io::Result<Answer> {
        let token = self.token.clone();
        let all = std::iter::once(("token", token.as_str())).chain(fields.iter().copied());
        let body: Vec<String> =
            all.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.send(address, &format!("POST {path}"), &body.join("&"))
    }

    /// Opens the form, fills it in, and comes to the page on which it is checked.
    pub fn fill_in(&mut self, address: &str, unit: &str) -> io::Result<()> {
        self.get(address, "/file")?;
        let story = self.story.clone();
        let fields = [("who", "unit"), ("unit", unit), ("story", &story)];
        let checked = self.post(address, "/file/check", &fields)?;
        assert_eq!(checked.status, 200, "{}", checked.body);
        self.form = value(&checked.body, "form");
        assert!(!self.form.is_empty());
        Ok(())
    }

    /// Sends the form. A page that was open while the server began anew asks to be sent once more,
    /// and he does.
    pub fn submit(&mut self, address: &str, unit: &str) -> io::Result<Answer> {
        let (form, story) = (self.form.clone(), self.story.clone());
        let fields = [("form", &*form), ("who", "unit"), ("unit", unit), ("story", &*story)];
        let answer = self.post(address, "/file/submit", &fields)?;
        if answer.status != 403 {
            return Ok(answer);
        }
        assert!(answer.body.contains(&story), "what was typed is still there");
        self.post(address, "/file/submit", &fields)
    }

    /// The code on a receipt, its digits.
    pub fn code_on(receipt: &Answer) -> String {
        let shown = receipt.body.split_once("id=\"code\">").map(|(_, rest)| rest);
        let shown = shown.and_then(|rest| rest.split_once("</p>")).map_or("", |(code, _)| code);
        shown.chars().filter(char::is_ascii_digit).collect()
    }

    fn send(&mut self, address: &str, line: &str, body: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(address)?;
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        write!(
            stream,
            "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| cut_off())?;
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_off)?;
        self.keep(head, body)
    }

    fn keep(&mut self, head: &str, body: &str) -> io::Result<Answer> {
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or_else(cut_off)?;
        let status = status.parse().map_err(|_| cut_off())?;
        let mut location = String::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            match name {
                "location" => value.clone_into(&mut location),
                // What was cut off was not shown.
                "content-length" if value != body.len().to_string() => return Err(cut_off()),
                "set-cookie" => {
                    let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
                    let (name, value) = pair.ok_or_else(cut_off)?;
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        if body.contains("name=\"token\"") {
            self.token = value(body, "token");
        }
        Ok(Answer { status, location, body: body.to_owned() })
    }
}

/// The value of a hidden field.
fn value(page: &str, name: &str) -> String {
    let found = page.split_once(&format!("name=\"{name}\" value=\"")).map(|(_, rest)| rest);
    found.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn encoded(text: &str) -> String {
    let one = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
