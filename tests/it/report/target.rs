//! Targets and rubrics.

use skillgap::plan::HoursRange;
use skillgap::report::rubric::{Listed, list_terminal as rubric_list, overview, rubrics, terminal as show_rubric};
use skillgap::report::target::{Left, list_json, list_terminal, markdown, target, targets, terminal};
use skillgap::rubric::Hours;

use super::*;

fn on_worked() -> (Rubric, Answers) {
    let rubric = worked();
    let answers = Answers::of(&rubric, &worked_answers(&rubric).ratings);
    (rubric, answers)
}

#[test]
fn the_list() {
    let (rubric, answers) = on_worked();
    let mid = rubric.target("mid").unwrap();
    let left = Left { hours: Hours::from_quarters(314), range: HoursRange { low: 50.5, high: 206.2 } };
    let list = targets(&rubric, Some(&answers), &BTreeMap::from([(mid, left)]), &Given::default());
    insta::assert_snapshot!(list_terminal(&list, style(80)), @"
    Targets of worked 1.0.0

     Target     Id      Readiness       Left
    ─────────────────────────────────────────
     Mid-level  mid  74.5 to 80.0  undecided

    Next
      skillgap target show mid      what it asks and pays
      skillgap assess --target mid  rate yourself against it
    ");
}

#[test]
fn the_list_as_json() {
    let (rubric, answers) = on_worked();
    insta::assert_snapshot!(list_json(&targets(&rubric, Some(&answers), &BTreeMap::new(), &Given::default())), @r#"
    [
      {
        "id": "mid",
        "kind": "ladder",
        "rank": 1,
        "readiness": {
          "low": 0.7453703703703703,
          "high": 0.8009259259259259
        },
        "verdict": "undecided",
        "hours": null,
        "hours_range": null
      }
    ]
    "#);
}

#[test]
fn one_target() {
    let (rubric, answers) = on_worked();
    let report = target(&rubric, rubric.target("mid").unwrap(), Some(&answers), None, &Given::default());
    insta::assert_snapshot!(terminal(&report, style(80)), @"
    Mid-level (mid)

      Kind            rung 1
      Ready at        80 of 100, and nothing below what is asked at the least
      Your readiness  74.5 to 80.0 of 100, self-rated
      Verdict         Undecided: this target asks for 80, and one missing answer
                      decides: Linux

    You already have: 2 of 7
      SQL and Testing

    Missing, most points first: 3 of 7
      Docker, Go and A message broker

    Not answered yet: 1 of 7
      Linux

    Asks for 7 things
     Skill             Area  Asked          Weight
    ──────────────────────────────────────────────────────────
     Go                All   4 Strong            5
     SQL               All   3 Independent       4  essential
     Docker            All   3 Independent       2
     Testing           All   3 Independent       3
     A message broker  All   2 Guided            2
     Linux             All   2 Guided            2
     Kubernetes        All   2 Guided            1

    Next
      skillgap report --target mid  where you stand
      skillgap plan --target mid    what to learn and when
    ");
}

#[test]
fn one_target_as_markdown() {
    let (rubric, _) = on_worked();
    insta::assert_snapshot!(markdown(&target(&rubric, rubric.target("mid").unwrap(), None, None, &Given::default())), @"
    # Mid-level

    - Kind: rung 1
    - Ready at: 80 of 100, and nothing below what is asked at the least

    ## What it asks

    | Skill            | Area | Asked         | Weight |             |
    | :--------------- | :--- | :------------ | -----: | :---------- |
    | Go               | All  | 4 Strong      |      5 |             |
    | SQL              | All  | 3 Independent |      4 | essential   |
    | Docker           | All  | 3 Independent |      2 |             |
    | Testing          | All  | 3 Independent |      3 |             |
    | A message broker | All  | 2 Guided      |      2 |             |
    | Linux            | All  | 2 Guided      |      2 |             |
    | Kubernetes       | All  | 2 Guided      |      1 |             |

    <!-- skillgap 0.1.0, worked 1.0.0, target mid -->
    ");
}

#[test]
fn a_rubric() {
    insta::assert_snapshot!(show_rubric(&overview(&worked(), &Given::default()), style(80)), @"
    Worked example (worked 1.0.0)
    8 skills in 1 area, 1 target, 0 projects

    Levels
      0 None         I have not done this.
      1 Aware        I followed along once.
      2 Guided       I did it with help.
      3 Independent  I did it alone.
      4 Strong       I chose between ways of doing it.
      5 Expert       Others follow how I do it.

    All
      go          Go
      sql         SQL
      linux       Linux
      docker      Docker
      testing     Testing
      kafka       Kafka
      rabbitmq    RabbitMQ
      kubernetes  Kubernetes

    Groups: alternatives of which some count
      broker  A message broker: 1 of Kafka, RabbitMQ

    Targets
      mid  Mid-level, rung 1 of the ladder, 7 requirements

    Next
      skillgap rubric show worked SKILL  one skill and its levels
      skillgap target show TARGET        what a role asks for
    ");
}

#[test]
fn rubrics_there_are() {
    let listed = Listed {
        id: "backend-developer".to_owned(),
        title: "Backend Developer".to_owned(),
        version: "1.0.0".to_owned(),
        skills: 80,
        targets: 4,
        origin: "bundled".to_owned(),
    };
    insta::assert_snapshot!(rubric_list(&rubrics(&[listed]), style(80)), @r"
     Rubric             Id                 Version  Skills  Targets  From
    ─────────────────────────────────────────────────────────────────────────
     Backend Developer  backend-developer  1.0.0        80        4  bundled

    Next
      skillgap rubric show backend-developer      what it holds
      skillgap assess --rubric backend-developer  rate yourself against it
    ");
}
