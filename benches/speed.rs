//! How long a person waits: `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a benchmark may panic; that is how it fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use divan::{AllocProfiler, Bencher};
use skillgap::assessment::answers::AnswersFile;
use skillgap::assessment::interview::{Event, Interview, Reply, Sheets};
use skillgap::assessment::{Answer, Answers, Assessment, Edition};
use skillgap::document::Source;
use skillgap::history::Store;
use skillgap::plan::{self, Wishes};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{self, Rubric, json};
use skillgap::score;
use skillgap::score::estimate::{Depth, Estimator};

/// So that each benchmark also says what it allocates.
#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn bundled() -> Rubric {
    rubric::read(&builtin("backend-developer").unwrap().sources()).unwrap()
}

fn assessment(rubric: &Rubric) -> (Assessment, String) {
    let copy = json::to_json(rubric);
    let digest = json::digest(&copy);
    let text = include_str!("../examples/self-taught-mid.toml");
    let day = jiff::civil::date(2026, 11, 22);
    let resolved = AnswersFile::read(text).unwrap().resolve(rubric, &digest, None, day).unwrap();
    let edition = Edition { id: rubric.id().clone(), version: rubric.version().to_owned(), digest };
    let assessment = Assessment {
        on: resolved.on,
        rubric: edition,
        target: resolved.target,
        ratings: resolved.ratings,
        carried: None,
    };
    (assessment, copy)
}

/// A data directory with so many assessments.
fn history(of: usize) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let (assessment, copy) = assessment(&bundled());
    let store = Store::new(directory.path().to_owned());
    let first = store.save(&assessment, &copy, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let folder = directory.path().join("assessments");
    let text = fs::read_to_string(folder.join(format!("{}.toml", first.id))).unwrap();
    for n in 1..of {
        let name = format!("19700102T{:02}{:02}{:02}.000Z-backend-developer.toml", n / 3600, n / 60 % 60, n % 60);
        fs::write(folder.join(name), &text).unwrap();
    }
    directory
}

fn run(data: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_skillgap"));
    let status = command.arg("--data-dir").arg(data).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.unwrap().success());
}

#[divan::bench]
fn read_bundled_rubric(bencher: Bencher<'_, '_>) {
    let sources = builtin("backend-developer").unwrap().sources();
    bencher.bench(|| rubric::read(&sources).unwrap());
}

#[divan::bench]
fn read_stored_rubric(bencher: Bencher<'_, '_>) {
    let copy = json::to_json(&bundled());
    bencher.bench(|| rubric::read_json(&copy).unwrap());
}

#[divan::bench]
fn score_senior(bencher: Bencher<'_, '_>) {
    let rubric = bundled();
    let answers = Answers::of(&rubric, &assessment(&rubric).0.ratings);
    let senior = rubric.target("senior").unwrap();
    bencher.bench(|| score::score(&rubric, senior, &answers));
}

/// A key press: an answer, the next prompt, and what the draft keeps, with all 120 skills asked.
#[divan::bench]
fn answer_a_question(bencher: Bencher<'_, '_>) {
    let rubric = bundled();
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let today = jiff::civil::date(2026, 11, 22);
    let interview = Interview::new(&rubric, skills.clone(), &BTreeMap::new(), today).with_sheets(Sheets::After);
    let level = rubric.scale().level(3).unwrap();
    bencher.with_inputs(|| interview.clone()).bench_values(|mut interview| {
        interview.apply(Event::Change(skills[100]));
        interview.apply(Event::Rate(level));
        (interview.progress(), interview.questions_left(), interview.after_sheet())
    });
}

/// From one answer to the next question, with all 120 skills of the bundled rubric to choose from.
#[divan::bench]
fn next_question(bencher: Bencher<'_, '_>) {
    let rubric = bundled();
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let lead = rubric.target("lead").unwrap();
    let estimator = Estimator::new(&rubric, lead, &skills, Answers::none(&rubric), Depth::Standard);
    let level = rubric.scale().level(3).unwrap();
    bencher.with_inputs(|| estimator.clone()).bench_values(|mut estimator| {
        estimator.follow(|skill| (skill == skills[60]).then_some(Reply::Said(Answer::Rated(level))));
        estimator.next()
    });
}

/// The same after an answer was taken back, with so many others.
#[divan::bench(args = [10, 60])]
fn next_question_after_back(bencher: Bencher<'_, '_>, others: usize) {
    let rubric = bundled();
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let lead = rubric.target("lead").unwrap();
    let mut estimator = Estimator::new(&rubric, lead, &skills, Answers::none(&rubric), Depth::Standard);
    let level = Reply::Said(Answer::Rated(rubric.scale().level(3).unwrap()));
    estimator.follow(|skill| (skill.get() <= others).then_some(level));
    bencher.with_inputs(|| estimator.clone()).bench_values(|mut estimator| {
        estimator.follow(|skill| (skill.get() < others).then_some(level));
        estimator.next()
    });
}

