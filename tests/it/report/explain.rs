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
    explain(&Input { rubric, subject, answers: Some(&answers), rating, targets: &targets, asked_as: None })
}

#[test]
fn a_skill() {
    insta::assert_snapshot!(terminal(&explained("docker"), style(80)), @"
    Docker (docker, All)

    You: 1 Aware (said on 2026-11-22)

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
      attainment = min(your level, level asked) / level asked, of a group the mean
      of its best members; points = 100 x weight x (1 - attainment) / sum of the
      target's weights
      - Mid-level asks 3 Independent, weight 2: attainment min(1, 3) / 3 = 1/3; 100
        x 2 x (1 - 1/3) / 18 = 7.4 points missing; being off by one level would
        change the verdict; with its weight up to 1.5 times larger or smaller,
        readiness would be 72.3 to 81.8

    What builds on it
      - Kubernetes 2 needs level 2
    ");
}

#[test]
fn a_group() {
    insta::assert_snapshot!(terminal(&explained("broker"), style(80)), @"
    A message broker (broker, All)

    You: Kafka 1 Aware

    Alternatives, of which the best one counts
      Kafka     1 Aware, counts
      RabbitMQ  0 None

    Next: Kafka 2 Guided, about 19.5 h
      Goal  I wrote a consumer.

    What targets ask
      attainment = min(your level, level asked) / level asked, of a group the mean
      of its best members; points = 100 x weight x (1 - attainment) / sum of the
      target's weights
      - Mid-level asks 2 Guided, weight 2: Kafka counts: attainment min(1, 2) / 2 =
        1/2; 100 x 2 x (1 - 1/2) / 18 = 5.6 points missing; being off by one level
        would change the verdict; with its weight up to 1.5 times larger or smaller,
        readiness would be 73.2 to 81.2
    ");
}

/// What of an explanation a reader redoes by hand.
fn sums(explanation: &skillgap::report::explain::Explanation) -> String {
    let sums = explanation.requirements.iter().filter_map(|required| required.sum.clone());
    explanation.because.iter().cloned().chain(sums).collect::<Vec<_>>().join("\n")
}

#[test]
fn sums_can_be_redone_by_hand() {
    let said = |id: &str| sums(&explained(id));
    insta::assert_snapshot!(said("go"), @"attainment min(3, 4) / 4 = 3/4; 100 x 5 x (1 - 3/4) / 18 = 6.9 points missing");
    insta::assert_snapshot!(said("testing"), @"attainment min(5, 3) / 3 = 1, nothing missing");
    insta::assert_snapshot!(said("rabbitmq"), @"Kafka counts: attainment min(1, 2) / 2 = 1/2; 100 x 2 x (1 - 1/2) / 18 = 5.6 points missing");
    insta::assert_snapshot!(said("linux"), @r"
    at least 1, because Docker at 1 builds on it
    not answered, so attainment is from min(1, 2) / 2 = 1/2 to min(5, 2) / 2 = 1; 100 x 2 x (1 - 1/2) / 18 = up to 5.6 points missing
    ");
    insta::assert_snapshot!(said("kubernetes"), @"not applicable: left out of the score");
}

#[test]
fn what_does_not_apply_and_is_essential_counts_as_not_answered() {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let essential = text.replace("level = 2, weight = 1 }", "level = 2, weight = 1, essential = true }");
    let two = essential.replace("choose = 1", "choose = 2");
    let rubric = sound(&[Source::new("essential.toml", two.into_bytes()).unwrap()]);
    let mut assessment = worked_answers(&rubric);
    let said = |assessment: &Assessment, id: &str| sums(&explained_in(&rubric, assessment, id));
    insta::assert_snapshot!(said(&assessment, "kubernetes"), @"said not to apply, but essential, so it counts as not answered: attainment from 0 to 1; 100 x 1 x (1 - 0) / 19 = up to 5.3 points missing");
    insta::assert_snapshot!(said(&assessment, "broker"), @"Kafka and RabbitMQ count: attainment (min(1, 2) / 2 + min(0, 2) / 2) / 2 = 1/4; 100 x 2 x (1 - 1/4) / 19 = 7.9 points missing");
    let _ = assessment.ratings.remove("rabbitmq");
    insta::assert_snapshot!(said(&assessment, "broker"), @"Kafka and RabbitMQ count: attainment (min(1, 2) / 2 + min(0, 2) / 2) / 2 = 1/4 at least, 3/4 at most, as not all is answered; 100 x 2 x (1 - 1/4) / 19 = up to 7.9 points missing");
    let _ = assessment.ratings.remove("docker");
    assessment.ratings.get_mut("kubernetes").unwrap().answer = rated(&rubric, 2);
    insta::assert_snapshot!(said(&assessment, "docker"), @r"
    at least 2, because Kubernetes at 2 builds on it
    not answered, so attainment is from min(2, 3) / 3 = 2/3 to min(5, 3) / 3 = 1; 100 x 2 x (1 - 2/3) / 19 = up to 3.5 points missing
    ");
    assessment.ratings.insert(
        Id::new("linux").unwrap(),
        Rating { answer: rated(&rubric, 0), on: DAY, evidence: None, confidence: None, help: None },
    );
    let _ = assessment.ratings.remove("kubernetes");
    insta::assert_snapshot!(said(&assessment, "docker"), @r"
    at most 0, because level 1 builds on Linux at 1, and that is 0
    attainment min(0, 3) / 3 = 0; 100 x 2 x (1 - 0) / 19 = 10.5 points missing
    ");
}

#[test]
fn a_rating_says_what_it_rests_on() {
    let rubric = worked();
    let mut assessment = worked_answers(&rubric);
    let rating = assessment.ratings.get_mut("go").unwrap();
    *rating = Rating {
        on: date(2025, 6, 1),
        evidence: Some("https://example.org/pr/12".to_owned()),
        confidence: Some(skillgap::assessment::Confidence::Guess),
        ..rating.clone()
    };
    let backing = explained_in(&rubric, &assessment, "go").backing.unwrap();
    insta::assert_snapshot!(backing.words, @"said on 2025-06-01, a guess, old enough to be asked again, evidence: https://example.org/pr/12");
}

#[test]
fn as_markdown() {
    insta::assert_snapshot!(markdown(&explained("linux")), @"
    # Linux

    You: **not answered (1 to 5)**

    - at least 1, because Docker at 1 builds on it

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

    attainment = min(your level, level asked) / level asked, of a group the mean of its best members; points = 100 x weight x (1 - attainment) / sum of the target's weights

    - **Mid-level** asks 2 Guided, weight 2: not answered, so attainment is from min(1, 2) / 2 = 1/2 to min(5, 2) / 2 = 1; 100 x 2 x (1 - 1/2) / 18 = up to 5.6 points missing; with its weight up to 1.5 times larger or smaller, readiness would be 73.2 to 81.1

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
      "on": "2026-11-22",
      "confidence": null,
      "help": null,
      "evidence": null,
      "stale": false,
      "requirements": [
        {
          "target": "mid",
          "required": 3,
          "weight": 2,
          "essential": false,
          "floor": 0,
          "floor_met": true,
          "attainment": {
            "low": 0.3333333333333333,
            "high": 0.3333333333333333
          },
          "points": 7.407407407407407,
          "fragile": true,
          "under_weight": {
            "low": 0.7236842105263158,
            "high": 0.8189102564102564
          }
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
    let explanation =
        explain(&Input { rubric: &rubric, subject, answers: None, rating: None, targets: &targets, asked_as: None });
    assert_eq!(explanation.requirements[0].sum, None);
    assert!(json(&explanation).contains("\"points\": null"));
}
