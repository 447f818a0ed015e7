//! The gap report on a screen.

use super::super::bar::{bar, legend};
use super::super::given::{Commands, propose};
use super::super::number::range;
use super::super::screen::Screen;
use super::super::so_far::estimated;
use super::super::style::{Style, Tone};
use super::{GapReport, tables, words};
use crate::score::Verdict;
use crate::wording::count;

/// The report as text: what matters most stands in the first lines.
pub fn terminal(report: &GapReport, style: Style) -> String {
    let mut screen = Screen::new(style);
    head(&mut screen, report);
    start(&mut screen, report);
    way(&mut screen, report);
    gaps(&mut screen, report);
    open(&mut screen, report);
    contradictions(&mut screen, report);
    areas(&mut screen, report);
    strengths(&mut screen, report);
    screen.heading("How sure is this");
    report.sure.iter().for_each(|sentence| screen.item(sentence));
    screen.heading("How it is computed");
    report.formula.iter().for_each(|line| screen.item(line));
    next(&mut screen, report);
    screen.finish()
}

fn head(screen: &mut Screen, report: &GapReport) {
    let title = screen.paint(Tone::Strong, &report.target.title);
    screen.say(&format!("Gap report: {title}, {}, self-rated", report.on));
    verdict(screen, report);
    if let Some(ladder) = &report.ladder_words {
        screen.say(&format!("{ladder}."));
    }
}

/// The number, and what it comes to.
pub(super) fn verdict(screen: &mut Screen, report: &GapReport) {
    let readiness = screen.paint(Tone::Strong, &words::readiness(report.readiness));
    let since = report.since.as_ref().map(|since| format!(", {since}")).unwrap_or_default();
    screen.say(&format!("Readiness {readiness}{since}"));
    if let Some(estimate) = &report.estimate {
        screen.say(&format!("{}.", estimated(estimate)));
    }
    let (verdict, rest) = report.verdict_words.split_once(':').unwrap_or((&report.verdict_words, ""));
    let verdict = screen.paint(tone(report.verdict), &format!("{verdict}:"));
    screen.say(&format!("{verdict}{rest}."));
}

const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Ready => Tone::Good,
        Verdict::NotReady => Tone::Missing,
        Verdict::Undecided => Tone::Open,
    }
}

fn start(screen: &mut Screen, report: &GapReport) {
    screen.heading(&format!("Start here: {}", report.start.what));
    let details: Vec<_> =
        report.start.details.iter().map(|(label, text)| ((*label).to_owned(), text.clone())).collect();
    screen.pairs(Some(Tone::Strong), &details);
}

/// The way to ready, where it is more than the step to start with.
fn way(screen: &mut Screen, report: &GapReport) {
    const MOST: usize = 6;
    let way = &report.way;
    let Some(length) = way.length() else { return };
    screen.heading(&format!("The way to ready: {length}"));
    // What answers may still change does not bear being listed.
    if way.ready.as_ref().is_some_and(|ready| ready.open.len() > ready.steps) {
        return;
    }
    let shown = if way.steps.len() <= MOST + 1 { way.steps.len() } else { MOST };
    let lines: Vec<_> = way.steps[..shown].iter().map(|step| (step.id.clone(), step.words())).collect();
    screen.pairs(Some(Tone::Command), &lines);
    if way.steps.len() > shown {
        screen.note(&format!("and {} more: the plan has them all", way.steps.len() - shown));
    }
}

fn gaps(screen: &mut Screen, report: &GapReport) {
    let all = report.gaps.len();
    if all == 0 {
        return;
    }
    let title = if report.shown < all {
        format!("The {} largest of {all} gaps", report.shown)
    } else {
        count(all, "gap", "gaps")
    };
    screen.heading(&format!("{title}, by points of readiness"));
    screen.table(&tables::gaps(report, report.shown));
}

fn open(screen: &mut Screen, report: &GapReport) {
    if report.open.is_empty() {
        return;
    }
    screen.heading(&format!("Not answered yet: may be worth up to {} points", report.open_worth));
    screen.table(&tables::open(report, report.open_shown));
    let more = report.open.len() - report.open_shown;
    if more > 0 {
        screen.note(&format!("and {more} more"));
    }
}

fn contradictions(screen: &mut Screen, report: &GapReport) {
    if report.contradictions.is_empty() {
        return;
    }
    screen.heading("Answers that contradict each other");
    for broken in report.main_contradictions() {
        screen.item(&broken.words);
    }
}

fn areas(screen: &mut Screen, report: &GapReport) {
    if report.areas.is_empty() {
        return;
    }
    screen.heading("Readiness by area, of 100");
    let style = screen.style;
    let cells = if style.has_tables() { 30 } else { 12 };
    let drawn = |(area, span): &(super::Name, crate::score::Span)| {
        let figures = range(*span);
        let text = if style.plain { figures } else { format!("{} {figures}", bar(*span, cells, style.unicode)) };
        (area.title.clone(), text)
    };
    screen.pairs(None, &report.areas.iter().map(drawn).collect::<Vec<_>>());
    if !style.plain {
        screen.note(legend(style));
    }
}

fn strengths(screen: &mut Screen, report: &GapReport) {
    const MOST: usize = 6;
    if report.strengths.is_empty() {
        return;
    }
    let said =
        |strength: &super::Strength| format!("{} {} (asked {})", strength.name.title, strength.you, strength.asked);
    let mut listed: Vec<_> = report.strengths.iter().take(MOST).map(said).collect();
    if report.strengths.len() > MOST {
        listed.push(format!("{} more", report.strengths.len() - MOST));
    }
    screen.heading("Strengths: above what is asked");
    screen.note(&screen.paint(Tone::Good, &listed.join(", ")));
}

fn next(screen: &mut Screen, report: &GapReport) {
    let given = &report.given;
    let mut commands = Commands::new();
    if !report.gaps.is_empty() {
        propose(&mut commands, given.reading_on("plan"), "what to learn and when");
    }
    if let Some(first) = report.gap_rows().next() {
        let command = given.reading(&format!("explain {}", first.name.id));
        propose(&mut commands, command, "how it is scored, and what the next level asks");
    }
    if !report.stale.skills.is_empty() {
        propose(&mut commands, given.recording("assess --due"), "answer again what is old");
    }
    let open = report.open_rows().next().map(|row| &row.name);
    if let Some(first) = report.ask.first().or(open) {
        let command = given.recording(&format!("edit {}", first.id));
        propose(&mut commands, command, "answer the first open question");
    }
    if let Some(next) = report.next.as_ref().filter(|_| report.verdict == Verdict::Ready) {
        let command = given.report(&format!("report --target {}", next.id));
        propose(&mut commands, command, format!("the next rung: {}", next.title));
    }
    propose(&mut commands, given.report_on("report -o gap.md"), "everything, for your notes");
    commands.extend(given.record());
    screen.next(&given.or_begin(commands));
}
