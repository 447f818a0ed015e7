//! `rubric` as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ListFormat, Output, PageFormat, Sheet};

/// List, show, check, compare and write rubrics
#[derive(Args, Debug)]
pub struct Rubric {
    /// What to do
    #[command(subcommand)]
    pub command: RubricCommand,
}

/// What can be done with rubrics
#[derive(Debug, Subcommand)]
pub enum RubricCommand {
    /// List the rubrics that can be used
    List {
        /// Format and file
        #[command(flatten)]
        output: Output<ListFormat>,
        /// How CSV is written
        #[command(flatten)]
        sheet: Sheet,
    },
    /// Show a rubric, or one thing in it
    Show {
        /// An id, a file or a folder; that of the last assessment if left out
        id: Option<String>,
        /// Only this skill, group, target, project or guide of it
        name: Option<String>,
        /// Say which file and line each value comes from
        #[arg(long)]
        origin: bool,
        /// Format and file
        #[command(flatten)]
        output: Output<PageFormat>,
    },
    /// Show what a change of a rubric means for answers, readiness and its version
    Diff {
        /// The older rubric: an id, a file or a folder; or an assessment made with it
        #[arg(value_name = "OLD")]
        old: String,
        /// The newer rubric: an id, a file or a folder; or an assessment made with it
        #[arg(value_name = "NEW")]
        new: String,
        /// Format and file
        #[command(flatten)]
        output: Output<PageFormat>,
    },
    /// Check rubric files and report every problem
    Check {
        /// Files or folders; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<String>,
        /// Also give hints on what would make a sound rubric better
        #[arg(long)]
        strict: bool,
    },
    /// Print a commented template of a rubric of your own
    New {
        /// The id that it gets: a-z, 0-9 and -
        id: String,
        /// Build on this rubric: the id of a bundled one, a file or a folder
        #[arg(long, value_name = "ID|PATH")]
        extends: Option<String>,
        /// Write to this file, which must not be there yet; - is standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of rubric files, for editors
    Schema {
        /// Write to this file; - is standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace the file even if somebody else wrote it
        #[arg(long, requires = "output")]
        force: bool,
    },
}
