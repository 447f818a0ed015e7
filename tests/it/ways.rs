//! What plans of the bundled rubric are like: how far it is to ready, against other orders of the same steps.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]
#![expect(clippy::cast_precision_loss, reason = "small counts")]
#![expect(clippy::print_stdout, reason = "the ignored ones print tables for people")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use jiff::civil::date;
use skillgap::assessment::{Answer, Answers};
use skillgap::document::Source;
use skillgap::plan::{Plan, Step, Wishes, plan};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{self, Rubric, Share, TargetIx};
use skillgap::score::{Verdict, score};

/// The bundled rubric, or that of the folder which `SKILLGAP_RUBRIC` names.
fn bundled() -> Rubric {
    let Ok(folder) = std::env::var("SKILLGAP_RUBRIC") else {
        return rubric::read(&builtin("backend-developer").unwrap().sources()).unwrap();
    };
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let source = |path: &std::path::PathBuf| Source {
        name: path.display().to_string(),
        text: fs::read_to_string(path).unwrap(),
    };
    rubric::read(&files.iter().map(source).collect::<Vec<_>>()).unwrap()
}

fn zeros(rubric: &Rubric) -> Answers {
    let mut answers = Answers::none(rubric);
    for (skill, _) in rubric.skills() {
        answers.set(skill, Some(Answer::Rated(rubric.scale().level(0).unwrap())));
    }
    answers
}

fn from_file(rubric: &Rubric, path: &Path) -> (Answers, Option<TargetIx>) {
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let mut answers = Answers::none(rubric);
    for (id, said) in table["ratings"].as_table().unwrap() {
        let said = said.get("level").or_else(|| said.get("state")).unwrap_or(said);
        let answer = said
            .as_integer()
            .map_or(Answer::NotApplicable, |level| Answer::Rated(rubric.scale().level(level).unwrap()));
        if let Some(skill) = rubric.skill(id) {
            answers.set(skill, Some(answer));
        }
    }
    (answers, table.get("target").and_then(|target| rubric.target(target.as_str()?)))
}

/// Everybody whose plan is looked at, with the targets.
fn everybody(rubric: &Rubric) -> Vec<(String, TargetIx, Answers)> {
    let mut all = Vec::new();
    let targets: Vec<_> = rubric.targets_by_rank();
    for &target in &targets {
        all.push((format!("zeros, {}", rubric[target].id), target, zeros(rubric)));
    }
    for example in ["bootcamp-graduate", "self-taught-mid", "experienced"] {
        let (answers, _) = from_file(rubric, Path::new(&format!("examples/{example}.toml")));
        for &target in &targets {
            all.push((format!("{example}, {}", rubric[target].id), target, answers.clone()));
        }
    }
    let mut profiles: Vec<_> = fs::read_dir("tests/profiles").unwrap().map(|entry| entry.unwrap().path()).collect();
    profiles.sort();
    for path in profiles {
        let (answers, target) = from_file(rubric, &path);
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let ladder = rubric.ladder();
        let own = ladder.iter().position(|rung| Some(*rung) == target).unwrap();
        for &target in ladder[own..].iter().take(2) {
            all.push((format!("{name}, {}", rubric[target].id), target, answers.clone()));
        }
    }
    all
}

