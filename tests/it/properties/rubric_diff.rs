//! What a change of a rubric is said to mean is what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers, Rating};
use skillgap::rubric::diff::{Diff, Things, diff};
use skillgap::rubric::{Id, Level, Rubric};
use skillgap::score::readiness;

use super::drawn::{Drawn, Order, drawn, read};

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
    let rating = Rating { answer: Answer::Rated(level), on: date(2026, 11, 22), evidence: None, confidence: None };
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
