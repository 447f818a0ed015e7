//! From a rubric and answers to an explanation.

use super::super::gap::said;
use super::super::name::{self, Name, level, reached};
use super::super::number::{fraction, points};
use super::{Anchor, Explanation, Needs, Next, Required};
use crate::assessment::{Answer, Answers};
use crate::report::gap::{Member, State};
use crate::rubric::{Group, Level, Requirement, Rubric, Share, Skill, SkillIx, Subject, TargetIx};
use crate::score::{Reach, RequirementScore, Scorecard, score};
use crate::wording::count;

/// Explains a skill or a group, with the arithmetic of these targets where they ask for it. Without answers there is no
/// arithmetic; what is then required is still said.
pub fn explain(rubric: &Rubric, subject: Subject, answers: Option<&Answers>, targets: &[TargetIx]) -> Explanation {
    let nothing = Answers::none(rubric);
    let laid = answers.unwrap_or(&nothing);
    let cards: Vec<_> = targets.iter().map(|target| score(rubric, *target, laid)).collect();
    let reach = reaches(rubric, laid, &cards);
    let area = &rubric[rubric.subject_area(subject)];
    let explanation = Explanation {
        name: Name::subject(rubric, subject),
        area: Name::new(&area.id, &area.title),
        summary: None,
        why: None,
        aliases: Vec::new(),
        state: State::Group,
        rating: None,
        implied: None,
        you: String::new(),
        anchors: Vec::new(),
        group: None,
        members: Vec::new(),
        next: None,
        requirements: cards.iter().flat_map(|card| required(rubric, subject, card, answers.is_some())).collect(),
        needed_by: Vec::new(),
        alternatives: Vec::new(),
    };
    match subject {
        Subject::Skill(at) => skill(rubric, at, &reach, explanation),
        Subject::Group(at) => group(rubric, &rubric[at], &reach, explanation),
    }
}

/// What is known of each skill.
type Reaches = Box<dyn Fn(SkillIx) -> Reach>;

/// As it was answered; bounds are the same by every target.
fn reaches(rubric: &Rubric, answers: &Answers, cards: &[Scorecard]) -> Reaches {
    let (first, _) = rubric.targets().next().expect("a rubric has a target");
    let card = cards.first().cloned().unwrap_or_else(|| score(rubric, first, answers));
    let answers = answers.clone();
    Box::new(move |skill| match answers.get(skill) {
        Some(Answer::NotApplicable) => Reach::NotApplicable,
        Some(Answer::Rated(level)) => Reach::Rated(level),
        None => card.reach(skill),
    })
}

fn skill(rubric: &Rubric, at: SkillIx, reach: &Reaches, explanation: Explanation) -> Explanation {
    let described = &rubric[at];
    let (state, rating, implied) = said(reach(at));
    let needs = |(_, above): (SkillIx, &Skill)| {
        let needing = above.requires.iter().filter(|needed| needed.skill == at);
        let title = name::text(&above.title);
        needing.map(|needed| format!("{title} {} needs level {}", needed.level, needed.at)).collect::<Vec<_>>()
    };
    let groups = rubric.groups().filter(|(_, group)| group.members.contains(&at));
    Explanation {
        summary: described.summary.as_deref().map(name::text),
        why: described.why.as_deref().map(name::text),
        aliases: described.aliases.iter().map(|alias| name::text(alias)).collect(),
        state,
        rating,
        implied,
        you: reached(rubric, reach(at)),
        anchors: anchors(rubric, described, rating),
        next: next(rubric, described, reach, at),
        needed_by: rubric.skills().flat_map(needs).collect(),
        alternatives: groups.map(|(_, group)| alternatives(group)).collect(),
        ..explanation
    }
}

fn alternatives(group: &Group) -> String {
    format!("{}: {} of {}", name::text(&group.title), group.choose, count(group.members.len(), "member", "members"))
}

