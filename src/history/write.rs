//! Writing so that a file is there whole or not at all, and stays there through a power cut.
//!
//! Temporary file in the same directory, written, synced, renamed, directory synced. Temporary files of a run that was
//! killed are swept by the next save, under the lock that every save holds; beside a file that the person named, each
//! temporary file has a lock of its own.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{
    error::{Error, io_error},
    links,
    lock::{self, Lock},
    read,
};

/// What temporary files begin and end with.
const TEMPORARY: (&str, &str) = (".skillgap-", ".tmp");
/// How many letters and digits are between: so many that nobody else's file is called so.
const RANDOM: usize = 16;
const LOCK: &str = ".lock";

/// The right to change what the data directory holds: one run at a time.
#[derive(Debug)]
pub(super) struct Pen {
    lock: Lock,
    root: PathBuf,
    /// The folders that are there and swept.
    ready: RefCell<BTreeSet<PathBuf>>,
}

/// Whether a file that is there may be replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Existing {
    /// It is replaced.
    Replace,
    /// It stays, and the error is of kind `AlreadyExists`.
    Keep,
}

impl Pen {
    /// Waits for its turn; creates the data directory if there is none.
    pub(super) fn take(root: &Path) -> Result<Self, Error> {
        create_directory(root)?;
        let pen = Self { lock: lock::wait(&root.join(LOCK))?, root: root.to_owned(), ready: RefCell::default() };
        pen.say_to_git()?;
        Ok(pen)
    }

    /// For those who keep the directory in git: line ends stay, and what belongs to one machine is left out.
    fn say_to_git(&self) -> Result<(), Error> {
        const FILES: [(&str, &str); 2] =
            [(".gitattributes", "* text eol=lf\n"), (".gitignore", ".lock\n*.lock\ndrafts/\n.skillgap-*.tmp\n")];
        for (name, text) in FILES {
            let path = self.root.join(name);
            if path.symlink_metadata().is_ok() {
                continue;
            }
            if matches!(self.lock, Lock::Held { .. }) {
                sweep(&self.root);
            }
            match whole(
                temporary(&self.root, Readers::Owner)?,
                (&self.root, &path),
                text.as_bytes(),
                Existing::Keep,
                None,
            ) {
                Err(Error::Io { cause, .. }) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                written => written?,
            }
        }
        Ok(())
    }

    /// Writes a file in a folder of the data directory, which is created if there is none. Where it is a link, as those who
    /// keep such files elsewhere make it, the file that it leads to is replaced.
    pub(super) fn write(&self, folder: &str, name: &str, bytes: &[u8], existing: Existing) -> Result<PathBuf, Error> {
        let directory = self.folder(folder)?;
        let path = directory.join(name);
        read::fits(folder, &path, bytes.len())?;
        if existing == Existing::Replace && path.is_symlink() {
            let target = fs::canonicalize(&path).map_err(io_error("open", &path))?;
            let mode = fs::metadata(&target).map_err(io_error("open", &path))?.permissions();
            elsewhere(&target, bytes, (existing, Readers::Owner), Some(mode))?;
            return Ok(path);
        }
        let file = temporary(&directory, Readers::Owner)?;
        whole(file, (&directory, &path), bytes, existing, None)?;
        Ok(path)
    }

    /// Writes one of many new files, each whole or not at all; they stay there through a power cut after [`sync`](Self::sync).
    pub(super) fn write_one_of_many(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let directory = self.folder(folder)?;
        let path = directory.join(name);
        read::fits(folder, &path, bytes.len())?;
        placed(temporary(&directory, Readers::Owner)?, &path, bytes, Existing::Keep, None)
    }

    /// Makes the names in a folder durable.
    pub(super) fn sync(&self, folder: &str) -> Result<(), Error> {
        self.folder(folder).and_then(|directory| sync_directory(&directory))
    }

