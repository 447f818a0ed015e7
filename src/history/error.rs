//! What can go wrong with files, in words.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{clean, problem::Problem, rubric::Id, wording};

/// Why something could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("cannot {tried} `{}`: {}", shown(path), reason(cause))]
    Io {
        /// What was tried, as a verb.
        tried: &'static str,
        /// With which file or directory.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// A file is there, but what is in it cannot be used. It was left as it is.
    #[error("cannot use `{}`: {what}", shown(path))]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Nothing is stored yet.
    #[error("there is no assessment yet")]
    Nothing,
    /// Nothing is stored yet that answers this rubric.
    #[error("there is no assessment of rubric `{rubric}` yet")]
    NothingOf {
        /// The id of the rubric.
        rubric: Id,
    },
    /// The assessment is of another rubric than the one that is meant.
    #[error("assessment `{}` is of rubric `{rubric}`, not of `{wanted}`", wording::brief(asked))]
    OtherRubric {
        /// The assessment that was asked for.
        asked: String,
        /// The id of its rubric.
        rubric: Id,
        /// The id of the rubric that is meant.
        wanted: Id,
    },
    /// No stored assessment is meant by this.
    #[error("there is no assessment `{}`", wording::brief(asked))]
    Unknown {
        /// What was asked for.
        asked: String,
        /// The closest id that there is.
        closest: Option<String>,
    },
    /// The first assessment is later than the day asked for.
    #[error("there is no assessment on or before {asked}: the first is of {first}")]
    TooEarly {
        /// The day asked for.
        asked: jiff::civil::Date,
        /// The day of the first assessment.
        first: jiff::civil::Date,
    },
    /// Another run holds the draft.
    #[error("the draft `{}` is open in another run{}", shown(&path.with_extension("toml")), pid.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    InUse {
        /// The lock file.
        path: PathBuf,
        /// The process that holds it, if it says so.
        pid: Option<u32>,
    },
    /// The file is no longer what this run read or wrote last.
    #[error("`{}` was changed by something else in the meantime", shown(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Another assessment was saved since the one whose answers were to be carried over.
    #[error("another assessment, `{by}`, was saved in the meantime")]
    Overtaken {
        /// Its id.
        by: String,
    },
    /// Another run has been saving for so long that it must hang.
    #[error("another run has been saving for too long: `{}` stays locked", shown(path))]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// A file was to be written where there is one.
    #[error("`{}` is there already and stays as it is", shown(path))]
    Taken {
        /// The file.
        path: PathBuf,
    },
    /// What was to be written is larger than what is read back.
    #[error("cannot write `{}`: it would be larger than {} MiB", shown(path), most / (1024 * 1024))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes that it may have.
        most: u64,
    },
    /// A file was to be written through a link, or into a pipe, that another user made.
    #[error("`{}` belongs to another user, who chooses with it what is written to", shown(path))]
    OthersLink {
        /// The link.
        path: PathBuf,
    },
    /// A file was to be written into the data directory.
    #[error("`{}` is inside the data directory, which only holds what skillgap keeps there", shown(path))]
    InsideStore {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// A way on, where there is one.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io { cause, .. } => match cause.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("nothing that is stored has changed; for another data directory there is `--data-dir`".into())
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some("nothing that is stored has changed; make room and try again".into())
                }
                io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                    Some("the data directory must be a directory; name another with `--data-dir`".into())
                }
                _ => None,
            },
            Self::Unsound { .. } => {
                Some("the file was left as it is; `skillgap history check` lists all that is wrong".into())
            }
            Self::Nothing => Some("`skillgap assess` makes one".into()),
            Self::Unknown { closest: Some(id), .. } => Some(format!("did you mean `{id}`?")),
            Self::NothingOf { rubric } => Some(format!("`skillgap assess --rubric {rubric}` makes one")),
            Self::Unknown { closest: None, .. } | Self::TooEarly { .. } | Self::OtherRubric { .. } => {
                Some("`skillgap history list` shows what there is".into())
            }
            Self::InUse { .. } => Some("finish or leave that one first".into()),
            Self::Changed { .. } => Some("your change there was left as it is; start again to take it up".into()),
            Self::Overtaken { .. } => Some("nothing was changed; do it again to build on that one".into()),
            Self::Busy { .. } => Some("end the other run and try again".into()),
            Self::Taken { .. } => Some("name another file, or take this one away first".into()),
            Self::TooLarge { .. } => {
                Some("nothing that is stored has changed; shorten evidence, or what it holds".into())
            }
            Self::OthersLink { .. } => Some("name a file in a folder of your own".into()),
            Self::InsideStore { .. } => Some("choose another place for the file".into()),
        }
    }
}

/// For `map_err`: what was tried with which file.
pub(super) fn io_error(tried: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |cause| Error::Io { tried, path, cause }
}

/// A path, cleaned.
pub(super) fn shown(path: &Path) -> String {
    clean::line(&path.to_string_lossy()).into_owned()
}

/// What the system said.
pub(super) fn reason(cause: &io::Error) -> String {
    wording::reason(&cause.to_string())
}

/// The first of the problems of a text without lines, and how many there are besides.
pub(super) fn first(problems: &[Problem]) -> String {
    let Some(first) = problems.first() else { return "it cannot be read".to_owned() };
    format!("{}{}", first.message, besides(problems))
}

/// The first of a file's problems with its line, and how many there are besides.
pub(super) fn told(problems: &[Problem], text: &str) -> String {
    let Some(first) = problems.first() else { return "it cannot be read".to_owned() };
    let before = text.get(..first.place.start).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    format!("line {line}: {}{}", first.message, besides(problems))
}

fn besides(problems: &[Problem]) -> String {
    match problems.len().saturating_sub(1) {
        0 => String::new(),
        n => format!(" (and {})", wording::count(n, "more problem", "more problems")),
    }
}
