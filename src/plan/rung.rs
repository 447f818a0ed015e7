//! A target of the way, with what the planned levels bring to it: the target itself or a rung of the ladder below.

use num_integer::Integer;
use num_rational::Ratio;

use super::climb::{Ground, Need, needs};
use super::gain::{places, services};
use super::id::StepId;
use super::step::Climbs;
use super::weights;
use crate::rubric::{Requirement, Rubric, Share, SkillIx, Subject, TargetIx};
use crate::score::{RequirementScore, Scorecard, Standing};

/// What it takes to be ready for a target.
#[derive(Debug)]
pub(super) struct Rung {
    pub(super) target: TargetIx,
    /// What each planned level gains for it, by position.
    pub(super) gains: Vec<Share>,
    /// The number of parts into which readiness is cut so that every gain is a whole number of them.
    pub(super) unit: i128,
    /// The levels that floors still ask for.
    pub(super) floors: Vec<Floor>,
    /// What is asked beyond the low readiness, below 0 if that is more; none if nothing applies.
    missing: Option<Share>,
    /// The requirements that answers leave open, for which nothing is planned.
    open: Vec<Open>,
}

/// A level that a requirement cannot do without.
#[derive(Clone, Copy, Debug)]
pub(super) struct Floor {
    /// Its position; none if it is not planned.
    pub(super) position: Option<usize>,
    pub(super) requirement: Requirement,
}

/// A requirement that answers leave open.
#[derive(Clone, Copy, Debug)]
struct Open {
    requirement: Requirement,
    missing: Share,
    /// Whether its floor is open too.
    is_below_floor: bool,
}

/// What is made of requirements that answers leave open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// They stay at their low: the target is surely reached.
    Sure,
    /// They are taken at their high: only answers are missing then.
    Open,
}

impl Rung {
    /// The target of the plan, whose members are chosen need by need.
    pub(super) fn target(
        ground: &Ground<'_>,
        scorecard: &Scorecard,
        climbs: &Climbs,
        chosen: &[(Need, Vec<SkillIx>)],
    ) -> Self {
        let needs: Vec<_> = chosen.iter().map(|(need, members)| (need, members.as_slice())).collect();
        Self::of(ground, scorecard, climbs, &needs)
    }

    /// A rung below it. For its groups those members stand that the plan leads highest, of equals those that `chosen` has.
    pub(super) fn below(
        rubric: &Rubric,
        scorecard: &Scorecard,
        climbs: &Climbs,
        chosen: &[(Need, Vec<SkillIx>)],
        assume_lowest: bool,
    ) -> Self {
        let ground = Ground::of(rubric, scorecard);
        let needs = needs(rubric, scorecard, assume_lowest);
        let is_chosen = |need: &Need, member: SkillIx| {
            chosen.iter().any(|(other, members)| {
                other.requirement.subject == need.requirement.subject && members.contains(&member)
            })
        };
        let members = |need: &Need| {
            let mut members = need.candidates.clone();
            members.sort_by_key(|&member| {
                let top = climbs.top(member).max(ground.held(member)).min(need.requirement.level);
                (std::cmp::Reverse((top, is_chosen(need, member), ground.held(member))), member)
            });
            members.truncate(need.choose);
            members.sort_unstable();
            members
        };
        let members: Vec<_> = needs.iter().map(members).collect();
        let needs: Vec<_> = needs.iter().zip(&members).map(|(need, members)| (need, members.as_slice())).collect();
        Self::of(&ground, scorecard, climbs, &needs)
    }

