//! Cellar: problems as a person reads them, drawn the way rustc draws them.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::clean;
use crate::document::{Place, Source};
use crate::problem::Problem;
use crate::wording;

/// Whether a drawing has colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Text alone.
    Plain,
    /// With ANSI colours.
    Coloured,
}

/// A place as editors count it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// The most problems that are drawn; of the rest only the number is told.
pub const MOST: usize = 200;

/// Draws problems in the order of their places, each with its line, and how many more there are than [`MOST`]. Nothing
/// hidden in the sources is in the drawing.
pub fn render(problems: &[Problem], sources: &[Source], ink: Ink) -> String {
    render_within(problems, sources, ink, usize::MAX)
}

/// The same in about so many bytes: the first problem, those after it that fit, and how many more there are.
pub fn render_within(problems: &[Problem], sources: &[Source], ink: Ink, bytes: usize) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.place);
    let renderer = match ink {
        Ink::Plain => Renderer::plain(),
        Ink::Coloured => Renderer::styled(),
    };
    // Lines are cut here, where it is known which part of them matters.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let mut drawn: Vec<String> = Vec::new();
    let mut used = 0_usize;
    for problem in sorted.iter().take(MOST) {
        let drawing = draw(problem, sources, &renderer);
        used = used.saturating_add(drawing.len());
        if used > bytes && !drawn.is_empty() {
            break;
        }
        drawn.push(drawing);
    }
    let more = sorted.len() - drawn.len();
    if more > 0 {
        drawn.push(format!("and {}", wording::count(more, "more problem", "more problems")));
    }
    drawn.join("\n\n")
}

