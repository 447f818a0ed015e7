//! Where to start, and why there.

use super::super::name::{self, Name, level, listed};
use super::super::number::{Hundred, hours};
use super::super::thumb::rule_of_thumb;
use super::required::required;
use super::{Input, Start};
use crate::rubric::{Hours, Level, Rubric, SkillIx, Subject};
use crate::score::{RequirementScore, Scorecard, is_met};
use crate::wording::count;

/// What to do first.
pub(super) fn start(input: &Input<'_>) -> Start {
    let Input { rubric, scorecard, .. } = *input;
    let gaps = scorecard.gaps();
    let worst = gaps.iter().find(|scored| scored.requirement.essential).or(gaps.first());
    let chosen = input.first.or_else(|| worst.map(|scored| cheapest(rubric, scorecard, scored)));
    match chosen {
        Some(skill) => learn(input, skill),
        None if !scorecard.ask.is_empty() || !scorecard.open().is_empty() => answer(input),
        None => done(input),
    }
}

/// The skill of a gap that needs the fewest hours to what is asked.
fn cheapest(rubric: &Rubric, scorecard: &Scorecard, scored: &RequirementScore) -> SkillIx {
    let asked = scored.requirement.level;
    let skills = rubric.skills_of(&scored.requirement.subject).iter().copied();
    let short = skills.filter(|skill| scorecard.reach(*skill).low().is_some_and(|low| low < asked));
    let cost = |skill: &SkillIx| -> Hours {
        let low = scorecard.reach(*skill).low().unwrap_or_default();
        low.up_to(asked).map(|step| rubric[*skill].hours(step)).sum()
    };
    short.min_by_key(cost).expect("a gap has a skill below what is asked")
}

fn learn(input: &Input<'_>, wanted: SkillIx) -> Start {
    let Input { rubric, scorecard, .. } = *input;
    let asked = required(rubric, &rubric[scorecard.target]);
    let (skill, needed) = foundation(rubric, scorecard, wanted);
    let from = scorecard.reach(skill).low().unwrap_or_default();
    let next = Level::up_to(from, rubric.scale().max()).next().unwrap_or(from);
    let to = asked.get(&skill).copied().into_iter().chain(needed.map(|needed| needed.1)).max();
    let to = to.unwrap_or(next).max(next);
    let described = &rubric[skill];
    let name = Name::skill(rubric, skill);

    let mut why = Vec::new();
    if let Some((above, at)) = needed {
        why.push(format!("{} builds on level {at} of it", Name::skill(rubric, above).title));
    }
    let first = input.way.filter(|_| skill == wanted && input.first == Some(wanted)).and_then(|way| way.why.clone());
    why.extend(standing(rubric, scorecard, skill, first.is_some()));
    if let Some(first) = first {
        why.insert(0, first);
    }
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
    let what = format!("{}, from {} to {}", name.title, level(rubric, from), level(rubric, to));
    Start { skill: Some(name), what, details }
}

/// What stands below the wanted skill: while its next level needs a level that is surely missing, the skill that lacks it,
/// with the skill that needs it and the level needed. Ends, because prerequisites have no cycle.
fn foundation(rubric: &Rubric, scorecard: &Scorecard, wanted: SkillIx) -> (SkillIx, Option<(SkillIx, Level)>) {
    let (mut skill, mut needed) = (wanted, None);
    for _ in rubric.skills() {
        let from = scorecard.reach(skill).low().unwrap_or_default();
        let Some(next) = from.up_to(rubric.scale().max()).next() else { break };
        let missing = rubric[skill]
            .prerequisites(next)
            .find(|before| is_met(rubric, before, |skill| scorecard.reach(skill)) == Some(false));
        let Some(missing) = missing else { break };
        let highest = |skill: &&SkillIx| (scorecard.reach(**skill).low(), std::cmp::Reverse(**skill));
        let below = rubric
            .skills_of(&missing.subject)
            .iter()
            .filter(|skill| scorecard.reach(**skill).high().is_some_and(|high| high < missing.at));
        let Some(below) = below.max_by_key(highest) else { break };
        (skill, needed) = (*below, Some((skill, missing.at)));
    }
    (skill, needed)
}

/// What the skill is worth for the target; not that it is essential where that is explained already.
fn standing(rubric: &Rubric, scorecard: &Scorecard, skill: SkillIx, is_explained: bool) -> Vec<String> {
    let gaps = scorecard.gaps();
    let about = |scored: &&&RequirementScore| rubric.skills_of(&scored.requirement.subject).contains(&skill);
    let Some(gap) = gaps.iter().find(about) else { return Vec::new() };
    let largest = gaps.iter().all(|other| std::ptr::eq(*other, *gap) || other.missing < gap.missing);
    let mut why = Vec::new();
    if gap.requirement.essential && !is_explained {
        why.push("essential for this target".to_owned());
    }
    if let Subject::Group(group) = gap.requirement.subject {
        why.push(format!("the shortest way to \"{}\"", name::text(&rubric[group].title)));
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
