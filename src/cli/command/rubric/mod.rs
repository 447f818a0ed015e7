//! `rubric`: what can be answered, and the making of one's own.

mod check;
mod diff;
mod new;
mod show;

use std::collections::BTreeMap;

use crate::cli::args::{Format, ListFormat, Output, RubricCommand, Sheet, To};
use crate::cli::failure::Outcome;
use crate::cli::rubrics::{self, Loaded};
use crate::cli::session::Session;
use crate::report::rubric as report;
use crate::rubric::builtin::{BUILTIN, builtin};
use crate::rubric::{Layers, Rubric, json};

pub(super) fn run(session: &Session, command: &RubricCommand) -> Outcome {
    match command {
        RubricCommand::List { output, sheet } => list(session, output, *sheet),
        RubricCommand::Show { id, name, origin: true, output } => {
            show::origin(session, id.as_deref(), name.as_deref(), output)
        }
        RubricCommand::Show { id, name, origin: false, output } => {
            show::run(session, id.as_deref(), name.as_deref(), output)
        }
        RubricCommand::Diff { old, new, output } => diff::run(session, old, new, output),
        RubricCommand::Check { files, strict } => check::run(session, files, *strict),
        RubricCommand::New { id, extends, output } => new::run(session, id, extends.as_deref(), output.as_deref()),
        RubricCommand::Schema { output, force } => {
            session.publish(json::SCHEMA, Format::Json, To { path: output.as_deref(), force: *force })
        }
    }
}

fn list(session: &Session, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let mut listed = Vec::new();
    for builtin in BUILTIN {
        listed.push(entry(&rubrics::read(session, Layers::new(builtin.sources()))?.rubric, "bundled"));
    }
    for loaded in stored(session) {
        listed.push(entry(&loaded.rubric, "stored"));
    }
    let text = match format {
        ListFormat::Table => report::list_terminal(&report::rubrics(&listed), session.terminal.style()),
        ListFormat::Markdown => report::list_markdown(&report::rubrics(&listed)),
        ListFormat::Json => report::list_json(&listed),
        ListFormat::Csv => sheet.of(&report::list_sheet(&listed)),
    };
    session.deliver(&text, format.into(), output.to())
}

/// The newest stored copy of each rubric that is not bundled. One that cannot be read is told by `history check`.
fn stored(session: &Session) -> Vec<Loaded> {
    let history = session.assessments().unwrap_or_default();
    let newest: BTreeMap<_, _> =
        history.entries.iter().map(|entry| (entry.assessment.rubric.id.as_str(), &entry.assessment.rubric)).collect();
    let own = newest.into_iter().filter(|(id, _)| builtin(id).is_none());
    own.filter_map(|(_, edition)| rubrics::stored(session, edition).ok().flatten()).collect()
}

fn entry(rubric: &Rubric, origin: &str) -> report::Listed {
    report::Listed {
        id: rubric.id().to_string(),
        title: rubric.title().to_owned(),
        version: rubric.version().to_owned(),
        skills: rubric.skills().len(),
        targets: rubric.targets().len(),
        origin: origin.to_owned(),
    }
}
