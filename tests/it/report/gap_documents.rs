//! The gap report as a document.

use skillgap::report::gap::{json, markdown};

use super::*;

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&worked_report()), @r#"
    # Skill gap report: Mid-level

    Readiness **74.5 to 80.0 of 100** on 2026-11-22, 24.5 up since 2026-08-20.
    Probably 74 to 80. Whatever you answer next: 74.5 to 80.0.
    Self-rated against the rubric `worked` 1.0.0.
    **Undecided**: this target asks for 80, and one missing answer decides: Linux.
    On the ladder: no rung is reached yet; the first is Mid-level.

    ## Start here

    **Docker, from 1 Aware to 3 Independent**

    - Why: it is on the shortest way to Mid-level; worth 7.4 points, the largest gap; 2 levels missing
    - First step: 2 Guided, about 6.5 h: I wrote a Dockerfile.

    ## The way to ready

    2 steps, 15 h by estimate.

    - `docker@2` Docker, 2 Guided: 6.5 h
    - `docker@3` Docker, 3 Independent: 8.5 h

    ## Gaps

    | Skill            | You                      | Asked         | Gap | Points |                |
    | :--------------- | :----------------------- | :------------ | --: | -----: | :------------- |
    | Docker           | 1 Aware                  | 3 Independent |   2 |    7.4 |                |
    | Go               | 3 Independent            | 4 Strong      |   1 |    7.0 |                |
    | A message broker | Kafka 1 Aware            | 2 Guided      |   1 |    5.6 |                |

    ## Not answered yet

    May be worth up to 5.5 points together; not counted as gaps.

    | Skill            | You                      | Asked         | Up to |                |
    | :--------------- | :----------------------- | :------------ | ----: | :------------- |
    | Linux            | not answered (1 to 5)    | 2 Guided      |   5.5 |                |

    ## By area

    Readiness of 100: █ reached, ▒ not answered yet, ░ missing.

    | Area |      Readiness |                      |
    | :--- | -------------: | :------------------- |
    | All  |   74.5 to 80.0 | ██████████████▒▒░░░░ |

    ## Strengths

    - Testing: 5 Expert, asked 3

    ## How sure is this

    - 6 of 8 skills answered, 1 not applicable (out of the score); 1 missing answer leaves 5.5 points open.
    - 4 ratings would each change the verdict if they were one level off: Go, SQL, Docker and Kafka.
    - Weights are a choice: with each up to 1.5 times larger or smaller, readiness would be 70.0 to 85.3; with all equal, 68.0 to 76.3.
    - A self-rating is an opinion, not a test (none of 6 ratings with evidence), and a change of under about 6 points can be noise.

    <details>
    <summary>All 8 skills of the rubric</summary>

    | Skill            | Area | You                   | Asked         | Evidence |
    | :--------------- | :--- | :-------------------- | :------------ | :------- |
    | Go               | All  | 3 Independent         | 4 Strong      |          |
    | SQL              | All  | 3 Independent         | 3 Independent |          |
    | Linux            | All  | not answered (1 to 5) | 2 Guided      |          |
    | Docker           | All  | 1 Aware               | 3 Independent |          |
    | Testing          | All  | 5 Expert              | 3 Independent |          |
    | Kafka            | All  | 1 Aware               | 2 Guided      |          |
    | RabbitMQ         | All  | 0 None                | 2 Guided      |          |
    | Kubernetes       | All  | not applicable        | 2 Guided      |          |

    </details>

    ## How this was scored

    - Attainment = min(your level, level asked) / level asked; of a group, the mean of its best members
    - Readiness = sum of weight x attainment / sum of weights; a gap's points are how far it holds you below 100
    - Ready = readiness of 80 or more, and nothing below its floor: "essential" is the level asked; a floor never moves the number
    - Docker: 100 x weight 2 x (1 - 1/3) / 18 = 7.4 points
    - 74.5 reached + 20.0 in gaps + 5.5 not answered = 100

    <!-- skillgap 0.1.0, worked 1.0.0, target mid, self-rated -->
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a whole document")]
fn as_json() {
    insta::assert_snapshot!(json(&worked_report()), @r#"
    {
      "schema": "skillgap.report/1",
      "rubric": {
        "id": "worked",
        "version": "1.0.0",
        "digest": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
      },
      "target": "mid",
      "on": "2026-11-22",
      "answered": 6,
      "unanswered": 1,
      "not_applicable": 1,
      "readiness": {
        "low": 0.7453703703703703,
        "high": 0.8009259259259259
      },
      "estimate": {
        "low": 0.745,
        "high": 0.801
      },
      "estimate_model": 1,
      "verdict": "undecided",
      "narrow": false,
      "by_own_word": false,
      "floors_left_out": [],
      "ask": [
        "linux"
      ],
      "placement": null,
      "next": "mid",
      "requirements": [
        {
          "skill": "go",
          "area": "all",
          "state": "rated",
          "required": 4,
          "weight": 5,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "rating": 3,
          "implied": null,
          "attainment": {
            "low": 0.75,
            "high": 0.75
          },
          "gap": 1,
          "points": 6.944444444444445,
          "met": false
        },
        {
          "skill": "sql",
          "area": "all",
          "state": "rated",
          "required": 3,
          "weight": 4,
          "essential": true,
          "floor": 3,
          "floor_met": true,
          "rating": 3,
          "implied": null,
          "attainment": {
            "low": 1.0,
            "high": 1.0
          },
          "gap": 0,
          "points": 0.0,
          "met": true
        },
        {
          "skill": "docker",
          "area": "all",
          "state": "rated",
          "required": 3,
          "weight": 2,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "rating": 1,
          "implied": null,
          "attainment": {
            "low": 0.3333333333333333,
            "high": 0.3333333333333333
          },
          "gap": 2,
          "points": 7.407407407407407,
          "met": false
        },
        {
          "skill": "testing",
          "area": "all",
          "state": "rated",
          "required": 3,
          "weight": 3,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "rating": 5,
          "implied": null,
          "attainment": {
            "low": 1.0,
            "high": 1.0
          },
          "gap": 0,
          "points": 0.0,
          "met": true
        },
        {
          "group": "broker",
          "area": "all",
          "state": "group",
          "members": [
            {
              "skill": "kafka",
              "state": "rated",
              "rating": 1,
              "implied": null,
              "counted": true
            },
            {
              "skill": "rabbitmq",
              "state": "rated",
              "rating": 0,
              "implied": null,
              "counted": false
            }
          ],
          "choose": 1,
          "required": 2,
          "weight": 2,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "rating": null,
          "implied": null,
          "attainment": {
            "low": 0.5,
            "high": 0.5
          },
          "gap": 1,
          "points": 5.555555555555555,
          "met": false
        },
        {
          "skill": "linux",
          "area": "all",
          "state": "unanswered",
          "required": 2,
          "weight": 2,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "rating": null,
          "implied": {
            "low": 1,
            "high": 5
          },
          "attainment": {
            "low": 0.5,
            "high": 1.0
          },
          "gap": 0,
          "points": 5.555555555555555,
          "met": null
        },
        {
          "skill": "kubernetes",
          "area": "all",
          "state": "not-applicable",
          "required": 2,
          "weight": 1,
          "essential": false,
          "floor": 0,
          "floor_met": null,
          "rating": null,
          "implied": null,
          "attainment": null,
          "gap": 0,
          "points": 0.0,
          "met": null
        }
      ],
      "areas": [
        {
          "id": "all",
          "readiness": {
            "low": 0.7453703703703703,
            "high": 0.8009259259259259
          }
        }
      ],
      "gaps": [
        "docker",
        "go",
        "broker"
      ],
      "open": [
        "linux"
      ],
      "strengths": [
        "testing"
      ],
      "contradictions": [],
      "fragile": [
        "go",
        "sql",
        "docker",
        "kafka"
      ],
      "ready": {
        "steps": 2,
        "hours": 15.0,
        "with_ticks": false,
        "open": [],
        "gap": 0.0
      },
      "ready_blocked": [],
      "sensitivity": {
        "low": 0.7008281526639234,
        "high": 0.8531201441640998,
        "equal": {
          "low": 0.6805555555555556,
          "high": 0.7638888888888888
        }
      },
      "with_evidence": 0,
      "confidence": {
        "sure": 0,
        "fairly": 0,
        "guess": 0
      },
      "with_ai": [],
      "stale": {
        "skills": [],
        "readiness": {
          "low": 0.7453703703703703,
          "high": 0.8009259259259259
        }
      }
    }
    "#);
}

#[test]
fn one_changed_answer_changes_few_lines_of_markdown() {
    let rubric = bundled();
    let before = somebody(&rubric);
    let mut after = before.clone();
    after.ratings.get_mut("sql").unwrap().answer = rated(&rubric, 3);
    let texts = [&before, &after].map(|answers| markdown(&gaps(&rubric, answers, "mid", None)));
    let lines: Vec<Vec<&str>> = texts.iter().map(|text| text.lines().collect()).collect();
    let changed = lines[1].iter().filter(|line| !lines[0].contains(line)).count();
    assert!(changed <= 12, "{changed} lines differ");
}
