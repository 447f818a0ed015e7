//! Finished assessments: one file each, never rewritten.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{
    Skipped, Store,
    error::{self, Error},
    read, stray,
    write::{Existing, Pen},
};
use crate::{
    assessment::{self, Assessment, Edition, answers::AnswersFile},
    rubric::{Id, json},
    wording,
};

pub(super) const FOLDER: &str = "assessments";
const REMOVED: &str = "removed";
pub(super) const ENDING: &str = "toml";

/// How names begin: the moment of the save in UTC.
pub(super) const MOMENT: &str = "%Y%m%dT%H%M%S.%3fZ";

/// From this year on the moment in a name says nothing: no clock that stands there is right, and nothing could be stored
/// after it.
const YEAR_OF_NO_CLOCK: i16 = 9000;

/// Whether a moment is so late that nothing can be stored after it.
pub(super) fn is_beyond(moment: Timestamp) -> bool {
    TimeZone::UTC.to_datetime(moment).year() >= YEAR_OF_NO_CLOCK
}

/// A stored assessment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its id: the file's name without the ending.
    pub id: String,
    /// When it was stored, by the clock of that time; absent from a file that was named by hand.
    pub stored: Option<Timestamp>,
    /// What was answered.
    pub assessment: Assessment,
}

/// All stored assessments, by the day they speak for and then by name, and the files that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// The assessments, the latest last.
    pub entries: Vec<Entry>,
    /// The files that were left out.
    pub skipped: Vec<Skipped>,
}

/// What must be the last assessment for another to be saved.
#[derive(Clone, Copy)]
enum Upon<'a> {
    Any,
    /// The one with this id; with none it must be the first.
    Last(Option<&'a str>),
}

/// Which assessment is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum At {
    /// The last one.
    Latest,
    /// The last one on or before this day.
    Day(Date),
    /// The one with this id.
    Id(String),
}

impl Entry {
    /// Whether it is for a day to come, as a wrong clock or a slip in a date makes it, wherever it was saved: in another
    /// time zone it may be tomorrow already.
    pub fn is_to_come(&self, today: Date) -> bool {
        today.tomorrow().is_ok_and(|tomorrow| self.assessment.on > tomorrow)
    }
}

impl At {
    /// What a person means by `latest`, a day, or an id.
    pub fn new(text: &str) -> Self {
        match (text, wording::date(text)) {
            ("latest", _) => Self::Latest,
            (_, Some(day)) => Self::Day(day),
            (id, None) => Self::Id(id.to_owned()),
        }
    }
}

impl Listing {
    /// The assessments of a rubric, the latest last.
    pub fn of(&self, rubric: &Id) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.assessment.rubric.id == *rubric)
    }

    /// The assessment that is meant; only those of the rubric `of` can be, if there is one.
    pub fn find(&self, at: &At, of: Option<&Id>) -> Result<&Entry, Error> {
        let is_of = |entry: &&Entry| of.is_none_or(|rubric| entry.assessment.rubric.id == *rubric);
        let mut entries = self.entries.iter().filter(is_of);
        let nothing = || of.map_or(Error::Nothing, |rubric| Error::NothingOf { rubric: rubric.clone() });
        match at {
            At::Latest => entries.next_back().ok_or_else(nothing),
            At::Day(day) => {
                let first = entries.clone().next().ok_or_else(nothing)?.assessment.on;
                entries.rfind(|entry| entry.assessment.on <= *day).ok_or(Error::TooEarly { asked: *day, first })
            }
            At::Id(id) => {
                if let Some(entry) = self.entries.iter().find(|entry| entry.id == *id) {
                    let rubric = &entry.assessment.rubric.id;
                    return match of.filter(|wanted| *wanted != rubric).cloned() {
                        Some(wanted) => Err(Error::OtherRubric { asked: id.clone(), rubric: rubric.clone(), wanted }),
                        None => Ok(entry),
                    };
                }
                let is_meant = |skipped: &&Skipped| stem(&skipped.path).is_some_and(|stem| stem == *id);
                if let Some(Skipped { path, reason }) = self.skipped.iter().find(is_meant) {
                    return Err(Error::Unsound { path: path.clone(), what: reason.clone() });
                }
                Err(self.unknown(id))
            }
        }
    }

    fn unknown(&self, id: &str) -> Error {
        let closest = wording::closest(id, self.entries.iter().map(|entry| entry.id.as_str()));
        Error::Unknown { asked: id.to_owned(), closest: closest.map(str::to_owned) }
    }

    /// The edition of a rubric that an assessment used last.
    pub fn newest_edition(&self, rubric: &Id) -> Option<&Edition> {
        self.of(rubric).next_back().map(|entry| &entry.assessment.rubric)
    }
}

impl Store {
    /// Every stored assessment. A file that cannot be read costs only itself.
    pub fn assessments(&self) -> Result<Listing, Error> {
        let mut listing = Listing::default();
        for path in read::with_ending(&self.root.join(FOLDER), ENDING)? {
            if let Some(what) = stray(&path) {
                listing.skipped.push(Skipped { path, reason: what.to_owned() });
                continue;
            }
            match entry(&path) {
                Ok(Some(entry)) => listing.entries.push(entry),
                Ok(None) => {}
                Err(error) => listing.skipped.push(Skipped::new(path, &error)),
            }
        }
        listing.entries.sort_by(|a, b| (a.assessment.on, &a.id).cmp(&(b.assessment.on, &b.id)));
        Ok(listing)
    }

