//! What lies ahead: how many questions it takes yet, and how long one takes.

use super::Estimator;
use crate::assessment::Answer;
use crate::assessment::interview::Reply;
use crate::rubric::{Level, SkillIx};

impl Estimator<'_> {
    /// How many more questions it takes, more or less: if every answer is the one that is expected now, and of alternatives one is used.
    pub fn questions_left(&self) -> usize {
        const MOST: usize = 60;
        let mut ahead = self.clone();
        let mut before = None;
        let mut questions = 0;
        while let Some((skill, _)) = ahead.next_after(before).filter(|_| questions < MOST) {
            let mut replies = ahead.replies.clone();
            let rubric = ahead.frame.rubric;
            if let Some((_, group)) = rubric.groups().find(|(_, group)| group.members.contains(&skill)) {
                let unused = group.members.iter().filter(|other| replies[other.get()].is_none());
                let unused: Vec<_> = unused.copied().collect();
                // Which of them were used is a question of its own.
                questions += usize::from(unused.len() > 1);
                for other in unused {
                    replies[other.get()] = Some(Reply::Said(Answer::Rated(Level::NONE)));
                }
            }
            replies[skill.get()] = Some(Reply::Said(Answer::Rated(ahead.expected(skill))));
            ahead.follow(|skill| replies[skill.get()]);
            before = Some(skill);
            questions += 1;
        }
        questions
    }

    /// The level that a skill has on average.
    fn expected(&self, skill: SkillIx) -> Level {
        self.frame.place[skill.get()].map_or(Level::NONE, |place| Level::new(self.draws.middle(place)))
    }

    /// How long it takes to answer, more or less: to read down to one level past the likely one, and to decide; of
    /// alternatives that nobody has ticked yet, to read their names too.
    pub(super) fn seconds(&self, skill: SkillIx, place: usize) -> f64 {
        const DECISION: f64 = 3.0;
        const WORD: f64 = 0.3;
        let rubric = self.frame.rubric;
        let described = &rubric[skill];
        let past = usize::from(self.draws.middle(place)) + 2;
        let levels = rubric.scale().levels().take(past).map(|(level, _)| words(rubric.meaning(skill, level)));
        let own = words(&described.title) + described.summary.as_deref().map_or(0, words) + levels.sum::<usize>();
        let group = rubric.groups().find(|(_, group)| group.members.contains(&skill));
        let open = group.iter().flat_map(|(_, group)| &group.members).filter(|member| self.is_open(**member));
        let names: Vec<_> = open.map(|member| words(&rubric[*member].title)).collect();
        // Their names are read when they are offered, and again when they are not ticked.
        let gate = if names.len() > 1 { 2.0 * DECISION + WORD * 2.0 * count(names.iter().sum()) } else { 0.0 };
        gate + DECISION + WORD * count(own)
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn count(words: usize) -> f64 {
    f64::from(u32::try_from(words).unwrap_or(u32::MAX))
}
