//! A Rust file taken apart into code, texts and comments, each with its line.

use std::iter::Peekable;
use std::vec::IntoIter;

/// A comment that begins so gives the reason why a line may stand.
const REASON: &str = "layers:";

/// A word, number or sign of the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its text; `::`, `->`, `=>`, `==`, `<=` and `>=` are one sign each.
    pub text: String,
    /// Its line, from one.
    pub line: usize,
}

impl Token {
    /// Whether it is a name or keyword.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_')
    }

    /// Its value, if it is a whole number.
    pub fn number(&self) -> Option<u64> {
        let digits: String = self.text.chars().filter(|letter| *letter != '_').collect();
        let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().ok()
    }
}

/// A string in the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// What stands between its quotes, as written.
    pub text: String,
    /// The line it begins on, from one.
    pub line: usize,
}

/// A function with a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function<'source> {
    /// Its name.
    pub name: &'source str,
    /// Whether it stands under `#[test]` or the like.
    pub is_test: bool,
    /// From `fn` to the brace that closes it.
    pub tokens: &'source [Token],
}

impl Function<'_> {
    /// Its first and last line.
    pub fn lines(&self) -> (usize, usize) {
        let line = |token: Option<&Token>| token.map_or(0, |token| token.line);
        (line(self.tokens.first()), line(self.tokens.last()))
    }
}

/// A file taken apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// The code without texts and comments.
    pub tokens: Vec<Token>,
    /// The texts.
    pub texts: Vec<Text>,
    /// How many lines the file has.
    pub lines: usize,
    reasons: Vec<usize>,
}

impl Source {
    /// Takes a file apart.
    pub fn read(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut reader =
            Reader { letters: letters.into_iter().peekable(), line: 1, source: Self::default() };
        reader.read();
        let mut source = reader.source;
        source.lines = text.lines().count();
        source
    }

    /// Whether a comment on the line or on the one above gives a reason.
    pub fn has_reason(&self, line: usize) -> bool {
        self.reasons.iter().any(|at| *at == line || *at + 1 == line)
    }

    /// Every function with a body.
    pub fn functions(&self) -> impl Iterator<Item = Function<'_>> {
        self.find(&["fn"]).filter_map(|at| {
            let name = self.tokens.get(at + 1).filter(|token| token.is_word())?;
            let length = length_with_body(&self.tokens[at..])?;
            Some(Function {
                name: &name.text,
                is_test: stands_under_test(&self.tokens[..at]),
                tokens: &self.tokens[at..at + length],
            })
        })
    }

    /// Where these tokens follow one another; each place is the index of the first.
    pub fn find<'source>(
        &'source self,
        words: &'source [&'source str],
    ) -> impl Iterator<Item = usize> + 'source {
        (0..self.tokens.len()).filter(move |at| {
            let run = self.tokens[*at..].iter().map(|token| token.text.as_str());
            run.take(words.len()).eq(words.iter().copied())
        })
    }
}

