//! `rubric new`: what to begin a rubric of one's own with.

use std::borrow::Cow;
use std::io;
use std::path::{Component, Path, absolute};

use crate::clean;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::rubrics::{self, Named};
use crate::cli::session::Session;
use crate::cli::{files, output};
use crate::rubric::builtin::builtin;
use crate::rubric::{Id, Rubric, template};
use crate::wording;

pub(super) fn run(session: &Session, id: &str, extends: Option<&str>, output: Option<&Path>) -> Outcome {
    let id = free(id)?;
    let file = output::file(output).and_then(Path::file_name).map(|name| name.to_string_lossy());
    let file = for_a_shell(&file.unwrap_or_else(|| format!("{id}.toml").into()));
    let text = match extends {
        None => template::whole(&id, &file),
        Some(name) => on_top(session, &id, &file, name, output)?,
    };
    session.deliver_new(&text, output)
}

/// The name of a file as one types it behind a command: as a path where it could be an id or an option, and between
/// quotes where a shell would read more in it than a name.
fn for_a_shell(name: &str) -> String {
    let name = clean::line(name);
    let is_path = name.contains('.') && !name.starts_with('-');
    wording::shell_word(&if is_path { name } else { Cow::Owned(format!("./{name}")) })
}

/// The id, if it is one that a new rubric may have.
fn free(typed: &str) -> Result<Id, Failure> {
    let id = Id::new(typed)
        .ok_or_else(|| Failure::usage(format!("`{}` is not an id", wording::brief(typed))).hint(Id::advice(typed)))?;
    if builtin(id.as_str()).is_some() {
        let failure = Failure::usage(format!("`{id}` is the id of a bundled rubric"));
        return Err(failure
            .hint("answers are kept by the id of their rubric: choose another")
            .hint(format!("to build on that one: `skillgap rubric new ID --extends {id}`")));
    }
    Ok(id)
}

fn on_top(session: &Session, id: &Id, file: &str, name: &str, output: Option<&Path>) -> Result<String, Failure> {
    let (base, extends) = base(session, name, output)?;
    if base.id() == id {
        let failure = Failure::usage(format!("`{id}` is the id of the rubric that this one is to extend"));
        return Err(failure.hint("answers are kept by the id of their rubric: choose another"));
    }
    Ok(template::on_top(id, file, &extends, &base))
}

/// The rubric to extend, and how a file at `output` names it.
fn base(session: &Session, name: &str, output: Option<&Path>) -> Result<(Rubric, String), Failure> {
    let named = |name: &str| rubrics::named(session, name, Named::OnCommandLine).map(|loaded| loaded.rubric);
    if builtin(name).is_some() {
        return Ok((named(name)?, name.to_owned()));
    }
    if name == "-" {
        let failure =
            Failure::usage("standard input cannot be extended: the rubric must be there when it is read again");
        return Err(failure.hint("name a file, a folder or the id of a bundled rubric"));
    }
    if !files::is_path(name) && !Path::new(name).exists() {
        let stored = named(name)?;
        let failure = Failure::usage(format!("rubric `{}` is only there as a stored copy", stored.id()));
        return Err(failure.hint("name its file or folder"));
    }
    let path = if files::is_path(name) { name.to_owned() } else { format!("./{name}") };
    let base = named(&path)?;
    let extends = match output.and_then(Path::parent).filter(|folder| !is_here(folder)) {
        None => path,
        Some(folder) => from_folder(folder, &path),
    };
    Ok((base, extends))
}

/// Whether a folder is the current one, as written.
fn is_here(folder: &Path) -> bool {
    folder.components().all(|part| part == Component::CurDir)
}

/// How a file in `folder` names the file or folder at `path`. Where both are below the current directory, so that they may
/// be shared together, from one to the other; else whole.
fn from_folder(folder: &Path, path: &str) -> String {
    let whole = || absolute(path).map_or(path.to_owned(), |path| path.to_string_lossy().into_owned());
    below_here(folder, Path::new(path)).ok().flatten().unwrap_or_else(whole)
}

/// The way from one to the other, if both are below the current directory. Links are followed, but for the last name.
fn below_here(folder: &Path, path: &Path) -> io::Result<Option<String>> {
    let here = Path::new(".").canonicalize()?;
    let from = folder.canonicalize()?;
    let to = match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => here.join(parent).canonicalize()?.join(name),
        _ => path.canonicalize()?,
    };
    Ok((from.starts_with(&here) && to.starts_with(&here)).then(|| way(&from, &to)))
}

/// The way from a folder to a path, both whole and without `..`: what begins with a point is no id.
fn way(from: &Path, to: &Path) -> String {
    let shared = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    let up = match from.components().count() - shared {
        0 => vec![Component::CurDir],
        n => vec![Component::ParentDir; n],
    };
    let parts = up.into_iter().chain(to.components().skip(shared));
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
