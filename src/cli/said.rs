//! What a front end hears, and what it offers.

use crate::assessment::interview::Event;

/// What a person did at a prompt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// Something for the interview.
    Event(Event),
    /// Save the answers as an assessment.
    Save,
    /// Go on through all the rest without a pause.
    Rest,
    /// Show the report on the answers so far.
    Report,
    /// Keep the draft and leave.
    Leave,
}

/// Something that can be done at a review or a pause.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Action {
    pub(crate) key: char,
    /// The word for it in lines.
    pub(crate) word: &'static str,
    pub(crate) text: String,
    pub(crate) said: Said,
}