/// How many tokens a function takes; none for one without a body.
fn length_with_body(tokens: &[Token]) -> Option<usize> {
    let mut braces = 0_usize;
    let mut parentheses = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" => parentheses += 1,
            ")" | "]" => parentheses = parentheses.saturating_sub(1),
            "{" => braces += 1,
            "}" if braces <= 1 => return Some(at + 1),
            "}" => braces -= 1,
            ";" if braces == 0 && parentheses == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Whether the attributes directly before a function make it a test: `#[test]`, `#[tokio::test]`.
fn stands_under_test(before: &[Token]) -> bool {
    let begin = before.iter().rposition(|token| matches!(token.text.as_str(), "}" | ";" | "{"));
    let own = &before[begin.map_or(0, |at| at + 1)..];
    let mut pairs = own.windows(2);
    pairs.any(|pair| pair[0].text == "test" && matches!(pair[1].text.as_str(), "]" | "("))
}

struct Reader {
    letters: Peekable<IntoIter<char>>,
    line: usize,
    source: Source,
}

impl Reader {
    fn read(&mut self) {
        while let Some(letter) = self.take() {
            match letter {
                '/' if self.sees('/') => self.line_comment(),
                '/' if self.sees('*') => self.block_comment(),
                '"' => self.text(String::new()),
                '\'' => self.quote(),
                letter if letter.is_alphanumeric() || letter == '_' => self.word(letter),
                letter if letter.is_whitespace() => {}
                letter => self.sign(letter),
            }
        }
    }

    fn take(&mut self) -> Option<char> {
        let letter = self.letters.next()?;
        self.line += usize::from(letter == '\n');
        Some(letter)
    }

    fn sees(&mut self, wanted: char) -> bool {
        self.letters.peek() == Some(&wanted)
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let sees = self.sees(wanted);
        if sees {
            self.take();
        }
        sees
    }

    fn push(&mut self, text: String, line: usize) {
        self.source.tokens.push(Token { text, line });
    }

    fn line_comment(&mut self) {
        let line = self.line;
        let mut comment = String::new();
        while self.letters.peek().is_some_and(|letter| *letter != '\n') {
            comment.extend(self.take());
        }
        let said = comment.trim_start_matches(['/', '!']).trim();
        if said.strip_prefix(REASON).is_some_and(|reason| !reason.trim().is_empty()) {
            self.source.reasons.push(line);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        let mut last = '/';
        loop {
            let Some(letter) = self.take() else { return };
            match (last, letter) {
                ('/', '*') => (depth, last) = (depth + 1, ' '),
                ('*', '/') => (depth, last) = (depth - 1, ' '),
                _ => last = letter,
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The rest of an ordinary string.
    fn text(&mut self, mut text: String) {
        let line = self.line;
        while let Some(letter) = self.take() {
            match letter {
                '"' => break,
                '\\' => {
                    text.push(letter);
                    text.extend(self.take());
                }
                letter => text.push(letter),
            }
        }
        self.source.texts.push(Text { text, line });
    }

    /// The rest of a raw string, once its `r` and hashes are read.
    fn raw_text(&mut self, hashes: usize) {
        let line = self.line;
        let end: String = std::iter::once('"').chain("#".repeat(hashes).chars()).collect();
        let mut text = String::new();
        while let Some(letter) = self.take() {
            text.push(letter);
            if text.ends_with(&end) {
                text.truncate(text.len() - end.len());
                break;
            }
        }
        self.source.texts.push(Text { text, line });
    }

    /// A character such as `'a'` or `'\''`, or a lifetime such as `'a`.
    fn quote(&mut self) {
        let Some(first) = self.take() else { return };
        if first == '\\' {
            self.take();
            while self.take().is_some_and(|letter| letter != '\'') {}
            return;
        }
        if self.take_if('\'') {
            return;
        }
        while self.letters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_') {
            self.take();
        }
    }

    fn word(&mut self, first: char) {
        let line = self.line;
        let mut word = String::from(first);
        while self.letters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_') {
            word.extend(self.take());
        }
        if matches!(word.as_str(), "r" | "br" | "cr" | "b" | "c") {
            let is_raw = word.ends_with('r');
            let mut hashes = 0;
            while is_raw && self.take_if('#') {
                hashes += 1;
            }
            if self.take_if('"') {
                return if is_raw { self.raw_text(hashes) } else { self.text(String::new()) };
            }
            if hashes > 0 {
                // A raw name such as `r#type`.
                return;
            }
        }
        self.push(word, line);
    }

    fn sign(&mut self, first: char) {
        let line = self.line;
        let mut sign = String::from(first);
        for pair in ["::", "->", "=>", "==", "<=", ">=", "!="] {
            let mut letters = pair.chars();
            if letters.next() == Some(first)
                && letters.next().is_some_and(|next| self.take_if(next))
            {
                sign = pair.to_owned();
                break;
            }
        }
        self.push(sign, line);
    }
}
