//! The sheet: the answers of one area on one screen, one key for each.

use textwrap::core::display_width;

use super::card::placed;
use super::choose::{PASTED, window};
use super::levels::{self, level};
use super::reading::{self, Block};
use super::text::{columns, cut, first_line, wrapped};
use super::{Cards, words};
use crate::assessment::interview::{Event, Gate, Interview, Prompt, Reply};
use crate::assessment::{Answer, Confidence};
use crate::clean;
use crate::cli::keys::Key;
use crate::cli::margin::{Margin, answer_words};
use crate::cli::prompt::Stop;
use crate::cli::said::Said;
use crate::cli::terminal;
use crate::cli::words::QUESTION;
use crate::rubric::{AreaIx, SkillIx};
use crate::wording;

impl Cards {
    pub(super) fn sheet(&mut self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let area = rubric[skill].area;
        let is_pointed_at = self.armed == Some(area);
        let is_missing = interview.is_open(skill) && !interview.is_settled(skill);
        let is_armed = is_pointed_at || !interview.looks_back() && is_missing;
        // What was typed ahead was meant for the next question.
        if !is_armed && self.screen.forget_keys()? {
            return Err(Stop::Interrupted);
        }
        if !interview.looks_back()
            && !std::mem::replace(&mut self.has_explained, true)
            && let Some(said) = self.read(|(columns, _)| vec![words::short(columns)], "to the sheet")?
        {
            return Ok(said);
        }
        let note = self.note.clone();
        let mut wrong: Option<String> = None;
        let mut asks = false;
        loop {
            let said = wrong.take();
            let sheet = Sheet { interview, margin, skill, is_armed, note: note.as_deref(), wrong: said.as_deref() };
            self.show(&sheet.lines(columns(), terminal::size().1))?;
            let key = self.screen.pressed()?;
            if key == Key::Redraw {
                wrong.clone_from(&said);
                continue;
            }
            let event = match key {
                Key::Up | Key::Char('k') => Event::Point(beside(interview, skill, is_armed, false)),
                Key::Down | Key::Char('j') => Event::Point(beside(interview, skill, is_armed, true)),
                Key::Enter => match missing(interview, area).filter(|_| !std::mem::replace(&mut asks, true)) {
                    Some(missing) => {
                        wrong = Some(missing);
                        continue;
                    }
                    None => Event::Next,
                },
                Key::Esc | Key::Char('b') => Event::Back,
                Key::Char('r') => Event::Review,
                Key::Char('q') => return Ok(Said::Leave),
                Key::Char('?') => match self.read(|size| sheet.reading(size), "to the sheet")? {
                    Some(said) => return Ok(said),
                    None => continue,
                },
                Key::Interrupt => return Err(Stop::Interrupted),
                Key::Char(_) if !is_armed => {
                    wrong = Some("move to an answer with the arrows first".to_owned());
                    continue;
                }
                Key::Char('s') => Event::Skip,
                Key::Char('n') => Event::NotApplicable,
                Key::Char('a') => Event::Help(super::other(interview.help(skill))),
                Key::Char('g') => Event::Confidence(surer(interview.confidence(skill))),
                Key::Char('c') => match self.evidence(interview, skill) {
                    Ok(text) => Event::Evidence(text),
                    Err(Stop::Back) => continue,
                    Err(stop) => return Err(stop),
                },
                Key::Char(' ') => match interview.last(skill).map(|last| last.answer) {
                    Some(Answer::Rated(level)) => Event::Rate(level),
                    Some(Answer::NotApplicable) => Event::NotApplicable,
                    None => {
                        wrong = Some("there is no answer from last time".to_owned());
                        continue;
                    }
                },
                Key::Char(typed) => match level(rubric, typed) {
                    Some(level) => Event::Rate(level),
                    None => {
                        wrong =
                            Some(format!("`{}` does nothing here; ? shows the keys", clean::line(&typed.to_string())));
                        continue;
                    }
                },
                Key::Paste(_) => {
                    wrong = Some(PASTED.to_owned());
                    continue;
                }
                _ => continue,
            };
            self.armed = match event {
                Event::Point(_) => Some(area),
                // After an answer the next one has to be pointed at, unless one is missing.
                Event::Rate(_) | Event::NotApplicable | Event::Skip => None,
                _ => self.armed,
            };
            return Ok(Said::Event(event));
        }
    }
}

