//! Files that the person names, read whole and within bounds.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::{Failure, Kind};
use super::output::{self, reason};
use super::session::Session;
use crate::clean;
use crate::diagnostic::{self, Ink};
use crate::document::{self, LARGEST, Source};
use crate::history::stray;
use crate::problem::{Code, Problem};
use crate::rubric::builtin::like;
use crate::rubric::{Base, Layers};
use crate::wording;

/// What standard input is called in messages.
const STANDARD_INPUT: &str = "standard input";

/// Reads one file, or standard input for `-`.
pub(crate) fn source(session: &Session, name: &str) -> Result<Source, Failure> {
    let (shown, bytes) = bytes(name, LARGEST);
    let bytes = bytes.map_err(|error| unreadable(&shown, &error))?;
    Source::new(shown, bytes).map_err(|refused| {
        let (source, problem) = *refused;
        faulty(session, Kind::Failed, &[problem], &[source])
    })
}

/// Reads one file, or standard input for `-`, of at most so many bytes: what it is called in messages, and its text.
pub(crate) fn text(name: &str, most: u64) -> Result<(String, String), Failure> {
    let (shown, bytes) = bytes(name, most);
    let bytes = bytes.map_err(|error| unreadable(&shown, &error))?;
    let refused = |what: String| Failure::failed(format!("cannot read `{shown}`: {what}"));
    if bytes.len() as u64 > most {
        return Err(refused(format!("it is larger than {} MiB", most / (1024 * 1024))));
    }
    let text = String::from_utf8(bytes);
    let text =
        text.map_err(|error| refused(format!("it is not UTF-8: byte {}", error.utf8_error().valid_up_to() + 1)))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok((wording::path(&shown), text))
}

/// What a file is called in messages, and its bytes up to one more than so many.
fn bytes(name: &str, most: u64) -> (String, io::Result<Vec<u8>>) {
    if name == "-" {
        (STANDARD_INPUT.to_owned(), bounded(io::stdin().lock(), most))
    } else {
        (clean::line(name).into_owned(), file(Path::new(name), most))
    }
}

/// Reads a rubric's sources: one file, standard input, or the TOML files of a folder by name.
pub(crate) fn rubric_sources(session: &Session, name: &str) -> Result<Vec<Source>, Failure> {
    if name == "-" || !is_folder(name) {
        return Ok(vec![source(session, name)?]);
    }
    let mut paths: Vec<_> = fs::read_dir(name)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>())
        .map_err(|error| unreadable(&wording::path(name), &error))?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    for path in paths.extract_if(.., |path| stray(path).is_some()) {
        // Hidden files are not meant to be seen.
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if let Some(what) = stray(&path).filter(|_| !is_hidden) {
            output::tell(&format!("warning: left out `{}`: {what}", wording::path(&path.to_string_lossy())));
        }
    }
    if paths.is_empty() {
        let message = format!("`{}` holds no `.toml` file", wording::path(name));
        return Err(Failure::failed(message).hint("a rubric is one TOML file, or a folder of them"));
    }
    let sources: Vec<_> =
        paths.iter().map(|path| source(session, &path.to_string_lossy())).collect::<Result<_, _>>()?;
    let total: usize = sources.iter().map(|source| source.text.len()).sum();
    if total as u64 > MOST_OF_A_FOLDER {
        let message = format!("the files of `{}` are together larger than 8 MiB", wording::path(name));
        return Err(Failure::failed(message).hint("no rubric is that large: is it the right folder?"));
    }
    Ok(sources)
}

/// The most bytes that the files of a rubric may have together.
const MOST_OF_A_FOLDER: u64 = 4 * LARGEST;

/// Where a path that stands in a file leads: it is taken from that file's folder. A file may come from anybody, so that it
/// leads only to what is within that folder, or within the one that the person is in; else what is wrong is said.
pub(crate) fn beside(named: &str, file: &str) -> Result<PathBuf, &'static str> {
    let path = Path::new(file).with_file_name(named);
    // What is not there is said when it is read.
    let Ok(real) = path.canonicalize() else { return Ok(path) };
    let here = Path::new(".").canonicalize().ok().filter(|here| here.parent().is_some());
    let folder = |file: &Path| file.parent().map(Path::to_owned);
    let own = folder(&Path::new(".").join(file)).and_then(|folder| folder.canonicalize().ok());
    let behind = Path::new(file).canonicalize().ok().and_then(|file| folder(&file));
    if [here, own, behind].into_iter().flatten().any(|folder| real.starts_with(folder)) {
        return Ok(path);
    }
    Err("it lies neither in the folder of the file that names it nor in this one")
}

/// Whether the files are those of a rubric. Of a file that somebody else named and that is none no line is shown.
pub(crate) fn are_a_rubric(sources: &[Source]) -> bool {
    const KEYS: [&str; 6] = ["extends", "adds_to", "scale", "areas", "skills", "targets"];
    let mut problems = Vec::new();
    let is_key = |source: &Source| match document::from_toml(&source.text, 0, &mut problems).value {
        document::Value::Table(entries) => entries.iter().any(|entry| KEYS.contains(&&*entry.key)),
        _ => false,
    };
    let has_key = sources.iter().map(is_key).fold(false, |one, other| one | other);
    has_key && problems.is_empty()
}

