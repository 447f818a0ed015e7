//! Saving over the last assessment, while other runs may save too.

use std::borrow::Cow;

use jiff::civil::Date;

use super::failure::Failure;
use super::session;
use crate::assessment::Assessment;
use crate::history::{Entry, Error, Store};
use crate::rubric::Id;

/// So often it is made anew, if others save meanwhile.
const TRIES: usize = 100;

/// Saves what `make` makes of the last assessment of a rubric up to a day, with the JSON of the rubric that it names; made
/// anew as long as another was saved meanwhile.
pub(crate) fn save_over<'j>(
    store: &Store,
    (rubric, until): (&Id, Date),
    mut make: impl FnMut(Option<&Entry>) -> Result<(Assessment, Cow<'j, str>), Failure>,
) -> Result<Entry, Failure> {
    for _ in 0..TRIES {
        let history = store.assessments()?;
        let last = history.of(rubric).rfind(|entry| entry.assessment.on <= until);
        let (assessment, json) = make(last)?;
        match store.save_over(last.map(|last| last.id.as_str()), &assessment, &json, session::now()) {
            Err(Error::Overtaken { .. }) => {}
            saved => return Ok(saved?),
        }
    }
    Err(Failure::failed("other runs keep saving assessments").hint("nothing was changed; try again"))
}
