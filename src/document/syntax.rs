//! Cellar: what is wrong with a text that is no TOML, in words that lead to the fix.
//!
//! The toml crate knows whether a text is TOML, but after one missing bracket it goes on to find a hundred faults. A text
//! that it refuses is read again here, statement by statement: of each only the first fault is reported, by the
//! characters that stand there, and reading goes on where the next statement surely begins.

mod scalar;
mod stray;
mod twice;

use std::ops::Range;

use toml::de::DeValue;
use toml_parser::lexer::{Token, TokenKind};

use super::Place;
use crate::problem::{Code, Problem};
use crate::wording;

pub(super) use scalar::number_in;
use scalar::plain;

/// A statement that is no TOML.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Fault {
    /// What is wrong with it.
    pub(super) problem: Problem,
    /// The header above it as it is written, if there is one.
    pub(super) header: Option<String>,
    /// Where it stands: from its first byte to the beginning of the next statement.
    pub(super) span: Range<usize>,
    /// Whether it is sound but for a key that was there before.
    pub(super) is_twice: bool,
}

/// The first fault of each statement of a text that is no TOML, at most so many; `errors` are what the toml crate has to
/// say of it. Of keys that are there twice the first of a table, or `each`.
pub(super) fn faults(text: &str, file: usize, errors: &[toml::de::Error], most: usize, each: bool) -> Vec<Fault> {
    /// So many keys that are there twice are looked at.
    const TWICE: usize = 200;
    if let Some(problem) = conflict(text, file) {
        return vec![Fault { problem, header: None, span: 0..text.len(), is_twice: false }];
    }
    let mut reader = Reader::new(text, file);
    let mut faults = reader.faults(most);
    if faults.is_empty() {
        faults = twice::faults(&reader, errors, most.max(TWICE), each);
    }
    if faults.is_empty() {
        faults.extend(errors.first().map(|error| {
            let span = error.span().unwrap_or(0..0);
            let problem = reader.problem(span.clone(), wording::brief(error.message()));
            Fault { problem, header: None, span: line_around(text, span.start), is_twice: false }
        }));
    }
    faults
}

/// Marks that git leaves where two people changed the same lines.
pub(super) fn conflict(text: &str, file: usize) -> Option<Problem> {
    const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    if !text.contains(MARKS[0]) && !text.contains(MARKS[3]) {
        return None;
    }
    let mut marks = lines(text).filter_map(|(at, line)| {
        let mark = MARKS.into_iter().find(|mark| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
        })?;
        Some((mark, Place { file, start: at, end: at + line.trim_end().len() }))
    });
    let (_, first) = marks.find(|(mark, _)| [MARKS[0], MARKS[3]].contains(mark))?;
    let problem = Problem::new(Code::Syntax, first, "a merge conflict is left in the file");
    let problem = marks.fold(problem, |problem, (mark, place)| {
        let what = if mark == MARKS[3] { "and ends here" } else { "the other side begins here" };
        if problem.related.len() < 2 { problem.related(place, what) } else { problem }
    });
    Some(problem.help("keep the lines of one side, and take out those that begin with <<<<<<<, ======= and >>>>>>>"))
}

/// Each line with the byte that it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches('\n')))
    })
}

/// The line that a byte stands in, with its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |end| at + end + 1);
    start..end
}

/// A problem on the heap: it is handed up through every floor of a value.
type Read<T = ()> = Result<T, Box<Problem>>;

/// A text in tokens, and how far it is read.
struct Reader<'t> {
    text: &'t str,
    file: usize,
    tokens: Vec<Token>,
    at: usize,
    /// Where the statement begins that is being read.
    statement: usize,
    /// Whether what follows a fault surely begins at the present token.
    is_found_again: bool,
    headers: Vec<Header<'t>>,
    entries: Vec<Written<'t>>,
}

/// A header that was read.
struct Header<'t> {
    name: &'t str,
    is_double: bool,
    span: Range<usize>,
}

