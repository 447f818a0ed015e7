//! Reports as people see them: whole screens, whole documents.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod compare;
mod explain;
mod gap;
mod gap_documents;
mod history;
mod plan;
mod progress;
mod properties;
mod rubric_diff;
mod sure;
mod target;
mod what_if;

use std::collections::BTreeMap;
use std::fs;

use jiff::civil::{Date, date};
use skillgap::assessment::{Answer, Answers, Assessment, Edition, Rating};
use skillgap::document::Source;
use skillgap::report::gap::{Before, Extent, GapReport, Input, gap_report};
use skillgap::report::{Given, Style};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Id, Rubric, Share};
use skillgap::score::{placement, score};

use crate::rubrics::sound;

const DAY: Date = date(2026, 11, 22);

fn worked() -> Rubric {
    let path = "tests/data/worked-rubric.toml";
    sound(&[Source::new(path, fs::read(path).unwrap()).unwrap()])
}

fn bundled() -> Rubric {
    sound(&builtin("backend-developer").unwrap().sources())
}

fn edition(rubric: &Rubric) -> Edition {
    Edition { id: rubric.id().clone(), version: rubric.version().to_owned(), digest: "d".repeat(64) }
}

fn rated(rubric: &Rubric, level: u8) -> Answer {
    Answer::Rated(rubric.scale().level(level.into()).unwrap())
}

fn assessment(rubric: &Rubric, ratings: impl IntoIterator<Item = (String, Answer)>) -> Assessment {
    let rating = |(id, answer): (String, Answer)| {
        (Id::new(&id).unwrap(), Rating { answer, on: DAY, evidence: None, confidence: None, help: None })
    };
    let ratings: BTreeMap<_, _> = ratings.into_iter().map(rating).collect();
    Assessment { on: DAY, rubric: edition(rubric), target: None, ratings, carried: None }
}

/// The answers of the worked example.
fn worked_answers(rubric: &Rubric) -> Assessment {
    let levels = [("go", 3), ("sql", 3), ("docker", 1), ("testing", 5), ("kafka", 1), ("rabbitmq", 0)];
    let ratings = levels.map(|(id, level)| (id.to_owned(), rated(rubric, level)));
    assessment(rubric, ratings.into_iter().chain([("kubernetes".to_owned(), Answer::NotApplicable)]))
}

/// The gap report of the worked example, with an earlier readiness of a half.
fn worked_report() -> GapReport {
    let rubric = worked();
    gaps(&rubric, &worked_answers(&rubric), "mid", Some(Before { on: date(2026, 8, 20), low: Share::new(1, 2) }))
}

/// Answers of somebody on the bundled rubric: spread over all levels, with some left out.
fn somebody(rubric: &Rubric) -> Assessment {
    let answer = |(at, skill): (usize, &str)| match at % 11 {
        7 => None,
        9 => Some((skill.to_owned(), Answer::NotApplicable)),
        n => Some((skill.to_owned(), rated(rubric, [3, 2, 1, 0, 2, 4, 1, 0, 3, 0, 2][n]))),
    };
    let ids = rubric.skills().map(|(_, skill)| skill.id.as_str()).enumerate();
    assessment(rubric, ids.filter_map(answer))
}

fn gaps(rubric: &Rubric, assessment: &Assessment, target: &str, before: Option<Before>) -> GapReport {
    let answers = Answers::of(rubric, &assessment.ratings);
    let scorecard = score(rubric, rubric.target(target).unwrap(), &answers);
    let planned = skillgap::plan::plan(rubric, &answers, &scorecard, &skillgap::plan::Wishes::from(date(2026, 11, 23)));
    gap_report(&Input {
        rubric,
        edition: &assessment.rubric,
        assessment,
        scorecard: &scorecard,
        placement: placement(rubric, &answers),
        today: DAY,
        before,
        way: &skillgap::report::way::Way::of(rubric, &planned),
        extent: Extent::Largest,
        given: &Given::default(),
    })
}

const fn style(width: usize) -> Style {
    Style { width, color: false, unicode: true, plain: false }
}

/// No line is wider than it may be, and none ends in blanks.
#[track_caller]
fn fits(text: &str, width: usize) {
    for line in text.lines() {
        let wide = textwrap::core::display_width(line);
        // An address stands whole on its line, whatever the width.
        let is_address = line.trim_start().starts_with("http") && !line.trim_start().contains(' ');
        assert!(wide <= width.max(30) || is_address, "{wide} columns at {width}: {line}");
        assert_eq!(line, line.trim_end(), "trailing blanks");
    }
}
