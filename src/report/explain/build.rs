//! From a rubric and answers to an explanation.

use jiff::civil::Date;

use super::super::gap::said;
use super::super::name::{self, Name, level, reached};
use super::super::thumb::rule_of_thumb;
use super::super::verdict::at_least;
use super::{Anchor, Backing, Explanation, Input, Needs, Next, Required, sum};
use crate::assessment::{Answer, Answers, Confidence, Help, Rating};
use crate::report::gap::{Member, State};
use crate::rubric::{Group, Level, Prerequisite, Requirement, Rubric, Share, Skill, SkillIx, Subject};
use crate::score::{Reach, RequirementScore, Scorecard, Standing, is_met, score, under_weight};
use crate::wording::count;

/// Explains a skill or a group, with the arithmetic of some targets where they ask for it.
pub fn explain(input: &Input<'_>) -> Explanation {
    let Input { rubric, subject, answers, targets, .. } = *input;
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
        covers: Vec::new(),
        asked_as: input.asked_as.and_then(|typed| counted_under(rubric, subject, typed)),
        is_silent: answers.is_none(),
        state: State::Group,
        rating: None,
        implied: None,
        you: String::new(),
        backing: input.rating.map(|(rating, today)| backing(rating, today)),
        because: Vec::new(),
        anchors: Vec::new(),
        group: None,
        members: Vec::new(),
        next: None,
        requirements: cards.iter().flat_map(|card| required(rubric, subject, card, answers)).collect(),
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
        let needing = above.requires.iter().filter(|needed| rubric.skills_of(&needed.subject).contains(&at));
        let title = name::text(&above.title);
        let words = |needed: &Prerequisite| match needed.subject {
            Subject::Skill(_) => format!("{title} {} needs level {}", needed.level, needed.at),
            Subject::Group(group) => {
                let (group, choose, all) = (&rubric[group], rubric[group].choose, rubric[group].members.len());
                let of = format!("{choose} of {all} in \"{}\"", name::text(&group.title));
                format!("{title} {} needs level {} of {of}", needed.level, needed.at)
            }
        };
        needing.map(words).collect::<Vec<_>>()
    };
    let groups = rubric.groups().filter(|(_, group)| group.members.contains(&at));
    Explanation {
        summary: described.summary.as_deref().map(name::text),
        why: described.why.as_deref().map(name::text),
        aliases: described.aliases.iter().map(|alias| name::text(alias)).collect(),
        covers: described.covers.iter().map(|name| name::text(name)).collect(),
        state,
        rating,
        implied,
        you: reached(rubric, reach(at)),
        because: because(rubric, reach, at),
        anchors: anchors(rubric, at, rating),
        next: next(rubric, at, reach, explanation.is_silent),
        needed_by: rubric.skills().flat_map(needs).collect(),
        alternatives: groups.map(|(_, group)| alternatives(group)).collect(),
        ..explanation
    }
}

/// `DynamoDB, counted under Cassandra`, if it was asked for by a name that the skill covers.
fn counted_under(rubric: &Rubric, subject: Subject, typed: &str) -> Option<String> {
    let covered = rubric.covered(subject, typed)?;
    Some(format!("{}, counted under {}", name::text(covered), name::text(rubric.subject_title(subject))))
}

fn backing(rating: &Rating, today: Date) -> Backing {
    let stale = rating.is_stale(today);
    let mut words = vec![format!("said on {}", rating.on)];
    words.extend(rating.confidence.map(|confidence| match confidence {
        Confidence::Sure => "sure".to_owned(),
        Confidence::Fairly => "fairly sure".to_owned(),
        Confidence::Guess => "a guess".to_owned(),
    }));
    words.extend(rating.help.map(|Help::Ai| "only with an AI assistant's help".to_owned()));
    if stale {
        words.push("old enough to be asked again".to_owned());
    }
    words.extend(rating.evidence.as_deref().map(|evidence| format!("evidence: {}", name::text(evidence))));
    let evidence = rating.evidence.as_deref().map(name::text);
    Backing {
        on: rating.on,
        confidence: rating.confidence,
        help: rating.help,
        evidence,
        stale,
        words: words.join(", "),
    }
}

/// What narrows an unanswered skill: the skills at levels that build on it, and those it builds on that are too low.
fn because(rubric: &Rubric, reach: &Reaches, at: SkillIx) -> Vec<String> {
    let Reach::Unanswered(bounds) = reach(at) else { return Vec::new() };
    let title = |skill: SkillIx| name::text(&rubric[skill].title);
    let mut because = Vec::new();
    for (above, described) in rubric.skills() {
        let about_it =
            |needed: &&Prerequisite| rubric.skills_of(&needed.subject).contains(&at) && needed.at == bounds.low;
        let needs = described.requires.iter().filter(about_it);
        let held = needs.filter(|needed| reach(above).low() >= Some(needed.level)).max_by_key(|needed| needed.level);
        because.extend(held.map(|needed| {
            format!("at least {}, because {} at {} builds on it", bounds.low, title(above), needed.level)
        }));
    }
    for needed in rubric[at].requires.iter().filter(|needed| needed.level.below() == bounds.high) {
        if is_met(rubric, needed, reach) == Some(false) {
            let (level, below) = (needed.level, name::text(rubric.subject_title(needed.subject)));
            let stands = match needed.subject {
                Subject::Group(_) => "none of it is there".to_owned(),
                Subject::Skill(skill) => {
                    let is = if matches!(reach(skill), Reach::Rated(_)) { "is" } else { "is at most" };
                    format!("that {is} {}", reach(skill).high().unwrap_or_default())
                }
            };
            because.push(format!(
                "at most {}, because level {level} builds on {below} at {}, and {stands}",
                bounds.high, needed.at
            ));
        }
    }
    because
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
            let next = next(rubric, *at, reach, explanation.is_silent)?;
            Some(Next { words: format!("{} {}", name::text(&rubric[*at].title), next.words), ..next })
        }),
        ..explanation
    }
}

