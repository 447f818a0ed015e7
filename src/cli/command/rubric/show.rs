//! `rubric show`: a rubric, one thing of it, or where all of it is written.

use std::path::Path;

use crate::cli::args::{Format, Output};
use crate::cli::command;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::files;
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::report::{Style, explain, rubric as report, target};
use crate::rubric::builtin::{BUILTIN, builtin};
use crate::rubric::{self, Layers, Rubric, Subject, Thing};

pub(super) fn run(session: &Session, id: Option<&str>, name: Option<&str>, output: &Output) -> Outcome {
    let format = command::format(output)?;
    let loaded = match id {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments()?)?,
    };
    let style = session.terminal.style();
    let text = match name {
        Some(typed) => thing(&loaded.rubric, rubrics::thing(&loaded.rubric, typed)?, format, style),
        None => whole(&loaded, format, style),
    };
    session.deliver(&text, format, output.output.as_deref())
}

fn whole(loaded: &Loaded, format: Format, style: Style) -> String {
    match format {
        Format::Table => report::terminal(&report::overview(&loaded.rubric), style),
        Format::Markdown => report::markdown(&report::overview(&loaded.rubric)),
        Format::Json => loaded.json.clone(),
    }
}

fn thing(rubric: &Rubric, thing: Thing, format: Format, style: Style) -> String {
    match thing {
        Thing::Subject(subject) => {
            let targets: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
            let explanation = explain::explain(rubric, subject, None, &targets);
            match format {
                Format::Table => explain::terminal(&explanation, style),
                Format::Markdown => explain::markdown(&explanation),
                Format::Json => explain::json(&explanation),
            }
        }
        Thing::Target(at) => {
            let shown = target::target(rubric, at, None, None);
            match format {
                Format::Table => target::terminal(&shown, style),
                Format::Markdown => target::markdown(&shown),
                Format::Json => target::json(&shown),
            }
        }
        Thing::Project(at) => piece(&report::project(rubric, at), format, style),
        Thing::Guide(at) => piece(&report::guide(rubric, at), format, style),
    }
}

fn piece(piece: &report::Piece, format: Format, style: Style) -> String {
    match format {
        Format::Table => report::piece_terminal(piece, style),
        Format::Markdown => report::piece_markdown(piece),
        Format::Json => report::piece_json(piece),
    }
}

/// Where the values of a rubric, or of one skill or group of it, are written.
pub(super) fn origin(session: &Session, id: Option<&str>, name: Option<&str>, output: &Output) -> Outcome {
    let format = command::format(output)?;
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
