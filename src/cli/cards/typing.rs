//! What one types: evidence, and the name of a skill.

use textwrap::core::display_width;

use super::choose::{pointed, window};
use super::line::Line;
use super::text::{columns, cut, wrapped};
use super::{Cards, reading};
use crate::assessment::interview::Interview;
use crate::clean;
use crate::cli::keys::Key;
use crate::cli::margin::answer_words;
use crate::cli::prompt::Stop;
use crate::cli::terminal;
use crate::rubric::SkillIx;

impl Cards {
    /// Asks for evidence, with nothing on the screen but the skill.
    pub(super) fn evidence(&self, interview: &Interview<'_>, skill: SkillIx) -> Result<String, Stop> {
        let mut line = Line::new(interview.evidence(skill).unwrap_or_default());
        loop {
            let (width, rows) = (columns(), terminal::size().1);
            let foot = wrapped("[a link or a sentence; empty takes it away; Enter keeps it, Esc goes back]", width);
            let mut top = reading::titled(interview, skill, width);
            top.truncate(rows.saturating_sub(4 + foot.len()).max(1));
            self.ask_line(&line, "What shows it?", (&top, &[]), &foot)?;
            match self.screen.typed()? {
                Key::Enter => return Ok(line.text()),
                Key::Esc => return Err(Stop::Back),
                Key::Interrupt => return Err(Stop::Interrupted),
                // As in a shell; it leaves the line and not the program.
                Key::Ctrl('d') if line.is_empty() => return Err(Stop::Back),
                key => drop(line.take(&key)),
            }
        }
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(&self, interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        let (mut line, mut at) = (Line::default(), 0);
        loop {
            let (width, rows) = (columns(), terminal::size().1);
            let found = found(interview, &line.text());
            at = at.min(found.len().saturating_sub(1));
            let foot = wrapped("[type a part of the name; arrows move, Enter chooses, Esc goes back]", width);
            let texts = shown(interview, &found, width.saturating_sub(2));
            let blocks: Vec<_> =
                texts.iter().enumerate().map(|(place, text)| pointed(text, place == at, self.color)).collect();
            let room = rows.saturating_sub(4 + foot.len()).max(1);
            let list = if blocks.is_empty() {
                vec!["  no skill is called that".to_owned()]
            } else {
                window(&blocks, at, room)
            };
            self.ask_line(&line, "Which answer do you want to change?", (&[], &list), &foot)?;
            match self.screen.typed()? {
                Key::Enter if !found.is_empty() => return Ok(found[at]),
                Key::Up => at = at.saturating_sub(1),
                Key::Down => at += 1,
                Key::Esc => return Err(Stop::Back),
                Key::Interrupt => return Err(Stop::Interrupted),
                Key::Ctrl('d') if line.is_empty() => return Err(Stop::Back),
                key => {
                    let before = line.text();
                    line.take(&key);
                    at = if line.text() == before { at } else { 0 };
                }
            }
        }
    }

    /// Shows a line to type, what stands above and below it, and what keys do.
    fn ask_line(
        &self,
        line: &Line,
        question: &str,
        (above, below): (&[String], &[String]),
        foot: &[String],
    ) -> Result<(), Stop> {
        let width = columns();
        let mut lines = above.to_vec();
        if !above.is_empty() {
            lines.push(String::new());
        }
        let question = cut(question, width);
        // On a narrow screen the line stands below the question.
        let (before, room) = match display_width(&question) + 1 {
            used if width >= used + 20 => (format!("{question} "), width - used),
            _ => {
                lines.push(question);
                (String::new(), width)
            }
        };
        let (shown, cursor) = line.shown(room);
        let place = (lines.len(), display_width(&before) + cursor);
        lines.push(format!("{before}{shown}"));
        lines.extend(below.iter().cloned());
        lines.extend([String::new()]);
        lines.extend(foot.iter().cloned());
        lines.truncate(terminal::size().1.saturating_sub(1).max(1));
        Ok(self.screen.show(&lines, Some(place))?)
    }
}

/// The skills that have a text in one of their names, those first whose title has it early.
fn found(interview: &Interview<'_>, typed: &str) -> Vec<SkillIx> {
    let typed = typed.trim().to_lowercase();
    let rubric = interview.rubric();
    let place = |skill: SkillIx| {
        let described = &rubric[skill];
        let mut also = std::iter::once(described.id.as_str()).chain(described.other_names());
        let in_title = described.title.to_lowercase().find(&typed);
        in_title.or_else(|| also.any(|name| name.to_lowercase().contains(&typed)).then_some(usize::MAX))
    };
    let mut found: Vec<_> = interview.asked().iter().filter_map(|skill| Some((place(*skill)?, *skill))).collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, skill)| skill).collect()
}

/// A line for each of the skills: its title and its answer.
fn shown(interview: &Interview<'_>, skills: &[SkillIx], columns: usize) -> Vec<String> {
    let rubric = interview.rubric();
    let titles: Vec<_> = skills.iter().map(|skill| clean::line(&rubric[*skill].title)).collect();
    let widest = titles.iter().map(|title| display_width(title)).max().unwrap_or(0);
    let line = |(skill, title): (&SkillIx, &std::borrow::Cow<'_, str>)| {
        let pad = " ".repeat(widest.saturating_sub(display_width(title)));
        let words = answer_words(rubric, interview.reply(*skill).or(interview.last_reply(*skill)));
        cut(&format!("{title}{pad}  {words}"), columns)
    };
    skills.iter().zip(&titles).map(line).collect()
}
