//! The page as HTML.

use maud::{Markup, html};

use super::super::chart::{Bar, Timeline};
use super::super::html::{Page, Section, page};
use super::super::markup::{link, sentences};
use super::super::name::{self, capital};
use super::super::number::{asked, range, range_or_unknown};
use super::super::plan;
use super::super::so_far::estimated;
use super::{PageReport, heat, tables};
use crate::score::Verdict;
use crate::wording::count;

/// The id of the element that holds the answers for programs.
const DATA: &str = "skillgap-assessment";

/// The report as one file: no script, nothing loaded, light and dark, on a phone, a wide screen and paper.
pub fn html(report: &PageReport) -> String {
    let gaps = &report.gaps;
    page(&Page {
        kind: "Skill gap report",
        target: &gaps.target,
        dated: gaps.on.to_string(),
        about: gaps.on.to_string(),
        edition: &gaps.edition,
        lead: html! { div.lead { (readiness(report)) (start(report)) } },
        sections: sections(report),
        made_from: made_from(report),
        data: Some((DATA, report.answers.clone())),
    })
}

fn readiness(report: &PageReport) -> Markup {
    let gaps = &report.gaps;
    let (verdict, rest) = gaps.verdict_words.split_once(": ").unwrap_or((&gaps.verdict_words, ""));
    let class = match gaps.verdict {
        Verdict::Ready => "good",
        Verdict::NotReady => "missing",
        Verdict::Undecided => "open",
    };
    html! {
        section.readiness aria-labelledby="readiness" {
            h2.small id="readiness" { "Readiness" }
            p.figure {
                @match gaps.readiness {
                    Some(span) => { strong { (range(span)) } " of 100" },
                    None => { strong { "unknown" } },
                }
                @if let Some(since) = &gaps.since { ", " span.since { (since) } }
            }
            @if let Some(span) = gaps.readiness {
                (Bar { name: "", span, before: report.before }.drawn(report.ready_at))
                (key(report))
            }
            @if let Some(estimate) = &gaps.estimate { p { (estimated(estimate)) "." } }
            p { span.verdict.(class) { (verdict) } " " (capital(rest)) "." }
            @if let Some(ladder) = &gaps.ladder_words { p { (ladder) "." } }
        }
    }
}

/// What the parts of a bar mean.
fn key(report: &PageReport) -> Markup {
    html! {
        ul.key {
            li { (swatch("reached")) "reached" }
            @if report.gaps.readiness.is_some_and(|span| !span.is_point()) || !report.gaps.open.is_empty() {
                li { (swatch("open")) "not answered yet" }
            }
            li { (swatch("missing")) "missing" }
            li {
                svg width="14" height="14" aria-hidden="true" { line.asked x1="7" x2="7" y1="0" y2="14" {} }
                "asked " (asked(report.ready_at))
            }
            @if report.before.is_some() {
                li {
                    svg width="14" height="14" aria-hidden="true" { circle.before cx="7" cy="7" r="4" {} }
                    "last time, where it moved"
                }
            }
        }
    }
}

fn swatch(class: &str) -> Markup {
    html! {
        svg width="14" height="14" aria-hidden="true" { rect.(class) x="0.5" y="2.5" width="13" height="9" rx="2" {} }
    }
}

fn start(report: &PageReport) -> Markup {
    let start = &report.gaps.start;
    html! {
        section.start aria-labelledby="start" {
            h2.small id="start" { "Start here" }
            p.what { (capital(&start.what)) }
            dl {
                @for (label, detail) in &start.details {
                    dt { (label) }
                    dd { @if *label == "Command" { code { (detail) } } @else { (sentence(detail)) } }
                }
            }
        }
    }
}

/// A sentence with its beginning and its end.
fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    capital(words) + end
}

