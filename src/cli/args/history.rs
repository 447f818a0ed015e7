//! `history`, `export` and `import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ListFormat, Output, Sheet};

/// List what is stored
#[derive(Args, Debug)]
pub struct History {
    /// What to do
    #[command(subcommand)]
    pub command: HistoryCommand,
}

/// What can be done with the history
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// List all assessments
    List {
        /// Format and file
        #[command(flatten)]
        output: Output<ListFormat>,
        /// How CSV is written
        #[command(flatten)]
        sheet: Sheet,
    },
    /// Show the answers of one assessment
    Show {
        /// An id, a date, or latest
        id: String,
        /// Leave out what is private, such as evidence and how sure you were, to show the rest to somebody
        #[arg(long)]
        redact: bool,
        /// Format and file
        #[command(flatten)]
        output: Output<ListFormat>,
        /// How CSV is written
        #[command(flatten)]
        sheet: Sheet,
    },
    /// Print where the files are
    Path,
    /// Check that every file is sound; changes nothing
    Check,
    /// Move an assessment to the folder `removed`, out of every report
    Remove {
        /// The id, as `history list` shows it
        id: String,
    },
}

/// Write everything that is stored as one JSON document
#[derive(Args, Debug)]
pub struct Export {
    /// Write to this file; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file even if somebody else wrote it
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Leave out what is yours alone: evidence, how sure you were, and the hours that steps took
    #[arg(long)]
    pub redact: bool,
}

/// Add what is in an exported file
#[derive(Args, Debug)]
pub struct Import {
    /// Exports, single assessments as JSON, or HTML reports; - is standard input
    #[arg(required = true, value_name = "FILE|-")]
    pub files: Vec<String>,
    /// These answers are mine, though none of them is here yet
    #[arg(long)]
    pub mine: bool,
    /// The rubric of assessments that come without theirs: an id, a file or a folder
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
}
