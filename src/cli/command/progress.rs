//! `progress`: what moved between two assessments.

use std::path::Path;

use crate::cli::args::{Progress, ProgressFormat, Source};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::Session;
use crate::cli::{files, judged, planning};
use crate::history::{self, At, Entry, Judged, Listing, Outlook, Tick, TickKind};
use crate::plan::Plan;
use crate::report::{Given, front_matter, progress as report};
use crate::rubric::{Id, Rubric};
use crate::score::estimate::probable;
use crate::wording;

pub(super) fn run(session: &Session, args: &Progress) -> Outcome {
    let format = super::format(&args.output)?;
    super::sheet_only(args.sheet, format)?;
    super::document_only(args.document, format)?;
    let listing = session.assessments()?;
    let asked = asked(session, &listing, args)?;
    let to = to(&listing, args, asked.as_ref())?.clone();
    let from = match &args.from {
        Some(at) => listing.find(&At::new(at), Some(&to.assessment.rubric.id))?.clone(),
        None => history::before(&listing.entries, &to).unwrap_or(&to).clone(),
    };
    let Editions { new, older, latest } = match asked {
        Some(new) => Editions { new, older: None, latest: None },
        None => Editions::of(session, &listing, &from, &to)?,
    };
    let target = target(args, &to, &new, older.as_ref().unwrap_or(&new))?;
    let [older, latest] = [older, latest].map(|other| other.filter(|it| rubrics::is_another(it, &new, &target)));
    let (old, today) = (older.as_ref().unwrap_or(&new), latest.as_ref().unwrap_or(&new));
    let (then, now) = (Judged { entry: &from, rubric: &old.rubric }, Judged { entry: &to, rubric: &new.rubric });
    let progress = history::progress(&target, then, now, &listing.entries, &today.rubric);
    let ticks = planning::ticks(session, &to.assessment.rubric.id)?;
    let waterfall = history::waterfall(&target, then, now, &spoken_for(&ticks, &listing, &new.rubric, &from, &to));
    let cards = history::cards(&target, then, now);
    let newer = judged::Judged::new(new, to.assessment.clone(), Some(to.clone()), listing);
    let (plan, outlook) = outlook(session, &newer, &to, &target)?;
    let report = report::progress_report(&report::Input {
        rubric: newer.rubric(),
        old_rubric: older.as_ref().map_or(newer.rubric(), |older| &older.rubric),
        cards: cards.each_ref().map(Option::as_ref),
        edition: &newer.loaded.edition,
        old_edition: &from.assessment.rubric,
        progress: &progress,
        waterfall: waterfall.as_deref(),
        done: &done_between(&ticks, &from, &to),
        plan: plan.as_ref(),
        estimate: newer.rubric().target(&target).and_then(|at| probable(newer.rubric(), at, &newer.answers)),
        outlook,
        given: &given(args, &newer, &to),
    });
    let text = match format {
        ProgressFormat::Table => report::terminal(&report, session.terminal.style()),
        ProgressFormat::Markdown if args.document.front_matter => {
            front_matter::of_progress(&report) + &report::markdown(&report)
        }
        ProgressFormat::Markdown => report::markdown(&report),
        ProgressFormat::Html => report::html(&report),
        ProgressFormat::Svg => report::svg(&report).ok_or_else(|| {
            Failure::failed(format!("there is nothing to draw: no assessment has a readiness for `{target}`"))
                .hint(format!("`skillgap report --target {target}` shows what it asks for"))
        })?,
        ProgressFormat::Json => report::json(&report),
        ProgressFormat::Csv => args.sheet.of(&report::sheet(&report)),
    };
    session.deliver(&text, format.into(), args.output.to())
}

/// What the command line named, for the commands that are proposed.
fn given(args: &Progress, newer: &judged::Judged, to: &Entry) -> Given {
    let source = Source { rubric: args.rubric.clone(), target: args.target.clone(), ..Source::default() };
    newer.given(&source, Some(&to.id))
}

/// The plan, and when the target will be reached; an assessment that is not the last of its rubric says nothing of that.
fn outlook(
    session: &Session,
    newer: &judged::Judged,
    to: &Entry,
    target: &str,
) -> Result<(Option<Plan>, Outlook), Failure> {
    let last = newer.history.of(&to.assessment.rubric.id).next_back();
    match newer.rubric().target(target) {
        Some(target) if last == Some(to) => {
            let (plan, outlook) = planning::outlook(session, newer, target)?;
            Ok((Some(plan), outlook))
        }
        Some(_) => Ok((None, Outlook::Past)),
        None => Ok((None, Outlook::Unplanned)),
    }
}