fn group(rubric: &Rubric, described: &Group, reach: &Reaches, explanation: Explanation) -> Explanation {
    let lows = |skill: &SkillIx| reach(*skill).low();
    let mut best: Vec<_> = described.members.iter().copied().filter(|skill| lows(skill).is_some()).collect();
    best.sort_by_key(|skill| (std::cmp::Reverse(lows(skill)), *skill));
    best.truncate(described.choose);
    let best_words: Vec<_> =
        best.iter().map(|at| format!("{} {}", name::text(&rubric[*at].title), reached(rubric, reach(*at)))).collect();
    let member = |skill: &SkillIx| {
        let (state, rating, implied) = said(reach(*skill));
        Member { name: Name::skill(rubric, *skill), state, rating, implied, counted: best.contains(skill) }
    };
    let words = |skill: &SkillIx| {
        let counted = if best.contains(skill) { ", counts" } else { "" };
        (Name::skill(rubric, *skill), format!("{}{counted}", reached(rubric, reach(*skill))))
    };
    Explanation {
        summary: described.summary.as_deref().map(name::text),
        you: if best.is_empty() { "not applicable".to_owned() } else { best_words.join(", ") },
        group: Some((described.choose, described.members.iter().map(member).collect())),
        members: described.members.iter().map(words).collect(),
        next: best.first().and_then(|at| {
            let next = next(rubric, &rubric[*at], reach, *at)?;
            Some(Next { words: format!("{} {}", name::text(&rubric[*at].title), next.words), ..next })
        }),
        ..explanation
    }
}

fn anchors(rubric: &Rubric, skill: &Skill, rating: Option<Level>) -> Vec<Anchor> {
    let anchor = |(at, named): (Level, &crate::rubric::LevelName)| Anchor {
        level: level(rubric, at),
        does: name::text(skill.anchor(at).or(named.meaning.as_deref()).unwrap_or_default()),
        yours: rating == Some(at),
    };
    rubric.scale().levels().map(anchor).collect()
}

fn next(rubric: &Rubric, skill: &Skill, reach: &Reaches, at: SkillIx) -> Option<Next> {
    let to = reach(at).low()?.up_to(rubric.scale().max()).next()?;
    let needs = skill.prerequisites(to).map(|needed| {
        let has = reach(needed.skill);
        let met = match (has.low(), has.high()) {
            (Some(low), _) if low >= needed.at => Some(true),
            (_, Some(high)) if high < needed.at => Some(false),
            (None, _) => Some(true),
            _ => None,
        };
        let word = match met {
            Some(true) => "met",
            Some(false) => "missing",
            None => "open",
        };
        let words = format!(
            "{} at {}: {word}, you {}",
            name::text(&rubric[needed.skill].title),
            level(rubric, needed.at),
            reached(rubric, has)
        );
        Needs { skill: Name::skill(rubric, needed.skill), at: needed.at, met, words }
    });
    let resource = |resource: &crate::rubric::Resource| {
        let known = [&resource.kind, &resource.cost].into_iter().flatten().map(|word| name::text(word));
        (name::text(&resource.title), resource.url.as_deref().map(name::text), known.collect::<Vec<_>>().join(", "))
    };
    Some(Next {
        level: to,
        words: level(rubric, to),
        anchor: name::text(skill.anchor(to).unwrap_or_default()),
        hours: skill.hours(to),
        requires: needs.collect(),
        practice: skill.practice(to).map(name::text),
        resources: skill.resources(to).map(resource).collect(),
    })
}

/// The requirements of a target that are about the subject, or about a group that it is in.
fn required(rubric: &Rubric, subject: Subject, card: &Scorecard, answered: bool) -> Vec<Required> {
    let weights: u32 =
        card.requirements.iter().filter(|one| one.attainment.is_some()).map(|one| one.requirement.weight).sum();
    let about = |requirement: &Requirement| match (subject, requirement.subject) {
        (one, other) if one == other => true,
        (Subject::Skill(skill), Subject::Group(group)) => rubric[group].members.contains(&skill),
        _ => false,
    };
    let line = |scored: &RequirementScore| {
        let requirement = scored.requirement;
        Required {
            target: Name::target(rubric, card.target),
            group: (requirement.subject != subject).then(|| Name::subject(rubric, requirement.subject)),
            required: requirement.level,
            weight: requirement.weight,
            essential: requirement.essential,
            attainment: scored.attainment.filter(|_| answered),
            missing: if answered { scored.missing } else { Share::default() },
            asked: level(rubric, requirement.level),
            sum: answered.then(|| sum(scored, weights)),
        }
    };
    card.requirements.iter().filter(|scored| about(&scored.requirement)).map(line).collect()
}

fn sum(scored: &RequirementScore, weights: u32) -> String {
    let Some(attained) = scored.attainment else {
        return "not applicable: out of the score on both sides".to_owned();
    };
    if attained.low == Share::from_integer(1) {
        return "attainment 1, nothing missing".to_owned();
    }
    let attainment = if attained.is_point() {
        fraction(attained.low)
    } else {
        format!("{} to {}", fraction(attained.low), fraction(attained.high))
    };
    format!(
        "attainment {attainment}; 100 x weight {} x (1 - {}) / {weights} = {} points missing",
        scored.requirement.weight,
        fraction(attained.low),
        points(scored.missing)
    )
}
