//! One skill or group, explained: what its levels mean, what the next one asks, and its arithmetic for each target.

mod build;
mod json;
mod markdown;
mod sum;
mod terminal;

use jiff::civil::Date;

use super::Name;
use super::gap::{Member, State};
use super::number::{hours, range};
use crate::assessment::{Answers, Confidence, Help, Rating};
use crate::rubric::{Level, Rubric, Share, Subject, TargetIx};
use crate::score::{Bounds, Span};
use crate::wording::count;

pub use build::explain;
#[cfg(test)]
pub(super) use json::Written;
pub use json::json;
pub use markdown::markdown;
pub use terminal::terminal;

/// What an explanation is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// What is explained.
    pub subject: Subject,
    /// The answers; without them there is no arithmetic, and what is required is still said.
    pub answers: Option<&'a Answers>,
    /// The rating of a skill with what belongs to it, if it was rated, and the day by which it is old or not.
    pub rating: Option<(&'a Rating, Date)>,
    /// The targets whose arithmetic is shown, where they ask for it.
    pub targets: &'a [TargetIx],
    /// The name by which a person asked for it, if one did.
    pub asked_as: Option<&'a str>,
}

/// An explanation, decided.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// The skill or group.
    pub name: Name,
    /// The area it is shown in.
    pub area: Name,
    /// What it is.
    pub summary: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// Names that count under it without being other names of it.
    pub covers: Vec<String>,
    /// That it was asked for by one of these: `DynamoDB, counted under Cassandra`.
    pub asked_as: Option<String>,
    /// Whether there are no answers.
    is_silent: bool,
    /// What was said of it: [`State::Group`] for a group.
    pub state: State,
    /// The level that was said, if one was.
    pub rating: Option<Level>,
    /// What other answers say of an unanswered skill.
    pub implied: Option<Bounds>,
    /// That in words.
    pub you: String,
    /// What belongs to the rating; none where nothing was said.
    pub backing: Option<Backing>,
    /// Why an unanswered skill can only be at these levels, in words.
    pub because: Vec<String>,
    /// Its levels, 0 first; empty for a group.
    pub anchors: Vec<Anchor>,
    /// How many members of a group count, and the members; none for a skill.
    pub group: Option<(usize, Vec<Member>)>,
    /// The members in words; empty for a skill.
    pub members: Vec<(Name, String)>,
    /// What the next level asks, of a group that of its best member; none at the highest level, and where nothing applies.
    pub next: Option<Next>,
    /// Its arithmetic for each target that asks for it.
    pub requirements: Vec<Required>,
    /// The skills whose levels build on it, in words: `Kubernetes 2 needs level 2`.
    pub needed_by: Vec<String>,
    /// The groups it is an alternative in, in words.
    pub alternatives: Vec<String>,
}

/// What belongs to a rating.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backing {
    /// The day on which it was really said.
    pub on: Date,
    /// How sure the person is of it.
    pub confidence: Option<Confidence>,
    /// The help without which the person does not hold it.
    pub help: Option<Help>,
    /// What the person points to.
    pub evidence: Option<String>,
    /// Whether it is old enough to be asked again.
    pub stale: bool,
    /// All that in words.
    pub words: String,
}

/// A level of a skill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// The level with its name.
    pub level: String,
    /// What a person at it can be seen to do, in one or several lines; where the skill does not say it, as for level 0, the
    /// meaning that the scale gives it.
    pub does: String,
    /// Whether the person rated this level.
    pub yours: bool,
}

/// What the next level asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Next {
    /// The level.
    pub level: Level,
    /// The level with its name.
    pub words: String,
    /// What a person at it can be seen to do; it may have several lines.
    pub anchor: String,
    /// Typical hours.
    pub hours: crate::rubric::Hours,
    /// Weeks that it takes at the least, whatever the hours; 0 for no bound.
    pub weeks: u32,
    /// What to know of the hours if no rubric gives them.
    pub thumb: Option<String>,
    /// Where the rubric says how its hours are made, in words; none if it does not.
    pub method: Option<String>,
    /// What it builds on.
    pub requires: Vec<Needs>,
    /// An exercise that shows that it is reached.
    pub practice: Option<String>,
    /// What to learn it from: title, address, and what else is known of it.
    pub resources: Vec<(String, Option<String>, String)>,
}

/// A prerequisite of the next level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needs {
    /// The skill or group.
    pub subject: Name,
    /// Whether it is a group, of which as many members are needed as it chooses.
    pub is_group: bool,
    /// The level of it.
    pub at: Level,
    /// Whether it is met; none where the answers leave that open.
    pub met: Option<bool>,
    /// All that in words.
    pub words: String,
}

/// The arithmetic of one target.
#[derive(Clone, PartialEq, Debug)]
pub struct Required {
    /// The target.
    pub target: Name,
    /// The group that the skill counts in there, if it is not asked for itself.
    pub group: Option<Name>,
    /// The level that is required.
    pub required: Level,
    /// Its weight.
    pub weight: u32,
    /// Whether the role is out of reach without it.
    pub essential: bool,
    /// The level below which it alone keeps a person from being ready; 0 for none.
    pub floor: Level,
    /// Whether it stands there: surely, surely not, or unknown; none too without answers and where it dropped out.
    pub floor_met: Option<bool>,
    /// All that in words, after a comma; empty where nothing is asked at the least.
    least: String,
    /// How much is attained; none if it dropped out or nothing was answered.
    pub attainment: Option<Span>,
    /// What is missing at the least, as a share of readiness.
    pub missing: Share,
    /// What is asked, in words.
    pub asked: String,
    /// Whether an answer about it, one level off, would change the verdict.
    pub fragile: bool,
    /// Readiness for the target while the weight goes from two thirds to one and a half times of what it is; none where
    /// nothing is attained or nothing was answered.
    pub under_weight: Option<Span>,
    /// The arithmetic spelled out; none if there is none.
    pub sum: Option<String>,
}

impl Required {
    /// What hangs on this answer and on this weight, in words; empty for nothing.
    fn hangs(&self, alone: bool) -> String {
        let fragile = if self.fragile { "; being off by one level would change the verdict" } else { "" };
        let weight = self.under_weight.filter(|_| alone).map(|span| {
            format!("; with its weight up to 1.5 times larger or smaller, readiness would be {}", range(span))
        });
        format!("{fragile}{}", weight.unwrap_or_default())
    }
}

impl Next {
    /// `4 Strong, about 60 h and at least 13 weeks`.
    fn heading(&self) -> String {
        let weeks = match self.weeks {
            0 => String::new(),
            weeks => format!(" and at least {}", count(weeks as usize, "week", "weeks")),
        };
        format!("{}, about {}{weeks}", self.words, hours(self.hours))
    }
}

impl Explanation {
    /// What the sums of the targets mean, where there are any.
    fn formula(&self) -> Option<&'static str> {
        let has_sums = self.requirements.iter().any(|required| required.sum.is_some());
        has_sums.then_some(
            "attainment = min(your level, level asked) / level asked, of a group the mean of its best members; \
             points = 100 x weight x (1 - attainment) / sum of the target's weights",
        )
    }

    fn members_heading(&self) -> String {
        let choose = self.group.as_ref().map_or(1, |(choose, _)| *choose);
        if choose == 1 {
            "Alternatives, of which the best one counts".to_owned()
        } else {
            format!("Alternatives, of which the best {choose} count")
        }
    }
}
