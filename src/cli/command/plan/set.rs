//! `plan set`: what is remembered of a plan.

use super::mine::Mine;
use crate::cli::args::{Pace, Whose};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::Session;
use crate::cli::{output, planning};

pub(super) fn set(session: &Session, pace: &Pace, forget_weeks: bool, whose: &Whose) -> Outcome {
    let says_nothing = pace.hours_per_week.is_none() && pace.start.is_none() && pace.prefer.is_empty();
    if says_nothing && pace.skip_week.is_empty() && !forget_weeks {
        return Err(Failure::usage("there is nothing to set").hint(
            "say what to remember: `--hours-per-week 6`, `--start 2026-12-07`, `--prefer python` or `--skip-week \
             2026-12-24`",
        ));
    }
    let mine = Mine::new(session, whose)?;
    let rubric = mine.judged.rubric();
    let hours = pace.hours_per_week.map(planning::pace).transpose()?;
    let preferred = planning::preferred(&mine.judged.loaded, &pace.prefer)?;
    let id = &rubric[mine.target].id;
    session.store()?.change_settings(rubric.id(), id, |settings| {
        settings.hours_per_week = hours.or(settings.hours_per_week);
        settings.start = pace.start.or(settings.start);
        if !preferred.is_empty() {
            settings.prefer = preferred.iter().map(|skill| rubric[*skill].id.clone()).collect();
        }
        if forget_weeks {
            settings.skip_weeks.clear();
        }
        settings.skip_weeks.extend(&pace.skip_week);
        settings.skip_weeks.sort_unstable();
        settings.skip_weeks.dedup();
    })?;
    output::tell(&format!("remembered for `{}` and target `{id}`", rubric.id()));
    Ok(())
}
