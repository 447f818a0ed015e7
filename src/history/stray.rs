//! Names that other programs give to files which they leave beside ours: copies that a synchronisation made where two
//! machines changed one file, and hidden files.

use std::path::Path;

/// What such a file is, in words that follow a colon; none of a name that is no such.
pub fn stray(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy();
    if name.starts_with('.') {
        return Some("a hidden file of another program");
    }
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(&*lower, |(stem, _)| stem);
    let is_numbered = || stem.rsplit_once(' ').is_some_and(|(_, number)| number.parse::<u32>().is_ok());
    let is_copy = stem.contains(".sync-conflict-")
        || stem.contains("conflicted copy")
        || stem.contains("case conflict")
        || stem.ends_with(')') && stem.contains('(')
        || is_numbered();
    is_copy.then_some("a copy that a synchronisation left beside another file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_and_hidden_files_are_known_by_their_names() {
        for name in [
            "20261122T171300.123Z-x.sync-conflict-20261201-101010-ABCDEFG.toml",
            "x (Ann's conflicted copy 2026-12-01).toml",
            "x (conflicted copy 2026-12-01 101010).toml",
            "x 2.toml",
            "x (1).toml",
            "x (Case Conflict).toml",
            "._x.toml",
            ".#x.toml",
        ] {
            assert!(stray(Path::new(name)).is_some(), "{name}");
        }
        for name in
            ["20261122T171300.123Z-backend-developer.toml", "backend-developer.mid.toml", "team-2.toml", "10-a.toml"]
        {
            assert_eq!(stray(Path::new(name)), None, "{name}");
        }
    }
}
