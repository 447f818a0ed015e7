//! `assess`: the questionnaire, or a file of answers.

use std::borrow::Cow;

use crate::assessment::{self, Assessment, Scope};
use crate::cli::args::Assess;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Judged};
use crate::cli::lead::Course;
use crate::cli::questionnaire::{self, Manner, Questionnaire};
use crate::cli::rubrics::{self, Loaded, Named};
use crate::cli::session::{self, Session};
use crate::cli::{command, output, over};
use crate::history::Entry;
use crate::rubric::{AreaIx, Id, Rubric};
use crate::score::estimate::Depth;
use crate::wording;

pub(super) fn run(session: &Session, args: &Assess) -> Outcome {
    if args.template {
        template(session, args)
    } else if let Some(file) = &args.answers {
        from_file(session, args, file)
    } else {
        ask(session, args)
    }
}

fn template(session: &Session, args: &Assess) -> Outcome {
    let loaded = match &args.rubric {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => rubrics::usual(session, &session.assessments().unwrap_or_default())?,
    };
    let history = session.assessments().unwrap_or_default();
    let last = history.entries.iter().rev().find(|entry| entry.assessment.rubric.id == loaded.edition.id);
    let target = judged::target(&loaded.rubric, args.target.as_deref(), last.map(|entry| &entry.assessment))?;
    let named = args.rubric.as_deref().unwrap_or(loaded.edition.id.as_str());
    output::print(&assessment::template(&loaded.rubric, named, Some(target)))
}

fn from_file(session: &Session, args: &Assess, file: &str) -> Outcome {
    let judged = judged::from_file(
        session,
        file,
        judged::Wanted { rubric: args.rubric.as_deref(), said: args.on, strict: args.strict },
    )?;
    judged.tell_dropped();
    let Judged { loaded, mut assessment, .. } = judged;
    if let Some(typed) = &args.target {
        let target = rubrics::target(&loaded, typed)?;
        assessment.target = Some(loaded.rubric[target].id.clone());
    }
    let entry =
        if args.update { save_over_last(session, &loaded, &assessment)? } else { save(session, &loaded, assessment)? };
    output::print(&format!("saved {}\n", entry.id))?;
    session.mention_later(&entry)?;
    command::hint("`skillgap report` shows the gaps, `skillgap plan` how to close them");
    Ok(())
}

fn save(session: &Session, loaded: &Loaded, mut assessment: Assessment) -> Result<Entry, Failure> {
    let target = target(loaded, &assessment, None)?;
    assessment.target.get_or_insert(target);
    Ok(session.store()?.save(&assessment, &loaded.json, session::now())?)
}

/// The target that is said, else that of the last time, else the usual one.
fn target(loaded: &Loaded, said: &Assessment, last: Option<&Assessment>) -> Result<Id, Failure> {
    let own = said.target.clone().or_else(|| last?.target.clone());
    own.map_or_else(|| Ok(loaded.rubric[judged::target(&loaded.rubric, None, None)?].id.clone()), Ok)
}

/// What the file does not answer keeps the last answer of that day, and its own day.
fn save_over_last(session: &Session, loaded: &Loaded, said: &Assessment) -> Result<Entry, Failure> {
    let (id, on) = (&loaded.edition.id, said.on);
    let history = session.assessments()?;
    if history.of(id).all(|entry| entry.assessment.on > on) {
        let message = match history.of(id).next() {
            Some(_) => format!("there is no assessment of rubric `{id}` on or before {on} to update"),
            None => format!("there is no assessment of rubric `{id}` to update"),
        };
        return Err(Failure::failed(message).hint("leave out `--update` to make the first one"));
    }
    over::save_over(&session.store()?, (id, on), |last| {
        let last = last.map(|last| &last.assessment);
        let mut assessment = said.clone();
        let kept = last.into_iter().flat_map(|last| assessment::carried(&loaded.rubric, &last.ratings));
        for ((_, skill), rating) in loaded.rubric.skills().zip(kept) {
            if let Some(rating) = rating {
                assessment.ratings.entry(skill.id.clone()).or_insert(rating);
            }
        }
        assessment.target = Some(target(loaded, said, last)?);
        let assessment = assessment.keeping_all_but(|id| said.ratings.contains_key(id));
        Ok((assessment, Cow::Borrowed(&loaded.json)))
    })
}

fn ask(session: &Session, args: &Assess) -> Outcome {
    if !session.terminal.reads_lines() {
        session.terminal.must_ask(
            "the questionnaire needs somebody to answer it",
            "give the answers in a file: `skillgap assess --answers FILE`; `skillgap assess --template` prints an empty one",
        )?;
    }
    let history = session.assessments()?;
    let loaded = match &args.rubric {
        Some(name) => rubrics::named(session, name, Named::OnCommandLine)?,
        None => match rubrics::of_draft(session)? {
            Some(loaded) => loaded,
            None => rubrics::usual(session, &history)?,
        },
    };
    let scope = Scope { all: args.all, areas: areas(&loaded.rubric, &args.area)? };
    let target = args.target.as_deref().map(|typed| rubrics::target(&loaded, typed)).transpose()?;
    let again = again(args);
    let questionnaire = Questionnaire::begin(
        session,
        &loaded,
        &history,
        questionnaire::Wishes {
            target,
            scope,
            manner: Manner {
                due: args.due,
                course: ends_at(args).map(|depth| Course { until: Some(depth), ends: true }),
                blind: args.blind,
                sheet: args.sheet,
            },
            full: args.full,
            restart: args.restart,
            on: args.on,
            again,
        },
    )?;
    let Some(questionnaire) = questionnaire else { return Ok(()) };
    match questionnaire.run()? {
        Some(saved) => command::report::after_assessment(session, saved),
        None => Ok(()),
    }
}

/// How well readiness is to be known in the end, if not all is to be asked.
fn ends_at(args: &Assess) -> Option<Depth> {
    let ends = [(args.first, Depth::First), (args.quick, Depth::Quick), (args.standard, Depth::Standard)];
    ends.into_iter().find(|(is_asked, _)| *is_asked).map(|(_, depth)| depth)
}

/// How to go on with this questionnaire later.
fn again(args: &Assess) -> String {
    match &args.rubric {
        Some(rubric) => format!("skillgap assess --rubric {}", wording::shell_word(rubric)),
        None => "skillgap assess".to_owned(),
    }
}

fn areas(rubric: &Rubric, typed: &[String]) -> Result<Vec<AreaIx>, Failure> {
    typed
        .iter()
        .map(|typed| {
            let lower = typed.to_lowercase();
            let mut areas = rubric.areas();
            areas
                .find(|(_, area)| area.id.as_str() == lower || area.title.to_lowercase() == lower)
                .map(|(at, _)| at)
                .ok_or_else(|| {
                    let ids: Vec<_> = rubric.areas().map(|(_, area)| area.id.as_str()).collect();
                    let failure = Failure::usage(format!("there is no area `{}`", wording::brief(typed)));
                    match wording::closest(typed, ids.iter().copied()) {
                        Some(id) => failure.hint(format!("did you mean `{id}`?")),
                        None => failure.hint(format!("there are {}", wording::list(&ids))),
                    }
                })
        })
        .collect()
}
