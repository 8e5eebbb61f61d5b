//! 出错. What of a form has to be mended: the same words above the form and at the field.

/// One thing to mend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldError {
    /// The id of the field, to which the summary links.
    pub field: String,
    /// What to do, in words.
    pub words: String,
}

/// 有几处要改.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Errors {
    /// In the order of the fields.
    pub list: Vec<FieldError>,
}

impl Errors {
    /// Notes what is to be mended at a field.
    pub fn add(&mut self, field: &str, words: impl Into<String>) {
        self.list.push(FieldError { field: field.to_owned(), words: words.into() });
    }

    /// Whether nothing is to be mended.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many things are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// What is to be mended at a field; empty if nothing is.
    pub fn at(&self, field: &str) -> &str {
        let found = self.list.iter().find(|error| error.field == field);
        found.map_or("", |error| error.words.as_str())
    }

    /// Whether something is to be mended at a field.
    pub fn is_at(&self, field: &str) -> bool {
        !self.at(field).is_empty()
    }
}
