//! What a run of the program has at hand: terminal, clock, data directory.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Format, Global, To};
use super::failure::{Failure, Kind, Outcome};
use super::ours::{self, Found};
use super::terminal::Terminal;
use super::{output, place, seal, terminal};
use crate::history::{Drafts, Entry, Error, Listing, Readers, Skipped, Store};
use crate::wording;

/// What a run of the program has at hand.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) terminal: Terminal,
    data_dir: Option<PathBuf>,
    /// The files that were named as skipped.
    named: RefCell<BTreeSet<PathBuf>>,
}

impl Session {
    pub(crate) fn new(global: &Global) -> Self {
        Self { terminal: Terminal::new(global), data_dir: global.data_dir.clone(), named: RefCell::default() }
    }

    /// The store; it need not exist yet.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        Ok(Store::new(place::data_dir(self.data_dir.as_deref())?))
    }

    /// All assessments; files that cannot be read are named on standard error.
    pub(crate) fn assessments(&self) -> Result<Listing, Failure> {
        let listing = self.store()?.assessments()?;
        name_skipped(&listing.skipped);
        if !listing.skipped.is_empty() {
            let count = wording::count(listing.skipped.len(), "file was", "files were");
            output::tell(&format!("hint: {count} left as found; `skillgap history check` says more"));
        }
        Ok(listing)
    }

    /// Says so if an assessment for a day to come stays the last one of its rubric, and hides what was saved.
    pub(crate) fn mention_later(&self, saved: &Entry) -> Outcome {
        let history = self.store()?.assessments()?;
        let last = history.of(&saved.assessment.rubric.id).next_back();
        if let Some(last) = last.filter(|last| last.id != saved.id && last.is_to_come(today())) {
            let (id, on) = (&last.id, last.assessment.on);
            output::tell(&format!("warning: the last assessment is still {id}: it is for {on}, a day to come"));
            output::tell(&format!("hint: if that is wrong: `skillgap history remove {id}`"));
        }
        Ok(())
    }

    /// All drafts; files that cannot be read are named on standard error.
    pub(crate) fn drafts(&self) -> Result<Drafts, Failure> {
        let drafts = self.store()?.drafts()?;
        name_skipped(&drafts.skipped);
        Ok(drafts)
    }

    /// What a file holds. One that cannot be read is named, once a run, and costs only itself.
    pub(crate) fn or_skipped<T: Default>(&self, read: Result<T, Error>) -> Result<T, Failure> {
        read.or_else(|error| {
            self.name(&Skipped::of(&error).ok_or(error)?);
            Ok(T::default())
        })
    }

    /// Names a file that cannot be read, once a run.
    pub(crate) fn name(&self, skipped: &Skipped) {
        if self.named.borrow_mut().insert(skipped.path.clone()) {
            output::tell(&format!("warning: skipped {skipped}"));
            output::tell("hint: the file was left as found; `skillgap history check` says more");
        }
    }

    /// Puts a text where it was asked for: into a file, or on standard output. A file that others wrote, or wrote into, is
    /// only replaced if that was asked for.
    pub(crate) fn deliver(&self, text: &str, format: Format, to: To<'_>) -> Outcome {
        let sealed = (format == Format::Markdown).then(|| seal::sealed(text));
        let text = sealed.as_deref().unwrap_or(text);
        if let Some(path) = output::file(to.path).filter(|_| !to.force) {
            check_ours(path, format, text)?;
        }
        self.replace(text, format, to.path)
    }

    /// The same, whatever a file that is there already holds.
    pub(crate) fn replace(&self, text: &str, format: Format, to: Option<&Path>) -> Outcome {
        let Some(path) = output::file(to) else { return output::print(text) };
        // What is made to be shown is read by others, such as a web server.
        let readers = if matches!(format, Format::Html | Format::Svg) { Readers::Others } else { Readers::Owner };
        self.outside().export(path, text, readers)?;
        if format != Format::Json {
            wrote(path);
        }
        Ok(())
    }

    /// Puts a text that holds nothing of the person where it was asked for.
    pub(crate) fn publish(&self, text: &str, format: Format, to: To<'_>) -> Outcome {
        let Some(path) = output::file(to.path) else { return output::print(text) };
        if !to.force {
            check_ours(path, format, text)?;
        }
        self.outside().export(path, text, Readers::Others)?;
        if format != Format::Json {
            wrote(path);
        }
        Ok(())
    }

    /// Puts a text that holds nothing of the person where it was asked for, if that is no file that is there already.
    pub(crate) fn deliver_new(&self, text: &str, to: Option<&Path>) -> Outcome {
        let Some(path) = output::file(to) else { return output::print(text) };
        self.outside().export_new(path, text)?;
        wrote(path);
        Ok(())
    }

    /// The store, for a file outside. Without a data directory there is none to write into by mistake.
    fn outside(&self) -> Store {
        self.store().unwrap_or_else(|_| Store::new(PathBuf::new()))
    }
}

