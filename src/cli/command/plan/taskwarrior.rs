//! The plan for Taskwarrior. A task that was done there comes back as pending when it is imported again, so that each step
//! is sent once.

use crate::cli::args::{Format, Plan};
use crate::cli::failure::Outcome;
use crate::cli::judged::Judged;
use crate::cli::output;
use crate::cli::session::{self, Session};
use crate::report::plan::{PlanReport, taskwarrior};
use crate::wording;

/// Sends the steps that were not sent before, or all that are asked for. They count as sent where `-o` says where to: what
/// goes to a screen, or to `head`, is only looked at. Nothing is recorded of a plan that is made from a file of answers.
pub(super) fn run(session: &Session, judged: &Judged, report: &PlanReport, args: &Plan) -> Outcome {
    let rubric = judged.rubric().id();
    let is_kept = judged.entry.is_some();
    let sent = if is_kept && !args.all { session.store()?.sent(rubric)? } else { Vec::new() };
    let to = args.output.output.as_deref();
    session.deliver(&taskwarrior(report, &sent, &session::zone()), Format::Taskwarrior, args.output.to())?;
    judged.remark(&args.source, Format::Taskwarrior);

    let again = report.steps.iter().filter(|step| sent.contains(&step.id)).count();
    if again > 0 {
        let steps = wording::count(again, "step was", "steps were");
        output::tell(&format!("note: {steps} sent before and left out; `--all` sends all, done ones come back undone"));
    }
    if is_kept && to.is_none() {
        super::super::hint(
            "nothing counts as sent yet: `skillgap plan --format taskwarrior -o - | task import` sends each step once",
        );
    }
    if is_kept && to.is_some() {
        let steps: Vec<_> = report.steps.iter().map(|step| step.id.clone()).collect();
        session.store()?.send(rubric, &steps)?;
    }
    Ok(())
}
