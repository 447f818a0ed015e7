//! Which members stand for the groups: those that requirements ask for, and those that levels to climb need.
//!
//! A group that several ask for has the same members for all of them. They are the preferred ones, then those that are
//! held, the highest rated first; where that leaves a choice, those with which the way to ready takes the fewest hours, then
//! the whole plan. A held member gives way only to one that makes the way more than a twentieth shorter.
//!
//! All combinations are tried where there are few. Where there are many, one member is exchanged at a time, together with
//! those of other groups that it builds on, until nothing improves.

use super::climb::{self, Ground, Members, Need, Tops};
use super::gain::places;
use super::rung::{Case, Rung};
use super::step::Climbs;
use super::way::Field;
use crate::rubric::{GroupIx, Level, SkillIx, Subject};
use crate::score::Scorecard;

/// The choice of the members of a group.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) group: GroupIx,
    candidates: Vec<SkillIx>,
    choose: usize,
    preferred: Vec<SkillIx>,
    /// The highest level at which somebody asks for its members.
    level: Level,
    /// Whether a requirement asks for it.
    is_required: bool,
}

/// What members are rated, together: the highest rated ones are held the most.
fn held(ground: &Ground<'_>, members: &[SkillIx]) -> u32 {
    members.iter().map(|member| u32::from(ground.held(*member).get())).sum()
}

impl Choice {
    fn of(ground: &Ground<'_>, group: GroupIx, needs: &[Need], prefer: &[SkillIx]) -> Self {
        let need = needs.iter().find(|need| need.requirement.subject == Subject::Group(group));
        let candidates = need.map_or_else(|| ground.applying(group).collect(), |need| need.candidates.clone());
        let choose = need.map_or(ground.rubric[group].choose, |need| need.choose).min(candidates.len());
        let mut preferred: Vec<_> = Vec::new();
        for skill in prefer.iter().filter(|skill| candidates.contains(skill)) {
            if preferred.len() < choose && !preferred.contains(skill) {
                preferred.push(*skill);
            }
        }
        let asked = ground.rubric.skills().flat_map(|(_, skill)| &skill.requires);
        let asked = asked.filter(|needed| needed.subject == Subject::Group(group)).map(|needed| needed.at);
        let level = asked.chain(need.map(|need| need.requirement.level)).max().unwrap_or_default();
        Self { group, candidates, choose, preferred, level, is_required: need.is_some() }
    }

    /// The most that a choice with the preferred members can be held by.
    fn most(&self, ground: &Ground<'_>) -> u32 {
        let rated = |skill: &SkillIx| u32::from(ground.held(*skill).get());
        let mut free: Vec<_> =
            self.candidates.iter().filter(|skill| !self.preferred.contains(skill)).map(rated).collect();
        free.sort_unstable_by_key(|rated| std::cmp::Reverse(*rated));
        let open = self.choose - self.preferred.len();
        self.preferred.iter().map(rated).chain(free.into_iter().take(open)).sum()
    }

    /// All choices with the preferred members, in the rubric's order.
    pub(super) fn all(&self) -> Vec<Vec<SkillIx>> {
        let mut free: Vec<_> =
            self.candidates.iter().copied().filter(|skill| !self.preferred.contains(skill)).collect();
        free.sort_unstable();
        let picks = self.choose - self.preferred.len();
        let mut all = vec![Vec::new()];
        for _ in 0..picks {
            let further = |picked: &Vec<SkillIx>| {
                let last = picked.last().copied();
                let next = free.iter().copied().filter(move |skill| last.is_none_or(|last| last < *skill));
                let picked = picked.clone();
                next.map(move |skill| [picked.as_slice(), &[skill]].concat()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(further).collect();
        }
        let mut whole: Vec<Vec<_>> = all.iter().map(|picked| [picked.as_slice(), &self.preferred].concat()).collect();
        for members in &mut whole {
            members.sort_unstable();
        }
        whole.sort();
        whole
    }

    fn combinations(&self) -> usize {
        let (all, picks) = (self.candidates.len() - self.preferred.len(), self.choose - self.preferred.len());
        (0..picks.min(all - picks)).fold(1, |product: usize, at| product.saturating_mul(all - at) / (at + 1))
    }
}

/// What choices are compared by, in quarters of an hour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Price {
    /// The way to ready.
    pub(super) way: u64,
    /// The whole plan.
    pub(super) whole: u64,
}

/// The members of all groups, being chosen.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    ground: &'a Ground<'a>,
    scorecard: &'a Scorecard,
    needs: &'a [Need],
    pub(super) all: Vec<Choice>,
}

/// The members that stand for each group.
pub(super) fn choose(ground: &Ground<'_>, scorecard: &Scorecard, needs: &[Need], prefer: &[SkillIx]) -> Members {
    Choices::of(ground, scorecard, needs, prefer).choose()
}

/// So many jobs are in all combinations together where all of them are tried.
const ALL: usize = 4_000;

