//! Whether what was ticked has been rated since.

use super::{Entry, plans::Tick};
use crate::{
    assessment::{Rating, carried},
    rubric::{Rubric, SkillIx},
};

/// Whether a tick is settled: an assessment that was stored after it really answered the skill, so that the rating now
/// speaks for itself. `entries` are all that is stored; those of another rubric id do not count. An answer is carried
/// over, not given, if its day is not the assessment's or if the assessment before has the very same.
pub fn is_settled(entries: &[Entry], rubric: &Rubric, tick: &Tick) -> bool {
    let Some(skill) = rubric.skill(tick.skill.as_str()) else { return false };
    let mut stored: Vec<_> = entries
        .iter()
        .filter(|entry| entry.assessment.rubric.id == *rubric.id())
        .filter_map(|entry| Some((entry.stored?, entry)))
        .collect();
    stored.sort_by_key(|(moment, _)| *moment);
    let given = stored.iter().enumerate().filter(|(at, (_, entry))| {
        let said = rating(entry, rubric, skill);
        let before = at.checked_sub(1).and_then(|before| rating(stored[before].1, rubric, skill));
        said.is_some_and(|said| said.on == entry.assessment.on) && said != before
    });
    crate::plan::settled(&tick.moment, given.map(|(_, (moment, _))| *moment))
}

fn rating<'a>(entry: &'a Entry, rubric: &'a Rubric, skill: SkillIx) -> Option<&'a Rating> {
    carried(rubric, &entry.assessment.ratings).nth(skill.get()).flatten()
}
