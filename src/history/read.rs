//! Reading a file that anything may have happened to.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::error::{Error, io_error};

/// The most bytes that a stored file of answers may have.
pub(super) const LARGEST: u64 = crate::document::LARGEST;

/// Where copies of rubrics are.
pub(super) const COPIES: &str = "rubrics";
/// The most bytes that one of them may have: it spells out every default, so that it is larger than what it was made from.
pub(super) const LARGEST_COPY: u64 = 32 * 1024 * 1024;

/// Refuses what could not be read back.
pub(super) fn fits(folder: &str, path: &Path, bytes: usize) -> Result<(), Error> {
    let most = if folder == COPIES { LARGEST_COPY } else { LARGEST };
    if bytes as u64 > most {
        return Err(Error::TooLarge { path: path.to_owned(), most });
    }
    Ok(())
}

/// The text of a file, or `None` if there is none. It must be a plain file of at most `most` bytes and UTF-8; a fifo or a
/// device is refused without waiting for it.
pub(super) fn text(path: &Path, most: u64) -> Result<Option<String>, Error> {
    bytes(path, most)?.map(|bytes| decode(path, bytes)).transpose()
}

/// The text that a file's bytes are, without a byte order mark.
pub(super) fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    let unsound = |what: String| Error::Unsound { path: path.to_owned(), what };
    if bytes.is_empty() {
        return Err(unsound("it is empty".into()));
    }
    if bytes.contains(&0) {
        return Err(unsound("it holds zero bytes, as after a power cut".into()));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Err(unsound(format!("it is not UTF-8: byte {}", error.utf8_error().valid_up_to() + 1))),
    }
}

/// As [`text`], whatever the bytes are.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    let file = match open(path) {
        Ok(file) => file,
        Err(error) if is_absence(&error) => return Ok(None),
        Err(error) => return Err(io_error("open", path)(error)),
    };
    let unsound = |what: &str| Error::Unsound { path: path.to_owned(), what: what.to_owned() };
    // Asked of the open file: what a name stands for can change between two calls.
    let about = file.metadata().map_err(io_error("read", path))?;
    if !about.is_file() {
        return Err(unsound(if about.is_dir() { "it is a directory" } else { "it is no plain file" }));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(most)).unwrap_or_default() + 1);
    file.take(most + 1).read_to_end(&mut bytes).map_err(io_error("read", path))?;
    if bytes.len() as u64 > most {
        return Err(unsound(&format!("it is larger than {} MiB", most / (1024 * 1024))));
    }
    Ok(Some(bytes))
}

/// Opens a file to be read, without waiting for what is no plain file.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_NOCTTY);
    options.open(path)
}

/// The names in a directory, sorted; none if there is no directory.
pub(super) fn names(directory: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if is_absence(&error) => return Ok(Vec::new()),
        Err(error) => return Err(io_error("list", directory)(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(io_error("list", directory))?.path());
    }
    paths.sort_unstable();
    Ok(paths)
}

fn is_absence(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// The files of a directory that end in `ending`, whatever else they are.
pub(super) fn with_ending(directory: &Path, ending: &str) -> Result<Vec<PathBuf>, Error> {
    let mut paths = names(directory)?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    Ok(paths)
}

/// The files of a directory that end in `ending` and are no temporary ones.
pub(super) fn files(directory: &Path, ending: &str) -> Result<Vec<PathBuf>, Error> {
    let mut paths = names(directory)?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending) && !is_hidden(path));
    Ok(paths)
}

/// Whether a name begins with a dot.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
