//! Why a command did not do what it was asked, and the exit code that says so.

use std::process::ExitCode;

/// What kind of failure it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// It could not be done: 1.
    Failed,
    /// It was asked for wrongly, an unknown name included: 2.
    Usage,
    /// A check found problems: 3.
    Check,
    /// An answer is needed and nobody can be asked: 4.
    NoInput,
    /// The person stopped it; the draft is kept: 130.
    Interrupted,
}

impl From<Kind> for ExitCode {
    fn from(kind: Kind) -> Self {
        Self::from(match kind {
            Kind::Failed => 1,
            Kind::Usage => 2,
            Kind::Check => 3,
            Kind::NoInput => 4,
            Kind::Interrupted => 130,
        })
    }
}

/// A failure in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    /// What went wrong, in lower case without a full stop; empty if it was already said.
    pub(crate) message: String,
    /// What to do about it, a line each.
    pub(crate) hints: Vec<String>,
    /// Diagnostics that stand before the message: a whole text with its own line breaks.
    pub(crate) details: String,
}

impl Failure {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hints: Vec::new(), details: String::new() }
    }

    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::new(Kind::Failed, message)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    #[must_use]
    pub(crate) fn details(mut self, details: impl Into<String>) -> Self {
        self.details = details.into();
        self
    }
}

/// What a command of the command line comes to.
pub(crate) type Outcome = Result<(), Failure>;
