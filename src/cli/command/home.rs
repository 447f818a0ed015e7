//! `skillgap` alone: welcome, resume, or where one stands and the next step.

use crate::cli::args::Assess;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::prompt::{Choice, Choose, Prompter, Stop};
use crate::cli::session::{self, Session};
use crate::cli::{judged, output};
use crate::history::{Entry, Listing};
use crate::report::home::{self, Home, Unfinished};

pub(super) fn run(session: &Session) -> Outcome {
    let store = session.store()?;
    let drafts = session.drafts()?;
    let draft = drafts.found.iter().max_by_key(|draft| draft.started);
    let history = session.assessments()?;
    let last = history.entries.last().cloned();
    let begun = last.is_some();
    let home = Home {
        place: crate::cli::shown(store.path()),
        draft: draft.map(|draft| Unfinished { rubric: draft.rubric.id.to_string(), answers: draft.replied() }),
        status: last.map(|last| status(session, last, history)).transpose()?,
    };
    output::print(&home::terminal(&home, session.terminal.style()))?;
    if session.terminal.can_ask() && !session.terminal.accessible && (!begun || draft.is_some()) {
        return offer(session, draft.is_some());
    }
    Ok(())
}

fn status(session: &Session, last: Entry, history: Listing) -> Result<home::Status, Failure> {
    let judged = judged::stored(session, None, last, history)?;
    let target = judged.target(None)?;
    let same = |entry: &&Entry| entry.assessment.rubric.id == judged.assessment.rubric.id;
    let compares = judged.history.entries.iter().filter(same).count() > 1;
    let said = (&judged.assessment, &judged.answers);
    Ok(home::status(judged.rubric(), target, said, compares, session::today()))
}

/// Offers to begin, or to go on.
fn offer(session: &Session, resumes: bool) -> Outcome {
    output::say("");
    let begin = if resumes { "1  Go on with the assessment" } else { "1  Begin the assessment" };
    let choices = [Choice { key: '1', text: begin.to_owned() }, Choice { key: 'q', text: "q  Not now".to_owned() }];
    let prompter = Prompter { color: session.terminal.error_style().color };
    let mut help = "type a key, then Enter".to_owned();
    loop {
        match prompter.choose("What now?", &choices, 0, &help) {
            Ok(Choose::Choice(0)) => return super::assess::run(session, &Assess::default()),
            Ok(Choose::WrongKey(_)) => "that key chooses nothing here; the keys are 1 and q".clone_into(&mut help),
            Err(Stop::Broken(why)) => {
                return Err(Failure::failed(format!("the terminal failed: {}", crate::wording::brief(&why))));
            }
            Ok(Choose::Choice(_)) | Err(Stop::Back | Stop::Interrupted | Stop::Ended) => return Ok(()),
        }
    }
}
