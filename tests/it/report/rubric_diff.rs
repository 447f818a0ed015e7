//! What a change of a rubric means.

use serde_json::{Value, json};
use skillgap::history::Entry;
use skillgap::report::rubric::diff::{Input, diff_report, json as to_json, markdown, terminal};
use skillgap::rubric::diff::diff;
use skillgap::rubric::{json, read_json};

use super::*;

fn team(version: u8) -> Rubric {
    let path = format!("tests/data/team-{version}.toml");
    sound(&[Source::new(path.clone(), fs::read(path).unwrap()).unwrap()])
}

/// Somebody's answers to the first rubric of the team.
fn entry(rubric: &Rubric) -> Entry {
    let levels = [("git", 2), ("sql", 1), ("linux", 1), ("docker", 2), ("feedback", 2)];
    let ratings = levels.map(|(id, level)| (id.to_owned(), rated(rubric, level)));
    Entry { id: "20261122T171300.123Z-team".to_owned(), stored: None, assessment: assessment(rubric, ratings) }
}

/// The texts of a report: on a screen, as Markdown, as JSON.
fn texts(old: &Rubric, new: &Rubric, latest: Option<&Entry>, width: usize) -> [String; 3] {
    let (from, to) = (edition(old), edition(new));
    let report = diff_report(&Input { old, from: &from, new, to: &to, latest });
    [terminal(&report, style(width)), markdown(&report), to_json(&report)]
}

