//! `target`: the roles of a rubric.

use std::collections::BTreeMap;

use crate::assessment::Answers;
use crate::cli::args::{Output, PageFormat, Source, TargetCommand};
use crate::cli::failure::Outcome;
use crate::cli::judged::Found;
use crate::cli::rubrics;
use crate::cli::session::{self, Session};
use crate::plan::{self, Wishes};
use crate::report::target;
use crate::rubric::{Hours, Rubric, TargetIx};
use crate::score;

pub(super) fn run(session: &Session, command: &TargetCommand) -> Outcome {
    match command {
        TargetCommand::List { rubric, answers, output } => {
            list(session, &source(rubric.as_ref(), answers.as_ref()), output)
        }
        TargetCommand::Show { target, rubric, answers, output } => {
            show(session, target, &source(rubric.as_ref(), answers.as_ref()), output)
        }
    }
}

fn source(rubric: Option<&String>, answers: Option<&String>) -> Source {
    Source { rubric: rubric.cloned(), answers: answers.cloned(), target: None }
}

fn list(session: &Session, source: &Source, output: &Output<PageFormat>) -> Outcome {
    let format = super::format(output)?;
    let found = Found::new(session, source)?;
    let hours: BTreeMap<_, _> = found
        .rubric()
        .targets()
        .filter_map(|(at, _)| Some((at, hours_left(found.rubric(), at, found.answers()?))))
        .collect();
    let list = target::targets(found.rubric(), found.answers(), &hours);
    let text = match format {
        PageFormat::Table => target::list_terminal(&list, session.terminal.style()),
        PageFormat::Markdown => target::list_markdown(&list),
        PageFormat::Json => target::list_json(&list),
    };
    session.deliver(&text, format.into(), output.output.as_deref())?;
    found.remark(source, format.into());
    Ok(())
}

fn show(session: &Session, typed: &str, source: &Source, output: &Output<PageFormat>) -> Outcome {
    let format = super::format(output)?;
    let found = Found::new(session, source)?;
    let at = rubrics::target(found.rubric(), typed)?;
    let hours = found.answers().map(|answers| hours_left(found.rubric(), at, answers));
    let report = target::target(found.rubric(), at, found.answers(), hours);
    let text = match format {
        PageFormat::Table => target::terminal(&report, session.terminal.style()),
        PageFormat::Markdown => target::markdown(&report),
        PageFormat::Json => target::json(&report),
    };
    session.deliver(&text, format.into(), output.output.as_deref())?;
    found.remark(source, format.into());
    Ok(())
}

/// The hours of the plan for a target.
fn hours_left(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Hours {
    let scorecard = score::score(rubric, target, answers);
    plan::plan(rubric, &scorecard, &Wishes::from(session::today())).total_hours
}
