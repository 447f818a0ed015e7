//! What needs a group of alternatives, as it is asked, estimated and judged.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeMap;

use jiff::civil::date;
use skillgap::assessment::interview::{Event, Gate, Interview, Member, Prompt};
use skillgap::assessment::{Answer, Answers, Scope};
use skillgap::document::Source;
use skillgap::rubric::{GroupIx, Rubric, SkillIx};
use skillgap::score::estimate::{Depth, Estimator};
use skillgap::score::{Reach, score};

use crate::rubrics::sound;
use crate::support::House;

/// Languages; tools that need any of them; frameworks, of which each needs its own language, or one of a few.
const CODE: &str = r#"
id = "code"
title = "Code"
version = "1.0.0"
scale = [{ name = "None", meaning = "Not yet." }, { name = "Some", meaning = "I did it once." }, { name = "Much", meaning = "I do it." }]
areas = [{ id = "languages", title = "Languages" }, { id = "tools", title = "Tools" }, { id = "frameworks", title = "Frameworks" }]

skills = [
  { id = "java", title = "Java", area = "languages" },
  { id = "kotlin", title = "Kotlin", area = "languages" },
  { id = "python", title = "Python", area = "languages" },
  { id = "testing", title = "Testing", area = "tools", requires = [{ level = 1, group = "language", at = 1 }] },
  { id = "spring", title = "Spring", area = "frameworks", requires = [{ level = 1, group = "jvm", at = 1 }] },
  { id = "django", title = "Django", area = "frameworks", requires = [{ level = 1, skill = "python", at = 1 }, { level = 1, group = "language", at = 1 }] },
  { id = "frontend", title = "Frontend", area = "frameworks", requires = [{ level = 2, skill = "python", at = 1 }, { level = 2, group = "language", at = 1 }] },
]

groups = [
  { id = "language", title = "A language", area = "languages", skills = ["java", "kotlin", "python"] },
  { id = "jvm", title = "A language of the JVM", area = "languages", skills = ["java", "kotlin"] },
  { id = "framework", title = "A framework", area = "frameworks", skills = ["spring", "django", "frontend"] },
]

[[targets]]
id = "junior"
title = "Junior"
kind = "ladder"
rank = 1
requires = [{ skill = "testing", level = 1 }, { group = "framework", level = 1 }]
"#;

fn code() -> Rubric {
    sound(&[Source { name: "code.toml".to_owned(), text: CODE.to_owned() }])
}

fn ids(rubric: &Rubric, skills: impl IntoIterator<Item = SkillIx>) -> Vec<String> {
    skills.into_iter().map(|skill| rubric[skill].id.to_string()).collect()
}

fn group(rubric: &Rubric, id: &str) -> GroupIx {
    rubric.groups().find(|(_, group)| group.id.as_str() == id).unwrap().0
}

/// The frameworks that are offered to somebody who uses these languages.
fn offered(rubric: &Rubric, languages: &[&str]) -> Vec<String> {
    let target = rubric.target("junior").unwrap();
    let asked = Scope::default().skills(rubric, target);
    let mut interview = Interview::new(rubric, asked, &BTreeMap::new(), date(2026, 11, 22));
    assert_eq!(interview.prompt(), Prompt::Used(Gate::Group(group(rubric, "language"))));
    let ticked = languages.iter().map(|id| Member::Skill(rubric.skill(id).unwrap())).collect();
    interview.apply(Event::Tick(ticked));
    interview.apply(Event::Unused);
    let members = interview.members(Gate::Group(group(rubric, "framework")));
    members
        .into_iter()
        .map(|member| match member {
            Member::Skill(skill) => rubric[skill].id.to_string(),
            Member::Area(_) => unreachable!("a group has skills"),
        })
        .collect()
}

#[test]
fn the_members_of_a_needed_group_are_asked() {
    let rubric = code();
    let asked = Scope::default().skills(&rubric, rubric.target("junior").unwrap());
    assert_eq!(ids(&rubric, asked), ["java", "kotlin", "python", "testing", "spring", "django", "frontend"]);
}

#[test]
fn frameworks_of_languages_that_were_not_chosen_stay_hidden() {
    let rubric = code();
    assert_eq!(offered(&rubric, &["kotlin"]), ["spring", "frontend"], "one of those that it needs is enough");
    assert_eq!(offered(&rubric, &["python"]), ["django", "frontend"]);
    assert_eq!(offered(&rubric, &["java", "python"]), ["spring", "django", "frontend"]);
    assert_eq!(offered(&rubric, &[]), [""; 0], "without a language there is no framework");
}

fn answers(rubric: &Rubric, said: &[(&str, i64)]) -> Answers {
    let mut answers = Answers::none(rubric);
    for (id, level) in said {
        let level = rubric.scale().level(*level).unwrap();
        answers.set(rubric.skill(id).unwrap(), Some(Answer::Rated(level)));
    }
    answers
}

#[test]
fn the_estimate_knows_what_a_group_leaves_possible() {
    let rubric = code();
    let target = rubric.target("junior").unwrap();
    let asked = Scope::default().skills(&rubric, target);
    let none = answers(&rubric, &[("java", 0), ("kotlin", 0), ("python", 0)]);
    let card = score(&rubric, target, &none);
    assert!(
        matches!(card.reach(rubric.skill("testing").unwrap()), Reach::Unanswered(bounds) if bounds.high.get() == 0)
    );
    let mut estimator = Estimator::new(&rubric, target, &asked, Answers::none(&rubric), Depth::Standard);
    let highest = |estimator: &Estimator<'_>| estimator.readiness().unwrap();
    let before = highest(&estimator);
    estimator.follow(|skill| none.get(skill).map(skillgap::assessment::interview::Reply::Said));
    let after = highest(&estimator);
    assert!(before.high > 0.5 && after.high < before.high, "{before:?} {after:?}");
    assert!(after.possible.high < before.possible.high);
}

#[test]
fn a_contradiction_names_the_group() {
    let house = House::new();
    house.file("code.toml", CODE);
    house.file("answers.toml", "rubric = \"code.toml\"\n[ratings]\ntesting = 2\njava = 0\nkotlin = 0\npython = 0\n");
    let json = house.run(&["report", "--answers", "answers.toml", "--format", "json"]).exits(0).stdout;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let broken = &report["contradictions"][0];
    assert_eq!(
        (&broken["skill"], &broken["requires"], &broken["stated"]),
        (&"testing".into(), &"language".into(), &0.into())
    );
    let explained = house.run(&["explain", "testing", "--answers", "answers.toml"]).exits(0).stdout;
    assert!(explained.contains("You: 2 Much"), "{explained}");
    let needed = house.run(&["explain", "java", "--answers", "answers.toml"]).exits(0).stdout;
    assert!(
        needed.contains("Testing 1 needs level 1 of 1 of 3 in \"A language\"")
            && needed.contains("Spring 1 needs level 1 of 1 of 2 in"),
        "{needed}"
    );
}
