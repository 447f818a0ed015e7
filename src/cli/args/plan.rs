//! `plan` as it is typed.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::{Document, Output, PlanFormat, Sheet, Source, day};

/// Show the learning plan
#[derive(Args, Debug)]
pub struct Plan {
    /// Tick a step, or change the plan's settings
    #[command(subcommand)]
    pub command: Option<PlanCommand>,
    /// Rubric, answers and target
    #[command(flatten)]
    pub source: Source,
    /// How the plan is made
    #[command(flatten)]
    pub pace: Pace,
    /// Finish by this day, with the steps that are worth most
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub by: Option<Date>,
    /// Plan unanswered skills from their lowest possible level
    #[arg(long)]
    pub assume_lowest: bool,
    /// Show every step, not only the first; to Taskwarrior, send those again that were sent before
    #[arg(long)]
    pub all: bool,
    /// What an iCalendar file holds
    #[arg(long = "as", value_name = "ENTRIES", default_value = "event")]
    pub entries: Entries,
    /// Leave out the hours that steps took, which are private, to show the rest to somebody
    #[arg(long)]
    pub redact: bool,
    /// Format and file
    #[command(flatten)]
    pub output: Output<PlanFormat>,
    /// How Markdown is written
    #[command(flatten)]
    pub document: Document,
    /// How CSV is written
    #[command(flatten)]
    pub sheet: Sheet,
}

/// What the entries of a calendar are
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Entries {
    /// Days, which every calendar shows
    #[value(help = None::<&str>)]
    Event,
    /// Tasks, which can be ticked, where a program shows them
    #[value(help = None::<&str>)]
    Todo,
}

/// How a plan is made
#[derive(Args, Clone, Debug, Default)]
pub struct Pace {
    /// Hours that you can give a week; 5 unless set
    #[arg(long, value_name = "HOURS")]
    pub hours_per_week: Option<f64>,
    /// The day to begin; the Monday on or after the last assessment or tick unless set
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub start: Option<Date>,
    /// Learn this member of a group (may be repeated)
    #[arg(long, value_name = "SKILL")]
    pub prefer: Vec<String>,
    /// Rest in the week of this day, Monday to Sunday (may be repeated)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub skip_week: Vec<Date>,
}

/// Which plan is ticked or changed
#[derive(Args, Clone, Debug, Default)]
pub struct Whose {
    /// The target whose plan it is
    #[arg(long, value_name = "TARGET")]
    pub target: Option<String>,
    /// The rubric whose plan it is; that of the last assessment if left out
    #[arg(long, value_name = "ID|PATH")]
    pub rubric: Option<String>,
}

/// What can be done with a plan
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Tick steps as done, or add hours to one that is ticked
    Done {
        /// The steps: sql@3, sql for its next step, or next for the first of the plan
        #[arg(value_name = "STEP", required = true)]
        steps: Vec<String>,
        /// The hours that the step really took, now or later
        #[arg(long, value_name = "HOURS")]
        hours: Option<f64>,
        /// The day on which it was done; today unless said
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// Whose plan it is
        #[command(flatten)]
        whose: Whose,
    },
    /// Hide steps, and all steps that need them
    Skip {
        /// The steps: sql@3, sql for its next step, or next for the first of the plan
        #[arg(value_name = "STEP", required = true)]
        steps: Vec<String>,
        /// Whose plan it is
        #[command(flatten)]
        whose: Whose,
    },
    /// Take ticks back
    Undo {
        /// The steps: sql@3, or sql for the one ticked last
        #[arg(value_name = "STEP", required = true)]
        steps: Vec<String>,
        /// Whose plan it is
        #[command(flatten)]
        whose: Whose,
    },
    /// Read the ticks of a Markdown plan back
    Sync {
        /// The Markdown file
        file: PathBuf,
        /// Whose plan it is
        #[command(flatten)]
        whose: Whose,
    },
    /// Show what is remembered of the plan, remember more, or forget it
    Set {
        /// What to remember
        #[command(flatten)]
        pace: Pace,
        /// The day by which this target should be reached
        #[arg(long, value_name = "DATE", value_parser = day)]
        by: Option<Date>,
        /// Forget these, before anything that is said here
        #[arg(long, value_name = "KEY", value_delimiter = ',', num_args = 1..)]
        unset: Vec<Key>,
        /// Whose plan it is
        #[command(flatten)]
        whose: Whose,
    },
}

/// What is remembered of a plan
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Key {
    /// The hours a week
    #[value(help = None::<&str>)]
    HoursPerWeek,
    /// The first day
    #[value(help = None::<&str>)]
    Start,
    /// The preferred members of groups
    #[value(help = None::<&str>)]
    Prefer,
    /// The weeks to rest
    #[value(help = None::<&str>)]
    SkipWeek,
    /// The day by which the target should be reached
    #[value(help = None::<&str>)]
    By,
}
