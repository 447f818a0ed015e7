//! Drafts: what was answered so far, saved after every answer. One for each rubric id, held by one run at a time.

use std::{collections::BTreeMap, fmt::Write as _, path::PathBuf};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    Skipped, Store,
    error::{self, Error},
    lock::{self, Lock},
    read,
    write::{Existing, Pen},
};
use crate::{
    assessment::{
        self, Edition, Rating, Ratings,
        answers::{self, FORMAT},
    },
    document::{self, Fields, Node, Place, Value},
    problem::{Code, Problem},
    rubric::Id,
    wording,
};

pub(super) const FOLDER: &str = "drafts";
const REMOVED: &str = "removed";
const ENDING: &str = "toml";

/// An assessment that is not finished.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The edition that is being answered.
    pub rubric: Edition,
    /// The target that was chosen.
    pub target: Option<Id>,
    /// When it was begun, to the millisecond.
    pub started: Timestamp,
    /// The day that the answers speak for, if the person gave one; else it is the day on which they are saved.
    pub on: Option<Date>,
    /// Where the person is: the id of a skill or a group, or what an interview calls its other places.
    pub position: Option<String>,
    /// Whether the whole rubric is asked.
    pub all: bool,
    /// The areas it is confined to; empty means all.
    pub areas: Vec<Id>,
    /// How it is asked, in words such as `quick`, `due` or `blind`.
    pub modes: Vec<String>,
    /// What was answered.
    pub ratings: BTreeMap<Id, Rating>,
    /// The skills that were skipped, in that order.
    pub skipped: Vec<Id>,
    /// The group members that were ticked as used.
    pub used: Vec<Id>,
    /// The areas that were not ticked as used.
    pub untouched: Vec<Id>,
    /// The skills whose answer waits to be given again, as their levels were worded anew.
    pub again: Vec<Id>,
    /// The skills whose answers an assessment that was saved on the way has already.
    pub stored: Vec<Id>,
}

impl Draft {
    /// How many skills were answered or skipped.
    pub fn replied(&self) -> usize {
        self.ratings.len() + self.skipped.len()
    }

    /// Whether it has anything that somebody said: an answer, a skip, or which areas are used.
    pub fn holds_anything(&self) -> bool {
        self.replied() > 0 || !self.untouched.is_empty()
    }
}

/// All drafts, by rubric id, and the files that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drafts {
    /// The drafts.
    pub found: Vec<Draft>,
    /// The files that were left out.
    pub skipped: Vec<Skipped>,
}

/// The draft of one rubric id, there or not, which no other run can open meanwhile: the lock goes with this value or
/// with the process, however it ends.
#[derive(Debug)]
pub struct OpenDraft {
    root: PathBuf,
    rubric: Id,
    path: PathBuf,
    lock: Lock,
    /// What the file held when it was last read or written here.
    seen: Option<Vec<u8>>,
}

impl Store {
    /// Every draft. Nothing is locked and nothing created.
    pub fn drafts(&self) -> Result<Drafts, Error> {
        let mut drafts = Drafts::default();
        for path in read::files(&self.root.join(FOLDER), ENDING)? {
            let found = read::text(&path, read::LARGEST).and_then(|text| match text {
                Some(text) => parse(&path, &text).map(Some),
                None => Ok(None),
            });
            match found {
                Ok(found) => drafts.found.extend(found),
                Err(error) => drafts.skipped.push(Skipped::new(path, &error)),
            }
        }
        Ok(drafts)
    }

    /// Opens the draft of a rubric id, whether or not there is one; [`Error::InUse`] if another run has it open.
    pub fn open_draft(&self, rubric: &Id) -> Result<OpenDraft, Error> {
        let directory = Pen::take(&self.root)?.folder(FOLDER)?;
        let lock = lock::claim(&directory.join(format!("{rubric}.lock")))?;
        let path = directory.join(format!("{rubric}.{ENDING}"));
        Ok(OpenDraft { root: self.root.clone(), rubric: rubric.clone(), path, lock, seen: None })
    }
}

impl OpenDraft {
    /// What to tell the person, if the file system has no locks to keep a second run away.
    pub fn warning(&self) -> Option<&'static str> {
        match self.lock {
            Lock::Held { .. } => None,
            Lock::Impossible => Some("this file system has no locks: keep to one questionnaire at a time"),
        }
    }

    /// Whether there is a draft, readable or not.
    pub fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// The draft, if there is one. An unreadable one is an error and stays; [`set_aside`](Self::set_aside) is the way on.
    pub fn read(&mut self) -> Result<Option<Draft>, Error> {
        self.seen = None;
        let Some(bytes) = read::bytes(&self.path, read::LARGEST)? else { return Ok(None) };
        let draft = parse(&self.path, &read::decode(&self.path, bytes.clone())?)?;
        self.seen = Some(bytes);
        Ok(Some(draft))
    }

    /// Keeps a copy of the rubric that is being answered, for the drafts and assessments that will name it by its digest.
    pub fn keep_rubric(&self, rubric: &str) -> Result<(), Error> {
        Store::new(self.root.clone()).keep_rubric(&Pen::take(&self.root)?, rubric)
    }

    /// Replaces the draft; when this returns it is durable. [`Error::Changed`] if the file is not as it was last read or
    /// written here: it then stays.
    pub fn save(&mut self, draft: &Draft) -> Result<(), Error> {
        if draft.rubric.id != self.rubric {
            let what = format!("a draft of `{}` does not belong there", draft.rubric.id);
            return Err(Error::Unsound { path: self.path.clone(), what });
        }
        let pen = Pen::take(&self.root)?;
        if read::bytes(&self.path, read::LARGEST)? != self.seen {
            return Err(Error::Changed { path: self.path.clone() });
        }
        let bytes = render(draft).into_bytes();
        pen.write(FOLDER, &format!("{}.{ENDING}", self.rubric), &bytes, Existing::Replace)?;
        self.seen = Some(bytes);
        Ok(())
    }

    /// Takes the draft away, once it is finished or given up. [`Error::Changed`] if it is not as it was last read or written
    /// here: it then stays.
    pub fn remove(self) -> Result<(), Error> {
        let pen = Pen::take(&self.root)?;
        match read::bytes(&self.path, read::LARGEST)? {
            Some(bytes) if Some(&bytes) != self.seen.as_ref() => Err(Error::Changed { path: self.path }),
            _ => pen.remove(&self.path),
        }
    }

    /// Moves the draft, readable or not, to `removed` and returns where to; none if there is no draft.
    pub fn set_aside(&mut self) -> Result<Option<PathBuf>, Error> {
        if !self.exists() {
            return Ok(None);
        }
        let stem = format!("draft-{}", self.rubric);
        let to = Pen::take(&self.root)?.move_to(&self.path, REMOVED, &stem, ENDING)?;
        self.seen = None;
        Ok(Some(to))
    }
}

