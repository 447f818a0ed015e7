//! Ratings that are old enough to be asked again. A stale rating is flagged, never lowered.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Answer, Answers, Rating, carried};
use crate::rubric::{Id, Level, Rubric, SkillIx};

/// Months until half of what was learnt at level 1 is lost without use: Tatel and Ackerman's meta-analysis of skill
/// decay, mixed measures.
const HALF_LIFE: f64 = 11.0;
/// Each further level is assumed to last so much longer.
const PER_LEVEL: f64 = 1.3;
/// A rating is stale when less than this is expected to be left.
const KEPT: f64 = 0.75;
/// The mean Gregorian month, in days.
const MONTH: f64 = 30.436_875;

impl Rating {
    /// Whether the rating should be asked again on this day: retention `2^(-months / h)` with `h = 11 · 1.3^(level - 1)`
    /// is below three quarters, after about 4.6 months at level 1 and 10 at level 4. Level 0 has nothing to lose.
    pub fn is_stale(&self, today: Date) -> bool {
        let Answer::Rated(level) = self.answer else { return false };
        let days = self.on.until(today).map_or(0, |span| span.get_days());
        level > Level::NONE && retention(level, f64::from(days) / MONTH) < KEPT
    }
}

/// Which of some skills have ratings that are stale on this day, and what the answers would be if each of these ratings
/// had slipped one level.
pub fn slipped(
    rubric: &Rubric,
    ratings: &BTreeMap<Id, Rating>,
    skills: &[SkillIx],
    today: Date,
) -> (Vec<SkillIx>, Answers) {
    let ratings: Vec<_> = carried(rubric, ratings).collect();
    let is_stale = |skill: &SkillIx| ratings[skill.get()].as_ref().is_some_and(|rating| rating.is_stale(today));
    let stale: Vec<_> = skills.iter().copied().filter(is_stale).collect();
    let mut answers = Answers(ratings.iter().map(|rating| Some(rating.as_ref()?.answer)).collect());
    for skill in &stale {
        let slipped = answers.rating(*skill).map(|level| Answer::Rated(level.below()));
        answers.set(*skill, slipped);
    }
    (stale, answers)
}

fn retention(level: Level, months: f64) -> f64 {
    let half_life = HALF_LIFE * PER_LEVEL.powi(i32::from(level.below().get()));
    (-months / half_life).exp2()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(level: u8, today: Date, stale: bool) {
        let rating = Rating {
            answer: Answer::Rated(Level::new(level)),
            on: date(2026, 1, 1),
            evidence: None,
            confidence: None,
            help: None,
        };
        assert_eq!(rating.is_stale(today), stale, "level {level} on {today}");
    }

    #[test]
    fn low_levels_go_stale_first() {
        check(1, date(2026, 5, 15), false);
        check(1, date(2026, 5, 25), true);
        check(4, date(2026, 10, 25), false);
        check(4, date(2026, 11, 10), true);
        check(0, date(2036, 1, 1), false);
        check(3, date(2020, 1, 1), false);
    }
}