impl<'a> Choices<'a> {
    pub(super) fn of(ground: &'a Ground<'a>, scorecard: &'a Scorecard, needs: &'a [Need], prefer: &[SkillIx]) -> Self {
        let all = ground.rubric.groups().map(|(group, _)| Choice::of(ground, group, needs, prefer)).collect();
        let mut choices = Self { ground, scorecard, needs, all };
        choices.settle_unasked();
        choices
    }

    /// Leaves nothing to choose where neither a requirement nor a level to climb can ask for a group.
    fn settle_unasked(&mut self) {
        let every = Members(self.all.iter().map(|choice| choice.candidates.clone()).collect());
        let tops = self.tops(&every);
        for choice in self.all.iter_mut().filter(|choice| !choice.is_required && !tops.asks(choice.group)) {
            choice.candidates.sort_by_key(|skill| !choice.preferred.contains(skill));
            choice.candidates.truncate(choice.choose);
        }
    }

    fn choose(&self) -> Members {
        let mut most: Vec<_> = self.all.iter().map(|choice| choice.most(self.ground)).collect();
        let mut members = self.first();
        if self.all.iter().all(|choice| choice.combinations() <= 1) {
            return members;
        }
        let mut price = None;
        if self.is_small(&members) {
            members = self.cheapest(&most);
        } else {
            price = Some(self.descend(&mut members, &most));
        }
        // a held member gives way, one group at a time
        while self.all.iter().zip(&most).any(|(_, most)| *most > 0) {
            let now = price.unwrap_or_else(|| self.price(&members));
            let Some(better) = self.shorter(&members, now, &most) else { break };
            members = better;
            most = self.all.iter().map(|choice| held(self.ground, members.of(choice.group))).collect();
            price = Some(self.descend(&mut members, &most));
        }
        members
    }

    #[cfg(test)]
    pub(super) fn held_by(&self, members: &[SkillIx]) -> u32 {
        held(self.ground, members)
    }

    /// Whether few enough combinations are left to try them all.
    pub(super) fn is_small(&self, members: &Members) -> bool {
        let combinations = self.all.iter().fold(1, |all: usize, choice| all.saturating_mul(choice.combinations()));
        let steps = self.steps(&self.tops(members));
        combinations.saturating_mul(steps.max(1)) <= ALL
    }

    fn steps(&self, tops: &Tops) -> usize {
        let climbed = |(skill, _)| usize::from(tops.get(skill).above(self.ground.held(skill)));
        self.ground.rubric.skills().map(climbed).sum()
    }

    /// The best combination of those that are held by the most.
    fn cheapest(&self, most: &[u32]) -> Members {
        let mut combinations = vec![Vec::new()];
        for (choice, most) in self.all.iter().zip(most) {
            let mut allowed = choice.all();
            allowed.retain(|members| held(self.ground, members) == *most);
            let with = |combination: &Vec<Vec<SkillIx>>| {
                let combination = combination.clone();
                allowed
                    .iter()
                    .map(move |members| [combination.as_slice(), std::slice::from_ref(members)].concat())
                    .collect::<Vec<_>>()
            };
            combinations = combinations.iter().flat_map(with).collect();
        }
        let best = combinations.into_iter().map(Members).min_by_key(|members| self.price(members));
        best.unwrap_or_else(|| self.first())
    }

    /// One group after the other, those that requirements ask for first: of the members that are held by the most those
    /// that take the fewest hours besides what is chosen already.
    fn first(&self) -> Members {
        let mut members = Members(self.all.iter().map(|choice| choice.preferred.clone()).collect());
        let mut tops = Tops::of(self.ground);
        for is_required in [true, false] {
            for choice in self.all.iter().filter(|choice| choice.is_required == is_required) {
                while members.of(choice.group).len() < choice.choose {
                    let chosen = members.of(choice.group);
                    let free = choice.candidates.iter().copied().filter(|skill| !chosen.contains(skill));
                    let cost = |skill: &SkillIx| {
                        let mut with = tops.clone();
                        with.raise(self.ground, &members, *skill, choice.level);
                        (std::cmp::Reverse(self.ground.held(*skill)), with.quarters(), *skill)
                    };
                    let Some(next) = free.min_by_key(cost) else { break };
                    members.0[choice.group.get()].push(next);
                }
                members.0[choice.group.get()].sort_unstable();
                if choice.is_required {
                    for member in members.of(choice.group).to_vec() {
                        tops.raise(self.ground, &members, member, choice.level);
                    }
                }
            }
        }
        members
    }

    /// Exchanges members as long as that is cheaper and every group stays held by the most.
    fn descend(&self, members: &mut Members, most: &[u32]) -> Price {
        const ROUNDS: usize = 100;
        let mut price = self.price(members);
        for _ in 0..ROUNDS {
            let mut improved = false;
            for choice in &self.all {
                if !choice.is_required && !self.tops(members).asks(choice.group) {
                    continue;
                }
                for other in self.exchanges(members, choice, Some(most)) {
                    if let Some(now) = self.cheaper(&other, price) {
                        (*members, price, improved) = (other, now, true);
                    }
                }
            }
            if !improved {
                break;
            }
        }
        price
    }

