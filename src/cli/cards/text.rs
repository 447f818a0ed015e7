//! Lines of text for cards: wrapped, cut, side by side.

use textwrap::core::display_width;

use crate::clean;
use crate::cli::terminal;

/// An option of a list: key, name padded to `widest`, meaning wrapped with a hanging indent. inquire draws two columns
/// before it, on its first line only.
pub(in crate::cli) fn option(key: char, name: &str, widest: usize, meaning: &str, columns: usize) -> String {
    let name = clean::line(name);
    let pad = " ".repeat(widest.saturating_sub(display_width(&name)));
    let first = match (name.is_empty(), meaning.is_empty()) {
        (true, _) => format!("{key}  "),
        (false, true) => return hanging(&name, &format!("{key}  "), "     ", columns.saturating_sub(2)).join("\n"),
        (false, false) => format!("{key}  {name}{pad}  "),
    };
    let rest = " ".repeat(display_width(&first) + 2);
    let lines = hanging(meaning, &first, &rest, columns.saturating_sub(2));
    // The first line is two columns narrower than the rest, because of what inquire draws before it.
    lines.join("\n")
}

/// One text at the left end of a line and one at the right; the right one only if there is room.
pub(super) fn between(left: &str, right: &str, columns: usize) -> String {
    let used = display_width(left) + display_width(right);
    if right.is_empty() || used + 2 > columns {
        left.to_owned()
    } else {
        format!("{left}{}{right}", " ".repeat(columns - used))
    }
}

pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    hanging(text, "", "", columns)
}

/// The lines of a text, of which there may be several, each wrapped.
pub(super) fn hanging(text: &str, first: &str, rest: &str, columns: usize) -> Vec<String> {
    let options = textwrap::Options::new(columns.max(8)).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(&clean::lines(text), options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Columns for our own text: the last one stays free, because some terminals wrap there.
pub(super) fn columns() -> usize {
    terminal::size().0.saturating_sub(1).max(8)
}

/// On a narrower screen every column is needed for words.
const ROOM_FOR_A_SIGN: usize = 40;

/// The first line, with a sign that there is more if there is and if there is room for it.
pub(super) fn first_line(text: &str, columns: usize) -> String {
    let (first, more) = text.split_once('\n').unwrap_or((text, ""));
    let mut shown = first.trim_end();
    if more.is_empty() || columns < ROOM_FOR_A_SIGN {
        return shown.to_owned();
    }
    // inquire puts two columns before it.
    while display_width(shown) + 4 > columns
        && let Some((before, _)) = shown.rsplit_once(' ')
    {
        shown = before.trim_end();
    }
    format!("{shown} …")
}

/// As much of a text as fits into so many columns, with a sign if that is not all.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        short.push(letter);
        if display_width(&short) >= columns {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}
