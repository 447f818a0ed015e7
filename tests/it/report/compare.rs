//! Two targets side by side.

use skillgap::plan::HoursRange;
use skillgap::report::compare::{Comparison, Input, comparison, json, markdown, terminal};
use skillgap::report::target::Left;
use skillgap::rubric::Hours;

use super::*;

/// The worked example with a second target.
fn two_targets() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let more = "[[targets]]\nid = \"ops\"\ntitle = \"Operations\"\nkind = \"switch\"\nafter = \"mid\"\nrequires = [\n\
                { skill = \"linux\", level = 4, weight = 5, essential = true },\n\
                { skill = \"docker\", level = 3, weight = 4 },\n{ skill = \"testing\", level = 2 },\n\
                { skill = \"rabbitmq\", level = 1, weight = 2 },\n{ group = \"broker\", level = 1 },\n]\n";
    sound(&[Source::new("two.toml", format!("{text}\n{more}").into_bytes()).unwrap()])
}

fn compared(answered: bool) -> Comparison {
    let rubric = two_targets();
    let answers = Answers::of(&rubric, &worked_answers(&rubric).ratings);
    let target = |id: &str| rubric.target(id).unwrap();
    let left = |quarters: u64, low: f64, high: f64| {
        answered.then(|| Left { hours: Hours::from_quarters(quarters), range: HoursRange { low, high } })
    };
    comparison(&Input {
        rubric: &rubric,
        target: (target("ops"), left(240, 38.6, 157.6)),
        with: (target("mid"), left(314, 50.5, 206.2)),
        answers: answered.then_some(&answers),
        given: &Given::default(),
    })
}

