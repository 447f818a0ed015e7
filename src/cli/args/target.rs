//! Targets.

use clap::{Args, Subcommand};

use super::{ListFormat, Output, Sheet, Source};

/// List the roles of a rubric
#[derive(Args, Debug)]
pub struct Target {
    /// What to do
    #[command(subcommand)]
    pub command: TargetCommand,
}

/// What can be done with targets
#[derive(Debug, Subcommand)]
pub enum TargetCommand {
    /// List all targets, with readiness where there are answers
    List {
        /// Rubric and answers
        #[command(flatten)]
        basis: Basis,
        /// Format and file
        #[command(flatten)]
        output: Output<ListFormat>,
        /// How CSV is written
        #[command(flatten)]
        sheet: Sheet,
    },
    /// Show what a target asks for
    Show {
        /// The target: an id, a title or another name
        target: String,
        /// Compare it with another target; with that of the last assessment if none is named
        #[arg(long, value_name = "TARGET", num_args = 0..=1)]
        compare: Option<Option<String>>,
        /// Rubric and answers
        #[command(flatten)]
        basis: Basis,
        /// Format and file
        #[command(flatten)]
        output: Output<ListFormat>,
        /// How CSV is written
        #[command(flatten)]
        sheet: Sheet,
    },
}

/// Which rubric and answers targets are shown by
#[derive(Args, Debug)]
pub struct Basis {
    /// Judge by this rubric: an id, a file or a folder
    #[arg(long, value_name = "ID|PATH")]
    rubric: Option<String>,
    /// Work on this answers file alone; - is standard input
    #[arg(long, value_name = "FILE|-")]
    answers: Option<String>,
}

impl From<&Basis> for Source {
    fn from(basis: &Basis) -> Self {
        Self { rubric: basis.rubric.clone(), answers: basis.answers.clone(), target: None }
    }
}