fn name_skipped(skipped: &[Skipped]) {
    for skipped in skipped {
        output::tell(&format!("warning: skipped {skipped}"));
    }
}

/// Fails if the file holds what we did not write.
fn check_ours(path: &Path, format: Format, text: &str) -> Outcome {
    let shown = super::shown(path);
    let message = match ours::found(path, format, text) {
        Found::Ours => return Ok(()),
        Found::Changed => format!("`{shown}` holds more than skillgap wrote: somebody wrote into it"),
        Found::Foreign => format!("`{shown}` holds more than skillgap wrote, so it is left as it is"),
    };
    Err(Failure::failed(message).hint("name another file, or say `--force` to replace all that is in it"))
}

fn wrote(path: &Path) {
    if terminal::is_watched() {
        output::tell(&format!("wrote {}", super::shown(path)));
    }
}

/// The day it is here.
pub(crate) fn today() -> Date {
    now().to_zoned(zone()).date()
}

/// The time zone here; that of UTC, with a warning, if TZ names one that is not known.
pub(crate) fn zone() -> TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    ZONE.get_or_init(|| {
        let named = std::env::var("TZ").ok();
        let name = named.as_deref().map(|zone| zone.trim_start_matches(':')).filter(|name| !name.is_empty());
        match name {
            None => TimeZone::system(),
            Some(name) => zone_of(name).unwrap_or_else(|| {
                let shown = wording::brief(name);
                output::tell(&format!(
                    "warning: TZ names the time zone `{shown}`, which is not known here: days are those of UTC"
                ));
                TimeZone::UTC
            }),
        }
    })
    .clone()
}

/// The zone that TZ names: a file, a zone of the system's database, or a rule such as `PST8PDT,M3.2.0,M11.1.0`.
fn zone_of(name: &str) -> Option<TimeZone> {
    let path = Path::new(name);
    if !path.is_absolute() {
        return TimeZone::get(name).or_else(|_| TimeZone::posix(name)).ok();
    }
    // One that is no file would be read without end.
    let bytes = path.is_file().then(|| std::fs::read(path).ok())??;
    TimeZone::tzif(name, &bytes).ok()
}

/// The moment it is. A clock beyond what a date can say stands at the last moment, or the first.
pub(crate) fn now() -> Timestamp {
    moment(SystemTime::now())
}

fn moment(clock: SystemTime) -> Timestamp {
    let beyond = if clock < SystemTime::UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::try_from(clock).unwrap_or(beyond)
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let kind = if matches!(error, Error::Unknown { .. }) { Kind::Usage } else { Kind::Failed };
        let hint = error.hint();
        let failure = Self::new(kind, error.to_string());
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_beyond_all_dates_stands_at_their_end() {
        let ages = Duration::from_secs(1 << 39);
        assert_eq!(moment(SystemTime::UNIX_EPOCH + ages), Timestamp::MAX);
        assert_eq!(moment(SystemTime::UNIX_EPOCH - ages), Timestamp::MIN);
        assert_eq!(moment(SystemTime::UNIX_EPOCH), Timestamp::UNIX_EPOCH);
    }
}
