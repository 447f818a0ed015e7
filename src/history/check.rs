//! Whether what is stored is sound. Nothing on the disk is changed.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Skipped, Store, assessments, drafts,
    error::{Error, shown},
    plans, read, rubrics,
    write::TEMPORARY,
};

/// Something that the check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How bad it is.
    pub gravity: Gravity,
    /// The file or directory.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What to do about it.
    pub mend: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Gravity {
    /// Worth knowing; nothing is lost or wrong.
    Warning,
    /// Something cannot be used.
    Problem,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}`: {}", shown(&self.path), self.what)
    }
}

impl Store {
    /// Reads everything that is stored and lists what is wrong, by path; nothing if all is well.
    pub fn check(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        self.check_rubrics(&mut findings)?;
        self.check_assessments(&mut findings)?;
        self.check_folder(drafts::FOLDER, &["toml", "lock"], &mut findings, |path, text| {
            drafts::parse(path, text).map(drop)
        })?;
        self.check_folder(plans::FOLDER, &["toml"], &mut findings, plans::check)?;
        check_mode(&self.root, &mut findings);
        findings.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(findings)
    }

    fn check_rubrics(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        for path in self.checked(rubrics::FOLDER, &["json"], findings)? {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let error = match self.rubric(&stem) {
                Ok(Some(_)) => continue,
                Ok(None) => Error::Unsound { path: path.clone(), what: "its name is no digest".to_owned() },
                Err(error) => error,
            };
            let mend = "move it away; the next assessment with that rubric keeps a new copy";
            findings.push(unusable(path, &error, mend));
        }
        Ok(())
    }

    fn check_assessments(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut missing = HashSet::new();
        for path in self.checked(assessments::FOLDER, &[assessments::ENDING], findings)? {
            match assessments::entry(&path) {
                Ok(None) => {}
                Ok(Some(entry)) => {
                    let digest = entry.assessment.rubric.digest;
                    let copy = self.root.join(rubrics::FOLDER).join(rubrics::file_name(&digest));
                    // A copy that is there and wrong is a finding of its own.
                    if copy.symlink_metadata().is_err() && missing.insert(digest) {
                        findings.push(Finding {
                            gravity: Gravity::Problem,
                            path,
                            what: format!("the copy of its rubric, `{}`, is missing", shown(&copy)),
                            mend: "put it back from a backup; until then it is judged by today's rubric".to_owned(),
                        });
                    }
                }
                Err(error) => {
                    let mend = "mend it with an editor, put it back from a backup, or `skillgap history remove` it";
                    findings.push(unusable(path, &error, mend));
                }
            }
        }
        Ok(())
    }

    fn check_folder(
        &self,
        folder: &str,
        endings: &[&str],
        findings: &mut Vec<Finding>,
        parse: fn(&Path, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        for path in self.checked(folder, endings, findings)? {
            if path.extension().is_some_and(|ending| ending == "lock") {
                continue;
            }
            let sound =
                read::text(&path, read::LARGEST).and_then(|text| text.map_or(Ok(()), |text| parse(&path, &text)));
            if let Err(error) = sound {
                findings.push(unusable(path, &error, "mend it with an editor or move it away"));
            }
        }
        Ok(())
    }

    /// The files of a folder that are ours to read; the others are findings, as are modes that let others in.
    fn checked(&self, folder: &str, endings: &[&str], findings: &mut Vec<Finding>) -> Result<Vec<PathBuf>, Error> {
        let directory = self.root.join(folder);
        check_mode(&directory, findings);
        let mut ours = Vec::new();
        for path in read::names(&directory)? {
            check_mode(&path, findings);
            if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes())) {
                findings.push(warning(path, "it was left by a run that was killed", "the next save takes it away"));
            } else if read::is_hidden(&path) {
                // Other programs' marks, such as `.git`.
            } else if path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)) {
                ours.push(path);
            } else {
                findings.push(warning(path, "nothing reads a file of that name", "move it away if it is not needed"));
            }
        }
        Ok(ours)
    }
}

fn unusable(path: PathBuf, error: &Error, mend: &str) -> Finding {
    let Skipped { path, reason } = Skipped::new(path, error);
    Finding { gravity: Gravity::Problem, path, what: reason, mend: mend.to_owned() }
}

fn warning(path: PathBuf, what: &str, mend: &str) -> Finding {
    Finding { gravity: Gravity::Warning, path, what: what.to_owned(), mend: mend.to_owned() }
}

/// Warns of a file or directory that others can read.
fn check_mode(path: &Path, findings: &mut Vec<Finding>) {
    #[cfg(unix)]
    if let Ok(about) = fs::metadata(path) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = about.permissions().mode();
        if mode & 0o077 != 0 {
            let what = format!("others may look into it (mode {:03o})", mode & 0o777);
            findings.push(warning(path.to_owned(), &what, "`chmod go-rwx` makes it private"));
        }
    }
}
