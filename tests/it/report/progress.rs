//! The progress report.

use insta::assert_snapshot;
use skillgap::history::{Entry, Judged, Tick, TickKind, progress};
use skillgap::report::progress::{Input, ProgressReport, json, markdown, progress_report, terminal};

use super::*;

fn entry(rubric: &Rubric, on: Date, levels: &[(&str, u8)]) -> Entry {
    let ratings = levels.iter().map(|(id, level)| ((*id).to_owned(), rated(rubric, *level)));
    let assessment = Assessment { on, ..assessment(rubric, ratings) };
    let id = format!("{}T101500.000Z-worked", on.strftime("%Y%m%d"));
    Entry { id, stored: None, assessment }
}

/// The next edition of the worked example: Go weighs less.
fn next_edition() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let text = text.replace("level = 4, weight = 5", "level = 4, weight = 3").replace("1.0.0", "1.1.0");
    sound(&[Source::new("next.toml", text.into_bytes()).unwrap()])
}

fn compared(old: &Rubric, new: &Rubric, entries: &[Entry], done: &[Tick]) -> ProgressReport {
    let [.., from, to] = entries else { panic!("two at least") };
    let progress =
        progress("mid", Judged { entry: from, rubric: old }, Judged { entry: to, rubric: new }, entries, new);
    progress_report(&Input {
        rubric: new,
        edition: &to.assessment.rubric,
        old_edition: &from.assessment.rubric,
        progress: &progress,
        done,
        forecast: None,
    })
}

fn entries(old: &Rubric, new: &Rubric) -> Vec<Entry> {
    let mut last = entry(
        new,
        date(2026, 11, 22),
        &[("go", 4), ("sql", 2), ("linux", 2), ("docker", 3), ("testing", 3), ("kafka", 1), ("rabbitmq", 0)],
    );
    last.assessment.rubric.digest = "e".repeat(64);
    vec![
        entry(old, date(2026, 5, 14), &[("go", 2), ("sql", 2), ("docker", 1), ("testing", 1), ("kafka", 0)]),
        entry(old, date(2026, 8, 20), &[("go", 3), ("sql", 3), ("docker", 1), ("testing", 3), ("kafka", 1)]),
        last,
    ]
}

#[test]
fn look() {
    let (old, new) = (worked(), next_edition());
    let tick = Tick {
        skill: Id::new("docker").unwrap(),
        to: old.scale().level(2).unwrap(),
        kind: TickKind::Done,
        moment: "2026-09-01T10:00:00Z".parse().unwrap(),
        hours: None,
    };
    let report = compared(&old, &new, &entries(&old, &new), &[tick]);
    println!("{}", terminal(&report, style(80)));
    println!("{}", terminal(&report, style(44)));
    println!("{}", terminal(&report, Style { plain: true, ..style(80) }));
    println!("{}", markdown(&report));
    println!("{}", json(&report));
    let first = entry(&old, DAY, &[("go", 3)]);
    let report = compared(&old, &old, &[first.clone(), first], &[]);
    println!("{}", terminal(&report, style(80)));
    println!("{}", markdown(&report));
}