fn render(draft: &Draft) -> String {
    let text = assessment::text;
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let ids = |ids: &[Id]| list(ids.iter().map(|id| text(id.as_str())).collect());
    let mut written = format!("format = {FORMAT}\nrubric = {}\n", assessment::edition(&draft.rubric));
    let mut put = |key: &str, value: String| {
        writeln!(written, "{key} = {value}").expect("a String takes all that is written");
    };
    if let Some(target) = &draft.target {
        put("target", text(target.as_str()));
    }
    put("started", assessment::moment(draft.started));
    if let Some(on) = draft.on {
        put("on", on.to_string());
    }
    if let Some(position) = draft.position.as_deref().filter(|position| !position.trim().is_empty()) {
        put("position", text(position));
    }
    put("all", draft.all.to_string());
    put("areas", ids(&draft.areas));
    put("modes", list(draft.modes.iter().map(|mode| text(mode)).collect()));
    put("skipped", ids(&draft.skipped));
    put("used", ids(&draft.used));
    put("untouched", ids(&draft.untouched));
    put("again", ids(&draft.again));
    if !draft.stored.is_empty() {
        put("stored", ids(&draft.stored));
    }
    format!("{written}\n{}", assessment::ratings(&draft.ratings))
}

/// The draft in a text; an error that names `path` if it is none.
pub(super) fn parse(path: &std::path::Path, text: &str) -> Result<Draft, Error> {
    let mut problems = Vec::new();
    let root = document::from_toml(text, 0, &mut problems);
    let draft = if problems.is_empty() { fields(&root, &mut problems) } else { None };
    let unsound = |what| Error::Unsound { path: path.to_owned(), what };
    let draft = draft.filter(|_| problems.is_empty()).ok_or_else(|| unsound(error::told(&problems, text)))?;
    if path.file_stem().is_none_or(|stem| stem != draft.rubric.id.as_str()) {
        return Err(unsound(format!("it is a draft of `{}`", draft.rubric.id)));
    }
    Ok(draft)
}

fn fields(root: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut fields = Fields::of(root, "the draft", problems)?;
    check_format(&mut fields, problems)?;
    let rubric = fields.node("rubric").and_then(|node| answers::edition(node, true, problems));
    let rubric = fields.present("rubric", rubric, problems);
    let target = fields.text("target", problems).and_then(|text| id(&text, fields.place(), problems));
    let started = fields.node("started").and_then(|node| moment_of(node, problems));
    let started = fields.present("started", started, problems);
    let on = fields.date("on", problems);
    let position = fields.text("position", problems);
    let all = fields.truth("all", problems).unwrap_or(false);
    let mut ids = |key| {
        let texts = fields.texts(key, problems);
        texts.iter().filter_map(|(place, text)| id(text, *place, problems)).collect()
    };
    let (areas, skipped, used) = (ids("areas"), ids("skipped"), ids("used"));
    let (untouched, again, stored) = (ids("untouched"), ids("again"), ids("stored"));
    let modes = fields.texts("modes", problems).into_iter().map(|(_, mode)| mode).collect();
    let ratings = fields.node("ratings").map(|node| Ratings::read_stored(node, problems));
    let day = started.map_or(Date::default(), |started| TimeZone::UTC.to_datetime(started).date());
    let ratings = ratings.map(|ratings| ratings.stored(day, problems)).unwrap_or_default();
    Some(Draft {
        rubric: rubric?,
        target,
        started: started?,
        on,
        position,
        all,
        areas,
        modes,
        ratings,
        skipped,
        used,
        untouched,
        again,
        stored,
    })
}

/// Refuses a file without a format or with one that is newer than ours.
pub(super) fn check_format(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<()> {
    let format = fields.whole("format", problems);
    let (place, number) = fields.present("format", format, problems)?;
    if (1..=FORMAT).contains(&number) {
        return Some(());
    }
    problems.push(answers::newer(number, place));
    None
}

/// A moment as TOML writes it, with its distance from UTC, or as JSON does, as a text.
pub(super) fn moment_of(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Timestamp> {
    let moment = match &node.value {
        Value::Moment(text) => text.parse().ok(),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    };
    if moment.is_none() {
        let problem = Problem::new(Code::WrongType, node.place, "a moment must be written as 2026-11-22T17:13:00Z");
        problems.push(problem);
    }
    moment
}

pub(super) fn id(text: &str, place: Place, problems: &mut Vec<Problem>) -> Option<Id> {
    let id = Id::new(text);
    if id.is_none() {
        problems.push(Problem::new(Code::InvalidId, place, format!("`{}` is no id", wording::brief(text))));
    }
    id
}
