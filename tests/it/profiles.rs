//! People whom somebody who hires would take or turn down, and what the bundled rubric says of them. Each profile tells
//! in its first lines who it is and what was decided before the tool was asked.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use skillgap::assessment::{Answer, Answers};
use skillgap::rubric::{Rubric, builtin::builtin, read};
use skillgap::score::{Verdict, score};

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

fn rubric() -> &'static Rubric {
    static READ: LazyLock<Rubric> = LazyLock::new(|| read(&builtin("backend-developer").unwrap().sources()).unwrap());
    &READ
}

/// Whether the verdict on a profile is `ready`, from the ratings as they stand in its file.
fn is_ready(path: &PathBuf, target: &str) -> bool {
    let text = fs::read_to_string(path).unwrap();
    let (_, ratings) = text.split_once("[ratings]\n").unwrap();
    let mut answers = Answers::none(rubric());
    for (skill, level) in ratings.lines().filter_map(|line| line.split_once(" = ")) {
        let rated = rubric().scale().levels().map(|(at, _)| at).find(|at| at.to_string() == level);
        let answer = rated.map_or(Answer::NotApplicable, Answer::Rated);
        answers.set(rubric().skill(skill).unwrap(), Some(answer));
    }
    score(rubric(), rubric().target(target).unwrap(), &answers).verdict == Verdict::Ready
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

/// The decisions were made before the tool was asked. Two differ for good, and both are bets of somebody who hires on what
/// a person will learn: a support engineer who finds causes faster than most and has built nothing of his own yet, and an
/// agency developer whose code nobody has ever reviewed.
#[test]
fn verdicts_and_decisions_agree() {
    const BETS: [&str; 2] = ["junior-support-engineer", "mid-php-agency-developer"];
    for level in LEVELS {
        for path in profiles(level) {
            let who = path.file_stem().unwrap().to_str().unwrap();
            let ready = is_ready(&path, level);
            assert_eq!(ready, is_hired(&path) && !BETS.contains(&who), "{who}");
        }
    }
}

/// Who is taken at a level is ready for every level below, and who is turned down is not ready for any above.
#[test]
fn the_ladder_agrees_with_itself() {
    for (rung, level) in LEVELS.iter().enumerate() {
        for path in profiles(level) {
            let verdicts: Vec<_> = LEVELS.iter().map(|target| is_ready(&path, target)).collect();
            let reached = verdicts.iter().take_while(|ready| **ready).count();
            assert_eq!(verdicts.iter().filter(|ready| **ready).count(), reached, "{}: {verdicts:?}", path.display());
            assert!(is_hired(&path) || reached <= rung, "{}: {verdicts:?}", path.display());
        }
    }
}

/// Answers that rate each skill the same, of the skills that the bundled rubric has.
fn all(level: u8) -> String {
    let ratings: Vec<_> = rubric().skills().map(|(_, skill)| format!("{} = {level}", skill.id)).collect();
    let ratings = ratings.join("\n");
    format!("rubric = \"backend-developer\"\ntarget = \"junior\"\non = 2026-11-22\n[ratings]\n{ratings}\n")
}

/// Points add up to a person of whom nobody would hear: high everywhere, and nothing where the role answers for something.
#[test]
fn nobody_is_ready_who_lacks_what_the_role_cannot_do_without() {
    let max = rubric().scale().max();
    for (target, described) in rubric().targets().filter(|(_, target)| target.rank().is_some()) {
        for requirement in described.requires.iter().filter(|requirement| requirement.floor.get() > 0) {
            let mut answers = Answers::none(rubric());
            rubric().skills().for_each(|(skill, _)| answers.set(skill, Some(Answer::Rated(max))));
            for skill in rubric().skills_of(&requirement.subject) {
                answers.set(*skill, Some(Answer::Rated(requirement.floor.below())));
            }
            let (id, lacks) = (&described.id, rubric().subject_id(requirement.subject));
            assert_eq!(score(rubric(), target, &answers).verdict, Verdict::NotReady, "{id} without {lacks}");
        }
    }
}

/// Nobody learns HTTP, Git and SQL for months before the first line of a program.
#[test]
fn from_nothing_the_first_language_begins_soon() {
    let house = House::new();
    house.file("zeros.toml", all(0));
    let plan =
        house.run(&["plan", "--answers", "zeros.toml", "--target", "junior", "--format", "json"]).exits(0).stdout;
    let plan: Value = serde_json::from_str(&plan).unwrap();
    let (_, language) = rubric().groups().find(|(_, group)| group.id.as_str() == "language").unwrap();
    let is_language = |step: &&Value| language.members.iter().any(|at| rubric()[*at].id.as_str() == step["skill"]);
    let first = plan["steps"].as_array().unwrap().iter().find(is_language).unwrap();
    assert!(first["start_hour"].as_f64().unwrap() < 60.0, "{first}");
}
