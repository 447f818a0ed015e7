//! Which steps lead to which rung, and in which order.

use super::reason::Because;
use super::rung::{Case, Rung};
use super::sequence::{Part, Sequence, sequence};
use super::step::Climbs;
use super::tick::wanted;
use super::way::{Field, Leg};
use crate::rubric::{AreaIx, Level, TargetIx};

/// The ground of a course: what may be climbed, and for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Land<'a> {
    pub(super) climbs: &'a Climbs,
    /// The rungs below the target, lowest first, then the target itself.
    pub(super) rungs: &'a [&'a Rung],
    /// Which levels are not to be climbed.
    pub(super) is_hidden: &'a [bool],
}

/// The parts of the plan, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Course {
    /// The way through the rungs; the target's own leg is the last, if it has one.
    pub(super) legs: Vec<Leg>,
    /// How the target is reached by its leg; none if it has none.
    pub(super) case: Option<Case>,
    pub(super) parts: Vec<Part>,
    pub(super) sequence: Sequence,
    /// Whether an essential requirement of its rung, or of the target, needs a level.
    pub(super) is_essential: Vec<bool>,
    /// Which levels count as held.
    pub(super) held: Vec<bool>,
}

impl<'a> Land<'a> {
    pub(super) fn target(&self) -> &'a Rung {
        self.rungs[self.rungs.len() - 1]
    }

    /// The best course where some levels count as held; `area` is that of the step before it.
    pub(super) fn course(&self, held: Vec<bool>, area: Option<AreaIx>) -> Course {
        let free: Vec<_> = self.is_hidden.iter().zip(&held).map(|(hidden, held)| !hidden && !held).collect();
        let (legs, case) = self.way(&free, &held);
        let is_target = |leg: &Leg| leg.rung + 1 == self.rungs.len();
        let mut is_essential = vec![false; self.climbs.all.len()];
        let mut is_on_way = is_essential.clone();
        let mut parts = Vec::new();
        for leg in &legs {
            let needed = self.essential(leg.rung);
            let (first, then): (Vec<_>, Vec<_>) = leg.steps.iter().partition(|at| needed[**at]);
            leg.steps.iter().for_each(|at| is_on_way[*at] = true);
            for at in &first {
                is_essential[*at] = true;
            }
            parts.extend([first, then].map(|steps| Part { rung: leg.rung, steps }));
        }
        let last = self.rungs.len() - 1;
        let rest: Vec<_> = wanted(self.climbs, |at| free[at]).into_iter().filter(|at| !is_on_way[*at]).collect();
        if !legs.last().is_some_and(is_target) {
            let needed = self.essential(last);
            rest.iter().filter(|at| needed[**at]).for_each(|at| is_essential[*at] = true);
        }
        parts.push(Part { rung: last, steps: rest });
        let sequence = sequence(self.climbs, self.rungs, &parts, area);
        Course { legs, case, parts, sequence, is_essential, held }
    }

    fn essential(&self, rung: usize) -> Vec<bool> {
        self.climbs.closure(self.rungs[rung].essentials().map(|(at, _)| at))
    }

    /// The way to the target; if skipped steps bar it, to the highest rung that can be reached.
    fn way(&self, free: &[bool], held: &[bool]) -> (Vec<Leg>, Option<Case>) {
        let field = Field { climbs: self.climbs, target: self.target(), free, held };
        let to_target =
            [Case::Sure, Case::Open].into_iter().find_map(|case| Some((field.way(self.rungs, case)?, case)));
        if let Some((legs, case)) = to_target {
            return (legs, Some(case));
        }
        let lower = (1..self.rungs.len()).rev().map(|end| &self.rungs[..end]);
        let mut ahead = lower.filter(|rungs| rungs.last().is_some_and(|rung| !rung.is_ready(Case::Sure, held)));
        (ahead.find_map(|rungs| field.way(rungs, Case::Sure)).unwrap_or_default(), None)
    }

    /// What would lead to the target if nothing were skipped: its steps, and whether answers would be missing still; none if
    /// nothing would.
    pub(super) fn unhidden(&self, held: &[bool]) -> Option<(Vec<usize>, Case)> {
        let free: Vec<_> = held.iter().map(|held| !held).collect();
        let field = Field { climbs: self.climbs, target: self.target(), free: &free, held };
        let least = |case| Some((field.least(self.target(), case, &[])?.taken, case));
        least(Case::Sure).or_else(|| least(Case::Open))
    }
}

impl Course {
    /// The positions of all steps of the way.
    pub(super) fn on_way(&self) -> impl Iterator<Item = usize> + '_ {
        self.legs.iter().flat_map(|leg| leg.steps.iter().copied())
    }

    /// The target that each level leads to.
    pub(super) fn ways(&self, land: &Land<'_>) -> Vec<Option<TargetIx>> {
        let mut ways = vec![None; self.held.len()];
        for leg in &self.legs {
            leg.steps.iter().for_each(|at| ways[*at] = Some(land.rungs[leg.rung].target));
        }
        ways
    }

    /// Why a step is where it is, in terms of being ready.
    pub(super) fn because(&self, land: &Land<'_>, at: usize) -> Because {
        let Some(leg) = self.legs.iter().find(|leg| leg.steps.contains(&at)) else { return Because::Further };
        let rung = land.rungs[leg.rung];
        let leads = |from: usize| land.climbs.closure([from])[at];
        if let [only] = leg.steps.as_slice()
            && only == &at
            && leg.rung + 1 == land.rungs.len()
            && self.case == Some(Case::Sure)
        {
            return Because::Only;
        }
        if let Some((_, subject)) = rung.essentials().find(|(floor, _)| leads(*floor)) {
            return Because::Essential(subject);
        }
        let floors = rung.floors.iter().filter(|floor| floor.requirement.floor > Level::NONE);
        let floor = floors.filter_map(|floor| Some((floor.position?, floor.requirement.subject)));
        match floor.into_iter().find(|(floor, _)| leads(*floor)) {
            Some((_, subject)) => Because::Floor(subject),
            None => Because::Shortest,
        }
    }
}
