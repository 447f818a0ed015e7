//! `skillgap` alone: welcome, resume, or where one stands and the next step.

use std::collections::BTreeSet;

use crate::assessment::Scope;
use crate::assessment::interview::Interview;
use crate::cli::args::{Assess, Edit};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Judged};
use crate::cli::planning::{self, Asked, Planned};
use crate::cli::prompt::{self, Choice, Choose, Prompter, Stop};
use crate::cli::rubrics::{self, Loaded};
use crate::cli::session::{self, Session};
use crate::cli::{cards, due, output, pace, questionnaire, screen, terminal};
use crate::history::Entry;
use crate::report::home::{self, Home, Unfinished};
use crate::rubric::{Area, Rubric, SkillIx, TargetIx};
use crate::wording;

pub(super) fn run(session: &Session) -> Outcome {
    let store = session.store()?;
    let drafts = session.drafts()?;
    let draft = drafts.found.iter().max_by_key(|draft| draft.started);
    let history = session.assessments()?;
    let last = history.entries.last().cloned();
    let judged = last.map(|last| judged::stored(session, None, last, history)).transpose()?;
    let due = judged.as_ref().map(|judged| Due::of(session, judged)).transpose()?.flatten();
    let home = Home {
        place: crate::cli::shown(store.path()),
        draft: draft.map(|draft| Unfinished {
            rubric: draft.rubric.id.to_string(),
            kept: questionnaire::kept(draft).unwrap_or_else(|| "nothing is answered yet".to_owned()),
        }),
        status: judged.as_ref().map(|judged| status(session, judged, due.as_ref())).transpose()?,
    };
    output::print(&home::terminal(&home, session.terminal.style()))?;
    if !session.terminal.can_ask() || session.terminal.reads_lines() {
        return Ok(());
    }
    let offers = match (&draft, &judged) {
        (Some(_), _) => vec![Offer::new("Go on with the assessment", Do::Assess(Assess::default()))],
        (None, None) => first(),
        (None, Some(judged)) => again(judged, due),
    };
    offer(session, offers)
}

fn status(session: &Session, judged: &Judged, due: Option<&Due>) -> Result<home::Status, Failure> {
    let target = judged.target(None)?;
    let same = |entry: &&Entry| entry.assessment.rubric.id == judged.assessment.rubric.id;
    let compares = judged.history.entries.iter().filter(same).count() > 1;
    let Planned { scorecard, plan } = planning::planned(session, judged, target, &Asked::default())?;
    let due = due.map_or(0, |due| due.skills.len());
    let said = (&judged.assessment, &scorecard);
    Ok(home::status(judged.rubric(), said, &plan, compares, due, session::today()))
}

/// What has reason to be asked again.
struct Due {
    today: Loaded,
    skills: Vec<SkillIx>,
}

impl Due {
    /// None for answers of which nothing is stored.
    fn of(session: &Session, judged: &Judged) -> Result<Option<Self>, Failure> {
        let Some(last) = &judged.entry else { return Ok(None) };
        let today = rubrics::usual(session, &judged.history)?;
        let target = judged::target(&today.rubric, None, Some(&last.assessment))?;
        let due = due::since(session, &today, judged, (&Scope::default(), target), session::today())?;
        Ok(Some(Self { today, skills: due.skills.into_iter().map(|(skill, _)| skill).collect() }))
    }
}

/// Something that can be done from here.
struct Offer {
    text: String,
    does: Do,
}

enum Do {
    Assess(Assess),
    /// One area, which is asked for.
    Area,
    Edit,
    /// A report on answers that somebody made up.
    Sample,
}

impl Offer {
    fn new(text: impl Into<String>, does: Do) -> Self {
        Self { text: text.into(), does }
    }
}

fn first() -> Vec<Offer> {
    vec![
        Offer::new("Begin: a first result in a few minutes, then as far as you like", Do::Assess(Assess::default())),
        Offer::new("See a sample report first", Do::Sample),
    ]
}

