//! What would change if.

use skillgap::report::what_if::{WhatIfReport, json, markdown, terminal, what_if_report};
use skillgap::score::what_if;

use super::*;

/// The worked example with other levels.
fn supposed(levels: &[(&str, u8)]) -> WhatIfReport {
    let rubric = worked();
    let mut assessment = worked_answers(&rubric);
    let answers = Answers::of(&rubric, &assessment.ratings);
    let level = |level: u8| rubric.scale().level(level.into()).unwrap();
    let typed: Vec<_> = levels.iter().map(|(id, to)| (rubric.skill(id).unwrap(), level(*to))).collect();
    let found = what_if(&rubric, rubric.target("mid").unwrap(), &answers, &typed);
    for (id, to) in levels {
        let rating = Rating { answer: rated(&rubric, *to), on: DAY, evidence: None, confidence: None, help: None };
        assessment.ratings.insert(Id::new(id).unwrap(), rating);
    }
    what_if_report(&rubric, &found, gaps(&rubric, &assessment, "mid", None))
}

#[test]
fn on_80_columns() {
    insta::assert_snapshot!(terminal(&supposed(&[("go", 4), ("kafka", 2), ("rabbitmq", 2)]), style(80)), @"
    What if: Mid-level, 2026-11-22, self-rated; nothing is recorded

      Readiness      74.5 to 80.0 now, 87.0 to 92.5 then
      Verdict        undecided now, ready then
      On the ladder  no rung yet now, Mid-level then

    If it were so
     Skill     Now            Then      Points
    ───────────────────────────────────────────
     Go        3 Independent  4 Strong    +6.9
     Kafka     1 Aware        2 Guided    +5.5
     RabbitMQ  0 None         2 Guided    +5.5
      Together +12.5 points; the single ones do not add up, because alternatives,
      prerequisites and what does not apply count together.

    2 requirements would be met
      Go and A message broker

    Next
      skillgap edit go --level 4    record it once it is so
      skillgap explain go           what the level asks
      skillgap report --target mid  how it is now
    ");
}

#[test]
fn a_level_that_builds_on_what_is_not_there() {
    insta::assert_snapshot!(terminal(&supposed(&[("kubernetes", 3), ("sql", 1)]), style(44)), @"
    What if: Mid-level, 2026-11-22, self-rated;
    nothing is recorded

      Readiness      74.5 to 80.0 now, 61.8 to
                     67.1 then
      Verdict        undecided now, not ready
                     (SQL is 1; at least 3 is
                     asked) then
      On the ladder  no rung yet, as now

    If it were so
      Kubernetes
        now not applicable, then 3 Independent,
        points +1.3
      SQL
        now 3 Independent, then 1 Aware, points
        -14.8
      Together -12.7 points; the single ones do
      not add up, because alternatives,
      prerequisites and what does not apply
      count together.

    1 requirement would not be met any more
      SQL

    What the other answers lack for that
      - Kubernetes at 3 builds on Docker at 2,
        and that is 1

    Next
      skillgap edit kubernetes --level 3
        record it once it is so
      skillgap explain kubernetes
        what the level asks
      skillgap report --target mid
        how it is now
    ");
}

#[test]
fn one_change_speaks_for_itself() {
    let report = supposed(&[("docker", 3)]);
    assert_eq!((report.together, report.missing), (None, Vec::new()));
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&supposed(&[("kubernetes", 3), ("docker", 1)])), @"
    # What if: Mid-level

    Self-rated on 2026-11-22; nothing of this is recorded.

    - Readiness: 74.5 to 80.0 now, 75.8 to 81.1 then
    - Verdict: undecided, as now
    - On the ladder: no rung yet, as now

    ## If it were so

    | Skill      | Now            | Then          | Points |
    | :--------- | :------------- | :------------ | -----: |
    | Kubernetes | not applicable | 3 Independent |   +1.3 |
    | Docker     | 1 Aware        | 1 Aware       |    0.0 |

    Together +1.3 points.

    ## What the other answers lack for that

    - Kubernetes at 3 builds on Docker at 2, and that is 1

    <!-- skillgap 0.1.0, worked 1.0.0, target mid, what if -->
    ");
}

#[test]
fn as_json() {
    let value: serde_json::Value = serde_json::from_str(&json(&supposed(&[("kubernetes", 3), ("linux", 2)]))).unwrap();
    assert_eq!(value["schema"], "skillgap.report/1");
    assert_eq!(value["requirements"][5]["rating"], 2, "the report is as it would be");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value["what_if"]).unwrap(), @r#"
    {
      "changes": [
        {
          "skill": "kubernetes",
          "state": "not-applicable",
          "from": null,
          "to": 3,
          "points": 1.3401559454191032
        },
        {
          "skill": "linux",
          "state": "unanswered",
          "from": null,
          "to": 2,
          "points": 5.555555555555555
        }
      ],
      "points": 6.603313840155946,
      "before": {
        "readiness": {
          "low": 0.7453703703703703,
          "high": 0.8009259259259259
        },
        "verdict": "undecided",
        "placement": null
      },
      "closed": [
        "linux"
      ],
      "opened": [],
      "contradictions": [
        {
          "skill": "kubernetes",
          "level": 2,
          "requires": "docker",
          "at": 2,
          "stated": 1
        }
      ]
    }
    "#);
}
