//! `explain`: one skill or group.

use crate::assessment::carried_to;
use crate::cli::args::{Explain, PageFormat, Source};
use crate::cli::failure::Outcome;
use crate::cli::judged::Found;
use crate::cli::rubrics;
use crate::cli::session::Session;
use crate::report::explain::{self, Input};
use crate::rubric::Subject;

pub(super) fn run(session: &Session, args: &Explain) -> Outcome {
    let format = super::format(&args.output)?;
    let source = Source::from(&args.basis);
    let found = Found::new(session, &source)?;
    let rubric = found.rubric();
    let subject = rubrics::subject(found.loaded(), &args.name)?;
    let targets = match &args.target {
        Some(typed) => vec![rubrics::target(found.loaded(), typed)?],
        None => rubric.targets_by_rank(),
    };
    let rating = match (&found, subject) {
        (Found::Judged(judged), Subject::Skill(skill)) => {
            carried_to(rubric, skill, &judged.assessment.ratings).map(|rating| (rating, judged.today()))
        }
        _ => None,
    };
    let explanation = explain::explain(&Input {
        rubric,
        subject,
        answers: found.answers(),
        rating: rating.as_ref().map(|(rating, today)| (rating, *today)),
        targets: &targets,
        asked_as: Some(&args.name),
    });
    let text = match format {
        PageFormat::Table => explain::terminal(&explanation, session.terminal.style()),
        PageFormat::Markdown => explain::markdown(&explanation),
        PageFormat::Json => explain::json(&explanation),
    };
    session.deliver(&text, format.into(), args.output.to())?;
    found.remark(&source, format.into());
    Ok(())
}
