//! The end of a questionnaire: its answers become an assessment.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Questionnaire, Saved};
use crate::assessment::{Assessment, Rating, carried};
use crate::cli::failure::Failure;
use crate::cli::over;
use crate::history::Entry;
use crate::rubric::{Id, Rubric};
use crate::wording;

impl Questionnaire<'_> {
    /// Saves the answers, over those of an assessment that was saved meanwhile if one was.
    pub(super) fn save(mut self) -> Result<Saved, Failure> {
        let of = (self.loaded.rubric.id(), self.on);
        let json = Cow::Borrowed(self.loaded.json.as_str());
        let entry = over::save_over(&self.store, of, |last| Ok((self.assessment(last), json.clone())))?;
        let left = self.interview.questions_left();
        if self.lead.is_some() && left > 0 {
            self.interview.store_all();
            self.keep()?;
            let text = wording::count(left, "question is", "questions are");
            let left = Some((self.again, format!("{text} left, {}", self.pace.about(left))));
            return Ok(Saved { entry, front: self.front, left, warning: None });
        }
        let Self { front, draft, .. } = self;
        let warning = draft.remove().err();
        let warning = warning.map(|error| format!("warning: the answers are saved, but their draft stays: {error}"));
        Ok(Saved { entry, front, left: None, warning })
    }

    pub(super) fn assessment(&self, over: Option<&Entry>) -> Assessment {
        let rubric = &self.loaded.rubric;
        let (mine, carried) = (self.interview.ratings(), self.interview.carried(self.on));
        let ratings = over.map_or_else(
            || mine.clone(),
            |over| {
                let began_with = self.last.as_ref().map_or_else(BTreeMap::new, |last| by_skill(rubric, last));
                laid_over(mine.clone(), &began_with, by_skill(rubric, over))
            },
        );
        let is_given = |skill: &Id| !carried.contains(skill) && ratings.get(skill) == mine.get(skill);
        Assessment {
            on: self.on,
            rubric: self.loaded.edition.clone(),
            target: Some(rubric[self.target].id.clone()),
            ratings: ratings.clone(),
            carried: None,
        }
        .keeping_all_but(is_given)
    }
}

/// The answers of an assessment, as they carry over to this rubric.
fn by_skill(rubric: &Rubric, entry: &Entry) -> BTreeMap<Id, Rating> {
    let ratings = carried(rubric, &entry.assessment.ratings);
    rubric.skills().zip(ratings).filter_map(|((_, skill), rating)| Some((skill.id.clone(), rating?))).collect()
}

/// What `mine` says otherwise than `base`, and for the rest what `theirs` says.
fn laid_over(
    mut mine: BTreeMap<Id, Rating>,
    base: &BTreeMap<Id, Rating>,
    mut theirs: BTreeMap<Id, Rating>,
) -> BTreeMap<Id, Rating> {
    theirs.retain(|skill, _| mine.get(skill) == base.get(skill));
    mine.retain(|skill, rating| base.get(skill) != Some(rating));
    theirs.append(&mut mine);
    theirs
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use jiff::civil::date;

    use super::*;
    use crate::assessment::Answer;
    use crate::rubric::Level;

    fn ratings(said: &[(&str, u8)]) -> BTreeMap<Id, Rating> {
        let rating = |level| Rating {
            answer: Answer::Rated(Level::new(level)),
            on: date(2026, 11, 22),
            evidence: None,
            confidence: None,
            help: None,
        };
        said.iter().map(|(skill, level)| (Id::new(skill).unwrap(), rating(*level))).collect()
    }

    #[test]
    fn what_was_said_meanwhile_stands_where_nothing_else_was_said_here() {
        let base = ratings(&[("a", 1), ("b", 1), ("c", 1), ("d", 1), ("e", 1)]);
        // Here b was changed, c taken back and f is new; there a, b and c were changed, d taken back, g is new.
        let mine = ratings(&[("a", 1), ("b", 2), ("d", 1), ("e", 1), ("f", 2)]);
        let theirs = ratings(&[("a", 3), ("b", 3), ("c", 3), ("e", 1), ("g", 3)]);
        let both = laid_over(mine.clone(), &base, theirs);
        assert_eq!(both, ratings(&[("a", 3), ("b", 2), ("e", 1), ("f", 2), ("g", 3)]));
        assert_eq!(laid_over(mine.clone(), &base, base.clone()), mine);
    }
}
