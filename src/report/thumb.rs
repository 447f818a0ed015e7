//! Hours that no rubric gives: what a page says of them, once.

use super::name::{Name, listed};
use crate::rubric::{HoursFrom, Rubric, SkillIx};

/// What a page says that shows hours of these skills; none if the rubric gives them all.
pub(super) fn rule_of_thumb(rubric: &Rubric, skills: impl IntoIterator<Item = SkillIx>) -> Option<String> {
    const NAMED: usize = 3;
    let mut skills: Vec<_> = skills.into_iter().collect();
    skills.sort_unstable();
    skills.dedup();
    let by_thumb = |skill: &SkillIx| rubric[*skill].hours_from() == HoursFrom::RuleOfThumb;
    let names: Vec<_> = skills.iter().copied().filter(by_thumb).map(|skill| Name::skill(rubric, skill)).collect();
    let whose = match names.len() {
        0 => return None,
        all if all == skills.len() => "The hours".to_owned(),
        _ => format!("The hours of {}", listed(&names, NAMED)),
    };
    Some(format!("{whose} are a rule of thumb, the same for every skill: the rubric does not say how long it takes"))
}
