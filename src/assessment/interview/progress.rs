//! What outlives the process: an interview is put down as a [`Progress`] and taken up from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Gate, Interview, Prompt, Reply, Stop, Whereabouts};
use crate::assessment::{Rating, carried};
use crate::rubric::{AreaIx, Id, Rubric, SkillIx};

/// The part of an interview that outlives the process, by id, so that it survives a change of the rubric.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// What was answered in this interview.
    pub ratings: BTreeMap<Id, Rating>,
    /// What was skipped.
    pub skipped: BTreeSet<Id>,
    /// Group members that were ticked as used.
    pub used: BTreeSet<Id>,
    /// The gated areas that were not ticked.
    pub untouched: BTreeSet<Id>,
    /// The skills among those answered whose answer waits to be given again.
    pub again: BTreeSet<Id>,
    /// The skills among those that an assessment has already, and that were not answered again since.
    pub stored: BTreeSet<Id>,
    /// What is asked now.
    pub at: Place,
}

/// A place in an interview, by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Place {
    /// Which areas the person has worked in.
    Areas,
    /// The question about a skill or a group.
    Question(Id),
    /// The same, on the way through all that has no answer.
    Open(Id),
    /// The sheet that has this skill.
    Sheet(Id),
    /// The pause of a led interview.
    Pause,
    /// The review.
    #[default]
    Review,
}

/// As a draft writes it; an id can be none of these words but `review`, which then stands for the review.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Areas => f.write_str("areas:"),
            Self::Question(id) => write!(f, "{id}"),
            Self::Open(id) => write!(f, "open:{id}"),
            Self::Sheet(id) => write!(f, "sheet:{id}"),
            Self::Pause => f.write_str("pause:"),
            Self::Review => f.write_str("review"),
        }
    }
}

impl Place {
    /// The place that a draft writes so; what no draft would write is the review.
    pub fn named(text: &str) -> Self {
        match text.split_once(':') {
            Some(("areas", "")) => Self::Areas,
            Some(("pause", "")) => Self::Pause,
            Some(("open", id)) => Id::new(id).map_or(Self::Review, Self::Open),
            Some(("sheet", id)) => Id::new(id).map_or(Self::Review, Self::Sheet),
            None if text != "review" => Id::new(text).map_or(Self::Review, Self::Question),
            _ => Self::Review,
        }
    }
}

