//! What each level gains in readiness.

use std::cmp::Reverse;

use num_rational::Ratio;

use super::climb::{Ground, Need};
use crate::rubric::{Level, Share, SkillIx};

/// One of the places of a requirement, as many as members count, with the member that is to fill it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) member: SkillIx,
    /// The level that counts there now, which may be that of another member.
    pub(super) held: Level,
}

/// A level that serves a requirement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Service {
    pub(super) skill: SkillIx,
    pub(super) to: Level,
    /// 0 for a level at which another member of the group already stands.
    pub(super) gain: Share,
}

/// The places of a need for its chosen members.
///
/// The present best members count now. A chosen member outside them takes the place of one that is not chosen, both in
/// the rubric's order.
pub(super) fn places(ground: &Ground<'_>, need: &Need, chosen: &[SkillIx]) -> Vec<Place> {
    let best = present_best(ground, need, chosen);
    let mut displaced = best.iter().filter(|member| !chosen.contains(member));
    let place = |&member: &SkillIx| {
        let counted = if best.contains(&member) { Some(&member) } else { displaced.next() };
        Place { member, held: counted.map_or(Level::NONE, |counted| ground.held(*counted)) }
    };
    chosen.iter().map(place).collect()
}

/// The levels through which the members of a need climb to their places, each with what it gains; those up to the level
/// that counts there now gain nothing. Together they gain all that the requirement misses.
pub(super) fn services(ground: &Ground<'_>, need: &Need, places: &[Place], weights: i128) -> Vec<Service> {
    let level = need.requirement.level;
    let whole = i128::from(level.get()) * i128::try_from(need.choose).unwrap_or(i128::MAX) * weights;
    let gain = Ratio::new(i128::from(need.requirement.weight), whole);
    let through = |place: &Place| {
        let Place { member, held } = *place;
        let gain = move |to| if to > held { gain } else { Share::default() };
        ground.held(member).up_to(level).map(move |to| Service { skill: member, to, gain: gain(to) })
    };
    places.iter().flat_map(through).collect()
}

/// The members that count now, in the rubric's order: those that attain most, ties to chosen ones, then to the first.
fn present_best(ground: &Ground<'_>, need: &Need, chosen: &[SkillIx]) -> Vec<SkillIx> {
    let mut best = need.candidates.clone();
    best.sort_by_key(|member| {
        let attained = ground.held(*member).min(need.requirement.level);
        (Reverse(attained), !chosen.contains(member), *member)
    });
    best.truncate(need.choose);
    best.sort_unstable();
    best
}
