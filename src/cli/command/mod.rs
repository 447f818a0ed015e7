//! One file a command: read, call down, print.

mod assess;
mod edit;
mod explain;
mod history;
mod home;
mod plan;
mod progress;
pub(super) mod report;
mod rubric;
mod shell;
mod target;
mod transfer;

use std::path::Path;

use super::args::{Command, Format, Output};
use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{output, terminal};

pub(super) fn run(session: &Session, command: Option<&Command>) -> Outcome {
    match command {
        None => home::run(session),
        Some(Command::Assess(args)) => assess::run(session, args),
        Some(Command::Edit(args)) => edit::run(session, args),
        Some(Command::Report(args)) => report::run(session, args),
        Some(Command::Plan(args)) => plan::run(session, args),
        Some(Command::Progress(args)) => progress::run(session, args),
        Some(Command::Explain(args)) => explain::run(session, args),
        Some(Command::History(args)) => history::run(session, &args.command),
        Some(Command::Export(args)) => transfer::export(session, args),
        Some(Command::Import(args)) => transfer::import(session, args),
        Some(Command::Rubric(args)) => rubric::run(session, &args.command),
        Some(Command::Target(args)) => target::run(session, &args.command),
        Some(Command::Completions { shell }) => shell::completions(*shell),
        Some(Command::Man) => shell::man(),
    }
}

/// The format that was asked for: by name, else by the file's ending, else a table.
fn format(asked: &Output) -> Result<Format, Failure> {
    if let Some(format) = asked.format {
        return Ok(format);
    }
    let Some(path) = asked.output.as_deref().filter(|path| *path != Path::new("-")) else { return Ok(Format::Table) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("json") => Ok(Format::Json),
        Some("txt") => Ok(Format::Table),
        _ => Err(Failure::usage(format!("cannot tell the format of `{}` from its ending", super::shown(path)))
            .hint("end it in .md, .json or .txt, or say `--format markdown`")),
    }
}

/// A tip for a person at a terminal; programs are spared it.
fn hint(line: &str) {
    if terminal::is_watched() {
        output::say(line);
    }
}
