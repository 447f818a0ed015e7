//! `rubric new`: what to begin a rubric of one's own with.

use std::path::{Path, absolute};

use crate::cli::failure::{Failure, Outcome};
use crate::cli::files;
use crate::cli::rubrics::{self, Named};
use crate::cli::session::Session;
use crate::rubric::builtin::builtin;
use crate::rubric::{Id, Rubric, template};
use crate::wording;

pub(super) fn run(session: &Session, id: &str, extends: Option<&str>, output: Option<&Path>) -> Outcome {
    let id = free(id)?;
    let text = match extends {
        None => template::whole(&id),
        Some(name) => on_top(session, &id, name, output)?,
    };
    session.deliver_new(&text, output)
}

/// The id, if it is one that a new rubric may have.
fn free(typed: &str) -> Result<Id, Failure> {
    let id = Id::new(typed)
        .ok_or_else(|| Failure::usage(format!("`{}` is no id", wording::brief(typed))).hint(Id::advice(typed)))?;
    if builtin(id.as_str()).is_some() {
        let failure = Failure::usage(format!("`{id}` is the id of a rubric that the program brings along"));
        return Err(failure
            .hint("answers are kept by the id of their rubric: choose another")
            .hint(format!("to build on that one: `skillgap rubric new ID --extends {id}`")));
    }
    Ok(id)
}

fn on_top(session: &Session, id: &Id, name: &str, output: Option<&Path>) -> Result<String, Failure> {
    let (base, extends) = base(session, name, output)?;
    if base.id() == id {
        let failure = Failure::usage(format!("`{id}` is the id of the rubric that this one is to extend"));
        return Err(failure.hint("answers are kept by the id of their rubric: choose another"));
    }
    Ok(template::on_top(id, &extends, &base))
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
    // A path is taken from the folder of the file that names it.
    let is_beside = output.and_then(Path::parent).is_none_or(|folder| folder.as_os_str().is_empty());
    let extends =
        if is_beside { path } else { absolute(&path).map_or(path, |path| path.to_string_lossy().into_owned()) };
    Ok((base, extends))
}
