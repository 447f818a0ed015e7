//! `rubric diff`: what a change of a rubric means for people's history.

use std::path::Path;

use crate::cli::args::{Output, PageFormat};
use crate::cli::command::format;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::history::{At, Listing};
use crate::report::rubric::diff::{self, Input};

pub(super) fn run(session: &Session, old: &str, new: &str, output: &Output<PageFormat>) -> Outcome {
    let format = format(output)?;
    if old == "-" && new == "-" {
        return Err(Failure::usage("standard input can only be read once").hint("name a file for one of the two"));
    }
    // Without a history there is none to show it by.
    let history = session.assessments().unwrap_or_default();
    let (old, new) = (named(session, old, &history)?, named(session, new, &history)?);
    let ids = [&old.edition.id, &new.edition.id];
    let report = diff::diff_report(&Input {
        old: &old.rubric,
        from: &old.edition,
        new: &new.rubric,
        to: &new.edition,
        latest: history.entries.iter().rfind(|entry| ids.contains(&&entry.assessment.rubric.id)),
    });
    let text = match format {
        PageFormat::Table => diff::terminal(&report, session.terminal.style()),
        PageFormat::Markdown => diff::markdown(&report),
        PageFormat::Json => diff::json(&report),
    };
    session.deliver(&text, format.into(), output.to())
}

/// The rubric of that name, else the copy that the assessment of that name was made with.
fn named(session: &Session, name: &str, history: &Listing) -> Result<Loaded, Failure> {
    rubrics::named(session, name, Named::OnCommandLine).or_else(|failure| match history.find(&At::new(name), None) {
        Ok(entry) if !Path::new(name).exists() => rubrics::edition_of(session, &entry.assessment.rubric),
        _ => Err(failure),
    })
}
