//! The seal of a Markdown file: by it is known whether somebody wrote into what we wrote. It stands in a comment at the top,
//! beside the figures, and is a digest of the words: what formatters change, ticks, and days and hours beside them, do not
//! break it.

use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use sha2::{Digest as _, Sha256};

const OPENS: &str = "<!-- skillgap-seal ";
const CLOSES: &str = " -->";
/// Stands for the mark of a step.
const MARK: char = '\0';

/// What is known of a Markdown file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// All of it was written by us, ticks aside.
    Whole,
    /// It was written by us, and somebody wrote into it, as far as can be known.
    Changed,
    /// Others wrote it.
    Foreign,
}

/// The document with its seal, below the first paragraph.
pub(crate) fn sealed(document: &str) -> String {
    let line = format!("{OPENS}{}{CLOSES}\n", digest(document));
    let title = if document.starts_with("# ") { 0 } else { document.find("\n# ").unwrap_or(0) };
    let below = document[title..].find("\n\n## ").or_else(|| document[title..].rfind("\n\n<!-- skillgap "));
    match below {
        Some(at) => {
            let (above, rest) = document.split_at(title + at + 1);
            format!("{above}\n{line}{rest}")
        }
        None => format!("{document}\n{line}"),
    }
}

/// Whether a document is as it was sealed.
pub(crate) fn state(document: &str) -> State {
    let seal = document.split_once(OPENS).and_then(|(_, rest)| rest.split_once(CLOSES)).map(|(seal, _)| seal.trim());
    match seal {
        Some(seal) if seal == digest(document) => State::Whole,
        None if !document.contains("<!-- skillgap ") => State::Foreign,
        _ => State::Changed,
    }
}

/// Whether the properties above a document say what those above the next would not: one more, or other tags.
pub(crate) fn loses_properties(document: &str, next: &str) -> bool {
    let next: Vec<_> = properties(next).collect();
    properties(document).any(|line| {
        let key = line.split(':').next().unwrap_or_default();
        let is_there = |other: &&str| other.split(':').next() == Some(key);
        next.iter().find(|other| is_there(other)).is_none_or(|other| key == "tags" && line != *other)
    })
}

fn properties(document: &str) -> impl Iterator<Item = &str> {
    let begins = document.lines().next().is_some_and(|line| line.trim_end() == "---");
    let inside = document.lines().skip(1).take_while(|line| line.trim_end() != "---");
    inside.filter(move |_| begins).map(str::trim_end)
}

