//! Copies of the rubrics that assessments were made with, each under its digest.

use sha2::{Digest as _, Sha256};

use super::{
    Store,
    error::Error,
    read,
    write::{Existing, Pen},
};
use crate::assessment::answers::is_digest;

pub(super) const FOLDER: &str = "rubrics";

/// A rubric's JSON spells out every default, so that it is larger than what it was made from.
pub(super) const LARGEST: u64 = 32 * 1024 * 1024;

/// The SHA-256 of a rubric's JSON in lower case hexadecimal.
pub fn digest(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    /// The JSON of the rubric with this digest, if it is stored; an error if what is there has another digest.
    pub fn rubric(&self, digest: &str) -> Result<Option<String>, Error> {
        if !is_digest(digest) {
            return Ok(None);
        }
        let path = self.root.join(FOLDER).join(file_name(digest));
        let Some(text) = read::text(&path, LARGEST)? else { return Ok(None) };
        if self::digest(&text) == digest {
            Ok(Some(text))
        } else {
            Err(Error::Unsound { path, what: "its content is not what its name says: it was changed or cut".into() })
        }
    }

    /// Keeps a copy, unless the same is there already. One with a wrong content is an error, not overwritten.
    pub(super) fn keep_rubric(&self, pen: &Pen, json: &str) -> Result<(), Error> {
        let digest = digest(json);
        pen.folder(FOLDER)?;
        if self.rubric(&digest)?.is_none() {
            pen.write(FOLDER, &file_name(&digest), json.as_bytes(), Existing::Keep)?;
        }
        Ok(())
    }
}

pub(super) fn file_name(digest: &str) -> String {
    format!("{digest}.json")
}
