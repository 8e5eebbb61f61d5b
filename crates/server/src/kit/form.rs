//! 表格. A form as a list of fields, each with what was typed; one template writes them all.

/// 表单 of an act.
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) fields: Vec<Field>,
    /// The field that the citizen will read, if one may be seen beforehand.
    pub(crate) previewed: &'static str,
}

impl Form {
    pub(crate) fn new(title: impl Into<String>, lead: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lead: lead.into(),
            facts: Vec::new(),
            fields: Vec::new(),
            previewed: "",
        }
    }

    pub(crate) fn facts(mut self, facts: Vec<(String, String)>) -> Self {
        self.facts = facts;
        self
    }

    pub(crate) fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// The fields by what they are folded away under.
    pub(crate) fn stretches(&self) -> Vec<Stretch<'_>> {
        stretches(&self.fields)
    }

    pub(crate) fn previewing(mut self, field: &'static str) -> Self {
        self.previewed = field;
        self
    }
}

/// 字段.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) kind: Kind,
    pub(crate) value: String,
    pub(crate) choices: Vec<Choice>,
    pub(crate) is_optional: bool,
    /// What it is folded away under, with its like; empty if it stands open.
    pub(crate) fold: &'static str,
    /// Whether the fold is open.
    pub(crate) is_unfolded: bool,
}

/// 一段 of a form: fields that are folded away together, or stand open.
pub(crate) struct Stretch<'a> {
    pub(crate) fold: &'static str,
    pub(crate) is_open: bool,
    pub(crate) fields: Vec<&'a Field>,
}

/// The fields of a form by what they are folded away under.
pub(crate) fn stretches(fields: &[Field]) -> Vec<Stretch<'_>> {
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    for field in fields {
        match stretches.last_mut().filter(|last| last.fold == field.fold) {
            Some(last) => last.fields.push(field),
            None => stretches.push(Stretch {
                fold: field.fold,
                is_open: field.is_unfolded,
                fields: vec![field],
            }),
        }
    }
    stretches
}

/// How a field is filled in.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of a list.
    Select,
    /// One of a few, all in sight.
    Radios,
    /// Any of a few.
    Checks,
    /// A day.
    Day,
    /// A day and a time.
    Moment,
}

/// 选项.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    /// What is heard before it in a long list; empty outside groups.
    pub(crate) group: &'static str,
    pub(crate) is_chosen: bool,
}

/// What was typed into a form; nothing where it is shown for the first time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    fields: Option<Vec<(String, String)>>,
}

impl Typed {
    pub(crate) fn of(fields: Vec<(String, String)>) -> Self {
        Self { fields: Some(fields) }
    }

    /// The same with one field written anew.
    pub(crate) fn with(&self, id: &str, text: String) -> Self {
        let others = self.fields.iter().flatten().filter(|(name, _)| name != id).cloned();
        let fields = others.chain([(id.to_owned(), text)]).collect();
        Self { fields: Some(fields) }
    }

    /// What was typed, without space around it.
    pub(crate) fn get(&self, id: &str) -> &str {
        let mut fields = self.fields.iter().flatten();
        fields.find(|(name, _)| name == id).map_or("", |(_, value)| value.trim())
    }

    /// What was typed; before anything was sent, what is proposed.
    pub(crate) fn or(&self, id: &str, proposed: &str) -> String {
        if self.fields.is_none() { proposed.to_owned() } else { self.get(id).to_owned() }
    }

    /// Whether that box is ticked; before anything was sent, whether it is proposed.
    pub(crate) fn is_ticked(&self, id: &str, value: &str, proposed: bool) -> bool {
        match &self.fields {
            None => proposed,
            Some(fields) => fields.iter().any(|(name, typed)| name == id && typed == value),
        }
    }

    /// Everything ticked under one name.
    pub(crate) fn all<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.fields.iter().flatten();
        fields.filter(move |(name, _)| name == id).map(|(_, value)| value.as_str())
    }
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), group: "", is_chosen: false }
    }

    pub(crate) fn within(mut self, group: &'static str) -> Self {
        self.group = group;
        self
    }
}

