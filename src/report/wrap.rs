//! Lines that fit.

use textwrap::{Options, core::display_width};

/// The columns that a text takes on a screen; colours take none.
pub(super) fn width(text: &str) -> usize {
    display_width(text)
}

/// The text in at most so many columns, its end cut off where it must be.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if width(&short) + width(c.encode_utf8(&mut [0; 4])) >= columns {
            break;
        }
        short.push(c);
    }
    short.trim_end().to_owned() + "…"
}

/// The text in lines of at most `columns`, the first after `first`, the others after `rest`. An address that would have
/// to be broken stands whole on a line of its own, as far to the left as it must and beyond the columns if it must, so that
/// it can be opened and copied.
pub(super) fn wrapped(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let address = words.iter().position(|word| is_address(word) && width(word) > columns.saturating_sub(width(rest)));
    let Some(at) = address else { return hung(text, columns, first, rest) };
    let mut lines = if at == 0 { Vec::new() } else { hung(&words[..at].join(" "), columns, first, rest) };
    let indent = columns.saturating_sub(width(words[at])).min(width(rest));
    lines.push(format!("{}{}", " ".repeat(indent), words[at]));
    if at + 1 < words.len() {
        lines.extend(wrapped(&words[at + 1..].join(" "), columns, rest, rest));
    }
    lines
}

/// The text in lines of at most `columns`, whatever is in it: beside it stands something else.
pub(super) fn in_cell(text: &str, columns: usize) -> Vec<String> {
    hung(text, columns, "", "")
}

fn is_address(word: &str) -> bool {
    word.starts_with("https://") || word.starts_with("http://")
}

fn hung(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
    let options =
        Options::new(columns).initial_indent(first).subsequent_indent(rest).wrap_algorithm(GREEDY).word_splitter(WHOLE);
    textwrap::wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

const WHOLE: textwrap::WordSplitter = textwrap::WordSplitter::NoHyphenation;
const GREEDY: textwrap::WrapAlgorithm = textwrap::WrapAlgorithm::FirstFit;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_and_long_words_are_broken() {
        assert_eq!(wrapped("one two three", 9, "- ", "  "), ["- one two", "  three"]);
        assert_eq!(wrapped("abcdefghij", 6, "- ", "  "), ["- abcd", "  efgh", "  ij"]);
        assert_eq!(
            wrapped("read https://e.org/abc now", 17, "    ", "    "),
            ["    read", "https://e.org/abc", "    now"]
        );
        assert_eq!(wrapped("https://e.org/abc", 17, "- ", "  "), ["https://e.org/abc"]);
        assert_eq!(wrapped("https://e.org/abcdefgh", 12, "- ", "  "), ["https://e.org/abcdefgh"]);
        assert_eq!(in_cell("https://e.org/abcdefgh", 12), ["https://e.or", "g/abcdefgh"]);
        assert_eq!(width("容器\u{1b}[1mx\u{1b}[0m"), 5);
        assert_eq!(
            ["one two", "one two three", "容器容器容器"].map(|text| cut(text, 9)),
            ["one two", "one two…", "容器容器…"]
        );
    }
}
