//! The questionnaire line by line: for screen readers, for terminals that cannot be drawn on, and for pipes. No cursor
//! movement, every answer confirmed in words, the keys told once.

use std::io::{self, BufRead as _};

use super::card::answer_words;
use super::cards::Said;
use super::margin::Margin;
use super::output::say;
use super::prompt::Stop;
use crate::assessment::Answer;
use crate::assessment::interview::{Event, Interview, Prompt, Reply};
use crate::clean;
use crate::rubric::{AreaIx, GroupIx, Rubric, SkillIx};
use crate::wording;

/// Asks the prompts of an interview on standard error, and reads answers from standard input.
#[derive(Debug)]
pub(crate) struct Lines {
    blind: bool,
    told: bool,
    area: Option<AreaIx>,
}

impl Lines {
    pub(crate) const fn new() -> Self {
        Self { blind: false, told: false, area: None }
    }

    /// Hides last time's answers.
    pub(crate) const fn hide_last(&mut self) {
        self.blind = true;
    }

    pub(super) fn ask(&mut self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        if !self.told {
            self.told = true;
            help(interview.rubric());
        }
        match *interview.prompt() {
            Prompt::Skill(skill) => self.skill(interview, skill, margin),
            Prompt::Members(group) => members(interview, group),
            Prompt::Unused(group) => unused(interview, group),
            Prompt::Area(area) => recap(interview, area, margin),
            Prompt::Review => review(interview, margin),
        }
    }

    /// Asks for one of a few things.
    pub(crate) fn pick(
        top: &[String],
        question: &str,
        things: &[(String, String)],
        start: usize,
    ) -> Result<usize, Stop> {
        for line in top.iter().filter(|line| !line.is_empty()) {
            say(line);
        }
        for (number, (name, meaning)) in (1..).zip(things) {
            say(&format!("{number}: {}. {}", clean::line(name), clean::line(meaning)));
        }
        loop {
            say(&format!("{question} Type a number. Enter alone means {}.", start + 1));
            let line = read()?;
            if line.is_empty() {
                return Ok(start);
            }
            match line.parse::<usize>() {
                Ok(number) if (1..=things.len()).contains(&number) => return Ok(number - 1),
                _ => say(&format!("Error: type a number from 1 to {}.", things.len())),
            }
        }
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        let rubric = interview.rubric();
        loop {
            say("Which skill? Type its id, its title or another name:");
            let line = read()?;
            if line.is_empty() {
                return Err(Stop::Back);
            }
            match rubric.find(&line) {
                Ok(crate::rubric::Subject::Skill(skill)) => return Ok(skill),
                Ok(crate::rubric::Subject::Group(_)) => say("Error: that is a group; name one of its skills."),
                Err(near) if near.is_empty() => say("Error: no skill is called that."),
                Err(near) => say(&format!("Error: no skill is called that. Did you mean {}?", wording::either(&near))),
            }
        }
    }

    /// Says which skill of how many it is, and its area where that is another one.
    fn place(&mut self, interview: &Interview<'_>, skill: SkillIx) {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        let asked = interview.asked();
        let question = interview.trail().and_then(|trail| trail.iter().position(|other| *other == skill));
        if self.area.replace(described.area) != Some(described.area) {
            let count = asked.iter().filter(|other| rubric[**other].area == described.area).count();
            let count = wording::count(count, "skill", "skills");
            let title = clean::line(&rubric[described.area].title);
            say(&if question.is_some() { format!("\nArea {title}.") } else { format!("\nArea {title}. {count}.") });
        }
        let title = clean::line(&described.title);
        if let Some(at) = question {
            say(&format!("\nQuestion {}: {title}.", at + 1));
        } else {
            let number = asked.iter().position(|other| *other == skill).map_or(0, |at| at + 1);
            say(&format!("\nSkill {number} of {}: {title}.", asked.len()));
        }
    }

