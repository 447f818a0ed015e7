//! Links that are followed to write where the person named a file: only one's own and the system's. In a folder that
//! everybody may write into, such as `/tmp`, another user's link would choose which of our files is replaced.

#[cfg(unix)]
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::Path;

use super::error::Error;

/// Refuses a path that goes through another user's link, or ends in another user's pipe.
#[cfg(unix)]
pub(super) fn are_followed(path: &Path) -> Result<(), Error> {
    const LONGEST_CHAIN: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LONGEST_CHAIN {
        for part in path.ancestors().filter(|part| !part.as_os_str().is_empty()) {
            let Ok(about) = part.symlink_metadata() else { continue };
            let is_choosing = about.file_type().is_symlink() || about.file_type().is_fifo() && part == path;
            if is_choosing && !is_trusted(about.uid()) {
                return Err(Error::OthersLink { path: part.to_owned() });
            }
        }
        let Ok(to) = path.read_link() else { return Ok(()) };
        path = path.parent().map(|folder| folder.join(&to)).unwrap_or(to);
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) const fn are_followed(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Whether it is the user of this process or that of the system. Where one's own number cannot be had, nobody is refused.
#[cfg(unix)]
fn is_trusted(owner: u32) -> bool {
    const SYSTEM: u32 = 0;
    owner == SYSTEM || tempfile::tempfile().and_then(|own| own.metadata()).map_or(true, |own| own.uid() == owner)
}
