//! How a questionnaire begins, or is taken up again.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::drafted::{progress_of, scope_of};
use super::{Manner, Questionnaire, Wishes, stopped};
use crate::assessment::interview::{Event, Interview, Place, Progress, Sheets};
use crate::assessment::{Answer, Answers, Rating, Scope, carried};
use crate::clean;
use crate::cli::due::{self, Due};
use crate::cli::failure::Failure;
use crate::cli::front::Front;
use crate::cli::judged;
use crate::cli::lead::{Course, Lead};
use crate::cli::output;
use crate::cli::pace::{self, Pace};
use crate::cli::prompt::Stop;
use crate::cli::rubrics::{self, Loaded};
use crate::cli::session::{self, Session};
use crate::history::{Draft, Entry, Listing, OpenDraft};
use crate::rubric::{AreaIx, Level, Rubric, SkillIx, TargetIx};
use crate::wording;

impl<'s> Questionnaire<'s> {
    /// Takes up the draft of this rubric if there is one, else begins one; none if the draft was to be dropped and the
    /// person thought better of it.
    pub(crate) fn begin(
        session: &'s Session,
        loaded: &'s Loaded,
        history: &Listing,
        wishes: Wishes,
    ) -> Result<Option<Self>, Failure> {
        let rubric = &loaded.rubric;
        let store = session.store()?;
        let mut draft = store.open_draft(rubric.id())?;
        if let Some(warning) = draft.warning() {
            output::tell(&format!("warning: {warning}"));
        }
        let mut front = Front::new(session)?;
        let stop = |stop| stopped(stop, None);
        if wishes.restart && draft.exists() && !drop_draft(&mut draft, &mut front).map_err(stop)?? {
            drop(front);
            output::tell(&format!("the draft stays; go on with `{}`", wishes.again));
            return Ok(None);
        }
        let begun =
            draft.read().map_err(|error| Failure::from(error).hint("`skillgap assess --restart` moves it aside"))?;
        let said_on = wishes.on.or_else(|| begun.as_ref()?.on);
        let on = said_on.unwrap_or_else(session::today);
        let last = history.of(rubric.id()).rfind(|entry| entry.assessment.on <= on);
        let own = begun.as_ref().and_then(|draft| rubric.target(draft.target.as_ref()?.as_str()));
        let usual = judged::target(rubric, None, last.map(|entry| &entry.assessment))?;
        // A part of the questionnaire is about the role of last time.
        let is_part = last.is_some() && (wishes.manner.due || !wishes.scope.areas.is_empty());
        let target = match wishes.target.or(own).or(is_part.then_some(usual)) {
            Some(target) => target,
            None => pick_target(rubric, usual, &mut front).map_err(stop)?,
        };
        let Settled { scope, manner, kept } = settled(rubric, &wishes, begun.as_ref());
        let knows = last.filter(|last| {
            begun.is_none()
                && manner.course.is_some()
                && !manner.blind
                && is_missing_only(rubric, target, last, on, &scope)
        });
        let nothing = BTreeMap::new();
        let ratings = last.map_or(&nothing, |entry| &entry.assessment.ratings);
        let due = match last.filter(|_| manner.due) {
            Some(last) => Some(due::skills(session, loaded, last, (&scope, target), on)?),
            None => None,
        };
        let asked = match &due {
            Some(due) => due.skills.iter().map(|(skill, _)| *skill).collect(),
            None => scope.skills(rubric, target),
        };
        if asked.is_empty() {
            drop(front);
            let Some(due) = due else { return Err(nothing_to_ask()) };
            output::tell(&nothing_due(&due));
            return Ok(None);
        }
        let due = due.unwrap_or_default();
        let about_due = |note: &str| format!("{note}{}", due.beside());
        let gated = if scope.areas.is_empty() { scope.untouchable(rubric, target) } else { Vec::new() };
        let mut interview = in_manner(Interview::new(rubric, asked, ratings, on), manner, &due.skills, gated);
        let changes = match &begun {
            Some(draft) => take_up(session, loaded, target, &mut interview, (draft, last))?,
            None => None,
        };
        if let Some(known) = knows {
            interview = interview.resume(&known_from(rubric, known));
        }
        let lead = manner.course.map(|course| {
            let led = if begun.is_some() { Lead::taken_up } else { Lead::new };
            led(rubric, target, &interview, ratings, course)
        });
        let note = match (&begun, &lead) {
            (Some(_), _) => changes,
            (None, Some(lead)) => Some(led_ahead(&interview, target, lead)),
            (None, None) => Some(about_due(&ahead(&interview, &due.skills))),
        };
        if let Some(note) = note {
            front.note(&note);
        }
        Ok(Some(Self {
            session,
            store,
            loaded,
            pace: Pace::begin(interview.position().0),
            interview,
            lead,
            due: due.skills,
            last: last.cloned(),
            target,
            kept,
            said_on,
            on,
            started: begun.map_or_else(session::now, |draft| draft.started),
            draft,
            has_copy: false,
            front,
            again: wishes.again,
        }))
    }
}

