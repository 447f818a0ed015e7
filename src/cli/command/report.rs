//! `report`: the gaps between answers and a target.

use std::path::Path;

use crate::assessment::{Answers, Scope};
use crate::cli::args::{Format, PageFormat, Report, ReportFormat, Source};
use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::front::Ended;
use crate::cli::gaps::{build, earlier, report_on};
use crate::cli::judged::{self, Judged};
use crate::cli::planning::{self, Asked, Planned};
use crate::cli::questionnaire::Saved;
use crate::cli::session::Session;
use crate::cli::what_if as supposed;
use crate::cli::{files, output};
use crate::history::{self, Entry};
use crate::plan::Plan;
use crate::report::gap::{self, Extent, GapReport};
use crate::report::page::{self, PageReport};
use crate::report::plan::{Input as PlanInput, plan_report};
use crate::report::{Given, Style, Whose, front_matter, number, resume, what_if};
use crate::rubric::{Share, TargetIx};
use crate::score::{self, Scorecard};
use crate::wording;

pub(super) fn run(session: &Session, args: &Report) -> Outcome {
    let format = super::format(&args.output)?;
    super::sheet_only(args.sheet, format)?;
    super::document_only(args.document, format)?;
    super::only_for(args.merge.is_some(), "--merge", format, Format::JsonResume)?;
    let gate = args.fail_under.map(gate).transpose()?;
    let mut judged = judged::judged(session, &args.source, args.at.as_deref())?;
    let target = judged.target(args.source.target.as_deref())?;
    if !args.what_if.is_empty() {
        return suppose(session, args, judged, target);
    }
    let extent = if args.all { Extent::All } else { Extent::Largest };
    let Planned { scorecard, plan } = planning::planned(session, &judged, target, &Asked::default())?;
    let given = judged.given(&args.source, args.at.as_deref());
    let report = build(&judged, &scorecard, &plan, extent, &given);
    let report = if args.redact {
        judged.assessment = judged.assessment.redacted();
        report.redacted()
    } else {
        report
    };
    let text = match format {
        ReportFormat::Table => gap::terminal(&report, style(session, args)),
        ReportFormat::Markdown if args.document.front_matter => {
            front_matter::of_gaps(&report) + &gap::markdown(&report)
        }
        ReportFormat::Markdown => gap::markdown(&report),
        ReportFormat::Html => page::html(&whole(&judged, &scorecard, &plan, &report)),
        ReportFormat::Json => gap::json(&report),
        ReportFormat::Csv => args.sheet.of(&gap::sheet(&report)),
        ReportFormat::Svg => page::svg(&whole(&judged, &scorecard, &plan, &report)),
        ReportFormat::JsonResume => strengths(session, &judged, args.merge.as_deref())?,
    };
    let to = args.output.output.as_deref();
    if to.is_some_and(|to| args.merge.as_deref().is_some_and(|from| to == Path::new(from))) {
        session.replace(&text, format.into(), to)?;
    } else {
        session.deliver(&text, format.into(), args.output.to())?;
    }
    judged.remark(&args.source, format.into());
    match gate {
        Some(gate) => pass(&scorecard, gate),
        None => Ok(()),
    }
}

/// The report on what would change if some ratings were others.
fn suppose(session: &Session, args: &Report, mut judged: Judged, target: TargetIx) -> Outcome {
    let format = super::page_only("--what-if", super::format(&args.output)?)?;
    let levels = supposed::levels(&judged.loaded, &args.what_if)?;
    let change = score::what_if(judged.rubric(), target, &judged.answers, &levels);
    let today = judged.today();
    supposed::suppose(&mut judged, &levels, today);
    let Planned { scorecard, plan } = planning::planned(session, &judged, target, &Asked::default())?;
    let given = judged.given(&args.source, args.at.as_deref());
    let then = build(&judged, &scorecard, &plan, Extent::Largest, &given);
    let then = if args.redact { then.redacted() } else { then };
    let report = what_if::what_if_report(judged.rubric(), &change, then);
    let text = match format {
        PageFormat::Table => what_if::terminal(&report, style(session, args)),
        PageFormat::Markdown => what_if::markdown(&report),
        PageFormat::Json => what_if::json(&report),
    };
    session.deliver(&text, format.into(), args.output.to())?;
    judged.remark(&args.source, format.into());
    Ok(())
}

/// The end of a questionnaire that was saved just now: one screen, and the whole report for who wants it.
pub(in crate::cli) fn after_assessment(session: &Session, saved: Saved) -> Outcome {
    let Saved { entry, mut front, left, warning } = saved;
    let judged = judged::judged(session, &Source::default(), Some(&entry.id))?;
    let report = report_on(session, &judged)?;
    let more: Vec<_> = left.or_else(|| next_rung(&judged, &report)).into_iter().collect();
    let closing = gap::closing(&report, &more, session.terminal.style());
    let style = session.terminal.error_style();
    let ended = front.close(&gap::closing(&report, &more, style), &gap::terminal(&report, style));
    drop(front);
    if let Some(warning) = warning {
        output::tell(&warning);
    }
    output::say(&format!("saved {}\n", entry.id));
    output::print(&closing)?;
    if ended == Ended::WithReport {
        output::print(&format!("\n{}", gap::terminal(&report, session.terminal.style())))?;
    }
    session.mention_later(&entry)
}

