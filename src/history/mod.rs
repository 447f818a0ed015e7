//! Floor 5: what is remembered, as files that the person owns.
//!
//! Everything lives in one data directory that is passed in; nothing is created before the first write, and reading works
//! where nothing may be written. A finished assessment is a new file that is never rewritten; a draft, ticks and settings
//! are replaced whole. No computed number is ever saved: every one can be computed again from what is here.
//!
//! One unreadable file costs only itself: it is named, skipped, and never deleted or overwritten.

mod assessments;
mod check;
mod drafts;
mod error;
mod forecast;
mod links;
mod lock;
mod plans;
mod progress;
mod read;
mod rubrics;
mod settled;
mod stray;
#[cfg(test)]
mod tests;
mod transfer;
mod waterfall;
mod write;

use std::path::{Path, PathBuf};

pub use assessments::{At, Entry, Listing};
pub use check::{Finding, Gravity};
pub use drafts::{Draft, Drafts, OpenDraft};
pub use error::Error;
pub use forecast::{Logged, Outlook};
pub use plans::{Remembered, Setting, Settings, Tick, TickKind};
pub use progress::{Change, Judged, Move, Point, Progress, before, cards, progress, series};
pub use settled::is_settled;
pub use stray::stray;
pub use transfer::{Bundle, Carried, Imported, Kept, LARGEST, Plans, SCHEMA, SINGLE, Taken};
pub use waterfall::{Cause, Part, waterfall};
pub use write::Readers;

/// The data directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    root: PathBuf,
}

/// A file that was left out, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it, in words that follow a colon.
    pub reason: String,
}

impl Skipped {
    /// The file that an error is about, if it is only that file that cannot be read.
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Unsound { path, .. } | Error::Io { path, .. } => Some(Self::new(path.clone(), error)),
            _ => None,
        }
    }

    fn new(path: PathBuf, error: &Error) -> Self {
        let reason = match error {
            Error::Unsound { what, .. } => what.clone(),
            Error::Io { cause, .. } => error::reason(cause),
            other => other.to_string(),
        };
        Self { path, reason }
    }
}

impl std::fmt::Display for Skipped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`: {}", error::shown(&self.path), self.reason)
    }
}

impl Store {
    /// The store in this directory, which need not exist yet.
    pub const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The data directory.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Writes a file that the person named, whole or not at all, replacing one that is there. A link is followed; a file
    /// that is there keeps its mode; nothing is written into the data directory.
    pub fn export(&self, path: &Path, text: &str, readers: Readers) -> Result<(), Error> {
        write::export(path, text.as_bytes(), (write::Existing::Replace, readers), &self.root)
    }

    /// Likewise writes a file for others that is not there yet; one that is stays as it is.
    pub fn export_new(&self, path: &Path, text: &str) -> Result<(), Error> {
        write::export(path, text.as_bytes(), (write::Existing::Keep, Readers::Others), &self.root)
    }
}
