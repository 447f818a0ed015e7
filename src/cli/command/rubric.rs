//! `rubric`: what can be answered, and whether a file of one's own is sound.

use std::collections::BTreeMap;

use crate::cli::args::{Format, Output, RubricCommand};
use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::cli::{files, output};
use crate::diagnostic::{self, Ink};
use crate::report::{explain, rubric as report};
use crate::rubric::builtin::BUILTIN;
use crate::rubric::{self, Rubric, json};
use crate::wording;

pub(super) fn run(session: &Session, command: &RubricCommand) -> Outcome {
    match command {
        RubricCommand::List { output } => list(session, output),
        RubricCommand::Show { id, skill, output } => show(session, id.as_deref(), skill.as_deref(), output),
        RubricCommand::Check { files } => check(session, files),
    }
}

fn list(session: &Session, output: &Output) -> Outcome {
    let format = super::format(output)?;
    let mut listed = Vec::new();
    for builtin in BUILTIN {
        listed.push(entry(&rubrics::read(session, &builtin.sources())?.rubric, "bundled"));
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
    let own = newest.into_iter().filter(|(id, _)| rubric::builtin::builtin(id).is_none());
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

/// Every problem of every file: they are what was asked for, so they are data.
fn check(session: &Session, names: &[String]) -> Outcome {
    let mut faulty = 0;
    for name in names {
        let sources = match files::rubric_sources(session, name) {
            Ok(sources) => sources,
            Err(failure) => {
                faulty += 1;
                super::super::complain(&failure);
                continue;
            }
        };
        let shown = wording::brief(name);
        match rubric::read(&sources) {
            Ok(rubric) => {
                let skills = wording::count(rubric.skills().len(), "skill", "skills");
                let targets = wording::count(rubric.targets().len(), "target", "targets");
                output::print(&format!("{shown}: sound: {skills}, {targets}\n"))?;
            }
            Err(problems) => {
                faulty += 1;
                let ink = if session.terminal.style().color { Ink::Coloured } else { Ink::Plain };
                let count = wording::count(problems.len(), "problem", "problems");
                output::print(&format!("{}\n\n{shown}: {count}\n", diagnostic::render(&problems, &sources, ink)))?;
            }
        }
    }
    if faulty == 0 {
        return Ok(());
    }
    Err(Failure::new(Kind::Check, format!("{} not sound", wording::count(faulty, "rubric is", "rubrics are"))))
}