/// What is asked in this run and how, and what of it the draft keeps.
struct Settled {
    scope: Scope,
    manner: Manner,
    kept: (Scope, Manner),
}

/// As wished, and where nothing is wished as the draft has it. Who looks into one area of a draft goes on with the whole of
/// it later.
fn settled(rubric: &Rubric, wishes: &Wishes, draft: Option<&Draft>) -> Settled {
    let (scope, manner) = (wishes.scope.clone(), wishes.manner);
    let Some(draft) = draft else {
        let is_led = scope == Scope::default() && !wishes.full && !manner.due && !manner.sheet;
        let manner = Manner { course: manner.course.or_else(|| is_led.then(Course::default)), ..manner };
        return Settled { kept: (scope.clone(), manner), scope, manner };
    };
    let (begun, before) = (Manner::of(draft), scope_of(rubric, draft));
    let is_wished = scope != Scope::default() || manner.due || manner.course.is_some() || wishes.full;
    let (due, course) = if is_wished { (manner.due, manner.course) } else { (begun.due, begun.course) };
    let course = course.filter(|_| !manner.sheet);
    let blind = manner.blind || begun.blind;
    let sheet = course.is_none() && (manner.sheet || begun.sheet);
    let manner = Manner { due, course, blind, sheet };
    let scope = if is_wished { scope } else { before.clone() };
    let is_part = !scope.areas.is_empty() && scope.areas != before.areas;
    let kept = if is_part { (before, begun) } else { (scope.clone(), manner) };
    Settled { scope, manner, kept }
}

/// The interview asked as it was wished: led, by what is due, or area by area.
fn in_manner<'r>(
    interview: Interview<'r>,
    manner: Manner,
    due: &[(SkillIx, due::Reason)],
    gated: Vec<AreaIx>,
) -> Interview<'r> {
    // Whoever hides last time's answers would see them when an answer is asked back.
    let interview = if manner.blind { interview.blind() } else { interview.asking_back() };
    match (manner.course, manner.sheet) {
        (Some(_), _) => interview.led(),
        (None, true) if due.is_empty() => interview.gated(gated).with_sheets(Sheets::Instead),
        (None, false) if due.is_empty() => interview.gated(gated).with_sheets(Sheets::After),
        (None, true) => interview.with_sheets(Sheets::Instead),
        (None, false) => interview.asking_first(due.iter().map(|(skill, _)| *skill).collect()),
    }
}

/// Takes a draft up, and says what there is to know if the rubric is another one now.
fn take_up(
    session: &Session,
    loaded: &Loaded,
    target: TargetIx,
    interview: &mut Interview<'_>,
    (draft, last): (&Draft, Option<&Entry>),
) -> Result<Option<String>, Failure> {
    let mut progress = progress_of(draft);
    renew_stored(&mut progress, last);
    if draft.rubric.digest == loaded.edition.digest {
        *interview = interview.clone().resume(&progress);
        return Ok(None);
    }
    let changed = changed(session, loaded, target, draft)?;
    progress.again.extend(changed.iter().flatten().map(|skill| loaded.rubric[*skill].id.clone()));
    *interview = interview.clone().resume(&progress);
    let again = interview.progress().again.len();
    if again > 0 {
        interview.apply(Event::Fill);
    }
    Ok(Some(carried_over(interview, changed.map(|_| again))))
}

/// What an assessment has already is as the last one has it, which may have been edited since.
fn renew_stored(progress: &mut Progress, last: Option<&Entry>) {
    let Some(last) = last else { return progress.stored.clear() };
    for skill in std::mem::take(&mut progress.stored) {
        if let Some(rating) = last.assessment.ratings.get(&skill) {
            progress.ratings.insert(skill.clone(), rating.clone());
            progress.stored.insert(skill);
        } else if progress.skipped.contains(&skill) {
            progress.stored.insert(skill);
        } else {
            progress.ratings.remove(&skill);
        }
    }
}

/// Answers of the last so many days need not be given again.
const RECENT: i32 = 14;

/// Whether only what has no answer yet is asked: for another role, or soon after.
fn is_missing_only(rubric: &Rubric, target: TargetIx, last: &Entry, on: Date, scope: &Scope) -> bool {
    let before = last.assessment.target.as_ref().and_then(|id| rubric.target(id.as_str()));
    let days = last.assessment.on.until(on).map_or(i32::MAX, |span| span.get_days());
    let answers = Answers::of(rubric, &last.assessment.ratings);
    let asked = scope.skills(rubric, target);
    let missing = asked.iter().filter(|skill| answers.get(**skill).is_none()).count();
    (before != Some(target) || days <= RECENT) && missing > 0 && missing < asked.len()
}

