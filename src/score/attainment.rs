//! Attainments in whole numbers.
//!
//! All attainments of a target are multiples of one over its grain: the least common multiple of the levels it asks for,
//! times that of all numbers up to the largest `choose`. So they are whole numbers of grains, added without rounding.

use num_integer::lcm;
use num_rational::Ratio;

use super::implied::{Carried, Dependents, Reach};
use super::{RequirementScore, Span};
use crate::assessment::Answers;
use crate::rubric::{AreaIx, Level, Requirement, Rubric, Share, SkillIx, Subject, Target};

/// A target made ready to measure many sets of answers.
#[derive(Clone, Debug)]
pub(super) struct Yardstick<'r> {
    pub(super) rubric: &'r Rubric,
    pub(super) target: &'r Target,
    dependents: Dependents,
    grain: i128,
}

/// What one set of answers comes to.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) carried: Carried,
    pub(super) reach: Vec<Reach>,
    /// For each requirement its attainment in grains; none if it dropped out.
    pub(super) grains: Vec<Option<Grains>>,
}

/// A range in grains.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Grains {
    pub(super) low: i128,
    pub(super) high: i128,
}

/// Weighted sums over some of the requirements.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    low: i128,
    high: i128,
    weight: i128,
}

impl Sum {
    fn add(&mut self, weight: u32, grains: Grains) {
        self.low += i128::from(weight) * grains.low;
        self.high += i128::from(weight) * grains.high;
        self.weight += i128::from(weight);
    }

    fn span(self, grain: i128) -> Option<Span> {
        let whole = self.weight * grain;
        (whole > 0).then(|| Span { low: Ratio::new(self.low, whole), high: Ratio::new(self.high, whole) })
    }
}

impl<'r> Yardstick<'r> {
    pub(super) fn new(rubric: &'r Rubric, target: &'r Target) -> Self {
        let levels = target.requires.iter().map(|requirement| i128::from(requirement.level.get())).fold(1, lcm);
        let choose = target.requires.iter().map(|requirement| choose(rubric, requirement)).max().unwrap_or(1);
        let members = (1..=choose).map(whole).fold(1, lcm);
        Self { rubric, target, dependents: Dependents::of(rubric), grain: levels * members }
    }

    pub(super) fn tally(&self, answers: &Answers) -> Tally {
        let carried = Carried::of(self.rubric, &self.dependents, answers);
        let reach = super::reach_of(self.rubric, self.target, answers, &carried);
        let grains = self.target.requires.iter().map(|requirement| self.attainment(requirement, &reach)).collect();
        Tally { carried, reach, grains }
    }

    pub(super) fn readiness(&self, tally: &Tally) -> Option<Span> {
        self.sum(tally).span(self.grain)
    }

    /// Readiness within each area that has a requirement which applies.
    pub(super) fn areas(&self, tally: &Tally) -> Vec<(AreaIx, Span)> {
        let mut sums = vec![Sum::default(); self.rubric.areas().len()];
        for (requirement, grains) in self.target.requires.iter().zip(&tally.grains) {
            if let Some(grains) = grains {
                sums[self.rubric.subject_area(requirement.subject).get()].add(requirement.weight, *grains);
            }
        }
        let span = |(area, _)| Some((area, sums[AreaIx::get(area)].span(self.grain)?));
        self.rubric.areas().filter_map(span).collect()
    }

    pub(super) fn requirements(&self, tally: &Tally) -> Vec<RequirementScore> {
        let weight = self.sum(tally).weight;
        let scored = |(requirement, grains): (&Requirement, &Option<Grains>)| RequirementScore {
            requirement: *requirement,
            attainment: grains.map(|grains| self.span(grains)),
            missing: grains.map_or_else(Share::default, |grains| {
                Ratio::new(i128::from(requirement.weight) * (self.grain - grains.low), weight * self.grain)
            }),
            gap: self.levels_missing(requirement, &tally.reach),
            choose: self.applicable(requirement, &tally.reach),
            counted: self.counted(requirement, &tally.reach),
            floor_met: self.floor_met(requirement, &tally.reach),
            weakest: self.weakest(requirement, &tally.reach, Reach::low),
        };
        self.target.requires.iter().zip(&tally.grains).map(scored).collect()
    }