fn again(judged: &Judged, due: Option<Due>) -> Vec<Offer> {
    let mut offers = Vec::new();
    if let Some(Due { today, skills }) = due.filter(|due| !due.skills.is_empty()) {
        let moved = wording::count(skills.len(), "skill", "skills");
        let ratings = &judged.assessment.ratings;
        let questions = Interview::new(&today.rubric, skills, ratings, session::today()).likely_questions();
        let text = format!("Only what may have changed: {moved}, {}", pace::usual(questions));
        offers.push(Offer::new(text, Do::Assess(Assess { due: true, ..Assess::default() })));
    }
    offers.extend([
        Offer::new("One area, on one screen", Do::Area),
        Offer::new("One answer", Do::Edit),
        Offer::new("Everything, starting from your last answers", Do::Assess(Assess::default())),
    ]);
    offers
}

fn offer(session: &Session, offers: Vec<Offer>) -> Outcome {
    output::say("");
    let texts: Vec<_> = offers.iter().map(|offer| offer.text.as_str()).chain(["Not now"]).collect();
    let Some(chosen) = choose(session, "What now?", &texts, Some('q'))? else { return Ok(()) };
    match offers.into_iter().nth(chosen).map(|offer| offer.does) {
        None => Ok(()),
        Some(Do::Assess(args)) => super::assess::run(session, &args),
        Some(Do::Edit) => super::edit::run(session, &Edit::default()),
        Some(Do::Sample) => super::report::sample(session),
        Some(Do::Area) => {
            let history = session.assessments()?;
            let loaded = rubrics::usual(session, &history)?;
            let last = history.of(loaded.rubric.id()).next_back().map(|entry| &entry.assessment);
            let target = judged::target(&loaded.rubric, None, last)?;
            let areas = areas(&loaded.rubric, target);
            let titles: Vec<_> = areas.iter().map(|area| area.title.as_str()).collect();
            let Some(at) = choose(session, "Which area?", &titles, None)? else { return Ok(()) };
            let area = vec![areas[at].id.to_string()];
            super::assess::run(session, &Assess { area, sheet: true, ..Assess::default() })
        }
    }
}

/// The areas that have something to ask for a target.
fn areas(rubric: &Rubric, target: TargetIx) -> Vec<&Area> {
    let asked: BTreeSet<_> = Scope::default().skills(rubric, target).iter().map(|skill| rubric[*skill].area).collect();
    asked.into_iter().map(|area| &rubric[area]).collect()
}

/// Asks for one of these things, of which the last may have a key of its own; none if the person thought better of it.
fn choose(session: &Session, question: &str, texts: &[&str], last: Option<char>) -> Result<Option<usize>, Failure> {
    let mut keys: Vec<_> = ('1'..='9').chain('a'..='z').chain(std::iter::repeat(' ')).take(texts.len()).collect();
    if let (Some(key), Some(last)) = (last, keys.last_mut()) {
        *last = key;
    }
    let columns = terminal::size().0.saturating_sub(1);
    let choice = |(key, text): (&char, &&str)| Choice { key: *key, text: cards::option(*key, text, 0, "", columns) };
    let choices: Vec<_> = keys.iter().zip(texts).map(choice).collect();
    let failed = |why: &str| Failure::failed(format!("the terminal failed: {}", wording::brief(why)));
    screen::guard().map_err(|error| failed(&error.to_string()))?;
    let prompter = Prompter { color: session.terminal.error_style().color };
    let mut help = "type a key, then Enter".to_owned();
    loop {
        match prompter.choose(question, &choices, 0, &help) {
            Ok(Choose::Choice(at)) => return Ok(Some(at)),
            Ok(Choose::Key(key)) => {
                screen::forget_line();
                help = prompt::wrong_key(key, keys.iter().copied());
            }
            Err(Stop::Broken(why)) => return Err(failed(&why)),
            Err(Stop::Back | Stop::Interrupted | Stop::Ended | Stop::InVain) => return Ok(None),
        }
    }
}
