//! The only place that prints.

use std::io::{self, Write};
use std::path::Path;

use textwrap::{Options, WordSeparator, WordSplitter};

use super::failure::{Failure, Outcome};
use super::terminal;
use crate::wording;

/// Writes data to standard output. A reader that has gone away is no failure.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::failed(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// The file that is meant by what was typed behind `--output`; none if it is standard output.
pub(crate) fn file(to: Option<&Path>) -> Option<&Path> {
    to.filter(|path| path.as_os_str() != "-")
}

/// Says something to the person, on standard error; if nobody listens, nobody minds.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says a line to the person, on a terminal with its breaks between words. What stands in backticks is not parted: a
/// command can be copied.
pub(crate) fn tell(line: &str) {
    if terminal::is_watched() {
        say(&folded(line, terminal::size().0));
    } else {
        say(line);
    }
}

fn folded(line: &str, columns: usize) -> String {
    const LABELS: [&str; 6] = ["error", "hint", "note", "warning", "next", "ready"];
    let label = line.split_once(": ").map(|(label, _)| label).filter(|label| LABELS.contains(label));
    let indent = " ".repeat(label.map_or(0, |label| label.len() + 2));
    let mut is_quoted = false;
    let keep = |c: char| {
        is_quoted ^= c == '`';
        if is_quoted && c == ' ' { '\u{a0}' } else { c }
    };
    let kept: String = line.chars().map(keep).collect();
    let options = Options::new(columns)
        .subsequent_indent(&indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&kept, options).replace('\u{a0}', " ")
}

/// What the system said.
pub(crate) fn reason(error: &io::Error) -> String {
    wording::reason(&error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_between_words_and_never_in_a_command() {
        let hint = "hint: answer it: `skillgap edit sql --level 3` does so without a question";
        assert_eq!(
            folded(hint, 40),
            "hint: answer it:\n      `skillgap edit sql --level 3` does\n      so without a question"
        );
        assert_eq!(folded("`a command that is long` ends", 10), "`a command that is long`\nends");
        assert_eq!(folded("there is: nothing", 80), "there is: nothing");
    }
}