    /// The choice that makes the way shortest, and more than a twentieth shorter than it is, with a member of one group that
    /// is held by less.
    fn shorter(&self, members: &Members, now: Price, most: &[u32]) -> Option<Members> {
        let enough = now.way * 19 / 20 + u64::from(!(now.way * 19).is_multiple_of(20));
        let mut best = None;
        let mut limit = Price { way: enough, whole: 0 };
        for (choice, most) in self.all.iter().zip(most).filter(|(_, most)| **most > 0) {
            if !choice.is_required && !self.tops(members).asks(choice.group) {
                continue;
            }
            for other in self.exchanges(members, choice, None) {
                if held(self.ground, other.of(choice.group)) >= *most {
                    continue;
                }
                if let Some(price) = self.cheaper(&other, limit) {
                    limit = price;
                    best = Some(other);
                }
            }
        }
        best
    }

    /// What one exchange in a group leads to: alone, and together with those in other groups that the new member builds on.
    fn exchanges(&self, members: &Members, choice: &Choice, most: Option<&[u32]>) -> Vec<Members> {
        let chosen = members.of(choice.group);
        let mut found = Vec::new();
        let held = held(self.ground, chosen);
        for &new in choice.candidates.iter().filter(|skill| !chosen.contains(skill)) {
            for &old in chosen.iter().filter(|skill| !choice.preferred.contains(skill)) {
                let rated = |skill| u32::from(self.ground.held(skill).get());
                if most.is_some() && held - rated(old) + rated(new) != most.map_or(0, |most| most[choice.group.get()]) {
                    continue;
                }
                let mut alone = members.clone();
                alone.exchange(choice.group, old, new);
                let mut tied = alone.clone();
                self.tie(&mut tied, choice, new, most);
                if tied != alone {
                    found.push(tied);
                }
                found.push(alone);
            }
        }
        found
    }

    /// Puts what a member builds on, and itself, in the place of members of other groups.
    fn tie(&self, members: &mut Members, of: &Choice, member: SkillIx, most: Option<&[u32]>) {
        let mut tops = Tops::of(self.ground);
        tops.raise(self.ground, members, member, of.level);
        let stands = |skill: SkillIx| skill == member || tops.get(skill) > self.ground.held(skill);
        for choice in self.all.iter().filter(|choice| choice.group != of.group) {
            let below = choice.candidates.iter().copied().filter(|skill| stands(*skill));
            for new in below.filter(|skill| !members.of(choice.group).contains(skill)).collect::<Vec<_>>() {
                let rated = |skill| u32::from(self.ground.held(skill).get());
                let free = |old: &SkillIx| !stands(*old) && !choice.preferred.contains(old);
                let old =
                    members.of(choice.group).iter().copied().filter(free).min_by_key(|old| self.ground.held(*old));
                if let Some(old) = old.filter(|old| most.is_none() || rated(*old) <= rated(new)) {
                    members.exchange(choice.group, old, new);
                }
            }
        }
    }

    fn tops(&self, members: &Members) -> Tops {
        climb::tops(self.ground, members, self.needs)
    }

    pub(super) fn price(&self, members: &Members) -> Price {
        let whole = self.tops(members);
        let way = self.way(members, &whole, u64::MAX).unwrap_or(0);
        Price { way, whole: whole.quarters() }
    }

    /// What a choice costs, if that is less.
    fn cheaper(&self, members: &Members, than: Price) -> Option<Price> {
        // What floors take is part of the way.
        if self.floors(members) > than.way {
            return None;
        }
        let whole = self.tops(members);
        let way = self.way(members, &whole, than.way)?;
        let price = Price { way, whole: whole.quarters() };
        (price < than).then_some(price)
    }

    /// What the floors of a choice take, in quarters of an hour.
    fn floors(&self, members: &Members) -> u64 {
        let mut tops = Tops::of(self.ground);
        for need in self.needs.iter().filter(|need| need.requirement.floor > Level::NONE) {
            for place in places(self.ground, need, &members.for_need(need)) {
                if place.held < need.requirement.floor {
                    tops.raise(self.ground, members, place.member, need.requirement.floor);
                }
            }
        }
        tops.quarters()
    }

    /// What the way to ready takes, if that is at most so many quarters of an hour; 0 if nothing leads there.
    fn way(&self, members: &Members, tops: &Tops, most: u64) -> Option<u64> {
        let chosen: Vec<_> = self.needs.iter().map(|need| (need.clone(), members.for_need(need))).collect();
        let climbs = Climbs::of(self.ground, self.scorecard, members, &chosen, tops);
        let target = Rung::target(self.ground, self.scorecard, &climbs, &chosen);
        let (free, held) = (vec![true; climbs.all.len()], vec![false; climbs.all.len()]);
        let field = Field { climbs: &climbs, target: &target, free: &free, held: &held };
        let case = [Case::Sure, Case::Open].into_iter().find(|case| target.is_ready(*case, &free));
        case.map_or(Some(0), |case| field.within(&target, case, most))
    }
}
