//! What makes a sound rubric a good one: one function a hint, each about something that readers of rubrics stumble over.

use std::collections::{HashMap, HashSet};

use crate::document::{Node, Place};
use crate::problem::{Code, Problem};
use crate::wording;

use super::layers::{self, Layers};
use super::names::{Kind, items, list, peek};
use super::{Area, AreaIx, Level, Requirement, Rubric, Skill, SkillIx, Subject, Target, TargetIx};

/// The most columns of an anchor: on a screen of 80 it then stands beside its level in two lines.
const LONGEST_ANCHOR: usize = 120;
/// Anchors of neighbouring levels that differ in so few words ask the reader to weigh words, not acts.
const ALIKE: usize = 2;
/// Shorter anchors differ in few words whatever they say, and some scripts have no spaces between words.
const FEWEST_WORDS: usize = 5;
/// The most skills and groups of an area; a group counts once.
const MOST_IN_AREA: usize = 10;
/// A rubric with fewer areas cannot but put more than a third of a target on one.
const FEWEST_AREAS: usize = 4;
/// So does a target that asks for less.
const FEWEST_REQUIRED: usize = 4;

/// What could be better in a sound rubric, by place. Of layers only what the rubric's own files say is looked at.
pub fn hints(layers: &Layers, rubric: &Rubric) -> Vec<Problem> {
    let (sources, ranges) = layers.of();
    let own = ranges.first().map_or(0, |own| own.end);
    let Some(tree) = layers::tree(sources, ranges, &mut Vec::new()) else { return Vec::new() };
    let places = Places { root: &tree.root, own };
    let mut hints = Vec::new();
    let language = rubric.language().to_lowercase();
    let is_english = language == "en" || language.starts_with("en-");
    for (at, skill) in rubric.skills() {
        if is_english {
            voice(skill, places.of_skill(at), &mut hints);
            title(skill, places.of_skill(at), &mut hints);
        }
        anchors(skill, rubric, places.of_skill(at), &mut hints);
        practice(skill, places.of_skill(at), &mut hints);
        addresses(skill, places.of_skill(at), &mut hints);
    }
    rubric.areas().for_each(|(at, area)| crowded(at, area, rubric, &places, &mut hints));
    rubric.targets().for_each(|(at, target)| lopsided(at, target, rubric, &places, &mut hints));
    stepping_down(rubric, &places, &mut hints);
    unused(rubric, &places, &mut hints);
    hints.retain(|hint| hint.place.file < own);
    hints.sort_by_key(|hint| hint.place);
    hints
}

/// The tables of a rubric's tree: a sound rubric has each at the position of what was read from it.
struct Places<'t> {
    root: &'t Node<'t>,
    /// The sources before this one are the rubric's own.
    own: usize,
}

impl<'t> Places<'t> {
    fn table(&self, kind: Kind, at: usize) -> &'t Node<'t> {
        list(self.root, kind.table()).get(at).unwrap_or(self.root)
    }

    fn of_skill(&self, at: SkillIx) -> &'t Node<'t> {
        self.table(Kind::Skill, at.0)
    }

    fn target(&self, at: TargetIx) -> &'t Node<'t> {
        self.table(Kind::Target, at.0)
    }
}

/// Where a key of a table stands, or the item of it at a position.
fn place(table: &Node<'_>, key: &str, at: Option<usize>) -> Place {
    let Some(node) = peek(table, key) else { return table.place };
    at.and_then(|at| items(node).get(at)).map_or(node.place, |item| item.place)
}

fn levels(rubric: &Rubric) -> impl Iterator<Item = (usize, Level)> {
    rubric.scale().levels().skip(1).map(|(level, _)| level).enumerate()
}

fn voice(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    for (at, anchor) in skill.anchors.iter().enumerate() {
        let speaks = anchor.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if !speaks {
            let message = format!("the anchor of level {} of skill `{}` does not start with \"I\"", at + 1, skill.id);
            let hint = Problem::new(Code::AnchorVoice, place(table, "anchors", Some(at)), message);
            hints.push(hint.help("people ask themselves whether it is true of them: \"I built …\""));
        }
    }
}

fn title(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    let joined = [" and ", " or ", " & ", " + ", " / ", ", "].into_iter().find(|joint| skill.title.contains(joint));
    if let Some(joint) = joined {
        let message = format!("the title of skill `{}` joins two things with `{}`", skill.id, joint.trim());
        let hint = Problem::new(Code::DoubleTitle, place(table, "title", None), message);
        hints.push(
            hint.help("a person may be good at one and not at the other: make two skills of it, or find one word"),
        );
    }
}

