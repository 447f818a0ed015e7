//! Explanations.

use skillgap::report::explain::{Input, explain, json, markdown, terminal};

use super::*;

fn explained(id: &str) -> skillgap::report::explain::Explanation {
    let rubric = worked();
    explained_in(&rubric, &worked_answers(&rubric), id)
}

fn explained_in(rubric: &Rubric, assessment: &Assessment, id: &str) -> skillgap::report::explain::Explanation {
    let answers = Answers::of(rubric, &assessment.ratings);
    let targets: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
    let rating = assessment.ratings.get(id).map(|rating| (rating, assessment.on));
    let subject = rubric.find(id).unwrap();
    explain(&Input { rubric, subject, answers: Some(&answers), rating, targets: &targets })
}

#[test]
fn a_skill() {
    insta::assert_snapshot!(terminal(&explained("docker"), style(80)), @r"
    Docker (docker, All)

    You: 1 Aware

    Levels
        0 None         I have not done this.
      > 1 Aware        I ran an image. (you)
        2 Guided       I wrote a Dockerfile.
        3 Independent  I cut an image's size.
        4 Strong       I secured images.
        5 Expert       I set image rules.

    Next: 2 Guided, about 6.5 h
      Goal  I wrote a Dockerfile.

    What targets ask
      - Mid-level asks 3 Independent, weight 2: attainment 1/3; 100 x weight 2 x (1
        - 1/3) / 18 = 7.4 points missing

    What builds on it
      - Kubernetes 2 needs level 2
    ");
}

#[test]
fn a_group() {
    insta::assert_snapshot!(terminal(&explained("broker"), style(80)), @r"
    A message broker (broker, All)

    You: Kafka 1 Aware

    Alternatives, of which the best one counts
      Kafka     1 Aware, counts
      RabbitMQ  0 None

    Next: Kafka 2 Guided, about 19.5 h
      Goal  I wrote a consumer.

    What targets ask
      - Mid-level asks 2 Guided, weight 2: attainment 1/2; 100 x weight 2 x (1 -
        1/2) / 18 = 5.6 points missing
    ");
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&explained("linux")), @r"
    # Linux

    You: **not answered (1 to 5)**

    ## Levels

    - 0 None: I have not done this.
    - 1 Aware: I used a shell.
    - 2 Guided: I wrote a script.
    - 3 Independent: I ran a server.
    - 4 Strong: I debugged a kernel limit.
    - 5 Expert: I set host rules.

    ## Next: 2 Guided, about 13 h

    - Goal: I wrote a script.

    ## What targets ask

    - **Mid-level** asks 2 Guided, weight 2: attainment 1/2 to 1; 100 x weight 2 x (1 - 1/2) / 18 = 5.6 points missing

    ## What builds on it

    - Docker 1 needs level 1

    <!-- skillgap 0.1.0, explain linux -->
    ");
}

#[test]
fn as_json() {
    insta::assert_snapshot!(json(&explained("docker")), @r#"
    {
      "skill": "docker",
      "state": "rated",
      "rating": 1,
      "implied": null,
      "requirements": [
        {
          "target": "mid",
          "required": 3,
          "weight": 2,
          "essential": false,
          "attainment": {
            "low": 0.3333333333333333,
            "high": 0.3333333333333333
          },
          "points": 7.407407407407407
        }
      ],
      "next": {
        "level": 2,
        "anchor": "I wrote a Dockerfile.",
        "hours": 6.5,
        "requires": []
      }
    }
    "#);
}

#[test]
fn without_answers_there_is_no_arithmetic() {
    let rubric = worked();
    let targets: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
    let subject = rubric.find("docker").unwrap();
    let explanation = explain(&Input { rubric: &rubric, subject, answers: None, rating: None, targets: &targets });
    assert_eq!(explanation.requirements[0].sum, None);
    assert!(json(&explanation).contains("\"points\": null"));
}