    /// Keeps an assessment and, before it, the JSON of the rubric it was made with, whose digest it must name. Its id is
    /// made from `now`, or the next millisecond that is free; where the last one of that day is later than `now`, as after
    /// a clock was put back, from the millisecond after that. When this returns it is durable.
    pub fn save(&self, assessment: &Assessment, rubric: &str, now: Timestamp) -> Result<Entry, Error> {
        self.save_as(assessment, rubric, now, Upon::Any)
    }

    /// As [`save`](Self::save), for an assessment that carries answers over from the one with the id `last`, or that was
    /// made where there was none; [`Error::Overtaken`] if another is the last one of this rubric and day by now.
    pub fn save_over(
        &self,
        last: Option<&str>,
        assessment: &Assessment,
        rubric: &str,
        now: Timestamp,
    ) -> Result<Entry, Error> {
        self.save_as(assessment, rubric, now, Upon::Last(last))
    }

    fn save_as(&self, assessment: &Assessment, rubric: &str, now: Timestamp, upon: Upon<'_>) -> Result<Entry, Error> {
        let unsound = |folder, what: &str| Error::Unsound { path: self.root.join(folder), what: what.to_owned() };
        if is_beyond(now) {
            return Err(unsound(FOLDER, "by the clock it is the end of time: set the clock right and save again"));
        }
        if json::digest(rubric) != assessment.rubric.digest {
            return Err(unsound(super::rubrics::FOLDER, "this is not the rubric that the assessment was made with"));
        }
        let later = |moment: Timestamp| {
            let later = moment.checked_add(SignedDuration::from_millis(1));
            later.map_err(|_| unsound(FOLDER, "the clock stands at the end of time"))
        };
        let pen = Pen::take(&self.root)?;
        let listing = self.assessments()?;
        let before = listing.of(&assessment.rubric.id).rfind(|entry| entry.assessment.on <= assessment.on);
        if let (Upon::Last(last), Some(before)) = (upon, before)
            && last != Some(&before.id)
        {
            return Err(Error::Overtaken { by: before.id.clone() });
        }
        let last = listing.entries.iter().rfind(|entry| entry.assessment.on == assessment.on);
        let mut moment = match last.and_then(|last| last.stored).filter(|stored| *stored > now) {
            Some(stored) => later(stored)?,
            None => now,
        };
        self.keep_rubric(&pen, rubric)?;
        let text = assessment::render(assessment);
        loop {
            let id = format!("{}-{}", moment.strftime(MOMENT), assessment.rubric.id);
            match pen.write(FOLDER, &format!("{id}.{ENDING}"), text.as_bytes(), Existing::Keep) {
                Ok(_) => return Ok(Entry { stored: stored(&id), id, assessment: assessment.clone() }),
                Err(Error::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
                    moment = later(moment)?;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes an assessment out of the history, readable or not: it is moved to `removed`, and where to is returned.
    pub fn remove(&self, id: &str) -> Result<PathBuf, Error> {
        let path = self.root.join(FOLDER).join(format!("{id}.{ENDING}"));
        let about = match path.symlink_metadata() {
            Ok(about) if is_id(id) => about,
            _ => return Err(self.assessments()?.unknown(id)),
        };
        if about.is_dir() {
            return Err(Error::Unsound { path, what: "it is a directory".to_owned() });
        }
        Pen::take(&self.root)?.move_to(&path, REMOVED, id, ENDING)
    }
}

/// The entry in a file; none if it is gone by now.
pub(super) fn entry(path: &Path) -> Result<Option<Entry>, Error> {
    let unsound = |what: String| Error::Unsound { path: path.to_owned(), what };
    let id = stem(path).filter(|id| is_id(id)).ok_or_else(|| unsound("its name is no id".to_owned()))?;
    if stored(id).is_some_and(is_beyond) {
        return Err(unsound("its name gives a moment at the end of time: rename it".to_owned()));
    }
    let Some(text) = read::text(path, read::LARGEST)? else { return Ok(None) };
    let assessment = AnswersFile::stored(&text).map_err(|problems| unsound(error::told(&problems, &text)))?;
    Ok(Some(Entry { stored: stored(id), id: id.to_owned(), assessment }))
}

fn stem(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()
}

/// Whether a text may be the name of a stored assessment: nothing that leads elsewhere or acts on a terminal.
pub(super) fn is_id(text: &str) -> bool {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    !text.is_empty() && !text.starts_with('.') && text.chars().all(sound)
}

/// The moment that an id begins with.
pub(super) fn stored(id: &str) -> Option<Timestamp> {
    const LENGTH: usize = "20261122T171300.123Z".len();
    id.get(..LENGTH)?.parse().ok()
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("latest"),
            Self::Day(day) => day.fmt(f),
            Self::Id(id) => f.write_str(&wording::brief(id)),
        }
    }
}