fn anchors(rubric: &Rubric, skill: SkillIx, rating: Option<Level>) -> Vec<Anchor> {
    let anchor = |at| Anchor {
        level: level(rubric, at),
        does: name::lines(rubric.meaning(skill, at)),
        yours: rating == Some(at),
    };
    rubric.scale().levels().map(|(at, _)| anchor(at)).collect()
}

/// The guide in which a rubric says how its hours are made.
const METHOD: &str = "how-hours-are-estimated";

fn method(rubric: &Rubric, skill: SkillIx) -> Option<String> {
    let says_how = rubric.guides().any(|(_, guide)| guide.id.as_str() == METHOD);
    let is_made = says_how && rule_of_thumb(rubric, [skill]).is_none();
    is_made.then(|| format!("an estimate; guide `{METHOD}` of the rubric says how it is made"))
}

/// What the next level asks. Of whom nothing `is_silent`, all resources are shown.
fn next(rubric: &Rubric, at: SkillIx, reach: &Reaches, is_silent: bool) -> Option<Next> {
    let skill = &rubric[at];
    let to = reach(at).low()?.up_to(rubric.scale().max()).next()?;
    let needs = skill.prerequisites(to).map(|needed| {
        let met = is_met(rubric, needed, reach);
        let you = match needed.subject {
            Subject::Skill(skill) => format!(", you {}", reached(rubric, reach(skill))),
            Subject::Group(_) => String::new(),
        };
        let word = match met {
            Some(true) => "met",
            Some(false) => "missing",
            None => "open",
        };
        let words = format!(
            "{} at {}: {word}{you}",
            name::text(rubric.subject_title(needed.subject)),
            level(rubric, needed.at),
        );
        Needs {
            subject: Name::subject(rubric, needed.subject),
            is_group: matches!(needed.subject, Subject::Group(_)),
            at: needed.at,
            met,
            words,
        }
    });
    let resource = |resource: &crate::rubric::Resource| {
        let known = [&resource.kind, &resource.cost].into_iter().flatten().map(|word| name::text(word));
        (name::text(&resource.title), resource.url.as_deref().map(name::text), known.collect::<Vec<_>>().join(", "))
    };
    let has = |other: SkillIx| other == at || is_silent || reach(other).low() > Some(Level::NONE);
    Some(Next {
        level: to,
        words: level(rubric, to),
        anchor: name::lines(rubric.meaning(at, to)),
        hours: skill.hours(to),
        weeks: skill.weeks(to),
        thumb: rule_of_thumb(rubric, [at]),
        method: method(rubric, at),
        requires: needs.collect(),
        practice: skill.practice(to).map(name::text),
        resources: skill.resources(to).filter(|resource| resource.is_for(has)).map(resource).collect(),
    })
}

/// What is asked at the least, and whether it is there: `, essential (there)`, `, at least 1 (not there: that alone keeps
/// you from being ready)`.
fn least(requirement: &Requirement, scored: Option<&RequirementScore>) -> String {
    let least = at_least(requirement);
    let Some(scored) = scored.filter(|_| !least.is_empty()) else {
        return if least.is_empty() { least } else { format!(", {least}") };
    };
    let is_met = match (scored.floor_met, scored.standing()) {
        (Some(true), _) => "there",
        (Some(false), _) => "not there, which alone keeps you from being ready",
        (None, Standing::Dropped) => "left out, as it does not apply to you",
        (None, _) => "not known to be there",
    };
    format!(", {least} ({is_met})")
}

/// The requirements of a target that are about the subject, or about a group that it is in.
fn required(rubric: &Rubric, subject: Subject, card: &Scorecard, answers: Option<&Answers>) -> Vec<Required> {
    let answered = answers.is_some();
    let weights: u32 =
        card.requirements.iter().filter(|one| one.attainment.is_some()).map(|one| one.requirement.weight).sum();
    let about = |requirement: &Requirement| match (subject, requirement.subject) {
        (one, other) if one == other => true,
        (Subject::Skill(skill), Subject::Group(group)) => rubric[group].members.contains(&skill),
        _ => false,
    };
    let line = |(at, scored): (usize, &RequirementScore)| {
        let requirement = scored.requirement;
        Required {
            target: Name::target(rubric, card.target),
            group: (requirement.subject != subject).then(|| Name::subject(rubric, requirement.subject)),
            required: requirement.level,
            weight: requirement.weight,
            essential: requirement.essential,
            floor: requirement.floor,
            floor_met: scored.floor_met.filter(|_| answered),
            least: least(&requirement, answered.then_some(scored)),
            attainment: scored.attainment.filter(|_| answered),
            missing: if answered { scored.missing } else { Share::default() },
            asked: level(rubric, requirement.level),
            under_weight: answered.then(|| under_weight(rubric, card, at)).flatten(),
            fragile: answered && rubric.skills_of(&subject).iter().any(|skill| card.fragile.contains(skill)),
            sum: answers.map(|answers| sum::sum(rubric, card, answers, (scored, weights))),
        }
    };
    card.requirements.iter().enumerate().filter(|(_, scored)| about(&scored.requirement)).map(line).collect()
}
