//! Whose answers, by which rubric, for which target: what report, plan, explain and target begin with.

use std::path::Path;

use jiff::civil::Date;

use super::failure::{Failure, Kind};
use super::rubrics::{self, Loaded, Named};
use super::session::{self, Session};
use super::{args, files, output, terminal};
use crate::assessment::answers::{AnswersFile, Reference};
use crate::assessment::{Answers, Assessment};
use crate::document::Source;
use crate::history::{At, Entry, Error, Listing};
use crate::rubric::{Rubric, TargetIx};

/// An assessment with the rubric that judges it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) loaded: Loaded,
    pub(crate) assessment: Assessment,
    /// The stored assessment; none if the answers came from a file.
    pub(crate) entry: Option<Entry>,
    pub(crate) answers: Answers,
    /// What is stored, if that was looked at.
    pub(crate) history: Listing,
}

impl Judged {
    pub(crate) fn new(loaded: Loaded, assessment: Assessment, entry: Option<Entry>, history: Listing) -> Self {
        let answers = Answers::of(&loaded.rubric, &assessment.ratings);
        Self { loaded, assessment, entry, answers, history }
    }

    pub(crate) fn rubric(&self) -> &Rubric {
        &self.loaded.rubric
    }

    /// Says so if the rubric has moved on since the assessment was made.
    pub(crate) fn mention_newer_rubric(&self) {
        let Some(entry) = &self.entry else { return };
        let used = &entry.assessment.rubric;
        let today = crate::rubric::builtin::builtin(used.id.as_str()).map(|builtin| builtin.version);
        if let Some(today) = today.filter(|today| *today != self.loaded.edition.version && terminal::is_watched()) {
            output::say(&format!(
                "note: judged by rubric `{}` {}, with which it was made; today's is {today}: `--rubric {}` judges by it",
                used.id, self.loaded.edition.version, used.id
            ));
        }
    }

    /// The target: the one that was asked for, else the assessment's, else the lowest ranked.
    pub(crate) fn target(&self, asked: Option<&str>) -> Result<TargetIx, Failure> {
        target(&self.loaded.rubric, asked, Some(&self.assessment))
    }
}

/// The target: the one that was asked for, else the assessment's, else the lowest ranked, else the first.
pub(crate) fn target(rubric: &Rubric, asked: Option<&str>, of: Option<&Assessment>) -> Result<TargetIx, Failure> {
    if let Some(typed) = asked {
        return rubrics::target(rubric, typed);
    }
    let own = of.and_then(|assessment| rubric.target(assessment.target.as_ref()?.as_str()));
    let lowest = || rubric.ladder().first().copied();
    let first = || rubric.targets().next().map(|(at, _)| at);
    Ok(own.or_else(lowest).or_else(first).expect("the check wants at least one target"))
}

/// The answers that are meant: those of a file alone, or a stored assessment.
pub(crate) fn judged(session: &Session, source: &args::Source, at: Option<&str>) -> Result<Judged, Failure> {
    match &source.answers {
        Some(file) => from_file(session, file, source.rubric.as_deref(), None),
        None => from_history(session, source.rubric.as_deref(), at),
    }
}

/// The answers of a file; `said` is the day that the person gave for all of it.
pub(crate) fn from_file(
    session: &Session,
    name: &str,
    rubric: Option<&str>,
    said: Option<Date>,
) -> Result<Judged, Failure> {
    let source = files::source(session, name)?;
    let refused = |problems: Vec<_>| files::faulty(session, Kind::Failed, &problems, std::slice::from_ref(&source));
    let file = AnswersFile::read(&source.text).map_err(refused)?;
    let loaded = match (rubric, &file.rubric) {
        (Some(asked), _) => rubrics::named(session, asked, Named::OnCommandLine)?,
        (None, Some(Reference::Edition(edition))) => match rubrics::stored(session, edition).unwrap_or_default() {
            Some(loaded) => loaded,
            None => rubrics::named(session, edition.id.as_str(), Named::InFile)
                .map_err(|failure| failure.hint(format!("it is named in `{}`", source.name)))?,
        },
        (None, Some(Reference::Named(text))) => rubrics::named(session, &beside(text, &source), Named::InFile)
            .map_err(|failure| failure.hint(format!("it is named in `{}`", source.name)))?,
        (None, None) => {
            let history = session.store().and_then(|store| Ok(store.assessments()?)).unwrap_or_default();
            rubrics::usual(session, &history)?
        }
    };
    let resolved = file.resolve(&loaded.rubric, &loaded.edition.digest, said, session::today()).map_err(refused)?;
    if !resolved.dropped.is_empty() {
        let ids = crate::wording::list(&resolved.dropped);
        output::say(&format!("warning: rubric `{}` has no {ids} any more; left out", loaded.edition.id));
    }
    let assessment = Assessment {
        on: resolved.on,
        rubric: loaded.edition.clone(),
        target: resolved.target,
        ratings: resolved.ratings,
    };
    Ok(Judged::new(loaded, assessment, None, Listing::default()))
}

fn from_history(session: &Session, rubric: Option<&str>, at: Option<&str>) -> Result<Judged, Failure> {
    let history = session.assessments()?;
    let asked = rubric.map(|name| rubrics::named(session, name, Named::OnCommandLine)).transpose()?;
    let at = at.map_or(At::Latest, At::new);
    let found = history.find(&at, asked.as_ref().map(|asked| &asked.edition.id));
    let entry = found.cloned().map_err(|error| match error {
        // A rubric that was named by its path is not found by its id.
        Error::NothingOf { .. } => Failure::failed(error.to_string())
            .hint(format!("`skillgap assess --rubric {}` makes one", rubric.unwrap_or_default())),
        error => error.into(),
    })?;
    let loaded = match asked {
        Some(asked) => asked,
        None => rubrics::edition_of(session, &entry.assessment.rubric)?,
    };
    Ok(Judged::new(loaded, entry.assessment.clone(), Some(entry), history))
}

/// A path in an answers file is taken from where the file is, if there is something there.
fn beside(named: &str, source: &Source) -> String {
    let is_path = named.contains(['/', '\\', '.']);
    let beside = Path::new(&source.name).parent().map(|folder| folder.join(named));
    match beside {
        Some(path) if is_path && path.exists() => path.to_string_lossy().into_owned(),
        _ => named.to_owned(),
    }
}