    fn skill(&mut self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        self.place(interview, skill);
        if let Some(summary) = &described.summary {
            say(&clean::line(summary));
        }
        levels(rubric, skill);
        let before = match interview.reply(skill) {
            None if self.blind => None,
            None => interview.last(skill).map(|last| ("Last time", Reply::Said(last.answer))),
            Some(reply) => Some(("Now", reply)),
        };
        loop {
            match before {
                Some((when, reply)) => {
                    let words = answer_words(rubric, Some(reply));
                    say(&format!("{when} {words}. Press Enter to keep it, or type a level:"));
                }
                None => say("Type a level:"),
            }
            let line = read()?;
            let event = match (line.as_str(), before) {
                ("", Some((_, Reply::Said(Answer::Rated(level))))) => Event::Rate(level),
                ("", Some((_, Reply::Said(Answer::NotApplicable)))) | ("n" | "na" | "not applicable", _) => {
                    Event::NotApplicable
                }
                ("", Some((_, Reply::Skipped))) | ("s" | "skip", _) => Event::Skip,
                ("b" | "back", _) => Event::Back,
                ("r" | "review", _) => Event::Review,
                ("q" | "quit", _) => return Ok(Said::Leave),
                ("?" | "help", _) => {
                    help(rubric);
                    continue;
                }
                ("l" | "levels", _) => {
                    levels(rubric, skill);
                    continue;
                }
                ("w" | "why", _) => {
                    margin.asked_because.iter().for_each(|because| say(because));
                    say(&clean::line(described.why.as_deref().unwrap_or("The rubric does not say.")));
                    continue;
                }
                (typed, _) => match evidence(typed).or_else(|| rate(rubric, typed)) {
                    Some(event) => event,
                    None => {
                        let max = rubric.scale().max();
                        let typed = wording::brief(typed);
                        say(&format!("Error: \"{typed}\" is not a level. Type a number from 0 to {max}, or help."));
                        continue;
                    }
                },
            };
            confirm(rubric, &event);
            return Ok(Said::Event(event));
        }
    }
}

fn rate(rubric: &Rubric, typed: &str) -> Option<Event> {
    rubric.scale().level(typed.parse().ok()?).map(Event::Rate)
}

fn evidence(typed: &str) -> Option<Event> {
    typed.strip_prefix("evidence ").map(|text| Event::Evidence(text.to_owned()))
}

fn confirm(rubric: &Rubric, event: &Event) {
    match event {
        Event::Rate(level) => say(&format!("Recorded {level} {}.", clean::line(rubric.scale().name(*level)))),
        Event::NotApplicable => say("Recorded not applicable."),
        Event::Skip => say("Skipped for now."),
        Event::Evidence(_) => say("Evidence recorded."),
        Event::Back => say("Going back."),
        _ => {}
    }
}

fn help(rubric: &Rubric) {
    let max = rubric.scale().max();
    say(&format!("Type a level from 0 to {max} and press Enter. Other words:"));
    say("skip, n (not applicable: your work has no use for it), back, levels, why, evidence TEXT, review, quit, help.");
}

fn levels(rubric: &Rubric, skill: SkillIx) {
    for (level, named) in rubric.scale().levels() {
        let meaning = rubric[skill].anchor(level).or(named.meaning.as_deref()).unwrap_or_default();
        say(&format!("{level} {}: {}", clean::line(&named.name), clean::line(meaning)));
    }
}

fn members(interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let members = interview.members(group);
    say(&format!("\n{}. Which of these have you used?", clean::line(&rubric[group].title)));
    for (number, member) in (1..).zip(&members) {
        let used = if interview.is_used(*member) { " Used last time." } else { "" };
        say(&format!("{number}: {}.{used}", clean::line(&rubric[*member].title)));
    }
    loop {
        say("Type their numbers with spaces between, or Enter to keep what is said above:");
        let line = read()?;
        match line.as_str() {
            "" => {
                let used = members.iter().copied().filter(|member| interview.is_used(*member));
                return Ok(Said::Event(Event::Tick(used.collect())));
            }
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            "q" | "quit" => return Ok(Said::Leave),
            "0" | "none" => return Ok(Said::Event(Event::Tick(Vec::new()))),
            numbers => {
                let member = |number: &str| {
                    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
                    members.get(at).copied()
                };
                let chosen: Option<Vec<_>> =
                    numbers.split([' ', ',']).filter(|part| !part.is_empty()).map(member).collect();
                match chosen {
                    Some(chosen) => return Ok(Said::Event(Event::Tick(chosen))),
                    None => say(&format!("Error: type numbers from 1 to {}, or none.", members.len())),
                }
            }
        }
    }
}

