//! What a change of a rubric is said to mean is what comes of it.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use skillgap::assessment::{Answer, Answers, Rating};
use skillgap::document::Source;
use skillgap::rubric::diff::{Diff, Things, diff};
use skillgap::rubric::json::to_json;
use skillgap::rubric::{Group, Id, Level, Rubric, read_json};
use skillgap::score::readiness;

use super::drawn::{Drawn, Order, drawn, read};
use crate::rubrics::sound;

/// A rubric with some of its skills under other ids, which list the old ones or do not.
fn renamed(mut drawn: Drawn, renames: &[(usize, bool)]) -> Rubric {
    for (at, is_listed) in renames {
        if let Some(skill) = drawn.skills.get_mut(*at).filter(|_| *is_listed) {
            skill.formerly = vec![format!("s{at}")];
        }
    }
    let text =
        renames.iter().fold(drawn.text(), |text, (at, _)| text.replace(&format!("'s{at}'"), &format!("'r{at}'")));
    read(&text)
}

/// The rubric with these former ids, each of a skill, a group or a target; each id once.
fn formerly(drawn: &Drawn, former: &[Option<(u8, usize)>]) -> Rubric {
    let mut value: Value = serde_json::from_str(&to_json(&drawn.rubric())).unwrap();
    for (id, (kind, at)) in former.iter().enumerate().filter_map(|(id, owner)| Some((id, (*owner)?))) {
        let things = value[["skills", "groups", "targets"][usize::from(kind)]].as_array_mut().unwrap();
        let all = things.len();
        if let Some(thing) = things.get_mut(at % all.max(1)) {
            thing["formerly"].as_array_mut().unwrap().push(format!("old-{id}").into());
        }
    }
    read_json(&value.to_string()).unwrap()
}

/// The id that what goes by this one finds, among skills, groups and targets.
fn found<'r>(rubric: &'r Rubric, id: &str) -> [Option<&'r Id>; 3] {
    let group =
        |(_, group): &(_, &Group)| group.id.as_str() == id || group.formerly.iter().any(|old| old.as_str() == id);
    [
        rubric.skill(id).map(|at| &rubric[at].id),
        rubric.groups().find(group).map(|(_, group)| &group.id),
        rubric.target(id).map(|at| &rubric[at].id),
    ]
}

/// What is told of a former id: what it found and what it finds, as far as there is something to tell.
fn told<Change>(things: &Things<Change>, id: &str) -> (bool, bool, Option<(Id, Id)>) {
    let is_in = |ids: &[Id]| ids.iter().any(|one| one.as_str() == id);
    let moved = things.moved.iter().find(|one| one.id.as_str() == id);
    (is_in(&things.forgotten), is_in(&things.remembered), moved.map(|one| (one.from.clone(), one.to.clone())))
}

/// The keys of lists that are read in their order.
const ORDERED: [&str; 7] = ["scale", "anchors", "hours", "practice", "text", "deliverables", "show"];

/// Every other list of a value in another order.
fn turned(value: &mut Value, by: usize) {
    match value {
        Value::Array(items) => {
            for item in items.iter_mut() {
                turned(item, by);
            }
            let by = by % items.len().max(1);
            items.rotate_left(by);
            if by.is_multiple_of(2) {
                items.reverse();
            }
        }
        Value::Object(entries) => {
            entries
                .iter_mut()
                .filter(|(key, _)| !ORDERED.contains(&key.as_str()))
                .for_each(|(_, inner)| turned(inner, by));
        }
        _ => {}
    }
}

/// A rubric in which every list that may have several items has.
static FULL: LazyLock<Value> = LazyLock::new(|| {
    let team = Source { name: "team.toml".to_owned(), text: fs::read_to_string("tests/data/team-1.toml").unwrap() };
    let mut value: Value = serde_json::from_str(&to_json(&sound(&[team]))).unwrap();
    let double = |list: &mut Value, key: &str| {
        let mut other = list[0].clone();
        other[key] = "Another".into();
        list.as_array_mut().unwrap().push(other);
    };
    double(&mut value["sources"], "title");
    double(&mut value["guides"][0]["links"], "title");
    double(&mut value["projects"][0]["resources"], "title");
    value["skills"][0]["aliases"] = vec!["another", "a third", "a fourth"].into();
    value["targets"][0]["titles"] = vec!["Another", "A third"].into();
    double(&mut value["skills"][0]["resources"], "title");
    value["skills"][0]["resources"][0]["levels"] = vec![1, 2].into();
    value
});

/// Two rubrics of which the second may be what became of the first.
fn pair() -> impl Strategy<Value = (Drawn, Rubric)> {
    let renames = vec((0..8_usize, any::<bool>()), 0..4)
        .prop_map(|renames| renames.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<_>>());
    (drawn(), drawn(), renames, any::<bool>()).prop_map(|(old, other, renames, is_other)| {
        let new = renamed(if is_other { other } else { old.clone() }, &renames);
        (old, new)
    })
}

fn set(ids: &[Id]) -> BTreeSet<&Id> {
    ids.iter().collect()
}

/// Fails unless each id of both rubrics is told of once.
fn each_is_told<Change>(things: &Things<Change>, old: &[Id], new: &[Id]) -> Result<(), TestCaseError> {
    let from: Vec<_> = things.renamed.iter().map(|one| &one.from).collect();
    let to: BTreeSet<_> = things.renamed.iter().map(|one| &one.to).collect();
    let before: Vec<_> = things.kept.iter().chain(from).chain(&things.removed).collect();
    prop_assert_eq!((before.len(), before.into_iter().collect::<BTreeSet<_>>()), (old.len(), set(old)));
    prop_assert_eq!(things.before(), old.len());
    let carried: BTreeSet<_> = things.kept.iter().chain(to).collect();
    let after: Vec<_> = carried.into_iter().chain(&things.added).collect();
    prop_assert_eq!((after.len(), after.into_iter().collect::<BTreeSet<_>>()), (new.len(), set(new)));
    Ok(())
}

