//! Two targets side by side: what carries over from the one, and what the other asks anew.

mod build;
mod json;
mod markdown;
mod terminal;

use super::number::Tenths;
use super::table::{Column, Table};
use super::target::Left;
use super::target::{Entry, TargetReport};
use super::{Given, Name};
use crate::assessment::Answers;
use crate::rubric::{Level, Rubric, Share, TargetIx};
use crate::score::Standing;

pub use build::comparison;
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;

/// What targets are compared by.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The target that is looked at, with what is left to it if a plan was made.
    pub target: (TargetIx, Option<Left>),
    /// The one that it is compared with, with what is left to that.
    pub with: (TargetIx, Option<Left>),
    /// What a person answered, if anything was.
    pub answers: Option<&'a Answers>,
    /// What the command line named.
    pub given: &'a Given,
}

/// Two targets, compared.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// The target that is looked at.
    pub target: TargetReport,
    /// The one that it is compared with.
    pub with: Entry,
    /// What the answers meet already; none without answers.
    pub carried: Option<Carried>,
    /// Labels and sentences that say the most important.
    pub facts: Vec<(&'static str, String)>,
    /// What only the target asks, the most important first.
    pub new: Vec<Part>,
    /// What the target asks at a higher level.
    pub higher: Vec<Part>,
    /// What it asks at the same level.
    pub same: Vec<Part>,
    /// What it asks at a lower level.
    pub lower: Vec<Part>,
    /// What only the other asks.
    pub gone: Vec<Name>,
}

/// What carries over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The requirements that are met already, in the target's order.
    pub met: Vec<Name>,
    /// What they weigh of all that apply, 0 to 1; none if nothing applies.
    pub weight: Option<Share>,
}

impl Comparison {
    /// What both ask for, but not the same at the least: a sentence each, the most important first.
    fn least_moved(&self) -> Vec<String> {
        [&self.higher, &self.same, &self.lower].into_iter().flatten().filter_map(Part::least_moved).collect()
    }
}

/// A requirement of the target that is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The skill or group.
    pub name: Name,
    /// Whether it is a group.
    pub is_group: bool,
    /// The level that is asked.
    pub level: Level,
    /// The level that the other asks, if it does.
    pub other: Option<Level>,
    /// Its weight.
    pub weight: u32,
    /// Whether the role is out of reach without it.
    pub essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    pub floor: Level,
    /// That of the other, if it asks for it.
    pub other_floor: Option<Level>,
    /// How it stands and what it misses at the least; none without answers.
    pub stands: Option<(Standing, Share)>,
    /// The level that is asked, in words.
    asked: String,
    /// The level that the other asks, in words.
    before: String,
    /// What the person has, in words.
    you: String,
    /// What is asked at the least, in words: `essential`, `at least 1`, or nothing.
    least: String,
    /// The same of the other.
    least_there: String,
    /// What it misses, as it is printed.
    points: Tenths,
}

impl Part {
    /// What it misses, in words.
    fn missing(&self) -> String {
        match self.stands {
            None | Some((Standing::Dropped, _)) => String::new(),
            Some((Standing::Met, _)) => "met".to_owned(),
            Some((Standing::Gap | Standing::Open, _)) => self.points.to_string(),
        }
    }

    /// How what is asked at the least differs from the other: `Code review: at least 1, there nothing`.
    fn least_moved(&self) -> Option<String> {
        let or_nothing = |least: &str| if least.is_empty() { "nothing".to_owned() } else { least.to_owned() };
        let differs = self.other.is_some() && self.least != self.least_there;
        differs.then(|| {
            format!("{}: {}, there {}", self.name.title, or_nothing(&self.least), or_nothing(&self.least_there))
        })
    }
}

/// Some requirements as a table; `moved` with the level that the other target asks.
fn table(parts: &[Part], moved: bool) -> Table {
    let answered = parts.iter().any(|part| part.stands.is_some());
    let mut columns = vec![Column::left("skill", 0)];
    if moved {
        columns.push(Column::left("there", 0));
    }
    columns.push(Column::left("asked", 0));
    if answered {
        columns.extend([Column::left("you", 0), Column::right("points", 0)]);
    } else {
        columns.push(Column::right("weight", 0));
    }
    columns.push(Column::left("", 0));
    let cells = |part: &Part| {
        let mut cells = vec![part.name.title.clone()];
        if moved {
            cells.push(part.before.clone());
        }
        cells.push(part.asked.clone());
        if answered {
            cells.extend([part.you.clone(), part.missing()]);
        } else {
            cells.push(part.weight.to_string());
        }
        cells.push(part.least.clone());
        cells
    };
    Table { columns, rows: parts.iter().map(cells).collect() }
}
