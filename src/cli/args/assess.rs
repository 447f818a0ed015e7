//! `assess` and `edit` as they are typed.

use clap::Args;
use jiff::civil::Date;

use super::day;

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
    /// Ask only what may have changed: ticked, planned, old, decisive, reworded or never answered
    #[arg(long, conflicts_with = "all")]
    pub due: bool,
    /// End at the first result: readiness known to about 10 points
    #[arg(long, conflicts_with_all = ["all", "area", "due", "quick", "standard", "full"])]
    pub first: bool,
    /// End at the second result: readiness known to about 5 points
    #[arg(long, conflicts_with_all = ["all", "area", "due", "standard", "full"])]
    pub quick: bool,
    /// End at the third result: readiness known to about 3 points
    #[arg(long, conflicts_with_all = ["all", "area", "due", "full"])]
    pub standard: bool,
    /// Ask everything, area by area, without a result on the way
    #[arg(long)]
    pub full: bool,
    /// Show an area on one screen, with one key for each answer
    #[arg(long, conflicts_with_all = ["first", "quick", "standard"])]
    pub sheet: bool,
    /// Hide last time's answers
    #[arg(long)]
    pub blind: bool,
    /// Take the answers from this file instead of asking; - is standard input
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["all", "area", "due", "first", "quick", "standard", "full", "blind", "sheet"])]
    pub answers: Option<String>,
    /// Refuse the file for one bad line instead of leaving the line out
    #[arg(long, requires = "answers")]
    pub strict: bool,
    /// Replace only the answers that the file gives; the others of the last assessment stay
    #[arg(long, requires = "answers")]
    pub update: bool,
    /// Print an empty answers file and stop
    #[arg(long, conflicts_with_all = ["answers", "restart", "blind", "due", "first", "quick", "standard", "full", "sheet"])]
    pub template: bool,
    /// The day that the answers speak for; today if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<Date>,
    /// Set the draft aside and start again, after asking
    #[arg(long, conflicts_with = "answers")]
    pub restart: bool,
}

/// Change one answer of the last assessment
#[derive(Args, Debug, Default)]
pub struct Edit {
    /// The skill: an id, a title or a part of one; asked if left out
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
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<Date>,
}