/// The command that asks what only the rung above asks, and how much that is.
fn next_rung(judged: &Judged, report: &GapReport) -> Option<(String, String)> {
    let next = report.next.as_ref().filter(|next| next.id != report.target.id)?;
    let rubric = judged.rubric();
    let asked = Scope::default().skills(rubric, rubric.target(&next.id)?);
    let new = asked.iter().filter(|skill| judged.answers.get(**skill).is_none()).count();
    let what = format!("{} asks {} more", next.title, wording::count(new, "skill", "skills"));
    (new > 0).then(|| (format!("skillgap assess --target {}", next.id), what))
}

/// The report of somebody else, for who wants to see one first.
pub(super) fn sample(session: &Session) -> Outcome {
    let text = include_str!("../../../examples/bootcamp-graduate.toml");
    let source = crate::document::Source { name: "a sample".to_owned(), text: text.to_owned() };
    let judged = judged::from_source(session, &source, judged::Wanted::default())?;
    output::say("These are somebody else's answers.\n");
    print(session, &judged, &Given { answers: Whose::Sample, ..Given::default() })
}

fn print(session: &Session, judged: &Judged, given: &Given) -> Outcome {
    let target = judged.target(None)?;
    let Planned { scorecard, plan } = planning::planned(session, judged, target, &Asked::default())?;
    let report = build(judged, &scorecard, &plan, Extent::Largest, given);
    output::print(&gap::terminal(&report, session.terminal.style()))
}

/// The report with its plan and what was before it.
fn whole(judged: &Judged, scorecard: &Scorecard, plan: &Plan, gaps: &GapReport) -> PageReport {
    let (rubric, target) = (judged.rubric(), scorecard.target);
    let answers = |entry: &Entry| Answers::of(rubric, &entry.assessment.ratings);
    let entry = judged.entry.as_ref();
    let earlier = entry.and_then(|entry| earlier(judged, entry));
    let mut series = entry.map_or_else(Vec::new, |entry| {
        history::series(&judged.history.entries, entry, |one| score::readiness(rubric, target, &answers(one)))
    });
    let now = entry.and_then(|entry| series.iter().position(|point| point.id == entry.id));
    series.truncate(now.map_or(0, |now| now + 1));
    page::page_report(&page::Input {
        gaps,
        plan: &plan_report(&PlanInput {
            rubric,
            edition: &judged.loaded.edition,
            on: judged.assessment.on,
            scorecard,
            plan,
            extent: Extent::All,
            given: &Given::default(),
        }),
        rubric,
        scorecard,
        assessment: &judged.assessment,
        id: entry.map(|entry| entry.id.as_str()),
        before: earlier.map(|earlier| score::score(rubric, target, &answers(earlier))).as_ref(),
        series: &series,
    })
}

/// The strengths as a résumé: one of nothing else, or the one that they are put into.
fn strengths(session: &Session, judged: &Judged, into: Option<&str>) -> Result<String, Failure> {
    let strengths = resume::resume(judged.rubric(), &judged.loaded.edition, &judged.assessment);
    let Some(name) = into else { return Ok(resume::json(&strengths)) };
    let there = files::source(session, name)?;
    resume::merged(&strengths, &there.text)
        .map_err(|unfit| Failure::failed(format!("cannot add to `{}`: {unfit}", wording::path(name))))
}

/// A file is laid out for a reader, whatever the terminal is like.
fn style(session: &Session, args: &Report) -> Style {
    if output::file(args.output.output.as_deref()).is_some() { Style::default() } else { session.terminal.style() }
}

fn gate(percent: f64) -> Result<f64, Failure> {
    if (0.0..=100.0).contains(&percent) {
        Ok(percent)
    } else {
        Err(Failure::usage(format!("`--fail-under {percent}` is not a percentage")).hint("it goes from 0 to 100"))
    }
}

/// Whether a readiness is so many points of 100 or more; it is not rounded twice, so that 57/100 reaches 57.
fn is_reached(low: Share, percent: f64) -> bool {
    number::exact(low * 100) >= percent
}

fn pass(scorecard: &Scorecard, gate: f64) -> Outcome {
    let low = scorecard.readiness.map(|readiness| readiness.low);
    match low {
        Some(low) if is_reached(low, gate) => Ok(()),
        Some(low) => Err(Failure::new(
            Kind::Check,
            format!("readiness may be as low as {} of 100, under {gate}", number::reached(low)),
        )),
        None => Err(Failure::new(Kind::Check, "there is no readiness: nothing that the target asks for applies")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_whole_percentage_reaches_itself() {
        for percent in 0..=100_i32 {
            let low = Share::new(percent.into(), 100);
            assert!(is_reached(low, percent.into()), "{percent}");
            assert!(!is_reached(low, f64::from(percent) + 0.001), "{percent}");
        }
    }
}
