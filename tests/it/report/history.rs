//! What is stored, shown.
#![expect(clippy::too_many_lines, reason = "a whole document stands in the test")]

use insta::assert_snapshot;
use skillgap::assessment::Confidence;
use skillgap::history::{Entry, Finding, Gravity};
use skillgap::report::history::{
    check_terminal, list, list_json, list_markdown, list_terminal, show, show_json, show_markdown, show_terminal,
};

use super::*;

fn stored(rubric: &Rubric) -> Entry {
    let mut assessment = worked_answers(rubric);
    let go = assessment.ratings.get_mut("go").unwrap();
    go.evidence = Some("https://example.org/pr/12 | \u{202e}x".to_owned());
    go.confidence = Some(Confidence::Sure);
    assessment.ratings.get_mut("sql").unwrap().on = date(2026, 8, 20);
    assessment.target = Id::new("mid");
    Entry { id: "20261122T171300.123Z-worked".to_owned(), stored: None, assessment }
}

#[test]
fn the_list_of_assessments() {
    let rubric = worked();
    let earlier = Entry { id: "20260820T101500.000Z-worked".to_owned(), ..stored(&rubric) };
    let listed = list(&[earlier, stored(&rubric)]);
    assert_snapshot!(list_terminal(&listed, style(80)), @"
    2 assessments, the newest last

     Id                           Day         Rubric        Target  Answered
    ─────────────────────────────────────────────────────────────────────────
     20260820T101500.000Z-worked  2026-11-22  worked 1.0.0  mid            6
     20261122T171300.123Z-worked  2026-11-22  worked 1.0.0  mid            6

    Next
      skillgap history show 20261122T171300.123Z-worked  the answers
      skillgap progress                                  what changed
    ");
    assert_snapshot!(list_terminal(&listed, style(44)), @"
    2 assessments, the newest last

      20260820T101500.000Z-worked
        day 2026-11-22, rubric worked 1.0.0,
        target mid, answered 6
      20261122T171300.123Z-worked
        day 2026-11-22, rubric worked 1.0.0,
        target mid, answered 6

    Next
      skillgap history show
        20261122T171300.123Z-worked
        the answers
      skillgap progress
        what changed
    ");
    assert_snapshot!(list_markdown(&listed), @"
    # Assessments

    | Id                          | Day        | Rubric       | Target | Answered |
    | :-------------------------- | :--------- | :----------- | :----- | -------: |
    | 20260820T101500.000Z-worked | 2026-11-22 | worked 1.0.0 | mid    |        6 |
    | 20261122T171300.123Z-worked | 2026-11-22 | worked 1.0.0 | mid    |        6 |

    <!-- skillgap 0.1.0, history list -->
    ");
    assert_snapshot!(list_json(&listed[..1]), @r#"
    [
      {
        "id": "20260820T101500.000Z-worked",
        "on": "2026-11-22",
        "rubric": {
          "id": "worked",
          "version": "1.0.0",
          "digest": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
        },
        "target": "mid",
        "answered": 6
      }
    ]
    "#);
    assert_snapshot!(list_terminal(&[], style(80)), @"
    No assessment is stored yet.

    Next
      skillgap assess  answer the questions
    ");
    assert_eq!(list_json(&[]), "[]\n");
}

#[test]
fn one_assessment() {
    let rubric = worked();
    let shown = show(&stored(&rubric), Some(&rubric));
    assert_snapshot!(show_terminal(&shown, style(80)), @r"
    Assessment of 2026-11-22, self-rated
    6 answered by the rubric worked 1.0.0, for Mid-level

    All
     Skill      Answer         Day        Confidence Evidence
    ────────────────────────────────────────────────────────────────────────────
     Go         3 Independent  2026-11-22 sure       https://example.org/pr/12 |
                                                     \u{202e}x
     SQL        3 Independent  2026-08-20
     Docker     1 Aware        2026-11-22
     Testing    5 Expert       2026-11-22
     Kafka      1 Aware        2026-11-22
     RabbitMQ   0 None         2026-11-22
     Kubernetes not applicable 2026-11-22

    Next
      skillgap report --at 20261122T171300.123Z-worked      the gap report
      skillgap progress --from 20261122T171300.123Z-worked  what has changed since
    ");
    assert_snapshot!(show_terminal(&shown, style(44)), @r"
    Assessment of 2026-11-22, self-rated
    6 answered by the rubric worked 1.0.0, for
    Mid-level

    All
      Go
        answer 3 Independent, day 2026-11-22,
        confidence sure, evidence
        https://example.org/pr/12 | \u{202e}x
      SQL
        answer 3 Independent, day 2026-08-20
      Docker
        answer 1 Aware, day 2026-11-22
      Testing
        answer 5 Expert, day 2026-11-22
      Kafka
        answer 1 Aware, day 2026-11-22
      RabbitMQ
        answer 0 None, day 2026-11-22
      Kubernetes
        answer not applicable, day 2026-11-22

    Next
      skillgap report --at
        20261122T171300.123Z-worked
        the gap report
      skillgap progress --from
        20261122T171300.123Z-worked
        what has changed since
    ");
    assert_snapshot!(show_markdown(&shown), @r#"
    # Assessment of 2026-11-22

    6 answered by the rubric `worked` 1.0.0, for Mid-level. Self-rated.

    ## All

    | Skill      | Answer         | Day        | Confidence | Evidence                                |
    | :--------- | :------------- | :--------- | :--------- | :-------------------------------------- |
    | Go         | 3 Independent  | 2026-11-22 | sure       | https://example.org/pr/12 \| \\u{202e}x |
    | SQL        | 3 Independent  | 2026-08-20 |            |                                         |
    | Docker     | 1 Aware        | 2026-11-22 |            |                                         |
    | Testing    | 5 Expert       | 2026-11-22 |            |                                         |
    | Kafka      | 1 Aware        | 2026-11-22 |            |                                         |
    | RabbitMQ   | 0 None         | 2026-11-22 |            |                                         |
    | Kubernetes | not applicable | 2026-11-22 |            |                                         |

    <!-- skillgap 0.1.0, worked 1.0.0, assessment 20261122T171300.123Z-worked, self-rated -->
    "#);
    assert_snapshot!(show_json(&shown), @r#"
    {
      "schema": "skillgap.assessment/1",
      "id": "20261122T171300.123Z-worked",
      "on": "2026-11-22",
      "rubric": {
        "id": "worked",
        "version": "1.0.0",
        "digest": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
      },
      "target": "mid",
      "ratings": {
        "docker": {
          "state": "rated",
          "level": 1,
          "on": "2026-11-22"
        },
        "go": {
          "state": "rated",
          "level": 3,
          "on": "2026-11-22",
          "evidence": "https://example.org/pr/12 | \u202ex",
          "confidence": "sure"
        },
        "kafka": {
          "state": "rated",
          "level": 1,
          "on": "2026-11-22"
        },
        "kubernetes": {
          "state": "not-applicable",
          "level": null,
          "on": "2026-11-22"
        },
        "rabbitmq": {
          "state": "rated",
          "level": 0,
          "on": "2026-11-22"
        },
        "sql": {
          "state": "rated",
          "level": 3,
          "on": "2026-08-20"
        },
        "testing": {
          "state": "rated",
          "level": 5,
          "on": "2026-11-22"
        }
      }
    }
    "#);
}

#[test]
fn without_its_rubric_it_is_shown_by_id() {
    let shown = show(&stored(&worked()), None);
    assert_snapshot!(show_terminal(&shown, style(80)), @r"
    Assessment of 2026-11-22, self-rated
    6 answered by the rubric worked 1.0.0, for mid

    Answers, by id: the rubric is not available
     Skill      Answer         Day        Confidence Evidence
    ────────────────────────────────────────────────────────────────────────────
     docker     1              2026-11-22
     go         3              2026-11-22 sure       https://example.org/pr/12 |
                                                     \u{202e}x
     kafka      1              2026-11-22
     kubernetes not applicable 2026-11-22
     rabbitmq   0              2026-11-22
     sql        3              2026-08-20
     testing    5              2026-11-22

    Next
      skillgap report --at 20261122T171300.123Z-worked      the gap report
      skillgap progress --from 20261122T171300.123Z-worked  what has changed since
    ");
}

#[test]
fn what_the_check_found() {
    let finding = |gravity, name: &str| Finding {
        gravity,
        path: format!("/data/assessments/{name}.toml").into(),
        what: "line 3: `sql` is rated twice".to_owned(),
        mend: "mend it with an editor".to_owned(),
    };
    let findings = [finding(Gravity::Warning, "one"), finding(Gravity::Problem, "two")];
    assert_snapshot!(check_terminal(&findings, style(80)), @"
    problem: `/data/assessments/two.toml`: line 3: `sql` is rated twice
      mend it with an editor
    warning: `/data/assessments/one.toml`: line 3: `sql` is rated twice
      mend it with an editor

    1 problem, 1 warning.
    ");
    assert_snapshot!(check_terminal(&[], style(80)), @"Everything that is stored can be read.");
}

#[test]
fn history_fits_at_every_width() {
    let rubric = worked();
    let (entry, bundled) = (stored(&rubric), bundled());
    let somebody = Entry { assessment: somebody(&bundled), ..entry.clone() };
    for width in 1..=200 {
        for plain in [false, true] {
            let style = Style { plain, ..style(width) };
            fits(&list_terminal(&list(std::slice::from_ref(&entry)), style), width);
            fits(&show_terminal(&show(&entry, Some(&rubric)), style), width);
            fits(&show_terminal(&show(&somebody, Some(&bundled)), style), width);
        }
    }
}
