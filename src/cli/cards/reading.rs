//! What there is to read about a skill, page by page: every level in full, why it matters, what the keys do.

use super::Cards;
use super::levels::levels;
use super::text::{columns, cut, hanging, wrapped};
use crate::assessment::interview::{Event, Interview};
use crate::cli::keys::Key;
use crate::cli::margin::Margin;
use crate::cli::prompt::Stop;
use crate::cli::said::Said;
use crate::cli::terminal;
use crate::rubric::{Level, SkillIx};

/// Lines that belong together.
pub(super) type Block = Vec<String>;

impl Cards {
    /// Shows pages of these blocks, made for so many columns and rows, until the person goes on from the last or back; or what was
    /// said instead.
    pub(super) fn read(&self, blocks: impl Fn((usize, usize)) -> Vec<Block>, on: &str) -> Result<Option<Said>, Stop> {
        let mut at = 0;
        loop {
            let (width, rows) = (columns(), terminal::size().1);
            let pages = pages(&blocks((width, rows)), rows.saturating_sub(3).max(1));
            at = at.min(pages.len() - 1);
            let mut lines = pages[at].clone();
            lines.extend([String::new(), cut(&foot(at, pages.len(), on), width)]);
            self.show(&lines)?;
            match self.screen.pressed()? {
                Key::Enter | Key::Down | Key::PageDown | Key::Char(' ' | 'j') if at + 1 < pages.len() => at += 1,
                Key::Up | Key::PageUp | Key::Char('k') => at = at.saturating_sub(1),
                Key::Enter | Key::Esc | Key::Char(' ' | 'b' | '?') => return Ok(None),
                Key::Char('q') => return Ok(Some(Said::Leave)),
                Key::Char('r') => return Ok(Some(Said::Event(Event::Review))),
                Key::Interrupt => return Err(Stop::Interrupted),
                _ => {}
            }
        }
    }
}

fn foot(at: usize, pages: usize, on: &str) -> String {
    if at + 1 < pages {
        format!("[page {} of {pages} · Enter: more · b: {on}]", at + 1)
    } else {
        format!("[Enter: {on}]")
    }
}

/// The blocks on pages of so many rows; one is parted only if it is longer than a page.
pub(super) fn pages(blocks: &[Block], rows: usize) -> Vec<Vec<String>> {
    let mut pages = vec![Vec::new()];
    for part in blocks.iter().flat_map(|block| block.chunks(rows)) {
        if pages.last().is_some_and(|page| page.len() + part.len() > rows) {
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            // No page begins with an empty line.
            let part = part.iter().skip_while(|line| page.is_empty() && line.is_empty());
            page.extend(part.cloned().collect::<Vec<_>>());
        }
    }
    pages
}

/// A block that stands apart from what is before it.
pub(super) fn apart(lines: Vec<String>) -> Block {
    std::iter::once(String::new()).chain(lines).collect()
}

/// Why a skill is asked and why it matters, each as a block.
pub(super) fn reasons(interview: &Interview<'_>, skill: SkillIx, margin: &Margin, columns: usize) -> Vec<Block> {
    let described = &interview.rubric()[skill];
    let because = margin.asked_because.clone();
    let why = described.why.as_ref().map(|why| format!("Why: {why}"));
    let task = described.practice(Level::new(3));
    let task = task.map(|task| format!("A way to find out: could you do this today? {task}"));
    [because, why, task].into_iter().flatten().map(|said| wrapped(&said, columns)).collect()
}

/// The title of a skill and what it is.
pub(super) fn titled(interview: &Interview<'_>, skill: SkillIx, columns: usize) -> Block {
    let described = &interview.rubric()[skill];
    let mut lines = wrapped(&described.title, columns);
    lines.extend(described.summary.iter().flat_map(|summary| wrapped(summary, columns)));
    lines
}

/// Every level as on a card, each as a block.
pub(super) fn anchors(interview: &Interview<'_>, skill: SkillIx, size: (usize, usize)) -> Vec<Block> {
    let levels = levels(interview.rubric(), skill, size);
    let blocks = levels.iter().map(|level| format!("  {}", level.text).lines().map(str::to_owned).collect());
    std::iter::once(vec![String::new()]).chain(blocks).collect()
}

/// What keys do, one a line.
pub(super) fn keys(keys: &[(&str, &str)], columns: usize) -> Block {
    keys.iter().flat_map(|(key, what)| hanging(what, &format!("{key:<8}"), &" ".repeat(8), columns)).collect()
}