    /// A folder of the data directory, created if there is none, without what killed runs left in it.
    pub(super) fn folder(&self, folder: &str) -> Result<PathBuf, Error> {
        let directory = self.root.join(folder);
        if self.ready.borrow().contains(&directory) {
            return Ok(directory);
        }
        create_directory(&directory)?;
        if matches!(self.lock, Lock::Held { .. }) {
            sweep(&directory);
        }
        self.ready.borrow_mut().insert(directory.clone());
        Ok(directory)
    }

    /// Moves a file into another folder, under a name that is free there.
    pub(super) fn move_to(&self, from: &Path, folder: &str, stem: &str, ending: &str) -> Result<PathBuf, Error> {
        let directory = self.folder(folder)?;
        let names = std::iter::once(format!("{stem}.{ending}")).chain((2..).map(|n| format!("{stem}.{n}.{ending}")));
        let to = names
            .map(|name| directory.join(name))
            .find(|path| fs::symlink_metadata(path).is_err())
            .expect("the names do not end");
        fs::rename(from, &to).map_err(io_error("move", from))?;
        sync_directory(&directory)?;
        if let Some(parent) = from.parent() {
            sync_directory(parent)?;
        }
        Ok(to)
    }

    /// Takes a file away for good.
    pub(super) fn remove(&self, path: &Path) -> Result<(), Error> {
        debug_assert!(path.starts_with(&self.root), "only what is ours");
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error("remove", path)(error)),
            _ => {}
        }
        path.parent().map_or(Ok(()), sync_directory)
    }
}

/// Whom a new file is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Readers {
    /// The person alone: nobody else may look into it.
    Owner,
    /// Whoever the person's umask lets.
    Others,
}

/// Writes a file that the person named. A link is followed and stays a link; a file that is replaced keeps its mode.
/// What is no plain file, such as `/dev/null`, is written to as it is.
pub(super) fn export(
    path: &Path,
    bytes: &[u8],
    (existing, readers): (Existing, Readers),
    store: &Path,
) -> Result<(), Error> {
    links::are_followed(path)?;
    let there = fs::metadata(path).ok();
    if let Some(there) = &there
        && !there.is_file()
        && !there.is_dir()
    {
        let mut file = OpenOptions::new().write(true).open(path).map_err(io_error("open", path))?;
        return file.write_all(bytes).map_err(io_error("write", path));
    }
    if there.is_some() && existing == Existing::Keep {
        return Err(Error::Taken { path: path.to_owned() });
    }
    let path = if there.is_some() { fs::canonicalize(path).map_err(io_error("open", path))? } else { path.to_owned() };
    let directory = folder_of(&path);
    let real = fs::canonicalize(directory).map_err(io_error("open", directory))?;
    if fs::canonicalize(store).is_ok_and(|store| real.starts_with(store)) {
        return Err(Error::InsideStore { path });
    }
    let mode = there.map(|there| there.permissions());
    elsewhere(&path, bytes, (existing, readers), mode).map_err(|error| match error {
        Error::Io { cause, .. } if existing == Existing::Keep && cause.kind() == io::ErrorKind::AlreadyExists => {
            Error::Taken { path }
        }
        other => other,
    })
}

/// Writes a file outside the folders of the data directory, and sweeps what a killed run left there.
fn elsewhere(
    path: &Path,
    bytes: &[u8],
    (existing, readers): (Existing, Readers),
    mode: Option<fs::Permissions>,
) -> Result<(), Error> {
    let directory = folder_of(path);
    sweep_outside(directory);
    whole(outside(directory, readers)?, (directory, path), bytes, existing, mode)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(directory: &Path, readers: Readers) -> Result<NamedTempFile, Error> {
    let mut builder = tempfile::Builder::new();
    let builder = builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1).rand_bytes(RANDOM);
    #[cfg(unix)]
    if readers == Readers::Others {
        // The system takes the umask off.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.tempfile_in(directory).map_err(io_error("write into", directory))
}

/// A temporary file outside the data directory, locked so that no other run sweeps it.
fn outside(directory: &Path, readers: Readers) -> Result<NamedTempFile, Error> {
    // Some file systems say of every lock that another holds it.
    const TRIES: usize = 20;
    for _ in 1..TRIES {
        let file = temporary(directory, readers)?;
        let is_swept = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock))
            || file.path().symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if !is_swept {
            return Ok(file);
        }
    }
    temporary(directory, readers)
}

