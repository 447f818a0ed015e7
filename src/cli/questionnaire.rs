//! One run of the questionnaire: draft, target, questions, review, assessment. Every answer is on disk before the next
//! question appears.

use jiff::Timestamp;
use jiff::civil::Date;

use super::cards::Said;
use super::due;
use super::failure::{Failure, Kind};
use super::front::Front;
use super::judged;
use super::lead::Lead;
use super::margin::Margin;
use super::output;
use super::prompt::Stop;
use super::rubrics::Loaded;
use super::session::{self, Session};
use crate::assessment::interview::{Interview, Progress};
use crate::assessment::{Answers, Assessment, Scope};
use crate::clean;
use crate::history::{Draft, Entry, Listing, OpenDraft, Store};
use crate::report::target::kind;
use crate::rubric::{Id, Rubric, SkillIx, TargetIx};
use crate::score;
use crate::score::estimate::Depth;
use crate::wording;

/// What the person asked for on the command line.
#[derive(Debug)]
pub(crate) struct Wishes {
    pub(crate) target: Option<TargetIx>,
    pub(crate) scope: Scope,
    /// Only what may have moved.
    pub(crate) due: bool,
    /// Only what is most worth knowing.
    pub(crate) depth: Option<Depth>,
    pub(crate) blind: bool,
    pub(crate) restart: bool,
    /// The day that the answers speak for, if one was given; else that of the draft, else today.
    pub(crate) on: Option<Date>,
    /// The command that takes the questionnaire up again.
    pub(crate) again: String,
}

