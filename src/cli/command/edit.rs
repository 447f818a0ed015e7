//! `edit`: one answer of the last assessment, as a new assessment.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::assessment::interview::{Event, Interview, Prompt};
use crate::assessment::{Answer, Assessment, Rating};
use crate::cli::args::Edit;
use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::front::Front;
use crate::cli::judged::{self, Judged};
use crate::cli::margin::Margin;
use crate::cli::prompt::Stop;
use crate::cli::said::Said;
use crate::cli::session::{self, Session};
use crate::cli::{args, output, over, planning, rubrics};
use crate::history::{self, Entry, Listing, Tick};
use crate::rubric::{Id, Rubric, SkillIx};
use crate::wording;

/// How to do without a terminal.
fn instead(typed: Option<&str>) -> String {
    let skill = typed.map_or_else(|| "SKILL".to_owned(), wording::shell_word);
    format!("give the answer: `skillgap edit {skill} --level 3`")
}

const NOTHING_CHANGED: &str = "nothing changed";

/// What is said anew of a skill.
#[derive(Clone)]
struct Change {
    skill: Id,
    /// None takes the answer away.
    rating: Option<Rating>,
    /// Whether the answer itself was given, if only as it was.
    is_answer: bool,
}

pub(super) fn run(session: &Session, args: &Edit) -> Outcome {
    let mut judged = last(session, args.rubric.as_deref())?;
    let on = args.on.unwrap_or_else(session::today);
    let asked = if says(args) {
        None
    } else {
        match asked(session, &judged, args.skill.as_deref(), on)? {
            Some(change) => Some(change),
            None => {
                output::tell(NOTHING_CHANGED);
                return Ok(());
            }
        }
    };
    // What is left of an answer as it is, such as its level beside new evidence, is that of the assessment it goes into.
    let change = |judged: &Judged| asked.clone().map_or_else(|| said(judged, args, on), Ok);
    let first = change(&judged)?;
    if changes_nothing(session, &judged, &first, on)? {
        output::tell(NOTHING_CHANGED);
        return Ok(());
    }
    let rubric = judged.loaded.edition.id.clone();
    let entry = over::save_over(&session.store()?, (&rubric, Date::MAX), |last| {
        let last = last.ok_or_else(|| {
            Failure::failed("the assessment to change was removed in the meantime")
                .hint("nothing was changed; try again")
        })?;
        if judged.entry.as_ref() != Some(last) {
            judged = judged::stored(session, None, last.clone(), Listing::default())?;
        }
        Ok((changed(&judged, change(&judged)?, on)?, Cow::Owned(judged.loaded.json.clone())))
    })?;
    if first.rating.is_none() {
        output::tell(&format!("`{}` has no answer now", first.skill));
    }
    output::print(&format!("saved {}\n", entry.id))?;
    mention_day(&entry, args.on);
    super::hint("`skillgap report` shows what it means");
    Ok(())
}

/// The last assessment with the change.
fn changed(judged: &Judged, change: Change, on: Date) -> Result<Assessment, Failure> {
    let skill = rubrics::skill(judged.rubric(), change.skill.as_str())?;
    let id = &judged.rubric()[skill].id;
    let mut ratings = judged.assessment.ratings.clone();
    match change.rating {
        Some(rating) => ratings.insert(id.clone(), rating),
        None => ratings.remove(id),
    };
    if ratings.is_empty() {
        let failure = Failure::failed("that would leave the assessment without any answer");
        return Err(failure.hint("`skillgap history remove ID` takes a whole assessment out"));
    }
    let assessment = Assessment { on: on.max(judged.assessment.on), ratings, ..judged.assessment.clone() };
    Ok(assessment.keeping_all_but(|given| given == id))
}

/// Whether there is nothing to save: no other answer, and no tick that this one would settle.
fn changes_nothing(session: &Session, judged: &Judged, change: &Change, on: Date) -> Result<bool, Failure> {
    if change.rating.as_ref() != judged.assessment.ratings.get(&change.skill) {
        return Ok(false);
    }
    if !change.is_answer || on < judged.assessment.on {
        return Ok(true);
    }
    let rubric = judged.rubric();
    let skill = rubric.skill(change.skill.as_str());
    let waits = |tick: &Tick| {
        rubric.skill(tick.skill.as_str()) == skill && !history::is_settled(&judged.history.entries, rubric, tick)
    };
    Ok(!planning::ticks(session, rubric.id())?.iter().any(waits))
}

/// Says so if the answer stands for another day than was asked for, or for a day to come.
fn mention_day(saved: &Entry, asked: Option<Date>) {
    let on = saved.assessment.on;
    let is_to_come = saved.is_to_come(session::today());
    match asked.filter(|asked| *asked != on) {
        Some(asked) => output::tell(&format!("warning: it is for {on}, as the last assessment is, not for {asked}")),
        None if is_to_come => output::tell(&format!("warning: it is for {on}, a day to come")),
        None => return,
    }
    output::tell(if is_to_come {
        "hint: if that day is wrong: `skillgap history check` says what to do"
    } else {
        "hint: `skillgap assess --answers FILE --update --on DAY` adds answers to an earlier day"
    });
}

