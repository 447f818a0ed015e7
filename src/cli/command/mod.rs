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
mod schema;
mod shell;
mod suggest;
mod target;
mod transfer;

use super::args::{Choice, Command, Document, Format, Output, PageFormat, Sheet};
use super::failure::{Failure, Outcome};
use super::session::Session;
use super::{output, terminal};
use crate::wording;

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
        Some(Command::Suggest(args)) => suggest::run(session, args),
        Some(Command::Schema(args)) => schema::run(session, args),
        Some(Command::Completions { shell }) => shell::completions(*shell),
        Some(Command::Man) => shell::man(),
    }
}

/// The format that was asked for: by name, else by the file's ending, else the usual one.
fn format<F: Choice>(asked: &Output<F>) -> Result<F, Failure> {
    if let Some(format) = asked.format {
        return Ok(format);
    }
    let Some(path) = output::file(asked.output.as_deref()) else { return Ok(F::USUAL) };
    F::of_file(path).ok_or_else(|| {
        let shown = super::shown(path);
        let message = match Format::of_file(path) {
            Some(format) => format!("this command does not write `{}` files such as `{shown}`", format.word()),
            None => format!("cannot tell the format of `{shown}` from its ending"),
        };
        Failure::usage(message)
            .hint(format!("end it in {}, or say `--format markdown`", wording::either(&F::endings())))
    })
}

/// Fails if an option was given that means nothing to the format.
fn only_for(given: bool, option: &str, format: impl Into<Format>, fit: Format) -> Outcome {
    if !given || format.into() == fit {
        return Ok(());
    }
    let message = format!("`{option}` is only for the format `{}`", fit.word());
    Err(Failure::usage(message).hint(format!("add `--format {}`, or leave it out", fit.word())))
}

fn sheet_only(sheet: Sheet, format: impl Into<Format>) -> Outcome {
    let format = format.into();
    only_for(sheet.bom, "--bom", format, Format::Csv)?;
    only_for(sheet.delimiter.is_some(), "--delimiter", format, Format::Csv)
}

/// The format of something that comes as a page only, whatever else the command writes.
fn page_only(what: &str, format: impl Into<Format>) -> Result<PageFormat, Failure> {
    match format.into() {
        Format::Table => Ok(PageFormat::Table),
        Format::Markdown => Ok(PageFormat::Markdown),
        Format::Json => Ok(PageFormat::Json),
        other => {
            let failure = Failure::usage(format!("`{what}` is not written as {}", other.word()));
            Err(failure.hint("say `--format table`, `markdown` or `json`"))
        }
    }
}

fn document_only(document: Document, format: impl Into<Format>) -> Outcome {
    only_for(document.front_matter, "--front-matter", format, Format::Markdown)
}

/// A tip for a person at a terminal; programs are spared it.
fn hint(line: &str) {
    if terminal::is_watched() {
        output::tell(line);
    }
}