/// What is said of such a file.
pub(crate) const NO_RUBRIC: &str = "it is no rubric";

/// Reads a rubric's sources with those of all that it builds on; what is wrong with `extends` or `adds_to` is a failure.
pub(crate) fn rubric_layers(session: &Session, name: &str) -> Result<Layers, Failure> {
    let (layers, problem) = found_layers(session, name)?;
    match problem {
        Some(problem) => Err(faulty(session, Kind::Failed, &[problem], layers.sources())),
        None => Ok(layers),
    }
}

/// The same as far as it can be done: bundled rubrics are found by their id, others by their path, which is taken from
/// the folder of the file that names it. If one cannot be, the problem that there is with it.
pub(crate) fn found_layers(session: &Session, name: &str) -> Result<(Layers, Option<Problem>), Failure> {
    let mut layers = Layers::new(rubric_sources(session, name)?);
    while let Some(base) = layers.missing() {
        match base_sources(session, &layers, &base) {
            Ok(sources) => layers.lay_under(sources),
            Err((message, help)) => {
                let problem = Problem::new(Code::UnknownReference, base.place, message).help(help);
                return Ok((layers, Some(problem)));
            }
        }
    }
    Ok((layers, None))
}

/// The files of a base, or what is wrong with its name and what to do.
fn base_sources(session: &Session, layers: &Layers, base: &Base) -> Result<Vec<Source>, (String, String)> {
    let shown = wording::path(&base.name);
    let wrong = |message: String, help: &str| Err((message, help.to_owned()));
    if layers.is_full() {
        let message = format!("`{shown}` extends too many rubrics, one on top of the other");
        return wrong(message, "see whether they name each other in a circle");
    }
    let key = base.by.key();
    let by_path = "name a bundled rubric by its id, or a file by its path, such as `./base.toml`";
    if base.name == "-" {
        return wrong(format!("`{key}` cannot name standard input"), by_path);
    }
    if !is_path(&base.name) {
        let help = like(&base.name).map_or_else(|| by_path.to_owned(), |id| format!("did you mean `{id}`?"));
        return wrong(format!("`{key}` names a rubric that is not there: `{shown}`"), &help);
    }
    let unusable = |why: &str| format!("the rubric that `{key}` names cannot be used: {why}");
    let path = match beside(&base.name, &layers.sources()[base.place.file].name) {
        Ok(path) => path,
        Err(why) => return wrong(unusable(why), "put both files into one folder, or go to a folder that holds both"),
    };
    let name = path.to_string_lossy();
    match rubric_sources(session, &name) {
        Ok(sources) if are_a_rubric(&sources) => Ok(sources),
        Ok(_) => {
            let help = format!("`skillgap rubric check {}` says what is wrong with it", wording::shell_word(&name));
            wrong(unusable(NO_RUBRIC), &help)
        }
        Err(failure) => match like(&base.name).filter(|_| !path.exists()) {
            Some(id) => wrong(
                unusable(&failure.message),
                &format!("the rubric of that name is bundled, and named by its id: `{id}`"),
            ),
            None => wrong(unusable(&failure.message), "correct the path, or what it names"),
        },
    }
}

/// Whether a name is that of a file or folder, not an id.
pub(crate) fn is_path(name: &str) -> bool {
    name == "-" || name.contains(['/', '\\', '.'])
}

/// Problems beside an error are kept to about this many bytes; `rubric check` shows them all.
const ENOUGH: usize = 3000;

/// The failure that shows the problems of a file.
pub(crate) fn faulty(session: &Session, kind: Kind, problems: &[Problem], sources: &[Source]) -> Failure {
    let ink = if session.terminal.error_style().color { Ink::Coloured } else { Ink::Plain };
    let faulty: BTreeSet<_> = problems.iter().map(|problem| problem.place.file).collect();
    let where_ = match faulty.first().and_then(|at| sources.get(*at)) {
        Some(one) if faulty.len() == 1 => format!("`{}`", wording::path(&one.name)),
        _ => wording::count(faulty.len(), "file", "files"),
    };
    let count = wording::count(problems.len(), "problem", "problems");
    Failure::new(kind, format!("{count} in {where_}"))
        .details(diagnostic::render_within(problems, sources, ink, ENOUGH))
}

fn file(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if path.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if is_silent_pipe(path) {
        return Err(io::Error::other("it is a named pipe; `-` reads standard input"));
    }
    bounded(File::open(path)?, most)
}

/// A pipe in the file system would wait for a writer; those that a shell hands over below `/dev` have one.
#[cfg(unix)]
fn is_silent_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    !path.starts_with("/dev")
        && !path.starts_with("/proc")
        && path.metadata().is_ok_and(|about| about.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_silent_pipe(_: &Path) -> bool {
    false
}

fn bounded(from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn is_folder(name: &str) -> bool {
    Path::new(name).is_dir()
}

fn unreadable(shown: &str, error: &io::Error) -> Failure {
    let failure = Failure::failed(format!("cannot read `{shown}`: {}", reason(error)));
    match error.kind() {
        io::ErrorKind::NotFound => failure.hint("check the path; it is relative to the current directory"),
        _ => failure,
    }
}
