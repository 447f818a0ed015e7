//! A text in tokens, read statement by statement.

use std::ops::Range;

use toml::de::DeValue;
use toml_parser::lexer::{Token, TokenKind};

use super::{Fault, line_around};
use crate::problem::{Code, Place, Problem};

/// A problem on the heap: it is handed up through every floor of a value.
pub(super) type Read<T = ()> = Result<T, Box<Problem>>;

/// A text in tokens, and how far it is read.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) file: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    /// Where the statement begins that is being read.
    pub(super) statement: usize,
    /// Whether what follows a fault surely begins at the present token.
    pub(super) is_found_again: bool,
    pub(super) headers: Vec<Header<'t>>,
    pub(super) entries: Vec<Written<'t>>,
}

/// A header that was read.
pub(super) struct Header<'t> {
    pub(super) name: &'t str,
    pub(super) is_double: bool,
    pub(super) span: Range<usize>,
}

/// A `key = value` below a header that was read.
pub(super) struct Written<'t> {
    /// How many headers stand above it.
    pub(super) below: usize,
    pub(super) key: &'t str,
    pub(super) span: Range<usize>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, file: usize) -> Self {
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

    pub(super) fn faults(&mut self, most: usize) -> Vec<Fault> {
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

    pub(super) fn statement(&mut self) -> Read {
        if let Some(problem) = self.stray_line() {
            return Err(Box::new(problem));
        }
        if self.kind() == TokenKind::LeftSquareBracket { self.header() } else { self.entry() }
    }

    /// Goes on to the line on which the next statement surely begins.
    pub(super) fn find_next_statement(&mut self) {
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

    pub(super) fn kind(&self) -> TokenKind {
        self.tokens.get(self.at).map_or(TokenKind::Eof, Token::kind)
    }

    pub(super) fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(self.text.len(), |token| token.span().start())
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.text.len()..self.text.len(), |token| token.span().start()..token.span().end())
    }

    /// Where the last token ends that is no blank.
    pub(super) fn end_before(&self) -> usize {
        self.text[..self.start()].trim_end().len()
    }

    pub(super) fn token(&self) -> &'t str {
        &self.text[self.span()]
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.kind() == TokenKind::Whitespace {
            self.at += 1;
        }
    }

    /// Passes over what may stand between the items of a list; whether there was an end of line.
    pub(super) fn skip_blank_lines(&mut self) -> bool {
        let mut is_new_line = false;
        while matches!(self.kind(), TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment) {
            is_new_line |= self.kind() == TokenKind::Newline;
            self.at += 1;
        }
        is_new_line
    }

    /// The text from here to the end of the line.
    pub(super) fn rest_of_line(&self) -> &'t str {
        self.text[self.start()..].lines().next().unwrap_or_default()
    }

    pub(super) fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem::new(Code::Syntax, self.place(span), message)
    }

    pub(super) const fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, start: span.start, end: span.end }
    }

    pub(super) fn wrong<T>(&self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Read<T> {
        Err(Box::new(self.problem(span, message).help(help)))
    }

    /// How far a byte is from the beginning of its line.
    pub(super) fn indent(&self, at: usize) -> usize {
        at - line_around(self.text, at).start
    }

    /// Whether a header stands here, alone on its line; in a list it would be no sound item.
    pub(super) fn is_header(&self) -> bool {
        let line = self.rest_of_line();
        let line = line.split('#').next().unwrap_or_default().trim();
        let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) else { return false };
        let name = name.strip_prefix('[').unwrap_or(name);
        let name = name.strip_suffix(']').unwrap_or(name).trim();
        is_bare(name) && DeValue::parse(name).is_err()
    }

    /// Whether `key =` stands here, at the beginning of a line that is not further in than the statement.
    pub(super) fn is_outer_entry(&self) -> bool {
        let line = self.rest_of_line();
        let key = line.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(is_bare) && self.indent(self.start()) <= self.indent(self.statement)
    }

    pub(super) fn begins_statement(&mut self) -> bool {
        let at = self.at;
        self.skip_blanks();
        let begins = self.is_header() || self.is_outer_entry();
        if !begins {
            self.at = at;
        }
        begins
    }

    /// What is left of the line.
    pub(super) fn rest(&self) -> Range<usize> {
        self.start()..self.start() + self.rest_of_line().trim_end().len()
    }

    /// How many brackets of a kind stand here, blanks between them or not.
    pub(super) fn count(&mut self, kind: TokenKind) -> usize {
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

    pub(super) fn first_char(&self) -> Range<usize> {
        let length = self.token().chars().next().map_or(0, char::len_utf8);
        self.start()..self.start() + length
    }

    /// Whether a key without quotes stands here, with `=` behind it.
    pub(super) fn is_entry(&self) -> bool {
        let after = self.tokens[self.at + 1..].iter().find(|token| token.kind() != TokenKind::Whitespace);
        self.kind() == TokenKind::Atom
            && is_key(self.token())
            && after.is_some_and(|token| token.kind() == TokenKind::Equals)
    }
}

/// Whether a text can be a key without quotes, with dots or not.
pub(super) fn is_bare(text: &str) -> bool {
    text.split('.').all(is_key)
}

pub(super) fn is_key(text: &str) -> bool {
    let is_quoted = text.len() > 1 && text.starts_with(['"', '\'']) && text.ends_with(&text[..1]);
    is_quoted
        || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
