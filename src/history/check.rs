//! Whether what is stored is sound. Nothing on the disk is changed.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    Entry, Skipped, Store, assessments, drafts,
    error::{self, Error, shown},
    plans, read, rubrics, stray,
    write::is_temporary,
};
use crate::{
    assessment,
    rubric::{self, Rubric},
    wording,
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
    pub fn check(&self, today: Date) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        let rubrics = self.check_rubrics(&mut findings)?;
        let entries = self.check_assessments(&rubrics, &mut findings)?;
        check_days(&entries, today, &mut findings);
        check_copies(entries, &mut findings);
        self.check_folder(drafts::FOLDER, &["toml", "lock"], &mut findings, |path, text| {
            drafts::parse(path, text).map(drop)
        })?;
        self.check_folder(plans::FOLDER, &[plans::ENDING], &mut findings, plans::check)?;
        for path in read::files(&self.root.join(plans::FOLDER), plans::ENDING)? {
            if plans::whose(&path).is_none() && stray(&path).is_none() {
                let mend = "take over its lines into the file of that rubric, then move it away";
                findings.push(warning(path, "nothing reads a file of that name", mend));
            }
        }
        for (rubric, _) in plans::ticks::rubrics(&self.root.join(plans::FOLDER))? {
            let own = format!("{}/{rubric}", plans::FOLDER);
            self.check_folder(&own, &[plans::ENDING], &mut findings, plans::check)?;
            self.check_folder(&plans::ticks::folder(&rubric), &[plans::ENDING], &mut findings, |path, text| {
                plans::ticks::record(path, text).map(drop)
            })?;
        }
        check_modes(&self.root, &mut findings);
        findings.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(findings)
    }

    /// Says what is wrong with the copies of rubrics, and tells whose the sound ones are.
    fn check_rubrics(&self, findings: &mut Vec<Finding>) -> Result<HashMap<String, Rubric>, Error> {
        let mut sound = HashMap::new();
        for path in self.checked(rubrics::FOLDER, &["json"], findings)? {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let unsound = |what: String| Error::Unsound { path: path.clone(), what };
            let error = match self.rubric(&stem) {
                Ok(Some(copy)) => match rubric::read_json(&copy) {
                    Ok(rubric) => {
                        sound.insert(stem, rubric);
                        continue;
                    }
                    Err(problems) => unsound(error::first(&problems)),
                },
                Ok(None) => unsound("its name is no digest".to_owned()),
                Err(error) => error,
            };
            let mend = "move it away; the next assessment with that rubric, or an import that has it, keeps a new copy";
            findings.push(unusable(path, &error, mend));
        }
        Ok(sound)
    }

    /// Says what is wrong with each assessment, and returns those that can be read.
    fn check_assessments(
        &self,
        rubrics: &HashMap<String, Rubric>,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<(PathBuf, Entry)>, Error> {
        let mut missing = HashSet::new();
        let mut entries = Vec::new();
        for path in self.checked(assessments::FOLDER, &[assessments::ENDING], findings)? {
            match assessments::entry(&path) {
                Ok(None) => {}
                Ok(Some(entry)) => {
                    let edition = &entry.assessment.rubric;
                    let copy = self.root.join(rubrics::FOLDER).join(rubrics::file_name(&edition.digest));
                    // A copy that is there and wrong is a finding of its own.
                    if copy.symlink_metadata().is_err() && missing.insert(edition.digest.clone()) {
                        let what = format!("the copy of its rubric, `{}`, is missing", shown(&copy));
                        let mend = "put it back from a backup, or import an export that has it; until then it is \
                                    judged by today's rubric";
                        findings.push(problem(path.clone(), what, mend));
                    }
                    if let Some(other) = rubrics.get(&edition.digest).filter(|rubric| *rubric.id() != edition.id) {
                        let what =
                            format!("it names rubric `{}`, and its digest is that of `{}`", edition.id, other.id());
                        findings.push(problem(path.clone(), what, "correct its `rubric` with an editor"));
                    }
                    entries.push((path, entry));
                }
                Err(error) => {
                    let mend = "mend it with an editor, put it back from a backup, or `skillgap history remove` it";
                    findings.push(unusable(path, &error, mend));
                }
            }
        }
        Ok(entries)
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

    /// The files of a folder that are ours to read; the others are findings.
    fn checked(&self, folder: &str, endings: &[&str], findings: &mut Vec<Finding>) -> Result<Vec<PathBuf>, Error> {
        let directory = self.root.join(folder);
        let mut ours = Vec::new();
        for path in read::names(&directory)? {
            if folder.starts_with(plans::FOLDER) && path.is_dir() {
                continue;
            }
            if path.file_name().is_some_and(|name| is_temporary(name.as_encoded_bytes())) {
                findings.push(warning(path, "it was left by a run that was killed", "the next save takes it away"));
            } else if let Some(what) = stray(&path) {
                let is_marked = path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending));
                // Marks of other programs, such as `.git`, are none of ours.
                if is_marked {
                    let mend = "it is left out; compare it with the file beside it, then move it away, or rename it to count it";
                    findings.push(warning(path, what, mend));
                }
            } else if path.extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)) {
                ours.push(path);
            } else {
                findings.push(warning(path, "nothing reads a file of that name", "move it away if it is not needed"));
            }
        }
        Ok(ours)
    }
}