/// A `key = value` below a header that was read.
struct Written<'t> {
    /// How many headers stand above it.
    below: usize,
    key: &'t str,
    span: Range<usize>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, file: usize) -> Self {
        let tokens = toml_parser::Source::new(text).lex().into_vec();
        Self {
            text,
            file,
            tokens,
            at: 0,
            statement: 0,
            is_found_again: false,
            headers: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn faults(&mut self, most: usize) -> Vec<Fault> {
        let mut faults = Vec::new();
        while faults.len() < most {
            self.skip_blank_lines();
            if self.kind() == TokenKind::Eof {
                break;
            }
            self.statement = self.start();
            self.is_found_again = false;
            let below = self.headers.len();
            if let Err(problem) = self.statement() {
                self.find_next_statement();
                let header = self.headers[..below].last().map(|header| self.text[header.span.clone()].to_owned());
                faults.push(Fault { problem: *problem, header, span: self.statement..self.start(), is_twice: false });
            }
        }
        faults
    }

    fn statement(&mut self) -> Read {
        if let Some(problem) = self.stray_line() {
            return Err(Box::new(problem));
        }
        if self.kind() == TokenKind::LeftSquareBracket { self.header() } else { self.entry() }
    }

    /// Goes on to the line on which the next statement surely begins.
    fn find_next_statement(&mut self) {
        if self.is_found_again {
            return;
        }
        loop {
            while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
                self.at += 1;
            }
            if self.kind() == TokenKind::Eof {
                return;
            }
            self.at += 1;
            if self.begins_statement() {
                return;
            }
        }
    }

    fn kind(&self) -> TokenKind {
        self.tokens.get(self.at).map_or(TokenKind::Eof, Token::kind)
    }

    fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(self.text.len(), |token| token.span().start())
    }

    fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.text.len()..self.text.len(), |token| token.span().start()..token.span().end())
    }

    /// Where the last token ends that is no blank.
    fn end_before(&self) -> usize {
        self.text[..self.start()].trim_end().len()
    }

    fn token(&self) -> &'t str {
        &self.text[self.span()]
    }

    fn skip_blanks(&mut self) {
        while self.kind() == TokenKind::Whitespace {
            self.at += 1;
        }
    }

    /// Passes over what may stand between the items of a list; whether there was an end of line.
    fn skip_blank_lines(&mut self) -> bool {
        let mut is_new_line = false;
        while matches!(self.kind(), TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment) {
            is_new_line |= self.kind() == TokenKind::Newline;
            self.at += 1;
        }
        is_new_line
    }

    /// The text from here to the end of the line.
    fn rest_of_line(&self) -> &'t str {
        self.text[self.start()..].lines().next().unwrap_or_default()
    }

    fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem::new(Code::Syntax, self.place(span), message)
    }

    const fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, start: span.start, end: span.end }
    }

    fn wrong<T>(&self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Read<T> {
        Err(Box::new(self.problem(span, message).help(help)))
    }

    /// How far a byte is from the beginning of its line.
    fn indent(&self, at: usize) -> usize {
        at - line_around(self.text, at).start
    }

    /// Whether a header stands here, alone on its line; in a list it would be no sound item.
    fn is_header(&self) -> bool {
        let line = self.rest_of_line();
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) else { return false };
        let name = name.strip_prefix('[').unwrap_or(name);
        let name = name.strip_suffix(']').unwrap_or(name).trim();
        is_bare(name) && DeValue::parse(name).is_err()
    }

    /// Whether `key =` stands here, at the beginning of a line that is not further in than the statement.
    fn is_outer_entry(&self) -> bool {
        let line = self.rest_of_line();
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(is_bare) && self.indent(self.start()) <= self.indent(self.statement)
    }

    fn begins_statement(&mut self) -> bool {
        let at = self.at;
        self.skip_blanks();
        let begins = self.is_header() || self.is_outer_entry();
        if !begins {
            self.at = at;
        }
        begins
    }

    /// `[skills]` or `[[skills]]`, alone on its line.
    fn header(&mut self) -> Read {
        let start = self.start();
        let opened = self.count(TokenKind::LeftSquareBracket);
        self.skip_blanks();
        let name_start = self.start();
        while matches!(
            self.kind(),
            TokenKind::Atom
                | TokenKind::Dot
                | TokenKind::Whitespace
                | TokenKind::BasicString
                | TokenKind::LiteralString
        ) {
            self.at += 1;
        }
        let name = self.text[name_start..self.start()].trim();
        let closed = self.count(TokenKind::RightSquareBracket);
        let span = start..self.start();
        let shown = wording::brief(name);
        let both = |count: usize| format!("{}{shown}{}", "[".repeat(count), "]".repeat(count));
        if name.is_empty() || self.kind() == TokenKind::Comma {
            let help =
                "a list stands behind its key, as in `key = [\"…\"]`; a header holds one word, as in `[[skills]]`";
            return self.wrong(span, "this is neither a list of a key nor the header of a table", help);
        }
        if let Some(mended) = plain(name).filter(|mended| is_bare(mended)) {
            let help = format!("write `{mended}` with ordinary characters");
            return self.wrong(span, format!("the header `{shown}` has characters that only look ordinary"), help);
        }
        if opened != closed || opened > 2 {
            let many = |count| match count {
                0 => "no bracket".to_owned(),
                count => wording::count(count, "bracket", "brackets"),
            };
            let message =
                format!("the header of `{shown}` has {} on the left and {} on the right", many(opened), many(closed));
            return self.wrong(span, message, format!("write `{}`", both(opened.max(closed).min(2))));
        }
        let written = &self.text[span.clone()];
        if opened == 2 && !(written.starts_with("[[") && written.ends_with("]]")) {
            return self.wrong(span, "blanks stand between the brackets of a header", format!("write `{}`", both(2)));
        }
        if !name.split('.').all(|part| is_key(part.trim())) {
            let help =
                "a header is one word, as in `[[skills]]`; the title of a thing goes below it, as `title = \"…\"`";
            return self.wrong(span, format!("the header `{shown}` is more than one word"), help);
        }
        self.headers.push(Header { name, is_double: opened == 2, span });
        self.skip_blanks();
        if matches!(self.kind(), TokenKind::Newline | TokenKind::Comment | TokenKind::Eof) {
            return Ok(());
        }
        if self.is_remark() {
            return self.remark();
        }
        let help = format!("end the line after `{}`, and put what follows on lines of its own", both(opened));
        self.wrong(self.rest(), "a header stands alone on its line", help)
    }

    /// What is left of the line.
    fn rest(&self) -> Range<usize> {
        self.start()..self.start() + self.rest_of_line().trim_end().len()
    }

    /// How many brackets of a kind stand here, blanks between them or not.
    fn count(&mut self, kind: TokenKind) -> usize {
        let mut count = 0;
        loop {
            let before = self.at;
            self.skip_blanks();
            if self.kind() != kind {
                self.at = before;
                return count;
            }
            self.at += 1;
            count += 1;
        }
    }

    /// `key = value`, alone on its line.
    fn entry(&mut self) -> Read {
        let span = self.key()?;
        let key = &self.text[span.clone()];
        self.entries.push(Written { below: self.headers.len(), key, span: span.clone() });
        self.equals(&span)?;
        self.skip_blanks();
        if matches!(self.kind(), TokenKind::Newline | TokenKind::Comment | TokenKind::Eof) {
            return self.no_value(&span);
        }
        let value = self.value(0)?;
        self.skip_blanks();
        match self.kind() {
            TokenKind::Newline | TokenKind::Comment | TokenKind::Eof => Ok(()),
            _ => self.more_on_the_line(&span, &value),
        }
    }

    /// A key, dotted or not: where it stands.
    fn key(&mut self) -> Read<Range<usize>> {
        let start = self.start();
        loop {
            match self.kind() {
                TokenKind::Atom if is_key(self.token()) => self.at += 1,
                TokenKind::BasicString | TokenKind::LiteralString => {
                    self.string()?;
                }
                _ => return self.no_key(),
            }
            let end = self.end_before();
            self.skip_blanks();
            if self.kind() != TokenKind::Dot {
                return Ok(start..end);
            }
            self.at += 1;
            self.skip_blanks();
        }
    }

    fn equals(&mut self, key: &Range<usize>) -> Read {
        self.skip_blanks();
        if self.kind() == TokenKind::Equals {
            self.at += 1;
            return Ok(());
        }
        let shown = wording::brief(&self.text[key.clone()]);
        if let Some(mended) = self.token().chars().next().and_then(scalar::ordinary) {
            let message = format!("`{}` only looks like `{mended}`", self.token().chars().next().unwrap_or_default());
            return self.wrong(self.first_char(), message, format!("write an ordinary `{mended}`"));
        }
        if self.token().starts_with(':') {
            return self.colon(self.start(), &self.text[key.clone()]);
        }
        let rest = self.rest_of_line().trim_end();
        let help = format!("write `{shown} = …`");
        match self.kind() {
            TokenKind::Comma | TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket
                if shown.starts_with(['"', '\'']) =>
            {
                let help = "between braces stands `key = value`; a list stands between `[` and `]`";
                self.wrong(key.clone(), format!("{shown} has no key before it"), help)
            }
            TokenKind::Newline | TokenKind::Comment | TokenKind::Eof | TokenKind::Comma => {
                self.wrong(key.clone(), format!("`{shown}` has no `=` and no value"), help)
            }
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                let help = "between braces stands `key = value`, as in `{ name = \"…\" }`";
                self.wrong(key.clone(), format!("`{shown}` has no `=` and no value"), help)
            }
            TokenKind::Atom => match rest.split_once('=') {
                Some((words, _)) if words.trim().split(' ').all(is_bare) => {
                    self.no_word(key.start, words.trim_end().len())
                }
                None if rest.split(' ').count() > 2 || rest.ends_with([':', '.']) => self.prose(key.start),
                _ => self.wrong(self.first_char(), format!("`=` is missing after `{shown}`"), help),
            },
            _ => self.wrong(self.first_char(), format!("`=` is missing after `{shown}`"), help),
        }
    }

    /// A key of several words, of which the last ends so many bytes from here.
    fn no_word<T>(&self, start: usize, length: usize) -> Read<T> {
        let span = start..self.start() + length;
        let shown = wording::brief(&self.text[span.clone()]);
        let joined = |by: &str| shown.to_lowercase().split_whitespace().collect::<Vec<_>>().join(by);
        let help = format!("a key is one word, such as `{}` or `{}`", joined("_"), joined("-"));
        self.wrong(span, format!("`{shown}` is no key"), help)
    }

    fn first_char(&self) -> Range<usize> {
        let length = self.token().chars().next().map_or(0, char::len_utf8);
        self.start()..self.start() + length
    }

    fn no_value<T>(&self, key: &Range<usize>) -> Read<T> {
        let shown = wording::brief(&self.text[key.clone()]);
        let below = self.text[self.start()..].lines().skip(1).find(|line| !line.trim().is_empty());
        let help = match below.map(str::trim_start) {
            Some(line) if line.starts_with("- ") => {
                format!("a list stands between brackets, with commas: `{shown} = [\"…\", \"…\"]`")
            }
            Some(line) if line.starts_with(['"', '[', '{', '\'']) => {
                format!("let the value begin on the same line: `{shown} = {}`", line.chars().next().unwrap_or_default())
            }
            Some(line) if line.contains('=') && self.indent(self.start()) > 0 && !line.contains(',') => {
                format!("write a value behind the `=`; what is a table begins with a header, such as `[[{shown}]]`")
            }
            _ => "write a value behind the `=`, or leave the line out".to_owned(),
        };
        self.wrong(key.clone(), format!("`{shown}` has no value"), help)
    }

    /// A value: where it stands. `depth` is the number of brackets that it stands in.
    fn value(&mut self, depth: usize) -> Read<Range<usize>> {
        /// The toml crate goes no deeper either.
        const DEEPEST: usize = 80;
        let start = self.start();
        if depth > DEEPEST {
            return self.wrong(self.span(), "brackets stand in brackets more than eighty deep", "no rubric needs that");
        }
        match self.kind() {
            TokenKind::LeftSquareBracket => self.array(depth)?,
            TokenKind::LeftCurlyBracket => self.table(depth)?,
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => {
                self.string()?;
            }
            TokenKind::Atom | TokenKind::Dot => self.scalar(depth)?,
            TokenKind::Equals => return self.wrong(self.span(), "`=` stands here once too often", "write one `=`"),
            TokenKind::Comma | TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                return self.wrong(self.span(), "a value is missing before this", "write one, or take the key out");
            }
            _ => return self.wrong(self.span(), "a value is missing here", "write one, or take the key out"),
        }
        Ok(start..self.end_before().max(start))
    }

    fn string(&mut self) -> Read {
        let span = self.span();
        let token = self.token();
        let quote = &token[..1];
        let is_long = matches!(self.kind(), TokenKind::MlBasicString | TokenKind::MlLiteralString);
        let marks = if is_long { quote.repeat(3) } else { quote.to_owned() };
        let inner = token.strip_suffix(&marks).filter(|inner| inner.len() >= marks.len());
        let is_escaped = |inner: &str| (inner.len() - inner.trim_end_matches('\\').len()) % 2 == 1 && quote == "\"";
        let is_closed = inner.is_some_and(|inner| !is_escaped(inner));
        let sound = DeValue::parse(token);
        if sound.is_ok() {
            self.at += 1;
            return Ok(());
        }
        if is_closed {
            return match token.contains('\\') && quote == "\"" {
                true => self.backslash(span),
                false => {
                    let help = "take out the characters that cannot be seen, such as control characters";
                    self.wrong(span, "a text holds a character that TOML does not allow", help)
                }
            };
        }
        if is_long {
            let help = format!("put {marks} behind its end");
            return self.wrong(
                span.start..span.start + 3,
                format!("the text that {marks} opens here is never closed"),
                help,
            );
        }
        let line = token.trim_end();
        if let Some((at, odd)) = line.char_indices().rev().find(|(_, c)| scalar::is_quote(*c)) {
            let message = format!("the text is not closed: `{odd}` is no straight quote");
            let at = span.start + at;
            let problem = self
                .problem(at..at + odd.len_utf8(), message)
                .related(self.place(span.start..span.start + 1), "it opens here");
            return Err(Box::new(problem.help(format!("write `{quote}` instead of `{odd}`"))));
        }
        if quote == "\"" && line.ends_with("\\\"") {
            let help = "`\\\"` is a quote inside the text: write `\\\\\"`, or put the text between '…'";
            return self.wrong(span.start..span.start + line.len(), "a backslash takes the closing quote away", help);
        }
        let help = format!("put {quote} behind its end; a text of several lines stands between {}", quote.repeat(3));
        self.wrong(span.start..span.start + line.len(), "the quote that opens here is not closed on its line", help)
    }

    fn backslash<T>(&self, span: Range<usize>) -> Read<T> {
        let token = &self.text[span.clone()];
        let mut chars = token.char_indices().peekable();
        let mut at = 0..0;
        while let Some((start, c)) = chars.next() {
            if c == '\\' {
                let next = chars.next().map_or(' ', |(_, c)| c);
                if !matches!(next, '"' | '\\' | 'b' | 'e' | 'f' | 'n' | 'r' | 't' | '\n' | ' ') {
                    at = span.start + start..span.start + start + 1 + next.len_utf8();
                    break;
                }
            }
        }
        let at = if at.is_empty() { span } else { at };
        let message = format!(
            "in \"…\" a backslash begins a special character, and there is no `{}`",
            wording::brief(&self.text[at.clone()])
        );
        self.wrong(at, message, "write `\\\\` for a backslash, or put the text between '…'")
    }

    /// A number, a date, true or false.
    fn scalar(&mut self, depth: usize) -> Read {
        if let Some(problem) = self.odd_space() {
            return Err(Box::new(problem));
        }
        let start = self.start();
        let whole = scalar::until(&self.text[start..], depth > 0);
        let end = if DeValue::parse(whole).is_ok() {
            start + whole.len()
        } else {
            let word = self.text[start..].find([' ', '\t', '\n', '\r', ',', ']', '}', '#']);
            let end = word.map_or(self.text.len(), |word| start + word);
            if DeValue::parse(&self.text[start..end]).is_err() || is_number_in_words(whole, end - start) {
                let (message, help) = scalar::advice(whole);
                return self.wrong(start..start + whole.len(), message, help);
            }
            end
        };
        while self.start() < end {
            self.at += 1;
        }
        Ok(())
    }

    /// A list between brackets.
    fn array(&mut self, depth: usize) -> Read {
        let open = self.span();
        self.at += 1;
        loop {
            let is_new_line = self.skip_blank_lines();
            self.is_closed_by(&open, is_new_line, TokenKind::RightCurlyBracket)?;
            match self.kind() {
                TokenKind::RightSquareBracket => {
                    self.at += 1;
                    return Ok(());
                }
                TokenKind::Comma => return self.wrong(self.span(), "a comma without an item before it", "take it out"),
                _ if self.is_remark() => return self.remark(),
                _ if self.is_entry() => {
                    let shown = wording::brief(self.token());
                    let help = format!("put braces around what belongs together: `{{ {shown} = …, … }}`");
                    return self.wrong(self.span(), format!("`{shown} = …` cannot stand in a list by itself"), help);
                }
                _ => {}
            }
            let item = self.value(depth + 1)?;
            let is_new_line = self.skip_blank_lines();
            self.is_closed_by(&open, is_new_line, TokenKind::RightCurlyBracket)?;
            match self.kind() {
                TokenKind::Comma => self.at += 1,
                TokenKind::RightSquareBracket => {}
                _ => return self.no_comma(&item),
            }
        }
    }

    /// `{ key = value, … }`.
    fn table(&mut self, depth: usize) -> Read {
        let open = self.span();
        self.at += 1;
        let mut before: Option<Range<usize>> = None;
        loop {
            let is_new_line = self.skip_blank_lines();
            self.is_closed_by(&open, is_new_line, TokenKind::RightSquareBracket)?;
            match self.kind() {
                TokenKind::RightCurlyBracket => {
                    self.at += 1;
                    return Ok(());
                }
                TokenKind::LeftCurlyBracket => return self.unclosed(&open, self.span(), "the next one begins here"),
                TokenKind::Comma => {
                    return self.wrong(self.span(), "a comma without anything before it", "take it out");
                }
                _ if self.is_remark() => return self.remark(),
                _ => {}
            }
            let key = self.key()?;
            if let Some(before) = before.take().filter(|_| self.kind() != TokenKind::Equals) {
                self.is_no_number_with_comma(&before, &key)?;
            }
            self.equals(&key)?;
            self.skip_blanks();
            if matches!(self.kind(), TokenKind::Newline | TokenKind::Comment | TokenKind::Eof) {
                return self.no_value(&key);
            }
            let value = self.value(depth + 1)?;
            let is_new_line = self.skip_blank_lines();
            self.is_closed_by(&open, is_new_line, TokenKind::RightSquareBracket)?;
            match self.kind() {
                TokenKind::Comma => self.at += 1,
                TokenKind::RightCurlyBracket => {}
                TokenKind::LeftCurlyBracket => return self.unclosed(&open, self.span(), "the next one begins here"),
                _ => return self.no_comma(&value),
            }
            before = Some(value);
        }
    }

    /// `28,000` in a table: the digits after the comma would be a key.
    fn is_no_number_with_comma(&self, before: &Range<usize>, key: &Range<usize>) -> Read {
        let (whole, rest) = (&self.text[before.clone()], &self.text[key.clone()]);
        if whole.parse::<f64>().is_ok() && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.wrong(before.start..key.end, "a number with a comma in it", without_comma(whole, rest));
        }
        Ok(())
    }

    /// Whether a key without quotes stands here, with `=` behind it.
    fn is_entry(&self) -> bool {
        let after = self.tokens[self.at + 1..].iter().find(|token| token.kind() != TokenKind::Whitespace);
        self.kind() == TokenKind::Atom
            && is_key(self.token())
            && after.is_some_and(|token| token.kind() == TokenKind::Equals)
    }

    /// Whether a bracket may still be closed: not by one of another kind, and not beyond the next statement.
    fn is_closed_by(&mut self, open: &Range<usize>, is_new_line: bool, other: TokenKind) -> Read {
        let here = self.kind();
        if here == TokenKind::Eof {
            return self.unclosed(open, self.end_before()..self.end_before(), "the file ends here");
        }
        if here == other {
            return self.unclosed(open, self.span(), "this one closes another kind");
        }
        if is_new_line && (self.is_header() || self.is_outer_entry()) {
            self.is_found_again = true;
            return self.unclosed(open, self.rest(), "something new begins here");
        }
        Ok(())
    }

    fn unclosed<T>(&self, open: &Range<usize>, until: Range<usize>, what: &str) -> Read<T> {
        let bracket = &self.text[open.clone()];
        let closing = if bracket == "[" { "]" } else { "}" };
        let message = format!("the `{bracket}` that opens here is not closed");
        let problem = self.problem(open.clone(), message).related(self.place(until), what);
        Err(Box::new(problem.help(format!("put `{closing}` behind the last of what it holds"))))
    }

    /// Something stands where a comma is wanted.
    fn no_comma<T>(&mut self, before: &Range<usize>) -> Read<T> {
        let rest = self.rest_of_line();
        if let Some(next) = rest.strip_prefix(';').map(str::trim_start)
            && next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '{' | '[' | ']' | '}'))
        {
            return self.wrong(self.first_char(), "`;` where a comma belongs", "write `,`");
        }
        if self.is_remark() {
            return self.remark();
        }
        if let Some(problem) = self.odd_space() {
            return Err(Box::new(problem));
        }
        let token = self.token();
        if token.starts_with(':') {
            let help = "write `=`, and braces around what belongs together: `{ key = value, … }`";
            return self.wrong(self.first_char(), "a key and its value are joined by `=`, not by `:`", help);
        }
        if let Some(mended) = token.chars().next().and_then(scalar::ordinary) {
            let message = format!("`{}` only looks like `{mended}`", token.chars().next().unwrap_or_default());
            return self.wrong(self.first_char(), message, format!("write an ordinary `{mended}`"));
        }
        if self.is_quote_inside(before) {
            return self.quote_inside(before);
        }
        let end = before.end;
        let problem = self.problem(end.saturating_sub(1)..end, "a comma is missing after this");
        Err(Box::new(problem.related(self.place(self.first_char()), "before this").help("put `,` between the two")))
    }

    /// Whether a text ended at a quote that was meant to be part of it.
    fn is_quote_inside(&self, before: &Range<usize>) -> bool {
        let is_text = self.text[before.clone()].ends_with(['"', '\'']);
        let is_near = !self.text[before.end..self.start()].contains('\n');
        is_text && is_near && self.kind() == TokenKind::Atom && self.rest_of_line().contains(['"', '\''])
    }

    fn quote_inside<T>(&self, before: &Range<usize>) -> Read<T> {
        let text = &self.text[before.clone()];
        let is_empty = text == "\"\"" || text == "''";
        let message = if is_empty {
            "two quotes stand where one opens a text".to_owned()
        } else {
            "the text ends at this quote, and more follows".to_owned()
        };
        let help = match text.chars().next() {
            _ if is_empty => "write one quote on each side",
            Some('\'') => "for an apostrophe inside put the text between double quotes; or is a comma missing?",
            _ => "for a quote inside a text write `\\\"`; or is a comma or a quote missing?",
        };
        self.wrong(before.end - 1..before.end, message, help)
    }

    /// Something stands behind the value of a key.
    fn more_on_the_line(&mut self, key: &Range<usize>, value: &Range<usize>) -> Read {
        if self.is_remark() {
            return self.remark();
        }
        if let Some(problem) = self.odd_space() {
            return Err(Box::new(problem));
        }
        let written = &self.text[value.clone()];
        let is_number = written.parse::<f64>().is_ok();
        let rest = self.rest_of_line().trim_end();
        let shown = wording::brief(&self.text[key.clone()]);
        if rest == ";" || rest == "," {
            return self.wrong(
                self.rest(),
                format!("`{rest}` at the end of a line"),
                "take it out: a line ends by itself",
            );
        }
        if let Some(fraction) =
            rest.strip_prefix(',').filter(|rest| is_number && rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            let help = without_comma(written, fraction.trim());
            return self.wrong(value.start..self.rest().end, "a number with a comma in it", help);
        }
        if self.is_quote_inside(value) {
            return self.quote_inside(value);
        }
        match self.kind() {
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                self.wrong(self.span(), format!("`{}` closes nothing that is open", self.token()), "take it out")
            }
            TokenKind::Comma => {
                let help = format!("put brackets around a list: `{shown} = [{written}, …]`");
                self.wrong(self.span(), format!("`{shown}` has several values"), help)
            }
            _ if rest.contains('=') => {
                self.wrong(self.rest(), "two keys stand on one line", "give each key a line of its own")
            }
            _ if is_number => {
                let message = format!("a number stands alone, without `{}`", wording::brief(rest));
                self.wrong(self.rest(), message, format!("write {written}"))
            }
            _ => self.wrong(
                self.rest(),
                format!("the value of `{shown}` ends before this"),
                "take it out, or put it into the value",
            ),
        }
    }
}

/// How a number with a comma in it is written.
fn without_comma(whole: &str, rest: &str) -> String {
    match rest.len() {
        3 => format!("write {whole}{rest} without a separator, or {whole}.{rest} if it is a fraction"),
        _ => format!("write {whole}.{rest}"),
    }
}

/// Whether a number of so many bytes goes on in words, as in `2 to 4` or `3 hours`, and nothing else of TOML follows.
fn is_number_in_words(whole: &str, number: usize) -> bool {
    let (number, rest) = whole.split_at(number.min(whole.len()));
    let rest = rest.trim_start();
    number.parse::<f64>().is_ok()
        && rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | '—' | '%'))
        && !rest.contains(['=', '"', '\'', '{', '['])
}

/// Whether a text can be a key without quotes, with dots or not.
fn is_bare(text: &str) -> bool {
    text.split('.').all(is_key)
}

fn is_key(text: &str) -> bool {
    let is_quoted = text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(&text[..1]);
    is_quoted
        || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
