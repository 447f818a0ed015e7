//! The plan as Markdown: a task list whose ticks `plan sync` reads back.

use super::super::markdown::{Document, link, text};
use super::super::name;
use super::super::number::hours;
use super::{PlanReport, Resource, Step, words};

/// The plan as a document. Each task ends with the id of its step in a comment.
pub fn markdown(report: &PlanReport) -> String {
    let mut document = Document::default();
    document.heading(1, &format!("Learning plan: {}", text(&report.target.title)));
    head(&mut document, report);
    if let Some(deadline) = &report.deadline {
        document.heading(2, &format!("By {}", deadline.by));
        document.list(deadline.words.iter().map(|line| sentence(line)));
    }
    if !report.steps.is_empty() {
        document.heading(2, "Steps");
    }
    for week in &report.weeks {
        document.heading(3, &format!("{}, until {}", week.title, week.ends));
        if !week.skipped.is_empty() {
            document.block(&sentence(&words::skipped(&week.skipped)));
        }
        document.list(report.steps[week.first..week.first + week.steps].iter().map(task));
    }
    if let Some(deadline) = report.deadline.as_ref().filter(|deadline| !deadline.left_out.is_empty()) {
        document.heading(2, "Left out: no time before that day");
        document.list(deadline.left_out.iter().map(|left| {
            format!("`{}` {}, {}{}", left.id, text(&left.title), hours(left.hours), words::gain(left.gain, left.points))
        }));
    }
    for (heading, projects) in words::projects(report) {
        document.heading(2, heading);
        document.list(projects.into_iter().map(|project| {
            let summary = project.summary.as_ref().map(|summary| format!(" {}", text(summary))).unwrap_or_default();
            let raises = project.raises.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
            let (title, takes, alone) = (text(&project.name.title), hours(project.hours), words::alone(project));
            format!("**{title}**, {takes}: {raises} ({alone}).{summary}")
        }));
    }
    if !report.done.is_empty() {
        document.heading(2, "Done");
        document.list(report.done.iter().map(|done| {
            let took = done.hours.map(|took| format!(" in {}", hours(took))).unwrap_or_default();
            format!("[x] {}, {}{took} <!-- skillgap:{} -->", text(&done.title), done.on, done.id)
        }));
    }
    if !report.hidden.is_empty() {
        document.heading(2, "Skipped");
        document.list(report.hidden.iter().map(|hidden| {
            let why = hidden.skipped.map_or_else(|| "needs a skipped step".to_owned(), |on| format!("skipped {on}"));
            format!("`{}` {}, {why}", hidden.id, text(&hidden.title))
        }));
    }
    if !report.sure.is_empty() {
        document.heading(2, "How sure is this");
        document.list(report.sure.iter().map(|line| sentence(line)));
    }
    let edition = name::edition(&report.edition);
    document.finish(&format!("{edition}, target {}, self-rated {}", report.target.id, report.on))
}

fn head(document: &mut Document, report: &PlanReport) {
    let mut lines = vec![format!("{} a week from {}.", hours(report.hours_per_week), report.start)];
    if !report.skipped_weeks.is_empty() {
        lines.push(sentence(&words::skipped(&report.skipped_weeks)));
    }
    lines.extend(report.figures.iter().map(|line| sentence(line)));
    lines.extend(report.way.begin().map(|begin| format!("**Start here**: {}.", text(&begin))));
    lines.extend(report.answer_words.iter().map(|words| format!("**Answer first**: {}.", text(words))));
    if report.steps.is_empty() {
        lines.push(words::nothing(report).to_owned());
    }
    if !report.done.is_empty() {
        lines.push(sentence(&words::done(report)));
    }
    document.block(&lines.join("\n"));
}

/// A task with what belongs to it, indented below.
fn task(step: &Step) -> String {
    let (goal, days) = (text(&step.goal()), format!("{} to {}", step.starts, step.ends));
    let mut task = format!(
        "[ ] **{}, {}**: {goal} {}, {days}{} <!-- skillgap:{} -->",
        text(&step.skill.title),
        text(&step.level),
        hours(step.hours),
        words::gain(step.gain, step.points),
        step.id
    );
    let why = std::iter::once(format!("Why: {}", text(&step.reason)));
    let practice = step.practice.iter().map(|practice| format!("Practice: {}", text(practice)));
    let resources = step.resources.iter().map(|resource| format!("Learn from: {}", learn(resource)));
    for line in why.chain(practice).chain(resources) {
        task.push_str("\n  - ");
        task.push_str(&line);
    }
    task
}

fn learn(resource: &Resource) -> String {
    let known: Vec<_> = [&resource.kind, &resource.cost].into_iter().flatten().map(|word| text(word)).collect();
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("{}{known}", link(&resource.title, resource.url.as_deref()))
}

fn sentence(words: &str) -> String {
    format!("{}.", text(words))
}