#[divan::bench]
fn plan_senior_from_nothing(bencher: Bencher<'_, '_>) {
    let rubric = bundled();
    let senior = rubric.target("senior").unwrap();
    let answers = Answers::none(&rubric);
    let scorecard = score::score(&rubric, senior, &answers);
    let wishes = Wishes { assume_lowest: true, ..Wishes::from(jiff::civil::date(2026, 11, 23)) };
    bencher.bench(|| plan::plan(&rubric, &answers, &scorecard, &wishes));
}

/// A rubric of so many skills with five levels each and three prerequisites in other skills to every two levels.
fn tangled(skills: usize) -> Rubric {
    let mut seed = 7_u64;
    let mut draw = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % most
    };
    let mut text = String::from(
        "id = 'r'\ntitle = 'R'\nversion = '1.0.0'\n\
         scale = [{name='0'},{name='1'},{name='2'},{name='3'},{name='4'},{name='5'}]\n[[areas]]\nid = 'a'\ntitle = 'A'\n",
    );
    let mut requires = String::new();
    for skill in 0..skills {
        let hours: Vec<_> =
            (1..=5).map(|level| (4 + draw(40)) * level / 2 + 1).map(|hours| hours.to_string()).collect();
        let mut needs = BTreeMap::new();
        for level in (1..=5).flat_map(|level| [level, level]) {
            if skill > 0 && draw(4) < 3 {
                needs.insert((level, draw(skill)), 1 + draw(level));
            }
        }
        let one =
            |((level, skill), at): (&(usize, usize), &usize)| format!("{{level={level},skill='s{skill}',at={at}}}");
        let needs: Vec<_> = needs.iter().map(one).collect();
        write!(
            text,
            "[[skills]]\nid='s{skill}'\ntitle='S{skill}'\narea='a'\nanchors=['1','2','3','4','5']\nhours=[{}]\n\
             requires=[{}]\n",
            hours.join(","),
            needs.join(",")
        )
        .unwrap();
        write!(requires, "{{skill='s{skill}',level=5,weight={}}},", 1 + draw(20)).unwrap();
    }
    write!(text, "[[targets]]\nid='t'\ntitle='T'\nkind='ladder'\nrank=1\nrequires=[{requires}]\n").unwrap();
    rubric::read(&[Source { name: "tangled".to_owned(), text }]).unwrap()
}

/// Plans of 200, 1,000 and 10,000 steps.
#[divan::bench(args = [200, 1_000, 10_000], sample_count = 10, sample_size = 1)]
fn plan_tangled(bencher: Bencher<'_, '_>, steps: usize) {
    let rubric = tangled(steps / 5);
    let target = rubric.target("t").unwrap();
    let answers = Answers::none(&rubric);
    let scorecard = score::score(&rubric, target, &answers);
    let wishes = Wishes { assume_lowest: true, ..Wishes::from(jiff::civil::date(2026, 11, 23)) };
    bencher.bench(|| plan::plan(&rubric, &answers, &scorecard, &wishes));
}

/// The same with half the time that they need.
#[divan::bench(args = [200, 1_000], sample_count = 10, sample_size = 1)]
fn plan_tangled_by_a_day(bencher: Bencher<'_, '_>, steps: usize) {
    let rubric = tangled(steps / 5);
    let target = rubric.target("t").unwrap();
    let answers = Answers::none(&rubric);
    let scorecard = score::score(&rubric, target, &answers);
    let start = jiff::civil::date(2026, 11, 23);
    let whole = plan::plan(&rubric, &answers, &scorecard, &Wishes { assume_lowest: true, ..Wishes::from(start) });
    let last = whole.steps.last().unwrap().ends;
    let by = start.saturating_add(jiff::Span::new().days((last - start).get_days() / 2));
    let wishes = Wishes { assume_lowest: true, by: Some(by), ..Wishes::from(start) };
    bencher.bench(|| plan::plan(&rubric, &answers, &scorecard, &wishes));
}

#[divan::bench]
fn list_a_thousand_assessments(bencher: Bencher<'_, '_>) {
    let directory = history(1000);
    let store = Store::new(directory.path().to_owned());
    bencher.bench(|| store.assessments().unwrap().entries.len());
}

#[divan::bench]
fn start_of_an_empty_process() {
    assert!(Command::new("true").status().unwrap().success());
}

#[divan::bench(args = [1, 10, 1000])]
fn start_to_report(bencher: Bencher<'_, '_>, assessments: usize) {
    let directory = history(assessments);
    bencher.bench(|| run(directory.path(), &["report"]));
}

#[divan::bench]
fn start_to_version(bencher: Bencher<'_, '_>) {
    bencher.bench(|| run(Path::new("/nowhere"), &["--version"]));
}
