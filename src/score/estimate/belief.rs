//! What a person's levels could be, before rounding: so many draws from a normal distribution, moved by every answer.
//!
//! A skill's ability is `2.0 + G + A + E` on a scale of 0 to 5: one part common to all skills of a person, one to those of
//! an area, one its own. The numbers are guesses that were tried on simulated people of other kinds, not calibrated on real
//! ones. An answer moves all draws at once (Matheron's rule) by the covariance, which is known exactly; so the draws depend
//! on what was answered, not on the order of it.

use super::DRAWS;
use crate::rubric::{Rubric, SkillIx};
use crate::score::random::Stream;

/// The middle of what is expected of a skill, in levels of a scale of 0 to 5.
const MEAN: f64 = 2.0;
/// How far people differ in all skills together, as a standard deviation.
const GENERAL: f64 = 1.1;
/// How far areas differ within a person.
const AREA: f64 = 0.8;
/// How far skills differ within an area of a person.
const SKILL: f64 = 1.1;

/// As if so many answers had spread as expected before the first one.
const EXPECTED: f64 = 10.0;
const LEAST_MISFIT: f64 = 0.8;

/// Draws of the abilities of some skills.
#[derive(Clone, Debug)]
pub(super) struct Belief {
    /// For each skill, its ability in each draw, in levels.
    abilities: Vec<Vec<f64>>,
    /// For each skill, its covariance with each.
    covariance: Vec<Vec<f64>>,
    /// For each skill, its expected ability.
    means: Vec<f64>,
    /// How many answers were taken.
    taken: u32,
    /// How far they were from what was expected of them: the squares, each in units of its variance, summed. The sum is the
    /// same in any order.
    surprise: f64,
}

impl Belief {
    /// What is believed before anything is answered.
    pub(super) fn before(rubric: &Rubric, skills: &[SkillIx]) -> Self {
        let unit = f64::from(rubric.scale().max().get()) / 5.0;
        let general = Stream::of("person", "").normals(DRAWS);
        let areas: Vec<_> =
            rubric.areas().map(|(_, area)| Stream::of("area", area.id.as_str()).normals(DRAWS)).collect();
        let ability = |skill: &SkillIx| {
            let own = Stream::of("skill", rubric[*skill].id.as_str()).normals(DRAWS);
            let of_area = &areas[rubric[*skill].area.get()];
            let parts = general.iter().zip(of_area).zip(own);
            parts
                .map(|((general, area), own)| unit * (MEAN + GENERAL * general + AREA * area + SKILL * own))
                .collect::<Vec<_>>()
        };
        let shared = |one: &SkillIx, two: &SkillIx| {
            let area = if rubric[*one].area == rubric[*two].area { AREA * AREA } else { 0.0 };
            let own = if one == two { SKILL * SKILL } else { 0.0 };
            unit * unit * (GENERAL * GENERAL + area + own)
        };
        Self {
            abilities: skills.iter().map(ability).collect(),
            covariance: skills.iter().map(|one| skills.iter().map(|two| shared(one, two)).collect()).collect(),
            means: vec![unit * MEAN; skills.len()],
            taken: 0,
            surprise: 0.0,
        }
    }

    /// The ability in a skill, draw by draw, spread as far as the answers were. Skills go by their position among those that
    /// it was made for.
    pub(super) fn ability(&self, skill: usize) -> impl Iterator<Item = f64> {
        let (mean, misfit) = (self.means[skill], self.misfit());
        self.abilities[skill].iter().map(move |ability| mean + misfit * (ability - mean))
    }

    /// Moves every draw by something seen of one skill, `seen` give or take `noise`; `wobble` is that of each draw, in
    /// units of `noise`.
    pub(super) fn learn(&mut self, skill: usize, seen: f64, noise: f64, wobble: &[f64]) {
        debug_assert_eq!(wobble.len(), DRAWS, "one for each draw");
        let shared = self.covariance[skill].clone();
        let certainty = 1.0 / (shared[skill] + noise * noise);
        let missed = seen - self.means[skill];
        self.taken += 1;
        self.surprise += missed * missed * certainty;
        add(&mut self.means, missed * certainty, &shared);
        let of_draw = self.abilities[skill].iter().zip(wobble);
        let surprise: Vec<_> = of_draw.map(|(ability, wobble)| seen + noise * wobble - ability).collect();
        for (other, abilities) in self.abilities.iter_mut().enumerate() {
            add(abilities, shared[other] * certainty, &surprise);
            add(&mut self.covariance[other], -shared[other] * certainty, &shared);
        }
    }

    /// How much wider the answers spread than this belief expected of them, as a ratio of standard deviations: about 1 for
    /// people that it fits. A few answers tell little of it, and ever the same answer does not make it certain.
    fn misfit(&self) -> f64 {
        let squared = (EXPECTED + self.surprise) / (EXPECTED + f64::from(self.taken));
        squared.sqrt().max(LEAST_MISFIT)
    }
}

/// Adds so many times the one to the other.
fn add(to: &mut [f64], times: f64, what: &[f64]) {
    for (to, what) in to.iter_mut().zip(what) {
        *to += times * what;
    }
}
