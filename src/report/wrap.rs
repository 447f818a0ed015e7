//! Lines that fit.

use textwrap::{Options, core::display_width};

/// The columns that a text takes on a screen; colours take none.
pub(super) fn width(text: &str) -> usize {
    display_width(text)
}

/// The text in lines of at most `columns`, the first after `first`, the others after `rest`.
pub(super) fn wrapped(text: &str, columns: usize, first: &str, rest: &str) -> Vec<String> {
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
        assert_eq!(width("容器\u{1b}[1mx\u{1b}[0m"), 5);
    }
}
