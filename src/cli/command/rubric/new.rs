//! `rubric new`: what to begin a rubric of one's own with.

use std::borrow::Cow;
use std::path::{Component, Path};

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
        Some(folder) => from_folder(folder, &path).ok_or_else(|| {
            Failure::failed(format!("`{}` lies outside the folder of the new rubric", wording::path(&path)))
                .hint("a file leads only to what lies in its own folder: write it beside, or copy the other one there")
        })?,
    };
    Ok((base, extends))
}

/// Whether a folder is the current one, as written.
fn is_here(folder: &Path) -> bool {
    folder.components().all(|part| part == Component::CurDir)
}

/// How a file in `folder` names the file or folder at `path`, so that they may be shared together: what begins with a point
/// is no id. None if it is not within the folder.
fn from_folder(folder: &Path, path: &str) -> Option<String> {
    let path = Path::new(path).canonicalize().ok()?;
    let way = path.strip_prefix(folder.canonicalize().ok()?).ok()?;
    Some(format!("./{}", way.to_string_lossy()))
}
