//! People whom somebody who hires would take or turn down, and what the bundled rubric says of them. Each profile tells
//! in its first lines who it is and what was decided before the tool was asked.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::House;

const LEVELS: [&str; 6] = ["intern", "junior", "mid", "senior", "lead", "principal"];

/// The profiles of a level, by name.
fn profiles(level: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/profiles").unwrap().map(|entry| entry.unwrap().path());
    let mut of_level: Vec<_> =
        entries.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(level)).collect();
    of_level.sort();
    of_level
}

fn report(path: &PathBuf, target: &str) -> Value {
    let house = House::new();
    house.file("answers.toml", fs::read(path).unwrap());
    let args = ["report", "--answers", "answers.toml", "--target", target, "--format", "json"];
    serde_json::from_str(&house.run(&args).exits(0).stdout).unwrap()
}

fn is_hired(path: &PathBuf) -> bool {
    let text = fs::read_to_string(path).unwrap();
    let said = text.lines().find_map(|line| line.strip_prefix("# hire: ")).expect("each profile says `# hire:`");
    said.trim() == "yes"
}

#[test]
fn each_level_has_three_and_not_all_are_taken() {
    for level in LEVELS {
        let hired: Vec<_> = profiles(level).iter().map(is_hired).collect();
        assert_eq!(hired.len(), 3, "{level}");
        assert!(hired.contains(&true) && hired.contains(&false), "{level}: {hired:?}");
    }
}

/// Verdict, readiness, placement and the first five gaps of everybody, to be read as a whole.
#[test]
fn the_verdicts_make_sense_to_somebody_who_hires() {
    let mut table = String::new();
    for level in LEVELS {
        for path in profiles(level) {
            let report = report(&path, level);
            let low = report["readiness"]["low"].as_f64().unwrap();
            let gaps: Vec<_> =
                report["gaps"].as_array().unwrap().iter().take(5).map(|id| id.as_str().unwrap()).collect();
            let hire = if is_hired(&path) { "hire" } else { "no hire" };
            let who = path.file_stem().unwrap().to_str().unwrap();
            let placement = report["placement"].as_str().unwrap_or("below the ladder");
            let verdict = report["verdict"].as_str().unwrap();
            writeln!(table, "{who}: {hire}; {verdict} {low:.2}, placed {placement}; {}", gaps.join(", ")).unwrap();
            assert_eq!(report["contradictions"], Value::Array(Vec::new()), "{who}");
        }
    }
    insta::assert_snapshot!(table);
}

/// The decisions were made before the tool was asked. One differs for good: he would be taken as a bet on his learning
/// to test, and a mid-level developer who does not test is not there yet.
#[test]
fn verdicts_and_decisions_agree() {
    const BETS: [&str; 1] = ["mid-php-agency-developer"];
    for level in LEVELS {
        for path in profiles(level) {
            let who = path.file_stem().unwrap().to_str().unwrap();
            let ready = report(&path, level)["verdict"] == "ready";
            assert_eq!(ready, is_hired(&path) && !BETS.contains(&who), "{who}");
        }
    }
}

/// Who is taken at a level is ready for every level below, and who is turned down is not ready for any above.
#[test]
fn the_ladder_agrees_with_itself() {
    for (rung, level) in LEVELS.iter().enumerate() {
        for path in profiles(level) {
            let verdicts: Vec<_> = LEVELS.iter().map(|target| report(&path, target)["verdict"] == "ready").collect();
            let reached = verdicts.iter().take_while(|ready| **ready).count();
            assert_eq!(verdicts.iter().filter(|ready| **ready).count(), reached, "{}: {verdicts:?}", path.display());
            assert!(is_hired(&path) || reached <= rung, "{}: {verdicts:?}", path.display());
        }
    }
}
