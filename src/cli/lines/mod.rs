//! The questionnaire line by line: for screen readers, for terminals that cannot be drawn on, and for pipes. No cursor
//! movement, every answer confirmed in words, the keys told once.

mod area;
mod gate;

use std::io::{self, BufRead as _, IsTerminal as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::margin::{Margin, answer_words};
use super::output::say;
use super::prompt::Stop;
use super::said::Said;
use super::words::{self, QUESTION};
use crate::assessment::interview::{Event, Interview, Prompt, Reply};
use crate::assessment::{Answer, Confidence, Help};
use crate::clean;
use crate::rubric::{AreaIx, Rubric, SkillIx};
use crate::wording;

/// Asks the prompts of an interview on standard error, and reads answers from standard input.
#[derive(Debug)]
pub(crate) struct Lines {
    /// Whether one answer of an assessment is changed, and nothing else is asked.
    edits: bool,
    told: bool,
    area: Option<AreaIx>,
    /// What was asked last.
    prompt: Option<Prompt>,
    /// What is said of the last answer once it is saved, which it is when the next question is asked.
    recorded: Option<String>,
}

impl Lines {
    pub(crate) const fn new() -> Self {
        Self { edits: false, told: false, area: None, prompt: None, recorded: None }
    }

    /// Takes the words for one answer of an assessment, instead of those of a questionnaire.
    pub(crate) const fn edit(&mut self) {
        self.edits = true;
    }

    pub(super) fn ask(&mut self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        if !self.told {
            self.told = true;
            self.help(interview.rubric());
        }
        if let Some(recorded) = self.recorded.take() {
            say(&recorded);
        }
        let prompt = interview.prompt();
        if self.prompt.replace(prompt) != Some(prompt) {
            IN_VAIN.store(0, Ordering::Relaxed);
        }
        let said = match prompt {
            Prompt::Used(gate) => gate::used(interview, gate),
            Prompt::Unused(gate) => gate::unused(interview, gate),
            Prompt::Skill(skill) => self.skill(interview, skill, margin),
            Prompt::Moved(skill) => gate::moved(interview, skill),
            Prompt::Sheet(skill) if interview.looks_back() => Ok(area::looked_back(interview, skill)),
            Prompt::Sheet(skill) => area::sheet(interview, skill, margin),
            Prompt::Review => area::review(interview, margin),
            Prompt::Pause => area::pause(interview, margin),
        }?;
        if let Said::Event(event) = &said {
            self.confirm(interview.rubric(), prompt, event);
        }
        Ok(said)
    }

    /// Says of an answer to a question that it was taken: in an assessment once it is saved, of one answer that is changed
    /// at once, because what is saved is said at the end.
    fn confirm(&mut self, rubric: &Rubric, prompt: Prompt, event: &Event) {
        let confirmed = match (prompt, event) {
            (Prompt::Skill(_), Event::Skip) if self.edits => None,
            (Prompt::Skill(_), event) => confirmed(rubric, event),
            (Prompt::Unused(_), Event::Unused) => Some("Recorded 0.".to_owned()),
            _ => None,
        };
        if self.edits {
            if let Some(confirmed) = confirmed {
                say(&confirmed.replace("Recorded", "Noted").replace("recorded", "noted"));
            }
        } else {
            self.recorded = confirmed;
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
            let usual = things.get(start).map_or_else(String::new, |(name, _)| clean::line(name).into_owned());
            say(&format!("{question} Type a number. Enter alone means {usual}."));
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

    /// Whether somebody wants to read the whole report; the end of the input is a no.
    pub(crate) fn wants_report() -> bool {
        say("Saved. Type report to read the whole report, or press Enter to finish:");
        read().is_ok_and(|line| matches!(line.as_str(), "report" | "r" | "y" | "yes"))
    }

    /// Asks which skill of the interview is meant, by its number where they are few, or by a part of a name.
    pub(crate) fn find(interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        let mut offered = interview.asked().to_vec();
        if offered.len() > FEW {
            offered.clear();
        }
        numbers(interview, &offered);
        loop {
            say(if offered.is_empty() {
                "Which skill? Type its id, its title, another name or a part of one; Enter alone goes back:"
            } else {
                "Which skill? Type its number or a part of its name; Enter alone goes back:"
            });
            let line = read()?;
            if line.is_empty() {
                return Err(Stop::Back);
            }
            if let Some(skill) = numbered(&line, &offered) {
                return Ok(*skill);
            }
            let near = match interview.rubric().find(&line) {
                Ok(crate::rubric::Subject::Skill(skill)) => return Ok(skill),
                Ok(crate::rubric::Subject::Group(_)) => {
                    say("Error: that is a group; name one of its skills.");
                    continue;
                }
                Err(near) => near,
            };
            let mut alike = interview.rubric().skills_like(&line);
            alike.retain(|skill| interview.asked().contains(skill));
            match alike.as_slice() {
                [skill] => return Ok(*skill),
                [] if near.is_empty() => say("Error: no skill is called that."),
                [] => say(&format!("Error: no skill is called that. Did you mean {}?", wording::either(&near))),
                _ => {
                    numbers(interview, &alike);
                    offered = alike;
                }
            }
        }
    }

    fn help(&self, rubric: &Rubric) {
        let max = rubric.scale().max();
        say(QUESTION);
        say(&words::short("type"));
        say(&format!("Type a level from 0 to {max} and press Enter. Other words:"));
        if self.edits {
            say("n (does not apply to me: my work has no use for it), a (only with an AI assistant),");
            say("remove (this answer), levels, why, words (what the words mean), evidence TEXT,");
            say("sure, fairly or guess (how sure the answer is), back, quit, help.");
            return;
        }
        say("skip, n (does not apply to me: my work has no use for it), a (only with an AI assistant),");
        say("back, levels, why, words (what the words mean), evidence TEXT,");
        say("sure, fairly or guess (how sure the answer is), list (of all areas), review, quit, help.");
    }

    /// Says which skill of how many it is, and its area where that is another one.
    fn place(&mut self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        let asked = interview.asked();
        let question = interview.trail().and_then(|trail| trail.iter().position(|other| *other == skill));
        let before = self.area.replace(described.area);
        if before != Some(described.area) && !self.edits {
            let count = asked.iter().filter(|other| rubric[**other].area == described.area).count();
            let count = wording::count(count, "skill", "skills");
            let title = clean::line(&rubric[described.area].title);
            say(&if question.is_some() { format!("\nArea {title}.") } else { format!("\nArea {title}. {count}.") });
            if let Some(minutes) = margin.minutes {
                let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
                say(&format!("About {} left.", wording::count(minutes, "minute", "minutes")));
            }
            // Before the first area all was told, and one that is led may come to an area often.
            if before.is_some() && question.is_none() {
                say(&format!("Type a level from 0 to {} and press Enter, or help.", rubric.scale().max()));
            }
        }
        let title = clean::line(&described.title);
        if self.edits {
            say(&format!("\n{title}."));
        } else if let Some(at) = question {
            let left = match margin.left {
                Some(left) => format!("about {left} to a result"),
                None => format!("{} left", interview.questions_left()),
            };
            say(&format!("\nQuestion {}, {left}: {title}.", at + 1));
        } else {
            let number = interview.number(skill);
            say(&format!("\nSkill {number} of {}: {title}.", asked.len()));
        }
    }

    fn skill(&mut self, interview: &Interview<'_>, skill: SkillIx, margin: &Margin) -> Result<Said, Stop> {
        let rubric = interview.rubric();
        let described = &rubric[skill];
        self.place(interview, skill, margin);
        if let Some(summary) = &described.summary {
            say(&clean::line(summary));
        }
        levels(rubric, skill);
        let before = match interview.reply(skill) {
            None => {
                let when = if self.edits { "Now" } else { "Last time" };
                interview.last_reply(skill).map(|last| (when, last))
            }
            Some(reply) => Some(("Now", reply)),
        };
        loop {
            match before {
                Some((when, reply)) => {
                    let answer = answer_words(rubric, Some(reply));
                    say(&format!("{when} {answer}. Press Enter to keep it, or type a level:"));
                }
                None => say("Type a level:"),
            }
            let line = read()?;
            let event = match (line.as_str(), before) {
                ("", Some((_, Reply::Said(Answer::Rated(level))))) => Event::Rate(level),
                ("", Some((_, Reply::Said(Answer::NotApplicable))))
                | ("n" | "na" | "not applicable" | "does not apply", _) => Event::NotApplicable,
                ("remove", _) if self.edits => Event::Skip,
                ("s" | "skip" | "r" | "review" | "list", _) if self.edits => {
                    say("Error: one answer is changed here. Type a level, remove, back, or help.");
                    continue;
                }
                ("", Some((_, Reply::Skipped))) | ("s" | "skip", _) => Event::Skip,
                ("b" | "back", _) => Event::Back,
                ("r" | "review", _) => Event::Review,
                ("q" | "quit", _) => return Ok(Said::Leave),
                ("?" | "help", _) => {
                    self.help(rubric);
                    continue;
                }
                ("l" | "levels", _) => {
                    levels(rubric, skill);
                    continue;
                }
                ("list", _) => match area::listed(interview)? {
                    Some(event) => event,
                    None => continue,
                },
                ("w" | "why", _) => {
                    margin.asked_because.iter().for_each(|because| say(because));
                    say(&clean::line(described.why.as_deref().unwrap_or("The rubric does not say.")));
                    continue;
                }
                ("words", _) => {
                    for paragraph in words::long(rubric) {
                        say(&clean::line(&paragraph));
                    }
                    continue;
                }
                ("a" | "ai", _) => Event::Help(match interview.help(skill) {
                    None => Some(Help::Ai),
                    Some(Help::Ai) => None,
                }),
                (typed, _) => match evidence(typed).or_else(|| confidence(typed)).or_else(|| rate(rubric, typed)) {
                    Some(event) => event,
                    None => {
                        let max = rubric.scale().max();
                        let typed = wording::brief(typed);
                        say(&format!("Error: \"{typed}\" is not a level. Type a number from 0 to {max}, or help."));
                        continue;
                    }
                },
            };
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

fn confidence(typed: &str) -> Option<Event> {
    let confidence = Confidence::ALL.into_iter().find(|confidence| confidence.as_str() == typed)?;
    Some(Event::Confidence(Some(confidence)))
}

/// The thing with a number that begins with 1.
fn numbered<'t, T>(typed: &str, things: &'t [T]) -> Option<&'t T> {
    things.get(typed.parse::<usize>().ok()?.checked_sub(1)?)
}

fn confirmed(rubric: &Rubric, event: &Event) -> Option<String> {
    Some(match event {
        Event::Rate(level) => format!("Recorded {level} {}.", clean::line(rubric.scale().name(*level))),
        Event::NotApplicable => "Recorded: does not apply to me.".to_owned(),
        Event::Skip => "Skipped for now.".to_owned(),
        Event::Evidence(_) => "Evidence recorded.".to_owned(),
        Event::Confidence(Some(confidence)) => format!("Recorded: {}.", sureness(*confidence)),
        Event::Help(Some(Help::Ai)) => "Recorded: only with an AI assistant's help.".to_owned(),
        Event::Help(None) => "Recorded: without an AI assistant's help.".to_owned(),
        Event::Back => "Going back.".to_owned(),
        _ => return None,
    })
}

/// As it is said of an answer.
const fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "sure",
        Confidence::Fairly => "fairly sure",
        Confidence::Guess => "a guess",
    }
}

/// Says the skills with their numbers.
fn numbers(interview: &Interview<'_>, skills: &[SkillIx]) {
    for (number, skill) in (1..).zip(skills) {
        let last = interview.last_reply(*skill);
        let answer = last.map_or_else(|| "no answer".to_owned(), |last| answer_words(interview.rubric(), Some(last)));
        say(&format!("{number}: {}: {answer}.", clean::line(&interview.rubric()[*skill].title)));
    }
}

/// So many skills are said one by one before anything is typed.
const FEW: usize = 20;

fn levels(rubric: &Rubric, skill: SkillIx) {
    for (level, named) in rubric.scale().levels() {
        let (name, meaning) = (clean::line(&named.name), clean::lines(rubric.meaning(skill, level)));
        // Several lines each stand by themselves, so that they are heard one by one.
        let between = match (meaning.is_empty(), meaning.contains('\n')) {
            (true, _) => "",
            (false, true) => ":\n",
            (false, false) => ": ",
        };
        say(&format!("{level} {name}{between}{meaning}"));
    }
}

/// The lines in a row that left the same question open.
static IN_VAIN: AtomicUsize = AtomicUsize::new(0);
/// So many may where no person types them: more come from what never ends, such as `yes`.
const MOST_IN_VAIN: usize = 200;

/// The next line without the space around it.
fn read() -> Result<String, Stop> {
    const LONGEST: u64 = 4096;
    if IN_VAIN.fetch_add(1, Ordering::Relaxed) >= MOST_IN_VAIN && !io::stdin().is_terminal() {
        return Err(Stop::InVain);
    }
    let mut bytes = Vec::new();
    let read = io::Read::take(io::stdin().lock(), LONGEST).read_until(b'\n', &mut bytes);
    match read {
        Ok(0) => Err(Stop::Ended),
        Ok(_) => Ok(String::from_utf8_lossy(&bytes).trim().to_owned()),
        Err(error) => Err(error.into()),
    }
}
