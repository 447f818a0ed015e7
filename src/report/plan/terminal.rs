//! The plan on a screen.

use super::super::given::{Commands, propose};
use super::super::number::hours;
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{PlanReport, Step, Week, words};
use crate::rubric::Share;

/// The most skipped or left out steps that are named.
const MOST: usize = 8;

/// The plan as text: what comes first stands in full.
pub fn terminal(report: &PlanReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    let title = screen.paint(Tone::Strong, &report.target.title);
    screen.say(&format!("Plan: {title}, {} a week from {}", hours(report.hours_per_week), report.start));
    if !report.skipped_weeks.is_empty() {
        screen.say(&format!("{}.", words::skipped(&report.skipped_weeks)));
    }
    for line in &report.figures {
        screen.say(&format!("{line}."));
    }
    if let Some(answers) = &report.answer_words {
        screen.say(&format!("{} {answers}.", screen.paint(Tone::Open, "Answer first:")));
    }
    if report.steps.is_empty() {
        screen.say(words::nothing(report));
    }
    deadline(&mut screen, report);
    first(&mut screen, report);
    steps(&mut screen, report);
    projects(&mut screen, report);
    ticked(&mut screen, report);
    if !report.sure.is_empty() {
        screen.heading("How sure is this");
        report.sure.iter().for_each(|line| screen.item(line));
    }
    next(&mut screen, report);
    screen.finish()
}

fn deadline(screen: &mut Screen, report: &PlanReport) {
    let Some(deadline) = &report.deadline else { return };
    screen.heading(&format!("By {}", deadline.by));
    deadline.words.iter().for_each(|line| screen.item(line));
    if deadline.left_out.is_empty() {
        return;
    }
    screen.heading("Left out");
    let shown = if deadline.left_out.len() <= MOST + 1 { deadline.left_out.len() } else { MOST };
    let text =
        |left: &super::LeftOut| format!("{}, {}{}", left.title, hours(left.hours), words::gain(left.gain, left.points));
    let lines: Vec<_> = deadline.left_out[..shown].iter().map(|left| (left.id.clone(), text(left))).collect();
    screen.pairs(None, &lines);
    more(screen, deadline.left_out.len() - shown);
}

/// The first step with all that it takes.
fn first(screen: &mut Screen, report: &PlanReport) {
    let Some(step) = report.steps.first() else { return };
    screen.heading(&format!("Next step: {}, {}", step.skill.title, step.level));
    let why = report.way.why.clone().unwrap_or_else(|| step.reason.clone());
    let mut lines = vec![("Why".to_owned(), why), ("Goal".to_owned(), step.anchor.clone())];
    lines.extend(step.practice.iter().map(|practice| ("Practice".to_owned(), practice.clone())));
    for resource in &step.resources {
        let known: Vec<_> = [&resource.kind, &resource.cost].into_iter().flatten().map(String::as_str).collect();
        let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        let url = resource.url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
        lines.push(("Learn from".to_owned(), format!("{}{known}{url}", resource.title)));
    }
    screen.pairs(Some(Tone::Strong), &lines);
}

fn steps(screen: &mut Screen, report: &PlanReport) {
    if report.steps.is_empty() {
        return;
    }
    let all = report.steps.len();
    let title =
        if report.shown < all { format!("The first {} of {all} steps", report.shown) } else { "Steps".to_owned() };
    screen.heading(&format!("{title}, in order"));
    for (at, week) in report.weeks.iter().filter(|week| week.first < report.shown).enumerate() {
        if at > 0 {
            screen.gap();
        }
        one_week(screen, week, &report.steps[week.first..week.first + week.steps]);
    }
    more(screen, all - report.shown);
}

fn one_week(screen: &mut Screen, week: &Week, steps: &[Step]) {
    let title = screen.paint(Tone::Strong, &week.title);
    screen.say(&format!("{title}, until {}", week.ends));
    if !week.skipped.is_empty() {
        screen.note(&words::skipped(&week.skipped));
    }
    let line = |step: &Step| {
        let gain = if step.gain == Share::default() {
            ", no points yet".to_owned()
        } else {
            words::gain(step.gain, step.points)
        };
        let remark = step.remark.as_ref().map(|remark| format!("; {remark}")).unwrap_or_default();
        let (skill, level) = (&step.skill.title, &step.level);
        (step.id.clone(), format!("{skill}, {level}: {}{gain}{remark}", hours(step.hours)))
    };
    screen.pairs(Some(Tone::Command), &steps.iter().map(line).collect::<Vec<_>>());
}

fn projects(screen: &mut Screen, report: &PlanReport) {
    const SHOWN: usize = 3;
    for (heading, projects) in words::projects(&report.projects) {
        screen.heading(heading);
        for project in projects.iter().take(SHOWN) {
            let title = screen.paint(Tone::Strong, &project.name.title);
            let (id, takes, alone) = (&project.name.id, hours(project.hours), words::alone(project));
            screen.item(&format!("{title} ({id}), {takes}: {} ({alone})", project.raises.join(", ")));
        }
        more(screen, projects.len().saturating_sub(SHOWN));
    }
}

fn ticked(screen: &mut Screen, report: &PlanReport) {
    if !report.done.is_empty() {
        screen.heading("Done");
        screen.note(&format!("{}.", words::done(report)));
        let text = |done: &super::Done| {
            let took = done.hours.map(|took| format!(", {}", hours(took))).unwrap_or_default();
            (done.id.clone(), format!("{}, {}{took}", done.title, done.on))
        };
        screen.pairs(Some(Tone::Good), &report.done.iter().map(text).collect::<Vec<_>>());
    }
    if !report.hidden.is_empty() {
        screen.heading("Skipped");
        let text = |hidden: &super::Hidden| {
            let why = hidden.skipped.map_or_else(|| "needs a skipped step".to_owned(), |on| format!("skipped {on}"));
            (hidden.id.clone(), format!("{}, {why}", hidden.title))
        };
        screen.pairs(None, &report.hidden.iter().take(MOST).map(text).collect::<Vec<_>>());
        more(screen, report.hidden.len().saturating_sub(MOST));
    }
}

fn more(screen: &mut Screen, more: usize) {
    if more > 0 {
        screen.note(&format!("and {more} more"));
    }
}

fn next(screen: &mut Screen, report: &PlanReport) {
    let given = &report.given;
    let mut commands = Commands::new();
    if let Some(first) = report.answer_first.first() {
        propose(&mut commands, given.recording(&format!("edit {}", first.id)), "answer it now");
    }
    if let Some(first) = report.steps.first() {
        let tick = given.recording_on(&format!("plan done {}", first.id));
        let back = if tick.is_some() { "; `plan sync` reads them back" } else { "" };
        propose(&mut commands, tick, "tick the step, with --hours what it took");
        let command = given.reading(&format!("explain {}", first.skill.id));
        propose(&mut commands, command, "its levels and how it is scored");
        propose(&mut commands, given.planning("plan -o plan.md"), format!("all steps with checkboxes{back}"));
    } else {
        propose(&mut commands, given.reading_on("report"), "where you stand");
    }
    if !report.done.is_empty() {
        propose(&mut commands, given.recording("assess --due"), "rate what you ticked");
    }
    commands.extend(given.record());
    screen.next(&commands);
}
