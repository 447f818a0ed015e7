//! The plan as a page.

use maud::{Markup, html};

use super::super::html::{Page, Section, lines, page};
use super::super::markup::{link, sentences};
use super::super::name::capital;
use super::super::number::hours;
use super::{PlanReport, Project, Resource, Step, Week, words};

/// The plan as one file: no script, nothing loaded.
pub fn html(report: &PlanReport) -> String {
    page(&Page {
        kind: "Learning plan",
        target: &report.target,
        dated: format!("from {}", report.start),
        about: format!("{} a week from {}", hours(report.hours_per_week), report.start),
        edition: &report.edition,
        lead: html! { div.lead { section aria-label="In short" { (head(report)) } } },
        sections: sections(report),
        made_from: html! {
            p { "Target " code { (report.target.id) } ". Hours are estimates, ratings are opinions: plan with the range." }
        },
        data: None,
    })
}

fn head(report: &PlanReport) -> Markup {
    html! {
        @if let Some(begin) = report.way.begin() { p { strong { "Start here" } ": " (begin) "." } }
        @if !report.skipped_weeks.is_empty() { p { (words::skipped(&report.skipped_weeks)) "." } }
        @for line in &report.figures { p { (line) "." } }
        @if let Some(words) = &report.answer_words { p { strong { "Answer first" } ": " (words) "." } }
        @if report.steps.is_empty() { p { (words::nothing(report)) } }
        @if !report.done.is_empty() { p { (words::done(report)) "." } }
    }
}

fn sections(report: &PlanReport) -> Vec<Section> {
    let mut all = Vec::new();
    let mut add = |id, short, title: String, body| all.push(Section { id, title, short, body });
    if let Some(deadline) = &report.deadline {
        add("deadline", "Deadline", format!("By {}", deadline.by), sentences(&deadline.words));
    }
    if !report.steps.is_empty() {
        add("steps", "Steps", "Steps".to_owned(), steps_markup(report));
    }
    if let Some(deadline) = report.deadline.as_ref().filter(|deadline| !deadline.left_out.is_empty()) {
        let left = deadline.left_out.iter();
        let left = left.map(|left| {
            (&left.id, format!("{}, {}{}", left.title, hours(left.hours), words::gain(left.gain, left.points)))
        });
        add("left-out", "Left out", "Left out: no time before that day".to_owned(), ids(left));
    }
    for (id, (heading, some)) in ["projects", "portfolio"].into_iter().zip(words::projects(report)) {
        add(id, "Projects", heading.to_owned(), projects(&some));
    }
    if !report.done.is_empty() {
        let done = report.done.iter().map(|done| {
            let took = done.hours.map(|took| format!(" in {}", hours(took))).unwrap_or_default();
            (&done.id, format!("{}, {}{took}", done.title, done.on))
        });
        add("done", "Done", "Done".to_owned(), ids(done));
    }
    if !report.hidden.is_empty() {
        let hidden = report.hidden.iter().map(|hidden| {
            let why = hidden.skipped.map_or_else(|| "needs a skipped step".to_owned(), |on| format!("skipped {on}"));
            (&hidden.id, format!("{}, {why}", hidden.title))
        });
        add("skipped", "Skipped", "Skipped".to_owned(), ids(hidden));
    }
    if !report.sure.is_empty() {
        add("sure", "How sure", "How sure is this".to_owned(), sentences(&report.sure));
    }
    all
}

/// The plan inside of another page: its figures and its steps.
pub(in crate::report) fn in_short(report: &PlanReport) -> Markup {
    html! {
        p { (hours(report.hours_per_week)) " a week from " (report.start) "." }
        @for line in &report.figures { p { (line) "." } }
        @if let Some(begin) = report.way.begin() { p { strong { "Start here" } ": " (begin) "." } }
        (steps_markup(report))
    }
}

/// The steps, week by week: the first weeks open, the others folded.
fn steps_markup(report: &PlanReport) -> Markup {
    html! {
        @for (at, week) in report.weeks.iter().enumerate() {
            details.part open[at == 0] {
                summary { span.part-title { (week.title) ": " (titles(steps(report, week))) } " " span.note { "until " (week.ends) } }
                @if !week.skipped.is_empty() { p.note { (words::skipped(&week.skipped)) "." } }
                ol.steps { @for one in steps(report, week) { (step(one)) } }
            }
        }
    }
}

fn steps<'a>(report: &'a PlanReport, week: &Week) -> &'a [Step] {
    &report.steps[week.first..week.first + week.steps]
}

fn titles(steps: &[Step]) -> String {
    steps.iter().map(Step::title).collect::<Vec<_>>().join("; ")
}

fn step(step: &Step) -> Markup {
    html! {
        li {
            p { strong { (step.title()) } ": " (lines(&step.anchor)) }
            p.note { code { (step.id) } ", " (hours(step.hours)) ", " (step.starts) " to " (step.ends) (words::gain(step.gain, step.points)) }
            p { (capital(&step.reason)) "." }
            @if let Some(practice) = &step.practice { p { strong { "Practice" } ": " (practice) } }
            @if !step.resources.is_empty() {
                p { "Learn from:" }
                ul { @for resource in &step.resources { li { (learn(resource)) } } }
            }
        }
    }
}

fn learn(resource: &Resource) -> Markup {
    let known: Vec<_> = [&resource.kind, &resource.cost].into_iter().flatten().map(String::as_str).collect();
    html! {
        (link(&resource.title, resource.url.as_deref()))
        @if !known.is_empty() { " " span.note { "(" (known.join(", ")) ")" } }
    }
}

fn projects(projects: &[&Project]) -> Markup {
    html! {
        ul.projects {
            @for project in projects {
                li {
                    p { strong { (project.name.title) } ", " (hours(project.hours)) }
                    @if let Some(summary) = &project.summary { p { (summary) } }
                    p.note { @for (at, id) in project.raises.iter().enumerate() { @if at > 0 { ", " } code { (id) } } " (" (words::alone(project)) ")" }
                }
            }
        }
    }
}

/// Steps by their ids, with what is said of them.
fn ids<'a>(steps: impl Iterator<Item = (&'a String, String)>) -> Markup {
    html! { ul { @for (id, said) in steps { li { code { (id) } " " (said) } } } }
}
