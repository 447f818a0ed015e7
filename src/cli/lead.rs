//! Who leads a quick interview: reads the answers, names the next skill, and says how sure the whole is.

use std::collections::BTreeMap;

use super::margin::Margin;
use crate::assessment::interview::{Interview, Prompt};
use crate::assessment::{Answers, Rating};
use crate::report::number;
use crate::rubric::{Id, Rubric, SkillIx, TargetIx};
use crate::score::estimate::{Depth, Estimate, Estimator, Reason};

/// Leads an interview by what is most worth knowing.
#[derive(Debug)]
pub(crate) struct Lead<'r> {
    estimator: Estimator<'r>,
    /// Why each skill was asked in this run.
    reasons: BTreeMap<SkillIx, Reason>,
    is_rerun: bool,
}

impl<'r> Lead<'r> {
    /// One for an interview about `asked`; `last` are the answers of the assessment before.
    pub(crate) fn new(
        rubric: &'r Rubric,
        target: TargetIx,
        asked: &[SkillIx],
        last: &BTreeMap<Id, Rating>,
        depth: Depth,
    ) -> Self {
        let estimator = Estimator::new(rubric, target, asked, Answers::of(rubric, last), depth);
        Self { estimator, reasons: BTreeMap::new(), is_rerun: !last.is_empty() }
    }

    /// Follows the answers, and leads on where the interview waits for it.
    pub(crate) fn follow(&mut self, interview: &mut Interview<'_>) {
        self.estimator.follow(|skill| interview.reply(skill));
        let next = self.estimator.next();
        if let Some((skill, _)) = next {
            interview.lead_to(skill);
        }
        // So that it is known too where an interview was taken up again.
        if let Some((skill, reason)) = next
            && interview.prompt() == Prompt::Skill(skill)
        {
            self.reasons.insert(skill, reason);
        }
    }

    /// What it has to say beside the present question.
    pub(crate) fn margin(&self, interview: &Interview<'_>) -> Margin {
        let mut margin = Margin::default();
        match interview.prompt() {
            Prompt::Skill(skill) => {
                margin.asked_because = self.reasons.get(&skill).copied().map(because).map(str::to_owned);
            }
            Prompt::Sheet(_) => {
                let likely = |(skill, _)| self.estimator.likely(skill);
                margin.likely = interview.rubric().skills().map(likely).collect();
            }
            Prompt::Review => {
                margin.goes_on = self.estimator.next().is_some();
                margin.estimate = self.estimate(interview);
            }
            Prompt::Used(_) | Prompt::Unused(_) | Prompt::Moved(_) => {}
        }
        margin
    }

    fn estimate(&self, interview: &Interview<'_>) -> Vec<String> {
        let (replied, whole) = interview.position();
        let Some(estimate) = self.estimator.readiness().filter(|_| replied < whole) else { return Vec::new() };
        let (low, high) = (number::whole(estimate.possible.low), number::whole(estimate.possible.high));
        let mut said = vec![
            format!("Asked {replied} of {whole} skills. {}", probable(&estimate)),
            format!("Whatever you answer next: {low} to {high}."),
        ];
        if self.is_rerun {
            said.push("What is not asked keeps its last answer.".to_owned());
        }
        said
    }
}

fn probable(estimate: &Estimate) -> String {
    let points = |share: f64| format!("{:.0}", (share * 100.0).floor());
    let (low, high) = (points(estimate.low), points(estimate.high));
    if low == high {
        format!("Readiness is probably {low} (90 % sure).")
    } else {
        format!("Readiness is probably {low} to {high} (90 % sure).")
    }
}

const fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::Essential => "Asked because the role is out of reach without it.",
        Reason::Heavy => "Asked because few things weigh more in this role.",
        Reason::Telling => "Asked because it moves your score most.",
        Reason::Confirm => "Asked to confirm one of your largest gaps.",
    }
}
