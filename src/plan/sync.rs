//! Ticks in a Markdown plan, read back. A file is read as Markdown, whatever an editor or a formatter made of its lines.

use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The boxes of a Markdown file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Boxes {
    /// The steps whose box is ticked, in their order.
    pub ticked: Vec<TickedBox>,
    /// The ticked boxes that are no step of a plan: the line, from 1, and the words.
    pub unmarked: Vec<(usize, String)>,
    /// How many steps have a box that is not ticked.
    pub open: usize,
    /// The day of the assessment that the plan was made from, if the file says so.
    pub made_on: Option<Date>,
}

/// A step whose box is ticked.
#[derive(Clone, PartialEq, Debug)]
pub struct TickedBox {
    /// The step, such as `sql@3`, as it is written.
    pub id: String,
    /// The line of its item, from 1.
    pub line: usize,
    /// The day that stands beside it: `✅ 2026-12-01`.
    pub on: Option<Date>,
    /// The hours that stand beside it: `2.5 h`.
    pub hours: Option<f64>,
}

/// Stands for a mark in the text of an item; no text of a Markdown file holds it.
const MARK: char = '\0';
/// Stands before the day on which a task was done.
const DONE: char = '✅';

/// Reads the boxes: items of lists such as `- [x] … <!-- skillgap:sql@3 -->`. The mark stands anywhere in the item, not in
/// code; hours count behind the mark, beside the day, or in front of all words.
pub fn boxes(markdown: &str) -> Boxes {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { markdown, found: Boxes::default(), items: Vec::new(), html: String::new(), mute: false };
    for (event, place) in Parser::new_ext(markdown, options).into_offset_iter() {
        reader.take(event, place.start);
    }
    reader.found
}

/// What is known of an item while it is read.
#[derive(Debug)]
struct Item {
    start: usize,
    /// Whether its box is ticked; none without a box, as far as the parser sees.
    has_tick: Option<bool>,
    text: String,
    ids: Vec<String>,
}

impl Item {
    /// Whether its box is ticked; none if it is no task. Some formatters escape the brackets.
    fn is_ticked(&self) -> Option<bool> {
        let written = || match self.text.trim_start().get(..4)? {
            "[x] " | "[X] " => Some(true),
            "[ ] " => Some(false),
            _ => None,
        };
        self.has_tick.or_else(written)
    }

