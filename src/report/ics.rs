//! iCalendar, RFC 5545: lines folded at 75 octets, ended by CR LF, texts escaped. Nothing here draws a number or asks the
//! clock, as the builders that there are do for ids and stamps: the same plan is the same bytes.

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use crate::clean;

/// The first day that can be written: years have four digits and no sign.
pub(super) const FIRST: Date = date(1, 1, 1);

/// Octets of a line without its end.
const WIDEST: usize = 75;

/// A calendar that grows by lines.
#[derive(Debug)]
pub(super) struct Calendar(String);

impl Calendar {
    /// A calendar of this name.
    pub(super) fn new(name: &str) -> Self {
        let mut calendar = Self(String::new());
        calendar.own("BEGIN", "VCALENDAR");
        calendar.own("VERSION", "2.0");
        calendar.own("PRODID", concat!("-//skillgap//skillgap ", env!("CARGO_PKG_VERSION"), "//EN"));
        calendar.own("CALSCALE", "GREGORIAN");
        calendar.text("X-WR-CALNAME", &[name]);
        calendar
    }

    /// A part, such as `VEVENT`, with the lines that `inside` writes.
    pub(super) fn part(&mut self, kind: &str, inside: impl FnOnce(&mut Self)) {
        self.own("BEGIN", kind);
        inside(self);
        self.own("END", kind);
    }

    /// A line of our own words, which need no escaping.
    pub(super) fn own(&mut self, name: &str, value: impl std::fmt::Display) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A day without a time.
    pub(super) fn day(&mut self, name: &str, day: Date) {
        self.own(&format!("{name};VALUE=DATE"), compact(day));
    }

    /// The beginning of a day, in UTC.
    pub(super) fn moment(&mut self, name: &str, day: Date) {
        self.own(name, format_args!("{}T000000Z", compact(day)));
    }

    /// Words of anybody, a paragraph each.
    pub(super) fn text<T: AsRef<str>>(&mut self, name: &str, paragraphs: &[T]) {
        let escaped: Vec<_> = paragraphs.iter().map(|one| escaped(one.as_ref())).collect();
        self.fold(&format!("{name}:{}", escaped.join("\\n")));
    }

    /// Words of anybody, each an entry of a list.
    pub(super) fn list(&mut self, name: &str, entries: &[&str]) {
        let escaped: Vec<_> = entries.iter().map(|one| escaped(one)).collect();
        self.fold(&format!("{name}:{}", escaped.join(",")));
    }

    /// The calendar as text.
    pub(super) fn finish(mut self) -> String {
        self.own("END", "VCALENDAR");
        self.0
    }

    /// Adds a line; what is longer than it may be goes on after a blank, never inside a character.
    fn fold(&mut self, line: &str) {
        let mut taken = 0;
        for c in line.chars() {
            if taken + c.len_utf8() > WIDEST {
                self.0.push_str("\r\n ");
                taken = 1;
            }
            self.0.push(c);
            taken += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in clean::line(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A day as `20261122`.
pub(super) fn compact(day: Date) -> String {
    let day = day.max(FIRST);
    let mut text = String::with_capacity(8);
    write!(text, "{:04}{:02}{:02}", day.year(), day.month(), day.day()).expect("a String takes all that is written");
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_escaped_and_lines_folded() {
        let mut calendar = Calendar::new("a; b");
        calendar.text("DESCRIPTION", &["one, two\\three", "é".repeat(40).as_str()]);
        let text = calendar.finish();
        assert!(text.contains("X-WR-CALNAME:a\\; b\r\n"));
        assert!(text.contains("DESCRIPTION:one\\, two\\\\three\\né"), "{text}");
        assert!(text.contains("é\r\n é"));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_nothing_is_lost(words in any::<String>()) {
            let mut calendar = Calendar::new("");
            calendar.text("SUMMARY", &[&words]);
            let text = calendar.finish();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= WIDEST));
            prop_assert!(text.replace("\r\n", "").chars().all(|c| !clean::is_hidden(c)));
            let unfolded = text.replace("\r\n ", "");
            let line = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap_or_default();
            let mut read = String::new();
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                read.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
            }
            prop_assert_eq!(read, clean::line(&words).into_owned());
        }
    }
}