/// What Enter asks before it leaves a sheet whose rows have no answer, not even one from last time.
fn missing(interview: &Interview<'_>, area: AreaIx) -> Option<String> {
    let is_missing = |skill: &SkillIx| interview.reply(*skill).is_none() && interview.last(*skill).is_none();
    let (missing, all) = (interview.asked_in(area).filter(is_missing).count(), interview.asked_in(area).count());
    let keys = levels::keys(interview.rubric());
    (missing > 0).then(|| format!("{missing} of {all} not answered: press {keys}, or s to skip; Enter again goes on"))
}

/// The skill below or above another one on its sheet; before one pointed at any, that one.
fn beside(interview: &Interview<'_>, skill: SkillIx, is_armed: bool, below: bool) -> SkillIx {
    let skills: Vec<_> = interview.asked_in(interview.rubric()[skill].area).collect();
    let at = skills.iter().position(|other| *other == skill).unwrap_or(0);
    let to = match (is_armed, below) {
        (false, _) => at,
        (true, true) => (at + 1).min(skills.len() - 1),
        (true, false) => at.saturating_sub(1),
    };
    skills[to]
}

/// What a sheet shows beside the answers.
#[derive(Clone, Copy, Debug)]
struct Sheet<'a> {
    interview: &'a Interview<'a>,
    margin: &'a Margin,
    /// The skill that one points at.
    skill: SkillIx,
    /// Whether keys change answers; else one has to point first.
    is_armed: bool,
    /// Something to know.
    note: Option<&'a str>,
    /// What was wrong with the last key; it stands where the keys do, so that nothing moves.
    wrong: Option<&'a str>,
}

/// As few rows of the list as make sense.
const FEWEST_ROWS: usize = 3;

