//! A table of a rule file, read key by key. Every key asked for is known; any other is a fault.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use xiaoneng_calendar::Date;

use crate::rules::diagnostic::{Faults, Place};
use crate::rules::document::Document;
use crate::rules::limits::Bounds;
use crate::rules::nearest::nearest;
use crate::rules::sources::Sources;
use crate::rules::value::Value;

/// What reading needs beside the table itself.
#[derive(Copy, Clone)]
pub(super) struct Reading<'a> {
    /// Where faults go.
    pub(super) faults: &'a Faults,
    /// 依据 by their short names.
    pub(super) sources: &'a Sources,
    /// Above these a limit is a slip of the pen.
    pub(super) bounds: &'a Bounds,
    /// The day whose rules are read.
    pub(super) day: Date,
}

/// One table of one file.
#[derive(Copy, Clone)]
pub(super) struct Layer<'a> {
    /// The file.
    pub(super) document: &'a Document<'a>,
    /// The table.
    pub(super) table: &'a DeTable<'a>,
    /// Where it begins.
    pub(super) offset: usize,
}

impl<'a> Layer<'a> {
    /// Where the table begins.
    pub(super) fn place(&self) -> Place<'a> {
        self.document.place(self.offset)
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }
}

/// 条目. A table, in one layer or two: what the county says lies over what the nation says, key by
/// key.
pub(super) struct Entry<'a> {
    /// What the entry is called in a fault, such as “事项 petition”.
    pub(super) title: String,
    /// From the top: the county's, then the nation's.
    pub(super) layers: Vec<Layer<'a>>,
    /// What reading needs.
    pub(super) reading: &'a Reading<'a>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Entry<'a> {
    /// An entry over its layers.
    pub(super) fn new(
        title: impl Into<String>,
        layers: Vec<Layer<'a>>,
        reading: &'a Reading<'a>,
    ) -> Self {
        Self { title: title.into(), layers, reading, asked: RefCell::default() }
    }

    /// Where the lowest table begins: the one that must be whole.
    pub(super) fn place(&self) -> Place<'a> {
        self.layers.last().map_or(Place { file: "", line: 0 }, Layer::place)
    }

    /// The value of a key that may be absent, from the topmost layer that has it.
    pub(super) fn optional(&self, key: &'static str) -> Option<Value<'a>> {
        self.know(key);
        let mut having = self.layers.iter().filter_map(|layer| Some((*layer, layer.get(key)?)));
        let (layer, node) = having.next()?;
        Some(Value { layer, node, key, reading: self.reading, below: having.next() })
    }

    /// The value of a key that must be there.
    pub(super) fn required(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.optional(key);
        if value.is_none() {
            let wrong = format!("{}缺少 {key}", self.title);
            self.reading.faults.report(self.place(), wrong, format!("写上 {key} = …"));
        }
        value
    }

    /// Whether a yes-or-no key says yes; absent means no.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        self.optional(key).and_then(Value::flag).unwrap_or(false)
    }

    /// Reports every key that nobody asked for.
    pub(super) fn close(&self) {
        let asked = self.asked.borrow();
        for layer in &self.layers {
            for key in layer.table.keys() {
                let name: &str = key.get_ref();
                if !asked.contains(&name) {
                    let place = layer.document.place(key.span().start);
                    self.report_unknown_key(place, name, &asked);
                }
            }
        }
    }

    /// Reports every key that nobody asked for, the dates of force being known.
    pub(super) fn close_dated(&self) {
        self.know("from");
        self.know("to");
        self.close();
    }

    fn know(&self, key: &'static str) {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
    }

    fn report_unknown_key(&self, place: Place<'_>, name: &str, known: &[&'static str]) {
        let wrong = format!("{}里有不认识的键“{name}”", self.title);
        let right = match nearest(name, known.iter().copied()) {
            Some(word) => format!("也许是 {word}"),
            None => format!("这里可用的键有 {}", known.join("、")),
        };
        self.reading.faults.report(place, wrong, right);
    }
}