/// The rubrics that two assessments are judged by, and that of today; none where it is the newer one.
struct Editions {
    new: Loaded,
    older: Option<Loaded>,
    latest: Option<Loaded>,
}

impl Editions {
    /// The assessments' own. A rubric takes longest to read, and mostly all three are the same.
    fn of(session: &Session, listing: &Listing, from: &Entry, to: &Entry) -> Result<Self, Failure> {
        let new = rubrics::edition_of(session, &to.assessment.rubric)?;
        let is_other = from.assessment.rubric.digest != to.assessment.rubric.digest;
        let older = is_other.then(|| rubrics::edition_of(session, &from.assessment.rubric)).transpose()?;
        let latest = rubrics::of_today(session, listing, &new.edition)?;
        Ok(Self { new, older, latest })
    }
}

/// The rubric that was asked for by the path of its file, which then judges everything; an id only says of what.
fn asked(session: &Session, listing: &Listing, args: &Progress) -> Result<Option<Loaded>, Failure> {
    let Some(name) = args.rubric.as_deref() else { return Ok(None) };
    let is_answered = Id::new(name).is_some_and(|id| listing.of(&id).next().is_some());
    let is_file = !is_answered && (files::is_path(name) || Path::new(name).exists());
    is_file.then(|| rubrics::named(session, name, Named::OnCommandLine)).transpose()
}

/// The newer assessment: the one that was asked for, else the last; of the rubric that was asked for, if one was.
fn to<'a>(listing: &'a Listing, args: &Progress, asked: Option<&Loaded>) -> Result<&'a Entry, Failure> {
    let at = args.to.as_deref().map_or(At::Latest, At::new);
    let Some(rubric) = args.rubric.as_deref() else { return Ok(listing.find(&at, None)?) };
    let id = asked.map_or_else(|| Id::new(rubric), |asked| Some(asked.edition.id.clone()));
    let Some(id) = id.filter(|id| listing.of(id).next().is_some()) else {
        return Err(Failure::usage(format!("there is no assessment of rubric `{}`", wording::brief(rubric)))
            .hint("`skillgap history list` shows what there is"));
    };
    Ok(listing.find(&at, Some(&id))?)
}

/// The id of the target: the one that was asked for, by either rubric, else that of the newer assessment.
fn target(args: &Progress, to: &Entry, new: &Loaded, old: &Loaded) -> Result<String, Failure> {
    let Some(typed) = &args.target else {
        let at = judged::target(&new.rubric, None, Some(&to.assessment))?;
        return Ok(new.rubric[at].id.to_string());
    };
    match (rubrics::target(new, typed), rubrics::target(old, typed)) {
        (Ok(at), _) => Ok(new.rubric[at].id.to_string()),
        (Err(_), Ok(at)) => Ok(old.rubric[at].id.to_string()),
        (Err(failure), Err(_)) => Err(failure),
    }
}

/// The steps that were ticked as done after the older assessment was stored and before the newer one was.
fn done_between(ticks: &[Tick], from: &Entry, to: &Entry) -> Vec<Tick> {
    done_until(ticks, to).filter(|tick| from.stored.is_none_or(|stored| tick.moment > stored)).cloned().collect()
}

/// Likewise, with those ticked earlier whose skill nobody had rated again by the time of the older assessment.
fn spoken_for(ticks: &[Tick], listing: &Listing, rubric: &Rubric, from: &Entry, to: &Entry) -> Vec<Tick> {
    if done_until(ticks, to).next().is_none() {
        return Vec::new();
    }
    let before = |entry: &&Entry| entry.stored <= from.stored;
    let stored: Vec<_> = listing.of(&to.assessment.rubric.id).filter(before).cloned().collect();
    done_until(ticks, to).filter(|tick| !history::is_settled(&stored, rubric, tick)).cloned().collect()
}

fn done_until<'a>(ticks: &'a [Tick], to: &Entry) -> impl Iterator<Item = &'a Tick> {
    let until = to.stored;
    ticks.iter().filter(move |tick| tick.kind == TickKind::Done && until.is_none_or(|stored| tick.moment <= stored))
}
