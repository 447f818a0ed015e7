//! The way to ready, as every page that names it has it.

use jiff::civil::Date;
use serde::Serialize;

use super::name::{Name, level};
use super::number::exact;
use crate::plan::{Barrier, Because, Plan, StepId};
use crate::rubric::{Hours, Rubric, Share};

/// How a person gets ready: the steps, what is on the way, and what bars it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// The target.
    pub target: Name,
    /// The way to it; none if skipped steps bar it, or if nothing that it asks for applies.
    pub ready: Option<Ready>,
    /// What keeps the steps of the plan from leading there.
    pub barriers: Vec<Block>,
    /// The ends of the way to each rung and to the target, in order.
    pub milestones: Vec<Milestone>,
    /// Where to begin.
    pub first: Option<First>,
}

/// The steps of the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ready {
    /// How many.
    pub steps: usize,
    /// What they take, by the estimates of the rubric.
    pub hours: Hours,
    /// The days between which they will be done.
    pub between: Option<(Date, Date)>,
    /// How far above the least possible hours these can be, as a fraction.
    pub gap: Share,
    /// The skills whose answers are missing too; empty if the steps are enough.
    pub open: Vec<Name>,
    /// Whether that counts steps ticked as done and not rated yet.
    pub with_ticks: bool,
    /// How many steps more, and their hours, give three points more, where one is ready only just.
    pub more: Option<(usize, Hours)>,
}

/// Something that keeps the steps from leading to the target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// An answer that is missing.
    Open(Name),
    /// A skipped step: its id and its title.
    Skipped(String, String),
}

/// The end of the way to a rung.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// What one is ready for.
    pub target: Name,
    /// After so many steps.
    pub after: usize,
    /// What they take, by the estimates of the rubric.
    pub hours: Hours,
}

/// The step to begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct First {
    /// For example `sql@3`.
    pub id: String,
    /// The step in words: `SQL, 3 Independent`.
    pub title: String,
    /// What it takes, by the estimate of the rubric.
    pub hours: Hours,
    /// The rung that it leads to; none if one is ready without it.
    pub leads_to: Option<Name>,
    /// Why it is the first.
    pub because: Because,
}

impl Way {
    /// The way that a plan takes.
    pub fn of(rubric: &Rubric, plan: &Plan) -> Self {
        let target = |target| Name::target(rubric, target);
        let open = |skills: &[_]| skills.iter().map(|skill| Name::skill(rubric, *skill)).collect();
        Self {
            target: target(plan.target),
            ready: plan.ready.as_ref().map(|ready| Ready {
                steps: ready.steps,
                hours: ready.hours,
                between: ready.between,
                gap: ready.gap,
                open: open(&ready.open),
                with_ticks: ready.with_ticks,
                more: ready.more.map(|more| (more.steps, more.hours)),
            }),
            barriers: plan.barriers.iter().map(|barrier| Block::of(rubric, *barrier)).collect(),
            milestones: plan
                .milestones
                .iter()
                .map(|one| Milestone { target: target(one.target), after: one.after, hours: one.hours })
                .collect(),
            first: plan.steps.first().zip(plan.because).map(|(step, because)| First {
                id: step.id.text(rubric),
                title: title(rubric, step.id),
                hours: step.hours,
                leads_to: step.way.map(target),
                because,
            }),
        }
    }
}

impl Block {
    fn of(rubric: &Rubric, barrier: Barrier) -> Self {
        match barrier {
            Barrier::Open(skill) => Self::Open(Name::skill(rubric, skill)),
            Barrier::Skipped(id) => Self::Skipped(id.text(rubric), title(rubric, id)),
        }
    }
}

fn title(rubric: &Rubric, id: StepId) -> String {
    format!("{}, {}", Name::skill(rubric, id.skill).title, level(rubric, id.to))
}

/// The way to ready, without days: what an exported report keeps.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct ReadyJson<'a> {
    /// How many steps it takes; 0 if one is ready already, or if only answers are missing.
    steps: usize,
    /// Their typical hours.
    hours: f64,
    /// Whether that counts steps ticked as done and not rated yet.
    with_ticks: bool,
    /// Ids of the skills whose answers are missing too: without them one is not ready after these steps.
    open: Vec<&'a str>,
    /// How far above the least possible hours these can be, as a fraction of them; 0 if they are proved least.
    gap: f64,
}

impl<'a> From<&'a Ready> for ReadyJson<'a> {
    fn from(ready: &'a Ready) -> Self {
        Self {
            steps: ready.steps,
            hours: ready.hours.get(),
            with_ticks: ready.with_ticks,
            open: super::json::ids(&ready.open),
            gap: exact(ready.gap),
        }
    }
}

/// What keeps the planned steps from leading to the target.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct BlockedJson<'a> {
    /// The id of a skill without an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    /// The id of a skipped step that would have to come back.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'a str>,
    /// `open` of a skill, `skipped` of a step.
    #[cfg_attr(test, schemars(extend("enum" = ["open", "skipped"])))]
    why: &'static str,
}

impl<'a> From<&'a Block> for BlockedJson<'a> {
    fn from(block: &'a Block) -> Self {
        match block {
            Block::Open(name) => Self { skill: Some(&name.id), step: None, why: "open" },
            Block::Skipped(id, _) => Self { skill: None, step: Some(id), why: "skipped" },
        }
    }
}
