//! Which members of the groups to raise: jointly those with which the whole plan needs the fewest hours.
//!
//! All combinations are tried up to 10,000 of them. Where there are more, one group is chosen anew at a time, the others
//! as they are, until nothing improves; and in a group that alone has more, one member is exchanged at a time.

use std::cmp::Reverse;

use super::climb::{Ground, Need, Tops};
use crate::rubric::{Level, SkillIx};

/// More combinations than this are not all tried.
const MOST: u128 = 10_000;

/// Chooses the members of every need, in the order of the needs, each list in the rubric's order; and plans them.
pub(super) fn choose(ground: &Ground<'_>, needs: &[Need], prefer: &[SkillIx], tops: &mut Tops) -> Vec<Vec<SkillIx>> {
    let choices: Vec<_> = needs.iter().map(|need| Choice::of(need, prefer)).collect();
    for choice in &choices {
        choice.raise(ground, tops, &choice.fixed);
    }
    let open: Vec<_> = choices.iter().filter(|choice| choice.picks > 0).collect();
    let combinations = open.iter().fold(1, |product: u128, choice| product.saturating_mul(choice.combinations()));
    let mut picked =
        if combinations <= MOST { cheapest(ground, tops, &open) } else { one_at_a_time(ground, tops, &open) }
            .into_iter();
    let mut chosen = Vec::with_capacity(choices.len());
    for choice in &choices {
        let mut members = choice.fixed.clone();
        if choice.picks > 0 {
            members.extend(picked.next().unwrap_or_default());
        }
        choice.raise(ground, tops, &members);
        members.sort_unstable();
        chosen.push(members);
    }
    chosen
}

/// A choice of `picks` of the `free` members, besides those that are settled.
#[derive(Debug)]
struct Choice {
    level: Level,
    fixed: Vec<SkillIx>,
    free: Vec<SkillIx>,
    picks: usize,
}

impl Choice {
    fn of(need: &Need, prefer: &[SkillIx]) -> Self {
        let mut free = need.candidates.clone();
        free.sort_unstable();
        let level = need.requirement.level;
        if free.len() == need.choose {
            return Self { level, fixed: free, free: Vec::new(), picks: 0 };
        }
        let mut fixed = Vec::new();
        for skill in prefer.iter().filter(|skill| need.candidates.contains(skill)) {
            if fixed.len() < need.choose && !fixed.contains(skill) {
                fixed.push(*skill);
            }
        }
        free.retain(|skill| !fixed.contains(skill));
        Self { level, picks: need.choose - fixed.len(), fixed, free }
    }

    fn combinations(&self) -> u128 {
        let (all, picks) = (self.free.len() as u128, self.picks.min(self.free.len() - self.picks) as u128);
        (0..picks).fold(1, |product, at| if product > MOST { product } else { product * (all - at) / (at + 1) })
    }

    fn raise(&self, ground: &Ground<'_>, tops: &mut Tops, members: &[SkillIx]) {
        for &member in members {
            tops.raise(ground, member, self.level);
        }
    }
}

/// What combinations are compared by: fewer hours, then higher ratings.
type Price = (u64, Reverse<u32>);

fn ratings(ground: &Ground<'_>, members: impl Iterator<Item = SkillIx>) -> u32 {
    members.map(|member| u32::from(ground.held(member).get())).sum()
}

/// The cheapest of all combinations, of equals the one that comes first in the rubric's order.
fn cheapest(ground: &Ground<'_>, tops: &mut Tops, choices: &[&Choice]) -> Vec<Vec<SkillIx>> {
    let mut picks: Vec<Vec<usize>> = choices.iter().map(|choice| (0..choice.picks).collect()).collect();
    let mut marks = vec![tops.mark(); choices.len()];
    let mut best: Option<(Price, Vec<Vec<usize>>)> = None;
    let mut from = 0;
    loop {
        for at in from..choices.len() {
            marks[at] = tops.mark();
            for &pick in &picks[at] {
                tops.raise(ground, choices[at].free[pick], choices[at].level);
            }
        }
        let members =
            choices.iter().zip(&picks).flat_map(|(choice, picks)| picks.iter().map(|&pick| choice.free[pick]));
        let price = (tops.quarters(), Reverse(ratings(ground, members)));
        if best.as_ref().is_none_or(|(least, _)| price < *least) {
            best = Some((price, picks.clone()));
        }
        let advanced = (0..choices.len()).rev().find(|&at| {
            tops.undo(ground, marks[at]);
            advance(&mut picks[at], choices[at].free.len())
        });
        match advanced {
            Some(at) => from = at,
            None => break,
        }
    }
    let picks = best.map(|(_, picks)| picks).unwrap_or_default();
    choices.iter().zip(picks).map(|(choice, picks)| picks.into_iter().map(|pick| choice.free[pick]).collect()).collect()
}

