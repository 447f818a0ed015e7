//! How a questionnaire begins, or is taken up again.

use std::collections::BTreeMap;

use super::drafted::{progress_of, scope_of};
use super::{Manner, Questionnaire, Wishes, stopped};
use crate::assessment::Scope;
use crate::assessment::interview::{Interview, Sheets};
use crate::clean;
use crate::cli::due;
use crate::cli::failure::Failure;
use crate::cli::front::Front;
use crate::cli::judged;
use crate::cli::lead::Lead;
use crate::cli::output;
use crate::cli::pace::{self, Pace};
use crate::cli::prompt::Stop;
use crate::cli::rubrics::{self, Loaded};
use crate::cli::session::{self, Session};
use crate::history::{Draft, Listing, OpenDraft};
use crate::report::target::kind;
use crate::rubric::{Rubric, SkillIx, TargetIx};
use crate::score::estimate::Depth;
use crate::wording;

impl<'s> Questionnaire<'s> {
    /// Takes up the draft of this rubric if there is one, else begins one; none if the draft was to be dropped and the
    /// person thought better of it.
    pub(crate) fn begin(
        session: &Session,
        loaded: &'s Loaded,
        history: &Listing,
        wishes: Wishes,
    ) -> Result<Option<Self>, Failure> {
        let rubric = &loaded.rubric;
        let store = session.store()?;
        let mut draft = store.open_draft(rubric.id())?;
        if let Some(warning) = draft.warning() {
            output::say(&format!("warning: {warning}"));
        }
        let mut front = Front::new(session)?;
        let stop = |stop| stopped(stop, None, &wishes.again);
        if wishes.restart && draft.exists() && !drop_draft(&mut draft, &mut front).map_err(stop)?? {
            drop(front);
            output::say(&format!("the draft stays; go on with `{}`", wishes.again));
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
        let (scope, manner) = settled(rubric, &wishes, begun.as_ref());
        let nothing = BTreeMap::new();
        let ratings = last.map_or(&nothing, |entry| &entry.assessment.ratings);
        let due = match last.filter(|_| manner.due) {
            Some(last) => Some(due::skills(session, loaded, last, (&scope, target), on)?),
            None => None,
        };
        let asked = match &due {
            Some(due) => due.iter().map(|(skill, _)| *skill).collect(),
            None => scope.skills(rubric, target),
        };
        if asked.is_empty() {
            drop(front);
            return Err(nothing_due());
        }
        let due = due.unwrap_or_default();
        let mut interview = Interview::new(rubric, asked, ratings, on);
        if manner.depth.is_some() {
            interview = interview.led();
        } else if due.is_empty() {
            let gated = if scope.areas.is_empty() { scope.untouchable(rubric, target) } else { Vec::new() };
            let sheets = if manner.sheet { Sheets::Instead } else { Sheets::After };
            interview = interview.gated(gated).with_sheets(sheets);
        } else if manner.sheet {
            interview = interview.with_sheets(Sheets::Instead);
        } else {
            interview = interview.asking_first(due.iter().map(|(skill, _)| *skill).collect());
        }
        // Whoever hides last time's answers would see them here.
        if manner.blind {
            front.hide_last();
        } else {
            interview = interview.asking_back();
        }
        let lead = manner.depth.map(|depth| Lead::new(rubric, target, interview.asked(), ratings, depth));
        let note = match &begun {
            Some(draft) => {
                let reworded = reworded(session, loaded, draft)?;
                interview = interview.resume(&progress_of(draft)).asking_again(&reworded);
                taken_up(&interview, (draft.rubric.digest != loaded.edition.digest).then_some(reworded.len()))
            }
            None => Some(ahead(&interview, &due, manner.depth)),
        };
        if let Some(note) = note {
            front.note(&note);
        }
        Ok(Some(Self {
            store,
            loaded,
            pace: Pace::begin(interview.position().0),
            interview,
            lead,
            due,
            target,
            scope,
            manner,
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

/// What is asked and how: as wished, and where nothing is wished as the draft has it.
fn settled(rubric: &Rubric, wishes: &Wishes, draft: Option<&Draft>) -> (Scope, Manner) {
    let (manner, scope) = (wishes.manner, wishes.scope.clone());
    let Some(draft) = draft else { return (scope, manner) };
    let begun = Manner::of(draft);
    let is_whole = scope == Scope::default();
    let depth = manner.depth.or(begun.depth.filter(|_| !manner.due && is_whole));
    let manner = Manner {
        due: depth.is_none() && (manner.due || begun.due),
        depth,
        blind: manner.blind || begun.blind,
        sheet: depth.is_none() && (manner.sheet || begun.sheet),
    };
    let scope = if is_whole && wishes.manner.depth.is_none() { scope_of(rubric, draft) } else { scope };
    (scope, manner)
}

/// The skills whose levels say something else than when the draft was begun.
fn reworded(session: &Session, loaded: &Loaded, draft: &Draft) -> Result<Vec<SkillIx>, Failure> {
    if draft.rubric.digest == loaded.edition.digest {
        return Ok(Vec::new());
    }
    let Some(then) = rubrics::stored(session, &draft.rubric)? else { return Ok(Vec::new()) };
    let skills = loaded.rubric.skills().map(|(skill, _)| skill);
    Ok(skills.filter(|skill| due::is_reworded(&loaded.rubric, *skill, &then.rubric)).collect())
}

/// What to know when a draft is taken up; with the number of reworded skills if the rubric is another one.
fn taken_up(interview: &Interview<'_>, reworded: Option<usize>) -> Option<String> {
    let again = match reworded? {
        0 => String::new(),
        n => format!("; {} worded anew and asked again", wording::count(n, "skill is", "skills are")),
    };
    let (replied, asked) = interview.position();
    Some(format!(
        "note: the rubric has changed since this draft was begun; its answers are carried over{again} \
         ({replied} of {asked} answered)"
    ))
}

/// What lies ahead, before the first question.
fn ahead(interview: &Interview<'_>, due: &[(SkillIx, due::Reason)], depth: Option<Depth>) -> String {
    let skills = wording::count(interview.asked().len(), "skill", "skills");
    let likely = interview.likely_questions();
    if !due.is_empty() {
        return format!("{skills} may have moved, {}: {}.", pace::usual(likely), due::told(due));
    }
    let questions = depth.map_or(likely, |depth| likely * depth.usual_percent() / 100);
    let time = pace::usual(questions);
    format!("{skills} in about {questions} questions, {time}; every answer is kept.")
}

fn nothing_due() -> Failure {
    Failure::failed("there is nothing to ask").hint("`skillgap assess` without `--due` or `--area` asks everything")
}

/// With more of them there is no room for sentences on a screen.
const FEW_TARGETS: usize = 8;

/// Asks which target; the cursor begins on `usual`.
fn pick_target(rubric: &Rubric, usual: TargetIx, front: &mut Front) -> Result<TargetIx, Stop> {
    let targets = rubric.targets_by_rank();
    let told = |at: &TargetIx| {
        let target = &rubric[*at];
        let summary = target.summary.clone().unwrap_or_default();
        (target.title.clone(), if targets.len() <= FEW_TARGETS { summary } else { kind(target.kind) })
    };
    let things: Vec<_> = targets.iter().map(told).collect();
    let top = vec![
        clean::line(rubric.title()).into_owned(),
        String::new(),
        "You rate what you can do today; choose the highest sentence that is true of".to_owned(),
        "something you did. Done alone counts as done with help. It is for your own".to_owned(),
        "learning plan and stays on this machine.".to_owned(),
        String::new(),
    ];
    let start = targets.iter().position(|target| *target == usual).unwrap_or(0);
    let chosen = front.pick(&top, "Which role do you measure yourself against?", &things, start)?;
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
