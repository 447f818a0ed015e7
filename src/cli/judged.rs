//! Whose answers, by which rubric, for which target: what report, plan, explain and target begin with.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::{self, Format};
use super::failure::{Failure, Kind};
use super::rubrics::{self, Loaded, Named};
use super::session::{self, Session};
use super::{files, output, terminal};
use crate::assessment::answers::{AnswersFile, Reference};
use crate::assessment::{Answers, Assessment, Edition, Remark};
use crate::diagnostic;
use crate::document::Source;
use crate::history::{At, Entry, Error, Listing};
use crate::report::{Given, Whose};
use crate::rubric::builtin::builtin;
use crate::rubric::{Rubric, TargetIx};
use crate::wording;

/// What the command line named, for the commands that a report proposes.
pub(crate) fn given(source: &args::Source) -> Given {
    let args::Source { rubric, answers, target, strict: _ } = source.clone();
    let answers = match answers {
        None => Whose::Latest,
        Some(file) if file == "-" => Whose::StandardInput,
        Some(file) => Whose::File(file),
    };
    Given { rubric, answers, target, plan: Vec::new() }
}

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
    /// The answers that the rubric has no skill for any more.
    dropped: Vec<String>,
    /// What was not taken from the file as it is written, a line each, and whether it was left out.
    remarks: Vec<(bool, String)>,
}

impl Judged {
    pub(crate) fn new(loaded: Loaded, assessment: Assessment, entry: Option<Entry>, history: Listing) -> Self {
        let answers = Answers::of(&loaded.rubric, &assessment.ratings);
        Self { loaded, assessment, entry, answers, history, dropped: Vec::new(), remarks: Vec::new() }
    }

    pub(crate) fn rubric(&self) -> &Rubric {
        &self.loaded.rubric
    }

    /// As [`given`], of the assessment that `--at` named.
    pub(crate) fn given(&self, source: &args::Source, at: Option<&str>) -> Given {
        let given = given(source);
        let mut entries = self.history.entries.iter();
        let latest = match &source.rubric {
            Some(_) => entries.rfind(|entry| entry.assessment.rubric.id == self.loaded.edition.id),
            None => entries.next_back(),
        };
        let is_earlier = self.entry.as_ref().zip(latest).is_some_and(|(entry, latest)| entry.id != latest.id);
        match at.filter(|_| is_earlier) {
            Some(at) => Given { answers: Whose::Earlier(at.to_owned()), ..given },
            None => given,
        }
    }

    /// Says what a person should know of the rubric beside the answers. A program that reads JSON is spared it.
    pub(crate) fn remark(&self, source: &args::Source, format: Format) {
        if format == Format::Json {
            self.tell_remarks(false);
            return;
        }
        self.tell_dropped();
        if source.rubric.is_none() && terminal::is_watched() {
            self.mention_newer_rubric();
        }
    }

    /// Names the lines of the file that were left out and, `with_notes`, those that were read as what they surely mean.
    fn tell_remarks(&self, with_notes: bool) {
        const MOST: usize = 12;
        let told = self.remarks.iter().filter(|(is_left_out, _)| *is_left_out || with_notes);
        for (_, line) in told.clone().take(MOST) {
            output::tell(line);
        }
        let more = told.count().saturating_sub(MOST);
        if more > 0 {
            output::tell(&format!(
                "note: and {}; `--strict` shows them all",
                wording::count(more, "more line", "more lines")
            ));
        }
    }

    /// Names the answers that were left out, and what of the file was not taken as it is written.
    pub(crate) fn tell_dropped(&self) {
        self.tell_remarks(true);
        if !self.dropped.is_empty() {
            let ids = wording::list(&self.dropped);
            output::tell(&format!("warning: rubric `{}` no longer has {ids}; left out", self.loaded.edition.id));
        }
    }

    /// Says so if the rubric has moved on since the assessment was made.
    fn mention_newer_rubric(&self) {
        let Some(entry) = &self.entry else { return };
        let used = &entry.assessment.rubric;
        let Some(today) = newer_version(used, &self.history) else { return };
        let (id, version) = (&used.id, wording::brief(&used.version));
        let today = if today == used.version { "another".to_owned() } else { wording::brief(today) };
        output::tell(&format!(
            "note: judged by rubric `{id}` {version}, which it was made with; the newest is {today}: `--rubric {id}` \
             judges by it"
        ));
    }

