//! How sure a report is.

use skillgap::assessment::Confidence;
use skillgap::report::gap::{json, terminal};

use super::*;

/// The part of the screen under "How sure is this".
fn sure(report: &GapReport, width: usize) -> String {
    let text = terminal(report, style(width));
    let from = text.find("How sure is this").unwrap();
    text[from..].split("\n\n").next().unwrap().to_owned()
}

/// The worked example as somebody said it who looks back after a year: some ratings with evidence, some guessed.
fn backed() -> GapReport {
    let rubric = worked();
    let mut assessment = worked_answers(&rubric);
    let mut say = |id: &str, on: Date, evidence: Option<&str>, confidence: Option<Confidence>| {
        let rating = assessment.ratings.get_mut(id).unwrap();
        *rating = Rating { answer: rating.answer, on, evidence: evidence.map(str::to_owned), confidence, help: None };
    };
    say("go", date(2025, 6, 1), Some("https://example.org/pr/12"), Some(Confidence::Sure));
    say("docker", date(2026, 5, 1), None, Some(Confidence::Guess));
    say("testing", DAY, Some("the tests of our shop"), None);
    say("kafka", DAY, None, Some(Confidence::Guess));
    say("kubernetes", date(2020, 1, 1), Some("no use"), Some(Confidence::Guess));
    gaps(&rubric, &assessment, "mid", None)
}

#[test]
fn all_that_can_be_said() {
    insta::assert_snapshot!(sure(&backed(), 80), @"
    How sure is this
      - 6 of 8 skills answered, 1 not applicable (out of the score); 1 missing
        answer leaves 5.5 points open
      - 4 ratings would each change the verdict if they were one level off: Go, SQL,
        Docker and Kafka
      - Weights are a choice: with each up to 1.5 times larger or smaller, readiness
        would be 70.0 to 85.3; with all equal, 68.0 to 76.3
      - A self-rating is an opinion, not a test (2 of 6 ratings with evidence, 2 are
        guesses), and a change of under about 6 points can be noise
      - 2 ratings are old enough to be asked again: Go and Docker; if each had
        slipped a level, readiness would be 58.3 to 69.4
    ");
}

#[test]
fn on_44_columns() {
    insta::assert_snapshot!(sure(&backed(), 44), @"
    How sure is this
      - 6 of 8 skills answered, 1 not applicable
        (out of the score); 1 missing answer
        leaves 5.5 points open
      - 4 ratings would each change the verdict
        if they were one level off: Go, SQL,
        Docker and Kafka
      - Weights are a choice: with each up to
        1.5 times larger or smaller, readiness
        would be 70.0 to 85.3; with all equal,
        68.0 to 76.3
      - A self-rating is an opinion, not a test
        (2 of 6 ratings with evidence, 2 are
        guesses), and a change of under about 6
        points can be noise
      - 2 ratings are old enough to be asked
        again: Go and Docker; if each had
        slipped a level, readiness would be 58.3
        to 69.4
    ");
}

#[test]
fn old_ratings_are_told_and_count_as_they_are() {
    let report = backed();
    let old: Vec<_> = report.stale.skills.iter().map(|name| name.id.as_str()).collect();
    assert_eq!(old, ["go", "docker"]);
    assert_eq!(report.readiness, worked_report().readiness);
    // Go at 2 of 4 and Docker at 0 of 3, which then says nothing of Linux: 5·1/2 + 4 + 0 + 3 + 1 and 0 to 2 of 18.
    let slipped = report.stale.readiness.unwrap();
    assert_eq!((slipped.low, slipped.high), (Share::new(21, 36), Share::new(25, 36)));
}

#[test]
fn for_programs() {
    let value: serde_json::Value = serde_json::from_str(&json(&backed())).unwrap();
    let keys = ["with_evidence", "confidence", "stale", "sensitivity"];
    let told: serde_json::Map<_, _> = keys.iter().map(|key| ((*key).to_owned(), value[key].clone())).collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&told).unwrap(), @r#"
    {
      "with_evidence": 2,
      "confidence": {
        "sure": 1,
        "fairly": 0,
        "guess": 2
      },
      "stale": {
        "skills": [
          "go",
          "docker"
        ],
        "readiness": {
          "low": 0.5833333333333334,
          "high": 0.6944444444444444
        }
      },
      "sensitivity": {
        "low": 0.7008281526639234,
        "high": 0.8531201441640998,
        "equal": {
          "low": 0.6805555555555556,
          "high": 0.7638888888888888
        }
      }
    }
    "#);
}

#[test]
fn nothing_answered_and_nothing_that_applies() {
    let rubric = worked();
    insta::assert_snapshot!(sure(&gaps(&rubric, &assessment(&rubric, []), "mid", None), 80), @"
    How sure is this
      - 0 of 8 skills answered; 8 missing answers leave 100.0 points open
      - No single rating would change the verdict if it were one level off
      - A self-rating is an opinion, not a test, and a change of under about 6
        points can be noise
    ");
    let none = rubric.skills().map(|(_, skill)| (skill.id.to_string(), Answer::NotApplicable)).collect::<Vec<_>>();
    let report = gaps(&rubric, &assessment(&rubric, none), "mid", None);
    insta::assert_snapshot!(sure(&report, 80), @"
    How sure is this
      - 0 of 8 skills answered, 7 not applicable (out of the score); 1 missing
        answer leaves 100.0 points open
      - No single rating would change the verdict if it were one level off
      - A self-rating is an opinion, not a test, and a change of under about 6
        points can be noise
    ");
}