/// What the members cost, in quarters of an hour, if they are chosen one group at a time however few there are.
#[cfg(test)]
pub(super) fn stepwise(ground: &Ground<'_>, needs: &[Need]) -> u64 {
    let choices: Vec<_> = needs.iter().map(|need| Choice::of(need, &[])).collect();
    let mut tops = Tops::of(ground);
    for choice in &choices {
        choice.raise(ground, &mut tops, &choice.fixed);
    }
    let open: Vec<_> = choices.iter().filter(|choice| choice.picks > 0).collect();
    for (choice, members) in open.iter().zip(one_at_a_time(ground, &mut tops, &open)) {
        assert_eq!(members.len(), choice.picks);
        choice.raise(ground, &mut tops, &members);
    }
    tops.quarters()
}

/// Steps to the next combination in order; after the last one back to the first, and says so.
fn advance(picks: &mut [usize], all: usize) -> bool {
    let count = picks.len();
    let movable = (0..count).rev().find(|&at| picks[at] < all - count + at);
    let (start, first) = movable.map_or((0, 0), |at| (at, picks[at] + 1));
    for (offset, pick) in picks[start..].iter_mut().enumerate() {
        *pick = first + offset;
    }
    movable.is_some()
}

/// One group after the other, the others as they are, until nothing improves.
fn one_at_a_time(ground: &Ground<'_>, tops: &mut Tops, choices: &[&Choice]) -> Vec<Vec<SkillIx>> {
    const ROUNDS: usize = 100;
    let mut chosen: Vec<Vec<SkillIx>> = vec![Vec::new(); choices.len()];
    let start = tops.mark();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for at in 0..choices.len() {
            for (other, members) in chosen.iter().enumerate().filter(|(other, _)| *other != at) {
                choices[other].raise(ground, tops, members);
            }
            let members = alone(ground, tops, choices[at]);
            tops.undo(ground, start);
            changed |= members != chosen[at];
            chosen[at] = members;
        }
        if !changed {
            break;
        }
    }
    chosen
}

fn alone(ground: &Ground<'_>, tops: &mut Tops, choice: &Choice) -> Vec<SkillIx> {
    if choice.combinations() <= MOST {
        return cheapest(ground, tops, &[choice]).pop().unwrap_or_default();
    }
    let mut price = |members: &[SkillIx]| -> Price {
        let mark = tops.mark();
        choice.raise(ground, tops, members);
        let quarters = tops.quarters();
        tops.undo(ground, mark);
        (quarters, Reverse(ratings(ground, members.iter().copied())))
    };
    let mut members = choice.free.clone();
    members.sort_by_cached_key(|member| (price(&[*member]), *member));
    members.truncate(choice.picks);
    members.sort_unstable();
    exchange(choice, members, price)
}

/// Exchanges one member at a time for one outside, as long as that is cheaper and the work stays bounded.
fn exchange(choice: &Choice, mut members: Vec<SkillIx>, mut price: impl FnMut(&[SkillIx]) -> Price) -> Vec<SkillIx> {
    let mut tries = 20_000_usize.checked_div(members.len()).unwrap_or(0);
    let mut least = price(&members);
    let mut improved = true;
    while std::mem::take(&mut improved) {
        for at in 0..members.len() {
            for &outside in &choice.free {
                if members.contains(&outside) || tries == 0 {
                    continue;
                }
                tries -= 1;
                let inside = std::mem::replace(&mut members[at], outside);
                let now = price(&members);
                if now < least {
                    least = now;
                    improved = true;
                } else {
                    members[at] = inside;
                }
            }
        }
    }
    members.sort_unstable();
    members
}
