//! A twin of the way to ready, by definition.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use num_rational::Ratio;

use super::super::*;
use super::drawn::RUNGS;
use crate::rubric::{Level, Requirement};
use crate::score::{Reach, RequirementScore, Standing, score};

/// A twin of the way to ready, by definition: what is chosen is taken from the plan's own choice of members, and everything
/// else is found by looking at every closed set of steps.
pub(super) struct Twin<'a> {
    rubric: &'a Rubric,
    answers: &'a Answers,
    assume_lowest: bool,
    pub(super) scorecard: Scorecard,
    members: climb::Members,
    /// The levels to climb: everything that the needs of the target lead to.
    pub(super) steps: Vec<StepId>,
}

/// Which of the steps are in a set.
pub(super) type Set = u32;

impl<'a> Twin<'a> {
    pub(super) fn of(rubric: &'a Rubric, answers: &'a Answers, wishes: &Wishes) -> Self {
        let scorecard = score(rubric, rubric.target("mid").unwrap(), answers);
        let ground = Ground::of(rubric, &scorecard);
        let needs = needs(rubric, &scorecard, wishes.assume_lowest);
        let members = members::choose(&ground, &scorecard, &needs, &wishes.prefer);
        let mut twin =
            Self { rubric, answers, assume_lowest: wishes.assume_lowest, scorecard, members, steps: Vec::new() };
        let mut found = BTreeSet::new();
        for need in &needs {
            for member in twin.members.for_need(need) {
                twin.close(member, need.requirement.level, &mut found);
            }
        }
        twin.steps = found.into_iter().collect();
        twin
    }

    /// What must come right before a step.
    fn needed(&self, id: StepId) -> Vec<StepId> {
        let is_held = |id: &StepId| self.scorecard.reach(id.skill).low().is_none_or(|held| held >= id.to);
        let mut needed = Vec::new();
        if id.to.below() > held(&self.scorecard, id.skill) {
            needed.push(StepId { to: id.to.below(), ..id });
        }
        for prerequisite in self.rubric[id.skill].prerequisites(id.to) {
            let at = |skill: &SkillIx| StepId { skill: *skill, to: prerequisite.at };
            match prerequisite.subject {
                Subject::Skill(skill) => needed.extend(Some(at(&skill)).filter(|id| !is_held(id))),
                Subject::Group(group) => {
                    let applies = |skill: &&SkillIx| self.scorecard.reach(**skill) != Reach::NotApplicable;
                    let applying: Vec<_> = self.rubric[group].members.iter().filter(applies).collect();
                    let there = applying.iter().filter(|skill| is_held(&at(skill))).count();
                    let missing = self.rubric[group].choose.min(applying.len()).saturating_sub(there);
                    let mut below: Vec<_> = self.members.of(group).iter().map(at).filter(|id| !is_held(id)).collect();
                    below.sort_by_key(|id| Reverse(held(&self.scorecard, id.skill)));
                    needed.extend(below.into_iter().take(missing));
                }
            }
        }
        needed
    }

    fn close(&self, skill: SkillIx, to: Level, found: &mut BTreeSet<StepId>) {
        for to in held(&self.scorecard, skill).up_to(to) {
            if found.insert(StepId { skill, to }) {
                for needed in self.needed(StepId { skill, to }) {
                    self.close(needed.skill, needed.to, found);
                }
            }
        }
    }

    pub(super) fn closed_sets(&self) -> Vec<Set> {
        let place = |id: StepId| self.steps.iter().position(|step| *step == id).unwrap();
        let needs: Vec<Set> = self
            .steps
            .iter()
            .map(|id| self.needed(*id).into_iter().fold(0, |set, needed| set | 1 << place(needed)))
            .collect();
        // skill by skill, level by level
        let mut sets = vec![0];
        for of_skill in self.steps.chunk_by(|one, next| one.skill == next.skill) {
            let first = place(of_skill[0]);
            let with = |set: &Set| (0..=of_skill.len()).map(|up| set | ((1 << up) - 1) << first).collect::<Vec<_>>();
            sets = sets.iter().flat_map(with).collect();
        }
        let is_closed = |set: &Set| (0..self.steps.len()).all(|at| (set >> at) & 1 == 0 || needs[at] & !set == 0);
        sets.retain(is_closed);
        sets
    }

    pub(super) fn quarters(&self, set: Set) -> u64 {
        self.some(set).map(|id| self.rubric[id.skill].hours(id.to).quarters()).sum()
    }

