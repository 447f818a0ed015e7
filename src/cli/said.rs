//! What a front end hears.

use crate::assessment::interview::Event;

/// What a person did at a prompt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// Something for the interview.
    Event(Event),
    /// Save the answers as an assessment.
    Save,
    /// Keep the draft and leave.
    Leave,
}