fn unused(interview: &Interview<'_>, group: GroupIx) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let titles: Vec<_> =
        interview.unused(group).iter().map(|skill| clean::line(&rubric[*skill].title).into_owned()).collect();
    say(&format!("\nNot used: {}.", titles.join(", ")));
    loop {
        say("Press Enter to rate them 0, or type skip or back:");
        match read()?.as_str() {
            "" | "0" => {
                say("Recorded 0.");
                return Ok(Said::Event(Event::Unused));
            }
            "s" | "skip" => return Ok(Said::Event(Event::Skip)),
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            "q" | "quit" => return Ok(Said::Leave),
            _ => say("Error: press Enter, or type skip or back."),
        }
    }
}

fn recap(interview: &Interview<'_>, area: AreaIx, margin: &Margin) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let skills: Vec<_> = interview.asked().iter().copied().filter(|skill| rubric[*skill].area == area).collect();
    say(&format!("\n{}:", clean::line(&rubric[area].title)));
    for (number, skill) in (1..).zip(&skills) {
        let words = margin.words(interview, *skill, interview.reply(*skill));
        say(&format!("{number}: {}: {words}.", clean::line(&rubric[*skill].title)));
    }
    loop {
        say("Type a number to change that answer, or Enter to go back to the review:");
        let line = read()?;
        if line.is_empty() || line == "b" || line == "back" {
            return Ok(Said::Event(Event::Review));
        }
        match line.parse::<usize>().ok().and_then(|number| skills.get(number.checked_sub(1)?)) {
            Some(skill) => return Ok(Said::Event(Event::Change(*skill))),
            None => say(&format!("Error: type a number from 1 to {}.", skills.len())),
        }
    }
}

fn review(interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let (replied, asked) = interview.position();
    say(&format!("\nReview. {replied} of {asked} skills have an answer."));
    margin.estimate.iter().for_each(|sentence| say(sentence));
    for doubt in &margin.doubts {
        say(&format!("Worth a second look: {}.", clean::line(doubt)));
    }
    let areas: Vec<_> =
        rubric.areas().filter(|(area, _)| interview.asked().iter().any(|skill| rubric[*skill].area == *area)).collect();
    for (number, (_, area)) in (1..).zip(&areas) {
        say(&format!("{number}: {}.", clean::line(&area.title)));
    }
    loop {
        let go = if margin.goes_on { "go (on with the questions), " } else { "" };
        say(&format!(
            "Type {go}save, fill (answer what is open), a number to look over an area, or quit to keep the draft:"
        ));
        let line = read()?;
        match line.as_str() {
            "save" | "w" => return Ok(Said::Save),
            "go" | "c" if margin.goes_on => return Ok(Said::Event(Event::GoOn)),
            "fill" | "a" => return Ok(Said::Event(Event::Fill)),
            "q" | "quit" => return Ok(Said::Leave),
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            number => match number.parse::<usize>().ok().and_then(|number| areas.get(number.checked_sub(1)?)) {
                Some((area, _)) => return Ok(Said::Event(Event::Open(*area))),
                None => say("Error: type save, fill, a number, or quit."),
            },
        }
    }
}

/// The next line without the space around it.
fn read() -> Result<String, Stop> {
    const LONGEST: u64 = 4096;
    let mut bytes = Vec::new();
    let read = io::Read::take(io::stdin().lock(), LONGEST).read_until(b'\n', &mut bytes);
    match read {
        Ok(0) => Err(Stop::Ended),
        Ok(_) => Ok(String::from_utf8_lossy(&bytes).trim().to_owned()),
        Err(error) => Err(Stop::Broken(error.to_string())),
    }
}