fn digest(document: &str) -> String {
    const LETTERS: usize = 12;
    let mut hash = Sha256::new();
    for word in words(document) {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    let mut digest = format!("{:x}", hash.finalize());
    digest.truncate(LETTERS);
    digest
}

/// The words of a document in their order, without the seal and without ticks.
fn words(document: &str) -> Vec<String> {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let (mut text, mut html, mut is_above) = (String::new(), String::new(), false);
    for event in Parser::new_ext(document, options) {
        match event {
            Event::Start(Tag::Item) | Event::End(TagEnd::Item | TagEnd::Heading(_)) => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                text.extend([" ", &*dest_url, " "]);
            }
            Event::Start(Tag::MetadataBlock(_)) => is_above = true,
            Event::End(TagEnd::MetadataBlock(_)) => is_above = false,
            Event::Text(_) if is_above => {}
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineHtml(part) => markup(&part, &mut text),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => markup(&std::mem::take(&mut html), &mut text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    text.lines().flat_map(without_ticks).collect()
}

/// Marks and other comments are words, the seal is none.
fn markup(html: &str, text: &mut String) {
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        text.push_str(before);
        let (comment, behind) = after.split_once("-->").unwrap_or((after, ""));
        let comment = comment.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        if !comment.starts_with("skillgap-seal") {
            text.extend([" ", comment, " "]);
            text.extend(comment.starts_with("skillgap:").then_some(MARK));
        }
        rest = behind;
    }
    text.push_str(rest);
}

/// The words of an item: without its box, a day behind a tick, and what stands behind the mark and is a day or hours.
fn without_ticks(line: &str) -> Vec<String> {
    let line = line.trim_start();
    let unboxed = ["[x] ", "[X] ", "[ ] "].iter().find_map(|sign| line.strip_prefix(sign));
    let (words, beside) = unboxed.unwrap_or(line).split_once(MARK).unwrap_or((unboxed.unwrap_or(line), ""));
    let mut kept: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let is_dated = kept.last().is_some_and(|last| last.starts_with('✅'));
        if is_dated && is_day(word) {
            kept.pop();
        } else {
            kept.push(word.to_owned());
        }
    }
    kept.extend(beside.split([' ', MARK]).filter(|word| !is_of_a_tick(word)).map(str::to_owned));
    kept
}

fn is_day(word: &str) -> bool {
    word.trim_matches([',', ';', '(', ')']).parse::<Date>().is_ok()
}

fn is_of_a_tick(word: &str) -> bool {
    let word = word.trim_matches([',', ';', '(', ')', '✅', '\u{fe0f}']);
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_day(word) || matches!(unit, "" | "h" | "hr" | "hrs" | "hour" | "hours")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "# Plan\n\n5 h a week.\n\n## Steps\n\n- [ ] **SQL, 3**: I wrote C# in_code. 6.5 h \
                        <!-- skillgap:sql@3 -->\n  - Learn from: [x](<https://example.org/a_b>)\n\n\
                        <!-- skillgap 0.1.0, worked -->\n";

    #[test]
    fn ticks_and_formatters_break_no_seal() {
        let sealed = sealed(PLAN);
        assert_eq!(state(&sealed), State::Whole);
        assert!(sealed.starts_with("# Plan\n\n5 h a week.\n\n<!-- skillgap-seal "), "{sealed}");
        for (from, to) in [
            ("[ ]", "[x]"),
            ("[ ]", "\\[x\\]"),
            ("sql@3 -->", "sql@3 --> 2.5 h ✅ 2026-12-01"),
            ("sql@3 -->", "sql@3 --> ✅ 2026-12-01, 2,5 hours"),
            ("6.5 h <!--", "6.5 h ✅ 2026-12-01 <!--"),
            ("- [ ]", "1. [ ]"),
            ("**SQL, 3**: I", "__SQL\\, 3__:\n  I"),
            ("6.5 h ", "6.5 h\n  "),
            ("(<https://example.org/a_b>)", "(https://example.org/a_b)"),
            ("in_code", "in\\_code"),
        ] {
            assert!(sealed.contains(from), "{from}");
            assert_eq!(state(&sealed.replace(from, to)), State::Whole, "{from} -> {to}");
        }
    }

    #[test]
    fn what_somebody_wrote_breaks_it() {
        let sealed = sealed(PLAN);
        for (from, to) in [
            ("sql@3 -->", "sql@3 --> hard!"),
            ("  - Learn", "  - My note\n  - Learn"),
            ("5 h a week", "4 h a week"),
            ("\n## Steps", "\nA note.\n\n## Steps"),
            ("sql@3", "sql@4"),
            ("worked -->\n", "worked -->\n\nBelow.\n"),
        ] {
            assert!(sealed.contains(from), "{from}");
            assert_eq!(state(&sealed.replacen(from, to, 1)), State::Changed, "{from} -> {to}");
        }
        let above = |properties: &str| format!("---\n{properties}---\n\n{sealed}");
        assert_eq!(state(&above("mood: good\n")), State::Whole, "properties are looked at by themselves");
        for (there, next, is_lost) in [
            ("mood: good\n", "", true),
            ("date: 1\n", "date: 2\ntags: [a]\n", false),
            ("tags: [a, b]\n", "tags: [a]\n", true),
            ("", "date: 2\n", false),
        ] {
            assert_eq!(loses_properties(&above(there), &above(next)), is_lost, "{there} -> {next}");
        }
        assert_eq!(state(PLAN), State::Changed, "without a seal nothing is known");
        assert_eq!(state("# Notes\n"), State::Foreign);
    }
}
