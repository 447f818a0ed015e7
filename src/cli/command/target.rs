//! `target`: the roles of a rubric.

use std::collections::BTreeMap;

use crate::cli::args::{ListFormat, Output, PageFormat, Sheet, Source, TargetCommand};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Found};
use crate::cli::planning::{self, Asked};
use crate::cli::rubrics;
use crate::cli::session::Session;
use crate::report::compare::{self, Input};
use crate::report::target::{self, Left};
use crate::rubric::TargetIx;

pub(super) fn run(session: &Session, command: &TargetCommand) -> Outcome {
    match command {
        TargetCommand::List { basis, output, sheet } => list(session, &basis.into(), output, *sheet),
        TargetCommand::Show { target, compare: None, basis, output, sheet } => {
            show(session, target, &basis.into(), output, *sheet)
        }
        TargetCommand::Show { target, compare: Some(with), basis, output, sheet: _ } => {
            comparison(session, (target, with.as_deref()), &basis.into(), output)
        }
    }
}

fn list(session: &Session, source: &Source, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let found = Found::new(session, source)?;
    let left: BTreeMap<_, _> = match &found {
        Found::Judged(judged) => planning::left(session, judged)?.into_iter().collect(),
        Found::Rubric(_) => BTreeMap::new(),
    };
    let list = target::targets(found.rubric(), found.answers(), &left, &judged::given(source));
    let text = match format {
        ListFormat::Table => target::list_terminal(&list, session.terminal.style()),
        ListFormat::Markdown => target::list_markdown(&list),
        ListFormat::Json => target::list_json(&list),
        ListFormat::Csv => sheet.of(&target::list_sheet(&list)),
    };
    session.deliver(&text, format.into(), output.to())?;
    found.remark(source, format.into());
    Ok(())
}

fn show(session: &Session, typed: &str, source: &Source, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let found = Found::new(session, source)?;
    let at = rubrics::target(found.loaded(), typed)?;
    let left = left(session, &found, at)?;
    let report = target::target(found.rubric(), at, found.answers(), left, &judged::given(source));
    let text = match format {
        ListFormat::Table => target::terminal(&report, session.terminal.style()),
        ListFormat::Markdown => target::markdown(&report),
        ListFormat::Json => target::json(&report),
        ListFormat::Csv => sheet.of(&target::sheet(&report)),
    };
    session.deliver(&text, format.into(), output.to())?;
    found.remark(source, format.into());
    Ok(())
}

/// A target compared with another: the one that was named, else that of the answers, else the one it starts from.
fn comparison(
    session: &Session,
    (typed, with): (&str, Option<&str>),
    source: &Source,
    output: &Output<ListFormat>,
) -> Outcome {
    let format = super::page_only("--compare", super::format(output)?)?;
    let found = Found::new(session, source)?;
    let rubric = found.rubric();
    let at = rubrics::target(found.loaded(), typed)?;
    let with = match with {
        Some(typed) => rubrics::target(found.loaded(), typed)?,
        None => usual_other(&found, at)?,
    };
    if at == with {
        let failure = Failure::usage(format!("`{}` is compared with itself", rubric[at].id));
        return Err(failure.hint("name another: `--compare TARGET`; `skillgap target list` shows them all"));
    }
    let comparison = compare::comparison(&Input {
        rubric,
        target: (at, left(session, &found, at)?),
        with: (with, left(session, &found, with)?),
        answers: found.answers(),
        given: &judged::given(source),
    });
    let text = match format {
        PageFormat::Table => compare::terminal(&comparison, session.terminal.style()),
        PageFormat::Markdown => compare::markdown(&comparison),
        PageFormat::Json => compare::json(&comparison),
    };
    session.deliver(&text, format.into(), output.to())?;
    found.remark(source, format.into());
    Ok(())
}

/// What a target is compared with if nothing is named: the target of the answers, else where it starts from, else the rung
/// below it.
fn usual_other(found: &Found, at: TargetIx) -> Result<TargetIx, Failure> {
    let rubric = found.rubric();
    let own = match found {
        Found::Judged(judged) => Some(judged.target(None)?),
        Found::Rubric(_) => None,
    };
    let ladder = rubric.ladder();
    let rung = ladder.iter().position(|rung| *rung == at);
    let below = rung.and_then(|rung| ladder.get(rung.checked_sub(1)?)).copied();
    own.filter(|own| *own != at).or(rubric[at].after).or(below).ok_or_else(|| {
        let failure = Failure::usage(format!("nothing to compare `{}` with", rubric[at].id));
        failure.hint("name a target: `--compare TARGET`; `skillgap target list` shows them all")
    })
}

/// What is left to a target, as `plan` has it: without the steps that were ticked, at the person's own pace.
fn left(session: &Session, found: &Found, target: TargetIx) -> Result<Option<Left>, Failure> {
    match found {
        Found::Judged(judged) => {
            let planned = planning::planned(session, judged, target, &Asked::default())?;
            Ok(Some(Left::from(&planned.plan)))
        }
        Found::Rubric(_) => Ok(None),
    }
}
