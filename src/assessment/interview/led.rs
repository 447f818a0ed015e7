//! An interview that is led: it asks the skills that somebody else names, one after the other, as the answers come in, and
//! before the first member of a group which of its members were used. The leader reads the answers; the interview knows
//! nothing of the leader.

use std::collections::BTreeSet;

use super::{Gate, Interview, Prompt, Stop, Whereabouts};
use crate::rubric::SkillIx;

impl Interview<'_> {
    /// The interview led: it asks what [`lead_to`](Self::lead_to) names. To be said before it is taken up
    /// from a draft.
    #[must_use]
    pub fn led(mut self) -> Self {
        self.trail = Some(Vec::new());
        self.begin();
        self
    }

    /// The skills that a led interview has asked, in that order; none if it is not led.
    pub fn trail(&self) -> Option<&[SkillIx]> {
        self.trail.as_deref()
    }

    /// Whether somebody is to say which skill comes next. Until then, and if nobody does, it pauses.
    pub fn waits_for_lead(&self) -> bool {
        self.whereabouts.here() == Stop::Waiting
    }

    /// Asks this skill next, if it is waiting for one and is about it.
    pub fn lead_to(&mut self, skill: SkillIx) {
        if self.waits_for_lead() && self.asks(skill) {
            self.put_on_trail(skill);
            let prompt = self.group_of(skill).and_then(|group| self.gate_before(Gate::Group(group)));
            self.whereabouts = Whereabouts::at(Stop::Way(prompt.unwrap_or(Prompt::Skill(skill))));
        }
    }

    /// Ends the questions that a leader names: what it waits at is the review.
    pub fn end_lead(&mut self) {
        if self.waits_for_lead() {
            self.whereabouts = Whereabouts::at(Stop::Review);
        }
    }

    /// What a gate asks that has no answer yet.
    fn gate_before(&self, gate: Gate) -> Option<Prompt> {
        if self.unused(gate).iter().all(|skill| self.reply(*skill).is_some()) {
            return None;
        }
        let mut prompts = Vec::new();
        self.push_gate(&mut prompts, gate);
        prompts.first().copied()
    }

    pub(super) fn put_on_trail(&mut self, skill: SkillIx) {
        if let Some(trail) = &mut self.trail {
            trail.retain(|other| *other != skill);
            trail.push(skill);
        }
    }

    /// What was led to and left without an answer is not on the trail: the leader may think better of it.
    pub(super) fn drop_unanswered(&mut self) {
        let Some(trail) = &self.trail else { return };
        let on_way = self.whereabouts.on_way();
        let is_asked = |skill: SkillIx| match on_way {
            Some(Prompt::Skill(asked)) => asked == skill,
            Some(Prompt::Used(Gate::Group(group)) | Prompt::Unused(Gate::Group(group))) => {
                self.group_of(skill) == Some(group)
            }
            _ => false,
        };
        let kept = trail.iter().copied().filter(|skill| self.reply(*skill).is_some() || is_asked(*skill)).collect();
        self.trail = Some(kept);
    }

    /// From the review on to what the leader says.
    pub(super) fn go_on(&mut self) {
        if self.trail.is_some() {
            self.whereabouts = Whereabouts::at(Stop::Waiting);
        }
    }

    /// The trail as it must have been, when it is taken up again: what has a reply, and of a group of which nothing was used
    /// its first member.
    pub(super) fn retrace(&mut self) {
        if self.trail.is_none() {
            return;
        }
        let replied = || self.asked.iter().copied().filter(|skill| self.reply(*skill).is_some());
        let mut trail: Vec<_> = replied().filter(|skill| self.is_led_to(*skill)).collect();
        for skill in replied() {
            let of = self.group_of(skill);
            if of.is_some() && trail.iter().all(|other| self.group_of(*other) != of) {
                trail.push(skill);
            }
        }
        self.trail = Some(trail);
    }

    pub(super) fn led_sequence(&self, trail: &[SkillIx]) -> Vec<Prompt> {
        let (mut sequence, mut groups) = (Vec::new(), BTreeSet::new());
        for skill in trail.iter().copied() {
            if let Some(group) = self.group_of(skill).filter(|group| groups.insert(*group)) {
                self.push_gate(&mut sequence, Gate::Group(group));
            }
            if self.is_led_to(skill) || self.prompt() == Prompt::Skill(skill) {
                sequence.push(Prompt::Skill(skill));
            }
        }
        sequence
    }

    /// Whether a skill is asked on its own: a group member only if it was ticked.
    fn is_led_to(&self, skill: SkillIx) -> bool {
        self.group_of(skill).is_none() || self.used.contains(&skill)
    }
}