/// A questionnaire that has been begun or taken up again.
#[derive(Debug)]
pub(crate) struct Questionnaire<'s> {
    store: Store,
    loaded: &'s Loaded,
    interview: Interview<'s>,
    /// Who leads it, if not all is asked.
    lead: Option<Lead<'s>>,
    target: TargetIx,
    scope: Scope,
    /// How it is asked, in the words that a draft keeps.
    modes: Vec<&'static str>,
    /// The day that the person gave for the answers.
    said_on: Option<Date>,
    on: Date,
    started: Timestamp,
    draft: OpenDraft,
    /// Whether the copy of the rubric, which the draft names, is stored.
    has_copy: bool,
    front: Front,
    again: String,
}

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
        let begun = if wishes.restart {
            if draft.exists() && !drop_draft(&mut draft, &mut front).map_err(stop)?? {
                drop(front);
                output::say(&format!("the draft stays; go on with `{}`", wishes.again));
                return Ok(None);
            }
            None
        } else {
            draft.read().map_err(|error| Failure::from(error).hint("`skillgap assess --restart` moves it aside"))?
        };
        let said_on = wishes.on.or_else(|| begun.as_ref()?.on);
        let on = said_on.unwrap_or_else(session::today);
        let last = history.of(rubric.id()).rfind(|entry| entry.assessment.on <= on);
        let last_target = last.map(|entry| &entry.assessment);
        let own = begun.as_ref().and_then(|draft| rubric.target(draft.target.as_ref()?.as_str()));
        let target = match wishes.target.or(own) {
            Some(target) => target,
            None => pick_target(rubric, judged::target(rubric, None, last_target)?, &mut front).map_err(stop)?,
        };
        let has = |mode| begun.as_ref().is_some_and(|draft| has_mode(draft, mode));
        let is_confined = wishes.due || wishes.scope != Scope::default();
        let depth = wishes.depth.or_else(|| Depth::ALL.into_iter().find(|depth| !is_confined && has(depth.as_str())));
        let scope = match &begun {
            Some(draft) if wishes.scope == Scope::default() && wishes.depth.is_none() => scope_of(rubric, draft),
            _ => wishes.scope,
        };
        let none = std::collections::BTreeMap::new();
        let ratings = last.map_or(&none, |entry| &entry.assessment.ratings);
        let due = depth.is_none() && (wishes.due || has(DUE));
        let asked = match last.filter(|_| due) {
            Some(last) => due::skills(session, loaded, last, (&scope, target), on)?,
            None => scope.skills(rubric, target),
        };
        if asked.is_empty() {
            drop(front);
            return Err(nothing_due());
        }
        let mut interview = Interview::new(rubric, asked, ratings, on);
        if depth.is_some() {
            interview = interview.led();
        }
        let lead = depth.map(|depth| Lead::new(rubric, target, interview.asked(), ratings, depth));
        if let Some(draft) = &begun {
            interview = interview.resume(&progress_of(draft));
            if draft.rubric.digest != loaded.edition.digest {
                front.note("note: the rubric has changed since this draft was begun; its answers are carried over");
            }
        }
        let blind = wishes.blind || has(BLIND);
        if blind {
            front.hide_last();
        }
        Ok(Some(Self {
            store,
            loaded,
            interview,
            lead,
            target,
            scope,
            modes: [(due, DUE), (blind, BLIND)]
                .into_iter()
                .filter(|mode| mode.0)
                .map(|mode| mode.1)
                .chain(depth.map(Depth::as_str))
                .collect(),
            said_on,
            on,
            started: begun.map_or_else(session::now, |draft| draft.started),
            draft,
            has_copy: false,
            front,
            again: wishes.again,
        }))
    }

    /// Asks until the answers are saved as an assessment, or the person leaves with a draft.
    pub(crate) fn run(mut self) -> Result<Option<Entry>, Failure> {
        loop {
            if let Some(lead) = &mut self.lead {
                lead.follow(&mut self.interview);
            }
            self.keep()?;
            let margin = self.margin();
            let stop = match self.front.ask(&self.interview, &margin) {
                Ok(Said::Event(event)) => {
                    if self.interview.apply(event) {
                        continue;
                    }
                    None
                }
                Ok(Said::Save) if self.interview.ratings().is_empty() => {
                    self.front.note("nothing is answered yet: there is nothing to save");
                    continue;
                }
                Ok(Said::Save) => return self.save().map(Some),
                Ok(Said::Leave) => None,
                Err(Stop::Back) => {
                    if self.interview.apply(crate::assessment::interview::Event::Back) {
                        continue;
                    }
                    None
                }
                Err(stop) => Some(stop),
            };
            let (replied, _) = self.interview.position();
            let Self { front, again, draft, .. } = self;
            drop(front);
            if replied == 0 {
                draft.remove()?;
            }
            return match stop {
                None => {
                    output::say(&kept(replied, &again));
                    Ok(None)
                }
                Some(stop) => Err(stopped(stop, Some(replied), &again)),
            };
        }
    }

    /// Writes the draft; a disk that is full asks to be tried again instead of going on without.
    fn keep(&mut self) -> Result<(), Failure> {
        let draft = self.as_draft();
        loop {
            let copied = if self.has_copy { Ok(()) } else { self.draft.keep_rubric(&self.loaded.json) };
            self.has_copy |= copied.is_ok();
            let Err(error) = copied.and_then(|()| self.draft.save(&draft)) else { return Ok(()) };
            let failure = Failure::from(error);
            let top = vec![format!("Not saved: {}", failure.message), String::new()];
            let things = [
                ("Try again".to_owned(), "Your last answer is still here.".to_owned()),
                ("Stop".to_owned(), "All answers before the last one are kept.".to_owned()),
            ];
            match self.front.pick(&top, "What now?", &things, 0) {
                Ok(0) => {}
                _ => return Err(failure),
            }
        }
    }

    fn as_draft(&self) -> Draft {
        let progress = self.interview.progress();
        Draft {
            rubric: self.loaded.edition.clone(),
            target: Some(self.loaded.rubric[self.target].id.clone()),
            started: self.started,
            on: self.said_on,
            position: Some(progress.at.map_or_else(|| REVIEW.to_owned(), |id| id.to_string())),
            all: self.scope.all,
            areas: self.scope.areas.iter().map(|area| self.loaded.rubric[*area].id.clone()).collect(),
            modes: self.modes.iter().map(|mode| (*mode).to_owned()).collect(),
            ratings: progress.ratings,
            skipped: progress.skipped.into_iter().collect(),
            used: progress.used.into_iter().collect(),
        }
    }

    fn save(self) -> Result<Entry, Failure> {
        let assessment = Assessment {
            on: self.on,
            rubric: self.loaded.edition.clone(),
            target: Some(self.loaded.rubric[self.target].id.clone()),
            ratings: self.interview.ratings(),
        };
        let entry = self.store.save(&assessment, &self.loaded.json, session::now())?;
        self.draft.remove()?;
        Ok(entry)
    }

    fn margin(&self) -> Margin {
        let margin = self.lead.as_ref().map(|lead| lead.margin(&self.interview)).unwrap_or_default();
        Margin { doubts: self.doubts(), ..margin }
    }

    /// What is worth a second look before saving.
    fn doubts(&self) -> Vec<String> {
        let rubric = &self.loaded.rubric;
        let answers = Answers::of(rubric, &self.interview.ratings());
        let scored = score::score(rubric, self.target, &answers);
        let title = |skill: SkillIx| clean::line(&rubric[skill].title).into_owned();
        scored
            .contradictions
            .iter()
            .filter_map(|broken| {
                let (rating, stated) = (broken.rating?, broken.stated?);
                Some(format!(
                    "{} is {rating}, but level {} of it builds on {} at {}, and that is {stated}",
                    title(broken.skill),
                    broken.level,
                    title(broken.requires),
                    broken.at,
                ))
            })
            .collect()
    }
}

