//! What is worth a second look before answers are saved. Nothing of it changes an answer or a score.

use super::gate::titles;
use super::review;
use crate::assessment::Answers;
use crate::assessment::interview::{Interview, Reply};
use crate::clean;
use crate::rubric::{AreaIx, Level, Rubric, SkillIx, Subject, TargetIx};
use crate::score;

/// The sentences, the weightiest first.
pub(super) fn doubts(interview: &Interview<'_>, target: TargetIx) -> Vec<String> {
    let rubric = interview.rubric();
    let mut doubts = contradictions(rubric, target, interview);
    doubts.extend(review::areas(interview).into_iter().filter_map(|area| all_the_same(interview, area)));
    doubts.extend(skipped(interview));
    doubts
}

fn contradictions(rubric: &Rubric, target: TargetIx, interview: &Interview<'_>) -> Vec<String> {
    let scored = score::score(rubric, target, &Answers::of(rubric, &interview.ratings()));
    let title = |skill: SkillIx| clean::line(&rubric[skill].title).into_owned();
    // Whoever hides last time's answers would see them here; and what is not asked is not for this run to mend.
    let is_known = |skill: SkillIx| interview.reply(skill).is_some() || !interview.is_blind();
    let is_asked = |skill: SkillIx| interview.reply(skill).is_some();
    let concerns = |broken: &&score::Contradiction| {
        let all = || std::iter::once(broken.skill).chain(rubric.skills_of(&broken.requires).iter().copied());
        all().any(is_asked) && all().all(is_known)
    };
    let told = |broken: &score::Contradiction| {
        let (rating, level, at) = (broken.rating?, broken.level, broken.at);
        let requires = clean::line(rubric.subject_title(broken.requires));
        let stated = match (broken.requires, broken.stated) {
            (Subject::Skill(_), stated) => format!("that is {}", stated?),
            (Subject::Group(_), Some(stated)) => format!("your best there is {stated}"),
            (Subject::Group(_), None) => "you have none of it".to_owned(),
        };
        Some(format!("{} is {rating}; its level {level} needs {requires} at {at}, and {stated}", title(broken.skill)))
    };
    scored.main_contradictions().filter(concerns).filter_map(told).collect()
}

/// Fewer equal answers than this mean nothing.
const FEWEST_THE_SAME: usize = 5;

/// Runs of 0 mean nothing either: who begins has many of them.
fn all_the_same(interview: &Interview<'_>, area: AreaIx) -> Option<String> {
    let levels: Vec<_> = interview.asked_in(area).filter_map(|skill| review::level(interview.reply(skill))).collect();
    let first = *levels.first()?;
    let is_odd = levels.len() >= FEWEST_THE_SAME && first > Level::NONE && levels.iter().all(|level| *level == first);
    let title = clean::line(&interview.rubric()[area].title);
    is_odd.then(|| format!("all {} answers in {title} are {first}", levels.len()))
}

/// More names than this are not read.
const MOST_NAMES: usize = 3;

fn skipped(interview: &Interview<'_>) -> Option<String> {
    let is_skipped = |skill: &SkillIx| interview.reply(*skill) == Some(Reply::Skipped);
    let skipped: Vec<_> = interview.asked().iter().copied().filter(is_skipped).collect();
    let named = titles(interview, &skipped[..skipped.len().min(MOST_NAMES)]);
    let more = skipped.len().saturating_sub(MOST_NAMES);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!skipped.is_empty()).then(|| format!("skipped: {named}{rest}"))
}
