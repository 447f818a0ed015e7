//! What is asked beside the levels: what was used at all, and whether an answer far from last time's is meant.

use super::{numbered, read};
use crate::assessment::interview::{Event, Gate, Interview, Member};
use crate::clean;
use crate::cli::gate;
use crate::cli::margin::answer_words;
use crate::cli::output::say;
use crate::cli::prompt::Stop;
use crate::cli::said::Said;
use crate::rubric::SkillIx;

pub(super) fn used(interview: &Interview<'_>, gate: Gate) -> Result<Said, Stop> {
    let members = interview.members(gate);
    say(&format!("\n{}. {}", gate::title(interview, gate), gate::question(gate)));
    say(&clean::line(gate::about(interview, gate)));
    for (number, member) in (1..).zip(&members) {
        let used = match member {
            _ if !interview.is_used(*member) => "",
            Member::Skill(_) => " Ticked, because you had used it last time.",
            Member::Area(_) => " Ticked.",
        };
        say(&format!("{number}: {}.{used}", gate::name(interview, *member)));
    }
    let ticks = members.iter().any(|member| interview.is_used(*member));
    let keep = if ticks { ", or press Enter to keep those that are ticked" } else { "" };
    loop {
        say(&format!("Type the numbers of those you have {}, or none{keep}:", gate::verb(gate)));
        let line = read()?;
        let ticked = match line.as_str() {
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            "q" | "quit" => return Ok(Said::Leave),
            "r" | "review" => return Ok(Said::Event(Event::Review)),
            "" if ticks => Some(members.iter().copied().filter(|member| interview.is_used(*member)).collect()),
            "" => None,
            "0" | "none" => Some(Vec::new()),
            numbers => {
                let typed = numbers.split([' ', ',']).filter(|part| !part.is_empty());
                typed.map(|number| numbered(number, &members).copied()).collect()
            }
        };
        match ticked {
            Some(ticked) => return Ok(Said::Event(Event::Tick(ticked))),
            None => say(&format!("Error: type numbers from 1 to {}, none, back, review or quit.", members.len())),
        }
    }
}

pub(super) fn unused(interview: &Interview<'_>, gate: Gate) -> Result<Said, Stop> {
    say("");
    for said in gate::not_ticked(interview, gate) {
        say(&said);
    }
    let hides = matches!(gate, Gate::Group(group) if !interview.hidden(group).is_empty());
    let all = if hides { ", all (to be offered all of them)" } else { "" };
    loop {
        say(&format!("Type 0 to rate them 0, skip{all} or back:"));
        match read()?.as_str() {
            "0" => return Ok(Said::Event(Event::Unused)),
            "s" | "skip" => return Ok(Said::Event(Event::Skip)),
            "a" | "all" if hides => return Ok(Said::Event(Event::Widen)),
            "b" | "back" => return Ok(Said::Event(Event::Back)),
            "r" | "review" => return Ok(Said::Event(Event::Review)),
            "q" | "quit" => return Ok(Said::Leave),
            _ => say(&format!("Error: type 0, skip{all}, back, review or quit.")),
        }
    }
}

pub(super) fn moved(interview: &Interview<'_>, skill: SkillIx) -> Result<Said, Stop> {
    let rubric = interview.rubric();
    let (last, now) = (answer_words(rubric, interview.last_reply(skill)), answer_words(rubric, interview.reply(skill)));
    loop {
        say(&format!(
            "Last time it was {last}, now it is {now}. Press Enter if that is right, or type back to answer again:"
        ));
        match read()?.as_str() {
            "" | "y" | "yes" => return Ok(Said::Event(Event::Keep)),
            "b" | "back" | "no" => return Ok(Said::Event(Event::Back)),
            "q" | "quit" => return Ok(Said::Leave),
            _ => say("Error: press Enter, or type back."),
        }
    }
}
