//! The command line, as it is typed.

mod history;
mod plan;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub use history::{Export, History, HistoryCommand, Import};
pub use plan::{Pace, Plan, PlanCommand, Whose};

/// Rate your skills, see the gaps to the role you want, get a learning plan, and come back to see what moved
#[derive(Debug, Parser)]
#[command(name = "skillgap", version, propagate_version = false, disable_help_subcommand = false)]
#[command(
    before_help = "Examples:\n  skillgap                        start, resume, or see where you stand\n  skillgap assess                 answer the questionnaire\n  skillgap report -o gap.md       gap report as Markdown\n  skillgap plan --hours-per-week 6",
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
    #[arg(long, global = true, value_name = "DIR", env = "SKILLGAP_DATA_DIR", hide_env_values = true)]
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

/// When to use colour
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal that has not said no
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
    /// Show what moved between two assessments
    Progress(Progress),
    /// Show one skill: its levels, its arithmetic, what the next level asks
    Explain(Explain),
    /// List what is stored, and check that it is sound
    History(History),
    /// Write everything that is stored as one JSON document
    Export(Export),
    /// Add what another data directory exported; overwrites nothing
    Import(Import),
    /// List, show, check, compare and begin rubrics
    Rubric(Rubric),
    /// List the roles of a rubric, or show what one asks for
    Target(Target),
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
}

/// Where the output goes
#[derive(Args, Clone, Debug)]
pub struct Output {
    /// The output format; a table unless the file's ending says otherwise
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to this file, whose ending picks the format; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Formats that every listing has
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// For people in a terminal
    #[value(help = None::<&str>)]
    Table,
    /// For notes and git
    #[value(alias = "md", help = None::<&str>)]
    Markdown,
    /// For programs
    #[value(help = None::<&str>)]
    Json,
}

/// Take the assessment
#[derive(Args, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct Assess {
    /// Answer this rubric: an id, a file or a folder
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
    /// The role you want to measure yourself against
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// Ask every skill of the rubric
    #[arg(long)]
    pub all: bool,
    /// Ask only the skills of this area (may be repeated)
    #[arg(long, value_name = "AREA")]
    pub area: Vec<String>,
    /// Ask only what may have moved: ticked, planned, stale, fragile, reworded or never answered
    #[arg(long, conflicts_with = "all")]
    pub due: bool,
    /// Ask only what matters most, until readiness is known to about 5 points
    #[arg(long, conflicts_with_all = ["all", "area", "due", "standard"])]
    pub quick: bool,
    /// Ask only what matters most, until readiness is known to about 3 points
    #[arg(long, conflicts_with_all = ["all", "area", "due"])]
    pub standard: bool,
    /// Hide last time's answers
    #[arg(long)]
    pub blind: bool,
    /// Take the answers from this file instead of asking; - is standard input
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["all", "area", "due", "quick", "standard", "blind"])]
    pub answers: Option<String>,
    /// Lay the file's answers over those of the last assessment
    #[arg(long, requires = "answers")]
    pub update: bool,
    /// Print an empty answers file and stop
    #[arg(long, conflicts_with_all = ["answers", "restart", "blind", "due", "quick", "standard"])]
    pub template: bool,
    /// The day that the answers speak for; today if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Drop the draft and begin afresh, after asking
    #[arg(long, conflicts_with = "answers")]
    pub restart: bool,
}

/// Change one answer of the last assessment
#[derive(Args, Debug)]
pub struct Edit {
    /// The skill: an id, a title or another name; asked if left out
    pub skill: Option<String>,
    /// The level to record without asking
    #[arg(long, value_name = "LEVEL", requires = "skill", conflicts_with = "not_applicable")]
    pub level: Option<i64>,
    /// Record without asking that the skill does not apply
    #[arg(long, requires = "skill")]
    pub not_applicable: bool,
    /// What shows it: a link or a sentence
    #[arg(long, value_name = "TEXT", requires = "skill")]
    pub evidence: Option<String>,
    /// The rubric whose last assessment is meant; that of the last one of all if left out
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
    /// The day that the answer speaks for; today if left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
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
    /// Exit with 3 if readiness may be under this many percent
    #[arg(long, value_name = "PERCENT")]
    pub fail_under: Option<f64>,
    /// Format and file
    #[command(flatten)]
    pub output: Output,
}

/// Show what moved between two assessments
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
    pub output: Output,
}

/// Show one skill or group
#[derive(Args, Debug)]
pub struct Explain {
    /// The skill or group: an id, a title or another name
    pub name: String,
    /// Rubric, answers and target
    #[command(flatten)]
    pub source: Source,
    /// Format and file
    #[command(flatten)]
    pub output: Output,
}

/// List, show, check, compare and begin rubrics
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
        output: Output,
    },
    /// Show a rubric, or one thing of it
    Show {
        /// An id, a file or a folder; that of the last assessment if left out
        id: Option<String>,
        /// Only this skill, group, target, project or guide of it
        name: Option<String>,
        /// Say of each value in which file and line it is written
        #[arg(long)]
        origin: bool,
        /// Format and file
        #[command(flatten)]
        output: Output,
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
        output: Output,
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
        /// Put it on top of this rubric: the id of a bundled one, a file or a folder
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
    },
}

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
        /// Judge by this rubric: an id, a file or a folder
        #[arg(long, value_name = "ID|PATH")]
        rubric: Option<String>,
        /// Work on this answers file alone; - is standard input
        #[arg(long, value_name = "FILE|-")]
        answers: Option<String>,
        /// Format and file
        #[command(flatten)]
        output: Output,
    },
    /// Show what a target asks for
    Show {
        /// The target: an id, a title or another name
        target: String,
        /// Judge by this rubric: an id, a file or a folder
        #[arg(long, value_name = "ID|PATH")]
        rubric: Option<String>,
        /// Work on this answers file alone; - is standard input
        #[arg(long, value_name = "FILE|-")]
        answers: Option<String>,
        /// Format and file
        #[command(flatten)]
        output: Output,
    },
}
