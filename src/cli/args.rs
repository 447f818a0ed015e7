//! The command line, as it is typed.

mod assess;
mod format;
mod history;
mod plan;
mod rubric;
mod target;

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub use assess::{Assess, Edit};
pub use format::{
    Choice, Document, Format, ListFormat, Output, PageFormat, PlanFormat, ProgressFormat, ReportFormat, Sheet, To,
};
pub use history::{Export, History, HistoryCommand, Import};
pub use plan::{Entries, Key, Pace, Plan, PlanCommand, Whose};
pub use rubric::{Rubric, RubricCommand};
pub use target::{Target, TargetCommand};

/// Rate your skills, see the gaps to the role you want, get a learning plan, and come back to see what moved
#[derive(Debug, Parser)]
#[command(name = "skillgap", version, propagate_version = false, disable_help_subcommand = false)]
#[command(
    before_help = "Examples:\n  skillgap                        start, resume, or see where you stand\n  skillgap assess                 answer the questionnaire\n  skillgap report -o gap.md       gap report as Markdown\n  skillgap plan -o plan.md        the learning plan as a task list",
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a check found problems,\n4 an answer is needed and nobody can be asked, 130 interrupted (the draft is kept).\n\nEverything stays on this machine: no network, no account, no telemetry."
)]
pub struct Cli {
    /// Everything that goes before the command
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing shows the home screen
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Keep all files in this directory
    #[arg(long, global = true, value_name = "DIR", env = "SKILLGAP_DATA_DIR", hide_env_values = true, value_parser = directory())]
    pub data_dir: Option<PathBuf>,
    /// When to use colour; auto is on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Never ask; fail with exit code 4 where an answer is needed
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Plain lines without boxes, bars or cursor movement, for screen readers
    #[arg(long, global = true, env = "SKILLGAP_ACCESSIBLE", value_parser = clap::builder::FalseyValueParser::new(), hide_env_values = true)]
    pub accessible: bool,
}

/// A directory; it may be empty, as a variable is that is set to nothing.
fn directory() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// A day as it is typed.
fn day(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "write a day as 2026-12-07".to_owned())
}

/// When to use colour
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[value(help = None::<&str>)]
    Auto,
    /// Always
    #[value(help = None::<&str>)]
    Always,
    /// Never
    #[value(help = None::<&str>)]
    Never,
}

/// What to do
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take the assessment: the questionnaire, or a file of answers
    Assess(Assess),
    /// Change one answer of the last assessment
    Edit(Edit),
    /// Show the gaps between your answers and a target
    Report(Report),
    /// Show the learning plan, tick its steps, set its pace
    #[command(args_conflicts_with_subcommands = true)]
    Plan(Plan),
    /// Show what changed between two assessments
    Progress(Progress),
    /// Show one skill: its levels, its arithmetic, what the next level asks
    Explain(Explain),
    /// List what is stored, and check that it is sound
    History(History),
    /// Write everything that is stored as one JSON document
    Export(Export),
    /// Add what another data directory exported; overwrites nothing
    Import(Import),
    /// List, show, check, compare and write rubrics
    Rubric(Rubric),
    /// List the roles of a rubric, or show what one asks for
    Target(Target),
    /// Show what a résumé (JSON Resume) suggests for your answers; records nothing
    Suggest(Suggest),
    /// Print the JSON Schema of what a command writes as JSON
    Schema(Schema),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete in
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Which rubric and answers to work on
#[derive(Args, Clone, Debug, Default)]
pub struct Source {
    /// Judge by this rubric: an id, a file or a folder
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
    /// Work on this answers file alone and record nothing; - is standard input
    #[arg(long, value_name = "FILE|-")]
    pub answers: Option<String>,
    /// Measure against this target; that of the assessment if left out
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// Refuse the answers file for one bad line instead of leaving the line out
    #[arg(long, requires = "answers")]
    pub strict: bool,
}

