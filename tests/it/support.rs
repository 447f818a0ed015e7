//! A house to run the program in: an empty data directory, a bare environment, a fixed width.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program under test.
pub(crate) const SKILLGAP: &str = env!("CARGO_BIN_EXE_skillgap");

/// The variables that a run sees; all others are gone.
pub(crate) const ENVIRONMENT: [(&str, &str); 3] = [("PATH", "/usr/bin:/bin"), ("LC_ALL", "C.UTF-8"), ("COLUMNS", "80")];

/// A home with a data directory that nobody else uses. It goes when this value goes.
#[derive(Debug)]
#[must_use]
pub(crate) struct House {
    home: TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        Self { home: TempDir::new().unwrap() }
    }

    /// The data directory; it is not there until the program makes it.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// A path in the home, which is also the working directory.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes a file into the home and returns its name, as one would type it.
    pub(crate) fn file<'n>(&self, name: &'n str, contents: impl AsRef<[u8]>) -> &'n str {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        name
    }

    /// Copies a file of `tests/data` into the home.
    pub(crate) fn sample<'n>(&self, name: &'n str) -> &'n str {
        self.file(name, fs::read(Path::new("tests/data").join(name)).unwrap())
    }

    /// The program with these arguments, not yet run, with nothing on standard input.
    pub(crate) fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        self.within(SKILLGAP, args)
    }

    /// A line for the shell, in which `skillgap` is the program.
    pub(crate) fn shell(&self, line: &str) -> Ran {
        let line = format!("skillgap() {{ '{SKILLGAP}' \"$@\"; }}\n{line}");
        self.ran(&self.within("/bin/sh", ["-c", &line]).output().unwrap())
    }

    fn within(&self, program: &str, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(program);
        command.args(args).env_clear().envs(ENVIRONMENT).stdin(Stdio::null()).current_dir(self.home.path());
        command.env("HOME", self.home.path()).env("SKILLGAP_DATA_DIR", self.data());
        command
    }

    /// Runs the program with nothing on standard input.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.ran(&self.command(args).output().unwrap())
    }

    /// Runs the program with this on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let piped = [Stdio::piped(), Stdio::piped(), Stdio::piped()];
        let [stdin, stdout, stderr] = piped;
        let mut child = self.command(args).stdin(stdin).stdout(stdout).stderr(stderr).spawn().unwrap();
        // A program that stops reading is no fault of the test.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        self.ran(&child.wait_with_output().unwrap())
    }

    /// What a run said, with what differs from run to run replaced.
    pub(crate) fn ran(&self, output: &Output) -> Ran {
        let text = |bytes: &[u8]| steady(&String::from_utf8_lossy(bytes), self.home.path());
        Ran { stdout: text(&output.stdout), stderr: text(&output.stderr), code: output.status.code() }
    }

    /// The files below a directory of the data directory, by name, with their bytes; none if it is not there.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let Ok(entries) = fs::read_dir(self.data().join(folder)) else { return Vec::new() };
        let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let mut files: Vec<_> = paths
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// The draft of a rubric as it is on disk, if there is one.
    pub(crate) fn draft(&self, rubric: &str) -> Option<String> {
        fs::read_to_string(self.data().join(format!("drafts/{rubric}.toml"))).ok()
    }

    /// The assessments as they are on disk, oldest first.
    pub(crate) fn assessments(&self) -> Vec<String> {
        self.files("assessments").into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
    }
}

/// What a run said and how it ended.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// None if a signal ended it.
    pub(crate) code: Option<i32>,
}

impl Ran {
    /// Fails unless the run ended so.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{self}");
        self
    }
}

/// One text for a snapshot; parts without text are left out.
impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}\n{}", text.trim_end_matches('\n'))?;
            }
        }
        match self.code {
            Some(code) => write!(f, "--- exit {code}"),
            None => write!(f, "--- killed"),
        }
    }
}

/// The text with `[data]` and `[home]` for the directories and `[moment]` for the moment in an assessment's id.
pub(crate) fn steady(text: &str, home: &Path) -> String {
    let home = home.to_str().unwrap();
    let text = text.replace(&format!("{home}/data"), "[data]").replace(home, "[home]");
    let mut steady = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        steady.push_str(before);
        let length = if is_moment(number) {
            MOMENT.len()
        } else {
            number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len()
        };
        steady.push_str(if is_moment(number) { "[moment]" } else { &number[..length] });
        rest = &number[length..];
    }
    steady + rest
}

/// How the moment in an id is written, `0` for any digit.
const MOMENT: &str = "00000000T000000.000Z";

fn is_moment(text: &str) -> bool {
    let fits = |(is, wanted): (u8, u8)| if wanted == b'0' { is.is_ascii_digit() } else { is == wanted };
    text.len() >= MOMENT.len() && text.bytes().zip(MOMENT.bytes()).all(fits)
}

#[test]
fn what_differs_from_run_to_run_is_replaced() {
    let said = "saved 20261122T171300.123Z-small in /tmp/x/data/assessments, 3 of 20261122, /tmp/x/y";
    assert_eq!(
        steady(said, Path::new("/tmp/x")),
        "saved [moment]-small in [data]/assessments, 3 of 20261122, [home]/y"
    );
}
