//! What the drawn abilities come to: levels, attainments, readiness, by the same rules as the score, in floating point.

use super::DRAWS;
use super::belief::Belief;
use crate::rubric::{Level, Requirement, Rubric, SkillIx, Subject, Target};
use crate::score::implied::{Bounds, Reach};

/// Levels and readiness, draw by draw.
#[derive(Clone, Debug)]
pub(super) struct Draws {
    /// For each skill its level in each draw.
    levels: Vec<Vec<u8>>,
    /// Readiness less its mean in each draw; empty if nothing applies.
    deviations: Vec<f64>,
    mean: f64,
    /// For each requirement, how much it lacks in each draw, in units of weight; empty if it dropped out.
    missing: Vec<Vec<f64>>,
}

/// What levels and readiness are drawn for.
#[derive(Clone, Debug)]
pub(super) struct Frame<'r> {
    pub(super) rubric: &'r Rubric,
    pub(super) target: &'r Target,
    /// The skills, by which [`Belief`] and [`Draws`] go.
    pub(super) skills: Vec<SkillIx>,
    /// For each skill of the rubric, where it stands among `skills`.
    pub(super) place: Vec<Option<usize>>,
    /// For each of `skills` and each draw, whether that draw believes in prerequisites.
    pub(super) strict: Vec<Vec<bool>>,
}

impl Draws {
    pub(super) fn of(frame: &Frame<'_>, belief: &Belief, reach: &[Reach]) -> Self {
        let levels: Vec<_> = (0..frame.skills.len()).map(|at| levels(frame, at, belief.ability(at), reach)).collect();
        let mut sums = vec![0.0; DRAWS];
        let mut whole = 0.0;
        let mut missing = Vec::new();
        for requirement in &frame.target.requires {
            let weight = f64::from(requirement.weight);
            let Some(attained) = attained(frame, requirement, &levels, reach) else {
                missing.push(Vec::new());
                continue;
            };
            for (sum, attained) in sums.iter_mut().zip(&attained) {
                *sum += weight * attained;
            }
            missing.push(attained.iter().map(|attained| weight * (1.0 - attained)).collect());
            whole += weight;
        }
        if whole == 0.0 {
            return Self { levels, deviations: Vec::new(), mean: 0.0, missing };
        }
        let mean = average(sums.iter().copied()) / whole;
        let deviations = sums.into_iter().map(|sum| sum / whole - mean).collect();
        Self { levels, deviations, mean, missing }
    }

    /// The mean readiness and its standard deviation; none if nothing applies.
    pub(super) fn readiness(&self) -> Option<(f64, f64)> {
        let squares = self.deviations.iter().map(|deviation| deviation * deviation);
        (!self.deviations.is_empty()).then(|| (self.mean, average(squares).sqrt()))
    }