    fn sum(&self, tally: &Tally) -> Sum {
        let mut sum = Sum::default();
        for (requirement, grains) in self.target.requires.iter().zip(&tally.grains) {
            if let Some(grains) = grains {
                sum.add(requirement.weight, *grains);
            }
        }
        sum
    }

    fn span(&self, grains: Grains) -> Span {
        Span { low: Ratio::new(grains.low, self.grain), high: Ratio::new(grains.high, self.grain) }
    }

    fn attainment(&self, requirement: &Requirement, reach: &[Reach]) -> Option<Grains> {
        let choose = self.applicable(requirement, reach);
        if choose == 0 {
            return requirement.essential.then_some(Grains { low: 0, high: self.grain });
        }
        let skills = self.rubric.skills_of(&requirement.subject);
        let per_level = self.grain / (i128::from(requirement.level.get()) * whole(choose));
        // Each level counts once for every one of the best that has reached it.
        let mean_of_best = |level: fn(Reach) -> Option<Level>| {
            let reached = |step: Level| skills.iter().filter(|skill| level(reach[skill.get()]) >= Some(step)).count();
            let levels: usize = Level::NONE.up_to(requirement.level).map(|step| reached(step).min(choose)).sum();
            whole(levels) * per_level
        };
        Some(Grains { low: mean_of_best(Reach::low), high: mean_of_best(Reach::high) })
    }

    /// How many members of a requirement count.
    fn applicable(&self, requirement: &Requirement, reach: &[Reach]) -> usize {
        let skills = self.rubric.skills_of(&requirement.subject);
        let applicable = skills.iter().filter(|skill| reach[skill.get()] != Reach::NotApplicable).count();
        choose(self.rubric, requirement).min(applicable)
    }

    /// Whether each of the best members, as many as count, stands at the floor.
    pub(super) fn floor_met(&self, requirement: &Requirement, reach: &[Reach]) -> Option<bool> {
        if self.applicable(requirement, reach) == 0 && requirement.essential {
            return None;
        }
        let low = self.weakest(requirement, reach, Reach::low)?;
        let high = self.weakest(requirement, reach, Reach::high)?;
        if low >= requirement.floor {
            Some(true)
        } else if high < requirement.floor {
            Some(false)
        } else {
            None
        }
    }

    /// The lowest level among the best members, as many as count.
    fn weakest(&self, requirement: &Requirement, reach: &[Reach], level: fn(Reach) -> Option<Level>) -> Option<Level> {
        let choose = self.applicable(requirement, reach);
        let best = best(self.rubric.skills_of(&requirement.subject), choose, |skill| level(reach[skill.get()]));
        best.last().map(|(_, level)| *level)
    }

    fn levels_missing(&self, requirement: &Requirement, reach: &[Reach]) -> u32 {
        let choose = self.applicable(requirement, reach);
        best(self.rubric.skills_of(&requirement.subject), choose, |skill| reach[skill.get()].high())
            .into_iter()
            .map(|(_, level)| u32::from(requirement.level.above(level)))
            .sum()
    }

    fn counted(&self, requirement: &Requirement, reach: &[Reach]) -> Vec<SkillIx> {
        let choose = self.applicable(requirement, reach);
        let best = best(self.rubric.skills_of(&requirement.subject), choose, |skill| reach[skill.get()].low());
        let mut counted: Vec<_> = best.into_iter().map(|(skill, _)| skill).collect();
        counted.sort_unstable();
        counted
    }
}

/// How many skills a requirement counts if all apply.
fn choose(rubric: &Rubric, requirement: &Requirement) -> usize {
    match requirement.subject {
        Subject::Skill(_) => 1,
        Subject::Group(group) => rubric[group].choose,
    }
}

/// The `choose` skills with the highest levels, ties in the rubric's order; skills without a level are no candidates.
fn best(skills: &[SkillIx], choose: usize, level: impl Fn(SkillIx) -> Option<Level>) -> Vec<(SkillIx, Level)> {
    let mut candidates: Vec<_> = skills.iter().filter_map(|&skill| Some((skill, level(skill)?))).collect();
    candidates.sort_by_key(|(skill, level)| (std::cmp::Reverse(*level), *skill));
    candidates.truncate(choose);
    candidates
}

fn whole(n: usize) -> i128 {
    i128::try_from(n).expect("a usize fits an i128")
}