/// Whether the command line says the answer.
fn says(args: &Edit) -> bool {
    args.skill.is_some() && (args.level.is_some() || args.not_applicable || args.evidence.is_some())
}

/// The last assessment, of the rubric that was named if one was, always by its own copy of the rubric.
fn last(session: &Session, rubric: Option<&str>) -> Result<Judged, Failure> {
    let source = args::Source { rubric: rubric.map(str::to_owned), ..args::Source::default() };
    let judged = judged::judged(session, &source, None)?;
    match judged.entry.clone() {
        Some(entry) if entry.assessment.rubric != judged.loaded.edition => {
            judged::stored(session, None, entry, judged.history)
        }
        _ => Ok(judged),
    }
}

/// The answer that the command line gives.
fn said(judged: &Judged, args: &Edit, on: Date) -> Result<Change, Failure> {
    let skill = rubrics::skill(judged.rubric(), args.skill.as_deref().unwrap_or_default())?;
    let id = &judged.rubric()[skill].id;
    let scale = judged.rubric().scale();
    let before = judged.assessment.ratings.get(id);
    let answer = match (args.level, args.not_applicable) {
        (Some(number), _) => Answer::Rated(scale.level(number).ok_or_else(|| {
            Failure::usage(format!("{number} is not a level of this rubric"))
                .hint(format!("levels go from 0 to {}", scale.max()))
        })?),
        (None, true) => Answer::NotApplicable,
        (None, false) => before.map(|rating| rating.answer).ok_or_else(|| {
            Failure::new(Kind::Usage, "evidence needs a rating, and this skill has none")
                .hint(instead(args.skill.as_deref()))
        })?,
    };
    let kept = |before: Option<&Rating>| before.and_then(|rating| rating.evidence.clone());
    let evidence = args.evidence.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let rating = Rating {
        answer,
        on,
        evidence: if args.evidence.is_some() { evidence } else { kept(before) },
        confidence: before.and_then(|rating| rating.confidence),
        help: before.and_then(|rating| rating.help),
    };
    let is_answer = args.level.is_some() || args.not_applicable;
    Ok(Change { skill: id.clone(), rating: Some(rating), is_answer })
}

/// The skills that may be meant: the one of that name, else all that have the text in a name.
fn candidates(rubric: &Rubric, typed: Option<&str>) -> Result<Vec<SkillIx>, Failure> {
    let Some(typed) = typed else { return Ok(rubric.skills().map(|(skill, _)| skill).collect()) };
    rubrics::skill(rubric, typed).map(|skill| vec![skill]).or_else(|failure| {
        let like = rubric.skills_like(typed);
        if like.is_empty() { Err(failure) } else { Ok(like) }
    })
}

/// Asks which of the skills, if there are several, and for its answer; none if the person went back.
fn asked(session: &Session, judged: &Judged, typed: Option<&str>, on: Date) -> Result<Option<Change>, Failure> {
    let skills = candidates(judged.rubric(), typed)?;
    if !session.terminal.reads_lines() {
        session.terminal.must_ask("an answer is needed", &instead(typed))?;
    }
    let rubric = judged.rubric();
    let mut front = Front::for_edit(session)?;
    let ratings = &judged.assessment.ratings;
    let skill = match skills.as_slice() {
        [skill] => *skill,
        several => match front.find(&Interview::new(rubric, several.to_vec(), ratings, on)) {
            Ok(skill) => skill,
            Err(Stop::Back) => return Ok(None),
            Err(stop) => return Err(crate::cli::questionnaire::stopped(stop, None)),
        },
    };
    let mut interview = Interview::new(rubric, vec![skill], ratings, on);
    interview.apply(Event::Change(skill));
    let id = &rubric[skill].id;
    let change = |rating, is_answer| Some(Change { skill: id.clone(), rating, is_answer });
    loop {
        match front.ask(&interview, &Margin::default()) {
            Ok(Said::Event(Event::Back | Event::Review)) | Err(Stop::Back) => {
                return Ok(remarked(&interview, skill, on).and_then(|rating| change(Some(rating), false)));
            }
            Ok(Said::Leave) => return Ok(None),
            Ok(Said::Event(event)) => {
                let is_answer = matches!(event, Event::Rate(_) | Event::NotApplicable);
                interview.apply(event);
                if !matches!(interview.prompt(), Prompt::Skill(_)) {
                    return Ok(change(interview.ratings().remove(id), is_answer));
                }
            }
            Ok(Said::Save | Said::Rest | Said::Report) => return Ok(change(interview.ratings().remove(id), false)),
            Err(stop) => return Err(crate::cli::questionnaire::stopped(stop, None)),
        }
    }
}

/// The answer as it was, with what was added to it; none if nothing was, or if there is no answer to add to.
fn remarked(interview: &Interview<'_>, skill: SkillIx, on: Date) -> Option<Rating> {
    let last = interview.last(skill)?;
    let evidence = interview.evidence(skill).map(str::to_owned);
    let rating = Rating { on, evidence, confidence: interview.confidence(skill), help: interview.help(skill), ..*last };
    (Rating { on: last.on, ..rating.clone() } != *last).then_some(rating)
}