    pub(super) fn some(&self, set: Set) -> impl Iterator<Item = StepId> + '_ {
        self.steps.iter().enumerate().filter(move |(at, _)| (set >> at) & 1 == 1).map(|(_, id)| *id)
    }

    fn level(&self, scorecard: &Scorecard, set: Set, skill: SkillIx) -> Level {
        self.some(set).filter(|id| id.skill == skill).map(|id| id.to).fold(held(scorecard, skill), Level::max)
    }

    /// What a set makes of the requirements of a rung that are planned: for each the levels of its places, and of the
    /// others what is held.
    fn places(&self, scorecard: &Scorecard, scored: &RequirementScore, set: Set) -> Option<Vec<Level>> {
        let is_planned = match scored.standing() {
            Standing::Gap => true,
            Standing::Open => self.assume_lowest,
            Standing::Met | Standing::Dropped => false,
        };
        if !is_planned {
            return None;
        }
        let requirement = scored.requirement;
        let all = self.rubric.skills_of(&requirement.subject);
        let applies = |skill: &SkillIx| scorecard.reach(*skill) != Reach::NotApplicable || scored.choose == 0;
        let candidates: Vec<SkillIx> = all.iter().copied().filter(applies).collect();
        let choose = match requirement.subject {
            Subject::Group(group) => self.rubric[group].choose.min(candidates.len()),
            Subject::Skill(_) => 1,
        };
        let own = match requirement.subject {
            Subject::Group(group) => self.members.of(group).to_vec(),
            Subject::Skill(skill) => vec![skill],
        };
        let held = |skill: &SkillIx| held(scorecard, *skill);
        let mut chosen = candidates.clone();
        let whole = (1 << self.steps.len()) - 1;
        let is_own = self.scorecard.target != scorecard.target
            || !self.scorecard.requirements.iter().any(|one| one.requirement.subject == requirement.subject);
        if is_own {
            let of_target = |skill: &SkillIx| {
                own.contains(skill)
                    && self
                        .scorecard
                        .requirements
                        .iter()
                        .any(|one| one.requirement.subject == requirement.subject && self.is_planned(one))
            };
            chosen.sort_by_key(|skill| {
                let top = self.level(scorecard, whole, *skill).min(requirement.level);
                (Reverse((top, of_target(skill), held(skill))), *skill)
            });
            chosen.truncate(choose);
        } else {
            chosen.retain(|skill| own.contains(skill));
        }
        chosen.sort_unstable();
        let mut best = candidates;
        best.sort_by_key(|skill| (Reverse(held(skill).min(requirement.level)), !chosen.contains(skill), *skill));
        best.truncate(choose);
        best.sort_unstable();
        let mut displaced = best.iter().filter(|skill| !chosen.contains(skill));
        let place = |skill: &SkillIx| {
            let counted = if best.contains(skill) { skill } else { displaced.next().unwrap() };
            held(counted).max(self.level(scorecard, set, *skill))
        };
        Some(chosen.iter().map(place).collect())
    }

    fn is_planned(&self, scored: &RequirementScore) -> bool {
        match scored.standing() {
            Standing::Gap => true,
            Standing::Open => self.assume_lowest,
            Standing::Met | Standing::Dropped => false,
        }
    }

    /// Whether one is ready for a target with a set; with `open` if requirements that answers leave open are at their high.
    pub(super) fn is_ready(&self, target: TargetIx, set: Set, open: bool) -> bool {
        let scorecard = score(self.rubric, target, self.answers);
        if scorecard.readiness.is_none() {
            return false;
        }
        let (mut sum, mut weights) = (Share::default(), 0_i128);
        for scored in &scorecard.requirements {
            let Requirement { level, weight, floor, .. } = scored.requirement;
            let Some(span) = scored.attainment else { continue };
            let (attained, is_floor_met) = match self.places(&scorecard, scored, set) {
                Some(places) => {
                    let sum: u32 = places.iter().map(|place| u32::from((*place).min(level).get())).sum();
                    let whole = i128::from(level.get()) * places.len() as i128;
                    (Ratio::new(i128::from(sum), whole), places.iter().all(|place| *place >= floor))
                }
                None if open && scored.standing() == Standing::Open => (span.high, true),
                None => (span.low, scored.floor_met == Some(true)),
            };
            if !is_floor_met {
                return false;
            }
            sum += attained * i128::from(weight);
            weights += i128::from(weight);
        }
        sum / weights >= self.rubric[target].ready_at
    }

    /// The best of the sets that hold another and make ready.
    fn least(&self, sets: &[Set], target: TargetIx, within: Set, open: bool, gains: &[Share]) -> Option<Set> {
        let fits = |set: &&Set| **set & within == within && self.is_ready(target, **set, open);
        let key = |set: &&Set| {
            let gain: Share = (0..self.steps.len()).filter(|at| (**set >> at) & 1 == 1).map(|at| gains[at]).sum();
            (self.quarters(**set), set.count_ones(), Reverse(gain), Reverse(set.reverse_bits()))
        };
        sets.iter().filter(fits).min_by_key(key).copied()
    }

    /// The sets of the way, each with its target; and whether answers are missing at its end.
    pub(super) fn way(&self, gains: &[Share]) -> (Vec<(TargetIx, Set)>, bool) {
        let sets = self.closed_sets();
        let whole = (1 << self.steps.len()) - 1;
        let target = self.scorecard.target;
        let open = !self.is_ready(target, whole, false);
        let Some(alone) = self.least(&sets, target, 0, open, gains) else { return (Vec::new(), open) };
        let mut rungs: Vec<_> = RUNGS[..2].iter().map(|id| self.rubric.target(id).unwrap()).collect();
        rungs.retain(|rung| self.is_ready(*rung, whole, false) && !self.is_ready(*rung, 0, false));
        loop {
            let mut way = Vec::new();
            let mut before = 0;
            for rung in &rungs {
                before = self.least(&sets, *rung, before, false, gains).unwrap();
                way.push((*rung, before));
            }
            let end = self.least(&sets, target, before, open, gains).unwrap();
            way.push((target, end));
            if rungs.is_empty() || self.quarters(end) * 20 <= self.quarters(alone) * 21 {
                return (way, open);
            }
            rungs.remove(0);
        }
    }
}

/// The level that is surely there.
fn held(scorecard: &Scorecard, skill: SkillIx) -> Level {
    scorecard.reach(skill).low().unwrap_or_default()
}