fn planned(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Plan {
    plan(rubric, answers, &score(rubric, target, answers), &Wishes::from(date(2026, 11, 23)))
}

/// The hours after which the verdict is ready, in some order of the steps.
fn hours_to_ready(rubric: &Rubric, target: TargetIx, answers: &Answers, order: &[&Step]) -> Option<f64> {
    let ready = |steps: usize| {
        let mut then = answers.clone();
        for (skill, _) in rubric.skills().filter(|(skill, _)| answers.get(*skill) != Some(Answer::NotApplicable)) {
            let raised = order[..steps].iter().filter(|step| step.id.skill == skill).map(|step| step.id.to).max();
            if raised > answers.rating(skill) {
                then.set(skill, raised.map(Answer::Rated));
            }
        }
        score(rubric, target, &then).verdict == Verdict::Ready
    };
    let (mut low, mut high) = (0, order.len());
    if !ready(high) {
        return None;
    }
    while low < high {
        let middle = usize::midpoint(low, high);
        if ready(middle) { high = middle } else { low = middle + 1 }
    }
    Some(order[..low].iter().map(|step| step.hours.get()).sum())
}

fn number(share: Share) -> f64 {
    *share.numer() as f64 / *share.denom() as f64
}

/// As much gain as early as possible: always the step that gains most for its hours with all it needs.
fn by_gain(steps: &[Step], with_needs: bool) -> Vec<&Step> {
    let mut left: Vec<&Step> = steps.iter().collect();
    let mut order: Vec<&Step> = Vec::new();
    let closed = |left: &[&Step], step: &Step| {
        let mut found = vec![step.id];
        let mut at = 0;
        while at < found.len() {
            let step = left.iter().find(|step| step.id == found[at]);
            for needed in step.iter().flat_map(|step| &step.after) {
                if !found.contains(needed) && left.iter().any(|step| step.id == *needed) {
                    found.push(*needed);
                }
            }
            at += 1;
        }
        found
    };
    while !left.is_empty() {
        let pay = |step: &&&Step| {
            let needed = closed(&left, step);
            if !with_needs && needed.len() > 1 {
                return -1.0;
            }
            let those = || left.iter().filter(|step| needed.contains(&step.id));
            those().map(|step| number(step.gain)).sum::<f64>() / those().map(|step| step.hours.get()).sum::<f64>()
        };
        let best = *left.iter().max_by(|one, other| pay(one).total_cmp(&pay(other))).unwrap();
        let needed = closed(&left, best);
        let (next, rest): (Vec<&Step>, Vec<&Step>) = left.iter().partition(|step| needed.contains(&step.id));
        order.extend(next);
        left = rest;
    }
    order
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn changes(rubric: &Rubric, order: &[&Step]) -> f64 {
    let area = |step: &&Step| rubric[step.id.skill].area;
    let changes = order.windows(2).filter(|pair| area(&pair[0]) != area(&pair[1])).count();
    changes as f64 / (order.len().max(2) - 1) as f64
}

#[test]
#[ignore = "a table to read"]
fn the_way_to_ready_of_everybody() {
    let rubric = bundled();
    let mut text = String::new();
    let (mut area, mut greedy, mut first_changes, mut own_changes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut essentials, mut essentials_before, mut slowest, mut worst, mut dearest) =
        (Vec::new(), Vec::new(), 0.0_f64, 0.0_f64, 0.0_f64);
    for (name, target, answers) in everybody(&rubric) {
        let plan = planned(&rubric, target, &answers);
        // the fastest of a few, because others work here too
        let timed = |_| {
            let start = Instant::now();
            let again = planned(&rubric, target, &answers);
            assert!(again == plan);
            start.elapsed().as_secs_f64() * 1e3
        };
        let took = (0..3).map(timed).fold(f64::INFINITY, f64::min);
        slowest = slowest.max(took);
        dearest = dearest.max(number(plan.optimality_gap));
        let Some(ready) = plan.ready.as_ref() else {
            writeln!(text, "{name}: no way, {took:.1} ms").unwrap();
            continue;
        };
        worst = worst.max(number(ready.gap));
        let rungs: Vec<_> =
            plan.milestones.iter().map(|one| format!("{} {}", rubric[one.target].id, one.after)).collect();
        write!(
            text,
            "{name}: {} of {} steps, {} of {} h, gap {:.4}, order {:.4}, {took:.1} ms, {}",
            ready.steps,
            plan.steps.len(),
            ready.hours.get(),
            plan.total_hours.get(),
            number(ready.gap),
            number(plan.optimality_gap),
            rungs.join(", ")
        )
        .unwrap();
        let own: Vec<&Step> = plan.steps.iter().collect();
        let (first, by_hour) = (by_gain(&plan.steps, true), by_gain(&plan.steps, false));
        if ready.open.is_empty() && ready.steps > 0 {
            let hours = ready.hours.get();
            assert_eq!(hours_to_ready(&rubric, target, &answers, &own[..ready.steps]), Some(hours), "{name}");
            let other = |order: &[&Step]| hours_to_ready(&rubric, target, &answers, order).unwrap() / hours;
            let (one, two) = (other(&first), other(&by_hour));
            area.push(one);
            greedy.push(two);
            let share = |order: &[&Step]| {
                let essential = |step: &&&Step| step.is_essential;
                order.iter().take(8).filter(essential).count() as f64 / order.len().min(8) as f64
            };
            essentials.push(share(&own));
            essentials_before.push(share(&first));
            write!(text, "; first edition {one:.2}, gain per hour {two:.2}, essentials {:.2}", share(&own)).unwrap();
        } else {
            write!(text, "; {} answers missing", ready.open.len()).unwrap();
        }
        if plan.steps.len() > 10 {
            own_changes.push(changes(&rubric, &own));
            first_changes.push(changes(&rubric, &first));
        }
        writeln!(text).unwrap();
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    println!("{text}");
    println!(
        "hours to ready by first edition {:.2}, by gain per hour {:.2} (medians); essentials among eight {:.2}, first \
         edition {:.2}; area changes {:.2}, first edition {:.2}; way gap at most {worst:.4}, order gap {dearest:.4}; \
         slowest {slowest:.1} ms",
        median(&area),
        median(&greedy),
        mean(&essentials),
        mean(&essentials_before),
        mean(&own_changes),
        mean(&first_changes),
    );
}

/// The first steps of everybody, to be read as a mentor would.
#[test]
#[ignore = "plans to read"]
fn the_first_steps_of_everybody() {
    let rubric = bundled();
    for (name, target, answers) in everybody(&rubric) {
        let plan = planned(&rubric, target, &answers);
        let steps: Vec<_> = plan
            .steps
            .iter()
            .take(12)
            .map(|step| {
                let way = step.way.map_or("-", |way| rubric[way].id.as_str());
                let mark = if step.is_essential { "!" } else { "" };
                format!("{}{mark} ({} h, {way})", step.id.text(&rubric), step.hours.get())
            })
            .collect();
        println!("{name}: {}", steps.join(", "));
    }
}

/// How much of the way changes when one answer is one level off.
#[test]
#[ignore = "a figure to read"]
fn one_answer_changes_little() {
    let rubric = bundled();
    let (mut total, mut most, mut runs, mut first) = (0, 0, 0, 0);
    for (at, (name, target, answers)) in everybody(&rubric).into_iter().enumerate() {
        let before = planned(&rubric, target, &answers);
        let way = |plan: &Plan| {
            let steps = plan.ready.as_ref().map_or(0, |ready| ready.steps);
            plan.steps[..steps].iter().map(|step| step.id).collect::<Vec<_>>()
        };
        let rated: Vec<_> = rubric.skills().filter(|(skill, _)| answers.rating(*skill).is_some()).collect();
        for (number, (skill, _)) in rated.iter().enumerate().filter(|(number, _)| (number + at) % 8 == 0) {
            let level = i64::from(answers.rating(*skill).unwrap().get()) + if number % 16 < 8 { 1 } else { -1 };
            let Some(level) = rubric.scale().level(level) else { continue };
            let mut other = answers.clone();
            other.set(*skill, Some(Answer::Rated(level)));
            let after = planned(&rubric, target, &other);
            let (one, two) = (way(&before), way(&after));
            let of_others = |id: &&skillgap::plan::StepId| id.skill != *skill;
            let gone = one.iter().filter(of_others).filter(|id| !two.contains(id)).count();
            let come = two.iter().filter(of_others).filter(|id| !one.contains(id)).count();
            runs += 1;
            total += gone.max(come);
            if gone.max(come) > most {
                println!("{name}, {} to {level}: {gone} gone, {come} come", rubric[*skill].id);
            }
            most = most.max(gone.max(come));
            first += usize::from(one.first() != two.first() && one.first().is_some_and(|id| id.skill != *skill));
        }
    }
    println!(
        "{runs} changes: {:.2} steps of the way change, at most {most}; another first step in {first}",
        total as f64 / f64::from(runs)
    );
}