impl Interview<'_> {
    /// Takes up an interview where it was left: a gate at its first prompt, an answer that was asked back at its question,
    /// a question that was opened from a sheet at the sheet.
    /// What the rubric does not know any more is dropped.
    #[must_use]
    pub fn resume(mut self, progress: &Progress) -> Self {
        let rubric = self.rubric;
        let called = called_in(rubric);
        let skipped: Vec<_> = progress.skipped.iter().filter_map(&called).collect();
        self.used = progress.used.iter().filter_map(&called).collect();
        for skill in skipped {
            self.replies[skill.get()] = Some(Reply::Skipped);
        }
        for (at, rating) in carried(self.rubric, &progress.ratings).enumerate() {
            if let Some(rating) = rating {
                self.replies[at] = Some(Reply::Said(rating.answer));
                self.days[at] = rating.on;
                self.evidence[at] = rating.evidence;
                self.confidence[at] = rating.confidence;
                self.help[at] = rating.help;
            }
        }
        let is_untouched = |area: &AreaIx| progress.untouched.contains(&rubric[*area].id);
        let untouched = rubric.areas().map(|(area, _)| area).filter(is_untouched);
        (self.untouched, self.untouched_elsewhere) = untouched.partition(|area| self.gated.contains(area));
        self.stored = progress.stored.iter().filter_map(&called).filter(|skill| self.reply(*skill).is_some()).collect();
        self.retrace();
        if let Place::Question(id) = &progress.at {
            self.lead_to_group(id);
        }
        self = self.asking_again(&progress.again.iter().filter_map(called_in(rubric)).collect::<Vec<_>>());
        let at = self.prompt_at(&progress.at).or_else(|| self.first_open(self.sequence().into_iter()));
        let at = at.unwrap_or(Prompt::Review);
        if let Prompt::Skill(skill) = at
            && self.reply(skill).is_none()
        {
            self.put_on_trail(skill);
        }
        self.whereabouts = Whereabouts::at(match (at, &progress.at) {
            (Prompt::Review, _) => Stop::Review,
            (Prompt::Pause, _) => Stop::Waiting,
            (at, Place::Open(_)) => Stop::Fill(at),
            (at, _) => Stop::Way(at),
        });
        self.drop_unanswered();
        self
    }

    /// What is to be kept so that the interview can be taken up again.
    pub fn progress(&self) -> Progress {
        let id = |skill: SkillIx| self.rubric[skill].id.clone();
        let replies = || self.rubric.skills().map(|(skill, _)| (skill, self.replies[skill.get()]));
        Progress {
            ratings: replies()
                .filter_map(|(skill, reply)| Some((id(skill), self.kept_rating(skill, reply)?)))
                .collect(),
            skipped: replies()
                .filter(|(_, reply)| *reply == Some(Reply::Skipped))
                .map(|(skill, _)| id(skill))
                .collect(),
            used: self.used.iter().map(|skill| id(*skill)).collect(),
            untouched: self
                .untouched
                .union(&self.untouched_elsewhere)
                .map(|area| self.rubric[*area].id.clone())
                .collect(),
            again: self.again.iter().map(|skill| id(*skill)).collect(),
            stored: self.stored.iter().map(|skill| id(*skill)).collect(),
            at: self.place_to_keep(),
        }
    }

    /// Where to take it up: what all that was opened aside leads back to.
    fn place_to_keep(&self) -> Place {
        let stop = self.whereabouts.worth_keeping();
        let question = if let Stop::Fill(_) = stop { Place::Open } else { Place::Question };
        match stop.prompt() {
            Prompt::Used(Gate::Areas) | Prompt::Unused(Gate::Areas) => Place::Areas,
            Prompt::Used(Gate::Group(group)) | Prompt::Unused(Gate::Group(group)) => {
                question(self.rubric[group].id.clone())
            }
            Prompt::Skill(skill) | Prompt::Moved(skill) => question(self.rubric[skill].id.clone()),
            Prompt::Sheet(skill) => Place::Sheet(self.rubric[skill].id.clone()),
            Prompt::Pause => Place::Pause,
            Prompt::Review => Place::Review,
        }
    }

    /// Takes the answers to these skills back until they are given again, and offers them as last time's.
    fn asking_again(mut self, skills: &[SkillIx]) -> Self {
        for &skill in skills {
            let Some(reply) = self.replies[skill.get()].take() else { continue };
            if let Some(said) = self.rating(skill, reply) {
                self.last[skill.get()] = Some(said);
                self.again.insert(skill);
            }
        }
        self
    }

    /// What was said of a skill, or before its levels were worded anew.
    fn kept_rating(&self, skill: SkillIx, reply: Option<Reply>) -> Option<Rating> {
        match reply {
            Some(reply) => self.rating(skill, reply),
            None => self.last[skill.get()].clone().filter(|_| self.again.contains(&skill)),
        }
    }

    fn prompt_at(&self, place: &Place) -> Option<Prompt> {
        match place {
            Place::Areas => (!self.gated.is_empty()).then_some(Prompt::Used(Gate::Areas)),
            Place::Question(id) => self.prompt_called(id, &self.sequence()),
            Place::Open(id) => self.prompt_called(id, &self.questions()),
            Place::Sheet(id) => self.rubric.skill(id.as_str()).filter(|skill| self.asks(*skill)).map(Prompt::Sheet),
            Place::Pause if self.trail().is_some() => Some(Prompt::Pause),
            Place::Pause => self.first_open(self.sequence().into_iter()),
            Place::Review => Some(Prompt::Review),
        }
    }

    /// Leads a led interview to the group of that id again, where it was left at its gate.
    fn lead_to_group(&mut self, id: &Id) {
        let group = self.rubric.groups().find(|(_, group)| group.id == *id || group.formerly.contains(id));
        let Some((group, described)) = group else { return };
        let member = described.members.iter().find(|skill| self.asks(**skill) && self.group_of(**skill) == Some(group));
        if let Some(member) = member {
            self.put_on_trail(*member);
        }
    }

    /// The question that an id stands for, if it is asked.
    fn prompt_called(&self, id: &Id, sequence: &[Prompt]) -> Option<Prompt> {
        if let Some(skill) = self.rubric.skill(id.as_str()).filter(|skill| self.asks(*skill)) {
            return Some(Prompt::Skill(skill));
        }
        let group = self.rubric.groups().find(|(_, group)| group.id == *id || group.formerly.contains(id))?;
        let gate = Gate::Group(group.0);
        [Prompt::Used(gate), Prompt::Unused(gate)].into_iter().find(|prompt| sequence.contains(prompt))
    }
}

/// Finds a skill by its id.
fn called_in(rubric: &Rubric) -> impl Fn(&Id) -> Option<SkillIx> {
    |id| rubric.skill(id.as_str())
}