fn said(id: &Id, level: Level) -> BTreeMap<Id, Rating> {
    let rating =
        Rating { answer: Answer::Rated(level), on: date(2026, 11, 22), evidence: None, confidence: None, help: None };
    BTreeMap::from([(id.clone(), rating)])
}

fn ids<T>(things: impl Iterator<Item = T>, id: impl Fn(&T) -> Id) -> Vec<Id> {
    things.map(|thing| id(&thing)).collect()
}

/// Nothing that differs but what may differ without meaning.
fn is_nothing(diff: &Diff) -> bool {
    diff.size().is_none() && diff.due_version().is_none() && diff.version_says_so().is_none()
}

proptest! {
    #[test]
    fn nothing_differs_from_itself_in_any_order(drawn in drawn(), order in any::<Order>()) {
        let rubric = drawn.rubric();
        prop_assert!(is_nothing(&diff(&rubric, &rubric)));
        let shuffled = diff(&rubric, &read(&drawn.text_in(order)));
        prop_assert!(is_nothing(&shuffled), "{:?}", shuffled);
        prop_assert!(shuffled.skills.changed.is_empty() && shuffled.targets.changed.is_empty());
    }

    #[test]
    fn no_order_differs_that_says_nothing(by in 1..40_usize) {
        let mut other = FULL.clone();
        turned(&mut other, by);
        prop_assert_ne!(&other, &*FULL);
        let [old, new] = [&*FULL, &other].map(|value| read_json(&value.to_string()).unwrap());
        let diff = diff(&old, &new);
        prop_assert!(is_nothing(&diff), "{:?}", diff);
    }

    /// Skills, groups and targets stay; the ids that they had before come, go and move.
    #[test]
    fn what_is_said_of_former_ids_is_what_they_find(
        drawn in drawn(),
        former in vec([0, 1].map(|_| proptest::option::of((0..3_u8, 0..8_usize))), 0..6),
    ) {
        let [old, new] = [0, 1].map(|edition| {
            formerly(&drawn, &former.iter().map(|one| one[edition]).collect::<Vec<_>>())
        });
        let diff = diff(&old, &new);
        for at in 0..former.len() {
            let id = format!("old-{at}");
            let told = [told(&diff.skills, &id), told(&diff.groups, &id), told(&diff.targets, &id)];
            for ((then, now), told) in found(&old, &id).into_iter().zip(found(&new, &id)).zip(told) {
                let moved = then.zip(now).filter(|(then, now)| then != now);
                let moved = moved.map(|(then, now)| (then.clone(), now.clone()));
                prop_assert_eq!(told, (then.is_some() && now.is_none(), then.is_none() && now.is_some(), moved));
            }
        }
        let is_as_before = (0..former.len()).all(|at| found(&old, &format!("old-{at}")) == found(&new, &format!("old-{at}")));
        prop_assert_eq!(is_nothing(&diff), is_as_before);
    }

    #[test]
    fn each_thing_is_kept_or_renamed_or_gone_or_new((drawn, new) in pair()) {
        let old = drawn.rubric();
        let diff = diff(&old, &new);
        let skills = [&old, &new].map(|of| ids(of.skills(), |(_, skill)| skill.id.clone()));
        each_is_told(&diff.skills, &skills[0], &skills[1])?;
        let groups = [&old, &new].map(|of| ids(of.groups(), |(_, group)| group.id.clone()));
        each_is_told(&diff.groups, &groups[0], &groups[1])?;
        let targets = [&old, &new].map(|of| ids(of.targets(), |(_, target)| target.id.clone()));
        each_is_told(&diff.targets, &targets[0], &targets[1])?;
    }

    #[test]
    fn what_is_said_of_answers_is_what_carrying_them_over_does((drawn, new) in pair()) {
        let old = drawn.rubric();
        let diff = diff(&old, &new);
        for (_, skill) in old.skills() {
            let answers = Answers::of(&new, &said(&skill.id, Level::NONE));
            let carried: Vec<_> =
                new.skills().filter(|(at, _)| answers.get(*at).is_some()).map(|(_, skill)| &skill.id).collect();
            let renamed = diff.skills.renamed.iter().find(|one| one.from == skill.id).map(|one| &one.to);
            let told = if diff.skills.kept.contains(&skill.id) { Some(&skill.id) } else { renamed };
            prop_assert_eq!(carried, told.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(told.is_none(), diff.skills.removed.contains(&skill.id));
        }
    }

    /// Where only ids changed, and the old ones are listed, nothing moves and nothing else is said to differ.
    #[test]
    fn a_listed_rename_moves_nothing(drawn in drawn(), at in 0..8_usize) {
        let (old, new) = (drawn.rubric(), renamed(drawn.clone(), &[(at, true)]));
        let diff = diff(&old, &new);
        prop_assert!(diff.skills.changed.is_empty() && diff.groups.changed.is_empty() && diff.targets.changed.is_empty());
        prop_assert_eq!(diff.skills.renamed.len(), usize::from(at < drawn.skills.len()));
        let ratings: BTreeMap<_, _> =
            old.skills().flat_map(|(_, skill)| said(&skill.id, old.scale().max())).collect();
        let then = Answers::of(&old, &ratings);
        let now = Answers::of(&new, &ratings);
        for (target, _) in old.targets() {
            prop_assert_eq!(readiness(&old, target, &then), readiness(&new, target, &now));
        }
    }
}