impl Sheet<'_> {
    /// The lines of the sheet on a screen of so many columns and rows; one row stays free. The note gives way to the levels.
    fn lines(&self, columns: usize, rows: usize) -> Vec<String> {
        let (lines, is_whole) = self.laid(columns, rows);
        if is_whole || self.note.is_none() { lines } else { Self { note: None, ..*self }.laid(columns, rows).0 }
    }

    /// These lines, and whether all rows and levels are whole on them.
    fn laid(&self, columns: usize, rows: usize) -> (Vec<String>, bool) {
        let room = rows.saturating_sub(1);
        let mut top = vec![placed(&self.title(), &self.place(), self.margin, columns), String::new()];
        let foot = self.foot(columns);
        let free = room.saturating_sub(top.len() + foot.len() + 1);
        let list: Vec<_> = self.list(columns).into_iter().map(|row| vec![row]).collect();
        let fewest = FEWEST_ROWS.min(list.len());
        let (detail, is_whole) = self.detail((columns, rows), free.saturating_sub(fewest + 1));
        let shown = free.saturating_sub(if detail.is_empty() { 0 } else { detail.len() + 1 }).clamp(1, list.len());
        let at = self.skills().iter().position(|skill| *skill == self.skill).unwrap_or(0);
        top.extend(window(&list, at, shown));
        if !detail.is_empty() {
            top.push(String::new());
            top.extend(detail);
        }
        top.push(String::new());
        top.extend(foot);
        top.truncate(room);
        (top, is_whole && shown == list.len())
    }

    fn area(&self) -> AreaIx {
        self.interview.rubric()[self.skill].area
    }

    fn skills(&self) -> Vec<SkillIx> {
        self.interview.asked_in(self.area()).collect()
    }

    fn title(&self) -> String {
        let title = clean::line(&self.interview.rubric()[self.area()].title);
        if self.interview.looks_back() { format!("{title}: done") } else { title.into_owned() }
    }

    fn place(&self) -> String {
        let rubric = self.interview.rubric();
        let areas: Vec<_> =
            self.interview.asked().chunk_by(|one, other| rubric[*one].area == rubric[*other].area).collect();
        let at = areas.iter().position(|area| rubric[area[0]].area == self.area()).map_or(0, |at| at + 1);
        let (replied, asked) = self.interview.position();
        format!("area {at} of {} · {replied} of {asked} · saved", areas.len())
    }

    /// A row for each skill.
    fn list(&self, columns: usize) -> Vec<String> {
        let rubric = self.interview.rubric();
        let skills = self.skills();
        let words: Vec<_> = skills.iter().map(|skill| self.words(*skill)).collect();
        let answers = words.iter().map(|(answer, _)| display_width(answer)).max().unwrap_or(0);
        let others = words.iter().map(|(_, other)| display_width(other)).max().unwrap_or(0);
        let titles: Vec<_> = skills.iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
        let widest = titles.iter().map(|title| display_width(title)).max().unwrap_or(0);
        // Two columns for the pointer, two between the columns.
        let has_others = others > 0 && columns > widest.min(30) + answers + others + 6;
        let taken = 2 + 2 + answers + if has_others { 2 + others } else { 0 };
        let width = widest.min(columns.saturating_sub(taken)).max(8);
        let row = |((skill, title), (answer, other)): ((&SkillIx, &String), &(String, String))| {
            let pointer = if self.is_armed && *skill == self.skill { '>' } else { ' ' };
            let title = cut(title, width);
            let pad = " ".repeat(width - display_width(&title));
            let line = if has_others {
                let gap = " ".repeat(answers.saturating_sub(display_width(answer)));
                format!("{pointer} {title}{pad}  {answer}{gap}  {other}")
            } else {
                format!("{pointer} {title}{pad}  {answer}")
            };
            cut(line.trim_end(), columns)
        };
        skills.iter().zip(&titles).zip(&words).map(row).collect()
    }

    /// What stands behind a skill: its answer, and what was said last time or what shows it.
    fn words(&self, skill: SkillIx) -> (String, String) {
        let reply = self.interview.reply(skill);
        let mut answer = self.margin.words(self.interview, skill, reply);
        let confidence = self.interview.confidence(skill).filter(|_| reply.is_some_and(is_rated));
        if let Some(confidence) = confidence {
            answer = format!("{answer} ({})", confidence.as_str());
        }
        if self.interview.help(skill).is_some() && reply.is_some_and(is_rated) {
            answer.push_str(" (only with AI)");
        }
        let last = self.interview.last_reply(skill);
        let mut other = match last {
            Some(last) if reply != Some(last) => {
                format!("last time {}", answer_words(self.interview.rubric(), Some(last)))
            }
            Some(_) => "as last time".to_owned(),
            None => String::new(),
        };
        if self.interview.evidence(skill).is_some() {
            other = if other.is_empty() { "evidence".to_owned() } else { format!("{other}, evidence") };
        }
        (answer, other)
    }

    /// The levels of the skill that one points at, in so many rows, and whether they are whole.
    fn detail(&self, (columns, rows): (usize, usize), room: usize) -> (Vec<String>, bool) {
        let rubric = self.interview.rubric();
        let described = &rubric[self.skill];
        if !self.is_armed {
            return (Vec::new(), true);
        }
        let marked = if self.interview.help(self.skill).is_some() { " (only with AI)" } else { "" };
        let mut lines = wrapped(&format!("{}{marked}: {QUESTION}", clean::line(&described.title)), columns);
        let levels = levels::levels(rubric, self.skill, (columns, rows));
        let left = room.saturating_sub(lines.len());
        let is_whole = levels.iter().map(|level| level.text.lines().count()).sum::<usize>() <= left;
        for level in &levels {
            // The texts are made to stand behind two columns.
            let text = if is_whole { level.text.clone() } else { first_line(&level.text, columns) };
            lines.extend(format!("  {text}").lines().map(str::to_owned));
        }
        lines.truncate(room);
        (lines, is_whole)
    }

    /// What the keys do, and all there is to read about the skill that one points at.
    fn reading(&self, (columns, rows): (usize, usize)) -> Vec<Block> {
        let rate = levels::keys(self.interview.rubric());
        let keys: Vec<_> = std::iter::once((rate.as_str(), "answer and go down")).chain(KEYS).collect();
        let mut blocks =
            vec![reading::keys(&keys, columns), reading::apart(reading::titled(self.interview, self.skill, columns))];
        blocks.extend(reading::reasons(self.interview, self.skill, self.margin, columns));
        blocks.extend(reading::anchors(self.interview, self.skill, (columns, rows)));
        blocks.extend(words::long(self.interview.rubric(), columns));
        blocks
    }

    fn foot(&self, columns: usize) -> Vec<String> {
        let mut lines: Vec<_> = self.note.iter().flat_map(|note| wrapped(note, columns)).collect();
        if let Some(wrong) = self.wrong {
            lines.extend(wrapped(&format!("[{wrong}]"), columns));
            return lines;
        }
        let keys = levels::keys(self.interview.rubric());
        let (on, rate) = (format!("Enter: {}", self.on_to()), format!("{keys}: answer"));
        let lines_of = |parts: &[&str]| format!("[{}]", parts.join(" · "));
        // The fullest that fits; the way to all the keys stays longest.
        let feet = if self.is_armed {
            vec![
                lines_of(&[&rate, &on, "arrows: move", "?: all keys"]),
                lines_of(&[&rate, &on, "?: all keys"]),
                lines_of(&[&rate, "Enter: go on", "?: all keys"]),
                lines_of(&[&rate, "?: keys"]),
            ]
        } else {
            vec![
                lines_of(&[&on, "arrows: change one", "r: review", "?: all keys"]),
                lines_of(&[&on, "arrows: change one", "?: all keys"]),
                lines_of(&["Enter: go on", "?: all keys"]),
                lines_of(&["?: keys"]),
            ]
        };
        let foot = feet.iter().find(|foot| display_width(foot) <= columns).or(feet.last()).cloned();
        lines.push(first_line(&foot.unwrap_or_default(), columns));
        lines
    }

    /// Where Enter leads.
    fn on_to(&self) -> String {
        let rubric = self.interview.rubric();
        let area = match self.interview.after_sheet() {
            Prompt::Skill(skill) | Prompt::Sheet(skill) => rubric[skill].area,
            Prompt::Used(Gate::Group(group)) => rubric[group].area,
            _ => return "to the review".to_owned(),
        };
        let skills = wording::count(self.interview.asked_in(area).count(), "skill", "skills");
        format!("on to {}, {skills}", clean::line(&rubric[area].title))
    }
}

const KEYS: [(&str, &str); 10] = [
    ("space", "the same as last time"),
    ("s", "skip for now"),
    ("n", "does not apply to me: my work has no use for it"),
    ("a", "I can do it only with an AI assistant's help"),
    ("c", "a link or a sentence as evidence"),
    ("g", "how sure: a guess, fairly, sure"),
    ("Enter", "done with this sheet"),
    ("b", "back"),
    ("r", "to the review"),
    ("q", "stop; your answers are kept"),
];

const fn is_rated(reply: Reply) -> bool {
    matches!(reply, Reply::Said(Answer::Rated(_)))
}

/// The next word for how sure one is.
const fn surer(confidence: Option<Confidence>) -> Option<Confidence> {
    match confidence {
        None => Some(Confidence::Guess),
        Some(Confidence::Guess) => Some(Confidence::Fairly),
        Some(Confidence::Fairly) => Some(Confidence::Sure),
        Some(Confidence::Sure) => None,
    }
}
