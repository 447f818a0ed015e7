//! Hints about what targets ask.

use std::collections::{HashMap, HashSet};

use crate::problem::{Code, Problem};
use crate::rubric::{AreaIx, GroupIx, Level, Requirement, Rubric, SkillIx, Subject, Target, TargetIx};
use crate::wording;

use super::{Places, place};

/// A rubric with fewer areas cannot but put more than a third of a target on one.
const FEWEST_AREAS: usize = 4;
/// So does a target that asks for less.
const FEWEST_REQUIRED: usize = 4;
/// What weighs so much is something that a role cannot do without at all.
const HEAVY: u32 = 3;

pub(super) fn lopsided(at: TargetIx, target: &Target, rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    if rubric.areas().len() < FEWEST_AREAS || target.requires.len() < FEWEST_REQUIRED {
        return;
    }
    let mut weights: HashMap<AreaIx, u32> = HashMap::new();
    for requirement in &target.requires {
        *weights.entry(rubric.subject_area(requirement.subject)).or_default() += requirement.weight;
    }
    let whole: u32 = weights.values().sum();
    let heaviest = rubric.areas().map(|(area, _)| area).max_by_key(|area| weights.get(area));
    let Some((area, weight)) = heaviest.and_then(|area| Some((area, *weights.get(&area)?))) else { return };
    let table = places.target(at);
    // Of a base that leans to an area already, only what is put on top of that is ours.
    let is_ours = |at: usize| place(table, "requires", Some(at)).file < places.own;
    let mut leaning = target.requires.iter().enumerate().filter(|(_, it)| rubric.subject_area(it.subject) == area);
    if weight * 3 > whole && leaning.any(|(at, _)| is_ours(at)) {
        let (id, area) = (&target.id, &rubric[area].id);
        let message = format!("{weight} of the {whole} weights of target `{id}` are in area `{area}`");
        let hint = Problem::new(Code::LopsidedTarget, place(table, "requires", None), message);
        hints.push(hint.help("more than a third: readiness then says little of the other areas"));
    }
}

/// A rung of the ladder asks at least what the one below asks.
pub(super) fn stepping_down(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    for rungs in rubric.ladder().windows(2) {
        let &[below, above] = rungs else { continue };
        let (lower, higher) = (&rubric[below], &rubric[above]);
        for (at, asked) in lower.requires.iter().enumerate() {
            let still = higher.requires.iter().enumerate().find(|(_, still)| still.subject == asked.subject);
            let Some(less) = less(*asked, still.map(|(_, still)| *still)) else { continue };
            let subject = rubric.subject_id(asked.subject);
            let message =
                format!("`{subject}` {less} for target `{}` than for `{}`, the rung below", higher.id, lower.id);
            let where_ = place(places.target(above), "requires", still.map(|(at, _)| at));
            let hint = Problem::new(Code::StepsDown, where_, message);
            let hint = hint.related(place(places.target(below), "requires", Some(at)), "asked below");
            hints.push(hint.help("a person who is placed on a rung has met all below it: ask at least as much"));
        }
    }
}

/// How the requirement of the higher target is less than that of the lower one, if it is.
fn less(lower: Requirement, higher: Option<Requirement>) -> Option<&'static str> {
    match higher {
        None => Some("is required less"),
        Some(higher) if higher.level < lower.level => Some("has a lower level"),
        Some(higher) if higher.floor < lower.floor => Some("has a lower floor"),
        Some(_) => None,
    }
}

/// Without a floor, strength elsewhere makes up for having none at all of what weighs most.
pub(super) fn floorless(at: TargetIx, target: &Target, rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let table = places.target(at);
    let is_floorless = |(at, asked): &(usize, &Requirement)| {
        asked.weight >= HEAVY && asked.floor == Level::NONE && place(table, "requires", Some(*at)).file < places.own
    };
    let floorless: Vec<_> = target.requires.iter().enumerate().filter(is_floorless).collect();
    let Some((first, _)) = floorless.first() else { return };
    let ids: Vec<_> = floorless.iter().map(|(_, asked)| rubric.subject_id(asked.subject).as_str()).collect();
    let named = match &ids[..] {
        [one, two, _, rest @ ..] if !rest.is_empty() => format!("`{one}`, `{two}` and {} more", rest.len() + 1),
        few => wording::list(few),
    };
    let message = format!("target `{}` gives {named} a weight of {HEAVY} or more and no floor", target.id);
    let hint = Problem::new(Code::MissingFloor, place(table, "requires", Some(*first)), message);
    hints.push(hint.help("a person with none of it can be ready: `floor = 1` asks for a little, or weigh it less"));
}

/// Where a target asks for one of some frameworks and one of some languages, each framework needs a language.
pub(super) fn rootless(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for (_, target) in rubric.targets() {
        let groups = || target.requires.iter().filter_map(|asked| group(asked.subject));
        for (above, below) in groups().flat_map(|above| groups().map(move |below| (above, below))) {
            if above == below || !seen.insert((above, below)) {
                continue;
            }
            let (upper, lower) = (&rubric[above], &rubric[below]);
            // What needs any of them all the same, such as testing any language, says nothing of the rest.
            let of_its_own = |skill: &&SkillIx| {
                rubric[**skill]
                    .requires
                    .iter()
                    .any(|needed| matches!(needed.subject, Subject::Skill(skill) if lower.members.contains(&skill)))
            };
            let builds_on = |skill: &&SkillIx| {
                let mut needed = rubric[**skill].requires.iter().map(|needed| rubric.skills_of(&needed.subject));
                needed.any(|skills| skills.iter().all(|skill| lower.members.contains(skill)))
            };
            let rooted: Vec<SkillIx> = upper.members.iter().filter(of_its_own).copied().collect();
            let rootless: Vec<SkillIx> = upper.members.iter().filter(|skill| !builds_on(skill)).copied().collect();
            if rooted.len() > upper.members.len() / 2 {
                hints.extend(rootless.into_iter().filter(|skill| !lower.members.contains(skill)).map(|skill| {
                    let id = &rubric[skill].id;
                    let message = format!("skill `{id}` of group `{}` needs nothing of group `{}`", upper.id, lower.id);
                    let hint = Problem::new(Code::RootlessMember, places.of_skill(skill).place, message);
                    let most = place(places.of_skill(rooted[0]), "requires", None);
                    hint.related(most, "most of the others do").help(format!(
                        "the plan may teach it to somebody without any of `{}`: add the one that it builds on to `requires`",
                        lower.id
                    ))
                }));
            }
        }
    }
}

const fn group(subject: Subject) -> Option<GroupIx> {
    match subject {
        Subject::Group(group) => Some(group),
        Subject::Skill(_) => None,
    }
}
