//! Whether what was ticked has been rated since.

use super::{Entry, plans::Tick};
use crate::{
    assessment::{Rating, carried_to},
    rubric::Rubric,
};

/// Whether a tick is settled: an assessment that was stored after it really answered the skill, so that the rating now
/// speaks for itself. `entries` are all that is stored; those of another rubric id do not count. An answer is carried
/// over, not given, if the assessment says so; where it does not say, as of answers of an earlier day, if an assessment that
/// was stored before has the very same: level, day, evidence, confidence and help.
pub fn is_settled(entries: &[Entry], rubric: &Rubric, tick: &Tick) -> bool {
    let Some(skill) = rubric.skill(tick.skill.as_str()) else { return false };
    let of_rubric = |entry: &&Entry| entry.assessment.rubric.id == *rubric.id();
    // A file that was named by hand has no moment and counts as stored before all others.
    let mut said: Vec<(&Entry, Rating)> = entries
        .iter()
        .filter(of_rubric)
        .filter_map(|entry| Some((entry, carried_to(rubric, skill, &entry.assessment.ratings)?)))
        .collect();
    said.sort_by_key(|(entry, _)| entry.stored);
    let names = || std::iter::once(&rubric[skill].id).chain(&rubric[skill].formerly);
    let is_given = |at: usize, entry: &Entry, rating: &Rating| match &entry.assessment.carried {
        Some(carried) if rating.on == entry.assessment.on => !names().any(|id| carried.contains(id)),
        _ => said[..at].iter().all(|(_, before)| before != rating),
    };
    let given = said.iter().enumerate().filter(|(at, (entry, rating))| is_given(*at, entry, rating));
    crate::plan::settled(&tick.moment, given.filter_map(|(_, (entry, _))| entry.stored))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::collections::BTreeSet;

    use jiff::{Timestamp, civil::date};

    use super::*;
    use crate::{
        assessment::{Answer, Assessment, Edition},
        document::Source,
        history::TickKind,
        rubric::{Id, Level, read},
    };

    fn rubric() -> Rubric {
        let text = include_str!("../../tests/data/worked-rubric.toml").to_owned();
        read(&[Source { name: "test".to_owned(), text }]).unwrap()
    }

    fn moment(day: i8) -> Timestamp {
        format!("2026-11-{day:02}T12:00:00Z").parse().unwrap()
    }

    /// Stored on a day, speaking for another, with each answer's level and day.
    fn entry(rubric: &Rubric, stored: i8, on: i8, said: &[(&str, u8, i8)]) -> Entry {
        let rating = |level, day| Rating {
            answer: Answer::Rated(Level::new(level)),
            on: date(2026, 11, day),
            evidence: None,
            confidence: None,
            help: None,
        };
        let ratings = said.iter().map(|(skill, level, day)| (Id::new(skill).unwrap(), rating(*level, *day))).collect();
        let edition = Edition { id: rubric.id().clone(), version: String::new(), digest: String::new() };
        let assessment = Assessment {
            on: date(2026, 11, on),
            rubric: edition,
            target: None,
            ratings,
            carried: Some(BTreeSet::new()),
        };
        Entry { id: format!("{stored:02}"), stored: Some(moment(stored)), assessment }
    }

    fn tick(day: i8) -> Tick {
        let (skill, to) = (Id::new("linux").unwrap(), Level::new(3));
        Tick { skill, to, kind: TickKind::Done, moment: moment(day), on: None, hours: None }
    }

    #[test]
    fn answers_of_the_day_before_the_save_settle() {
        let rubric = rubric();
        let first = entry(&rubric, 1, 1, &[("linux", 2, 1)]);
        let over_midnight = entry(&rubric, 11, 11, &[("linux", 2, 10)]);
        assert!(is_settled(&[first.clone(), over_midnight], &rubric, &tick(5)));
        assert!(!is_settled(std::slice::from_ref(&first), &rubric, &tick(5)));
    }

    #[test]
    fn what_is_carried_past_a_backdated_assessment_settles_nothing() {
        let rubric = rubric();
        let last = entry(&rubric, 4, 4, &[("linux", 2, 4)]);
        let backdated = entry(&rubric, 6, 1, &[("linux", 1, 1)]);
        let mut edited = entry(&rubric, 7, 4, &[("linux", 2, 4), ("git", 3, 4)]);
        edited.assessment.carried = Some([Id::new("linux").unwrap()].into());
        let entries = [backdated.clone(), last, edited];
        assert!(!is_settled(&entries, &rubric, &tick(6)), "stored after the backdated one, carried from the last");
        assert!(is_settled(&entries, &rubric, &tick(5)), "the backdated one itself is an answer");
    }

    #[test]
    fn the_same_answer_on_the_same_day_settles_unless_it_is_only_kept() {
        let rubric = rubric();
        let first = entry(&rubric, 4, 4, &[("linux", 2, 4)]);
        let again = entry(&rubric, 6, 4, &[("linux", 2, 4)]);
        let mut kept = again.clone();
        kept.assessment.carried = Some([Id::new("linux").unwrap()].into());
        assert!(is_settled(&[first.clone(), again], &rubric, &tick(5)));
        assert!(!is_settled(&[first, kept], &rubric, &tick(5)));
    }

    #[test]
    fn a_file_that_does_not_say_what_it_kept_gave_only_what_is_new_in_it() {
        let rubric = rubric();
        let first = entry(&rubric, 4, 4, &[("linux", 2, 4)]);
        let mut edited = entry(&rubric, 6, 4, &[("linux", 2, 4), ("git", 3, 4)]);
        edited.assessment.carried = None;
        assert!(!is_settled(&[first.clone(), edited.clone()], &rubric, &tick(5)));
        edited.assessment = Assessment { carried: None, ..entry(&rubric, 6, 4, &[("linux", 1, 4)]).assessment };
        assert!(is_settled(&[first, edited], &rubric, &tick(5)));
    }
}