    /// The day by which ratings are old: today for the assessment that holds now, its own day for any other.
    pub(crate) fn today(&self) -> Date {
        let is_latest = |entry: &Entry| {
            let last = self.history.of(&entry.assessment.rubric.id).last();
            last.is_some_and(|last| last.id == entry.id)
        };
        if self.entry.as_ref().is_some_and(is_latest) { session::today() } else { self.assessment.on }
    }

    /// The target: the one that was asked for, else the assessment's, else the lowest ranked.
    pub(crate) fn target(&self, asked: Option<&str>) -> Result<TargetIx, Failure> {
        match asked {
            Some(typed) => rubrics::target(&self.loaded, typed),
            None => target(self.rubric(), None, Some(&self.assessment)),
        }
    }
}

/// A rubric, with answers to it if there are any yet.
#[derive(Debug)]
pub(crate) enum Found {
    /// Answers, and the rubric that judges them.
    Judged(Box<Judged>),
    /// A rubric that nobody answered.
    Rubric(Box<Loaded>),
}

impl Found {
    /// What is meant; every file and standard input are read once.
    pub(crate) fn new(session: &Session, source: &args::Source) -> Result<Self, Failure> {
        if source.answers.is_some() {
            return Ok(Self::Judged(Box::new(judged(session, source, None)?)));
        }
        let history = session.assessments()?;
        let named = |name: &String| rubrics::named(session, name, Named::OnCommandLine);
        let asked = source.rubric.as_ref().map(named).transpose()?;
        let is_meant =
            |entry: &&Entry| asked.as_ref().is_none_or(|asked| entry.assessment.rubric.id == asked.edition.id);
        match history.entries.iter().rev().find(is_meant).cloned() {
            Some(entry) => Ok(Self::Judged(Box::new(stored(session, asked, entry, history)?))),
            None => asked.map_or_else(|| rubrics::usual(session, &history), Ok).map(Box::new).map(Self::Rubric),
        }
    }

    pub(crate) fn loaded(&self) -> &Loaded {
        match self {
            Self::Judged(judged) => &judged.loaded,
            Self::Rubric(loaded) => loaded,
        }
    }

    pub(crate) fn rubric(&self) -> &Rubric {
        &self.loaded().rubric
    }

    pub(crate) fn answers(&self) -> Option<&Answers> {
        match self {
            Self::Judged(judged) => Some(&judged.answers),
            Self::Rubric(_) => None,
        }
    }

    /// As [`Judged::remark`].
    pub(crate) fn remark(&self, source: &args::Source, format: Format) {
        if let Self::Judged(judged) = self {
            judged.remark(source, format);
        }
    }
}

/// A stored assessment, judged by the rubric that was asked for, else by its own copy.
pub(crate) fn stored(
    session: &Session,
    asked: Option<Loaded>,
    entry: Entry,
    history: Listing,
) -> Result<Judged, Failure> {
    let loaded = match asked {
        Some(asked) => asked,
        None => rubrics::edition_of(session, &entry.assessment.rubric)?,
    };
    Ok(Judged::new(loaded, entry.assessment.clone(), Some(entry), history))
}

/// The version of today's rubric of that id, if today's is another than this edition. No rubric is read for that.
fn newer_version<'a>(used: &Edition, history: &'a Listing) -> Option<&'a str> {
    match builtin(used.id.as_str()) {
        Some(today) => Some(today.version).filter(|version| *version != used.version),
        None => history
            .newest_edition(&used.id)
            .filter(|newest| newest.digest != used.digest)
            .map(|newest| newest.version.as_str()),
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
        Some(file) => {
            let wanted = Wanted { rubric: source.rubric.as_deref(), said: None, strict: source.strict };
            from_file(session, file, wanted)
        }
        None => from_history(session, source.rubric.as_deref(), at),
    }
}

/// How the answers of a file are taken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    /// The rubric that judges them, instead of the one that the file names.
    pub(crate) rubric: Option<&'a str>,
    /// The day that the person gave for all of them.
    pub(crate) said: Option<Date>,
    /// Whether one bad line costs the file.
    pub(crate) strict: bool,
}

/// The answers of a file.
pub(crate) fn from_file(session: &Session, name: &str, wanted: Wanted<'_>) -> Result<Judged, Failure> {
    from_source(session, &files::source(session, name)?, wanted)
}

