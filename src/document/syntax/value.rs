//! Values: texts, lists, tables, and what stands there without quotes.

use std::ops::Range;

use toml::de::DeValue;
use toml_parser::lexer::TokenKind;

use super::reader::{Read, Reader};
use super::scalar::{self, is_number_in_words, without_comma};
use crate::wording;

impl Reader<'_> {
    /// A value: where it stands. `depth` is the number of brackets that it stands in.
    pub(super) fn value(&mut self, depth: usize) -> Read<Range<usize>> {
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

    pub(super) fn string(&mut self) -> Read {
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
            if token.contains('\\') && quote == "\"" {
                return self.backslash(span);
            }
            let help = "take out the characters that cannot be seen, such as control characters";
            return self.wrong(span, "a text holds a character that TOML does not allow", help);
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

    pub(super) fn backslash<T>(&self, span: Range<usize>) -> Read<T> {
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
    pub(super) fn scalar(&mut self, depth: usize) -> Read {
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
    pub(super) fn array(&mut self, depth: usize) -> Read {
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
    pub(super) fn table(&mut self, depth: usize) -> Read {
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
    pub(super) fn is_no_number_with_comma(&self, before: &Range<usize>, key: &Range<usize>) -> Read {
        let (whole, rest) = (&self.text[before.clone()], &self.text[key.clone()]);
        if whole.parse::<f64>().is_ok() && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.wrong(before.start..key.end, "a number with a comma in it", without_comma(whole, rest));
        }
        Ok(())
    }

    /// Whether a bracket may still be closed: not by one of another kind, and not beyond the next statement.
    pub(super) fn is_closed_by(&mut self, open: &Range<usize>, is_new_line: bool, other: TokenKind) -> Read {
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

    pub(super) fn unclosed<T>(&self, open: &Range<usize>, until: Range<usize>, what: &str) -> Read<T> {
        let bracket = &self.text[open.clone()];
        let closing = if bracket == "[" { "]" } else { "}" };
        let message = format!("the `{bracket}` that opens here is not closed");
        let problem = self.problem(open.clone(), message).related(self.place(until), what);
        Err(Box::new(problem.help(format!("put `{closing}` behind the last of what it holds"))))
    }

    /// Something stands where a comma is wanted.
    pub(super) fn no_comma<T>(&mut self, before: &Range<usize>) -> Read<T> {
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
    pub(super) fn is_quote_inside(&self, before: &Range<usize>) -> bool {
        let is_text = self.text[before.clone()].ends_with(['"', '\'']);
        let is_near = !self.text[before.end..self.start()].contains('\n');
        is_text && is_near && self.kind() == TokenKind::Atom && self.rest_of_line().contains(['"', '\''])
    }

    pub(super) fn quote_inside<T>(&self, before: &Range<usize>) -> Read<T> {
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
}