    /// How likely each requirement is to be among so many of the largest gaps, in the order of the target.
    pub(super) fn among_largest(&self, count: usize) -> Vec<f64> {
        let mut times = vec![0_u32; self.missing.len()];
        for draw in 0..DRAWS {
            let missing = self.missing.iter().map(|missing| missing.get(draw).copied().unwrap_or(0.0));
            let mut gaps: Vec<_> = missing.enumerate().filter(|(_, missing)| *missing > 0.0).collect();
            if gaps.len() > count {
                gaps.select_nth_unstable_by(count, |one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
            }
            gaps.iter().take(count).for_each(|(at, _)| times[*at] += 1);
        }
        times.into_iter().map(|times| f64::from(times) / as_float(DRAWS)).collect()
    }

    /// How much of the variance of readiness goes when the level of a skill is known, times the number of draws: what a
    /// straight line explains of it. A mean for each level would explain more by chance, the more the fewer draws it has.
    pub(super) fn told_by(&self, skill: usize) -> f64 {
        let levels = &self.levels[skill];
        let mean = average(levels.iter().map(|level| f64::from(*level)));
        let (mut both, mut alone) = (0.0, 0.0);
        for (level, deviation) in levels.iter().zip(&self.deviations) {
            let away = f64::from(*level) - mean;
            both += away * deviation;
            alone += away * away;
        }
        if alone == 0.0 { 0.0 } else { both * both / alone }
    }

    /// The level in the middle of all draws.
    pub(super) fn middle(&self, skill: usize) -> u8 {
        let mut sorted = self.levels[skill].clone();
        sorted.sort_unstable();
        sorted[DRAWS / 2]
    }

    /// The levels that all draws but a tenth at either end lie between.
    pub(super) fn likely(&self, skill: usize) -> (u8, u8) {
        let mut sorted = self.levels[skill].clone();
        sorted.sort_unstable();
        (sorted[DRAWS / 10], sorted[DRAWS - 1 - DRAWS / 10])
    }
}

/// The level of a skill in each draw.
fn levels(frame: &Frame<'_>, at: usize, ability: impl Iterator<Item = f64>, reach: &[Reach]) -> Vec<u8> {
    let max = frame.rubric.scale().max();
    let bounds = match reach[frame.skills[at].get()] {
        Reach::Rated(level) => return vec![level.get(); DRAWS],
        Reach::Unanswered(bounds) => bounds,
        // Only looked at where nothing of an essential group applies.
        Reach::NotApplicable => Bounds { low: Level::NONE, high: max },
    };
    let (low, high) = (bounds.low.get(), bounds.high.get());
    let strict = &frame.strict[at];
    let drawn = ability.zip(strict).map(|(ability, strict)| {
        let level = rounded(ability, max);
        if *strict { level.clamp(low, high) } else { level }
    });
    drawn.collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 11")]
fn rounded(ability: f64, max: Level) -> u8 {
    (ability.clamp(0.0, f64::from(max.get())) + 0.5) as u8
}

/// How much of a requirement is attained in each draw; none if it dropped out.
fn attained(frame: &Frame<'_>, requirement: &Requirement, levels: &[Vec<u8>], reach: &[Reach]) -> Option<Vec<f64>> {
    let all = frame.rubric.skills_of(&requirement.subject);
    let applies = |skill: &&SkillIx| reach[skill.get()] != Reach::NotApplicable;
    let mut members: Vec<_> = all.iter().filter(applies).collect();
    if members.is_empty() {
        if !requirement.essential {
            return None;
        }
        members = all.iter().collect();
    }
    let choose = match requirement.subject {
        Subject::Skill(_) => 1,
        Subject::Group(group) => frame.rubric[group].choose.min(members.len()),
    };
    let members: Vec<_> = members.into_iter().filter_map(|skill| frame.place[skill.get()]).collect();
    let choose = u8::try_from(choose).expect("the rubric's check allows 40");
    let level = requirement.level.get();
    let most = f64::from(level) * f64::from(choose);
    let reached = if choose == 1 { best(&members, levels) } else { sum_of_best(&members, levels, level, choose) };
    Some(reached.into_iter().map(|reached| f64::from(reached).min(most) / most).collect())
}

fn best(members: &[usize], levels: &[Vec<u8>]) -> Vec<u16> {
    let mut best = vec![0; DRAWS];
    for member in members {
        for (best, level) in best.iter_mut().zip(&levels[*member]) {
            *best = u16::from(*level).max(*best);
        }
    }
    best
}

/// Each step counts once for every one of the best that has reached it.
fn sum_of_best(members: &[usize], levels: &[Vec<u8>], top: u8, choose: u8) -> Vec<u16> {
    let mut sums = vec![0; DRAWS];
    for step in 1..=top {
        let mut reached = vec![0_u16; DRAWS];
        for member in members {
            for (reached, level) in reached.iter_mut().zip(&levels[*member]) {
                *reached += u16::from(*level >= step);
            }
        }
        for (sum, reached) in sums.iter_mut().zip(reached) {
            *sum += reached.min(u16::from(choose));
        }
    }
    sums
}

/// The mean of one value a draw.
fn average(values: impl Iterator<Item = f64>) -> f64 {
    values.sum::<f64>() / as_float(DRAWS)
}

fn as_float(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("there are some hundred draws"))
}