impl Field {
    fn new(id: &str, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: id.to_owned(),
            label: label.into(),
            hint: String::new(),
            kind,
            value: String::new(),
            choices: Vec::new(),
            is_optional: false,
            fold: "",
            is_unfolded: false,
        }
    }

    /// One line.
    pub(crate) fn line(typed: &Typed, id: &str, label: impl Into<String>) -> Self {
        Self { value: typed.get(id).to_owned(), ..Self::new(id, label, Kind::Line) }
    }

    /// Several lines.
    pub(crate) fn lines(typed: &Typed, id: &str, label: impl Into<String>) -> Self {
        Self { value: typed.get(id).to_owned(), ..Self::new(id, label, Kind::Lines) }
    }

    /// A day.
    pub(crate) fn day(typed: &Typed, id: &str, label: impl Into<String>) -> Self {
        Self { value: typed.get(id).to_owned(), ..Self::new(id, label, Kind::Day) }
    }

    /// A day and a time.
    pub(crate) fn moment(typed: &Typed, id: &str, label: impl Into<String>) -> Self {
        Self { value: typed.get(id).to_owned(), ..Self::new(id, label, Kind::Moment) }
    }

    /// One of a list.
    pub(crate) fn select(
        typed: &Typed,
        id: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(id, label, Kind::Select).offering(typed, choices)
    }

    /// One of a few.
    pub(crate) fn radios(
        typed: &Typed,
        id: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(id, label, Kind::Radios).offering(typed, choices)
    }

    /// Any of a few.
    pub(crate) fn checks(
        typed: &Typed,
        id: &str,
        label: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(id, label, Kind::Checks).offering(typed, choices)
    }

    fn offering(mut self, typed: &Typed, mut choices: Vec<Choice>) -> Self {
        for choice in &mut choices {
            choice.is_chosen = typed.is_ticked(&self.id, &choice.value, choice.is_chosen);
        }
        self.choices = choices;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub(crate) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// Folded away under a heading, open where it is wanted.
    pub(crate) fn folded(mut self, fold: &'static str, is_open: bool) -> Self {
        self.fold = fold;
        self.is_unfolded = is_open;
        self
    }

    /// What stands in it before anything was typed.
    pub(crate) fn proposed(mut self, typed: &Typed, value: &str) -> Self {
        self.value = typed.or(&self.id, value);
        self
    }

    /// What of itself a control says aloud: hint and error.
    pub(crate) fn has_hint(&self) -> bool {
        !self.hint.is_empty()
    }

    /// The groups of its choices, in order, with what stands in each.
    pub(crate) fn groups(&self) -> Vec<(&'static str, Vec<&Choice>)> {
        let mut groups: Vec<(&'static str, Vec<&Choice>)> = Vec::new();
        for choice in &self.choices {
            match groups.last_mut().filter(|(group, _)| *group == choice.group) {
                Some((_, choices)) => choices.push(choice),
                None => groups.push((choice.group, vec![choice])),
            }
        }
        groups
    }

    pub(crate) fn is_line(&self) -> bool {
        self.kind == Kind::Line
    }

    pub(crate) fn is_lines(&self) -> bool {
        self.kind == Kind::Lines
    }

    pub(crate) fn is_select(&self) -> bool {
        self.kind == Kind::Select
    }

    pub(crate) fn is_day(&self) -> bool {
        self.kind == Kind::Day
    }

    pub(crate) fn is_moment(&self) -> bool {
        self.kind == Kind::Moment
    }

    pub(crate) fn is_set(&self) -> bool {
        matches!(self.kind, Kind::Radios | Kind::Checks)
    }

    /// `radio` or `checkbox`.
    pub(crate) fn control(&self) -> &'static str {
        if self.kind == Kind::Checks { "checkbox" } else { "radio" }
    }
}
