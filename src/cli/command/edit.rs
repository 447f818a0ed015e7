//! `edit`: one answer of the last assessment, as a new assessment.

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
use crate::cli::{args, output, rubrics};
use crate::history::Error;
use crate::rubric::{Rubric, SkillIx};

/// How to do without a terminal.
fn instead(typed: Option<&str>) -> String {
    let skill = typed.filter(|typed| !typed.contains(|c: char| !c.is_alphanumeric() && c != '-')).unwrap_or("SKILL");
    format!("say the answer: `skillgap edit {skill} --level 3`")
}

/// So often an answer is laid over the last assessment anew, if others save meanwhile.
const TRIES: usize = 100;

pub(super) fn run(session: &Session, args: &Edit) -> Outcome {
    for _ in 0..TRIES {
        match changed(session, args)? {
            Err(Error::Overtaken { .. }) if says(args) => {}
            other => return Ok(other?),
        }
    }
    Err(Failure::failed("other runs keep saving assessments").hint("nothing was changed; try again"))
}

/// Saves one change. That another assessment was saved meanwhile is no failure yet.
fn changed(session: &Session, args: &Edit) -> Result<Result<(), Error>, Failure> {
    let judged = last(session, args.rubric.as_deref())?;
    let on = args.on.unwrap_or_else(session::today);
    let (skill, rating) = match &args.skill {
        Some(typed) if says(args) => {
            let skill = rubrics::skill(judged.rubric(), typed)?;
            (skill, Some(said(&judged, skill, args, on)?))
        }
        typed => match asked(session, &judged, typed.as_deref(), on)? {
            Some(answered) => answered,
            None => {
                output::say("nothing changed");
                return Ok(Ok(()));
            }
        },
    };
    let mut ratings = judged.assessment.ratings.clone();
    let id = &judged.rubric()[skill].id;
    let is_removed = rating.is_none();
    match rating {
        Some(rating) => ratings.insert(id.clone(), rating),
        None => ratings.remove(id),
    };
    if ratings == judged.assessment.ratings {
        output::say("nothing changed");
        return Ok(Ok(()));
    }
    if ratings.is_empty() {
        let failure = Failure::failed("that would leave an assessment without a single answer");
        return Err(failure.hint("`skillgap history remove ID` takes a whole assessment out"));
    }
    let assessment = Assessment { on: on.max(judged.assessment.on), ratings, ..judged.assessment.clone() };
    let assessment = assessment.keeping_all_but(|given| given == id);
    let last = judged.entry.as_ref().map_or("", |entry| &entry.id);
    let entry = match session.store()?.save_over(last, &assessment, &judged.loaded.json, session::now()) {
        Ok(entry) => entry,
        Err(error) => return Ok(Err(error)),
    };
    if is_removed {
        output::say(&format!("`{}` has no answer now", judged.rubric()[skill].id));
    }
    output::print(&format!("saved {}\n", entry.id))?;
    super::hint("`skillgap report` shows what it means");
    Ok(Ok(()))
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
fn said(judged: &Judged, skill: SkillIx, args: &Edit, on: Date) -> Result<Rating, Failure> {
    let scale = judged.rubric().scale();
    let before = judged.assessment.ratings.get(&judged.rubric()[skill].id);
    let answer = match (args.level, args.not_applicable) {
        (Some(number), _) => Answer::Rated(scale.level(number).ok_or_else(|| {
            Failure::usage(format!("{number} is no level of this rubric"))
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
    Ok(Rating {
        answer,
        on,
        evidence: if args.evidence.is_some() { evidence } else { kept(before) },
        confidence: before.and_then(|rating| rating.confidence),
    })
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
fn asked(
    session: &Session,
    judged: &Judged,
    typed: Option<&str>,
    on: Date,
) -> Result<Option<(SkillIx, Option<Rating>)>, Failure> {
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
    loop {
        match front.ask(&interview, &Margin::default()) {
            Ok(Said::Event(Event::Back | Event::Review)) | Err(Stop::Back) => {
                return Ok(remarked(&interview, skill, on));
            }
            Ok(Said::Leave) => return Ok(None),
            Ok(Said::Event(event)) => {
                interview.apply(event);
                if !matches!(interview.prompt(), Prompt::Skill(_)) {
                    return Ok(Some((skill, interview.ratings().remove(&rubric[skill].id))));
                }
            }
            Ok(Said::Save) => return Ok(Some((skill, interview.ratings().remove(&rubric[skill].id)))),
            Err(stop) => return Err(crate::cli::questionnaire::stopped(stop, None)),
        }
    }
}

/// The answer as it was, with what was added to it; none if nothing was, or if there is no answer to add to.
fn remarked(interview: &Interview<'_>, skill: SkillIx, on: Date) -> Option<(SkillIx, Option<Rating>)> {
    let last = interview.last(skill)?;
    let (evidence, confidence) = (interview.evidence(skill).map(str::to_owned), interview.confidence(skill));
    if evidence == last.evidence && confidence == last.confidence {
        return None;
    }
    Some((skill, Some(Rating { on, evidence, confidence, ..last.clone() })))
}