    fn of(ground: &Ground<'_>, scorecard: &Scorecard, climbs: &Climbs, needs: &[(&Need, &[SkillIx])]) -> Self {
        let weights = weights(scorecard);
        let mut gains = vec![Share::default(); climbs.all.len()];
        let mut floors = Vec::new();
        for (need, chosen) in needs {
            let places = places(ground, need, chosen);
            for service in services(ground, need, &places, weights) {
                if let Some(at) = climbs.position(StepId { skill: service.skill, to: service.to }) {
                    gains[at] += service.gain;
                }
            }
            let requirement = need.requirement;
            for place in places.iter().filter(|place| place.held < requirement.floor) {
                let id = StepId { skill: place.member, to: requirement.floor };
                floors.push(Floor { position: climbs.position(id), requirement });
            }
        }
        let planned = |scored: &RequirementScore| {
            needs.iter().any(|(need, _)| need.requirement.subject == scored.requirement.subject)
        };
        let open =
            scorecard.requirements.iter().filter(|scored| scored.standing() == Standing::Open && !planned(scored));
        let open = open.map(|scored| Open {
            requirement: scored.requirement,
            missing: scored.missing,
            is_below_floor: scored.floor_met != Some(true),
        });
        Self {
            target: scorecard.target,
            unit: unit(&gains),
            gains,
            floors,
            missing: scorecard.readiness.map(|readiness| ground.rubric[scorecard.target].ready_at - readiness.low),
            open: open.collect(),
        }
    }

    /// What the gains of the steps to come must sum to, as a share, where some levels count as held; none if they cannot
    /// do.
    pub(super) fn wanted(&self, case: Case, held: &[bool]) -> Option<Share> {
        let missing = self.missing? - self.gained(held);
        match case {
            Case::Sure if self.open.iter().any(|open| open.is_below_floor) => None,
            Case::Sure => Some(missing),
            Case::Open => Some(missing - self.open.iter().map(|open| open.missing).sum::<Share>()),
        }
    }

    /// How far above what is asked the low readiness is with some levels.
    pub(super) fn margin(&self, held: &[bool]) -> Option<Share> {
        Some(self.gained(held) - self.missing?)
    }

    /// What some levels gain together.
    pub(super) fn gained(&self, held: &[bool]) -> Share {
        self.gains.iter().zip(held).filter(|(_, held)| **held).map(|(gain, _)| *gain).sum()
    }

    /// Whether one is ready with some levels.
    pub(super) fn is_ready(&self, case: Case, held: &[bool]) -> bool {
        self.wanted(case, held).is_some_and(|wanted| wanted <= Share::default())
            && self.floors.iter().all(|floor| floor.position.is_some_and(|at| held[at]))
    }

    /// The levels that its essential requirements cannot do without.
    pub(super) fn essentials(&self) -> impl Iterator<Item = (usize, Subject)> + '_ {
        let essential = self.floors.iter().filter(|floor| floor.requirement.essential);
        essential.filter_map(|floor| Some((floor.position?, floor.requirement.subject)))
    }

    /// The open requirements that stand in the way where some levels count as held and all others can be had: those whose
    /// floor is open, and all of them if the gains do not do.
    pub(super) fn in_the_way(&self, all: &[bool]) -> impl Iterator<Item = Requirement> + '_ {
        let short = self.missing.is_some_and(|missing| self.gained(all) < missing);
        self.open.iter().filter(move |open| short || open.is_below_floor).map(|open| open.requirement)
    }

    /// What each level gains, in units.
    pub(super) fn weight(&self, at: usize) -> u64 {
        weight(self.gains[at], self.unit)
    }
}

/// Gains that have no common part as coarse as this, which takes groups of very many members, are rounded to it for the
/// order.
const FINEST: i128 = 1 << 56;

fn unit(gains: &[Share]) -> i128 {
    let common = gains.iter().try_fold(1_i128, |common, gain| {
        let denominator = *gain.denom();
        (denominator / common.gcd(&denominator)).checked_mul(common).filter(|common| *common <= FINEST)
    });
    common.unwrap_or(FINEST)
}

fn weight(gain: Share, unit: i128) -> u64 {
    let (numerator, denominator) = (*gain.numer(), *gain.denom());
    let exact = if unit % denominator == 0 { numerator.checked_mul(unit / denominator) } else { None };
    let rounded = || numerator.checked_mul(unit).map_or(0, |parts| parts / denominator);
    u64::try_from(exact.unwrap_or_else(rounded)).unwrap_or(0)
}

/// So many units at the least.
pub(super) fn units(wanted: Share, unit: i128) -> u128 {
    let parts = wanted * Ratio::from_integer(unit);
    u128::try_from(parts.ceil().to_integer()).unwrap_or(0)
}