/// The steps after the first, in their order, and the directory made durable; on an error the temporary file goes and nothing else has changed.
fn whole(
    file: NamedTempFile,
    (directory, path): (&Path, &Path),
    bytes: &[u8],
    existing: Existing,
    mode: Option<fs::Permissions>,
) -> Result<(), Error> {
    placed(file, path, bytes, existing, mode)?;
    sync_directory(directory)
}

/// The same, of a name that is made durable later.
fn placed(
    mut file: NamedTempFile,
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    mode: Option<fs::Permissions>,
) -> Result<(), Error> {
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode).map_err(io_error("write", path))?;
    }
    file.write_all(bytes).map_err(io_error("write", path))?;
    // Not tried again: after a failed sync the system may say that all is well (Rebello et al., ATC 2020).
    file.as_file().sync_all().map_err(io_error("write", path))?;
    let renamed = match existing {
        Existing::Replace => file.persist(path).map_err(|error| error.error),
        Existing::Keep => {
            file.persist_noclobber(path).map_err(|error| (error.error, error.file)).or_else(keep_by_hand(path))
        }
    };
    renamed.map(drop).map_err(io_error("write", path))
}

/// For file systems that can neither rename without replacing nor link: looks first, under the lock that we hold.
fn keep_by_hand(path: &Path) -> impl FnOnce((io::Error, NamedTempFile)) -> io::Result<File> {
    use io::ErrorKind::{InvalidInput, NotFound, PermissionDenied, Unsupported};
    move |(error, file)| {
        let is_inability = matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported);
        let is_free = || fs::symlink_metadata(path).is_err_and(|error| error.kind() == NotFound);
        if is_inability && is_free() { file.persist(path).map_err(|error| error.error) } else { Err(error) }
    }
}

/// Creates a private directory and all above it that is missing, durably.
fn create_directory(directory: &Path) -> Result<(), Error> {
    if fs::metadata(directory).is_ok_and(|there| there.is_dir()) {
        return Ok(());
    }
    let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_directory(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(directory) {
        // Another run was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && directory.is_dir() => Ok(()),
        Err(error) => Err(io_error("create", directory)(error)),
        Ok(()) => sync_directory(parent.unwrap_or(Path::new("."))),
    }
}

/// Makes the names in a directory durable, where the file system can.
fn sync_directory(directory: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {}
        other => return other.map_err(io_error("sync", directory)),
    }
    #[cfg(not(unix))]
    let _ = directory;
    Ok(())
}

/// Takes away temporary files beside a file that the person named, unless the run that writes one still holds it.
fn sweep_outside(directory: &Path) {
    for path in names(directory, is_temporary) {
        let is_file = path.symlink_metadata().is_ok_and(|about| about.is_file());
        if is_file && read::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether a file of that name is a temporary one of ours.
pub(super) fn is_temporary(name: &[u8]) -> bool {
    let random = name.strip_prefix(TEMPORARY.0.as_bytes()).and_then(|rest| rest.strip_suffix(TEMPORARY.1.as_bytes()));
    random.is_some_and(|random| random.len() == RANDOM && random.iter().all(u8::is_ascii_alphanumeric))
}

/// Takes away temporary files; whoever writes one holds the lock that we hold, so that their writers are gone.
fn sweep(directory: &Path) {
    for path in names(directory, is_temporary) {
        // What cannot be swept today is no reason not to save.
        let _ = fs::remove_file(path);
    }
}

fn names(directory: &Path, is_meant: impl Fn(&[u8]) -> bool) -> impl Iterator<Item = PathBuf> {
    let is_meant = move |path: &PathBuf| path.file_name().is_some_and(|name| is_meant(name.as_encoded_bytes()));
    read::names(directory).unwrap_or_default().into_iter().filter(is_meant)
}