    /// Its words, without the box and the mark.
    fn words(&self) -> String {
        let text = self.text.trim_start();
        let text = if self.has_tick.is_none() { text.get(4..).unwrap_or_default() } else { text };
        text.replace(MARK, " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Reader<'m> {
    markdown: &'m str,
    found: Boxes,
    items: Vec<Item>,
    html: String,
    /// Whether the text is code or front matter.
    mute: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, start: usize) {
        match event {
            Event::Start(Tag::Item) => {
                self.items.push(Item { start, has_tick: None, text: String::new(), ids: Vec::new() });
            }
            Event::End(TagEnd::Item) => self.end(),
            Event::TaskListMarker(is_ticked) => {
                if let Some(item) = self.items.last_mut() {
                    item.has_tick = Some(is_ticked);
                }
            }
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => self.mute = true,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => self.mute = false,
            Event::Text(text) if !self.mute => self.say(&text),
            Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => self.say(" "),
            Event::InlineHtml(html) => self.markup(&html),
            Event::Html(html) => self.html.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                self.markup(&html);
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if let Some(item) = self.items.last_mut() {
            item.text.push_str(text);
        }
    }

    /// Takes the comments; what stands around them in a block is text to the person who wrote it.
    fn markup(&mut self, html: &str) {
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("<!--") {
            self.say(before);
            let (comment, behind) = after.split_once("-->").unwrap_or((after, ""));
            // The parser leaves the signs of a quotation in a comment of several lines.
            self.comment(comment.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end());
            rest = behind;
        }
        if !rest.starts_with('<') {
            self.say(rest);
        }
    }

    fn comment(&mut self, comment: &str) {
        if let Some(id) = comment.strip_prefix("skillgap:") {
            let id = id.trim().to_owned();
            // A mark below a task, in a list of its own, is that of the task.
            if let Some(item) = self.items.iter_mut().rfind(|item| item.is_ticked().is_some()) {
                item.text.push(MARK);
                item.ids.push(id);
            }
        } else if comment.starts_with("skillgap ") {
            let on = comment.rsplit_once("self-rated ").and_then(|(_, day)| day.get(..10)?.parse().ok());
            self.found.made_on = on.or(self.found.made_on);
        }
    }

    fn end(&mut self) {
        let Some(item) = self.items.pop() else { return };
        match (item.is_ticked(), item.ids.is_empty()) {
            (Some(true), is_unmarked) => {
                let line = self.markdown[..item.start].matches('\n').count() + 1;
                if is_unmarked {
                    self.found.unmarked.push((line, item.words()));
                }
                let text = if item.has_tick.is_none() { item.text.trim_start().get(3..) } else { None };
                let (on, hours) = beside(text.unwrap_or(&item.text));
                self.found.ticked.extend(item.ids.into_iter().map(|id| TickedBox { id, line, on, hours }));
            }
            (Some(false), false) => self.found.open += item.ids.len(),
            _ => {}
        }
    }
}

/// The day and the hours that stand beside a tick.
fn beside(text: &str) -> (Option<Date>, Option<f64>) {
    let dated = text.rmatch_indices(DONE).find_map(|(at, sign)| {
        let rest = text[at + sign.len()..].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{fe0f}');
        let on = rest.get(..10)?.parse::<Date>().ok()?;
        Some((at, text.len() - rest.len() + 10, on))
    });
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | ':' | '-' | '–' | '·' | MARK);
    let is_gap = |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.chars().all(parts));
    let mark = text.rfind(MARK);
    let behind_the_mark = |start: usize| mark.is_some_and(|mark| start > mark);
    let beside_the_day =
        |start: usize, end: usize| dated.is_some_and(|(first, last, _)| is_gap(last, start) || is_gap(end, first));
    let all = hours(text);
    let behind = all.iter().find(|(start, ..)| behind_the_mark(*start));
    let found = behind.or_else(|| all.iter().find(|(start, end, _)| beside_the_day(*start, *end) || is_gap(0, *start)));
    (dated.map(|(.., on)| on), found.map(|(.., hours)| *hours))
}