/// Line and column of a byte of a text; of its end if it is beyond.
pub fn position(text: &str, byte: usize) -> Position {
    let before = &text[..boundary(text, byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

fn draw(problem: &Problem, sources: &[Source], renderer: &Renderer) -> String {
    let level = if problem.code.is_hint() { Level::WARNING.with_name("hint") } else { Level::ERROR };
    let title = level.primary_title(safe(&problem.message)).id(problem.code.as_str());
    let first = Shown::of(problem.place, AnnotationKind::Primary, problem.label.as_deref(), sources);
    let related = problem.related.iter();
    let related = related.map(|(place, what)| Shown::of(*place, AnnotationKind::Context, Some(what), sources));
    let shown: Vec<Shown> = std::iter::once(first).chain(related).flatten().collect();
    let columns: Vec<_> = shown.iter().filter_map(|shown| shown.column.clone()).collect();
    let help = problem.help.as_deref().map(|help| Element::from(Level::HELP.message(safe(help))));
    let alike = alike(problem, sources).map(|note| Element::from(Level::NOTE.message(note)));
    let drawn =
        renderer.render(&[title.elements(shown.into_iter().map(|shown| shown.element).chain(help).chain(alike))]);
    columns.iter().fold(drawn, |drawn, (wrong, right)| drawn.replacen(wrong, right, 1))
}

/// How many more problems of the kind there are, and the lines of the first of them.
fn alike(problem: &Problem, sources: &[Source]) -> Option<String> {
    const NAMED: usize = 8;
    let (first, rest) = problem.alike.split_at(problem.alike.len().min(NAMED));
    let line = |place: &Place| {
        let source = sources.get(place.file)?;
        let line = position(&source.text, place.start).line;
        Some(if place.file == problem.place.file {
            line.to_string()
        } else {
            format!("{line} of {}", safe(&source.name))
        })
    };
    let mut lines: Vec<_> = first.iter().filter_map(line).collect();
    lines.dedup();
    let more = if rest.is_empty() { "" } else { ", …" };
    let word = if lines.len() == 1 { "line" } else { "lines" };
    (!lines.is_empty()).then(|| format!("{} more of this kind: {word} {}{more}", problem.alike.len(), lines.join(", ")))
}

/// A place and its line, ready to be drawn.
struct Shown {
    element: Element<'static>,
    /// Of a line that is not shown as it is, the location as it will be drawn and as it should be.
    column: Option<(String, String)>,
}

impl Shown {
    fn of(place: Place, kind: AnnotationKind, label: Option<&str>, sources: &[Source]) -> Option<Self> {
        let source = sources.get(place.file)?;
        let name = safe(&source.name);
        if source.text.is_empty() {
            return Some(Self { element: Origin::path(name).into(), column: None });
        }
        let Position { line, column } = position(&source.text, place.start);
        let excerpt = Excerpt::of(&source.text, place);
        let drawn = excerpt.text[..excerpt.marked.start].chars().count() + 1;
        let at = |column| format!("{name}:{line}:{column}");
        let wrong = (drawn != column).then(|| (at(drawn), at(column)));
        let mark = kind.span(excerpt.marked).label(label.map(safe));
        let snippet = Snippet::source(excerpt.text).path(name).line_start(line).annotation(mark);
        Some(Self { element: snippet.into(), column: wrong })
    }
}

/// The last boundary between characters that is not beyond `byte`.
fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn safe(text: &str) -> String {
    clean::line(text).into_owned()
}

/// The part of a line around a place, cleaned.
struct Excerpt {
    text: String,
    /// The place, in bytes of `text`; of one that goes over several lines, what is on the first.
    marked: Range<usize>,
}

impl Excerpt {
    /// The most characters before and from the beginning of the place.
    const BEFORE: usize = 60;
    const AFTER: usize = 100;

    fn of(text: &str, place: Place) -> Self {
        let start = boundary(text, place.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start.max(line_end - usize::from(text[line_start..line_end].ends_with('\r')));
        let start = start.min(line_end);
        let end = boundary(text, place.end).clamp(start, line_end);

        let from = text[line_start..start].char_indices().rev().nth(Self::BEFORE - 1).map_or(0, |(at, _)| at);
        let from = line_start + from;
        let to = text[start..line_end].char_indices().nth(Self::AFTER).map_or(line_end, |(at, _)| start + at);
        let mut excerpt = Self { text: String::new(), marked: 0..0 };
        if from > line_start {
            excerpt.text.push('…');
        }
        excerpt.push(&text[from..start]);
        excerpt.marked.start = excerpt.text.len();
        excerpt.push(&text[start..end.min(to)]);
        excerpt.marked.end = excerpt.text.len();
        excerpt.push(&text[end.min(to)..to]);
        if to < line_end {
            excerpt.text.push('…');
        }
        excerpt
    }

    fn push(&mut self, text: &str) {
        for (at, part) in text.split('\t').enumerate() {
            if at > 0 {
                self.text.push_str("    ");
            }
            self.text.push_str(&clean::line(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Code;

    fn source(text: &str) -> Vec<Source> {
        vec![Source { name: "a.toml".to_owned(), text: text.to_owned() }]
    }

    fn problem(start: usize, end: usize) -> Problem {
        Problem::new(Code::UnknownKey, Place { file: 0, start, end }, "unknown key `wieght`")
            .help("did you mean `weight`?")
    }

    #[test]
    fn it_looks_like_rustc() {
        let sources = source("id = 1\nwieght = 3\n");
        let problem = problem(7, 13).label("here").related(Place { file: 0, start: 0, end: 2 }, "in this table");
        insta::assert_snapshot!(render(&[problem], &sources, Ink::Plain), @r"
        error[unknown-key]: unknown key `wieght`
         --> a.toml:2:1
          |
        2 | wieght = 3
          | ^^^^^^ here
          |
         ::: a.toml:1:1
          |
        1 | id = 1
          | -- in this table
          |
          = help: did you mean `weight`?
        ");
    }

    #[test]
    fn colour_is_asked_for() {
        assert!(render(&[problem(0, 2)], &source("id = 1"), Ink::Coloured).contains("\u{1b}["));
        assert!(!render(&[problem(0, 2)], &source("id = 1"), Ink::Plain).contains('\u{1b}'));
    }

    #[test]
    fn nothing_hidden_is_drawn() {
        let mut sources = source("\tid = \"\u{1b}]0;owned\u{7}\u{202e}\" # \u{9b}2J\r\n");
        sources[0].name = "a\u{1b}[2J.toml".to_owned();
        let problem = problem(6, 20).label("\u{202e}").related(Place { file: 0, start: 0, end: 99 }, "\u{7}");
        let drawn = render(&[problem], &sources, Ink::Plain);
        assert!(drawn.lines().all(|line| !line.contains(clean::is_hidden)), "{drawn:?}");
        assert!(drawn.contains("a\\u{1b}[2J.toml:1:7"), "{drawn}");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}wieght{}", "é".repeat(50_000), "x".repeat(100_000));
        let drawn = render(&[problem(100_000, 100_006)], &source(&text), Ink::Plain);
        assert!(drawn.len() < 1_000, "{}", drawn.len());
        assert!(drawn.contains("a.toml:1:50001") && drawn.contains("éwieghtx") && drawn.contains("^^^^^^"), "{drawn}");
    }

    #[test]
    fn places_come_in_order_and_too_many_are_counted() {
        let sources = source(&"x = 1\n".repeat(300));
        let problems: Vec<_> = (0..MOST + 10).rev().map(|line| problem(line * 6, line * 6 + 1)).collect();
        let drawn = render(&problems, &sources, Ink::Plain);
        assert!(drawn.find("a.toml:1:1").is_some_and(|first| Some(first) < drawn.find("a.toml:2:1")));
        assert_eq!(drawn.matches("error[").count(), MOST);
        assert!(drawn.ends_with("\n\nand 10 more problems"), "{drawn}");
    }

    #[test]
    fn a_budget_keeps_the_first_problem_and_counts_the_rest() {
        let problems = [problem(0, 1), problem(6, 7), problem(12, 13)];
        let drawn = render_within(&problems, &source(&"x = 1\n".repeat(3)), Ink::Plain, 1);
        assert_eq!(drawn.matches("error[").count(), 1);
        assert!(drawn.ends_with("\n\nand 2 more problems"), "{drawn}");
    }

    #[test]
    fn any_place_in_any_text_can_be_drawn() {
        for text in ["", "\n", "é", "a\r\n", "\r\n\r\n", "…\t…", "a\nb"] {
            for (start, end) in (0..8).flat_map(|start| (0..9).map(move |end| (start, end))) {
                assert!(render(&[problem(start, end)], &source(text), Ink::Plain).contains("a.toml"));
            }
        }
        assert!(render(&[problem(0, 1)], &[], Ink::Plain).contains("unknown-key"));
    }

    #[test]
    fn positions_count_from_one_in_characters() {
        assert_eq!(position("é\nüb", 5), Position { line: 2, column: 2 });
        assert_eq!(position("ab", 99), Position { line: 1, column: 3 });
    }
}
