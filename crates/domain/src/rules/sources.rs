//! 依据. Documents by their short names, and references to them such as “行政许可法 第四十二条”.

use std::collections::BTreeMap;

use crate::rules::diagnostic::Place;
use crate::rules::document::Document;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;
use crate::rules::{Evidence, Source};

/// Tags of evidence as written.
const EVIDENCE: [(&str, Evidence); 5] = [
    ("L", Evidence::L),
    ("N", Evidence::N),
    ("P", Evidence::P),
    ("I", Evidence::I),
    ("K", Evidence::K),
];

/// All documents that rules may cite.
#[derive(Default)]
pub(super) struct Sources {
    /// By short name; none where what stands there has a fault of its own.
    by_name: BTreeMap<String, Option<Source>>,
}

impl Sources {
    /// Reads `[[source]]` from all files.
    pub(super) fn read(documents: &[Document<'_>], reading: &Reading<'_>) -> Self {
        let mut first_places: BTreeMap<String, Place<'_>> = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for document in documents {
            let layer = Layer { document, table: &document.root, offset: 0 };
            let root = Entry::new("文件", vec![layer], reading);
            for entry in root.optional("source").map_or_else(Vec::new, |v| v.tables("依据")) {
                let name = entry.required("name").and_then(Value::text);
                let source = read_document(&entry);
                let Some(name) = name else {
                    reading.faults.mark_incomplete();
                    continue;
                };
                if name.contains(char::is_whitespace) {
                    let wrong = format!("依据简称“{name}”里有空格");
                    reading.faults.report(entry.place(), wrong, "简称不带空格，空格后面是条款");
                    reading.faults.mark_incomplete();
                } else if let Some(first) = first_places.get(&name) {
                    let wrong = format!("依据简称“{name}”写了两次");
                    let right = format!("换一个简称；第一次在 {} 第 {} 行", first.file, first.line);
                    reading.faults.report(entry.place(), wrong, right);
                    reading.faults.mark_incomplete();
                } else {
                    first_places.insert(name.clone(), entry.place());
                    by_name.insert(name, source);
                }
            }
        }
        Self { by_name }
    }
}

fn read_document(entry: &Entry<'_>) -> Option<Source> {
    let document = entry.required("document").and_then(Value::text);
    let evidence = entry.required("evidence").and_then(read_evidence);
    entry.optional("note").and_then(Value::text);
    entry.close();
    Some(Source { document: document?, article: None, evidence: evidence? })
}

/// 依据效力 as written.
pub(super) fn read_evidence(value: Value<'_>) -> Option<Evidence> {
    let text = value.text()?;
    let known = EVIDENCE.iter().find(|(word, _)| *word == text).map(|(_, tag)| *tag);
    if known.is_none() {
        value.report(
            format!("依据效力“{text}”不认识"),
            "写 L（法律法规）、N（国家文件）、P（地方规定）、I（本系统约定）或 K（待核实）",
        );
    }
    known
}

impl<'a> Entry<'a> {
    /// The basis of the topmost layer; every layer must give one.
    pub(super) fn source(&self) -> Option<Source> {
        let sources: Vec<Option<Source>> = self.layers.iter().map(|l| self.source_of(l)).collect();
        sources.into_iter().next().flatten()
    }

    /// The basis of the lowest layer: the nation's, where the county only changes something.
    pub(super) fn basis(&self) -> Option<Source> {
        self.source();
        self.layers.last().and_then(|layer| self.source_of(layer))
    }

    fn source_of(&self, layer: &Layer<'a>) -> Option<Source> {
        let single = Entry::new(self.title.clone(), vec![*layer], self.reading);
        self.optional("source");
        single.required("source").and_then(Value::source)
    }
}

impl Value<'_> {
    /// A reference: the short name of a document, then its article where it has one.
    pub(super) fn source(self) -> Option<Source> {
        let text = self.text()?;
        let (name, article) = match text.split_once(char::is_whitespace) {
            Some((name, article)) => (name, Some(article.trim().to_owned())),
            None => (text.as_str(), None),
        };
        let known = &self.reading.sources.by_name;
        match known.get(name) {
            Some(source) => source.clone().map(|source| Source { article, ..source }),
            None => {
                self.report_unknown_source(name);
                None
            }
        }
    }

    fn report_unknown_source(&self, name: &str) {
        let known = self.reading.sources.by_name.keys().map(String::as_str);
        let right = match crate::rules::nearest::nearest(name, known) {
            Some(word) => format!("也许是“{word}”；依据先要在 [[source]] 里写明全称"),
            None => "依据写成“简称 条款”，简称先要在 [[source]] 里写明全称".to_owned(),
        };
        self.reading.faults.report_absence(
            self.place(),
            format!("没有简称为“{name}”的依据"),
            right,
        );
    }
}