fn anchors(skill: &Skill, rubric: &Rubric, table: &Node<'_>, hints: &mut Vec<Problem>) {
    let words: Vec<_> = skill.anchors.iter().map(|anchor| words(anchor)).collect();
    for (at, level) in levels(rubric) {
        let Some(anchor) = skill.anchor(level) else { continue };
        let columns = anchor.lines().map(textwrap::core::display_width).max().unwrap_or_default();
        if columns > LONGEST_ANCHOR {
            let message = format!("the anchor of level {level} of skill `{}` is {columns} columns wide", skill.id);
            let hint = Problem::new(Code::LongAnchor, place(table, "anchors", Some(at)), message);
            hints.push(hint.help(format!("say one act in at most {LONGEST_ANCHOR}: all levels are read at once")));
        }
        let pair = at.checked_sub(1).map(|before| (&words[before], &words[at]));
        let pair = pair.filter(|(below, here)| below.len().max(here.len()) >= FEWEST_WORDS);
        let differ = pair.map(|(below, here)| strsim::generic_levenshtein(below, here));
        if let Some(differ) = differ.filter(|differ| *differ <= ALIKE) {
            let by = wording::count(differ, "word", "words");
            let message = format!("the anchors of levels {} and {level} of skill `{}` differ by {by}", at, skill.id);
            let hint = Problem::new(Code::AlikeAnchors, place(table, "anchors", Some(at)), message);
            let hint = hint.related(place(table, "anchors", at.checked_sub(1)), "the level below");
            hints.push(hint.help("let each level name another act, not another adverb"));
        }
    }
}

fn words(anchor: &str) -> Vec<String> {
    let words = anchor.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn practice(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    if skill.practice.is_empty() {
        let message = format!("skill `{}` has no `practice`", skill.id);
        let hint = Problem::new(Code::MissingPractice, table.place, message);
        hints.push(hint.help("write one exercise a level: the plan names it as the proof that a step is done"));
    }
}

fn addresses(skill: &Skill, table: &Node<'_>, hints: &mut Vec<Problem>) {
    for (at, resource) in skill.resources.iter().enumerate() {
        if resource.url.as_ref().is_some_and(|url| !url.to_lowercase().starts_with("https://")) {
            let message = format!("the address of a resource of skill `{}` is not https", skill.id);
            let hint = Problem::new(Code::InsecureResource, place(table, "resources", Some(at)), message);
            hints.push(hint.help("link to an address that begins with `https://`"));
        }
    }
}

fn crowded(at: AreaIx, area: &Area, rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let members: HashSet<_> = rubric.groups().flat_map(|(_, group)| group.members.iter().copied()).collect();
    let groups = rubric.groups().filter(|(_, group)| group.area == at).map(|(group, _)| (Kind::Group, group.0));
    let skills = rubric.skills().filter(|(skill, known)| known.area == at && !members.contains(skill));
    let inside: Vec<_> = skills.map(|(skill, _)| (Kind::Skill, skill.0)).chain(groups).collect();
    if inside.len() > MOST_IN_AREA {
        let message = format!("area `{}` holds {} skills and groups", area.id, inside.len());
        // What fills an area of a base is what the rubric itself puts there.
        let tables = std::iter::once((Kind::Area, at.0)).chain(inside).map(|(kind, at)| places.table(kind, at).place);
        let Some(place) = tables.into_iter().find(|place| place.file < places.own) else { return };
        let hint = Problem::new(Code::CrowdedArea, place, message);
        hints.push(hint.help(format!("split it: more than {MOST_IN_AREA} are not surveyed at a glance")));
    }
}

fn lopsided(at: TargetIx, target: &Target, rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
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
fn stepping_down(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
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
        Some(higher) if lower.essential && !higher.essential => Some("is less essential"),
        Some(_) => None,
    }
}

fn unused(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let required = rubric.targets().flat_map(|(_, target)| &target.requires);
    let required = required.flat_map(|requirement| match requirement.subject {
        Subject::Skill(skill) => vec![skill],
        Subject::Group(group) => rubric[group].members.clone(),
    });
    let needed = rubric
        .skills()
        .flat_map(|(_, skill)| &skill.requires)
        .flat_map(|need| rubric.skills_of(&need.subject))
        .copied();
    let raised = rubric.projects().flat_map(|(_, project)| &project.raises).map(|raise| raise.skill);
    let used: HashSet<_> = required.chain(needed).chain(raised).collect();
    for (at, skill) in rubric.skills().filter(|(at, _)| !used.contains(at)) {
        let message = format!("nothing uses skill `{}`: no target, no prerequisite, no project", skill.id);
        let hint = Problem::new(Code::UnusedSkill, places.of_skill(at).place, message);
        hints.push(hint.help("its answers change nothing: require it somewhere, or leave it out"));
    }
}
