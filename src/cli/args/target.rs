//! Targets.

use clap::{Args, Subcommand};

use super::{Basis, ListFormat, Output, Sheet};

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
