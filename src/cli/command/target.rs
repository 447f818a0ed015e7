//! `target`: the roles of a rubric.

use std::collections::BTreeMap;

use crate::assessment::Answers;
use crate::cli::args::{ListFormat, Output, Sheet, Source, TargetCommand};
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
        TargetCommand::List { rubric, answers, output, sheet } => {
            list(session, &source(rubric.as_ref(), answers.as_ref()), output, *sheet)
        }
        TargetCommand::Show { target, rubric, answers, output, sheet } => {
            show(session, target, &source(rubric.as_ref(), answers.as_ref()), output, *sheet)
        }
    }
}

fn source(rubric: Option<&String>, answers: Option<&String>) -> Source {
    Source { rubric: rubric.cloned(), answers: answers.cloned(), target: None }
}

fn list(session: &Session, source: &Source, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let found = Found::new(session, source)?;
    let hours: BTreeMap<_, _> = found
        .rubric()
        .targets()
        .filter_map(|(at, _)| Some((at, hours_left(found.rubric(), at, found.answers()?))))
        .collect();
    let list = target::targets(found.rubric(), found.answers(), &hours);
    let text = match format {
        ListFormat::Table => target::list_terminal(&list, session.terminal.style()),
        ListFormat::Markdown => target::list_markdown(&list),
        ListFormat::Json => target::list_json(&list),
        ListFormat::Csv => sheet.of(&target::list_sheet(&list)),
    };
    session.deliver(&text, format.into(), output.output.as_deref())?;
    found.remark(source, format.into());
    Ok(())
}

fn show(session: &Session, typed: &str, source: &Source, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let found = Found::new(session, source)?;
    let at = rubrics::target(found.rubric(), typed)?;
    let hours = found.answers().map(|answers| hours_left(found.rubric(), at, answers));
    let report = target::target(found.rubric(), at, found.answers(), hours);
    let text = match format {
        ListFormat::Table => target::terminal(&report, session.terminal.style()),
        ListFormat::Markdown => target::markdown(&report),
        ListFormat::Json => target::json(&report),
        ListFormat::Csv => sheet.of(&target::sheet(&report)),
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
