//! What each level gains in readiness.

use std::cmp::Reverse;

use num_rational::Ratio;

use super::climb::{Ground, Need};
use crate::rubric::{Level, Share, SkillIx};

/// A level that serves a requirement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Service {
    pub(super) skill: SkillIx,
    pub(super) to: Level,
    /// 0 for a level at which another member of the group already stands.
    pub(super) gain: Share,
}

/// The levels through which the chosen members of a need climb, each with what it gains. Together they gain all that the
/// requirement misses.
///
/// The present best members count now. A chosen member outside them takes the place of one that is not chosen, both in
/// the rubric's order, so its levels up to that one's gain nothing.
pub(super) fn services(ground: &Ground<'_>, need: &Need, chosen: &[SkillIx], weights: i128) -> Vec<Service> {
    let level = need.requirement.level;
    let best = present_best(ground, need, chosen);
    let mut displaced = best.iter().filter(|member| !chosen.contains(member));
    let whole = i128::from(level.get()) * i128::try_from(need.choose).unwrap_or(i128::MAX) * weights;
    let gain = Ratio::new(i128::from(need.requirement.weight), whole);
    let mut services = Vec::new();
    for &member in chosen {
        let counted = if best.contains(&member) { Some(&member) } else { displaced.next() };
        let held = counted.map_or(Level::NONE, |counted| ground.held(*counted));
        services.extend(ground.held(member).up_to(level).map(|to| Service {
            skill: member,
            to,
            gain: if to > held { gain } else { Share::default() },
        }));
    }
    services
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
