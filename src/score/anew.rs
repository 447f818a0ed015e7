//! Which ratings an anchor that is worded anew can make wrong where it counts.

use std::cmp::Reverse;

use super::{RequirementScore, Scorecard};
use crate::assessment::Answers;
use crate::rubric::{Level, SkillIx};

/// The ratings whose meaning for a target may have changed with the words, those that decide most first.
///
/// Words matter where a rating stands at the level that is asked, or one below, and the anchor of that level is another:
/// the claim may no longer hold, or hold now. The same goes for a floor. A rating further away changes nothing by it, nor
/// does one that the target does not count. What weighs less than the mean requirement and has no floor is passed over.
/// Ratings at a floor come first, then those of more weight, then the rubric's order.
pub fn decided_anew(card: &Scorecard, answers: &Answers, is_reworded: impl Fn(SkillIx, Level) -> bool) -> Vec<SkillIx> {
    let applying: Vec<_> = card.requirements.iter().filter(|scored| scored.attainment.is_some()).collect();
    let count = u32::try_from(applying.len()).unwrap_or(u32::MAX);
    let sum: u32 = applying.iter().map(|scored| scored.requirement.weight).sum();
    let weighs = |scored: &&&RequirementScore| {
        let requirement = scored.requirement;
        requirement.floor > Level::NONE || requirement.weight.saturating_mul(count) >= sum
    };
    let mut found: Vec<(bool, Reverse<u32>, SkillIx)> = Vec::new();
    for scored in applying.iter().filter(weighs) {
        let requirement = scored.requirement;
        for &skill in &scored.counted {
            let hangs_on = |level: Level| {
                let stands = answers.rating(skill).is_some_and(|rating| rating == level || rating == level.below());
                level > Level::NONE && stands && is_reworded(skill, level)
            };
            let at_floor = hangs_on(requirement.floor);
            if at_floor || hangs_on(requirement.level) {
                found.push((!at_floor, Reverse(requirement.weight), skill));
            }
        }
    }
    found.sort_unstable();
    let mut skills = Vec::new();
    for (_, _, skill) in found {
        if !skills.contains(&skill) {
            skills.push(skill);
        }
    }
    skills
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::fmt::Write as _;

    use super::*;
    use crate::assessment::Answer;
    use crate::document::Source;
    use crate::rubric::{Rubric, read};
    use crate::score::score;

    fn rubric() -> Rubric {
        let mut text = String::from(
            "id = \"small\"\ntitle = \"Small\"\nversion = \"1.0.0\"\nscale = [{ name = \"0\" }, { name = \"1\" }, \
             { name = \"2\" }, { name = \"3\" }, { name = \"4\" }]\n[[areas]]\nid = \"all\"\ntitle = \"All\"\n",
        );
        for id in ["sql", "git", "java", "go", "css"] {
            let described = "anchors = [\"I 1\", \"I 2\", \"I 3\", \"I 4\"]\nhours = [1, 1, 1, 1]";
            writeln!(text, "[[skills]]\nid = \"{id}\"\ntitle = \"{id}\"\narea = \"all\"\n{described}").unwrap();
        }
        text += "[[groups]]\nid = \"language\"\ntitle = \"Language\"\narea = \"all\"\nskills = [\"java\", \"go\"]\n\
                 [[targets]]\nid = \"mid\"\ntitle = \"Mid\"\nkind = \"ladder\"\nrank = 1\nrequires = [\n\
                 { skill = \"sql\", level = 3, weight = 5, floor = 1 },\n\
                 { skill = \"git\", level = 2, weight = 4 },\n\
                 { group = \"language\", level = 3, weight = 4, essential = true },\n\
                 { skill = \"css\", level = 1, weight = 1 },\n]\n";
        read(&[Source { name: "small".to_owned(), text }]).unwrap()
    }

    /// The skills asked again for ratings of sql, git, java, go and css, where these levels of all are worded anew.
    fn asked(ratings: [u8; 5], levels: &[u8]) -> Vec<String> {
        let rubric = rubric();
        let mut answers = Answers::none(&rubric);
        for ((skill, _), rating) in rubric.skills().zip(ratings) {
            answers.set(skill, Some(Answer::Rated(Level::new(rating))));
        }
        let card = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let found = decided_anew(&card, &answers, |_, level| levels.contains(&level.get()));
        found.into_iter().map(|skill| rubric[skill].id.to_string()).collect()
    }

    #[test]
    fn a_rating_at_what_is_asked_or_one_below_hangs_on_the_words_of_that_level() {
        assert_eq!(asked([3, 0, 0, 0, 0], &[3]), ["sql"]);
        assert_eq!(asked([2, 0, 0, 0, 0], &[3]), ["sql"]);
        assert_eq!(asked([2, 0, 0, 0, 0], &[2]), [""; 0], "the level itself decides, not the one that is held");
        assert_eq!(asked([4, 4, 4, 0, 4], &[1, 2, 3, 4]), [""; 0], "one above stays met, whatever it says");
        assert_eq!(asked([2, 0, 0, 0, 0], &[]), [""; 0]);
    }

    #[test]
    fn a_rating_at_the_floor_comes_first() {
        assert_eq!(asked([1, 2, 3, 0, 0], &[1, 2, 3]), ["sql", "java", "git"]);
        assert_eq!(asked([0, 2, 0, 0, 0], &[1, 2, 3]), ["sql", "git"]);
    }

    #[test]
    fn what_does_not_count_or_hardly_weighs_is_not_asked() {
        assert_eq!(asked([0, 0, 3, 2, 1], &[3]), ["java"], "the other language does not count");
        assert_eq!(asked([0, 0, 0, 0, 1], &[1]), ["sql"], "css weighs little and has no floor");
    }
}