/// Finds assessments for days to come, as a wrong clock or a slip in a date makes them: they hide all that come before.
fn check_days(entries: &[(PathBuf, Entry)], today: Date, findings: &mut Vec<Finding>) {
    for (path, entry) in entries.iter().filter(|(_, entry)| entry.is_to_come(today)) {
        let what = format!("it is for {}, a day to come, and stays the last one until then", entry.assessment.on);
        let mend =
            format!("if that is wrong: correct its `on` with an editor, or `skillgap history remove {}`", entry.id);
        findings.push(warning(path.clone(), &what, &mend));
    }
}

/// Finds assessments that say the same under two ids. One that was saved twice does no harm; one whose name the program
/// did not give is a copy that somebody or a sync made, and counts as an answer that nobody gave.
fn check_copies(mut entries: Vec<(PathBuf, Entry)>, findings: &mut Vec<Finding>) {
    let is_given =
        |entry: &Entry| entry.stored.is_some() && entry.id.ends_with(&format!("Z-{}", entry.assessment.rubric.id));
    entries.sort_by_cached_key(|(_, entry)| (!is_given(entry), entry.id.clone()));
    let mut first: HashMap<String, String> = HashMap::new();
    for (path, entry) in entries {
        let text = assessment::render(&entry.assessment);
        let Some(original) = first.get(&text) else {
            first.insert(text, entry.id);
            continue;
        };
        let what = format!("it holds the same answers as `{original}`");
        findings.push(if is_given(&entry) {
            warning(path, &what, &format!("if that was a mistake: `skillgap history remove {}`", entry.id))
        } else {
            problem(path, what, &format!("it is a copy: `skillgap history remove {}`", entry.id))
        });
    }
}

fn problem(path: PathBuf, what: String, mend: &str) -> Finding {
    Finding { gravity: Gravity::Problem, path, what, mend: mend.to_owned() }
}

fn unusable(path: PathBuf, error: &Error, mend: &str) -> Finding {
    let Skipped { path, reason } = Skipped::new(path, error);
    problem(path, reason, mend)
}

fn warning(path: PathBuf, what: &str, mend: &str) -> Finding {
    Finding { gravity: Gravity::Warning, path, what: what.to_owned(), mend: mend.to_owned() }
}

/// Warns, in one line, of files and directories that others can read: a copy that git made has all of them so.
fn check_modes(root: &Path, findings: &mut Vec<Finding>) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).map_or(0, |about| about.permissions().mode() & 0o777);
        let open: Vec<_> = all_below(root).into_iter().filter(|path| mode(path) & 0o077 != 0).collect();
        if let Some(first) = open.first() {
            let others = match open.len() - 1 {
                0 => String::new(),
                n => format!(", and {}", wording::count(n, "more file or folder here", "more files and folders here")),
            };
            let what = format!("others may look into it (mode {:03o}){others}", mode(first));
            let private = format!("`chmod -R go-rwx {}` makes all of it private", wording::shell_word(&shown(root)));
            findings.push(warning(first.clone(), &what, &private));
        }
    }
    #[cfg(not(unix))]
    let _ = (root, findings);
}

/// The data directory and all that is ours below it; links and hidden folders such as `.git` are passed over.
#[cfg(unix)]
fn all_below(root: &Path) -> Vec<PathBuf> {
    const FOLDERS: [&str; 5] = [assessments::FOLDER, rubrics::FOLDER, drafts::FOLDER, plans::FOLDER, "removed"];
    let mut all = vec![root.to_owned()];
    let mut open: Vec<_> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    while let Some(path) = open.pop() {
        let Ok(about) = path.symlink_metadata() else { continue };
        if about.is_dir() {
            open.extend(read::names(&path).unwrap_or_default().into_iter().filter(|path| !read::is_hidden(path)));
        }
        if about.is_dir() || about.is_file() {
            all.push(path);
        }
    }
    all.sort_unstable();
    all
}