/// An interview in which all that an assessment has is said already.
fn known_from(rubric: &Rubric, last: &Entry) -> Progress {
    let ratings: BTreeMap<_, _> = rubric
        .skills()
        .zip(carried(rubric, &last.assessment.ratings))
        .filter_map(|((_, skill), rating)| Some((skill.id.clone(), rating?)))
        .collect();
    let is_used = |rating: &Rating| matches!(rating.answer, Answer::Rated(level) if level > Level::NONE);
    let used = ratings.iter().filter(|(_, rating)| is_used(rating)).map(|(id, _)| id.clone()).collect();
    let stored = ratings.keys().cloned().collect();
    Progress { ratings, used, stored, at: Place::Pause, ..Progress::default() }
}

/// The skills of which a level that counts says something else than when the draft was begun; none if the rubric of then
/// is not there any more.
fn changed(
    session: &Session,
    loaded: &Loaded,
    target: TargetIx,
    draft: &Draft,
) -> Result<Option<Vec<SkillIx>>, Failure> {
    let Some(then) = rubrics::stored(session, &draft.rubric)? else { return Ok(None) };
    Ok(Some(due::reworded(&loaded.rubric, target, &draft.ratings, &then.rubric)))
}

/// What to know when a draft is taken up with another rubric, of which so many answered skills are worded anew; none if
/// that cannot be told.
fn carried_over(interview: &Interview<'_>, again: Option<usize>) -> String {
    let again = match again {
        None => "; which skills were reworded cannot be told, because the rubric it was begun with is no longer stored"
            .to_owned(),
        Some(0) => String::new(),
        Some(n) => format!("; {} reworded and asked again", wording::count(n, "skill is", "skills are")),
    };
    let (replied, asked) = interview.position();
    format!(
        "note: the rubric has changed since this draft was begun; its answers are carried over{again} \
         ({replied} of {asked} answered)"
    )
}

/// What lies ahead, before the first question.
fn ahead(interview: &Interview<'_>, due: &[(SkillIx, due::Reason)]) -> String {
    let skills = wording::count(interview.asked().len(), "skill", "skills");
    let likely = interview.likely_questions();
    if !due.is_empty() {
        return format!("{skills} may have changed, {}: {}.", pace::usual(likely), due::told(due));
    }
    let questions = wording::count(likely, "question", "questions");
    format!("{skills} in about {questions}, {}; every answer is kept.", pace::usual(likely))
}

/// The same of an interview that is led.
fn led_ahead(interview: &Interview<'_>, target: TargetIx, lead: &Lead<'_>) -> String {
    let (replied, asked) = interview.position();
    let known = match replied {
        0 => String::new(),
        n => {
            let title = clean::line(&interview.rubric()[target].title);
            let skills = wording::count(asked, "skill", "skills");
            format!("{title} asks {skills}, and {n} of them have an answer already: only the others are asked. ")
        }
    };
    let all = interview.likely_questions();
    match lead.questions_left(interview).filter(|questions| *questions < all) {
        Some(questions) => format!(
            "{known}A first result comes after about {}, {}; you may stop there. Every answer is kept.",
            wording::count(questions, "question", "questions"),
            pace::usual(questions)
        ),
        None => {
            let skills = wording::count(asked - replied, "skill", "skills");
            let questions = if replied == 0 { all } else { interview.questions_left() };
            let asked = wording::count(questions, "question", "questions");
            format!("{known}{skills} in about {asked}, {}; every answer is kept.", pace::usual(questions))
        }
    }
}

fn nothing_to_ask() -> Failure {
    Failure::failed("there is nothing to ask").hint("`skillgap assess` without `--due` or `--area` asks everything")
}

fn nothing_due(due: &Due) -> String {
    format!("nothing is due yet: nothing was ticked, and your answers are recent enough.{}", due.beside())
}

/// Asks which target; the cursor begins on `usual`.
fn pick_target(rubric: &Rubric, usual: TargetIx, front: &mut Front) -> Result<TargetIx, Stop> {
    let targets = rubric.targets_by_rank();
    let told = |at: &TargetIx| {
        let target = &rubric[*at];
        (target.title.clone(), target.summary.clone().unwrap_or_default())
    };
    let things: Vec<_> = targets.iter().map(told).collect();
    let top = vec![
        clean::line(rubric.title()).into_owned(),
        String::new(),
        "You rate what you can do today: choose the highest sentence that is true of you. If you did it alone, \"with \
         help\" is true too. Your answers are for your own learning plan and stay on this machine."
            .to_owned(),
        String::new(),
    ];
    let start = targets.iter().position(|target| *target == usual).unwrap_or(0);
    let chosen = front.pick(&top, "Which role do you compare yourself with?", &things, start)?;
    Ok(targets[chosen])
}

/// Asks whether to drop the draft, and says whether that was done.
fn drop_draft(draft: &mut OpenDraft, front: &mut Front) -> Result<Result<bool, Failure>, Stop> {
    let things = [
        ("Begin afresh".to_owned(), "The draft is moved aside, not deleted.".to_owned()),
        ("Leave it".to_owned(), "Nothing changes.".to_owned()),
    ];
    match front.pick(&["There is a draft.".to_owned(), String::new()], "Drop it?", &things, 0)? {
        0 => Ok(draft.set_aside().map(|_| true).map_err(Failure::from)),
        _ => Ok(Ok(false)),
    }
}
