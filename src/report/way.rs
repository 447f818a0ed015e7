//! The way to ready, as every page that names it has it.

use jiff::civil::Date;
use serde::Serialize;

use super::name::{self, Name, level, listed};
use super::number::{exact, hours, percent};
use crate::plan::{self, Barrier, Because, Plan, StepId};
use crate::rubric::{Hours, Rubric, Share, Subject};
use crate::wording::count;

/// The most names that a sentence lists.
const NAMED: usize = 4;

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
    pub first: Option<WayStep>,
    /// Why to begin there, in terms of being ready.
    pub why: Option<String>,
    /// The steps of the way, in order.
    pub steps: Vec<WayStep>,
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

/// A step of the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WayStep {
    /// The step itself.
    pub step: StepId,
    /// For example `sql@3`.
    pub id: String,
    /// The step in words: `SQL, 3 Independent`.
    pub title: String,
    /// What it takes, by the estimate of the rubric.
    pub hours: Hours,
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
            first: plan.steps.first().map(|step| WayStep::of(rubric, step)),
            why: plan.steps.first().zip(plan.because).map(|(step, because)| why(rubric, plan, step, because)),
            steps: plan.steps.iter().filter(|step| step.way.is_some()).map(|step| WayStep::of(rubric, step)).collect(),
        }
    }

    /// Where to begin and why, in a sentence without its full stop: `SQL, 3 Independent, about 14 h: it is on the shortest
    /// way to Junior`; none where no step is planned.
    pub fn begin(&self) -> Option<String> {
        let (first, why) = (self.first.as_ref()?, self.why.as_ref()?);
        Some(format!("{}, about {}: {why}", first.title, hours(first.hours)))
    }

    /// How long the way is: `2 steps, 23 h by estimate`; none if no step leads to ready, or none is needed.
    pub fn length(&self) -> Option<String> {
        let ready = self.ready.as_ref().filter(|ready| ready.steps > 0)?;
        let steps = count(ready.steps, "step", "steps");
        let least = if ready.gap == Share::default() {
            String::new()
        } else {
            format!(", at most {} % longer than the shortest way", percent(ready.gap))
        };
        Some(match ready.open.as_slice() {
            [] => format!("{steps}, {} by estimate{least}", hours(ready.hours)),
            open => format!(
                "{steps}, {} at the least{least}, and {}: {}",
                hours(ready.hours),
                count(open.len(), "answer that is missing", "answers that are missing"),
                listed(open, NAMED)
            ),
        })
    }
}

impl WayStep {
    fn of(rubric: &Rubric, step: &plan::Step) -> Self {
        Self { step: step.id, id: step.id.text(rubric), title: title(rubric, step.id), hours: step.hours }
    }

    /// The step with its hours: `SQL, 3 Independent: 14 h`.
    pub fn words(&self) -> String {
        format!("{}: {}", self.title, hours(self.hours))
    }
}

/// Why a step is the first, in terms of being ready.
fn why(rubric: &Rubric, plan: &Plan, step: &plan::Step, because: Because) -> String {
    let rung = name::text(&rubric[step.way.unwrap_or(plan.target)].title);
    let of = |subject| name::text(rubric.subject_title(subject));
    let requires = &rubric[step.way.unwrap_or(plan.target)].requires;
    let least =
        |subject| requires.iter().find(|asked| asked.subject == subject).map(|asked| asked.floor).unwrap_or_default();
    let from = step.id.to.below();
    let serves = |subject: &Subject| rubric.skills_of(subject).contains(&step.id.skill);
    match because {
        Because::Only => format!("the only thing between you and {rung}"),
        Because::Essential(subject @ Subject::Group(_)) if serves(&subject) => {
            format!("essential for {rung}, which asks for one of \"{}\"", of(subject))
        }
        Because::Essential(subject) if serves(&subject) => {
            format!("essential for {rung}: level {} is asked, and you are at {from}", least(subject))
        }
        Because::Essential(subject) => format!("{}, essential for {rung}, builds on it", of(subject)),
        Because::Floor(subject) if serves(&subject) => {
            format!("{rung} asks for at least level {}, and you are at {from}", least(subject))
        }
        Because::Floor(subject) => {
            format!("{rung} asks for at least level {} of {}, which builds on it", least(subject), of(subject))
        }
        Because::Shortest => format!("it is on the shortest way to {rung}"),
        Because::Further if plan.ready.as_ref().is_some_and(|ready| ready.steps == 0 && ready.open.is_empty()) => {
            "you are ready without it; of what goes further, it gains most for its hours".to_owned()
        }
        Because::Further => "it raises readiness most for its hours".to_owned(),
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
