//! `target`: the roles of a rubric.

use std::collections::BTreeMap;

use crate::assessment::Answers;
use crate::cli::args::{Format, Output, Source, TargetCommand};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::Judged;
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::{self, Session};
use crate::history::Listing;
use crate::plan::{self, Wishes};
use crate::report::target;
use crate::rubric::{Hours, Rubric, TargetIx};
use crate::score;

pub(super) fn run(session: &Session, command: &TargetCommand) -> Outcome {
    match command {
        TargetCommand::List { rubric, answers, output } => list(session, rubric.as_deref(), answers.as_deref(), output),
        TargetCommand::Show { target, rubric, answers, output } => {
            show(session, target, rubric.as_deref(), answers.as_deref(), output)
        }
    }
}

fn list(session: &Session, rubric: Option<&str>, answers: Option<&str>, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let found = Found::new(session, rubric, answers)?;
    let hours: BTreeMap<_, _> = found
        .rubric()
        .targets()
        .filter_map(|(at, _)| Some((at, hours_left(found.rubric(), at, found.answers()?))))
        .collect();
    let list = target::targets(found.rubric(), found.answers(), &hours);
    let text = match format {
        Format::Table => target::list_terminal(&list, session.terminal.style()),
        Format::Markdown => target::list_markdown(&list),
        Format::Json => target::list_json(&list),
    };
    session.deliver(&text, output.output.as_deref())
}

fn show(session: &Session, typed: &str, rubric: Option<&str>, answers: Option<&str>, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let found = Found::new(session, rubric, answers)?;
    let at = rubrics::target(found.rubric(), typed)?;
    let hours = found.answers().map(|answers| hours_left(found.rubric(), at, answers));
    let report = target::target(found.rubric(), at, found.answers(), hours);
    let text = match format {
        Format::Table => target::terminal(&report, session.terminal.style()),
        Format::Markdown => target::markdown(&report),
        Format::Json => target::json(&report),
    };
    session.deliver(&text, output.output.as_deref())
}

/// A rubric, with answers to it if there are any.
enum Found {
    Judged(Box<Judged>),
    Rubric(Box<Loaded>),
}

impl Found {
    fn new(session: &Session, rubric: Option<&str>, answers: Option<&str>) -> Result<Self, Failure> {
        let source = Source { rubric: rubric.map(str::to_owned), answers: answers.map(str::to_owned), target: None };
        if let Some(judged) = super::explain::judged_if_any(session, &source)? {
            return Ok(Self::Judged(Box::new(judged)));
        }
        let loaded = match rubric {
            Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
            None => rubrics::usual(session, &Listing::default())?,
        };
        Ok(Self::Rubric(Box::new(loaded)))
    }

    fn rubric(&self) -> &Rubric {
        match self {
            Self::Judged(judged) => judged.rubric(),
            Self::Rubric(loaded) => &loaded.rubric,
        }
    }

    fn answers(&self) -> Option<&Answers> {
        match self {
            Self::Judged(judged) => Some(&judged.answers),
            Self::Rubric(_) => None,
        }
    }
}

/// The hours of the plan for a target.
fn hours_left(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Hours {
    let scorecard = score::score(rubric, target, answers);
    plan::plan(rubric, &scorecard, &Wishes::from(session::today())).total_hours
}
