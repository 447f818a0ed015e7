//! Markdown: `CommonMark` with the tables of GitHub, stable to the byte. The one place that escapes.

use std::fmt::Write as _;

use super::name;
use super::table::{Column, Side, Table};
use super::wrap::width;
use crate::assessment::Edition;
use crate::clean;

/// A document that grows by blocks, with one empty line between them.
#[derive(Debug, Default)]
pub(super) struct Document(String);

impl Document {
    /// A heading; `text` is Markdown already.
    pub(super) fn heading(&mut self, depth: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(depth)));
    }

    /// A block; `text` is Markdown already.
    pub(super) fn block(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text.trim_end());
        self.0.push('\n');
    }

    /// A list; the items are Markdown already. Nothing for no items.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let list = items.into_iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n");
        if !list.is_empty() {
            self.block(&list);
        }
    }

    /// A table; its cells are plain text and are escaped here.
    pub(super) fn table(&mut self, table: &Table) {
        let cells: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| text(cell)).collect()).collect();
        let widest = |at: usize| cells.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0);
        let wide = |(at, column): (usize, &Column)| {
            let fixed = if column.width == 0 { widest(at) } else { column.width };
            fixed.max(width(column.head)).max(3)
        };
        let widths: Vec<usize> = table.columns.iter().enumerate().map(wide).collect();
        let mut drawn = String::new();
        let mut line = |cells: &[String]| {
            for ((cell, column), wide) in cells.iter().zip(&table.columns).zip(&widths) {
                let room = " ".repeat(wide.saturating_sub(width(cell)));
                let padded = if column.side == Side::Left { format!("{cell}{room}") } else { format!("{room}{cell}") };
                write!(drawn, "| {padded} ").expect("a String takes all that is written");
            }
            drawn.push_str("|\n");
        };
        line(&table.columns.iter().map(|column| name::capital(column.head)).collect::<Vec<_>>());
        let rule = |(column, wide): (&Column, &usize)| match column.side {
            Side::Left => format!(":{}", "-".repeat(wide - 1)),
            Side::Right => format!("{}:", "-".repeat(wide - 1)),
        };
        line(&table.columns.iter().zip(&widths).map(rule).collect::<Vec<_>>());
        for row in &cells {
            line(row);
        }
        self.block(&drawn);
    }

    /// A part that is folded away where the reader's tool can; `title` is plain text.
    pub(super) fn folded(&mut self, title: &str, inside: impl FnOnce(&mut Self)) {
        self.block(&format!("<details>\n<summary>{}</summary>", text(title)));
        inside(self);
        self.block("</details>");
    }

    /// The document with its last line: which tool, which rubric and what else it was made from.
    pub(super) fn finish(mut self, made_from: &str) -> String {
        let made_from = clean::line(made_from).replace(['<', '>', '[', ']'], "").replace("--", "- -");
        self.block(&format!("<!-- skillgap {}, {made_from} -->", env!("CARGO_PKG_VERSION")));
        self.0
    }
}

/// An edition of a rubric: `` `backend-developer` 1.0.0 ``.
pub(super) fn edition(edition: &Edition) -> String {
    format!("`{}` {}", edition.id, text(&edition.version))
}

/// Text of anybody as Markdown that shows exactly that text, on one line.
pub(super) fn text(text: &str) -> String {
    let cleaned = clean::line(text);
    let mut escaped = String::with_capacity(cleaned.len() + 8);
    for (at, c) in cleaned.char_indices() {
        // `+5` is no item of a list, `+ 5` is one.
        let signs_a_number = || cleaned[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        let begins_a_block = || at == 0 && (matches!(c, '#' | '=') || matches!(c, '+' | '-') && !signs_a_number());
        let numbers_a_list = || {
            let ends = || cleaned[at + 1..].chars().next().is_none_or(char::is_whitespace);
            matches!(c, '.' | ')') && at > 0 && cleaned[..at].bytes().all(|byte| byte.is_ascii_digit()) && ends()
        };
        // Escaped brackets are no link to a reader of the standard; a hasty one may look for these two only.
        let follows_a_bracket = || c == '(' && cleaned[..at].ends_with(']');
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '>' => escaped.extend(['\\', c]),
            _ if begins_a_block() || numbers_a_list() || follows_a_bracket() => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The same of a text that may have several lines, for an item of a list: a hard break ends each but the last.
pub(super) fn lines(words: &str) -> String {
    words.split('\n').map(text).collect::<Vec<_>>().join("\\\n  ")
}

/// Our own words as Markdown: what stands between backticks is code.
pub(super) fn prose(words: &str) -> String {
    let part = |(at, part): (usize, &str)| if at % 2 == 0 { text(part) } else { format!("`{part}`") };
    words.split('`').enumerate().map(part).collect()
}

/// A link, if `url` is one that a browser may follow; else the title alone.
pub(super) fn link(title: &str, url: Option<&str>) -> String {
    match url.filter(|url| is_safe(url)) {
        Some(url) if is_plain(url) => format!("[{}]({url})", text(title)),
        Some(url) => format!("[{}](<{url}>)", text(title)),
        None => text(title),
    }
}

/// Whether an address needs no brackets of its own, which formatters then take away: one without parentheses.
fn is_plain(url: &str) -> bool {
    !url.contains(['(', ')'])
}

/// Whether a browser may follow an address: one of the web, and nothing in it that ends a link.
pub(super) fn is_safe(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '`' | '\\' | '|' | '"'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(text("a|b `c` *d* [e] <f> g_h"), r"a\|b \`c\` \*d\* \[e\] &lt;f\> g\_h");
        assert_eq!(text("one\ntwo"), r"one\\u{a}two");
        assert_eq!(text("# no"), r"\# no");
        assert_eq!(text("12. no"), r"12\. no");
        assert_eq!((text("+ no"), text("+5.9")), (r"\+ no".to_owned(), "+5.9".to_owned()));
        assert_eq!(text("C# and C++, 3.5 & more"), "C# and C++, 3.5 &amp; more");
    }

    #[test]
    fn lines_of_an_item_are_broken_hard() {
        let mut document = Document::default();
        document.list([format!("Goal: {}", lines("- one\n# two")), "other".to_owned()]);
        assert_eq!(document.0, "- Goal: \\- one\\\n  \\# two\n- other\n");
    }

    #[test]
    fn links_lead_to_the_web_or_nowhere() {
        assert_eq!(link("a]b", Some("https://example.org/x_(y)")), r"[a\]b](<https://example.org/x_(y)>)");
        assert_eq!(link("a", Some("https://example.org/x_y")), "[a](https://example.org/x_y)");
        assert_eq!(link("a", Some("javascript:alert(1)")), "a");
        assert_eq!(link("a", Some("https://example.org/ b")), "a");
    }

    #[test]
    fn the_last_line_stays_a_comment() {
        assert!(Document::default().finish("--> <b>").ends_with("- - b -->\n"));
    }

    proptest! {
        #[test]
        fn a_row_has_as_many_cells_as_the_table_has_columns(cell in any::<String>()) {
            let mut document = Document::default();
            let columns = vec![Column::left("one", 5), Column::right("two", 5)];
            document.table(&Table { columns, rows: vec![vec![cell, "x".to_owned()]] });
            let bars = |line: &str| {
                let mut escaped = false;
                line.chars().filter(|c| { let counts = *c == '|' && !escaped; escaped = *c == '\\' && !escaped; counts }).count()
            };
            prop_assert_eq!(document.0.lines().count(), 3);
            for line in document.0.lines() {
                prop_assert_eq!(bars(line), 3, "{}", line);
            }
        }
    }
}