/// The answers of a text.
pub(crate) fn from_source(session: &Session, source: &Source, wanted: Wanted<'_>) -> Result<Judged, Failure> {
    let Wanted { rubric, said, strict } = wanted;
    let refused = |problems: Vec<_>| files::faulty(session, Kind::Failed, &problems, std::slice::from_ref(source));
    let file = AnswersFile::read(&source.text).map_err(refused)?;
    let loaded = match (rubric, &file.rubric) {
        (Some(asked), _) => rubrics::named(session, asked, Named::OnCommandLine)?,
        (None, Some(Reference::Edition(edition))) => match rubrics::stored(session, edition).unwrap_or_default() {
            Some(loaded) => Loaded { named: Some(edition.id.to_string()), ..loaded },
            None => rubrics::named(session, edition.id.as_str(), Named::InFile)
                .map_err(|failure| failure.hint(format!("it is named in `{}`", wording::path(&source.name))))?,
        },
        (None, Some(Reference::Named(text))) => rubrics::named(session, &beside(text, source)?, Named::InFile)
            .map_err(|failure| failure.hint(format!("it is named in `{}`", wording::path(&source.name))))?,
        (None, None) => {
            let history = session.store().and_then(|store| Ok(store.assessments()?)).unwrap_or_default();
            rubrics::usual(session, &history)?
        }
    };
    let resolved = file.resolve(&loaded.rubric, &loaded.edition.digest, said, session::today()).map_err(refused)?;
    if strict && !resolved.remarks.is_empty() {
        return Err(refused(resolved.remarks.into_iter().map(|remark| remark.problem).collect()));
    }
    let remarks = resolved.remarks.iter().map(|remark| remarked(remark, source)).collect();
    let assessment = Assessment {
        on: resolved.on,
        rubric: loaded.edition.clone(),
        target: resolved.target,
        ratings: resolved.ratings,
        carried: Some(BTreeSet::new()),
    };
    Ok(Judged { dropped: resolved.dropped, remarks, ..Judged::new(loaded, assessment, None, Listing::default()) })
}

fn from_history(session: &Session, rubric: Option<&str>, at: Option<&str>) -> Result<Judged, Failure> {
    let history = session.assessments()?;
    let asked = rubric.map(|name| rubrics::named(session, name, Named::OnCommandLine)).transpose()?;
    let at = at.map_or(At::Latest, At::new);
    let found = history.find(&at, asked.as_ref().map(|asked| &asked.edition.id));
    let entry = found.cloned().map_err(|error| match error {
        // A rubric that was named by its path is not found by its id.
        Error::NothingOf { .. } => Failure::failed(error.to_string())
            .hint(format!("`skillgap assess --rubric {}` makes one", wording::shell_word(rubric.unwrap_or_default()))),
        Error::Nothing if session.drafts().is_ok_and(|drafts| !drafts.found.is_empty()) => {
            Failure::failed(error.to_string()).hint("one is unfinished: `skillgap assess` goes on with it")
        }
        error => error.into(),
    })?;
    stored(session, asked, entry, history)
}

/// A remark as one line, and whether it says that something was left out.
fn remarked(remark: &Remark, source: &Source) -> (bool, String) {
    let Remark { problem, is_taken } = remark;
    let line = diagnostic::position(&source.text, problem.place.start).line;
    let place = format!("{}:{line}", wording::path(&source.name));
    let help = problem.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
    let (label, fate) = if *is_taken { ("note", "") } else { ("warning", ", left out") };
    (!is_taken, format!("{label}: {place}: {}{fate}{help}", problem.message))
}

/// A path in an answers file is taken from where the file is, if there is something there, else from here.
fn beside(named: &str, source: &Source) -> Result<String, Failure> {
    if !files::is_path(named) {
        return Ok(named.to_owned());
    }
    if named == "-" {
        let message = format!("`{}` names standard input as its rubric", wording::path(&source.name));
        return Err(Failure::failed(message).hint("name the rubric: `--rubric RUBRIC`"));
    }
    let refused = |why: &str| {
        let (shown, named) = (wording::path(&source.name), wording::path(named));
        Failure::failed(format!("`{shown}` names `{named}` as its rubric: {why}"))
            .hint("name it on the command line if it is meant: `--rubric PATH`")
    };
    let path = files::beside(named, &source.name).map_err(refused)?;
    let path = if path.exists() { path } else { files::beside(named, ".").map_err(refused)? };
    Ok(path.to_string_lossy().into_owned())
}
