//! `rubric show`: a rubric, one thing of it, or where all of it is written.

use crate::cli::args::{Output, PageFormat};
use crate::cli::command;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::report::{Given, Style, explain, rubric as report, target};
use crate::rubric::{self, Rubric, Subject, Thing};

pub(super) fn run(session: &Session, id: Option<&str>, name: Option<&str>, output: &Output<PageFormat>) -> Outcome {
    let format = command::format(output)?;
    let loaded = match id {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments()?)?,
    };
    let style = session.terminal.style();
    let text = match name {
        Some(typed) => thing(&loaded.rubric, (typed, rubrics::thing(&loaded, typed)?), format, style, id),
        None => whole(&loaded, format, style, id),
    };
    session.deliver(&text, format.into(), output.to())
}

fn whole(loaded: &Loaded, format: PageFormat, style: Style, id: Option<&str>) -> String {
    let overview = report::overview(&loaded.rubric, &Given::rubric(id));
    match format {
        PageFormat::Table => report::terminal(&overview, style),
        PageFormat::Markdown => report::markdown(&overview),
        PageFormat::Json => loaded.json.clone(),
    }
}

fn thing(rubric: &Rubric, (typed, thing): (&str, Thing), format: PageFormat, style: Style, id: Option<&str>) -> String {
    match thing {
        Thing::Subject(subject) => {
            let targets: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
            let explanation = explain::explain(&explain::Input {
                rubric,
                subject,
                answers: None,
                rating: None,
                targets: &targets,
                asked_as: Some(typed),
            });
            match format {
                PageFormat::Table => explain::terminal(&explanation, style),
                PageFormat::Markdown => explain::markdown(&explanation),
                PageFormat::Json => explain::json(&explanation),
            }
        }
        Thing::Target(at) => {
            let shown = target::target(rubric, at, None, None, &Given::rubric(id));
            match format {
                PageFormat::Table => target::terminal(&shown, style),
                PageFormat::Markdown => target::markdown(&shown),
                PageFormat::Json => target::json(&shown),
            }
        }
        Thing::Project(at) => piece(&report::project(rubric, at), format, style),
        Thing::Guide(at) => piece(&report::guide(rubric, at), format, style),
    }
}

fn piece(piece: &report::Piece, format: PageFormat, style: Style) -> String {
    match format {
        PageFormat::Table => report::piece_terminal(piece, style),
        PageFormat::Markdown => report::piece_markdown(piece),
        PageFormat::Json => report::piece_json(piece),
    }
}

/// Where the values of a rubric, or of one thing of it, are written.
pub(super) fn origin(session: &Session, id: Option<&str>, name: Option<&str>, output: &Output<PageFormat>) -> Outcome {
    let format = command::format(output)?;
    let loaded = match id {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments()?)?,
    };
    let Some(layers) = &loaded.layers else {
        let id = &loaded.edition.id;
        let message = format!("the stored copy of rubric `{id}` does not tell where its values are written");
        return Err(Failure::usage(message).hint("name the rubric's file or folder by its path"));
    };
    let mut origins = rubric::origins(layers);
    if let Some(typed) = name {
        let rubric = &loaded.rubric;
        let thing = rubrics::thing(&loaded, typed)?;
        let table = match thing {
            Thing::Subject(Subject::Skill(_)) => "skills",
            Thing::Subject(Subject::Group(_)) => "groups",
            Thing::Target(_) => "targets",
            Thing::Project(_) => "projects",
            Thing::Guide(_) => "guides",
        };
        let of = format!("{table}.{}.", rubric.thing_id(thing));
        origins.retain(|origin| origin.path.starts_with(&of));
    }
    let written = report::written(&origins, layers.sources());
    let text = match format {
        PageFormat::Table => report::origin_terminal(&written),
        PageFormat::Markdown => report::origin_markdown(&written),
        PageFormat::Json => report::origin_json(&written),
    };
    session.deliver(&text, format.into(), output.to())
}