#[test]
fn on_a_screen() {
    let (old, new) = (team(1), team(2));
    let entry = entry(&old);
    let [screen, ..] = texts(&old, &new, Some(&entry), 80);
    insta::assert_snapshot!(screen, @r#"
    Our team, 1.0.0 to 1.1.0
    Of 6 skills, 3 keep their answers; 2 are gone, 1 is renamed, 3 are new and start
    unanswered. 1 is reworded; `skillgap assess --due` asks it again if the new
    words can change what a rating counts for. A change of this size is a major
    version: 1.0.0 to 1.1.0 does not say so, 2.0.0 would.

    Readiness by the answers of 2026-11-22, self-rated
     Target      Before           After
    ───────────────────────────────────────────────────────
     Junior      100.0, ready     77.7 to 100.0, undecided
     Mid-level   70.0, not ready  75.0, not ready
     Senior      no such target   50.0 to 100.0, undecided
     Operations  50.0, not ready  no such target

    Skills: what becomes of answers
      Gone      Deployment and Containers
      Renamed   sql is now relational
      New       Containers, Logging and Cloud
      Renamed?  docker as containers: same name, but the old id is not among the
                former ids, so its answers do not carry over

    Skills that are reworded
      Git                   level 2
      Relational databases  title, was SQL

    Skills, otherwise
      Aliases  Git
      Hours    Linux

    Groups
      A way to host  with Containers and Cloud; without Deployment and Containers

    Targets
      Gone     Operations
      Renamed  mid is now middle
      New      Senior

    Target Junior
      Ready at              raised from 80 to 90 of 100
      Git                   level raised from 1 to 2, no longer essential
      Relational databases  weight raised from 2 to 4, essential now
      Logging               new: level 1, weight 1

    Target Mid-level
      Linux  no longer asked; was level 2, weight 1

    Projects
      Changed  A shop (hours, deliverables)

    Guides
      Gone  Ways in
      New   The first weeks

    Areas
      Changed  Servers and clouds (title)

    The rubric itself
      Scale      another name or meaning of level 2
      Otherwise  summary
    "#);
    for width in [30, 40, 60, 79, 100] {
        fits(&texts(&old, &new, Some(&entry), width)[0], width);
    }
}

#[test]
fn as_markdown() {
    let (old, new) = (team(1), team(2));
    let [_, markdown, _] = texts(&old, &new, Some(&entry(&old)), 80);
    insta::assert_snapshot!(markdown, @r#"
    # Our team, 1.0.0 to 1.1.0

    Of 6 skills, 3 keep their answers; 2 are gone, 1 is renamed, 3 are new and start unanswered.
    1 is reworded; `skillgap assess --due` asks it again if the new words can change what a rating counts for.
    A change of this size is a major version: 1.0.0 to 1.1.0 does not say so, 2.0.0 would.

    ## Readiness by the answers of 2026-11-22, self-rated

    | Target     | Before          | After                    |
    | :--------- | :-------------- | :----------------------- |
    | Junior     | 100.0, ready    | 77.7 to 100.0, undecided |
    | Mid-level  | 70.0, not ready | 75.0, not ready          |
    | Senior     | no such target  | 50.0 to 100.0, undecided |
    | Operations | 50.0, not ready | no such target           |

    ## Skills: what becomes of answers

    - **Gone**: Deployment and Containers
    - **Renamed**: sql is now relational
    - **New**: Containers, Logging and Cloud
    - **Renamed?**: docker as containers: same name, but the old id is not among the former ids, so its answers do not carry over

    ## Skills that are reworded

    - **Git**: level 2
    - **Relational databases**: title, was SQL

    ## Skills, otherwise

    - **Aliases**: Git
    - **Hours**: Linux

    ## Groups

    - **A way to host**: with Containers and Cloud; without Deployment and Containers

    ## Targets

    - **Gone**: Operations
    - **Renamed**: mid is now middle
    - **New**: Senior

    ## Target Junior

    - **Ready at**: raised from 80 to 90 of 100
    - **Git**: level raised from 1 to 2, no longer essential
    - **Relational databases**: weight raised from 2 to 4, essential now
    - **Logging**: new: level 1, weight 1

    ## Target Mid-level

    - **Linux**: no longer asked; was level 2, weight 1

    ## Projects

    - **Changed**: A shop (hours, deliverables)

    ## Guides

    - **Gone**: Ways in
    - **New**: The first weeks

    ## Areas

    - **Changed**: Servers and clouds (title)

    ## The rubric itself

    - **Scale**: another name or meaning of level 2
    - **Otherwise**: summary

    <!-- skillgap 0.1.0, team 1.0.0, team 1.1.0 -->
    "#);
}

#[test]
fn as_json() {
    let (old, new) = (team(1), team(2));
    let [.., json] = texts(&old, &new, Some(&entry(&old)), 80);
    insta::assert_snapshot!(json);
}

#[test]
fn nothing() {
    let team = team(1);
    let [screen, markdown, _] = texts(&team, &team, Some(&entry(&team)), 80);
    insta::assert_snapshot!(screen, @"Nothing is asked, counted or said otherwise: `team` 1.0.0.");
    insta::assert_snapshot!(markdown, @r"
    # Our team, 1.0.0 to 1.0.0

    Nothing is asked, counted or said otherwise: `team` 1.0.0.

    <!-- skillgap 0.1.0, team 1.0.0, team 1.0.0 -->
    ");
}

#[test]
fn two_rubrics() {
    let [screen, ..] = texts(&team(1), &worked(), None, 80);
    let head: Vec<_> = screen.lines().take_while(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(head.join("\n"), @r"
    team 1.0.0 and worked 1.0.0
    Of 6 skills, 3 are in both; 3 are gone, 5 are new and start unanswered. 3 are
    reworded. The scale goes to 5 instead of 2: levels are not comparable. These are
    two rubrics: assessments are kept by the rubric's id, so neither has the
    other's.
    ");
}

#[test]
fn former_ids_that_come_go_and_move() {
    let with = |sql: &str, git: &str, hosting: &str, junior: &str| {
        let text = fs::read_to_string("tests/data/team-1.toml").unwrap().replace("formerly = [\"databases\"]\n", "");
        let had = |text: String, id: &str, old: &str| {
            text.replace(&format!("id = \"{id}\"\n"), &format!("id = \"{id}\"\nformerly = [{old}]\n"))
        };
        let text = had(had(had(had(text, "sql", sql), "git", git), "hosting", hosting), "junior", junior);
        sound(&[Source { name: "team.toml".to_owned(), text }])
    };
    let old = with("\"databases\", \"tables\"", "\"cvs\"", "", "\"entry\"");
    let new = with("\"cvs\"", "\"versions\"", "\"servers\"", "\"trainee\", \"beginner\"");
    let [screen, _, json] = texts(&old, &new, None, 80);
    insta::assert_snapshot!(screen, @r"
    Our team, 1.0.0 to 1.0.0
    All 6 skills keep their answers. A change of this size is a major version: both
    are 1.0.0, 2.0.0 would say so.

    Skills: what becomes of answers
      Forgotten   databases, tables: former ids that are no longer listed, so old
                  answers under them have no place
      Remembered  versions: a former id that is listed now, so old answers under it
                  carry over
      Moved       cvs from git to sql: former ids that stand for another now

    Groups
      Remembered  servers: a former id that is listed now, so what goes by it finds
                  its way

    Targets
      Forgotten   entry: a former id that is no longer listed, so what goes by it
                  finds nothing
      Remembered  trainee, beginner: former ids that are listed now, so what goes by
                  them finds its way
    ");
    let json: Value = serde_json::from_str(&json).unwrap();
    let former = |kind: &str| {
        let [lost, found, moved] = ["forgotten", "remembered", "moved"].map(|key| &json[kind][key]);
        json!({ "lost": lost, "found": found, "moved": moved })
    };
    assert_eq!(
        [former("skills"), former("groups"), former("targets")],
        [
            json!({
                "lost": ["databases", "tables"],
                "found": ["versions"],
                "moved": [{ "id": "cvs", "from": "git", "to": "sql" }],
            }),
            json!({ "lost": [], "found": ["servers"], "moved": [] }),
            json!({ "lost": ["entry"], "found": ["trainee", "beginner"], "moved": [] }),
        ]
    );
}

#[test]
fn answers_to_the_newer_rubric_are_taken_back() {
    let (old, new) = (team(1), team(2));
    let newer = Entry { assessment: assessment(&new, [("relational".to_owned(), rated(&new, 2))]), ..entry(&old) };
    let older = Entry { assessment: assessment(&old, [("sql".to_owned(), rated(&old, 2))]), ..entry(&old) };
    let readiness = |entry: &Entry| {
        let [.., json] = texts(&old, &new, Some(entry), 80);
        serde_json::from_str::<Value>(&json).unwrap()["readiness"].clone()
    };
    assert_eq!(readiness(&newer), readiness(&older));
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    let nasty = "1.`x`|<b>[x](y)";
    let text = |id: &str| {
        let text = fs::read_to_string("tests/data/team-2.toml").unwrap();
        text.replace("1.1.0", nasty).replace("\"Git\"", &format!("\"{nasty} Git\"")).replace("id = \"team\"", id)
    };
    let strange = |id| sound(&[Source { name: "strange.toml".to_owned(), text: text(id) }]);
    for new in [strange("id = \"team\""), strange("id = \"other\"")] {
        for all in [texts(&team(1), &new, None, 80), texts(&new, &new, None, 80), texts(&new, &team(1), None, 80)] {
            for text in &all {
                assert!(text.chars().all(|c| c == '\n' || !skillgap::clean::is_hidden(c)), "{text}");
            }
            let lines: Vec<_> = all[1].lines().filter(|line| !line.starts_with("<!--")).collect();
            let markdown = lines.join("\n").replace("\\`", "");
            let is_ours = |code: &str| ["skillgap assess --due", "team", "other"].contains(&code);
            assert!(markdown.split('`').skip(1).step_by(2).all(is_ours) && !markdown.contains("<b>"), "{markdown}");
        }
    }
}

/// Every place of a JSON value with what it could be instead.
fn otherwise(value: &Value, place: &str, all: &mut Vec<(String, Value)>) {
    let mut add = |other: Value| all.push((place.to_owned(), other));
    match value {
        Value::String(text) => {
            add(json!(format!("{text} x")));
            add(json!("soft"));
            add(json!("code"));
        }
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            for other in [number + 1.0, number - 1.0, number + 0.25, number - 0.05] {
                add(serde_json::from_str(&other.to_string()).unwrap());
            }
        }
        Value::Bool(is_so) => add(json!(!is_so)),
        Value::Array(items) => {
            for at in 0..items.len() {
                let rest = items.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, item)| item.clone());
                add(Value::Array(rest.collect()));
            }
            items.iter().enumerate().for_each(|(at, item)| otherwise(item, &format!("{place}/{at}"), all));
        }
        Value::Object(entries) => {
            for (key, inner) in entries {
                let mut without = entries.clone();
                without.shift_remove(key);
                all.push((place.to_owned(), Value::Object(without)));
                otherwise(inner, &format!("{place}/{key}"), all);
            }
        }
        Value::Null => {}
    }
}

#[test]
fn no_change_goes_unseen() {
    let team = team(1);
    let whole: Value = serde_json::from_str(&json::to_json(&team)).unwrap();
    let mut all = Vec::new();
    otherwise(&whole, "", &mut all);
    let mut seen = std::collections::BTreeSet::new();
    for (place, value) in all {
        let mut changed = whole.clone();
        *changed.pointer_mut(&place).unwrap() = value.clone();
        let Ok(new) = read_json(&changed.to_string()) else { continue };
        if place == "/version" || new == team {
            continue;
        }
        assert!(diff(&team, &new).size().is_some(), "{place}: {value}");
        seen.insert(place.split('/').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("/"));
    }
    assert!(seen.len() > 60, "{seen:#?}");
}
