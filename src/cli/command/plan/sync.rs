//! `plan sync`: the ticks of a Markdown plan.

use std::path::Path;

use super::mine::{Marked, Mine, names};
use super::tick;
use crate::cli::args::Whose;
use crate::cli::failure::Outcome;
use crate::cli::session::Session;
use crate::cli::{files, output};
use crate::history::{self, TickKind};
use crate::plan::{self, StepId};
use crate::wording;

/// Adds the ticks of a Markdown plan; takes none away.
pub(super) fn sync(session: &Session, file: &Path, whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let source = files::source(session, &file.to_string_lossy())?;
    let rubric = mine.judged.rubric();
    let mut known = session.store()?.ticks(rubric.id())?;
    known.retain(|tick| !history::is_settled(&mine.judged.history.entries, rubric, tick));
    let mut ticked = Vec::new();
    for id in plan::ticked_in(&source.text) {
        match StepId::parse(rubric, id) {
            None => output::tell(&format!("warning: there is no step `{}`; left out", wording::brief(id))),
            Some(step) => {
                let held = mine.judged.answers.rating(step.skill).is_some_and(|rating| rating >= step.to);
                let is_known =
                    known.iter().any(|tick| tick.kind == TickKind::Done && names(rubric, step).contains(&tick.step()));
                if !held && !is_known {
                    ticked.push(mine.ticked(Marked { step, kind: TickKind::Done, on: None, hours: None }));
                }
            }
        }
    }
    if !ticked.is_empty() {
        mine.keep(session, &ticked)?;
    }
    output::tell(&format!(
        "{} from {}",
        wording::count(ticked.len(), "new tick", "new ticks"),
        crate::cli::shown(file)
    ));
    tick::next(session, &mine)
}
