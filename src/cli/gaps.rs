//! The gap report on somebody's answers.

use super::failure::Failure;
use super::judged::Judged;
use super::planning::{self, Asked, Planned};
use super::rubrics;
use super::session::Session;
use crate::assessment::{Answers, Assessment, Edition};
use crate::history::{Entry, Listing};
use crate::plan::Plan;
use crate::report::Given;
use crate::report::gap::{self, Before, Extent, GapReport, Input};
use crate::report::way::Way;
use crate::rubric::TargetIx;
use crate::score::{self, Scorecard};

/// The report, which says to start where the plan starts.
pub(crate) fn build(judged: &Judged, scorecard: &Scorecard, plan: &Plan, extent: Extent, given: &Given) -> GapReport {
    gap::gap_report(&Input {
        rubric: judged.rubric(),
        edition: &judged.loaded.edition,
        assessment: &judged.assessment,
        scorecard,
        placement: score::placement(judged.rubric(), &judged.answers),
        today: judged.today(),
        before: before(judged, scorecard.target),
        way: &Way::of(judged.rubric(), plan),
        extent,
        given,
    })
}

/// The report on answers of which no assessment is made yet.
pub(crate) fn so_far(session: &Session, edition: &Edition, assessment: Assessment) -> Result<String, Failure> {
    let loaded = rubrics::edition_of(session, edition)?;
    let judged = Judged::new(loaded, assessment, None, Listing::default());
    Ok(gap::terminal(&report_on(session, &judged)?, session.terminal.error_style()))
}

/// The report on their largest gaps.
pub(crate) fn report_on(session: &Session, judged: &Judged) -> Result<GapReport, Failure> {
    let target = judged.target(None)?;
    let Planned { scorecard, plan } = planning::planned(session, judged, target, &Asked::default())?;
    Ok(build(judged, &scorecard, &plan, Extent::Largest, &Given::default()))
}

/// The assessment before of the same rubric.
pub(crate) fn earlier<'a>(judged: &'a Judged, entry: &Entry) -> Option<&'a Entry> {
    judged.history.of(&entry.assessment.rubric.id).take_while(|other| other.id != entry.id).last()
}

/// The same, judged by the same rubric and target.
fn before(judged: &Judged, target: TargetIx) -> Option<Before> {
    let before = earlier(judged, judged.entry.as_ref()?)?;
    let answers = Answers::of(judged.rubric(), &before.assessment.ratings);
    let readiness = score::readiness(judged.rubric(), target, &answers)?;
    Some(Before { on: before.assessment.on, low: readiness.low })
}
