//! The plan that is ticked or changed: that of the stored assessment.

use jiff::civil::Date;

use crate::cli::args::{Source, Whose};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::judged::{self, Judged};
use crate::cli::planning::{self, Asked, Planned};
use crate::cli::rubrics;
use crate::cli::session::{self, Session};
use crate::history::{Tick, TickKind};
use crate::plan::{Plan, StepId};
use crate::rubric::{Hours, Rubric, SkillIx, TargetIx};
use crate::wording;

/// What is typed for the first step of the plan.
const NEXT: &str = "next";

/// The stored assessment and the target whose plan is meant.
pub(super) struct Mine {
    pub(super) judged: Judged,
    pub(super) target: TargetIx,
}

/// A step with what is said of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    pub(super) step: StepId,
    pub(super) kind: TickKind,
    pub(super) on: Option<Date>,
    pub(super) hours: Option<Hours>,
}

impl Mine {
    pub(super) fn new(session: &Session, whose: &Whose) -> Result<Self, Failure> {
        let judged = judged::judged(session, &Source { rubric: whose.rubric.clone(), ..Source::default() }, None)?;
        let target = judged.target(whose.target.as_deref())?;
        Ok(Self { judged, target })
    }

    pub(super) fn into_parts(self) -> (Judged, TargetIx) {
        (self.judged, self.target)
    }

    pub(super) fn rubric(&self) -> &Rubric {
        self.judged.rubric()
    }

    pub(super) fn text(&self, step: StepId) -> String {
        step.text(self.rubric())
    }

    pub(super) fn plan(&self, session: &Session) -> Result<Plan, Failure> {
        let Planned { plan, .. } = planning::planned(session, &self.judged, self.target, &Asked::default())?;
        Ok(plan)
    }

    /// The steps that were typed, each once.
    pub(super) fn steps(&self, session: &Session, typed: &[String]) -> Result<Vec<StepId>, Failure> {
        let mut plan = None;
        let mut steps = Vec::new();
        for typed in typed {
            let step = if typed.contains('@') {
                self.named(typed)?
            } else {
                let plan = match &plan {
                    Some(plan) => plan,
                    None => plan.insert(self.plan(session)?),
                };
                self.planned(plan, typed)?
            };
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        Ok(steps)
    }

    /// The step that a skill and a level name, whether it is planned or not.
    pub(super) fn named(&self, typed: &str) -> Result<StepId, Failure> {
        let rubric = self.rubric();
        StepId::parse(rubric, typed).ok_or_else(|| {
            let failure = Failure::usage(format!("there is no step `{}`", wording::brief(typed)));
            let skill = typed.rsplit_once('@').and_then(|(skill, _)| rubrics::skill(&self.judged.loaded, skill).ok());
            match skill.and_then(|skill| self.above(skill)) {
                Some(step) => {
                    failure.hint(format!("a step is a skill and a level; the next here is `{}`", self.text(step)))
                }
                None => failure.hint("a step is a skill and a level, such as `sql@3`; `skillgap plan` shows them"),
            }
        })
    }

    /// The step of the plan that `next` or the name of a skill stands for.
    fn planned(&self, plan: &Plan, typed: &str) -> Result<StepId, Failure> {
        let left_out = plan.deadline.iter().flat_map(|deadline| deadline.left_out.iter().map(|left| left.id));
        let mut ahead = plan.steps.iter().map(|step| step.id).chain(left_out);
        if typed == NEXT {
            return ahead.next().ok_or_else(|| {
                Failure::usage("nothing is left in this plan").hint("`skillgap assess` records what you can do now")
            });
        }
        let skill = rubrics::skill(&self.judged.loaded, typed)?;
        ahead.find(|step| step.skill == skill).ok_or_else(|| {
            let id = &self.rubric()[skill].id;
            let failure = Failure::usage(format!("the plan has no step of `{id}`"));
            match self.above(skill) {
                Some(step) => failure.hint(format!("to tick one that is not planned, name it: `{}`", self.text(step))),
                None => failure.hint("`skillgap plan` shows the steps that are ahead"),
            }
        })
    }

    /// The step above what is rated.
    fn above(&self, skill: SkillIx) -> Option<StepId> {
        let rated = self.judged.answers.rating(skill).unwrap_or_default();
        let to = rated.up_to(self.rubric().scale().max()).next()?;
        Some(StepId { skill, to })
    }

    /// Whether the rating says that a step is behind.
    pub(super) fn is_held(&self, step: StepId) -> bool {
        self.judged.answers.rating(step.skill).is_some_and(|rating| rating >= step.to)
    }

    /// Fails if a step is behind.
    pub(super) fn check_ahead(&self, step: StepId) -> Outcome {
        match self.judged.answers.rating(step.skill).filter(|rating| *rating >= step.to) {
            Some(rating) => {
                let held = format!("`{}` is behind you: your rating is {rating}", self.text(step));
                Err(Failure::usage(held).hint("`skillgap plan` shows the steps that are ahead"))
            }
            None => Ok(()),
        }
    }

    /// A tick that is made now.
    pub(super) fn ticked(&self, marked: Marked) -> Tick {
        let Marked { step, kind, on, hours } = marked;
        let skill = self.rubric()[step.skill].id.clone();
        Tick { skill, to: step.to, kind, moment: session::now(), on, hours }
    }

    pub(super) fn keep(&self, session: &Session, ticks: &[Tick]) -> Outcome {
        let rubric = self.rubric();
        let steps = ticks.iter().filter_map(|tick| StepId::parse(rubric, &tick.step()));
        let former: Vec<_> = steps.flat_map(|step| names(rubric, step)).collect();
        Ok(session.store()?.tick(rubric.id(), ticks, &former)?)
    }
}

/// What a step is and was called, by each id that its skill has or had.
pub(super) fn names(rubric: &Rubric, step: StepId) -> Vec<String> {
    let skill = &rubric[step.skill];
    std::iter::once(&skill.id).chain(&skill.formerly).map(|id| format!("{id}@{}", step.to)).collect()
}
