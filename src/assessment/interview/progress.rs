//! What outlives the process: an interview is put down as a [`Progress`] and taken up from it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Interview, Prompt, Reply};
use crate::assessment::{Rating, carried};
use crate::rubric::{Id, SkillIx};

/// The part of an interview that outlives the process, by id, so that it survives a change of the rubric.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// What was answered in this interview.
    pub ratings: BTreeMap<Id, Rating>,
    /// What was skipped.
    pub skipped: BTreeSet<Id>,
    /// Group members that were ticked as used.
    pub used: BTreeSet<Id>,
    /// The skill, or the group, that is asked now; none is the review.
    pub at: Option<Id>,
}

impl Interview<'_> {
    /// Takes up an interview where it was left: a group at its first prompt, an area at the review. What the rubric does
    /// not know any more is dropped.
    #[must_use]
    pub fn resume(mut self, progress: &Progress) -> Self {
        let called = |id: &Id| self.rubric.skill(id.as_str());
        let skipped: Vec<_> = progress.skipped.iter().filter_map(called).collect();
        self.used = progress.used.iter().filter_map(called).collect();
        for skill in skipped {
            self.replies[skill.get()] = Some(Reply::Skipped);
        }
        for (at, rating) in carried(self.rubric, &progress.ratings).enumerate() {
            if let Some(rating) = rating {
                self.replies[at] = Some(Reply::Said(rating.answer));
                self.days[at] = rating.on;
                self.evidence[at] = rating.evidence;
                self.confidence[at] = rating.confidence;
            }
        }
        self.retrace();
        let at = match &progress.at {
            None => Prompt::Review,
            Some(id) => self.prompt_called(id).unwrap_or_else(|| self.unanswered_from(0)),
        };
        if let Prompt::Skill(skill) = at
            && self.reply(skill).is_none()
        {
            self.put_on_trail(skill);
        }
        self.go_to(at);
        self
    }

    /// What is to be kept so that the interview can be taken up again.
    pub fn progress(&self) -> Progress {
        let id = |skill: SkillIx| self.rubric[skill].id.clone();
        let replies = || self.rubric.skills().map(|(skill, _)| (skill, self.replies[skill.get()]));
        Progress {
            ratings: replies().filter_map(|(skill, reply)| Some((id(skill), self.rating(skill, reply?)?))).collect(),
            skipped: replies()
                .filter(|(_, reply)| *reply == Some(Reply::Skipped))
                .map(|(skill, _)| id(skill))
                .collect(),
            used: self.used.iter().map(|skill| id(*skill)).collect(),
            at: match self.at {
                Prompt::Skill(skill) => Some(id(skill)),
                Prompt::Members(group) | Prompt::Unused(group) => Some(self.rubric[group].id.clone()),
                Prompt::Area(_) | Prompt::Review => None,
            },
        }
    }

    /// The prompt that an id stands for, if it is asked.
    fn prompt_called(&self, id: &Id) -> Option<Prompt> {
        let skill = self.rubric.skill(id.as_str()).filter(|skill| self.asks(*skill)).map(Prompt::Skill);
        let group = || self.rubric.groups().find(|(_, group)| group.id == *id || group.formerly.contains(id));
        let prompt = skill.or_else(|| Some(Prompt::Members(group()?.0)))?;
        // A member that is not ticked can be asked too, from its area.
        (matches!(prompt, Prompt::Skill(_)) || self.sequence().contains(&prompt)).then_some(prompt)
    }
}