/// Which rubric and answers to work on, whatever the target
#[derive(Args, Debug)]
pub struct Basis {
    /// Judge by this rubric: an id, a file or a folder
    #[arg(long, value_name = "ID|PATH")]
    rubric: Option<String>,
    /// Work on this answers file alone and record nothing; - is standard input
    #[arg(long, value_name = "FILE|-")]
    answers: Option<String>,
    /// Refuse the answers file for one bad line instead of leaving the line out
    #[arg(long, requires = "answers")]
    strict: bool,
}

impl From<&Basis> for Source {
    fn from(basis: &Basis) -> Self {
        Self { rubric: basis.rubric.clone(), answers: basis.answers.clone(), target: None, strict: basis.strict }
    }
}

/// Show the gaps between your answers and a target
#[derive(Args, Debug)]
pub struct Report {
    /// Rubric, answers and target
    #[command(flatten)]
    pub source: Source,
    /// Report on this assessment: an id, a date, or latest; the latest if left out
    #[arg(long, value_name = "ID|DATE|latest", conflicts_with = "answers")]
    pub at: Option<String>,
    /// Show every gap, not only the largest
    #[arg(long)]
    pub all: bool,
    /// Show what these levels would change, such as sql=3,docker=2 (may be repeated); records nothing
    #[arg(long, value_name = "SKILL=LEVEL", value_delimiter = ',', conflicts_with_all = ["all", "fail_under"])]
    pub what_if: Vec<String>,
    /// Exit with 3 if readiness may be below this percentage
    #[arg(long, value_name = "PERCENT")]
    pub fail_under: Option<f64>,
    /// Leave out what is private, such as evidence and how sure you were, to show the rest to somebody
    #[arg(long)]
    pub redact: bool,
    /// Add the strengths to this JSON Resume; the rest of it stays as it is
    #[arg(long, value_name = "FILE")]
    pub merge: Option<String>,
    /// Format and file
    #[command(flatten)]
    pub output: Output<ReportFormat>,
    /// How Markdown is written
    #[command(flatten)]
    pub document: Document,
    /// How CSV is written
    #[command(flatten)]
    pub sheet: Sheet,
}

/// Show what changed between two assessments
#[derive(Args, Debug)]
pub struct Progress {
    /// The earlier assessment: an id or a date; the one before if left out
    #[arg(long, value_name = "ID|DATE")]
    pub from: Option<String>,
    /// The later assessment: an id or a date; the latest if left out
    #[arg(long, value_name = "ID|DATE")]
    pub to: Option<String>,
    /// Measure against this target; that of the assessment if left out
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// The rubric whose history it is
    #[arg(long, value_name = "ID")]
    pub rubric: Option<String>,
    /// Format and file
    #[command(flatten)]
    pub output: Output<ProgressFormat>,
    /// How Markdown is written
    #[command(flatten)]
    pub document: Document,
    /// How CSV is written
    #[command(flatten)]
    pub sheet: Sheet,
}

/// Show one skill or group
#[derive(Args, Debug)]
pub struct Explain {
    /// The skill or group: an id, a title or another name
    pub name: String,
    /// Rubric and answers
    #[command(flatten)]
    pub basis: Basis,
    /// Show only what this target asks; what all of them ask if left out
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// Format and file
    #[command(flatten)]
    pub output: Output<PageFormat>,
}

/// Show what a résumé suggests
#[derive(Args, Debug)]
pub struct Suggest {
    /// The résumé, a JSON Resume; - is standard input
    #[arg(value_name = "FILE")]
    pub file: String,
    /// The rubric whose skills are looked for; that of the last assessment if left out
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
    /// Format and file
    #[command(flatten)]
    pub output: Output<ListFormat>,
    /// How CSV is written
    #[command(flatten)]
    pub sheet: Sheet,
}

/// Print the JSON Schema of what a command writes
#[derive(Args, Debug)]
pub struct Schema {
    /// Which one, as the list names it; the list if left out
    pub name: Option<String>,
    /// Write to this file; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file even if somebody else wrote it
    #[arg(long, requires = "output")]
    pub force: bool,
}
