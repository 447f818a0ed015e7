//! `explain`: one skill or group.

use crate::cli::args::{Explain, PageFormat};
use crate::cli::failure::Outcome;
use crate::cli::judged::Found;
use crate::cli::rubrics;
use crate::cli::session::Session;
use crate::report::explain;

pub(super) fn run(session: &Session, args: &Explain) -> Outcome {
    let format = super::format(&args.output)?;
    let found = Found::new(session, &args.source)?;
    let rubric = found.rubric();
    let subject = rubrics::subject(rubric, &args.name)?;
    let targets = match &args.source.target {
        Some(typed) => vec![rubrics::target(rubric, typed)?],
        None => rubric.targets_by_rank(),
    };
    let explanation = explain::explain(rubric, subject, found.answers(), &targets);
    let text = match format {
        PageFormat::Table => explain::terminal(&explanation, session.terminal.style()),
        PageFormat::Markdown => explain::markdown(&explanation),
        PageFormat::Json => explain::json(&explanation),
    };
    session.deliver(&text, format.into(), args.output.output.as_deref())?;
    found.remark(&args.source, format.into());
    Ok(())
}
