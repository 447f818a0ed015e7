//! `rubric`: what can be answered, and the making of one's own.

mod check;
mod new;

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::args::{Format, Output, RubricCommand};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::files;
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::report::{explain, rubric as report};
use crate::rubric::builtin::{BUILTIN, builtin};
use crate::rubric::{self, Layers, Rubric, Subject, json};

pub(super) fn run(session: &Session, command: &RubricCommand) -> Outcome {
    match command {
        RubricCommand::List { output } => list(session, output),
        RubricCommand::Show { id, skill, origin: true, output } => {
            origin(session, id.as_deref(), skill.as_deref(), output)
        }
        RubricCommand::Show { id, skill, origin: false, output } => {
            show(session, id.as_deref(), skill.as_deref(), output)
        }
        RubricCommand::Check { files, strict } => check::run(session, files, *strict),
        RubricCommand::New { id, extends, output } => new::run(session, id, extends.as_deref(), output.as_deref()),
        RubricCommand::Schema { output } => session.deliver(json::SCHEMA, Format::Json, output.as_deref()),
    }
}

fn list(session: &Session, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let mut listed = Vec::new();
    for builtin in BUILTIN {
        listed.push(entry(&rubrics::read(session, &Layers::new(builtin.sources()))?.rubric, "bundled"));
    }
    for loaded in stored(session) {
        listed.push(entry(&loaded.rubric, "stored"));
    }
    let text = match format {
        Format::Table => report::list_terminal(&report::rubrics(&listed), session.terminal.style()),
        Format::Markdown => report::list_markdown(&report::rubrics(&listed)),
        Format::Json => report::list_json(&listed),
    };
    session.deliver(&text, format, output.output.as_deref())
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

fn show(session: &Session, id: Option<&str>, skill: Option<&str>, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let loaded = match id {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments()?)?,
    };
    let style = session.terminal.style();
    let text = match skill {
        Some(typed) => {
            let subject = rubrics::subject(&loaded.rubric, typed)?;
            let targets: Vec<_> = loaded.rubric.targets().map(|(at, _)| at).collect();
            let explanation = explain::explain(&loaded.rubric, subject, None, &targets);
            match format {
                Format::Table => explain::terminal(&explanation, style),
                Format::Markdown => explain::markdown(&explanation),
                Format::Json => explain::json(&explanation),
            }
        }
        None => match format {
            Format::Table => report::terminal(&report::overview(&loaded.rubric), style),
            Format::Markdown => report::markdown(&report::overview(&loaded.rubric)),
            Format::Json => json::to_json(&loaded.rubric),
        },
    };
    session.deliver(&text, format, output.output.as_deref())
}

/// Where the values of a rubric, or of one skill or group of it, are written.
fn origin(session: &Session, id: Option<&str>, name: Option<&str>, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let id = id.unwrap_or(BUILTIN[0].id);
    let layers = match builtin(id) {
        Some(builtin) => Layers::new(builtin.sources()),
        None if files::is_path(id) || Path::new(id).exists() => files::rubric_layers(session, id)?,
        None => {
            let copy = rubrics::named(session, id, Named::OnCommandLine)?;
            let message =
                format!("the stored copy of rubric `{}` does not tell where its values are written", copy.edition.id);
            return Err(Failure::usage(message).hint("name the rubric's file or folder"));
        }
    };
    let loaded = rubrics::read(session, &layers)?;
    let mut origins = rubric::origins(&layers);
    if let Some(typed) = name {
        let subject = rubrics::subject(&loaded.rubric, typed)?;
        let table = if matches!(subject, Subject::Skill(_)) { "skills" } else { "groups" };
        let prefix = format!("{table}.{}.", loaded.rubric.subject_id(subject));
        origins.retain(|origin| origin.path.starts_with(&prefix));
    }
    let written = report::written(&origins, layers.sources());
    let text = match format {
        Format::Table => report::origin_terminal(&written),
        Format::Markdown => report::origin_markdown(&written),
        Format::Json => report::origin_json(&written),
    };
    session.deliver(&text, format, output.output.as_deref())
}