/// The hours that a text names, each with where it begins and ends: `2.5 h`, `2,5 hours`.
fn hours(text: &str) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find(|c: char| c.is_ascii_digit()).map(|ahead| at + ahead) {
        let rest = &text[begin..];
        let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let number = rest[..length].replace(',', ".");
        at = begin + length;
        let is_apart =
            text[..begin].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '.'));
        let unit = rest[length..].trim_start();
        let word = unit.find(|c: char| !c.is_alphanumeric()).map_or(unit, |end| &unit[..end]);
        let is_unit = matches!(word, "h" | "hr" | "hrs" | "hour" | "hours");
        if let Some(number) = number.parse().ok().filter(|_| is_apart && is_unit) {
            found.push((begin, text.len() - unit.len() + word.len(), number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ids(markdown: &str) -> Vec<String> {
        boxes(markdown).ticked.into_iter().map(|ticked| ticked.id).collect()
    }

    #[test]
    fn only_ticked_boxes_with_a_mark_count() {
        let text = "- [x] Read a plan <!-- skillgap:sql@3 -->\n- [ ] Not yet <!-- skillgap:go@1 -->\n\
                    * [X] Mine\n  + [X] Nested, <!-- note --> and done <!-- skillgap:git@2 -->\n\n[x] <!-- skillgap:no@1 -->\n";
        assert_eq!(ids(text), ["sql@3", "git@2"]);
        assert_eq!((boxes(text).open, boxes(text).unmarked), (1, vec![(3, "Mine".to_owned())]));
    }

    #[test]
    fn the_mark_stands_anywhere_in_the_item() {
        for text in [
            "1. [x] Numbered <!-- skillgap:sql@3 -->",
            "10) [x] Numbered <!-- skillgap:sql@3 -->",
            "> [!todo]\n> - [x] In a callout <!-- skillgap:sql@3 -->",
            "- [x] Wrapped by\n  a formatter\n  <!-- skillgap:sql@3 -->\n  - Why: so",
            "- [x] Wrapped in <!--\n  skillgap:sql@3 --> the mark",
            "> - [x] Wrapped in a <!--\n>   skillgap:sql@3 --> callout",
            "- [x] lazy\ncontinuation <!-- skillgap:sql@3 -->",
            "- [x] <!-- skillgap:sql@3 --> in front",
            "- [x] loose\n\n  second paragraph <!--skillgap:sql@3-->\n\n- [ ] other",
            "- [x] below\n  - Why: so <!-- skillgap:sql@3 -->",
            "- \\[x\\] escaped <!-- skillgap:sql@3 -->",
            "- x\n    - [x] deep <!-- skillgap:sql@3 -->",
            "---\ntags: [a]\n---\n\n- [x] Below front matter <!-- skillgap:sql@3 -->",
        ] {
            assert_eq!(ids(text), ["sql@3"], "{text}");
            assert_eq!(boxes(text).unmarked, [], "{text}");
            assert_eq!(ids(&text.replace('\n', "\r\n")), ["sql@3"], "{text}");
        }
    }

    #[test]
    fn what_is_no_mark_ticks_nothing() {
        for text in [
            "- [x] In code `<!-- skillgap:sql@3 -->`",
            "- [x] In a block\n\n  ```\n  <!-- skillgap:sql@3 -->\n  ```",
            "```\n- [x] All in code <!-- skillgap:sql@3 -->\n```",
            "    - [x] indented <!-- skillgap:sql@3 -->",
            "- [x] As text &lt;!-- skillgap:sql@3 -->",
            "- [x] As text \\<!-- skillgap:sql@3 -->",
            "- [x](https://example.org) a link <!-- skillgap:sql@3 -->",
            "- [ ] open <!-- skillgap:sql@3 -->\n  - [x] mine",
            "- plain <!-- skillgap:sql@3 -->",
        ] {
            assert_eq!(ids(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_day_and_hours_beside_the_tick_are_taken() {
        let read = |text: &str| {
            let boxes = boxes(&format!("- [x] {text}"));
            (boxes.ticked[0].on, boxes.ticked[0].hours)
        };
        let day = Some(date(2026, 12, 1));
        let mark = "<!-- skillgap:sql@3 -->";
        assert_eq!(read(&format!("**SQL**: 6.5 h, +3.7 points {mark} ✅ 2026-12-01")), (day, None));
        assert_eq!(read(&format!("**SQL**: 6.5 h, +3.7 points {mark} 2.5 h ✅ 2026-12-01")), (day, Some(2.5)));
        assert_eq!(read(&format!("**SQL**: 6.5 h {mark} ✅ 2026-12-01 2.5 h")), (day, Some(2.5)));
        assert_eq!(read(&format!("**SQL**: 6.5 h, points ✅ 2026-12-01, 2,5 hours {mark}")), (day, Some(2.5)));
        assert_eq!(read(&format!("**SQL**: 6.5 h, points 2.5h ✅ 2026-12-01 {mark}")), (day, Some(2.5)));
        assert_eq!(read(&format!("✅ 2026-12-01 **SQL**: 6.5 h {mark}")), (day, None));
        assert_eq!(read(&format!("2.5 h **SQL**: 6.5 h {mark}")), (None, Some(2.5)));
        assert_eq!(read(&format!("**SQL**: 6.5 h {mark} (it took 12 h)")), (None, Some(12.0)));
        assert_eq!(read(&format!("**SQL**: 6.5 h {mark} ✅ soon, 3 hats")), (None, None));
        assert_eq!(read(&format!("**SQL**: 6.5 h\n  {mark} 2.5 h ✅ 2026-12-01\n  - 9 h")), (day, Some(2.5)));
    }

    #[test]
    fn the_file_says_what_it_was_made_from() {
        let text = "- [ ] a <!-- skillgap:sql@3 -->\n\n<!-- skillgap 0.1.0, worked 1.0.0, target mid, self-rated 2026-11-22 -->";
        assert_eq!(boxes(text).made_on, Some(date(2026, 11, 22)));
        assert_eq!(boxes("<!-- skillgap 0.1.0, worked, self-rated -->").made_on, None);
    }
}
