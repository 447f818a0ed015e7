//! `history`: what is stored.

use crate::cli::args::{HistoryCommand, Output, PageFormat};
use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::session::Session;
use crate::cli::{output, rubrics};
use crate::history::{At, Gravity};
use crate::report::history as report;
use crate::wording;

pub(super) fn run(session: &Session, command: &HistoryCommand) -> Outcome {
    match command {
        HistoryCommand::List { output } => list(session, output),
        HistoryCommand::Show { id, output } => show(session, id, output),
        HistoryCommand::Path => output::print(&format!("{}\n", crate::cli::shown(session.store()?.path()))),
        HistoryCommand::Check => check(session),
        HistoryCommand::Remove { id } => {
            let to = session.store()?.remove(id)?;
            output::say(&format!("moved to {}", crate::cli::shown(&to)));
            Ok(())
        }
    }
}

fn list(session: &Session, output: &Output<PageFormat>) -> Outcome {
    let format = super::format(output)?;
    let listed = report::list(&session.assessments()?.entries);
    let text = match format {
        PageFormat::Table => report::list_terminal(&listed, session.terminal.style()),
        PageFormat::Markdown => report::list_markdown(&listed),
        PageFormat::Json => report::list_json(&listed),
    };
    session.deliver(&text, format.into(), output.output.as_deref())
}

fn show(session: &Session, at: &str, output: &Output<PageFormat>) -> Outcome {
    let format = super::format(output)?;
    let listing = session.assessments()?;
    let entry = listing.find(&At::new(at), None)?;
    // Without its rubric an assessment still shows its ids and levels.
    let loaded = rubrics::stored(session, &entry.assessment.rubric).ok().flatten();
    let shown = report::show(entry, loaded.as_ref().map(|loaded| &loaded.rubric));
    let text = match format {
        PageFormat::Table => report::show_terminal(&shown, session.terminal.style()),
        PageFormat::Markdown => report::show_markdown(&shown),
        PageFormat::Json => report::show_json(&shown),
    };
    session.deliver(&text, format.into(), output.output.as_deref())
}

fn check(session: &Session) -> Outcome {
    let findings = session.store()?.check()?;
    output::print(&report::check_terminal(&findings, session.terminal.style()))?;
    let problems = findings.iter().filter(|finding| finding.gravity == Gravity::Problem).count();
    if problems == 0 {
        return Ok(());
    }
    Err(Failure::new(Kind::Check, wording::count(problems, "problem was found", "problems were found")))
}
