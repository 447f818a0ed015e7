//! Hints about hours.

use crate::problem::{Code, Problem};
use crate::rubric::{HoursFrom, Rubric, Skill, SkillIx};

use super::{Places, place};

/// With fewer skills, or fewer levels, hours may look alike by chance.
const FEWEST_SKILLS: usize = 5;
const FEWEST_LEVELS: usize = 3;
/// Growths from one level to the next that differ by so little are the same, written in quarter hours.
const ALIKE: f64 = 0.1;

/// The hours of each skill grow by what its levels ask for, so not all of them grow alike.
pub(super) fn alike(rubric: &Rubric, places: &Places<'_>, hints: &mut Vec<Problem>) {
    let own = |at: SkillIx| place(places.of_skill(at), "hours", None).file < places.own;
    let skills = rubric.skills().filter(|(at, skill)| skill.hours_from() == HoursFrom::Skill && own(*at));
    let growths: Vec<_> = skills.map(|(at, skill)| (at, growth(skill, rubric))).collect();
    let Some((first, like)) = growths.first() else { return };
    let is_alike = |growth: &[f64]| growth.iter().zip(like).all(|(one, other)| (one / other - 1.0).abs() <= ALIKE);
    if growths.len() < FEWEST_SKILLS || like.len() + 1 < FEWEST_LEVELS || !growths.iter().all(|(_, it)| is_alike(it)) {
        return;
    }
    let message = format!("the hours of all {} skills grow alike from level to level", growths.len());
    let hint = Problem::new(Code::AlikeHours, place(places.of_skill(*first), "hours", None), message);
    hints.push(hint.help("estimate each level by what its anchor asks for: reading, and doing the act a few times"));
}

/// By how much each level takes more hours than the one below.
fn growth(skill: &Skill, rubric: &Rubric) -> Vec<f64> {
    let hours: Vec<_> = rubric.scale().levels().skip(1).map(|(level, _)| skill.hours(level).get()).collect();
    hours.windows(2).map(|pair| pair[1] / pair[0]).collect()
}
