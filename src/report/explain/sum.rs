//! The arithmetic of a requirement, written out so that it can be redone by hand.

use super::super::name;
use super::super::number::{fraction, points};
use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Rubric, Share, SkillIx, Subject};
use crate::score::{Reach, RequirementScore, Scorecard};

/// What of a requirement is attained, and what that misses of the target; with it comes the sum of all weights that apply.
pub(super) fn sum(
    rubric: &Rubric,
    card: &Scorecard,
    answers: &Answers,
    (scored, weights): (&RequirementScore, u32),
) -> String {
    let Some(attained) = scored.attainment else {
        return "not applicable: left out of the score".to_owned();
    };
    let attainment = match scored.requirement.subject {
        Subject::Skill(skill) if answers.get(skill) == Some(Answer::NotApplicable) => {
            "said not to apply, but essential, so it counts as not answered: attainment from 0 to 1".to_owned()
        }
        Subject::Skill(skill) => of_skill(card, scored, skill),
        Subject::Group(_) => of_group(rubric, card, scored),
    };
    if attained.low == Share::from_integer(1) {
        return format!("{attainment}, nothing missing");
    }
    let most = if attained.is_point() { "" } else { "up to " };
    format!(
        "{attainment}; 100 x {} x (1 - {}) / {weights} = {most}{} points missing",
        scored.requirement.weight,
        fraction(attained.low),
        points(scored.missing)
    )
}

fn of_skill(card: &Scorecard, scored: &RequirementScore, skill: SkillIx) -> String {
    let asked = scored.requirement.level;
    match card.reach(skill) {
        Reach::Unanswered(bounds) if bounds.low.min(asked) < bounds.high.min(asked) => {
            let (low, high) = (quotient(bounds.low, asked), quotient(bounds.high, asked));
            format!("not answered, so attainment is from {low} to {high}")
        }
        reach => format!("attainment {}", quotient(reach.low().unwrap_or_default(), asked)),
    }
}

/// `min(1, 3) / 3 = 1/3`
fn quotient(level: Level, asked: Level) -> String {
    let attained = Share::new(level.min(asked).get().into(), asked.get().into());
    format!("min({level}, {asked}) / {asked} = {}", fraction(attained))
}

/// The best members, by their lowest possible levels, and the mean of them.
fn of_group(rubric: &Rubric, card: &Scorecard, scored: &RequirementScore) -> String {
    let asked = scored.requirement.level;
    let title = |skill: &SkillIx| name::text(&rubric[*skill].title);
    let low = |skill: &SkillIx| card.reach(*skill).low().unwrap_or_default();
    let open = match scored.attainment.filter(|span| !span.is_point()) {
        Some(span) => format!(" at least, {} at most, as not all is answered", fraction(span.high)),
        None => String::new(),
    };
    match scored.counted.as_slice() {
        [] => "said not to apply, but essential, so it counts as not answered: attainment from 0 to 1".to_owned(),
        [one] => format!("{} counts: attainment {}{open}", title(one), quotient(low(one), asked)),
        best => {
            let names: Vec<_> = best.iter().map(title).collect();
            let parts: Vec<_> = best.iter().map(|skill| format!("min({}, {asked}) / {asked}", low(skill))).collect();
            let mean = scored.attainment.map(|span| fraction(span.low)).unwrap_or_default();
            let (names, parts) = (names.join(" and "), parts.join(" + "));
            format!("{names} count: attainment ({parts}) / {} = {mean}{open}", best.len())
        }
    }
}
