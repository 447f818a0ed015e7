//! Copies of the rubrics that assessments were made with, each under its digest.

use super::{
    Store,
    error::Error,
    read,
    write::{Existing, Pen},
};
use crate::{
    assessment::answers::is_digest,
    rubric::{self, json},
};

pub(super) const FOLDER: &str = read::COPIES;
const REMOVED: &str = "removed";
const ENDING: &str = "json";

impl Store {
    /// The JSON of the rubric with this digest, if it is stored; an error if what is there has another digest.
    pub fn rubric(&self, digest: &str) -> Result<Option<String>, Error> {
        if !is_digest(digest) {
            return Ok(None);
        }
        let path = self.root.join(FOLDER).join(file_name(digest));
        let Some(text) = read::text(&path, read::LARGEST_COPY)? else { return Ok(None) };
        if let Some(copy) = known(text, digest) {
            return Ok(Some(copy));
        }
        Err(Error::Unsound { path, what: "its content is not what its name says: it was changed or cut".into() })
    }

    /// Keeps a copy, unless the same is there already. A wrong one in its place is moved to `removed`.
    pub(super) fn keep_rubric(&self, pen: &Pen, rubric: &str) -> Result<(), Error> {
        let digest = json::digest(rubric);
        pen.folder(FOLDER)?;
        match self.rubric(&digest) {
            Ok(Some(_)) => return Ok(()),
            Ok(None) => {}
            Err(Error::Unsound { path, .. }) => {
                pen.move_to(&path, REMOVED, &format!("rubric-{digest}"), ENDING)?;
            }
            Err(error) => return Err(error),
        }
        pen.write(FOLDER, &file_name(&digest), rubric.as_bytes(), Existing::Keep)?;
        Ok(())
    }
}

/// The JSON of the rubric with this digest, if that is what a text holds: to the byte, or laid out by another program, with
/// other line ends, spaces or order of keys.
pub(super) fn known(text: String, digest: &str) -> Option<String> {
    if json::digest(&text) == digest {
        return Some(text);
    }
    let canonical = json::to_json(&rubric::read_json(&text).ok()?);
    (json::digest(&canonical) == digest).then_some(canonical)
}

pub(super) fn file_name(digest: &str) -> String {
    format!("{digest}.{ENDING}")
}