/// What a draft calls its position when it is at the review.
const REVIEW: &str = "review";
/// What a draft calls a questionnaire that hides last time's answers.
const BLIND: &str = "blind";
/// What a draft calls a questionnaire about what may have moved.
const DUE: &str = "due";

fn has_mode(draft: &Draft, mode: &str) -> bool {
    draft.modes.iter().any(|word| word == mode)
}

fn nothing_due() -> Failure {
    Failure::failed("there is nothing to ask").hint("`skillgap assess` without `--due` or `--area` asks everything")
}

fn progress_of(draft: &Draft) -> Progress {
    Progress {
        ratings: draft.ratings.clone(),
        skipped: draft.skipped.iter().cloned().collect(),
        used: draft.used.iter().cloned().collect(),
        at: draft.position.as_deref().filter(|at| *at != REVIEW).and_then(Id::new),
    }
}

fn scope_of(rubric: &Rubric, draft: &Draft) -> Scope {
    let area = |id: &Id| rubric.areas().find(|(_, area)| area.id == *id).map(|(at, _)| at);
    Scope { all: draft.all, areas: draft.areas.iter().filter_map(area).collect() }
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

fn kept(replied: usize, again: &str) -> String {
    if replied == 0 {
        return "nothing was answered, so no draft is kept".to_owned();
    }
    let answers = wording::count(replied, "answer is", "answers are");
    format!("{answers} kept as a draft; go on with `{again}`")
}

/// Why the questionnaire was left, and where the answers are.
pub(crate) fn stopped(stop: Stop, replied: Option<usize>, again: &str) -> Failure {
    let kept = replied.map_or_else(|| "nothing was changed".to_owned(), |replied| kept(replied, again));
    match stop {
        Stop::Back | Stop::Interrupted => Failure::new(Kind::Interrupted, format!("stopped; {kept}")),
        Stop::Ended => Failure::new(Kind::NoInput, format!("the input ended before the answers did; {kept}")),
        Stop::Broken(why) => Failure::failed(format!("the terminal failed: {}; {kept}", wording::brief(&why))),
    }
}