#[test]
fn with_answers() {
    insta::assert_snapshot!(terminal(&compared(true), style(80)), @"
    Operations (ops), seen from Mid-level (mid)

      Carries over  2 of 5 are met already, 15.3 of 100 by weight
      Readiness     35.2 to 64.1 of 100; Mid-level 74.5 to 80.0
      Verdict       not ready; Mid-level undecided
      Hours left    39 to 158 h; Mid-level 50 to 206 h, 80 % likely

    New: 1 of 5
     Skill     Asked    You     Points
    ───────────────────────────────────
     RabbitMQ  1 Aware  0 None    15.4

    Asked at a higher level: 1 of 5
     Skill  There     Asked     You                    Points
    ─────────────────────────────────────────────────────────────────────
     Linux  2 Guided  4 Strong  not answered (1 to 5)    28.9  essential

    Asked at the same level or a lower one: 3 of 5
      Docker, Testing and A message broker

    Asked otherwise at the least
      - Linux: essential, there nothing

    Not asked here: 3 of 7
      Go, SQL and Kubernetes

    Next
      skillgap plan --target ops  what to learn and when
      skillgap target show ops    the role itself
    ");
}

#[test]
fn on_44_columns() {
    insta::assert_snapshot!(terminal(&compared(true), style(44)), @"
    Operations (ops), seen from Mid-level (mid)

      Carries over  2 of 5 are met already, 15.3
                    of 100 by weight
      Readiness     35.2 to 64.1 of 100;
                    Mid-level 74.5 to 80.0
      Verdict       not ready; Mid-level
                    undecided
      Hours left    39 to 158 h; Mid-level 50 to
                    206 h, 80 % likely

    New: 1 of 5
      RabbitMQ
        asked 1 Aware, you 0 None, points 15.4

    Asked at a higher level: 1 of 5
      Linux
        there 2 Guided, asked 4 Strong, you not
        answered (1 to 5), points 28.9,
        essential

    Asked at the same level or a lower one: 3 of
    5
      Docker, Testing and A message broker

    Asked otherwise at the least
      - Linux: essential, there nothing

    Not asked here: 3 of 7
      Go, SQL and Kubernetes

    Next
      skillgap plan --target ops
        what to learn and when
      skillgap target show ops
        the role itself
    ");
}

#[test]
fn without_answers_as_markdown() {
    insta::assert_snapshot!(markdown(&compared(false)), @"
    # Operations, seen from Mid-level

    - Asks for: 5 things; Mid-level for 7

    ## New

    | Skill    | Asked   | Weight |     |
    | :------- | :------ | -----: | :-- |
    | RabbitMQ | 1 Aware |      2 |     |

    ## Asked at a higher level

    | Skill | There    | Asked    | Weight |           |
    | :---- | :------- | :------- | -----: | :-------- |
    | Linux | 2 Guided | 4 Strong |      5 | essential |

    ## Asked at the same level or a lower one

    - Docker
    - Testing
    - A message broker

    ## Asked otherwise at the least

    - Linux: essential, there nothing

    ## Not asked here

    - Go
    - SQL
    - Kubernetes

    <!-- skillgap 0.1.0, worked 1.0.0, target ops, compared with mid -->
    ");
}

#[test]
fn as_json() {
    let value: serde_json::Value = serde_json::from_str(&json(&compared(true))).unwrap();
    assert_eq!((&value["id"], &value["hours"]), (&"ops".into(), &60.0.into()), "the keys of the target stay");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value["compare"]).unwrap(), @r#"
    {
      "with": {
        "id": "mid",
        "kind": "ladder",
        "rank": 1,
        "readiness": {
          "low": 0.7453703703703703,
          "high": 0.8009259259259259
        },
        "verdict": "undecided",
        "hours": 78.5,
        "hours_range": {
          "low": 50.5,
          "high": 206.2
        }
      },
      "carries_over": {
        "met": [
          "testing",
          "broker"
        ],
        "weight": 0.15384615384615383
      },
      "new": [
        {
          "skill": "rabbitmq",
          "level": 1,
          "other": null,
          "weight": 2,
          "essential": false,
          "floor": 0,
          "other_floor": null,
          "met": false,
          "points": 15.384615384615383
        }
      ],
      "higher": [
        {
          "skill": "linux",
          "level": 4,
          "other": 2,
          "weight": 5,
          "essential": true,
          "floor": 4,
          "other_floor": 0,
          "met": null,
          "points": 28.846153846153847
        }
      ],
      "same": [
        {
          "skill": "docker",
          "level": 3,
          "other": 3,
          "weight": 4,
          "essential": false,
          "floor": 0,
          "other_floor": 0,
          "met": false,
          "points": 20.512820512820515
        }
      ],
      "lower": [
        {
          "skill": "testing",
          "level": 2,
          "other": 3,
          "weight": 1,
          "essential": false,
          "floor": 0,
          "other_floor": 0,
          "met": true,
          "points": 0.0
        },
        {
          "group": "broker",
          "level": 1,
          "other": 2,
          "weight": 1,
          "essential": false,
          "floor": 0,
          "other_floor": 0,
          "met": true,
          "points": 0.0
        }
      ],
      "gone": [
        "go",
        "sql",
        "kubernetes"
      ]
    }
    "#);
}

/// Every requirement of both stands in one place.
#[test]
fn nothing_is_lost_between_two_targets() {
    let rubric = bundled();
    let answers = Answers::of(&rubric, &somebody(&rubric).ratings);
    let all: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
    for target in &all {
        for with in &all {
            let input = Input {
                rubric: &rubric,
                target: (*target, None),
                with: (*with, None),
                answers: Some(&answers),
                given: &Given::default(),
            };
            let found = comparison(&input);
            let here = [&found.new, &found.higher, &found.same, &found.lower];
            assert_eq!(here.map(Vec::len).iter().sum::<usize>(), rubric[*target].requires.len());
            let shared = here[1..].iter().map(|parts| parts.len()).sum::<usize>();
            assert_eq!(shared + found.gone.len(), rubric[*with].requires.len());
            if target == with {
                assert_eq!(found.same.len(), rubric[*target].requires.len());
            }
            fits(&terminal(&found, style(60)), 60);
        }
    }
}
