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
pub const MOST: usize = 50;

/// Draws problems in the order of their places, each with its line, and how many more there are. Nothing hidden in the
/// sources is in the drawing.
pub fn render(problems: &[Problem], sources: &[Source], ink: Ink) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.place);
    let renderer = match ink {
        Ink::Plain => Renderer::plain(),
        Ink::Coloured => Renderer::styled(),
    };
    // Lines are cut here, where it is known which part of them matters.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let drawn: Vec<String> = sorted.iter().take(MOST).map(|problem| draw(problem, sources, &renderer)).collect();
    let mut text = drawn.join("\n\n");
    if sorted.len() > MOST {
        text.push_str(&format!("\n\nand {} more", wording::count(sorted.len() - MOST, "problem", "problems")));
    }
    text
}

/// Line and column of a byte of a text; of its end if it is beyond.
pub fn position(text: &str, byte: usize) -> Position {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

fn draw(problem: &Problem, sources: &[Source], renderer: &Renderer) -> String {
    let title = Level::ERROR.primary_title(safe(&problem.message)).id(problem.code.as_str());
    let mut elements = shown(problem.place, AnnotationKind::Primary, problem.label.as_deref(), sources);
    for (place, what) in &problem.related {
        elements.extend(shown(*place, AnnotationKind::Context, Some(what), sources));
    }
    elements.extend(problem.help.as_deref().map(|help| Level::HELP.message(safe(help)).into()));
    renderer.render(&[title.elements(elements)])
}

/// Where a place is, and its line if the source has a text.
fn shown<'a>(place: Place, kind: AnnotationKind, label: Option<&str>, sources: &'a [Source]) -> Vec<Element<'a>> {
    let Some(source) = sources.get(place.file) else { return Vec::new() };
    let name = clean::line(&source.name);
    if source.text.is_empty() {
        return vec![Origin::path(name).into()];
    }
    let at = position(&source.text, place.start);
    let excerpt = Excerpt::of(&source.text, place);
    let mark = kind.span(excerpt.marked).label(label.map(safe));
    vec![
        Origin::path(name).line(at.line).char_column(at.column).into(),
        Snippet::source(excerpt.text).line_start(at.line).annotation(mark).into(),
    ]
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
        let start = text.floor_char_boundary(place.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_end = line_start.max(line_end - usize::from(text[line_start..line_end].ends_with('\r')));
        let start = start.min(line_end);
        let end = text.floor_char_boundary(place.end).clamp(start, line_end);

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
