//! Locks that die with the process that holds them.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
    thread,
    time::Duration,
};

use super::error::{Error, io_error};

/// A lock that is held until it is dropped, or the knowledge that the file system has none.
#[derive(Debug)]
pub(super) enum Lock {
    /// Held, by this open file.
    Held { _file: File },
    /// The file system keeps no locks.
    Impossible,
}

/// How long a save waits for another one, which takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
const NAP: Duration = Duration::from_millis(5);

/// Takes the lock, waiting while another run saves.
pub(super) fn wait(path: &Path) -> Result<Lock, Error> {
    let file = open(path)?;
    let naps = PATIENCE.as_millis() / NAP.as_millis();
    for _ in 0..naps {
        match file.try_lock() {
            Ok(()) => return Ok(Lock::Held { _file: file }),
            Err(TryLockError::WouldBlock) => thread::sleep(NAP),
            Err(TryLockError::Error(error)) if is_impossible(&error) => return Ok(Lock::Impossible),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(error)) => return Err(io_error("lock", path)(error)),
        }
    }
    Err(Error::Busy { path: path.to_owned() })
}

/// Takes the lock at once and leaves this process's id in the file, or says who has it.
pub(super) fn claim(path: &Path) -> Result<Lock, Error> {
    let mut file = open(path)?;
    match file.try_lock() {
        Ok(()) => {
            // Who holds it is a courtesy: a full disk must not keep anybody from the draft.
            let _ =
                file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
            Ok(Lock::Held { _file: file })
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.take(16).read_to_string(&mut holder);
            Err(Error::InUse { path: path.to_owned(), pid: holder.trim().parse().ok() })
        }
        Err(TryLockError::Error(error)) if is_impossible(&error) => Ok(Lock::Impossible),
        Err(TryLockError::Error(error)) => Err(io_error("lock", path)(error)),
    }
}

fn open(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(libc::O_NONBLOCK | libc::O_NOFOLLOW);
    }
    let file = options.open(path).map_err(io_error("open", path))?;
    let about = file.metadata().map_err(io_error("open", path))?;
    if about.is_file() {
        Ok(file)
    } else {
        Err(Error::Unsound { path: path.to_owned(), what: "a lock must be a plain file".to_owned() })
    }
}

/// Whether the file system has no locks at all, as some network and phone storages.
fn is_impossible(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(libc::ENOLCK) {
        return true;
    }
    error.kind() == io::ErrorKind::Unsupported
}
