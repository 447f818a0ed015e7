//! Areas line by line: what was answered, and the review.

use super::{numbered, read};
use crate::assessment::interview::{Event, Interview};
use crate::clean;
use crate::cli::margin::{Margin, answer_words};
use crate::cli::output::say;
use crate::cli::prompt::Stop;
use crate::cli::review;
use crate::cli::said::{Action, Said};
use crate::rubric::{AreaIx, SkillIx};

/// The areas, and the one that is opened.
pub(super) fn listed(interview: &Interview<'_>) -> Result<Option<Event>, Stop> {
    let areas = areas(interview);
    loop {
        say("Type the number of an area to open it, or Enter to go on:");
        let line = read()?;
        if line.is_empty() {
            return Ok(None);
        }
        match numbered(&line, &areas) {
            Some(area) => return Ok(Some(Event::Open(*area))),
            None => say(&format!("Error: type a number from 1 to {}.", areas.len())),
        }
    }
}

/// Says which areas there are and how their answers stand.
fn areas(interview: &Interview<'_>) -> Vec<AreaIx> {
    let areas = review::areas(interview);
    for (number, area) in (1..).zip(&areas) {
        let title = clean::line(&interview.rubric()[*area].title);
        say(&format!("{number}: {title}: {}.", review::standing(interview, *area)));
    }
    areas
}

/// Says the answers of an area that is done.
pub(super) fn looked_back(interview: &Interview<'_>, skill: SkillIx) -> Said {
    let area = interview.rubric()[skill].area;
    let title = clean::line(&interview.rubric()[area].title);
    say(&format!("\n{title} is done: {}. Type list to come back to it.", review::standing(interview, area)));
    Said::Event(Event::Next)
}

pub(super) fn sheet(interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let area = rubric[skill].area;
    let skills: Vec<_> = interview.asked_in(area).collect();
    say(&format!("\n{}:", clean::line(&rubric[area].title)));
    for (number, skill) in (1..).zip(&skills) {
        let words = match (interview.reply(*skill), interview.last_reply(*skill)) {
            (None, last @ Some(_)) => format!("last time {}", answer_words(rubric, last)),
            (reply, _) => margin.words(interview, *skill, reply),
        };
        say(&format!("{number}: {}: {words}.", clean::line(&rubric[*skill].title)));
    }
    loop {
        say("Type a number to change that answer, back, or Enter to go on:");
        let line = read()?;
        match line.as_str() {
            "" => return Ok(Said::Event(Event::Next)),
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            "r" | "review" => return Ok(Said::Event(Event::Review)),
            "q" | "quit" => return Ok(Said::Leave),
            number => match numbered(number, &skills) {
                Some(skill) => return Ok(Said::Event(Event::Change(*skill))),
                None => say(&format!("Error: type a number from 1 to {}.", skills.len())),
            },
        }
    }
}

/// What the answers come to so far, and how to go on.
pub(super) fn pause(interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
    let (answered, asked) = (interview.answered(), interview.asked().len());
    say(&format!("\nWhere you stand so far. {answered} of {asked} skills have an answer."));
    margin.so_far.iter().for_each(|paragraph| say(paragraph));
    for action in &margin.offers {
        say(&format!("{}: {}.", action.word, action.text));
    }
    let words: Vec<_> = margin.offers.iter().map(|action| action.word).collect();
    let usual = words.first().copied().unwrap_or_default();
    loop {
        say(&format!("Type {}. Enter alone means {usual}.", words.join(", ")));
        let line = read()?;
        let is_meant = |action: &&Action| line == action.word || line.chars().eq([action.key]);
        match margin.offers.iter().find(is_meant) {
            Some(action) => return Ok(action.said.clone()),
            None if line.is_empty() => {
                if let Some(usual) = margin.offers.first() {
                    return Ok(usual.said.clone());
                }
            }
            None if line == "b" || line == "back" => return Ok(Said::Event(Event::Back)),
            None => say(&format!("Error: type {}.", words.join(", "))),
        }
    }
}

pub(super) fn review(interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
    let (answered, asked) = (interview.answered(), interview.asked().len());
    say(&format!("\nReview. {answered} of {asked} skills have an answer."));
    for doubt in &margin.doubts {
        say(&format!("Worth a second look: {}.", clean::line(doubt)));
    }
    let areas = areas(interview);
    let actions = review::actions(interview, margin);
    for action in &actions {
        say(&format!("{}: {}.", action.word, action.text));
    }
    let words: Vec<_> = actions.iter().map(|action| action.word).collect();
    loop {
        say(&format!("Type {}, or the number of an area to look it over:", words.join(", ")));
        let line = read()?;
        let is_meant = |action: &&Action| line == action.word || line.chars().eq([action.key]);
        match actions.iter().find(is_meant) {
            Some(action) => return Ok(action.said.clone()),
            None if line == "b" || line == "back" => return Ok(Said::Event(Event::Back)),
            None => match numbered(&line, &areas) {
                Some(area) => return Ok(Said::Event(Event::Open(*area))),
                None => say(&format!("Error: type {}, or a number.", words.join(", "))),
            },
        }
    }
}
