#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use super::*;
use crate::document::Source;
use crate::rubric::{Share, read};

const WORKED: &str = include_str!("../../../tests/data/worked-rubric.toml");

const LINUX_NEED: &str = "requires = [{ level = 1, skill = \"linux\", at = 1 }]\n";
const DOCKER_NEED: &str = "requires = [{ level = 2, skill = \"docker\", at = 2 }]\n";

fn rubric(text: &str) -> Rubric {
    read(&[Source { name: "test".to_owned(), text: text.to_owned() }]).unwrap()
}

/// The worked example with these texts for those.
fn with(changes: &[(&str, &str)]) -> Rubric {
    rubric(&changes.iter().fold(WORKED.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    }))
}

/// What becomes of the worked example by these changes.
fn changed(changes: &[(&str, &str)]) -> Diff {
    diff(&rubric(WORKED), &with(changes))
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn renamed<Change>(things: &Things<Change>) -> Vec<(&str, &str)> {
    things.renamed.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect()
}

#[track_caller]
fn is_of_size(changes: &[(&str, &str)], size: Bump) {
    assert_eq!(changed(changes).size(), Some(size), "{changes:?}");
}

#[test]
fn nothing_but_the_version_and_the_order_is_nothing() {
    assert_eq!(changed(&[]).size(), None);
    let only = changed(&[
        ("version = \"1.0.0\"", "version = \"4.0.0\""),
        ("\"kafka\", \"rabbitmq\"", "\"rabbitmq\", \"kafka\""),
    ]);
    assert_eq!((only.size(), only.version_says_so(), only.due_version()), (None, None, None));
    assert_eq!(only.skills.changed, []);
}

#[test]
fn a_skill_goes_on_under_its_id_or_a_later_one() {
    let diff = changed(&[
        ("id = \"rabbitmq\"", "id = \"rabbit\"\nformerly = [\"rabbitmq\"]"),
        ("\"kafka\", \"rabbitmq\"", "\"kafka\", \"rabbit\""),
        ("id = \"testing\"", "id = \"tests\""),
        ("skill = \"testing\"", "skill = \"tests\""),
    ]);
    assert_eq!(renamed(&diff.skills), [("rabbitmq", "rabbit")]);
    assert_eq!((ids(&diff.skills.removed), ids(&diff.skills.added)), (vec!["testing"], vec!["tests"]));
    assert_eq!(ids(&diff.skills.kept), ["go", "sql", "linux", "docker", "kafka", "kubernetes"]);
    assert_eq!((diff.skills.before(), diff.skills.merged().count()), (8, 0));
    // A member that is only renamed is no other member.
    assert_eq!(diff.groups.changed, []);
}

#[test]
fn where_two_become_one_an_answer_may_lose_its_place() {
    let start = WORKED.find("[[skills]]\nid = \"rabbitmq\"").unwrap();
    let end = start + WORKED[start..].find("[[skills]]\nid = \"kubernetes\"").unwrap();
    let without = &WORKED[start..end];
    let diff = changed(&[
        (without, ""),
        ("id = \"kafka\"", "id = \"kafka\"\nformerly = [\"rabbitmq\"]"),
        ("\"kafka\", \"rabbitmq\"", "\"kafka\""),
    ]);
    assert_eq!(renamed(&diff.skills), [("rabbitmq", "kafka")]);
    assert_eq!(diff.skills.merged().map(Id::as_str).collect::<Vec<_>>(), ["kafka"]);
    assert_eq!(diff.size(), Some(Bump::Major));
    assert_eq!(diff.skills.changed, [], "it is compared with the one that kept its id");
    assert_eq!(diff.groups.changed, [], "what it became is still in the group");
}

#[test]
fn a_former_id_that_is_dropped_is_forgotten() {
    let old = with(&[("id = \"go\"", "id = \"go\"\nformerly = [\"golang\"]")]);
    let diff = diff(&old, &rubric(WORKED));
    assert_eq!((ids(&diff.skills.forgotten), diff.size()), (vec!["golang"], Some(Bump::Major)));
    assert_eq!(diff.skills.remembered, []);
}

#[test]
fn a_former_id_that_is_listed_is_remembered() {
    let diff = changed(&[("id = \"go\"", "id = \"go\"\nformerly = [\"golang\"]")]);
    assert_eq!((ids(&diff.skills.remembered), diff.size()), (vec!["golang"], Some(Bump::Minor)));
    assert_eq!((&diff.skills.forgotten, &diff.skills.changed), (&vec![], &vec![]));
    // What a skill was called in the older rubric is no news.
    let renamed = changed(&[
        ("id = \"go\"", "id = \"golang\"\nformerly = [\"go\", \"gopher\"]"),
        ("skill = \"go\"", "skill = \"golang\""),
    ]);
    assert_eq!(ids(&renamed.skills.remembered), ["gopher"]);
}

#[test]
fn a_former_id_may_come_to_stand_for_another() {
    let old = with(&[("id = \"go\"", "id = \"go\"\nformerly = [\"languages\"]")]);
    let new = with(&[("id = \"sql\"", "id = \"sql\"\nformerly = [\"languages\"]")]);
    let diff = diff(&old, &new);
    let moved: Vec<_> = diff.skills.moved.iter().map(|one| [&one.id, &one.from, &one.to].map(Id::as_str)).collect();
    assert_eq!((moved, diff.size()), (vec![["languages", "go", "sql"]], Some(Bump::Major)));
    assert_eq!((&diff.skills.forgotten, &diff.skills.remembered), (&vec![], &vec![]));
}

#[test]
fn groups_and_targets_had_ids_too() {
    for (id, target) in [("broker", false), ("mid", true)] {
        let listed = format!("id = \"{id}\"\nformerly = [\"before\"]");
        let listed = with(&[(&format!("id = \"{id}\""), &listed)]);
        let told = |diff: &Diff| {
            let (groups, targets) = (&diff.groups, &diff.targets);
            let [forgotten, remembered] = if target {
                [&targets.forgotten, &targets.remembered]
            } else {
                [&groups.forgotten, &groups.remembered]
            };
            (forgotten.len(), remembered.len(), diff.size())
        };
        assert_eq!(told(&diff(&rubric(WORKED), &listed)), (0, 1, Some(Bump::Minor)));
        assert_eq!(told(&diff(&listed, &rubric(WORKED))), (1, 0, Some(Bump::Minor)));
    }
}

#[test]
fn anchors_and_prerequisites() {
    let diff = changed(&[
        ("I wrote a Dockerfile.", "I wrote two."),
        ("I set image rules.", "I set rules."),
        (LINUX_NEED, "requires = [{ level = 2, skill = \"linux\", at = 2 }]\n"),
        ("title = \"Docker\"", "title = \"Containers\""),
    ]);
    let [change] = diff.skills.changed.as_slice() else { panic!("{:?}", diff.skills.changed) };
    assert_eq!((change.skill.as_str(), change.parts.as_slice()), ("docker", [Part::Title].as_slice()));
    assert_eq!(change.levels.iter().map(|level| level.get()).collect::<Vec<_>>(), [2, 5]);
    let needs = |needs: &[Need]| -> Vec<_> {
        needs.iter().map(|need| (need.level.get(), need.on.to_string(), need.at.get())).collect()
    };
    assert_eq!(needs(&change.needs), [(2, "linux".to_owned(), 2)]);
    assert_eq!(needs(&change.needs_no_more), [(1, "linux".to_owned(), 1)]);
}

#[test]
fn what_is_needed_of_a_renamed_skill_is_needed_as_before() {
    let diff = changed(&[
        ("id = \"linux\"", "id = \"unix\"\nformerly = [\"linux\"]"),
        ("skill = \"linux\"", "skill = \"unix\""),
    ]);
    assert_eq!((diff.skills.changed.len(), diff.targets.changed.len()), (0, 0));
    assert_eq!(diff.size(), Some(Bump::Minor));
}

#[test]
fn what_a_target_asks() {
    let diff = changed(&[
        ("{ skill = \"go\", level = 4, weight = 5 }", "{ skill = \"kafka\", level = 1 }"),
        ("level = 3, weight = 4, essential = true", "level = 2, weight = 6"),
        ("{ group = \"broker\", level = 2", "{ group = \"broker\", level = 3"),
        ("ready_at = 0.8", "ready_at = 0.9"),
        ("rank = 1", "rank = 2"),
        ("id = \"mid\"", "id = \"middle\"\nformerly = [\"mid\"]"),
    ]);
    assert_eq!(renamed(&diff.targets), [("mid", "middle")]);
    let [change] = diff.targets.changed.as_slice() else { panic!("{:?}", diff.targets.changed) };
    assert_eq!(change.ready_at, Some((Share::new(4, 5), Share::new(9, 10))));
    assert_eq!((change.rank, change.parts.as_slice()), (Some((Some(1), Some(2))), [].as_slice()));
    let asked = |asked: Option<Asked>| asked.map(|asked| (asked.level.get(), asked.weight, asked.essential));
    let requirements: Vec<_> =
        change.requirements.iter().map(|one| (one.id.as_str(), one.is_group, asked(one.from), asked(one.to))).collect();
    assert_eq!(
        requirements,
        [
            ("kafka", false, None, Some((1, 1, false))),
            ("sql", false, Some((3, 4, true)), Some((2, 6, false))),
            ("broker", true, Some((2, 2, false)), Some((3, 2, false))),
            ("go", false, Some((4, 5, false)), None),
        ]
    );
}

#[test]
fn members_and_how_many_count() {
    let diff = changed(&[("\"kafka\", \"rabbitmq\"", "\"kafka\", \"docker\", \"go\""), ("choose = 1", "choose = 2")]);
    let [change] = diff.groups.changed.as_slice() else { panic!("{:?}", diff.groups.changed) };
    assert_eq!((ids(&change.joined), ids(&change.left)), (vec!["docker", "go"], vec!["rabbitmq"]));
    assert_eq!(change.choose, Some((1, 2)));
}

#[test]
fn a_scale_with_other_levels_makes_levels_incomparable() {
    let max = |diff: &Diff| diff.scale.as_ref().map(|scale| (scale.max.0.get(), scale.max.1.get()));
    let reworded = changed(&[("name = \"Guided\"", "name = \"Helped\"")]);
    let scale = reworded.scale.clone().unwrap();
    assert_eq!((scale.is_other(), scale.reworded.iter().map(|level| level.get()).collect()), (false, vec![2]));
    assert_eq!(reworded.size(), Some(Bump::Patch));

    let one_skill = |levels: usize| {
        let each = |what: &str| vec![what; levels].join(", ");
        let names: Vec<_> = (0..=levels).map(|level| format!("{{ name = 'l{level}' }}")).collect();
        rubric(&format!(
            "id = 'x'\ntitle = 'X'\nversion = '1'\nscale = [{}]\nareas = [{{ id = 'a', title = 'A' }}]\n\
             skills = [{{ id = 's', title = 'S', area = 'a', anchors = [{}], hours = [{}] }}]\n\
             targets = [{{ id = 't', title = 'T', kind = 'switch', requires = [{{ skill = 's', level = 1 }}] }}]\n",
            names.join(", "),
            each("'x'"),
            each("1"),
        ))
    };
    for (old, new) in [(3, 2), (2, 3)] {
        let diff = diff(&one_skill(old), &one_skill(new));
        assert_eq!(diff.size(), Some(Bump::Major));
        assert_eq!(max(&diff).map(|(then, now)| (usize::from(then), usize::from(now))), Some((old, new)));
        let levels: Vec<_> = diff.skills.changed[0].levels.iter().map(|level| level.get()).collect();
        assert_eq!(levels, [3], "the level that only one of them has");
    }
}

#[test]
fn how_large_a_change_is() {
    is_of_size(&[("title = \"Go\"", "title = \"Golang\"")], Bump::Patch);
    is_of_size(&[("I ran tests.", "I ran some tests.")], Bump::Patch);
    is_of_size(&[("title = \"Worked example\"", "title = \"Example\"")], Bump::Patch);
    is_of_size(&[("title = \"All\"", "title = \"Everything\"")], Bump::Patch);
    is_of_size(&[("title = \"Mid-level\"", "title = \"Middle\"")], Bump::Patch);
    is_of_size(&[("hours = [5, 6.5", "hours = [5, 6.75")], Bump::Minor);
    is_of_size(&[(DOCKER_NEED, "")], Bump::Minor);
    is_of_size(&[("ready_at = 0.8", "ready_at = 0.81")], Bump::Minor);
    is_of_size(&[("level = 4, weight = 5", "level = 4, weight = 6")], Bump::Minor);
    is_of_size(&[("id = \"broker\"", "id = \"brokers\""), ("group = \"broker\"", "group = \"brokers\"")], Bump::Minor);
    is_of_size(&[("id = \"mid\"", "id = \"middle\"")], Bump::Minor);
    is_of_size(&[("id = \"go\"", "id = \"golang\""), ("skill = \"go\"", "skill = \"golang\"")], Bump::Major);
    is_of_size(&[("id = \"worked\"", "id = \"other\"")], Bump::Major);
}

#[test]
fn whether_the_version_says_so() {
    let stepped = |from: &str, to: &str, change: (&str, &str)| {
        let version = |version: &str| format!("version = \"{version}\"");
        let old = with(&[("version = \"1.0.0\"", &version(from))]);
        let new = with(&[("version = \"1.0.0\"", &version(to)), change]);
        diff(&old, &new).version_says_so()
    };
    let (patch, minor) = (("I ran tests.", "I ran a test."), ("ready_at = 0.8", "ready_at = 0.9"));
    assert_eq!(stepped("1.0.0", "1.0.1", patch), Some(true));
    assert_eq!(stepped("1.0.0", "2.0.0", patch), Some(true));
    assert_eq!(stepped("1.0.9", "1.0.10", patch), Some(true));
    assert_eq!(stepped("1.0.0", "1.0.0", patch), Some(false));
    assert_eq!(stepped("1.0.0", "1.0.1", minor), Some(false));
    assert_eq!(stepped("1.9.0", "1.10.0", minor), Some(true));
    assert_eq!(stepped("2.0.0", "1.9.0", minor), Some(false));
    assert_eq!(stepped("1.0.0", "next", minor), None);
    assert_eq!(stepped("2026", "2027", minor), None);
    assert_eq!(stepped("1.0.0", "2.0.0", ("id = \"worked\"", "id = \"other\"")), None);
}
