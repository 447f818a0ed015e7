//! Headers, and keys with their values.

use std::ops::Range;

use toml_parser::lexer::TokenKind;

use super::reader::{Header, Read, Reader, Written, is_bare, is_key};
use super::scalar::{self, plain, without_comma};
use crate::wording;

impl Reader<'_> {
    /// `[skills]` or `[[skills]]`, alone on its line.
    pub(super) fn header(&mut self) -> Read {
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

    /// `key = value`, alone on its line.
    pub(super) fn entry(&mut self) -> Read {
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
    pub(super) fn key(&mut self) -> Read<Range<usize>> {
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

    pub(super) fn equals(&mut self, key: &Range<usize>) -> Read {
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
    pub(super) fn no_word<T>(&self, start: usize, length: usize) -> Read<T> {
        let span = start..self.start() + length;
        let shown = wording::brief(&self.text[span.clone()]);
        let joined = |by: &str| shown.to_lowercase().split_whitespace().collect::<Vec<_>>().join(by);
        let help = format!("a key is one word, such as `{}` or `{}`", joined("_"), joined("-"));
        self.wrong(span, format!("`{shown}` is no key"), help)
    }

    pub(super) fn no_value<T>(&self, key: &Range<usize>) -> Read<T> {
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

    /// Something stands behind the value of a key.
    pub(super) fn more_on_the_line(&mut self, key: &Range<usize>, value: &Range<usize>) -> Read {
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
