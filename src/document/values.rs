//! Values of a tree as what they should be, and what to say of those that are something else.

use std::fmt;

use jiff::civil::Date;

use super::syntax;
use super::tree::{Node, Value};
use crate::problem::{Code, Place, Problem};
use crate::wording;

/// A text with at least one character that is no space, and no control characters.
pub fn text_of<'d>(node: &'d Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<&'d str> {
    let text = a_text(node, what, problems)?;
    if text.trim().is_empty() {
        problems.push(Problem::new(Code::EmptyText, node.place, format!("{what} is empty")));
        return None;
    }
    if let Some(hidden) = crate::clean::hidden(text) {
        problems.push(invisible(hidden, node.place, what));
        return None;
    }
    Some(text)
}

/// A text of any number of lines, even none: spaces at the end of lines and blank lines around it go, and there are no
/// other control characters.
pub fn lines_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = a_text(node, what, problems)?;
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    if let Some(hidden) = lines.iter().find_map(|line| crate::clean::hidden(line)) {
        problems.push(invisible(hidden, node.place, what));
        return None;
    }
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

fn a_text<'d>(node: &'d Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<&'d str> {
    if let Value::Text(text) = &node.value {
        return Some(text);
    }
    let problem =
        Problem::new(Code::WrongType, node.place, format!("{what} must be a text, not {}", node.value.kind()));
    let key = what.to_string();
    let key = key.strip_prefix('`').and_then(|key| key.split('`').next());
    problems.push(match (key, &node.value) {
        (Some(key), got) => with_shape(problem, key, "a text", got),
        (None, Value::List(_) | Value::Table(_) | Value::Nothing) => {
            problem.help("write it as \"…\", between quotes alone")
        }
        (None, _) => problem.help("write it between quotes"),
    });
    None
}

/// What is said of a character that acts without being seen. The most frequent come from a backslash.
fn invisible(hidden: char, place: Place, what: fmt::Arguments<'_>) -> Problem {
    let (name, escape) = match hidden {
        '\t' => ("a tab", 't'),
        '\n' => ("a line break", 'n'),
        '\r' => ("a line break", 'r'),
        '\u{8}' => ("a backspace", 'b'),
        '\u{c}' => ("a form feed", 'f'),
        '\u{1b}' => ("an escape character", 'e'),
        hidden => {
            let message = format!("{what} holds the invisible character U+{:04X}", u32::from(hidden));
            return Problem::new(Code::ControlCharacter, place, message).help("write it without");
        }
    };
    let message = format!("{what} holds {name}");
    let help =
        format!("take it out; if a backslash is meant: in \"…\" `\\{escape}` makes {name}, write `\\\\{escape}`");
    Problem::new(Code::ControlCharacter, place, message).help(help)
}

/// A finite number.
pub fn number_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "bounds are checked by the caller, far below 2^53")]
    let number = match node.value {
        Value::Whole(number) => number as f64,
        Value::Real(number) => number,
        ref other => {
            let message = format!("{what} must be a number, not {}", other.kind());
            let problem = Problem::new(Code::WrongType, node.place, message);
            problems.push(match other {
                Value::Text(text) => problem.help(number_in(text)),
                _ => problem,
            });
            return None;
        }
    };
    if !number.is_finite() {
        problems.push(Problem::new(Code::NotFinite, node.place, format!("{what} must be a finite number")));
        return None;
    }
    Some(number)
}

/// How the number that a text holds is written.
fn number_in(text: &str) -> String {
    match text.trim().parse::<f64>() {
        Ok(number) => format!("write {number} without quotes"),
        Err(_) => syntax::number_in(text).unwrap_or_else(|| "write a number without quotes".to_owned()),
    }
}

/// A calendar day.
pub fn date_of(node: &Node<'_>, what: fmt::Arguments<'_>, problems: &mut Vec<Problem>) -> Option<Date> {
    let text = match &node.value {
        Value::Moment(text) => text,
        Value::Text(text) => text.as_ref(),
        other => {
            let message = format!("{what} must be a date, not {}", other.kind());
            problems.push(Problem::new(Code::WrongType, node.place, message));
            return None;
        }
    };
    let date = wording::date(text);
    if date.is_none() {
        let message = format!("{what} is no date: `{}`", wording::brief(text));
        problems.push(Problem::new(Code::OutOfBounds, node.place, message).help("write it as 2026-11-22"));
    }
    date
}

/// The shape of a table with a text that stands in its place: as its address if it is one, else as the first text.
pub(super) fn filled(shape: &str, value: &Value<'_>) -> String {
    match value {
        Value::Text(text) if text.contains("://") => shape.replacen("https://…", &wording::brief(text), 1),
        Value::Text(text) => shape.replacen('…', &wording::brief(text), 1),
        _ => shape.to_owned(),
    }
}

/// Shows how what stands there is written as what is wanted, where that is clear.
pub(super) fn with_shape(problem: Problem, key: &str, wanted: &str, got: &Value<'_>) -> Problem {
    let written = match got {
        Value::Text(text) => format!("\"{}\"", wording::brief(text)),
        Value::Whole(number) => number.to_string(),
        Value::Real(number) => format!("{number:?}"),
        Value::Truth(truth) => truth.to_string(),
        Value::Moment(text) => (*text).to_owned(),
        Value::Table(_) => "{ … }".to_owned(),
        Value::List(_) | Value::Nothing => String::new(),
    };
    let bare = written.trim_matches('"').trim();
    let lower = bare.to_lowercase();
    let help = match (wanted, got) {
        (_, Value::Nothing) => return problem,
        ("a list", _) => {
            let item = if bare.parse::<f64>().is_ok() { bare } else { &written };
            format!("write `{key} = [{item}]`, with one item or more")
        }
        (_, Value::List(_)) => format!("write one value without brackets: `{key} = …`"),
        ("a text", Value::Table(_)) => format!("write `{key} = \"…\"`"),
        ("a text", _) => format!("write it between quotes: `{key} = \"{bare}\"`"),
        ("a whole number", Value::Real(number)) => format!("write `{key} = {}`", number.round()),
        ("a whole number", Value::Text(text)) => number_in(text),
        ("true or false", _) if ["yes", "true", "1", "on", "y", "x"].contains(&lower.as_str()) => {
            format!("write `{key} = true`, without quotes")
        }
        ("true or false", _) => format!("write `{key} = true` or `{key} = false`, without quotes"),
        _ => return problem,
    };
    problem.help(help)
}
