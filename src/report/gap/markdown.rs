//! The gap report as Markdown: the same bytes for the same answers, and few changed lines for a changed one.

use super::super::markdown::{self, Document, text};
use super::super::name::{self, capital};
use super::super::so_far::estimated;
use super::{GapReport, tables, words};
use crate::wording::count;

/// The report as a document.
pub fn markdown(report: &GapReport) -> String {
    let mut document = Document::default();
    head(&mut document, report);
    document.heading(2, "Start here");
    document.block(&format!("**{}**", text(&capital(&report.start.what))));
    document.list(report.start.details.iter().map(|(label, detail)| format!("{label}: {}", text(detail))));
    if let Some(length) = report.way.length() {
        document.heading(2, "The way to ready");
        document.block(&format!("{}.", text(&capital(&length))));
        document.list(report.way.steps.iter().map(|step| format!("`{}` {}", step.id, text(&step.words()))));
    }
    document.heading(2, "Gaps");
    if report.gaps.is_empty() {
        document.block("None.");
    } else {
        document.table(&tables::gaps(report, report.gaps.len()));
    }
    if !report.open.is_empty() {
        document.heading(2, "Not answered yet");
        document.block(&format!("May be worth up to {} points together; not counted as gaps.", report.open_worth));
        document.table(&tables::open(report, report.open.len()));
    }
    if !report.contradictions.is_empty() {
        document.heading(2, "Answers that contradict each other");
        document.list(report.main_contradictions().map(|broken| sentence(&broken.words)));
    }
    if !report.areas.is_empty() {
        document.heading(2, "By area");
        document.block("Readiness of 100: █ reached, ▒ not answered yet, ░ missing.");
        document.table(&tables::areas(report));
    }
    if !report.strengths.is_empty() {
        document.heading(2, "Strengths");
        document.list(report.strengths.iter().map(|strength| {
            format!("{}: {}, asked {}", text(&strength.name.title), text(&strength.you), strength.asked)
        }));
    }
    document.heading(2, "How sure is this");
    document.list(report.sure.iter().map(|words| sentence(words)));
    document.folded(&format!("All {} of the rubric", count(report.skills.len(), "skill", "skills")), |document| {
        document.table(&tables::skills(report));
    });
    document.heading(2, "How this was scored");
    document.list(report.formula.iter().map(|line| text(line)));
    let edition = name::edition(&report.edition);
    document.finish(&format!("{edition}, target {}, self-rated", report.target.id))
}

fn head(document: &mut Document, report: &GapReport) {
    document.heading(1, &format!("Skill gap report: {}", text(&report.target.title)));
    let since = report.since.as_ref().map(|since| format!(", {since}")).unwrap_or_default();
    let mut lines = vec![
        format!("Readiness **{}** on {}{since}.", words::readiness(report.readiness), report.on),
        format!("Self-rated against the rubric {}.", markdown::edition(&report.edition)),
    ];
    lines.splice(1..1, report.estimate.iter().map(|estimate| sentence(&estimated(estimate))));
    let verdict = sentence(&report.verdict_words);
    let (word, rest) = verdict.split_once(':').unwrap_or((&verdict, ""));
    lines.push(format!("**{word}**:{rest}"));
    lines.extend(report.ladder_words.iter().map(|words| sentence(words)));
    document.block(&lines.join("\n"));
}

fn sentence(words: &str) -> String {
    format!("{}.", text(words))
}
