//! Slips of beginners in a rubric file: each is one change to a sound rubric, and the messages must lead to the fix, must
//! not mislead and must not flood.
//!
//! The words that must be among the messages are what a person needs to correct the slip; the snapshot shows all first
//! messages as they are, to be read by people.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod slips;

use std::fmt::Write as _;
use std::fs;

use skillgap::diagnostic::position;
use skillgap::document::Source;
use skillgap::problem::Problem;
use skillgap::rubric::read;

use slips::{SLIPS, Slip};

/// More problems than these from one slip are a flood.
const FLOOD: usize = 5;

fn base() -> String {
    fs::read_to_string("tests/data/mistakes-base.toml").unwrap()
}

fn problems_of(text: &str) -> (Vec<Problem>, Vec<Source>) {
    match Source::new("r.toml", text.as_bytes().to_vec()) {
        Ok(source) => {
            let sources = vec![source];
            (read(&sources).err().unwrap_or_default(), sources)
        }
        Err(refused) => (vec![refused.1], vec![refused.0]),
    }
}

#[test]
fn the_rubric_without_slips_is_sound() {
    assert_eq!(problems_of(&base()).0, []);
}

/// The problems as a line each, without their places.
fn told(problems: &[Problem]) -> String {
    let told = |problem: &Problem| format!("{} | {}", problem.message, problem.help.as_deref().unwrap_or("-"));
    problems.iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_slip_leads_to_its_fix() {
    let base = base();
    let mut table = String::new();
    let mut failed = String::new();
    for Slip { name, changes, line, words } in SLIPS {
        let mut text = base.clone();
        for (from, to) in *changes {
            assert!(from.is_empty() || text.contains(from), "{name}: the rubric has no {from:?}");
            text = if from.is_empty() { format!("{to}{text}") } else { text.replacen(from, to, 1) };
        }
        let (problems, sources) = problems_of(&text);
        let told = told(&problems);
        let first = problems.first().map(|problem| position(&sources[0].text, problem.place.start).line);
        let lines = told.lines().next().unwrap_or("sound");
        writeln!(table, "{name} ({})\n  {}: {lines}", problems.len(), first.unwrap_or_default()).unwrap();
        let missing: Vec<_> = words.iter().filter(|word| !told.contains(**word)).collect();
        let at = (!line.is_empty()).then(|| text.lines().position(|at| at.contains(line)).unwrap() + 1);
        let is_there = at.is_none_or(|at| {
            problems.iter().any(|problem| {
                let places = problem.related.iter().map(|(place, _)| *place).chain([problem.place]);
                places.into_iter().any(|place| position(&sources[0].text, place.start).line == at)
            })
        });
        if problems.is_empty() || problems.len() > FLOOD || !missing.is_empty() || !is_there {
            writeln!(failed, "{name}: {} problems, not said: {missing:?}, place {is_there}\n{told}\n", problems.len())
                .unwrap();
        }
    }
    insta::assert_snapshot!("slips", table);
    assert!(failed.is_empty(), "{failed}");
}
