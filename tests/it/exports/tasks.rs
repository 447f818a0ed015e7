//! todo.txt, read by the `todo-txt` crate, and Taskwarrior, by what its import asks for.

use std::collections::BTreeSet;

use todo_txt::task::Simple;

use super::*;

#[test]
fn each_step_is_a_task_a_line() {
    let house = lived_in();
    for command in [&["plan"][..], &["plan", "--answers", PEOPLE[0]]] {
        let plan = json(&written(&house, command, "json"));
        let (steps, done) = (plan["steps"].as_array().unwrap(), plan["done"].as_array().unwrap());
        let text = written(&house, command, "todotxt");
        let tasks: Vec<Simple> = text.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(tasks.len(), steps.len() + done.len());
        for (task, step) in tasks.iter().zip(steps) {
            assert!(!task.finished && task.create_date.is_some());
            assert_eq!(task.due_date.unwrap().to_string(), step["ends"].as_str().unwrap());
            assert_eq!(task.tags["skillgap"], step["id"].as_str().unwrap());
            assert_eq!(task.projects, ["skillgap"]);
            assert_eq!(task.contexts.len(), 1);
        }
        let mut priorities: Vec<_> = tasks.iter().take(steps.len()).map(|task| task.priority.clone()).collect();
        priorities.dedup();
        assert!(priorities.len() <= 3, "A, then B, then C");
        for (task, done) in tasks.iter().skip(steps.len()).zip(done) {
            assert!(task.finished && task.create_date <= task.finish_date);
            assert_eq!(task.tags["skillgap"], done["id"].as_str().unwrap());
        }
    }
}

#[test]
fn the_worked_example_as_todo_txt() {
    let house = house();
    house.file(
        "dated.toml",
        format!("on = 2026-11-22\n{}", fs::read_to_string("tests/data/worked-answers.toml").unwrap()),
    );
    let worked = ["plan", "--answers", "dated.toml", "--rubric", "worked-rubric.toml"];
    insta::assert_snapshot!(written(&house, &worked, "todotxt"), @"
    (A) 2026-11-22 Docker, 2 Guided: I wrote a Dockerfile. +skillgap @all due:2026-12-04 skillgap:docker@2
    (A) 2026-11-22 Docker, 3 Independent: I cut an image's size. +skillgap @all due:2026-12-20 skillgap:docker@3
    (B) 2026-11-22 Kafka, 2 Guided: I wrote a consumer. +skillgap @all due:2027-01-24 skillgap:kafka@2
    (C) 2026-11-22 Go, 4 Strong: I tuned a Go service. +skillgap @all due:2027-04-14 skillgap:go@4
    ");
}

fn tasks(text: &str) -> Vec<Value> {
    json(text).as_array().unwrap().clone()
}

fn ids(tasks: &[Value]) -> BTreeSet<String> {
    tasks.iter().map(|task| task["uuid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn taskwarrior_gets_the_steps_to_do_with_what_each_needs() {
    let house = house();
    for person in PEOPLE {
        let command = ["plan", "--answers", person];
        let plan = json(&written(&house, &command, "json"));
        let steps = plan["steps"].as_array().unwrap();
        let tasks = tasks(&written(&house, &command, "taskwarrior"));
        assert_eq!(tasks.len(), steps.len());
        let ids = ids(&tasks);
        assert_eq!(ids.len(), tasks.len());
        assert!(ids.iter().all(|id| id.len() == 36 && id.as_bytes()[14] == b'5'), "names of version 5");
        for (task, step) in tasks.iter().zip(steps) {
            assert_eq!(task["status"], "pending");
            let due = task["due"].as_str().unwrap();
            assert_eq!(due, format!("{}T120000Z", step["ends"].as_str().unwrap().replace('-', "")));
            let needed = task["depends"].as_array().map_or(&[][..], Vec::as_slice);
            assert_eq!(needed.len(), step["after"].as_array().unwrap().len());
            assert!(needed.iter().all(|id| ids.contains(id.as_str().unwrap())));
            let moments = task["annotations"].as_array().unwrap().iter().map(|note| note["entry"].as_str().unwrap());
            assert_eq!(moments.clone().collect::<BTreeSet<_>>().len(), moments.count(), "each note at its own moment");
        }
    }
}

/// An import sets what was done in Taskwarrior back to undone, so that each step goes there once.
#[test]
fn each_step_is_sent_once() {
    let house = lived_in();
    let export = |more: &[&str]| house.run(&[&["plan", "--format", "taskwarrior", "-o", "-"], more].concat()).exits(0);
    // What is looked at is not sent.
    let looked = house.shell("skillgap plan --format taskwarrior | head -2").exits(0);
    assert!(looked.stdout.starts_with('['), "{looked}");
    let _ = house.run(&["plan", "--format", "taskwarrior"]).exits(0);
    let first = export(&[]);
    assert_eq!(first.stderr, "");
    let sent = tasks(&first.stdout);
    assert!(!sent.is_empty());
    assert!(!first.stdout.contains("docker@3\""), "what is done is not sent");

    let again = export(&[]);
    assert_eq!(again.stdout, "[]\n");
    assert!(again.stderr.contains("sent before and left out; `--all`"), "{}", again.stderr);
    assert_eq!(ids(&tasks(&export(&["--all"]).stdout)), ids(&sent));

    // What comes to the plan later is new.
    let more = tasks(&export(&["--assume-lowest"]).stdout);
    assert!(!more.is_empty() && ids(&more).is_disjoint(&ids(&sent)));
    let _ = house.run(&["history", "check"]).exits(0);
}

/// Taskwarrior shows a moment as a day of the zone that it runs in.
#[test]
fn a_step_is_due_on_its_day_in_every_zone() {
    let house = lived_in();
    let ends: Vec<_> = json(&written(&house, &["plan"], "json"))["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["ends"].as_str().unwrap().to_owned())
        .collect();
    for zone in ["Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "UTC", "XYZ-13:45"]
    {
        let mut command = house.command(["plan", "--format", "taskwarrior"]);
        let output = command.env("TZ", zone).output().unwrap();
        let tasks = tasks(&String::from_utf8(output.stdout).unwrap());
        let there = jiff::tz::TimeZone::get(zone).or_else(|_| jiff::tz::TimeZone::posix(zone)).unwrap();
        let due: Vec<_> = tasks
            .iter()
            .map(|task| {
                let written = task["due"].as_str().unwrap().replace('Z', "+0000");
                let moment = jiff::fmt::strtime::parse("%Y%m%dT%H%M%S%z", written);
                moment.unwrap().to_timestamp().unwrap().to_zoned(there.clone()).date().to_string()
            })
            .collect();
        assert_eq!(due, ends, "{zone}");
    }
}
