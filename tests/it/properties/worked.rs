//! The worked example of the design, in exact fractions.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use jiff::civil::date;
use num_rational::Ratio;
use skillgap::assessment::Answers;
use skillgap::assessment::answers::AnswersFile;
use skillgap::rubric::{Rubric, Share, SkillIx};
use skillgap::score::{RequirementScore, Scorecard, Span, Verdict, placement, score};

use super::drawn::read;

/// A requirement: its subject, attainment from low to high, what is missing, and the levels surely missing.
type Row<'r> = (&'r str, Option<(Share, Share)>, Share, u32);

pub(super) fn worked() -> (Rubric, Answers) {
    let rubric = read(include_str!("../../data/worked-rubric.toml"));
    let file = AnswersFile::read(include_str!("../../data/worked-answers.toml")).unwrap();
    let assessment = file.resolve(&rubric, "", None, date(2026, 11, 22)).unwrap();
    let answers = Answers::of(&rubric, &assessment.ratings);
    (rubric, answers)
}

fn ids<'r>(rubric: &'r Rubric, skills: &[SkillIx]) -> Vec<&'r str> {
    skills.iter().map(|skill| rubric[*skill].id.as_str()).collect()
}

#[test]
fn the_worked_example_is_scored_as_by_hand() {
    let (rubric, answers) = worked();
    let target = rubric.target("mid").unwrap();
    let card = score(&rubric, target, &answers);
    let share = Ratio::new;
    assert_eq!(card.readiness, Some(Span { low: share(161, 216), high: share(173, 216) }));
    let rows: Vec<_> = card.requirements.iter().map(|scored| row(&rubric, scored)).collect();
    let expected: [Row<'_>; 7] = [
        ("go", Some((share(3, 4), share(3, 4))), share(5, 72), 1),
        ("sql", Some((share(1, 1), share(1, 1))), share(0, 1), 0),
        ("docker", Some((share(1, 3), share(1, 3))), share(2, 27), 2),
        ("testing", Some((share(1, 1), share(1, 1))), share(0, 1), 0),
        ("broker", Some((share(1, 2), share(1, 2))), share(1, 18), 1),
        ("linux", Some((share(1, 2), share(1, 1))), share(1, 18), 0),
        ("kubernetes", None, share(0, 1), 0),
    ];
    assert_eq!(rows, expected);
    assert_eq!((card.verdict, ids(&rubric, &card.ask)), (Verdict::Undecided, vec!["linux"]));
    assert_eq!(called(&rubric, &card.gaps()), ["docker", "go", "broker"]);
    assert_eq!(called(&rubric, &card.open()), ["linux"]);
    assert_eq!(ids(&rubric, &card.strengths), ["testing"]);
    assert_eq!((card.contradictions.len(), card.counts.not_applicable), (0, 1));
    assert_eq!((card.counts.answered, card.counts.unanswered), (6, 1));
    let placed = placement(&rubric, &answers);
    assert_eq!((placed.reached, placed.next), (None, Some(target)));
    assert_eq!(fragile(&rubric, &card), ["go", "sql", "docker", "kafka"]);
}

fn row<'r>(rubric: &'r Rubric, scored: &RequirementScore) -> Row<'r> {
    let attainment = scored.attainment.map(|span| (span.low, span.high));
    (rubric.subject_id(scored.requirement.subject).as_str(), attainment, scored.missing, scored.gap)
}

fn called<'r>(rubric: &'r Rubric, requirements: &[&RequirementScore]) -> Vec<&'r str> {
    requirements.iter().map(|scored| rubric.subject_id(scored.requirement.subject).as_str()).collect()
}

fn fragile<'r>(rubric: &'r Rubric, card: &Scorecard) -> Vec<&'r str> {
    ids(rubric, &card.fragile)
}
