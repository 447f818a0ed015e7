//! One run of the questionnaire: draft, target, questions, review, assessment. Every answer is on disk before the next
//! question appears.

mod begin;
mod drafted;
mod finish;

use jiff::Timestamp;
use jiff::civil::Date;

use super::doubts::doubts;
use super::due::Reason;
use super::failure::{Failure, Kind};
use super::front::Front;
use super::gaps;
use super::lead::{Course, Lead};
use super::margin::Margin;
use super::output;
use super::pace::Pace;
use super::pause;
use super::prompt::Stop;
use super::rubrics::Loaded;
use super::said::Said;
use super::session::Session;
use super::terminal;
use crate::assessment::Scope;
use crate::assessment::interview::{Event, Interview, Prompt};
use crate::history::{Draft, Entry, Error, OpenDraft, Store};
use crate::rubric::{SkillIx, TargetIx};
use crate::wording;

/// What the person asked for on the command line.
#[derive(Debug)]
pub(crate) struct Wishes {
    pub(crate) target: Option<TargetIx>,
    pub(crate) scope: Scope,
    pub(crate) manner: Manner,
    /// Whether all is asked, area by area.
    pub(crate) full: bool,
    pub(crate) restart: bool,
    /// The day that the answers speak for, if one was given; else that of the draft, else today.
    pub(crate) on: Option<Date>,
    /// The command that takes the questionnaire up again.
    pub(crate) again: String,
}

/// How it is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Manner {
    /// Only what may have moved.
    pub(crate) due: bool,
    /// What tells most first, with pauses; none area by area.
    pub(crate) course: Option<Course>,
    /// Without last time's answers.
    pub(crate) blind: bool,
    /// Area by area.
    pub(crate) sheet: bool,
}

/// A questionnaire that has been begun or taken up again.
#[derive(Debug)]
pub(crate) struct Questionnaire<'s> {
    session: &'s Session,
    store: Store,
    loaded: &'s Loaded,
    interview: Interview<'s>,
    /// Who leads it, if not all is asked.
    lead: Option<Lead<'s>>,
    /// Why each skill is asked again, if only what may have moved is asked.
    due: Vec<(SkillIx, Reason)>,
    /// The assessment whose answers it began with.
    last: Option<Entry>,
    target: TargetIx,
    /// What is asked and how, as the draft keeps it.
    kept: (Scope, Manner),
    /// The day that the person gave for the answers.
    said_on: Option<Date>,
    on: Date,
    started: Timestamp,
    draft: OpenDraft,
    /// Whether the copy of the rubric, which the draft names, is stored.
    has_copy: bool,
    front: Front,
    pace: Pace,
    again: String,
}

/// A questionnaire whose answers are saved.
#[derive(Debug)]
pub(crate) struct Saved {
    pub(crate) entry: Entry,
    /// Where the questions were put.
    pub(crate) front: Front,
    /// What is left to ask another day, and the command that does.
    pub(crate) left: Option<(String, String)>,
    /// What went wrong beside.
    pub(crate) warning: Option<String>,
}

