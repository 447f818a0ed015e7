//! `suggest`: what a résumé suggests for the answers.

use crate::assessment::resume;
use crate::cli::args::{ListFormat, Suggest};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::files;
use crate::cli::rubrics::{self, Named};
use crate::cli::session::Session;
use crate::report::suggest as report;
use crate::wording;

pub(super) fn run(session: &Session, args: &Suggest) -> Outcome {
    let format = super::format(&args.output)?;
    super::sheet_only(args.sheet, format)?;
    let source = files::source(session, &args.file)?;
    let loaded = match &args.rubric {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments().unwrap_or_default())?,
    };
    let found = resume::suggestions(&loaded.rubric, &source.text).map_err(|unreadable| {
        Failure::failed(format!("cannot use `{}`: {unreadable}", wording::path(&source.name)))
            .hint("jsonresume.org describes the format")
    })?;
    let suggested = report::suggested(&loaded.rubric, &found);
    let text = match format {
        ListFormat::Table => report::terminal(&suggested, session.terminal.style()),
        ListFormat::Markdown => report::markdown(&suggested),
        ListFormat::Json => report::json(&suggested),
        ListFormat::Csv => args.sheet.of(&report::sheet(&suggested)),
    };
    session.deliver(&text, format.into(), args.output.to())
}
