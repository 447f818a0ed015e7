//! The interview as a value: [`prompt`](Interview::prompt) says what to ask, [`apply`](Interview::apply) takes what was
//! said. Front ends only draw prompts and send events; they hold no answers.

mod led;
mod progress;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Answer, Confidence, Rating, carried};
use crate::rubric::{AreaIx, GroupIx, Id, Level, Rubric, SkillIx};

pub use progress::Progress;

use led::Lead;

/// What to ask now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Prompt {
    /// The level of one skill.
    Skill(SkillIx),
    /// Which members of a group the person has used; the rest of them are not asked one by one.
    Members(GroupIx),
    /// Whether the members of a group that were not ticked are at level 0, or not answered now.
    Unused(GroupIx),
    /// The answers within an area, to look over or change.
    Area(AreaIx),
    /// All answers, before they are saved.
    Review,
}

/// What was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The asked skill is at this level.
    Rate(Level),
    /// The person's work has no use for the asked skill.
    NotApplicable,
    /// The asked skill is not answered now; of [`Prompt::Unused`], all of the unused members.
    Skip,
    /// These members of the asked group have been used.
    Tick(Vec<SkillIx>),
    /// The unused members of the asked group are at level 0.
    Unused,
    /// The asked skill has this evidence; an empty text takes it away.
    Evidence(String),
    /// The rating of the asked skill is this sure.
    Confidence(Confidence),
    /// To the prompt before.
    Back,
    /// To the review, from anywhere.
    Review,
    /// From the review into an area.
    Open(AreaIx),
    /// To the question of one skill, and back to its area when it is answered.
    Change(SkillIx),
    /// From the review through all that has no answer yet, and back.
    Fill,
    /// From the review of a [led](Interview::led) interview on to what its leader asks next.
    GoOn,
}

/// Where an answer leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Course {
    /// The next question.
    Through,
    /// The area of the skill, from which its question was opened.
    Change,
    /// The next question without an answer.
    Fill,
}

/// What was said of an asked skill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reply {
    /// An answer.
    Said(Answer),
    /// Not now; unanswered, which is not 0.
    Skipped,
}

/// An interview about some skills of a rubric.
#[derive(Clone, Debug)]
pub struct Interview<'r> {
    rubric: &'r Rubric,
    asked: Vec<SkillIx>,
    today: Date,
    last: Vec<Option<Rating>>,
    replies: Vec<Option<Reply>>,
    days: Vec<Date>,
    evidence: Vec<Option<String>>,
    confidence: Vec<Option<Confidence>>,
    used: BTreeSet<SkillIx>,
    at: Prompt,
    course: Course,
    lead: Option<Lead>,
}

impl<'r> Interview<'r> {
    /// An interview about `asked`, put in the rubric's order. `last` are the answers of the assessment before, by the ids of
    /// any older edition: what is not asked keeps them, with their day. `today` is the day of the new answers.
    pub fn new(rubric: &'r Rubric, mut asked: Vec<SkillIx>, last: &BTreeMap<Id, Rating>, today: Date) -> Self {
        asked.sort_unstable();
        asked.dedup();
        let skills = rubric.skills().len();
        let last: Vec<_> = carried(rubric, last).collect();
        let mut interview = Self {
            rubric,
            asked,
            today,
            replies: vec![None; skills],
            days: vec![today; skills],
            evidence: last.iter().map(|rating| rating.as_ref()?.evidence.clone()).collect(),
            confidence: last.iter().map(|rating| rating.as_ref()?.confidence).collect(),
            used: BTreeSet::new(),
            at: Prompt::Review,
            course: Course::Through,
            lead: None,
            last,
        };
        interview.used = interview.used_before();
        interview.at = interview.sequence().first().cloned().unwrap_or(Prompt::Review);
        interview
    }

