//! `history`: what is stored.

use crate::cli::args::{HistoryCommand, ListFormat, Output, Sheet};
use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::session::{self, Session};
use crate::cli::{output, rubrics};
use crate::history::{At, Gravity};
use crate::report::history as report;
use crate::wording;

pub(super) fn run(session: &Session, command: &HistoryCommand) -> Outcome {
    match command {
        HistoryCommand::List { output, sheet } => list(session, output, *sheet),
        HistoryCommand::Show { id, redact, output, sheet } => show(session, id, *redact, output, *sheet),
        HistoryCommand::Path => output::print(&format!("{}\n", crate::cli::shown(session.store()?.path()))),
        HistoryCommand::Check => check(session),
        HistoryCommand::Remove { id } => {
            let to = session.store()?.remove(id)?;
            output::tell(&format!("moved to {}", crate::cli::shown(&to)));
            Ok(())
        }
    }
}

fn list(session: &Session, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let listed = report::list(&session.assessments()?.entries);
    let text = match format {
        ListFormat::Table => report::list_terminal(&listed, session.terminal.style()),
        ListFormat::Markdown => report::list_markdown(&listed),
        ListFormat::Json => report::list_json(&listed),
        ListFormat::Csv => sheet.of(&report::list_sheet(&listed)),
    };
    session.deliver(&text, format.into(), output.to())
}

fn show(session: &Session, at: &str, redact: bool, output: &Output<ListFormat>, sheet: Sheet) -> Outcome {
    let format = super::format(output)?;
    super::sheet_only(sheet, format)?;
    let listing = session.assessments()?;
    let entry = listing.find(&At::new(at), None)?;
    // Without its rubric an assessment still shows its ids and levels.
    let loaded = rubrics::stored(session, &entry.assessment.rubric).ok().flatten();
    let shown = report::show(entry, loaded.as_ref().map(|loaded| &loaded.rubric));
    let shown = if redact { shown.redacted() } else { shown };
    let text = match format {
        ListFormat::Table => report::show_terminal(&shown, session.terminal.style()),
        ListFormat::Markdown => report::show_markdown(&shown),
        ListFormat::Json => report::show_json(&shown),
        ListFormat::Csv => sheet.of(&report::show_sheet(&shown)),
    };
    session.deliver(&text, format.into(), output.to())
}

fn check(session: &Session) -> Outcome {
    let findings = session.store()?.check(session::today())?;
    output::print(&report::check_terminal(&findings, session.terminal.style()))?;
    let problems = findings.iter().filter(|finding| finding.gravity == Gravity::Problem).count();
    if problems == 0 {
        return Ok(());
    }
    Err(Failure::new(Kind::Check, wording::count(problems, "problem was found", "problems were found")))
}
