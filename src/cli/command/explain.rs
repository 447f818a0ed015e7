//! `explain`: one skill or group.

use crate::cli::args::{Explain, Format, Source};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Judged};
use crate::cli::rubrics::{self, Named};
use crate::cli::session::Session;
use crate::report::explain;
use crate::rubric::TargetIx;

pub(super) fn run(session: &Session, args: &Explain) -> Outcome {
    let format = super::format(&args.output)?;
    let text = match judged_if_any(session, &args.source)? {
        Some(judged) => {
            let subject = rubrics::subject(judged.rubric(), &args.name)?;
            let targets = targets(judged.rubric(), args.source.target.as_deref())?;
            render(&explain::explain(judged.rubric(), subject, Some(&judged.answers), &targets), format, session)
        }
        None => {
            let loaded = match &args.source.rubric {
                Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
                None => rubrics::usual(session, &crate::history::Listing::default())?,
            };
            let subject = rubrics::subject(&loaded.rubric, &args.name)?;
            let targets = targets(&loaded.rubric, args.source.target.as_deref())?;
            render(&explain::explain(&loaded.rubric, subject, None, &targets), format, session)
        }
    };
    session.deliver(&text, args.output.output.as_deref())
}

/// The answers that are meant, if there are any yet.
pub(super) fn judged_if_any(session: &Session, source: &Source) -> Result<Option<Judged>, Failure> {
    if source.answers.is_none() {
        let history = session.assessments()?;
        let of_rubric = |id: &str| history.entries.iter().any(|entry| entry.assessment.rubric.id.as_str() == id);
        let none = match &source.rubric {
            None => history.entries.is_empty(),
            Some(name) => !of_rubric(rubrics::named(session, name, Named::OnCommandLine)?.edition.id.as_str()),
        };
        if none {
            return Ok(None);
        }
    }
    judged::judged(session, source, None).map(Some)
}

fn targets(rubric: &crate::rubric::Rubric, asked: Option<&str>) -> Result<Vec<TargetIx>, Failure> {
    match asked {
        Some(typed) => Ok(vec![rubrics::target(rubric, typed)?]),
        None => {
            let ladder = rubric.ladder();
            let others = rubric.targets().map(|(at, _)| at).filter(|at| !ladder.contains(at));
            Ok(ladder.iter().copied().chain(others).collect())
        }
    }
}

fn render(explanation: &explain::Explanation, format: Format, session: &Session) -> String {
    match format {
        Format::Table => explain::terminal(explanation, session.terminal.style()),
        Format::Markdown => explain::markdown(explanation),
        Format::Json => explain::json(explanation),
    }
}