fn sections(report: &PageReport) -> Vec<Section> {
    let gaps = &report.gaps;
    let mut all = Vec::new();
    let mut add = |id, short, title: &str, body| all.push(Section { id, title: title.to_owned(), short, body });
    if !report.areas.is_empty() {
        add("areas", "Areas", "By area", html! { p { (report.areas_words) "." } (tables::areas(report)) });
    }
    add("gaps", "Gaps", &gaps_title(report), gaps_body(report));
    if !gaps.open.is_empty() {
        let worth = format!("May be worth up to {} points together; not counted as gaps", gaps.open_worth);
        let table = tables::requirements(
            "Requirements without an answer, most first",
            "Up to",
            &gaps.open_rows().collect::<Vec<_>>(),
        );
        add("open", "Not answered", "Not answered yet", html! { p { (worth) "." } (table) });
    }
    if !gaps.contradictions.is_empty() {
        let words = gaps.main_contradictions().map(|broken| &broken.words);
        add("contradictions", "Contradictions", "Answers that contradict each other", sentences(words));
    }
    if !report.plan.steps.is_empty() {
        add("plan", "Plan", "The plan", plan::in_short(&report.plan));
    }
    if report.series.len() > 1 {
        add("time", "Over time", "Readiness over time", over_time(report));
    }
    if !gaps.strengths.is_empty() {
        add("strengths", "Strengths", "Strengths: above what is asked", strengths(report));
    }
    add("sure", "How sure", "How sure is this", sentences(&gaps.sure));
    let skills = format!("All {} of the rubric", count(gaps.skills.len(), "skill", "skills"));
    add("skills", "All skills", &skills, heat::heat(report));
    let formula = html! { ul.formula { @for line in &gaps.formula { li { (line) } } } };
    add("formula", "Formula", "How this was scored", formula);
    all
}

fn gaps_title(report: &PageReport) -> String {
    match report.gaps.gaps.len() {
        0 => "No gaps".to_owned(),
        n => count(n, "gap", "gaps"),
    }
}

fn gaps_body(report: &PageReport) -> Markup {
    let gaps = &report.gaps;
    html! {
        @if gaps.gaps.is_empty() {
            p { "Nothing that you answered falls short of what this target asks." }
        } @else {
            (tables::requirements("Gaps, by points of readiness", "Points", &gaps.gap_rows().collect::<Vec<_>>()))
        }
    }
}

fn over_time(report: &PageReport) -> Markup {
    let points: Vec<_> = report.series.iter().filter_map(|(on, span)| Some((*on, (*span)?))).collect();
    html! {
        p { (report.series_words) ". All are judged by the rubric of this report." }
        @if !points.is_empty() {
            (Timeline { title: "", about: "", points, asked: Some(report.ready_at) }.drawn("timeline"))
        }
        (over_time_table(report))
    }
}

fn over_time_table(report: &PageReport) -> Markup {
    html! {
        details {
            summary { "The same as a table" }
            table {
                caption { "Readiness of 100 at each assessment" }
                thead { tr { th scope="col" { "Day" } th.number scope="col" { "Readiness" } } }
                tbody { @for (on, span) in &report.series {
                    tr { th scope="row" { (on) } td.number {
                        (range_or_unknown(*span))
                    } }
                } }
            }
        }
    }
}

fn strengths(report: &PageReport) -> Markup {
    html! {
        ul.strengths {
            @for strength in &report.gaps.strengths {
                li { (strength.name.title) span.level-name { (strength.you) } span.note { "asked " (strength.asked) } }
            }
        }
    }
}

fn made_from(report: &PageReport) -> Markup {
    let edition = &report.gaps.edition;
    html! {
        p {
            "Measured against the rubric " strong { (report.rubric) } ", "
            code { (edition.id) } " " (name::text(&edition.version)) ", target "
            code { (report.gaps.target.id) } "."
        }
        @if !report.sources.is_empty() {
            p {
                "It was made from "
                @for (at, source) in report.sources.iter().enumerate() {
                    @if at > 0 { "; " }
                    (link(&source.title, source.url.as_deref()))
                    @if !source.known.is_empty() { " (" (source.known.join(", ")) ")" }
                }
                "."
            }
        }
    }
}
