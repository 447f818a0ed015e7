//! Where to start, and why there.

use super::super::name::{self, Name, level, listed};
use super::super::number::{Hundred, hours};
use super::super::thumb::rule_of_thumb;
use super::required::required;
use super::{Input, Start};
use crate::plan::StepId;
use crate::rubric::{Level, Rubric, SkillIx, Subject};
use crate::score::{RequirementScore, Scorecard, is_met};
use crate::wording::count;

/// What to do first: where the plan begins.
pub(super) fn start(input: &Input<'_>) -> Start {
    let Input { scorecard, .. } = *input;
    match &input.way.first {
        Some(first) => learn(input, first.step),
        None if !scorecard.gaps().is_empty() => record(input),
        None if !scorecard.ask.is_empty() || !scorecard.open().is_empty() => answer(input),
        None => done(input),
    }
}

fn learn(input: &Input<'_>, StepId { skill, to: next }: StepId) -> Start {
    let Input { rubric, scorecard, .. } = *input;
    let to = required(rubric, &rubric[scorecard.target]).get(&skill).copied().unwrap_or(next).max(next);
    let described = &rubric[skill];
    let name = Name::skill(rubric, skill);

    let mut why: Vec<_> = input.way.why.clone().into_iter().collect();
    why.extend(standing(rubric, scorecard, skill));
    let opened = opened(rubric, scorecard, skill);
    if !opened.is_empty() {
        why.push(format!("it opens the way to {}", listed(&opened, 3)));
    }
    let step = format!("{}, about {}", level(rubric, next), hours(described.hours(next)));
    let meaning = name::one_line(rubric.meaning(skill, next));
    let step = if meaning.is_empty() { step } else { format!("{step}: {meaning}") };
    let mut details = Vec::new();
    if !why.is_empty() {
        details.push(("Why", why.join("; ")));
    }
    details.push(("First step", step));
    details.extend(rule_of_thumb(rubric, [skill]).map(|note| ("Hours", note)));
    details.extend(described.practice(next).map(|practice| ("Practice", name::text(practice))));
    let what = format!("{}, from {} to {}", name.title, level(rubric, next.below()), level(rubric, to));
    Start { skill: Some(name), what, details }
}

/// Every step that could be planned is ticked or skipped: what is rated next says where one stands.
fn record(input: &Input<'_>) -> Start {
    let why = "every step of the plan is ticked or skipped".to_owned();
    let command = input.given.recording(&format!("assess --due --target {}", input.rubric[input.scorecard.target].id));
    let details = std::iter::once(("Why", why)).chain(command.map(|command| ("Command", command)));
    Start { skill: None, what: "rate what you can do now".to_owned(), details: details.collect() }
}

/// What the skill is worth for the target.
fn standing(rubric: &Rubric, scorecard: &Scorecard, skill: SkillIx) -> Vec<String> {
    let gaps = scorecard.gaps();
    let about = |scored: &&&RequirementScore| rubric.skills_of(&scored.requirement.subject).contains(&skill);
    let Some(gap) = gaps.iter().find(about) else { return Vec::new() };
    let largest = gaps.iter().all(|other| std::ptr::eq(*other, *gap) || other.missing < gap.missing);
    let mut why = Vec::new();
    if let Subject::Group(group) = gap.requirement.subject {
        why.push(format!("counts for \"{}\"", name::text(&rubric[group].title)));
    }
    let largest = if largest { ", the largest gap" } else { "" };
    let worth = Hundred::of(scorecard).of_requirement(scorecard, gap);
    why.push(format!("worth {worth} points{largest}"));
    if gap.gap > 1 {
        why.push(format!("{} missing", count(usize::try_from(gap.gap).unwrap_or(usize::MAX), "level", "levels")));
    }
    why
}

/// The skills of the target that still need a higher level of this one.
fn opened(rubric: &Rubric, scorecard: &Scorecard, skill: SkillIx) -> Vec<Name> {
    let has = |skill: SkillIx| scorecard.reach(skill).low();
    let from = has(skill).unwrap_or_default();
    let waits = |(above, asked): &(SkillIx, Level)| {
        let missing = has(*above).is_some_and(|low| low < *asked);
        let needs = rubric[*above].requires.iter().any(|needed| {
            rubric.skills_of(&needed.subject).contains(&skill)
                && is_met(rubric, needed, |skill| scorecard.reach(skill)) != Some(true)
                && needed.at > from
                && needed.level <= *asked
                && Some(needed.level) > has(*above)
        });
        missing && needs
    };
    let asked = required(rubric, &rubric[scorecard.target]);
    asked.into_iter().filter(waits).map(|(above, _)| Name::skill(rubric, above)).collect()
}

fn answer(input: &Input<'_>) -> Start {
    let Input { rubric, scorecard, given, .. } = *input;
    let open = scorecard.open();
    let skills: Vec<SkillIx> = if scorecard.ask.is_empty() {
        open.iter().flat_map(|scored| scorecard.unanswered(rubric, &scored.requirement)).collect()
    } else {
        scorecard.ask.clone()
    };
    let names: Vec<_> = skills.iter().map(|skill| Name::skill(rubric, *skill)).collect();
    let what = format!("answer {}", listed(&names, 4));
    let why = "nothing that you answered falls short; only answers are missing".to_owned();
    let mut details = vec![("Why", why)];
    let command = match names.as_slice() {
        [one] => given.recording(&format!("edit {}", one.id)),
        _ => given.recording(&format!("assess --target {}", rubric[scorecard.target].id)),
    };
    details.extend(command.map(|command| ("Command", command)));
    Start { skill: None, what, details }
}

fn done(input: &Input<'_>) -> Start {
    let higher = input.placement.next.filter(|next| *next != input.scorecard.target);
    let what = match higher {
        Some(next) => format!("nothing is missing for this target; look at {}", Name::target(input.rubric, next).title),
        None if input.scorecard.readiness.is_none() => "choose a target that fits your work".to_owned(),
        None => "nothing is missing for this target; add evidence, and help others get there".to_owned(),
    };
    let command = match higher {
        Some(next) => input.given.report(&format!("report --target {}", input.rubric[next].id)),
        None => input.given.reading("target list"),
    };
    Start { skill: None, what, details: command.map(|command| ("Command", command)).into_iter().collect() }
}