    /// The rubric that the interview is about.
    pub const fn rubric(&self) -> &'r Rubric {
        self.rubric
    }

    /// The skills that the interview is about.
    pub fn asked(&self) -> &[SkillIx] {
        &self.asked
    }

    /// What to ask now.
    pub const fn prompt(&self) -> &Prompt {
        &self.at
    }

    /// What was said of a skill in this interview.
    pub fn reply(&self, skill: SkillIx) -> Option<Reply> {
        self.replies[skill.get()]
    }

    /// What was said of a skill in the assessment before.
    pub fn last(&self, skill: SkillIx) -> Option<&Rating> {
        self.last[skill.get()].as_ref()
    }

    /// The evidence for a rating, as it stands.
    pub fn evidence(&self, skill: SkillIx) -> Option<&str> {
        self.evidence[skill.get()].as_deref()
    }

    /// Whether a group member is ticked as used.
    pub fn is_used(&self, skill: SkillIx) -> bool {
        self.used.contains(&skill)
    }

    /// The members of a group that its prompts are about: those asked, without those that an earlier group asks.
    pub fn members(&self, group: GroupIx) -> Vec<SkillIx> {
        let members = self.rubric[group].members.iter().copied();
        members.filter(|skill| self.asks(*skill) && self.group_of(*skill) == Some(group)).collect()
    }

    /// Those of them that are not ticked.
    pub fn unused(&self, group: GroupIx) -> Vec<SkillIx> {
        self.members(group).into_iter().filter(|skill| !self.is_used(*skill)).collect()
    }

    /// How many of the asked skills have a reply, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        (self.asked.iter().filter(|skill| self.reply(**skill).is_some()).count(), self.asked.len())
    }

    /// All answers: those of this interview, and for what was not asked or not reached those of the assessment before.
    pub fn ratings(&self) -> BTreeMap<Id, Rating> {
        let said = |skill: SkillIx| match self.reply(skill) {
            Some(reply) => self.rating(skill, reply),
            None => self.last(skill).cloned(),
        };
        self.rubric.skills().filter_map(|(skill, described)| Some((described.id.clone(), said(skill)?))).collect()
    }

    /// Takes what was said and moves on. An event that does not fit the prompt changes nothing. Whether there is a prompt
    /// to go on with: going back from the first one leaves the interview.
    pub fn apply(&mut self, event: Event) -> bool {
        match (event, self.at.clone()) {
            (Event::Rate(level), Prompt::Skill(skill)) => self.say(skill, Reply::Said(Answer::Rated(level))),
            (Event::NotApplicable, Prompt::Skill(skill)) => self.say(skill, Reply::Said(Answer::NotApplicable)),
            (Event::Skip, Prompt::Skill(skill)) => self.say(skill, Reply::Skipped),
            (Event::Tick(ticked), Prompt::Members(group)) => self.tick(group, &ticked),
            (Event::Unused, Prompt::Unused(group)) => {
                self.say_unused(group, Reply::Said(Answer::Rated(Level::NONE)));
            }
            (Event::Skip, Prompt::Unused(group)) => self.say_unused(group, Reply::Skipped),
            (Event::Evidence(text), Prompt::Skill(skill)) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.evidence[skill.get()] = (!text.is_empty()).then_some(text);
            }
            (Event::Confidence(confidence), Prompt::Skill(skill)) => self.confidence[skill.get()] = Some(confidence),
            (Event::Review, _) => self.go_to(Prompt::Review),
            (Event::Open(area), _) => self.go_to(Prompt::Area(area)),
            (Event::Change(skill), _) if self.asks(skill) => {
                self.go_to(Prompt::Skill(skill));
                self.course = Course::Change;
            }
            (Event::Fill, _) => {
                self.course = Course::Fill;
                self.fill_from(0);
            }
            (Event::GoOn, _) => self.go_on(),
            (Event::Back, at) => return self.back(&at),
            _ => {}
        }
        true
    }

    fn say(&mut self, skill: SkillIx, reply: Reply) {
        self.replies[skill.get()] = Some(reply);
        self.days[skill.get()] = self.today;
        // Who says something of a group member has no need to tick it first.
        if !matches!(reply, Reply::Skipped | Reply::Said(Answer::Rated(Level::NONE))) && self.group_of(skill).is_some()
        {
            self.used.insert(skill);
        }
        match self.course {
            Course::Through => self.forward(),
            Course::Change => self.go_to(Prompt::Area(self.rubric[skill].area)),
            Course::Fill => self.fill_from(self.place() + 1),
        }
    }

    fn tick(&mut self, group: GroupIx, ticked: &[SkillIx]) {
        for member in self.members(group) {
            if ticked.contains(&member) {
                // Ticked again after it was called unused: it is asked afresh.
                if !self.used.contains(&member) {
                    self.replies[member.get()] = None;
                }
                self.used.insert(member);
            } else {
                self.used.remove(&member);
            }
        }
        self.forward();
    }

    fn say_unused(&mut self, group: GroupIx, reply: Reply) {
        for member in self.unused(group) {
            self.replies[member.get()] = Some(reply);
            self.days[member.get()] = self.today;
        }
        match self.course {
            Course::Fill => self.fill_from(self.place() + 1),
            Course::Through | Course::Change => self.forward(),
        }
    }

    fn back(&mut self, at: &Prompt) -> bool {
        match at {
            Prompt::Area(_) => self.go_to(Prompt::Review),
            Prompt::Skill(skill) if self.course == Course::Change => {
                self.go_to(Prompt::Area(self.rubric[*skill].area));
            }
            _ if self.course == Course::Fill => self.go_to(Prompt::Review),
            _ => {
                let Some(before) = self.place().checked_sub(1) else { return false };
                self.go_to(self.sequence()[before].clone());
            }
        }
        true
    }

    /// To the first question at or after a place of the sequence that has no answer; the review ends that course.
    fn fill_from(&mut self, place: usize) {
        let next = self.unanswered_from(place);
        self.drop_unanswered(&next);
        self.course = if next == Prompt::Review { Course::Through } else { Course::Fill };
        self.at = next;
    }

    fn forward(&mut self) {
        let after = self.sequence().get(self.place() + 1).cloned();
        let is_end = after.is_none();
        self.go_to(after.unwrap_or(Prompt::Review));
        if is_end {
            self.await_lead();
        }
    }

    /// Where the present prompt stands in the sequence; after its end if it is not in it.
    fn place(&self) -> usize {
        let sequence = self.sequence();
        sequence.iter().position(|prompt| *prompt == self.at).unwrap_or(sequence.len())
    }

    fn go_to(&mut self, prompt: Prompt) {
        self.drop_unanswered(&prompt);
        self.at = prompt;
        self.course = Course::Through;
    }

    /// The prompts from the first to the last before the review, as the ticks stand now.
    fn sequence(&self) -> Vec<Prompt> {
        match &self.lead {
            Some(lead) if self.course != Course::Fill => self.led_sequence(lead),
            _ => self.whole_sequence(),
        }
    }

    /// The same if all is asked, in the rubric's order.
    fn whole_sequence(&self) -> Vec<Prompt> {
        let mut sequence = Vec::new();
        let mut groups_asked = BTreeSet::new();
        for &skill in &self.asked {
            match self.group_of(skill) {
                None => sequence.push(Prompt::Skill(skill)),
                Some(group) if groups_asked.insert(group) => {
                    sequence.push(Prompt::Members(group));
                    let (used, unused): (Vec<SkillIx>, Vec<SkillIx>) =
                        self.members(group).into_iter().partition(|member| self.is_used(*member));
                    if !unused.is_empty() {
                        sequence.push(Prompt::Unused(group));
                    }
                    sequence.extend(used.into_iter().map(Prompt::Skill));
                }
                Some(_) => {}
            }
        }
        sequence
    }

    /// The group that asks a skill: the first that it is a member of.
    fn group_of(&self, skill: SkillIx) -> Option<GroupIx> {
        self.rubric.groups().find(|(_, group)| group.members.contains(&skill)).map(|(group, _)| group)
    }

    fn asks(&self, skill: SkillIx) -> bool {
        self.asked.binary_search(&skill).is_ok()
    }

    /// The first question at or after a place of the sequence that has no answer, or the review.
    fn unanswered_from(&self, place: usize) -> Prompt {
        let open = |prompt: &Prompt| match prompt {
            Prompt::Skill(skill) => matches!(self.reply(*skill), None | Some(Reply::Skipped)),
            Prompt::Unused(group) => {
                self.unused(*group).iter().any(|member| matches!(self.reply(*member), None | Some(Reply::Skipped)))
            }
            Prompt::Members(_) | Prompt::Area(_) | Prompt::Review => false,
        };
        self.sequence().into_iter().skip(place).find(open).unwrap_or(Prompt::Review)
    }

    /// The group members that were above 0 last time.
    fn used_before(&self) -> BTreeSet<SkillIx> {
        let above = |skill: &SkillIx| matches!(self.last(*skill).map(|last| last.answer), Some(Answer::Rated(level)) if level > Level::NONE);
        self.rubric.groups().flat_map(|(_, group)| group.members.iter().copied()).filter(above).collect()
    }

    fn rating(&self, skill: SkillIx, reply: Reply) -> Option<Rating> {
        let Reply::Said(answer) = reply else { return None };
        let at = skill.get();
        Some(Rating { answer, on: self.days[at], evidence: self.evidence[at].clone(), confidence: self.confidence[at] })
    }
}