impl Questionnaire<'_> {
    /// Asks until the answers are saved as an assessment, or the person leaves with a draft.
    pub(crate) fn run(mut self) -> Result<Option<Saved>, Failure> {
        loop {
            if let Some(lead) = &mut self.lead {
                lead.follow(&mut self.interview);
                self.kept.1.course = Some(lead.course());
            }
            self.keep()?;
            let margin = self.margin();
            let stop = match self.front.ask(&self.interview, &margin) {
                Ok(Said::Event(Event::GoOn)) => {
                    self.go_on(false);
                    continue;
                }
                Ok(Said::Rest) => {
                    self.go_on(true);
                    continue;
                }
                Ok(Said::Report) => match self.show_report() {
                    Ok(()) => continue,
                    Err(stop) => Some(stop?),
                },
                Ok(Said::Event(event)) => {
                    let goes_on = self.interview.apply(event);
                    self.pace.note(self.interview.position().0);
                    if goes_on {
                        continue;
                    }
                    None
                }
                Ok(Said::Save) if self.interview.ratings().is_empty() => {
                    self.front.note("nothing is answered yet: there is nothing to save");
                    continue;
                }
                Ok(Said::Save) => return self.save().map(Some),
                Err(Stop::Back) if self.interview.apply(Event::Back) => continue,
                Ok(Said::Leave) | Err(Stop::Back) => None,
                Err(stop) => Some(stop),
            };
            return self.leave(stop);
        }
    }

    fn go_on(&mut self, to_the_end: bool) {
        match &mut self.lead {
            Some(lead) => lead.go_on(&mut self.interview, to_the_end),
            None => drop(self.interview.apply(Event::GoOn)),
        }
    }

    /// Shows the report on the answers so far.
    fn show_report(&mut self) -> Result<(), Result<Stop, Failure>> {
        let history = self.store.assessments().map_err(|error| Err(error.into()))?;
        let over = history.of(self.loaded.rubric.id()).rfind(|entry| entry.assessment.on <= self.on);
        let assessment = self.assessment(over);
        let report = gaps::so_far(self.session, &self.loaded.edition, assessment).map_err(Err)?;
        self.front.read(&report).map_err(Ok)
    }

    /// Leaves the questionnaire with a draft, if there is anything to keep.
    fn leave(self, stop: Option<Stop>) -> Result<Option<Saved>, Failure> {
        // What was answered before counts too, whatever this run is about.
        let as_draft = self.as_draft();
        let Self { front, again, draft, .. } = self;
        drop(front);
        if !as_draft.holds_anything() {
            draft.remove()?;
        }
        let kept = kept(&as_draft).map_or_else(
            || "nothing was answered, so no draft is kept".to_owned(),
            |kept| format!("{kept} as a draft; go on with `{again}`"),
        );
        match stop {
            None => {
                output::tell(&kept);
                Ok(None)
            }
            Some(stop) => Err(stopped(stop, Some(&kept))),
        }
    }

    /// Writes the draft; a disk that is full asks to be tried again instead of going on without. Where no terminal gives the
    /// answers, nobody can be asked, and it ends here.
    fn keep(&mut self) -> Result<(), Failure> {
        let draft = self.as_draft();
        loop {
            let copied = if self.has_copy { Ok(()) } else { self.draft.keep_rubric(&self.loaded.json) };
            self.has_copy |= copied.is_ok();
            let Err(error) = copied.and_then(|()| self.draft.save(&draft)) else { return Ok(()) };
            let is_changed = matches!(error, Error::Changed { .. });
            let failure = Failure::from(error);
            if !terminal::is_answered() {
                // What comes next was meant for the next question.
                let kept =
                    if is_changed { "the changed draft stays as it is" } else { "what was saved before is kept" };
                return Err(failure.hint(format!("{kept}; go on with `{}`", self.again)));
            }
            let top = vec![format!("Not saved: {}", failure.message), String::new()];
            let told = |name: &str, meaning: &str| (name.to_owned(), meaning.to_owned());
            let things = if is_changed {
                [
                    told("Go on with the answers given here", "The changed draft is moved aside, not deleted."),
                    told("Stop", "The changed draft stays as it is."),
                ]
            } else {
                [
                    told("Try again", "Your last answer is still here."),
                    told("Stop", "All answers before the last one are kept."),
                ]
            };
            match self.front.pick(&top, "What now?", &things, 0) {
                Ok(0) if is_changed => {
                    self.draft.set_aside()?;
                }
                Ok(0) => {}
                _ => return Err(failure),
            }
        }
    }

    fn margin(&self) -> Margin {
        let mut margin = self.lead.as_ref().map(|lead| lead.margin(&self.interview)).unwrap_or_default();
        match self.interview.prompt() {
            Prompt::Review => margin.doubts = doubts(&self.interview, self.target),
            Prompt::Pause => {
                if let Some(lead) = &self.lead {
                    return pause::pause(&self.interview, (self.target, self.on), lead, &self.pace);
                }
            }
            Prompt::Skill(skill) | Prompt::Sheet(skill) => {
                let due = self.due.iter().find(|(due, _)| *due == skill);
                let rubric = self.interview.rubric();
                margin.asked_because = margin.asked_because.or_else(|| Some(due?.1.because(rubric, self.target)));
            }
            Prompt::Used(_) | Prompt::Unused(_) | Prompt::Moved(_) => {}
        }
        let left = margin.left.unwrap_or_else(|| self.interview.questions_left());
        margin.minutes = self.pace.minutes_for(left);
        margin
    }
}

/// What a draft keeps: `13 answers and 2 skips are kept`; none if nobody said anything yet.
pub(crate) fn kept(draft: &Draft) -> Option<String> {
    let answers = wording::count(draft.ratings.len(), "answer", "answers");
    let skips = wording::count(draft.skipped.len(), "skip", "skips");
    let replies = match (draft.ratings.len(), draft.skipped.len()) {
        (0, 0) => return draft.holds_anything().then(|| "what you ticked is kept".to_owned()),
        (_, 0) => answers,
        (0, _) => skips,
        _ => format!("{answers} and {skips}"),
    };
    Some(format!("{replies} {} kept", if draft.replied() == 1 { "is" } else { "are" }))
}

/// Why the questionnaire was left, and where the answers are, if any were asked for.
pub(crate) fn stopped(stop: Stop, kept: Option<&str>) -> Failure {
    let kept = kept.unwrap_or("nothing was changed");
    match stop {
        Stop::Back | Stop::Interrupted => Failure::new(Kind::Interrupted, format!("stopped; {kept}")),
        Stop::Ended => Failure::new(Kind::NoInput, format!("the input ended before the answers did; {kept}")),
        Stop::InVain => Failure::new(Kind::NoInput, format!("the input answers nothing; {kept}")),
        Stop::Broken(why) => Failure::failed(format!("the terminal failed: {}; {kept}", wording::brief(&why))),
    }
}
